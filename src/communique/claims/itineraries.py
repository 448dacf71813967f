"""Itineraries set out as lists: "The tour takes the premier to:", then "Chile: 2-4 May" and "Peru: 4-5 May" below.

Invariant: a stop stands in a paragraph of its own that names nothing but a place and its days, under a sentence that
tells of the journey and names its traveller.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from communique.claims.actors import Cast
from communique.claims.drafting import Draft, actors_at, official, persons
from communique.claims.frames import Cue, Frame
from communique.claims.geography import in_town
from communique.claims.legs import TRIPS
from communique.claims.parsing import Parsed, Sentence
from communique.claims.places import country_of_place
from communique.claims.status import status_of
from communique.claims.times import TimeExpression
from communique.model import Participation, Place, ReportActor

_STOP = re.compile(
    r"\W{0,4}(?P<place>[A-Z][\w'’.]{0,20}(?: [\w'’.]{1,20}){0,3}) ?(?::|,|\(| [–—-]) ?(?P<days>[^\n]{3,40})"
)
_FRAME = Frame("journey", "visit", ("to", "in"))
_LOOSE = 4
"""Characters beside a place and its days that a line may have: brackets, a stop."""


@dataclass(frozen=True, slots=True)
class _Heading:
    """The sentence above a list: whose journey it tells, and whether as still to come."""

    traveller: ReportActor
    ahead: bool


def itineraries(parsed: Parsed, cast: Cast, times: Sequence[TimeExpression]) -> Iterator[Draft]:
    """The visits of every list of places with their days."""
    heading: _Heading | None = None
    for sentence in parsed.sentences:
        if not any(char.isalpha() for char in sentence.span.text):
            continue  # a bullet that the parser takes for a sentence
        stop = _stop(sentence, times)
        if stop is None:
            heading = _heading(sentence, cast)
        elif heading is not None and stop[1].country not in (None, heading.traveller.country):
            word, place = stop
            parts = (Participation(heading.traveller.key, "visitor"),)
            cue, why = Cue(word, _FRAME, sentence), ("its place stands with its days under a journey",)
            yield Draft(cue, "visit", parts, in_town(place), ahead=heading.ahead, score=0.9, reasons=why)


def _stop(sentence: Sentence, times: Sequence[TimeExpression]) -> tuple[Token, Place] | None:
    """The place of a line that names it with its days and tells nothing else."""
    text = sentence.span.text
    match = _STOP.match(text)
    if match is None:
        return None
    here = sentence.start + match.start("days")
    told = [t for t in times if t.kind in ("day", "days") and here - 1 <= t.start < sentence.end]
    country = country_of_place(match["place"])
    if len(told) != 1 or country is None or len(match["days"]) - (told[0].end - told[0].start) > _LOOSE:
        return None
    begin = sentence.span.start_char
    span = sentence.span.doc.char_span(
        begin + match.start("place"), begin + match.end("place"), alignment_mode="expand"
    )
    if span is None:
        return None
    root = sentence.span.root  # where the parse hangs the place on its days, the days are the root's
    return root if root.i > span[-1].i else span[-1], Place(match["place"], country)


def _heading(sentence: Sentence, cast: Cast) -> _Heading | None:
    """What a sentence that ends with a colon tells of somebody's journey."""
    journey = next((word for word in sentence.span if word.lemma_.lower() in TRIPS), None)
    goers = [each for each in persons(actors_at(sentence.span, sentence, cast)) if official(each)]
    if journey is None or not goers or not sentence.span.text.rstrip().endswith(":"):
        return None
    ahead = status_of(journey).status == "planned" or any(word.tag_ in ("VBZ", "VBP") for word in sentence.span)
    return _Heading(goers[0], ahead)
