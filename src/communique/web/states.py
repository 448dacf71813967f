"""A page for each state, and the dossier of two: meetings a year, visits each way, papers and open plans.

Invariant: what is counted between two states are events in which people or bodies of both took part.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import Any

from communique.brief.naming import capital, state
from communique.claims.places import countries
from communique.model import Agreement
from communique.record.browsing import Entry, columns, count, entries, latest_day
from communique.record.catalogue import Look
from communique.record.choosing import Choice
from communique.record.dossiers import agreements_between, encounters
from communique.record.people import people
from communique.web.charts import Year, by_year
from communique.web.rendering import address
from communique.web.views import Ask, MissingError, Page, View

_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Part:
    """A list in a dossier: the first entries, how many there are, and where they all stand."""

    title: str
    entries: tuple[Entry, ...]
    events: int
    address: str

    @property
    def data(self) -> dict[str, Any]:
        """For the page's JSON."""
        return {"title": self.title, "events": self.events, "first": [asdict(entry) for entry in self.entries]}


def state_page(ask: Ask) -> Page:
    """One state."""
    look, iso3 = ask.look, _known(ask.path["country"])
    name = state(iso3)
    its = Choice(states=(iso3,))
    made = replace(its, kind="visit")
    partners = encounters(look, "country", its, 20, of=[iso3])
    persons, total = people(look, country=iso3, limit=20)
    papers, agreed = agreements_between(look, [iso3], _SHOWN)
    parts = [
        _part(look, "Open plans", replace(its, open=True), state=iso3),
        _part(look, f"Visits to {name}", replace(made, place=iso3), kind="visit", state=iso3),
        _part(look, "Latest events", its, state=iso3),
    ]
    met = [(one.other if one.one == iso3 else one.one, one.events) for one in partners]
    data = {
        "country": iso3,
        "name": name,
        "events": count(look, its),
        "met_by_year": [asdict(column) for column in columns(look, replace(its, met=True), 4)],
        "met": [{"country": other, "events": number} for other, number in met],
        "people": {"total": total, "first": [asdict(one) for one in persons]},
        "agreements": {"total": agreed, "first": [asdict(paper) for paper in papers]},
        "parts": [part.data for part in parts],
    }
    shown = {
        "iso3": iso3,
        "chart": by_year(columns(look, replace(its, met=True), 4)),
        "pairs": [
            (state(other), address(f"/pairs/{min(iso3, other)}/{max(iso3, other)}"), number) for other, number in met
        ],
        "papers": papers,
        "parties": _parties(look, papers),
        "lists": [part for part in parts if part.events],
    }
    return Page("state.html", capital(name), data, shown)


def pair_page(ask: Ask) -> Page:
    """Two states."""
    look = ask.look
    one, other = sorted((_known(ask.path["one"]), _known(ask.path["other"])))
    if one == other:
        raise MissingError("A dossier is of two states.")
    both = Choice(states=(one, other))
    visits = replace(both, kind="visit")
    papers, agreed = agreements_between(look, [one, other], 40)
    told = {"state": one, "with_": other}
    parts = [
        _part(look, "Open plans", replace(both, open=True), **told),
        _part(look, f"Visits to {state(one)}", replace(visits, place=one), kind="visit", **told),
        _part(look, f"Visits to {state(other)}", replace(visits, place=other), kind="visit", **told),
        _part(look, "Meetings and calls", replace(both, met=True), **told),
        _part(look, "Latest of all", both, **told),
    ]
    by_years = columns(look, replace(both, met=True), 4)
    data = {
        "pair": [one, other],
        "events": count(look, both),
        "met": count(look, replace(both, met=True)),
        "met_by_year": [asdict(column) for column in by_years],
        "agreements": {"total": agreed, "first": [asdict(paper) for paper in papers]},
        "parts": [part.data for part in parts],
        "latest_report": latest_day(look),
    }
    chart: tuple[Year, ...] = by_year(by_years)
    shown = {
        "one": one,
        "other": other,
        "chart": chart,
        "papers": papers,
        "parties": _parties(look, papers),
        "lists": [part for part in parts if part.events],
    }
    return Page("pair.html", f"{capital(state(one))} and {state(other)}", data, shown)


def _part(look: Look, title: str, choice: Choice, **told: str) -> Part:
    found = entries(look, choice, _SHOWN, latest=True)
    status = {"status": "planned"} if choice.open else {}
    return Part(title, found, count(look, choice), address("/timeline", at="all", **told, **status))


def _parties(look: Look, papers: tuple[Agreement, ...]) -> dict[str, str]:
    return {key: actor.name for key, actor in look.actors({p for paper in papers for p in paper.parties}).items()}


def _known(iso3: str) -> str:
    if iso3 not in countries():
        raise MissingError(f"{iso3} is no state that communique knows; states go by their three letters (ISO 3166-1).")
    return iso3


VIEWS = (View("/states/{country}", state_page), View("/pairs/{one}/{other}", pair_page))
