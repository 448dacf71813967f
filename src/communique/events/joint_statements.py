"""A joint statement that was signed: its signing and its being made are one event.

Invariant: a statement is taken into a signing only if the papers signed there are called a statement,
on the same day, by the same two sides; of several such signings it is taken into none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from communique.events.assembling import Draft
from communique.events.bounds import bounds
from communique.events.identity import Cluster
from communique.events.papers import take_apart
from communique.events.sightings import Setting, said_order
from communique.model import Link


def with_statements_signed(drafts: Sequence[Draft], known: Setting) -> list[Draft]:
    """The drafts, those of joint statements taken into the drafts of their signing."""
    kept = {d.id: d for d in drafts}
    signings = [d.id for d in drafts if d.kind == "signing" and _is_of_statement(d)]
    for made in drafts:
        if made.kind != "statement" or not signings:
            continue
        fitting = [s for s in signings if _same(made, kept[s]) and not _parted(made, kept[s], known)]
        if len(fitting) == 1:
            kept[fitting[0]] = _joined(kept[fitting[0]], kept.pop(made.id), known)
    return [kept[i] for i in sorted(kept)]


def _is_of_statement(signing: Draft) -> bool:
    papers = [d.value for c in signing.claims for d in c.details if d.attribute == "papers"]
    return any(take_apart(each).family == "statement" for each in papers)


def _same(statement: Draft, signing: Draft) -> bool:
    one, other = statement.dates[0], signing.dates[0]
    if one is None or other is None or not (statement.dates[1] and signing.dates[1]) or not one.meets(other):
        return False
    persons, sides = _who(statement)
    theirs, states = _who(signing)
    return len(persons & theirs) >= 2 or len(sides & states) >= 2


def _parted(one: Draft, other: Draft, known: Setting) -> bool:
    """Whether a person said that the two are two."""
    asked = known.rulings
    return asked.parted(asked.blocks(c.id for c in one.claims), asked.blocks(c.id for c in other.claims))


def _who(made: Draft) -> tuple[frozenset[str], frozenset[str]]:
    seen = [b.sighting for b in made.cluster.bundles]
    return frozenset(p for s in seen for p in s.persons), frozenset(c for s in seen for c in s.sides)


def _joined(signing: Draft, statement: Draft, known: Setting) -> Draft:
    claims = sorted(
        (*signing.claims, *statement.claims),
        key=lambda c: (*said_order(known.said.get(c.report)), c.report, c.start, c.id),
    )
    bundles = (*signing.cluster.bundles, *statement.cluster.bundles)
    link = Link(statement.claims[0].id, signing.claims[0].id, 0.9, ("the statement that was signed",))
    links = sorted((*signing.cluster.links, *statement.cluster.links, link), key=lambda each: each.claim)
    return replace(
        signing,
        claims=tuple(claims),
        cluster=Cluster(tuple(sorted(bundles, key=lambda b: b.number)), tuple(links)),
        dates=bounds(claims, "signing"),
    )
