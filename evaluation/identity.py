"""One event across outlets: B-cubed over the claims that meet a mention of one dated diplomatic happening.

`outlets/docs.jsonl` (NewsWCL50: 35 articles on seven stories, five outlets each) is read and resolved all
together. A claim meets a chain of `event_mentions.jsonl` that `data/chains.tsv` lists if its cue lies in a mention
(the shortest, where mentions lie in one another). Its gold event is the chain's; chains of two topics that
name one happening are one. B-cubed counts over those claims alone.

events: the record's events as they are. outermost: each event with the visit it is part of, since a chain holds
the journey and the meeting it was made for. by sentence: claims of every sentence whose mentions are all of one
listed happening, whatever the cue. coverage: of the mentions, those in whose sentence stands any claim, and those
that hold a claim's cue. The baseline joins claims of the same kind, with the same participants, in the same month
(of the claim's date, else of its report's).
"""

from __future__ import annotations

import csv
import json
import tempfile
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import communique
from communique.model import Claim
from communique.reports import Columns

CHAINS = Path(__file__).parent / "data" / "chains.tsv"


@dataclass(frozen=True)
class Mention:
    document: str
    start: int
    end: int
    sentence: tuple[int, int]
    happening: str


def happenings() -> dict[str, str]:
    """The happening that each listed chain names."""
    lines = (line for line in CHAINS.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return {row["chain"]: row["event"] for row in csv.DictReader(lines, delimiter="\t")}


def _tokens(document: Mapping[str, Any]) -> dict[tuple[int, int], tuple[int, int]]:
    """Where each token (sentence, place in it) stands in its document's text."""
    text, at = document["text"], 0
    found: dict[tuple[int, int], tuple[int, int]] = {}
    for sentence in document["sentences"]:
        for place, token in enumerate(sentence["tokens"]):
            here = text.find(token, at)
            if 0 <= here <= at + 40:
                found[sentence["sent_id"], place] = here, here + len(token)
                at = here + len(token)
    return found


def mentions(folder: Path) -> list[Mention]:
    """The mentions of listed happenings, by their place in the documents' texts."""
    rows = map(json.loads, (folder / "docs.jsonl").read_text(encoding="utf-8").splitlines())
    places = {row["doc_id"]: _tokens(row) for row in rows}
    listed = happenings()
    found = []
    for line in (folder / "event_mentions.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        where = places[row["doc_id"]]
        own = [where[row["sent_id"], t] for t in row["tokens"] if (row["sent_id"], t) in where]
        if row["chain"] in listed and own:
            sentence = [span for (n, _), span in where.items() if n == row["sent_id"]]
            around = (min(s for s, _ in sentence), max(e for _, e in sentence))
            found.append(
                Mention(row["doc_id"], min(s for s, _ in own), max(e for _, e in own), around, listed[row["chain"]])
            )
    return found


def gold_by_cue(claims: Iterable[tuple[str, Claim]], told: Sequence[Mention]) -> dict[str, str]:
    """The happening of each claim whose cue lies in a mention; `claims` come with their document."""
    found = {}
    for document, claim in claims:
        meeting = [m for m in told if m.document == document and m.start < claim.cue_end and claim.cue_start < m.end]
        if meeting:
            found[claim.id] = min(meeting, key=lambda m: (m.end - m.start, m.start)).happening
    return found


def gold_by_sentence(claims: Iterable[tuple[str, Claim]], told: Sequence[Mention]) -> dict[str, str]:
    """The happening of each claim in a sentence whose mentions are all of one."""
    found = {}
    for document, claim in claims:
        near = {m.happening for m in told if m.document == document and m.start < claim.end and claim.start < m.end}
        if len(near) == 1:
            found[claim.id] = next(iter(near))
    return found


def b_cubed(gold: Mapping[str, str], ours: Mapping[str, Hashable]) -> tuple[float, float, float]:
    """Precision, recall and F1 of the grouping `ours` over the items that `gold` groups."""
    both = Counter((gold[i], ours[i]) for i in gold)
    of_gold, of_ours = Counter(gold.values()), Counter(ours[i] for i in gold)
    precision = sum(n * n / of_ours[o] for (_, o), n in both.items()) / max(1, len(gold))
    recall = sum(n * n / of_gold[g] for (g, _), n in both.items()) / max(1, len(gold))
    return precision, recall, 2 * precision * recall / (precision + recall) if gold else 0.0


def _outermost(event: str, part_of: Mapping[str, str | None]) -> str:
    while outer := part_of.get(event):
        event = outer
    return event


def _worst(gold: Mapping[str, str], ours: Mapping[str, str], labels: Mapping[str, str]) -> list[str]:
    by_happening: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for item, happening in gold.items():
        by_happening[happening][ours[item]] += 1
    lines = []
    for happening, events in sorted(by_happening.items()):
        lines += [f"{happening}: {n} claims in {labels.get(e, e)} ({e})" for e, n in events.most_common()]
    return lines


def evaluate(data: Path) -> dict[str, Any]:
    folder = data / "outlets"
    columns = Columns(publisher="outlet", published="date", id="doc_id")
    with tempfile.TemporaryDirectory() as place:
        record = communique.read(folder / "docs.jsonl", record=Path(place) / "outlets.record", columns=columns)
        try:
            return measure(record, folder)
        finally:
            record.close()


def measure(record: communique.Record, folder: Path) -> dict[str, Any]:
    """The figures of a record that holds the documents of `folder`."""
    told = mentions(folder)
    uri = {r.id: r.uri.rpartition("#")[2] for r in record.reports}
    events = list(record.events)
    event_of = {c: e.id for e in events for c in e.claims}
    part_of = {e.id: e.part_of for e in events}
    claims = [(uri[c.report], c) for c in record.claims if isinstance(c, Claim) and c.id in event_of]
    said = {r.id: r.published for r in record.reports}
    by_cue, by_sentence = gold_by_cue(claims, told), gold_by_sentence(claims, told)
    outer = {c: _outermost(e, part_of) for c, e in event_of.items()}
    plain = {
        c.id: (c.kind, frozenset(p.actor for p in c.participants), (c.date or said[c.report] or "")[:7])
        for _, c in claims
    }
    figures: dict[str, float | int] = {}
    views: list[tuple[str, Mapping[str, str], Mapping[str, Hashable]]] = [
        ("events", by_cue, event_of),
        ("outermost", by_cue, outer),
        ("by sentence, events", by_sentence, event_of),
        ("by sentence, outermost", by_sentence, outer),
    ]
    for name, gold, ours in views:
        for what, figure in zip(("P", "R", "F1"), b_cubed(gold, ours), strict=True):
            figures[f"{name}: {what}"] = figure
    within = sum(any(d == m.document and m.start < c.cue_end and c.cue_start < m.end for d, c in claims) for m in told)
    beside = sum(any(d == m.document and m.start < c.end and c.start < m.end for d, c in claims) for m in told)
    baseline = dict(zip(("events: P", "events: R", "events: F1"), b_cubed(by_cue, plain), strict=True))
    labels = {e.id: f"{e.label}, {e.start}" for e in events}
    return {
        "figures": {
            **figures,
            "mentions": len(told),
            "claims that meet one": len(by_cue),
            "coverage by cue": within / len(told),
            "coverage by sentence": beside / len(told),
        },
        "baseline": baseline,
        "worst": _worst(by_cue, event_of, labels),
    }
