"""Which reports print another's text, and which paragraphs several reports share.

Invariant: copying is judged on the kept text without its quotations, so that a long quotation in
two reports makes neither a copy; a copy names an original that is no copy itself. The work grows
with the number of reports, not with that of pairs.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from zlib import crc32

import numpy as np
import numpy.typing as npt

from communique.events.names import fold
from communique.events.sightings import said_order
from communique.model import Claim, Report

SHINGLE = 5
"""Words in a shingle."""
_SAMPLE = 6
"""One shingle in so many is kept to find candidates; all are kept to judge them."""
CANDIDATE = 2
"""Sampled shingles that two texts must share to be compared."""
_ALIKE = 0.33
"""Copies share this part of both texts together, or else ..."""
_CONTAINED, _SIZE = 0.55, 0.15
"""... one has this share of its shingles in the other, and they share this part of both together, or else ..."""
_CUT, _CUT_SIZE = 0.85, 0.05
"""... the one is nearly all in the other. Below these sizes a text stands inside another that is about more:
a statement read out in a transcript, a report quoted in a survey of the week.

All were set by reading one half of the pairs in `evaluation/data/copies.tsv`: above stand prints, cut or
brought up to date; below, stories that use an agency's paragraphs, and comments on another outlet's story.
"""
_LATE = 7
"""Days between two prints of one story. What returns later is a caption, a background, a form filled in anew, ..."""
_AGAIN, _LONG = 0.9, 150
"""... unless a text of so many shingles comes again with this share, and all figures, unchanged."""
_SHORT = 250
"""A text of fewer shingles is a form filled in twice if both begin with a name, or both have a figure, of their own, or
if both are titled alike but for a name of their own."""
_TITLED_ALIKE = 0.4
"""Of two titles of one form, the part of their words that both have."""
_SLOTS = 0.12
"""Of sentences that two texts share, the part that names somebody or some figure unknown to the other text.

Where it is higher on both sides, the texts are one form filled in twice: two calls, told in the same words.
"""
_SAME_SENTENCE = 0.25
_SENTENCE = 4
"""Shingles that a sentence must have to be compared."""
_SHARED = 0.7
"""A paragraph is shared if this part of its shingles stands in one other report."""
COMMON = 25
"""A sampled shingle in more reports than this joins only reports that stand next to each other in time."""
_READY = 200_000
"""Shingles of the prints, in all, that are held ready to be compared: some 50 MB."""
_LEAST, _LEAST_IN_PARAGRAPH = 25, 8
"""Shingles that a text, and a paragraph, must have to be judged."""
_MOST = 0.8
"""If this share of a report's claims of an event lie in shared paragraphs, it does not report it independently."""

_QUOTED = re.compile(r"“[^”]{1,2000}”|\"[^\"\n]{1,2000}\"|«[^»]{1,2000}»")
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’]?\s+|\n+")
_PLACE = (1 << 32) - 1
_MARKS = "\"“”‘’'.,;:!?()[]—–-$€£#"


@dataclass(frozen=True, slots=True)
class Copies:
    """`original` maps a copy to what it copies; `shared` lists, by report, spans that others print too."""

    original: Mapping[str, str]
    shared: Mapping[str, tuple[tuple[int, int, frozenset[str]], ...]]


Place = tuple[bool, int, str]
"""Where a report stands among those that hold a shingle: undated ones last, by day, by id."""


