"""Events as rows of GDELT's event table: tab-separated, without a header, as its files are.

Invariant: a row has 61 columns (58 in version 1) in the codebook's order, one row an event, so that rows count
events. What the table cannot say truly has no row: an event cancelled or denied, and one whose day is not known.
A plan is coded as CAMEO codes it, as intent (03x), and its day is therefore the day on which it was announced.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from typing import Any, TextIO

from communique.claims.places import canonical_country_name, country_of_place
from communique.claims.sectors import sector_of
from communique.exports.codes import fips
from communique.exports.days import exact_day
from communique.exports.sources import one_line, web_address
from communique.model import Actor, Event, Place
from communique.record import Record

_ACTING = ("visitor", "actor", "signatory", "speaker", "participant", "delegate", "mediator")
_RECEIVING = ("host", "recipient", "audience")
_SAID = ("planned", "possible")
_STANDING = ("happened", "ongoing", *_SAID)

_COUNTRY, _US_CITY, _WORLD_CITY = 1, 3, 4
"""Types of places in the codebook: a country, a city in the United States, a city elsewhere."""

Row = dict[str, Any]


def write(record: Record, stream: TextIO) -> None:
    """Write the table in version 2 of the codebook."""
    _write(record, stream, 2)


def write_1(record: Record, stream: TextIO) -> None:
    """Write the table in version 1, which has no second administrative level."""
    _write(record, stream, 1)


def columns(version: int = 2) -> tuple[str, ...]:
    """The columns in order. `version` is the codebook's, 1 or 2."""
    named = _data()["columns"]
    place = [name for name in named["place"] if version == 2 or name != "ADM2Code"]
    return (
        *named["event"],
        *(f"Actor{number}{name}" for number in (1, 2) for name in named["actor"]),
        *named["action"],
        *(f"{of}Geo_{name}" for of in ("Actor1", "Actor2", "Action") for name in place),
        *named["file"],
    )


def _write(record: Record, stream: TextIO, version: int) -> None:
    wanted = columns(version)
    added = _added(record)
    for row in _rows(record):
        row["DATEADDED"] = added or f"{row['SQLDATE']}000000"
        if version == 1:
            row["DATEADDED"] = row["DATEADDED"][:8]
        values = (row.get(name) for name in wanted)
        stream.write("\t".join("" if value is None else one_line(str(value)) for value in values) + "\n")


def _added(record: Record) -> str | None:
    """When the record was last added to; the moment of writing would differ each time."""
    ended = [run.ended for run in record.runs if run.ended]
    return f"{datetime.fromisoformat(max(ended)):%Y%m%d%H%M%S}" if ended else None


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files("communique.exports").joinpath("data/gdelt.toml").read_text(encoding="utf-8"))


def _rows(record: Record) -> Iterator[Row]:
    for event in record.events:
        day = _day(event)
        if day is not None and event.cameo is not None and event.status in _STANDING:
            yield _row(record, event, day)


def _row(record: Record, event: Event, day: date) -> Row:
    code = event.cameo or ""
    one, other = _sides(record, event)
    claims = [record.claim(key) for key in event.claims]
    reports = [record.report(claim.report) for claim in claims]
    urls = [address for report in reports if (address := web_address(report.url))]
    return {
        "GLOBALEVENTID": int.from_bytes(hashlib.blake2b(event.id.encode(), digest_size=6).digest()),
        "SQLDATE": f"{day:%Y%m%d}",
        "MonthYear": f"{day:%Y%m}",
        "Year": f"{day:%Y}",
        "FractionDate": f"{day.year + ((day.month - 1) * 30 + day.day) / 365:.4f}",
        **_actor("Actor1", one),
        **_actor("Actor2", other),
        "IsRootEvent": 1,
        "EventCode": code,
        "EventBaseCode": code[:3],
        "EventRootCode": code[:2],
        "QuadClass": _quad(code),
        "GoldsteinScale": _data()["goldstein"].get(code),
        "NumMentions": len(claims),
        "NumSources": event.independent_reports,
        "NumArticles": event.reports,
        **_place("Actor1Geo", None),
        **_place("Actor2Geo", None),
        **_place("ActionGeo", event.place),
        "SOURCEURL": urls[0] if urls else (reports[0].uri if reports else None),
    }


def _day(event: Event) -> date | None:
    if event.status in _SAID:
        said = (exact_day(entry.asserted) for entry in event.history if entry.status in _SAID)
        return next((day for day in said if day is not None), None)
    return exact_day(event.start)


def _sides(record: Record, event: Event) -> tuple[Actor | None, Actor | None]:
    """Who did it and to whom; of those who did it together the first two."""

    def those(roles: tuple[str, ...]) -> list[Actor]:
        return [record.actor(part.actor) for role in roles for part in event.participants if part.role == role]

    acting, receiving = those(_ACTING), those(_RECEIVING)
    both = [*acting[:1], *receiving[:1]] if receiving else acting[:2]
    return (both[0] if both else None), (both[1] if len(both) > 1 else None)


def _actor(side: str, actor: Actor | None) -> Row:
    if actor is None:
        return {}
    country = _data()["cameo_countries"].get(actor.country, actor.country)
    role = _role(actor)
    return {
        f"{side}Code": "".join(filter(None, (country, role))),
        f"{side}Name": actor.name.upper(),
        f"{side}CountryCode": country,
        f"{side}Type1Code": role,
    }


def _role(actor: Actor) -> str | None:
    """CAMEO's code for what sort of actor this is; a state has none beside its own."""
    sector = sector_of(actor) if actor.type != "country" else None
    return sector if sector in _data()["types"]["known"] else None


def _quad(code: str) -> int | None:
    groups: dict[str, list[str]] = _data()["quad"]
    return next((number for number, roots in enumerate(groups.values(), 1) if code[:2] in roots), None)


def _place(of: str, place: Place | None) -> Row:
    if place is None or place.country is None:
        return {f"{of}_Type": 0}
    state = canonical_country_name(place.country)
    city = place.name if place.name and place.name != state and country_of_place(place.name) == place.country else None
    return {
        f"{of}_Type": _COUNTRY if city is None else _US_CITY if place.country == "USA" else _WORLD_CITY,
        f"{of}_FullName": state if city is None else f"{city}, {state}",
        f"{of}_CountryCode": fips(place.country),
    }
