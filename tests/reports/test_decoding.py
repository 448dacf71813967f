"""Bytes become the characters they stand for, and nothing a store cannot hold."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from offered import TEXT

from communique.reports.decoding import decode, tidy
from communique.reports.item import UnreadableError

WORDS = f"{TEXT} “We came as neighbours” – the minister’s café, Zürich. €5"


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_charsets_are_told_apart(charset: str) -> None:
    assert decode(WORDS.encode(charset)) == WORDS


def test_what_is_declared_is_believed_unless_the_bytes_say_otherwise() -> None:
    polish = "Minister spraw zagranicznych przyjął gości w Łodzi. " * 5
    assert decode(polish.encode("iso-8859-2"), "ISO-8859-2") == polish
    assert decode(WORDS.encode("utf-8"), "iso-8859-1") == WORDS
    assert decode(WORDS.encode("cp1252"), "iso-8859-1") == WORDS
    assert decode(WORDS.encode("cp1252"), "us-ascii") == WORDS


@pytest.mark.parametrize("declared", ["utf-7", "rot13", "base64", "nonsense", "x" * 500, "", "idna", "\x00"])
def test_a_declared_charset_that_is_none_is_passed_over(declared: str) -> None:
    assert decode(WORDS.encode("cp1252"), declared) == WORDS


def test_other_scripts_are_guessed() -> None:
    russian = "Министр иностранных дел прибыл в столицу с трёхдневным визитом и встретится с президентом. " * 5
    assert decode(russian.encode("cp1251")) == russian


def test_broken_utf8_stays_utf8() -> None:
    data = (WORDS * 3).encode()
    assert decode(data[:-1] + b"\xe2").startswith(WORDS)
    assert decode(data.replace("ü".encode(), b"\xfc", 1)).count("\ufffd") == 1


def test_binary_is_refused() -> None:
    with pytest.raises(UnreadableError, match="binary"):
        decode(bytes(range(1, 32)) * 10)


@given(st.binary(max_size=300), st.none() | st.text(max_size=12))
def test_any_bytes_give_storable_text_or_are_refused(data: bytes, declared: str | None) -> None:
    try:
        text = decode(data, declared)
    except UnreadableError:
        return
    text.encode("utf-8")
    assert not {"\x00", "\r"} & set(text)


@given(st.text())
def test_tidying_twice_is_tidying_once(text: str) -> None:
    once = tidy(text)
    assert tidy(once) == once
    assert once == text or "\r" in text or "\x00" in text


@given(st.text(alphabet="abc \n“é𝔊"))
def test_utf8_comes_back_as_it_was(text: str) -> None:
    assert decode(text.encode()) == text
