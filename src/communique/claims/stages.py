"""The stages of a journey: "began it in P", "the tour will take her to P and to Q".

Invariant: a stage is told of a journey that the sentence names or takes up, and its traveller is named or taken up
there.
"""

from __future__ import annotations

from spacy.tokens import Token

from communique.claims.actors import Cast
from communique.claims.drafting import Draft, acting, actors_at, persons
from communique.claims.frames import Cue
from communique.claims.geography import destinations
from communique.claims.legs import TRIPS
from communique.claims.syntax import hanging, objects, subjects
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


def _journey(word: Token) -> bool:
    """Whether a word is a journey, or stands for one ("a tour which will take him")."""
    above = word.head.head if word.lower_ in ("which", "that") else word
    return above.lemma_.lower() in TRIPS
