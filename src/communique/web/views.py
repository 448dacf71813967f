"""What a view is given and what it answers.

Invariant: a view neither knows of HTML nor of headers; it asks the record and says which template shows the answer.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from starlette.responses import Response

from communique.record import Look


@dataclass(frozen=True, slots=True)
class Ask:
    """What a browser asks for.

    `path` holds the named parts of the address, `query` what stands after the question mark (of a name given twice
    the last), `form` what was sent with a POST. `record` is the record's file, `look` one unchanging state of it.
    """

    record: Path
    look: Look
    path: Mapping[str, str]
    query: Mapping[str, str]
    form: Mapping[str, str]
    address: str
    """The address asked for, from the first slash, query and all, without `.json`."""
    cookies: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Page:
    """An answer: `data` is what the address with `.json` gives; the template sees it too, and `shown` besides."""

    template: str
    title: str
    data: Mapping[str, Any]
    shown: Mapping[str, Any] = field(default_factory=dict)
    status: int = 200


@dataclass(frozen=True, slots=True)
class View:
    """A path, as Starlette writes it (`/events/{key}`), and the function that answers there.

    A GET view is found at its path with `.json` as well. A POST view is only reached with the form's guard (see
    `guarding.py`) and mostly answers with a redirect.
    """

    path: str
    answer: Callable[[Ask], Page | Response]
    method: Literal["GET", "POST"] = "GET"


class MissingError(LookupError):
    """What was asked for is not in the record; the text says what, for a person."""


Views = Sequence[View]
