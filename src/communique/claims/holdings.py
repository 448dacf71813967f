"""The offices that a report's own words give its persons, beside their names and in lists.

Invariant: an office held stands in the words around the name; a counterpart's or a successor's office
is not known here yet.
"""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from communique.claims.appositives import Naming
from communique.claims.belonging import Holding, Spot
from communique.claims.legs import read_legs
from communique.claims.lexicon import ADDRESS, HEADS, PART, canonical_title
from communique.claims.offices import OfficePhrase
from communique.claims.people import People
from communique.claims.walking import Walk
from communique.claims.words import Words


def holdings_of(people: People, sentences: Sequence[Words]) -> dict[int, list[Holding]]:
    """The offices that the report's own words give each person; a counterpart's is not known here yet."""
    held: dict[int, list[Holding]] = defaultdict(list)
    for naming in people.namings:
        phrases = [people.phrases[naming.spot.sentence][which] for which in naming.phrases]
        told = [_holding(each, naming.spot.sentence) for each in phrases if each.kind not in _OTHERS]
        told.extend(_beyond(told, _listed(sentences[naming.spot.sentence], naming)))
        if own := list(_in_brackets(sentences[naming.spot.sentence], naming)):
            told = [*own, *(each for each in told if each.title != "minister")]
        held[naming.spot.person].extend(told)
    return held


def by_title_alone(
    people: People,
    sentences: Sequence[Words],
    held: Mapping[int, Sequence[Holding]],
    countries: Mapping[int, str],
    unnamed: Iterable[tuple[str, str]],
) -> Iterator[tuple[int, Holding]]:
    """The office of one who is named without any, and elsewhere told by it: "A and X held talks", "the Y-ish leader".

    Only where a report leads with the name of one beside a head of state, and tells of one other head of state without
    a name. `unnamed` are the offices, with their states, of which the report names no holder.
    """
    taken = {countries.get(person) for person, each in held.items() if any(h.kind == "top" for h in each)}
    tops = {(title, state) for title, state in unnamed if HEADS.get(title) == "top" and state not in taken}
    if len({state for _, state in tops}) != 1:
        return
    beside = {
        second.spot.person: second.spot.sentence
        for first, second in itertools.pairwise(people.namings)
        if first.spot.sentence == second.spot.sentence
        and second.begin - first.spot.end in range(1, 5)
        and sentences[first.spot.sentence].word(second.begin - 1) == "and"
        and any(h.kind == "top" for h in held.get(first.spot.person, ()))
        and not held.get(second.spot.person)
        and second.spot.person not in countries
    }
    if len(beside) == 1:
        title, state = max(tops, key=lambda each: (each[0] != "leader", each))
        ((person, sentence),) = beside.items()
        yield person, Holding(title, "top", state, False, sentence)


def by_state_alone(
    people: People,
    sentences: Sequence[Words],
    held: Mapping[int, Sequence[Holding]],
    countries: Mapping[int, str],
    read: Walk,
    here: str | None,
) -> Iterator[tuple[int, Holding]]:
    """The state of a head of state or government whom the report names without it, and elsewhere by it alone.

    "President X arrived on Monday. ... The Y-ish leader flew in from Z": the one leader of unknown state is Y's, unless
    he goes to Y or stands beside Y's leader in a sentence. Where every leader's state is known, it may be the one
    whom the report names most often, and without any office.
    """
    tops = [
        (title, state, number)
        for (title, state), number in read.nameless.items()
        if HEADS.get(title.rpartition(" ")[2]) == "top" or title == "prime minister"
    ]
    if not tops:
        return
    row: dict[int, list[Spot]] = defaultdict(list)
    for naming in people.namings:
        row[naming.spot.sentence].append(naming.spot)
    away = {(leg.person, leg.to) for leg in read_legs(sentences, row, held, here)}
    told: dict[int, set[int]] = defaultdict(set)
    called: dict[int, set[int]] = defaultdict(set)
    for mention in read.mentions:
        for kind, key in mention.refs:
            if kind == "person":
                (called if mention.form == "title" else told)[int(key)].add(mention.sentence)
    # Who is once told as former is not the one who leads now ("the late Sultan X ... Sultan X went there twice").
    gone = {(p, h.title) for p, each in held.items() for h in each if h.former}
    leading = {
        p: next((h for h in each if h.kind == "top" and not h.former and (p, h.title) not in gone), None)
        for p, each in held.items()
    }
    unknown = [p for p, office in leading.items() if office and p not in countries]
    if not unknown:
        acting = Counter(n.spot.person for n in people.namings if _acts(sentences[n.spot.sentence], n.spot))
        bare = [
            draft
            for draft in people.persons
            if not held.get(draft.number) and draft.number not in countries
            if acting[draft.number] * _SELDOM >= draft.mentions  # "the Lau islands" name no leader
        ]
        most = max((draft.mentions for draft in bare), default=0)
        unknown = [draft.number for draft in bare if draft.mentions == most >= _MUCH]
    fits = {
        (person, state, leading.get(person) or Holding(title, "top", state, False, min(called[number], default=0)))
        for title, state, number in tops
        for person in unknown
        if (person, state) not in away and called[number] and not told[person] & called[number]
        if _same_kind(title, leading.get(person))
        if not any(o and countries.get(p) == state and _same_kind(title, o) for p, o in leading.items())
    }
    if len({state for _, state, _ in fits}) == 1 and len({person for person, _, _ in fits}) == 1:
        person, state, office = min(fits, key=lambda each: each[2].title)
        yield person, replace(office, country=state, explicit=True)


