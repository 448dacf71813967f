"""The first view: events along time.

Invariant: everything chosen stands in the address.
"""

from __future__ import annotations

from communique.web.views import Ask, Page, View


def timeline(ask: Ask) -> Page:
    """Events in a span of time."""
    return Page("timeline.html", "Timeline", {"state": ask.look.state})


VIEWS = (View("/timeline", timeline),)
