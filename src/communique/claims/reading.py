"""The page that ties the claims room together: from a report to all that it says.

Invariant: a reading is made from its report alone, the same report gives the same reading on every
machine, and every claim's text stands at its offsets in the report.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from communique.claims.actors import Cast, read_cast
from communique.claims.agreements import read_agreements
from communique.claims.arguments import drafts
from communique.claims.backgrounds import recalled
from communique.claims.calendar import bounds
from communique.claims.companions import companions
from communique.claims.counted_days import on_days_of_stays
from communique.claims.counts import attending, first_since, spent
from communique.claims.crowds import crowds
from communique.claims.days_between import counted_from
from communique.claims.deadlines import deadline, lately
from communique.claims.delegations import journeys
from communique.claims.drafting import Draft
from communique.claims.enclosing import enclose
from communique.claims.face_to_face import face_to_face
from communique.claims.forces import forces
from communique.claims.frames import Cue, cues
from communique.claims.gatherings import gatherings
from communique.claims.itineraries import itineraries
from communique.claims.lasting import of_a_war, summed
from communique.claims.limits import OWN_PHRASE
from communique.claims.looking_back import in_their_years
from communique.claims.measure_rows import MEASURED
from communique.claims.measures import stands
from communique.claims.newsday import with_news_day
from communique.claims.ontology import kinds
from communique.claims.parsing import Parsed, Sentence, parse
from communique.claims.parts import with_parts
from communique.claims.places import canonical_country_name
from communique.claims.plover_reading import read_deeds
from communique.claims.postponing import with_new_days
from communique.claims.precedents import precedents
from communique.claims.programmes import with_plans
from communique.claims.quotations import Attributions, read_attributions
from communique.claims.saying import saying
from communique.claims.status import StatusReading, status_of
from communique.claims.staydays import bound_for, on_counted_day, until
from communique.claims.sums import giving
from communique.claims.syntax import governor
from communique.claims.takingup import complete
from communique.claims.times import TimeExpression, find_times, is_same_day, read
from communique.claims.told_twice import one_each
from communique.claims.tolldays import as_died, of_what_came_of_it
from communique.claims.tolls import tolls
from communique.claims.touring import with_days_of_tours
from communique.claims.votes import with_measures
from communique.claims.when import (
    Timed,
    When,
    arriving,
    just_done,
    long_over,
    on_local_day,
    recounted,
    scheduled,
    seen_there,
    timed,
    under_way,
    when,
)
from communique.model import Claim, Detail, Participation, Reading, Report, ReportActor, Role, Status

_STAGES = ("staging", "carrying")
"""Frames of words that mostly tell something else, and then hold no time of their own."""
_THERE: dict[str, Role] = {
    "assault": "recipient",
    "conference": "host",
    "ceremony": "host",
    "protest": "host",
    "refuge": "host",
}
"""The part that a state has in what is told without anybody, by its kind."""
_WEEKS = 21
"""So many days after a day nothing of it goes on any more."""
_TO_COME = "it was still to come"
"""How the reason ends that what somebody did something for was not yet when they did it."""
_AS_PAST = "tells of it as past"
"""How the reason ends that something else is told as after it."""
_OR_DONE = ("purpose of", "present tense with")
"""How reasons begin by which something is a plan, or done where its day is past."""
_KNOWN = "those to whom it was done are counted"
_PLAN = "the present tense with a day tells a plan"
_LISTED = 10**6
"""From here on the stops of itineraries are numbered, which no draft of a sentence is."""
_SINCE = frozenset({"since", "until", "before", "than", "after"})


def read_report(report: Report) -> Reading:
    """All that one report says: actors, claims, quotations and agreements.

    Raises OSError if the parser's model is not installed.
    """
    parsed = parse(report)
    cast = read_cast(parsed)
    said = read_attributions(parsed, cast)
    times = _times(parsed)
    told = tuple(_tell(parsed, cast, said, times))
    before = [claim for _, claim in _counted_from(parsed, cast, said, times, told)]
    implied = {claim.id for draft, claim in told if draft.by_place}
    whole = with_plans(complete(told, cast, report.published), report.published)
    whole = with_days_of_tours(with_new_days(whole, told, times))
    whole = on_days_of_stays(whole)
    whole = tuple(sorted((*whole, *before), key=lambda claim: claim.cue_start))  # no later "visit" takes these up
    settled = with_parts(with_news_day(whole, told, times, parsed, cast, said), report.published)
    claims, states = _with_hosts(enclose(face_to_face(settled, cast, report.published), cast), implied, cast)
    agreements, accords = read_agreements(parsed, cast, claims)
    agreements = tuple(
        replace(each, said_by=each.said_by or said.said_by(each.cue_start, each.cue_end)) for each in agreements
    )
    claims += tuple(replace(each, said_by=said.said_by(each.cue_start, each.cue_end)) for each in accords)
    deeds = read_deeds(parsed, cast, (*claims, *agreements))
    claims, done = one_each(claims, tuple(_done(deeds.drafts, parsed, said, times)))
    actors = {actor.key: actor for actor in (*cast.actors, *states, *deeds.actors)}
    return Reading(report, tuple(actors.values()), (*claims, *done), said.quotations, agreements)


def _done(
    deeds: tuple[Draft, ...], parsed: Parsed, said: Attributions, times: tuple[TimeExpression, ...]
) -> Iterator[Claim]:
    """The claims that deeds make, dated and attributed as all claims are."""
    marks = frozenset(draft.cue.token.i for draft in deeds)
    for number, draft in enumerate(deeds):
        days = timed(draft.cue.sentence, times)
        claim = _claim(draft, parsed, said, days, marks - {draft.cue.token.i}, number)
        foretold = kinds()[claim.kind].foretells and claim.status == "planned"
        refused = kinds()[claim.kind].refuses and claim.status == "denied"
        yield replace(claim, status="happened") if foretold or refused else claim


def _tell(
    parsed: Parsed, cast: Cast, said: Attributions, times: tuple[TimeExpression, ...]
) -> list[tuple[Draft, Claim]]:
    """Every claim of the report in reading order, with the draft it was made from."""
    found: list[tuple[Draft, Claim]] = []
    for sentence in parsed.sentences:
        here = cues(sentence)
        told = [draft for cue in here for draft in drafts(cue, cast)]
        told += tolls(
            sentence, parsed, cast, told=any(draft.kind == "assault" and not draft.open for draft, _ in found)
        )
        told += forces(sentence, cast)
        told += giving(sentence, cast)
        told += crowds(sentence, parsed, cast, [draft for draft, _ in found])
        told += gatherings(sentence, parsed, cast, told)
        told = with_measures(told, sentence, cast, [draft for draft, _ in found])
        telling = {draft.cue.token.i for draft in told}
        marks = frozenset(cue.token.i for cue in here if cue.frame.name not in _STAGES or cue.token.i in telling)
        days = tuple(each for each in timed(sentence, times) if not _a_name(each, sentence, cast)) if told else ()
        past = bool(told) and recalled(sentence, times, parsed)
        for draft in told:
            claim = _claim(draft, parsed, said, days, marks - {draft.cue.token.i}, len(found), recalls=past)
            idle = draft.by_place and claim.status in ("denied", "possible")  # who did not meet in P may have been
            if not idle and (draft.reasons[:1] != (MEASURED,) or stands(claim, draft.cue)):
                found.append((draft, claim))
    found.extend(_led(parsed, cast, said, times))
    for number, draft in enumerate(itineraries(parsed, cast, times), _LISTED):
        days = timed(draft.cue.sentence, times)
        found.append((draft, _claim(draft, parsed, said, days, frozenset(), number)))
    found.extend(_accompanied(parsed, cast, said, times, found))
    return sorted(found, key=lambda each: each[1].cue_start)


def _a_name(time: Timed, sentence: Sentence, cast: Cast) -> bool:
    """Whether what reads like a month is somebody ("Berg and May met")."""
    return time.expression.text.isalpha() and time.expression.kind == "month" and bool(cast.at(sentence, time.head))


def _led(
    parsed: Parsed, cast: Cast, said: Attributions, times: tuple[TimeExpression, ...]
) -> list[tuple[Draft, Claim]]:
    """The visits of delegations whose leader the report names; the announcement's day, where the naming has none."""
    found: list[tuple[Draft, Claim]] = []
    for number, journey in enumerate(journeys(parsed, cast)):
        days = timed(journey.draft.cue.sentence, times)
        claim = _claim(journey.draft, parsed, said, days, frozenset(), -1 - number)
        if journey.announced and claim.when is None:
            told = [each.expression for each in timed(journey.announced, times) if each.head.i > journey.after]
            told.sort(key=lambda each: each.kind not in ("day", "days"))
            if told and (date := read(told[0], claim.status)):
                claim = replace(claim, date=date, when=told[0].text)
        found.append((journey.draft, claim))
    return found


