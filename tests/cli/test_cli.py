"""The command line, as a person and as a program use it."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import communique
import made
from communique.cli import app
from communique.record import Record

COMMANDS = (
    "read", "brief", "visits", "meetings", "agreements", "quotations", "actors", "explain", "search", "unread",
    "export", "settle", "candidates", "merge", "split", "rename", "reject", "confirm", "retire", "judgements", "check",
)  # fmt: skip


def _run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def _program(*arguments: str | Path) -> list[str]:
    return [sys.executable, "-m", "communique", *map(str, arguments)]


def _folder(path: Path, count: int) -> Path:
    path.mkdir()
    for number in range(count):
        (path / f"{number:03}.txt").write_text(
            f"OSLO, {number % 27 + 1} May 2021 - The Norwegian foreign minister, Ines Aas, arrived in Santiago on "
            f"Monday for talks with her Chilean counterpart. It was trip {number} of the year, her office said.\n"
        )
    return path


@pytest.fixture(scope="module")
def made_by_reading(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Result]:
    folder = tmp_path_factory.mktemp("reading")
    reports = _folder(folder / "reports", 4)
    (reports / "empty.txt").touch()
    (reports / "noise.txt").write_bytes(os.urandom(4000))
    return folder, _run("read", reports, "--record", folder / "x.record", "--workers", "0")


def test_reading_says_what_was_read_and_what_was_not(made_by_reading: tuple[Path, Result]) -> None:
    folder, result = made_by_reading
    assert result.exit_code == 3, result.output
    assert "4 read, 0 unchanged, 2 not read" in result.output
    assert "empty.txt: " in result.output
    assert "noise.txt: " in result.output
    assert f"communique brief {folder / 'x.record'}" in result.output


def test_reading_again_adds_only_what_is_new(made_by_reading: tuple[Path, Result]) -> None:
    folder, _ = made_by_reading
    record = folder / "x.record"
    before = _run("export", record).output
    result = _run("read", folder / "reports", "-r", record, "--workers", "0", "--json")
    outcome = json.loads(result.stdout)
    assert (outcome["read"], outcome["unchanged"], len(outcome["unread"])) == (0, 4, 2)
    assert _run("export", record).output == before
    assert len(_run("unread", record).output.splitlines()) == 2


def test_reading_nothing_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "reports").mkdir()
    result = _run("read", tmp_path / "reports", "-r", tmp_path / "x.record", "--workers", "0")
    assert result.exit_code == 1
    result = _run("read", tmp_path / "nowhere", "-r", tmp_path / "x.record", "--workers", "0")
    assert result.exit_code == 1
    assert "nowhere" in result.output


def test_a_first_run_that_read_nothing_leaves_no_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    record = tmp_path / "x.record"
    for more in ((), ("--json",), ("-q",)):
        assert _run("read", tmp_path / "nowhere", "-r", record, "--workers", "0", *more).exit_code == 1
        assert list(tmp_path.iterdir()) == []
    reports = _folder(tmp_path / "reports", 1)
    monkeypatch.setenv("COMMUNIQUE_MODEL", "no_such_parser")
    assert _run("read", reports, "-r", record).exit_code == 1
    assert not record.exists()
    monkeypatch.undo()
    assert _run("read", reports, "-r", record, "--workers", "0").exit_code == 0
    assert _run("read", tmp_path / "nowhere", "-r", record, "--workers", "0").exit_code == 1
    assert record.exists()
    assert "nowhere" in _run("unread", record).stdout


def test_what_is_read_later_is_no_longer_among_the_unread(tmp_path: Path) -> None:
    words = "The Norwegian foreign minister, Ines Aas, arrived in Santiago on Monday for talks with the president."
    reports, record = tmp_path / "reports", tmp_path / "x.record"
    reports.mkdir()
    (reports / "news.csv").write_text(f'body,day\n"{words}",2021-05-03\n')
    (reports / "late.txt").write_text("")
    (reports / "gone.txt").write_text("")
    (reports / "good.txt").write_text(words)
    assert _run("read", reports, "-r", record, "--workers", "0").exit_code == 3
    shown = _run("unread", record).stdout
    assert [line.split(":")[0] for line in shown.splitlines()] == ["gone.txt", "late.txt", "news.csv"]
    assert "--columns text=NAME" in shown
    (reports / "late.txt").write_text(f"{words} She flies home on Friday.")
    (reports / "gone.txt").unlink()
    named = ("--columns", "text=body,published=day")
    assert _run("read", reports / "news.csv", "-r", record, "--workers", "0", *named).exit_code == 0
    assert [line.split(":")[0] for line in _run("unread", record).stdout.splitlines()] == ["gone.txt", "late.txt"]
    assert _run("read", reports, "-r", record, "--workers", "0", *named).exit_code == 0
    assert _run("unread", record).stdout == "All that was offered was read.\n"


def test_limits_can_be_set_and_hold(tmp_path: Path) -> None:
    reports, record = _folder(tmp_path / "reports", 2), tmp_path / "x.record"
    (reports / "long.txt").write_text("Ministers met in Oslo on Monday. " * 40)
    result = _run("read", reports, "-r", record, "--workers", "0", "--limits", "max_chars=900,seconds=20")
    assert result.exit_code == 3
    assert "long.txt: " in result.output
    assert "2 read, 0 unchanged, 1 not read" in result.output
    result = _run("read", reports, "-r", record, "--workers", "0", "--limits", "max_chars=9000")
    assert "1 read, 2 unchanged, 0 not read" in result.output


@pytest.mark.parametrize("given", ["minutes=3", "seconds", "seconds=", "seconds=0", "seconds=nan", "max_bytes=-5"])
def test_a_limit_that_is_none_is_said(tmp_path: Path, given: str) -> None:
    result = _run("read", tmp_path, "-r", tmp_path / "x.record", "--limits", given)
    assert result.exit_code == 2
    assert "--limits" in result.output
    assert not (tmp_path / "x.record").exists()


def test_columns_of_a_table_can_be_named(tmp_path: Path) -> None:
    table = tmp_path / "news.csv"
    words = "The Norwegian foreign minister, Ines Aas, arrived in Santiago on Monday for talks with the president."
    table.write_text(f'body,day,paper\n"{words}",2021-05-03,Nordic Post\n')
    record = tmp_path / "x.record"
    named = "text=body,published=day,publisher=paper"
    assert _run("read", table, "-r", record, "--workers", "0", "--columns", named, "-q").output == ""
    report = json.loads(_run("export", record).output)["reports"][0]
    assert (report["text"], report["published"], report["publisher"]) == (words, "2021-05-03", "Nordic Post")
    result = _run("read", table, "-r", record, "--columns", "words=body")
    assert result.exit_code == 2
    assert "published" in " ".join(result.output.split())


@pytest.mark.parametrize("name", ["visits", "meetings", "agreements", "quotations", "actors"])
def test_tables_for_people_spreadsheets_and_programs(story: Path, name: str) -> None:
    rows = json.loads(_run(name, story, "--json").stdout)
    assert rows
    shown = list(csv.DictReader(io.StringIO(_run(name, story, "--csv").stdout)))
    assert [row["id"] for row in shown] == [row["id"] for row in rows]
    assert list(shown[0]) == list(rows[0])
    for row in rows:
        assert row["id"] in _run(name, story).stdout


@pytest.mark.parametrize("width", [40, 80, 200])
def test_tables_fit_the_terminal(story: Path, width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    shown = _run("visits", story).stdout
    assert max(map(len, shown.splitlines())) <= width
    assert "visit-1" in shown
    assert "status" in shown
    assert ("Santiago" in shown) == (width > 40)


def test_explaining_prints_each_sentence_with_its_source_and_reason(story: Path) -> None:
    shown = _run("explain", story, "visit-1").stdout
    for words in (
        "King Harald of Norway arrived in Santiago",
        "Nordic Post, 2021-05-03",
        "the same visitor",
        "a copy of",
    ):
        assert words in shown
    assert json.loads(_run("explain", story, "visit-1", "--json").stdout)["id"] == "visit-1"
    assert '"The sea joins us,"' in _run("explain", story, "aaa1:q").stdout
    missing = _run("explain", story, "nothing")
    assert missing.exit_code == 1
    assert missing.stderr.startswith("communique: the record holds no")


def test_a_visit_s_hosts_are_the_persons_who_received_it(tmp_path: Path) -> None:
    findings = made.findings()
    visit = findings.events[0]
    received = made.replaced(visit, participants=(*visit.participants, made.Participation("luna", "host")))
    path = tmp_path / "x.record"
    with Record(path, writing=True) as record:
        record.settle(made.replaced(findings, events=(received, *findings.events[1:])))
        assert record.visits.rows()[0]["hosts"] == "Rosa Luna"
        record.settle(findings)
        assert record.visits.rows()[0]["hosts"] == "Chile"


def test_searching(story: Path) -> None:
    assert "[event visit-1]" in _run("search", story, "santiago", "monday").stdout
    assert _run("search", story, "submarine").exit_code == 1


def test_a_brief_on_screen_and_in_a_file(story: Path, tmp_path: Path) -> None:
    assert "3–4 May 2021 — Harald (king of Norway) visited Chile" in _run("brief", story).stdout
    out = tmp_path / "brief.html"
    assert _run("brief", story, "Chile", "--since", "2021-05", "-f", "html", "-o", out).output == ""
    assert out.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []
    assert _run("brief", story, "-f", "pdf").exit_code == 2
    assert (
        _run("brief", story, "-o", tmp_path / "no" / "x").exit_code
        == _run("brief", story, "-o", tmp_path).exit_code
        == 2
    )
    for day in ("May", "2018-13", "2018-02-30", "2018-1", "0000"):
        refused = _run("brief", story, "--since", day)
        assert refused.exit_code == 2
        assert "2017-03-28" in refused.stderr
    assert _run("brief", story, "--since", "2018-03", "--until", "2018-02").exit_code == 2
    assert _run("brief", story, "--since", "2018-03", "--until", "2018").exit_code == 0


def test_a_brief_about_nobody_names_those_that_come_near(story: Path) -> None:
    missing = _run("brief", story, "Atlantis")
    assert (missing.exit_code, missing.stdout) == (1, "")
    assert "nobody and nothing called Atlantis" in missing.stderr
    assert "near it: Rosa Luna" in _run("brief", story, "Roza Luna").stderr
    assert _run("brief", story, "Norway", "Atlantis").exit_code == 1
    assert _run("brief", story, "Kingdom of Norway").exit_code == _run("brief", story, "nor").exit_code == 0


def test_no_output_can_move_the_cursor(story: Path) -> None:
    for arguments in (("brief",), ("visits",), ("search", "read"), ("explain", "bbb2:p"), ("quotations", "--csv")):
        assert "\x1b" not in _run(arguments[0], story, *arguments[1:]).output


def test_errors_are_one_line_that_says_what_to_do(tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("words " * 400)
    for path, words in ((tmp_path / "none", "communique read"), (other, "name another file"), (tmp_path, "a folder")):
        result = _run("visits", path)
        assert result.exit_code == 1
        assert len(result.stderr.splitlines()) == 1
        assert words in result.stderr
        assert "Traceback" not in result.output


def test_a_missing_parser_is_named_before_anything_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMMUNIQUE_MODEL", "no_such_parser")
    result = _run("read", _folder(tmp_path / "reports", 1), "-r", tmp_path / "x.record")
    assert result.exit_code == 1
    assert result.stderr.startswith("communique: the parser no_such_parser is not installed; pip install")


def test_a_record_that_was_not_settled_says_so_and_can_be(story: Path) -> None:
    connection = sqlite3.connect(story)
    connection.execute("UPDATE state SET changes = changes + 1")
    connection.commit()
    connection.close()
    assert "communique settle" in _run("visits", story).stderr
    assert _run("settle", story).exit_code == 0
    assert _run("visits", story).stderr == ""


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_helps_with_an_example(command: str) -> None:
    shown = _run(command, "--help").stdout
    assert "Example" in shown
    assert f"communique {command}" in shown
    assert "<bool>" not in shown


def test_version_and_commands() -> None:
    assert _run("--version").stdout == f"communique {communique.__version__}\n"
    shown = _run("--help").stdout
    assert all(command in shown for command in COMMANDS)
    assert _run("nonsense").exit_code == 2


def test_starting_loads_neither_parser_nor_pandas() -> None:
    script = (
        "import sys; from communique.cli import app\n"
        "try: app(['--version'])\nexcept SystemExit: pass\n"
        "print(sorted({'spacy', 'pandas', 'numpy', 'trafilatura', 'jinja2', 'lxml'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    assert done.stdout.splitlines()[-1] == "[]"


def _read_so_far(record: Path) -> int:
    try:
        connection = sqlite3.connect(f"file:{record}?mode=ro", uri=True)
        count: int = connection.execute("SELECT count(*) FROM readings").fetchone()[0]
        connection.close()
    except sqlite3.OperationalError:
        return 0
    return count


def _children(parent: int) -> list[int]:
    found = []
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = entry.read_text().rsplit(")", 1)[1].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        if int(fields[1]) == parent:
            found.append(int(entry.parent.name))
    return found


def _wait_for(condition: object, seconds: float = 60) -> None:
    assert callable(condition)
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.02)


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks at processes through /proc")
@pytest.mark.parametrize("blow", [signal.SIGKILL, signal.SIGINT])
def test_a_run_that_is_ended_loses_the_report_in_hand_alone(tmp_path: Path, blow: signal.Signals) -> None:
    reports, record = _folder(tmp_path / "reports", many := 30), tmp_path / "x.record"
    command = _program("read", reports, "-r", record, "--workers", "1")
    running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    _wait_for(lambda: _read_so_far(record) >= 3)
    tree = _children(running.pid)
    tree += [child for parent in tree for child in _children(parent)]
    running.send_signal(blow)
    out, err = running.communicate(timeout=60)
    kept = _read_so_far(record)
    assert 3 <= kept < many, (out, err)
    if blow == signal.SIGINT:
        assert running.returncode == 130, err
        assert "the same command again goes on" in out
        assert len(json.loads(_run("export", record).output)["reports"]) == kept
    _wait_for(lambda: not any(Path(f"/proc/{child}").exists() for child in tree), 20)
    again = subprocess.run(command, capture_output=True, text=True, check=True)
    assert f"{many - kept} read, {kept} unchanged, 0 not read" in again.stdout
    straight = tmp_path / "straight.record"
    assert _run("read", reports, "-r", straight, "--workers", "0", "-q").exit_code == 0
    with Record(straight) as one, Record(record) as other:
        # The first run showed ids, and they stay; each id of the one record leads to the same thing in the other.
        for here, there in ((one, other), (other, one)):
            assert [there.event(e.id).claims for e in here.events] == [e.claims for e in here.events]
            assert [there.actor(a.id).members for a in here.actors] == [a.members for a in here.actors]
        assert [replace(c, participants=()) for c in one.claims] == [replace(c, participants=()) for c in other.claims]


def test_a_person_corrects_a_record_and_sees_it_explained(made_by_reading: tuple[Path, Result], tmp_path: Path) -> None:
    path = tmp_path / "x.record"
    path.write_bytes((made_by_reading[0] / "x.record").read_bytes())
    with Record(path) as record:
        first, second, *others = [event.id for event in record.visits]
        actor = next(a.id for a in record.actors if a.name == "Ines Aas")
    done = _run("merge", path, first, second, "--by", "Ann", "--why", "one trip")
    assert done.exit_code == 0, done.output
    assert f"judgement-1: merge {first} {second}, by Ann on 20" in done.output
    assert f"now {first}: " in done.output
    explained = _run("explain", path, second).output
    assert f"{second} is now {first}" in explained
    assert "by Ann" in explained
    assert "one trip" in explained
    assert _run("rename", path, actor, "Ines M. Aas", "--by", "Ann").exit_code == 0
    assert "Ines M. Aas" in _run("visits", path, "--json").output
    again = _run("merge", path, first, second, "--by", "Ann")
    assert (again.exit_code, again.stdout) == (1, "")
    assert "one event already" in again.stderr
    assert _run("retire", path, "judgement-1", "--by", "Bo").exit_code == 0
    rows = json.loads(_run("judgements", path, "--json").output)
    assert [(row["id"], row["state"], row["retired_by"]) for row in rows] == [
        ("judgement-1", "retired", "Bo"),
        ("judgement-2", "in force", None),
    ]
    with Record(path) as record:
        assert [event.id for event in record.visits] == [first, second, *others]
    assert _run("reject", tmp_path / "none.record", first).exit_code == 1
    assert not (tmp_path / "none.record").exists()


def test_a_record_is_shown_as_it_was_on_an_earlier_day(made_by_reading: tuple[Path, Result]) -> None:
    path = made_by_reading[0] / "x.record"
    with Record(path) as record:
        days = [report.published for report in record.reports]
    early = days[1]
    exported = json.loads(_run("export", path, "--as-of", early).output)
    assert sorted(report["published"] for report in exported["reports"]) == days[:2]
    assert len(json.loads(_run("export", path).output)["reports"]) == len(days)
    assert "holds no visits" in _run("visits", path, "--as-of", "2020").output
    for command in ("brief", "visits", "meetings", "agreements", "export"):
        assert _run(command, path, "--as-of", early).exit_code == 0
        wrong = _run(command, path, "--as-of", "May")
        assert (wrong.exit_code, wrong.stdout) == (1, "")
        assert "write 2017" in wrong.stderr


def test_a_table_of_persons_may_be_given_and_is_kept(tmp_path: Path) -> None:
    reports, table, path = _folder(tmp_path / "reports", 1), tmp_path / "people.csv", tmp_path / "x.record"
    table.write_text("name,names,wikidata,country\nInes Maria Aas,Ines Aas,Q42,Norway\n", "utf-8")
    done = _run("read", reports, "-r", path, "--workers", "0", "--people", table)
    assert done.exit_code == 0, done.output
    assert _run("settle", path).exit_code == 0
    rows = json.loads(_run("actors", path, "--json").output)
    assert [(r["name"], r["wikidata"]) for r in rows if r["wikidata"]] == [("Ines Maria Aas", "Q42")]
    table.write_text("name\n", "utf-8")
    assert _run("settle", path, "--people", table).exit_code == 0
    assert not [r for r in json.loads(_run("actors", path, "--json").output) if r["wikidata"]]
    table.write_text("name,country\nA B,Atlantis\n", "utf-8")
    wrong = _run("read", reports, "-r", path, "--people", table)
    assert wrong.exit_code == 2
    assert "Atlantis" in wrong.stderr
