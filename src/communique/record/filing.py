"""What a record holds, asked for by keys: the blocks of claims, the shingles of reports, what was found of them.

Invariant: an answer is what the last settling found, with the readings that came since beside it.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.resources import files
from typing import Any

import msgspec
import numpy as np

from communique.events.blocks import ALWAYS, Kept, Rows
from communique.events.copies import Copies, Place, Print, Shingles
from communique.model import (
    Actor,
    AgreementClaim,
    Event,
    Reading,
    Report,
    ReportActor,
)
from communique.record import loading, texts
from communique.version import VERSION

ANY_TIME = -1
_BUCKET = 6
_WIDE = 400
"""Days from which something is filed under any time, not under each bucket that it lies in."""
_MANY = 500
"""Values in one question."""
_AT_ONCE = 50_000
"""Shingles that are unpacked at once."""
MADE_BY = f"{VERSION} 2"
"""Who files: the communique, and a number that is raised whenever what is filed, or the catalogue, changes its form."""
TABLES = ("filing", "bundles", "filed", "shingles", "shared_paragraphs", "actor_marks")


class _DayOf(msgspec.Struct):
    id: str
    published: str | None = None


class _Mentions(msgspec.Struct):
    """A reading without what takes most of its room."""

    report: _DayOf
    actors: tuple[ReportActor, ...] = ()
    agreements: tuple[AgreementClaim, ...] = ()


def lay_out(connection: sqlite3.Connection) -> None:
    """Make the tables, if they are not there. Call it inside a transaction."""
    script = files("communique.record").joinpath("blocks.sql").read_text(encoding="utf-8")
    for statement in _statements(script):
        connection.execute(statement)


def _statements(script: str) -> Iterator[str]:
    held = ""
    for line in script.splitlines(keepends=True):
        held += line
        if sqlite3.complete_statement(held):
            yield held
            held = ""


def is_current(connection: sqlite3.Connection) -> bool:
    """Whether the tables belong to the last settling, and were made by this communique."""
    if connection.execute("SELECT count(*) FROM sqlite_schema WHERE name = 'filing'").fetchone()[0] == 0:
        return False
    row = connection.execute("SELECT f.settled = s.settled, f.made_by FROM filing f, state s").fetchone()
    return row is not None and bool(row[0]) and row[1] == MADE_BY


def in_parts(values: Iterable[Any]) -> Iterator[list[Any]]:
    """Values in lists short enough for one question."""
    held = sorted(set(values))
    yield from (held[n : n + _MANY] for n in range(0, len(held), _MANY))


def buckets(low: int, high: int) -> Sequence[int]:
    """The buckets in which something of these days is filed."""
    return (ANY_TIME,) if high - low > _WIDE else range(low >> _BUCKET, (high >> _BUCKET) + 1)


def whole(actor: Actor) -> str:
    """A hash of all that is known of an actor, its mentions left out but for their number."""
    told = [actor.type, actor.name, actor.names, actor.country, actor.wikidata, len(actor.members)]
    body = msgspec.json.encode([*told, actor.offices])
    return hashlib.blake2b(body, digest_size=12).hexdigest()


class Filing:
    """The record's answers to what a renewal asks."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Ask inside one transaction."""
        self._connection = connection
        self._fresh: frozenset[str] | None = None
        self._published: dict[str, str | None] | None = None
        self._shelved: dict[str, Report] = {}

    def _ask(self, question: str, values: Iterable[Any]) -> Iterator[Any]:
        """Rows for each of many values, which stand for `%` in the question."""
        for part in in_parts(values):
            yield from self._connection.execute(question.replace("%", ", ".join("?" * len(part))), part)

    # ------------------------------------------------------------ readings

    def mentions(self) -> list[Reading]:
        """All readings, old and new, without claims, quotations and texts."""
        decoder = msgspec.json.Decoder(_Mentions)
        found = sorted(map(decoder.decode, texts.bodies(self._connection)), key=lambda m: m.report.id)
        return [
            Reading(Report(m.report.id, "", "", published=m.report.published), m.actors, agreements=m.agreements)
            for m in found
        ]

    def fresh(self) -> frozenset[str]:
        """The reports that were not there when the record was last settled."""
        if self._fresh is None:
            rows = self._connection.execute("SELECT report FROM readings WHERE report NOT IN (SELECT id FROM reports)")
            self._fresh = frozenset(report for (report,) in rows)
        return self._fresh

    def size(self) -> int:
        """How many claims there are."""
        return int(self._connection.execute("SELECT count(*) FROM claims").fetchone()[0])

    def readings(self, reports: Iterable[str]) -> list[Reading]:
        """Whole readings by report."""
        return list(texts.readings(self._connection, reports))

    def published(self) -> Mapping[str, str | None]:
        """The day that each report was found to be of."""
        if self._published is None:
            self._published = dict(self._connection.execute("SELECT id, published FROM reports"))
        return self._published

    def reports(self, ids: Iterable[str]) -> list[Report]:
        """Reports by id, with their text; those that nothing was found of yet as they were read."""
        wanted = set(ids)
        fresh = [r.report for r in self.readings(wanted & self.fresh())]
        return [*fresh, *loading.reports(self._connection, wanted)]

    # ------------------------------------------------------------ actors

    def actor_marks(self) -> Mapping[str, str]:
        """What was known of each actor when events were last made."""
        return dict(self._connection.execute("SELECT actor, mark FROM actor_marks"))

    def actor_of(self) -> Mapping[str, str]:
        """The actor of each mention."""
        return dict(self._connection.execute("SELECT member, actor FROM actor_members"))

    def actors(self, ids: Iterable[str]) -> Sequence[Actor]:
        """These actors, as they were found."""
        wanted = sorted(ids)
        return loading.actors(self._connection, wanted) if wanted else ()

    # ------------------------------------------------------------ claims and events

    def reports_of(self, claims: Iterable[str]) -> frozenset[str]:
        """The reports that make these claims."""
        return frozenset(report for (report,) in self._ask("SELECT report FROM claims WHERE id IN (%)", claims))

    def event_of(self, claims: Iterable[str]) -> Mapping[str, str]:
        """The event of each of these claims that has one."""
        return dict(self._ask("SELECT id, event FROM claims WHERE event IS NOT NULL AND id IN (%)", claims))

    def together(self, claims: Iterable[str]) -> frozenset[str]:
        """The claims of the events that hold any of these, of what contains those and of what they contain."""
        events = set(self.event_of(claims).values())
        near = {outer for (outer,) in self._ask("SELECT part_of FROM events WHERE id IN (%)", events) if outer}
        near |= {inner for (inner,) in self._ask("SELECT id FROM events WHERE part_of IN (%)", events)}
        asked = "SELECT id FROM claims WHERE about = 'event' AND event IN (%)"
        return frozenset(claim for (claim,) in self._ask(asked, events | near))

    def events(self, ids: Iterable[str]) -> list[Event]:
        """These events: their days, status and what contains them."""
        columns = 'id, kind, label, status, "start", "end", part_of'
        return [
            Event(key, kind, label, status, start, end, part_of=part_of)
            for key, kind, label, status, start, end, part_of in self._ask(
                f"SELECT {columns} FROM events WHERE id IN (%)", ids
            )
        ]

    def kept(self, claims: Iterable[str]) -> list[Kept]:
        """The bundles that these claims stand for."""
        decoder = msgspec.json.Decoder(Kept)
        return [decoder.decode(body) for (body,) in self._ask("SELECT body FROM bundles WHERE claim IN (%)", claims)]

    def filed(self, claims: Iterable[str]) -> Rows:
        """Where what these claims stand for is filed."""
        asked = "SELECT key, low, high, claim, seen FROM filed WHERE claim IN (%)"
        return {(key, low, high, claim): seen for key, low, high, claim, seen in self._ask(asked, claims)}

    def near(self, rows: Rows) -> Rows:
        """What is filed under the keys of these, with days that meet theirs."""
        spans: defaultdict[int, set[tuple[int, int]]] = defaultdict(set)
        for key, low, high, _ in rows:
            spans[key].add((low, high))
        found: Rows = {}
        within = "SELECT low, high, claim, seen FROM filed WHERE key = ? AND bucket BETWEEN ? AND ?"
        for key, asked in spans.items():
            ranges = {(ANY_TIME, ANY_TIME)}
            for low, high in asked:
                ranges.add((0, ALWAYS.hi) if high - low > _WIDE else (low >> _BUCKET, high >> _BUCKET))
            for first, last in ranges:
                for low, high, claim, seen in self._connection.execute(within, (key, first, last)):
                    if any(low <= h and lo <= high for lo, h in asked):
                        found[key, low, high, claim] = seen
        return found

    def paper_dates(self) -> Mapping[str, str | None]:
        """The date of each claim about a paper."""
        return dict(self._connection.execute("SELECT id, date FROM claims WHERE about = 'agreement'"))

    # ------------------------------------------------------------ copies

    def holders(self, shingle: int, most: int) -> list[Place]:
        """The first reports that hold a shingle, in order, no more than `most`."""
        rows = self._connection.execute(
            "SELECT undated, day, report FROM shingles WHERE shingle = ? ORDER BY undated, day, report LIMIT ?",
            (shingle, most),
        )
        return [(bool(undated), day, report) for undated, day, report in rows]

    def beside(self, shingle: int, place: Place) -> list[Place]:
        """The holder before and the holder after a place, if any."""
        found: list[Place] = []
        for sign, order in (("<", "DESC"), (">", "ASC")):
            row = self._connection.execute(
                "SELECT undated, day, report FROM shingles WHERE shingle = ? AND "
                f"(undated, day, report) {sign} (?, ?, ?) "
                f"ORDER BY undated {order}, day {order}, report {order} LIMIT 1",
                (shingle, int(place[0]), *place[1:]),
            ).fetchone()
            if row is not None:
                found.append((bool(row[0]), row[1], row[2]))
        return found

    def group(self, ids: Iterable[str]) -> frozenset[str]:
        """These reports and all that were found to copy or to be copied by them."""
        wanted = set(ids)
        firsts = {first for (first,) in self._ask("SELECT copy_of FROM reports WHERE id IN (%)", wanted) if first}
        copies = {i for (i,) in self._ask("SELECT id FROM reports WHERE copy_of IN (%)", wanted | firsts)}
        return frozenset(wanted | firsts | copies)

    def copies(self, reports: Iterable[str]) -> Copies:
        """What was found of these reports."""
        wanted = list(reports)
        asked = "SELECT id, copy_of FROM reports WHERE copy_of IS NOT NULL AND id IN (%)"
        spans = self._ask("SELECT report, spans FROM shared_paragraphs WHERE report IN (%)", wanted)
        return Copies(dict(self._ask(asked, wanted)), {report: read_spans(text) for report, text in spans})

    def shelve(self, prints: Iterable[Print]) -> None:
        """Put reports on the shelf, each at its place and no longer at where it stood before."""
        known = self.published()
        for one in prints:
            report = one.report.id
            if report in self._shelved or report in known:
                self._connection.executemany(
                    "DELETE FROM shingles WHERE shingle = ? AND report = ?", ((s, report) for s in one.sampled)
                )
            self._shelved[report] = one.report
            put_on_shelf(self._connection, [one])


