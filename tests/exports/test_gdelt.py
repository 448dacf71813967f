"""GDELT's table, read back by pandas with the codebook's own columns and types."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pandas
import pytest

import made
from communique.claims.ontology import kinds
from communique.exports.gdelt import columns
from communique.model import Findings, HistoryEntry, Place

Exported = Callable[..., str]
Changed = Callable[..., Findings]

_FIELDS = """
GLOBALEVENTID:i SQLDATE:i MonthYear:i Year:i FractionDate:f
Actor1Code Actor1Name Actor1CountryCode Actor1KnownGroupCode Actor1EthnicCode Actor1Religion1Code Actor1Religion2Code
Actor1Type1Code Actor1Type2Code Actor1Type3Code
Actor2Code Actor2Name Actor2CountryCode Actor2KnownGroupCode Actor2EthnicCode Actor2Religion1Code Actor2Religion2Code
Actor2Type1Code Actor2Type2Code Actor2Type3Code
IsRootEvent:i EventCode EventBaseCode EventRootCode QuadClass:i GoldsteinScale:f NumMentions:i NumSources:i
NumArticles:i AvgTone:f
Actor1Geo_Type:i Actor1Geo_FullName Actor1Geo_CountryCode Actor1Geo_ADM1Code Actor1Geo_ADM2Code Actor1Geo_Lat:f
Actor1Geo_Long:f Actor1Geo_FeatureID
Actor2Geo_Type:i Actor2Geo_FullName Actor2Geo_CountryCode Actor2Geo_ADM1Code Actor2Geo_ADM2Code Actor2Geo_Lat:f
Actor2Geo_Long:f Actor2Geo_FeatureID
ActionGeo_Type:i ActionGeo_FullName ActionGeo_CountryCode ActionGeo_ADM1Code ActionGeo_ADM2Code ActionGeo_Lat:f
ActionGeo_Long:f ActionGeo_FeatureID
DATEADDED:i SOURCEURL
"""
CODEBOOK_2 = _FIELDS.split()
"""The fields of the codebook V2.0 in its order: integers, floats, and text."""


def _read(text: str, version: int = 2) -> Any:
    fields = [field.partition(":") for field in CODEBOOK_2]
    if version == 1:
        fields = [field for field in fields if "ADM2" not in field[0]]
    kinds = {"i": "int64", "f": "float64", "": "str"}
    return pandas.read_csv(
        io.StringIO(text), sep="\t", header=None, names=[name for name, _, _ in fields], quoting=3,
        keep_default_na=False,
        na_values={name: [""] for name, _, kind in fields if kind == "f"},
        dtype={name: kinds[kind] for name, _, kind in fields}, index_col=False,
    )  # fmt: skip


def test_the_columns_are_the_codebooks() -> None:
    names = [field.partition(":")[0] for field in CODEBOOK_2]
    assert list(columns()) == names
    assert len(columns()) == 61
    assert list(columns(1)) == [name for name in names if "ADM2" not in name]
    assert len(columns(1)) == 58


def test_rows_read_with_the_types_of_the_codebook(exported: Exported, with_event: Changed) -> None:
    row = _read(exported("gdelt")).iloc[0]
    assert (row.SQLDATE, row.MonthYear, row.Year, row.FractionDate) == (20210503, 202105, 2021, 2021.337)
    assert (row.Actor1Code, row.Actor1Name, row.Actor1CountryCode) == ("NORGOV", "HARALD", "NOR")
    assert (row.Actor2Code, row.Actor2Name, row.Actor2Type1Code) == ("CHL", "CHILE", "")
    assert (row.EventCode, row.EventBaseCode, row.EventRootCode, row.QuadClass) == ("042", "042", "04", 1)
    assert (row.GoldsteinScale, row.NumMentions, row.NumSources, row.NumArticles) == (1.9, 3, 2, 3)
    assert (row.ActionGeo_Type, row.ActionGeo_FullName, row.ActionGeo_CountryCode) == (4, "Santiago, Chile", "CI")
    assert (row.SOURCEURL, row.DATEADDED) == ("https://andes.example/2", 20210503000000)


def test_version_1_lacks_a_level_of_places(exported: Exported) -> None:
    old, new = _read(exported("gdelt1"), 1), _read(exported("gdelt"))
    assert old.DATEADDED.tolist() == [20210503]
    shared = [name for name in old.columns if name != "DATEADDED"]
    pandas.testing.assert_frame_equal(old[shared], new[shared])


@pytest.mark.parametrize(
    "change",
    [
        {"status": "cancelled"},
        {"status": "denied"},
        {"start": "2021-05"},
        {"start": None, "end": None},
        {"cameo": None},
    ],
)
def test_what_the_table_cannot_say_truly_has_no_row(
    exported: Exported, with_event: Changed, change: dict[str, Any]
) -> None:
    assert exported("gdelt", with_event("visit-1", **change)) == ""


def test_a_plan_is_intent_on_the_day_it_was_announced(exported: Exported, with_event: Changed) -> None:
    said = (HistoryEntry("planned", "2021-05-03", ("aaa1:1",)),)
    row = _read(exported("gdelt", with_event("call-1", cameo="036", history=said))).iloc[1]
    assert (row.SQLDATE, row.EventCode, row.EventRootCode, row.QuadClass) == (20210503, "036", "03", 1)


def test_names_with_tabs_and_lines_break_no_row(exported: Exported) -> None:
    findings = made.findings()
    actors = tuple(made.replaced(a, name='Ha\tra\nld "x') if a.id == "harald" else a for a in findings.actors)
    table = _read(exported("gdelt", made.replaced(findings, actors=actors)))
    assert table.Actor1Name.tolist() == ['HA RA LD "X']


def test_a_country_alone_is_a_country(exported: Exported, with_event: Changed) -> None:
    alone = _read(exported("gdelt", with_event("visit-1", place=Place("Chile", "CHL")))).iloc[0]
    assert (alone.ActionGeo_Type, alone.ActionGeo_FullName) == (1, "Chile")


def test_a_city_in_the_united_states_has_a_type_of_its_own(exported: Exported, with_event: Changed) -> None:
    row = _read(exported("gdelt", with_event("visit-1", place=Place("Washington", "USA")))).iloc[0]
    assert (row.ActionGeo_Type, row.ActionGeo_FullName, row.ActionGeo_CountryCode) == (
        3,
        "Washington, United States",
        "US",
    )


def test_every_code_that_events_can_have_is_on_the_scale(exported: Exported, with_event: Changed) -> None:
    for kind in kinds().values():
        for code in {kind.cameo, kind.planned_cameo} - {None, ""}:
            row = _read(exported("gdelt", with_event("visit-1", cameo=code))).iloc[0]
            assert -10 <= row.GoldsteinScale <= 10, code
            assert row.QuadClass in (1, 2, 3, 4), code
