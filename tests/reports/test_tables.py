"""Every row of a table comes out once, as an item or as a reason that names its line."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from offered import STORY, TEXT

from communique.model import Report, Unread
from communique.reports import Columns, Item, Limits, items, report

ROW = {
    "text": TEXT,
    "title": "A title",
    "publisher": "Harbour Times",
    "url": "https://h.example/1",
    "published": "2019-06-04",
}


def write(folder: Path, name: str, data: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def offered(path: Path, columns: Columns = Columns(), limits: Limits = Limits()) -> list[Item | Unread]:  # noqa: B008
    return list(items([path], columns, limits))


def lines(*rows: object) -> str:
    return "".join(json.dumps(row) + "\n" for row in rows)


def test_a_row_gives_a_report_with_what_its_columns_give(tmp_path: Path) -> None:
    (item,) = offered(write(tmp_path, "x.jsonl", lines({**ROW, "id": "n7"})))
    assert isinstance(item, Item)
    assert item.uri == "x.jsonl#n7"
    found = report(item)
    assert isinstance(found, Report)
    assert (found.text, found.title, found.publisher, found.url) == (
        TEXT,
        "A title",
        "Harbour Times",
        "https://h.example/1",
    )
    assert (found.published, found.published_basis) == ("2019-06-04", "metadata")


def test_rows_without_an_id_go_by_their_line(tmp_path: Path) -> None:
    found = offered(write(tmp_path, "x.jsonl", lines(ROW, {**ROW, "text": TEXT + "!"})))
    assert [one.uri for one in found] == ["x.jsonl#1", "x.jsonl#2"]


def test_columns_may_have_other_names(tmp_path: Path) -> None:
    row = {"doc": 17, "body": TEXT, "head": "A title", "outlet": {"name": "Harbour Times"}, "date": 1559606400}
    columns = Columns(text="body", title="head", publisher="outlet", published="date", id="doc")
    for name, data in (
        ("x.jsonl", lines(row)),
        ("x.jsonl.gz", gzip.compress(lines(row).encode())),
        ("x.json", json.dumps([row])),
    ):
        (item,) = offered(write(tmp_path, name, data), columns)
        assert isinstance(item, Item)
        found = report(item)
        assert isinstance(found, Report)
        assert item.uri == f"{name}#17"
        assert (found.title, found.publisher, found.published) == ("A title", "Harbour Times", "2019-06-04")


def test_columns_of_usual_names_are_found_where_nobody_names_them(tmp_path: Path) -> None:
    row = {"doc_id": 17, "text": TEXT, "headline": "A title", "outlet": "Harbour Times", "date": "2019-06-04"}
    (item,) = offered(write(tmp_path, "x.jsonl", lines(row)))
    assert isinstance(item, Item)
    assert item.given == {"id": "17", "title": "A title", "publisher": "Harbour Times", "published": "2019-06-04"}
    (named,) = offered(write(tmp_path, "y.jsonl", lines(row)), Columns(published="day"))
    assert isinstance(named, Item)
    assert "published" not in named.given
    (both,) = offered(write(tmp_path, "z.jsonl", lines({**row, "published": "2019-06-05"})))
    assert isinstance(both, Item)
    assert both.given["published"] == "2019-06-05"


def test_a_bad_line_is_named_and_costs_no_other(tmp_path: Path) -> None:
    data = (
        lines(ROW)
        + "{not json}\n\n"
        + lines([1], {"title": "x"}, {"text": None}, {"text": " "}, ROW)
        + '"x"\n'
        + "[" * 9999
    )
    found = offered(write(tmp_path, "x.jsonl", data))
    assert [isinstance(one, Item) for one in found] == [True, False, False, False, False, False, True, False, False]
    reasons = [one.reason for one in found if isinstance(one, Unread)]
    assert reasons[0].startswith("line 2 is not JSON")
    assert "no column 'text'; it has: title" in reasons[2]


def test_bytes_that_are_no_text_are_named(tmp_path: Path) -> None:
    found = offered(write(tmp_path, "x.jsonl", b'{"text": "\x00\x01\x02\x03\x04"}\n' + lines(ROW).encode()))
    assert [isinstance(one, Item) for one in found] == [False, True]


def test_a_line_in_cp1252_is_read(tmp_path: Path) -> None:
    row = json.dumps({"text": TEXT + " Café."}, ensure_ascii=False)
    (item,) = offered(write(tmp_path, "x.jsonl", row.encode("cp1252")))
    assert isinstance(item, Item)
    assert item.text == TEXT + " Café."


def test_what_no_store_can_hold_is_replaced(tmp_path: Path) -> None:
    (item,) = offered(write(tmp_path, "x.jsonl", '{"text": "a\\u0000b\\ud800c\\r\\nd", "title": "\\udfff"}'))
    assert isinstance(item, Item)
    assert item.text == "a\ufffdb\ufffdc\nd"
    assert item.given["title"] == "\ufffd"


def test_a_huge_line_is_passed_over(tmp_path: Path) -> None:
    data = lines(ROW) + lines({"text": "a" * 200_000}) + lines(ROW)
    found = offered(write(tmp_path, "x.jsonl", data), limits=Limits(max_bytes=50_000))
    assert [isinstance(one, Item) for one in found] == [True, False, True]
    assert found[1].uri == "x.jsonl#2"


def test_a_table_without_the_text_column_is_given_up_after_some_rows(tmp_path: Path) -> None:
    found = offered(write(tmp_path, "x.jsonl", lines(*[{"body": "x"}] * 500)))
    assert 1 < len(found) < 50
    assert all(isinstance(one, Unread) for one in found)


def test_rows_that_are_markup_are_read_as_such(tmp_path: Path) -> None:
    markup = "".join(f"<p>{words}</p>" for words in STORY)
    (item,) = offered(write(tmp_path, "x.jsonl", lines({"text": markup})))
    assert isinstance(item, Item)
    found = report(item)
    assert isinstance(found, Report)
    assert found.text == TEXT


@pytest.mark.parametrize("data", [json.dumps(ROW), json.dumps([ROW]), json.dumps({"count": 1, "articles": [ROW]})])
def test_json_holds_one_report_or_a_list(tmp_path: Path, data: str) -> None:
    (item,) = offered(write(tmp_path, "x.json", data))
    assert isinstance(item, Item)
    assert item.text == TEXT


@pytest.mark.parametrize("data", ["{", "[" * 100_000, "5", '["a"]'])
def test_json_that_holds_none_is_named(tmp_path: Path, data: str) -> None:
    (only,) = offered(write(tmp_path, "x.json", data))
    assert isinstance(only, Unread)


@pytest.mark.parametrize(("name", "delimiter"), [("x.csv", ","), ("x.csv", ";"), ("x.csv", "\t"), ("x.tsv", "\t")])
def test_csv_of_any_delimiter(tmp_path: Path, name: str, delimiter: str) -> None:
    text = TEXT.replace('"', '""')
    data = delimiter.join(("id", "title", "text", "published")) + "\r\n"
    data += delimiter.join(("9", '"A; title, with\tmarks"', f'"{text}"', "nan")) + "\r\n"
    (item,) = offered(write(tmp_path, name, "\ufeff" + data))
    assert isinstance(item, Item)
    assert item.uri == f"{name}#9"
    assert item.text == TEXT
    assert item.given == {"id": "9", "title": "A; title, with marks"}


def test_csv_in_utf16_as_spreadsheets_write_it(tmp_path: Path) -> None:
    (item,) = offered(write(tmp_path, "x.csv", f'id\ttext\n1\t"{TEXT}"\n'.encode("utf-16")))
    assert isinstance(item, Item)
    assert item.text == TEXT


def test_csv_without_the_text_column_says_which_there_are(tmp_path: Path) -> None:
    (only,) = offered(write(tmp_path, "x.csv", "id,body\n1,x\n2,y\n"))
    assert isinstance(only, Unread)
    assert "no column 'text' among: id, body" in only.reason


def test_a_huge_field_is_named_and_costs_no_other(tmp_path: Path) -> None:
    data = f'id,text\n1,"{STORY[0]}"\n2,{"a" * 60_000}\n3,"{STORY[1]}"\n'
    found = offered(write(tmp_path, "x.csv", data), limits=Limits(max_bytes=50_000))
    assert found[0].uri == "x.csv#1"
    assert any(isinstance(one, Unread) and "line 3" in one.reason for one in found)


def test_a_quoted_field_that_never_ends_is_named(tmp_path: Path) -> None:
    data = f'id,text\n1,"{STORY[0]}"\n2,"' + "a line of it\n" * 10_000
    found = offered(write(tmp_path, "x.csv", data), limits=Limits(max_bytes=50_000))
    assert isinstance(found[0], Item)
    assert isinstance(found[-1], Unread)
    assert len(found) <= 3


VALUES = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=60),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=5,
)


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.dictionaries(st.sampled_from(["text", "title", "published", "id", "url"]), VALUES), max_size=6))
def test_any_rows_give_one_item_or_reason_each(tmp_path: Path, rows: list[dict[str, object]]) -> None:
    found = offered(write(tmp_path, "x.jsonl", lines(*rows)))
    assert len(found) == max(len(rows), 0 if rows else 1)
    for one in found:
        one.uri.encode("utf-8")
        assert isinstance(one, Unread) or isinstance(report(one), Report | Unread)
