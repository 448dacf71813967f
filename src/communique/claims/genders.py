"""Which pronoun takes up each person of a report.

Invariant: a pronoun is given only by a title, or by the pronouns of sentences that name nobody else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from communique.claims.appositives import Naming
from communique.claims.lexicon import GENDER
from communique.claims.people import People
from communique.claims.words import Words


def genders_of(
    sentences: Sequence[Words], people: People, by_sentence: Mapping[int, Sequence[Naming]]
) -> dict[int, str]:
    """What titles and the pronouns of one-person sentences tell of each person's pronoun."""
    genders = {p.number: p.gender for p in people.persons if p.gender}
    votes: dict[int, dict[str, int]] = {}
    for number, namings in by_sentence.items():
        for naming in namings:  # "X, a spokeswoman for Y"
            told = [GENDER.get(people.phrases[number][which].noun) for which in naming.phrases]
            if told and told[0]:
                genders.setdefault(naming.spot.person, told[0])
        here = {n.spot.person for n in namings}
        if len(here) != 1:
            continue
        person = next(iter(here))
        words, first = sentences[number], namings[0].spot.end
        if words.quoted[first - 1]:
            continue
        for position in range(first, len(words)):
            word = words.low[position]
            if words.quoted[position] or word not in ("he", "his", "him", "himself", "she", "her", "herself"):
                continue
            gender = "he" if word.startswith("h") and word not in ("her", "herself") else "she"
            votes.setdefault(person, {"he": 0, "she": 0})[gender] += 1
    for person, vote in votes.items():
        for gender, other in (("he", "she"), ("she", "he")):
            if vote[gender] > 2 * vote[other]:
                genders.setdefault(person, gender)
    return genders
