"""When two claims tell of one measure: one vote, one round of sanctions, one closing of embassies.

Invariant: all here is symmetric; measures of different sorts, by others or against others are never one.
"""

from __future__ import annotations

from collections.abc import Mapping

from communique.events.sightings import Sighting
from communique.model import Actor

_BOTH, _ONE = 0.5, 0.35
_SAME_MONTHS, _YEAR = 0.18, 365
MONTHS = 190
"""Months of one half of a year ("late 2011", left open at both ends), in days."""


def both_measures(x: Sighting, y: Sighting) -> bool:
    """Whether both tell of a measure."""
    return x.measure is not None and y.measure is not None


def measures_clash(x: Sighting, y: Sighting) -> str | None:
    """Why two measures are not one, in words; None if they can be."""
    if not both_measures(x, y):
        return None
    if x.measure != y.measure:
        return "different measures"
    if x.goods and y.goods and not x.goods & y.goods:
        return "measures on different goods"
    mine, theirs = _takers(x), _takers(y)
    if mine and theirs and not mine & theirs:
        return "others take the measure"
    if x.hosts and y.hosts and not x.hosts & y.hosts:
        return "the measure is against others"
    return None


def who_takes_it(x: Sighting, y: Sighting, actors: Mapping[str, Actor]) -> tuple[float, tuple[str, ...]]:
    """How much it says that the same states or bodies take a measure, and against the same."""
    takers, against = _takers(x) & _takers(y), x.hosts & y.hosts
    if not (takers or against):
        return 0.0, ()
    names = [actors[each].name if each in actors else each for each in sorted(takers)]
    told = f"the same {x.measure}, by {', '.join(names)}" if takers else f"the same {x.measure}"
    return (_BOTH if takers and against else _ONE), (told + (f" on {', '.join(sorted(against))}" if against else ""),)


def long_past(x: Sighting, y: Sighting) -> tuple[float, str]:
    """What it adds that both recall, a year later or more, what they put in about the same months ("late 2011")."""
    if x.window is None or y.window is None or x.said is None or y.said is None or not x.window.meets(y.window):
        return 0.0, ""
    recalled = min(x.said, y.said) - max(x.window.hi, y.window.hi) > _YEAR
    wide = max(x.window.width, y.window.width)
    return (_SAME_MONTHS, "recalled of the same months") if recalled and wide <= MONTHS else (0.0, "")


def _takers(x: Sighting) -> frozenset[str]:
    return x.travelling | x.takers
