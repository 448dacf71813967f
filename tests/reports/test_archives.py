"""Pages come out of web archives under their own addresses; the rest of an archive stays where it is."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from offered import STORY, TEXT, page, pdf, wacz, warc

from communique.model import Report, Unread
from communique.reports import Item, Limits, items, report

PAGES = {
    "https://h.example/1": ("text/html; charset=utf-8", page().encode()),
    "https://h.example/a.png": ("image/png", b"\x89PNG" + bytes(100)),
    "https://h.example/2.pdf": ("application/pdf", pdf()),
    "https://h.example/robots.txt": ("text/plain", b"User-agent: *"),
    "https://h.example/3": ("text/plain;charset=windows-1252", f"{TEXT} Café Zürich".encode("cp1252")),
}


def offered(folder: Path, name: str, data: bytes, limits: Limits = Limits()) -> list[Item | Unread]:  # noqa: B008
    (folder / name).write_bytes(data)
    return list(items([folder / name], limits=limits))


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("x.warc", warc(PAGES, packed=False)),
        ("x.warc.gz", warc(PAGES)),
        ("x.wacz", wacz(warc(PAGES))),
        ("x.wacz", wacz(warc(PAGES, packed=False), "archive/data.warc")),
    ],
)
def test_the_pages_of_an_archive_are_reports(tmp_path: Path, name: str, data: bytes) -> None:
    found = [report(item) for item in offered(tmp_path, name, data) if isinstance(item, Item)]
    assert [one.uri for one in found] == ["https://h.example/1", "https://h.example/2.pdf", "https://h.example/3"]
    assert all(isinstance(one, Report) and STORY[0] in one.text for one in found)
    assert [one.url for one in found if isinstance(one, Report)] == [one.uri for one in found]
    assert isinstance(found[2], Report)
    assert found[2].text.endswith("Café Zürich")


def test_nothing_is_unpacked_to_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.TemporaryFile", None)
    monkeypatch.setattr("tempfile.NamedTemporaryFile", None)
    offered(tmp_path, "x.wacz", wacz(warc(PAGES)))
    assert [path.name for path in tmp_path.iterdir()] == ["x.wacz"]


def test_the_same_page_has_the_same_id_in_an_archive_and_as_a_file(tmp_path: Path) -> None:
    (inside, *_) = offered(tmp_path, "x.warc.gz", warc(PAGES))
    assert isinstance(inside, Item)
    assert inside.id == Item("y.html", data=page().encode()).id


@pytest.mark.parametrize("packed", [True, False])
def test_an_archive_that_breaks_off_gives_what_is_whole(tmp_path: Path, packed: bool) -> None:
    pages = {f"https://h.example/{n}": ("text/html", page((f"{STORY[0]} {n}.", *STORY[1:])).encode()) for n in range(4)}
    whole = warc(pages, packed)
    found = offered(tmp_path, "x.warc.gz" if packed else "x.warc", whole[: int(len(whole) * 0.9)])
    assert [one.uri for one in found if isinstance(one, Item)] == list(pages)[:3]
    reasons = [one.reason for one in found if isinstance(one, Unread)]
    assert reasons
    assert all("breaks off" in reason for reason in reasons)


def test_errors_and_redirects_are_no_reports(tmp_path: Path) -> None:
    (only,) = offered(tmp_path, "x.warc", warc(PAGES, status="404 Not Found"))
    assert isinstance(only, Unread)
    assert "without a page" in only.reason


def test_a_page_over_the_limit_is_named_and_costs_no_other(tmp_path: Path) -> None:
    pages = {"https://h.example/big": ("text/html", b"<p>a" * 100_000), **PAGES}
    found = offered(tmp_path, "x.warc.gz", warc(pages), Limits(max_bytes=100_000))
    assert isinstance(found[0], Unread)
    assert found[0].uri == "https://h.example/big"
    assert sum(isinstance(one, Item) for one in found) == 3


@pytest.mark.parametrize(
    "data",
    [
        b"PK\x03\x04" + bytes(500),
        wacz(b"", "other.txt"),
        wacz(b"not a warc"),
        wacz(warc(PAGES))[:900],
        wacz(b"a" * 100_000_000, "archive/data.warc"),
        wacz(b"WARC/1.0\r\nX: " + b"a" * 50_000_000, "archive/data.warc"),
    ],
)
def test_a_broken_wacz_is_named(tmp_path: Path, data: bytes) -> None:
    found = offered(tmp_path, "x.wacz", data)
    assert found
    assert all(isinstance(one, Unread) and one.reason for one in found)


def test_a_wacz_with_paths_that_lead_outside_writes_nothing(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("../../outside.warc.gz", warc(PAGES))
    folder = tmp_path / "a" / "b"
    folder.mkdir(parents=True)
    offered(folder, "x.wacz", out.getvalue())
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a", "b", "x.wacz"]


def test_a_record_without_an_address_costs_no_other(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    whole = warc(PAGES, packed=False).replace(b"WARC-Target-URI: https://h.example/1\r\n", b"X: y\r\n")
    found = offered(tmp_path, "x.warc", whole)
    assert [one.uri for one in found if isinstance(one, Item)] == ["https://h.example/2.pdf", "https://h.example/3"]
    assert not any("Error" in one.reason for one in found if isinstance(one, Unread))


def test_a_length_that_lies_writes_nothing_of_the_archive_to_the_terminal(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    whole = warc(PAGES, packed=False)
    place = whole.index(b"Content-Length: ") + len(b"Content-Length: ")
    offered(tmp_path, "x.warc", whole[:place] + b"4" + whole[place + 1 :])
    assert capfd.readouterr() == ("", "")


def test_a_place_that_lies_is_named(tmp_path: Path) -> None:
    data = wacz(warc(PAGES))
    end = data.rindex(b"PK\x05\x06")
    (only,) = offered(tmp_path, "x.wacz", data[: end + 16] + b"\x7f\x7f\x7f\x7f" + data[end + 20 :])
    assert isinstance(only, Unread)
    assert "WACZ" in only.reason


def test_reasons_can_be_stored(tmp_path: Path) -> None:
    reasons = [
        one.reason for one in offered(tmp_path, "x.warc", b"WARC/1.0\r\n\r\n" + b"\x00\xed\xa0\x80 nothing\r\n" * 9)
    ]
    assert reasons
    assert not any("\x00" in reason for reason in reasons)
