"""How long the desk takes for each of its pages, on a record of as many events as asked for.

    python -m benchmarks.desk --events 100000 --record /tmp/large.record

Invariant: the record is made from a seed alone, in our own words, about things that never were; it is put together as
findings, without reading or resolving, since only pages are measured. Each page is asked for anew in the state in which
it is slowest (a process that has just begun, nothing kept) and then again; both times are told.
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import statistics
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from communique.claims.places import canonical_country_name, capital_of, countries
from communique.model import (
    Actor,
    Agreement,
    AgreementClaim,
    AgreementStage,
    Claim,
    Disagreement,
    DisagreementValue,
    Event,
    Findings,
    HistoryEntry,
    Office,
    Participation,
    Place,
    Quotation,
    Report,
    Status,
)
from communique.record import Record

_KINDS = ("meeting", "talks", "call", "address", "statement", "ceremony", "signing", "award")
_INSIDE = ("meeting", "talks", "address", "signing", "statement")
_STATUSES: tuple[Status, ...] = ("happened",) * 14 + ("planned",) * 3 + ("ongoing", "cancelled", "denied", "possible")
_OFFICES = ("president", "prime minister", "foreign minister", "defence minister", "envoy")
_SUBJECTS = ("fisheries", "railways", "visas", "grain", "water", "patents", "shipping", "gas", "border", "tariffs")
_OUTLETS = tuple(f"{one} {two}" for one in ("Harbour", "Meridian", "Lakeside", "Plateau", "Delta", "Northern", "Old")
                 for two in ("Courier", "Ledger", "Observer", "Post", "Wire", "Mail"))  # fmt: skip
READY = 4.0
"""Seconds after which a desk has made ready what searches need; only the first page is asked for before."""

_FIRST = date(2001, 1, 1)
_DAYS = 25 * 365
_SYLLABLES = ("ba", "de", "ki", "lo", "mu", "ne", "ra", "si", "to", "va", "zhe", "an", "or")


@dataclass(slots=True)
class _World:
    """What is made, growing."""

    chance: random.Random
    actors: list[Actor] = field(default_factory=list)
    people: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    names: dict[str, str] = field(default_factory=dict)
    texts: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    lengths: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    days: dict[str, date] = field(default_factory=dict)
    claims: list[Claim] = field(default_factory=list)
    papers: list[AgreementClaim] = field(default_factory=list)
    quotations: list[Quotation] = field(default_factory=list)
    agreements: list[Agreement] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)

    def said(self, report: str, sentence: str) -> tuple[int, int, str]:
        """A sentence put at the end of a report."""
        start = self.lengths[report]
        self.texts[report].append(sentence)
        self.lengths[report] += len(sentence) + 1
        return start, start + len(sentence), sentence


def findings(events: int, seed: int = 7) -> Findings:
    """A world of so many events, the same for the same seed."""
    world = _World(random.Random(seed))
    _people(world, max(2, events // 5000))
    while len(world.events) < events:
        _happening(world)
    reports = tuple(
        Report(key, f"made/{key}.txt", "\n".join(lines) + "\n", f"{lines[0][:60]}", (), day.isoformat(), "metadata",
               _OUTLETS[number % len(_OUTLETS)], None, "en")
        for number, (key, lines) in enumerate(world.texts.items())
        for day in (world.days[key],)
    )  # fmt: skip
    return Findings(
        reports, tuple(world.actors), tuple(world.claims), tuple(world.papers), tuple(world.events),
        tuple(world.quotations), tuple(world.agreements), {c: e.id for e in world.events for c in e.claims},
    )  # fmt: skip


def _people(world: _World, each: int) -> None:
    states = [iso3 for iso3 in countries() if capital_of(iso3)]
    for iso3 in states:
        name = canonical_country_name(iso3)
        world.actors.append(Actor(iso3.lower(), "country", name, (name,), iso3))
        world.names[iso3.lower()] = name
        for n in range(3 * each):
            key = f"{iso3.lower()}-{n}"
            called = _name(world.chance)
            office = Office(_OFFICES[n % len(_OFFICES)], iso3, "2001-01-01", "2025-12-31")
            world.actors.append(Actor(key, "person", called, (called, called.split()[-1]), iso3, (office,)))
            world.names[key] = called
            world.people[iso3].append(key)


def _name(chance: random.Random) -> str:
    def word() -> str:
        return "".join(
            chance.choice(("ba", "de", "ki", "lo", "mu", "ne", "ra", "si", "to", "va", "zhe", "an", "or"))
            for _ in range(3)
        )

    return f"{word().capitalize()} {word().capitalize()}"


def _happening(world: _World) -> None:
    """An event, and where it is a visit what happened in its course."""
    chance = world.chance
    states = list(world.people)
    weight = min(int(chance.expovariate(0.06)), len(states) - 1)
    guest_state, host_state = states[weight], states[min(int(chance.expovariate(0.06)), len(states) - 1)]
    if guest_state == host_state:
        host_state = states[(weight + 1) % len(states)]
    guest, host = chance.choice(world.people[guest_state]), chance.choice(world.people[host_state])
    day = _FIRST + timedelta(days=chance.randrange(_DAYS))
    status = chance.choice(_STATUSES)
    reports = [_report(world, day + timedelta(days=n)) for n in range(1 + min(int(chance.expovariate(0.7)), 8))]
    if chance.random() > 0.25:
        kind = chance.choice(_KINDS)
        _event(world, kind, status, day, day, guest, host, host_state, None, reports)
        return
    last = day + timedelta(days=min(int(chance.expovariate(0.5)), 9))
    visit = _event(world, "visit", status, day, last, guest, host, host_state, None, reports)
    for _ in range(min(int(chance.expovariate(0.6)), 5)):
        inner = day + timedelta(days=chance.randrange((last - day).days + 1))
        kind = chance.choice(_INSIDE)
        _event(world, kind, status, inner, inner, guest, host, host_state, visit, reports[:2])


def _report(world: _World, day: date) -> str:
    """A report of that day: a new one, or the latest that has room."""
    latest = next(reversed(world.days), None)
    if latest is not None and len(world.texts[latest]) < 5 and world.days[latest] == day:
        return latest
    key = f"{len(world.days):016x}"
    world.days[key] = day
    return key


def _event(
    world: _World, kind: str, status: Status, day: date, last: date, guest: str, host: str, state: str,
    outer: str | None, reports: list[str],
) -> str:  # fmt: skip
    chance, number = world.chance, len(world.events)
    key = f"{kind}-{number:012x}"
    roles = ("visitor", "host") if kind == "visit" else ("participant", "participant")
    parts = (Participation(guest, roles[0]), Participation(host, roles[1]))  # type: ignore[arg-type]
    place = Place(capital_of(state), state)
    subject = chance.choice(_SUBJECTS)
    undated = chance.random() < 0.06
    start = None if undated else day.isoformat() if chance.random() < 0.9 else day.isoformat()[:7]
    made = []
    for n, report in enumerate(dict.fromkeys(reports)):
        words = (
            f"{world.names[guest]} and {world.names[host]} had a {kind} in {place.name} about {subject}, "
            f"said a note of {day:%d %B %Y} ({key[-6:]})."
        )
        low, high, text = world.said(report, words)
        made.append(f"c{number:x}.{n}")
        world.claims.append(
            Claim(made[-1], report, low, high, text, kind, status, start, None, place, parts, cue_start=low,
                  cue_end=low + 5, score=round(chance.uniform(0.5, 1), 2))
        )  # fmt: skip
    apart = len(made) > 1 and start is not None and chance.random() < 0.15
    values = (DisagreementValue(str(start), tuple(made[:1])), DisagreementValue(last.isoformat(), tuple(made[1:])))
    world.events.append(
        Event(
            key, kind, f"{kind} of {world.names[guest]} and {world.names[host]} ({place.name})", status, start,
            None if undated else last.isoformat() if len(start or "") == 10 else start, place, outer, parts,
            tuple(made), len(made), max(1, len(made) - 1),
            (HistoryEntry(status, day.isoformat(), tuple(made)),),
            (Disagreement("start", "conflict", values),) if apart else (), (), "CONSULT", None, "040",
            round(chance.uniform(0.5, 1), 2),
        )
    )  # fmt: skip
    if kind in ("address", "statement"):
        low, high, text = world.said(
            reports[0], f"The {subject} of the two states are near to our hearts, day {number}."
        )
        world.quotations.append(
            Quotation(f"q{number:x}", reports[0], low, high, text, "direct", guest, "said", start, key)
        )
    if kind == "signing":
        _paper(world, key, made[0], subject, guest, host, start)
    return key


def _paper(world: _World, event: str, claim: str, subject: str, guest: str, host: str, day: str | None) -> None:
    number, told = len(world.agreements), world.claims[-1]
    parties = (guest.partition("-")[0], host.partition("-")[0])
    world.papers.append(
        AgreementClaim(f"p{number:x}", told.report, told.start, told.end, told.text, f"{subject} pact", "signed",
                       told.status, parties, (subject,), None, day, None, claim)
    )  # fmt: skip
    steps = (AgreementStage("signed", day, told.status, (f"p{number:x}",)),)
    world.agreements.append(Agreement(f"pact-{number:x}", f"{subject} pact", parties, (subject,), None, steps))


def make(path: Path, events: int) -> None:
    """Make the record, if it is not there."""
    if path.exists():
        return
    begun = time.perf_counter()
    found = findings(events)
    made = time.perf_counter()
    with Record(path, writing=True) as record:
        record.settle(found)
    done = time.perf_counter()
    held = f"{len(found.events):,} events, {len(found.claims):,} claims, {len(found.reports):,} reports"
    size = path.stat().st_size / 1e6
    print(f"{path}: {held}; made in {made - begun:.0f} s, stored in {done - made:.0f} s, {size:,.0f} MB")


def pages(record: Path) -> Iterator[tuple[str, str]]:
    """Every kind of page by name, with an address of one that has much on it."""
    connection = sqlite3.connect(record)

    def most(query: str) -> str:
        return str(connection.execute(query).fetchone()[0])

    visit = most("SELECT part_of FROM events WHERE part_of IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC LIMIT 1")
    person = most("SELECT actor FROM event_actors GROUP BY 1 ORDER BY count(*) DESC LIMIT 1")
    report = most("SELECT report FROM claims GROUP BY 1 ORDER BY count(*) DESC LIMIT 1")
    one, other = connection.execute(
        "SELECT one, other FROM encounters WHERE type = 'country' GROUP BY 1, 2 ORDER BY count(*) DESC LIMIT 1"
    ).fetchone()
    connection.close()
    yield "first page", "/timeline"
    yield "timeline, all years", "/timeline?at=all"
    yield "timeline, last page", "/timeline?at=all&page=1800"
    yield "timeline, month", "/timeline?at=2012-05"
    yield "timeline, two states", f"/timeline?at=all&state={one}&with={other}"
    yield "timeline, a person", f"/timeline?at=all&who={person}"
    yield "timeline, cancelled", "/timeline?at=all&status=cancelled"
    yield "without a day", "/timeline?undated=1"
    yield "event", f"/events/{visit}"
    yield "report", f"/reports/{report}"
    yield "who", "/actors"
    yield "who, by name", "/actors?name=ba"
    yield "person", f"/actors/{person}"
    yield "state", f"/states/{one}"
    yield "pair", f"/pairs/{one}/{other}"
    yield "find, nothing chosen", "/find"
    yield "find, rare words", "/find?words=gas+tariffs"
    yield "find, common words", "/find?words=grain"
    yield "find, in every event", "/find?words=note"
    yield "find, facets", "/find?kind=visit&status=happened"
    yield "network of persons", "/network"
    yield "network of states", "/network?of=states"
    yield "network around one", f"/network?who={person}"
    yield "map", "/map"
    yield "map of a person", f"/map?who={person}"
    yield "review", "/review"


def measure(record: Path, rounds: int) -> None:
    """Print how long each page takes, in milliseconds; in brackets the processor's time, on a machine that is busy."""
    from starlette.testclient import TestClient

    from communique.web import app

    worst = hardest = 0.0
    for name, address in pages(record):
        with TestClient(app(record), base_url="http://localhost") as client:
            client.get("/nothing")
            time.sleep(0 if name == "first page" else READY)
            times, worked = [], []
            for _ in range(rounds):
                begun, cpu = time.perf_counter(), time.process_time()
                answer = client.get(address)
                times.append(1000 * (time.perf_counter() - begun))
                worked.append(1000 * (time.process_time() - cpu))
                if answer.status_code != 200:
                    raise SystemExit(f"{address}: {answer.status_code}")
        worst = max(worst, times[0])
        hardest = max(hardest, worked[0])
        size = len(answer.content) / 1024
        told = f"{times[0]:6.0f} ({worked[0]:4.0f}) first {statistics.median(times[1:]):6.0f} again {size:5.0f} KB"
        print(f"{name:22} {told}  {address}")
    print(f"slowest first answer: {worst:.0f} ms, {hardest:.0f} ms of work")


def main() -> None:
    """Measure."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    asked.add_argument("--events", type=int, default=100_000)
    asked.add_argument("--record", type=Path, default=Path("/tmp/desk-benchmark.record"))
    asked.add_argument("--rounds", type=int, default=5)
    given = asked.parse_args()
    make(given.record, given.events)
    measure(given.record, given.rounds)


if __name__ == "__main__":
    main()
