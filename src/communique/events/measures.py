"""When two claims tell of one measure: one vote, one round of sanctions, one closing of embassies.

Invariant: all here is symmetric; measures of different sorts, by others or against others are never one.
"""

from __future__ import annotations

from collections.abc import Mapping

from communique.events.sightings import Sighting
from communique.model import Actor

_BOTH, _ONE = 0.5, 0.35


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


def _takers(x: Sighting) -> frozenset[str]:
    return x.travelling | x.takers
