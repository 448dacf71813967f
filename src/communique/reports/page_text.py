"""From markup to the text a reader sees: all of it, menus and all, block by block.

Invariant: nothing visible is left out and nothing is added but line breaks. Paragraphs and other
blocks stand apart by a blank line, list items, table rows and forced breaks by a line break, cells by
a tab. Soft hyphens and zero-width marks are layout and go with the markup.
"""

from __future__ import annotations

import html
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.resources import files

from lxml import etree

from communique.reports.decoding import tidy


def tag_sets() -> Mapping[str, frozenset[str]]:
    """Names of elements by what they do to the text, as `data/markup.toml` lists them."""
    data = tomllib.loads((files("communique.reports") / "data" / "markup.toml").read_text("utf-8"))
    return {name: frozenset(words.split()) for name, words in data.items()}


_TAGS = tag_sets()
_APART, _LINE, _CELL = _TAGS["apart"], _TAGS["line"], _TAGS["cell"]
_UNSEEN, _RAW, _UNCLOSED = _TAGS["unseen"], _TAGS["raw"], _TAGS["unclosed"]
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_SPACES = re.compile(r"[ \t\n\r\f]+")
_LAYOUT = str.maketrans("", "", "\u00ad\u200b\u2060\ufeff")
_HIDDEN = re.compile(r"display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden", re.IGNORECASE)
_BLOCK = re.compile(r"display\s{0,3}:\s{0,3}(?:block|flex|grid|table|list-item)", re.IGNORECASE)
_TAG = re.compile(rb"<(/?)([a-zA-Z][a-zA-Z0-9]{0,20})")
_ANY_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,20})(?![a-zA-Z0-9])[^<>]{0,20000}>|<![^<>]{0,20000}>")
_DEEPEST = 1_000
_NO_XML = {ord("\x0b"): " ", ord("\x0c"): " ", 0xFFFE: None, 0xFFFF: None} | {
    code: None for code in range(32) if chr(code) not in "\t\n\r\x0b\x0c"
}
"""Characters that a browser shows nothing for and that no tree may hold: one of them cost the whole page."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading's place in the text, and its level (1 for h1)."""

    start: int
    end: int
    level: int


@dataclass(frozen=True, slots=True)
class PageText:
    """The visible text of a page, and where its headings stand."""

    text: str
    headings: tuple[Heading, ...]


class _Writer:
    """Puts pieces of text together, each separated by the strongest break asked for since the last."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self._breaks = 0
        self._gap = ""

    def apart(self) -> None:
        self._breaks = 2

    def line(self) -> None:
        self._breaks = max(self._breaks, 1)

    def forced(self) -> None:
        self._breaks = min(2, self._breaks + 1)

    def cell(self) -> None:
        self._gap = "\t"

    def put(self, piece: str | None, keep_lines: bool) -> None:
        if not piece:
            return
        if keep_lines and "\n" in piece:
            for number, row in enumerate(piece.split("\n")):
                if number:
                    self.forced()
                self.put(row, False)
            return
        words = _SPACES.sub(" ", piece.translate(_LAYOUT))
        body = words.strip(" ")
        if not body:
            self._gap = self._gap or (" " if words else "")
            return
        gap = "\n" * self._breaks or self._gap or (" " if words[0] == " " else "")
        self._add(gap + body if self.parts else body)
        self._breaks, self._gap = 0, " " if words[-1] == " " else ""

    def _add(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)


def page_tree(markup: str) -> etree._Element | None:
    """The tree of a page or a piece of one, comments left out.

    None if there is no element in it, or if elements nest deeper than any page nests them: parsers,
    and the libraries after them, walk trees by calling themselves. `flat_text` reads those.
    """
    data = markup.translate(_NO_XML).encode("utf-8", "replace")
    if _depth(data) > _DEEPEST:
        return None
    parser = etree.HTMLParser(
        encoding="utf-8",
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
        default_doctype=False,
        huge_tree=True,
    )
    parser.set_element_class_lookup(_page_elements())
    try:
        tree: etree._Element | None = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    return tree


def _page_elements() -> etree.ElementClassLookup:
    from lxml.html import HtmlElementClassLookup

    lookup: etree.ElementClassLookup = HtmlElementClassLookup()
    return lookup


def _depth(data: bytes) -> int:
    """An upper bound of the nesting, counting tags that must be closed."""
    deepest = depth = 0
    for match in _TAG.finditer(data):
        if match[2].lower().decode() in _UNCLOSED:
            continue
        depth = depth - 1 if match[1] else depth + 1
        depth = max(depth, 0)
        deepest = max(deepest, depth)
    return deepest


def page_text(tree: etree._Element, hidden: bool = False) -> PageText:
    """The text of a page as a reader sees it; with `hidden`, also what the page's own styles hide."""
    writer = _Writer()
    headings: list[Heading] = []
    open_headings: list[tuple[etree._Element, int]] = []
    skipped: etree._Element | None = None
    pre = 0
    walker = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walker:
        tag = element.tag if isinstance(element.tag, str) else "script"
        if event == "start":
            if tag in _UNSEEN or (not hidden and _is_hidden(element)):
                skipped = element
                walker.skip_subtree()
                continue
            _before(writer, tag)
            _styled(writer, element)
            pre += tag == "pre"
            if tag in _HEADINGS:
                open_headings.append((element, len(writer.parts)))
            writer.put(element.text, pre > 0)
            continue
        if element is skipped:
            skipped = None
        else:
            pre -= tag == "pre"
            if open_headings and open_headings[-1][0] is element:
                headings.extend(_heading(writer, tag, open_headings.pop()[1]))
            _after(writer, tag)
            _styled(writer, element)
        if element is not tree:
            writer.put(element.tail, pre > 0)
    return PageText(tidy("".join(writer.parts)), tuple(headings))


def flat_text(markup: str) -> str:
    """The text of markup that has no usable tree: tags taken one by one, without asking what closes what."""
    writer = _Writer()
    here, unseen = 0, ""
    for match in _ANY_TAG.finditer(markup):
        tag = (match[2] or "").lower()
        if not unseen:
            writer.put(html.unescape(markup[here : match.start()]), False)
            _before(writer, tag)
        here = match.end()
        if match[1] and tag == unseen:
            unseen = ""
        elif not match[1] and not unseen and tag in _RAW:
            unseen = tag
    if not unseen:
        writer.put(html.unescape(markup[here:]), False)
    return tidy("".join(writer.parts))


def _is_hidden(element: etree._Element) -> bool:
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return element.tag not in {"body", "html", "main", "article"}
    style = element.get("style")
    return bool(style and element.tag != "body" and _HIDDEN.search(style[:2000]))


def _before(writer: _Writer, tag: str) -> None:
    _separator(tag, writer)()


def _styled(writer: _Writer, element: etree._Element) -> None:
    """A span that its own style makes a block stands apart as one."""
    style = element.get("style")
    if style and _BLOCK.search(style[:2000]):
        writer.apart()


def _after(writer: _Writer, tag: str) -> None:
    if tag != "br":
        _separator(tag, writer)()


def _separator(tag: str, writer: _Writer) -> Callable[[], None]:
    if tag in _APART:
        return writer.apart
    if tag in _LINE:
        return writer.line
    if tag in _CELL:
        return writer.cell
    return writer.forced if tag == "br" else _nothing


def _nothing() -> None:
    return None


def _heading(writer: _Writer, tag: str, first: int) -> list[Heading]:
    written = "".join(writer.parts[first:])
    body = written.strip()
    if not body:
        return []
    start = writer.length - len(written.lstrip())
    return [Heading(start, start + len(body), int(tag[1]))]
