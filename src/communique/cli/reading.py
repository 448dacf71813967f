"""The commands that fill a record: read, settle, and the list of what could not be read.

Invariant: what is printed at the end is what the record's own table of runs says.
"""

from __future__ import annotations

import json
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import fields, replace
from enum import StrEnum
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from communique.brief.plain import plain

if TYPE_CHECKING:
    from communique.flow import Progress
    from communique.model import KnownPerson
    from communique.record import Record, Run
    from communique.record.texts import Keeping
    from communique.reports import Columns, Limits

_SHOWN = 20
_ENDLESS = 10**12
"""What no limit is set to: a number above it says that there is none, and a limit there has to be."""


class EngineName(StrEnum):
    """What reads."""

    processes = "processes"
    ray = "ray"


People = Annotated[
    Path | None,
    typer.Option(
        metavar="TABLE",
        help="A CSV table of known persons: name, names, wikidata, country, office. The record keeps it.",
        show_default=False,
    ),
]
LimitsGiven = Annotated[
    list[str] | None,
    typer.Option(
        metavar="LIMIT=NUMBER,...",
        help="How much of an item is read before it is passed over: max_bytes, max_chars, min_chars, seconds, "
        "max_growth.",
    ),
]


class TextsIn(StrEnum):
    """Where a record keeps readings and texts."""

    record = "record"
    parquet = "parquet"


RecordFile = Annotated[Path, typer.Argument(metavar="RECORD", help="The record's file.", show_default=False)]


def read(
    paths: Annotated[
        list[Path], typer.Argument(metavar="PATH...", help="Files and folders to read.", show_default=False)
    ],
    record: Annotated[
        Path, typer.Option("--record", "-r", metavar="FILE", help="The record to make or add to.", show_default=False)
    ],
    *,
    columns: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FIELD=NAME,...",
            help="What a table's columns are called, for text, title, publisher, url, published, id.",
        ),
    ] = None,
    workers: Annotated[
        int | None, typer.Option(min=0, max=64, help="Processes that read (0: this one).  [default: one a core, <= 4]")
    ] = None,
    engine: Annotated[
        EngineName, typer.Option(metavar="NAME", help="What reads: processes, or ray (pip install 'communique[ray]').")
    ] = EngineName.processes,
    address: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="Of a Ray cluster: auto, or ray://host:10001.")
    ] = None,
    limit_bytes: Annotated[int | None, typer.Option(min=1, help="Pass over items larger than this.")] = None,
    limits: LimitsGiven = None,
    again: Annotated[
        bool, typer.Option("--again", metavar="", help="Read also what the record holds unchanged.")
    ] = False,
    texts: Annotated[
        TextsIn | None,
        typer.Option(
            metavar="WHERE",
            help="Where a new record keeps what was read: record, or parquet, in the folder FILE.texts beside it "
            "(pip install 'communique[parquet]').  [default: record]",
            show_default=False,
        ),
    ] = None,
    people: People = None,
    as_json: Annotated[bool, typer.Option("--json", metavar="", help="Print the outcome as JSON.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", metavar="", help="Print nothing but errors.")] = False,
) -> None:
    """Read reports into a record: HTML, text, PDF, mail, CSV, JSON Lines, feeds, web archives.

    What the record holds already is passed over, so the same command brings it up to date. Ctrl-C
    keeps all that was read. Ends with 0 when all was read, 3 when some was not, 1 when nothing was.

    Examples:

        communique read reports/ --record talks.record

        communique read news.csv -r talks.record --columns text=body,published=date,publisher=outlet
    """
    from communique import flow
    from communique.pool import Engine, PoolError
    from communique.record import Record

    if address and engine is not EngineName.ray:
        raise typer.BadParameter("only --engine ray has an address", param_hint="--address")
    known = _known(people)
    begun, new = time.monotonic(), not record.exists()
    names, bounds = _columns(columns or []), _limits(limits or [], limit_bytes)
    keeping = cast("Keeping | None", texts and texts.value)
    with (
        Record(record, writing=True, texts=keeping) as opened,
        _stopping_on_request(),
        _progress(quiet or as_json) as tell,
    ):
        interrupted = False
        if known is not None:
            opened.know_people(known)
        try:
            flow.read(
                paths, opened, columns=names, limits=bounds, workers=workers, again=again,
                engine=Engine(engine.value, address), progress=tell,
            )  # fmt: skip
        except KeyboardInterrupt:
            interrupted = True
        except PoolError:
            if new and not opened.readings():
                opened.discard()
            raise
        run = opened.runs[-1]
        tell(None)
        seconds = time.monotonic() - begun
        empty = new and not opened.readings() and len(opened.unread) <= _SHOWN
        if as_json:
            typer.echo(json.dumps(_outcome(opened, run, seconds), ensure_ascii=False))
        elif empty:
            _complain(opened)
        elif not quiet:
            _summary(opened, run, seconds, interrupted)
        if empty:
            opened.discard()
    if interrupted:
        raise typer.Exit(130)
    if run.offered == 0:
        typer.echo("communique: nothing to read was found there; look at the paths", err=True)
        raise typer.Exit(1)
    if run.unread:
        raise typer.Exit(3 if run.read + run.unchanged else 1)


def settle(record: RecordFile, people: People = None) -> None:
    """Make a record's findings again from what was read; what people judged is kept to.

    Needed only after a run was killed, to let a newer communique think again, or to give it another table of persons.

    Example:

        communique settle talks.record
    """
    from communique import flow
    from communique.record import Record

    known = _known(people)
    with Record(record, writing=True) as opened:
        if known is not None:
            opened.know_people(known)
        flow.settle(opened, again=True)
        typer.echo(f"{record}: {_contents(opened)}")


