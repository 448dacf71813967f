"""Whatever is read after it, and however often it is settled, the findings keep to a person's word."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st
from stories import told
from test_order import readings

from communique.flow import settle
from communique.model import Judgement, Reading
from communique.record import JudgementError, Record


def _judge(record: Record, chance: random.Random) -> Judgement | None:
    """Some judgement about what the record shows; None where there is nothing to judge so."""
    events = [e.id for e in record.events]
    if not events:
        return None
    verb = chance.choice(["merge", "merge", "split", "split", "reject", "confirm"])
    one = chance.choice(events)
    targets = [one]
    if verb == "merge" or (verb == "confirm" and chance.random() < 0.5):
        targets.append(chance.choice(events))
    if verb == "split":
        claims = [c for c in record.event(one).claims if not c.startswith("g-")]
        targets += chance.sample(claims, chance.randint(1, len(claims)))
    try:
        return record.judge(verb, targets, by="Ann")
    except JudgementError:
        return None


def _kept(record: Record, judgement: Judgement, later: list[Judgement]) -> None:
    """Assert what a judgement says of claims that no later one speaks of."""
    spoken = {c for other in later for side in other.sides for c in side}
    sides = [[c for c in side if c not in spoken] for side in judgement.sides]
    events = [{record.event_of[c] for c in side if c in record.event_of} for side in sides]
    if judgement.verb == "reject":
        assert all(not one for one in events)
    elif judgement.verb == "split" or (len(judgement.targets) == 2 and judgement.verb == "confirm"):
        assert all(len(one) <= 1 for one in events)
        assert not events[0] & events[1]
    else:
        assert len(set().union(*events)) <= 1


@settings(max_examples=40)
@given(readings(), st.randoms(use_true_random=False))
def test_every_judgement_in_force_holds(made: list[Reading], chance: random.Random) -> None:
    made = list(made)
    chance.shuffle(made)
    half = (len(made) + 1) // 2
    with Record() as record:
        judgements: list[Judgement] = []
        for batch in (made[:half], made[half:]):
            for one in batch:
                record.add(_fit(one))
            settle(record)
            for _ in range(2):
                judged = _judge(record, chance)
                judgements += [judged] if judged else []
                settle(record, again=chance.random() < 0.3)
                for n, judgement in enumerate(judgements):
                    _kept(record, judgement, judgements[n + 1 :])
        before = record.findings()
        settle(record, again=True)
        assert record.findings() == before
        for judgement in judgements:
            record.retire(judgement.id, by="Bo")
        settle(record)
        with Record() as untouched:
            for one in made:
                untouched.add(_fit(one))
            settle(untouched)
            assert {frozenset(e.claims) for e in record.events} == {frozenset(e.claims) for e in untouched.events}


def _fit(one: Reading) -> Reading:
    from dataclasses import replace

    one = told(one)
    ids = {c.id for c in one.claims}
    claims = tuple(replace(c, within=c.within if c.within in ids else None) for c in one.claims)
    return replace(one, claims=claims)
