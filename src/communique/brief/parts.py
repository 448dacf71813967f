"""A brief, before it takes a shape: sentences with the sources of each.

Invariant: every line that says something of the world cites at least one sentence of one report.
"""

from __future__ import annotations

from dataclasses import dataclass

from communique.model import Report


@dataclass(frozen=True, slots=True)
class Source:
    """A report that the brief cites, by number; `day` says when it was published and how that is known."""

    number: int
    report: Report
    publisher: str
    day: str
    basis: str | None
    copy_of: int | None


@dataclass(frozen=True, slots=True)
class Citation:
    """A sentence in a source: its offsets there and its words, or "" where the line has told them.

    `weight` says how well it tells what it is cited for, beside the other citations of the same line.
    """

    source: Source
    start: int
    end: int
    quote: str
    weight: float = 0.0


@dataclass(frozen=True, slots=True)
class Line:
    """One thing said, with its day and its sources; `inside` are the events it contains.

    `note` adds what a reader must know of it; `support` counts the reports; `id` is what
    `communique explain` takes.
    """

    id: str
    when: str
    words: str
    status: str
    citations: tuple[Citation, ...]
    support: str
    note: str | None = None
    inside: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Lines under a heading."""

    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the brief; `empty` stands there when there is nothing to tell, `more` after it all."""

    key: str
    title: str
    groups: tuple[Group, ...]
    empty: str
    more: str = ""


@dataclass(frozen=True, slots=True)
class Brief:
    """The whole, and the reports it cites in order of their numbers."""

    title: str
    summary: str
    sections: tuple[Section, ...]
    sources: tuple[Source, ...]