def _accompanied(
    parsed: Parsed,
    cast: Cast,
    said: Attributions,
    times: tuple[TimeExpression, ...],
    told: Sequence[tuple[Draft, Claim]],
) -> list[tuple[Draft, Claim]]:
    """The visits on which the report names companions, where no other reading of the sentence has named them."""
    known = {(claim.start, part.actor) for _, claim in told for part in claim.participants if part.role == "delegate"}
    found: list[tuple[Draft, Claim]] = []
    for number, draft in enumerate(companions(parsed, cast)):
        start = draft.cue.sentence.start
        if all((start, part.actor) in known for part in draft.participants if part.role == "delegate"):
            continue
        days = timed(draft.cue.sentence, times)
        found.append((draft, _claim(draft, parsed, said, days, frozenset(), -1001 - number)))
    return found


def _counted_from(
    parsed: Parsed,
    cast: Cast,
    said: Attributions,
    times: tuple[TimeExpression, ...],
    told: Sequence[tuple[Draft, Claim]],
) -> list[tuple[Draft, Claim]]:
    """The earlier visits of which the report tells that one is the first since."""
    found: list[tuple[Draft, Claim]] = []
    for number, (draft, date) in enumerate(precedents(parsed, cast, told, times)):
        claim = _claim(draft, parsed, said, (), frozenset(), -2001 - number)
        found.append((draft, replace(claim, status="happened", date=date, phase="somewhere", when=None)))
    return found


