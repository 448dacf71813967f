"""On whose side somebody in office stands: by who travels with whom, who receives whom, and where it was written.

Invariant: an answer rests on a tie that the text makes (a list, a company, a visit and its host, the
outlet's own state), each with its weight; without one, or where two weigh about the same, there is none.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from communique.claims import allegiance
from communique.claims.legs import GATHERING, GOING, TRIPS, Passage, latest, passages, read_homes, read_legs
from communique.claims.lexicon import APOSTROPHES, COMPANY, HEADS, SPOKESMEN
from communique.claims.saying import SAID
from communique.claims.words import Geo, Words

if TYPE_CHECKING:
    from communique.claims.belonging import Holding, Spot

_RECEIVING = frozenset({"greet", "welcome", "receive", "host", "embrace", "meet", "invite", "hug"})
_MEETING = _RECEIVING | frozenset(
    {
        "talk",
        "discuss",
        "dine",
        "confer",
        "sit",
        "call",
        "lunch",
        "dinner",
        "negotiate",
        "counterpart",
        "summit",
        "tell",
    }
    | {"meeting", "breakfast", "invitation", "conversation", "inaugurate", "oversee", "witness", "attend", "sign"}
)
_PARTY = frozenset({"delegation", "entourage", "team", "side", "retinue", "party"})
_WITHIN = frozenset({"include", "comprise", "consist", "compose", "bring", "lead", "head", "make", "represent"})
_ALONGSIDE = frozenset({"accompany", "travel", "come", "fly", "arrive", "part", "member", "join", "in"})
_BESIDE_HIM = frozenset({"accompanying", "joining"})
_DEEDS = frozenset({"sign", "attend", "witness", "tell"})
_CROSSING = _MEETING | {"speak", "telephone", "phone", "congratulate", "thank", "urge"}
_ACTING = frozenset({"nsubj", "nsubjpass", "agent"})
_JOINTLY = frozenset({"discuss", "agree", "speak", "meet", "talk", "exchange", "commit", "affirm", "reaffirm", "share"})
_BESIDE = frozenset({"spokesman", "spokeswoman", "spokesperson", "aide", "adviser", "advisor", "assistant", "official"})
_HOSTING = frozenset({"hold", "give", "present", "award", "decorate", "chair"})
_HOST_TELLING = _MEETING - {"tell", "attend"} | {"ceremony", "reception", "award", "confer", "speak", "phone"}
_STAYS = 3
"""How many sentences after it is told a leg goes on."""
_LISTED = 14
"""Words between two names of one list: a comma, and an office as long as they come."""
_ENOUGH = 1.0


class Sides:
    """The visits that a report tells of by persons of known states, and who stands on which side of them."""

    def __init__(
        self,
        sentences: Sequence[Words],
        in_sentence: Mapping[int, Sequence[Spot]],
        holdings: Mapping[int, Sequence[Holding]],
        known: Mapping[int, str],
        outlet: str | None,
        here: str | None,
    ) -> None:
        """`outlet` is the state at home of which the report was written, `here` that of its dateline."""
        self.sentences, self.in_sentence, self.holdings, self.known = sentences, in_sentence, holdings, known
        self.outlet = outlet
        self.here = here
        self.crossed = self._crossed()
        self.legs = read_legs(sentences, in_sentence, holdings, here)
        self.homes = read_homes(sentences, in_sentence, holdings, self.legs)

    def votes(self, person: int, spots: Sequence[Spot], title: str, kind: str) -> dict[str, float]:
        """What speaks for each state, as weights; the caller bars those that it cannot be."""
        told = passages(self.legs, self.sentences, self.known)
        found: dict[str, float] = defaultdict(float)
        for spot in spots:
            words = self.sentences[spot.sentence]
            if spot.titled or len(spots) < 4:
                for country, weight in self._across(spot, told):
                    found[country] += weight
            if kind == "top" or title.endswith("minister"):
                for geo in self._there(words, spot):
                    found[geo.country] += 1.5 + 2 * ("invitation" in words.low)
                if (host := self._on_leg(words, spot)) is not None:
                    found[host] += 2
        if title != "ambassador" and len(self._unknown(lambda each: each.title == title)) == 1:
            alone = kind == "top" and len(self._unknown(_leads)) == 1
            beside = {spot.sentence for spot in spots}
            for country in self._entitled(title, beside, leads=alone):
                found[country] += 2
        if self.outlet:
            found[self.outlet] += 1.2
        if self.here and self.here != self.outlet and kind in ("top", "state"):
            found[self.here] += 0.8
        if not found and (own := self._led_up_to(spots[0], bool(SPOKESMEN & set(title.split())))):
            found[own] += 1.5
        speaks = title.rpartition(" ")[2] in _BESIDE
        if kind == "body" and speaks and not found and (last := self._spoken_of(spots[0])):
            found[last] += 1
        return dict(found)

    def companions(self, spots: Sequence[Spot], titles: Sequence[str]) -> str | None:
        """The state of those in whose delegation, or with `titles` in whose list, a person stands; None in doubt."""
        told = passages(self.legs, self.sentences, self.known)
        found: Counter[str] = Counter()
        for spot in spots:
            state = self._company(spot, told) or (self._list_state(spot, titles) if titles else None)
            if state:
                found[state] += 1
        ranked = found.most_common(2)
        return ranked[0][0] if ranked and (len(ranked) == 1 or ranked[0][1] > ranked[1][1]) else None

    def _led_up_to(self, spot: Spot, speaks: bool) -> str | None:
        before = self.sentences[max(0, spot.sentence - 4) : spot.sentence]
        return allegiance.led_up_to(before, self.sentences[spot.sentence], spot.start, spot.end, speaks=speaks)

    def _crossed(self) -> frozenset[frozenset[int]]:
        """The pairs of persons of whom one speaks with, meets or receives the other somewhere in the text."""
        found: set[frozenset[int]] = set()
        for number, row in self.in_sentence.items():
            words = self.sentences[number]
            if not any(lemma in _CROSSING for lemma in words.lemma):
                continue
            ordered = sorted(row, key=_start)
            for place, first in enumerate(ordered):
                for second in ordered[place + 1 :]:
                    between = range(first.end, second.start)
                    verb = any(words.lemma[i] in _CROSSING for i in between)
                    if (
                        verb
                        and words.dep[first.end - 1] in _ACTING
                        and not any(words.lemma[i] in COMPANY for i in between)
                    ):
                        found.add(frozenset((first.person, second.person)))
        return frozenset(found)

    def _list_state(self, spot: Spot, titles: Sequence[str]) -> str | None:
        """The state of another member of the list that an office-holder stands in."""
        words = self.sentences[spot.sentence]
        if (not spot.titled and not _titled_after(words, spot)) or speaks_up(words, spot):
            return None
        row = sorted(self.in_sentence.get(spot.sentence, ()), key=lambda s: s.start)
        place = next((i for i, s in enumerate(row) if s.start == spot.start), None)
        if place is None:
            return None
        for step in (-1, 1):
            here = place
            while 0 <= here + step < len(row) and _in_one_list(
                words, *sorted((row[here], row[here + step]), key=_start)
            ):
                here += step
                other = row[here]
                state = self.known.get(other.person)
                apart = self._opposite(spot.person, state) if state else True
                if apart or (len(row) == 2 and do_jointly(words, row)):
                    continue
                if _inviting(words, spot) or self._may_share(spot, titles, other, words):
                    return state
        return None

    def _opposite(self, person: int, state: str) -> bool:
        """Whether somebody of that state is told to meet the person."""
        return any(
            self.known.get(other) == state for pair in self.crossed if person in pair for other in pair - {person}
        )

    def _may_share(self, spot: Spot, titles: Sequence[str], other: Spot, words: Words) -> bool:
        """Whether two of one list can be of one state: not two of one office, nor several heads of state."""
        mine = set(titles)
        theirs = {h.title for h in self.holdings.get(other.person, ()) if not h.former}
        tops = [any(h.kind == "top" for h in self.holdings.get(s.person, ())) for s in (spot, other)]
        if mine & theirs or not theirs:
            return False
        return not (all(tops) and any(_said_of(words, each) for each in (spot, other)))

    def _company(self, spot: Spot, passages: Sequence[Passage]) -> str | None:
        """The state of those with whom somebody travels, told before the name or after it."""
        words = self.sentences[spot.sentence]
        row = self.in_sentence.get(spot.sentence, ())
        if words.word(0) in _BESIDE_HIM and "be" in words.lemma[1 : spot.start]:
            start = words.lemma.index("be")  # "Accompanying X are A and B"
            with_whom = [s for s in row if s.end <= start and s.person in self.known]
            return self.known[with_whom[0].person] if with_whom else self._traveller(spot.sentence, passages)
        for here in range(spot.start - 1, max(0, spot.start - 60) - 1, -1):
            if words.lemma[here] == "bring" and "with" in words.low[here : here + 3]:
                return self._of_party(words, here, spot, row, passages)
            if words.text[here] == ":" and {"travel", "accompany", "come", "fly"} & set(words.lemma[:here]):
                return self._of_party(words, here, spot, row, passages)  # "Nine ministers travel with the king: X, ..."
            if words.lemma[here] in _PARTY and _still_listing(words, here, spot.start):
                return self._of_party(words, here, spot, row, passages)
        return self._company_after(words, spot, row, passages)

    def served(self, spot: Spot) -> str | None:
        """The state of the leader whose official somebody is told to be: "X, Y's foreign minister, said"."""
        words = self.sentences[spot.sentence]
        if words.word(spot.end) != ",":
            return None
        after = words.low[spot.end + 1 : spot.end + 12]
        leader = next((s for s in self.in_sentence[spot.sentence] if s.start == spot.end + 1), None)
        if leader is None or words.word(leader.end) not in APOSTROPHES:
            return None
        office = after[leader.end - spot.end : after.index(",") if "," in after else len(after)]
        return self.known.get(leader.person) if any(word in HEADS for word in office) else None

    def come_from(self, person: int) -> str | None:
        """The state a traveller comes from: of the states of the officials named, the only one that is no stop.

        None where a leader's own state is not known: it may be the traveller's.
        """
        reached = self.visited(person)
        if not reached:
            return None
        serving = {p for p, held in self.holdings.items() if any(not h.former for h in held)}
        leading = {p for p in serving - {person} if any(h.kind == "top" and not h.former for h in self.holdings[p])}
        if leading - set(self.known):
            return None
        left = {state for p, state in self.known.items() if p in serving} - reached
        return next(iter(left)) if len(left) == 1 else None

    def _of_party(
        self, words: Words, here: int, spot: Spot, row: Sequence[Spot], passages: Sequence[Passage]
    ) -> str | None:
        """Whose delegation it is: the state before the word, its owner's, or else the last traveller's."""
        for geo in words.geos:
            if geo.kind in ("demonym", "country") and here - 3 <= geo.start < here and geo.end >= here - 1:
                return geo.country
        owners = [s for s in row if s.end <= here and s.person in self.known]
        if owners:
            return self.known[owners[-1].person]
        return self._traveller(spot.sentence, passages)

    def _company_after(self, words: Words, spot: Spot, row: Sequence[Spot], passages: Sequence[Passage]) -> str | None:
        """ "X and Y are accompanying the president", "X, Y and Z are part of the delegation"."""
        for here in range(spot.end, len(words)):
            lemma = words.lemma[here]
            if lemma not in _ALONGSIDE or (
                lemma not in ("accompany", "part", "member", "in") and "with" not in words.low[here : here + 4]
            ):
                continue
            belongs = "be" in words.lemma[spot.end : here] and _PARTY & set(words.low[here : here + 6])
            if words.word(here + 1) == "by" or (lemma in ("part", "member", "in") and not belongs):
                continue
            if any(words.pos[i] == "VERB" and words.dep[i] in ("ROOT", "conj") for i in range(spot.end, here)):
                return None
            after = [s for s in row if s.start > here and s.person in self.known]
            return self.known[after[0].person] if after else self._traveller(spot.sentence, passages)
        return None

    def _traveller(self, sentence: int, passages: Sequence[Passage]) -> str | None:
        """The state of whoever was last told to travel, or of whom the report tells that first."""
        last = [each for each in passages if each.sentence <= sentence]
        return (last or list(passages))[-1 if last else 0].of if passages else None

    def _across(self, spot: Spot, passages: Sequence[Passage]) -> Iterator[tuple[str, float]]:
        """The states on the other side of those that somebody receives, meets or is met by."""
        words = self.sentences[spot.sentence]
        if not passages or not any(lemma in _MEETING for lemma in words.lemma) or _acts_otherwise(words, spot):
            return
        if _of_several(words, spot):
            return
        told = {each.person: each for each in passages}
        row = [s for s in self.in_sentence.get(spot.sentence, ()) if s.person != spot.person]
        crossing = [s for s in row if s.person in told and _meeting_between(words, s, spot)]
        if crossing:
            own = [each for each in passages if each.person == crossing[0].person]
            yield (latest(own, spot) or own[0]).to, 3.0
            return
        if any(s.person in self.known for s in row):
            met = {
                self.known[s.person]
                for s in row
                if s.person in self.known
                and _meeting_between(words, s, spot)
                and (words.dep[s.end - 1] in _ACTING or words.dep[spot.end - 1] in _ACTING)
            }
            for each in passages:
                if met == {each.to}:
                    yield each.of, 2.0
                    return
                if met == {each.of}:
                    yield each.to, 2.0
                    return
            if met:
                return
        # nobody of a known state is named: the one who is met by, or receives, "him" or "the president" is the host
        receiving = words.dep[spot.end - 1] in ("nsubj", "agent") and any(
            words.lemma[i] in _RECEIVING for i in range(len(words))
        )
        other = words.dep[spot.end - 1] not in ("nsubj", "nsubjpass") or receiving
        near = [each for each in passages if each.sentence <= spot.sentence]
        pairs = {(each.of, each.to) for each in passages if each.sentence <= spot.sentence + 1}
        if other and len(pairs) > 1 and near and len({each.of for each in near}) == 1:
            pairs = {(near[0].of, (latest(near, spot) or near[0]).to)}
        if other and len(pairs) == 1:
            yield next(iter(pairs))[1], 1.5

    def visited(self, person: int) -> set[str]:
        """The states that a person is told to travel to, and which are thus others'."""
        return {leg.to for leg in self.legs if leg.person == person}

    def _on_leg(self, words: Words, spot: Spot) -> str | None:
        """The state in which a traveller is by then who meets, or is received or hosted by, somebody in office."""
        leg = latest(self.legs, spot)
        if leg is None or leg.person == spot.person or spot.sentence - leg.sentence > _STAYS or not spot.titled:
            return None
        home = leg.of or self.known.get(leg.person)
        row = self.in_sentence.get(spot.sentence, ())
        goer = [s.end for s in row if s.person == leg.person or (home and self.known.get(s.person) == home)]
        goer += [i + 1 for i, word in enumerate(words.low) if word in ("he", "she", "him", "her")]
        goer += [leg.at] if leg.sentence == spot.sentence else []
        seen_off = any(words.lemma[i] == "see" and words.word(i + 1) == "off" for i in range(len(words)))
        if not goer or not (_HOST_TELLING & set(words.lemma) or seen_off):
            return None
        if _acts_otherwise(words, spot) and words.lemma[words.head[spot.end - 1]] not in _HOSTING:
            return None
        between = range(max((end for end in goer if end <= spot.start), default=spot.start), spot.start)
        return None if any(words.lemma[i] in COMPANY or words.low[i] in COMPANY for i in between) else leg.to

    def _there(self, words: Words, spot: Spot) -> Iterator[Geo]:
        """The towns in which somebody is met: "in Kabul he inaugurated it with President X"."""
        follows = words.pos[spot.end] if spot.end < len(words) else ""
        acts = words.dep[spot.end - 1] in ("nsubj", "poss") and not _after_with(words, spot)
        if acts or speaks_up(words, spot) or follows in ("VERB", "AUX") or GATHERING & set(words.lemma):
            return
        places = [
            g
            for g in words.geos
            if g.kind in ("capital", "town", "country", "seat")
            and _met_at(words, g.start - 1 - (words.word(g.start - 1) == "the"))
        ]
        where = [g for g in words.geos if g.end < spot.start and words.low[g.end : g.end + 2] == (",", "where")]
        places = where[-1:] or places  # "came from Lima, where he met X": in Peru, wherever he came to
        met = any(lemma in _MEETING - _DEEDS for lemma in words.lemma)
        if met and len({g.country for g in places}) == 1:
            yield places[0]

    def _unknown(self, holds: Callable[[Holding], bool]) -> set[int]:
        """Those of no known state who hold such an office."""
        return {p for p, each in self.holdings.items() if any(holds(h) and not h.former for h in each)} - set(
            self.known
        )

    def _entitled(self, title: str, beside: Collection[int], *, leads: bool) -> set[str]:
        """The states of which the text names that office without a name, and whose holder it names nowhere.

        In the sentences `beside` the person is named: there the office is another's ("X called the Danish president").
        Who alone `leads` a state that is not known may be named so by "the Danish leader" too.
        """
        names = [tuple(title.split()), *([("leader",), ("first", "lady")] if leads else [])]
        now = [(p, h) for p, each in self.holdings.items() if p in self.known for h in each if not h.former]
        held = {self.known[p] for p, h in now if h.title == title}
        held |= {country for p, country in self.known.items() if not self.holdings.get(p)}  # "X of Y" may be Y's head
        held |= {self.known[p] for p, h in now if _leads(h)} if leads else set()
        found: set[str] = set()
        for number, words in enumerate(self.sentences):
            for geo in words.geos if number not in beside else ():
                here = geo.end + (words.word(geo.end) in APOSTROPHES)
                called = (words.low[here : here + len(parts)] == parts for parts in names)
                ends = next((here + len(parts) for parts, so in zip(names, called, strict=True) if so), None)
                if ends is not None and not words.capital(ends) and geo.kind in ("demonym", "country"):
                    found.add(geo.country)
        return found - held if len(found - held) == 1 else set()

    def _spoken_of(self, spot: Spot) -> str | None:
        """The state of the last person named before a spokesman, in his sentence or the two before.

        None if his sentence speaks of that state as another's.
        """
        words = self.sentences[spot.sentence]
        for other in self.in_sentence.get(spot.sentence, ()):
            between = words.low[spot.end : other.start]
            if between[:1] == (",",) and _BESIDE & set(between) and {"to", "of", "for"} & set(between):
                return self.known.get(other.person)  # "X, adviser to Prime Minister Y"
        others = {geo.country for geo in words.geos if geo.kind != "town"}
        for number in range(spot.sentence, max(spot.sentence - 3, -1), -1):
            row = [s for s in self.in_sentence.get(number, ()) if s.person in self.known and not self._left(s.person)]
            row = [s for s in row if number < spot.sentence or s.end <= spot.start]
            states = {self.known[s.person] for s in row}
            if states:
                return next(iter(states)) if len(states) == 1 and not states & others else None
        return None

    def _left(self, person: int) -> bool:
        """Whether all offices of a person are former ones, so that no spokesman speaks for them."""
        held = self.holdings.get(person, ())
        return bool(held) and all(each.former for each in held)


