"""RSS and Atom files: each entry a report.

Invariant: nothing is fetched, and a feed that declares XML entities of its own is refused unread, since
a few lines of them can stand for gigabytes.
"""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterator
from typing import Any

import feedparser

from communique.model import Unread
from communique.reports.decoding import tidy
from communique.reports.item import Item, UnreadableError

_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)
_NUMBERED = re.compile(rb"&#(?:[xX]([0-9a-fA-F]{1,400})|([0-9]{1,400}));?")


def read_feed(data: bytes, uri: str) -> Iterator[Item | Unread]:
    """The entries of a feed, in its order. Raises UnreadableError if there is none.

    An entry's text is its title, a line of its own, and its content (or else its summary). Its day is
    that of its publication or, where the feed gives only that (Atom asks for no more), of its update.
    """
    if _ENTITY.search(data) or _ENTITY.search(data.replace(b"\x00", b"")):
        raise UnreadableError("a feed that declares XML entities, which are not followed")
    data = _NUMBERED.sub(_character, data)
    try:
        feed = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
        raise UnreadableError(f"a broken feed ({str(error)[:80]})") from error
    if not feed.entries:
        why = feed.get("bozo_exception")
        raise UnreadableError(f"a feed without entries{f' ({str(why)[:80]})' if why else ''}")
    publisher = _words(feed.feed.get("title"))
    for number, entry in enumerate(feed.entries, 1):
        yield _entry(entry, number, uri, publisher)


def _character(found: re.Match[bytes]) -> bytes:
    """A character by its number; U+FFFD for a number that no character has, over which feedparser stumbles."""
    number = int(found[1], 16) if found[1] else int(found[2])
    return found[0] if 0 < number < 0x110000 and not 0xD800 <= number < 0xE000 else b"&#xFFFD;"


def _entry(entry: Any, number: int, uri: str, publisher: str) -> Item | Unread:
    link = str(entry.get("link") or "")
    name = str(entry.get("id") or link or number)
    where = tidy(f"{uri}#{name}")
    title = _words(entry.get("title"))
    bodies = [str(content.get("value") or "") for content in entry.get("content") or []]
    body = max([*bodies, str(entry.get("summary") or "")], key=len)
    if not body.strip() and not title:
        return Unread(where, f"entry {number} has no text")
    source = entry.get("source") or {}
    given = {
        "title": title,
        "publisher": _words(source.get("title")) or publisher,
        "url": tidy(link) if link.startswith(("http://", "https://")) else "",
        "published": tidy(str(entry.get("published") or entry.get("updated") or "")),
        "id": tidy(name),
    }
    markup = f"<h1>{html.escape(title)}</h1>\n{body}" if title else body
    return Item(where, text=tidy(markup), media="fragment", given={key: value for key, value in given.items() if value})


def _words(value: Any) -> str:
    return " ".join(tidy(html.unescape(re.sub(r"<[^<>]{1,500}>", "", str(value or "")))).split())[:1000]
