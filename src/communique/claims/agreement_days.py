"""When a stage of a paper was or is to be reached, and what says so.

Invariant: a limit ("since March", "before Friday") is never taken for a day; a day of another verb's is none of the
stage's; what is read of the order of the words is looked for in the words that it names alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Span, Token

from communique.claims.actors import Cast
from communique.claims.agreement_clauses import Clause, limit_for, own_day
from communique.claims.agreement_parties import Parties, states_in
from communique.claims.agreement_phrases import Mention
from communique.claims.agreement_stages import Step
from communique.claims.calendar import bounds, days_text
from communique.claims.parsing import Parsed
from communique.claims.syntax import governor
from communique.claims.times import TimeExpression, find_times, read
from communique.model import Claim, Status

_LIMITS = frozenset({"since", "until", "till", "before", "after", "by", "despite", "than", "ahead"})
_OWN = ("day", "deadline")
"""Relations of a paper to a time that stands in words of its own."""
_BEGINS = frozenset({"from", "starting", "beginning", "effective"})
"""Before a time at which what is agreed on begins."""
_MET = frozenset({"visit", "meeting", "talks", "signing", "ceremony"})


@dataclass(frozen=True, slots=True)
class Day:
    """A date, the reason for it, and the words and the kind of the time expression where one tells it."""

    date: str | None = None
    reason: str = ""
    words: str | None = None
    kind: str | None = None


def day_of(
    mention: Mention,
    step: Step,
    parties: Parties,
    parsed: Parsed,
    cast: Cast,
    claims: Sequence[Claim],
    signing: Claim | None,
) -> Day:
    """When the stage was or is to be reached, and what says so."""
    if step.relation == "year":
        return Day(mention.year)
    stated = _stated(mention, step, parsed)
    if stated:
        return stated
    if mention.year and step.stage == "signed":
        return Day(mention.year, "the year it is known by")
    if signing and signing.date:
        return Day(signing.date, "the day of the signing")
    if step.stage in ("expected", "signed"):
        return _with_the_visit(mention, step, parties, parsed, cast, claims)
    return Day()


def _stated(mention: Mention, step: Step, parsed: Parsed) -> Day | None:
    """The time expression that hangs on the word that tells the stage, or stands in its clause."""
    best: tuple[int, Day] | None = None
    for each, span in _times(mention, parsed):
        value = _until(each, parsed) if step.relation == "deadline" else read(each, step.status)
        if value is None or _term(span.root, each.text):
            continue
        cost = _in_clause(span, step) if step.clause is not None else None
        cost = _cost(span.root, mention, step) if cost is None and step.relation not in _OWN else cost
        if cost is not None and (best is None or cost < best[0]):
            best = (cost, Day(value, f"“{each.text}” is in its clause", each.text, each.kind))
    return best[1] if best else None


def _until(time: TimeExpression, parsed: Parsed) -> str | None:
    """The days from the report's to a limit."""
    today, last = bounds(parsed.report.published), bounds(time.future)
    return days_text(today.first, last.last) if today and last else None


def _times(mention: Mention, parsed: Parsed) -> Iterator[tuple[TimeExpression, Span]]:
    """The time expressions of a paper's sentence that say when, with their words."""
    span = mention.sentence.span
    for each in find_times(span.text, parsed.report.published):
        if each.kind in ("duration", "set", "vague"):
            continue
        low = span.start_char + each.start
        words = span.doc.char_span(low, low + len(each.text), alignment_mode="expand")
        if words is not None and len(words):
            yield each, words


def _in_clause(time: Span, step: Step) -> int | None:
    """0 for a time inside the words that tell the stage, unless a limit leads it."""
    clause = step.clause
    if clause is None or not clause.first <= time.start < clause.end:
        return None
    led = {word.lower_ for word in time.doc[max(clause.first, time.start - 2) : time.start]}
    return None if led & _LIMITS and step.relation != "deadline" else 0


def named_by_day(mention: Mention, parsed: Parsed) -> Step | None:
    """The making of a paper that is known by its day: "last week's deal", "the P accord of May 4"."""
    published = bounds(parsed.report.published)
    if mention.plural or mention.denied or published is None or mention.family not in _MADE:
        return None
    for each, span in _times(mention, parsed):
        days = bounds(read(each, "happened"))
        if each.kind != "year" and days and days.last <= published.last and own_day(mention, span):
            clause = Clause(mention.token, span.start, span.end)
            why = (f"known by its day, “{each.text}”",)
            return Step("signed", "happened", mention.token, "day", 0.6, why, clause)
    return None