def check(record: RecordFile) -> None:
    """Whether the record, and the files beside it in which it keeps texts, are as they were written.

    Ends with 1 if not, and says what can be done.

    Example:

        communique check talks.record
    """
    from communique.record import Record

    with Record(record) as opened:
        faults = opened.check()
    for fault in faults:
        typer.echo(f"communique: {plain(fault)}", err=True)
    if faults:
        raise typer.Exit(1)
    typer.echo(f"{record} is as it was written.")


def unread(
    record: RecordFile, as_json: Annotated[bool, typer.Option("--json", metavar="", help="Print as JSON.")] = False
) -> None:
    """What was offered and could not be read, and why.

    Example:

        communique unread talks.record
    """
    from communique.record import Record

    with Record(record) as opened:
        rows = opened.unread.rows()
    if as_json:
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    elif not rows:
        typer.echo("All that was offered was read.")
    for row in [] if as_json else rows:
        typer.echo(f"{plain(row['uri'])}: {plain(row['reason'])}")


def _known(people: Path | None) -> tuple[KnownPerson, ...] | None:
    """The persons of the user's table; None where there is none."""
    if people is None:
        return None
    from communique.events import read_people

    try:
        return read_people(people)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--people") from None


def _columns(given: list[str]) -> Columns:
    from communique.reports import Columns

    known = [field.name for field in fields(Columns)]
    return Columns(**dict(_pairs(given, known, "--columns", "FIELD=NAME with a FIELD")))


def _limits(given: list[str], limit_bytes: int | None) -> Limits:
    """The limits named, the others as they are; `--limit-bytes` is `max_bytes` by its own name."""
    from communique.reports import Limits

    usual = Limits()
    named: dict[str, Any] = {} if limit_bytes is None else {"max_bytes": limit_bytes}
    for name, number in _pairs(
        given, [field.name for field in fields(Limits)], "--limits", "LIMIT=NUMBER with a LIMIT"
    ):
        try:
            named[name] = type(getattr(usual, name))(number)
        except ValueError:
            named[name] = 0
        if not 0 < named[name] < _ENDLESS:
            raise typer.BadParameter(f"{name}={number}: not a number above 0", param_hint="--limits")
    return replace(usual, **named)


def _pairs(given: list[str], known: list[str], option: str, form: str) -> Iterator[tuple[str, str]]:
    """What an option of the form NAME=VALUE,... gives, in its order."""
    for pair in ",".join(given).split(",") if given else []:
        name, equals, value = (part.strip() for part in pair.partition("="))
        if not equals or name not in known or not value:
            raise typer.BadParameter(f"{pair!r} is not {form} of {', '.join(known)}", param_hint=option)
        yield name, value


@contextmanager
def _stopping_on_request() -> Iterator[None]:
    """A polite kill (SIGTERM) stops as Ctrl-C does: what was read is kept and settled."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


@contextmanager
def _progress(silent: bool) -> Iterator[Callable[[Progress | None], None]]:
    """Show how far it has come, on a terminal; None ends the showing."""
    if silent or not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import Progress as Bar
    from rich.progress import SpinnerColumn, TextColumn, TimeElapsedColumn

    bar = Bar(
        SpinnerColumn(), TimeElapsedColumn(), TextColumn("{task.description}", markup=False),
        console=Console(stderr=True), transient=True,
    )  # fmt: skip
    task = bar.add_task("looking")

    def tell(now: Progress | None) -> None:
        if now is None:
            bar.stop()
            return
        what = "putting together what they say" if now.stage == "settling" else plain(now.uri or "")[-60:]
        words = f"{now.read} read, {now.unchanged} unchanged, {now.unread} not read  {what}"
        bar.update(task, description=words)

    with bar:
        yield tell


def _summary(record: Record, run: Run, seconds: float, interrupted: bool) -> None:
    typer.echo(
        f"{run.read} read, {run.unchanged} unchanged, {run.unread} not read, in {seconds:.0f} s. "
        f"{record.path} now holds {_contents(record)}."
    )
    if run.unread:
        rows = record.unread.rows()
        typer.echo("Not read:")
        for row in rows[:_SHOWN]:
            typer.echo(f"  {plain(row['uri'])}: {plain(row['reason'])}")
        if len(rows) > _SHOWN:
            typer.echo(f"  and {len(rows) - _SHOWN} more: communique unread {record.path}")
    if interrupted:
        typer.echo("Interrupted. What was read is kept; the same command again goes on from here.")
    elif run.read:
        typer.echo(f"Now: communique brief {record.path}")


def _complain(record: Record) -> None:
    """Say why nothing was read where no record is kept."""
    for row in record.unread.rows():
        typer.echo(f"communique: {plain(row['uri'])}: {plain(row['reason'])}", err=True)
    typer.echo(f"communique: nothing was read, so {record.path} was not made", err=True)


def _contents(record: Record) -> str:
    counts = (
        (len(record.reports), "report"),
        (len(record.events), "event"),
        (len(record.visits), "visit"),
        (len(record.agreements), "agreement"),
        (len(record.quotations), "quotation"),
    )
    return ", ".join(f"{count} {word}{'' if count == 1 else 's'}" for count, word in counts)


def _outcome(record: Record, run: Run, seconds: float) -> dict[str, Any]:
    return {
        "record": str(record.path),
        "state": run.state,
        "offered": run.offered,
        "read": run.read,
        "unchanged": run.unchanged,
        "unread": record.unread.rows(),
        "seconds": round(seconds, 1),
        "reports": len(record.reports),
        "events": len(record.events),
    }
