"""Makes the parts of the documentation that follow from the code, and says which no longer do.

Invariant: what this writes depends on the code and the examples alone; a second run changes nothing.

    python docs/generate.py           write them
    python docs/generate.py --check   name the pages that are out of date, and end with 1 if there are any

Three things are made: `reference/cli.md` from the command line itself, `reference/record.md` from the
record's layout, and the output under each `$` line of a ```console block on every page, by running it.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
RECORD = "demo/examples.record"
"""The record that pages speak of, made from the examples; it stands ready unless a page makes it itself."""

_WIDTH = "100"
_CONSOLE = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_SECONDS = re.compile(r"\bin \d+ s\b")
_COMMENT = "made by docs/generate.py; change the code, not this page"


def pages() -> list[Path]:
    """Every Markdown page of the project that a person reads."""
    top = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "examples/README.md")]
    return [page for page in top if page.exists()] + sorted(DOCS.rglob("*.md"))


# ---------------------------------------------------------------- the command line


def cli_reference() -> str:
    """The page of every command with its arguments and options, from the program itself."""
    import typer

    from communique import cli
    from communique.cli.app import app

    group: Any = typer.main.get_command(app)
    parts = [
        f"<!-- {_COMMENT} -->\n# The command line\n",
        f"{group.help}\n",
        f"Exit codes: {_exit_codes(cli.__doc__ or '')}\n",
        "`RECORD` is the record's file. `communique COMMAND --help` shows what stands here.\n",
        "| command | what it does |\n|---|---|\n"
        + "\n".join(
            f"| [`{name}`](#{name}) | {_first_line(command.help)} |" for name, command in group.commands.items()
        )
        + "\n",
        "## communique\n",
        _parameters(group),
    ]
    for name, command in group.commands.items():
        parts += [f"## {name}\n", _usage(name, command), _help(command.help), _parameters(command)]
    parts += [_ENVIRONMENT]
    return "\n".join(parts)


_ENVIRONMENT = """## Environment

