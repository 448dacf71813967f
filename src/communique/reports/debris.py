"""Marks what on a page is not the report: menus, offers, other stories, captions, legal lines.

Invariant: nothing is cut out. What comes back are spans into the text, sorted, free of overlaps,
inside the text, not empty, each with one of the reasons documented in `data/debris.toml`; the same
text always gives the same spans.

Losing a sentence of the report costs more than keeping a line of debris. So a line goes if a phrase
or shape gives it away and its surroundings do not speak against it, or if the learnt weights leave
little doubt; running text needs less doubt still.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from communique.model import Removed
from communique.reports.debris_marks import (
    AGO,
    FULL_DATE,
    GLUED,
    RUN_IN_STAMP,
    STAMP,
    list_labels,
    parts,
    phrase_mark,
    sentence_marks,
    shape_mark,
)
from communique.reports.debris_weights import Weights, probabilities
from communique.reports.lines import Line, is_entry, names_paper, plain, read_lines

_ENDED = re.compile(r"[.!?…:;][\"'”’)\]]*(?: ?[(\[][A-Z][\w .&\-]{1,30}[)\]])?$|[”\"]$|\. ?-{1,3} ?[A-Z]\w+$")
_COMMON = frozenset(
    (
        *(
            "the",
            "a",
            "an",
            "of",
            "to",
            "in",
            "and",
            "that",
            "is",
            "was",
            "for",
            "on",
            "with",
            "he",
            "she",
            "it",
            "they",
        ),
        *("said", "has", "have", "had", "be", "by", "at", "as", "from", "his", "her", "their", "who", "which"),
    )
)
_WORDS = re.compile(r"\w[\w'\-]*\w")
_BY = re.compile(r"^by[: \u00a0]+\S", re.I)
_SOURCE = re.compile(r"^(?i:source|via|agency|agencies)\s?:\s?\S|^Source[A-Z]")
_PUBLISHED = re.compile(
    r"^\W*(?:first |last |originally )?(?:published|posted|updated|modified|created|date|issued)\b", re.I
)
_QUOTES = '"“‘«'
_CAPTION_HEADING_WORDS, _HEADING_WORDS = 6, 14
_DOUBT, _TEXT_DOUBT, _MARK_DOUBT = 0.35, 0.2, 0.85
_DUMP_DOUBT, _DUMP_TEXT_DOUBT = 0.5, 0.4
_WITNESSES = 6
_DUMP_CHANCE, _DUMP_LINES = 0.1, 15
_FEWEST, _MOST = 5, 20_000
_LISTED, _HEADLINE_WORDS = 3, 18
_SLIDE, _SLIDES = 40, 3
"""A caption is this long at least, and a show has so many that stand twice, with no more between two of them."""
_LEAD_SHARED = 0.35
"""Running text above the sure story is its first paragraph if this much of what it speaks of is taken up there."""
_DATELINE = re.compile(
    r"[A-Z][A-Z.'’\-]{2,30}(?: [A-Z][A-Z.'’\-]{0,30}){0,2}(?:,? [A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?)?"
    r" ?(?:\([A-Z][\w ]{1,20}\) ?)?(?:[–—-]{1,2}|:) "
)
"""A paragraph that opens with a dateline is a story's first."""
_HEADLINE_ABOVE, _BYLINE_REACH = 12, 8


def mark_debris(text: str, *, title: str | None = None, weights: Weights | None = None) -> tuple[Removed, ...]:
    """The spans of `text` that are not the report, with reasons; lines equal to `title` are never taken.

    `text` is plain text as it was scraped or dumped, one paragraph a line, with or without blank
    lines between, or hard-wrapped. `weights` are those of another training (the shipped ones if None).
    Time is linear in the length of the text.
    """
    lines = read_lines(text)
    chances = _chances(text, lines, weights)
    reasons: list[str | None] = []
    partial: list[Removed] = []
    for line, chance in zip(lines, chances, strict=True):
        reason, inside = _line_marks(line, chance)
        reasons.append(reason)
        if reason is None:
            partial.extend(inside)
    _slides(lines, reasons)
    _caption_headings(lines, reasons)
    _listed(lines, reasons)
    _bylines(lines, reasons, chances)
    kept = _headlines(lines, reasons, chances, plain(title) if title else None)
    kept |= _papers(lines, reasons)
    _doubtful(lines, reasons, chances, kept)
    whole = [Removed(line.start, line.end, reason) for line, reason in zip(lines, reasons, strict=True) if reason]
    return _merged(text, [*whole, *partial])


