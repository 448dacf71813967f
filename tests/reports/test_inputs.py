"""Folders, files and what is in them come out as items or as reasons, whatever they hold."""

from __future__ import annotations

import gzip
import os
import pickle
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from offered import TEXT, bomb, page

from communique.model import Unread
from communique.reports import Item, Limits, items

SMALL = Limits(max_bytes=100_000)


def offered(path: Path, limits: Limits = SMALL) -> list[Item | Unread]:
    return list(items([path], limits=limits))


def reason(path: Path, limits: Limits = SMALL) -> str:
    (only,) = offered(path, limits)
    assert isinstance(only, Unread)
    return only.reason


def test_a_folder_is_walked_in_the_order_of_names_with_paths_relative_to_it(tmp_path: Path) -> None:
    for name in ("b.txt", "a/2.txt", "a/1.txt", ".hidden/x.txt", ".x.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"{name} {TEXT}")
    assert [item.uri for item in offered(tmp_path)] == ["b.txt", "a/1.txt", "a/2.txt"]


def test_a_file_given_by_itself_goes_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "story.txt"
    path.parent.mkdir()
    path.write_text(TEXT)
    (item,) = offered(path)
    assert isinstance(item, Item)
    assert item.uri == "story.txt"


def test_the_same_bytes_have_one_id_wherever_they_lie(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(TEXT)
    (tmp_path / "two.txt").write_text(TEXT)
    (tmp_path / "three.txt").write_text(TEXT + ".")
    ids = {item.uri: item.id for item in offered(tmp_path) if isinstance(item, Item)}
    assert ids["one.txt"] == ids["two.txt"] != ids["three.txt"]
    assert Item("x", data=b"abc").id == "ba7816bf8f01cfea"


def test_items_can_be_sent_to_another_process(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(TEXT)
    (item,) = offered(tmp_path)
    assert pickle.loads(pickle.dumps(item)) == item


@pytest.mark.parametrize("address", ["https://news.example/story.html", "http://x.example", "file:///etc/passwd"])
def test_an_address_is_refused_with_what_to_do_instead(address: str) -> None:
    (only,) = items([address])
    assert isinstance(only, Unread)
    assert only.uri == address
    assert "save the page" in only.reason
    assert list(items([Path(address)])) == [only] or address.startswith("file:")


def test_what_is_not_there_is_said(tmp_path: Path) -> None:
    assert reason(tmp_path / "nothing.txt") == "no such file or folder"


def test_a_path_no_system_can_have() -> None:
    (only,) = items(["a\x00b"])
    assert isinstance(only, Unread)


def test_an_empty_file_is_said_to_be_empty(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_bytes(b" \n ")
    assert reason(tmp_path) == "empty"


def test_a_file_over_the_limit_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "x.txt").open("wb") as out:
        out.truncate(50_000_000)
        out.write(b"line ")
    assert "50.0 MB" in reason(tmp_path, Limits())


def test_a_pipe_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert "not a regular file" in reason(tmp_path)


def test_links_that_lead_outside_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text(TEXT)
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "out.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "up").symlink_to(tmp_path)
    (folder / "gone.txt").symlink_to(tmp_path / "nowhere")
    (folder / "loop.txt").symlink_to(folder / "loop.txt")
    found = {unread.uri: unread.reason for unread in offered(folder) if isinstance(unread, Unread)}
    assert set(found) == {"out.txt", "up", "gone.txt", "loop.txt"}
    assert "outside" in found["out.txt"]
    assert "outside" in found["up"]


def test_a_link_inside_the_folder_is_read_and_one_to_a_folder_is_not(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "x.txt").write_text(TEXT)
    (tmp_path / "b").symlink_to(tmp_path / "a")
    (tmp_path / "c.txt").symlink_to(tmp_path / "a" / "x.txt")
    found = offered(tmp_path)
    assert [item.uri for item in found if isinstance(item, Item)] == ["c.txt", "a/x.txt"]
    assert [item.uri for item in found if isinstance(item, Unread)] == ["b"]


def test_a_file_without_permission_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "x.txt").write_text(TEXT)

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert reason(tmp_path) == "no permission to read it"


def test_a_name_that_is_not_utf8_can_be_stored(tmp_path: Path) -> None:
    with open(os.path.join(os.fsencode(tmp_path), b"caf\xe9.txt"), "wb") as out:
        out.write(TEXT.encode())
    (item,) = offered(tmp_path)
    assert item.uri.encode("utf-8").startswith(b"caf")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "image"),
        (b"SQLite format 3\x00" + bytes(100), "SQLite"),
        (b"PK\x03\x04" + bytes(100), "ZIP"),
        (b"7z\xbc\xaf\x27\x1c" + bytes(100), "7z"),
        (b"<?xml version='1.0'?><catalogue><book/></catalogue>", "XML"),
    ],
)
def test_other_kinds_of_file_are_named(tmp_path: Path, data: bytes, said: str) -> None:
    (tmp_path / "x.txt").write_bytes(data)
    assert said in reason(tmp_path)


