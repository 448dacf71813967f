"""Quotation marks paired: which stretches of a report's kept text stand between marks.

Invariant: a `Quoted` stretch lies inside one paragraph, holds at least one letter or digit, carries no
marks at its ends, and outermost stretches of a report are sorted and free of overlaps.

Straight marks say nothing of their direction, apostrophes look like closing marks, and a speech over
several paragraphs opens each of them and closes only the last: those three are decided here and nowhere else.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from communique.claims.parsing import Paragraph

_MARK = re.compile(r"''|``|[\"“”„‟«»‘’‚']")
_LABEL = re.compile(r"(?:Q|A|Question|Answer|[A-Z][A-Z.'’\- ]{2,40})(?: \([^()]{1,40}\))?: {0,4}(?=\S)")
_LOOSE = re.compile(r"[A-Z][\w.'’\-]{1,20}(?: [A-Z][\w.'’\-]{1,20}){0,3}: {0,4}(?=\S)")
"""A name for a label, in small letters: only where questions are marked as such ("Q: ...")."""
_ASKING = frozenset({"Q", "Question", "QUESTION"})
_TURNS = 4
_DEEPEST = 6
_OPENERS = frozenset("“„«``")
_CLOSERS = frozenset({"”", "»", "''"})
_BEFORE_OPENING = frozenset("([{—–-/:…,.;?!\"“‘'„«")
_SINGLE = frozenset("‘’'‚")


@dataclass(frozen=True, slots=True)
class Quoted:
    """What stands between a pair of marks: `start`..`end` without them, `outer_start`..`outer_end` with them.

    `paragraph` counts the paragraphs of the parsed report. `closed` is false where the paragraph ends first:
    then the speech goes on in the next paragraph if that opens with a mark (`goes_on`). A `turn` is a turn of a
    transcript ("MS. LEE: We agreed."): it has no marks, and its label stands before it or before the turn it goes on.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    paragraph: int
    single: bool
    closed: bool
    goes_on: bool
    turn: bool = False

    def covers(self, offset: int) -> bool:
        """Whether a place in the report is between these marks."""
        return self.outer_start <= offset < self.outer_end


@dataclass(slots=True)
class _Open:
    at: int
    width: int
    single: bool


def find_quoted(paragraphs: Sequence[Paragraph]) -> tuple[Quoted, ...]:
    """The outermost stretches between quotation marks, in reading order, with offsets in the report."""
    found: list[Quoted] = []
    labels = [_LABEL.match(paragraph.text) for paragraph in paragraphs]
    if any(label and label.group().rstrip(" :") in _ASKING for label in labels):
        labels = [label or _LOOSE.match(each.text) for label, each in zip(labels, paragraphs, strict=True)]
    transcript = _is_transcript([label.group() for label in labels if label], len(paragraphs))
    speaking = False
    for number, paragraph in enumerate(paragraphs):
        label = labels[number]
        speaking = transcript and (label is not None or (speaking and any(map(str.islower, paragraph.text))))
        if speaking:
            low, high = _trim(paragraph.text, label.end() if label else 0, len(paragraph.text))
            if low < high:
                low, high = paragraph.start + low, paragraph.start + high
                found.append(Quoted(low, high, low, high, number, False, True, False, turn=True))
            continue
        follows = paragraphs[number + 1].text if number + 1 < len(paragraphs) else ""
        found.extend(_in_paragraph(paragraph, number, _opens_with_mark(follows)))
    return tuple(found)


def _is_transcript(labels: Sequence[str], paragraphs: int) -> bool:
    """Whether labels make a talk of two or more, and not "READ MORE:" here and there in a report."""
    again = sum(count > 1 for count in Counter(labels).values())
    return len(labels) >= _TURNS and len(labels) * 5 >= paragraphs and (again >= 2 or len(labels) * 2 >= paragraphs)


def _opens_with_mark(text: str) -> bool:
    return text[:1] in {"“", '"', "„", "«"} or text[:2] in {"''", "``"}


