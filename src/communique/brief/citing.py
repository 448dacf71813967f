"""Numbers for the reports a brief cites, and which sentences to cite.

Invariant: a report has one number throughout a brief, and the first reports to be cited have the
lowest; of one report one sentence is cited for one thing, its surest.
"""

from __future__ import annotations

from collections.abc import Iterable

from communique.brief.dates import worded
from communique.brief.naming import wording
from communique.brief.parts import Citation, Source
from communique.brief.plain import plain, shortened
from communique.record import Record

_QUOTE = 160


class Citing:
    """The sources of one brief, numbered as they are first cited."""

    def __init__(self, record: Record) -> None:
        """Nothing is cited yet."""
        self._record = record
        self._sources: dict[str, Source] = {}

    def of(self, claims: Iterable[str], status: str | None = None) -> tuple[Citation, ...]:
        """One sentence of each report among these claims: originals before copies, then by day.

        Where a report has several, one that says the given status comes first.
        """
        surest: dict[str, tuple[bool, float, int, int]] = {}
        for key in claims:
            claim = self._record.claim(key)
            rank = (status is not None and claim.status != status, -claim.score, claim.start, claim.end)
            surest[claim.report] = min(surest.get(claim.report, rank), rank)
        reports = [self._record.report(key) for key in surest]
        reports.sort(key=lambda r: (r.copy_of is not None, r.published is None, r.published or "", r.id))
        return tuple(self.span(report.id, *surest[report.id][2:]) for report in reports)

    def span(self, report: str, start: int, end: int, told: bool = False) -> Citation:
        """A citation of these characters of a report; without their words where the line itself has `told` them."""
        source = self._source(report)
        return Citation(source, start, end, "" if told else shortened(source.report.text[start:end], _QUOTE))

    def sources(self) -> tuple[Source, ...]:
        """Every report cited so far, by number."""
        return tuple(self._sources.values())

    def _source(self, key: str) -> Source:
        if key not in self._sources:
            report = self._record.report(key)
            original = self._source(report.copy_of).number if report.copy_of and report.copy_of != key else None
            self._sources[key] = Source(
                number=len(self._sources) + 1,
                report=report,
                publisher=plain(report.publisher or "publisher unknown"),
                day=worded(report.published) if report.published else "undated",
                basis=wording()["basis"].get(report.published_basis or ""),
                copy_of=original,
            )
        return self._sources[key]
