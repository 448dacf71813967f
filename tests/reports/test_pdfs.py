"""A PDF gives its text; what cannot be read says why."""

from __future__ import annotations

import io

from offered import STORY, pdf
from pypdf import PdfReader, PdfWriter

from communique.model import Report, Unread
from communique.reports import Item, Limits, report


def reason(data: bytes, limits: Limits = Limits()) -> str:  # noqa: B008
    result = report(Item("x.pdf", data=data, media="pdf"), limits)
    assert isinstance(result, Unread), result
    return result.reason


def test_the_text_of_a_pdf_is_read() -> None:
    found = report(Item("x.pdf", data=pdf(), media="pdf"))
    assert isinstance(found, Report)
    assert all(words in found.text for words in STORY)


def test_its_creation_date_is_no_day_of_publication() -> None:
    found = report(Item("x.pdf", data=pdf(), media="pdf"))
    assert isinstance(found, Report)
    assert found.published is None


def test_its_title_counts_only_if_the_text_says_it_too() -> None:
    said = report(Item("x.pdf", data=pdf(("A day in Suva", *STORY), title="A day in Suva"), media="pdf"))
    unsaid = report(Item("x.pdf", data=pdf(title="Microsoft Word - final2"), media="pdf"))
    assert isinstance(said, Report)
    assert isinstance(unsaid, Report)
    assert said.title == "A day in Suva"
    assert unsaid.title != "Microsoft Word - final2"


def test_an_encrypted_pdf_is_named() -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf())))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    assert "encrypted" in reason(out.getvalue())


def test_a_scan_is_named() -> None:
    assert "without text" in reason(pdf(()))


def test_a_pdf_of_too_many_words_is_named() -> None:
    assert "characters" in reason(pdf(STORY * 50), Limits(max_chars=5_000))


def test_a_pdf_cut_off_anywhere_does_no_harm() -> None:
    whole = pdf()
    for length in range(0, len(whole), 97):
        assert isinstance(report(Item("x.pdf", data=whole[:length], media="pdf")), Report | Unread)
