"""The reports behind a record, as one cites them.

Invariant: an address is given only if it is one a browser may be sent to (http or https); what a report
does not say of itself is left out, never made up.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import urlsplit

from communique.exports.days import plain_date
from communique.model import Actor, AgreementClaim, Claim, Report
from communique.record import Record, Run


class Holdings(Protocol):
    """What exports of chosen events ask for: a `Record`, or a `Shelf` of a part of it."""

    @property
    def runs(self) -> tuple[Run, ...]:
        """Every call for something to be read."""

    def claim(self, key: str, /) -> Claim | AgreementClaim:
        """A claim by its id."""

    def report(self, key: str, /) -> Report:
        """A report by its id."""

    def actor(self, key: str, /) -> Actor:
        """An actor by its id."""


_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]+")
_SHOWN = 80
_LONGEST_ADDRESS = 4096


@dataclass(frozen=True, slots=True)
class Cited:
    """A report as a reference: every text is one line, `date` a plain ISO year, month or day."""

    id: str
    title: str
    headed: bool
    publisher: str | None
    agency: str | None
    date: str | None
    uri: str
    url: str | None
    language: str | None
    notes: tuple[str, ...]


def cited(record: Record) -> list[Report]:
    """The reports that say anything in the record, by day and id."""
    said = {claim.report for claim in record.claims} | {claim.report for claim in record.agreement_claims}
    said |= {words.report for words in record.quotations}
    return ordered(report for report in record.reports if report.id in said)


def ordered(reports: Iterable[Report]) -> list[Report]:
    """The reports, each once, by day and id; undated ones last."""
    once = {report.id: report for report in reports}
    return sorted(once.values(), key=lambda report: (report.published is None, report.published or "", report.id))


def reference(report: Report) -> Cited:
    """What there is to cite of a report.

    One without a headline goes by its first words (`headed` is false).
    """
    date = plain_date(report.published)
    notes = [f"Stored as {one_line(report.uri)}"]
    if report.published and date is None:
        notes.append(f"Published {report.published} (EDTF)")
    if report.copy_of:
        notes.append(f"A copy of {report.copy_of}")
    title = one_line(report.title or "")
    return Cited(
        id=report.id,
        title=title or first_words(report),
        headed=bool(title),
        publisher=one_line(report.publisher or "") or None,
        agency=one_line(report.agency or "") or None,
        date=date,
        uri=one_line(report.uri),
        url=web_address(report.url),
        language=report.language,
        notes=tuple(notes),
    )


def first_words(report: Report) -> str:
    """The first words of a report that are not debris."""
    kept, here = [], 0
    for removed in report.removed:
        kept.append(report.text[here : removed.start])
        here = removed.end
    line = one_line(" ".join([*kept, report.text[here:]])[: _SHOWN * 20])
    return line if len(line) <= _SHOWN else line[:_SHOWN].rsplit(" ", 1)[0] + " ..."


def one_line(text: str) -> str:
    """The text without control characters and line breaks, its spaces single."""
    return " ".join(_UNSEEN.sub(" ", text).split())


def web_address(url: str | None) -> str | None:
    """The address if it is http or https and whole, else None: a report may hold any words in that place."""
    if (
        not url
        or len(url) > _LONGEST_ADDRESS
        or any(character <= " " or character in '<>"{}|\\^`\x7f' for character in url)
    ):
        return None
    try:
        parts = urlsplit(url)
        return url if parts.scheme in ("http", "https") and parts.hostname else None
    except ValueError:
        return None