def _same_kind(title: str, office: Holding | None) -> bool:
    """Whether somebody told by a title alone can be who holds an office; "the leader" is any that leads a state."""
    return office is None or title == "leader" or office.title in (title, "leader")


def _acts(words: Words, spot: Spot) -> bool:
    return words.dep[spot.end - 1] in ("nsubj", "nsubjpass")


_SELDOM = 3
"""A leader is the subject of one in so many sentences that name him, at the least."""
_OTHERS = ("counterpart", "succession")
_MUCH = 4
"""So often is a leader named of whom nothing but a title elsewhere tells the office."""


def _in_brackets(words: Words, naming: Naming) -> Iterator[Holding]:
    """The office of one of several ministers whose field stands in brackets: "two ministers: X (Trade) and Y"."""
    start = naming.spot.end + 1
    if words.word(start - 1) != "(" or "ministers" not in words.low[: naming.spot.start]:
        return
    stop = next((i for i in range(start, min(start + 9, len(words))) if words.text[i] == ")"), start)
    field = words.low[start:stop]
    if field and field[0] in PART and words.capital(start) and all(w in PART or w in ("and", "&", ",") for w in field):
        title = canonical_title(f"{words.surface(start, stop).lower()} minister")
        yield Holding(title, "state", None, False, naming.spot.sentence)


def _beyond(told: Sequence[Holding], listed: Iterator[Holding]) -> Iterator[Holding]:
    """What a list's entry says of an office more than the office phrases in it do."""
    known = {word for each in told for word in each.title.lower().split()}
    for entry in listed:
        rest = entry.title
        for each in told:
            rest = rest.removeprefix(f"{each.title.lower()} and ")
        new = [word for word in rest.split() if word not in known]
        if len(new) * 2 > len(rest.split()):
            yield replace(entry, title=rest)


def _listed(words: Words, naming: Naming) -> Iterator[Holding]:
    """The office of an entry in a list: "Ms. A. Name, Second Gentleman of the United States", no verb in it."""
    end = naming.spot.end
    if any(words.low[i] not in ADDRESS and words.low[i] != "the" for i in range(naming.spot.start)):
        return
    if words.word(end) != "," or not words.capital(end + 1):
        return
    if any(pos in ("VERB", "AUX") and text.islower() for pos, text in zip(words.pos, words.text, strict=True)):
        return
    start, stop = end + 1, end + 1
    while stop < len(words) and words.text[stop] not in (",", "(", ";", "#", "."):
        stop += 1
    geo = words.geo_at.get(start)
    if geo and geo.end >= stop:
        return  # "Otieno, Thailand, trade": key words under a report
    if geo and geo.kind in ("country", "demonym") and geo.end < stop:
        start = geo.end
    whose = geo or next(
        (g for g in words.geos if end < g.start < stop and words.word(g.start - 1) in ("the", "of")), None
    )
    small = sum(words.text[i].islower() and words.pos[i] in ("NOUN", "VERB", "ADJ") for i in range(start, stop))
    if 0 < stop - start <= 14 and small <= 2:
        country = whose.country if whose and whose.kind in ("country", "demonym") else None
        title = words.surface(start, stop).lower()
        yield Holding(title, "body", country, False, naming.spot.sentence, explicit=country is not None)


def _holding(phrase: OfficePhrase, sentence: int) -> Holding:
    acts = phrase.kind != "private" and not phrase.organization
    country = phrase.countries[0] if phrase.countries and acts else None
    return Holding(
        phrase.title, phrase.kind, country, phrase.former, sentence, phrase.organization, explicit=country is not None
    )
