"""Parses put right, and what holds of all of them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from communique.claims import mending
from communique.claims.parsing import load, parse
from communique.model import Report


def test_the_last_time_that_somebody_went_somewhere_is_told_with_the_place_gone_to() -> None:
    sentence = parse(Report("r", "memory", "The last time Kerry visited Moscow was in December 2015.")).sentences[0]
    words = {token.text: (token.dep_, token.head.text) for token in sentence.span}
    assert (words["visited"], words["Moscow"], words["was"][0]) == (("relcl", "time"), ("dobj", "visited"), "ROOT")


def test_the_day_before_who_reported_it_is_that_of_what_is_reported() -> None:
    text = (
        "The vice president of Peru, Ana Paz, will make a working visit to Cuba this Monday, March 8, the Ministry of "
        "Foreign Affairs reported today."
    )
    sentence = parse(Report("r", "memory", text)).sentences[0]
    assert next(token.head.text for token in sentence.span if token.text == "Monday") == "make"


def test_a_minister_who_is_named_between_commas_is_the_subject_of_what_follows() -> None:
    text = "The Minister of Health, Ruth Anna Wanja, called on President Anan Chai of Thailand on Monday."
    words = {token.text: token.dep_ for token in parse(Report("r1", "r1.txt", text)).docs[0]}
    assert (words["called"], words["Minister"]) == ("ROOT", "nsubj")


@st.composite
def _trees(draw: st.DrawFn) -> tuple[Doc, list[tuple[int, int]]]:
    """Any tree of words, and moves of one word under another."""
    order = draw(st.permutations(range(draw(st.integers(2, 12)))))
    heads = [order[0]] * len(order)
    for place, word in enumerate(order[1:], 1):
        heads[word] = order[draw(st.integers(0, place - 1))]
    deps = ["ROOT" if word == head else "dep" for word, head in enumerate(heads)]
    place = st.integers(0, len(order) - 1)
    moves = draw(st.lists(st.tuples(place, place), max_size=6))
    return Doc(load().vocab, words=["word"] * len(order), heads=heads, deps=deps), moves


@given(_trees())
def test_no_move_makes_a_ring_of_words(made: tuple[Doc, list[tuple[int, int]]]) -> None:
    doc, moves = made
    for word, head in moves:
        assert mending._hang(doc[word], doc[head], "dep") is (doc[word].head == doc[head] and doc[word].dep_ == "dep")
    for token in doc:
        above = [token]
        while above[-1].head != above[-1] and len(above) <= len(doc):
            above.append(above[-1].head)
        assert len(above) <= len(doc)
