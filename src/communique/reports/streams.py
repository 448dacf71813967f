"""Bytes in a stream, held to limits: what is unpacked, and how long a line may be.

Invariant: nothing is unpacked to disk, and never more than `max_bytes` and a buffer are in memory.
"""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO, Any, Protocol

from communique.reports.item import Limits, UnreadableError

_FREE = 64_000_000
"""Bytes that any stream may unpack to before its growth is looked at."""
_CHUNK = 1_000_000


class _Reader(Protocol):
    def read1(self, size: int, /) -> bytes: ...


class _Guarded(io.RawIOBase):
    """A readable stream that raises UnreadableError once it has grown beyond belief, and ends where it is damaged."""

    def __init__(self, source: _Reader, packed: int, limits: Limits) -> None:
        super().__init__()
        self._source = source
        self._read = 0
        self._most = max(_FREE, packed * limits.max_growth)
        self.damage: Exception | None = None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        try:
            data = self._source.read1(len(buffer))
        except (EOFError, OSError, zlib.error, zipfile.BadZipFile) as error:
            self.damage = self.damage or error
            return 0
        self._read += len(data)
        if self._read > self._most:
            raise UnreadableError("unpacks to far more than any text would (a decompression bomb?)")
        buffer[: len(data)] = data
        return len(data)


class Unpacked(io.BufferedReader):
    """Unpacked bytes. Where the packed ones are damaged or break off it ends, and `check` says so.

    A reader that raised at the break would lose what its caller's buffer already held.
    """

    def __init__(self, source: _Reader, packed: int, limits: Limits) -> None:
        """`packed` is the size in bytes before unpacking, which `limits.max_growth` multiplies."""
        self._guarded = _Guarded(source, packed, limits)
        super().__init__(self._guarded, 65_536)

    def check(self) -> None:
        """Raises UnreadableError if the bytes ended at a break or damage."""
        if self._guarded.damage is not None:
            raise UnreadableError("a compressed file that breaks off or is damaged; what stands before is read")


def gunzipped(source: IO[bytes], packed: int, limits: Limits) -> Unpacked:
    """The bytes inside gzip, all members."""
    return Unpacked(gzip.GzipFile(fileobj=source, mode="rb"), packed, limits)


def check(stream: object) -> None:
    """Raises UnreadableError if `stream` is an unpacked one that ended at a break or damage."""
    if isinstance(stream, Unpacked):
        stream.check()


def at_most(stream: Any, limits: Limits) -> bytes:
    """All of a stream. Raises UnreadableError if it holds more than `max_bytes` or breaks off."""
    parts: list[bytes] = []
    size = 0
    while part := stream.read(min(_CHUNK, limits.max_bytes + 1 - size)):
        parts.append(part)
        size += len(part)
        if size > limits.max_bytes:
            raise UnreadableError(too_large(None, limits))
    check(stream)
    return b"".join(parts)


def too_large(size: int | None, limits: Limits) -> str:
    """The words for something over `max_bytes`."""
    said = f"{size / 1e6:,.1f} MB" if size is not None else "too large"
    return f"{said}; the limit for one report is {limits.max_bytes / 1e6:,.1f} MB"


def lines(stream: io.BufferedIOBase, limits: Limits) -> Iterator[tuple[int, bytes | None]]:
    """Each line with its number from 1; None in place of a line over `max_bytes`."""
    number = 0
    while line := stream.readline(limits.max_bytes + 1):
        number += 1
        if len(line) <= limits.max_bytes:
            yield number, line
            continue
        rest = line
        while rest and not rest.endswith(b"\n"):
            rest = stream.readline(_CHUNK)
        yield number, None
