"""Visits planned and made, as an iCalendar file (RFC 5545).

Invariant: an event whose first and last day the record does not give exactly is called tentative and says so
in its title; one without any day is left out, and the calendar says how many were.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import TextIO

from communique.exports.days import Span, edtf_of, span
from communique.exports.sources import Holdings, one_line, web_address
from communique.model import AgreementClaim, Claim, Event
from communique.record import Record
from communique.version import VERSION

_STATUS = {
    "planned": "TENTATIVE",
    "possible": "TENTATIVE",
    "ongoing": "CONFIRMED",
    "happened": "CONFIRMED",
    "cancelled": "CANCELLED",
    "denied": "CANCELLED",
}
_WIDEST = 366
"""An event known only to lie in a longer stretch of days than this has no place in a calendar."""

_SENTENCES = 5
_OCTETS = 75


def write(record: Record, stream: TextIO) -> None:
    """Write the record's visits."""
    write_events(record, record.visits, stream)


def write_events(record: Holdings, events: Iterable[Event], stream: TextIO) -> None:
    """Write these events as a calendar. Lines end as RFC 5545 wants them, so open files with `newline=""`."""
    wanted = list(events)
    shown = [(event, days) for event in wanted if (days := _shown(event)) is not None]
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//communique//communique {VERSION}//EN",
        "CALSCALE:GREGORIAN",
        f"X-COMMUNIQUE-LEFT-OUT:{len(wanted) - len(shown)}",
    ]
    stamp = _stamp(record)
    for event, days in shown:
        lines += _entry(record, event, days, stamp)
    for line in [*lines, "END:VCALENDAR"]:
        stream.write(folded(line) + "\r\n")


def _shown(event: Event) -> Span | None:
    days = span(event)
    return days if days is not None and (days.last - days.first).days < _WIDEST else None


def _entry(record: Holdings, event: Event, days: Span, stamp: str) -> Iterator[str]:
    status = _STATUS[event.status]
    title = event.label if event.status in ("happened", "ongoing") else f"{event.label} ({event.status})"
    if not days.exact:
        title += f" [day not known: {edtf_of(event)}]"
        status = "TENTATIVE" if status == "CONFIRMED" else status
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(event.id)}@communique"
    yield f"DTSTAMP:{stamp}"
    yield f"DTSTART;VALUE=DATE:{days.first:%Y%m%d}"
    if days.last < date.max:
        yield f"DTEND;VALUE=DATE:{days.last + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_text(title)}"
    yield f"STATUS:{status}"
    yield "TRANSP:TRANSPARENT"
    yield f"CATEGORIES:{_text(event.kind)}"
    if event.place and (event.place.name or event.place.country):
        yield f"LOCATION:{_text(', '.join(filter(None, (event.place.name, event.place.country))))}"
    yield f"DESCRIPTION:{_description(record, event)}"
    yield f"X-COMMUNIQUE-STATUS:{event.status}"
    yield f"X-COMMUNIQUE-EDTF:{edtf_of(event)}"
    yield "END:VEVENT"


def _description(record: Holdings, event: Event) -> str:
    """The status and the first sentences, each with its source."""
    lines = [f"Status: {event.status}. Reports: {event.reports}, independent: {event.independent_reports}."]
    once: dict[str, Claim | AgreementClaim] = {}
    for claim in map(record.claim, event.claims):
        once.setdefault(one_line(claim.text), claim)
    claims = list(once.values())
    for claim in claims[:_SENTENCES]:
        report = record.report(claim.report)
        source = ", ".join(filter(None, (report.publisher, report.published, web_address(report.url))))
        lines.append(f"“{one_line(claim.text)}” ({one_line(source) or one_line(report.uri)})")
    if len(claims) > _SENTENCES:
        lines.append(f"and {len(claims) - _SENTENCES} more sentences: communique explain RECORD {event.id}")
    return r"\n".join(_text(line) for line in lines)


def _stamp(record: Holdings) -> str:
    """When the record was last added to; RFC 5545 wants a time, and that of writing would differ each time."""
    ended = [run.ended for run in record.runs if run.ended]
    moment = datetime.fromisoformat(max(ended)) if ended else datetime(1970, 1, 1)
    return f"{moment:%Y%m%dT%H%M%SZ}"


def _text(text: str) -> str:
    """A value of type TEXT: one line, with what would end it escaped."""
    line = one_line(text).replace("\\", r"\\")
    return line.replace(";", r"\;").replace(",", r"\,")


def folded(line: str) -> str:
    """A content line in pieces of at most 75 octets, cut between characters (RFC 5545, 3.1)."""
    pieces, piece, size = [], "", 0
    for character in line:
        octets = len(character.encode("utf-8"))
        if size + octets > _OCTETS:
            pieces.append(piece)
            piece, size = " ", 1
        piece += character
        size += octets
    return "\r\n".join([*pieces, piece])
