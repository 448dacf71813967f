"""A small story made by hand: readings and findings of three reports, and readers that misbehave.

The story: the king of Norway goes to Chile on 3-4 May 2021, with his foreign minister, meets the
president there, and a fishing pact is signed; a call planned for June is not heard of again; a meeting in
Lima is called off. Two reports differ on the day it began, and a third reprints the second.
"""

from __future__ import annotations

import os
import signal
import time
from dataclasses import replace
from typing import Any

from communique.model import (
    Actor,
    Agreement,
    AgreementClaim,
    AgreementStage,
    Candidate,
    Claim,
    Detail,
    Disagreement,
    DisagreementValue,
    Event,
    Findings,
    HistoryEntry,
    Link,
    Office,
    Participation,
    Place,
    Quotation,
    Reading,
    Removed,
    Report,
    ReportActor,
    Unread,
)
from communique.reports import Item, Limits

_FIRST = (
    "Home | Sport | <b>Subscribe</b>\n"
    "King Harald of Norway arrived in Santiago on Monday for a two-day visit, with Foreign Minister Ines Aas.\n"
    "He is to speak by telephone with the president of Peru on 7 June.\n"
    "“The sea joins us,” the king said. A planned meeting in Lima was cancelled.\n"
)
_SECOND = (
    "King Harald met President Rosa Luna on Tuesday & signed a fishing pact. The visit began on Tuesday.\n"
    "\x1b[31mRead <script>alert(1)</script> more\x1b[0m\n"
)


def _span(text: str, words: str) -> tuple[int, int, str]:
    start = text.index(words)
    return start, start + len(words), words


def reports() -> tuple[Report, ...]:
    """Three reports; the third reprints the second."""
    debris = _SECOND.index("\x1b")
    return (
        Report(
            "aaa1",
            "a/first.html",
            _FIRST,
            "King in <Chile>",
            (Removed(0, 31, "menu"),),
            "2021-05-03",
            "byline",
            "Nordic Post",
        ),
        Report(
            "bbb2",
            "b/second.txt",
            _SECOND,
            None,
            (Removed(debris, len(_SECOND) - 1, "offer"),),
            "2021-05-04",
            "metadata",
            "Andes Daily",
            "APE",
            "en",
            "https://andes.example/2",
        ),
        Report(
            "ccc3",
            "c/third.txt",
            _SECOND,
            None,
            (Removed(debris, len(_SECOND) - 1, "offer"),),
            "2021-05-05",
            "metadata",
            "Coast Times",
            "APE",
            "en",
            "javascript:alert(1)",
            "bbb2",
        ),
    )


def _claims() -> tuple[Claim, ...]:
    arrival = _span(
        _FIRST,
        "King Harald of Norway arrived in Santiago on Monday for a two-day visit, with Foreign Minister Ines Aas.",
    )
    call = _span(_FIRST, "He is to speak by telephone with the president of Peru on 7 June.")
    lima = _span(_FIRST, "A planned meeting in Lima was cancelled.")
    met = _span(_SECOND, "King Harald met President Rosa Luna on Tuesday & signed a fishing pact.")
    began = _span(_SECOND, "The visit began on Tuesday.")
    first = (
        Claim(
            "aaa1:0",
            "aaa1",
            *arrival,
            "visit",
            "ongoing",
            "2021-05-03",
            2,
            Place("Santiago", "CHL"),
            (Participation("harald", "visitor"), Participation("aas", "delegate")),
            None,
            None,
            (Detail("length", "two-day"),),
            50,
            57,
            0.9,
            ("the verb 'arrive'",),
            "start",
            None,
            "on Monday",
        ),
        Claim(
            "aaa1:1",
            "aaa1",
            *call,
            "call",
            "planned",
            "2021-06-07",
            participants=(Participation("harald", "participant"), Participation("peru", "participant")),
            score=0.8,
            reasons=("'is to'",),
        ),
        Claim("aaa1:2", "aaa1", *lima, "meeting", "cancelled", place=Place("Lima", "PER"), said_by="harald", score=0.7),
    )
    second = tuple(
        claim
        for n in ("bbb2", "ccc3")
        for claim in (
            Claim(
                f"{n}:0",
                n,
                *met,
                "meeting",
                "happened",
                "2021-05-04",
                participants=(Participation("harald", "participant"), Participation("luna", "participant")),
                within=f"{n}:1",
                score=0.9,
            ),
            Claim(
                f"{n}:1",
                n,
                *began,
                "visit",
                "happened",
                "2021-05-04",
                participants=(Participation("harald", "visitor"),),
                score=0.6,
                phase="start",
            ),
        )
    )
    return first + second


