"""Marks what on a page is not the report: menus, offers, other stories, captions, legal lines.

Invariant: nothing is cut out. What comes back are spans into the text, sorted, free of overlaps,
inside the text, not empty, each with one of the reasons documented in `data/debris.toml`; the same
text always gives the same spans.

Losing a sentence of the report costs more than keeping a line of debris, so a line goes only if a
phrase or shape gives it away, or if its place and its neighbours leave little doubt.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from communique.model import Removed
from communique.reports.debris_marks import AGO, FULL_DATE, STAMP, credit_spans, phrase_mark, sentence_marks, shape_mark
from communique.reports.lines import Line, plain, read_lines

_ENDED = re.compile(r"[.!?…:;][\"'”’)\]]*$|[”\"]$|\((?:AFP|AP|Reuters)\)$|\. ?-{1,3} ?[A-Z]\w+$")
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
_BY = re.compile(r"^by[: \u00a0]+\S", re.I)
_PUBLISHED = re.compile(
    r"^(?:first )?(?:published|posted|updated|last updated|last modified|created|date|issued)\b", re.I
)
_CAPTION_HEADING_WORDS = 6


def mark_debris(text: str, *, title: str | None = None) -> tuple[Removed, ...]:
    """The spans of `text` that are not the report, with reasons; lines equal to `title` are never taken.

    `text` is plain text as it was scraped or dumped, one paragraph a line, with or without blank
    lines between, or hard-wrapped. Time is linear in the length of the text.
    """
    lines = read_lines(text)
    wanted = plain(title) if title else None
    reasons: list[str | None] = []
    partial: list[Removed] = []
    for line in lines:
        if wanted and plain(line.text[:400]) == wanted:
            reasons.append(None)
            continue
        reason, inside = _line_marks(line)
        reasons.append(reason)
        if reason is None:
            partial.extend(inside)
    _caption_headings(lines, reasons)
    _bylines(lines, reasons)
    _tail(lines, reasons)
    whole = [Removed(line.start, line.end, reason) for line, reason in zip(lines, reasons, strict=True) if reason]
    return _merged(text, [*whole, *partial])


def prose(line: Line) -> bool:
    """Whether a line reads as running text: long enough, ended, with the small words of a sentence."""
    words = line.text[:2000].split()
    if len(words) < 8 or not _ENDED.search(line.text[-40:]):
        return False
    return sum(word.lower() in _COMMON for word in words) >= 2


def _line_marks(line: Line) -> tuple[str | None, list[Removed]]:
    reason = phrase_mark(line) or shape_mark(line)
    if reason:
        return reason, []
    sentences = sentence_marks(line)
    if sentences:
        telling = [s for s in sentences if s[2]]
        short = line.text.count(" ") < 30 and len(sentences) <= 2
        if short or len(telling) * 5 >= len(sentences) * 2:
            return telling[0][2], []
        return None, [Removed(start, end, why) for start, end, why in telling if why]
    if len(line.text) <= 20_000 and STAMP.search(line.text):
        return _stamped(line)
    return None, [Removed(start, end, "photo credit") for start, end in credit_spans(line)]


def _stamped(line: Line) -> tuple[str | None, list[Removed]]:
    """Headlines run together with time stamps: what stands between stamps goes unless it is running text."""
    stamps = list(STAMP.finditer(line.text))
    rest = STAMP.sub(" ", line.text).strip()
    if not rest or len(rest.split()) <= 2:
        return None, []
    if not prose(Line(line.start, line.end, rest, "", 0, False)) and len(rest.split()) <= 30 * len(stamps):
        return ("byline" if _BY.match(rest) or _PUBLISHED.match(rest) else "related headlines"), []
    return None, []


def _caption_headings(lines: Sequence[Line], reasons: list[str | None]) -> None:
    """A few words without a stop right above a caption name the picture, not a part of the story."""
    for number in range(1, len(lines)):
        above = lines[number - 1]
        close = lines[number].blanks == 0 and (above.blanks > 0 or number == 1)
        if reasons[number] == "caption" and reasons[number - 1] is None and close:
            words = above.text.split()
            if len(words) <= _CAPTION_HEADING_WORDS and not _ENDED.search(above.text):
                reasons[number - 1] = "caption"


def _bylines(lines: Sequence[Line], reasons: list[str | None]) -> None:
    """Who wrote it and when, above the story or right under it."""
    for number, line in enumerate(lines):
        if reasons[number] is not None or len(line.text) > 160:
            continue
        words = line.text.split()
        dated = FULL_DATE.search(line.text) or AGO.search(line.text)
        if dated and len(words) <= 14 and not _ENDED.search(line.text):
            rest = FULL_DATE.sub(" ", line.text)
            lonely = len(re.findall(r"[^\W\d_]{4,}", rest)) <= 3
            if lonely or _BY.match(line.text) or _PUBLISHED.match(line.text):
                reasons[number] = "byline"
        elif _BY.match(line.text) and len(words) <= 8 and not _ENDED.search(line.text):
            reasons[number] = "byline"


def _tail(lines: Sequence[Line], reasons: list[str | None]) -> None:
    """Under the story's last sentence, what is no sentence goes once anything there is known debris."""
    last = max((n for n, line in enumerate(lines) if reasons[n] is None and prose(line)), default=None)
    if last is None or not any(reasons[n] not in (None, "byline", "caption") for n in range(last + 1, len(lines))):
        return
    stamped = any(STAMP.search(lines[n].text[:500]) for n in range(last + 1, len(lines)))
    for number in range(last + 1, len(lines)):
        if reasons[number] is None:
            reasons[number] = "related headlines" if stamped else "navigation"


def _merged(text: str, spans: Sequence[Removed]) -> tuple[Removed, ...]:
    found: list[Removed] = []
    for span in sorted(spans, key=lambda s: (s.start, -s.end)):
        last = found[-1] if found else None
        if last and last.reason == span.reason and not text[last.end : span.start].strip():
            found[-1] = Removed(last.start, max(last.end, span.end), last.reason)
        elif not last or span.start >= last.end:
            found.append(span)
    return tuple(found)
