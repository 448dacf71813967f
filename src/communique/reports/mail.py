"""A mail, a page saved as one (EML, MHTML), or a mailbox of them (MBOX).

Invariant: only the message's own body is read; attachments are left alone. The sender's name is the
publisher, the Date header the day, the Subject the title; all three are metadata.
"""

from __future__ import annotations

import email
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from email.message import EmailMessage, Message
from email.policy import default
from email.utils import parseaddr

from communique.model import Unread
from communique.reports.decoding import decode
from communique.reports.item import Item, Limits, UnreadableError
from communique.reports.streams import lines, too_large

_ENOUGH = 200
_QUOTED_FROM = re.compile(rb">{1,9}From ")
_ENCODED = re.compile(r"=\?[^?\s]{1,40}\?[bq]\?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Mail:
    """A message's body, whether that is markup, whether it is a saved page, and what its headers give."""

    body: str
    marked_up: bool
    saved_page: bool
    given: Mapping[str, str]


def read_mail(data: bytes) -> Mail:
    """The message in `data`. Raises UnreadableError if it holds no text."""
    message = email.message_from_bytes(data, policy=default)
    address = _header(message, "Snapshot-Content-Location")
    plain, marked = _parts(message)
    use_markup = bool(marked) and (bool(address) or len(plain.strip()) < _ENOUGH)
    body = marked if use_markup else plain
    if not body.strip():
        raise UnreadableError("a mail without text")
    given = {"title": _header(message, "Subject"), "published": _header(message, "Date"), "url": address}
    if not address:
        given["publisher"] = parseaddr(_header(message, "From"))[0]
    return Mail(body, use_markup, bool(address), {name: value for name, value in given.items() if value})


def read_mbox(stream: io.BufferedIOBase, uri: str, limits: Limits) -> Iterator[Item | Unread]:
    """Each message of a mailbox: it begins at a line "From ..." that opens the file or follows an empty line."""
    message: list[bytes] = []
    number = size = 0
    blank, whole = True, True

    def told() -> Item | Unread:
        where = f"{uri}#{number}"
        return Item(where, data=b"".join(message), media="mail") if whole else Unread(where, too_large(None, limits))

    for _, line in lines(stream, limits):
        if line is not None and blank and line.startswith(b"From "):
            if number:
                yield told()
            message, size, whole, number = [], 0, True, number + 1
        elif line is None or size + len(line) > limits.max_bytes:
            message, whole = [], False
        elif whole:
            message.append(line[1:] if _QUOTED_FROM.match(line) else line)
            size += len(line)
        blank = line is not None and not line.strip()
    if number:
        yield told()


def _header(message: EmailMessage, name: str) -> str:
    """A header's words; a header so broken that the library stumbles counts as absent."""
    try:
        words = " ".join(str(message.get(name) or "").split())
    except Exception:
        return ""
    return "" if _ENCODED.search(words) else words[:1000]


def _parts(message: Message) -> tuple[str, str]:
    """The first plain and the first HTML part that is no attachment."""
    found = {"text/plain": "", "text/html": ""}
    for part in message.walk():
        kind = part.get_content_type()
        if part.is_multipart() or found.get(kind, "x") or _is_attached(part):
            continue
        payload = part.get_payload(decode=True)
        if isinstance(payload, bytes) and payload.strip():
            found[kind] = decode(payload, _charset(part))
    return found["text/plain"], found["text/html"]


def _is_attached(part: Message) -> bool:
    try:
        return part.get_content_disposition() == "attachment"
    except Exception:
        return False


def _charset(part: Message) -> str | None:
    try:
        return part.get_content_charset()
    except Exception:
        return None
