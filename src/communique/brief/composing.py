"""From a record to a brief: what to tell, in which order, with which sources.

Invariant: the same record and the same choice give the same brief; events inside an event are told
under it and nowhere else; nothing that was chosen away is told.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from communique.brief.choosing import Choice
from communique.brief.citing import Citing
from communique.brief.dates import UNKNOWN, first_day, last_day, month_of, when_worded, worded
from communique.brief.naming import capital, is_private, listed, named, wording
from communique.brief.particulars import company_unnamed, form, not_expected, saying, signed
from communique.brief.parts import Brief, Group, Line, Section
from communique.brief.plain import plain
from communique.brief.sentences import Setting, sentence
from communique.claims.ontology import is_deed
from communique.model import (
    Agreement,
    AgreementClaim,
    AgreementStage,
    Claim,
    Disagreement,
    Event,
    HistoryEntry,
    Quotation,
)
from communique.record import Record
from communique.reports.publishing import is_outlet

_OPEN = ("planned", "possible")
_CLOSED = ("happened", "ongoing", "cancelled", "denied")
SURE = 0.8
"""An act read by the trained reader is told from this score on, unless another is asked for."""
_DOUBTFUL = 0.5
"""A visit, meeting or the like with a score under this is, by its score, rather wrong in something than not."""
_AROUND = 30
"""Characters before and after the word that names a statement among which its form is looked for."""


def compose(
    record: Record,
    names: Sequence[str] = (),
    since: str | None = None,
    until: str | None = None,
    min_score: float = 0.0,
) -> Brief:
    """What the record tells of these names between these days; all of it, if none are given.

    Events with a score below `min_score` (0 to 1) are left out.
    """
    return _Composer(record, Choice(record, names, since, until, min_score)).brief()


class _Composer:
    """The parts of one brief, made from one record."""

    def __init__(self, record: Record, choice: Choice) -> None:
        self._record, self._choice = record, choice
        self._actors = {actor.id: actor for actor in record.actors}
        self._events = {event.id: event for event in record.events}
        self._citing = Citing(record)
        self._now = max((last_day(report.published) for report in record.reports if report.published), default="")
        self._inside: dict[str, list[Event]] = defaultdict(list)
        for event in record.events:
            if event.part_of is not None:
                self._inside[event.part_of].append(event)

    def brief(self) -> Brief:
        timeline, deeds = self._timeline(), self._deeds()
        sections = (
            timeline,
            *((deeds,) if deeds.groups or deeds.more else ()),
            self._agreements(),
            self._statements(),
            self._plans(),
            self._disagreements(),
        )
        sources = self._citing.sources()
        days = sorted(day for report in self._record.reports if (day := first_day(report.published)))
        span = f", published {worded(days[0], days[-1])}" if days else ""
        count = len(self._record.reports)
        about = f"{count} report{'' if count == 1 else 's'} read{span}; {len(sources)} cited here."
        return Brief(self._choice.title, about, sections, sources)

    # ------------------------------------------------------------ events

    def _timeline(self) -> Section:
        tops = [event for event in self._record.events if self._is_top(event) and not is_deed(event.kind)]
        return Section("timeline", "Timeline", self._by_month(tops), "No event is known.")

    def _deeds(self) -> Section:
        """What else states did to one another, beside diplomacy, as far as the trained reader is sure of it."""
        deeds = [event for event in self._record.events if is_deed(event.kind) and self._choice.takes(event)]
        sure = [event for event in deeds if event.score >= (self._choice.least or SURE)]
        left = len(deeds) - len(sure)
        acts = "1 act" if left == 1 else f"{left} acts"
        more = f"Left out: {acts} read with a score under {SURE}; --min-score 0.5 tells them." if left else ""
        return Section("deeds", "Other acts", self._by_month(sure), "None that the reader is sure of.", more)

    def _by_month(self, events: Sequence[Event]) -> tuple[Group, ...]:
        """The lines by month; where days are asked for, what only may lie in them stands last."""
        if self._choice.bounded:
            events = sorted(events, key=lambda event: not self._choice.holds_month_of(event))
        lines = [(month_of(event.start), line) for event in events if (line := self._line(event, None, frozenset()))]
        return tuple(
            Group(month, tuple(line for _, line in rows)) for month, rows in groupby(lines, key=lambda row: row[0])
        )

    def _is_top(self, event: Event) -> bool:
        return event.part_of is None or event.part_of not in self._events

    def _line(self, event: Event, container: Event | None, introduced: frozenset[str]) -> Line | None:
        """An event with what it contains; None if neither was chosen."""
        wanted = self._choice.takes(event)
        known = introduced | {part.actor for part in event.participants}
        cited = self._citing.of(event.claims, event) if wanted else ()
        inner = [self._line(one, event, known) for one in self._inside[event.id]]
        inside = tuple(line for line in inner if line is not None)
        if not wanted and not inside:
            return None
        claims = [self._record.claim(key) for key in event.claims]
        around = ((self._around(claim), claim) for claim in claims)
        day = event.start or (container and container.start) or next(iter(self._reported(event.claims)), None)
        setting = Setting(
            self._actors,
            day,
            self._is_past(event),
            container,
            introduced,
            signed(event, claims),
            form(event, around),
            company_unnamed(claims),
            not_expected(event, claims),
        )
        return Line(
            id=event.id,
            when=self._during(event, container) or self._when(event.start, event.end, event.claims),
            words=plain(sentence(event, setting)),
            status=event.status,
            citations=cited or self._citing.of(event.claims, event),
            support=_support(event),
            note=self._note(event),
            inside=inside,
        )

    def _around(self, claim: Claim | AgreementClaim) -> str:
        """The words that name the event in this claim, and a few beside them."""
        text = self._record.report(claim.report).text
        return text[max(claim.start, claim.cue_start - _AROUND) : min(claim.end, claim.cue_end + _AROUND)]

    def _during(self, event: Event, container: Event | None) -> str | None:
        """Where an event's own day is unknown, the dated one that it belongs to."""
        if event.start or event.end or container is None or not (container.start or container.end):
            return None
        return f"During the {wording()['kinds'].get(container.kind, {}).get('noun', container.kind)}"

    def _when(self, start: str | None, end: str | None, claims: Iterable[str]) -> str:
        """The days of a thing in words; for an undated one, when it was reported."""
        if start is not None or end is not None:
            return worded(start, end)
        days = self._reported(claims)
        return f"{UNKNOWN}, reported {worded(days[0].split('/')[0], days[-1])}" if days else UNKNOWN

    def _reported(self, claims: Iterable[str]) -> list[str]:
        """The days of the reports that make these claims, the first one first."""
        return sorted({day for key in claims if (day := self._record.report(self._record.claim(key).report).published)})

    def _was_ahead(self, event: Event) -> bool:
        """Whether a report tells of it before its last day is over, as far as both days are known."""
        end = last_day(event.end or event.start)
        told = [self._record.report(self._record.claim(key).report).published for key in event.claims]
        return not end or any(first_day(day) <= end for day in told)

    def _is_past(self, event: Event) -> bool:
        """Whether its day, or where that is unknown the last day of what contains it, is before the last report's."""
        around = self._events.get(event.part_of or "")
        day = event.end or event.start or (around and (around.end or around.start))
        end = last_day(day or None)
        return bool(end) and end < self._now

    def _note(self, event: Event) -> str | None:
        """What a reader must know beside the sentence: an open plan, who alone says so, what was said before."""
        notes = []
        if event.status in _OPEN and self._is_past(event):
            notes.append("Announced; no report read here says that it happened.")
        elif event.status == "planned":
            notes.append("Announced.")
        told = turns(event.history)
        if len(told) > 1:
            off = any(entry.status == "cancelled" for entry in told)
            steps = [
                f"as {entry.status}{self._for_day(entry) if off else ''} "
                f"{when_worded(entry.asserted) if entry.asserted else 'in an undated report'}"
                for entry in told
            ]
            notes.append(f"Reported {', then '.join(steps)}.")
        voices = {self._record.claim(key).said_by for key in event.claims}
        if None not in voices:
            speakers = sorted(named(self._actors[voice]) for voice in voices if voice in self._actors)
            notes.append(f"According to {listed(speakers)}.")
        if event.score < _DOUBTFUL and not is_deed(event.kind):
            notes.append(f"Read with doubt: score {event.score:.2f} of 1.")
        return plain(" ".join(notes)) or None

    def _for_day(self, entry: HistoryEntry) -> str:
        """For when an event was planned, as far as the reports of that day agree."""
        told = (self._record.claim(key) for key in entry.claims)
        days = {claim.date for claim in told if claim.date}
        return f" for {worded(days.pop())}" if len(days) == 1 and entry.status == "planned" else ""

    # ------------------------------------------------------------ papers

    def _agreements(self) -> Section:
        found = [(_first_date(paper), paper.id, paper) for paper in self._record.agreements]
        lines = [self._paper(paper) for _, _, paper in sorted(found) if self._choice.takes_agreement(paper)]
        return Section("agreements", "Agreements", (Group("", tuple(lines)),) if lines else (), "None is known.")

    def _paper(self, paper: Agreement) -> Line:
        parties = [named(self._actors[party]) for party in paper.parties if party in self._actors]
        between = f" {'between' if len(parties) > 1 else 'with'} {listed(parties)}" if parties else ""
        subjects = [subject for subject in paper.subjects if subject.casefold() not in paper.label.casefold()]
        about = f", on {listed(subjects)}" if subjects else ""
        count = f" ({paper.count} papers)" if paper.count and paper.count > 1 else ""
        steps = tuple(self._step(paper, number, step) for number, step in enumerate(paper.history))
        claims = list(dict.fromkeys(claim for step in paper.history for claim in step.claims))
        dated = sorted((date for step in paper.history if (date := step.date)), key=first_day)
        return Line(
            id=paper.id,
            when=worded(dated[0], dated[-1]) if dated else self._when(None, None, claims),
            words=plain(f"{capital(paper.label)}{between}{about}{count}."),
            status=paper.history[-1].status if paper.history else "",
            citations=self._citing.of(claims),
            support="",
            inside=steps,
        )

    def _step(self, paper: Agreement, number: int, step: AgreementStage) -> Line:
        done, to_do = wording()["stages"][step.stage]
        said = self._reported(step.claims)[:1]
        ahead = f", as reported {when_worded(said[0])}" if said and step.date else ""
        words = {
            "happened": f"{done}.",
            "ongoing": f"{done} when last reported.",
            "planned": f"{done}{ahead}." if step.stage == "expected" else f"To be {to_do}{ahead or ', as announced'}.",
            "cancelled": f"Was to be {to_do}; that was called off.",
            "denied": f"Not expected{ahead}." if step.stage == "expected" else f"{done}: denied.",
            "possible": f"Possibly to be {to_do}.",
        }
        return Line(
            id=f"{paper.id}.{number}",
            when=self._when(step.date, None, step.claims),
            words=words[step.status],
            status=step.status,
            citations=self._citing.of(step.claims),
            support="",
        )

    # ------------------------------------------------------------ words

    def _statements(self) -> Section:
        told: dict[tuple[str | None, str], list[Quotation]] = defaultdict(list)
        others = 0
        for one in without_fragments(self._record.quotations):
            if self._choice.takes_quotation(one):
                if one.speaker in self._actors and (self._choice.names or self._speaks_for_somebody(one)):
                    told[one.speaker, " ".join(one.text.casefold().split())].append(one)
                else:
                    others += 1
        days = sorted(
            ((self._said(ones), ones) for ones in told.values()), key=lambda row: (row[0] or "9", row[1][0].id)
        )
        groups = [
            Group(month, tuple(self._statement(ones) for _, ones in rows))
            for month, rows in groupby(days, key=lambda row: month_of(row[0]))
        ]
        sayings = "1 saying" if others == 1 else f"{others} sayings"
        more = (
            f"Left out: {sayings} of outlets, of people with no known name, or of people who speak for no state or "
            f"body; communique quotations RECORD has {'it' if others == 1 else 'them'}."
        )
        empty = "No official's words are known."
        return Section("statements", "Statements", tuple(groups), empty, more if others else "")

    def _speaks_for_somebody(self, quotation: Quotation) -> bool:
        """Whether the words are a state's or a body's, of one who holds an office, or said at an event told here."""
        speaker = self._actors.get(quotation.speaker or "")
        if speaker is None or is_private(speaker) or (speaker.type == "organization" and is_outlet(speaker.name)):
            return False
        in_office = speaker.type != "person" or any(not office.former for office in speaker.offices)
        return in_office or quotation.occasion is not None

    def _said(self, same: Sequence[Quotation]) -> str | None:
        """The day on which words were said, or else on which the first report has them."""
        said = [one.said for one in same if one.said]
        return min(said or filter(None, (self._record.report(one.report).published for one in same)), default=None)

    def _statement(self, same: Sequence[Quotation]) -> Line:
        """One saying, with every report that has it."""
        quotation = same[0]
        speaker = self._actors.get(quotation.speaker or "")
        who = capital(named(speaker)) if speaker else ""
        event = next((self._events[one.occasion] for one in same if one.occasion in self._events), None)
        dated = any(one.said for one in same)
        cited = [self._citing.words(one) for one in same]
        cited.sort(key=lambda citation: (citation.source.copy_of is not None, citation.source.number))
        day = worded(self._said(same))
        return Line(
            id=quotation.id,
            when=day if dated or day == UNKNOWN else f"Reported {day}",
            words=plain(saying(who, quotation)),
            status="happened",
            citations=tuple(cited),
            support="",
            note=plain(f"On the occasion of: {event.label}.") if event else None,
        )

    # ------------------------------------------------------------ what is open, what is in dispute

    def _plans(self) -> Section:
        """Announced and not known to have happened: first those whose day is past.

        What was told only when its day was over ("she was invited to speak in 2011") was no plan that is still open.
        """
        late: list[Line] = []
        coming: list[Line] = []
        for event in self._record.events:
            plan = event.status in _OPEN and not is_deed(event.kind) and self._was_ahead(event)
            if plan and self._choice.takes(event):
                container = self._events.get(event.part_of or "")
                line = self._line(event, None, frozenset())
                if line is not None:
                    during = f"Part of: {container.label}." if container else None
                    when = self._during(event, container) or line.when
                    line = replace(line, when=when, note=plain(during) if during else None, inside=())
                    (late if self._is_past(event) else coming).append(line)
        latest = f" (the last report read is of {worded(self._now)})" if self._now else ""
        groups = [
            Group(f"Past due: no report read here says that it happened{latest}", tuple(late)),
            Group("Still to come, or undated", tuple(coming)),
        ]
        return Section("plans", "Open plans", tuple(g for g in groups if g.lines), "No plan is open.")

    def _disagreements(self) -> Section:
        """What reports contradict one another in; a day that one tells more roundly than another is only counted."""
        told = [
            *(
                (e.id, e.label, worded(e.start, e.end), e.disagreements)
                for e in self._record.events
                if self._choice.takes(e)
            ),
            *((p.id, p.label, "", p.disagreements) for p in self._record.agreements if self._choice.takes_agreement(p)),
        ]
        found = [(key, label, when, one) for key, label, when, ones in told for one in ones]
        shown = [self._dispute(*each) for each in found if not _rounder_day(each[-1])]
        left = len(found) - len(shown)
        lines = tuple(_told_once(shown))
        days = "1 day" if left == 1 else f"{left} days"
        more = f"Left out: {days} that a report tells only more roundly; communique explain shows each sentence."
        groups = (Group("", lines),) if lines else ()
        empty = "Reports do not contradict one another."
        return Section("disagreements", "Disagreements", groups, empty, more if left else "")

    def _dispute(self, key: str, label: str, when: str, one: Disagreement) -> Line:
        values = tuple(
            Line(key, "", plain(capital(_value(value.value))), "", self._citing.of(value.claims), "")
            for value in one.values
        )
        meaning = wording()["disagreements"][one.kind]
        words = f"{capital(label)}: reports differ on its {one.attribute.replace('-', ' ')} ({meaning})."
        claims = [claim for value in one.values for claim in value.claims]
        return Line(key, when, plain(words), "", self._citing.of(claims), "", None, values)