def prose(line: Line) -> bool:
    """Whether a line reads as running text: long enough, ended, with the small words of a sentence."""
    words = line.text[:2000].split()
    if len(words) < 8 or not _ENDED.search(line.text[-40:]):
        return False
    small = sum(word.lower() in _COMMON for word in words)
    return small >= 2 or sum(word[0].islower() for word in words) * 2 >= len(words)


@dataclass(frozen=True, slots=True)
class _Chance:
    """How likely a line is the report, and whether the page is one on which that can be told."""

    value: float
    known: bool


def _chances(text: str, lines: Sequence[Line], weights: Weights | None) -> list[_Chance]:
    if not _FEWEST <= len(lines) <= _MOST:
        return [_Chance(0.5, False)] * len(lines)
    return [_Chance(value, True) for value in probabilities(text, lines, weights)]


def _line_marks(line: Line, chance: _Chance) -> tuple[str | None, list[Removed]]:
    """The reason why a whole line goes by what it says, or else the parts of it that do."""
    named = phrase_mark(line)
    if named and not (chance.known and chance.value >= _MARK_DOUBT):
        return named, []
    shaped = shape_mark(line)
    if shaped:
        return shaped, []
    sentences = sentence_marks(line)
    if sentences:
        telling = [(start, end, why) for start, end, why in sentences if why]
        short = line.text.count(" ") < 30 and len(sentences) <= 2
        if short or len(telling) * 5 >= len(sentences) * 2:
            return telling[0][2], []
        return None, [Removed(start, end, why) for start, end, why in telling]
    if len(line.text) <= 20_000 and STAMP.search(line.text) and not RUN_IN_STAMP.match(line.text):
        return _stamped(line), []
    if _run_together(line):
        return "related headlines", []
    return None, [Removed(start, end, why) for start, end, why in parts(line)]


def _stamped(line: Line) -> str | None:
    """Headlines run together with time stamps: what stands between stamps goes unless it is running text."""
    stamps = len(STAMP.findall(line.text))
    rest = STAMP.sub(" ", line.text).strip()
    words = len(rest.split())
    if words <= 2:
        return None
    if prose(Line(line.start, line.end, rest, "", 0, False)) or words > 30 * stamps:
        return None
    return "byline" if _BY.match(line.text) or _PUBLISHED.match(line.text) else "related headlines"


def _run_together(line: Line) -> bool:
    """Whether headlines run together with days or with how long ago they were put up."""
    if len(line.text) > 2_000 or prose(line) or _BY.match(line.text) or _PUBLISHED.match(line.text):
        return False
    rest, days = GLUED.subn(" ", line.text)
    rest, ages = AGO.subn(" ", rest)
    return (days > 0 or ages > 1) and rest.count(" ") >= 5


def _slides(lines: Sequence[Line], reasons: list[str | None]) -> None:
    """The captions of a slide show, each printed twice in a row, with those between that stand once.

    Not so where hardly any story would be left: then it is the story that stands twice.
    """
    twice = [n for n in range(1, len(lines)) if lines[n].text == lines[n - 1].text and len(lines[n].text) >= _SLIDE]
    shows: list[list[int]] = []
    for number in twice:
        if not shows or number > shows[-1][-1] + _SLIDES + 1:
            shows.append([])
        shows[-1].append(number)
    for show in shows:
        begin, end = show[0] - 1, show[-1] + 1
        if len(show) >= _SLIDES and sum(map(prose, (*lines[:begin], *lines[end:]))) >= _SLIDES:
            reasons[begin:end] = ["caption"] * (end - begin)


