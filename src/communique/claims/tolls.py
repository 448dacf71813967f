"""Attacks and releases as their counts tell them: "killed at least 31 people", "released 53 prisoners".

Invariant: a release is told only where captives are counted and the one who lets them go, or their state, is
known. A toll is told only where a sentence counts the dead, the hurt or the missing, and where the
sentence, or how the report begins, speaks of violence, and not of an accident or of a whole war. Who
suffered is a state that the sentence names, or the report as it begins; where neither does, an attack
told elsewhere is taken up.
"""

from __future__ import annotations

import re
from functools import lru_cache

from spacy.tokens import Token

from communique.claims.actors import Cast
from communique.claims.counts import Count, apart, casualties, freed, lasting, violent
from communique.claims.drafting import Draft, in_role
from communique.claims.frames import Cue, Frame
from communique.claims.geography import destinations, place_at
from communique.claims.parsing import Parsed, Sentence
from communique.claims.places import country_of_demonym, country_of_place
from communique.model import Detail, Place

_FRAME = Frame("toll", "assault")
_RELEASE = Frame("toll", "concession")
_BEGINNING = 6
"""Sentences that tell what a report is about."""
_IN = ("in", "at", "near", "outside")


def tolls(sentence: Sentence, parsed: Parsed, cast: Cast, *, told: bool) -> list[Draft]:
    """The attack whose toll a sentence tells, if it tells one; `told` where the report has told an attack before."""
    text = sentence.span.text
    counts = casualties(text)
    if not counts or lasting(text) or not violent(text, _begins(parsed)):
        return []
    token = _token(sentence, counts[0])
    place = place_at(token) or _place(sentence) or _of_whom(counts)
    if place is None and not told:
        place = _belonging(sentence)
        place = place or next((found for each in parsed.sentences[:_BEGINNING] if (found := _place(each))), None)
    suffers = cast.country_key(place.country) if place and place.country else None
    return [
        Draft(
            Cue(token, _FRAME, sentence),
            "assault",
            in_role([cast.actor(suffers)], "recipient") if suffers else (),
            place,
            open=place is None,
            details=_details(counts, place),
            score=0.7,
            reasons=("its toll is counted",),
        )
    ]


def releases(sentence: Sentence, cast: Cast) -> list[Draft]:
    """The release that a sentence tells by counting who was let go."""
    counts = freed(sentence.span.text)
    if not counts:
        return []
    token = _token(sentence, counts[0])
    doers = [key for child in token.children if child.dep_ == "nsubj" for key in cast.at(sentence, child)]
    doers += [
        key
        for child in token.children
        if child.dep_ == "agent"
        for by in child.children
        for key in cast.at(sentence, by)
    ]
    home = _of_whom(counts)
    held = cast.country_key(home.country) if home and home.country else None
    parts = (
        *in_role([cast.actor(key) for key in doers[:1]], "actor"),
        *(in_role([cast.actor(held)], "recipient") if held and held not in doers[:1] else ()),
    )
    if not parts:
        return []
    details = tuple(Detail(each.attribute, each.value) for each in counts)
    cue = Cue(token, _RELEASE, sentence)
    return [Draft(cue, "concession", parts, details=details, score=0.7, reasons=("who was let go is counted",))]


def _details(counts: tuple[Count, ...], place: Place | None) -> tuple[Detail, ...]:
    """What is counted, each once: of two counts of the same dead the larger, which holds the other."""
    found: dict[str, str] = {}
    for each in counts:
        attribute = _attribute(each, place)
        if attribute not in found or _size(each.value) > _size(found[attribute]):
            found[attribute] = each.value
    return tuple(Detail(attribute, value) for attribute, value in found.items())


def _size(value: str) -> int:
    figures = re.search(r"\d+", value)
    return int(figures[0]) if figures else 0


def _attribute(count: Count, place: Place | None) -> str:
    """What is counted; the dead of the state that was attacked are its dead, and need no name of their own."""
    attribute, _, whose = count.attribute.partition(" of ")
    home = place is not None and place.country is not None and _state(whose) == place.country
    return attribute if home else count.attribute


def _of_whom(counts: tuple[Count, ...]) -> Place | None:
    """The state whose people were counted ("161 Palestinians")."""
    found = (_state(each.attribute.partition(" of ")[2]) for each in counts)
    country = next((each for each in found if each), None)
    return Place(None, country) if country else None


def _state(people: str) -> str | None:
    """The state of "palestinians"."""
    named = people.title()
    return (country_of_demonym(named.removesuffix("s")) or country_of_demonym(named)) if named else None


def _belonging(sentence: Sentence) -> Place | None:
    """The first place or state that the sentence names in any way ("the Istanbul airport", "Turkish police")."""
    for token in sentence.span:
        if token.text[:1].isupper() and token.head.lemma_.lower() not in apart():
            if country := country_of_place(token.text):
                return Place(token.text, country)
            if country := _state(token.text):
                return Place(None, country)
    return None


def _begins(parsed: Parsed) -> str:
    return _beginning(parsed.report.title or "", tuple(each.span.text for each in parsed.sentences[:_BEGINNING]))


@lru_cache(maxsize=8)
def _beginning(title: str, sentences: tuple[str, ...]) -> str:
    return re.sub(r"\s+", " ", " ".join((title, *sentences)))


def _token(sentence: Sentence, count: Count) -> Token:
    """The word that says what is counted."""
    at = sentence.span.start_char + count.at
    return next((token for token in sentence.span if token.idx + len(token) > at), sentence.span.root)


def _place(sentence: Sentence) -> Place | None:
    """The first place that the sentence says something is in."""
    for token in sentence.span:
        if token.lower_ in _IN and token.dep_ == "prep":
            for child in token.children:
                if child.dep_ == "pobj" and (found := destinations(child)):
                    return found[0]
    return None
