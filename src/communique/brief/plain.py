"""Text from reports, made safe to show in a terminal.

Invariant: what comes out holds no control character and nothing that turns the direction of writing:
a report cannot move the cursor, colour the screen, hide a word or set the window's title.
"""

from __future__ import annotations

import re

_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufff9-\ufffb\ufeff]+"
)


def plain(text: str) -> str:
    """The text on one line: control characters, line breaks and marks of direction become one space each run."""
    return _UNSEEN.sub(" ", text)


def shortened(text: str, limit: int) -> str:
    """The text on one line, at most `limit` characters, cut between words where it must be."""
    line = " ".join(plain(text).split())
    if len(line) <= limit:
        return line
    cut = line[: limit - 1].rsplit(" ", 1)[0] or line[: limit - 1]
    return cut.rstrip(" ,;:–-") + "…"
