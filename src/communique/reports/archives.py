"""Web archives: the pages in a WARC or WACZ.

Invariant: read as a stream, nothing unpacked to disk; every page that was fetched whole is an Item under
its own address. Pictures, scripts, redirects and errors, of which an archive is full, are no reports.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any, cast

from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import DecompressingBufferedReader
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecordLoader

from communique.model import Unread
from communique.reports.decoding import tidy
from communique.reports.item import Item, Limits, Media, UnreadableError
from communique.reports.streams import Unpacked, at_most, check, gunzipped, too_large

_MEDIA: dict[str, Media] = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "text",
    "application/pdf": "pdf",
}
_LONGEST_HEADER = 262_144
_NOT_PAGES = ("robots.txt", "ads.txt", "humans.txt", "security.txt", "llms.txt")


class _Lines(DecompressingBufferedReader):  # type: ignore[misc]
    """Refuses a header line longer than any: warcio takes quadratic time for one."""

    def readline(self, length: int | None = None) -> bytes:
        line: bytes = super().readline(length or _LONGEST_HEADER)
        if len(line) >= _LONGEST_HEADER:
            raise UnreadableError("a broken WARC (a header line without end)")
        return line


class _Loader(ArcWarcRecordLoader):  # type: ignore[misc]
    """Takes a record without an address for one without a page: warcio stumbles over it, and all after it is lost."""

    def load_http_headers(self, rec_type: str, uri: str | None, stream: Any, length: int | None) -> Any:
        return super().load_http_headers(rec_type, uri or "", stream, length)


class _Records(ArchiveIterator):  # type: ignore[misc]
    """The records of a WARC that is already unpacked."""

    INC_RECORD = ""  # warcio would write a line of the archive, as long as it is, to the terminal

    def __init__(self, stream: io.BufferedIOBase) -> None:
        super().__init__(stream)
        self.reader = _Lines(self.fh)
        self.loader = _Loader(verify_http=False, arc2warc=False)


def read_warc(stream: io.BufferedIOBase, uri: str, limits: Limits) -> Iterator[Item | Unread]:
    """The pages of a WARC, already unpacked from gzip. Raises UnreadableError where it breaks off."""
    pages = 0
    try:
        for record in _Records(stream):
            read = _record(record, limits)
            if read is not None:
                pages += 1
                yield read
    except ArchiveLoadFailed as error:
        raise UnreadableError(f"a broken WARC after {pages} pages ({str(error).strip()[:80]})") from error
    check(stream)
    if not pages:
        raise UnreadableError("a web archive without a page in it")


def read_wacz(source: Any, uri: str, limits: Limits) -> Iterator[Item | Unread]:
    """The pages of the WARCs in a WACZ (a ZIP file as Webrecorder lays it out). Raises UnreadableError."""
    try:
        with zipfile.ZipFile(source) as archive:
            names = [entry for entry in archive.infolist() if entry.filename.endswith((".warc", ".warc.gz"))]
            if not names:
                raise UnreadableError("a WACZ without a WARC in it")
            for entry in names:
                with archive.open(entry) as packed:
                    zipped = Unpacked(cast(zipfile.ZipExtFile, packed), entry.compress_size, limits)
                    gz = entry.filename.endswith(".gz")
                    inner = gunzipped(zipped, entry.compress_size, limits) if gz else zipped
                    yield from read_warc(inner, uri, limits)
                    check(zipped)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError, EOFError) as error:
        raise UnreadableError(f"a broken or encrypted WACZ ({str(error)[:80]})") from error


def _record(record: Any, limits: Limits) -> Item | Unread | None:
    """A page as an item; None for what is no page."""
    if record.rec_type not in {"response", "resource"}:
        return None
    address = tidy(str(record.rec_headers.get_header("WARC-Target-URI") or "").strip("<> "))
    headers = record.http_headers
    if record.rec_type == "response":
        if headers is None or headers.get_statuscode() != "200":
            return None
        said = headers.get_header("Content-Type") or ""
    else:
        said = record.rec_headers.get_header("Content-Type") or ""
    kind, _, parameters = said.partition(";")
    media = _MEDIA.get(kind.strip().lower())
    if media is None or address.split("?")[0].endswith(_NOT_PAGES):
        return None
    return _page(record, address, media, _charset(parameters), limits)


def _page(record: Any, address: str, media: Media, charset: str | None, limits: Limits) -> Item | Unread | None:
    try:
        data = at_most(record.content_stream(), limits)
    except UnreadableError as error:
        return Unread(address, str(error) or too_large(None, limits))
    if getattr(record.raw_stream, "limit", 0) > 0:
        return Unread(address, "the web archive breaks off inside this page")
    if not data.strip():
        return None
    return Item(address, data=data, media=media, charset=charset, given={"url": address})


def _charset(parameters: str) -> str | None:
    for parameter in parameters.split(";"):
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            return value.strip().strip("\"'")[:40] or None
    return None
