"""From paths, as a person gives them, to items, one after another.

Invariant: everything that is offered comes out as an Item or as an Unread that says why not, in an order
that depends only on names; nothing is fetched but what the user names by its address, nothing outside the
folders given is followed into, and nothing that one file holds keeps the next from being read. Passed over
without a word are hidden files (`.name`) and the folder of pictures and scripts that a browser saves beside a
page (`name_files`).
"""

from __future__ import annotations

import io
import os
import re
import stat
from collections.abc import Iterator, Sequence, Set
from pathlib import Path, PurePath

from communique.model import Unread
from communique.reports.archives import read_wacz, read_warc
from communique.reports.decoding import tidy
from communique.reports.feeds import read_feed
from communique.reports.item import Columns, Item, Limits, Media, UnreadableError
from communique.reports.mail import read_mbox
from communique.reports.media import HEAD, Kind, kind_of
from communique.reports.remote import remote_files
from communique.reports.streams import at_most, gunzipped, too_large
from communique.reports.tables import read_csv, read_json, read_jsonl

_ADDRESS = re.compile(r"[a-zA-Z][a-zA-Z0-9+.\-]{1,20}:/")
_SINGLE: dict[Kind, Media] = {"html": "html", "text": "text", "pdf": "pdf", "mail": "mail"}


_COLUMNS, _LIMITS = Columns(), Limits()


def items(
    paths: Sequence[str | Path], columns: Columns = _COLUMNS, limits: Limits = _LIMITS
) -> Iterator[Item | Unread]:
    """Every report that `paths` (files and folders) hold, unread yet; tables and archives give many.

    Folders are walked in the order of names. Two files of the same bytes give two items of one id.
    Never raises; what cannot be opened is an Unread.
    """
    for given in paths:
        name = os.fspath(given)
        if _ADDRESS.match(name):
            yield from _remote(name if "://" in name else name.replace(":/", "://", 1), columns, limits)
            continue
        path = Path(name)
        try:
            if path.is_dir():
                yield from _folder(path, columns, limits)
            else:
                yield from _file(path, path.name, columns, limits)
        except (OSError, ValueError) as error:
            yield Unread(_shown(name), _why(error))


def _remote(address: str, columns: Columns, limits: Limits) -> Iterator[Item | Unread]:
    """All that lies at an address that the user named."""
    for found in remote_files(address):
        if isinstance(found, Unread):
            yield found
            continue
        try:
            yield from _stream(found.stream, found.name, found.size, found.uri, columns, limits)
        except Exception as error:
            yield Unread(found.uri, _why(error))


def _folder(root: Path, columns: Columns, limits: Limits) -> Iterator[Item | Unread]:
    """Walks a folder without calling itself, so that no depth of folders is too deep."""
    home = root.resolve()
    waiting = [root]
    while waiting:
        here = waiting.pop()
        try:
            with os.scandir(here) as found:
                entries = sorted(found, key=lambda entry: entry.name)
        except OSError as error:
            yield Unread(_relative(here, root) or _shown(root.name), _why(error))
            continue
        below: list[Path] = []
        names = {entry.name for entry in entries}
        for entry in entries:
            if entry.name.startswith("."):
                continue
            path = here / entry.name
            uri = _relative(path, root)
            refused = _refused_link(path, home) if entry.is_symlink() else None
            if refused:
                yield Unread(uri, refused)
            elif entry.is_dir(follow_symlinks=False):
                if not _beside_page(entry.name, names):
                    below.append(path)
            else:
                yield from _file(path, uri, columns, limits)
        waiting.extend(reversed(below))


def _beside_page(folder: str, names: Set[str]) -> bool:
    """Whether a folder is what a browser saved together with the page of the same name."""
    page = folder.removesuffix("_files")
    return page != folder and bool(names & {f"{page}.html", f"{page}.htm"})


def _refused_link(path: Path, home: Path) -> str | None:
    """Why a link is not followed; None if it leads to a file inside the folder that was given."""
    try:
        target = path.resolve(strict=True)
    except (OSError, RuntimeError):
        return "a link that leads nowhere"
    if not target.is_relative_to(home):
        return "a link that leads outside the folder; give its target itself"
    return "a link to a folder, which is read under its own name" if target.is_dir() else None


def _relative(path: Path, root: Path) -> str:
    return "/".join(_shown(part) for part in path.relative_to(root).parts)


def _shown(name: str) -> str:
    """A file's name as storable characters; names that are not UTF-8 show U+FFFD."""
    return os.fsencode(name).decode("utf-8", "replace") if "\x00" not in name else name.replace("\x00", "\ufffd")


def _file(path: Path, uri: str, columns: Columns, limits: Limits) -> Iterator[Item | Unread]:
    """All that one file holds. Whatever goes wrong inside it ends it, after what was read before."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            yield Unread(uri, "not a regular file (a pipe, socket or device)")
            return
        with path.open("rb") as stream:
            yield from _stream(stream, path.name, status.st_size, uri, columns, limits)
    except Exception as error:
        yield Unread(uri, _why(error))


def _stream(
    stream: io.BufferedReader, name: str, size: int, uri: str, columns: Columns, limits: Limits
) -> Iterator[Item | Unread]:
    kind, why = kind_of(name, stream.peek(HEAD)[:HEAD])
    _refuse(kind, why)
    if kind == "wacz":
        yield from read_wacz(stream, uri, limits)
    elif kind == "gzip":
        inner = gunzipped(stream, size, limits)
        kind, why = kind_of(str(PurePath(name).with_suffix("")) if name else "", inner.peek(HEAD)[:HEAD])
        if kind in {"gzip", "wacz"}:
            raise UnreadableError("packed twice; unpack it once")
        if kind in {"text", "empty", "refused"}:
            inner.check()
        _refuse(kind, why)
        yield from _opened(inner, kind, uri, columns, limits)
        inner.check()
    else:
        if kind in _SINGLE and size > limits.max_bytes:
            raise UnreadableError(too_large(size, limits))
        yield from _opened(stream, kind, uri, columns, limits)


def _refuse(kind: Kind, why: str) -> None:
    if kind in {"refused", "empty"}:
        raise UnreadableError(why)


def _opened(
    stream: io.BufferedReader, kind: Kind, uri: str, columns: Columns, limits: Limits
) -> Iterator[Item | Unread]:
    """The items in an unpacked stream of a known kind."""
    if kind == "jsonl":
        yield from read_jsonl(stream, uri, columns, limits)
    elif kind == "json":
        yield from read_json(stream, uri, columns, limits)
    elif kind == "mbox":
        yield from read_mbox(stream, uri, limits)
    elif kind in {"csv", "tsv"}:
        yield from read_csv(stream, uri, columns, limits, "\t" if kind == "tsv" else None)
    elif kind == "warc":
        yield from read_warc(stream, uri, limits)
    elif kind == "feed":
        yield from read_feed(at_most(stream, limits), uri)
    else:
        yield Item(uri, data=at_most(stream, limits), media=_SINGLE[kind])


def _why(error: Exception) -> str:
    """The reason a person sees."""
    if isinstance(error, UnreadableError):
        return tidy(str(error))
    if isinstance(error, PermissionError):
        return "no permission to read it"
    if isinstance(error, FileNotFoundError):
        return "no such file or folder"
    words = (error.strerror if isinstance(error, OSError) else None) or str(error)
    return tidy(f"cannot be read ({type(error).__name__}: {words[:120]})")
