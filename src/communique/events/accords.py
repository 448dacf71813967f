"""What speaks for two claims of agreements reached or signed being of one: whose they are, which paper, by which day.

Invariant: what is said here only adds to what likeness finds; nothing here forbids that two are one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from communique.claims.accords import REACHED, TRUCE
from communique.claims.agreement_words import papers
from communique.claims.lexicon import CALENDAR_WORDS
from communique.events.papers import take_apart
from communique.model import Claim

if TYPE_CHECKING:
    from communique.events.sightings import Bundle, Sighting

SAME_PAPER = 0.2
"""What it adds that two claims tell a paper by one word ("nuclear", "cease-fire")."""
_WORD = re.compile(r"[^\W\d_]+")
_PARTIES = 0.3
_ONE_LIMIT = 0.25
_TRUCE = "cease-fire"


def papers_made(claim: Claim) -> frozenset[str]:
    """The words that tell which paper a claim says is made, without days; of all cease-fires one word."""
    if claim.kind != "signing" and TRUCE not in claim.reasons:
        return frozenset()
    labels = [take_apart(each.value) for each in claim.details if each.attribute == "papers"]
    truce = TRUCE in claim.reasons or any(each.family == "ceasefire" for each in labels)
    words = {word for each in labels for word in each.identity if word not in CALENDAR_WORDS and word.isalpha()}
    return frozenset(words | ({_TRUCE} if truce else set()))


def only_reached(claims: Iterable[Claim]) -> bool:
    """Whether nobody says of an agreement that it was signed."""
    return all(REACHED in claim.reasons for claim in claims)


def parties_alike(x: Sighting, y: Sighting, known: float) -> tuple[float, tuple[str, ...]]:
    """How alike the parties are: two in common, or those of one among the other's where the paper or the town is one.

    A claim that names less may well be of the one that names more.
    """
    mine, theirs = (each.sides | each.bodies | each.strangers for each in (x, y))
    shared = mine & theirs
    if known >= _PARTIES or not shared:
        return known, ()
    words = f"the same parties: {', '.join(sorted(shared))}"
    if len(shared) > 1:
        return _PARTIES, (words,)
    here, there = (each.sides | each.bodies for each in (x, y))  # "world powers" may be those whom the other names
    nested = here <= there or there <= here
    one = bool(x.papers & y.papers) or (x.town is not None and x.town == y.town)
    return (_PARTIES, (words,)) if nested and one else (known, ())


def paper_of_both(a: Bundle, b: Bundle) -> frozenset[str]:
    """The words by which both tell one paper: their own, or those of the one that the other's sentence has.

    "A preliminary deal designed to contain the nuclear program" is the other's "nuclear agreement".
    """
    x, y = a.sighting.papers, b.sighting.papers
    if x & y or a.sighting.family != "signing":
        return x & y
    for told, other in ((a, b), (b, a)):
        words, theirs = (each.sighting.papers - papers().lasting - papers().passing for each in (told, other))
        if words and not theirs and _all_said(words, other.first.text):
            return words
    return frozenset()


def _all_said(words: Iterable[str], text: str) -> bool:
    """Whether a sentence has every one of these words, in the plural too: "boundary", "boundaries"."""
    said = set(_WORD.findall(text.lower()))
    return all(word in said or f"{word.removesuffix('y')}ies" in said or f"{word}s" in said for word in words)


def by_one_day(x: Sighting, y: Sighting) -> tuple[float, tuple[str, ...]]:
    """What it adds that two are to be made by one and the same day to come."""
    limits = [each.window for each in (x, y) if each.window and not each.firm and each.outlook == "ahead"]
    if len(limits) == 2 and limits[0].hi == limits[1].hi:
        return _ONE_LIMIT, ("to be made by the same day",)
    return -1.0, ()