def _times(parsed: Parsed) -> tuple[TimeExpression, ...]:
    """The report's time expressions, paragraph by paragraph, at offsets of the report."""
    found: list[TimeExpression] = []
    told: tuple[int, TimeExpression] | None = None
    for number, part in enumerate(parsed.paragraphs):
        for each in find_times(part.text, parsed.report.published):
            day = told[1] if told and number - told[0] == 1 and each.past is None and is_same_day(each) else None
            ahead = day is not None and (day.past or "") > (parsed.report.published or "")
            if day is not None and not (ahead and "same" not in each.text.lower()):
                # "On the same day" often opens the paragraph after the day it means
                each = replace(each, value=day.value, past=day.past, future=day.future)
            if each.kind == "day" and each.past is not None:
                told = number, each
            found.append(replace(each, start=each.start + part.start, end=each.end + part.start))
    return in_their_years(parsed, found)


def _claim(
    draft: Draft,
    parsed: Parsed,
    said: Attributions,
    days: tuple[Timed, ...],
    marks: frozenset[int],
    number: int,
    *,
    recalls: bool = False,
) -> Claim:
    sentence, token = draft.cue.sentence, draft.cue.token
    low, high = sentence.at(token.idx), sentence.at(token.idx + len(token))
    if draft.reach is not None:
        first, own, after = draft.reach
        days = tuple(each for each in days if each.head.i < first or own <= each.head.i < after)
    status = status_of(token)
    apart = draft.cue.frame.name == "vote" and status.status == "denied"  # who abstains denies no vote
    if draft.known and (apart or status.status in ("planned", "possible")):
        known = "it is told who stood apart" if draft.cue.frame.name == "vote" else _KNOWN
        status = replace(status, status="happened", reasons=(*status.reasons, known))
    toll = draft.cue.frame.name == "toll"
    if toll and draft.kind == "assault":
        status = as_died(status, draft.cue)
    soon = draft.ahead or (not draft.known and scheduled(draft.cue, days))
    ahead = status.status in ("happened", "ongoing") and soon
    if ahead:
        why = "what is promised is to come" if draft.cue.frame.name in ("sum", "crowd") else _PLAN
        status = replace(status, status="planned", reasons=(*status.reasons, why))
    # "The last time was in July, when X travelled to meet Y": whether it is ahead hangs on the travelling.
    purpose = any(why.startswith("purpose of") for why in status.reasons)
    read_as: Status = "happened" if purpose and status.status == "planned" else status.status
    to_come = ahead or (status.status == "planned" and scheduled(draft.cue, days))
    dated = when(draft.cue, days, read_as, marks, to_come, parsed.report.published)
    if dated.date is None and dated.words is None:
        about = (draft.cue, days, status.status, marks, parsed.report.published)
        counted = counted_from(draft.cue, days, read_as, parsed.report.published)
        dated = counted or deadline(*about) or lately(*about) or dated
    dated = _day_of_count(draft, days, status.status, dated)
    # "to send 300 soldiers in 2007"; of a day, it may be that of the telling
    by_then = _occasion(token) or (
        draft.cue.frame.name == "force" and len(dated.date or "2000-01-01") <= len("2000-01")
    )
    if _must_have_been(status, dated, parsed.report.published, by_then):
        status = replace(status, status="happened", reasons=(*status.reasons, "its day is past"))
    elif _of_the_telling(status, dated, parsed.report.published):
        dated = When(None, draft.cue.frame.phase, dated.days)
    local = on_local_day(dated, status.status, parsed.report.published)
    # Tolls are told of a weekday six days back too, so that it is the one day or the other.
    dated = When() if toll and local != dated else local
    if recalls and any(why.endswith("looks ahead") for why in status.reasons) and status.status == "planned":
        status = replace(status, status="happened", reasons=(*status.reasons, "told of a time long past"))
    if status.status == "ongoing" and _long_gone(dated, parsed.report.published):
        status = replace(status, status="happened", reasons=(*status.reasons, "its day is past"))
    if status.status == "planned" and _there_today(draft.cue, dated, parsed.report.published):
        status = replace(status, status="ongoing", reasons=(*status.reasons, "it is the day of the report"))
    if _must_be_ahead(status, dated, parsed.report.published):
        if token.tag_ == "VBD":
            dated = When(None, draft.cue.frame.phase)  # "ahead of a vote on Friday, X met Y": the day of something else
        else:
            status = replace(status, status="planned", reasons=(*status.reasons, "its day was still to come"))
    if draft.present:
        status = replace(status, status="happened")
        dated = When(parsed.report.published, None, None, "the report is of that day", None)
    dated = replace(dated, phase="end") if draft.leaving else arriving(dated, draft.cue)
    if draft.by_place and bound_for(draft.cue):
        dated = When()
    elif not draft.leaving:
        dated = on_counted_day(dated, draft.cue, days, draft.by_place)
        dated = until(dated, draft.cue, days, status.status) if draft.kind == "visit" else dated
    dated = seen_there(dated, draft.cue) if draft.by_place else dated
    digest = hashlib.blake2b(f"{parsed.report.id}:{low}:{draft.kind}:{number}".encode(), digest_size=8).hexdigest()
    ended = dated.days is not None and dated.phase == "end"
    published = parsed.report.published
    undated = dated.date is None and dated.words is None and draft.kind == "visit" and not draft.open
    if undated and not any(each.start <= low < each.end for each in said.quotations if each.form == "direct"):
        news = None if recalls or _of_other_times(days, published) else _by_report(draft, status.status, published)
        dated = replace(news, days=dated.days, phase="end" if ended else news.phase) if news else dated
    return Claim(
        id=f"c-{digest}",
        report=parsed.report.id,
        start=sentence.start,
        end=sentence.end,
        text=parsed.report.text[sentence.start : sentence.end],
        kind=draft.kind,
        status=status.status,
        date=dated.date,
        days=dated.days,
        place=draft.place,
        participants=draft.participants,
        said_by=_source(draft, said.said_by(low, high)),
        details=(*draft.details, *_counted(draft, low, parsed)),
        cue_start=low,
        cue_end=high,
        score=round(draft.score * status.score, 3),
        reasons=tuple(filter(None, (*draft.reasons, dated.reason, *status.reasons))),
        phase=dated.phase if dated.words or dated.date or ended else None,
        when=dated.words,
    )


