"""A brief as Markdown.

Invariant: words from reports are only ever text: every character that Markdown or HTML reads as a sign
is escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from communique.brief.parts import Brief, Line, Source
from communique.brief.plain import plain, shortened

_SIGNS = re.compile(r"([\\`*_\[\]<>#|~&$])")
_LINKS = re.compile(r"(?<=\w)(://)|(?<=\bwww)(\.)", re.IGNORECASE)
_OPENINGS = re.compile(r"^([-+=]|\d+(?=[.)]))")


def markdown(brief: Brief) -> str:
    """The whole brief as CommonMark."""
    return "\n".join(_lines(brief)) + "\n"


def _lines(brief: Brief) -> Iterator[str]:
    yield f"# {_escaped(brief.title)}"
    yield ""
    yield _escaped(brief.summary)
    for section in brief.sections:
        yield ""
        yield f"## {section.title}"
        yield ""
        if not section.groups:
            yield section.empty
        for group in section.groups:
            if group.heading:
                yield f"### {_escaped(group.heading)}"
                yield ""
            for line in group.lines:
                yield from _line(line, 0)
            yield ""
        if section.more:
            yield _escaped(section.more)
    yield "## Sources"
    yield ""
    for source in brief.sources:
        yield f"- **{source.number}** {_source(source)}"


def _line(line: Line, depth: int) -> Iterator[str]:
    indent = "  " * depth
    when = f"**{_escaped(line.when)}** — " if line.when else ""
    numbers = ", ".join(str(citation.source.number) for citation in line.citations)
    counted = f"; {line.support}" if line.support else ""
    cited = f" (source{'' if len(line.citations) == 1 else 's'} {numbers}{counted})" if numbers else ""
    yield f"{indent}- {when}{_escaped(line.words)}{cited}"
    if line.note:
        yield f"{indent}  *{_escaped(line.note)}*"
    for citation in line.citations[:3] if line.support or not line.inside else ():
        source = citation.source
        carried = f"{_escaped(source.publisher)}, {source.day}"
        quote = f": “{_escaped(citation.quote)}”" if citation.quote else ""
        yield f"{indent}  - {source.number}, {carried}{quote}"
    for inner in line.inside:
        yield from _line(inner, depth + 1)


def _source(source: Source) -> str:
    basis = f" ({source.basis})" if source.basis else ""
    title = f" “{_escaped(shortened(source.report.title, 120))}”." if source.report.title else ""
    copied = f" A copy of {source.copy_of}." if source.copy_of else ""
    agency = f" Written by {_escaped(source.report.agency)}." if source.report.agency else ""
    return f"{_escaped(source.publisher)}, {source.day}{basis}.{title}{agency}{copied} {_escaped(source.report.uri)}"


def _escaped(words: str) -> str:
    """The words with the signs of Markdown and HTML escaped, and bare addresses kept from becoming links."""
    line = _SIGNS.sub(r"\\\1", " ".join(plain(words).split()))
    line = _LINKS.sub(lambda match: f"\\{match.group()}", line)
    return _OPENINGS.sub(
        lambda match: f"{match.group()}\\" if match.group()[0].isdigit() else f"\\{match.group()}", line
    )
