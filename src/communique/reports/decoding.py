"""From bytes to characters.

Invariant: what comes out can be stored and sent as UTF-8 (no lone surrogates, no NUL), has line feeds
as its only line ends, and is otherwise exactly what the bytes say. Every offset of a report counts
characters of this text.
"""

from __future__ import annotations

import codecs
import re
import tomllib
from functools import cache
from importlib.resources import files

from charset_normalizer import from_bytes

from communique.reports.item import UnreadableError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NAMED = re.compile(
    r"(utf[-_]?(8|16|32)([-_]?[lb]e)?|us-ascii|ascii|latin[-_]?\d+|(iso[-_]?)?8859[-_]\d+|(windows|cp|ibm)[-_]?\d+"
    r"|koi8[-_]?[rut]|gbk?|gb2312|gb18030|big5(hkscs)?|shift[-_]?jis|sjis|euc[-_]?(jp|kr|cn)|mac[-_]?\w{1,20})",
    re.IGNORECASE,
)
_CONTROLS = bytes(b for b in range(32) if b not in b"\t\n\r\f\x0b\x1b\x1a")
_HIGH = bytes(range(128, 256))
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_SAMPLE = 65_536
_FEW = 0.05
"""Share of bytes above ASCII up to which a text of unknown charset is Western, and so cp1252."""


def tidy(text: str) -> str:
    """Line ends as line feeds, and as U+FFFD what no store can hold. Only carriage returns change the length."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _UNSTORABLE.sub("\ufffd", text)


def decode(data: bytes, declared: str | None = None) -> str:
    """The characters of `data`: a byte order mark, else UTF-8, else what is `declared`, else a guess.

    Browsers read ISO-8859-1 and ASCII as cp1252 (WHATWG Encoding Standard), and so do we; a guess
    that falls on any Western single-byte charset is cp1252 too, since charset-normalizer never says so.
    Raises UnreadableError for bytes that are no text.
    """
    for mark, name in _BOMS:
        if data.startswith(mark):
            return tidy(data.decode(name, "replace").lstrip("\ufeff"))
    wide = _wide(data)
    if wide:
        return tidy(data.decode(wide, "replace"))
    _refuse_binary(data)
    try:
        return tidy(data.decode("utf-8"))
    except UnicodeDecodeError:
        pass
    if _nearly_utf8(data):
        return tidy(data.decode("utf-8", "replace"))
    return tidy(data.decode(_charset(declared) or _guess(data), "replace"))


def _wide(data: bytes) -> str | None:
    """UTF-16 without a byte order mark: every other byte of English text is then NUL."""
    sample = data[:4096]
    if len(sample) < 4 or b"\x00" not in sample:
        return None
    half = len(sample) / 2
    odd, even = sample[1::2].count(0), sample[0::2].count(0)
    if odd > 0.7 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.7 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


def _refuse_binary(data: bytes) -> None:
    sample = data[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    if controls > max(2, 0.005 * len(sample)):
        raise UnreadableError("binary data, not text")


def _nearly_utf8(data: bytes) -> bool:
    """UTF-8 with a broken byte here and there (a cut-off end, a pasted quotation mark)."""
    sample = data[: 4 * _SAMPLE]
    high = len(sample) - len(sample.translate(None, _HIGH))
    broken = sample.decode("utf-8", "replace").count("\ufffd")
    return high >= 8 and broken * 5 <= high


def _charset(declared: str | None) -> str | None:
    """A declared charset that Python knows and that is a charset; the Latin-1 family becomes cp1252."""
    name = (declared or "").strip().strip("\"'").lower()
    if not _NAMED.fullmatch(name):
        return None
    try:
        known = codecs.lookup(name).name
    except LookupError:
        return None
    if known in {"ascii", "iso8859-1", "utf-8"}:
        return None if known == "utf-8" else "cp1252"
    return known


def _guess(data: bytes) -> str:
    sample = data[:_SAMPLE]
    high = len(sample) - len(sample.translate(None, _HIGH))
    if high <= _FEW * len(sample):
        return "cp1252"
    best = from_bytes(sample).best()
    if best is None or best.encoding in _western():
        return "cp1252"
    return best.encoding


@cache
def _western() -> frozenset[str]:
    data = tomllib.loads((files("communique.reports") / "data" / "charsets.toml").read_text("utf-8"))
    return frozenset(data["western"].split())