class Print:
    """One report's kept text, and what is compared of it: that is made when it is asked for, and can be let go."""

    def __init__(self, report: Report, day: int | None) -> None:
        """`day` is the report's, as an ordinal."""
        self.report, self.day = report, day
        self._own = array("I", set(_shingles(_own_words(report))))

    @property
    def sampled(self) -> list[int]:
        """The shingles by which candidates are found."""
        return [shingle for shingle in self._own if shingle % _SAMPLE == 0]

    @property
    def length(self) -> int:
        """How many shingles the reporter's own words have."""
        return len(self._own)

    def rest(self) -> None:
        """Let go of what was made to compare it."""
        for made in ("own", "kept", "words", "shingles", "sentences"):
            self.__dict__.pop(made, None)

    @cached_property
    def own(self) -> frozenset[int]:
        """The shingles of the reporter's own words."""
        return frozenset(self._own)

    @cached_property
    def kept(self) -> str:
        """The text without its debris."""
        return " ".join(self.report.text[a:b] for a, b in _kept(self.report))

    @cached_property
    def words(self) -> frozenset[str]:
        """Its words, folded."""
        return frozenset(fold(self.kept).split())

    @cached_property
    def shingles(self) -> frozenset[int]:
        """All shingles, those of quotations too."""
        return frozenset(_shingles(fold(self.kept).split()))

    @cached_property
    def sentences(self) -> tuple[tuple[frozenset[int], tuple[str, ...]], ...]:
        """Shingles of each sentence, and its names and figures as folded words."""
        return tuple(
            (frozenset(_shingles(fold(sentence).split())), tuple(_names(sentence)))
            for sentence in _SENTENCE_END.split(self.kept)
        )


def place_of(print: Print) -> Place:
    """Where a report stands among the holders of a shingle."""
    return (print.day is None, print.day or 0, print.report.id)


def find_copies(reports: Sequence[Report], said: Mapping[str, int | None]) -> Copies:
    """Compare all reports. `said` gives a report's day as an ordinal."""
    prints = prints_of(reports, said)
    return compared(prints, candidates(shingles_of(prints)))


def prints_of(reports: Sequence[Report], said: Mapping[str, int | None]) -> list[Print]:
    """The prints of these reports, by their ids."""
    return [Print(r, said.get(r.id)) for r in sorted(reports, key=lambda r: r.id)]


def compared(prints: Sequence[Print], pairs: Sequence[tuple[int, int]]) -> Copies:
    """Which of these print another's text; `pairs` are those worth a look, by number, in order."""
    ready = _Ready(prints)
    original: dict[str, str] = {}
    for members in _groups(ready, pairs):
        first = _original([prints[n] for n in members])
        original |= {prints[n].report.id: first for n in members if prints[n].report.id != first}
    found = Copies(original, _shared_paragraphs(ready, pairs))
    ready.rest()
    return found


