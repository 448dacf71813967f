"""A web page: its whole visible text, and which of it is not the article.

Invariant: the text is that of the whole page. What trafilatura does not take for the article is
marked, not cut; where trafilatura's words cannot be found again in the text, nothing is marked here
and plain debris marking has to do alone.
"""

from __future__ import annotations

import itertools
import logging
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree
from trafilatura import bare_extraction
from trafilatura.settings import Document

from communique.model import Removed
from communique.reports.given_dates import given_day
from communique.reports.item import UnreadableError
from communique.reports.lines import names_paper
from communique.reports.page_metadata import page_metadata
from communique.reports.page_text import Heading, PageText, flat_text, page_text, page_tree, tag_sets

for _name in ("trafilatura", "htmldate", "courlan", "justext"):
    logging.getLogger(_name).addHandler(logging.NullHandler())

OUTSIDE = "outside the article"
"""The reason that the spans of this file carry."""

_LAYOUT = re.compile(r"[\s\u00ad\u200b\u2060\ufeff]+")
_FOUND_AGAIN = 0.75
"""Share of the article's characters that must be found in the page for the marking to be trusted."""
_HEAD = 1_200
"""How many characters may stand between headline and article: standfirst, byline, date, share bar."""
_DATE_LINE = 80
_DAY_LINE = re.compile(r"(?m)^\S.{3,78}\S$")
_SHORT = 25
_NEAR = 3_000
_MOST_TAGS = 150_000
_BREAKS = tag_sets()["article_breaks"]


@dataclass(frozen=True, slots=True)
class Page:
    """A page's text, the spans of it outside the article, and what the page says of itself."""

    text: str
    outside: tuple[Removed, ...] = ()
    given: Mapping[str, str] = field(default_factory=dict)


def read_page(markup: str, most: int) -> Page:
    """The page in `markup`: all its visible text, the article found in it, its metadata.

    Raises UnreadableError if the text has more than `most` characters, before time is spent on it.
    """
    tree = page_tree(markup)
    if tree is None or markup.count("<") > _MOST_TAGS:
        return Page(flat_text(markup))
    seen = page_text(tree)
    refuse_long(seen.text, most)
    given = page_metadata(tree, markup)
    article = list(_article(tree))
    kept = _kept(seen, article, given.get("title"))
    if kept is None:
        behind = page_text(tree, hidden=True)
        kept_behind = _kept(behind, article, given.get("title"))
        if kept_behind is not None:
            seen, kept = behind, kept_behind
    return Page(seen.text, tuple(_outside(seen.text, kept)) if kept else (), given)


def refuse_long(text: str, most: int) -> None:
    """Raises UnreadableError if `text` has more than `most` characters."""
    if len(text) > most:
        raise UnreadableError(f"text of {len(text):,} characters; the limit is {most:,}")


def read_fragment(markup: str) -> Page:
    """The text of a piece of markup that is all report (a feed's entry, the body of a mail)."""
    tree = page_tree(markup)
    return Page(flat_text(markup) if tree is None else page_text(tree).text)


def _article(tree: etree._Element) -> Iterator[str]:
    """The article's lines as trafilatura finds them."""
    found = bare_extraction(tree, include_comments=False, include_tables=True)
    if not isinstance(found, Document) or found.body is None:
        return
    parts: list[str] = []
    for event, element in etree.iterwalk(found.body, events=("start", "end")):
        if element.tag in _BREAKS:
            parts.append("\n")
        words = element.text if event == "start" else element.tail
        if words:
            parts.append(words)
    yield from filter(None, (line.strip() for line in "".join(parts).split("\n")))


def _kept(page: PageText, article: list[str], title: str | None) -> list[tuple[int, int]] | None:
    """The spans of the page that are the article and its head; None if too little of it is found again."""
    letters, places = _letters(page.text)
    wanted = [line for line in (_LAYOUT.sub("", line) for line in article) if line]
    spans = _places(letters, wanted)
    if not spans or sum(high - low for low, high in spans) < _FOUND_AGAIN * sum(map(len, wanted)):
        return None
    kept = _with_days(page, [(places[low], places[high - 1] + 1) for low, high in sorted(spans)])
    kept = _with_papers(page.text, kept)
    head = _head(page, kept[0][0], title)
    return _joined(page.text, [(head, kept[0][0]), *kept] if head is not None else kept)


