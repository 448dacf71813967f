"""False and missed merges: pairs of claims that were read by hand, and whether one event holds both.

Wanted is `news/international.jsonl.gz`; the head of `data/same_happening.tsv` says how the pairs were drawn. They are
mistakes and successes of the record of one day, so the figures say how many of the mistakes are mended and whether the
successes stand, not how often any two claims are joined rightly.

wrongly joined: of the pairs of two happenings, those in one event. A pair of which a claim is no longer read is not
joined. still apart: of the pairs of one happening, those in two events, of the pairs whose claims are both read.
The baseline joins claims of one kind with the same participants in the same month, as in `identity`.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import communique
from communique.claims.ontology import family
from communique.model import Claim
from evaluation._news import news_record

PAIRS = Path(__file__).parent / "data" / "same_happening.tsv"

Key = tuple[str, int, str]
"""A claim by its document, the offset of its cue, and the family of its kind."""


@dataclass(frozen=True)
class Pair:
    """Two claims, how they were drawn (`events`, `held` or `near`), and whether they tell of one happening."""

    sample: str
    one: Key
    other: Key
    same: bool


def _key(text: str) -> Key:
    document, offset, kind = text.split(":")
    return document, int(offset), family(kind)


def pairs() -> list[Pair]:
    """The pairs that were judged."""
    lines = (line for line in PAIRS.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return [
        Pair(row["sample"], _key(row["one"]), _key(row["other"]), row["verdict"] == "same")
        for row in csv.DictReader(lines, delimiter="\t")
    ]


def evaluate(data: Path) -> dict[str, Any]:
    with news_record(data) as record:
        return measure(record)


def measure(record: communique.Record) -> dict[str, Any]:
    """The figures of a record that holds the documents of the pairs, at least."""
    document = {r.id: r.uri.rpartition("#")[2] for r in record.reports}
    said = {r.id: r.published for r in record.reports}
    event_of = {c: e.id for e in record.events for c in e.claims}
    claims = [c for c in record.claims if isinstance(c, Claim) and c.id in event_of]
    ours: defaultdict[Key, set[Hashable]] = defaultdict(set)
    plain: defaultdict[Key, set[Hashable]] = defaultdict(set)
    for claim in claims:
        key = (document[claim.report], claim.cue_start, family(claim.kind))
        ours[key].add(event_of[claim.id])
        day = claim.date or said[claim.report] or ""
        plain[key].add((key[2], frozenset(p.actor for p in claim.participants), day[:7]))
    judged = pairs()
    return {"figures": _figures(judged, ours), "baseline": _figures(judged, plain), "worst": _wrong(judged, ours)}


def _joined(pair: Pair, group: Mapping[Key, set[Hashable]]) -> bool:
    """Whether one event holds both; a cue that tells of two travellers has two events."""
    return bool(group.get(pair.one, set()) & group.get(pair.other, set()))


def _figures(judged: list[Pair], group: Mapping[Key, set[Hashable]]) -> dict[str, float | int]:
    figures: dict[str, float | int] = {}
    for sample in ("events", "held"):
        apart = [p for p in judged if not p.same and p.sample == sample]
        figures[f"wrongly joined, {sample}"] = sum(_joined(p, group) for p in apart) / max(1, len(apart))
        figures[f"pairs of two, {sample}"] = len(apart)
    for sample in ("events", "held", "near"):
        told = [p for p in judged if p.same and p.sample == sample and p.one in group and p.other in group]
        split = [p for p in told if not _joined(p, group)]
        figures[f"still apart, {sample}"] = len(split) / max(1, len(told))
        figures[f"pairs of one, {sample}"] = len(told)
    return figures


def _wrong(judged: list[Pair], group: Mapping[Key, set[Hashable]]) -> list[str]:
    found = []
    for pair in judged:
        both = pair.one in group and pair.other in group
        if both and _joined(pair, group) != pair.same:
            found.append(f"{'apart' if pair.same else 'joined'} ({pair.sample}): {pair.one} {pair.other}")
    return found
