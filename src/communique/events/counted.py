"""When counts of force and of captives are of one thing: whose they are, where they are, and how many.

Invariant: all here is symmetric; forces of two states, or in two states, are never of one thing.
"""

from __future__ import annotations

import re

from communique.events.sightings import Sighting

_MANY, _ALIKE = 10, 0.5
"""Two counts of so many at least, of which the one is so much of the other, may well be of one thing."""
_FEW, _NEARLY = 3, 0.75
"""As much holds for a few, if they are nearly as many."""
_VAGUE = {"dozens": 36, "scores": 60, "hundreds": 300, "thousands": 3000}
_MONTH = 30
_FREED, _CAPTIVES = "freed of ", ("hostages", "prisoners", "spies")
"""Captives who are called by their state ("freed of norwegians") are few, and seldom let go."""


def both_counted(x: Sighting, y: Sighting) -> bool:
    """Whether two sightings count the same: soldiers sent, people kidnapped."""
    return bool(x.counted and y.counted and _names(x) & _names(y))


def counts_clash(x: Sighting, y: Sighting, *, same_report: bool) -> str | None:
    """Why two counts of the same are not of one thing, in words; None if they can be."""
    if not both_counted(x, y):
        return None
    if x.travelling and y.travelling and not x.travelling & y.travelling:
        return "different states did it"
    if x.hosts and y.hosts and not x.hosts & y.hosts:
        return "different states it was done to"
    return "one report counts two" if same_report and not as_many(x, y) else None


def who_is_counted(x: Sighting, y: Sighting) -> tuple[float, tuple[str, ...]]:
    """How much it says that the same states do what is counted, that it is done to the same, and to as many."""
    states = ", ".join(sorted(x.sides & y.sides))
    people = any(name.startswith(_FREED) and not name.endswith(_CAPTIVES) for name in _names(x) & _names(y))
    whole = bool(x.hosts & y.hosts) and (people or bool(x.travelling & y.travelling))
    if states and as_many(x, y):
        return (0.6 if whole else 0.5), (f"about as many are counted, of {states}",)
    return (0.35, (f"the same is counted, of {states}",)) if states else (0.0, ())


def as_many(x: Sighting, y: Sighting) -> bool:
    """Whether two sightings count about as many of the same."""
    for name, number in x.counted:
        for other, its in y.counted:
            few, many = sorted((_size(number), _size(its)))
            alike = (many >= _MANY and few >= many * _ALIKE) or (many >= _FEW and few >= many * _NEARLY)
            if name == other and alike:
                return True
    return False


def _names(x: Sighting) -> frozenset[str]:
    return frozenset(name for name, _ in x.counted)


def _size(told: str) -> int:
    figures = re.search(r"\d+", told)
    return int(figures[0]) if figures else _VAGUE.get(told.rpartition(" ")[2], 0)


def still_told(x: Sighting, y: Sighting) -> tuple[float, tuple[str, ...]] | None:
    """What it says that as many are told again within weeks: who is abducted, or sent, is so for long.

    None where both tell the day, or the days of both are far apart.
    """
    if x.window and y.window:
        return None
    days = [s.window.hi if s.window else s.said for s in (x, y)]
    if days[0] is None or days[1] is None or abs(days[0] - days[1]) > _MONTH:
        return None
    return 0.15, ("told again within weeks",)
