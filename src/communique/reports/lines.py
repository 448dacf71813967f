"""Lines of a page's text: the units in which debris is told from report.

Invariant: lines are in order, do not overlap, hold no break but where a hard wrap was joined, and
`text[line.start:line.end]` is the line as it stands, without the white space around it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_ROW = re.compile(r"[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "\u00a0": " ", "\u2009": " ", "“": '"', "”": '"'})
_LEAD = re.compile(r"^(?:[*+•·●○◦▪■□►▶▸♦◆»>|#\-–—_~o]\s+|[*•·●○◦▪■□►▶▸♦◆»|#_]+\s*)+")
_TRAIL = " \t:.…!»›>→|*#_-–—,"
_WRAP_NARROWEST, _WRAP_WIDEST = 45, 110
_LONGEST_KEY = 400


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its place in the text, its words as they stand, and how many blank lines stand before it.

    `key` is what phrases are compared with: lower case, straight apostrophes, single spaces, no
    bullet, no closing punctuation; of a long line, only its beginning.
    """

    start: int
    end: int
    text: str
    key: str
    blanks: int
    bullet: bool


def read_lines(text: str) -> tuple[Line, ...]:
    """The lines of a text that hold more than white space; hard-wrapped paragraphs come back as one line."""
    rows: list[tuple[int, int]] = []
    for found in _ROW.finditer(text):
        row = found.group()
        stripped = row.strip()
        if stripped:
            start = found.start() + len(row) - len(row.lstrip())
            rows.append((start, start + len(stripped)))
    spans = _joined(text, rows)
    lines: list[Line] = []
    before = 0
    for start, end in spans:
        body = text[start:end]
        head = body[:_LONGEST_KEY]
        lead = _LEAD.match(head)
        blanks = max(0, text.count("\n", before, start) - 1) if lines else 0
        lines.append(Line(start, end, body, _key(head[lead.end() :] if lead else head), blanks, lead is not None))
        before = end
    return tuple(lines)


_ENTRY = re.compile(r"\W{0,4}[A-Z][^:\d\n]{2,60}: ?(?:from )?\d")


def is_entry(line: Line) -> bool:
    """Whether a line is one of a list that tells something by its name and day: "• Chile: 2nd - 4th May 2017"."""
    return line.bullet and _ENTRY.match(line.text) is not None


_PAPER = re.compile(
    r"\W{0,3}(?:\d{1,2}[.)] ?)?(?:the |an? )?(?:[\w-]{1,20} ){0,4}(?:agreement|memorand(?:um|a)|mou|protocol|treaty"
    r"|contract|convention|declaration|joint statement|letter of intent|roadmap|road map|plan|programme|program)\b",
    re.IGNORECASE,
)


def names_paper(text: str) -> bool:
    """Whether a line begins with the name of a paper, as lists of what was signed do ("- Agreement on tourism;")."""
    return _PAPER.match(text[:120]) is not None


def plain(text: str) -> str:
    """Text for comparing phrases with: lower case, straight apostrophes and quotes, single spaces."""
    return " ".join(text.translate(_APOSTROPHES).lower().split())


def _key(text: str) -> str:
    return plain(text).strip(_TRAIL)


def wrap_width(text: str, rows: Sequence[tuple[int, int]]) -> int | None:
    """The width to which a text was wrapped by hand or machine; None if it was not.

    A text counts as wrapped if its rows stay within one width that many of them nearly fill, and a
    good part of them stop in the middle of a sentence.
    """
    lengths = [end - start for start, end in rows if _breakable(text[start : min(end, start + 400)])]
    if len(lengths) < 3:
        return None
    width = sorted(lengths)[max(0, int(len(lengths) * 0.98) - 1)]
    if not _WRAP_NARROWEST <= width <= _WRAP_WIDEST:
        return None
    long = [(start, end) for start, end in rows if end - start >= 0.75 * width]
    open_ended = sum(1 for _, end in long if text[end - 1].isalnum() or text[end - 1] in ",;-–—’'")
    return width if len(long) >= 2 and len(long) * 5 >= len(rows) and open_ended * 2 >= len(long) else None


def _breakable(row: str) -> bool:
    return " " in row and max(map(len, row.split())) < 30


def _joined(text: str, rows: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    width = wrap_width(text, rows)
    if width is None:
        return list(rows)
    spans: list[tuple[int, int]] = []
    last: tuple[int, int] | None = None
    for start, end in rows:
        if last is not None and _goes_on(text, last, (start, end), width):
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
        last = (start, end)
    return spans


def _goes_on(text: str, row: tuple[int, int], following: tuple[int, int], width: int) -> bool:
    gap = text[row[1] : following[0]].replace("\r\n", "\n")
    if gap.count("\n") + gap.count("\r") > 1 or _LEAD.match(text[following[0] : following[0] + 8]):
        return False
    first = text[following[0] : following[1]].split(None, 1)[0]
    if first[0].islower():
        return True
    full = row[1] - row[0] + 1 + len(first)
    return full > width or (full > 0.8 * width and text[row[1] - 1] not in '.!?"”:')
