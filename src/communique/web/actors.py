"""Who is in the record, and a page for each person and body: travel, whom they met, what they said.

Invariant: each figure links to the list of the events that it counts.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass

from starlette.responses import RedirectResponse, Response

from communique.brief.naming import state
from communique.brief.plain import plain, shortened
from communique.model import Actor, Office
from communique.record import UnknownIdError
from communique.record.browsing import columns, count, entries
from communique.record.catalogue import Look
from communique.record.choosing import Choice
from communique.record.dossiers import Encounter, encounters, quotations_of, stays
from communique.record.people import people, states
from communique.web.charts import by_year
from communique.web.chosen import PER_PAGE, Chosen, chosen
from communique.web.rendering import address
from communique.web.views import Ask, Page, View

_SHOWN = 15


@dataclass(frozen=True, slots=True)
class Met:
    """Somebody met, and the address of those events."""

    name: str
    address: str
    together: str
    events: int


def actors_page(ask: Ask) -> Page:
    """Persons and bodies by how much there is of them, and states."""
    state_chosen = chosen(ask.look, "/actors", {key: value for key, value in ask.query.items() if key in _LISTED})
    name = ask.query.get("name", "").strip()[:100]
    country = next(iter(state_chosen.choice.states), None)
    kind = ask.query.get("type") if ask.query.get("type") in ("person", "organization") else None
    page = state_chosen.page
    found, total = people(
        ask.look, name=name, country=country, of_type=kind, limit=PER_PAGE, skip=(page - 1) * PER_PAGE
    )
    counted = states(ask.look)
    query = {key: value for key, value in (("name", name), ("state", country), ("type", kind)) if value}
    shown = {
        "state": Chosen("/actors", query, state_chosen.choice, page),
        "name": name,
        "country_chosen": country or "",
        "type_chosen": kind or "",
        "state_options": sorted(((iso3, state(iso3).removeprefix("the ")) for iso3, _ in counted), key=lambda s: s[1]),
        "page_count": max(1, -(-total // PER_PAGE)),
    }
    data = {
        "actors": [asdict(one) for one in found],
        "states": [{"country": iso3, "events": number} for iso3, number in counted],
        "pages": {"page": page, "rows": total, "per_page": PER_PAGE},
    }
    return Page("actors.html", "Who", data, shown)


_LISTED = ("state", "page")


def actor_page(ask: Ask) -> Page | Response:
    """One person or body."""
    key, look = ask.path["key"], ask.look
    try:
        actor = look.actor(key)
    except UnknownIdError:
        moved = look.moved(key)
        if moved is None:
            raise
        return RedirectResponse(address(f"/actors/{moved}"), 302)
    if actor.type == "country" and actor.country:
        return RedirectResponse(address(f"/states/{actor.country}"), 302)
    trips = Choice(guest=key)
    everything = Choice(actor=key)
    quotations, quoted = quotations_of(look, key, _SHOWN)
    met = encounters(look, "person", everything, _SHOWN, of=[key])
    data = {
        "actor": asdict(actor),
        "events": count(look, everything),
        "trips": {
            "events": count(look, trips),
            "latest": [asdict(entry) for entry in entries(look, trips, _SHOWN, latest=True)],
            "by_year": [asdict(column) for column in columns(look, trips, 4)],
            "places": [asdict(stay) for stay in stays(look, trips)[:_SHOWN]],
        },
        "latest": [asdict(entry) for entry in entries(look, everything, _SHOWN, latest=True)],
        "met": [asdict(one) for one in met],
        "quotations": {"total": quoted, "latest": [asdict(quotation) for quotation in quotations]},
    }
    shown = {
        "met_people": met_by(look, met, key),
        "chart": by_year(columns(look, trips, 4)),
        "headings": look.headings({quotation.report for quotation in quotations}),
        "offices": office_lines(actor),
    }
    return Page("actor.html", shortened(plain(actor.name), 100), data, shown)


def met_by(look: Look, met: Iterable[Encounter], key: str) -> list[Met]:
    """Those met by somebody, by name."""
    others = {one.other if one.one == key else one.one: one.events for one in met}
    named = look.actors(others)
    return [
        Met(
            named[other].name,
            address(f"/actors/{other}"),
            address("/timeline", at="all", who=key, also=other),
            number,
        )
        for other, number in others.items()
        if other in named
    ]


def office_lines(actor: Actor) -> list[tuple[str, Office]]:
    """Offices with their states in words; of one title the longest span only."""
    held: dict[tuple[str, str | None], Office] = {}
    for office in actor.offices:
        held.setdefault((office.title, office.country), office)
    return [
        (("former " if office.former else "") + title + (f" of {state(iso3)}" if iso3 else ""), office)
        for (title, iso3), office in list(held.items())[:12]
    ]


VIEWS = (View("/actors", actors_page), View("/actors/{key}", actor_page))
