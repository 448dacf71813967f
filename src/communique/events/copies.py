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
_SAMPLE = 8
"""One shingle in so many is kept to find candidates; all are kept to judge them."""
_CANDIDATE = 3
COPIED = 0.5
"""A report of which this share of shingles stands in another is a copy."""
_COMMON = 25
"""A sampled shingle in more reports than this is a turn of phrase and finds no candidates."""
_LEAST_WORDS = 25
_MOST = 0.8
"""If this share of a report's claims of an event lie in shared paragraphs, it does not report it independently."""

_QUOTED = re.compile(r"“[^”]{1,2000}”|\"[^\"\n]{1,2000}\"|«[^»]{1,2000}»")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Copies:
    """`original` maps a copy to what it copies; `shared` lists, by report, spans that others print too."""

    original: Mapping[str, str]
    shared: Mapping[str, tuple[tuple[int, int, frozenset[str]], ...]]


def find_copies(reports: Sequence[Report], said: Mapping[str, int | None]) -> Copies:
    """Compare all reports. `said` gives a report's day as an ordinal."""
    ordered = sorted(reports, key=lambda r: r.id)
    shingles = [frozenset(_shingles(_plain(r))) for r in ordered]
    overlaps = _overlaps(shingles)
    group = _groups(shingles, overlaps)
    original: dict[str, str] = {}
    for members in group:
        first = min(members, key=lambda n: (said_order(said.get(ordered[n].id)), -len(shingles[n]), ordered[n].id))
        original |= {ordered[n].id: ordered[first].id for n in members if n != first}
    return Copies(original, _shared_paragraphs(ordered))


def _kept(report: Report) -> Iterator[tuple[int, int]]:
    here = 0
    for span in report.removed:
        if span.start > here:
            yield here, span.start
        here = max(here, span.end)
    if here < len(report.text):
        yield here, len(report.text)


def _plain(report: Report) -> list[str]:
    """The words of the reporter: kept text without what is quoted."""
    text = " ".join(_QUOTED.sub(" ", report.text[a:b]) for a, b in _kept(report))
    return fold(text).split()


def _shingles(words: Sequence[str]) -> Iterator[int]:
    return (crc32(" ".join(words[i : i + SHINGLE]).encode()) for i in range(len(words) - SHINGLE + 1))


def _overlaps(shingles: Sequence[frozenset[int]]) -> dict[tuple[int, int], float]:
    """For pairs that share enough, the share of the shorter one's shingles in the other."""
    posting: defaultdict[int, list[int]] = defaultdict(list)
    for n, found in enumerate(shingles):
        for shingle in found:
            if shingle % _SAMPLE == 0:
                posting[shingle].append(n)
    shared: Counter[tuple[int, int]] = Counter()
    for numbers in posting.values():
        if 1 < len(numbers) <= _COMMON:
            shared.update((a, b) for i, a in enumerate(numbers) for b in numbers[i + 1 :])
    overlaps: dict[tuple[int, int], float] = {}
    for (a, b), count in shared.items():
        least = min(len(shingles[a]), len(shingles[b]))
        if count >= min(_CANDIDATE, max(1, least // (2 * _SAMPLE))) and least >= _LEAST_WORDS:
            overlaps[a, b] = len(shingles[a] & shingles[b]) / least
    return overlaps


def _groups(shingles: Sequence[frozenset[int]], overlaps: Mapping[tuple[int, int], float]) -> list[list[int]]:
    """Reports that print one story. A pair joins two groups only if the group's longest texts overlap too."""
    parent = list(range(len(shingles)))
    longest = list(range(len(shingles)))

    def root(n: int) -> int:
        while parent[n] != n:
            parent[n] = parent[parent[n]]
            n = parent[n]
        return n

    for (a, b), share in sorted(overlaps.items(), key=lambda o: (-o[1], o[0])):
        x, y = sorted((root(a), root(b)))
        if share < COPIED or x == y:
            continue
        one, other = longest[x], longest[y]
        if len(shingles[one] & shingles[other]) < COPIED * min(len(shingles[one]), len(shingles[other])):
            continue
        parent[y] = x
        longest[x] = max(one, other, key=lambda n: (len(shingles[n]), -n))
    groups: defaultdict[int, list[int]] = defaultdict(list)
    for n in range(len(shingles)):
        groups[root(n)].append(n)
    return [members for members in groups.values() if len(members) > 1]


def _shared_paragraphs(reports: Sequence[Report]) -> dict[str, tuple[tuple[int, int, frozenset[str]], ...]]:
    """Spans of paragraphs, by report, that other reports print too, with those reports."""
    holders: defaultdict[str, set[str]] = defaultdict(set)
    spans: defaultdict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for report in reports:
        for start, end in _kept(report):
            for line in re.finditer(r"[^\r\n]+", report.text[start:end]):
                words = fold(_QUOTED.sub(" ", line[0]))
                if len(_WORD.findall(words)) >= 12:
                    spans[report.id].append((start + line.start(), start + line.end(), words))
                    holders[words].add(report.id)
    return {
        report: tuple((a, b, frozenset(holders[w] - {report})) for a, b, w in rows if len(holders[w]) > 1)
        for report, rows in sorted(spans.items())
        if any(len(holders[w]) > 1 for _, _, w in rows)
    }


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
