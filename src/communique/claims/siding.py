"""On whose side somebody in office stands: by who travels with whom, who receives whom, and where it was written.

Invariant: an answer rests on a tie that the text makes (a list, a company, a visit and its host, the
outlet's own state), each with its weight; without one, or where two weigh about the same, there is none.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from communique.claims import allegiance
from communique.claims.beside import (
    MEETING,
    RECEIVING,
    acts_otherwise,
    after_with,
    do_jointly,
    first_word,
    in_one_list,
    invites,
    meeting_between,
    met_at,
    of_several,
    said_of,
    speaks_up,
    still_listing,
    titled_after,
)
from communique.claims.legs import GATHERING, Passage, latest, passages, read_homes, read_legs
from communique.claims.lexicon import APOSTROPHES, COMPANY, COUPLES, HEADS, SPOKESMEN
from communique.claims.words import Geo, Words

if TYPE_CHECKING:
    from communique.claims.belonging import Holding, Spot

_PARTY = frozenset({"delegation", "entourage", "team", "side", "retinue", "party"})
_ALONGSIDE = frozenset({"accompany", "travel", "come", "fly", "arrive", "part", "member", "join", "in"})
_BESIDE_HIM = frozenset({"accompanying", "joining"})
_DEEDS = frozenset({"sign", "attend", "witness", "tell"})
_CROSSING = MEETING | {"speak", "telephone", "phone", "congratulate", "thank", "urge"}
_ACTING = frozenset({"nsubj", "nsubjpass", "agent"})
_BESIDE = frozenset({"spokesman", "spokeswoman", "spokesperson", "aide", "adviser", "advisor", "assistant", "official"})
_HOSTING = frozenset({"hold", "give", "present", "award", "decorate", "chair"})
_HOST_TELLING = MEETING - {"tell", "attend"} | {"ceremony", "reception", "award", "confer", "speak", "phone"}
_STAYS = 3
"""How many sentences after it is told a leg goes on."""
_COUPLED = 6
"""Words between the names of a couple: the state of the one, "and", and the office of the other."""


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
            state = self._company(spot, told) or self._of_couple(spot, titles)
            state = state or (self._list_state(spot, titles) if titles else None)
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
            ordered = sorted(row, key=first_word)
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
        if (not spot.titled and not titled_after(words, spot)) or speaks_up(words, spot):
            return None
        row = sorted(self.in_sentence.get(spot.sentence, ()), key=lambda s: s.start)
        place = next((i for i, s in enumerate(row) if s.start == spot.start), None)
        if place is None:
            return None
        for step in (-1, 1):
            here = place
            while 0 <= here + step < len(row) and in_one_list(
                words, *sorted((row[here], row[here + step]), key=first_word)
            ):
                here += step
                other = row[here]
                state = self.known.get(other.person)
                apart = self._opposite(spot.person, state) if state else True
                if apart or (len(row) == 2 and do_jointly(words, row)):
                    continue
                if invites(words, spot) or self._may_share(spot, titles, other, words):
                    return state
        return None

    def _of_couple(self, spot: Spot, titles: Sequence[str]) -> str | None:
        """The state of whoever a queen or first lady is named with: "King X of Y and Queen Z"."""
        words = self.sentences[spot.sentence]
        for other in self.in_sentence.get(spot.sentence, ()):
            between = words.low[other.end : spot.start]
            held = {h.title for h in self.holdings.get(other.person, ()) if not h.former}
            pair = any(held & each and {*titles} & each and not held & {*titles} for each in COUPLES)
            if pair and "and" in between and len(between) <= _COUPLED and other.person in self.known:
                return self.known[other.person]
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
        return not (all(tops) and any(said_of(words, each) for each in (spot, other)))

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
            if words.lemma[here] in _PARTY and still_listing(words, here, spot.start):
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
        if not passages or not any(lemma in MEETING for lemma in words.lemma) or acts_otherwise(words, spot):
            return
        if of_several(words, spot):
            return
        told = {each.person: each for each in passages}
        row = [s for s in self.in_sentence.get(spot.sentence, ()) if s.person != spot.person]
        crossing = [s for s in row if s.person in told and meeting_between(words, s, spot)]
        if crossing:
            own = [each for each in passages if each.person == crossing[0].person]
            yield (latest(own, spot) or own[0]).to, 3.0
            return
        if any(s.person in self.known for s in row):
            met = {
                self.known[s.person]
                for s in row
                if s.person in self.known
                and meeting_between(words, s, spot)
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
            words.lemma[i] in RECEIVING for i in range(len(words))
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
        if acts_otherwise(words, spot) and words.lemma[words.head[spot.end - 1]] not in _HOSTING:
            return None
        between = range(max((end for end in goer if end <= spot.start), default=spot.start), spot.start)
        return None if any(words.lemma[i] in COMPANY or words.low[i] in COMPANY for i in between) else leg.to

    def _there(self, words: Words, spot: Spot) -> Iterator[Geo]:
        """The towns in which somebody is met: "in Kabul he inaugurated it with President X"."""
        follows = words.pos[spot.end] if spot.end < len(words) else ""
        acts = words.dep[spot.end - 1] in ("nsubj", "poss") and not after_with(words, spot)
        if acts or speaks_up(words, spot) or follows in ("VERB", "AUX") or GATHERING & set(words.lemma):
            return
        places = [
            g
            for g in words.geos
            if g.kind in ("capital", "town", "country", "seat")
            and met_at(words, g.start - 1 - (words.word(g.start - 1) == "the"))
        ]
        where = [g for g in words.geos if g.end < spot.start and words.low[g.end : g.end + 2] == (",", "where")]
        places = where[-1:] or places  # "came from Lima, where he met X": in Peru, wherever he came to
        met = any(lemma in MEETING - _DEEDS for lemma in words.lemma)
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
                called = (here + len(parts) for parts in names if words.low[here : here + len(parts)] == parts)
                ends = next(called, None)
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