def by_deadline(mention: Mention, told: Sequence[Step], parsed: Parsed) -> Step | None:
    """The making of a paper by a day to come: "a deal by May 4", "a May 4 deadline for a pact", "until May to"."""
    published = bounds(parsed.report.published)
    if published is None or published.days > 1 or mention.plural or mention.denied or mention.family not in _MADE:
        return None
    open_ = [step for step in told if step.stage in _AHEAD or step.governor.tag_ == "VB"]
    inside = mention.token.dep_ == "pobj" and mention.token.head.lower_ not in _ABOUT
    if (told and not open_) or (not told and inside):
        return None  # "under the deal, X has until Friday to": that is for something else
    status: Status = open_[0].status if open_ and open_[0].status in ("possible", "denied") else "planned"
    for each, span in _times(mention, parsed):
        days = bounds(each.future)
        limit = limit_for(mention.token, span) if days and days.last > published.last else None
        if limit is not None:
            above = governor(limit if limit.pos_ == "NOUN" else mention.token)
            word = open_[0].governor if open_ and (limit.pos_ != "NOUN" or above is None) else above or limit
            reasons = (f"“{each.text}” is by when it is to be",)
            return Step("expected", status, word, "deadline", 0.6, reasons, Clause(word, span.start, span.end))
    return None


_ABOUT = frozenset({"for", "to", "of", "on"})
_AHEAD = frozenset({"expected", "negotiated", "proposed"})
_MADE = frozenset({"agreement", "memorandum", "protocol", "ceasefire"})


def _term(time: Token, text: str) -> bool:
    """Whether a time is that for which a paper is made: "a plan of consultations for 2023-2024"."""
    until = time.dep_ == "pobj" and time.head.lower_ == "for"
    return until and (time.head.head.pos_ in ("NOUN", "PROPN") or "-" in text or "–" in text)


def _cost(time: Token, mention: Mention, step: Step) -> int | None:
    """How far a time stands from the stage's word; None if it is a limit or belongs to another verb."""
    if _when_clause(time, step.governor):
        return 0
    here, cost = time, 0
    for _ in range(7):
        if here.lower_ in _LIMITS and here.dep_ in ("prep", "mark", "advmod"):
            return None
        if here.lower_ in _BEGINS and here.dep_ in ("prep", "acl", "advcl", "advmod") and step.stage == "signed":
            return None  # "agreed to a truce from Saturday"
        if here == step.governor:
            return cost
        if here == mention.token:
            return cost + 1 if step.stage == "signed" else None
        if here.dep_ == "ROOT":
            return None
        if here.pos_ in ("VERB", "AUX"):
            return cost + 3 if _carries(here, step.governor) else None
        here, cost = here.head, cost + 1
    return None


def _when_clause(time: Token, verb: Token) -> bool:
    """ "in 2018, when the United States withdrew": the clause right after a time says what happened then."""
    opening = next((child for child in verb.children if child.lower_ == "when" and child.i < verb.i), None)
    return opening is not None and 0 < opening.i - time.i <= 3


def _carries(verb: Token, inner: Token) -> bool:
    """Whether a verb only frames the inner one: "is expected on Monday to sign", "begin to negotiate"."""
    here = inner
    for _ in range(3):
        if here.dep_ not in ("xcomp", "aux"):
            return False
        here = here.head
        if here == verb:
            return True
    return False


def _with_the_visit(
    mention: Mention, step: Step, parties: Parties, parsed: Parsed, cast: Cast, claims: Sequence[Claim]
) -> Day:
    """The day of the visit or meeting that the paper is (to be) signed at: that of its parties, told nearby.

    Signing is dated so only by its own sentence, as is what is not to be signed; what is expected, by
    a visit that the report does not tell as over.
    """
    sentence, published = mention.sentence, bounds(parsed.report.published)
    tied = step.stage == "signed" or step.status in ("denied", "cancelled", "possible")
    at = []
    for each in claims:
        shared = set(parties.keys) & set(states_in(each, cast))
        if each.kind not in _MET or each.status in ("denied", "cancelled") or len(shared) < min(2, len(parties.keys)):
            continue
        days = bounds(each.date)
        over = days is not None and published is not None and days.last < published.first
        if shared and (each.start == sentence.start or not (tied or over)):
            at.append(each)
    near = sorted(at, key=lambda each: (each.date is None, abs(each.start - sentence.start)))
    if near and near[0].date:
        return Day(near[0].date, f"the day of the {near[0].kind} it belongs to")
    if near and step.stage == "expected" and published and published.first.month == published.last.month:
        return Day(f"{published.first:%Y-%m}", "the month of the report, for the day of the visit is not told")
    return Day()
