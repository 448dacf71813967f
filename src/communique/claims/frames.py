"""Which words of a sentence name an event of diplomacy: the cues, found by the data in `data/frames.toml`.

Invariant: a cue is one token with the frame it evokes; a token evokes at most one frame, and nothing
is decided here about who takes part.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from spacy.tokens import Token

from communique.claims.parsing import Sentence
from communique.claims.syntax import hanging
from communique.model import Phase


@dataclass(frozen=True, slots=True)
class Frame:
    """How a word names an event: its kind, and where its actors and its destination stand."""

    name: str
    kind: str
    to: tuple[str, ...] = ()
    accompanying: tuple[str, ...] = ()
    object: bool = False
    phase: Phase | None = None
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that names an event, in its sentence."""

    token: Token
    frame: Frame
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The frames by lemma, and the word lists that go with them."""

    verbs: dict[str, Frame]
    nouns: dict[str, Frame]
    light: frozenset[str]
    no_travel: frozenset[str]
    papers: frozenset[str]
    attending: frozenset[str]
    craft: frozenset[str]
    honours: frozenset[str]
    audiences: frozenset[str]
    watching: frozenset[str]
    solemn: frozenset[str]
    stages: frozenset[str]
    groups: frozenset[str]
    of_states: frozenset[str]
    at_home: frozenset[str]
    met_there: frozenset[str]
    bodies: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """The frames as the data file has them, once a process."""
    table = tomllib.loads((files("communique.claims") / "data" / "frames.toml").read_text(encoding="utf-8"))
    return Lexicon(
        _by_lemma(table["verb"]),
        _by_lemma(table["noun"]),
        frozenset(table["light"]["verbs"]),
        frozenset(table["travel"]["not_followed_by"]),
        frozenset(table["sign"]["papers"]),
        frozenset(table["travel"]["attending"]),
        frozenset(table["travel"]["craft"]),
        frozenset(table["award"]["honours"]),
        frozenset(table["address"]["audiences"]),
        frozenset(table["rite"]["watching"]),
        frozenset(table["rite"]["objects"]),
        frozenset(table["talks"]["stages"]),
        frozenset(table["talks"]["groups"]),
        frozenset(table["talks"]["of_states"]),
        frozenset(table["talks"]["at_home"]),
        frozenset(table["talks"]["met_there"]),
        frozenset(table["talks"]["bodies"]),
    )


def _by_lemma(rows: list[dict[str, Any]]) -> dict[str, Frame]:
    return {
        lemma: Frame(
            row["frame"],
            row["kind"],
            tuple(row.get("to", ())),
            tuple(row.get("with", ())),
            bool(row.get("object", False)),
            row.get("phase"),
            tuple(row.get("needs", ())),
        )
        for row in rows
        for lemma in row["lemmas"]
    }


AWAITED = frozenset({"due", "expected", "awaited"})
"""What somebody is that is to come: "is due in Lima"."""

_OFF = frozenset({"off", "out", "forth", "sail"})
_STANDING = Frame("standing", "visit", ("in",), phase="within")
"""A traveller named with a place, without a verb: "Kerry, in Paris for talks, said"."""
_PEACE = Frame("gathering", "talks", accompanying=("with", "between", "of", "among"))
"""A conference that makes peace: "the peace conference between X and the rebels"."""
_DAY_THERE = Frame("day there", "visit", ("in", "at"), phase="within")
"""A day of somebody's stay: "on his last day in Lima"."""


def cues(sentence: Sentence) -> list[Cue]:
    """The words of a sentence that may name an event, in text order."""
    words = lexicon()
    low = sentence.span.text.lower()
    found = []
    for token in sentence.span:
        frame = None
        lemma = token.lemma_.lower()
        if token.pos_ in ("VERB", "AUX"):
            frame = words.verbs.get(lemma)
        elif token.pos_ in ("NOUN", "PROPN"):
            frame = words.nouns.get(lemma) or words.nouns.get(token.lower_)
        elif token.lower_ == "in" and token.dep_ == "prep" and token.head.pos_ == "PROPN":
            frame = _STANDING
        if lemma == "conference" and any(child.lower_ == "peace" for child in token.lefts):
            frame = _PEACE
        if frame is None and lemma == "day" and token.dep_ == "pobj" and token.head.lower_ in ("on", "during"):
            frame = _DAY_THERE
        held = frame and (not frame.needs or any(need in low for need in frame.needs))
        if frame and held and not _idle(token, frame) and not _in_bodys_name(token, frame):
            found.append(Cue(token, frame, sentence))
    return found


def _in_bodys_name(token: Token, frame: Frame) -> bool:
    """Whether a word is of a standing body's name: "the Strategic Dialogue and Cooperation Platform"."""
    if frame.name != "gathering" or token.pos_ != "PROPN" or not token.text[:1].isupper() or token.text.isupper():
        return False
    for word in token.doc[token.i + 1 : token.sent.end][:_NAME_REACH]:
        if not (word.text[:1].isupper() or word.lower_ in ("and", "&")):
            return False
        if word.lemma_.lower() in lexicon().bodies:
            return True
    return False


_NAME_REACH = 5


def _idle(token: Token, frame: Frame) -> bool:
    """Words in compounds and set phrases that name no event ("trip wire", "go to war")."""
    if frame.name in ("journey", "own journey", "gathering") and token.dep_ == "compound" and token.head.i > token.i:
        return token.head.lemma_.lower() not in lexicon().nouns and token.head.pos_ == "NOUN"
    if frame.name == "travel":
        if token.lemma_.lower() == "set" and not any(
            child.lower_ in _OFF or child.lower_ == "foot" for child in token.children
        ):
            return True  # "set the stage for"
        return any(
            each.lemma_.lower() in lexicon().no_travel
            for child in token.children
            if child.dep_ == "prep"
            for each in child.children
        )
    if frame.name == "presence":
        due = [child for child in token.children if child.lower_ in AWAITED]
        where = ("in", "to") if token.lower_ == "been" else ("in", "at")  # "had been to P", "was at the White House"
        return all(next(hanging(each, where), None) is None for each in (token, *due))
    return False
