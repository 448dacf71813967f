import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.claims.ontology import codes, deed_kind, family, is_deed, kinds, may_contain, quad_of

CONTRACT_KINDS = {"visit", "meeting", "call", "talks", "address", "ceremony", "award", "signing", "statement"}
PLOVER_TYPES = {
    "AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
    "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
}  # fmt: skip


def test_every_kind_of_the_contract_is_read_and_every_plover_type_has_a_place() -> None:
    assert {name for name, kind in kinds().items() if kind.read and not kind.deed} == CONTRACT_KINDS
    assert {kind.plover for kind in kinds().values()} - {""} == PLOVER_TYPES


def test_a_visit_is_consult_once_made_and_agree_while_it_is_planned() -> None:
    made, planned = codes("visit", "happened"), codes("visit", "planned")
    assert (made.plover_type, made.plover_mode, made.cameo) == ("CONSULT", "visit", "042")
    assert (planned.plover_type, planned.plover_mode, planned.cameo) == ("AGREE", None, "036")


def test_every_plover_type_is_some_deed_and_no_deed_is_in_a_family_of_diplomacy() -> None:
    deeds = [kind for kind in kinds().values() if kind.deed]
    assert {kind.plover for kind in deeds} == PLOVER_TYPES
    assert not {kind.family for kind in deeds} & {kinds()[name].family for name in CONTRACT_KINDS}


def test_a_deed_is_told_by_its_words_where_kinds_share_a_type() -> None:
    assert deed_kind("YIELD", {"release", "prisoner"}) == "concession"
    assert deed_kind("YIELD", {"declare", "truce"}) == "retreat"
    assert deed_kind("CONSULT", {"mediate"}) == "mediation"
    assert is_deed("sanction")
    assert not is_deed("visit")
    with pytest.raises(KeyError):
        deed_kind("DANCE", ())


def test_quad_classes_part_words_from_matter_and_cooperation_from_conflict() -> None:
    assert [quad_of(kind) for kind in ("SUPPORT", "YIELD", "ACCUSE", "ASSAULT", "DANCE")] == [1, 2, 3, 4, None]


def test_talks_and_meeting_are_one_family_and_a_call_is_not() -> None:
    assert family("talks") == family("meeting") != family("call")


def test_a_visit_contains_its_talks_and_never_the_other_way_round() -> None:
    assert may_contain("visit", "talks")
    assert not may_contain("talks", "visit")


@given(
    st.sampled_from(sorted(kinds())),
    st.sampled_from(["planned", "ongoing", "happened", "cancelled", "denied", "possible"]),
)
def test_codes_are_those_of_the_manuals(kind: str, status: str) -> None:
    found = codes(kind, status)  # type: ignore[arg-type]
    assert found.plover_type is None or found.plover_type in PLOVER_TYPES
    assert found.cameo is not None
    assert len(found.cameo) == 3
