"""Files at addresses (`s3://`, `gs://`, `https://`, ...) that the user names, through fsspec.

Invariant: nothing is fetched but what was named, or lies in the folder that was named; a file is read as a
stream, a few megabytes at a time; what cannot be reached is said of its address, and raises nothing.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

from communique.model import Unread

_AHEAD = 4_000_000
"""Bytes that are fetched at a time."""
_HERE = "an address of a file here: give its path; of a page elsewhere, save the page and give the file"
_MISSING = (
    "a web address: nothing is fetched without communique[remote]; install that, or save the page and give the file"
)


@dataclass(frozen=True, slots=True)
class Remote:
    """An open file at an address: its name, its size in bytes (0 if the server does not say) and its stream."""

    uri: str
    name: str
    size: int
    stream: io.BufferedReader


def remote_files(address: str) -> Iterator[Remote | Unread]:
    """The files at an address, in the order of names, each open until the next is asked for."""
    if address.startswith(("file:", "local:")):
        yield Unread(address, _HERE)
        return
    try:
        from fsspec.core import url_to_fs

        system, path = url_to_fs(address)
        paths = _paths(system, path)
    except ImportError as error:
        yield Unread(address, _MISSING if address.startswith("http") else f"{_MISSING} ({_words(error)})")
        return
    except Exception as error:  # each file system has errors of its own
        yield Unread(address, _why(error))
        return
    for each in paths:
        uri = str(system.unstrip_protocol(each))
        try:
            size = int(system.info(each).get("size") or 0)
            opened = system.open(each, "rb", block_size=_AHEAD, cache_type="readahead")
        except Exception as error:
            yield Unread(uri, _why(error))
            continue
        with io.BufferedReader(cast(Any, opened), 1_000_000) as stream:
            yield Remote(uri, each.rstrip("/").rpartition("/")[2], size, stream)


def _paths(system: Any, path: str) -> list[str]:
    """The file itself, or all files below a folder; a web address is never a folder, whatever its page lists."""
    protocols = (system.protocol,) if isinstance(system.protocol, str) else tuple(system.protocol)
    if not {"http", "https"} & set(protocols) and system.isdir(path):
        found = sorted(str(each) for each in system.find(path))
        return [each for each in found if not any(part.startswith(".") for part in each.split("/"))]
    return [path]


def _why(error: Exception) -> str:
    if isinstance(error, FileNotFoundError):
        return "no such file or folder at that address"
    return f"cannot be fetched ({type(error).__name__}: {_words(error)})"


def _words(error: Exception) -> str:
    return " ".join(str(error).split())[:120]
