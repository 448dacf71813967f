"""A report as it was read, with all it says marked in its text.

Invariant: `/reports/ID?from=START&to=END#s` leads to these characters of the stored text, for as long as the record
holds the report.
"""

from __future__ import annotations

from dataclasses import asdict

from communique.brief.plain import plain, shortened
from communique.record.browsing import events_by_id
from communique.web.marked import marked, span_in
from communique.web.views import Ask, Page, View


def report_page(ask: Ask) -> Page:
    """One report."""
    report = ask.look.report(ask.path["key"])
    claims = ask.look.claims_in(report.id)
    event_of = ask.look.event_of(claim.id for claim in claims)
    aim = span_in(report, ask.query.get("from", ""), ask.query.get("to", ""))
    original = ask.look.headings([report.copy_of]) if report.copy_of else {}
    data = {
        "report": asdict(report),
        "claims": [asdict(claim) | {"event": event_of.get(claim.id)} for claim in claims],
        "copies": [asdict(copy) for copy in ask.look.copies_of(report.id)],
        "chosen": {"start": aim[0], "end": aim[1], "text": report.text[aim[0] : aim[1]]} if aim else None,
    }
    shown = {
        "tokens": list(marked(report, claims, event_of, aim)),
        "events": events_by_id(ask.look, set(event_of.values())),
        "original": original.get(report.copy_of or ""),
        "event_of": event_of,
    }
    return Page("report.html", shortened(plain(report.title or report.uri), 120), data, shown)


VIEWS = (View("/reports/{key}", report_page),)
