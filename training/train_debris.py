"""Learn the weights by which debris is told from report, line by line.

Invariant: the same data and seed give the same weights file, byte for byte; no text of the data
goes into it, only weights of features that `communique.reports.debris_features` names.

    python training/train_debris.py --data ../shared/data [--check] [--out FILE]

Data: article-extraction-benchmark pages (MIT; bodies marked by hand), with news articles and White
House readouts (CC0) as texts that are nearly all report. From these, pages are also put together:
one page's surroundings around another text's body, so that short remains of a page are seen too, and
surroundings of our own in the manner of news sites (`data/pages.txt`), which also stand in the midst of a story.
`--check` cross-validates by site first and prints 4-gram scores. Needs numpy (pandas brings it).
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np

from communique.model import Removed
from communique.reports.debris import mark_debris
from communique.reports.debris_features import Page, context_features, local_features, read_page, shape
from communique.reports.debris_weights import Weights
from communique.reports.lines import Line, read_lines

SEED = 5
FOLDS = 5
PENALTY = 4.0
LEAST = 8
KINDS = {"page": 1.0, "plain": 0.7, "flat": 1.0, "clean": 0.5, "news": 0.6, "readout": 0.6, "mixed": 0.7, "own": 0.7}
OWN = Path(__file__).with_name("data") / "pages.txt"
OUT = Path(__file__).parents[1] / "src/communique/reports/data/debris_weights.tsv"
_TOKEN = re.compile(r"\w+")


@dataclass
class Sample:
    """A text with its lines, which of them are report, and what was seen of them."""

    site: str
    kind: str
    text: str
    gold: str
    lines: tuple[Line, ...]
    body: list[int]
    page: Page = field(init=False)
    local: list[list[str]] = field(init=False)
    unsaid: frozenset[int] = frozenset()
    first: list[float] = field(default_factory=list)
    context: list[list[str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Look at the lines once."""
        self.page = read_page(self.text, self.lines)
        self.local = local_features(self.page)

    @property
    def weights(self) -> list[float]:
        """How much each line counts: by the square root of its words, and by the kind of text; headlines not at all."""
        return [
            0.0 if number in self.unsaid else KINDS[self.kind] * min(len(line.text.split()), 60) ** 0.5
            for number, line in enumerate(self.lines)
        ]


def read(path: Path) -> list[dict[str, Any]]:
    """The rows of a JSON-lines file, gzipped."""
    with gzip.open(path, "rt", encoding="utf-8") as rows:
        return [json.loads(row) for row in rows]


def flat(text: str) -> str:
    """The text without indents and blank lines, as scrapers leave it."""
    return "\n".join(row.strip() for row in text.split("\n") if row.strip())


def grams(text: str) -> Counter[tuple[str, ...]]:
    """The 4-grams of a text's words."""
    words = _TOKEN.findall(text.lower())
    return Counter(zip(words, words[1:], words[2:], words[3:], strict=False))


def labels(lines: Sequence[Line], gold: str) -> list[int]:
    """1 for each line of the body marked by hand: by its 4-grams, or if short by its words and its neighbours."""
    words = _TOKEN.findall(gold.lower())
    known = set(zip(words, words[1:], words[2:], words[3:], strict=False))
    rows = {" ".join(_TOKEN.findall(row.lower())) for row in gold.split("\n")}
    whole = f" {' '.join(words)} "
    sure: list[int] = []
    maybe: list[int] = []
    for number, line in enumerate(lines):
        own = _TOKEN.findall(line.text.lower())
        if len(own) >= 7:
            parts = list(zip(own, own[1:], own[2:], own[3:], strict=False))
            if sum(part in known for part in parts) >= 0.6 * len(parts):
                sure.append(number)
        elif own and (" ".join(own) in rows or (len(own) >= 4 and f" {' '.join(own)} " in whole)):
            maybe.append(number)
    inside = [n for n in maybe if sure and sure[0] - 4 <= n <= sure[-1] + 6 and any(abs(n - s) <= 6 for s in sure)]
    chosen = {*sure, *inside}
    return [int(number in chosen) for number in range(len(lines))]


def page_samples(pages: Sequence[dict[str, Any]]) -> Iterator[Sample]:
    """Each page as dumped, as plain text, without blanks, and its body alone."""
    for row in pages:
        site, gold = urlsplit(row["url"]).hostname or "", row["gold_body"]
        raw = row["raw_inscriptis"]
        for kind, text in (("page", raw), ("plain", row["raw_html_text"]), ("flat", flat(raw)), ("clean", gold)):
            lines = read_lines(text)
            yield Sample(site, kind, text, gold, lines, labels(lines, gold) if kind != "clean" else [1] * len(lines))


