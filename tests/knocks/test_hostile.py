"""What is made to do harm is named and passed over, and costs no other: through the door that a user goes in by."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
import zipfile
from pathlib import Path

import pytest
from offered import STORY, TEXT, bomb, page, wacz, warc
from typer.testing import CliRunner, Result

from communique.cli import app
from communique.model import Report, Unread
from communique.record import Record
from communique.reports import Item, Limits, items, report

SMALL = Limits(max_bytes=3_000_000, max_chars=200_000, seconds=30)
ESCAPES = "\x1b[2J\x1b]0;owned\x07\x9b31m\u202e"
SQL = "x'); DROP TABLE report; --"
CANARY = "the canary sings at midnight in the harbour of Suva"
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def zipped(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), data)
    return out.getvalue()


def linked(target: str) -> bytes:
    """A WACZ whose WARC is a symbolic link, as `zip -y` keeps one."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        entry = zipfile.ZipInfo("archive/data.warc")
        entry.external_attr = 0o120777 << 16
        archive.writestr(entry, target)
    return out.getvalue()


def feed(declared: str, told: str) -> bytes:
    return (
        f'<?xml version="1.0"?><!DOCTYPE rss [{declared}]><rss><channel><item><title>Fish</title>'
        f"<description>{told} {STORY[0]}</description></item></channel></rss>"
    ).encode()


LAUGHS = '<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {here} "{f"&{before};" * 10}">' for before, here in zip("abcdefghi", "bcdefghij", strict=True)
)
PASSED_OVER = {
    "bomb.txt.gz": bomb(120),
    "bomb-within.gz": gzip.compress(bomb(80)),
    "bomb.jsonl.gz": gzip.compress(b'{"text": "' + b"a" * 90_000_000),
    "bomb.wacz": wacz(bomb(150)),
    "stored-bomb.wacz": wacz(b"WARC/1.0\r\nA: b\r\n" * 9_000_000, "archive/data.warc"),
    "nested.zip": zipped(a_zip=zipped(b_zip=zipped(c_txt=b"a" * 1_000_000))),
    "nested.wacz": wacz(wacz(warc({"https://h.example/": ("text/html", page().encode())}))),
    "link.wacz": linked("/etc/passwd"),
    "laughs.rss": feed(LAUGHS, "&j;"),
    "outside.rss": feed('<!ENTITY out SYSTEM "file://{canary}">', "&out;"),
    "parameters.atom": feed('<!ENTITY % out SYSTEM "file://{canary}"> %out;', ""),
    "long.html": b"<p>" + b"a " * 400_000,
    "deep.json": b"[" * 1_000_000,
    "deep.jsonl": b'{"text":' * 300_000,
}


@pytest.mark.parametrize("name", PASSED_OVER)
def test_it_is_named_and_passed_over(tmp_path: Path, name: str) -> None:
    canary = tmp_path / "canary.txt"
    canary.write_text(CANARY)
    path = tmp_path / name
    path.write_bytes(PASSED_OVER[name].replace(b"{canary}", str(canary).encode()))
    found = [one if isinstance(one, Unread) else report(one, SMALL) for one in items([path], limits=SMALL)]
    assert found
    assert all(isinstance(one, Unread) and one.reason.strip() for one in found), found
    assert not any("a fault" in str(one) or "Error:" in str(one) for one in found), found
    assert CANARY not in str(found)
    assert sorted(one.name for one in tmp_path.iterdir()) == sorted(["canary.txt", name])


