"""From a cluster of claims to an event: kind, people, place, days, status, label, score.

Invariant: an event says nothing that none of its claims (or, for a visit's days and town, none of
the events inside it) says.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from communique.claims.ontology import codes, family
from communique.claims.places import (
    canonical_country_name,
    capital_of,
    country_of_place,
    country_of_seat,
    region_named,
    town_named,
)
from communique.events.accords import only_reached
from communique.events.actors import short_hash
from communique.events.bounds import Dates, about, as_edtf, bounds
from communique.events.containment import Stay
from communique.events.copies import Copies, independent_reports
from communique.events.disagreements import disagreements
from communique.events.history import history, in_passing, status
from communique.events.identity import Cluster
from communique.events.labels import label
from communique.events.postponing import given_up, repeated
from communique.events.sightings import Setting, finer, founder
from communique.events.trust import features, trust, trusted
from communique.model import Claim, Event, Participation, Place, Role, Status

_RANK: tuple[Role, ...] = (
    "visitor",
    "host",
    "delegate",
    "signatory",
    "speaker",
    "mediator",
    "actor",
    "recipient",
    "participant",
    "audience",
)


@dataclass(frozen=True, slots=True)
class Draft:
    """An event in the making: its claims (the oldest first), where they came from, and its days."""

    id: str
    kind: str
    claims: tuple[Claim, ...]
    cluster: Cluster
    dates: Dates
    part_of: str | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """What all events are assembled with. `published` gives a report's day as EDTF."""

    setting: Setting
    published: Mapping[str, str | None]
    copies: Copies
    agreement_claims: Mapping[str, tuple[str, ...]]


def draft(cluster: Cluster, known: Setting) -> Draft:
    """The event that a cluster stands for, before anything is known about the events around it."""
    claims = tuple(
        sorted(
            (c for b in cluster.bundles for c in b.claims),
            key=lambda c: (known.said.get(c.report) is None, known.said.get(c.report) or 0, c.report, c.start, c.id),
        )
    )
    votes = Counter(c.kind for c in claims)
    kind = min(votes, key=lambda k: (-votes[k], k))
    group = family(kind)
    aside = given_up(claims, known.said, in_passing(claims))
    return Draft(
        id=f"{group}-{short_hash(founder(claims, known).id)}",
        kind=kind,
        claims=claims,
        cluster=cluster,
        dates=bounds([c for c in claims if c.id not in aside], group),
    )


def stay(visit: Draft, known: Setting) -> Stay:
    """A visit as a place where other things happen."""
    seen = [b.sighting for b in visit.cluster.bundles]
    parts = (p for c in visit.claims for p in c.participants if p.role == "delegate")
    delegates = {known.actor_of[p.actor] for p in parts if p.actor in known.actor_of}
    return Stay(
        event=visit.id,
        visitors=frozenset(v for s in seen for v in s.visitors),
        travelling=frozenset(t for s in seen for t in s.travelling),
        hosts=frozenset(h for s in seen for h in s.hosts),
        days=visit.dates[0] if visit.dates[1] else None,
        delegates=frozenset(delegates),
        ahead=only_planned(visit.claims),
    )


def only_planned(claims: Sequence[Claim]) -> bool:
    """Whether claims tell a visit as to come, and none as called off, going on or over."""
    passing = in_passing(claims)
    told = {c.status for c in claims if c.id not in passing}
    return "planned" in told and told <= {"planned", "possible"}


