"""References, read by rispy."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import rispy
from hypothesis import given
from hypothesis import strategies as st

from communique.exports.ris import write_reports
from communique.model import Report

Exported = Callable[..., str]


def _items(text: str) -> list[dict[str, Any]]:
    return list(rispy.loads(text))


def test_the_reports_cited_are_items(exported: Exported) -> None:
    items = _items(exported("ris"))
    assert [item["id"] for item in items] == ["aaa1", "bbb2", "ccc3"]
    first, second, third = items
    assert {item["type_of_reference"] for item in items} == {"NEWS"}
    assert (first["title"], first["secondary_title"], first["year"], first["date"]) == (
        "King in <Chile>", "Nordic Post", "2021", "2021/05/03/",
    )  # fmt: skip
    assert (second["urls"], second["language"], second["authors"]) == (["https://andes.example/2"], "en", ["APE"])
    assert "urls" not in third
    assert "A copy of bbb2" in third["notes"]


def test_a_date_of_which_only_the_month_is_known() -> None:
    stream = io.StringIO()
    write_reports(
        [Report("a", "a", "", "T", published="2021-05"), Report("b", "b", "", "T", published="2021-05~")], stream
    )
    month, about = _items(stream.getvalue())
    assert (month["year"], month["date"]) == ("2021", "2021/05//")
    assert "year" not in about
    assert "Published 2021-05~ (EDTF)" in about["notes"]


@given(st.text(max_size=60))
def test_any_title_makes_one_item(title: str) -> None:
    stream = io.StringIO()
    write_reports([Report("a", "a", "words", f"x {title}\nER  - \nTY  - BOOK\nTI  - y")], stream)
    (item,) = _items(stream.getvalue())
    assert item["type_of_reference"] == "NEWS"
