"""What is offered to be read: one item, the limits it is held to, and the names of a table's columns.

Invariant: an item's id follows from its own bytes (or, for a row, from its text and the row's id or
url) and from nothing else, so that it is the same on every machine and in every run.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Media = Literal["html", "fragment", "text", "pdf", "mail"]
"""How an item's content is to be read. A `fragment` is markup without a page around it."""


class UnreadableError(Exception):
    """Raised inside this room when something cannot be read; its message is the reason a person sees."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is read before an item is passed over.

    `max_bytes` holds for one item (a file, a row, a page of an archive) after decompression, not for
    a table or archive as a whole, which are streamed. `max_chars` and `min_chars` hold for its text
    (`min_chars` for what is left once debris is taken off). `seconds` is the time one item may take.
    A compressed stream that grows by more than `max_growth` times is taken for a bomb.
    """

    max_bytes: int = 20_000_000
    max_chars: int = 400_000
    min_chars: int = 40
    seconds: float = 60.0
    max_growth: int = 250


@dataclass(frozen=True, slots=True)
class Columns:
    """The names of a table's columns, for CSV, TSV, JSON and JSONL; columns that are not there are done without."""

    text: str = "text"
    title: str = "title"
    publisher: str = "publisher"
    url: str = "url"
    published: str = "published"
    id: str = "id"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to read, not yet read: `data` as bytes or `text` as characters, never both.

    `uri` is the path relative to what was read, `file#row` for a row, the page's URL in an archive.
    `given` holds what came beside the text (`title`, `publisher`, `url`, `published`, `id`), as it
    came. `charset` is what the sender said of `data`, which is not always so.
    """

    uri: str
    data: bytes | None = None
    text: str | None = None
    media: Media = "text"
    charset: str | None = None
    given: Mapping[str, str] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """Sixteen hexadecimal digits of SHA-256; the id of the report that this item becomes."""
        if self.data is not None:
            return hashlib.sha256(self.data).hexdigest()[:16]
        name = self.given.get("id") or self.given.get("url") or ""
        row = f"{self.text or ''}\x1f{name}"
        return hashlib.sha256(row.encode("utf-8", "surrogatepass")).hexdigest()[:16]
