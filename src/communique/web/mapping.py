"""A map of visits that needs no network: where they led, drawn on an outline of the land.

Invariant: each figure on the map stands in the table beneath it; a place that is on no list is shown at its state's
capital, and said to be, or listed as not on the map.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from functools import cache
from importlib.resources import files
from math import sqrt

from communique.brief.naming import capital, state
from communique.record.browsing import count
from communique.record.choosing import Choice, days_of
from communique.record.dossiers import Stay, stays
from communique.web.chosen import STATUSES, Chosen, chosen, state_names
from communique.web.projecting import HEIGHT, projected
from communique.web.views import Ask, Page, View

_LISTED = 60
_LARGEST = 22.0

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Dot:
    """A place on the map: its point in the frame, its size, what is there, and the address of those visits."""

    x: float
    y: float
    size: float
    label: str
    visits: int
    address: str
    path: str | None
    """A line to it from the home of whoever travelled."""


@dataclass(frozen=True, slots=True)
class _Placed:
    stay: Stay
    point: Point
    exact: bool


def map_page(ask: Ask) -> Page:
    """Where the visits chosen led."""
    asked = chosen(ask.look, "/map", ask.query)
    span = days_of(asked.query.get("at", ""))
    choice = replace(asked.choice, kind="visit", since=span and span[0], until=span and span[1])
    found = ask.look.kept(("stays", choice), lambda: stays(ask.look, choice))
    placed = [one for stay in found if (one := _placed(stay)) is not None]
    nowhere = [stay for stay in found if _placed(stay) is None]
    home = _home(ask, choice)
    dots = _dots(placed, asked, home)
    data = {
        "chosen": asked.kept,
        "visits": count(ask.look, choice),
        "places": [
            asdict(stay) | {"latitude": where[0], "longitude": where[1], "at_capital": not where[2]}
            if (where := located(stay.name, stay.country))
            else asdict(stay) | {"latitude": None, "longitude": None, "at_capital": False}
            for stay in found
        ],
    }
    shown = {
        "state": asked,
        "at": asked.query.get("at", ""),
        "statuses": STATUSES,
        "states": state_names(),
        "dots": dots,
        "land": land(),
        "height": HEIGHT,
        "listed": [(stay, _name(stay), _address(asked, stay)) for stay in found[:_LISTED]],
        "unlisted": max(0, len(found) - _LISTED),
        "at_capital": sum(one.stay.visits for one in placed if not one.exact),
        "nowhere": sum(stay.visits for stay in nowhere),
        "has_home": home is not None,
    }
    return Page("map.html", "Map of visits", data, shown)


@cache
def land() -> str:
    """The outline of the land, as an SVG path in tenths of the frame."""
    text = files("communique.web").joinpath("data/land.txt").read_text(encoding="utf-8")
    return " ".join(line for line in text.splitlines() if not line.startswith("#"))


@cache
def _points() -> dict[tuple[str, str], Point]:
    text = files("communique.web").joinpath("data/points.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return {(name, iso3): (float(latitude), float(longitude)) for name, iso3, latitude, longitude in rows}


def located(name: str | None, country: str | None) -> tuple[float, float, bool] | None:
    """Latitude and longitude of a place, and whether they are its own: else they are its state's capital's."""
    if not country:
        return None
    own = _points().get((_plain(name), country)) if name else None
    point = own or _points().get(("", country))
    named_state = name is None or name == state(country).removeprefix("the ")
    return (*point, own is not None or named_state) if point else None


def _placed(stay: Stay) -> _Placed | None:
    found = located(stay.name, stay.country)
    return _Placed(stay, projected(found[0], found[1]), found[2]) if found else None


def _plain(name: str) -> str:
    parts = unicodedata.normalize("NFKD", name.replace("’", "'"))
    return "".join(letter for letter in parts if not unicodedata.combining(letter)).lower()


def _home(ask: Ask, choice: Choice) -> Point | None:
    """The capital of the state for which the person chosen acts."""
    if choice.actor is None:
        return None
    actor = ask.look.actors([choice.actor]).get(choice.actor)
    found = located(None, actor.country) if actor else None
    return projected(found[0], found[1]) if found else None


def _dots(placed: Sequence[_Placed], asked: Chosen, home: Point | None) -> list[Dot]:
    """One dot for each point, the largest first, so that small ones lie on top."""
    together: dict[Point, list[_Placed]] = defaultdict(list)
    for one in placed:
        together[one.point].append(one)
    most = max((sum(one.stay.visits for one in ones) for ones in together.values()), default=1)
    scale = min(3.0, (_LARGEST - 2) / sqrt(most))
    dots = []
    for (x, y), ones in together.items():
        visits = sum(one.stay.visits for one in ones)
        names = ", ".join(dict.fromkeys(_name(one.stay) for one in ones[:4]))
        stay = ones[0].stay if len(ones) == 1 else Stay(None, ones[0].stay.country, visits)
        line = _line(home, (x, y)) if home else None
        dots.append(
            Dot(
                round(x, 1), round(y, 1), round(2 + scale * sqrt(visits), 1), names, visits, _address(asked, stay), line
            )
        )
    return sorted(dots, key=lambda dot: -dot.visits)


def _line(start: Point, end: Point) -> str:
    """A curve from one point to another, bent upwards."""
    (x1, y1), (x2, y2) = start, end
    bend = 0.18 * sqrt((x2 - x1) ** 2 + (y2 - y1) ** 2)
    return f"M{x1:.1f} {y1:.1f}Q{(x1 + x2) / 2:.1f} {(y1 + y2) / 2 - bend:.1f} {x2:.1f} {y2:.1f}"


def _name(stay: Stay) -> str:
    where = state(stay.country) if stay.country else ""
    if not stay.name or stay.name == where.removeprefix("the "):
        return capital(where)
    return f"{stay.name}, {where}" if where else stay.name


def _address(asked: Chosen, stay: Stay) -> str:
    return asked.address(
        "/timeline", at=asked.query.get("at") or "all", kind="visit", place=stay.country, town=stay.name
    )


VIEWS = (View("/map", map_page),)
