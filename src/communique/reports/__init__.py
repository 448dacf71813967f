"""The reports room: paths and bytes of every kind in, Reports out.

Invariant: the two doors never raise. `items` says what there is to read, `report` reads one item; what
cannot be read comes out as an `Unread` with a reason a person can act on.
"""

from communique.reports.dating import date_report
from communique.reports.debris import mark_debris
from communique.reports.inputs import items
from communique.reports.item import Columns, Item, Limits
from communique.reports.making import report
from communique.reports.publishing import find_agency, find_publisher, find_title

__all__ = [
    "Columns",
    "Item",
    "Limits",
    "date_report",
    "find_agency",
    "find_publisher",
    "find_title",
    "items",
    "mark_debris",
    "report",
]
