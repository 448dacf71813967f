"""Taking away: any list of events, or one event, as a file.

Invariant: a file holds what the page holds that links to it (all pages of a list), made from the same state of the
record; a cell of a table that a spreadsheet would run does not act.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, replace
from functools import partial
from typing import Any, TextIO

from starlette.responses import Response

from communique.exports import MissingExtraError
from communique.exports.bibtex import write_reports as write_bibtex
from communique.exports.events_csv import write_rows
from communique.exports.gexf import write_events as write_gexf
from communique.exports.ical import write_events as write_ical
from communique.exports.jsonld import write_events as write_jsonld
from communique.exports.parquet import EVENTS, one_table
from communique.exports.ris import write_reports as write_ris
from communique.exports.sources import Holdings
from communique.model import Event, Report
from communique.record.browsing import count
from communique.record.people import people
from communique.record.shelf import Shelf
from communique.record.tables import event_row
from communique.web.chosen import chosen
from communique.web.views import Ask, MissingError, Page, View

MOST = 5_000
"""Events of which the desk makes a file with sentences or reports; for more there is `communique export`."""

Rows = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Shape:
    """A kind of file: how its name ends, what it is called on the web, and who makes it.

    `read`: it holds sentences or reports, which are read for it, so that it has a limit.
    """

    suffix: str
    media: str
    make: Callable[[Shelf, Iterable[Event]], bytes]
    read: bool = False


def take(ask: Ask) -> Page | Response:
    """The events of an address (or the one named `event`) as a file."""
    shape = SHAPES.get(ask.path["shape"])
    if shape is None:
        raise MissingError(f"There is no {ask.path['shape']}; a list can be taken as {', '.join(SHAPES)}.")
    shelf = Shelf(ask.look)
    if key := ask.query.get("event"):
        event = ask.look.event(key)
        return _file(shape, key, lambda: shape.make(shelf, [event]))
    choice = chosen(ask.look, "/take", ask.query).choice
    if shape is SHAPES["ical"] and choice.kind is None:
        choice = replace(choice, kind="visit")
    if choice.undated:
        choice = choice.without("since", "until")
    if shape.read and (found := count(ask.look, choice)) > MOST:
        return _too_many(found)
    return _file(shape, "events", lambda: shape.make(shelf, shelf.events(choice)))


def take_people(ask: Ask) -> Page | Response:
    """Persons and bodies, as the list of them is filtered, as a table."""
    table = _TABLES.get(ask.path["shape"])
    if table is None:
        raise MissingError(f"There is no {ask.path['shape']}; this list can be taken as {', '.join(_TABLES)}.")
    country = next(iter(chosen(ask.look, "/actors", ask.query).choice.states), None)
    kind = ask.query.get("type") if ask.query.get("type") in ("person", "organization") else None
    name = ask.query.get("name", "").strip()[:100]
    found, _ = people(ask.look, name=name, country=country, of_type=kind, limit=-1)
    return _file(SHAPES[ask.path["shape"]], "people", lambda: table([asdict(one) for one in found], _PEOPLE))


def _too_many(found: int) -> Page:
    words = (
        f"This list holds {found:,} events; the desk makes such a file of at most {MOST:,}. Narrow the list, or write "
        "the whole record with: communique export RECORD --format ..."
    )
    return Page("notice.html", "Too many events for this file", {"notice": words}, status=413)


def _file(shape: Shape, name: str, make: Callable[[], bytes]) -> Page | Response:
    try:
        body = make()
    except MissingExtraError as error:
        words = f"{error}, then start the desk again."
        return Page("notice.html", "Parquet cannot be made here", {"notice": words}, status=501)
    safe = re.sub(r"[^A-Za-z0-9_-]+", "-", name).strip("-") or "events"
    headers = {"content-disposition": f'attachment; filename="{safe}.{shape.suffix}"'}
    return Response(body, media_type=shape.media, headers=headers)


def _csv(rows: Rows, _: str) -> bytes:
    stream = io.StringIO()
    write_rows(rows, stream)
    return stream.getvalue().encode("utf-8", "replace")


def _json(rows: Rows, _: str) -> bytes:
    return json.dumps(rows, ensure_ascii=False, indent=1).encode("utf-8", "replace")


_TABLES: dict[str, Callable[[Rows, str], bytes]] = {"csv": _csv, "json": _json, "parquet": one_table}
"""The shapes of tables: from rows and their columns to bytes."""

_PEOPLE = "id type name country office events:int"


def _table(table: Callable[[Rows, str], bytes], shelf: Shelf, events: Iterable[Event]) -> bytes:
    return table([event_row(event, shelf.name) for event in events], EVENTS)


def _written(
    write: Callable[[Holdings, Iterable[Event], TextIO], None], shelf: Shelf, events: Iterable[Event]
) -> bytes:
    held, stream = list(events), io.StringIO(newline="")
    shelf.gather(held)
    write(shelf, held, stream)
    return stream.getvalue().encode("utf-8", "replace")


def _cited(write: Callable[[Iterable[Report], TextIO], None], shelf: Shelf, events: Iterable[Event]) -> bytes:
    held, stream = list(events), io.StringIO()
    shelf.gather(held)
    write((shelf.report(shelf.claim(key).report) for event in held for key in event.claims), stream)
    return stream.getvalue().encode("utf-8", "replace")


SHAPES = {
    "csv": Shape("csv", "text/csv; charset=utf-8", partial(_table, _csv)),
    "json": Shape("json", "application/json", partial(_table, _json)),
    "parquet": Shape("parquet", "application/vnd.apache.parquet", partial(_table, one_table)),
    "ical": Shape("ics", "text/calendar; charset=utf-8", partial(_written, write_ical), read=True),
    "gexf": Shape("gexf", "application/gexf+xml", partial(_written, write_gexf), read=True),
    "jsonld": Shape("jsonld", "application/ld+json", partial(_written, write_jsonld), read=True),
    "bibtex": Shape("bib", "application/x-bibtex; charset=utf-8", partial(_cited, write_bibtex), read=True),
    "ris": Shape("ris", "application/x-research-info-systems; charset=utf-8", partial(_cited, write_ris), read=True),
}
"""What can be taken, by its name in the address."""

VIEWS = (View("/take/{shape}", take), View("/take/people/{shape}", take_people))
