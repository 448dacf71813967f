"""Reports made from templates, in our own words, about things that never were, with the truth beside them.

Invariant: the same seed and size give the same reports, byte for byte, on every machine, in the order of their
days; every claim of a reading stands in its report's text, and `truth` names the happening it tells of.

Parsing a hundred thousand texts takes hours, so each report comes with the **reading** that its template
means. What is measured from these readings is the stage after reading (who is who, which claims are one
event, copies, papers, the record) and says nothing of how well texts are read. `Told.text` is there to be
read in earnest, in sizes for which there is time.

The world: every state has a head, a premier and a foreign minister, replaced every few years, and envoys. They
visit, meet, telephone and sign; each happening is told by one to a dozen reports before, while and after it
is, a fifth of which are another outlet's text with other words around it; some reports recall an older happening.
"""

from __future__ import annotations

import heapq
import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property

from communique.claims.places import canonical_country_name, capital_of, countries, demonym
from communique.model import (
    AgreementClaim,
    Claim,
    Detail,
    Office,
    Participation,
    Phase,
    Place,
    Quotation,
    Reading,
    Report,
    ReportActor,
    Role,
    Stage,
    Status,
)
from communique.reports import Item

FIRST_DAY = date(2020, 1, 6)
_TERM = 1400
"""Days between two holders of one office."""
_OFFICES = ("president", "prime minister", "foreign minister")
_ENVOYS = 4
_OUTLETS = tuple(
    f"{place} {kind}"
    for place in ("Harbour", "Northern", "Meridian", "Lakeside", "Old Town", "Plateau", "Delta", "Twin Rivers")
    for kind in ("Courier", "Ledger", "Observer")
)
_SUBJECTS = (
    "fisheries",
    "railways",
    "solar power",
    "visas",
    "grain",
    "tourism",
    "water",
    "patents",
    "shipping",
    "flood",
)
_ONSETS = (*"bdfghjklmnprstvz", "br", "dr", "gr", "kr", "pr", "tr")
_VOWELS = ("a", "e", "i", "o", "u", "ai", "ei")
_CODAS = ("", "", "l", "m", "n", "r", "s", "k", "t", "nd", "rg", "lt", "sk")
_WORDS = """
harvest bridge ferry museum orchard tunnel festival workshop library market stadium pipeline reservoir clinic canal
archive vineyard airport foundry observatory quarry lighthouse mill nursery theatre
reopened expanded doubled slowed recovered stalled closed moved grew shrank improved settled suffered changed rose fell
overnight again unexpectedly slowly twice early late abroad upriver uphill indoors elsewhere downtown
"""
_NOUNS, _VERBS, _TIMES = _WORDS.split()[:25], _WORDS.split()[25:41], _WORDS.split()[41:]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody invented."""

    name: str
    country: str
    title: str

    @property
    def surname(self) -> str:
        """The last word of the name."""
        return self.name.split()[-1]


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that was, as far as this world goes: what its reports have in common."""

    number: int
    kind: str
    day: date
    days: int
    guest: Person
    host: Person
    subject: str
    signed: bool
    met: bool

    @property
    def where(self) -> str:
        """The host's state."""
        return self.host.country

    @property
    def last(self) -> date:
        """Its last day."""
        return self.day + timedelta(days=self.days - 1)


@dataclass(slots=True)
class Told:
    """One report, what it means, and the truth of it: the happening of each claim, and what it copies."""

    number: int
    title: str
    text: str
    published: date
    publisher: str
    claims: list[Claim] = field(default_factory=list)
    quotations: list[Quotation] = field(default_factory=list)
    agreements: list[AgreementClaim] = field(default_factory=list)
    actors: dict[str, ReportActor] = field(default_factory=dict)
    truth: dict[str, str] = field(default_factory=dict)
    copy_of: Told | None = None

    @property
    def uri(self) -> str:
        """Where it would stand if it were a row of a table."""
        return f"reports.jsonl#{self.number:07}"

    @property
    def row(self) -> dict[str, str]:
        """The report as a row that `communique read` takes."""
        return {
            "id": f"{self.number:07}",
            "title": self.title,
            "text": self.text,
            "publisher": self.publisher,
            "published": self.published.isoformat(),
        }

    @property
    def item(self) -> Item:
        """The report as an item to be read."""
        row = self.row
        return Item(self.uri, text=row.pop("text"), given=row)

    @property
    def id(self) -> str:
        """The report's id, as reading gives it."""
        return self.item.id

    @property
    def reading(self) -> Reading:
        """What the template means, as if it had been read."""
        report = Report(
            self.id,
            self.uri,
            self.text,
            self.title,
            published=self.published.isoformat(),
            published_basis="metadata",
            publisher=self.publisher,
            language="en",
        )
        return Reading(
            report, tuple(self.actors.values()), tuple(self.claims), tuple(self.quotations), tuple(self.agreements)
        )