@pytest.mark.parametrize(
    ("name", "data", "media"),
    [
        ("a.html", page(), "html"),
        ("a.txt", page(), "html"),
        ("saved", page(), "html"),
        ("a.txt", TEXT, "text"),
        ("a.xyz", TEXT, "text"),
        ("a.eml", f"Subject: x\n\n{TEXT}", "mail"),
        ("mail", f"From: a@b.example\nDate: Tue, 4 Jun 2019 10:00:00 +0000\nSubject: x\n\n{TEXT}", "mail"),
        ("BM.txt", f"BMW and others. {TEXT}", "text"),
        ("a.txt", "%PDF-1.4 ...", "pdf"),
    ],
)
def test_the_kind_is_told_by_content_before_the_name(tmp_path: Path, name: str, data: str, media: str) -> None:
    (tmp_path / name).write_text(data)
    (item,) = offered(tmp_path)
    assert isinstance(item, Item)
    assert item.media == media


def test_what_a_browser_saves_beside_a_page_is_no_report(tmp_path: Path) -> None:
    (tmp_path / "A day.html").write_text(page())
    for folder in ("A day_files", "other_files"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "style.css").write_text("p { color: black }")
        (tmp_path / folder / "frame.html").write_text(page())
    found = offered(tmp_path)
    assert [one.uri for one in found if isinstance(one, Item)] == ["A day.html", "other_files/frame.html"]
    assert [one.uri for one in found if isinstance(one, Unread)] == ["other_files/style.css"]


def test_any_kind_may_be_packed_with_gzip(tmp_path: Path) -> None:
    (tmp_path / "a.html.gz").write_bytes(gzip.compress(page().encode()))
    (item,) = offered(tmp_path)
    assert isinstance(item, Item)
    assert (item.media, item.uri) == ("html", "a.html.gz")
    assert item.id == Item("x", data=page().encode()).id


def test_a_packed_file_that_breaks_off_is_said_to(tmp_path: Path) -> None:
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(os.urandom(50_000).hex().encode())[:20_000])
    assert "breaks off" in reason(tmp_path)


@pytest.mark.parametrize("name", ["x.txt.gz", "x.jsonl.gz", "x.csv.gz", "x.warc.gz", "x.html.gz", "x.rss.gz"])
def test_a_bomb_is_passed_over(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(bomb(120))
    found = offered(tmp_path, Limits(max_bytes=1_000_000, max_growth=50))
    assert found
    assert all(isinstance(one, Unread) for one in found)


def test_one_bad_file_costs_no_other(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"\x00\x01\x02" * 100)
    (tmp_path / "b.txt.gz").write_bytes(b"\x1f\x8b broken")
    (tmp_path / "c.jsonl").write_bytes(b"{")
    (tmp_path / "d.wacz").write_bytes(b"PK\x03\x04 broken")
    (tmp_path / "e.warc").write_bytes(b"WARC/1.0\r\nbroken")
    (tmp_path / "f.rss").write_bytes(b"<rss><channel>")
    (tmp_path / "g.txt").write_text(TEXT)
    found = offered(tmp_path)
    assert [one.uri for one in found if isinstance(one, Item)][-1] == "g.txt"
    assert {one.uri.partition("#")[0] for one in found} == {path.name for path in tmp_path.iterdir()}


BEGINNINGS = st.sampled_from(
    [
        b"",
        b"%PDF-1.4\n",
        b"\x1f\x8b\x08",
        b"PK\x03\x04",
        b"WARC/1.0\r\n",
        b"<html>",
        b"<rss>",
        b"{",
        b"[{",
        b"text\n",
        b"\xff\xfe",
    ]
)
ENDINGS = st.sampled_from(
    [
        "html",
        "txt",
        "pdf",
        "eml",
        "jsonl",
        "json",
        "csv",
        "tsv",
        "rss",
        "xml",
        "warc",
        "warc.gz",
        "wacz",
        "gz",
        "csv.gz",
    ]
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(start=BEGINNINGS, rest=st.binary(max_size=300), ending=ENDINGS)
def test_any_bytes_under_any_name_give_items_or_reasons(tmp_path: Path, start: bytes, rest: bytes, ending: str) -> None:
    path = tmp_path / f"x.{ending}"
    path.write_bytes(start + rest)
    found = offered(path)
    for one in found:
        assert one.uri.startswith("x.") or isinstance(one, Item)
        assert isinstance(one, Item) or one.reason
