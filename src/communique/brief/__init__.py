"""The brief room: the record as a person would want to read it.

Invariant: what is told is what the record holds, each line dated and with its sources, and text from
reports never becomes markup or a command to the terminal.
"""

from __future__ import annotations

from collections.abc import Callable

from communique.brief.composing import compose
from communique.brief.parts import Brief


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

__all__ = ["FORMATS", "Brief", "compose"]