class World:
    """Who holds which office when, and what happens; `a_day` reports are written each day."""

    def __init__(self, seed: int = 1, a_day: int = 100) -> None:
        """The same seed and density make the same world."""
        self._chance = random.Random(f"{seed}/{a_day}")
        self.a_day = a_day
        self._states = [c for c in countries() if capital_of(c)]
        self._names: set[str] = set()
        self._holders: dict[tuple[str, str, int], Person] = {}
        self._past: list[Happening] = []
        self._happened = 0

    def reports(self, count: int) -> Iterator[Told]:
        """The first `count` reports, in the order of their days."""
        waiting: list[tuple[date, int, Told]] = []
        number, day = 0, FIRST_DAY
        while True:
            begun = 0
            while begun < self.a_day:
                for told in self._told(self._happening(day + timedelta(days=6))):
                    heapq.heappush(waiting, (told.published, len(waiting) + 1_000 * self._happened, told))
                    begun += 1
            while waiting and waiting[0][0] <= day:
                yield _numbered(heapq.heappop(waiting)[2], number)
                number += 1
                if number == count:
                    return
            day += timedelta(days=1)

    def _name(self) -> str:
        chance = self._chance
        while True:
            name = f"{_word(chance, 2)} {_word(chance, chance.choice((2, 3)))}"
            if name not in self._names:
                self._names.add(name)
                return name

    def _holder(self, state: str, office: str, day: date) -> Person:
        offset = int.from_bytes(f"{state}{office}".encode(), "big") % _TERM
        key = (state, office, (day.toordinal() + offset) // _TERM)
        if key not in self._holders:
            self._holders[key] = Person(self._name(), state, office.partition("/")[0])
        return self._holders[key]

    def _anybody(self, state: str, day: date) -> Person:
        office = self._chance.choices((*_OFFICES, "envoy"), (3, 3, 4, 4))[0]
        return self._holder(state, f"envoy/{self._chance.randrange(_ENVOYS)}" if office == "envoy" else office, day)

    def _happening(self, day: date) -> Happening:
        chance = self._chance
        home, abroad = chance.sample(self._states, 2)
        kind = chance.choices(("visit", "meeting", "call"), (5, 3, 2))[0]
        self._happened += 1
        found = Happening(
            self._happened,
            kind,
            day,
            chance.choice((1, 2, 2, 3)) if kind == "visit" else 1,
            self._anybody(home, day),
            self._anybody(abroad, day),
            chance.choice(_SUBJECTS),
            kind == "visit" and chance.random() < 0.35,
            kind == "visit" and chance.random() < 0.8,
        )
        self._past.append(found)
        if len(self._past) > 4_000:
            del self._past[:2_000]
        return found

    def _told(self, what: Happening) -> Iterator[Told]:
        """The reports of one happening: who writes, when, and who only prints."""
        chance = self._chance
        outlets = chance.sample(_OUTLETS, chance.choices((1, 2, 4, 6, 9, 12), (2, 3, 4, 3, 2, 1))[0])
        made: list[_Writer] = []
        for outlet in outlets:
            when = chance.choices(("before", "during", "after"), (2, 5, 2))[0]
            earlier = [w for w in made if w.told.publisher != outlet]
            if earlier and chance.random() < 0.2:
                yield _printed(chance.choice(earlier).told, outlet)
                continue
            day = {
                "before": what.day - timedelta(days=chance.randint(1, 5)),
                "during": what.day + timedelta(days=chance.randrange(what.days)),
                "after": what.last + timedelta(days=chance.randint(1, 3)),
            }[when]
            writer = _Writer(what, day, outlet, chance)
            writer.write(when)
            if len(self._past) > 200 and chance.random() < 0.15:
                writer.recall(self._past[chance.randrange(len(self._past) - 150)])
            writer.fill()
            made.append(writer)
            yield writer.told


def _printed(told: Told, outlet: str) -> Told:
    """Another outlet's text with this one's words around it; it has its own claims, numbered when it is."""
    before = f"From our partners, printed by the {outlet}.\n"
    by = len(before)
    return Told(
        -1,
        told.title,
        f"{before}{told.text}\nThe {outlet} comes out six days a week.",
        told.published,
        outlet,
        [replace(c, start=c.start + by, end=c.end + by, cue_start=c.cue_start + by) for c in told.claims],
        [replace(q, start=q.start + by, end=q.end + by) for q in told.quotations],
        [replace(a, start=a.start + by, end=a.end + by) for a in told.agreements],
        dict(told.actors),
        dict(told.truth),
        copy_of=told,
    )


def _numbered(told: Told, number: int) -> Told:
    """The report with its number, and with ids that no other report has."""
    told.number = number
    report = told.id
    said = [*(c.id for c in told.claims), *(a.id for a in told.agreements)]
    ids = {name: f"{report}:{n}" for n, name in enumerate(said)}
    keys = {a.key: f"{report}#{n}" for n, a in enumerate(told.actors.values())}
    told.claims = [
        replace(
            c,
            id=ids[c.id],
            report=report,
            within=ids.get(c.within or ""),
            same_as=ids.get(c.same_as or ""),
            participants=tuple(Participation(keys[p.actor], p.role) for p in c.participants),
        )
        for c in told.claims
    ]
    told.agreements = [
        replace(
            a,
            id=ids[a.id],
            report=report,
            parties=tuple(keys[p] for p in a.parties),
            event_claim=ids.get(a.event_claim or ""),
        )
        for a in told.agreements
    ]
    told.quotations = [
        replace(
            q, id=f"{report}:q{n}", report=report, speaker=keys.get(q.speaker or ""), occasion=ids.get(q.occasion or "")
        )
        for n, q in enumerate(told.quotations)
    ]
    told.truth = {ids[c]: event for c, event in told.truth.items()}
    told.actors = {k: replace(a, key=keys[a.key]) for k, a in told.actors.items()}
    return told


def _date(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


class _Writer:
    """Writes one report of a happening, a sentence and its claim at a time."""

    def __init__(self, what: Happening, day: date, outlet: str, chance: random.Random) -> None:
        self.what, self.day, self.chance = what, day, chance
        self.told = Told(-1, "", "", day, outlet)

    @cached_property
    def capital(self) -> str:
        return capital_of(self.what.where) or ""

    def person(self, who: Person) -> str:
        """The key of a person of this report."""
        return self._actor(
            who.name, "person", who.name, who.country, (who.name, who.surname), (Office(who.title, who.country),)
        )

    def state(self, code: str) -> str:
        """The key of a state."""
        name = canonical_country_name(code)
        return self._actor(code, "country", name, code, (name,), ())

    def _actor(
        self, by: str, sort: str, name: str, country: str, names: tuple[str, ...], offices: tuple[Office, ...]
    ) -> str:
        if by not in self.told.actors:
            key = f"#{len(self.told.actors)}"
            self.told.actors[by] = ReportActor(key, sort, name, names, country, offices)  # type: ignore[arg-type]
        return self.told.actors[by].key

    def say(self, words: str) -> tuple[int, int]:
        """Add a sentence; its span."""
        start = len(self.told.text) + (1 if self.told.text else 0)
        self.told.text += (" " if self.told.text else "") + words
        return start, start + len(words)

    def claim(
        self,
        span: tuple[int, int],
        kind: str,
        status: Status,
        roles: dict[str, Role],
        *,
        truth: str,
        day: str | None,
        place: Place | None = None,
        days: int | None = None,
        phase: Phase | None = None,
        within: str | None = None,
        details: tuple[Detail, ...] = (),
    ) -> str:
        """Add what a sentence claims; its id."""
        made = Claim(
            id=f"c{len(self.told.claims)}",
            report="",
            start=span[0],
            end=span[1],
            text=self.told.text[span[0] : span[1]],
            kind=kind,
            status=status,
            date=day,
            days=days,
            place=place,
            participants=tuple(Participation(a, r) for a, r in roles.items()),
            within=within,
            cue_start=span[0],
            cue_end=span[0] + 1,
            score=0.9,
            phase=phase,
            details=details,
        )
        self.told.claims.append(made)
        self.told.truth[made.id] = truth
        return made.id

    def write(self, when: str) -> None:
        """The report's own sentences, told before, during or after the happening."""
        what = self.what
        place = Place(self.capital, what.where)
        self.told.title = f"{what.guest.surname} and {what.host.surname}: {what.subject}"
        if what.kind == "visit":
            visit = self._visit(when, place)
            if when != "before" and what.met:
                self._meeting(visit, place)
            if when != "before" and what.signed:
                self._signing(visit)
        else:
            self._talk(when, place)
        self._quotation(what.guest if self.chance.random() < 0.5 else what.host)

    def _named(self, who: Person) -> str:
        return f"{demonym(who.country)} {who.title.title()} {who.name}"

    def _visit(self, when: str, place: Place) -> str:
        what, capital = self.what, self.capital
        guest = self._named(what.guest)
        roles: dict[str, Role] = {self.person(what.guest): "visitor", self.state(what.where): "host"}
        truth = f"{what.number}/visit"
        if when == "before":
            span = self.say(f"{guest} will visit {capital} on {_date(what.day)}, officials said.")
            return self.claim(span, "visit", "planned", roles, truth=truth, day=what.day.isoformat(), place=place)
        if when == "during":
            length = f" for a {what.days}-day visit" if what.days > 1 else " for a visit"
            span = self.say(f"{guest} arrived in {capital} on {_date(what.day)}{length}.")
            return self.claim(
                span, "visit", "happened", roles, truth=truth, day=what.day.isoformat(), place=place,
                days=what.days if what.days > 1 else None, phase="start",
            )  # fmt: skip
        span = self.say(f"{guest} ended a visit to {capital} on {_date(what.last)}.")
        day = what.last.isoformat()
        return self.claim(span, "visit", "happened", roles, truth=truth, day=day, place=place, phase="end")

    def _meeting(self, visit: str, place: Place) -> None:
        what = self.what
        span = self.say(f"{what.guest.surname} met {self._named(what.host)} on {_date(what.day)} about {what.subject}.")
        roles: dict[str, Role] = {self.person(what.guest): "participant", self.person(what.host): "participant"}
        self.claim(
            span, "meeting", "happened", roles, truth=f"{what.number}/meeting", day=what.day.isoformat(), place=place,
            within=visit,
        )  # fmt: skip

    def _signing(self, visit: str) -> None:
        what = self.what
        home, abroad = canonical_country_name(what.guest.country), canonical_country_name(what.where)
        label = f"memorandum on {what.subject}"
        span = self.say(f"{home} and {abroad} signed a {label} on {_date(what.last)}.")
        parties = (self.state(what.guest.country), self.state(what.where))
        roles: dict[str, Role] = dict.fromkeys(parties, "signatory")
        day = what.last.isoformat()
        signing = self.claim(
            span, "signing", "happened", roles, truth=f"{what.number}/signing", day=day, within=visit,
            details=(Detail("papers", label),),
        )  # fmt: skip
        stage: Stage = "signed"
        self.told.agreements.append(
            AgreementClaim(
                f"a{len(self.told.agreements)}",
                "",
                *span,
                self.told.text[span[0] : span[1]],
                label,
                stage,
                "happened",
                parties,
                (what.subject,),
                date=day,
                event_claim=signing,
                cue_start=span[0],
                cue_end=span[0] + 1,
            )
        )

    def _talk(self, when: str, place: Place) -> None:
        """A meeting outside any visit, or a call."""
        what = self.what
        one, other = self._named(what.guest), self._named(what.host)
        call = what.kind == "call"
        verb = {True: ("will speak by telephone with", "spoke by telephone with"), False: ("will meet", "met")}[call]
        ahead = when == "before"
        span = self.say(f"{one} {verb[0 if ahead else 1]} {other} on {_date(what.day)} about {what.subject}.")
        self.claim(
            span, what.kind, "planned" if ahead else "happened",
            {self.person(what.guest): "participant", self.person(what.host): "participant"},
            truth=f"{what.number}/{what.kind}", day=what.day.isoformat(), place=None if call else place,
        )  # fmt: skip

    def _quotation(self, who: Person) -> None:
        words = f"Our {self.what.subject} cannot wait for {self.chance.choice(_NOUNS)} and {self.chance.choice(_NOUNS)}"
        start, _ = self.say(f"“{words},” {who.surname} said.")
        self.told.quotations.append(
            Quotation("q", "", start + 1, start + 1 + len(words), words, "direct", self.person(who), "said")
        )

    def recall(self, old: Happening) -> None:
        """A sentence about an older happening, known to the month only: what is hardest to place."""
        span = self.say(
            f"In {old.day:%B %Y} {self._named(old.guest)} and {self._named(old.host)} spoke about {old.subject}."
        )
        roles: dict[str, Role] = {self.person(old.guest): "participant", self.person(old.host): "participant"}
        kind = "call" if old.kind == "call" else "meeting"
        self.claim(span, kind, "happened", roles, truth=f"{old.number}/{kind}", day=f"{old.day:%Y-%m}")

    def fill(self) -> None:
        """Sentences of no weight, so that no two outlets' own reports are alike."""
        pick = self.chance.choice
        for _ in range(self.chance.randint(4, 7)):
            here, there, then = (_word(self.chance, 2) for _ in range(3))
            self.say(
                f"Near {here} the {pick(_NOUNS)} {pick(_VERBS)} {pick(_TIMES)}, "
                f"while {there}'s {pick(_NOUNS)} {pick(_VERBS)} and {then} {pick(_VERBS)} {pick(_TIMES)}."
            )


def _word(chance: random.Random, syllables: int) -> str:
    """An invented name."""
    made = (chance.choice(_ONSETS) + chance.choice(_VOWELS) + chance.choice(_CODAS) for _ in range(syllables))
    return "".join(made).title()


def reports(count: int, seed: int = 1, a_day: int = 100) -> Iterator[Told]:
    """The first `count` reports of a world in which `a_day` are written each day."""
    return World(seed, a_day).reports(count)


def readings(count: int, seed: int = 1, a_day: int = 100) -> Iterator[Reading]:
    """What those reports mean, without any text being parsed."""
    return (told.reading for told in reports(count, seed, a_day))
