"""Ids when reports come in batches: how many events have the id that one go gives, and are found by the other's.

The first reports of a stretch of `news/international.jsonl.gz` (a gzipped JSON Lines file with `text`, `date`,
`outlet`, `doc_id`) are read once; their readings are then settled in one go, and in batches of twenty in the order of
their days, in the opposite order, and shuffled. `found` counts the events of one go that the other record finds by
that id. The events themselves must be the same, whatever the order; `same events` counts them. `kept` is the share of
ids that stay from batch to batch, of the events whose claims stay together.
"""

from __future__ import annotations

import gzip
import random
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import communique
from communique.model import Reading
from communique.record import Record
from communique.reports import Columns

_REPORTS = 80
_SKIPPED = 100
_BATCH = 20


def evaluate(data: Path) -> dict[str, Any]:
    readings = _readings(data / "news" / "international.jsonl.gz")
    figures: dict[str, float] = {}
    with _settled([readings])[0] as straight:
        wanted = {frozenset(e.claims): e.id for e in straight.events}
        figures["events"] = float(len(wanted))
        shuffled = random.Random(3).sample(readings, len(readings))
        for name, order in (("by day", readings), ("backwards", readings[::-1]), ("shuffled", shuffled)):
            record, kept = _settled([order[n : n + _BATCH] for n in range(0, len(order), _BATCH)])
            with record:
                found = {frozenset(e.claims): e.id for e in record.events}
                figures[f"{name}: same events"] = len(wanted.keys() & found.keys()) / len(wanted)
                figures[f"{name}: same id"] = sum(found.get(k) == key for k, key in wanted.items()) / len(wanted)
                figures[f"{name}: found"] = sum(_under(record, key) == k for k, key in wanted.items()) / len(wanted)
                figures[f"{name}: kept"] = kept
    return {"figures": figures}


def _readings(news: Path) -> list[Reading]:
    """The readings of a stretch of the news, by day."""
    with tempfile.TemporaryDirectory() as folder:
        part = Path(folder) / "part.jsonl"
        with gzip.open(news, "rt", encoding="utf-8") as lines:
            chosen = [line for n, line in enumerate(lines) if _SKIPPED <= n < _SKIPPED + _REPORTS]
        part.write_text("".join(chosen), "utf-8")
        columns = Columns(publisher="outlet", published="date", id="doc_id")
        with communique.read(part, columns=columns) as record:
            return sorted(record.readings(), key=lambda r: (r.report.published or "", r.report.id))


def _settled(batches: Sequence[Sequence[Reading]]) -> tuple[Record, float]:
    """A record settled after each batch, and the share of ids that stayed where their claims stayed together."""
    record = Record()
    stayed = held = 0
    for batch in batches:
        before = {e.id: frozenset(e.claims) for e in record.events}
        for one in batch:
            record.add(one)
        communique.settle(record)
        now = {claim: e.id for e in record.events for claim in e.claims}
        for key, claims in before.items():
            homes = {now.get(claim) for claim in claims}
            if len(homes) == 1:
                held += 1
                stayed += key in homes
    return record, stayed / held if held else 1.0


def _under(record: Record, key: str) -> frozenset[str]:
    try:
        return frozenset(record.event(key).claims)
    except communique.RecordError:
        return frozenset()
