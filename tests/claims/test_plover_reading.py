import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.claims import read_report
from communique.claims.ontology import is_deed
from communique.model import Claim, Reading, Report


def _read(text: str) -> Reading:
    return read_report(Report("r-1", "made.txt", text, published="2020-06-15"))


def _deeds(text: str) -> list[tuple[Claim, list[str | None], list[str | None]]]:
    reading = _read(text)
    state = {actor.key: actor.country for actor in reading.actors}
    return [
        (
            claim,
            [state[part.actor] for part in claim.participants if part.role == "actor"],
            [state[part.actor] for part in claim.participants if part.role == "recipient"],
        )
        for claim in reading.claims
        if is_deed(claim.kind)
    ]


@pytest.mark.parametrize(
    ("text", "kind", "actor", "recipient"),
    [
        ("Turkey on Monday accused the Greek government of spying on its navy.", "accusation", "TUR", "GRC"),
        ("Norway has freed two Russian sailors after a week.", "concession", "NOR", "RUS"),
        ("Israeli warplanes bombed a village in southern Lebanon.", "assault", "ISR", "LBN"),
        ("Brazil suspended military aid to Bolivia over its drug policy.", "sanction", "BRA", "BOL"),
        ("Britain threatened to expel the Chinese ambassador.", "threat", "GBR", "CHN"),
        ("Denmark gave 40 million euros in emergency aid to Yemen.", "aid", "DNK", "YEM"),
        ("Peru has withdrawn its troops from Ecuador.", "retreat", "PER", "ECU"),
    ],
)
def test_who_did_what_to_whom(text: str, kind: str, actor: str, recipient: str) -> None:
    [(claim, actors, recipients)] = _deeds(text)
    assert (claim.kind, actors, recipients) == (kind, [actor], [recipient])
    assert 0.35 <= claim.score <= 1


def test_a_passive_has_its_agent_as_actor() -> None:
    [(claim, actors, recipients)] = _deeds("Greece was accused by Turkey of spying.")
    assert (claim.kind, actors, recipients) == ("accusation", ["TUR"], ["GRC"])
    assert claim.text[claim.cue_start - claim.start : claim.cue_end - claim.start] == "accused"


def test_those_joined_before_the_verb_all_do_it() -> None:
    [(claim, actors, recipients)] = _deeds("France and Germany condemned Iran for the attack.")
    assert (claim.kind, sorted(map(str, actors)), recipients) == ("accusation", ["DEU", "FRA"], ["IRN"])


def test_a_body_of_a_state_acts_under_its_own_name() -> None:
    reading = _read("Italian police have arrested a Chinese journalist in Rome.")
    [claim] = [claim for claim in reading.claims if is_deed(claim.kind)]
    names = {actor.key: (actor.name, actor.type, actor.country) for actor in reading.actors}
    assert names[claim.participants[0].actor] == ("Italian police", "organization", "ITA")


def test_what_diplomacy_tells_is_no_deed_beside_it() -> None:
    text = "President Anna Berg of Norway met President Rosa Luna of Chile in Oslo on Monday."
    assert [claim.kind for claim in _read(text).claims if is_deed(claim.kind)] == []


def test_a_sentence_without_deeds_has_none() -> None:
    assert _deeds("Norway is larger than Denmark. The weather in Chile was mild.") == []


def test_it_can_be_switched_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMMUNIQUE_DEEDS", "off")
    assert _deeds("Turkey on Monday accused the Greek government of spying.") == []


@settings(max_examples=20)
@given(
    st.lists(
        st.sampled_from(["Turkey", "accused", "Greece", "the army", "of", ",", "Iran", "and", "bombed"]), max_size=12
    )
)
def test_whatever_is_read_names_its_actors_and_stands_in_its_sentence(words: list[str]) -> None:
    reading = _read(" ".join(words) + ".")
    keys = {actor.key for actor in reading.actors}
    assert len(keys) == len(reading.actors)
    for claim in reading.claims:
        assert {part.actor for part in claim.participants} <= keys
        assert claim.start <= claim.cue_start < claim.cue_end <= claim.end


@pytest.mark.parametrize(
    "text",
    [
        "Kenyan President Peter Otieno arrived in Thailand on Sunday, accompanied by Foreign Minister Jane Mwangi.",
        "The Kremlin received Saudi King Salman with a parade.",
        "Kenyan President Peter Otieno held talks with Thai King Rama.",
    ],
)
def test_going_receiving_and_meeting_are_no_deeds(text: str) -> None:
    assert _deeds(text) == []
