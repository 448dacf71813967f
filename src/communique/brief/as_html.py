"""A brief as one HTML file that needs no network and runs no script.

Invariant: words from reports reach the page through autoescaping only; the page's own rules (its
Content-Security-Policy) forbid scripts, pictures, frames, forms and every style but the one it carries.
"""

from __future__ import annotations

import base64
import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files

from jinja2 import Environment, StrictUndefined

from communique.brief.marking import Piece, anchor, pieces
from communique.brief.parts import Brief, Citation, Line, Source
from communique.brief.plain import plain, visible


@dataclass(frozen=True, slots=True)
class _Shown:
    """A source with its text cut into pieces."""

    source: Source
    pieces: tuple[Piece, ...]


class _Quoting:
    """Chooses the sentence to show under a line: the best that is not shown above it already."""

    def __init__(self) -> None:
        self._shown: set[tuple[int, int]] = set()

    def best(self, line: Line, depth: int) -> Citation | None:
        """The citation to quote under this line; None if all are quoted above, or the lines inside quote them."""
        if depth == 0:
            self._shown = set()
        if line.inside and not line.support:
            return None
        new = [one for one in line.citations if (one.source.number, one.start) not in self._shown]
        chosen = max(new, key=lambda one: one.weight, default=None)
        if chosen is not None:
            self._shown.add((chosen.source.number, chosen.start))
        return chosen


def html(brief: Brief) -> str:
    """The whole brief as one page, with the text of every report it cites."""
    folder = files("communique.brief").joinpath("templates")
    style = folder.joinpath("brief.css").read_text(encoding="utf-8")
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    template = environment.from_string(folder.joinpath("brief.html").read_text(encoding="utf-8"))
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    page = template.render(
        brief=brief, style=style, digest=digest, reports=_reports(brief), at=_at, web=_web, plain=plain,
        visible=visible, best=_Quoting().best,
    )  # fmt: skip
    return page.lstrip()


def _at(citation: Citation) -> str:
    return anchor(citation.source.number, citation.start, citation.end)


def _web(url: str | None) -> str | None:
    """The address, if a browser may be sent there."""
    return url if url and url.startswith(("https://", "http://")) else None


def _reports(brief: Brief) -> list[_Shown]:
    cited: dict[int, set[tuple[int, int]]] = defaultdict(set)
    for citation in _citations(line for section in brief.sections for group in section.groups for line in group.lines):
        cited[citation.source.number].add((citation.start, citation.end))
    return [_Shown(s, tuple(pieces(s.report, s.number, cited[s.number]))) for s in brief.sources]


def _citations(lines: Iterable[Line]) -> Iterable[Citation]:
    for line in lines:
        yield from line.citations
        yield from _citations(line.inside)
