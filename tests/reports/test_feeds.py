"""Each entry of a feed is a report, and a feed can do no harm."""

from __future__ import annotations

from pathlib import Path

import pytest
from offered import STORY

from communique.model import Report, Unread
from communique.reports import Item, items, report

RSS = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Harbour Times</title>
<link>https://h.example</link>
<item><title>Fiji &amp; friends</title><link>https://h.example/1</link><guid>n1</guid>
<pubDate>Tue, 04 Jun 2019 07:12:00 +1200</pubDate><description>Short words.</description>
<content:encoded><![CDATA[<p>{STORY[0]}</p><p>{STORY[1]}</p>]]></content:encoded></item>
<item><title>No words</title></item>
<item></item>
</channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Harbour Times</title>
<entry><id>tag:h.example,1</id><title>Fiji</title><updated>2019-06-04T07:12:00Z</updated>
<link href="https://h.example/1"/><summary>{STORY[0]}</summary></entry></feed>"""
BOMB = """<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa">
<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>
<rss><channel><item><title>&c;</title></item></channel></rss>"""


ATOM_OF = (
    "<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>Fish {}</title>"
    f"<content>{STORY[0]}</content></entry></feed>"
)


def offered(folder: Path, data: str | bytes, name: str = "x.xml") -> list[Item | Unread]:
    (folder / name).write_bytes(data.encode() if isinstance(data, str) else data)
    return list(items([folder / name]))


def test_an_rss_entry_is_a_report_with_its_headline_first(tmp_path: Path) -> None:
    first, second, third = offered(tmp_path, RSS)
    assert isinstance(first, Item)
    found = report(first)
    assert isinstance(found, Report)
    assert found.text == f"Fiji & friends\n\n{STORY[0]}\n\n{STORY[1]}"
    assert (found.uri, found.title, found.publisher) == ("x.xml#n1", "Fiji & friends", "Harbour Times")
    assert (found.published, found.published_basis, found.url) == ("2019-06-04", "metadata", "https://h.example/1")
    assert isinstance(second, Item)
    assert isinstance(report(second), Unread)
    assert isinstance(third, Unread)


def test_an_atom_entry_is_a_report(tmp_path: Path) -> None:
    (item,) = offered(tmp_path, ATOM, "x.atom")
    assert isinstance(item, Item)
    found = report(item)
    assert isinstance(found, Report)
    assert (found.text, found.published) == (f"Fiji\n\n{STORY[0]}", "2019-06-04")


@pytest.mark.parametrize("data", [BOMB, BOMB.encode("utf-16"), BOMB.replace("rss", "feed")])
def test_entities_of_its_own_are_refused(tmp_path: Path, data: str | bytes) -> None:
    (only,) = offered(tmp_path, data, "x.rss")
    assert isinstance(only, Unread)


@pytest.mark.parametrize("data", ["<rss></rss>", "<rss><channel><item>", "<feed", RSS[:200]])
def test_a_feed_without_entries_is_said_to_be(tmp_path: Path, data: str) -> None:
    for one in offered(tmp_path, data):
        assert isinstance(one, Unread)


def test_a_feed_that_breaks_off_gives_what_is_there(tmp_path: Path) -> None:
    first, *_ = offered(tmp_path, RSS[: RSS.index("<item></item>")])
    assert isinstance(first, Item)
    assert first.given["title"] == "Fiji & friends"


@pytest.mark.parametrize("number", ["&#x110000;", "&#xD800;", "&#99999999999999999999;", "&#0;"])
def test_a_character_that_there_is_not_costs_nothing_else(tmp_path: Path, number: str) -> None:
    (item,) = offered(tmp_path, ATOM_OF.format(number), "x.atom")
    assert isinstance(item, Item)
    found = report(item)
    assert isinstance(found, Report), found
    assert STORY[0] in found.text
    assert "\x00" not in found.text