def assemble(made: Draft, inside: Sequence[Draft], known: Known) -> Event:
    """The finished event. `inside` are the drafts of the events it contains."""
    claims, world = made.claims, known.setting
    group = family(made.kind)
    place = _place(claims, [c for d in inside for c in d.claims] if group == "visit" else [])
    people = _participants(made, place, world)
    entries = history(claims, known.published)
    passing = in_passing(claims)
    state = status(entries, passing | repeated(claims, given_up(claims, world.said, passing)))
    if state in ("planned", "possible") and group == "visit" and _was_held(made, inside, place, world):
        state = "happened"  # whoever met somebody there has been there
    start, end = as_edtf(made.dates)
    if not made.dates[1] and (near := about(claims, world.said, made.dates[0])):
        start = end = near
    code = codes(made.kind, state)
    return Event(
        id=made.id,
        kind=made.kind,
        label=label(
            made.kind,
            people,
            place,
            world.actors,
            _strangers(claims),
            beside=all(map(_with_some, claims)),
            reached=made.kind == "signing" and only_reached(claims),
        ),
        status=state,
        start=start,
        end=end,
        place=place,
        part_of=made.part_of,
        participants=people,
        claims=tuple(c.id for c in claims) + tuple(a for c in claims for a in known.agreement_claims.get(c.id, ())),
        reports=len({c.report for c in claims}),
        independent_reports=independent_reports(claims, known.copies, world.said),
        history=entries,
        disagreements=disagreements(claims, world.said, towns_named(claims), group),
        links=made.cluster.links,
        plover_type=code.plover_type,
        plover_mode=code.plover_mode,
        cameo=code.cameo,
        score=_score(made.kind, state, start, place, people, claims, world),
    )


def _was_held(made: Draft, inside: Sequence[Draft], place: Place | None, known: Setting) -> bool:
    """Whether a meeting with the visitor in the state visited, on the visit's days, is told as over.

    Of a meeting on no stated place, one with somebody of that state will do: the visit was to bring the two together.
    A tour of a region was made once one of its stops was.
    """
    days, firm = made.dates
    visitors = _ids((p for c in made.claims for p in c.participants if p.role == "visitor"), known)
    for inner in inside:
        when, sure = inner.dates
        if inner.kind == "visit" and any(c.status == "happened" for c in inner.claims):
            return True
        if family(inner.kind) != "meeting" or not (days and firm and when and sure and when.meets(days)):
            continue
        for claim in inner.claims:
            met = _ids(claim.participants, known)
            if claim.status != "happened" or not visitors & met or not place:
                continue
            where = claim.place.country if claim.place else None
            hosts = {known.actors[i].country for i in met - visitors if known.actors[i].type != "organization"}
            if where == place.country or (where is None and place.country in hosts):
                return True
    return False


def _ids(parts: Iterable[Participation], known: Setting) -> set[str]:
    return {known.actor_of[p.actor] for p in parts if p.actor in known.actor_of}


def towns_named(claims: Sequence[Claim]) -> dict[str, str]:
    """By claim, the place it names that is finer than a state, where places can differ at all.

    Only places that the table knows count ("outside Los Angeles" is none), and only if no single report
    names two towns; what else a report names beside its town ("in Geneva ... at the palace") is left out.
    """
    places = [(c, c.place) for c in claims if c.place]
    known = {c.id: p.name for c, p in places if p.name and p.country and country_of_place(p.name) == p.country}
    known = {c.id: known[c.id] for c, p in places if c.id in known and finer(p.name, p.country)}
    by_report: defaultdict[str, set[str]] = defaultdict(set)
    for claim, _ in places:
        if claim.id in known and town_named(known[claim.id]):
            by_report[claim.report].add(known[claim.id])
    if any(len(names) > 1 for names in by_report.values()):
        return {}
    return {
        c.id: known[c.id]
        for c, _ in places
        if c.id in known and by_report.get(c.report, {known[c.id]}) == {known[c.id]}
    }


def _strangers(claims: Iterable[Claim]) -> str | None:
    """The counterpart that most claims tell in words only ("students", "business leaders")."""
    votes = Counter(d.value for c in claims for d in c.details if d.attribute == "with")
    return min(votes, key=lambda v: (-votes[v], v)) if votes else None


def _with_some(claim: Claim) -> bool:
    """Whether a claim tells a counterpart in words only."""
    return any(detail.attribute == "with" for detail in claim.details)


def _score(
    kind: str,
    state: Status,
    start: str | None,
    place: Place | None,
    people: tuple[Participation, ...],
    claims: Sequence[Claim],
    known: Setting,
) -> float:
    """How far to trust the whole of it: as events like it were found true by hand; else by what was read of each."""
    if trusted(kind, claims):
        return trust(list(features(kind, state, start, place, people, claims, known.actors)))
    return _told(claims)


def _told(claims: Iterable[Claim]) -> float:
    """How sure it is that there is such an event: each report that tells it adds to the last."""
    best: defaultdict[str, float] = defaultdict(float)
    for claim in claims:
        best[claim.report] = max(best[claim.report], min(1.0, max(0.0, claim.score)))
    doubt = 1.0
    for report in sorted(best):
        doubt *= 1.0 - 0.9 * best[report]
    return round(max(*best.values(), 1.0 - doubt), 4)


