"""The commands that show parts of a record: tables, one thing with its sentences, a search.

Invariant: `--csv` and `--json` print every row whole; the table for the eye may leave columns out.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from communique.brief.dates import worded
from communique.brief.naming import state
from communique.brief.plain import plain, shortened
from communique.cli.as_of import AsOf, opened_as_of
from communique.cli.reading import RecordFile
from communique.cli.telling import warn_if_unsettled
from communique.cli.wording import told

if TYPE_CHECKING:
    from communique.record import Evidence, Record

AsCsv = Annotated[bool, typer.Option("--csv", metavar="", help="Print as CSV.")]
AsJson = Annotated[bool, typer.Option("--json", metavar="", help="Print as JSON.")]

_WIDE = 160
"""Columns of a table that goes to a file or a pipe, unless COLUMNS says otherwise."""

_NARROW = 12


def visits(record: RecordFile, as_csv: AsCsv = False, as_json: AsJson = False, as_of: AsOf = None) -> None:
    """Who visited whom: when, where, received by whom, with whom.

    Example:

        communique visits talks.record --csv > visits.csv
    """
    _table(
        record, "visits", ("id", "when", "status", "visitors", "where", "hosts", "delegates"), as_csv, as_json, as_of
    )


def meetings(record: RecordFile, as_csv: AsCsv = False, as_json: AsJson = False, as_of: AsOf = None) -> None:
    """Who met, held talks or spoke by telephone.

    Example:

        communique meetings talks.record
    """
    _table(record, "meetings", ("id", "when", "status", "participants", "kind", "where"), as_csv, as_json, as_of)


def agreements(record: RecordFile, as_csv: AsCsv = False, as_json: AsJson = False, as_of: AsOf = None) -> None:
    """What was proposed, expected, signed or expired, with whom.

    Example:

        communique agreements talks.record --json
    """
    _table(record, "agreements", ("id", "label", "history", "parties", "count"), as_csv, as_json, as_of)


def quotations(record: RecordFile, as_csv: AsCsv = False, as_json: AsJson = False) -> None:
    """Who said what.

    Example:

        communique quotations talks.record
    """
    _table(record, "quotations", ("id", "speaker", "text", "said", "form"), as_csv, as_json)


def actors(record: RecordFile, as_csv: AsCsv = False, as_json: AsJson = False) -> None:
    """Countries, persons and organisations, with the offices they hold.

    Example:

        communique actors talks.record
    """
    _table(record, "actors", ("id", "name", "offices", "country", "type"), as_csv, as_json)


def candidates(record: RecordFile, as_csv: AsCsv = False, as_json: AsJson = False) -> None:
    """Pairs that were nearly taken for one event, or nearly not: what a person should look at.

    Say what you find with `merge`, `split` or `confirm`.

    Example:

        communique candidates talks.record
    """
    columns = ("event", "question", "other_event", "score", "label", "reasons", "against")
    _table(record, "candidates", columns, as_csv, as_json)


def judgements(record: RecordFile, as_csv: AsCsv = False, as_json: AsJson = False) -> None:
    """What people decided: who, when, why, and whether it is still in force.

    Example:

        communique judgements talks.record
    """
    _table(record, "judgements", ("id", "verb", "targets", "value", "by", "at", "why", "state"), as_csv, as_json)


def explain(
    record: RecordFile,
    key: Annotated[str, typer.Argument(metavar="ID", help="Of an event, agreement, quotation, actor or claim.")],
    as_json: AsJson = False,
) -> None:
    """Why the record says so: every sentence under it, and why they were joined.

    Example:

        communique explain talks.record visit-29b66e249ac1
    """
    from communique.model import Quotation
    from communique.record import Record

    with Record(record) as opened:
        warn_if_unsettled(opened)
        explanation = opened.explain(key)
        if as_json:
            import msgspec

            typer.echo(msgspec.json.format(msgspec.json.encode(explanation), indent=1).decode())
            return
        if explanation.asked:
            typer.echo(plain(f"{explanation.asked} is now {explanation.id}"))
        typer.echo(plain(f"{explanation.id}: {explanation.label}"))
        for judgement in explanation.judgements:
            typer.echo(plain(f"  {told(judgement)}"))
        about = explanation.about
        if isinstance(about, Quotation):
            typer.echo(f"  {_quoted(explanation.label)}\n  {_source(opened, about.report, about.start)}")
        for evidence in explanation.evidence:
            _show_evidence(opened, evidence)


def search(
    record: RecordFile,
    words: Annotated[list[str], typer.Argument(metavar="WORDS...", help="All of them must be there.")],
    limit: Annotated[int, typer.Option(min=1, help="How many passages at most.")] = 20,
    as_json: AsJson = False,
) -> None:
    """Sentences that hold these words, those that make claims first.

    Example:

        communique search talks.record gas pipeline
    """
    from communique.record import Record

    with Record(record) as opened:
        warn_if_unsettled(opened)
        found = opened.search(" ".join(words), limit)
        if as_json:
            rows = [
                {
                    "report": f.report.id,
                    "start": f.start,
                    "end": f.end,
                    "text": f.text,
                    "claim": f.claim,
                    "event": f.event,
                }
                for f in found
            ]
            typer.echo(json.dumps(rows, ensure_ascii=False, indent=1))
            return
        for one in found:
            typer.echo(shortened(one.text, 400))
            of_event = f"  [event {one.event}]" if one.event else ""
            typer.echo(f"    {_source(opened, one.report.id, one.start)}{plain(of_event)}")
    if not found:
        typer.echo("Nothing holds these words.", err=True)
        raise typer.Exit(1)


def _table(
    path: Path, name: str, columns: Sequence[str], as_csv: bool, as_json: bool, as_of: str | None = None
) -> None:
    with opened_as_of(path, as_of) as opened:
        rows = getattr(opened, name).rows()
    if as_json:
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    elif as_csv:
        from communique.exports.events_csv import write_rows

        write_rows(rows, sys.stdout)
    elif not rows:
        typer.echo(f"The record holds no {name}.")
    else:
        _show_table(rows, columns)


def _show_table(rows: Sequence[dict[str, Any]], columns: Sequence[str]) -> None:
    """A table for the eye: the first columns, as many as fit; `--csv` and `--json` have them all."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(width=None if sys.stdout.isatty() else int(os.environ.get("COLUMNS", _WIDE)))
    names = max(len(row["id"]) for row in rows)
    fitting = [c for n, c in enumerate(columns) if names + 2 + n * (_NARROW + 2) <= console.width or n < 3]
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for column in fitting:
        table.add_column(column, overflow="fold", no_wrap=column in ("id", "status"))
    for row in rows:
        table.add_row(*(Text(shortened(_cell(row, column), 200)) for column in fitting))
    console.print(table)


