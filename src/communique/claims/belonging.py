"""Which state a person acts for, where the office named with the person does not say.

Invariant: a state is given only where the report ties the person to it more closely than to any
other; a doubtful tie gives none, for an unknown state is better than a wrong one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from communique.claims import allegiance
from communique.claims.beside import do_jointly, speaks_up
from communique.claims.homes import administrated, home_state, names_body
from communique.claims.lexicon import (
    ADMINISTRATION,
    APOSTROPHES,
    CHANCELLORS,
    COMPANY,
    HEADS,
    HOME_BODIES,
    MONARCHIES,
    PART,
    ROYAL,
    SPOKESMEN,
    STANDING,
    OfficeKind,
)
from communique.claims.office_states import may_be_a_states, possible, posted_to
from communique.claims.opposing import MEETING, meets
from communique.claims.siding import Sides
from communique.claims.states import is_place
from communique.claims.words import Geo, Words

_ACROSS = frozenset({"meet", "talk", "host", "greet", "welcome", "receive", "embrace", "dine", "sit", "hold", "see"})
"""Words after which somebody named is no longer company but the other side."""
_OFTEN = 2
_SHARED = frozenset(
    {"ambassador", "envoy", "senator", "representative", "congressman", "congresswoman", "lawmaker", "legislator", "mp"}
    | {"governor", "mayor", "delegate", "diplomat", "deputy", "consul", "councillor", "councilor", "parliamentarian"}
)
"""Offices that many hold at once, and that speak for no government."""
_TOLD_OF = 3
"""How often a text must name a state for its traveller to come from there."""
_ABOUT = 6
"""How often a text must name a state to be about it."""
_SURE, _MARGIN = 3.0, 0.2
"""The weight of signs that go before all weaker ones, and by which the best must lead the next."""
_LONG_TITLE = 10
"""Words between two names of one list: a comma, "and", and an office as long as they come."""


@dataclass(frozen=True, slots=True)
class Holding:
    """An office that a report gives a person, in sentence `sentence`.

    `country` is None where the words do not say; `organization` means the office is a body's, not a state's.
    """

    title: str
    kind: OfficeKind
    country: str | None
    former: bool
    sentence: int
    organization: bool = False
    explicit: bool = False


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a person stands in the text: words `start`..`end` of a sentence; `titled` with an office before it."""

    sentence: int
    start: int
    end: int
    person: int
    titled: bool


def infer_states(
    sentences: Sequence[Words],
    spots: Sequence[Spot],
    holdings: Mapping[int, Sequence[Holding]],
    known: Mapping[int, str],
    outlet: str | None = None,
    here: str | None = None,
) -> dict[int, str]:
    """The states of persons whose office names none, by person; persons in doubt are left out.

    `outlet` is the state at home of which the report was written, `here` that of its dateline.
    """
    text = _Text(sentences, spots, holdings, known, outlet, here)
    found: dict[int, str] = {}
    claimed: dict[tuple[str, str], list[int]] = defaultdict(list)
    for person in (*text.of_person, *text.of_person):
        if person in text.known:
            continue
        choice = text.state_of(person)
        if choice:
            found[person] = text.known[person] = choice
            text.taken |= {(h.title, choice) for h in holdings.get(person, ()) if h.kind == "top" and not h.former}
            for title in {h.title for h in holdings.get(person, ()) if h.kind == "top" and not h.former}:
                claimed[title, choice].append(person)
    for rivals in claimed.values():
        if len(rivals) > 1:
            for person in rivals:
                found.pop(person, None)
    return found


