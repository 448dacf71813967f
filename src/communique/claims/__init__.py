"""The claims room: a Report in, a Reading out.

Invariant: nothing here looks at a second report.
"""

from communique.claims.reading import read_report

__all__ = ["read_report"]
