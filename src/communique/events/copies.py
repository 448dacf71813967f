"""Which reports print another's text, and which paragraphs several reports share.

Invariant: copying is judged on the kept text without its quotations, so that a long quotation in
two reports makes neither a copy; a copy names an original that is no copy itself.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from zlib import crc32

from communique.events.names import fold
from communique.events.sightings import said_order
from communique.model import Claim, Report

SHINGLE = 5
"""Words in a shingle."""
_SAMPLE = 6
"""One shingle in so many is kept to find candidates; all are kept to judge them."""
_CANDIDATE = 2
_CONTAINED, _ALIKE = 0.6, 0.33
"""A copy has this share of its shingles in the other, or they share this part of both together.

Looked at by eye on pairs of the silver list: above either line stand reprints, cut or updated; below,
stories that use the same agency's background paragraphs, and comments on another outlet's story.
"""
_SHARED = 0.7
"""A paragraph is shared if this part of its shingles stands in one other report."""
_COMMON = 25
"""A sampled shingle in more reports than this is a turn of phrase and finds no candidates."""
_LEAST, _LEAST_IN_PARAGRAPH = 25, 8
"""Shingles that a text, and a paragraph, must have to be judged."""
_MOST = 0.8
"""If this share of a report's claims of an event lie in shared paragraphs, it does not report it independently."""

_QUOTED = re.compile(r"“[^”]{1,2000}”|\"[^\"\n]{1,2000}\"|«[^»]{1,2000}»")


@dataclass(frozen=True, slots=True)
class Copies:
    """`original` maps a copy to what it copies; `shared` lists, by report, spans that others print too."""

    original: Mapping[str, str]
    shared: Mapping[str, tuple[tuple[int, int, frozenset[str]], ...]]


def find_copies(reports: Sequence[Report], said: Mapping[str, int | None]) -> Copies:
    """Compare all reports. `said` gives a report's day as an ordinal."""
    ordered = sorted(reports, key=lambda r: r.id)
    shingles = [frozenset(_shingles(_own_words(r))) for r in ordered]
    pairs = _candidates(shingles)
    group = _groups(shingles, pairs)
    original: dict[str, str] = {}
    for members in group:
        first = _original([ordered[n] for n in members], said, {ordered[n].id: len(shingles[n]) for n in members})
        original |= {ordered[n].id: first for n in members if ordered[n].id != first}
    return Copies(original, _shared_paragraphs(ordered, shingles, pairs))


def _original(reports: Sequence[Report], said: Mapping[str, int | None], length: Mapping[str, int]) -> str:
    """The one that others copied: the earliest, and of equals the one an agency signs, then the longest.

    An undated report that an agency signs is taken to be as early as any.
    """
    days = [day for r in reports if (day := said.get(r.id)) is not None]
    earliest = min(days, default=0)

    def order(report: Report) -> tuple[bool, int, bool, int, str]:
        day = said.get(report.id)
        if day is None and report.agency:
            day = earliest
        return (*said_order(day), not report.agency, -length[report.id], report.id)

    return min(reports, key=order).id


def _kept(report: Report) -> Iterator[tuple[int, int]]:
    here = 0
    for span in report.removed:
        if span.start > here:
            yield here, span.start
        here = max(here, span.end)
    if here < len(report.text):
        yield here, len(report.text)


def _own_words(report: Report) -> list[str]:
    """The words of the reporter: kept text without what is quoted, or all of it if little else is there."""
    kept = " ".join(report.text[a:b] for a, b in _kept(report))
    own = fold(_QUOTED.sub(" ", kept)).split()
    return own if len(own) >= 2 * _LEAST else fold(kept).split()


def _shingles(words: Sequence[str]) -> Iterator[int]:
    return (crc32(" ".join(words[i : i + SHINGLE]).encode()) for i in range(len(words) - SHINGLE + 1))


