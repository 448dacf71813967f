"""The commands that hand the record on: as a brief for a person, as an export for a program.

Invariant: a file named by `--out` appears whole or not at all.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from communique.cli.as_of import AsOf, opened_as_of
from communique.cli.reading import RecordFile

if TYPE_CHECKING:
    from communique.record import Record

Out = Annotated[
    Path | None, typer.Option("--out", "-o", metavar="FILE", help="Write there, not to the screen.", show_default=False)
]


def export(
    record: RecordFile,
    form: Annotated[
        str,
        typer.Option(
            "--format",
            "-f",
            help="json, csv, parquet, plover, gdelt, gdelt1, ftm, jsonld, gexf, ical, bibtex or ris.",
        ),
    ] = "json",
    out: Out = None,
    as_of: AsOf = None,
) -> None:
    """The whole record for another program: json (the public contract), tables, graphs, calendars, references.

    Parquet is a folder of tables, so it needs `--out`. Cells of CSV that a spreadsheet would run open with an
    apostrophe.

    Examples:

        communique export talks.record --format json --out talks.json

        communique export talks.record --format csv > events.csv

        communique export talks.record --format ical --out visits.ics
    """  # fmt: skip
    from communique.exports import FORMATS, ExportError, write, write_folder

    if form not in FORMATS:
        raise typer.BadParameter(f"{form!r} is none of {', '.join(FORMATS)}", param_hint="--format")
    if FORMATS[form].folder and (out is None or out.is_file() or not out.absolute().parent.is_dir()):
        raise typer.BadParameter(
            f"{form} is a folder of files: name a new one in a folder that is there", param_hint="--out"
        )
    with opened_as_of(record, as_of) as opened:
        if out is not None and FORMATS[form].folder:
            try:
                write_folder(opened, form, out)
            except ExportError as error:
                typer.echo(f"communique: {error}", err=True)
                raise typer.Exit(1) from error
            return
        with written_to(out) as stream:
            write(opened, form, stream)


def brief(
    record: RecordFile,
    names: Annotated[
        list[str] | None, typer.Argument(metavar="[NAME]...", help="Only what these persons, states or bodies are in.")
    ] = None,
    *,
    since: Annotated[
        str | None, typer.Option(metavar="DAY", help="Nothing before: 2017, 2017-03 or 2017-03-28.")
    ] = None,
    until: Annotated[str | None, typer.Option(metavar="DAY", help="Nothing after.")] = None,
    min_score: Annotated[
        float, typer.Option(min=0, max=1, help="No event less sure than this, 0 to 1; 0.6 leaves the doubtful out.")
    ] = 0.0,
    form: Annotated[str, typer.Option("--format", "-f", help="text, markdown or html.")] = "text",
    out: Out = None,
    as_of: AsOf = None,
) -> None:
    """What the reports tell, for a person: who visited whom, what was agreed, who said what, and the sentences.

    Examples:

        communique brief talks.record

        communique brief talks.record Iran --since 2017-03 --format html --out iran.html

        communique brief talks.record --as-of 2018-05-24
    """
    from communique.brief import FORMATS, compose

    if form not in FORMATS:
        raise typer.BadParameter(f"{form!r} is none of {', '.join(FORMATS)}", param_hint="--format")
    for day, option in ((since, "--since"), (until, "--until")):
        if day is not None and not _is_day(day):
            raise typer.BadParameter(f"{day!r} is no day: write 2017, 2017-03 or 2017-03-28", param_hint=option)
    if since and until and since > f"{until}-99":
        raise typer.BadParameter(f"{until} is before --since {since}", param_hint="--until")
    with opened_as_of(record, as_of) as opened:
        _refuse_unknown(opened, names or ())
        with opened.snapshot():
            told = compose(opened, names or (), since, until, min_score)
        with written_to(out) as stream:
            stream.write(FORMATS[form](told))


def _is_day(text: str) -> bool:
    """Whether this is a year, a month or a day that the calendar has."""
    if not re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", text):
        return False
    try:
        date.fromisoformat(text + "-01-01"[len(text) - 4 :])
    except ValueError:
        return False
    return True


def _refuse_unknown(record: Record, names: Sequence[str]) -> None:
    """End with an error where nobody and nothing answers to a name, naming those that come near."""
    from communique.brief.choosing import nearest
    from communique.brief.naming import listed
    from communique.brief.plain import plain

    unknown = [(name, near) for name in names if (near := nearest(record, name)) is not None]
    for name, near in unknown:
        hint = f"; near it: {listed(near)}" if near else "; communique actors RECORD lists all names"
        typer.echo(plain(f"communique: the record has nobody and nothing called {name}{hint}"), err=True)
    if unknown:
        raise typer.Exit(1)


def warn_if_unsettled(record: object) -> None:
    """Say so on standard error if reports were read after the findings were made."""
    if getattr(record, "unsettled", False):
        path = getattr(record, "path", "RECORD")
        typer.echo(
            f"communique: a run was killed before it was done; what it read shows after: communique settle {path}",
            err=True,
        )


@contextmanager
def written_to(out: Path | None) -> Iterator[TextIO]:
    """Standard output, or a file that takes its name only once it is whole."""
    if out is None:
        if isinstance(sys.stdout, TextIO) and hasattr(sys.stdout, "reconfigure"):
            sys.stdout.reconfigure(encoding="utf-8", errors="replace", newline="")
        yield sys.stdout
        sys.stdout.flush()
        return
    if not out.parent.is_dir() or out.is_dir():
        wrong = "is a folder" if out.is_dir() else f"cannot be written: the folder {out.parent} is not there"
        raise typer.BadParameter(f"{out} {wrong}", param_hint="--out")
    beside = out.with_name(f".{out.name}.{os.getpid()}")
    try:
        with open(beside, "w", encoding="utf-8", newline="") as stream:
            yield stream
        os.replace(beside, out)
    finally:
        beside.unlink(missing_ok=True)