| variable | meaning |
|---|---|
| `COMMUNIQUE_MODEL` | the spaCy pipeline that parses reports, in place of the one that is installed with communique; see [use another spaCy model](../how-to/use-another-model.md) |
| `COMMUNIQUE_DEEDS` | `off`: sanctions, threats, aid and other deeds are not read; or a folder with another encoder of the same form; see [use another encoder](../how-to/use-another-model.md#another-encoder-for-deeds) |
| `COLUMNS` | how wide tables are when the output is not a terminal (160 if it is not set) |
"""  # noqa: E501


def _contents(listed: dict[str, Any]) -> str:
    rows = [f"| [`{name}`](#{name}) | {_first_line(command.help)} |" for name, command in listed.items()]
    return "| command | what it does |\n|---|---|\n" + "\n".join(rows) + "\n"


def _exit_codes(docstring: str) -> str:
    found = re.search(r"Exit\s+codes:\s*(.*)", docstring, re.DOTALL)
    return " ".join(found[1].split()) if found else ""


def _first_line(text: str | None) -> str:
    return " ".join((text or "").split("\n\n")[0].split())


def _usage(name: str, command: Any) -> str:
    arguments = [_metavar(p) for p in command.params if p.param_type_name == "argument"]
    required = [f"--{p.name.replace('_', '-')} {p.metavar}" for p in _options(command) if p.required]
    words = ["communique", name, *arguments, *required, "[OPTIONS]"]
    return f"```text\n{' '.join(words)}\n```\n"


def _metavar(parameter: Any) -> str:
    shown = parameter.metavar or parameter.name.upper()
    return shown if parameter.required or shown.startswith("[") else f"[{shown}]"


def _help(text: str | None) -> str:
    """The help text; its examples, indented there, as one block."""
    kept: list[str] = []
    examples: list[str] = []
    for paragraph in re.split(r"\n\s*\n", (text or "").strip()):
        line = " ".join(paragraph.split())
        if line.startswith("communique "):
            examples.append(line)
        elif line not in ("Example:", "Examples:"):
            kept.append(line)
    shown = "\n\n".join(kept) + "\n"
    return shown + ("\n```sh\n" + "\n".join(examples) + "\n```\n" if examples else "")


def _options(command: Any) -> list[Any]:
    return [p for p in command.params if p.param_type_name == "option"]


def _parameters(command: Any) -> str:
    rows = []
    for parameter in command.params:
        if parameter.param_type_name == "argument":
            rows.append((f"`{_metavar(parameter)}`", _cell(parameter.help)))
            continue
        value = "" if parameter.is_flag else f" {parameter.metavar or _VALUES.get(parameter.name, 'VALUE')}"
        names = ", ".join(f"`{name}{value}`" for name in sorted(parameter.opts, key=len, reverse=True))
        rows.append((names, _cell(parameter.help) + _default(parameter)))
    rows.append(("`--help`, `-h`", "Show this and end."))
    return "| | |\n|---|---|\n" + "\n".join(f"| {name} | {meaning} |" for name, meaning in rows) + "\n"


_VALUES = {"form": "FORMAT", "workers": "NUMBER", "limit": "NUMBER", "limit_bytes": "BYTES"}
"""What to call the value of an option that does not say so itself."""


def _value(parameter: Any) -> str:
    return _VALUES.get(parameter.name, "VALUE")


def _default(parameter: Any) -> str:
    if parameter.required:
        return " Required."
    given = parameter.default
    return f" Default: `{given}`." if isinstance(given, str | int) and not isinstance(given, bool) else ""


def _cell(text: str | None) -> str:
    return " ".join((text or "").split()).replace("|", "\\|")


# ---------------------------------------------------------------- the record


@dataclass(frozen=True, slots=True)
class Table:
    """A table or view of the record: what its comment says, and its columns with theirs."""

    name: str
    kind: str
    about: str
    section: str
    columns: tuple[tuple[str, str, str], ...]


_EVERYWHERE = {
    "position": "order, from 0",
    "id": "its key",
    "start": "offset in `reports.text`, first code point",
    "end": "offset in `reports.text`, behind the last code point",
    "text": "these words, as the report has them",
    "place_name": "as reports give it",
    "place_country": "the state it lies in",
    "cue_end": "behind its last code point",
    "score": "between 0 and 1",
    "reasons": "a JSON array of words",
    "status": "planned, ongoing, happened, cancelled, denied, possible",
    "role": "as in `participants`",
    "event": "`events.id`",
    "agreement": "`agreements.id`",
    "date": "EDTF",
    "value": "in the words of the reports, or as EDTF",
    "label": "in a few words",
    "plover_mode": "as `plover_type`",
    "count": "how many papers, where a batch is counted",
    "name": "the name",
    "member": "`<report id>#<n>`",
    "attribute": "what it is that differs: start, papers, deaths, ...",
    "subject": "the subject",
    "disagreement": "`disagreements.id`",
    "only": "always 1",
    "stage": "proposed, drafted, negotiated, expected, signed, in-force, extended, expired, withdrawn, rejected",
}
"""What columns mean that `schema.sql` leaves without a word because their names say it."""


def tables() -> tuple[Table, ...]:
    """The record's tables and views, as `schema.sql` lays them out and explains them."""
    import sqlite3

    layout = (ROOT / "src/communique/record/schema.sql").read_text(encoding="utf-8")
    made = sqlite3.connect(":memory:")
    made.executescript(layout)
    found = []
    section, about = "", []
    lines = iter(layout.splitlines())
    for line in lines:
        if line.startswith("-- ----"):
            section, about = line.strip("- ").strip(), []
        elif line.startswith("--"):
            about.append(line[2:].strip())
        elif start := re.match(r"CREATE (?:VIRTUAL )?(TABLE|VIEW) (\w+)", line):
            body = [line, *_until_end(line, lines)]
            names = [(row[1], row[2]) for row in made.execute(f'PRAGMA table_info("{start[2]}")')]
            columns = tuple((name, kind, _column_comment(name, body)) for name, kind in names)
            found.append(Table(start[2], start[1].lower(), " ".join(about), section, columns))
            about = []
        elif not line.strip():
            about = []
    made.close()
    return tuple(found)


def _until_end(line: str, lines: Iterator[str]) -> Iterator[str]:
    while not line.split("--", maxsplit=1)[0].rstrip().endswith(";"):
        line = next(lines)
        yield line


def _column_comment(name: str, body: list[str]) -> str:
    for line in body:
        if re.match(rf'\s+"?{name}"? [A-Z]', line):
            said = line.split("--", 1)[1].strip() if "--" in line else ""
            target = re.search(r"REFERENCES (\w+) \((\w+)\)", line)
            points = f"`{target[1]}.{target[2]}`" if target else ""
            listed = re.search(r"CHECK \(\w+ IN \(([^)]*)\)\)", line)
            values = listed[1].replace("'", "") if listed else ""
            return "; ".join(filter(None, (said, points, values))) or _EVERYWHERE.get(name, "")
    return _EVERYWHERE.get(name, "")


def record_reference() -> str:
    """The page of the record's tables."""
    layout = (ROOT / "src/communique/record/schema.sql").read_text(encoding="utf-8")
    preface = [line[2:].strip() for line in layout.split("-- ----")[0].splitlines() if line.startswith("--")]
    parts = [f"<!-- {_COMMENT} -->\n# The record's tables\n", "\n".join(preface).strip() + "\n"]
    section = ""
    for table in tables():
        if table.section != section:
            section = table.section
            parts.append(f"## {section[0].upper()}{section[1:]}\n")
        kind = " (view)" if table.kind == "view" else ""
        parts.append(f"### `{table.name}`{kind}\n")
        if table.about:
            parts.append(table.about + "\n")
        if table.kind == "view" or table.name.endswith("_fts"):
            parts.append("Columns: " + ", ".join(f"`{name}`" for name, _, _ in table.columns) + ".\n")
            continue
        rows = [f"| `{name}` | {kind.lower()} | {meaning} |" for name, kind, meaning in table.columns]
        parts.append("| column | type | meaning |\n|---|---|---|\n" + "\n".join(rows) + "\n")
    return "\n".join(parts)


# ---------------------------------------------------------------- what commands print


def refreshed(text: str, folder: Path) -> str:
    """A page with the output of each of its ```console commands as it is now.

    `folder` is where they run. An output that differs only in how long something took is left as it is.
    """
    here = 0
    parts = []
    for block in _CONSOLE.finditer(text):
        parts += [text[here : block.start(1)], _rerun(block[1], folder)]
        here = block.end(1)
    return "".join([*parts, text[here:]])


def _rerun(block: str, folder: Path) -> str:
    shown = []
    for command, before in commands(block):
        after = run(command, folder)
        shown.append(_as_typed(command) + (before if _same(before, after) else after))
    return "".join(shown)


def commands(block: str) -> Iterator[tuple[str, str]]:
    """The commands of a ```console block, each with the output shown under it; `> ` lines go on a command."""
    command: list[str] = []
    output: list[str] = []
    for line in block.splitlines():
        if line.startswith("$ "):
            if command:
                yield "\n".join(command), "".join(output)
            command, output = [line[2:]], []
        elif line.startswith("> ") and command and not output:
            command.append(line[2:])
        else:
            output.append(line + "\n")
    if command:
        yield "\n".join(command), "".join(output)


def _as_typed(command: str) -> str:
    first, *more = command.split("\n")
    return f"$ {first}\n" + "".join(f"> {line}\n" for line in more)


def _same(one: str, other: str) -> bool:
    return _SECONDS.sub("in N s", one) == _SECONDS.sub("in N s", other)


def run(command: str, folder: Path) -> str:
    """What a command prints, errors included, without spaces at line ends or empty lines around it.

    Raises RuntimeError if it ends with a traceback: a fault of ours is nothing to document.
    """
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {k: v for k, v in os.environ.items() if k not in ("COMMUNIQUE_MODEL", "COMMUNIQUE_DEEDS")} | {
        "PATH": path, "COLUMNS": _WIDTH, "NO_COLOR": "1", "LC_ALL": "C.UTF-8",
    }  # fmt: skip
    done = subprocess.run(
        ["bash", "-c", command], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    if "Traceback (most recent call last)" in done.stderr:
        raise RuntimeError(f"{command}\n{done.stderr}")
    lines = [line.rstrip() for line in (done.stdout + done.stderr).splitlines()]
    while lines and not lines[0]:
        lines.pop(0)
    while lines and not lines[-1]:
        lines.pop()
    return "".join(f"{line}\n" for line in lines)


def workplace(folder: Path, record: Path | None = None) -> Path:
    """A folder laid out as a checkout is for who tries the commands: the examples, and a place for the record."""
    shutil.copytree(ROOT / "examples", folder / "examples")
    (folder / "demo").mkdir()
    if record is not None:
        shutil.copy(record, folder / RECORD)
    return folder


def example_record(folder: Path) -> Path:
    """The record of the examples, read anew."""
    run(f"communique read {ROOT / 'examples/reports'} --record {folder / 'examples.record'} --quiet", folder)
    return folder / "examples.record"


def makes_record(text: str) -> bool:
    """Whether a page begins by making the record itself."""
    lines = (command for block in _CONSOLE.finditer(text) for command, _ in commands(block[1]))
    first = next((command for command in lines if RECORD in command), "")
    return first.startswith("communique read")


def fresh(page: Path, record: Path) -> str:
    """What a page should say."""
    if page == DOCS / "reference/cli.md":
        return cli_reference()
    if page == DOCS / "reference/record.md":
        return record_reference()
    text = page.read_text(encoding="utf-8")
    if not _CONSOLE.search(text):
        return text
    with tempfile.TemporaryDirectory() as folder:
        return refreshed(text, workplace(Path(folder), None if makes_record(text) else record))


def main() -> int:
    """Write the pages, or with `--check` only name those that would change."""
    stale = []
    made = [DOCS / "reference/cli.md", DOCS / "reference/record.md"]
    with tempfile.TemporaryDirectory() as folder:
        record = example_record(Path(folder))
        for page in dict.fromkeys([*made, *pages()]):
            text = fresh(page, record)
            if not page.exists() or page.read_text(encoding="utf-8") != text:
                stale.append(page)
                if "--check" not in sys.argv[1:]:
                    page.write_text(text, encoding="utf-8")
    for page in stale:
        print(page.relative_to(ROOT))
    return 1 if stale and "--check" in sys.argv[1:] else 0


if __name__ == "__main__":
    sys.exit(main())