def _candidates(shingles: Sequence[frozenset[int]]) -> list[tuple[int, int]]:
    """Pairs of texts that share more than a turn of phrase."""
    posting: defaultdict[int, list[int]] = defaultdict(list)
    for n, found in enumerate(shingles):
        for shingle in found:
            if shingle % _SAMPLE == 0:
                posting[shingle].append(n)
    shared: Counter[tuple[int, int]] = Counter()
    for numbers in posting.values():
        if 1 < len(numbers) <= _COMMON:
            shared.update((a, b) for i, a in enumerate(numbers) for b in numbers[i + 1 :])
    return sorted(pair for pair, count in shared.items() if count >= _CANDIDATE)


def _is_copy(one: frozenset[int], other: frozenset[int]) -> bool:
    least, both = min(len(one), len(other)), len(one & other)
    return least >= _LEAST and (both >= _CONTAINED * least or both >= _ALIKE * len(one | other))


def _groups(shingles: Sequence[frozenset[int]], pairs: Sequence[tuple[int, int]]) -> list[list[int]]:
    """Reports that print one story. A pair joins two groups only if their longest texts are copies too."""
    parent = list(range(len(shingles)))
    longest = list(range(len(shingles)))

    def root(n: int) -> int:
        while parent[n] != n:
            parent[n] = parent[parent[n]]
            n = parent[n]
        return n

    copies = [(a, b) for a, b in pairs if _is_copy(shingles[a], shingles[b])]
    for a, b in sorted(copies, key=lambda p: (-len(shingles[p[0]] & shingles[p[1]]), p)):
        x, y = sorted((root(a), root(b)))
        if x != y and _is_copy(shingles[longest[x]], shingles[longest[y]]):
            parent[y] = x
            longest[x] = max(longest[x], longest[y], key=lambda n: (len(shingles[n]), -n))
    groups: defaultdict[int, list[int]] = defaultdict(list)
    for n in range(len(shingles)):
        groups[root(n)].append(n)
    return [members for members in groups.values() if len(members) > 1]


def _shared_paragraphs(
    reports: Sequence[Report], shingles: Sequence[frozenset[int]], pairs: Sequence[tuple[int, int]]
) -> dict[str, tuple[tuple[int, int, frozenset[str]], ...]]:
    """Spans of paragraphs, by report, that other reports print too, with those reports."""
    near: defaultdict[int, list[int]] = defaultdict(list)
    for a, b in pairs:
        near[a].append(b)
        near[b].append(a)
    found: dict[str, tuple[tuple[int, int, frozenset[str]], ...]] = {}
    for n in sorted(near):
        rows = []
        for start, end, own in _paragraphs(reports[n]):
            others = (m for m in near[n] if len(own & shingles[m]) >= _SHARED * len(own))
            holders = frozenset(reports[m].id for m in others)
            if holders:
                rows.append((start, end, holders))
        if rows:
            found[reports[n].id] = tuple(rows)
    return found


def _paragraphs(report: Report) -> Iterator[tuple[int, int, frozenset[int]]]:
    """Lines of some length, with their shingles."""
    for start, end in _kept(report):
        for line in re.finditer(r"[^\r\n]+", report.text[start:end]):
            own = frozenset(_shingles(fold(_QUOTED.sub(" ", line[0])).split()))
            if len(own) >= _LEAST_IN_PARAGRAPH:
                yield start + line.start(), start + line.end(), own


def independent_reports(claims: Iterable[Claim], copies: Copies, said: Mapping[str, int | None]) -> int:
    """How many of the reports that carry an event did their own reporting of it."""
    by_report: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_report[claim.report].append(claim)
    own: list[str] = []
    taken: set[str] = set()
    for report in sorted(by_report, key=lambda r: (said_order(said.get(r)), r)):
        source = copies.original.get(report, report)
        if source in taken:
            continue
        if own and _borrowed(by_report[report], copies.shared.get(report, ()), set(own)):
            continue
        own.append(report)
        taken.add(source)
    return len(own)


def _borrowed(claims: Sequence[Claim], spans: Sequence[tuple[int, int, frozenset[str]]], before: set[str]) -> bool:
    """Whether nearly all claims stand in paragraphs that an earlier report of the event prints too."""
    starts = [a for a, _, _ in spans]
    inside = 0
    for claim in claims:
        n = bisect_right(starts, claim.start) - 1
        inside += n >= 0 and claim.end <= spans[n][1] and bool(spans[n][2] & before)
    return inside >= _MOST * len(claims)
