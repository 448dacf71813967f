"""A brief as plain text for a terminal, a mail or a pager.

Invariant: no line holds a control character other than its own end, and every line of the brief is
followed by its sources.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from communique.brief.parts import Brief, Citation, Line, Source
from communique.brief.plain import plain, shortened

WIDTH = 96
_CITED = 3


def text(brief: Brief) -> str:
    """The whole brief as text, `WIDTH` columns wide."""
    return "\n".join(_lines(brief)) + "\n"


def _lines(brief: Brief) -> Iterator[str]:
    yield brief.title
    yield "=" * min(len(brief.title), WIDTH)
    yield from textwrap.wrap(brief.summary, WIDTH)
    for section in brief.sections:
        yield ""
        yield section.title.upper()
        if not section.groups:
            yield f"  {section.empty}"
        for group in section.groups:
            yield ""
            if group.heading:
                yield from textwrap.wrap(group.heading, WIDTH, initial_indent=" ", subsequent_indent=" ")
            for line in group.lines:
                yield from _line(line, 2, set())
        if section.more:
            yield ""
            yield from _wrapped(section.more, "  ", 2)
    yield ""
    yield "SOURCES"
    for source in brief.sources:
        yield from _wrapped(_source(source), f"  [{source.number}] ", 6)


def _line(line: Line, indent: int, quoted: set[tuple[int, int]]) -> Iterator[str]:
    """A line, its note, its sources and what stands inside it; a sentence quoted above is not quoted again."""
    told = f"{line.when} — {line.words}" if line.when else line.words
    numbers = "".join(f"[{citation.source.number}]" for citation in line.citations)
    counted = f" ({line.support})" if line.support else ""
    yield from _wrapped(f"{told} {numbers}{counted}", " " * indent, indent + 2)
    if line.note:
        yield from _wrapped(line.note, " " * (indent + 2), indent + 2)
    new = [citation for citation in line.citations if (citation.source.number, citation.start) not in quoted]
    best = sorted(new, key=lambda citation: -citation.weight)[:_CITED]
    shown = [] if line.inside and not line.support else [citation for citation in new if citation in best]
    for citation in shown:
        quoted.add((citation.source.number, citation.start))
        yield from _wrapped(_quoted(citation), " " * (indent + 4), indent + 8)
    if len(new) > len(shown) > 0:
        yield f"{' ' * (indent + 4)}and {len(new) - len(shown)} more: communique explain RECORD {plain(line.id)}"
    for inner in line.inside:
        yield from _line(inner, indent + 4, quoted)


def _quoted(citation: Citation) -> str:
    source = citation.source
    quote = f": “{citation.quote}”" if citation.quote else ""
    return f"[{source.number}] {source.publisher}, {source.day}{quote}"


def _source(source: Source) -> str:
    basis = f" ({source.basis})" if source.basis else ""
    title = f" “{shortened(source.report.title, 120)}”." if source.report.title else ""
    copied = f" A copy of [{source.copy_of}]." if source.copy_of else ""
    agency = f" Written by {plain(source.report.agency)}." if source.report.agency else ""
    return f"{source.publisher}, {source.day}{basis}.{title}{agency}{copied} {plain(source.report.uri)}"


def _wrapped(words: str, opening: str, indent: int) -> list[str]:
    return textwrap.wrap(
        words, WIDTH, initial_indent=opening, subsequent_indent=" " * indent, break_long_words=False,
        break_on_hyphens=False,
    )  # fmt: skip
