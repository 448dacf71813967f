"""Who a report speaks of: names of one person, states against places, and what always holds of a cast."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communique.claims.actors import Cast, read_cast
from communique.claims.parsing import Parsed, parse
from communique.model import Removed, Report


def parsed(text: str, removed: tuple[Removed, ...] = ()) -> Parsed:
    return parse(Report("r", "memory", text, removed=removed))


def cast_of(text: str) -> Cast:
    return read_cast(parsed(text))


def people(cast: Cast) -> list[str]:
    return [a.name for a in cast.actors if a.type == "person"]


def states(text: str) -> list[tuple[str, str]]:
    """The mentions of states in a text: the words, and the state's code."""
    cast = cast_of(text)
    return [(text[m.start : m.end], str(cast.actor(m.keys[0]).country)) for m in cast.mentions if m.form == "state"]


def test_a_surname_is_its_person_everywhere() -> None:
    cast = cast_of(
        "Egyptian Foreign Minister Sameh Shoukry arrived on Sunday. Shoukry spoke first. Mr Shoukry's trip ends soon."
    )
    assert people(cast) == ["Sameh Shoukry"]
    assert [m.form for m in cast.mentions] == ["name"] * 3
    assert cast.actor(cast.mentions[0].keys[0]).names == ("Sameh Shoukry", "Shoukry")


def test_two_of_one_surname_stay_two() -> None:
    cast = cast_of("Lech Kaczynski was president of Poland. Jaroslaw Kaczynski was its prime minister.")
    assert sorted(people(cast)) == ["Jaroslaw Kaczynski", "Lech Kaczynski"]


def test_the_son_of_salman_is_not_salman() -> None:
    cast = cast_of("Saudi King Salman received guests. Crown Prince Mohammed bin Salman was there. King Salman spoke.")
    assert sorted(people(cast)) == ["Mohammed bin Salman", "Salman"]


def test_particles_accents_and_hyphens_do_not_part_a_person() -> None:
    cast = cast_of(
        "Syrian President Bashar al-Assad spoke. Assad left. Turkish President Recep Tayyip Erdoğan stayed. "
        "Erdogan waited for North Korean leader Kim Jong-un. Mr. Kim came late."
    )
    assert people(cast) == ["Bashar al-Assad", "Recep Tayyip Erdoğan", "Kim Jong-un"]


def test_a_chinese_surname_stands_first() -> None:
    cast = cast_of("Chinese President Xi Jinping came to Berlin. President Xi thanked his hosts.")
    assert people(cast) == ["Xi Jinping"]


def test_by_lines_and_credits_are_nobody() -> None:
    cast = cast_of("By Pamela Osgood\n\nJapanese Prime Minister Fumio Kishida left for Hanoi on Tuesday.")
    assert people(cast) == ["Fumio Kishida"]


def test_a_capital_is_a_state_or_a_place() -> None:
    assert states("Moscow said on Monday that it would reply.") == [("Moscow", "RUS")]
    assert states("Ties between Washington and Beijing have suffered.") == [("Washington", "USA"), ("Beijing", "CHN")]
    assert states("Tehran's nuclear programme worried everyone.") == [("Tehran", "IRN")]
    assert states("The minister arrived in Moscow and held talks in Vienna.") == []


def test_a_country_is_a_place_where_one_goes() -> None:
    assert states("She will travel to Japan next week.") == []
    assert states("Japan and Brazil have agreed to talk.") == [("Japan", "JPN"), ("Brazil", "BRA")]


def test_officials_and_governments_are_their_state() -> None:
    assert states("The Israeli government refused to comment.") == [("Israeli government", "ISR")]
    assert states("She met senior Indian officials.") == [("senior Indian officials", "IND")]


def test_ministries_and_seats_are_bodies_of_their_state() -> None:
    cast = cast_of("The Kremlin said so. Iran's Foreign Ministry denied it. The United Nations was silent.")
    bodies = {a.name: a.country for a in cast.actors if a.type == "organization"}
    assert bodies == {"Kremlin": "RUS", "Iran's Foreign Ministry": "IRN", "United Nations": None}


def test_a_country_that_is_only_a_place_still_has_a_key() -> None:
    cast = cast_of("She will travel to Japan next week.")
    key = cast.country_key("JPN")
    assert key is not None
    assert cast.actor(key).name == "Japan"
    assert cast.country_key("BRA") is None


def test_every_word_of_a_mention_answers() -> None:
    report = parsed("Former Danish Prime Minister Helle Thorning-Schmidt praised her successor's trip.")
    cast = read_cast(report)
    sentence = report.sentences[0]
    named = [
        token for token in sentence.span if "Helle" in [cast.actor(k).name.split()[0] for k in cast.at(sentence, token)]
    ]
    assert [t.text for t in named][:5] == ["Former", "Danish", "Prime", "Minister", "Helle"]
    assert "her" in [t.text for t in named]
    assert cast.at(sentence, next(t for t in sentence.span if t.text == "praised")) == ()


def test_removed_spans_bring_in_nobody() -> None:
    text = "French President Emmanuel Macron left.\n\nKing Felipe of Spain dances in June\n\nHe was in a hurry."
    start = text.index("King")
    cast = read_cast(parsed(text, (Removed(start, start + 35, "other story"),)))
    assert people(cast) == ["Emmanuel Macron"]


