"""The program itself: its commands in the order a person meets them, and how errors are told.

Invariant: whatever goes wrong that a person can mend is one line on standard error that says what to
do; a traceback is a fault of ours.
"""

from __future__ import annotations

import os
import sys
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from communique.cli import judging, reading, serving, showing, telling
from communique.version import VERSION


class _Command(TyperCommand):
    """A command whose help shows no type for its own flag."""

    def get_help_option(self, ctx: Any) -> Any:
        return _bare(super().get_help_option(ctx))


class _Told(TyperGroup):
    """The group of commands, which tells errors in one line."""

    def get_help_option(self, ctx: Any) -> Any:
        return _bare(super().get_help_option(ctx))

    def invoke(self, ctx: Any) -> Any:
        from communique.record import RecordError

        try:
            return super().invoke(ctx)
        except RecordError as error:
            _say(str(error))
            ctx.exit(1)
        except RuntimeError as error:
            from communique.pool import PoolError

            if not isinstance(error, PoolError):
                raise
            _say(str(error))
            ctx.exit(1)
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(1)
        except OSError as error:
            if error.filename is None:
                raise
            _say(f"{error.filename}: {error.strerror}; look at the path and its permissions")
            ctx.exit(1)
        except KeyboardInterrupt:
            _say("interrupted")
            ctx.exit(130)


def _bare(option: Any) -> Any:
    if option is not None:
        option.metavar = ""
    return option


def _say(words: str) -> None:
    from communique.brief.plain import plain

    typer.echo(f"communique: {plain(words)}", err=True)


app = typer.Typer(
    cls=_Told,
    name="communique",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
    help="Turn news reports into a checked, cited record of diplomacy.",
    epilog="Begin with: `communique read reports/ --record talks.record`, then `communique brief talks.record`",
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"communique {VERSION}")
        raise typer.Exit


@app.callback()
def _main(
    version: Annotated[
        bool, typer.Option("--version", metavar="", callback=_version, is_eager=True, help="Show the version and end.")
    ] = False,
) -> None:
    """Turn news reports into a checked, cited record of diplomacy."""


for _command in (
    reading.read,
    telling.brief,
    serving.serve,
    showing.visits,
    showing.meetings,
    showing.agreements,
    showing.quotations,
    showing.actors,
    showing.explain,
    showing.search,
    showing.candidates,
    judging.merge,
    judging.split,
    judging.rename,
    judging.reject,
    judging.confirm,
    judging.retire,
    showing.judgements,
    reading.unread,
    telling.export,
    reading.settle,
    reading.check,
):
    app.command(cls=_Command)(_command)
