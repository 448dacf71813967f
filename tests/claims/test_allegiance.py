"""For which state somebody speaks, by what is done in its name."""

from __future__ import annotations

import pytest

from communique.claims.actors import read_cast
from communique.claims.parsing import parse
from communique.model import Report


def _states(text: str) -> dict[str, str | None]:
    cast = read_cast(parse(Report("r", "memory", text)))
    return {actor.name: actor.country for actor in cast.actors if actor.type == "person"}


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        (
            "President Anna Berg spoke with President Carl Holm and reaffirmed the Danish commitment to peace.",
            "Anna Berg",
            "DNK",
        ),
        ("President Anna Berg stressed that Norway will keep its ports open.", "Anna Berg", "NOR"),
        (
            "President Anna Berg met with President Carl Holm. Berg welcomed Finland’s decision to build a road.",
            "Carl Holm",
            "FIN",
        ),
        ("President Anna Berg congratulated Carl Holm on becoming Prime Minister of Finland.", "Carl Holm", "FIN"),
        ("He met with Council Secretary Armen Sarian of Armenia.", "Armen Sarian", "ARM"),
        (
            "President Anna Berg spoke with President Carl Holm. She offered condolences to President Holm and the "
            "people of Finland.",
            "Carl Holm",
            "FIN",
        ),
        (
            "President Anna Berg met President Carl Holm to congratulate him and the Finnish people on the vote.",
            "Carl Holm",
            "FIN",
        ),
        (
            "President Anna Berg called President Carl Holm to congratulate him on his re-election as President of "
            "Finland.",
            "Carl Holm",
            "FIN",
        ),
        (
            "President Anna Berg of Norway met President Carl Holm. They spoke of a bilateral treaty. The Finnish "
            "people have waited long, and the Finnish economy with them.",
            "Carl Holm",
            "FIN",
        ),
        (
            "Adviser Anna Berg met Adviser Carl Holm. Ms. Berg thanked Finland for its help; Finland sent doctors.",
            "Carl Holm",
            "FIN",
        ),
        (
            "President Anna Berg met President Carl Holm in Helsinki to speak of the harvest. They sat by the fire.",
            "Carl Holm",
            "FIN",
        ),
        (
            "President Anna Berg met today with President Carl Holm to discuss the Norway-Finland partnership. "
            "President Berg affirmed Norwegian support for the treaty.",
            "Carl Holm",
            "FIN",
        ),
    ],
)
def test_a_state_is_told_by_what_is_done_in_its_name(text: str, name: str, country: str) -> None:
    assert _states(text)[name] == country


def test_a_third_state_that_is_talked_of_is_nobodys() -> None:
    assert _states("President Anna Berg and President Carl Holm spoke about Mali and the drought in Mali.") == {
        "Anna Berg": None,
        "Carl Holm": None,
    }


def test_who_travels_to_a_state_is_not_of_it() -> None:
    text = "President Holm arrived in Finland on Monday. President Holm thanked reporters for Finland’s welcome."
    assert _states(text).get("Holm") != "FIN"