def _told_once(lines: Iterable[Line]) -> Iterator[Line]:
    """Each number of each sentence once: 14 papers against 15 are a signing's and also an agreement's."""
    seen = set()
    for line in lines:
        numbers = frozenset((value.words.split()[0], _sentences(value)) for value in line.inside)
        if numbers not in seen:
            yield line
        seen.add(numbers)


def _sentences(line: Line) -> frozenset[tuple[int, int]]:
    return frozenset((citation.source.number, citation.start) for citation in line.citations)


def _rounder_day(one: Disagreement) -> bool:
    return one.kind == "precision" and one.attribute in ("date", "start", "end")


def without_fragments(quotations: Sequence[Quotation]) -> list[Quotation]:
    """The quotations that do not stand inside another one.

    Of one speaker, whatever stands inside what he says is told with it; of any speaker, words quoted in passing
    ("mixed") inside what somebody is reported to have said.
    """
    by_report: dict[str, list[Quotation]] = defaultdict(list)
    for one in quotations:
        by_report[one.report].append(one)
    kept = []
    for same in by_report.values():
        reach: dict[str | None, int] = {}
        reported = -1
        for one in sorted(same, key=lambda quotation: (quotation.start, -quotation.end)):
            if one.end <= reach.get(one.speaker, -1) or (one.form == "mixed" and one.start < reported):
                continue
            kept.append(one)
            reach[one.speaker] = one.end
            reported = max(reported, one.end) if one.form == "indirect" else reported
    return kept


