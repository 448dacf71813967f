"""From a report to paragraphs: lines that go on are joined, marks of layout blanked, places kept."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.claims.parsing import paragraphs, parse
from communique.model import Report

_WRAPPED = """The foreign minister of Norway met today in Oslo with Prime Minister Aino
Salo of Finland to speak of the ferry, the COVID-19 rules at the border
of both lands, and what the two have in common with the Danes in the
north of the sea.  They will meet again.

Both praised the ferry.
"""


def test_lines_broken_at_a_column_are_one_paragraph() -> None:
    first, second = (part.text for part in paragraphs(Report("r", "memory", _WRAPPED)))
    assert "Prime Minister Aino Salo of Finland" in first
    assert "COVID-19 rules" in first
    assert second == "Both praised the ferry."


def test_marks_of_layout_become_spaces_of_the_same_length() -> None:
    text = "**Aino Salo** spoke on the 60<sup>th</sup> day of [the talks](https://example.org/talks)."
    (part,) = paragraphs(Report("r", "memory", text))
    assert len(part.text) == len(text)
    assert part.text.split() == ["Aino", "Salo", "spoke", "on", "the", "60", "th", "day", "of", "[the", "talks", "."]


@given(st.text(alphabet="Ab *_<>/u[]()\\\n-", max_size=200))
def test_a_paragraph_lies_where_it_says(text: str) -> None:
    for part in paragraphs(Report("r", "memory", text)):
        assert 0 <= part.start < part.end <= len(text)
        assert len(part.text) == part.end - part.start
        assert all(
            mine in (theirs, " ", theirs.lower())
            for mine, theirs in zip(part.text, text[part.start : part.end], strict=True)
        )


@pytest.mark.parametrize(
    ("text", "opening"),
    [
        ("PRIME Minister Jane Mwangi signed the treaty.", "Prime Minister"),
        ("QUEEN ANNE today opened the bridge.", "Queen Anne"),
        ("NATO ministers met on Monday.", "NATO ministers"),
    ],
)
def test_an_office_in_capitals_at_an_opening_is_written_small(text: str, opening: str) -> None:
    assert paragraphs(Report("r1", "r1.txt", text))[0].text.startswith(opening)


def test_a_short_line_inside_a_wrapped_sentence_ends_no_paragraph() -> None:
    text = (
        "The minister spoke in the harbour town on Monday with the head of the\n"
        "small office that keeps the lamps, and with Aino Salo, Head of the Harbour\n"
        "Lights and\n"
        "Bells Department of Estonia. They spoke of the winter, of the ice upon\n"
        "the bay, and of the boats that had not come home in the autumn storms.\n"
    )
    assert len(paragraphs(Report("r1", "r1.txt", text))) == 1


def test_a_line_that_ends_within_a_phrase_goes_on() -> None:
    text = "President Aino Salo spoke with President Juan Soto of\nChile today.\n\nThey spoke of the winter."
    assert [part.text for part in paragraphs(Report("r1", "r1.txt", text))] == [
        "President Aino Salo spoke with President Juan Soto of Chile today.",
        "They spoke of the winter.",
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The U.S.-Chile talks began.", ["U.S.", "-", "Chile"]),
        ("Two ministers co-chaired it.", ["co-chaired"]),
        ("U.S.-led forces left.", ["U.S.-led"]),
    ],
)
def test_states_joined_are_two_words_and_what_is_led_together_is_one(text: str, words: list[str]) -> None:
    found = [token.text for token in parse(Report("r1", "r1.txt", text)).docs[0]]
    assert [word for word in found if word in words] == words


@pytest.mark.parametrize("title", ["Engr.", "Hon.", "Amb.", "Brig."])
def test_no_sentence_ends_behind_a_title_cut_short(title: str) -> None:
    text = f"On Monday the minister of trade, {title} Omar Khan, called on President Ana Soto."
    assert len(parse(Report("r1", "r1.txt", text)).sentences) == 1
