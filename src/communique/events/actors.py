"""Who is who across reports: the actors of every report become the actors of the world.

Invariant: every `ReportActor.key` belongs to exactly one `Actor`, whatever the order of reports. An
actor's id is made from the mention whose id was shown first, else from its oldest, so that it stays when
other reports speak of it too. What a person said of who is who holds before all else.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from communique.events.bodies import body_names, plain_body_names
from communique.events.known_people import Known, as_known
from communique.events.names import fold, person_name
from communique.events.offices import is_shared_office, united_offices
from communique.events.people import Seen, days_away, group_people, majority, times_within
from communique.events.persons_judged import as_judged, names_given
from communique.events.rulings import NONE, Rulings
from communique.events.windows import window
from communique.model import Actor, Given, KnownPerson, Reading, ReportActor

_NOTHING = Given()
_HOLDER_DAYS = 240
"""A nameless office-holder is looked for among those shown in office at most this many days away."""


@dataclass(frozen=True, slots=True)
class Cast:
    """All actors, and the id of the actor that each report's mention belongs to.

    `nameless` are the ids of persons known by office alone.
    """

    actors: tuple[Actor, ...]
    actor_of: dict[str, str]
    nameless: frozenset[str] = frozenset()

    def by_id(self) -> dict[str, Actor]:
        """The actors by id."""
        return {a.id: a for a in self.actors}


def resolve_actors(readings: Sequence[Reading], given: Given = _NOTHING, asked: Rulings = NONE) -> Cast:
    """Join the actors of all reports. `readings` are of distinct reports; `asked` is a person's word."""
    seen = [Seen(a, _day(r.report.published)) for r in readings for a in r.actors]
    seen.sort(key=lambda s: s.actor.key)
    persons = [s for s in seen if s.actor.type == "person"]
    people, known = as_known(group_people([s for s in persons if not s.actor.nameless]), given.people)
    groups: list[tuple[str, list[Seen]]] = [("person", g) for g in _with_holders(people, persons)]
    groups += [("country", g) for g in _states([s for s in seen if s.actor.type == "country"])]
    groups += [("organization", g) for g in _bodies([s for s in seen if s.actor.type == "organization"])]
    groups = as_judged(groups, asked)
    names = names_given([[s.actor.key for s in group] for _, group in groups], asked)
    actors = sorted(
        (
            _actor(kind, group, given.founders, _known(group, known), names.get(n))
            for n, (kind, group) in enumerate(groups)
        ),
        key=lambda a: a.id,
    )
    actor_of = {key: a.id for a in actors for key in a.members}
    named = {actor_of[s.actor.key] for s in persons if not s.actor.nameless}
    return Cast(tuple(actors), actor_of, frozenset({a.id for a in actors if a.type == "person"} - named))


def _day(published: str | None) -> int | None:
    span = window(published)
    return span.lo if span and span.width <= 31 else None


