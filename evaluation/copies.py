"""Copies: what we take for one story printed twice, against pairs read by hand (`data/copies.tsv`).

Wanted are `news/`, `attribution/`, `readouts/diplomacy_docs.jsonl.gz` and `outlets/`. All reports that the list
names are compared at once, each set for itself. A pair counts as found if both reports have one original.
`precision` and `recall` are over all pairs, `across outlets` over the pairs of two outlets in the news, `learnt`
and `unseen` over the halves (rules were set on the learnt half alone). `passages` asks of all pairs whether any
paragraph of the one is known to stand in the other: wanted for a copy or shared passages, not for pairs that share
no more than what somebody said (captions, forms and debris are passages too, though no report's, and left out).
`cuts` are made here: every news report of the list with a second half that is not printed, another outlet's
lines around it, and another title, two days later. The baseline: Jaccard of all five-word shingles at least .5.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from hashlib import blake2b
from pathlib import Path
from typing import Any

from communique.events.copies import Copies, find_copies
from communique.model import Report
from communique.reports import Item, report

LABELS = Path(__file__).parent / "data" / "copies.tsv"
_FILES = {
    "news": ("news/international.jsonl.gz", "news/near_duplicate_docs.jsonl.gz"),
    "attribution": ("attribution/train.jsonl.gz", "attribution/dev.jsonl.gz"),
    "readouts": ("readouts/diplomacy_docs.jsonl.gz",),
    "outlets": ("outlets/docs.jsonl",),
}
_NO_PASSAGE = ("quotation", "speech", "own")
_AROUND = "Sign up for our morning letter\n\n{}\n\nFollow us for more of this\n\nShare this story with your friends"


@dataclass(frozen=True)
class Pair:
    """Two reports of one set, and what a reader said of them: copy, shared or none."""

    data: str
    a: str
    b: str
    verdict: str
    reason: str

    @property
    def learnt(self) -> bool:
        return blake2b(" ".join(sorted((self.a, self.b))).encode()).digest()[0] % 2 == 0


def pairs() -> list[Pair]:
    """The pairs that were decided."""
    lines = [line for line in LABELS.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    read = [Pair(*line.split("\t")) for line in lines[1:]]
    return [pair for pair in read if pair.verdict != "unsure"]


def evaluate(data: Path) -> dict[str, Any]:
    """Precision and recall of copies and of shared passages; `data` is the folder of data."""
    labels = pairs()
    reports = {name: _reports(data, name, labels) for name in _FILES}
    outlet = {r.id: r.publisher for found in reports.values() for r in found.values()}
    copies = {name: find_copies([*found.values()], _days(found.values())) for name, found in reports.items()}
    ours = {pair: _same(copies[pair.data], pair) for pair in labels}
    plain = {pair: _jaccard(reports[pair.data][pair.a], reports[pair.data][pair.b]) >= 0.5 for pair in labels}
    told = [p for p in labels if p.verdict != "none" or p.reason in _NO_PASSAGE]
    passages = {pair: ours[pair] or _passage(copies[pair.data], pair) for pair in told}
    across = [p for p in labels if p.data == "news" and outlet[p.a] != outlet[p.b]]
    parts = {
        "": labels,
        "across outlets, ": across,
        "learnt, ": [p for p in labels if p.learnt],
        "unseen, ": [p for p in labels if not p.learnt],
    }
    return {
        "pairs": {v: sum(p.verdict == v for p in labels) for v in ("copy", "shared", "none")} | {"across": len(across)},
        "figures": {
            **{name: value for part, each in parts.items() for name, value in _scores(part, each, ours).items()},
            **_scores("passages, ", told, passages, ("copy", "shared")),
            "cuts, recall": _cuts(reports["news"]),
        },
        "baseline": {name: value for part, each in parts.items() for name, value in _scores(part, each, plain).items()},
        "worst": [
            f"{'missed' if p.verdict == 'copy' else 'no copy'}: {p.a} {p.b} ({p.verdict}, {p.reason}"
            f"{'' if p.learnt else ', unseen'})"
            for p in labels
            if ours[p] != (p.verdict == "copy")
        ],
    }


def _scores(part: str, labels: Iterable[Pair], said: dict[Pair, bool], wanted: tuple[str, ...] = ("copy",)) -> Any:
    each = list(labels)
    right = sum(said[p] for p in each if p.verdict in wanted)
    ours, true = sum(said[p] for p in each), sum(p.verdict in wanted for p in each)
    return {f"{part}precision": right / max(ours, 1), f"{part}recall": right / max(true, 1)}


def _same(copies: Copies, pair: Pair) -> bool:
    return copies.original.get(pair.a, pair.a) == copies.original.get(pair.b, pair.b)


def _passage(copies: Copies, pair: Pair) -> bool:
    return any(
        other in holders
        for one, other in ((pair.a, pair.b), (pair.b, pair.a))
        for _, _, holders in copies.shared.get(one, ())
    )


def _reports(data: Path, name: str, labels: Iterable[Pair]) -> dict[str, Report]:
    wanted = {key for pair in labels if pair.data == name for key in (pair.a, pair.b)}
    found: dict[str, Report] = {}
    for row in rows_of(data, _FILES[name]):
        key = row.get("doc_id") or row.get("id")
        if key in wanted:
            given = {"title": row.get("title"), "published": row.get("date"), "url": row.get("url"), "id": key}
            publisher = row.get("outlet") or row.get("publisher")
            made = report(Item(key, text=row["text"], given={k: v for k, v in given.items() if v}))
            if isinstance(made, Report):
                found[key] = replace(made, id=key, publisher=publisher)
    return found


def rows_of(data: Path, files: Iterable[str]) -> Iterator[dict[str, Any]]:
    """The rows of some files of the data, packed or not."""
    for file in files:
        path = data / file
        with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
            yield from map(json.loads, lines)


def _days(reports: Iterable[Report]) -> dict[str, int | None]:
    return {r.id: _day(r) for r in reports}


def _day(made: Report) -> int | None:
    full = made.published and re.fullmatch(r"\d{4}-\d\d-\d\d", made.published)
    return date.fromisoformat(made.published).toordinal() if made.published and full else None


def _jaccard(one: Report, other: Report) -> float:
    def shingles(made: Report) -> set[tuple[str, ...]]:
        words = re.findall(r"\w+", made.text.lower())
        return set(zip(*(words[k:] for k in range(5)), strict=False))

    x, y = shingles(one), shingles(other)
    return len(x & y) / max(1, len(x | y))


def _cuts(reports: dict[str, Report]) -> float:
    """Of reports that are cut to their first half and dressed otherwise, those found to be copies."""
    made: dict[str, Report] = {}
    by_outlet: defaultdict[str | None, int] = defaultdict(int)
    for key, whole in sorted(reports.items()):
        lines = [line for line in whole.text.split("\n") if line.strip()]
        half = lines[: (len(lines) + 1) // 2]
        if len(lines) < 8 or by_outlet[whole.publisher] == 10:
            continue
        by_outlet[whole.publisher] += 1
        given = {"published": str(date.fromisoformat(whole.published or "") + timedelta(2)), "id": f"cut-{key}"}
        cut = report(Item(f"cut-{key}", text=_AROUND.format("\n\n".join(half)), given=given))
        if isinstance(cut, Report):
            made[key] = replace(cut, id=f"cut-{key}")
    both = [*(reports[key] for key in made), *made.values()]
    copies = find_copies(both, _days(both))
    found = (copies.original.get(f"cut-{key}") == copies.original.get(key, key) for key in made)
    return sum(found) / max(len(made), 1)
