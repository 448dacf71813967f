"""Who is who among persons: full names meet under their spellings, bare surnames find their person.

Invariant: two persons whose known countries differ, or whose given names differ by more than a slip of letters in
one office, are never one; and the result depends on which mentions there are, never on their order.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from communique.claims.lexicon import FIRST_NAME_TITLES
from communique.claims.naming import a_slip
from communique.events.names import blocks, fold, longer_form, person_name, same_person_name, same_word, skeleton
from communique.events.offices import STRAY, is_shared_office
from communique.model import Office, ReportActor

_NEAR_DAYS = 30
_WELL_KNOWN = 8
"""Mentions that make a person well known."""
_DOMINANT = 4
"""How many times more often than any other a person must be in the news to own a bare surname."""


@dataclass(frozen=True, slots=True)
class Seen:
    """An actor of one report and the day of that report (an ordinal, None if undated)."""

    actor: ReportActor
    day: int | None


@dataclass(slots=True)
class _Person:
    """Mentions taken to be one person, and what they say together; used only while merging."""

    seen: list[Seen]
    full: str
    countries: Counter[str]
    shorts: Counter[str]
    days: list[int]
    initials: set[tuple[str, ...]]
    shown: Counter[tuple[str, str | None]] | None = None

    @property
    def country(self) -> str | None:
        return majority(self.countries)

    @property
    def order(self) -> tuple[int, str, str]:
        return (-len(self.seen), self.full, self.seen[0].actor.key)

    def terms(self) -> dict[str, list[int]]:
        """The offices that only one person holds at a time (folded), with the days they are shown held."""
        days: defaultdict[str, list[int]] = defaultdict(list)
        for s in self.seen:
            for office in s.actor.offices:
                if not office.former and not is_shared_office(office.title):
                    days[fold(office.title)] += [] if s.day is None else [s.day]
        return {title: sorted(days[title]) for title in sorted(days)}

    def held(self, office: Office) -> int:
        """How often mentions show this person in that office of that state; asked once all mentions are there."""
        if self.shown is None:
            self.shown = Counter((fold(o.title), o.country) for s in self.seen for o in s.actor.offices)
        wanted = fold(office.title)
        return sum(
            times
            for (title, country), times in self.shown.items()
            if title == wanted and (country is None or office.country is None or country == office.country)
        )

    def near(self, day: int) -> int:
        """How many reports name the person within a month of the day."""
        return times_within(self.days, day, _NEAR_DAYS)


def times_within(days: Sequence[int], day: int, reach: int) -> int:
    """How many of these days, which stand in order, are no further than `reach` from a day."""
    return bisect_right(days, day + reach) - bisect_left(days, day - reach)


def days_away(days: Sequence[int], day: int) -> int:
    """How far the nearest of these days, which stand in order, is from a day; far if there are none."""
    place = bisect_left(days, day)
    return min((abs(day - d) for d in days[max(0, place - 1) : place + 1]), default=10_000)


def majority(votes: Counter[str]) -> str | None:
    """The value with the most votes; the first in the alphabet among equals; None without votes."""
    return min(votes, key=lambda v: (-votes[v], v)) if votes else None


def group_people(seen: Sequence[Seen]) -> list[list[Seen]]:
    """Mentions of persons in groups of one person each. Nameless mentions must be left out by the caller."""
    ordered = sorted(seen, key=lambda s: s.actor.key)
    full = [s for s in ordered if not person_name(s.actor.name).bare]
    bare = [s for s in ordered if person_name(s.actor.name).bare]
    people = _misspelt(_one_holder(_gone_on(_merge(_same_names(full)))))
    people.sort(key=lambda p: p.order)
    left = _place_bare(bare, people)
    groups = [p.seen for p in people] + _group_bare(left)
    return [sorted(g, key=lambda s: s.actor.key) for g in groups]


def _person(seen: list[Seen]) -> _Person:
    names: Counter[str] = Counter(s.actor.name for s in seen)
    # The fullest form leads, since a shorter one may fit several people.
    full = min(names, key=lambda n: (-len(person_name(n).tokens), -names[n], n))
    shorts = Counter(name for s in seen for name in {fold(n) for n in s.actor.names} if len(name.split()) == 1)
    return _Person(
        seen=seen,
        full=full,
        countries=Counter(s.actor.country for s in seen if s.actor.country),
        shorts=shorts,
        days=sorted(s.day for s in seen if s.day is not None),
        initials={person_name(name).initials for name in names} - {()},
    )


def _same_names(full: Sequence[Seen]) -> list[_Person]:
    """One person for each spelling, or several where states tell namesakes apart."""
    by_name: defaultdict[str, list[Seen]] = defaultdict(list)
    for s in full:
        name = person_name(s.actor.name)
        by_name[f"{name.compact}|{' '.join(name.initials)}"].append(s)
    return [_person(group) for name in sorted(by_name) for group in _by_country(by_name[name])]


def _by_country(seen: list[Seen]) -> list[list[Seen]]:
    votes = Counter(s.actor.country for s in seen if s.actor.country)
    top = majority(votes)
    if top is None or len(votes) == 1:
        return [seen]
    stray = {c for c, n in votes.items() if c != top and votes[top] >= STRAY * n}
    # Nor do two of one full name hold one office at one time: it is the state that was misread.
    terms = {c: _person([s for s in seen if s.actor.country == c]).terms() for c in votes}
    apart = {c for c in votes if c not in (top, *stray) and not _both_held(terms[top], terms[c])}
    groups: defaultdict[str, list[Seen]] = defaultdict(list)
    for s in seen:
        groups[s.actor.country if s.actor.country in apart else top].append(s)
    return [groups[c] for c in sorted(groups)]


def _both_held(one: dict[str, list[int]], other: dict[str, list[int]]) -> bool:
    """Whether an office that one person holds at a time is shown held in both within a month, as far as days tell."""
    return any(
        not one[title] or not other[title] or _distance(one[title], other[title]) <= _NEAR_DAYS
        for title in sorted(one.keys() & other.keys())
    )


def _compatible(a: _Person, b: _Person) -> bool:
    return a.country is None or b.country is None or a.country == b.country


def _merge(people: list[_Person]) -> list[_Person]:
    """Join spellings of one name, the likeliest pairs first."""
    people = list(people)
    by_block: defaultdict[str, list[int]] = defaultdict(list)
    for i, p in enumerate(people):
        for block in set(blocks(p.full)):
            by_block[block].append(i)
    pairs = {
        (i, j)
        for members in by_block.values()
        for n, i in enumerate(members)
        for j in members[n + 1 :]
        if _compatible(people[i], people[j]) and same_person_name(people[i].full, people[j].full)
    }
    ranked = sorted(pairs, key=lambda ij: _pair_order(people[ij[0]], people[ij[1]]))
    parent = list(range(len(people)))
    for i, j in ranked:
        low, high = sorted((_root(parent, i), _root(parent, j)))
        a, b = people[low], people[high]
        if low == high or not _compatible(a, b) or not same_person_name(a.full, b.full) or _told_apart(a, b):
            continue
        joined = _person(a.seen + b.seen)
        if same_person_name(joined.full, a.full) and same_person_name(joined.full, b.full):
            people[low], parent[high] = joined, low
    return [p for n, p in enumerate(people) if parent[n] == n]


def _told_apart(a: _Person, b: _Person) -> bool:
    """Whether middle initials tell two persons apart, whatever fuller name fits them both."""
    return any(one != other for one in a.initials for other in b.initials)


def _gone_on(people: list[_Person]) -> list[_Person]:
    """Join a name to the one it begins ("Abiy Ahmed", "Abiy Ahmed Ali"), where there is one such.

    It must be of the same state, and share an office or be in the news within a month: a short form may fit
    several people.
    """
    by_head: defaultdict[tuple[str, ...], list[_Person]] = defaultdict(list)
    for p in people:
        head = person_name(p.full).tokens[:2]
        if p.country and len(head) > 1:
            by_head[(*map(skeleton, head), p.country)].append(p)
    taken: dict[int, _Person] = {}
    for p in (p for group in by_head.values() if len(group) > 1 for p in group):
        head = person_name(p.full).tokens[:2]
        group = by_head[(*map(skeleton, head), p.country or "")]
        longer = [q for q in group if longer_form(p.full, q.full) and _same_time(p, q)]
        if longer and all(same_person_name(longer[0].full, q.full) for q in longer):
            taken[id(p)] = min(longer, key=lambda q: q.order)
    if not taken:
        return people
    joined: defaultdict[int, list[_Person]] = defaultdict(list)
    for p in people:
        if id(p) in taken:
            joined[id(_last_owner(p, taken))].append(p)
    return [_with_short_forms(p, joined[id(p)]) for p in people if id(p) not in taken]


def _same_time(a: _Person, b: _Person) -> bool:
    """Whether two persons share an office that one holds at a time, or are in the news within a month."""
    return bool(a.terms().keys() & b.terms().keys()) or _distance(a.days, b.days) <= _NEAR_DAYS


def _with_short_forms(person: _Person, forms: Sequence[_Person]) -> _Person:
    """The person with the mentions under shorter forms, whose last words stand for the person too."""
    if not forms:
        return person
    joined = _person([*person.seen, *(s for f in forms for s in f.seen)])
    joined.shorts.update(person_name(f.full).surname for f in forms)
    return joined


def _one_holder(people: list[_Person]) -> list[_Person]:
    """Take in garbled names: a state has one president of one surname at a time.

    A name seen once or twice ("Welcomes Berg") whose surname, office and days are those of somebody
    far better known is that person's, unless middle initials tell the two apart.
    """
    known: defaultdict[tuple[str, str], list[tuple[_Person, list[int]]]] = defaultdict(list)
    for p in people:
        if len(p.seen) >= _WELL_KNOWN:
            for title, days in p.terms().items():
                if STRAY * len(days) >= len(p.seen):  # shown in it more seldom, it is another's office, misread
                    known[person_name(p.full).surname, title].append((p, days))
    taken: dict[int, _Person] = {}
    for p in people:
        if len(p.seen) > 2:
            continue
        owners = {
            id(q): q
            for title, days in p.terms().items()
            for q, held in known[person_name(p.full).surname, title]
            if _compatible(p, q) and _distance(days, held) <= 2 * _NEAR_DAYS and not _told_apart(p, q)
        }
        if len(owners) == 1:
            taken[id(p)] = next(iter(owners.values()))
    return _taken_in(people, taken)


def _misspelt(people: list[_Person]) -> list[_Person]:
    """Take in names with letters changed by a slip ("Manmoon Hussein"): a state has one president at a time.

    The one named more often takes in the other, if both hold one office of one state within two months.
    """
    known: defaultdict[tuple[str, str], list[tuple[_Person, list[int]]]] = defaultdict(list)
    for p in sorted(people, key=lambda p: p.order):
        for title, days in p.terms().items() if p.country else ():
            known[p.country or "", title].append((p, days))
    taken: dict[int, _Person] = {}
    for holders in known.values():
        for place, (p, days) in enumerate(holders):
            for q, held in holders[:place]:
                near = not days or not held or _distance(days, held) <= 2 * _NEAR_DAYS
                names = person_name(q.full).tokens, person_name(p.full).tokens
                if near and id(q) not in taken and a_slip(*names) and not _told_apart(p, q):
                    taken.setdefault(id(p), q)
    return _taken_in(people, taken)


def _taken_in(people: list[_Person], taken: Mapping[int, _Person]) -> list[_Person]:
    """Those whom nobody takes in, with the mentions of all that they take in."""
    joined: defaultdict[int, list[Seen]] = defaultdict(list)
    for p in people:
        if id(p) in taken:
            joined[id(_last_owner(p, taken))] += p.seen
    kept = [p for p in people if id(p) not in taken]
    for p in kept:
        p.seen += joined[id(p)]
    return kept


def _last_owner(person: _Person, taken: Mapping[int, _Person]) -> _Person:
    """Who takes somebody in at last, where one who takes in is taken in too."""
    while id(person) in taken:
        person = taken[id(person)]
    return person


def _root(parent: list[int], i: int) -> int:
    while parent[i] != i:
        parent[i] = parent[parent[i]]
        i = parent[i]
    return i


def _pair_order(a: _Person, b: _Person) -> tuple[bool, int, int, str, str]:
    known = a.country is not None and a.country == b.country
    low, high = sorted((a.full, b.full))
    return (not known, _distance(a.days, b.days), -len(a.seen) - len(b.seen), low, high)


def _distance(a: Sequence[int], b: Sequence[int]) -> int:
    """Days between the closest mentions of two persons; far if either is undated."""
    if not a or not b:
        return 10_000
    if a[0] <= b[-1] and b[0] <= a[-1]:
        return 0
    return max(b[0] - a[-1], a[0] - b[-1])


def _place_bare(bare: Sequence[Seen], people: Sequence[_Person]) -> list[Seen]:
    """Give each bare surname to its person; what has none, or has rivals, is returned.

    Of whom nothing is known but a name seen once or twice has no surname to give where a well known person has it.
    """
    by_word: defaultdict[str, list[_Person]] = defaultdict(list)
    by_sound: defaultdict[str, list[_Person]] = defaultdict(list)
    by_given: defaultdict[tuple[str, ...], list[_Person]] = defaultdict(list)
    known = Counter({person_name(p.full).surname: len(p.seen) for p in reversed(people)})
    for p in people:
        name = person_name(p.full)
        if _is_stray(p) and known[name.surname] >= _WELL_KNOWN:
            continue
        for word in sorted({name.surname, *p.shorts}):
            by_word[word].append(p)
        by_sound[skeleton(name.surname)].append(p)
        by_given[name.given[:1]].append(p)
    left: list[Seen] = []
    placed: list[tuple[_Person, Seen]] = []
    for s in bare:
        word = person_name(s.actor.name).surname
        alike = by_sound.get(skeleton(word), ())
        close = by_word.get(word) or [p for p in alike if same_word(word, person_name(p.full).surname)]
        royal = any(office.title in FIRST_NAME_TITLES for office in s.actor.offices)
        if not close and royal and " " not in s.actor.name:  # one with a number is another
            close = by_given.get((word,), [])  # "Queen Ana" beside "Queen Ana Tuku"
        owner = _owner(s, close)
        if owner is None:
            left.append(s)
        else:
            placed.append((owner, s))
    for owner, s in placed:
        owner.seen.append(s)
    return _place_misread(left, by_word)


def _is_stray(person: _Person) -> bool:
    """Whether nothing but a name seen once or twice is known of somebody, which may be no name ("Attack Berg")."""
    return len(person.seen) <= 2 and person.country is None and not any(s.actor.offices for s in person.seen)


def _place_misread(left: Sequence[Seen], by_word: Mapping[str, Sequence[_Person]]) -> list[Seen]:
    """Give a bare surname of a state that no namesake has to the far better known one in its office; return the rest.

    "President Berg in Oslo" may be read as a president of Norway, where all other reports know one President Berg.
    """
    times = Counter((person_name(s.actor.name).surname, s.actor.country) for s in left)
    terms: dict[int, dict[str, list[int]]] = {}
    kept: list[Seen] = []
    placed: list[tuple[_Person, Seen]] = []
    for s in left:
        word = person_name(s.actor.name).surname
        titles = {fold(o.title) for o in s.actor.offices if not o.former and not is_shared_office(o.title)}
        owners = []
        for p in by_word.get(word, ()) if titles and s.actor.country else ():
            held = terms.setdefault(id(p), p.terms())
            near = [t for t in titles & held.keys() if s.day is None or days_away(held[t], s.day) <= _NEAR_DAYS]
            if near and p.country != s.actor.country:
                owners.append((max(len(held[title]) for title in near), p))
        owners.sort(key=lambda each: (-each[0], each[1].order))
        alone = len(owners) == 1 or (owners and owners[0][0] >= _DOMINANT * owners[1][0])
        if alone and len(owners[0][1].seen) >= _DOMINANT * times[word, s.actor.country]:
            placed.append((owners[0][1], s))
        else:
            kept.append(s)
    for owner, s in placed:
        owner.seen.append(s)
    return kept


def _owner(bare: Seen, candidates: Iterable[_Person]) -> _Person | None:
    """The one person a bare surname stands for: by state, office, and who was in the news at the time."""
    country = bare.actor.country
    fitting = [p for p in candidates if country is None or p.country is None or p.country == country]
    given = [office for office in bare.actor.offices if office.title in FIRST_NAME_TITLES]
    if given:
        # Kings and popes go by a given name: it is nobody's surname, and a prince is not the king.
        fitting = [p for p in fitting if all(p.held(office) for office in given)]
    for office in bare.actor.offices:
        # Whom one report in six shows in another's office is misread there.
        times = [(p, p.held(office)) for p in fitting]
        most = max((n for _, n in times), default=0)
        holders = [p for p, n in times if n and STRAY * n > most]
        if holders:
            fitting = holders
            break
    if len(fitting) < 2:
        return fitting[0] if fitting else None
    counts = [(len(p.days) if bare.day is None else p.near(bare.day), p) for p in fitting]
    counts.sort(key=lambda c: (-c[0], c[1].order))
    (most, top), (next_most, _) = counts[0], counts[1]
    if most >= 1 and most >= _DOMINANT * next_most:
        return top
    if bare.day is not None and most == 0:
        return _nearest(bare.day, fitting)
    return None


def _nearest(day: int, people: Sequence[_Person]) -> _Person | None:
    """The person last or next in the news, if clearly nearer than any other."""
    away = sorted(((days_away(p.days, day), p) for p in people), key=lambda a: (a[0], a[1].order))
    return away[0][1] if away[0][0] * 2 < away[1][0] else None


def _group_bare(left: Sequence[Seen]) -> list[list[Seen]]:
    """Surnames that no full name explains: one person for each surname and state."""
    by_word: defaultdict[str, list[Seen]] = defaultdict(list)
    for s in left:
        by_word[person_name(s.actor.name).surname or s.actor.name].append(s)
    groups: list[list[Seen]] = []
    for word in sorted(by_word):
        votes = Counter(s.actor.country for s in by_word[word] if s.actor.country)
        top = majority(votes)
        sole = top is not None and votes[top] >= _DOMINANT * (votes.total() - votes[top])
        split: defaultdict[str, list[Seen]] = defaultdict(list)
        for s in by_word[word]:
            split[top if sole and top else s.actor.country or ""].append(s)
        groups.extend(split[c] for c in sorted(split))
    return groups
