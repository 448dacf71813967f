import pytest

from communique.claims.sectors import sector_in_words, sector_of
from communique.model import Office, ReportActor


@pytest.mark.parametrize(
    ("words", "sector"),
    [
        ("Italian police", "COP"),
        ("the Kenyan army", "MIL"),
        ("Supreme Court of India", "JUD"),
        ("opposition leader", "OPP"),
        ("lawmakers", "LEG"),
        ("UN Security Council", "IGO"),
        ("rebels in Libya", "REB"),
        ("foreign minister", "GOV"),
        ("a cloud of dust", None),
    ],
)
def test_a_sector_is_told_by_the_words_of_a_name(words: str, sector: str | None) -> None:
    assert sector_in_words((words,)) == sector


def test_a_state_acts_as_its_government_and_a_person_by_the_office_held_last() -> None:
    assert sector_of(ReportActor("r#1", "country", "Norway", country="NOR")) == "GOV"
    offices = (Office("general", "NOR", former=True), Office("member of parliament", "NOR"))
    assert sector_of(ReportActor("r#2", "person", "Anna Berg", offices=offices)) == "LEG"
    assert sector_of(ReportActor("r#3", "person", "Ole Lie")) is None