def _participants(made: Draft, place: Place | None, known: Setting) -> tuple[Participation, ...]:
    """Everybody that any claim names, each once and in the weightiest role.

    A state is no attacker where hardly any of many claims call it one: it is whose victims or whose words they tell.
    """
    roles: dict[str, Role] = {}
    named: Counter[str] = Counter()
    told = [(known.actor_of[p.actor], p) for c in made.claims for p in c.participants if p.actor in known.actor_of]
    attackers = Counter(actor for actor, part in told if made.kind == "assault" and part.role == "actor")
    few = {a for a, n in attackers.items() if known.actors[a].type == "country" and 4 * n < len(made.claims)}
    for actor, part in told:
        if part.role != "actor" or actor not in few:
            named[actor] += 1
            if actor not in roles or _RANK.index(part.role) < _RANK.index(roles[actor]):
                roles[actor] = part.role
    persons = [known.actors[a] for a in roles if a not in known.nameless]
    for actor in [a for a in roles if a in known.nameless]:
        titles, country = known.titles[actor], known.actors[actor].country
        if any(titles & known.titles[p.id] and p.country == country for p in persons):
            del roles[actor]
    if family(made.kind) == "visit" and place and not any(r in ("host", "recipient") for r in roles.values()):
        state = f"country-{place.country}"
        if state in known.actors and roles.get(state) != "visitor":
            roles[state] = "host"
    held = {(known.actors[a].country, role) for a, role in roles.items() if known.actors[a].type != "organization"}
    for actor in [a for a in roles if known.actors[a].type == "organization"]:
        code = country_of_seat(known.actors[actor].name)
        if code and (code, roles[actor]) in held:
            del roles[actor]  # a seat of government is its state by another name
    order = sorted(roles, key=lambda a: (_RANK.index(roles[a]), known.actors[a].type != "person", -named[a], a))
    return tuple(Participation(a, roles[a]) for a in order)


def _place(claims: Sequence[Claim], inside: Sequence[Claim]) -> Place | None:
    """The state most claims give, and the town in it that most claims name (of equals the capital), else its name."""
    places = [c.place for c in claims if c.place]
    states = Counter(p.country for p in places if p.country)
    if not states:
        names = Counter(p.name for p in places if p.name)
        return Place(min(names, key=lambda n: (-names[n], n)), None) if names else None
    state = min(states, key=lambda c: (-states[c], c))
    named = Counter(p.name for p in places if p.name and _lies_in(p, state))
    # A town known to lie in that state, before names that no table knows.
    known = [n for n in named if country_of_place(n) == state]
    towns = Counter({n: named[n] for n in known or named})
    if not towns:
        near = (c.place for c in inside if c.place and c.place.country == state)
        towns = Counter(p.name for p in near if p.name and _lies_in(p, state))
        if len(towns) > 1:
            towns.clear()
    capital = capital_of(state)
    seats = Counter({n: towns[n] for n in sorted(towns) if capital and country_of_seat(n) == state})
    if capital and seats:  # what happened at a seat of government happened in its town
        towns = towns - seats
        towns[capital] += seats.total()
    name = min(towns, key=lambda n: (-towns[n], n != capital, n)) if towns else canonical_country_name(state)
    if name == capital and seats and family(claims[0].kind) != "visit":
        name = min(seats, key=lambda n: (-seats[n], n))  # nobody visits a palace, but people meet in one
    wide = sum(p.country == state and not (p.name and _lies_in(p, state)) for p in places)
    if towns and name != capital and wide > 2 * towns[name]:
        name = canonical_country_name(state)  # a stop on a journey through the state
    return Place(name, state)


def _lies_in(place: Place, state: str) -> bool:
    """Whether a place is finer than a state and lies there: no region, no other state's town."""
    if not place.name or not finer(place.name, state) or region_named(place.name):
        return False
    held = country_of_place(place.name)
    return held == state or (held is None and place.country == state)


def with_dates(made: Draft, dates: Dates) -> Draft:
    """The draft with other days."""
    return replace(made, dates=dates)
