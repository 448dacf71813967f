"""The visit that a report counts from: "the first visit to P by a president of X since Y in 1978".

Invariant: whoever the count begins with is named right after "since", with a time before the next verb or
mark; where they went is where the visit told in the same sentence goes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from communique.claims.actors import Cast
from communique.claims.drafting import Draft, may_be_official
from communique.claims.frames import Cue, Frame
from communique.claims.parsing import Parsed, Sentence
from communique.claims.times import TimeExpression, read
from communique.claims.when import timed
from communique.model import Claim, Participation

_FRAME = Frame("travel", "visit")
_REACH = 14


def precedents(
    parsed: Parsed, cast: Cast, told: Sequence[tuple[Draft, Claim]], times: tuple[TimeExpression, ...]
) -> Iterator[tuple[Draft, str]]:
    """The earlier visits that reports count from, each with its date."""
    for sentence in parsed.sentences:
        since = next((each for each in sentence.span if each.lower_ == "since"), None)
        if since is None:
            continue
        visit = next(
            (draft for draft, _ in told if draft.kind == "visit" and draft.cue.sentence is sentence and draft.place),
            None,
        )
        named = _named_after(since, sentence, cast)
        if visit is None or visit.place is None or visit.place.country is None or named is None:
            continue
        person, end = named
        for each in timed(sentence, times):
            near = end <= each.head.i <= since.i + _REACH and each.expression.kind in ("month", "year", "day")
            apart = any(
                w.text in (";", ".") or (w.pos_ == "VERB" and w.lemma_ != "visit") for w in since.doc[end : each.head.i]
            )
            date = read(each.expression, "happened") if near and not apart else None
            if date:
                hosts = [part for part in visit.participants if part.role == "host"]
                parts = (Participation(person, "visitor"), *hosts)
                reasons = ("the visit that this one is counted from",)
                cue = Cue(since, _FRAME, sentence)
                yield Draft(cue, "visit", parts, visit.place, score=0.8, reasons=reasons), date
                break


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