def turns(history: Sequence[HistoryEntry]) -> list[HistoryEntry]:
    """The entries at which what was said of an event changed.

    Of one day's entries those that settle the matter count, and a new plan told behind them; and once it is said
    to have happened, an earlier plan that a later report recalls is no change.
    """
    told: list[HistoryEntry] = []
    for _, same_day in groupby(history, key=lambda entry: entry.asserted):
        entries = list(same_day)
        off = min((n for n, one in enumerate(entries) if one.status == "cancelled"), default=len(entries))
        settling = [
            one for n, one in enumerate(entries) if one.status in _CLOSED or (one.status == "planned" and n > off)
        ]
        for entry in settling or entries:
            before = told[-1].status if told else None
            if entry.status != before and not (before == "happened" and entry.status in _OPEN):
                told.append(entry)
    return told


def _value(value: str) -> str:
    words: Callable[[str], str] = worded if value[:4].isdigit() and value[4:5] in ("-", "/") else str
    return words(value)


def _support(event: Event) -> str:
    if event.reports == 1:
        return "1 report"
    if event.independent_reports == event.reports:
        return f"{event.reports} independent reports"
    return f"{event.reports} reports, {event.independent_reports} independent"


def _first_date(paper: Agreement) -> str:
    return min((first_day(step.date) for step in paper.history if step.date), default="9999")