_WORDS = st.sampled_from(
    [
        *(
            "President",
            "Prime",
            "Minister",
            "Iran",
            "Iranian",
            "Moscow",
            "the",
            "his",
            "of",
            ",",
            ".",
            "-",
            "'s",
            "Kim",
        ),
        *("Jong", "un", "bin", "Salman", "Mr.", "and", "who", "they", "she", "King", "II", "counterpart", "two", "US"),
        *("leaders", "both", "countries", "said", "met", "former", "Secretary", "State", "General", "(", ")", '"', "“"),
        *("”", "—", "/", "Jr.", "leader", "Foreign", "Ministry", "spokesman", "successor", "whose", "him", "Obama-Abe"),
    ]
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(st.text(max_size=120), st.lists(_WORDS, max_size=40).map(" ".join)))
def test_any_text_has_a_cast_whose_mentions_lie_in_their_sentences(text: str) -> None:
    report = parsed(text)
    cast = read_cast(report)
    keys = {actor.key for actor in cast.actors}
    assert len(keys) == len(cast.actors)
    for mention in cast.mentions:
        sentence = report.sentences[mention.sentence]
        assert sentence.start <= mention.start < mention.end <= sentence.end
        assert set(mention.keys) <= keys
        assert cast.at(sentence, mention.head)


def test_the_same_report_gives_the_same_cast() -> None:
    text = "Cuban President Miguel Diaz-Canel met Vietnamese President To Lam. The two leaders praised their countries."
    assert cast_of(text) == cast_of(text)


def test_the_foreign_ministry_is_that_of_the_state_the_text_is_about() -> None:
    cast = cast_of("Moscow denied any part in it. The foreign ministry called the step a provocation.")
    bodies = {a.name: a.country for a in cast.actors if a.type == "organization"}
    assert bodies == {"Russian foreign ministry": "RUS"}


def test_a_front_is_a_body_and_nobody() -> None:
    cast = cast_of("The Kenyan government and the Coast People’s Liberation Front signed a truce on Monday.")
    assert people(cast) == []
    assert "Coast People’s Liberation Front" in {a.name for a in cast.actors if a.type == "organization"}


def test_dots_in_a_bodys_name_change_nothing() -> None:
    cast = cast_of("U.N. Secretary-General Carl Holm met Kenyan Foreign Minister Peter Otieno.")
    holder = next(a for a in cast.actors if a.name == "Carl Holm")
    assert (holder.country, [o.title for o in holder.offices]) == (None, ["u.n. secretary general"])


def test_an_ambassador_whose_office_hides_the_name_from_the_parser_is_she() -> None:
    cast = cast_of(
        "The European Commission president, Karin Holm, condemned the move. US ambassador to the UN Ann Thomas-Berg "
        "accused Moscow of more. “They play games,” she said."
    )
    she = next(m for m in cast.mentions if m.form == "pronoun" and m.end - m.start == 3)
    assert [cast.actor(key).name for key in she.keys] == ["Ann Thomas-Berg"]


def test_an_office_beside_another_is_the_same_persons() -> None:
    cast = cast_of(
        "Juan Soto, the secretary-general of the Union of South American Nations and a former Chilean president, spoke."
    )
    offices = {o.title: o.country for o in next(a for a in cast.actors if a.name == "Juan Soto").offices}
    assert offices["president"] == "CHL"


def test_offices_behind_a_body_and_before_a_style() -> None:
    cast = cast_of(
        "The emir of Qatar, Sheikh Hamad bin Khalifa, met Ahmed Lissan, the JEM's chief negotiator. The UN General "
        "Assembly met too. Florence Roy called Ben Wallace."
    )
    offices = {a.name: [o.title for o in a.offices] for a in cast.actors if a.type == "person"}
    assert offices["Hamad bin Khalifa"] == ["emir"]
    assert offices["Ahmed Lissan"] == ["chief negotiator"]
    assert "Assembly" not in offices
    assert "Ben Wallace" in offices


def test_a_body_of_one_state_lends_its_name_to_no_other() -> None:
    cast = cast_of(
        "Pakistan’s Foreign Office called it a setback. The Foreign Office said more. Prime Minister Imran Noor agreed "
        "with the Foreign Office."
    )
    assert {a.country for a in cast.actors if a.type == "organization"} == {"PAK"}
    assert next(a.country for a in cast.actors if a.name == "Imran Noor") != "GBR"


def test_a_traveller_is_of_no_other_leaders_state_where_a_leader_has_none() -> None:
    cast = cast_of(
        "President Berg spoke on Tuesday. Budi Santoso, the Indonesian president, met him in Jakarta. "
        "Peter Holm, Berg's secretary of state pick, visited Lima over Easter."
    )
    assert {a.name: a.country for a in cast.actors if a.type == "person"}["Peter Holm"] is None


def test_a_leaders_minister_told_in_commas_is_of_his_state() -> None:
    cast = cast_of(
        "Kenyan President Peter Otieno and Chile quarrel with Mali. Ann Berg, Otieno's foreign minister, visited Peru."
    )
    assert {a.name: a.country for a in cast.actors if a.type == "person"}["Ann Berg"] == "KEN"