def _source(draft: Draft, said_by: str | None) -> str | None:
    """Who says it; that states issued a statement is the reporter's word, and not that of one of them."""
    own = draft.kind == "statement" and any(part.actor == said_by for part in draft.participants)
    return None if own else said_by


def _day_of_count(draft: Draft, days: tuple[Timed, ...], status: Status, dated: When) -> When:
    """The day of what is told by a count; none where it is that of counting, or of promising, or of what came of it."""
    name, sentence = draft.cue.frame.name, draft.cue.sentence
    if name in ("toll", "force") and (summed(sentence.span.text) or _counted_until(sentence, dated)):
        dated = When()
    elif name == "sum" and (draft.ahead or status == "planned"):
        dated = When()  # the day on which it is promised
    elif name == "toll" and dated.date is None:
        dated = _by_only_time(draft.cue, days, status) or dated
    if name == "toll" and (of_a_war(sentence.span.text) or of_what_came_of_it(draft.cue, dated, days)):
        return When()
    return dated


def _counted_until(sentence: Sentence, dated: When) -> bool:
    """Whether a day is only that of the counting ("153 air strikes as of Tuesday")."""
    return (
        bool(dated.words)
        and re.search(rf"\bas of (?:\w{{1,10}} )?{re.escape(dated.words or '')}", sentence.span.text) is not None
    )