@pytest.mark.parametrize(
    ("text", "name", "others"),
    [
        # a quarrel's two sides are no sides of the talks about it
        (
            "President Anna Berg spoke with President Carl Holm of Finland about the war between Finland and Latvia.",
            "Anna Berg",
            "LVA",
        ),
        (
            "President Anna Berg spoke with President Carl Holm of Finland on the Latvia-Finland border.",
            "Anna Berg",
            "LVA",
        ),
        # a third state's ties, told once
        (
            "President Anna Berg spoke with President Carl Holm of Finland and welcomed the relationship between "
            "Latvia and Finland.",
            "Anna Berg",
            "LVA",
        ),
        # three states have no two sides
        (
            "President Anna Berg met President Carl Holm of Finland on the Latvia-Finland-Norway pact.",
            "Anna Berg",
            "LVA",
        ),
        # where a summit is held, its guests are not at home
        (
            "President Anna Berg met with President Carl Holm on the margins of the Harvest Conference in Riga.",
            "Carl Holm",
            "LVA",
        ),
        # "After talks with X, Y" is no list
        ("After talks with Pope Peter, President Anna Berg met Vatican Secretary Ugo Sarti.", "Anna Berg", "VAT"),
        # the state that both give is not the one nearer to the dash
        (
            "President Anna Berg spoke with President Carl Holm of Finland. Ms. Berg noted that the Norway-Finland "
            "commitment is old.",
            "Anna Berg",
            "FIN",
        ),
        # another's titles before "and"
        (
            "U.S. Adviser Anna Berg and Deputy Prime Minister Carl Holm opened the talks on Monday.",
            "Carl Holm",
            "USA",
        ),
        # who asks somebody to come does not go there
        (
            "President Anna Berg met President Carl Holm of Finland. President Berg invited President Holm to visit "
            "Norway. The Norway-Finland alliance is old.",
            "Anna Berg",
            "FIN",
        ),
    ],
)
def test_a_state_that_only_stands_near_is_not_given(text: str, name: str, others: str) -> None:
    assert _states(text)[name] != others


def test_who_asks_a_guest_to_come_is_of_the_state_to_be_visited() -> None:
    text = (
        "President Anna Berg met President Carl Holm of Finland. Ms. Berg invited Mr. Holm to visit Norway. "
        "The Norway-Finland alliance is old."
    )
    assert _states(text)["Anna Berg"] == "NOR"


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        # "its" is the state that the sentence before is about, whatever stands nearer
        (
            "Eritrea, whose troops fought beside Kenya’s army, took no part. Its information minister, Yonas Gebre, "
            "said nothing.",
            "Yonas Gebre",
            "ERI",
        ),
        (
            "Norway’s foreign ministry welcomed China’s offer. But its spokeswoman, Anna Berg, asked for more.",
            "Anna Berg",
            "NOR",
        ),
        # whoever speaks for a body’s head speaks for no state
        (
            "UN chief Carl Holm praised the truce. His spokesman, Jens Bak, said more. Kenyan President Peter Otieno "
            "hosted the talks.",
            "Jens Bak",
            None,
        ),
        # nobody acts for the state he is sent to
        ("The envoy was Li Wei, who was ambassador to Oslo for years. Norway and Oslo agreed.", "Li Wei", None),
        (
            "Austria declined to join in. “We want to keep out of this,” said the chancellor, Karl Huber.",
            "Karl Huber",
            "AUT",
        ),
        (
            "France has recalled two ambassadors.\n\n“I have decided to recall them,” the foreign minister, Jean Roy, "
            "said.",
            "Jean Roy",
            "FRA",
        ),
        (
            "Beijing reacted angrily. Li Wei, a spokesman for the foreign ministry, said that it was wrong.",
            "Li Wei",
            "CHN",
        ),
        (
            "BRUSSELS - Norway spoke. The Serbian government will vote on Monday, the deputy prime minister, Ivan "
            "Orlov, said.",
            "Ivan Orlov",
            "SRB",
        ),
        # ministers who are to meet are of two states, whoever travelled before
        (
            "Brazilian President Rui Prado visited Lima. The foreign ministers, Anna Berg and Peter Otieno, are to "
            "meet.",
            "Anna Berg",
            None,
        ),
        # "adviser to Prime Minister Y" makes X no prime minister, and Y no adviser
        (
            "Kenyan Prime Minister Peter Otieno was there. Ali Noor, security adviser to Prime Minister Otieno, "
            "signed.",
            "Ali Noor",
            "KEN",
        ),
    ],
)
def test_the_state_that_the_words_before_tell(text: str, name: str, country: str | None) -> None:
    assert _states(text)[name] == country


def test_a_republic_has_no_king() -> None:
    text = (
        "Iranian President Reza Karimi travelled to Beijing in May. It is open whether King Fahd receives Karimi. "
        "China said nothing, and China waits."
    )
    assert _states(text)["Fahd"] != "CHN"