def clean_samples(
    news: Sequence[dict[str, Any]], readouts: Sequence[dict[str, Any]], chance: random.Random
) -> Iterator[Sample]:
    """Texts that are nearly all report: only lines that bear a mark are taken for debris."""
    for number, row in enumerate(chance.sample(list(news), 260)):
        text = row["text"][:15_000]
        text = flat(text) if chance.random() < 0.5 else text
        lines = read_lines(text)
        body = [0 if shape(line).marks and len(line.text.split()) < 60 else 1 for line in lines]
        gold = "\n".join(line.text for line, kept in zip(lines, body, strict=True) if kept)
        yield Sample(f"news {number}", "news", text, gold, lines, body)
    for number, row in enumerate(chance.sample(list(readouts), 110)):
        text = row["text"][:12_000]
        lines = read_lines(text)
        yield Sample(f"readout {number}", "readout", text, text, lines, [1] * len(lines))


def mixed_samples(pages: Sequence[Sample], clean: Sequence[Sample], chance: random.Random) -> Iterator[Sample]:
    """Other texts' bodies in these pages' surroundings, whole or what a poor scraper leaves of them."""
    for sample in pages:
        on = [number for number, kept in enumerate(sample.body) if kept]
        if not on:
            continue
        above = [line.text for line in sample.lines[: on[0]]]
        under = [line.text for line in sample.lines[on[-1] + 1 :]]
        between = [
            sample.lines[n].text for n in range(on[0], on[-1]) if not sample.body[n] and len(sample.lines[n].text) > 15
        ]
        for cut in (True, True, False):
            head, tail = (_part(above, chance), _part(under, chance)) if cut else (above, under)
            other = chance.choice(clean)
            body = [line.text for line, kept in zip(other.lines, other.body, strict=True) if kept]
            rows = [
                *((row, 0) for row in head),
                *((row, 1) for row in body[: chance.choice((6, 12, 25, 60))]),
                *((row, 0) for row in tail),
            ]
            for _ in range(chance.choice((0, 0, 1, 2)) if between and len(rows) > len(head) + len(tail) + 6 else 0):
                rows.insert(chance.randrange(len(head) + 2, len(rows) - len(tail) - 1), (chance.choice(between), 0))
            tidy = [(" ".join(row.split()), kept) for row, kept in rows if row.strip()]
            text = ("\n" if chance.random() < 0.6 else "\n\n").join(row for row, _ in tidy)
            lines = read_lines(text)
            if len(lines) == len(tidy):
                gold = "\n".join(row for row, kept in tidy if kept)
                yield Sample(sample.site, "mixed", text, gold, lines, [kept for _, kept in tidy])


def own_samples(news: Sequence[dict[str, Any]], chance: random.Random) -> Iterator[Sample]:
    """Our own surroundings (`data/pages.txt`) around news articles, with other articles' titles as other stories."""
    captions: list[str] = []
    pages: list[tuple[str, list[tuple[str, str]]]] = []
    for row in OWN.read_text("utf-8").splitlines():
        if row.startswith("@ "):
            pages.append((row[2:], []))
        elif row.startswith("= "):
            captions.append(row[2:])
        elif pages and row[:2] in ("- ", "+ "):
            pages[-1][1].append((row[0], row[2:]))
    for name, rows in pages:
        for _ in range(4):
            yield _filled(name, rows, news, captions, chance)