def _must_have_been(status: StatusReading, dated: When, published: str | None, during: bool = False) -> bool:
    """Whether what somebody went to do ("travelled over the weekend to meet X") was to be before the report's day.

    What a caption tells in the present tense ("X speaks in Lima on Monday, May 2") has been likewise.
    """
    day, today = bounds(dated.date), bounds(published)
    purpose = status.status == "planned" and any(why.startswith(_OR_DONE) for why in status.reasons)
    # "In March he flew there for talks": in March; "on Monday", then or later.
    month = day is not None and day.first != day.last
    purpose |= status.status == "planned" and month and any(why.endswith(_TO_COME) for why in status.reasons)
    # "Three weeks after the June 12 summit, X will travel": the summit is over.
    beside = any(why.endswith((_AS_PAST, _TO_COME)) for why in status.reasons)
    purpose |= status.status == "planned" and beside and (dated.reason or "").endswith(OWN_PHRASE)
    purpose |= status.status == "planned" and during  # "the pact was to be signed during X's visit to P in 2011"
    return purpose and day is not None and today is not None and day.last < today.first


def _of_the_telling(status: StatusReading, dated: When, published: str | None) -> bool:
    """Whether a plan's day is past, and so that of its telling: "was coy on Monday about whether they will meet".

    Not so of a date, a week or a month that is named ("with plans to meet in February").
    """
    day, today = bounds(dated.date), bounds(published)
    named = dated.phase == "somewhere" or re.search(r"\d|^$", dated.words or "")
    return status.status == "planned" and not named and day is not None and today is not None and day.last < today.first


def _occasion(token: Token) -> bool:
    """Whether an event noun only tells when something else is or was: "during his visit", "after a trip to P"."""
    return token.dep_ == "pobj" and token.head.lower_ in ("during", "after", "following")


def _there_today(cue: Cue, dated: When, published: str | None) -> bool:
    """Whether somebody "is in Lima on Tuesday" by a report of that Tuesday."""
    return cue.frame.name == "presence" and cue.token.lower_ in ("is", "are") and dated.date == published is not None


def _long_gone(dated: When, published: str | None) -> bool:
    """Whether a day told is weeks before the report's ("looks on as they meet in Lima on May 4, 2010")."""
    day, today = bounds(dated.date), bounds(published)
    return day is not None and today is not None and (today.first - day.last).days > _WEEKS


def _must_be_ahead(status: StatusReading, dated: When, published: str | None) -> bool:
    """Whether words such as "next week" put an event after the report's day, whose page may be a day behind the news.

    A year that is named tells rather that the page's own day is wrong.
    """
    day, today = bounds(dated.date), bounds(published)
    told = status.status in ("happened", "ongoing") and not re.search(r"\d{4}|^$", dated.words or "")
    if told and day and today and re.match(r"(?i)later this (?:week|month|year)$", dated.words or ""):
        return day.last > today.first
    return told and day is not None and today is not None and (day.first - today.last).days > 1


