"""How fast reports are read, against the bare spaCy pipeline over the same whole texts, in one run on one core.

    python -m benchmarks.pace --data DATA [--documents 40]

General news is `news/international.jsonl.gz`, diplomacy `readouts/readouts_foreign.jsonl`. Each is read three
ways, a few documents at a time in turn, so that whatever else the machine does falls on all alike: by spaCy alone, by
the whole reader, and by the reader without deeds. Ratios are documents a second against spaCy's: above 1 is faster.
The share of the text that lies in paragraphs with a claim, and with a claim or a quotation, says how much a gate
before the parse could save at most.

Invariant: times are this process's own, and no figure is compared with one of another run.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import time
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import TypeVar

import spacy
from spacy.language import Language

from communique.claims import read_report
from communique.claims.parsing import MODEL, paragraphs
from communique.model import Reading, Report

T = TypeVar("T")
_AT_A_TIME = 5


def documents(data: Path, name: str, count: int) -> list[Report]:
    """A sample of a file's texts as reports."""
    opened = gzip.open if name.endswith(".gz") else open
    with opened(data / name, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    random.Random(3).shuffle(rows)
    texts = [row.get("text") or row.get("body") or "" for row in rows[:count]]
    return [Report(f"r-{n}", str(n), text, published="2016-06-15") for n, text in enumerate(texts)]


@cache
def plain() -> Language:
    """The pipeline as its package gives it, apart from the reader's own, which is made quicker."""
    return spacy.load(MODEL)


def bare(reports: Sequence[Report]) -> None:
    """spaCy's pipeline over whole texts, as a batch."""
    for _ in plain().pipe((report.text for report in reports), batch_size=16):
        pass


def read(reports: Sequence[Report]) -> list[Reading]:
    """The whole reader, one report after the other."""
    return [read_report(report) for report in reports]


def told(readings: Sequence[Reading]) -> Counter[str]:
    """Characters of paragraphs: all, with a claim, with a claim or a quotation."""
    found: Counter[str] = Counter()
    for reading in readings:
        claims = [claim.start for claim in (*reading.claims, *reading.agreements)]
        words = [*claims, *(each.start for each in reading.quotations)]
        for part in paragraphs(reading.report):
            size = part.end - part.start
            found["all"] += size
            found["claim"] += size * any(part.start <= start < part.end for start in claims)
            found["claim or quotation"] += size * any(part.start <= start < part.end for start in words)
    return found


def compare(reports: Sequence[Report]) -> dict[str, float]:
    """Documents a second by each way, as ratios to spaCy's, and the shares of text that tell something."""
    spent: Counter[str] = Counter()
    found: Counter[str] = Counter()

    def timed(name: str, work: Callable[[Sequence[Report]], T], some: Sequence[Report]) -> T:
        begun = time.process_time()
        made = work(some)
        spent[name] += int(1e6 * (time.process_time() - begun))
        return made

    for begin in range(0, len(reports), _AT_A_TIME):
        some = reports[begin : begin + _AT_A_TIME]
        timed("spaCy", bare, some)
        found += told(timed("reader", read, some))
        os.environ["COMMUNIQUE_DEEDS"] = "off"
        timed("reader without deeds", read, some)
        del os.environ["COMMUNIQUE_DEEDS"]
    return {
        "spaCy, documents a second": len(reports) / (spent["spaCy"] / 1e6),
        **{f"{name}, against spaCy": spent["spaCy"] / max(1, each) for name, each in spent.items() if name != "spaCy"},
        **{f"share of text with a {name}": found[name] / found["all"] for name in ("claim", "claim or quotation")},
    }


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--documents", type=int, default=40)
    given = parser.parse_args()
    warm = Report("r", "warm", "Norway accused Chile of spying.")
    bare([warm])
    read_report(warm)
    for name in ("news/international.jsonl.gz", "readouts/readouts_foreign.jsonl"):
        print(name)
        for label, number in compare(documents(given.data, name, given.documents)).items():
            print(f"  {label:40} {number:.2f}")


if __name__ == "__main__":
    main()
