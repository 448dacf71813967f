"""Announced visits followed to what became of them: made, moved to another day, called off.

`readouts/visit_announcements.jsonl` and `travel_announcements.jsonl` announce visits; `data/announced_visits.tsv` says
what became of each, one row for each announcement, traveller and state, and how that was found. Read are the
announcements and the documents of `readouts/diplomacy_docs.jsonl.gz` that come after: from the announcement to a week
after the visit, those of which a paragraph names the traveller and the state (of a visit to the United States, the
traveller). All are resolved together.

A row is followed if a visit of the record holds a claim of its announcement, has that traveller and goes to that
state, and: made and moved: it stands as happened, on days that meet the true ones give or take a day (moved: not the
announced day alone); called off: it stands as cancelled. The baseline says of every announced visit that it was made
as announced.

Nearly all of its time is reading; with `--outcomes FOLDER` what was read is kept there, and only settled again.
"""

from __future__ import annotations

import csv
import gzip
import json
import os
import re
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import communique
from communique.claims.places import names_of
from communique.events.windows import Window, window
from communique.flow import settle
from communique.model import Claim, Event
from communique.reports import Columns

VISITS = Path(__file__).parent / "data" / "announced_visits.tsv"
KEPT = "COMMUNIQUE_OUTCOMES"
"""The variable that names a folder in which the readings are kept from one run to the next, to be settled anew."""
AFTER = timedelta(7)
SLACK = 1


@dataclass(frozen=True)
class Announced:
    announcement: str
    traveller: str
    state: str
    announced: str
    outcome: str
    start: str
    end: str
    source: str


def announced_visits() -> list[Announced]:
    lines = (line for line in VISITS.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return [Announced(**row) for row in csv.DictReader(lines, delimiter="\t")]


def _fold(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text)
    return "".join(c for c in plain if not unicodedata.combining(c)).lower()


def documents(folder: Path, rows: Sequence[Announced]) -> list[dict[str, Any]]:
    """The announcements, and the documents after them that can tell what became of them, by day."""
    told: dict[str, dict[str, Any]] = {}
    for name in ("visit_announcements", "travel_announcements"):
        for line in (folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            told[row["id"]] = row
    spans = [_span(row, date.fromisoformat(told[row.announcement]["date"])) for row in rows]
    with gzip.open(folder / "diplomacy_docs.jsonl.gz", "rt", encoding="utf-8") as stream:
        for line in stream:
            document = json.loads(line)
            day = date.fromisoformat(document["date"])
            here = [names for first, last, names in spans if first <= day <= last]
            if document["id"] not in told and here and _names(f"{document['title']}\n\n{document['text']}", here):
                told[document["id"]] = document
    found = sorted(told.values(), key=lambda d: (d["date"], d["id"]))
    return [{**d, "text": f"{d['title']}\n\n{d['text']}"} for d in found]


def _span(row: Announced, said: date) -> tuple[date, date, tuple[str, ...]]:
    """The days within which documents are read for a row, and what one of their paragraphs must name."""
    last = window(row.end or row.announced)
    end = date.fromordinal(last.hi) if last else said
    states = "|".join(re.escape(_fold(n)) for n in names_of(row.state)) if row.state != "USA" else "."
    return said, end + AFTER, (_fold(row.traveller), states)


def _names(text: str, wanted: Iterable[tuple[str, ...]]) -> bool:
    parts = [_fold(part) for part in re.split(r"\n\s*\n", text)]
    return any(who in part and re.search(states, part) for who, states in wanted for part in parts)


def evaluate(data: Path) -> dict[str, Any]:
    rows = announced_visits()
    kept = os.environ.get(KEPT)
    with nullcontext(kept) if kept else tempfile.TemporaryDirectory() as place:
        Path(place).mkdir(exist_ok=True)
        texts = Path(place) / "documents.jsonl"
        told = documents(data / "readouts", rows)
        texts.write_text("".join(json.dumps(each) + "\n" for each in told), encoding="utf-8")
        columns = Columns(published="date", id="id")
        record = communique.read(texts, record=Path(place) / "outcomes.record", columns=columns)
        if kept:
            settle(record, again=True)
        try:
            return measure(record)
        finally:
            record.close()


def measure(record: communique.Record) -> dict[str, Any]:
    """The figures of a record that holds the announcements and what came after."""
    rows = announced_visits()
    surnames = {a.id: {_fold(w) for n in (a.name, *a.names) for w in n.split()} for a in record.actors}
    states = {a.id: a.country for a in record.actors}
    told_in = {r.id: r.uri.rpartition("#")[2] for r in record.reports}
    claims = {c.id: c for c in record.claims if isinstance(c, Claim)}
    visits = [e for e in record.events if e.kind == "visit"]
    verdicts: list[tuple[Announced, str]] = []
    for row in rows:
        mine = [
            event
            for event in visits
            if any(c in claims and told_in[claims[c].report] == row.announcement for c in event.claims)
            and _fold(row.traveller) in _visiting(event, surnames)
            and row.state in _goes_to(event, states)
        ]
        verdicts.append((row, _verdict(row, mine)))
    right = Counter(row.outcome for row, verdict in verdicts if verdict == "followed")
    total = Counter(row.outcome for row in rows)
    return {
        "figures": {
            "followed": right.total() / len(rows),
            **{f"{outcome}: followed": right[outcome] / n for outcome, n in sorted(total.items())},
            "announced visits": len(rows),
            **{f"{outcome}: visits": n for outcome, n in sorted(total.items())},
            **{f"verdict: {v}": n for v, n in sorted(Counter(v for _, v in verdicts).items())},
        },
        "baseline": {
            "followed": total["made"] / len(rows),
            **{f"{outcome}: followed": float(outcome == "made") for outcome in sorted(total)},
        },
        "worst": [
            f"{verdict}: {row.traveller} to {row.state}, announced {row.announced}, {row.outcome} {row.start}"
            for row, verdict in verdicts
            if verdict != "followed"
        ],
    }


def _visiting(event: Event, surnames: dict[str, set[str]]) -> set[str]:
    return {word for p in event.participants if p.role in ("visitor", "delegate") for word in surnames[p.actor]}


def _goes_to(event: Event, states: dict[str, str | None]) -> set[str | None]:
    hosts = {states[p.actor] for p in event.participants if p.role in ("host", "recipient")}
    return {event.place.country if event.place else None, *hosts}


def _verdict(row: Announced, events: Sequence[Event]) -> str:
    """What the record makes of an announced visit: followed, or what is wrong with it."""
    if not events:
        return "no visit read from the announcement"
    if row.outcome == "called-off":
        return "followed" if any(e.status == "cancelled" for e in events) else f"stands as {events[0].status}"
    held = [e for e in events if e.status == "happened"]
    if not held:
        return f"stands as {events[0].status}"
    true = window(f"{row.start}/{row.end}")
    days = [(e, w) for e in held if (w := _days(e))]
    meeting = [w for _, w in days if true and w.meets(true, SLACK)]
    if row.outcome == "moved":
        announced = window(row.announced)
        meeting = [w for w in meeting if w != announced]
    return "followed" if meeting else "happened on other days" if days else "happened on no day"


def _days(event: Event) -> Window | None:
    low, high = window(event.start), window(event.end or event.start)
    return Window(low.lo, high.hi) if low and high and low.lo <= high.hi else None