class _Text:
    """A report as far as it ties persons to states."""

    def __init__(
        self,
        sentences: Sequence[Words],
        spots: Sequence[Spot],
        holdings: Mapping[int, Sequence[Holding]],
        known: Mapping[int, str],
        outlet: str | None,
        here: str | None,
    ) -> None:
        self.sentences, self.holdings, self.known = sentences, holdings, dict(known)
        self.in_sentence: dict[int, list[Spot]] = defaultdict(list)
        self.of_person: dict[int, list[Spot]] = defaultdict(list)
        for spot in spots:
            self.in_sentence[spot.sentence].append(spot)
            self.of_person[spot.person].append(spot)
        self.home = home_state(sentences)
        self.officials = Counter(known.values())
        self.pairs, self.bilateral = allegiance.pairs(sentences), allegiance.bilateral(sentences)
        self.first = {h.title: person for person in reversed(self.of_person) for h in holdings.get(person, ())}
        self.evoked = Counter(geo.country for words in sentences for geo in words.geos) + self.officials
        self.administrated = administrated(sentences, here)
        self.sides = Sides(sentences, self.in_sentence, holdings, self.known, outlet, here)
        self.taken = {
            (h.title, country)
            for p, country in known.items()
            if not any(sentences[s.sentence].word(s.start - 1) in ("elect", "designate") for s in self.of_person[p])
            for h in holdings.get(p, ())
            if not h.former
        }

    def state_of(self, person: int) -> str | None:
        """The state a person acts for by what surrounds the name, surest signs first."""
        spots = self.of_person[person]
        if self.administrated and any(allegiance.of_one_state(self.sentences[s.sentence], s.end) for s in spots):
            return ADMINISTRATION
        offices = self.holdings.get(person, ())
        # "The secretary general" of a body that the text names once is that body's wherever else he stands.
        bodies = [f"{h.title} " for h in offices if h.organization]
        held = [h for h in offices if may_be_a_states(h) and not any(b.startswith(f"{h.title} ") for b in bodies)]
        visited = {c for s in spots if (c := allegiance.travelled_to(self.sentences[s.sentence], s.start, s.end))}
        visited |= {country for h in offices if (country := posted_to(h.title))}
        visited |= self.sides.visited(person)
        if offices and not any(h.organization for h in offices):
            barred = visited | self._of_others(held)
            choice = self._told(spots, held, person)
            if choice and choice not in barred:
                return choice
        if not held:  # a party's or an agency's head who goes along acts for the state all the same
            return self.sides.companions(spots, ()) if offices else None
        if (home := self.sides.homes.get(person)) and home not in visited and possible(held[0], home):
            return home
        listed = self.sides.companions(spots, [h.title for h in held])
        met = {c for s in spots for c in self._met(s)}
        apart = visited | self._of_others(held)
        # "Premier X and President Y will hold talks" is no list of one side
        if listed in met and held[0].kind == "top":
            sided = self._sided(person, spots, held[0], apart)
            listed = sided[0] if sided and sided[1] >= _SURE else listed
        if listed and listed not in apart and possible(held[0], listed):
            return listed
        signs = (self.sides.served, self._company, lambda s: self._joined(s, held[0]), self._side)
        together = Counter(c for s in spots if (c := next(filter(None, (sign(s) for sign in signs)), None)))
        taken = self._of_others(held) if held[0].kind == "top" else set()
        together = Counter({c: n for c, n in together.items() if possible(held[0], c) and c not in taken})
        if together:
            return together.most_common(1)[0][0]
        barred = met | visited | self._of_others(held)
        sided = self._sided(person, spots, held[0], barred)
        if sided and sided[1] >= _SURE:
            return sided[0]
        times = max(self.evoked.values(), default=0)
        if sided and sided[1] < 1 and times >= _TOLD_OF and times > 2 * self.evoked[sided[0]]:
            sided = None  # written in Beirut, and about Syria
        lauded = self._lauded(spots, person) - barred
        if len(lauded) == 1:
            return next(iter(lauded))
        beside = self._related(met) - barred
        speaks = not (_SHARED - {"ambassador", "envoy"}) & set(held[0].title.split())
        elsewhere = self.home is not None and self.home[0] not in met | beside
        if len(beside) == 1 and speaks and not elsewhere:
            return next(iter(beside))
        if sided:
            return sided[0]
        home = self.sides.come_from(person)
        if home and home not in barred and possible(held[0], home):
            return home
        kind = MONARCHIES if held[0].title in ROYAL else CHANCELLORS if held[0].title == "chancellor" else frozenset()
        reigning = set(self.evoked) & kind - barred
        if len(reigning) == 1:
            return next(iter(reigning))
        if held[0].kind == "top" and (left := self._not_reached(person, visited)) and left not in barred:
            return left
        around = self._around(spots, barred)
        if self.home and self._at_home(held, spots, barred, around):
            return self.home[0]
        if met:
            leads = held[0].kind == "top" or held[0].title.endswith("minister")
            return self._other_side(met, barred) if leads else None
        story = self._of_story(held[0], barred, spots)
        if story:
            return story
        if held[0].kind != "top" or not around or any(self._with_official(s) for s in spots):
            return None
        often = around[0][1] >= _OFTEN and around[0][1] * 4 >= min(len(spots), 12) * 3
        clear = len(around) == 1 or around[0][1] >= 2 * around[1][1]
        return around[0][0] if often and clear else None

    def _related(self, met: set[str]) -> set[str]:
        """The state whose relations with the one that somebody meets the text speaks of most."""
        found: Counter[str] = Counter()
        for pair, count in self.pairs.items():
            if len(pair & met) == 1:
                other = next(iter(pair - met))
                found[other] += count if max(count, self.evoked[other]) > 1 else 0
        most = max(found.values(), default=0)
        return {country for country, count in found.items() if count and count * 2 > most}

    def _sided(self, person: int, spots: Sequence[Spot], held: Holding, barred: set[str]) -> tuple[str, float] | None:
        """The state on whose side the person stands, with the weight of what says so; None where two weigh alike."""
        votes = self.sides.votes(person, spots, held.title, held.kind)
        ranked = [each for each in votes.items() if each[0] not in barred and possible(held, each[0])]
        ranked.sort(key=lambda each: -each[1])
        if not ranked or (len(ranked) > 1 and ranked[0][1] <= ranked[1][1] + _MARGIN):
            return None
        return ranked[0]

    def _of_others(self, held: Sequence[Holding]) -> set[str]:
        """The states that have somebody else in the same office."""
        titles = {h.title for h in held if h.kind in ("top", "state") and not _SHARED & set(h.title.split())}
        return {country for title, country in self.taken if title in titles}

    def _told(self, spots: Sequence[Spot], held: Sequence[Holding], person: int) -> str | None:
        """The state the person speaks for, is thanked for, or has among the titles before the name."""
        told: Counter[str] = Counter()
        seated = any(_SHARED & set(h.title.split()) for h in held)
        for spot in spots:
            words = self.sentences[spot.sentence]
            ties = (
                allegiance.voiced(words, spot.start, spot.end),
                allegiance.thanked(words, spot.start, spot.end),
                allegiance.signs_for(words, spot.start, spot.end),
                allegiance.entitled(words, spot.start),
                allegiance.peopled(words, spot.end),
                self._called_by(spot),
                allegiance.sits_for(words, spot.end) if seated else None,
                allegiance.led_under(words, spot.start),
                allegiance.elected(words, spot.end) if words.dep[spot.end - 1] != "nsubj" else None,
            )
            told.update(country for country in ties if country)
        goers = {leg.person for leg in self.sides.legs}
        for title in {h.title for h in held if self.first.get(h.title) == person}:
            for words in self.sentences:
                if person in goers and (own := allegiance.first_of_state(words, title)):
                    told[own] += 1
                alone = (allegiance.voiced(words, *start) for start in allegiance.titles_alone(words, title))
                told.update(country for country in alone if country)
        ranked = told.most_common(2)
        return ranked[0][0] if ranked and (len(ranked) == 1 or ranked[0][1] > ranked[1][1]) else None

    def _called_by(self, spot: Spot) -> str | None:
        """The state whose people are named with "him" or "her", where that is the last named before and no subject."""
        words = self.sentences[spot.sentence]
        for here in range(spot.end, len(words)):
            if words.low[here] in ("him", "her") and (country := allegiance.peopled(words, here + 1)):
                before = [s for s in self.in_sentence[spot.sentence] if s.end <= here]
                last = max(before, key=lambda s: s.end)
                return country if last.person == spot.person and words.dep[spot.end - 1] != "nsubj" else None
        return None

    def _lauded(self, spots: Sequence[Spot], person: int) -> set[str]:
        """The states whose deeds whoever the person meets, and nobody else in office, praises."""
        beside = {
            s.person
            for spot in spots
            for s in self.in_sentence[spot.sentence]
            if s.person != person and self.holdings.get(s.person) and meets(self.sentences[spot.sentence], s, spot)
        }
        if len(beside) != 1:
            return set()
        others = self.of_person[next(iter(beside))]
        often = [country for country, count in self.evoked.items() if count > 1]
        return {c for s in others if (c := allegiance.praised(self.sentences[s.sentence], s.start, s.end, often))}

    def _with_official(self, spot: Spot) -> bool:
        """Whether the person stands beside somebody else in office, so that the states named may be theirs."""
        words = self.sentences[spot.sentence]
        return any(
            s.person != spot.person
            and (self.holdings.get(s.person) or s.person in self.known)
            and meets(words, s, spot)
            for s in self.in_sentence[spot.sentence]
        )

    def _around(self, spots: Sequence[Spot], barred: set[str]) -> list[tuple[str, int]]:
        """The states that act or lie in the sentences that name a person, the commonest first."""
        counts: Counter[str] = Counter()
        for spot in spots[:12]:
            words = self.sentences[spot.sentence]
            here = {g.country for g in words.geos if not _gone_to(words, g)}
            counts.update(here - barred)
        return counts.most_common(3)

    def _at_home(
        self, held: Sequence[Holding], spots: Sequence[Spot], barred: set[str], around: Sequence[tuple[str, int]]
    ) -> bool:
        """Whether an office without a state is one of the state whose bodies the report names without one."""
        assert self.home is not None
        country, count = self.home
        if country in barred or not any(possible(h, country) for h in held):
            return False
        beside = any(names_body(self.sentences[s.sentence], country) for s in spots)
        foreign = next((n for c, n in around if c != country), 0)
        own = next((n for c, n in around if c == country), 0)
        named = any(HOME_BODIES.get(word) == country for h in held for word in h.title.split())
        return beside or named or own > foreign or (count >= 2 and foreign * 2 < min(len(spots), 12))

    def _other_side(self, met: set[str], barred: set[str]) -> str | None:
        """In a text of two states, whoever meets the one's officials acts for the other."""
        rest = set(self.evoked) - met
        if self.bilateral and len(met) == len(rest) == 1 and not rest & barred and self.evoked[next(iter(rest))] > 1:
            return next(iter(rest))
        two = {country for country, _ in self.evoked.most_common(2)}
        other = two - met
        if len(two) == 2 and len(other) == 1 and two <= set(self.officials) and not other & barred:
            return next(iter(other))
        return None

    def _of_story(self, held: Holding, barred: set[str], spots: Sequence[Spot]) -> str | None:
        """The state that a text is about, for a minister beside whom it names no other: named twice as often as any."""
        ranked = self.evoked.most_common(2)
        if not held.title.endswith("minister") or held.former or not ranked or ranked[0][1] < _ABOUT:
            return None
        (country, count), *rest = ranked
        near = {geo.country for spot in spots for geo in self.sentences[spot.sentence].geos} - {country}
        clear = not near and (not rest or rest[0][1] * 2 <= count)
        return country if clear and country not in barred and possible(held, country) else None

    def _not_reached(self, person: int, visited: set[str]) -> str | None:
        """The state that a report of a leader's journey speaks of most, but those told with it ("to Oslo and Lima")."""
        if not any(leg.person == person for leg in self.sides.legs):
            return None
        after = {g.country for leg in self.sides.legs for g in self.sentences[leg.sentence].geos if g.start > leg.at}
        away = visited | after | (set(self.officials) - {self.known.get(person)})
        rest = [(state, n) for state, n in self.evoked.most_common() if state not in away]
        clear = rest and rest[0][1] >= _TOLD_OF and (len(rest) == 1 or rest[0][1] > rest[1][1])
        return rest[0][0] if clear else None

    def _met(self, spot: Spot) -> set[str]:
        """The states whose officials the person stands against in a sentence."""
        words = self.sentences[spot.sentence]
        if words.word(spot.end) in APOSTROPHES:
            return set()
        beside = [s for s in self.in_sentence[spot.sentence] if s.person != spot.person]
        if self._only_speaks(spot.person):
            return set()
        return {
            c
            for s in beside
            if (c := self.known.get(s.person)) and meets(words, s, spot) and not self._only_speaks(s.person)
        }

    def _only_speaks(self, person: int) -> bool:
        """Whether somebody tells of others' meetings and is no side of them: a spokesman."""
        return any(h.title.rpartition(" ")[2] in SPOKESMEN for h in self.holdings.get(person, ()))

    def _company(self, spot: Spot) -> str | None:
        """The state of whoever the person goes with: "X, accompanied by Foreign Minister Y and Oil Minister Z"."""
        words = self.sentences[spot.sentence]
        before = [s for s in self.in_sentence[spot.sentence] if s.end <= spot.start and s.person in self.known]
        for other in sorted(before, key=lambda s: -s.end):
            between = range(other.end, spot.start)
            if any(words.lemma[i] in COMPANY or words.low[i] in COMPANY for i in between):
                met = any(words.lemma[i] in _ACROSS for i in between) or _told_apart(words, between)
                return None if met else self.known[other.person]
        return None if before or not spot.titled else self._company_of_known(spot)

    def _company_of_known(self, spot: Spot) -> str | None:
        """The state of who was last spoken of, where a sentence names nobody else whom its people accompany."""
        words = self.sentences[spot.sentence]
        if not any(lemma == "accompany" for lemma in words.lemma):
            return None
        if any(s.person in self.known for s in self.in_sentence[spot.sentence]):
            return None
        holders = {
            person
            for person, held in self.holdings.items()
            for each in held
            if not each.former and any(end <= spot.start for _, end in allegiance.titles_alone(words, each.title))
        }
        travelling = holders & {leg.person for leg in self.sides.legs}
        called = {self.known.get(person) for person in travelling or holders}
        if called:
            return next(iter(called)) if len(called) == 1 else None
        for number in range(spot.sentence - 1, max(spot.sentence - 4, -1), -1):
            if self.in_sentence[number]:
                first = min(self.in_sentence[number], key=lambda s: s.start)
                return self.known.get(first.person)
        return None

    def _side(self, spot: Spot) -> str | None:
        """The state of the side a person is told to stand on: "on the Thai side are Foreign Minister X and Y"."""
        words = self.sentences[spot.sentence]
        if not spot.titled:
            return None
        sides = {
            geo.country
            for geo in words.geos
            if geo.kind == "demonym"
            and words.word(geo.end) in ("side", "delegation", "team")
            and not words.quoted[geo.start]
        }
        met = any(words.lemma[i] in MEETING for i in range(len(words)) if words.lemma[i] != "with")
        return next(iter(sides)) if len(sides) == 1 and not met else None

    def _joined(self, spot: Spot, held: Holding) -> str | None:
        """The state of the official a minister is named next to: "Russian President X and Foreign Minister Y"."""
        if held.kind == "top":
            return None
        words, row = self.sentences[spot.sentence], self.in_sentence[spot.sentence]
        if speaks_up(words, spot) or (len(row) == 2 and do_jointly(words, row)):
            return None
        for other in row:
            between = words.low[other.end : spot.start]
            if other.person in self.known and other.titled and 1 <= len(between) <= _LONG_TITLE:
                links = {w for w in between if w in (",", "and", "of", "for")}
                titles = (PART | STANDING | links, HEADS)
                if links and between[0] in (",", "and") and all(any(w in each for each in titles) for w in between):
                    return self.known[other.person]
        return None


def _told_apart(words: Words, between: range) -> bool:
    """Whether a verb stands between "delegation" and a name that does not list its members."""
    here = next((i for i in between if words.low[i] in ("delegation", "entourage", "retinue")), None)
    if here is None:
        return False
    listing = ("include", "comprise", "consist", "lead", "head", "be", "have", "accompany", "make")
    return any(words.pos[i] in ("VERB", "AUX") and words.lemma[i] not in listing for i in range(here + 1, between.stop))


def _gone_to(words: Words, geo: Geo) -> bool:
    if geo.kind == "demonym":
        return False
    return geo.kind in ("capital", "town") or (
        is_place(words, geo.start, geo.end, geo.kind) and words.word(geo.start - 1) != "in"
    )
