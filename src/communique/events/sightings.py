"""Claims made comparable: global actors by role, states, days and place in place of words.

Invariant: a sighting says no more than its claims do; claims with equal sightings are one bundle,
so that a happening told a hundred times in one way is compared once.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from communique.claims.force_rows import OTHERS, names
from communique.claims.frames import lexicon
from communique.claims.lasting import of_a_war, summed
from communique.claims.measure_rows import MEASURE
from communique.claims.ontology import family
from communique.claims.places import country_named
from communique.events.accords import papers_made
from communique.events.actors import Cast
from communique.events.names import fold
from communique.events.rulings import NONE, Rulings
from communique.events.windows import Window, window
from communique.model import Actor, Claim, Status

WORDED = frozenset({"visit", "meeting", "call", "address", "ceremony", "award", "signing"})
"""Families in which who, when and where tell events apart; in all others the words must agree too."""

_SIDE_ROLES = frozenset({"visitor", "host", "participant", "signatory", "speaker", "actor", "recipient", "mediator"})
_LEADERS = re.compile(r"summit\b|\w{1,40} (?:between|of|by) (?:[\w.'’-]{1,40} ){0,6}leaders\b", re.IGNORECASE)
_MEANT = re.compile(r"\b(?:to|could|would|will|might|may|can)\s$")
"""Before a word of killing: nobody has died yet; all other dead that are counted have, however sure that is."""
_OPEN = 31
"""Days told as "about" at both ends that are so many or fewer still date what they hold."""
_WORD = re.compile(r"[^\W\d_]{4,}")


@dataclass(frozen=True, slots=True)
class Sighting:
    """Who, when and where, as far as one claim tells it, in terms shared by all reports.

    `persons` and `bodies` are actor ids of the event's sides (delegates and audiences left out),
    `visitors` the persons who travel, `unnamed` (title, state) pairs of persons known by office
    alone, `strangers` counterparts told in words only ("students", "business leaders"). `sides` are
    all states involved, `travelling` the visitor's, `hosts` the visited ones.
    `open` says that both ends of its days are left open ("in recent weeks"), so that they say little.
    `given_to` are those (states, or by id) to whom a counted sum goes, `crowd` what is counted of those
    who do something together (people, states, leaders), `counted` which force or captives are counted ("troops",
    "300"): there `travelling` are those who do it, and `hosts` those to whom or where it is done. `rite` is what sort
    of ceremony it was, `papers` the words that tell which paper is made, `measure` which measure was taken
    ("sanctions", "vote"; there `travelling` are the states that take it, `takers` the bodies, `hosts` those it is
    against), `goods` what that is on, `summit` whether a meeting is told as one of leaders, `window` when it was,
    `firm` whether that is a matter of days, `part` whether it is one day of talks of several (they "ended on
    Friday"); `said` the day of its report; `summed` whether a toll is of some days,
    `war` whether of a war.
    """

    family: str
    persons: frozenset[str] = frozenset()
    visitors: frozenset[str] = frozenset()
    unnamed: frozenset[tuple[str, str]] = frozenset()
    strangers: frozenset[str] = frozenset()
    bodies: frozenset[str] = frozenset()
    sides: frozenset[str] = frozenset()
    travelling: frozenset[str] = frozenset()
    hosts: frozenset[str] = frozenset()
    window: Window | None = None
    firm: bool = False
    open: bool = False
    said: int | None = None
    outlook: str = "past"
    town: str | None = None
    country: str | None = None
    container: str | None = None
    words: frozenset[str] = frozenset()
    toll: bool = False
    given_to: frozenset[str] = frozenset()
    crowd: frozenset[str] = frozenset()
    counted: frozenset[tuple[str, str]] = frozenset()
    summed: bool = False
    war: bool = False
    rite: str | None = None
    summit: bool = False
    measure: str | None = None
    takers: frozenset[str] = frozenset()
    goods: frozenset[str] = frozenset()
    papers: frozenset[str] = frozenset()
    part: bool = False


@dataclass(frozen=True, slots=True)
class Bundle:
    """Claims with one sighting, the oldest first.

    `number` is its place among all bundles, `takes_up` the claims that its claims refer back to.
    """

    number: int
    sighting: Sighting
    claims: tuple[Claim, ...]
    reports: frozenset[str]
    takes_up: frozenset[str] = frozenset()

    @property
    def first(self) -> Claim:
        """The claim that stands for the bundle."""
        return self.claims[0]


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known about all reports before their claims are compared.

    `actors` are those of the world by id, `actor_of` gives a mention's, `said` a report's day as an
    ordinal, `titles` the offices (folded) a person holds, `nameless` the persons known by
    office alone, `first_said` the days that reports give themselves (ids rest on these), `founders` the
    claims whose ids have been shown (the lower the number, the earlier), `rulings` a person's word. Where
    only some claims are compared, `beside` are vague bundles (numbered -1) that stand between them.
    """

    actors: Mapping[str, Actor]
    actor_of: Mapping[str, str]
    said: Mapping[str, int | None]
    titles: Mapping[str, frozenset[str]]
    nameless: frozenset[str] = frozenset()
    first_said: Mapping[str, int | None] = field(default_factory=dict)
    founders: Mapping[str, int] = field(default_factory=dict)
    rulings: Rulings = NONE
    beside: tuple[Bundle, ...] = ()


def setting(
    cast: Cast,
    said: Mapping[str, int | None],
    founders: Mapping[str, int] | None = None,
    rulings: Rulings = NONE,
) -> Setting:
    """Bind what the comparison needs to know."""
    by_id = cast.by_id()
    titles = {i: frozenset(fold(o.title) for o in a.offices if not o.former) for i, a in by_id.items()}
    return Setting(by_id, cast.actor_of, said, titles, cast.nameless, said, founders or {}, rulings)


def outlook(status: Status) -> str:
    """Whether a claim looks ahead, is in the middle of it, or looks back."""
    if status in ("planned", "possible"):
        return "ahead"
    if status == "ongoing":
        return "now"
    return "past" if status == "happened" else "off"


def sight(claim: Claim, known: Setting) -> Sighting:
    """What a claim says, in terms shared by all reports."""
    parts = [(p.role, known.actors[known.actor_of[p.actor]]) for p in claim.participants if p.actor in known.actor_of]
    sides = [(role, actor) for role, actor in parts if role in _SIDE_ROLES]
    named = {a.id for _, a in sides if a.type == "person" and a.id not in known.nameless}
    kind = family(claim.kind)
    place = claim.place
    country = place.country if place else None
    counted = _one(frozenset((_of_all(d.attribute), d.value) for d in claim.details if _base(d.attribute) in names()))
    measure, goods = _measured(claim)
    visitors = [a for role, a in sides if role == ("actor" if counted or measure else "visitor")]
    travelling = frozenset(a.country for a in visitors if a.country)
    hosts = {a.country for role, a in sides if role in ("host", "recipient") and a.country} | ({country} - {None})
    if kind == "visit" and place and place.name and not country:
        hosts |= {fold(place.name)}  # a tour of a region is none of its visits
    when = _held(claim)
    toll = kind == "assault" and any(d.attribute.startswith(("deaths", "injured")) for d in claim.details)
    before = claim.text[max(0, claim.cue_start - claim.start - 10) : claim.cue_start - claim.start]
    if when is not None and kind == "visit":
        when = stretched(when, claim)
    return Sighting(
        family=kind,
        persons=_one(frozenset(named)),
        visitors=_one(frozenset(a.id for a in visitors if a.id in named and not (counted or measure))),
        unnamed=_one(frozenset((t, a.country or "") for _, a in sides for t in _unnamed_titles(a, known))),
        strangers=_one(frozenset(f"“{_group(fold(d.value))}”" for d in claim.details if d.attribute == "with")),
        bodies=_one(frozenset(a.id for _, a in sides if a.type == "organization")),
        sides=_one(frozenset(a.country for _, a in sides if a.country)),
        travelling=_one(travelling),
        hosts=_one(frozenset(c for c in hosts if c and c not in travelling))
        if kind == "visit" or counted or measure
        else _one(frozenset()),
        window=when,
        firm=when is not None and to_the_day(claim, when),
        open=when is not None and when.width > _OPEN and (claim.date or "").count("~") > 1,
        said=known.said.get(claim.report),
        outlook="past" if toll and not _MEANT.search(before) else outlook(claim.status),
        town=fold(place.name or "") if place and finer(place.name, country) else None,
        country=country,
        summit=kind == "meeting" and _of_leaders(claim),
        rite=next((fold(d.value).split(" ")[-1] for d in claim.details if d.attribute == "ceremony"), None),
        measure=measure,
        takers=_one(frozenset(a.id for a in visitors if a.type == "organization" and not a.country))
        if measure
        else _one(frozenset()),
        goods=_one(goods),
        words=_one(frozenset()) if kind in WORDED or measure else frozenset(fold(w) for w in _WORD.findall(claim.text)),
        papers=_one(papers_made(claim)),
        part=claim.kind == "talks" and claim.phase in ("start", "within", "end"),
        crowd=_one(frozenset(d.attribute for d in claim.details if d.attribute in _COUNTED))
        if kind in _CROWDS
        else _one(frozenset()),
        given_to=_one(_receivers(claim, kind, sides)),
        toll=toll,
        summed=toll and summed(claim.text),
        war=toll and of_a_war(claim.text),
        counted=counted,
    )


def _measured(claim: Claim) -> tuple[str | None, frozenset[str]]:
    """Which measure a claim tells, and what it is on: "tariffs", and "steel" and "aluminum"."""
    told = next((d.value for d in claim.details if d.attribute == MEASURE), None)
    if told is None:
        troops = claim.kind == "retreat" and any(_base(d.attribute) == _TROOPS for d in claim.details)
        return (_TROOPS if troops else None), frozenset()
    name, _, goods = told.partition(" on ")
    return name, frozenset(goods.split(" and ")) - {""}


_TROOPS = "troops"
"""What is withdrawn, counted or not."""


def _group(words: str) -> str:
    """A side that negotiates by its last word, however it is called ("the Syrian opposition"); all others as told."""
    last = words.rpartition(" ")[2]
    return last if last in lexicon().groups or last.removesuffix("s") in lexicon().groups else words


def of_whom_unknown(seen: Sighting) -> bool:
    """Whether a meeting is told by its town, and not by who met whom."""
    told = len(seen.persons) + len(seen.bodies) + len(seen.strangers)
    return seen.family == "meeting" and seen.town is not None and told < 2 and len(seen.sides) < 2


_SUMS = frozenset({"aid", "concession", "request"})
"""Families of what is told by the sum."""


_CROWDS = frozenset({"ceremony", "protest", "refuge", "mobilization", "consultation"})
"""Families of what is told by how many do it."""
_COUNTED = frozenset({"people", "countries", "leaders"})


def _receivers(claim: Claim, kind: str, sides: Sequence[tuple[str, Actor]]) -> frozenset[str]:
    """To whom a claim says that a sum of money goes; who asks for one, where it asks nobody by name."""
    if kind not in _SUMS or not any(d.attribute == "money" for d in claim.details):
        return frozenset()
    to = {a.country or a.id for role, a in sides if role == "recipient"}
    if not to and claim.place:
        to = {fold(claim.place.country or claim.place.name or "")}
    return frozenset(to or {a.country or a.id for _, a in sides} if kind == "request" else to)


def _base(attribute: str) -> str:
    return attribute.partition(" of ")[0]


def _of_all(attribute: str) -> str:
    """What is counted, whether or not it comes to others."""
    return attribute.removesuffix(OTHERS)


@lru_cache(maxsize=20_000)
def _one(same: frozenset[Any]) -> frozenset[Any]:
    """The first set that was equal to this one: most claims name whom others name, or nobody, and a set is large."""
    return same


def _of_leaders(claim: Claim) -> bool:
    """Whether a claim calls a meeting a summit, or one of leaders."""
    return bool(_LEADERS.match(claim.text, max(0, claim.cue_start - claim.start)))


def _held(claim: Claim) -> Window | None:
    """The days that can have been a claim's: all of "this week", and none where only its report is dated."""
    when = window(claim.date)
    if when is None or claim.phase != "somewhere":
        return when
    if claim.when is None:
        return None
    if when.width > 7:
        return when
    # Days of a week that is still running reach to its end; it begins on a Sunday or a Monday.
    monday = when.lo - (when.lo - 1) % 7
    return Window(monday - 1, max(when.hi, monday + 6))


def to_the_day(claim: Claim, when: Window) -> bool:
    """Whether a claim's date says when its event was, and does not only hold it ("this week")."""
    return when.firm and claim.phase != "somewhere" and not (claim.date or "").endswith("~")


def stretched(day: Window, claim: Claim) -> Window:
    """The days of a visit of which a claim tells one day and how long it was to last."""
    more = min(claim.days or 1, 30) - 1
    if day.width > 1 or not more or claim.phase == "within":
        return day
    return Window(day.lo - more, day.hi) if claim.phase == "end" else Window(day.lo, day.hi + more)


def _unnamed_titles(actor: Actor, known: Setting) -> tuple[str, ...]:
    """The titles of a person known by office alone, () for anybody with a name."""
    if actor.id not in known.nameless:
        return ()
    return tuple(fold(o.title) for o in actor.offices) or (fold(actor.name),)


def finer(name: str | None, country: str | None) -> bool:
    """Whether a place's name is finer than the state it lies in ("Moscow", not "the Russian Federation")."""
    return bool(fold(name or "")) and (country is None or country_named(name or "") != country)


def place_of(bundle: Bundle) -> tuple[tuple[bool, int], str, int, str]:
    """Where a bundle stands among all: by the day it was said, then by its first claim."""
    first = bundle.first
    return said_order(bundle.sighting.said), first.report, first.start, first.id


def bundles(
    claims: Iterable[Claim], known: Setting, containers: Mapping[str, tuple[str, Window | None]]
) -> list[Bundle]:
    """Claims in bundles of one sighting, in an order that depends on the claims alone.

    `containers` gives, by claim id, the visit that a claim's event belongs to, and that visit's days.
    """
    groups: defaultdict[tuple[Sighting, object], list[Claim]] = defaultdict(list)
    for claim in claims:
        seen = sight(claim, known)
        if claim.id in containers:
            inside, days = containers[claim.id]
            # Without a day of its own, what belongs to a visit fell within the visit.
            seen = replace(seen, container=inside, window=seen.window or _told_by(days, seen))
        # What is told by its words, or without a day, stands for its own report only.
        apart = None if seen.firm and seen.family in WORDED else claim.report
        if seen.given_to:
            apart = " ".join((claim.report, *(d.value for d in claim.details if d.attribute == "money")))
        groups[seen, (apart, known.rulings.place(claim.id))].append(claim)
    order = sorted(
        ((sorted(group, key=lambda c: (c.report, c.start, c.id)), seen) for (seen, _), group in groups.items()),
        key=lambda pair: (said_order(pair[1].said), pair[0][0].report, pair[0][0].start, pair[0][0].id),
    )
    return [Bundle(n, seen, tuple(group), frozenset(c.report for c in group)) for n, (group, seen) in enumerate(order)]


def _told_by(days: Window | None, seen: Sighting) -> Window | None:
    """Those of a visit's days on which something can have been that its report tells as over, or as to come."""
    if days is None or seen.said is None:
        return days
    low = max(days.lo, seen.said) if seen.outlook == "ahead" else days.lo
    high = min(days.hi, seen.said) if seen.outlook == "past" else days.hi
    return Window(low, high) if low <= high else days


def said_order(said: int | None) -> tuple[bool, int]:
    """A sorting key for days of reports: the undated come last."""
    return (said is None, said or 0)


_NEVER = 10**12


def founder(claims: Sequence[Claim], known: Setting) -> Claim:
    """The claim that gives its event an id that lasts: the one whose id was shown first, else the oldest.

    The oldest depends on the claims alone; that an id was shown is what a record remembers.
    """
    said = known.first_said
    return min(
        claims,
        key=lambda c: (
            known.founders.get(c.id, _NEVER),
            said_order(said.get(c.report)),
            (c.report, c.start, c.cue_start, c.id),
        ),
    )
