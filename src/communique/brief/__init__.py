"""The brief room: the record as a person would want to read it.

Invariant: what is told is what the record holds, each line dated and with its sources, and text from
reports never becomes markup or a command to the terminal.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from communique.brief.parts import Brief
    from communique.record import Record


def compose(
    record: Record,
    names: Sequence[str] = (),
    since: str | None = None,
    until: str | None = None,
    min_score: float = 0.0,
) -> Brief:
    """What the record tells of these names (of persons, states, bodies) between these days, ready to be shaped.

    Events with a score below `min_score` (0 to 1) are left out.
    """
    from communique.brief.composing import compose as made

    return made(record, names, since, until, min_score)


def _text(brief: Brief) -> str:
    from communique.brief.as_text import text

    return text(brief)


def _markdown(brief: Brief) -> str:
    from communique.brief.as_markdown import markdown

    return markdown(brief)


def _html(brief: Brief) -> str:
    from communique.brief.as_html import html

    return html(brief)


FORMATS: dict[str, Callable[[Brief], str]] = {"text": _text, "markdown": _markdown, "html": _html}
"""The shapes a brief can take."""

__all__ = ["FORMATS", "compose"]
