"""Page debris against pages whose article was marked by hand: four-word runs kept, lost and left in.

`raw_inscriptis` is a whole page as text, `gold_body` the article alone. What is scored is what a report's
text holds once the spans that `mark_debris` names are taken out. `4-gram F1` is the mean over pages, as
article-extraction-benchmark has it from mean precision and recall. The baseline leaves the page as it is.
"""

from __future__ import annotations

import re
import statistics
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from communique.model import Removed
from communique.reports.debris import mark_debris
from evaluation._rows import rows
from evaluation.readouts import learnt

_WORD = re.compile(r"\w+")
Score = tuple[float, float]
"""Precision and recall of one page."""


def evaluate(data: Path) -> dict[str, Any]:
    """Precision, recall and F1 of four-word runs, on all pages and on each half of them."""
    pages = list(rows(data if data.is_file() else data / "boilerplate/pages.jsonl.gz"))
    ours: list[tuple[str, Score]] = []
    plain: list[Score] = []
    for page in pages:
        whole = page["raw_inscriptis"]
        ours.append((page["url"], score(kept(whole, mark_debris(whole)), page["gold_body"])))
        plain.append(score(whole, page["gold_body"]))
    worst = sorted((f1(*each), url, each) for url, each in ours)
    return {
        "texts": len(pages),
        "figures": summary([each for _, each in ours]),
        "learnt": summary([each for url, each in ours if learnt(url)]),
        "unseen": summary([each for url, each in ours if not learnt(url)]),
        "baseline": summary(plain),
        "worst": [f"F1 {low:.2f}  P {each[0]:.2f}  R {each[1]:.2f}  {url}" for low, url, each in worst],
    }


def kept(text: str, removed: Sequence[Removed]) -> str:
    """A text without the spans removed from it."""
    parts, here = [], 0
    for span in removed:
        parts.append(text[here : span.start])
        here = max(here, span.end)
    return " \n".join([*parts, text[here:]])


def score(ours: str, gold: str) -> Score:
    """Precision and recall of the four-word runs of one text against another's."""
    mine, theirs = _runs(ours), _runs(gold)
    shared = sum((mine & theirs).values())
    precision = shared / sum(mine.values()) if mine else float(not theirs)
    return precision, shared / sum(theirs.values()) if theirs else 1.0


def _runs(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text.lower())
    if len(words) < 4:
        return Counter([tuple(words)]) if words else Counter()
    return Counter(zip(words, words[1:], words[2:], words[3:], strict=False))


def f1(precision: float, recall: float) -> float:
    """The harmonic mean."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def summary(scores: Sequence[Score]) -> dict[str, float]:
    """Mean precision and recall, their F1, and the mean of the pages' own F1."""
    if not scores:
        return {}
    precision = statistics.mean(each[0] for each in scores)
    recall = statistics.mean(each[1] for each in scores)
    return {
        "precision": precision,
        "recall": recall,
        "4-gram F1": f1(precision, recall),
        "mean F1 of a page": statistics.mean(f1(*each) for each in scores),
    }
