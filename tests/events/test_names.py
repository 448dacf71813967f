"""Names as they are compared: letters without marks, words without signs."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.events.names import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Al-Sisi’s", "al sisis"),
        ("Čaputová”Ł", "caputova l"),
        ("Иванов Ivanov", "ivanov"),
        ("a\u0301—b", "a b"),
        ("Müller–Åse " * 9, ("muller ase " * 9).strip()),
    ],
)
def test_a_name_is_folded(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text(max_size=80))
def test_marks_over_letters_change_nothing(text: str) -> None:
    assert fold("".join(f"{letter}\u0301" if letter.isalnum() else letter for letter in text)) == fold(text)


@given(st.text(st.characters(categories=["L", "N", "M", "P", "Z"]), max_size=80))
def test_what_is_folded_is_small_letters_and_figures(text: str) -> None:
    assert all(word.isascii() and word.isalnum() and word == word.lower() for word in fold(text).split(" ") if word)
    assert fold(text) == fold(unicodedata.normalize("NFC", text))
