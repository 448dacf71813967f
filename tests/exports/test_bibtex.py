"""References, read by bibtexparser."""

from __future__ import annotations

import io
from collections.abc import Callable

import bibtexparser
from bibtexparser.middlewares import LatexDecodingMiddleware
from hypothesis import given
from hypothesis import strategies as st

from communique.exports.bibtex import write_reports
from communique.model import Report

Exported = Callable[..., str]


def _entries(text: str, decoded: bool = True) -> dict[str, dict[str, str]]:
    library = bibtexparser.parse_string(text, append_middleware=[LatexDecodingMiddleware()] if decoded else [])
    assert not library.failed_blocks
    return {entry.key: {field.key: str(field.value) for field in entry.fields} for entry in library.entries}


def _written(*reports: Report) -> str:
    stream = io.StringIO()
    write_reports(reports, stream)
    return stream.getvalue()


def test_the_reports_cited_are_entries(exported: Exported) -> None:
    entries = _entries(exported("bibtex"))
    assert list(entries) == ["communique-aaa1", "communique-bbb2", "communique-ccc3"]
    first, second, third = entries.values()
    assert (first["journal"], first["year"], first["day"]) == ("Nordic Post", "2021", "3")
    assert first["title"].strip("{}") == "King in <Chile>"
    assert (second["url"], second["date"], second["langid"]) == ("https://andes.example/2", "2021-05-04", "en")
    assert second["title"].strip("{}").startswith("[King Harald met President Rosa Luna on Tuesday & signed")
    assert "url" not in third
    assert "A copy of bbb2" in third["note"]


def test_months_are_bibtexs_own_words() -> None:
    assert "  month = may,\n" in _written(Report("a", "a", "", "T", published="2021-05-03"))
    assert "month" not in _written(Report("a", "a", "", "T", published="2021"))


def test_no_character_of_a_title_acts_in_tex() -> None:
    title = r"100% of $5 & #1_a {b} \input{/etc/passwd} ~ ^ @article{x,"
    text = _written(Report("a", "a", "", title))
    assert r"\input" not in text
    (entry,) = _entries(text).values()
    assert " ".join(entry["title"].replace("{", "").replace("}", "").split()).startswith("100% of $5 & #1_a b")


@given(st.text(max_size=60), st.text(max_size=20))
def test_any_words_make_one_entry(title: str, publisher: str) -> None:
    assert len(_entries(_written(Report("a", "a", "words", title, publisher=publisher)), decoded=False)) == 1
