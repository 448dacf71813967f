"""The claims room: a Report in, a Reading out.

Invariant: nothing here looks at a second report. The reader, and with it the parser, is loaded when it
is first asked for, so that rooms to the right can use this room's tables without a parser.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from communique.claims.reading import read_report

__all__ = ["read_report"]


def __getattr__(name: str) -> Any:
    if name == "read_report":
        from communique.claims.reading import read_report

        return read_report
    raise AttributeError(f"communique.claims has no {name!r}")