def _by_only_time(cue: Cue, days: tuple[Timed, ...], status: Status) -> When | None:
    """The time of a sentence that names one only: "at least 42 died in Tuesday's attack", "the 2008 bombing".

    What is the worst since 2008 is not of 2008; the bombing of 2008 since when it is the worst killed whom it killed.
    """
    told = [each for each in days if each.expression.kind not in ("duration", "set", "vague")]
    date = read(told[0].expression, status) if len(told) == 1 else None
    if not date:
        return None
    verb = governor(told[0].head)
    if verb is not None and verb != cue.token and saying().sort(saying().lemma(verb), "clause"):
        return None  # "the attack killed 42, the ministry said on Monday"
    if told[0].head.head.lower_ == "since":
        return None  # "35 have been killed since Friday", and not on Friday
    expression, here = told[0].expression, cue.sentence.at(cue.token.idx)
    fully = expression.kind in ("day", "days")
    if not fully and here < expression.start and any(word.lower_ in _SINCE for word in cue.sentence.span):
        return None
    reason = f"“{expression.text}” is the only time of its sentence"
    return When(date, None if fully else "within", None, reason, expression.text)


def _counted(draft: Draft, at: int, parsed: Parsed) -> tuple[Detail, ...]:
    """How many came to what a sentence tells, what it cost or gave, and since when it is the first of its kind."""
    sentence = draft.cue.sentence
    text = parsed.report.text[sentence.start : sentence.end]
    counted = (*attending(draft.kind, text), *spent(draft.kind, text))
    return (*counted, *first_since(text, at - sentence.start, parsed.report.published))


def _of_other_times(days: tuple[Timed, ...], published: str | None) -> bool:
    """Whether a sentence speaks of a week or longer that was over when it was written ("after talks last week")."""
    written = bounds(published)
    told = [each.expression for each in days if each.expression.kind in ("days", "week", "month", "season", "year")]
    spans = [span for each in told if (span := bounds(read(each, "planned") or read(each, "happened")))]
    return written is not None and any(span.last < written.first for span in spans)


def _by_report(draft: Draft, status: Status, published: str | None) -> When | None:
    """What the day of writing tells of a visit that its sentence does not date.

    One that is going on holds that day; one at which somebody spoke as news, or that the news reports
    as an arrival, fell in about that month.
    """
    if not published or len(published) != len("2000-01-01"):
        return None
    if status == "ongoing" and under_way(draft.cue):
        return When(f"{published}~", "somewhere", None, "the traveller was on the way as this was written", None)
    if status == "ongoing":
        return When(published, "within", None, "it was going on when the report was written", None)
    told = draft.cue.frame.phase == "start" or draft.by_place or recounted(draft.cue) or just_done(draft.cue)
    lately = told and not long_over(draft.cue)
    if status == "happened" and lately:
        return When(f"{published}~", "within", None, "told as news of the report's day", None)
    return None


def _with_hosts(
    claims: tuple[Claim, ...], implied: set[str], cast: Cast
) -> tuple[tuple[Claim, ...], tuple[ReportActor, ...]]:
    """A visit's host is the state it goes to, also where the report names only a town of it.

    Not so where the visit is only implied by a meeting there: who meets in Geneva is no guest of Switzerland.
    An attack of which nothing but its toll is told is one on the state it happened in, and a gathering of
    which nothing but its guests is told is held by it.
    """
    made: dict[str, ReportActor] = {}
    found = []
    for claim in claims:
        country = claim.place.country if claim.place else None
        hosted = any(part.role == "host" for part in claim.participants)
        if claim.kind == "visit" and country and not hosted and claim.id not in implied:
            key = cast.country_key(country) or made.setdefault(country, _state(claim.report, country)).key
            claim = replace(claim, participants=(*claim.participants, Participation(key, "host")))
        elif claim.kind in _THERE and country and not claim.participants:
            key = cast.country_key(country) or made.setdefault(country, _state(claim.report, country)).key
            claim = replace(claim, participants=(Participation(key, _THERE[claim.kind]),))
        found.append(claim)
    return tuple(found), tuple(made.values())


def _state(report: str, country: str) -> ReportActor:
    name = canonical_country_name(country)
    return ReportActor(f"{report}#{country}", "country", name, (name,), country)