def _in_paragraph(paragraph: Paragraph, number: int, mark_follows: bool) -> Iterator[Quoted]:
    text = paragraph.text
    stack: list[_Open] = []
    spans: list[tuple[_Open, int, int, bool]] = []
    last_single = _last_single_closer(text)
    for mark in _MARK.finditer(text):
        single = mark.group() in _SINGLE
        way = _direction(text, mark.start(), mark.end(), stack, last_single)
        if way == "open" and len(stack) < _DEEPEST:
            stack.append(_Open(mark.start(), mark.end() - mark.start(), single))
        elif way == "close":
            depth = next((n for n in range(len(stack) - 1, -1, -1) if stack[n].single == single), None)
            if depth is None:
                continue
            opened = stack[depth]
            del stack[depth:]
            if not stack:
                spans.append((opened, mark.start(), mark.end(), True))
    spans.extend(_unclosed(text, stack, mark_follows))
    reach = 0
    for opened, close, after, closed in spans:
        if opened.at < reach:
            continue
        low, high = _trim(text, opened.at + opened.width, close)
        if low < high:
            reach = after
            here = paragraph.start
            yield Quoted(
                here + low,
                here + high,
                here + opened.at,
                here + after,
                number,
                opened.single,
                closed,
                not closed and mark_follows,
            )


def _unclosed(text: str, stack: Sequence[_Open], mark_follows: bool) -> Iterator[tuple[_Open, int, int, bool]]:
    """A double mark never closed runs to the paragraph's end, if the speech goes on or fills the paragraph."""
    outermost = next((o for o in stack if not o.single), None)
    if outermost is not None and (mark_follows or outermost.at == 0):
        yield outermost, len(text), len(text), False


def _trim(text: str, low: int, high: int) -> tuple[int, int]:
    while low < high and text[low].isspace():
        low += 1
    while high > low and text[high - 1].isspace():
        high -= 1
    return (low, high) if any(c.isalnum() for c in text[low:high]) else (low, low)


def _last_single_closer(text: str) -> int:
    """Where the last single mark stands that could close a quotation, or -1: no use to open one after it."""
    for at in range(len(text) - 1, 0, -1):
        if text[at] in "’'" and not text[at - 1].isspace() and not text[at + 1 : at + 2].isalnum():
            return at
    return -1


def _direction(
    text: str, start: int, end: int, stack: Sequence[_Open], last_single: int
) -> Literal["open", "close", "none"]:
    mark = text[start:end]
    before, after = text[start - 1 : start], text[end : end + 1]
    open_single = any(o.single for o in stack)
    if mark in _SINGLE:
        return _single_direction(mark, text, start, last_single, open_single)
    if mark in _OPENERS:
        return "open"
    if mark in _CLOSERS and mark != "''":
        return "close"
    can_open = (not before or before.isspace() or before in _BEFORE_OPENING) and bool(after) and not after.isspace()
    if not any(not o.single for o in stack):
        return "open" if can_open or (bool(after) and not after.isspace() and not before.isalnum()) else "none"
    if before.isspace() and after and not after.isspace():
        return "open"
    return "close"


def _single_direction(
    mark: str, text: str, start: int, last_single: int, open_single: bool
) -> Literal["open", "close", "none"]:
    before, after = text[start - 1 : start], text[start + 1 : start + 2]
    free_before = not before or before.isspace() or before in _BEFORE_OPENING
    if mark in "‘‚'" and free_before and after and not after.isspace():
        opens = start < last_single and not (after.isdigit() and mark == "'") and not open_single
        return "open" if opens and not _clipped(text, start) else "none"
    if mark in "’'" and open_single and not after.isalnum() and not before.isspace():
        # "the leaders’ talks" inside single marks: a plural's apostrophe, if another mark closes later
        plural = before == "s" and after.isspace() and text[start + 2 : start + 3].islower() and start < last_single
        return "none" if plural else "close"
    return "none"


def _clipped(text: str, start: int) -> bool:
    """Whether the mark stands for letters left out: 'em, 'tis, ’cause."""
    return bool(re.match(r"(?:em|tis|twas|til|cause|bout|round|n)\b", text[start + 1 : start + 8]))
