"""The kinds of event and their codes, read from `data/kinds.toml`.

Invariant: every kind that a claim or an event carries stands in that file, and its PLOVER and CAMEO
codes follow those manuals, also where they code a plan apart from its outcome.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from communique.model import Status


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of event. `contains` names the kinds that may happen inside it."""

    name: str
    label: str
    plover: str
    cameo: str
    family: str
    quad: int
    mode: str = ""
    planned_plover: str | None = None
    planned_cameo: str | None = None
    contains: tuple[str, ...] = ()
    read: bool = False


@dataclass(frozen=True, slots=True)
class Codes:
    """What the field's two code books call an event; None where they have no word for it."""

    plover_type: str | None
    plover_mode: str | None
    cameo: str | None


@cache
def kinds() -> dict[str, Kind]:
    """Every kind by name, in the order of the file."""
    table = tomllib.loads((files("communique.claims") / "data" / "kinds.toml").read_text(encoding="utf-8"))
    return {name: Kind(name=name, **{**row, "contains": tuple(row.get("contains", ()))}) for name, row in table.items()}


def codes(kind: str, status: Status) -> Codes:
    """The PLOVER type and mode and the CAMEO code of an event of this kind that stands so.

    What is planned or only possible takes the codes that the manuals keep for intent (PLOVER AGREE,
    CAMEO 03x). Raises KeyError for a kind that the ontology lacks.
    """
    row = kinds()[kind]
    intended = status in ("planned", "possible")
    plover = row.planned_plover if intended and row.planned_plover is not None else row.plover
    cameo = row.planned_cameo if intended and row.planned_cameo is not None else row.cameo
    mode = row.mode if plover == row.plover else ""
    return Codes(plover or None, mode or None, cameo or None)


def family(kind: str) -> str:
    """The family of kinds that reports use for one another (`talks` and `meeting` are one)."""
    return kinds()[kind].family


def may_contain(outer: str, inner: str) -> bool:
    """Whether an event of kind `inner` can happen inside one of kind `outer`."""
    return inner in kinds()[outer].contains