class _Ready:
    """Prints as they are asked for: what was made of them is kept of the last ones, and let go of the others.

    A large archive is never held as shingles. Who asks along time asks mostly for what was asked for before.
    """

    def __init__(self, prints: Sequence[Print]) -> None:
        self._prints = prints
        self._ready: dict[int, None] = {}
        self._held = 0

    def __len__(self) -> int:
        return len(self._prints)

    def __getitem__(self, number: int) -> Print:
        one = self._prints[number]
        if number in self._ready:
            del self._ready[number]  # it is put at the end, as the last one asked for
        else:
            self._held += one.length
        self._ready[number] = None
        while self._held > _READY and len(self._ready) > 2:
            oldest = next(iter(self._ready))
            del self._ready[oldest]
            self._held -= self._prints[oldest].length
            self._prints[oldest].rest()
        return one

    def along_time(self, numbers: Iterable[int]) -> list[int]:
        """Numbers in the order of days."""
        return sorted(numbers, key=lambda n: (*said_order(self._prints[n].day), n))

    def pairs_along_time(self, pairs: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
        """Pairs in the order of the later one's day."""
        place = {n: place for place, n in enumerate(self.along_time(range(len(self._prints))))}
        return sorted(pairs, key=lambda pair: max(place[pair[0]], place[pair[1]]))

    def rest(self) -> None:
        """Let go of all."""
        for number in self._ready:
            self._prints[number].rest()
        self._ready.clear()
        self._held = 0


def _root(parent: dict[int, int], n: int) -> int:
    while parent[n] != n:
        parent[n] = parent[parent[n]]
        n = parent[n]
    return n


def _original(prints: Sequence[Print]) -> str:
    """The one that others copied: the earliest, and of equals the one an agency signs, then the longest.

    An undated report that an agency signs is taken to be as early as any.
    """
    earliest = min((p.day for p in prints if p.day is not None), default=0)

    def order(print: Print) -> tuple[bool, int, bool, int, str]:
        signed = print.report.agency
        day = earliest if print.day is None and signed else print.day
        return (*said_order(day), not signed, -print.length, print.report.id)

    return min(prints, key=order).report.id


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


def _names(sentence: str) -> Iterator[str]:
    """Words after the first that begin with a capital, and figures, folded."""
    for n, word in enumerate(sentence.split()):
        bare = word.strip(_MARKS)
        if bare[:1].isdigit() or (n and bare[:1].isupper()):
            yield fold(bare)


@dataclass(frozen=True, slots=True)
class Shingles:
    """Sampled shingles in order, each with the place in time of a print that holds it; and the prints by place.

    In `held` a shingle stands in the upper 32 bits, a place in the lower: a sorted array takes a tenth of the room of
    lists. `order` has the number of the print at each place, `stands` its place in words.
    """

    held: npt.NDArray[np.uint64]
    order: list[int]
    stands: list[Place]


def shingles_of(prints: Sequence[Print]) -> Shingles:
    """The sampled shingles of all prints, which stand by their ids."""
    order = sorted(range(len(prints)), key=lambda n: (*said_order(prints[n].day), n))
    packed = array("Q")
    for place, n in enumerate(order):
        packed.extend(shingle << 32 | place for shingle in prints[n].sampled)
    return Shingles(np.sort(np.frombuffer(packed, dtype=np.uint64)), order, [place_of(prints[n]) for n in order])


def candidates(sampled: Shingles) -> list[tuple[int, int]]:
    """Pairs of texts, by number, that share more than a turn of phrase."""
    held, order = sampled.held, sampled.order
    shingles = held >> np.uint64(32)
    ends = np.append(np.flatnonzero(shingles[1:] != shingles[:-1]) + 1, len(held))
    starts = np.append(0, ends[:-1])
    many = ends - starts > 1
    shared: Counter[tuple[int, int]] = Counter()
    for start, end in zip(starts[many].tolist(), ends[many].tolist(), strict=True):
        numbers = [order[place] for place in (held[start:end] & np.uint64(_PLACE)).tolist()]
        reach = len(numbers) if len(numbers) <= COMMON else 1
        for i, a in enumerate(numbers):
            shared.update((min(a, b), max(a, b)) for b in numbers[i + 1 : i + 1 + reach])
    return sorted(pair for pair, count in shared.items() if count >= CANDIDATE)


def is_copy(one: Print, other: Print) -> bool:
    """Whether the two print one story; no matter which of them did first."""
    least, both = min(len(one.own), len(other.own)), len(one.own & other.own)
    if least < _LEAST or not both:
        return False
    contained, alike = both / least, both / len(one.own | other.own)
    if one.day is not None and other.day is not None and abs(one.day - other.day) > _LATE:
        much = least >= _LONG and alike >= _AGAIN and not _other_figures(one, other)
    else:
        much = (
            alike >= _ALIKE
            or (contained >= _CONTAINED and alike >= _SIZE)
            or (contained >= _CUT and alike >= _CUT_SIZE)
        )
    return much and not _one_form(one, other, least < _SHORT)


def _one_form(one: Print, other: Print, short: bool) -> bool:
    """Whether two texts are alike only because one form was filled in twice."""
    if short and (_own_figures(one, other) or (_begins_apart(one, other) and _begins_apart(other, one))):
        return True
    if short and _titled_apart(one, other):
        return True
    return min(_slots(one, other), _slots(other, one)) >= _SLOTS


def _other_figures(one: Print, other: Print) -> bool:
    """Whether each text has, anywhere, a figure that the other lacks."""
    mine, theirs = ({word for word in print.words if word[0].isdigit()} for print in (one, other))
    return bool(mine - theirs and theirs - mine)


def _own_figures(one: Print, other: Print) -> bool:
    """Whether each text has, in a sentence that both share, a figure that the other lacks."""
    return all(
        any(name[:1].isdigit() and _unknown(name, second) for _, names in _both_have(first, second) for name in names)
        for first, second in ((one, other), (other, one))
    )


def _begins_apart(one: Print, other: Print) -> bool:
    """Whether the one's first sentence names somebody, or a figure, that the other lacks."""
    first = next((names for shingles, names in one.sentences if len(shingles) >= _SENTENCE), ())
    return any(_unknown(name, other) for name in first)


def _titled_apart(one: Print, other: Print) -> bool:
    """Whether two titles in much the same words each name somebody whom the other text, its title too, never names."""
    mine, theirs = (fold(each.report.title or "").split() for each in (one, other))
    both = len(set(mine) & set(theirs))
    if not both or both < _TITLED_ALIKE * max(len(set(mine)), len(set(theirs))):
        return False
    return all(
        any(_unknown(name, second) and not set(words) & set(name.split()) for name in _names(first.report.title or ""))
        for first, second, words in ((one, other, theirs), (other, one, mine))
    )


def _unknown(name: str, other: Print) -> bool:
    return bool(name) and not other.words & set(name.split())


def _slots(one: Print, other: Print) -> float:
    """Of the sentences that the one shares with the other, the part with a name or figure that the other lacks."""
    same = [any(_unknown(name, other) for name in names) for _, names in _both_have(one, other)]
    return sum(same) / len(same) if same else 0.0


def _both_have(one: Print, other: Print) -> Iterator[tuple[frozenset[int], tuple[str, ...]]]:
    """The sentences of the one of which a part stands in the other."""
    for shingles, names in one.sentences:
        if len(shingles) >= _SENTENCE and len(shingles & other.shingles) >= _SAME_SENTENCE * len(shingles):
            yield shingles, names


def _groups(prints: _Ready, pairs: Sequence[tuple[int, int]]) -> list[list[int]]:
    """Reports that print one story. A pair joins two groups only if their longest texts are copies too."""
    parent = {n: n for pair in pairs for n in pair}
    longest = dict(parent)
    copies = {
        (a, b): len(prints[a].own & prints[b].own)
        for a, b in prints.pairs_along_time(pairs)
        if is_copy(prints[a], prints[b])
    }
    for a, b in sorted(copies, key=lambda p: (-copies[p], p)):
        x, y = sorted((_root(parent, a), _root(parent, b)))
        if x == y:
            continue
        one, other = sorted((longest[x], longest[y]))
        if (one, other) in copies or is_copy(prints[one], prints[other]):
            parent[y] = x
            longest[x] = max(one, other, key=lambda n: (prints[n].length, -n))
    groups: defaultdict[int, list[int]] = defaultdict(list)
    for n in sorted(parent):
        groups[_root(parent, n)].append(n)
    return [members for members in groups.values() if len(members) > 1]


def _shared_paragraphs(
    prints: _Ready, pairs: Sequence[tuple[int, int]]
) -> dict[str, tuple[tuple[int, int, frozenset[str]], ...]]:
    """Spans of paragraphs, by report, that other reports print too, with those reports."""
    near: defaultdict[int, list[int]] = defaultdict(list)
    for a, b in pairs:
        near[a].append(b)
        near[b].append(a)
    found: dict[str, tuple[tuple[int, int, frozenset[str]], ...]] = {}
    for n in prints.along_time(near):
        rows = []
        for start, end, own in _paragraphs(prints[n].report):
            others = (m for m in near[n] if len(own & prints[m].own) >= _SHARED * len(own))
            holders = frozenset(prints[m].report.id for m in others)
            if holders:
                rows.append((start, end, holders))
        if rows:
            found[prints[n].report.id] = tuple(rows)
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
