"""Addresses, and what must hold for any text of a report."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.model import Claim, Removed, Report
from communique.record.browsing import Column, Entry, Row
from communique.web.charts import by_year
from communique.web.drawing import bar
from communique.web.layout import spread
from communique.web.marked import marked
from communique.web.projecting import HEIGHT, projected
from communique.web.rendering import address, script_data, twin, web


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)", "JAVASCRIPT:alert(1)", " javascript:alert(1)", "java\nscript:alert(1)", "data:,x",
        "//evil.example", "/x", "https:", "http://", "https://a b", "vbscript:x", "https://[", "", None,
        "\x01https://x.y",
    ],
)  # fmt: skip
def test_an_address_that_is_not_of_the_web_is_no_link(url: str | None) -> None:
    assert web(url) is None


@pytest.mark.parametrize("url", ["https://a.example/x?y#z", "http://a.example"])
def test_an_address_of_the_web_is_one(url: str) -> None:
    assert web(url) == url


def test_addresses_quote_what_they_hold() -> None:
    assert (
        address("/events/a b/../<x>", who="a&b", at=None, page="", from_=3)
        == "/events/a%20b/../%3Cx%3E?who=a%26b&from=3"
    )
    assert twin("/find?words=a") == "/find.json?words=a"


@given(st.text())
def test_data_in_a_page_cannot_end_its_element(text: str) -> None:
    held = str(script_data({"text": text}))
    assert "<" not in held
    assert "&" not in held
    assert json.loads(held) == {"text": text}


@given(st.text(alphabet="ab .\n<&", min_size=1, max_size=60), st.data())
def test_a_marked_text_is_the_text_with_the_clicked_span_once(text: str, data: st.DataObject) -> None:
    def span() -> tuple[int, int]:
        start = data.draw(st.integers(0, len(text) - 1))
        return start, data.draw(st.integers(start + 1, len(text)))

    claims = [Claim(f"c{n}", "r", *here, text[slice(*here)], "visit", "happened")
              for n, here in enumerate(span() for _ in range(data.draw(st.integers(0, 5))))]  # fmt: skip
    removed = (Removed(*span(), "menu"),) if data.draw(st.booleans()) else ()
    aim = span()
    tokens = list(marked(Report("r", "u", text, removed=removed), claims, {}, aim, {"c0"}))
    assert "".join(token.words for token in tokens if token.kind in ("text", "removed")) == text
    assert sum(token.aimed for token in tokens) == 1
    depth = 0
    for token in tokens:
        depth += {"open": 1, "close": -1}.get(token.kind, 0)
        assert depth >= 0
    assert depth == 0


def _entry(first: str | None, last: str | None, rough: bool = False) -> Entry:
    return Entry(1, "e", "visit", "x", "happened", first, last, first, last, rough, None, None, 1, 1, False, 1.0)


def test_a_bar_covers_its_days_and_is_cut_at_the_edge_of_its_month() -> None:
    found = bar(Row(_entry("2021-04-03", "2021-04-05"), (_entry("2021-04-04", "2021-04-04"),), True), "2021-04")
    assert found is not None
    assert (found.left, found.width, found.cut) == (6.67, 10.0, False)
    assert [mark.left for mark in found.marks] == [11.67]
    over = bar(Row(_entry("2021-04-29", "2021-05-02"), (), True), "2021-04")
    assert over is not None
    assert over.cut
    assert over.left + over.width <= 100.01
    assert bar(Row(_entry(None, None), (), True), "2021-04") is None


def test_a_chart_has_every_year_between_the_first_and_the_last() -> None:
    chart = by_year([Column("2001", {"happened": 2, "planned": 2}), Column("2004", {"cancelled": 1})])
    assert [year.period for year in chart] == ["2001", "2002", "2003", "2004"]
    assert [(part.group, part.top, part.height) for part in chart[0].parts] == [
        ("happened", 50.0, 50.0), ("planned", 0.0, 50.0),
    ]  # fmt: skip
    assert chart[1].total == 0
    assert by_year([]) == ()


@given(st.integers(0, 24), st.data())
def test_places_of_a_graph_are_inside_the_square_and_the_same_each_time(size: int, data: st.DataObject) -> None:
    keys = [f"k{n}" for n in range(size)]
    ends = st.sampled_from(keys) if keys else st.nothing()
    edges = data.draw(st.lists(st.tuples(ends, ends, st.floats(1, 9)), max_size=20)) if keys else []
    places = spread(keys, edges)
    assert set(places) == set(keys)
    assert all(0 <= x <= 1 and 0 <= y <= 1 for x, y in places.values())
    assert places == spread(keys, edges)


@given(st.floats(-57, 84), st.floats(-180, 180))
def test_every_point_of_the_map_is_inside_its_frame(latitude: float, longitude: float) -> None:
    x, y = projected(latitude, longitude)
    assert -0.01 <= x <= 1000.01
    assert -0.5 <= y <= HEIGHT + 0.5