def _cell(row: dict[str, Any], column: str) -> str:
    """A column of the row as a person reads it; `when` and `where` bring two together."""
    if column == "when":
        return worded(row["start"], row["end"]) if row["start"] or row["end"] else "day unknown"
    if column == "where":
        country = state(row["country"]) if row["country"] else ""
        place = row["place"] or ""
        return place if not country or place == country else f"{place}, {country}" if place else country
    return "" if row[column] is None else str(row[column])


def _show_evidence(record: Record, evidence: Evidence) -> None:
    claim = evidence.claim
    typer.echo(f"\n  {_quoted(shortened(claim.text, 600))}")
    typer.echo(f"  {_source(record, claim.report, claim.start)}")
    says = f"{claim.status}" + (f", {claim.date}" if claim.date else ", no date")
    voice = f", according to {evidence.said_by}" if evidence.said_by else ""
    typer.echo(plain(f"  claim {claim.id}: {says}{voice}; score {claim.score:.2f}"))
    for reason in claim.reasons:
        typer.echo(plain(f"    because {reason}"))
    for link in evidence.links:
        reasons = "; ".join(link.reasons) or "no reason given"
        typer.echo(plain(f"    joined with {link.joined} ({link.score:.2f}): {reasons}"))


def _quoted(words: str) -> str:
    """The words in quotation marks that tell them from the marks they may hold themselves."""
    return f"“{plain(words)}”" if '"' in words else f'"{plain(words)}"'


def _source(record: Record, key: str, start: int) -> str:
    report = record.report(key)
    carried = f"{report.publisher or 'publisher unknown'}, {report.published or 'undated'}"
    copied = f", a copy of {record.report(report.copy_of).uri}" if report.copy_of else ""
    return plain(f"{carried}: {report.uri} at {start}{copied}")