def _papers() -> tuple[AgreementClaim, ...]:
    signed = _span(_SECOND, "King Harald met President Rosa Luna on Tuesday & signed a fishing pact.")
    return tuple(
        AgreementClaim(
            f"{n}:p",
            n,
            *signed,
            "fishing pact",
            "signed",
            "happened",
            ("norway", "chile"),
            ("fishing",),
            None,
            "2021-05-04",
            None,
            f"{n}:0",
            score=0.8,
            reasons=("'sign'",),
        )
        for n in ("bbb2", "ccc3")
    )


def findings() -> Findings:
    """All that is so in the story."""
    visit = _events()[0].claims
    return Findings(
        reports=reports(),
        actors=(
            Actor("norway", "country", "Norway", ("Norway",), "NOR", wikidata="Q20"),
            Actor("chile", "country", "Chile", ("Chile",), "CHL"),
            Actor(
                "peru",
                "person",
                "president of Peru",
                (),
                "PER",
                (Office("president", "PER", "2021-05-03", "2021-05-03"),),
            ),
            Actor(
                "harald",
                "person",
                "Harald",
                ("King Harald", "Harald"),
                "NOR",
                (Office("king", "NOR", "2021-05-03", "2021-05-04"),),
                None,
                ("aaa1#0", "bbb2#0", "ccc3#0"),
            ),
            Actor(
                "luna",
                "person",
                "Rosa Luna",
                ("Rosa Luna",),
                "CHL",
                (Office("president", "CHL", "2021-05-04", "2021-05-04"),),
            ),
            Actor(
                "aas",
                "person",
                "Ines Aas",
                ("Ines Aas",),
                "NOR",
                (Office("foreign minister", "NOR", "2021-05-03", "2021-05-03"), Office("mayor", None, former=True)),
            ),
        ),
        claims=_claims(),
        agreement_claims=_papers(),
        events=_events(),
        quotations=(
            Quotation(
                "aaa1:q",
                "aaa1",
                *_span(_FIRST, "The sea joins us,"),
                "direct",
                "harald",
                "said",
                "2021-05-03",
                "visit-1",
                0.9,
            ),
        ),
        agreements=(
            Agreement(
                "pact-1",
                "fishing pact",
                ("norway", "chile"),
                ("fishing",),
                None,
                (AgreementStage("signed", "2021-05-04", "happened", ("bbb2:p", "ccc3:p")),),
            ),
        ),
        event_of={c: e.id for e in _events() for c in e.claims},
        candidates=(
            Candidate(
                "doubt-1",
                False,
                ("meeting-1", "meeting-2"),
                ("bbb2:0", "aaa1:2"),
                0.6,
                ("both name Harald",),
                "different places",
            ),
            Candidate(
                "doubt-2", True, ("visit-1",), ("bbb2:1", "aaa1:0"), 0.66, ("the same visitor",), None, visit[1:]
            ),
        ),
    )


