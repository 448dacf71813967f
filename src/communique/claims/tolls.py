"""Attacks as their tolls tell them: "the bombing killed at least 31 people and wounded 180".

Invariant: a toll is told only where a sentence counts the dead, the hurt or the missing, and where the
sentence, or how the report begins, speaks of violence and not of an accident. Who suffered is a state that
the sentence names, or the report as it begins; where neither does, an attack told elsewhere is taken up.
"""

from __future__ import annotations

import re
from functools import lru_cache

from spacy.tokens import Token

from communique.claims.actors import Cast
from communique.claims.counts import Count, accident, casualties, violent
from communique.claims.drafting import Draft, in_role
from communique.claims.frames import Cue, Frame
from communique.claims.geography import destinations, place_at
from communique.claims.parsing import Parsed, Sentence
from communique.claims.places import country_of_demonym, country_of_place
from communique.model import Detail, Place

_FRAME = Frame("toll", "assault")
_BEGINNING = 3
"""Sentences that tell what a report is about."""
_IN = ("in", "at", "near", "outside")


def tolls(sentence: Sentence, parsed: Parsed, cast: Cast, *, told: bool) -> list[Draft]:
    """The attack whose toll a sentence tells, if it tells one; `told` where the report has told an attack before."""
    text = sentence.span.text
    counts = casualties(text)
    if not counts or accident(text) or not (violent(text) or violent(_begins(parsed))):
        return []
    token = _token(sentence, counts[0])
    place = place_at(token) or _place(sentence) or _belonging(sentence)
    if place is None and not told:
        place = next((found for each in parsed.sentences[:_BEGINNING] if (found := _place(each))), None)
    suffers = cast.country_key(place.country) if place and place.country else None
    return [
        Draft(
            Cue(token, _FRAME, sentence),
            "assault",
            in_role([cast.actor(suffers)], "recipient") if suffers else (),
            place,
            open=place is None,
            details=tuple(Detail(each.attribute, each.value) for each in counts),
            score=0.7,
            reasons=("its toll is counted",),
        )
    ]


def _belonging(sentence: Sentence) -> Place | None:
    """The state that the sentence names by what belongs to it ("161 Palestinians", "an Istanbul airport")."""
    for token in sentence.span:
        if token.text[:1].isupper():
            country = country_of_place(token.text) or country_of_demonym(token.text.removesuffix("s"))
            country = country or country_of_demonym(token.text)
            if country:
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