@pytest.mark.parametrize(
    "markup",
    [
        "<div>" * 100_000 + f"<p>{STORY[0]}</p><p>{STORY[1]}</p>",
        "<table><tr><td>" * 100_000 + f"<p>{STORY[0]}</p><p>{STORY[1]}</p>",
        "<b><i>" * 50_000 + f"<p>{STORY[0]}</p><p>{STORY[1]}</p>" + "</b></i>" * 50_000,
        f'<!DOCTYPE html [<!ENTITY out SYSTEM "file://CANARY">]><html><p>&out; {STORY[0]}</p><p>{STORY[1]}</p></html>',
        f'<html><link rel=import href="CANARY"><iframe src="CANARY"></iframe><p>{STORY[0]}</p><p>{STORY[1]}</p></html>',
    ],
)
def test_markup_without_end_is_read_and_leads_nowhere(tmp_path: Path, markup: str) -> None:
    (tmp_path / "canary.txt").write_text(CANARY)
    (tmp_path / "x.html").write_text(markup.replace("CANARY", str(tmp_path / "canary.txt")))
    (item,) = items([tmp_path / "x.html"], limits=SMALL)
    assert isinstance(item, Item)
    found = report(item, SMALL)
    assert isinstance(found, Report), found
    assert STORY[0][:50] in found.text
    assert CANARY not in found.text


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Result]:
    """A record read from a folder of names that are commands, and what the reading printed."""
    home = tmp_path_factory.mktemp("hostile")
    folder = home / "reports"
    folder.mkdir()
    told = "OSLO - Norway's foreign minister, Ines Aas, arrived in Santiago on Monday for talks with her counterpart.\n"
    rows = [
        {
            "id": f"{ESCAPES}1",
            "text": told * 2,
            "title": f"{ESCAPES}Talks",
            "publisher": f"<script>{ESCAPES}",
            "published": "2021-05-03",
        },
        {
            "id": SQL,
            "text": f'{told}"We will {ESCAPES} sign it, {SQL}," Aas said.\n',
            "title": SQL,
            "url": f"javascript:{SQL}",
        },
        {
            "id": "../../../../tmp/owned",
            "text": f'{told}Ms. Aas said: "=HYPERLINK(1) is what we want."\n',
            "title": "=1+1|' /C calc'!A0",
        },
        {"text": ESCAPES},
    ]
    (folder / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    (folder / f"{ESCAPES}.txt").write_text("too short")
    (folder / "'; rm -rf ~; '.txt").write_text(f"{told}{told}{TEXT}")
    (folder / "out.txt").symlink_to("/etc/passwd")
    (folder / "x.html").write_bytes(page(top=f"<p>{ESCAPES}</p>").encode())
    return home, CliRunner().invoke(
        app, ["read", str(folder), "--record", str(home / "x.record"), "--workers", "0"], catch_exceptions=False
    )


def test_names_that_are_commands_are_names(read: tuple[Path, Result]) -> None:
    home, result = read
    assert result.exit_code == 3, result.output
    with Record(home / "x.record") as record:
        uris = {one.uri for one in record.reports}
        assert f"rows.jsonl#{SQL}" in uris
        assert "'; rm -rf ~; '.txt" in uris
        assert len(uris) == 5, uris
        assert {one.uri.rpartition("/")[2] for one in record.unread} >= {"out.txt", "rows.jsonl#4"}
    assert sorted(path.name for path in home.iterdir() if not path.name.startswith("x.record-")) == [
        "reports",
        "x.record",
    ]


@pytest.mark.parametrize(
    "command",
    [
        ["unread"], ["brief"], ["brief", "--format", "markdown"], ["visits"], ["meetings"], ["quotations"], ["actors"],
        ["search", "talks"], ["candidates"],
    ],
    ids=" ".join,
)  # fmt: skip
def test_nothing_that_is_printed_commands_the_terminal(read: tuple[Path, Result], command: list[str]) -> None:
    home, result = read
    assert not CONTROL.search(result.output)
    shown = CliRunner().invoke(app, [command[0], str(home / "x.record"), *command[1:]], catch_exceptions=False)
    assert shown.exit_code == 0
    assert shown.output.strip()
    assert not CONTROL.search(shown.output)


def test_a_page_made_of_it_holds_no_markup_of_theirs(read: tuple[Path, Result]) -> None:
    shown = CliRunner().invoke(app, ["brief", str(read[0] / "x.record"), "--format", "html"], catch_exceptions=False)
    assert "<script>\x1b" not in shown.output
    assert 'href="javascript:' not in shown.output
    assert STORY[0][:10] in shown.output or "Aas" in shown.output


def test_no_cell_is_a_formula(read: tuple[Path, Result]) -> None:
    shown = CliRunner().invoke(app, ["quotations", str(read[0] / "x.record"), "--csv"], catch_exceptions=False)
    cells = [cell for row in csv.reader(io.StringIO(shown.output)) for cell in row]
    assert cells
    assert not any(cell.startswith(("=", "+", "@", "\t")) for cell in cells)
