"""The kinds of event and their codes, read from `data/kinds.toml`.

Invariant: every kind that a claim or an event carries stands in that file, and its PLOVER and CAMEO
codes follow those manuals, also where they code a plan apart from its outcome.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from communique.model import Status

NO_OFFICE_HERE = "no office of theirs is told here"
"""A reason of claims about persons who may be anybody: such a claim stands if another report tells an office."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of event. `contains` names the kinds that may happen inside it.

    A `deed` is read by the trained model and told apart from diplomacy; of the deeds of one PLOVER type, that is
    meant which the words `told_by` tell. A deed that `foretells` is done by saying what is to come.
    """

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
    deed: bool = False
    told_by: tuple[str, ...] = ()
    foretells: bool = False
    refuses: bool = False


_YIELD = ("CONCEDE", "RETREAT")
"""What PLOVER's later revision parts YIELD into."""


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
    lists = ("contains", "told_by")
    return {
        name: Kind(name=name, **{**row, **{each: tuple(row.get(each, ())) for each in lists}})
        for name, row in table.items()
    }


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


def quad_of(plover_type: str) -> int | None:
    """The quad class of a PLOVER type (1, 2 cooperation, 3, 4 conflict; odd verbal, even material); None if unknown."""
    wanted = _YIELD if plover_type == "YIELD" else (plover_type,)
    return next((row.quad for row in kinds().values() if row.plover in wanted), None)


def deed_kind(plover_type: str, words: Collection[str]) -> str:
    """The kind of a deed of this PLOVER type (YIELD, or any of `data/kinds.toml`), told with these words (lemmas).

    Raises KeyError for a type that no deed has.
    """
    wanted = _YIELD if plover_type == "YIELD" else (plover_type,)
    rows = [row for row in kinds().values() if row.deed and row.plover in wanted]
    if not rows:
        raise KeyError(plover_type)
    told = next((row for row in rows if any(word in words for word in row.told_by)), None)
    return (told or next(row for row in rows if not row.told_by)).name


def is_deed(kind: str) -> bool:
    """Whether a kind is a deed, which the trained model reads, rather than diplomacy."""
    return kinds()[kind].deed


def family(kind: str) -> str:
    """The family of kinds that reports use for one another (`talks` and `meeting` are one)."""
    return kinds()[kind].family


def may_contain(outer: str, inner: str) -> bool:
    """Whether an event of kind `inner` can happen inside one of kind `outer`."""
    return inner in kinds()[outer].contains
