"""What kind of thing some bytes are, by what they begin with and then by their name.

Invariant: content beats the name, since saved pages end in `.txt`, `.php` or in nothing at all; a name
decides only where the first bytes leave it open.
"""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import Literal

Kind = Literal[
    "html",
    "text",
    "pdf",
    "mail",
    "mbox",
    "feed",
    "jsonl",
    "json",
    "csv",
    "tsv",
    "warc",
    "wacz",
    "gzip",
    "refused",
    "empty",
]

HEAD = 4096
"""How many bytes of the beginning are looked at."""

_BY_SUFFIX: dict[str, Kind] = {
    ".html": "html", ".htm": "html", ".xhtml": "html", ".shtml": "html", ".php": "html", ".asp": "html",
    ".aspx": "html", ".jsp": "html",
    ".eml": "mail", ".mht": "mail", ".mhtml": "mail", ".mbox": "mbox",
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "json", ".csv": "csv", ".tsv": "tsv",
    ".rss": "feed", ".atom": "feed", ".rdf": "feed",
    ".warc": "warc", ".wacz": "wacz", ".txt": "text", ".text": "text", ".md": "text",
}  # fmt: skip
_PARTS = frozenset((".css", ".js", ".mjs", ".map", ".svg"))
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"SQLite format 3\x00", "a SQLite file (a record?), not a report"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"BM", "an image"),
    (b"RIFF", "a sound, film or image"),
    (b"ID3", "a sound"),
    (b"OggS", "a sound or film"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"BZh", "a bzip2 archive; unpack it and give what is in it"),
    (b"\xfd7zXZ\x00", "an xz archive; unpack it and give what is in it"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive; unpack it and give what is in it"),
    (b"Rar!", "a RAR archive; unpack it and give what is in it"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive; unpack it and give what is in it"),
    (b"PAR1", "a Parquet file; write it as CSV or JSONL"),
    (b"{\\rtf", "an RTF document; save it as text, HTML or PDF"),
    (b"\xd0\xcf\x11\xe0", "an old Office document; save it as text, HTML or PDF"),
)
_PAGE = re.compile(rb"<!doctype\s{1,5}html|<html[\s>]", re.IGNORECASE)
_FEED = re.compile(rb"<(?:\w{1,10}:)?(?:rss|feed|rdf)[\s>]", re.IGNORECASE)
_MARKUP = re.compile(rb"</?(?:p|div|body|head|title|br|h1|h2|table|article|section|meta)[\s/>]", re.IGNORECASE)
_MAIL = re.compile(
    rb"^(?:From|To|Received|Return-Path|MIME-Version|Date|Subject|Message-ID|Delivered-To|Content-Type"
    rb"|X-[\w-]{1,40}):[ \t]",
    re.IGNORECASE | re.MULTILINE,
)


def kind_of(name: str, head: bytes) -> tuple[Kind, str]:
    """The kind of a file by its first bytes and its name, and for `refused` the reason."""
    if not head.strip():
        return "empty", "empty"
    suffix = PurePath(name).suffix.lower()
    if suffix in _PARTS:
        return "refused", "a style sheet, script or drawing, not a report"
    if b"%PDF-" in head[:1024]:
        return "pdf", ""
    if head.startswith(b"\x1f\x8b"):
        return "gzip", ""
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped(suffix)
    if head.startswith(b"WARC/"):
        return "warc", ""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.replace(b"\x00", b"")
    printable = b"\x00" not in head[:16]
    for magic, what in _MAGIC:
        if head.startswith(magic) and not (printable and magic in {b"BM", b"MZ", b"ID3", b"RIFF", b"GIF8", b"PAR1"}):
            return "refused", what
    return _written(suffix, head.lstrip(b"\xef\xbb\xbf\xff\xfe").lstrip())


def _zipped(suffix: str) -> tuple[Kind, str]:
    if suffix == ".wacz":
        return "wacz", ""
    if suffix in {".docx", ".odt", ".xlsx", ".ods", ".pptx", ".epub"}:
        return "refused", f"an Office document or book ({suffix}); save it as text, HTML or PDF"
    return "refused", "a ZIP archive; unpack it and give the folder"


def _written(suffix: str, head: bytes) -> tuple[Kind, str]:
    """The kind of something that may be text."""
    by_name = _BY_SUFFIX.get(suffix)
    if by_name in {"jsonl", "csv", "tsv", "json", "mail"}:
        return by_name, ""
    if head.startswith(b"From ") and _MAIL.search(head[:2000]) and by_name in {None, "mbox"}:
        return "mbox", ""
    if by_name == "mbox":
        return "refused", "not a mailbox, though it is named so"
    page = _PAGE.search(head[:2000])
    if head.startswith(b"<") and _FEED.search(head) and not page:
        return "feed", ""
    if page and head.startswith(b"<"):
        return "html", ""
    if head.startswith(b"<?xml") or suffix == ".xml":
        return "refused", "XML that is neither a feed nor a page"
    if by_name in {"feed", "html"}:
        return ("html" if _MARKUP.search(head) or by_name == "html" else "text"), ""
    if by_name == "warc":
        return "refused", "not a WARC, though it is named so"
    if by_name == "wacz":
        return "refused", "not a WACZ, though it is named so"
    if by_name is None and len(set(_MAIL.findall(head[:2000]))) >= 3:
        return "mail", ""
    if by_name is None and head.startswith(b"<") and len(_MARKUP.findall(head)) >= 3:
        return "html", ""
    return "text", ""


_MARKED_UP = re.compile(
    r"</(?:p|div|body|html|article|span|li)\s{0,3}>|<br\s{0,3}/?>|<(?:p|div)(?:\s[^<>]{0,500})?>", re.IGNORECASE
)


def is_marked_up(text: str) -> bool:
    """Whether a row's text is really markup: at least two tags that only pages have."""
    found = _MARKED_UP.finditer(text)
    return next(found, None) is not None and next(found, None) is not None