def _leads(held: Holding) -> bool:
    return held.kind == "top"


def _said_of(words: Words, spot: Spot) -> bool:
    """Whether a state is named right before a title and name or right after: "X of Y", "the Y-ish president X"."""
    for geo in words.geos:
        before = spot.start - 6 <= geo.start and geo.end <= spot.start
        after = words.word(spot.end) == "of" and spot.end < geo.start <= spot.end + 2
        if geo.kind != "town" and (before or after):
            return True
    return False


def _acts_otherwise(words: Words, spot: Spot) -> bool:
    """Whether somebody is the subject of a verb of their own that is none of meeting ("which X has said")."""
    if speaks_up(words, spot):
        return True
    head = spot.end - 1
    verb = words.head[head]
    return words.dep[head] == "nsubj" and words.pos[verb] == "VERB" and words.lemma[verb] not in _MEETING


def speaks_up(words: Words, spot: Spot) -> bool:
    """Whether a word of saying follows a name, whatever the parse makes of it: "will meet A, Minister X (…) said"."""
    after = spot.end
    if words.word(after) == "(" and ")" in words.low[after : after + 6]:
        after = words.low.index(")", after) + 1
    return words.word(after) in SAID


def _met_at(words: Words, link: int) -> bool:
    """Whether a preposition of place hangs on the meeting or on whom it is with, not on "the situation in Y"."""
    if words.word(link) not in ("in", "to", "at"):
        return False
    above = words.head[link]
    return words.pos[above] == "PROPN" or words.lemma[above] in _MEETING | GOING | TRIPS | {"hold", "have", "be"}


