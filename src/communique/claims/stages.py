"""The stages of a journey: "began it in P", "the tour will take her to P and to Q", "on his last day in P".

Invariant: a stage is told of a journey that the sentence names or takes up, and its traveller is named or taken up
there.
"""

from __future__ import annotations

from spacy.tokens import Token

from communique.claims.actors import Cast
from communique.claims.drafting import Draft, acting, actors_at, by_control, official, persons
from communique.claims.frames import Cue
from communique.claims.geography import destinations
from communique.claims.legs import TRIPS
from communique.claims.staydays import COUNTED_DAYS, words_of_day
from communique.claims.syntax import hanging, objects, possessors, subjects
from communique.claims.travelling import visits_in_row


def staging(cue: Cue, cast: Cast) -> list[Draft]:
    """ "X began it in P", "X wrapped up the tour in P"."""
    taken_up = cue.frame.phase == "start"  # who "ends it in P" ends something else
    if not any(word.lemma_.lower() in TRIPS or (taken_up and word.lower_ == "it") for word in objects(cue.token)):
        return []
    spots = [spot for _, word in hanging(cue.token, cue.frame.to) for spot in destinations(word)]
    return visits_in_row(cue, cast, persons(acting(cue.token, cue.sentence, cast)), spots, "the stage")


def carrying(cue: Cue, cast: Cast) -> list[Draft]:
    """ "the tour will take X to P on Monday and to Q on Tuesday"."""
    if not any(_journey(word) for word in subjects(cue.token)):
        return []
    spots = [spot for _, word in hanging(cue.token, cue.frame.to) for spot in destinations(word)]
    return visits_in_row(cue, cast, persons(actors_at(objects(cue.token), cue.sentence, cast)), spots, "the journey")


def day_there(cue: Cue, cast: Cast) -> list[Draft]:
    """ "X spoke on his last day in P", "on the second day in P, X": a day that is counted, of an official's stay."""
    there = [destinations(word) for _, word in hanging(cue.token, cue.frame.to)]
    spots = [spot for each in there for spot in each]
    if not spots or not all(there) or not words_of_day(cue.token) & COUNTED_DAYS:
        return []  # "on her first day in office"
    owners = actors_at(possessors(cue.token), cue.sentence, cast) or by_control(cue, cast)
    return visits_in_row(cue, cast, [each for each in persons(owners) if official(each)], spots, "the day there,")


def _journey(word: Token) -> bool:
    """Whether a word is a journey, or stands for one ("a tour which will take him")."""
    above = word.head.head if word.lower_ in ("which", "that") else word
    return above.lemma_.lower() in TRIPS
