from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import made
from communique.exports.sources import cited, first_words, one_line, ordered, reference, web_address
from communique.model import Removed, Report
from communique.record import Record


def test_only_reports_that_say_something_are_cited(settled: object) -> None:
    findings = made.findings()
    silent = Report("zzz9", "z/silent.txt", "Nothing happened.", published="2021-05-01")
    with Record(settled(made.replaced(findings, reports=(*findings.reports, silent)))) as record:  # type: ignore[operator]
        assert [report.id for report in cited(record)] == ["aaa1", "bbb2", "ccc3"]


def test_each_report_once_undated_last() -> None:
    undated, old, new = (
        Report("a", "a", ""),
        Report("b", "b", "", published="2020"),
        Report("c", "c", "", published="2021"),
    )
    assert ordered([undated, new, old, new]) == [old, new, undated]


def test_a_report_without_a_headline_goes_by_its_first_words_that_are_no_debris() -> None:
    report = Report("a", "a", "Menu | Sport\nThe king left.", removed=(Removed(0, 13, "menu"),))
    assert (reference(report).title, reference(report).headed) == ("The king left.", False)
    long = Report("a", "a", "word " * 100)
    assert len(first_words(long)) < 90
    assert first_words(long).endswith(" ...")


def test_notes_say_what_has_no_field() -> None:
    source = reference(Report("b", "b.txt", "", published="2021-05~", copy_of="a"))
    assert source.date is None
    assert source.notes == ("Stored as b.txt", "Published 2021-05~ (EDTF)", "A copy of a")


@pytest.mark.parametrize(
    "url",
    [
        None,
        "",
        "javascript:alert(1)",
        "data:text/html,x",
        "//x.example",
        "http://",
        "https://a b",
        "http://[x",
        "https://x.example/" + "a" * 5000,
        "https://x/<b>",
    ],
)
def test_what_is_no_web_address_is_none(url: str | None) -> None:
    assert web_address(url) is None


def test_web_addresses_stay() -> None:
    assert web_address("https://andes.example/2?a=1&b=%20#x") == "https://andes.example/2?a=1&b=%20#x"


@given(st.text())
def test_one_line_is_one_line(text: str) -> None:
    line = one_line(text)
    assert len(line.splitlines()) <= 1
    assert line == line.strip()
    assert all(character.isprintable() or not character.isascii() for character in line)
    line.encode("utf-8")