def _of_several(words: Words, spot: Spot) -> bool:
    """Whether somebody is one of those that a plural counts: "the ministers, X and Y, are to meet" one another."""
    here = spot.end - 1
    while words.dep[here] in ("appos", "conj") and words.head[here] != here:
        here = words.head[here]
    return words.pos[here] == "NOUN" and words.low[here] != words.lemma[here]


def do_jointly(words: Words, row: Sequence[Spot]) -> bool:
    """Whether the two of a row do something to each other, as two sides do: "X and Minister Y agreed"."""
    last = max(s.end for s in row)
    verb = next((i for i in range(last, min(last + 4, len(words))) if words.pos[i] == "VERB"), None)
    return verb is not None and words.lemma[verb] in _JOINTLY and "with" not in words.low[verb : verb + 3]


def _after_with(words: Words, spot: Spot) -> bool:
    """Whether a name and its office follow "with", whatever the parse makes of "met with X to discuss"."""
    here = spot.start - 1
    while here >= 0 and words.capital(here):
        here -= 1
    return words.word(here) == "with"


def _start(spot: Spot) -> int:
    return spot.start


def _titled_after(words: Words, spot: Spot) -> bool:
    return words.word(spot.end) in (",", "(") and any(word in HEADS for word in words.low[spot.end : spot.end + 8])


