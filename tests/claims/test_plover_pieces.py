from hypothesis import given
from hypothesis import strategies as st

from communique.claims.plover_pieces import LONGEST, pieces


@given(st.text(max_size=300))
def test_every_piece_stands_in_the_text_in_order(text: str) -> None:
    read = pieces(text)
    assert len(read.ids) == len(read.places) <= LONGEST
    assert (read.ids[0], read.ids[-1]) == (101, 102)
    inner = read.places[1:-1]
    assert all(0 <= low < high <= len(text) for low, high in inner)
    assert [low for low, _ in inner] == sorted(low for low, _ in inner)


def test_a_rare_word_is_cut_and_its_pieces_make_it_whole() -> None:
    text = "Rouhani’s visit, Señor Gül"
    covered = {place for low, high in pieces(text).places for place in range(low, high)}
    assert covered == {place for place, char in enumerate(text) if not char.isspace()}


def test_accents_and_capitals_make_no_difference() -> None:
    assert pieces("Señor GÜL").ids == pieces("senor gul").ids
