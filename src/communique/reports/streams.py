"""Bytes in a stream, held to limits: what is unpacked, and how long a line may be.

Invariant: nothing is unpacked to disk, and never more than `max_bytes` and a buffer are in memory.
"""

from __future__ import annotations

import gzip
import io
from collections.abc import Iterator
from typing import IO, Protocol

from communique.reports.item import Limits, UnreadableError

_FREE = 64_000_000
"""Bytes that any stream may unpack to before its growth is looked at."""
_CHUNK = 1_000_000


class _Reader(Protocol):
    def read(self, size: int = -1, /) -> bytes: ...


class _Guarded(io.RawIOBase):
    """A readable stream that raises UnreadableError once it has grown beyond belief."""

    def __init__(self, source: _Reader, packed: int, limits: Limits) -> None:
        super().__init__()
        self._source = source
        self._read = 0
        self._most = max(_FREE, packed * limits.max_growth)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview, /) -> int:  # type: ignore[override]
        data = self._source.read(len(buffer))
        self._read += len(data)
        if self._read > self._most:
            raise UnreadableError("unpacks to far more than any text would (a decompression bomb?)")
        buffer[: len(data)] = data
        return len(data)


def guarded(source: _Reader, packed: int, limits: Limits) -> io.BufferedReader:
    """A buffered stream over unpacked bytes. `packed` is the size in bytes before unpacking."""
    return io.BufferedReader(_Guarded(source, packed, limits), 65_536)


def gunzipped(source: IO[bytes], packed: int, limits: Limits) -> io.BufferedReader:
    """The bytes inside gzip, all members. Raises EOFError, OSError or zlib.error while reading, if broken."""
    return guarded(gzip.GzipFile(fileobj=source, mode="rb"), packed, limits)


def at_most(stream: _Reader, limits: Limits) -> bytes:
    """All of a stream. Raises UnreadableError if it holds more than `max_bytes`."""
    parts: list[bytes] = []
    size = 0
    while part := stream.read(min(_CHUNK, limits.max_bytes + 1 - size)):
        parts.append(part)
        size += len(part)
        if size > limits.max_bytes:
            raise UnreadableError(too_large(None, limits))
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