def _with_days(page: PageText, kept: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """An article that begins with its headline, with the dated lines right above that and down to its first words."""
    ends = {heading.end for heading in page.headings}
    if len(kept) < 2 or kept[0][1] not in ends or kept[1][0] - kept[0][1] > _HEAD:
        return kept
    (head, under), (story, _) = kept[0], kept[1]
    days = [
        (under + line.start(), under + line.end())
        for line in _DAY_LINE.finditer(page.text[under:story])
        if given_day(line.group())
    ]
    return [(_dated_line(page.text, head), under), *days, *kept[1:]]


def _with_papers(text: str, kept: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The article with the lists of what was signed that stand in its midst, under a line that ends with a colon."""
    lists = []
    for (_, high), (low, _) in itertools.pairwise(kept):
        rows = [row for row in text[high:low].splitlines() if row.strip()]
        if rows and text[:high].rstrip().endswith(":") and all(names_paper(row.strip()) for row in rows):
            lists.append((high, low))
    return sorted([*kept, *lists])


def _letters(text: str) -> tuple[str, list[int]]:
    """The text without white space, and each character's place in the text."""
    places = [place for place, letter in enumerate(text) if not letter.isspace()]
    return "".join(text[place] for place in places), places


def _places(letters: str, wanted: list[str]) -> list[tuple[int, int]]:
    """Where the article's lines stand, each looked for beside its neighbours.

    The search starts at the longest line, which menus and teasers do not repeat, and goes from it
    forward and backward, so that a sentence quoted elsewhere on the page is not taken for the story.
    """
    by_length = sorted(range(len(wanted)), key=lambda n: -len(wanted[n]))
    anchor = next(((n, at) for n in by_length[:10] if (at := letters.find(wanted[n])) >= 0), None)
    if anchor is None:
        return []
    middle, at = anchor
    spans = [(at, at + len(wanted[middle]))]
    here = spans[0][1]
    for line in wanted[middle + 1 :]:
        found = letters.find(line, here, here + _NEAR + len(line) if len(line) < _SHORT else None)
        if found >= 0:
            here = found + len(line)
            spans.append((found, here))
    here = at
    for line in reversed(wanted[:middle]):
        found = letters.rfind(line, max(0, here - _NEAR - len(line)) if len(line) < _SHORT else 0, here)
        if found >= 0:
            here = found
            spans.append((found, found + len(line)))
    return spans


def _head(page: PageText, story: int, title: str | None) -> int | None:
    """Where the article's head begins: its headline, if it stands close above the story."""
    above = [heading for heading in page.headings if heading.end <= story and story - heading.end <= _HEAD]
    tops = [heading for heading in above if heading.level == 1] or [h for h in above if _says(page, h, title)]
    if tops:
        return _dated_line(page.text, tops[-1].start)
    at = page.text.rfind(title, max(0, story - _HEAD - len(title)), story) if title else -1
    return at if at >= 0 else None


def _dated_line(text: str, headline: int) -> int:
    """Where the line above the headline begins if it is a date; else the headline itself."""
    above = text[:headline].rstrip()
    start = above.rfind("\n") + 1
    return start if given_day(above[start:]) and len(above) - start <= _DATE_LINE else headline


def _says(page: PageText, heading: Heading, title: str | None) -> bool:
    words = page.text[heading.start : heading.end]
    return bool(title) and len(words) >= _SHORT and words in (title or "")


def _joined(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans with nothing but white space between them made one."""
    joined = spans[:1]
    for low, high in spans[1:]:
        last = joined[-1]
        if low <= last[1] or not text[last[1] : low].strip():
            joined[-1] = (last[0], max(high, last[1]))
        else:
            joined.append((low, high))
    return joined


def _outside(text: str, kept: list[tuple[int, int]]) -> Iterator[Removed]:
    here = 0
    for low, high in [*kept, (len(text), len(text))]:
        gap = text[here:low]
        body = gap.strip()
        if body:
            start = here + len(gap) - len(gap.lstrip())
            yield Removed(start, start + len(body), OUTSIDE)
        here = high
