"""What is read of an event's standing in the world, and the words that tell it.

Invariant: `Facets` only grow: every change adds a reason, and no factor raises a score. The word lists
are those of `data/status.toml`, read once a process.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from spacy.tokens import Token

Effect = Literal["plan", "likely", "hope", "doubt", "refuse", "call_off", "same", "fact", "now"]
"""What a governing word says of the event under it; see the heads of `data/status.toml`."""


@dataclass(frozen=True, slots=True)
class Facets:
    """Ahead in time, negated, uncertain, called off (`off`), going on (`now`); with a score and its reasons.

    `wished` is what somebody asks for or offers, `likely` what is expected rather than set.
    """

    future: bool = False
    negated: bool = False
    uncertain: bool = False
    off: bool = False
    wished: bool = False
    likely: bool = False
    now: bool = False
    score: float = 0.9
    reasons: tuple[str, ...] = ()

    def but(self, reason: str, score: float = 1.0, **changes: bool) -> Facets:
        """These facets with some changed, one more reason, and the score lowered by a factor."""
        return replace(self, reasons=(*self.reasons, reason), score=self.score * score, **changes)


@dataclass(frozen=True, slots=True)
class Words:
    """The lists of `data/status.toml`, turned round to be looked up by word."""

    complement: dict[str, Effect]
    nouns: dict[str, Effect]
    adjectives: dict[str, Effect]
    prepositions: dict[str, str]
    particles: dict[str, str]
    objectless: frozenset[str]
    accounts: frozenset[str]
    occur: frozenset[str]
    motion: frozenset[str]
    dated: frozenset[str]
    judging: frozenset[str]
    moving: frozenset[str]
    anew: frozenset[str]
    about: frozenset[str]
    future: frozenset[str]
    modal: frozenset[str]
    maybe: frozenset[str]
    negative: frozenset[str]
    once: frozenset[str]
    conditional: frozenset[str]
    ahead: frozenset[str]
    weekdays: frozenset[str]
    mended: dict[str, str]


@cache
def word_lists() -> Words:
    """The word lists, once a process."""
    data: dict[str, Any] = tomllib.loads((files("communique.claims") / "data" / "status.toml").read_text("utf8"))

    def turned(group: str) -> dict[str, Any]:
        return {word: effect for effect, words in data[group].items() for word in words}

    return Words(
        turned("complement"),
        turned("nouns"),
        turned("adjectives"),
        turned("prepositions"),
        data["particles"],
        frozenset(data["objectless"]["verbs"]),
        frozenset(data["accounts"]["nouns"]),
        frozenset(data["occur"]["verbs"]),
        frozenset(data["motion"]["verbs"]),
        frozenset(data["dated"]["verbs"]),
        frozenset(data["judging"]["verbs"]),
        frozenset(data["moving"]["verbs"]),
        frozenset(data["adverbs"]["anew"]),
        frozenset(data["about"]["verbs"]),
        frozenset(data["modals"]["future"]),
        frozenset(data["modals"]["uncertain"]),
        frozenset(data["adverbs"]["uncertain"]),
        frozenset(data["adverbs"]["negative"]),
        frozenset(data["adverbs"]["was_to_be"]),
        frozenset(data["adverbs"]["conditional"]),
        frozenset(data["ahead"]["words"]),
        frozenset(data["ahead"]["weekdays"]),
        data["mended"],
    )


def full_lemma(verb: Token) -> str:
    """The verb's lemma, with its particle where the two make one word ("call off")."""
    lemma = verb.lemma_.lower()
    lemma = word_lists().mended.get(lemma, lemma)
    for child in verb.children:
        if child.dep_ in ("prt", "advmod", "prep"):
            joined = word_lists().particles.get(f"{lemma} {child.lower_}")
            if joined and child.i - verb.i in range(0, 4):
                taken = joined in word_lists().objectless and any(each.dep_ == "dobj" for each in verb.children)
                if not taken:
                    return joined
    return lemma


def auxiliaries(verb: Token) -> list[Token]:
    """The auxiliaries of a verb, "to" among them, in text order."""
    return [child for child in verb.children if child.dep_ in ("aux", "auxpass")]


def said_anew(token: Token) -> bool:
    """Whether a word, or the verb it hangs on, is told with "now" or "instead": otherwise than was planned."""
    near = [token, *token.ancestors][:3]
    return any(child.lower_ in word_lists().anew for word in near for child in word.children if child.dep_ == "advmod")


def ahead_by_word(noun: Token) -> bool:
    """Whether an event noun's own adjectives tell it as still ahead or as not sure ("the planned visit")."""
    effects = word_lists().adjectives
    told = (child for child in noun.children if child.dep_ in ("amod", "compound", "nmod"))
    return any(effects.get(child.lower_) in ("plan", "likely", "doubt", "hope") for child in told)