def _in_one_list(words: Words, first: Spot, second: Spot) -> bool:
    """Whether only a comma or "and" and an office stand between two names."""
    between = words.low[first.end : second.start]
    if words.dep[first.end - 1] == "pobj" and words.dep[second.end - 1] == "nsubj":
        return False  # "After talks with X, President Y met"
    if _inviting(words, first) != _inviting(words, second):
        return False  # "At the invitation of X and Minister Y, Minister Z will"
    if not 1 <= len(between) <= _LISTED or between[0] not in (",", "and", ";", "&", "as", "("):
        return False
    if any(word in ("his", "her", "their", "its", "counterpart", "with") for word in between) or any(
        geo.kind in ("demonym", "country") for geo in words.geos if first.end <= geo.start < second.start
    ):
        return False
    return not any(words.pos[i] in ("VERB", "AUX", "SCONJ") for i in range(first.end, second.start))


def _inviting(words: Words, spot: Spot) -> bool:
    """Whether somebody is one of those "at the invitation of" whom another comes."""
    here, seen = spot.end - 1, 0
    while words.lemma[here] != "invitation" and words.dep[here] in ("conj", "appos", "pobj", "prep") and seen < 20:
        here, seen = words.head[here], seen + 1
    return words.lemma[here] == "invitation" and here < spot.start