def _filled(
    name: str,
    rows: Sequence[tuple[str, str]],
    news: Sequence[dict[str, Any]],
    captions: Sequence[str],
    chance: random.Random,
) -> Sample:
    """A page of our own with an article's paragraphs in the places of its body."""
    article, others = chance.choice(news), chance.sample(list(news), 6)
    body = [line.text for line in read_lines(article["text"][:15_000]) if not shape(line).marks]
    slots = max(1, sum("$P" in row for _, row in rows))
    share = max(1, min(len(body) // slots, chance.choice((1, 1, 2, 3, 6))))
    made: list[tuple[str, int, bool]] = []
    for sign, row in rows:
        words = row.replace("$T", article["title"] or "").replace("$C", chance.choice(captions))
        words = re.sub(r"\$H(\d)", lambda found: others[int(found[1]) % 6]["title"] or "", words)
        before, slot, after = words.partition("$P")
        paragraphs, body = (body[:share], body[share:]) if slot else ([""], body)
        for number, paragraph in enumerate(paragraphs):
            last = number == len(paragraphs) - 1
            line = f"{'' if number else before}{paragraph}{after if last else ''}"
            made.append((" ".join(line.split()), int(sign == "+"), sign == "+" and not slot))
    made = [one for one in made if one[0]]
    text = chance.choice(("\n", "\n\n")).join(line for line, _, _ in made)
    lines = read_lines(text)
    if len(lines) != len(made):
        text = "\n\n".join(line for line, _, _ in made)
        lines = read_lines(text)
    unsaid = frozenset(number for number, one in enumerate(made) if one[2])
    gold = "\n".join(line for line, kept, _ in made if kept)
    return Sample(name, "own", text, gold, lines, [kept for _, kept, _ in made], unsaid=unsaid)


def _part(rows: Sequence[str], chance: random.Random) -> list[str]:
    count = chance.choice((0, 1, 2, 4, 8, 16, 30))
    begin = chance.randrange(max(1, len(rows) - count)) if chance.random() < 0.5 else 0
    return list(rows[begin : begin + count])


def solve(rows: Sequence[Sequence[str]], wanted: Sequence[int], weights: Sequence[float]) -> dict[str, float]:
    """Weights of a logistic regression with an L2 penalty, by Newton's method."""
    counts = Counter(name for row in rows for name in row)
    names = sorted(name for name, count in counts.items() if count >= LEAST)
    matrix = np.zeros((len(rows), len(names)), np.float32)
    places = {name: number for number, name in enumerate(names)}
    for number, row in enumerate(rows):
        matrix[number, [places[name] for name in row if name in places]] = 1
    target, importance = np.array(wanted, np.float64), np.array(weights, np.float64)
    found = np.zeros(len(names))
    for _ in range(12):
        chance = 1 / (1 + np.exp(-np.clip(matrix @ found, -30, 30)))
        slope = matrix.T @ (importance * (chance - target)) + PENALTY * found
        bend = np.maximum(importance * chance * (1 - chance), 1e-6).astype(np.float32)
        step = np.linalg.solve((matrix * bend[:, None]).T @ matrix + PENALTY * np.eye(len(names)), slope)
        found -= step
        if np.abs(step).max() < 1e-2:
            break
    return {name: round(float(weight), 3) for name, weight in zip(names, found, strict=True)}


def learn(samples: Sequence[Sample]) -> Weights:
    """Both looks; the second is learnt on what the first says of sites it has not seen."""
    sites = sorted({sample.site for sample in samples})
    random.Random(SEED).shuffle(sites)
    fold = {site: number % 4 for number, site in enumerate(sites)}
    for held in range(4):
        part = Weights(_look([s for s in samples if fold[s.site] != held], "local"), {})
        for sample in samples:
            if fold[sample.site] == held:
                sample.first = part.first_look(sample.local)
    for sample in samples:
        sample.context = context_features(sample.page, sample.first, sample.local)
    return Weights(_look(samples, "local"), _look(samples, "context"))


def _look(samples: Sequence[Sample], which: str) -> dict[str, float]:
    rows = [row for sample in samples for row in getattr(sample, which)]
    return solve(rows, [kept for s in samples for kept in s.body], [weight for s in samples for weight in s.weights])


def score(text: str, removed: Sequence[Removed], gold: str) -> tuple[float, float, float]:
    """Precision, recall and F1 of the kept text's 4-grams against the gold text's."""
    here, kept = 0, []
    for span in removed:
        kept.append(text[here : span.start])
        here = span.end
    found, wanted = grams(" ".join([*kept, text[here:]])), grams(gold)
    both = sum((found & wanted).values())
    if not found or not wanted:
        return (float(not found),) * 3
    precision, recall = both / sum(found.values()), both / sum(wanted.values())
    return precision, recall, 2 * precision * recall / (precision + recall) if both else 0.0


def check(samples: Sequence[Sample]) -> None:
    """Cross-validate by site and print mean precision, recall and F1 of each kind of text."""
    sites = sorted({sample.site for sample in samples})
    random.Random(SEED).shuffle(sites)
    fold = {site: number % FOLDS for number, site in enumerate(sites)}
    found: dict[str, list[tuple[float, float, float]]] = {kind: [] for kind in KINDS}
    for held in range(FOLDS):
        weights = learn([sample for sample in samples if fold[sample.site] != held])
        for sample in samples:
            if fold[sample.site] == held:
                removed = mark_debris(sample.text, weights=weights)
                found[sample.kind].append(score(sample.text, removed, sample.gold))
    for kind, rows in found.items():
        means = np.array(rows).mean(axis=0)
        print(f"{kind:8} {len(rows):4} texts: precision {means[0]:.3f} recall {means[1]:.3f} F1 {means[2]:.3f}")


def main() -> None:
    """Read the data, learn, and write the weights."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--data", type=Path, required=True)
    asked.add_argument("--check", action="store_true")
    asked.add_argument("--out", type=Path, default=OUT)
    given = asked.parse_args()
    chance = random.Random(SEED)
    pages = list(page_samples(read(given.data / "boilerplate/pages.jsonl.gz")))
    news, readouts = (
        read(given.data / "news/international.jsonl.gz"),
        read(given.data / "readouts/diplomacy_docs.jsonl.gz"),
    )
    clean = list(clean_samples(news, readouts, chance))
    mixed = list(mixed_samples([page for page in pages if page.kind == "page"], clean, chance))
    samples = [*pages, *clean, *mixed, *own_samples(news, chance)]
    if given.check:
        check(samples)
    learn(samples).save(given.out)


if __name__ == "__main__":
    main()
