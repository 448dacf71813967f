"""The visit that a report counts from: "the first visit to P by a president of X since Y in 1978".

Invariant: whoever the count begins with is named right after "since", with a time before the next verb or
mark; where they went is where the visit told in the same sentence goes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from communique.claims.actors import Cast
from communique.claims.drafting import Draft, actors_at, may_be_official, persons
from communique.claims.frames import Cue, Frame
from communique.claims.geography import destinations
from communique.claims.parsing import Parsed, Sentence
from communique.claims.syntax import hanging, subjects
from communique.claims.times import TimeExpression, read
from communique.claims.when import timed
from communique.model import Claim, Participation

_FRAME = Frame("travel", "visit")
_REACH = 14


def precedents(
    parsed: Parsed, cast: Cast, told: Sequence[tuple[Draft, Claim]], times: tuple[TimeExpression, ...]
) -> Iterator[tuple[Draft, str]]:
    """The earlier visits that reports count from, each with its date."""
    yield from _last_time(parsed, cast, told, times)
    for sentence in parsed.sentences:
        since = next((each for each in sentence.span if each.lower_ == "since"), None)
        if since is None:
            continue
        visit = next(
            (draft for draft, _ in told if draft.kind == "visit" and draft.cue.sentence is sentence and draft.place),
            None,
        )
        named = _named_after(since, sentence, cast) or _when_came(since, sentence, cast)
        if visit is None or visit.place is None or visit.place.country is None or named is None:
            continue
        person, end = named
        for each in timed(sentence, times):
            near = min(end, since.i) <= each.head.i <= since.i + _REACH and each.expression.kind in (
                "month",
                "year",
                "day",
            )
            apart = any(
                w.text in (";", ".") or (w.pos_ == "VERB" and w.lemma_ not in _COMING)
                for w in since.doc[end : each.head.i]
            )
            date = read(each.expression, "happened") if near and not apart else None
            if date:
                hosts = [part for part in visit.participants if part.role == "host"]
                parts = (Participation(person, "visitor"), *hosts)
                reasons = ("the visit that this one is counted from",)
                cue = Cue(since, _FRAME, sentence)
                yield Draft(cue, "visit", parts, visit.place, score=0.8, reasons=reasons), date
                break


def _when_came(since: Token, sentence: Sentence, cast: Cast) -> tuple[str, int] | None:
    """Who came before in "the first since 1978, when X came to see Y", and where the year stands."""
    for place in range(since.i + 1, min(sentence.span.end - 1, since.i + 5)):
        word = since.doc[place]
        if word.lower_ == "when" and word.head.lemma_ in _COMING:
            goer = next((a for a in persons(actors_at(subjects(word.head), sentence, cast)) if not a.nameless), None)
            return (goer.key, since.i) if goer else None
    return None


def _last_time(
    parsed: Parsed, cast: Cast, told: Sequence[tuple[Draft, Claim]], times: tuple[TimeExpression, ...]
) -> Iterator[tuple[Draft, str]]:
    """The visit before: "X, who last came in 2009", "she was last here in May 2010", with no place of its own."""
    for sentence in parsed.sentences:
        for verb in sentence.span:
            last = next((each for each in verb.children if each.lower_ == "last" and each.dep_ == "advmod"), None)
            last = last or next((w for w in verb.rights if w.dep_ == "advmod" and w.lower_ in ("here", "there")), None)
            if last is None or verb.lemma_ not in _COMING or "last" not in {w.lower_ for w in verb.subtree}:
                continue
            goer = next((a for a in persons(actors_at(subjects(verb), sentence, cast)) if may_be_official(a)), None)
            who = next((w for w in verb.children if w.lower_ == "who" and w.nbor(-1).text == ","), None)
            if goer is None and who is not None:  # the parse hangs "who" on what stands before the name
                goer = next((a for a in persons(actors_at([who.nbor(-2)], sentence, cast))), None)
            visit = next(
                (
                    draft
                    for draft, _ in reversed(told)
                    if draft.kind == "visit"
                    and draft.place
                    and draft.place.country
                    and 0 <= sentence.index - draft.cue.sentence.index <= _BACK
                    and goer is not None
                    and any(part.role == "visitor" and part.actor == goer.key for part in draft.participants)
                ),
                None,
            )
            own = any(draft.cue.token.i == verb.i and draft.cue.sentence is sentence for draft, _ in told)
            if goer is None or visit is None or own or any(destinations(w) for _, w in hanging(verb, ("to", "in"))):
                continue
            for each in timed(sentence, times):
                date = read(each.expression, "happened") if each.head in set(verb.subtree) else None
                if date and each.head.i > last.i and each.expression.kind in ("month", "year", "day"):
                    parts = (Participation(goer.key, "visitor"), *(p for p in visit.participants if p.role == "host"))
                    reasons = ("the visit before this one",)
                    yield (
                        Draft(Cue(verb, _FRAME, sentence), "visit", parts, visit.place, score=0.8, reasons=reasons),
                        date,
                    )
                    break


_COMING = frozenset({"be", "come", "visit", "travel", "go"})
_BACK = 1


def _named_after(since: Token, sentence: Sentence, cast: Cast) -> tuple[str, int] | None:
    """The person named right after "since", over an office, and where the name ends."""
    for place in range(since.i + 1, min(sentence.span.end, since.i + 6)):
        token = since.doc[place]
        keys = [key for key in cast.at(sentence, token) if cast.actor(key).type == "person"]
        if keys and token.pos_ == "PROPN":
            actor = cast.actor(keys[0])
            end = place
            while end < sentence.span.end and keys[0] in cast.at(sentence, end):
                end += 1
            return (actor.key, end) if may_be_official(actor) and not actor.nameless else None
        if token.pos_ in ("VERB", "NUM") or token.text in (",", ";"):
            return None
    return None
