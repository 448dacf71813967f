"""`--as-of DAY`: a command shows the record as it would have been on an earlier day.

Invariant: without a day the record itself is shown; with one, nothing that was published, read or judged
after it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from communique.record import Record

AsOf = Annotated[
    str | None,
    typer.Option(metavar="DAY", help="Only what was published, or where undated read, and judged by then: 2017-03-28."),
]


@contextmanager
def opened_as_of(path: Path, day: str | None) -> Iterator[Record]:
    """The record, open to read, or a temporary one of what was known by the end of a day."""
    from communique.cli.telling import warn_if_unsettled
    from communique.record import Record

    with Record(path) as opened:
        warn_if_unsettled(opened)
        if day is None:
            yield opened
            return
        with opened.as_of(day) as early:
            yield early
