"""A mail gives its body, and what its headers say."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

from offered import STORY, TEXT, page

from communique.model import Report, Unread
from communique.reports import Columns, Item, Limits, items, report


def message(text: str = "", markup: str = "", **headers: str) -> bytes:
    mail = EmailMessage()
    for name, value in headers.items():
        mail[name.replace("_", "-")] = value
    if text:
        mail.set_content(text)
    if markup and text:
        mail.add_alternative(markup, subtype="html")
    elif markup:
        mail.set_content(markup, subtype="html")
    return mail.as_bytes()


def read(data: bytes) -> Report:
    result = report(Item("x.eml", data=data, media="mail"))
    assert isinstance(result, Report), result
    return result


def test_headers_are_metadata() -> None:
    sender = "Press Office – Zürich <press@h.example>"
    found = read(message(TEXT, Subject="Visit of Fiji’s leader", From=sender, Date="Tue, 4 Jun 2019 23:50:00 +1200"))
    assert found.text.strip() == TEXT
    assert (found.title, found.publisher) == ("Visit of Fiji’s leader", "Press Office – Zürich")
    assert (found.published, found.published_basis) == ("2019-06-04", "metadata")


def test_the_plain_part_is_preferred_unless_it_says_nothing() -> None:
    markup = "".join(f"<p>{words}</p>" for words in STORY)
    assert "<p>" not in read(message(TEXT, markup)).text
    assert read(message("See the page.", markup)).text == TEXT
    assert read(message("", markup)).text == TEXT


def test_attachments_are_left_alone() -> None:
    mail = EmailMessage()
    mail.set_content(TEXT)
    mail.add_attachment(b"words of an attachment", maintype="text", subtype="plain", filename="a.txt")
    assert read(mail.as_bytes()).text.strip() == TEXT


def test_a_page_saved_as_a_mail_is_a_page() -> None:
    data = message("", page(), Subject="x", Snapshot_Content_Location="https://h.example/1", From="<Saved by Blink>")
    found = read(data)
    assert found.url == "https://h.example/1"
    assert found.publisher != "Saved by Blink"
    assert any("Tonga counts" in found.text[span.start : span.end] for span in found.removed)


def test_broken_mails_do_no_harm() -> None:
    for head in (
        b"Date: never\nFrom: <<<>>>@@\nSubject: =?x?q?=?=\n",
        b"Content-Type: text/plain; charset=\x00\xff\n",
        b":\n",
    ):
        result = report(Item("x.eml", data=head + b"\n" + TEXT.encode(), media="mail"))
        assert isinstance(result, Report)
        assert result.published_basis != "metadata"
    assert isinstance(report(Item("x.eml", data=message("", Subject="nothing in it"), media="mail")), Unread)


def test_a_mailbox_gives_each_of_its_messages(tmp_path: Path) -> None:
    first = message(
        f"{TEXT}\n\n>From the harbour they drove on.\n", Subject="One", Date="Tue, 4 Jun 2019 09:00:00 +1200"
    )
    second = message(TEXT, Subject="Two", Date="Wed, 5 Jun 2019 09:00:00 +1200")
    envelope = b"From press@h.example Tue Jun  4 09:00:00 2019\n"
    for name in ("box.mbox", "inbox"):
        path = tmp_path / name
        path.write_bytes(envelope + first + b"\n" + envelope + second)
        found = list(items([path]))
        assert [one.uri for one in found] == [f"{name}#1", f"{name}#2"]
        read_both = [report(one) for one in found if isinstance(one, Item)]
        assert [one.title for one in read_both if isinstance(one, Report)] == ["One", "Two"]
        assert isinstance(read_both[0], Report)
        assert "\nFrom the harbour they drove on." in read_both[0].text
    large = list(items([path], Columns(), Limits(max_bytes=len(first) - 20)))
    assert isinstance(large[0], Unread)
    assert isinstance(large[1], Item)


def test_what_is_only_named_a_mailbox_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.mbox"
    path.write_text(TEXT)
    (found,) = items([path])
    assert isinstance(found, Unread)
    assert "not a mailbox" in found.reason


def test_headers_hold_only_what_can_be_stored() -> None:
    found = read(b"Subject: Talks\x00 on \xed\xa0\x80 fish\nFrom: a\x00b <x@h.example>\n\n" + TEXT.encode())
    assert found.title is not None
    assert found.title.encode("utf-8")
    assert "\x00" not in found.title + (found.publisher or "")
