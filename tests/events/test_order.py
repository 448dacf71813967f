"""The order and the batches in which reports come make no difference."""

from __future__ import annotations

import random
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from stories import Story, of, visit

from communique.events import resolve
from communique.model import Reading

PEOPLE = [
    ("Anna Berg", "NOR"),
    ("A. Berg", None),
    ("Berg", None),
    ("Juan Soto", "CHL"),
    ("Eva Rojas", "CHL"),
    ("Soto", None),
]
DAYS = [None, "2021-05", "2021-05-03", "2021-05-04", "2021-05-03/2021-05-05", "2021-05-12", "2020", "2021-06-01"]
SAID = [None, "2021-05-01", "2021-05-03", "2021-05-04", "2021-05-20"]
KINDS = ["visit", "visit", "meeting", "talks", "call", "signing", "address", "statement", "protest"]
STATUS = ["planned", "ongoing", "happened", "cancelled", "denied", "possible"]
ROLES = {"visit": ("visitor", "host"), "signing": ("signatory", "signatory"), "address": ("speaker", "audience")}


@st.composite
def readings(draw: st.DrawFn) -> list[Reading]:
    found = []
    for number in range(draw(st.integers(1, 6))):
        story = Story(
            f"r{number}", draw(st.sampled_from(SAID)), draw(st.sampled_from(["", "One text. " * 30, "Two. " * 60]))
        )
        keys = [story.person(*draw(st.sampled_from(PEOPLE))) for _ in range(draw(st.integers(1, 3)))]
        keys.append(story.state("CHL", "Chile"))
        if draw(st.booleans()):
            keys.append(story.person("the president", "CHL", "president", nameless=True))
        for _ in range(draw(st.integers(0, 5))):
            kind = draw(st.sampled_from(KINDS))
            one, other = ROLES.get(kind, ("participant", "participant"))
            roles = {draw(st.sampled_from(keys)): one}
            roles.setdefault(draw(st.sampled_from(keys)), other)
            earlier = [c.id for c in story.claims]
            story.claim(
                kind,
                draw(st.sampled_from(STATUS)),
                roles,
                date=draw(st.sampled_from(DAYS)),
                days=draw(st.sampled_from([None, None, 2, 3])),
                phase=draw(st.sampled_from([None, "start", "end", "within"])),
                at=draw(st.sampled_from([None, ("Santiago", "CHL"), (None, "CHL"), ("Lima", "PER")])),
                within=draw(st.sampled_from([None, *earlier, f"c-r{number}-4"])),
                same_as=draw(st.sampled_from([None, *earlier])),
                when=draw(st.sampled_from([None, "Tuesday", "late on Monday"])),
            )
        found.append(story.reading())
    return found


def standing(told: Reading) -> Reading:
    """The reading with its claims' sentences in its text, behind which stands what it shares with others."""
    ids = {c.id for c in told.claims}
    claims = [
        replace(c, text=c.text.ljust(c.end - c.start), within=c.within if c.within in ids else None)
        for c in told.claims
    ]
    text = "".join(c.text + "\n" for c in claims) + told.report.text
    return replace(told, report=replace(told.report, text=text), claims=tuple(claims))


@settings(max_examples=120)
@given(readings(), st.randoms(use_true_random=False))
def test_any_order_gives_the_same_findings(told: list[Reading], chance: random.Random) -> None:
    other = list(told)
    chance.shuffle(other)
    assert resolve(told) == resolve(other)


@settings(max_examples=120)
@given(readings())
def test_what_always_holds(told: list[Reading]) -> None:
    found = resolve(told)
    ids = [e.id for e in found.events]
    assert len(set(ids)) == len(ids)
    assert len({a.id for a in found.actors}) == len(found.actors)
    claims = [c for e in found.events for c in e.claims]
    assert len(set(claims)) == len(claims)
    assert [c.id for c in found.claims] == [c.id for r in told for c in r.claims]
    apart = {c.id for c in found.claims} - set(claims)
    acting = {a.id for a in found.actors if a.type != "person" or a.offices or a.country}
    for claim in (c for c in found.claims if c.id in apart):
        at_home = claim.kind == "visit" and claim.place is not None
        assert at_home or not {p.actor for p in claim.participants if p.role == "visitor"} & acting
    assert found.event_of == {c: e.id for e in found.events for c in e.claims}
    events = {e.id: e for e in found.events}
    for event in found.events:
        assert 1 <= event.independent_reports <= event.reports
        assert sorted(c for h in event.history for c in h.claims) == sorted(event.claims)
        assert {link.claim for link in event.links} <= set(event.claims)
        assert len(event.links) == len(event.claims) - 1
        seen, here = {event.id}, event.part_of
        while here is not None:
            assert here not in seen
            seen.add(here)
            here = events[here].part_of


@settings(max_examples=60)
@given(readings())
def test_a_later_report_changes_no_id_of_an_event_whose_claims_stay_together(told: list[Reading]) -> None:
    dated = {r.report.id for r in told if r.report.published}
    before = resolve(told)
    after = resolve([*told, visit("zz", "2022-01-01", date="2021-05-03")])
    grown = {frozenset(e.claims) - {"c-zz-0"}: e.id for e in after.events}
    for event in before.events:
        # An event of undated reports alone may find its first dated one.
        if frozenset(event.claims) in grown and any(c[2:4] in dated for c in event.claims):
            assert grown[frozenset(event.claims)] == event.id


def test_an_event_keeps_its_id_as_it_grows() -> None:
    told = [visit(f"r{n}", f"2021-05-0{n + 3}", date="2021-05-03") for n in range(4)]
    ids = {of(resolve(told[: n + 1]), "visit")[0].id for n in range(4)}
    assert len(ids) == 1
    assert ids.pop().startswith("visit-")