def _events() -> tuple[Event, ...]:
    visit = ("aaa1:0", "bbb2:1", "ccc3:1")
    return (
        Event(
            "visit-1",
            "visit",
            "Harald visits Chile (Santiago)",
            "happened",
            "2021-05-03",
            "2021-05-04",
            Place("Santiago", "CHL"),
            None,
            (Participation("harald", "visitor"), Participation("chile", "host"), Participation("aas", "delegate")),
            visit,
            3,
            2,
            (HistoryEntry("ongoing", "2021-05-03", visit[:1]), HistoryEntry("happened", "2021-05-04", visit[1:])),
            (
                Disagreement(
                    "start",
                    "conflict",
                    (DisagreementValue("2021-05-03", visit[:1]), DisagreementValue("2021-05-04", visit[1:])),
                ),
            ),
            (Link("bbb2:1", "aaa1:0", 0.8, ("the same visitor", "days that meet")),),
            "CONSULT",
            "visit",
            "042",
            0.9,
        ),
        Event(
            "meeting-1",
            "meeting",
            "Meeting of Harald and Rosa Luna",
            "happened",
            "2021-05-04",
            "2021-05-04",
            None,
            "visit-1",
            (Participation("harald", "participant"), Participation("luna", "participant")),
            ("bbb2:0", "ccc3:0"),
            2,
            1,
        ),
        Event(
            "call-1",
            "call",
            "Call between Harald and the president of Peru",
            "planned",
            "2021-06-07",
            "2021-06-07",
            None,
            None,
            (Participation("harald", "participant"), Participation("peru", "participant")),
            ("aaa1:1",),
        ),
        Event("meeting-2", "meeting", "Meeting in Lima", "cancelled", place=Place("Lima", "PER"), claims=("aaa1:2",)),
    )


def readings() -> tuple[Reading, ...]:
    """What each report of the story says, by itself."""
    found = []
    for report in reports():
        keys = {actor.id: f"{report.id}#{number}" for number, actor in enumerate(findings().actors)}

        def local(part: Participation, keys: dict[str, str] = keys) -> Participation:
            return Participation(keys[part.actor], part.role)

        found.append(
            Reading(
                replace(report, copy_of=None),
                tuple(
                    ReportActor(keys[a.id], a.type, a.name, a.names, a.country, a.offices) for a in findings().actors
                ),
                tuple(
                    replace(c, participants=tuple(map(local, c.participants)), said_by=c.said_by and keys[c.said_by])
                    for c in findings().claims
                    if c.report == report.id
                ),
                tuple(
                    replace(q, speaker=q.speaker and keys[q.speaker], occasion="aaa1:0")
                    for q in findings().quotations
                    if q.report == report.id
                ),
                tuple(
                    replace(p, parties=tuple(keys[party] for party in p.parties))
                    for p in findings().agreement_claims
                    if p.report == report.id
                ),
            )
        )
    return tuple(found)


def misbehave(item: Item, limits: Limits) -> Reading | Unread:
    """A reader for worker processes that does as the text says: kill, hang, fail, refuse; else a bare report."""
    text = item.text or ""
    if text.startswith("kill"):
        os.kill(os.getpid(), signal.SIGKILL)
    if text.startswith("hang"):
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM})
        time.sleep(600)
    if text.startswith("fail"):
        raise ValueError("as asked")
    if text.startswith("refuse"):
        return Unread(item.uri, "refused")
    return Reading(Report(item.id, item.uri, text))


def with_deeds() -> Findings:
    """The findings with two deeds: one told with certainty, one not."""
    found = findings()
    parts = (Participation("harald", "actor"), Participation("chile", "recipient"))
    deeds = (
        Event("threat-1", "threat", "Threat", "happened", "2021-05-04", "2021-05-04", participants=parts, score=0.9),
        Event("aid-1", "aid", "Aid", "planned", "2021-05-05", "2021-05-05", participants=parts[:1], score=0.7),
    )
    return replace(found, events=(*found.events, *(replace(each, claims=found.events[0].claims[:1]) for each in deeds)))


def replaced(made: Findings, **changes: Any) -> Findings:
    """The findings with other parts; without their events there is nothing to look at."""
    return replace(made, **({"candidates": ()} if "events" in changes else {}), **changes)