def put_on_shelf(connection: sqlite3.Connection, prints: Iterable[Print]) -> None:
    """Note which sampled shingles reports hold."""
    rows = sorted((s, int(one.day is None), one.day or 0, one.report.id) for one in prints for s in one.sampled)
    connection.executemany("INSERT OR IGNORE INTO shingles VALUES (?, ?, ?, ?)", rows)


def put_all_on_shelf(connection: sqlite3.Connection, sampled: Shingles) -> None:
    """Fill the empty shelf in the order of shingles: rows that come in any other order are slow to put in place."""
    undated = np.array([place[0] for place in sampled.stands], dtype=np.int64)
    days = np.array([place[1] for place in sampled.stands], dtype=np.int64)
    reports = [place[2] for place in sampled.stands]
    for begun in range(0, len(sampled.held), _AT_ONCE):
        held = sampled.held[begun : begun + _AT_ONCE]
        places = (held & np.uint64(0xFFFFFFFF)).astype(np.int64)
        columns = (held >> np.uint64(32), undated[places], days[places])
        rows = zip(*(column.tolist() for column in columns), map(reports.__getitem__, places.tolist()), strict=True)
        connection.executemany("INSERT OR IGNORE INTO shingles VALUES (?, ?, ?, ?)", rows)


def read_spans(text: str) -> tuple[tuple[int, int, frozenset[str]], ...]:
    """Shared paragraphs as `spans_text` writes them."""
    return tuple((start, end, frozenset(others)) for start, end, others in json.loads(text))


def spans_text(spans: Iterable[tuple[int, int, frozenset[str]]]) -> str:
    """Shared paragraphs as JSON."""
    return json.dumps([[start, end, sorted(others)] for start, end, others in spans])
