"""Text from reports, made safe to show in a terminal.

Invariant: what comes out holds no control character and nothing that turns the direction of writing:
a report cannot move the cursor, colour the screen, hide a word or set the window's title.
"""

from __future__ import annotations

import re

_UNSEEN = (
    "\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069"
    "\\ud800-\\udfff\\ufff9-\\ufffb\\ufeff"
)
_RUN = re.compile(rf"[\t\n{_UNSEEN}]+")
_ONE = re.compile(f"[{_UNSEEN}]")


def plain(text: str) -> str:
    """The text on one line: control characters, line breaks and marks of direction become one space each run."""
    return _RUN.sub(" ", text)


def shortened(text: str, limit: int) -> str:
    """The text on one line, at most `limit` characters, cut between words where it must be."""
    line = " ".join(plain(text).split())
    if len(line) <= limit:
        return line
    cut = line[: limit - 1].rsplit(" ", 1)[0] or line[: limit - 1]
    return cut.rstrip(" ,;:–-") + "…"


def visible(text: str) -> str:
    """The text with its lines, and in the place of each control character one that shows where it stood."""
    return _ONE.sub("\ufffd", text)