def _still_listing(words: Words, here: int, spot: int) -> bool:
    """Whether what follows "delegation" up to a name lists its members: "delegation including A, B and"."""
    verbs = [
        words.lemma[i]
        for i in range(here + 1, spot)
        if words.pos[i] in ("VERB", "AUX") and words.lemma[i] not in ("be", "have")
    ]
    listing = any(
        words.lemma[i] in _WITHIN or words.low[i] in ("including", "of", "by", ":") for i in range(here + 1, spot)
    )
    return listing and all(verb in _WITHIN for verb in verbs)


def _meeting_between(words: Words, other: Spot, spot: Spot) -> bool:
    """Whether a word for meeting or receiving stands between two names, or "with" and one in the sentence."""
    low, high = sorted((other, spot), key=_start)
    between = range(low.end, high.start)
    if words.word(low.end) in APOSTROPHES and any(words.lemma[i] in COMPANY for i in between):
        return False
    if any(words.lemma[i] in _MEETING for i in between):
        return not any(
            words.lemma[i] in COMPANY
            for i in between
            if i > low.end + 2 and high is spot and _last_verb(words, i, high.start)
        )
    joined = any(words.low[i] in ("with", "by", "of") for i in between) and any(
        lemma in _MEETING for lemma in words.lemma
    )
    return joined and not any(words.low[i] in COMPANY or words.lemma[i] in COMPANY for i in between)


def _last_verb(words: Words, here: int, end: int) -> bool:
    return not any(words.lemma[i] in _MEETING for i in range(here + 1, end))
