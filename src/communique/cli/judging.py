"""The commands by which a person corrects a record: merge, split, rename, reject, confirm, and retire.

Invariant: what is said on the command line is in the record, with who said it, when this returns; and the
findings follow it.
"""

from __future__ import annotations

import getpass
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from communique.brief.plain import plain
from communique.cli.reading import RecordFile
from communique.cli.wording import told

if TYPE_CHECKING:
    from communique.model import Judgement
    from communique.record import Record

By = Annotated[
    str | None, typer.Option(metavar="NAME", help="Who says so.  [default: your login name]", show_default=False)
]
Why = Annotated[str | None, typer.Option(metavar="WORDS", help="The reason; `explain` shows it.", show_default=False)]


def merge(
    record: RecordFile,
    ids: Annotated[list[str], typer.Argument(metavar="ID...", help="Two or more events, or actors, that are one.")],
    by: By = None,
    why: Why = None,
) -> None:
    """Say that two events are one, or that two actors are one person under two spellings.

    Examples:

        communique merge talks.record visit-29b66e249ac1 visit-5a0f34b1c2d3 --why "one trip, two datelines"
    """
    _judge(record, lambda opened: opened.judge("merge", ids, by=_who(by), why=why))


def split(
    record: RecordFile,
    key: Annotated[str, typer.Argument(metavar="ID", help="An event or an actor that is really two.")],
    claims: Annotated[
        list[str],
        typer.Argument(
            metavar="CLAIM...", help="Claims that are another event (of an actor: mentions, or ids of reports)."
        ),
    ],
    by: By = None,
    why: Why = None,
) -> None:
    """Say that some claims of an event are another event.

    Example:

        communique split talks.record visit-29b66e249ac1 c-0f1e2d3c4b5a6978 --why "this is the visit of 2016"
    """
    _judge(record, lambda opened: opened.judge("split", [key, *claims], by=_who(by), why=why))


def rename(
    record: RecordFile,
    actor: Annotated[str, typer.Argument(metavar="ACTOR", help="An actor's id; `communique actors` lists them.")],
    name: Annotated[str, typer.Argument(metavar="NAME", help="What it is to be called.")],
    by: By = None,
    why: Why = None,
) -> None:
    """Say what a person, a body or a state is called.

    Example:

        communique rename talks.record person-lavrov-3f2a1b0c9d8e "Sergei Lavrov"
    """
    _judge(record, lambda opened: opened.judge("rename", actor, by=_who(by), why=why, value=name))


def reject(
    record: RecordFile,
    ids: Annotated[list[str], typer.Argument(metavar="ID...", help="Events, agreements or claims that are misread.")],
    by: By = None,
    why: Why = None,
) -> None:
    """Say that claims are misread and tell of no event; they stay in the record, under none.

    Example:

        communique reject talks.record c-0f1e2d3c4b5a6978 --why "a film is called The Visit"
    """
    _judge(record, lambda opened: opened.judge("reject", ids, by=_who(by), why=why))


def confirm(
    record: RecordFile,
    ids: Annotated[list[str], typer.Argument(metavar="ID...", help="One event or actor, or two that are two.")],
    by: By = None,
    why: Why = None,
) -> None:
    """Say that an event is right as it stands, or that two events are indeed two.

    Example:

        communique confirm talks.record visit-29b66e249ac1
    """
    _judge(record, lambda opened: opened.judge("confirm", ids, by=_who(by), why=why))


def retire(
    record: RecordFile,
    judgement: Annotated[str, typer.Argument(metavar="JUDGEMENT", help="Its id; `communique judgements` lists them.")],
    by: By = None,
    why: Why = None,
) -> None:
    """Take a judgement back; it stays in the list, with who retired it.

    Example:

        communique retire talks.record judgement-1 --why "the second report was about another trip"
    """
    _judge(record, lambda opened: opened.retire(judgement, by=_who(by), why=why))


def _judge(path: Path, made: Callable[[Record], Judgement]) -> None:
    """Keep it, settle, and say what became of it."""
    from communique import flow
    from communique.record import MissingRecordError, Record

    if not path.exists():
        raise MissingRecordError(f"{path}: there is no such record; make one with: communique read PATH...")
    with Record(path, writing=True) as opened:
        judgement = made(opened)
        flow.settle(opened)
        typer.echo(plain(told(judgement)))
        for line in _outcome(opened, judgement):
            typer.echo(plain(f"  {line}"))


def _outcome(record: Record, judgement: Judgement) -> list[str]:
    """What the claims that were judged stand under now."""
    if judgement.about == "actor":
        home = {key: actor for actor in record.actors for key in actor.members}
        found = {home[key].id: home[key].name for side in judgement.sides for key in side if key in home}
    else:
        claims = (claim for side in judgement.sides for claim in side)
        ids = dict.fromkeys(record.event_of[claim] for claim in claims if claim in record.event_of)
        found = {key: record.event(key).label for key in ids}
    return [f"now {key}: {label}" for key, label in found.items()] or ["now under no event"]


def _who(by: str | None) -> str:
    """The name given, or the login name. Ends with an error where there is neither."""
    if by:
        return by
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        raise typer.BadParameter("your login has no name here; say who decides", param_hint="--by") from None
