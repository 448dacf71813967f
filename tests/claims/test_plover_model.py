from pathlib import Path

import pytest

from communique.claims import plover_model
from communique.claims.plover_model import Question

TEXT = "Turkey on Monday accused Greece of spying."
SPANS = ((0, 6), (25, 31))


def test_the_likelier_way_round_is_the_right_one() -> None:
    model = plover_model.load()
    [[right, wrong]] = model.ask([Question(TEXT, SPANS, ((0, 1), (1, 0)))])
    assert right.link > 0.6 > wrong.link
    assert model.roots[max(range(15), key=right.roots.__getitem__)] == "ACCUSE"
    assert sum(right.roots) == pytest.approx(1, abs=1e-4)


def test_answers_do_not_hang_on_what_is_asked_beside_them() -> None:
    model = plover_model.load()
    alone = model.ask([Question(TEXT, SPANS, ((0, 1),))])[0][0]
    longer = Question("Norway gave aid to Yemen, " + TEXT, ((0, 6), (19, 24)), ((0, 1),))
    beside = model.ask([longer, Question("No pairs here.", (), ()), Question(TEXT, SPANS, ((1, 0), (0, 1)))])
    assert [len(answers) for answers in beside] == [1, 0, 2]
    assert beside[2][1].link == pytest.approx(alone.link, abs=1e-5)


def test_a_folder_without_a_model_is_said_to_be_so(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="plover_encoder"):
        plover_model.load(str(tmp_path))


def test_a_span_beyond_what_is_read_is_answered_all_the_same() -> None:
    long = TEXT + " It rained." * 200
    [[answer]] = plover_model.load().ask([Question(long, (SPANS[0], (len(long) - 5, len(long))), ((0, 1),))])
    assert 0 <= answer.link <= 1
