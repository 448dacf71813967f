"""A record that keeps what was read in Parquet files beside it: it tells the same, and loses nothing."""

from __future__ import annotations

import errno
import io
import json
import os
import random
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyarrow import parquet
from test_order import readings as drawn
from typer.testing import CliRunner

import communique
import made
from communique.brief import FORMATS as BRIEFS
from communique.brief import compose
from communique.cli import app
from communique.events import resolve
from communique.exports import FORMATS, write
from communique.flow import settle
from communique.model import Reading, Report
from communique.record import Catalogue, LostTextsError, Record, RecordError, Source, texts

_WORDS = "The Norwegian foreign minister, Ines Aas, came to Santiago on Monday for talks. It was trip {} of the year."


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files and their parts are so small that a handful of reports fills several; nothing is held from another test."""
    monkeypatch.setattr(texts, "FILE_READINGS", 4)
    monkeypatch.setattr(texts, "_GROUP_READINGS", 2)
    texts._group.cache_clear()
    texts._starts.cache_clear()


def _written(path: Path, readings: Sequence[Reading]) -> Path:
    with Record(path, writing=True, texts="parquet") as record:
        for reading in readings:
            record.add(reading)
        settle(record)
    return path


def _plain(path: Path, readings: Sequence[Reading]) -> Path:
    with Record(path, writing=True) as record:
        for reading in readings:
            record.add(reading)
        settle(record)
    return path


def _readings(count: int, first: int = 0) -> list[Reading]:
    return [Reading(Report(f"r{n:02}", f"in/{n:02}.txt", _WORDS.format(n))) for n in range(first, first + count)]


def _files(record: Path) -> list[Path]:
    return sorted(record.with_name(record.name + ".texts").glob("*"))


def _told(path: Path) -> dict[str, object]:
    """All that anybody can ask of a record."""
    told: dict[str, object] = {}
    with Record(path) as record:
        for name, form in FORMATS.items():
            if not form.folder:
                write(record, name, stream := io.StringIO(newline=""))
                told[name] = stream.getvalue()
        told |= {name: show(compose(record)) for name, show in BRIEFS.items()}
        told["search"] = record.search("Santiago talks Monday Harald pact the", 100)
        told["explained"] = [record.explain(event.id) for event in record.events]
        told["findings"] = record.findings()
        told["readings"] = record.readings()
        until = max((r.published for r in record.reports if r.published), default="2021")
        with record.as_of(until) as early:
            told["early"] = early.findings()
    with (look := Catalogue(path)).look() as seen:
        told["reports"] = seen.reports(report.id for report in told["findings"].reports)  # type: ignore[attr-defined]
    look.close()
    connection = sqlite3.connect(path)
    for index in ("reports_fts", "claims_fts"):
        connection.execute(f"CREATE VIRTUAL TABLE temp.v_{index} USING fts5vocab (main, {index}, instance)")
        told[index] = connection.execute(f"SELECT term, doc, col, offset FROM v_{index} ORDER BY 1, 2, 3, 4").fetchall()
    connection.close()
    return told


# ---------------------------------------------------------------- the same is told


def test_all_that_is_told_is_the_same_and_stands_in_files(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    plain, other = tmp_path / "story.record", tmp_path / "a" / "story.record"
    _plain(plain, made.readings())
    _written(other, made.readings())
    assert _told(other) == _told(plain)
    connection = sqlite3.connect(other)
    assert connection.execute("SELECT count(*) FROM readings WHERE body IS NOT NULL").fetchone() == (0,)
    assert connection.execute("SELECT count(*), count(text) FROM reports").fetchone() == (3, 0)
    connection.close()
    (file,) = _files(other)
    table = parquet.read_table(file).to_pylist()
    assert {row["report"]: row["text"] for row in table} == {r.id: r.text for r in made.reports()}
    assert all(json.loads(row["reading"])["report"]["id"] == row["report"] for row in table)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drawn(), st.randoms(use_true_random=False))
def test_any_split_tells_the_same(
    tmp_path_factory: pytest.TempPathFactory, told: list[Reading], chance: random.Random
) -> None:
    folder = tmp_path_factory.mktemp("split")
    told = [made.replaced(r, claims=(), quotations=(), agreements=()) for r in told] + list(made.readings())
    chance.shuffle(told)
    cut = chance.randint(1, len(told))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("communique.record.updating.MUCH", 0)
        for make, name in ((_plain, "plain"), (_written, "parquet")):
            for part in (told[:cut], told[cut:]):
                make(folder / name, part)
    plain, other = _told(folder / "plain"), _told(folder / "parquet")
    assert {name for name in plain if plain[name] != other[name]} == set()


def test_reading_through_the_front_door_gives_the_same_bytes_however_often(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    outcome = []
    for name, options in (("plain.record", []), ("parquet.record", ["--texts", "parquet"])):
        for file in folder.iterdir():
            file.unlink()
        exported = []
        for n in range(7):
            (folder / f"{n}.txt").write_text(f"OSLO, {n + 1} May 2021 - {_WORDS.format(n)}")
            if n in (2, 5, 6):
                asked = ["read", str(folder), "--record", str(tmp_path / name), "--workers", "0", *options]
                assert CliRunner().invoke(app, asked + ["--again"] * (n == 6)).exit_code == 0
                out = CliRunner().invoke(app, ["export", str(tmp_path / name)])
                exported.append(out.stdout)
        outcome.append(exported)
    assert outcome[0] == outcome[1]
    assert len(set(outcome[0])) == 3


def test_a_look_up_reads_a_part_of_a_file_and_what_was_read_is_at_hand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(texts, "FILE_READINGS", 100)
    path = _written(tmp_path / "x.record", _readings(20))
    (file,) = _files(path)
    assert parquet.ParquetFile(file).metadata.num_row_groups == 10
    with (catalogue := Catalogue(path)).look() as look:
        texts._group.cache_clear()
        assert [look.report(key).text for key in ("r06", "r07", "r06")] == [_WORDS.format(n) for n in (6, 7, 6)]
    catalogue.close()
    assert texts._group.cache_info().misses == 1


def test_a_part_ends_before_it_grows_large_and_a_large_reading_has_one_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(texts, "_GROUP_READINGS", 100)
    monkeypatch.setattr(texts, "_GROUP_BYTES", 1000)
    large = Reading(Report("r01", "in/01.txt", "word " * 1000))
    told = [*_readings(1), large, *_readings(2, 2)]
    (file,) = _files(_written(tmp_path / "x.record", told))
    meta = parquet.ParquetFile(file).metadata
    assert [meta.row_group(n).num_rows for n in range(meta.num_row_groups)] == [1, 1, 2]
    with Record(tmp_path / "x.record") as record:
        assert list(record.readings()) == told


def test_what_was_put_into_a_file_is_still_known_by_its_source(tmp_path: Path) -> None:
    (reading,) = _readings(1)
    source = Source("f", reading.report.uri, "reader")
    with Record(tmp_path / "x.record", writing=True, texts="parquet") as record:
        run = record.start_run("reader", ["in"])
        record.add(reading, source, run)
        settle(record)
        assert record.knows(source)
        assert not record.add(reading, source, run)
        asked = record._connection.execute("SELECT run, text_file, text_row FROM readings").fetchall()
        assert asked == [(run, 1, 0)]


def test_what_waits_for_a_file_comes_into_one_at_so_many_readings_or_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Record(tmp_path / "x.record", writing=True, texts="parquet") as record:
        for n, reading in enumerate(_readings(9), 1):
            record.add(reading)
            assert len(_files(tmp_path / "x.record")) == n // 4
        monkeypatch.setattr(texts, "FILE_BYTES", 300)
        record.add(_readings(1, 9)[0])
        assert len(_files(tmp_path / "x.record")) == 3
        assert [r.report.id for r in record.readings()] == [f"r{n:02}" for n in range(10)]


# ---------------------------------------------------------------- the choice


def test_the_choice_is_the_records_and_stays(tmp_path: Path) -> None:
    path = _written(tmp_path / "x.record", _readings(2))
    with Record(path, writing=True) as record:
        record.add(_readings(1, 2)[0])
        settle(record)
    assert len(_files(path)) == 2
    with pytest.raises(RecordError, match=r"x\.record\.texts.*make another record with --texts record"):
        Record(path, writing=True, texts="record")
    with Record(path, writing=True, texts="parquet"):
        pass
    plain = _plain(tmp_path / "plain.record", _readings(2))
    with pytest.raises(RecordError, match=r"in itself.*leave --texts out"):
        Record(plain, writing=True, texts="parquet")
    with pytest.raises(RecordError, match="temporary"):
        Record(texts="parquet")


def test_without_pyarrow_nothing_is_made_and_the_extra_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = _written(tmp_path / "x.record", _readings(2))
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    extra = r"pip install 'communique\[parquet\]'"
    with pytest.raises(RecordError, match=extra):
        Record(tmp_path / "new.record", writing=True, texts="parquet")
    assert not (tmp_path / "new.record").exists()
    with pytest.raises(RecordError, match=extra):
        Record(path, writing=True)
    with Record(path) as record, pytest.raises(RecordError, match=extra):
        record.readings()
    with _as_plain(tmp_path) as record:
        assert len(record.readings()) == 2


def _as_plain(folder: Path) -> Record:
    return Record(_plain(folder / "plain.record", _readings(2)))


def test_a_folder_whose_record_is_gone_is_not_taken_for_a_new_ones(tmp_path: Path) -> None:
    path = _written(tmp_path / "x.record", _readings(2))
    path.rename(tmp_path / "moved.record")
    with pytest.raises(RecordError, match="put that back, or take the folder away"):
        Record(path, writing=True, texts="parquet")
    assert not path.exists()
    path.touch()
    with pytest.raises(RecordError, match="put that back"):
        Record(path, writing=True, texts="parquet")
    assert len(_files(path)) == 1


def test_a_run_that_read_nothing_leaves_no_folder(tmp_path: Path) -> None:
    record = Record(tmp_path / "x.record", writing=True, texts="parquet")
    record.add(_readings(1)[0])
    settle(record)
    record.discard()
    assert list(tmp_path.iterdir()) == []


# ---------------------------------------------------------------- kills and full disks


def test_a_row_refers_to_a_file_that_is_on_the_disk_already(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    steps: list[str] = []

    def noting(name: str, work: Callable[..., object]) -> Callable[..., object]:
        def noted(*given: object) -> object:
            steps.append(name)
            return work(*given)

        return noted

    with Record(tmp_path / "x.record", writing=True, texts="parquet") as record:
        for reading in _readings(3):
            record.add(reading)
        monkeypatch.setattr(os, "fsync", noting("sync", os.fsync))
        monkeypatch.setattr(Path, "replace", noting("rename", Path.replace))
        monkeypatch.setattr(texts, "transaction", noting("commit", texts.transaction))
        record.add(_readings(1, 3)[0])
    # the folder's own folder, the file, the file's folder
    assert steps == ["sync", "sync", "rename", "sync", "commit"]


@pytest.mark.parametrize("where", ["before", "behind"])
def test_killed_between_file_and_row_nothing_is_lost_and_the_stray_is_swept(tmp_path: Path, where: str) -> None:
    path = tmp_path / "x.record"
    last = "os.kill(os.getpid(), signal.SIGKILL)"
    script = (
        "import os, signal, sys\n"
        "from communique.record import Record, texts\n"
        "from communique.model import Reading, Report\n"
        "texts.FILE_READINGS = 3\n"
        "write = texts._write\n"
        "def killed(*given):\n"
        f"    {last if where == 'before' else 'write(*given)'}\n"
        f"    {last}\n"
        "texts._write = killed\n"
        "record = Record(sys.argv[1], writing=True, texts='parquet')\n"
        "for n in range(3):\n"
        "    record.add(Reading(Report(f'r{n}', f'{n}.txt', f'Words {n}.')))\n"
    )
    done = subprocess.run([sys.executable, "-c", script, str(path)], check=False, env=os.environ)
    assert done.returncode == -9
    with Record(path) as record:
        assert [r.report.text for r in record.readings()] == ["Words 0.", "Words 1.", "Words 2."]
    strays = _files(path)
    assert len(strays) == (where == "behind")
    for stray in strays:
        stray.with_name(f"{stray.name}.new").write_bytes(b"half")
        stray.with_name("notes.txt").write_text("a person's own")
    with Record(path, writing=True) as record:
        assert {file.name for file in _files(path)} <= {"notes.txt"}
        settle(record)
    assert len([file for file in _files(path) if file.name != "notes.txt"]) == 1
    with Record(path) as record:
        assert [r.text for r in sorted(record.reports, key=lambda r: r.id)] == ["Words 0.", "Words 1.", "Words 2."]


def test_a_full_disk_is_said_and_nothing_is_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, told = tmp_path / "x.record", _readings(6)

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with Record(path, writing=True, texts="parquet") as record:
        for reading in told[:3]:
            record.add(reading)
        with monkeypatch.context() as patch:
            patch.setattr(os, "fsync", full)
            with pytest.raises(RecordError, match=r"No space left.*make room.*what was read is kept"):
                record.add(told[3])
            assert _files(path) == []
            with pytest.raises(RecordError, match="make room"):
                settle(record)
        assert list(record.readings()) == told[:4]
    with Record(path, writing=True) as record:
        for reading in told:
            record.add(reading)
        settle(record)
    assert _told(path)["json"] == _told(_plain(tmp_path / "plain.record", told))["json"]


def test_files_that_nothing_refers_to_go_but_not_under_a_readers_feet(tmp_path: Path) -> None:
    path = _written(tmp_path / "x.record", _readings(4))
    (before,) = _files(path)
    other = [made.replaced(r, report=made.replaced(r.report, text=r.report.text.upper())) for r in _readings(4)]
    with Record(path) as reader, reader.snapshot():
        assert reader.report("r00").text == _WORDS.format(0)
        _written(path, other)
        texts._group.cache_clear()
        with Record(path, writing=True):
            assert before.exists()
        assert reader.readings()[0].report.text == _WORDS.format(0)
    with Record(path, writing=True) as record:
        assert not before.exists()
        assert record.readings()[0].report.text == _WORDS.format(0).upper()
        assert len(_files(path)) == 1


def test_another_records_files_are_not_swept(tmp_path: Path) -> None:
    one = _written(tmp_path / "one.record", _readings(4))
    two = _written(tmp_path / "two.record", _readings(4, 4))
    held = _files(one)
    one.write_bytes(two.read_bytes())
    Record(one, writing=True).close()
    assert _files(one) == held


# ---------------------------------------------------------------- what is lost is said


def _lose(file: Path, how: str) -> None:
    data = file.read_bytes()
    match how:
        case "missing":
            file.unlink()
        case "cut":
            file.write_bytes(data[:-100])
        case "changed":
            at = len(data) // 3
            file.write_bytes(data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :])


@pytest.mark.parametrize("how", ["missing", "cut", "changed"])
def test_a_lost_file_is_named_with_what_to_do_and_reading_again_mends_it(tmp_path: Path, how: str) -> None:
    told = _readings(8)
    path = _written(tmp_path / "x.record", told)
    checked = CliRunner().invoke(app, ["check", str(path)])
    assert (checked.exit_code, checked.stdout) == (0, f"{path} is as it was written.\n")
    lost, whole = _files(path)
    _lose(lost, how)
    texts._group.cache_clear()
    texts._starts.cache_clear()
    checked = CliRunner().invoke(app, ["check", str(path)])
    assert checked.exit_code == 1
    assert str(lost) in checked.stderr
    assert "4 reports, from in/00.txt, in/01.txt, in/02.txt and 1 more" in checked.stderr
    assert "--record x.record --again" in checked.stderr
    assert str(whole) not in checked.stderr
    with Record(path) as record:
        with pytest.raises(LostTextsError, match=f"{lost.name}.*--again"):
            record.readings()
        with pytest.raises(LostTextsError, match=lost.name):
            record.report("r00")
    with (catalogue := Catalogue(path)).look() as look:
        assert look.report("r05").text == _WORDS.format(5)
    catalogue.close()
    with Record(path, writing=True) as record:
        assert [record.add(reading) for reading in told] == [True] * 4 + [False] * 4
        settle(record)
    Record(path, writing=True).close()
    assert CliRunner().invoke(app, ["check", str(path)]).exit_code == 0
    assert _told(path)["json"] == _told(_plain(tmp_path / "plain.record", told))["json"]


def test_no_changed_byte_goes_unseen_where_it_changes_anything(tmp_path: Path) -> None:
    path = _written(tmp_path / "x.record", _readings(3))
    (file,) = _files(path)
    data = file.read_bytes()
    outcomes = []
    with Record(path) as record:
        right = record.readings()
        for at in range(0, len(data), 3):
            file.write_bytes(data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :])
            texts._group.cache_clear()
            texts._starts.cache_clear()
            try:
                outcomes.append(record.readings() == right)
            except LostTextsError:
                outcomes.append(None)
    assert set(outcomes) == {True, None}


def test_a_broken_record_is_told_by_check(tmp_path: Path) -> None:
    path = _written(tmp_path / "x.record", list(made.readings()))
    connection = sqlite3.connect(path)
    connection.execute("DELETE FROM actors")
    connection.commit()
    connection.close()
    checked = CliRunner().invoke(app, ["check", str(path)])
    assert checked.exit_code == 1
    assert "communique settle" in checked.stderr


def test_a_record_without_its_folder_says_so_and_can_be_read_anew(tmp_path: Path) -> None:
    path = _written(tmp_path / "x.record", _readings(2))
    folder = tmp_path / "x.record.texts"
    folder.rename(tmp_path / "elsewhere")
    for writing in (False, True):
        with (
            pytest.raises(LostTextsError, match=rf"{folder} is not there.*put it back"),
            Record(path, writing=writing) as record,
        ):
            record.readings()
    (tmp_path / "elsewhere").rename(folder)
    with Record(path) as record:
        assert len(record.readings()) == 2
    for file in _files(path):
        file.unlink()
    with Record(path, writing=True) as record:
        for reading in _readings(2):
            record.add(reading)
        settle(record)
        assert len(record.readings()) == len(record.reports) == 2


def test_record_and_folder_moved_together_are_the_same_record(tmp_path: Path) -> None:
    path = _written(tmp_path / "x.record", list(made.readings()))
    before = _told(path)
    (tmp_path / "there").mkdir()
    path.rename(tmp_path / "there" / "y.record")
    (tmp_path / "x.record.texts").rename(tmp_path / "there" / "y.record.texts")
    assert _told(tmp_path / "there" / "y.record") == before


def test_the_settled_findings_are_those_of_the_readings(tmp_path: Path) -> None:
    path = _written(tmp_path / "x.record", list(made.readings()))
    with Record(path) as record, Record() as other:
        other.settle(resolve(record.readings(), record.given))
        assert record.findings() == other.findings()


def test_the_option_is_on_the_command_line(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(_WORDS.format(1))
    asked = ["read", str(tmp_path / "a.txt"), "--record", str(tmp_path / "x.record"), "--workers", "0"]
    assert CliRunner().invoke(app, [*asked, "--texts", "parquet"]).exit_code == 0
    assert len(_files(tmp_path / "x.record")) == 1
    refused = CliRunner().invoke(app, [*asked, "--texts", "record"])
    assert (refused.exit_code, refused.stderr.count("\n")) == (1, 1)
    assert CliRunner().invoke(app, [*asked, "--texts", "stone"]).exit_code == 2
    with communique.Record(tmp_path / "x.record") as record:
        assert record.reports[0].text == _WORDS.format(1)
