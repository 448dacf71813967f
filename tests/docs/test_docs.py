"""The documentation says what the program does: nothing is left out, no link is dead, no output is stale."""

from __future__ import annotations

import importlib.util
import json
import re
import shlex
import sqlite3
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import typer

import communique
from communique.claims.ontology import kinds
from communique.cli.app import app
from communique.exports import FORMATS, contract_json
from communique.record import Collection, Record

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"


def _generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", DOCS / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["generate"] = module
    spec.loader.exec_module(module)
    return module


generate = _generator()
PAGES: list[Path] = generate.pages()
GROUP: Any = typer.main.get_command(app)


def _name(page: Path) -> str:
    return str(page.relative_to(ROOT))


def _fences(page: Path, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", page.read_text("utf-8"), re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="session")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The record of the examples."""
    return Path(generate.example_record(tmp_path_factory.mktemp("examples")))


# ---------------------------------------------------------------- nothing is left out


def test_generated_pages_are_current() -> None:
    again = "out of date: run python docs/generate.py"
    assert (DOCS / "reference/cli.md").read_text("utf-8") == generate.cli_reference(), again
    assert (DOCS / "reference/record.md").read_text("utf-8") == generate.record_reference(), again


def test_every_command_and_option_is_documented() -> None:
    reference = (DOCS / "reference/cli.md").read_text("utf-8")
    readme = (ROOT / "README.md").read_text("utf-8")
    for name, command in GROUP.commands.items():
        section = reference.split(f"\n## {name}\n")[1].split("\n## ")[0]
        assert f"`communique {name} " in readme, f"README's table lacks {name}"
        assert command.help.split("\n")[0].rstrip(".") in section
        for parameter in command.params:
            assert parameter.help, f"{name}: {parameter.name} has no help"
            for option in parameter.opts if parameter.param_type_name == "option" else ():
                assert f"`{option}" in section, f"{name} {option}"


def test_every_export_format_is_named_in_the_help() -> None:
    help_text = next(p.help for p in GROUP.commands["export"].params if p.name == "form")
    assert all(name in help_text for name in FORMATS)


def test_every_public_name_is_documented() -> None:
    reference = (DOCS / "reference/python.md").read_text("utf-8")
    for name in communique.__all__:
        assert re.search(rf"`(communique\.)?{name}[`(]", reference), name
    for owner in (Record, Collection):
        for name in vars(owner):
            if not name.startswith("_"):
                assert re.search(rf"`\.{name}[`(]", reference), f"{owner.__name__}.{name}"
    for name in ("path", "writing"):
        assert f"`.{name}`" in reference


def test_every_table_and_column_of_the_record_is_documented() -> None:
    reference = (DOCS / "reference/record.md").read_text("utf-8")
    made = sqlite3.connect(":memory:")
    made.executescript((files("communique.record") / "schema.sql").read_text("utf-8"))
    hidden = re.compile(r"sqlite_|.*_fts_")
    names = [
        row[0] for row in made.execute("SELECT name FROM sqlite_schema WHERE type IN ('table', 'view')")
        if not hidden.match(row[0])
    ]  # fmt: skip
    for name in names:
        section = reference.split(f"### `{name}`")[1].split("\n### ")[0].split("\n## ")[0]
        for column in made.execute(f'PRAGMA table_info("{name}")'):
            assert f"`{column[1]}`" in section, f"{name}.{column[1]}"
    assert {table.name for table in generate.tables()} == set(names)
    assert not re.findall(r"^\|.*\|  \|$", reference, re.MULTILINE), "columns without a word on them"


def test_every_field_of_the_contract_is_documented(story: Path) -> None:
    page = (DOCS / "reference/contract.md").read_text("utf-8")
    schema = json.loads((files("communique.exports") / "record.schema.json").read_text("utf-8"))
    with Record(story) as record:
        exported = contract_json(record)
    for part, about in schema["properties"].items():
        if part == "contract":
            continue
        section = page.split(f"\n## {part}\n")[1].split("\n## ")[0]
        promised = set(about["items"]["properties"])
        written = {field for thing in exported[part] for field in thing}
        for field in promised | written:
            mark = r"(?!\\)" if field in promised else r"\\\*"
            assert re.search(rf"`{field}`{mark}", section), f"{part}.{field}"


def test_kinds_of_events_in_the_contract_are_those_that_are_read() -> None:
    page = (DOCS / "reference/contract.md").read_text("utf-8")
    row = re.search(r"^\| `kind` \| (.*) \|$", page, re.MULTILINE)
    assert row
    assert re.findall(r"`(\w+)`", row[1]) == [name for name, kind in kinds().items() if kind.read]


def test_every_dependency_has_a_decision() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = [*project["dependencies"], *(d for extra in project["optional-dependencies"].values() for d in extra)]
    decided = " ".join(page.read_text("utf-8") for page in (DOCS / "decisions").glob("0*.md")).lower()
    for requirement in wanted:
        name = re.match(r"[\w.-]+", requirement)
        assert name
        assert name[0].lower() in decided, name[0]


def test_decisions_are_dated_and_listed() -> None:
    listed = (DOCS / "decisions/README.md").read_text("utf-8")
    for number, page in enumerate(sorted((DOCS / "decisions").glob("0*.md")), 1):
        text = page.read_text("utf-8")
        assert page.name.startswith(f"{number:04d}-")
        assert re.match(rf"# {number:04d}\. .+\n\n\d{{4}}-\d\d-\d\d, \w", text), page.name
        assert f"({page.name})" in listed


def test_every_page_can_be_reached() -> None:
    linked = {target.resolve() for page in PAGES for target, _ in _links(page)}
    assert {page for page in PAGES if page.parent != ROOT and page not in linked} == set()


# ---------------------------------------------------------------- what is said is so


def _links(page: Path) -> Iterator[tuple[Path, str]]:
    text = re.sub(r"^```.*?^```$", "", page.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if not re.match(r"[a-z]+:", target):
            path, _, anchor = target.partition("#")
            yield (page.parent / path if path else page), anchor


def _anchors(page: Path) -> set[str]:
    heads = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_links_lead_somewhere(page: Path) -> None:
    for target, anchor in _links(page):
        assert target.exists(), f"{_name(page)} -> {target}"
        assert not anchor or anchor in _anchors(target), f"{_name(page)} -> {target.name}#{anchor}"


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_commands_shown_are_commands(page: Path) -> None:
    for line in "".join(_fences(page, "sh")).splitlines():
        words = shlex.split(line, comments=True)
        while words and re.match(r"[A-Z_]+=", words[0]):
            words.pop(0)
        if words[:1] == ["communique"]:
            stop = next((n for n, word in enumerate(words) if word in ("|", ">", ";", "&&")), len(words))
            assert words[1] in GROUP.commands, line
            assert GROUP.commands[words[1]].make_context(words[1], words[2:stop]), line


@pytest.mark.parametrize("page", [page for page in PAGES if _fences(page, "console")], ids=_name)
def test_outputs_shown_are_current(page: Path, examples: Path) -> None:
    assert page.read_text("utf-8") == generate.fresh(page, examples), "out of date: run python docs/generate.py"


@pytest.mark.parametrize("page", [page for page in PAGES if _fences(page, "python")], ids=_name)
def test_python_shown_runs(page: Path, examples: Path, tmp_path: Path) -> None:
    folder = generate.workplace(tmp_path, examples)
    for number, code in enumerate(_fences(page, "python")):
        script = folder / f"shown{number}.py"
        script.write_text(code, "utf-8")
        done = subprocess.run([sys.executable, str(script)], cwd=folder, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        assert done.stdout.strip(), "an example that prints nothing shows nothing"


@pytest.mark.parametrize("page", [page for page in PAGES if _fences(page, "sql")], ids=_name)
def test_sql_shown_finds_something(page: Path, examples: Path) -> None:
    record = sqlite3.connect(f"{examples.as_uri()}?mode=ro", uri=True)
    for question in _fences(page, "sql"):
        assert record.execute(question).fetchone(), question
    record.close()


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_files_named_exist(page: Path) -> None:
    kept = [path for path in ROOT.rglob("*") if not {".venv", ".git", "demo"} & set(path.relative_to(ROOT).parts)]
    known = {path.name for path in kept}
    for name in re.findall(r"`(?:[\w./-]*/)?([\w-]+\.(?:py|toml|tsv|sql))`", page.read_text("utf-8")):
        assert name in known, f"{_name(page)} names {name}"


def test_the_newcomers_two_commands_are_in_the_makefile() -> None:
    readme, makefile = (ROOT / "README.md").read_text("utf-8"), (ROOT / "Makefile").read_text("utf-8")
    for word in re.findall(r"^make (\w+)", "".join(_fences(ROOT / "README.md", "sh")), re.MULTILINE):
        assert re.search(rf"^{word}:", makefile, re.MULTILINE), word
    assert "make demo" in readme
    assert "make test" in readme