def _caption_headings(lines: Sequence[Line], reasons: list[str | None]) -> None:
    """A few words without a stop right above a caption name the picture, not a part of the story."""
    for number in range(1, len(lines)):
        above = lines[number - 1]
        close = lines[number].blanks == 0 and (above.blanks > 0 or number == 1)
        if reasons[number] == "caption" and reasons[number - 1] is None and close:
            words = above.text.split()
            if len(words) <= _CAPTION_HEADING_WORDS and not _ENDED.search(above.text):
                reasons[number - 1] = "caption"


def _listed(lines: Sequence[Line], reasons: list[str | None]) -> None:
    """The few headlines right under a label that opens a list of other stories, up to the next running text.

    Not above the story, where the headline after a section's name is its own.
    """
    left, begun = 0, False
    for number, line in enumerate(lines):
        if line.key in list_labels():
            left = _LISTED if begun else 0
        elif reasons[number] is None:
            running = prose(line)
            listed = left > 0 and not running and not _ENDED.search(line.text)
            listed = listed and 3 <= line.text.count(" ") + 1 <= _HEADLINE_WORDS
            left, begun = left - 1 if listed else 0, begun or running
            reasons[number] = "related headlines" if listed else None


def _bylines(lines: Sequence[Line], reasons: list[str | None], chances: Sequence[_Chance]) -> None:
    """Who wrote it, for whom and when: right above the story, or anywhere on a line that is nothing else."""
    body = _body(lines, reasons, chances)
    first = body[0] if body else len(lines)
    for number, line in enumerate(lines):
        words = line.text.split()
        short = len(line.text) <= 160 and len(words) <= 16 and line.text[0] not in _QUOTES
        listed = is_entry(line) and not _PUBLISHED.match(line.text)
        if not short or listed or reasons[number] not in (None, "related headlines"):
            continue
        dated = FULL_DATE.search(line.text) or AGO.search(line.text) or STAMP.search(line.text)
        lower = sum(word.islower() and len(word) > 3 for word in words)
        if dated and first - _BYLINE_REACH <= number <= first + 1 and lower <= 3 and not _ENDED.search(line.text):
            reasons[number] = "byline"
        elif reasons[number] is not None or _ENDED.search(line.text):
            continue
        elif dated and len(words) <= 14:
            lonely = len(re.findall(r"[^\W\d_]{4,}", FULL_DATE.sub(" ", line.text))) <= 3
            listed = any(STAMP.search(other.text[:500]) for other in lines[number + 1 : number + 2])
            if listed and number > first:
                reasons[number] = "related headlines"
            elif lonely or _BY.match(line.text) or _PUBLISHED.match(line.text):
                reasons[number] = "byline"
        elif (_BY.match(line.text) or _SOURCE.match(line.text)) and len(words) <= 8:
            reasons[number] = "byline"


def _headlines(
    lines: Sequence[Line], reasons: Sequence[str | None], chances: Sequence[_Chance], title: str | None
) -> set[int]:
    """The lines above the story that are its own headline and standfirst: they speak of what the story speaks of."""
    kept = {number for number, line in enumerate(lines) if title and plain(line.text[:400]) == title}
    body = _body(lines, reasons, chances)
    if kept or not body:
        return kept
    first = body[0]
    subject = {word for line in lines[first : first + 12] for word in _content(line)}
    best: tuple[float, int] | None = None
    for number in range(max(0, first - _HEADLINE_ABOVE), first):
        if reasons[number] is None and prose(lines[number]) and _DATELINE.match(lines[number].text[:80]):
            kept.update(n for n in range(number, first) if reasons[n] is None and prose(lines[n]))
        words = _content(lines[number])
        if reasons[number] is None and 4 <= len(lines[number].text.split()) <= 60 and len(words) >= 3:
            shared = len(words & subject) / len(words)
            if prose(lines[number]) and shared >= _LEAD_SHARED:
                kept.add(number)
            elif shared >= 0.5 and (best is None or shared > best[0]):
                best = (shared, number)
    if best:
        under = best[1] + 1
        kept.update((best[1], under) if reasons[under] is None and prose(lines[under]) else (best[1],))
    return kept


