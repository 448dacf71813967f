"""A report's text cut into pieces for showing: what was removed, what is cited, and the rest.

Invariant: the pieces' texts, joined, are the report's text; tags nest, so that each piece can be
written inside the ones around it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from communique.model import Report


@dataclass(frozen=True, slots=True)
class Piece:
    """`open` and `close` bracket a cited span (`value`: its anchor), `removed` and `text` are words."""

    kind: Literal["open", "close", "removed", "text"]
    value: str
    reason: str = ""


def anchor(number: int, start: int, end: int) -> str:
    """The name of a cited span of the report with this number."""
    return f"r{number}-{start}-{end}"


def pieces(report: Report, number: int, spans: Iterable[tuple[int, int]]) -> Iterator[Piece]:
    """The text with these cited spans marked; of two that cross, the later ends where the earlier does."""
    opening: list[tuple[int, int]] = sorted(set(spans), key=lambda span: (span[0], -span[1]))
    edges = {0, len(report.text)}
    edges.update(edge for span in report.removed for edge in (span.start, span.end))
    inside: list[int] = []
    nested: list[tuple[int, int, str]] = []
    for start, end in opening:
        while inside and inside[-1] <= start:
            inside.pop()
        stop = min(end, inside[-1]) if inside else end
        inside.append(stop)
        nested.append((start, stop, anchor(number, start, end)))
        edges.update((start, stop))
    yield from _walk(report, nested, sorted(edges))


def _walk(report: Report, nested: list[tuple[int, int, str]], edges: list[int]) -> Iterator[Piece]:
    ends: list[int] = []
    waiting = 0
    spans = iter(report.removed)
    here = next(spans, None)
    for low, high in zip(edges, [*edges[1:], edges[-1]], strict=True):
        while ends and ends[-1] <= low:
            ends.pop()
            yield Piece("close", "")
        while waiting < len(nested) and nested[waiting][0] == low:
            yield Piece("open", nested[waiting][2])
            ends.append(nested[waiting][1])
            waiting += 1
        if low == high:
            continue
        while here is not None and here.end <= low:
            here = next(spans, None)
        words = report.text[low:high]
        taken_out = here is not None and here.start <= low
        yield Piece("removed", words, here.reason) if here and taken_out else Piece("text", words)
    for _ in ends:
        yield Piece("close", "")
