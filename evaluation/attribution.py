"""Attributions against PolNeAR: character F1 of sources, cues and contents.

`figures` count characters: every character of a text is in some source or in none, by the labels and by us (the
same for cues and contents), summed over all texts, as the corpus's own agreement study does. `paired` is harder: each
of our attributions is first paired with the label whose content it shares most characters with, one to one, and only
characters of a pair count; it shows whether the right source stands with the right words.

The baseline knows one verb: it takes every form of "say", its subject, and the rest of its sentence.
Annotators among themselves reach .83, .59 and .86.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from spacy.tokens import Token

from communique.claims.parsing import Parsed, Sentence, parse
from communique.claims.quotations import Span, read_attributions
from communique.claims.sources import own_subject, source_range
from communique.model import Report

LIKELY = 0.45
"""From which score on a found attribution counts: a little under a half, which gains more than it costs."""

PARTS = ("source", "cue", "content")
FILES = ("attribution/dev.jsonl.gz", "attribution/test.jsonl.gz", "attribution/dev.jsonl", "dev.jsonl.gz")


class Nobody:
    """A cast that knows no one: the spans do not depend on who is meant."""

    def at(self, sentence: Sentence, token: Token) -> tuple[str, ...]:
        return ()


@dataclass(frozen=True, slots=True)
class Labelled:
    """One attribution's spans, ours or the annotators'."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


@dataclass(slots=True)
class Count:
    """Characters in both, in the labels, and in ours."""

    both: int = 0
    gold: int = 0
    ours: int = 0

    def add(self, gold: set[int], ours: set[int]) -> None:
        self.both += len(gold & ours)
        self.gold += len(gold)
        self.ours += len(ours)

    @property
    def f1(self) -> float:
        return 2 * self.both / (self.gold + self.ours) if self.gold + self.ours else 1.0


def documents(data: Path) -> Iterator[dict[str, Any]]:
    """The labelled texts under a folder, or of one file."""
    path = data if data.is_file() else next((data / name for name in FILES if (data / name).exists()), data / FILES[0])
    raw = path.read_bytes()
    for line in (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("utf-8").split("\n"):
        if line.strip():
            yield json.loads(line)


def labels(document: dict[str, Any]) -> list[Labelled]:
    """The annotators' attributions of a text."""
    return [
        Labelled(*(tuple((low, high) for low, high in each[part]) for part in PARTS))
        for each in document["attributions"]
    ]


def ours(parsed: Parsed) -> list[Labelled]:
    """What the reader finds."""
    found = read_attributions(parsed, Nobody()).all
    return [Labelled(each.source, each.cue, each.content) for each in found if each.score >= LIKELY]


def only_said(parsed: Parsed) -> list[Labelled]:
    """The baseline: "say", its subject, and the rest of the sentence."""
    found = []
    for sentence in parsed.sentences:
        for token in sentence.span:
            if token.lemma_ == "say" and token.pos_ == "VERB":
                subject = own_subject(token)
                low, high = source_range(subject, token) if subject is not None else (token.i, token.i)
                where = (
                    sentence.at(token.doc[low].idx),
                    sentence.at(token.doc[high - 1].idx + len(token.doc[high - 1])),
                )
                cue = (sentence.at(token.idx), sentence.at(token.idx + len(token)))
                hole = (min(cue[0], where[0]), max(cue[1], where[1])) if subject is not None else cue
                content = tuple(s for s in ((sentence.start, hole[0]), (hole[1], sentence.end)) if s[0] < s[1])
                found.append(Labelled((where,) if subject is not None else (), (cue,), content))
    return found


def characters(spans: Iterable[Span]) -> set[int]:
    """The offsets that some spans cover."""
    return {at for low, high in spans for at in range(low, high)}


def whole(found: Sequence[Labelled], part: str) -> set[int]:
    """The offsets that one part of any attribution covers."""
    return characters(span for each in found for span in getattr(each, part))


def pairs(gold: Sequence[Labelled], found: Sequence[Labelled]) -> list[tuple[Labelled | None, Labelled | None]]:
    """Labels and our attributions one to one, those that share most content first; the rest alone."""
    held = [characters(each.content) for each in gold]
    mine = [characters(each.content) for each in found]
    shared = sorted(
        ((len(a & b) / len(a | b), i, j) for i, a in enumerate(held) for j, b in enumerate(mine) if a & b),
        key=lambda each: (-each[0], each[1], each[2]),
    )
    used_gold: set[int] = set()
    used_ours: set[int] = set()
    joined: list[tuple[Labelled | None, Labelled | None]] = []
    for _, i, j in shared:
        if i not in used_gold and j not in used_ours:
            used_gold.add(i)
            used_ours.add(j)
            joined.append((gold[i], found[j]))
    joined.extend((each, None) for i, each in enumerate(gold) if i not in used_gold)
    joined.extend((None, each) for j, each in enumerate(found) if j not in used_ours)
    return joined


def shown(text: str, each: Labelled | None) -> str:
    if each is None:
        return "nothing"
    parts = (" … ".join(text[low:high] for low, high in getattr(each, part)) for part in PARTS)
    return " | ".join(" ".join(part.split())[:90] for part in parts)


def measure(texts: Iterable[tuple[dict[str, Any], Parsed]]) -> dict[str, Any]:
    """All figures over texts that are parsed already."""
    plain = {part: Count() for part in PARTS}
    paired = {part: Count() for part in PARTS}
    base = {part: Count() for part in PARTS}
    worst: list[tuple[int, str]] = []
    number = 0
    for document, parsed in texts:
        number += 1
        gold, found, said = labels(document), ours(parsed), only_said(parsed)
        for part in PARTS:
            held = whole(gold, part)
            plain[part].add(held, whole(found, part))
            base[part].add(held, whole(said, part))
        for label, mine in pairs(gold, found):
            lost = 0
            for part in PARTS:
                one = characters(getattr(label, part)) if label else set()
                other = characters(getattr(mine, part)) if mine else set()
                paired[part].add(one, other)
                lost += len(one ^ other)
            worst.append((lost, f"labels: {shown(document['text'], label)}  //  ours: {shown(document['text'], mine)}"))
    worst.sort(key=lambda each: (-each[0], each[1]))
    return {
        "figures": {part: plain[part].f1 for part in PARTS},
        "precision": {part: plain[part].both / max(1, plain[part].ours) for part in PARTS},
        "recall": {part: plain[part].both / max(1, plain[part].gold) for part in PARTS},
        "paired": {part: paired[part].f1 for part in PARTS},
        "baseline": {part: base[part].f1 for part in PARTS},
        "texts": number,
        "worst": [line for _, line in worst[:200]],
    }


def evaluate(data: Path) -> dict[str, Any]:
    """Figures on the development part, or on the file given."""

    def parsed() -> Iterator[tuple[dict[str, Any], Parsed]]:
        for each in documents(data):
            identity = each["doc_id"]
            yield each, parse(Report(id=identity, uri=identity, text=each["text"], published=each.get("date")))

    return measure(parsed())