def _papers(lines: Sequence[Line], reasons: Sequence[str | None]) -> set[int]:
    """A list of what was signed, under a line of the story that ends with a colon; it looks like a menu."""
    found: set[int] = set()
    for number in range(1, len(lines)):
        above = lines[number - 1]
        opened = reasons[number - 1] is None and above.text.endswith(":") and above.text.count(" ") >= _OPENING
        if (opened or number - 1 in found) and names_paper(lines[number].text):
            found.add(number)
    return found


_OPENING = 5


def _content(line: Line) -> set[str]:
    return {word.removesuffix("'s") for word in _WORDS.findall(plain(line.text[:2000])) if len(word) > 3}


def _doubtful(lines: Sequence[Line], reasons: list[str | None], chances: Sequence[_Chance], kept: set[int]) -> None:
    """Take what no mark gives away but the learnt weights do, where marks bear witness that there is debris at all.

    Above the story and under it one mark on that side is enough; in its midst the page must be full of them.
    A list of names in a clean text therefore stays. Nothing goes if no report would be left.
    """
    for number in kept:
        reasons[number] = None
    body = _body(lines, reasons, chances)
    if not body:
        return
    first, last = body[0], body[-1]
    known = [number for number, reason in enumerate(reasons) if reason not in (None, "byline")]
    dump = _is_dump(lines, chances)
    above, below = dump or any(n < first for n in known), dump or any(n > last for n in known)
    doubt, text_doubt = (_DUMP_DOUBT, _DUMP_TEXT_DOUBT) if dump else (_DOUBT, _TEXT_DOUBT)
    comments = False
    for number, line in enumerate(lines):
        if reasons[number] == "comment form" and number > first:
            comments = True
        if reasons[number] is not None or number in kept or not chances[number].known:
            continue
        witnessed = above if number < first else below if number > last else dump or len(known) >= _WITNESSES
        running = prose(line)
        if witnessed and chances[number].value < (text_doubt if running else doubt):
            reasons[number] = _kind(line, running, number > last, comments and number > last)
    _between(lines, reasons, kept)


def _body(lines: Sequence[Line], reasons: Sequence[str | None], chances: Sequence[_Chance]) -> list[int]:
    """The lines that are surely the story's running text, or the likeliest one; empty if there is no running text."""
    text = [n for n, line in enumerate(lines) if reasons[n] is None and prose(line)]
    sure = [number for number in text if chances[number].value >= 0.5]
    return sure or sorted(text, key=lambda number: -chances[number].value)[:1]


def _is_dump(lines: Sequence[Line], chances: Sequence[_Chance]) -> bool:
    """Whether a text is a whole page, menus and all: most of its lines are surely not the story, many a word or two."""
    away = [number for number, chance in enumerate(chances) if chance.value < _DUMP_CHANCE]
    return len(away) * 2 >= len(lines) and sum(lines[n].text.count(" ") < 5 for n in away) >= _DUMP_LINES


def _between(lines: Sequence[Line], reasons: list[str | None], kept: set[int]) -> None:
    """A line without a stop between two that go is the second's heading or the first's end, and goes with it."""
    for number in range(1, len(lines) - 1):
        if reasons[number] is not None or number in kept or _ENDED.search(lines[number].text):
            continue
        before, after = reasons[number - 1], reasons[number + 1]
        if before and after and "byline" not in (before, after) and lines[number].text.count(" ") < _HEADING_WORDS:
            reasons[number] = after if after not in ("caption", "player") else before


def _kind(line: Line, running: bool, below: bool, comments: bool) -> str:
    if comments and running:
        return "comment form"
    if running:
        return "other story"
    if line.text.count(" ") >= 4 and (below or STAMP.search(line.text[:500]) or AGO.search(line.text[:500])):
        return "related headlines"
    return "navigation"


def _merged(text: str, spans: Sequence[Removed]) -> tuple[Removed, ...]:
    found: list[Removed] = []
    for span in sorted(spans, key=lambda s: (s.start, -s.end)):
        last = found[-1] if found else None
        if last and last.reason == span.reason and not text[last.end : span.start].strip():
            found[-1] = Removed(last.start, max(last.end, span.end), last.reason)
        elif not last or span.start >= last.end:
            found.append(span)
    return tuple(found)
