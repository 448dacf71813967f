"""What lies at an address is read as a stream, if the user names it and fsspec is installed."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

import pytest
from offered import page, warc

from communique.model import Unread
from communique.reports import Item, items

fsspec = pytest.importorskip("fsspec", reason="the extra communique[remote] is not installed")


@pytest.fixture
def bucket() -> Iterator[Any]:
    system = fsspec.filesystem("memory")
    system.pipe("/bucket/b.txt", b"The ministers of two islands met on Monday and spoke about the fish between them.")
    pages = {"https://news.example/one": ("text/html", page().encode())}
    system.pipe("/bucket/news/a.warc.gz", warc(pages))
    system.pipe("/bucket/.hidden.txt", b"not for reading")
    yield system
    system.rm("/bucket", recursive=True)


def test_a_folder_at_an_address_gives_all_its_files_in_order(bucket: Any) -> None:
    found = list(items(["memory://bucket"]))
    assert [one.uri for one in found] == ["memory:///bucket/b.txt", "https://news.example/one"]
    assert all(isinstance(one, Item) for one in found)


def test_an_archive_at_an_address_gives_what_the_file_gives(bucket: Any, tmp_path: Any) -> None:
    (tmp_path / "a.warc.gz").write_bytes(bucket.cat("/bucket/news/a.warc.gz"))
    assert list(items(["memory://bucket/news/a.warc.gz"])) == list(items([tmp_path / "a.warc.gz"]))


def test_what_is_not_there_or_cannot_be_reached_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    (missing,) = items(["memory://bucket/nothing.txt"])
    (unknown,) = items(["nowhere://x/y"])
    monkeypatch.setitem(sys.modules, "fsspec.core", None)
    (uninstalled,) = items(["s3://x/y"])
    assert isinstance(missing, Unread)
    assert "no such file" in missing.reason
    assert isinstance(unknown, Unread)
    assert "cannot be fetched" in unknown.reason
    assert isinstance(uninstalled, Unread)
    assert "communique[remote]" in uninstalled.reason