def _with_holders(people: list[list[Seen]], persons: Sequence[Seen]) -> list[list[Seen]]:
    """Give each nameless office-holder to the person who held the office then; the rest stay nameless."""
    terms: defaultdict[tuple[str, str], defaultdict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for number, group in enumerate(people):
        for s in group:
            for office in s.actor.offices:
                if office.country and not office.former:
                    terms[fold(office.title), office.country][number] += [] if s.day is None else [s.day]
    for holders in terms.values():
        for days in holders.values():
            days.sort()
    joined: defaultdict[int, list[Seen]] = defaultdict(list)
    nameless: list[Seen] = []
    for s in persons:
        if not s.actor.nameless:
            continue
        holder = _holder(s, terms)
        if holder is None:
            nameless.append(s)
        else:
            joined[holder].append(s)
    return [group + joined[n] for n, group in enumerate(people)] + _group_nameless(nameless)


def _holder(nameless: Seen, terms: Mapping[tuple[str, str], Mapping[int, Sequence[int]]]) -> int | None:
    """The number of the one person shown in the nameless mention's office around its day.

    `terms` has the days, in order, on which each person is shown in each office.
    """
    for office in nameless.actor.offices:
        key = (fold(office.title), office.country or nameless.actor.country or "")
        shown = terms.get(key)
        if office.former or not shown or is_shared_office(office.title):
            continue
        if len(shown) == 1 and nameless.day is None:
            return next(iter(shown))
        if nameless.day is None:
            continue
        ranked = sorted((days_away(days, nameless.day), number) for number, days in shown.items() if days)
        if not ranked or ranked[0][0] > _HOLDER_DAYS:
            continue
        near = [number for away, number in ranked if away <= 2 * ranked[0][0] + 7]
        if len(near) > 1:
            # Around a change of office both are in the news: the one shown in it far more often holds it.
            weight = Counter({n: times_within(shown[n], nameless.day, 60) for n in near})
            (first, most), *others = sorted(weight.items(), key=lambda w: (-w[1], w[0]))
            if not most or (others and most < 4 * others[0][1]):
                continue
            return first
        return near[0]
    return None


def _group_nameless(nameless: Sequence[Seen]) -> list[list[Seen]]:
    """One nameless person for an office of one state and stretch of time; others stand alone."""
    by_office: defaultdict[tuple[str, str], list[Seen]] = defaultdict(list)
    alone: list[list[Seen]] = []
    for s in nameless:
        office = s.actor.offices[0] if s.actor.offices else None
        country = (office.country if office else None) or s.actor.country
        if office is None or office.former or country is None or s.day is None or is_shared_office(office.title):
            alone.append([s])
        else:
            by_office[fold(office.title), country].append(s)
    groups: list[list[Seen]] = []
    for key in sorted(by_office):
        last: int | None = None
        for s in sorted(by_office[key], key=lambda s: (s.day or 0, s.actor.key)):
            if last is None or (s.day or 0) - last > 60:
                groups.append([])
            groups[-1].append(s)
            last = s.day
    return groups + alone


def _states(seen: Sequence[Seen]) -> list[list[Seen]]:
    groups: defaultdict[str, list[Seen]] = defaultdict(list)
    for s in seen:
        groups[s.actor.country or fold(s.actor.name)].append(s)
    return [groups[k] for k in sorted(groups)]


def _bodies(seen: Sequence[Seen]) -> list[list[Seen]]:
    """Organisations by name and state; a mention without a state joins the only state its name is known with."""
    states: defaultdict[str, set[str]] = defaultdict(set)
    for s in seen:
        if s.actor.country:
            for name in plain_body_names(s.actor):
                states[name].add(s.actor.country)
    parent: dict[str, str] = {}
    keys: list[tuple[Seen, str]] = []
    for s in seen:
        plain = plain_body_names(s.actor)
        country = s.actor.country or next((c for n in plain if len(states[n]) == 1 for c in states[n]), "")
        labels = [f"{name}|{country}" for name in body_names(s.actor, country or None)] or [s.actor.key]
        root = min(_find(parent, label) for label in labels)
        for label in labels:
            parent[_find(parent, label)] = root
        keys.append((s, labels[0]))
    groups: defaultdict[str, list[Seen]] = defaultdict(list)
    for s, label in keys:
        groups[_find(parent, label)].append(s)
    return [groups[k] for k in sorted(groups)]


def _find(parent: dict[str, str], label: str) -> str:
    while parent.setdefault(label, label) != label:
        parent[label] = parent[parent[label]]
        label = parent[label]
    return label


def _known(group: Iterable[Seen], known: Known) -> KnownPerson | None:
    """The person of the user's table that most mentions are of."""
    votes = Counter(known[s.actor.key] for s in group if s.actor.key in known) if known else Counter()
    return min(votes, key=lambda p: (-votes[p], p.name, p.wikidata or "")) if votes else None


def _actor(
    kind: str, group: Iterable[Seen], founders: Mapping[str, int], person: KnownPerson | None, called: str | None
) -> Actor:
    """The actor of a group of mentions; `called` is a name that a person gave it."""
    called = called or (person.name if person else None)
    seen = sorted(group, key=lambda s: (s.day is None, s.day or 0, s.actor.key))
    named = [s for s in seen if not s.actor.nameless] or seen
    names = Counter(name for s in named for name in {s.actor.name, *s.actor.names} if name)
    own = Counter(s.actor.name for s in named)
    ranked = sorted(names, key=lambda n: (-names[n], n))
    votes = Counter(s.actor.country for s in seen if s.actor.country)
    country = majority(votes)
    shown = [s for s in seen if s.actor.key in founders]
    first = min(shown, key=lambda s: founders[s.actor.key]).actor if shown else seen[0].actor
    return Actor(
        id=_actor_id(kind, first, country),
        type=first.type,
        name=called or _display(kind, own),
        names=tuple(dict.fromkeys((called, *ranked))) if called else tuple(ranked),
        country=country or (person.country if person else None),
        wikidata=person.wikidata if person else None,
        offices=united_offices((o, s.day) for s in seen for o in s.actor.offices) if kind == "person" else (),
        members=tuple(sorted(s.actor.key for s in seen)),
    )


def _display(kind: str, names: Counter[str]) -> str:
    """The most frequent full name; a bare surname or an acronym only if there is nothing fuller."""
    if kind == "person":
        full = [n for n in names if not person_name(n).bare] or list(names)
    else:
        full = [n for n in names if not n.isupper()] or list(names)
    return min(full, key=lambda n: (-names[n], -len(n), n))


def _actor_id(kind: str, oldest: ReportActor, country: str | None) -> str:
    if kind == "country" and country:
        return f"country-{country}"
    words = fold(oldest.name).split()
    slug = (words[-1] if kind == "person" and not oldest.nameless else "-".join(words))[:32].strip("-") or "unnamed"
    prefix = "org" if kind == "organization" else kind
    return f"{prefix}-{slug}-{short_hash(oldest.key)}"


def short_hash(text: str) -> str:
    """Twelve hexadecimal digits that stand for a text, the same on every machine."""
    return hashlib.blake2b(text.encode(), digest_size=6).hexdigest()
