"""One walk through a report in reading order, in which every mention of an actor finds its actor.

Invariant: the walk never looks at another report, and walking twice over the same knowledge gives the
same mentions; what it learns on the way (a counterpart's office, the state of "his minister") is
handed back, not acted on, so that a second walk can use it throughout.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from communique.claims.appositives import Naming
from communique.claims.belonging import Holding
from communique.claims.coreference import (
    PRONOUNS,
    SUBJECT,
    leaders_meant,
    pronoun_person,
    states_meant,
    title_holders,
)
from communique.claims.lexicon import (
    BARE_BODIES,
    PART,
    PLURAL_APART,
    PLURAL_STATES,
    POSSESSIVE_PRONOUNS,
    SPOKESMEN,
    STATE_HEADS,
    STYLES,
    STYLES_OF_TWO,
)
from communique.claims.offices import COUNTRY_NOUNS, OfficePhrase, named_elsewhere, since_somebody
from communique.claims.people import People
from communique.claims.places import demonym
from communique.claims.plurals import (
    COUNTING,
    PERSONS,
    each_of_two,
    names_following,
    remember_groups,
    several,
    they,
)
from communique.claims.states import StateMention, read_states
from communique.claims.titles import (
    is_said_of_him,
    named_after_title,
    of_those,
    offices_of_spouse,
    official_told,
    styled,
    styled_two,
    told_apart,
)
from communique.claims.walking import RawMention, Ref, Walk, person_ref, put
from communique.claims.words import Geo, Words

_THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
_RELATIVE = frozenset({"who", "whom", "whose"})
_OF_TWO = frozenset({"their", "royal", "serene"})
_STAND_ALONE = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "poss", "conj", "appos", "ROOT", "compound", "agent"})
_ROLE_PREPOSITIONS = frozenset({"as", "for", "of", "like", "than"})
_ACTS = frozenset({"nsubj", "nsubjpass", "agent", "pobj"})
_REMEMBERED = 12
"""So many sentences back a ministry may be told of to be "the ministry"."""
_PARTNERS = frozenset({"guest", "host"})


def walk(
    sentences: Sequence[Words],
    people: People,
    held: Mapping[int, Sequence[Holding]],
    countries: Mapping[int, str],
    genders: Mapping[int, str],
    possible: Sequence[Sequence[StateMention]],
) -> Walk:
    """Read all sentences in order; `possible` are the states that each may let act."""
    state = Walk(sentences, people, held, countries, genders, possible)
    namings: dict[int, list[Naming]] = {}
    for naming in people.namings:
        namings.setdefault(naming.spot.sentence, []).append(naming)
    for number, words in enumerate(sentences):
        _read_sentence(state, number, words, namings.get(number, []))
    return state


_Step = tuple[int, int, Callable[[], None]]


def _read_sentence(state: Walk, number: int, words: Words, namings: Sequence[Naming]) -> None:
    phrases = state.people.phrases[number]
    attached = {which: naming for naming in namings for which in naming.phrases}
    taken: dict[int, object] = {}
    for naming in namings:
        geo = _of_country(words, naming.spot.end)
        taken.update(dict.fromkeys(range(naming.begin, geo.end if geo else naming.spot.end)))
    for phrase in phrases:
        taken.update(dict.fromkeys(range(phrase.start, phrase.end)))
    steps: list[_Step] = []
    for naming in namings:
        steps.append((naming.spot.start, 2, lambda n=naming: _name(state, number, words, n)))  # type: ignore[misc]
    for which, phrase in enumerate(phrases):
        owner = attached.get(which)
        counted = owner is not None and phrase.indefinite and owner.begin == since_somebody(words, phrase.end)
        if (phrase.name and owner) or counted:
            continue
        if owner and not phrase.plural:
            steps.append((phrase.start, 3, lambda p=phrase, o=owner: _beside(state, number, words, p, o)))  # type: ignore[misc]
        else:
            steps.append((phrase.start, 1, lambda p=phrase: _title(state, number, words, p)))  # type: ignore[misc]
    two = [here for here, word in enumerate(words.low) if word in STYLES_OF_TWO and words.word(here - 1) in _OF_TWO]
    taken.update(dict.fromkeys(two))
    for mention in read_states(state.possible[number], taken):
        steps.append((mention.start, 1, lambda m=mention: _state(state, number, words, m)))  # type: ignore[misc]
    for geo in words.geos:
        weight = 0.7 if geo.kind in ("town", "capital") else 1.0
        steps.append((geo.start, 0, lambda g=geo, w=weight: state.discourse.note_state(g.country, number, w)))  # type: ignore[misc]
    ahead = [(n.spot.end - 1, n.spot.person) for n in namings]
    for position, word in enumerate(words.low):
        if STYLES & set(words.low[position + 1 : position + 3]) and word in POSSESSIVE_PRONOUNS:
            continue  # "His Majesty" is one mention, read at its second word
        if word in PRONOUNS or word in _RELATIVE:
            steps.append((position, 0, lambda i=position: _pronoun(state, number, words, i, ahead)))  # type: ignore[misc]
        elif position not in taken and (word in COUNTING or word in PLURAL_STATES or word in PERSONS):
            steps.append((position, 1, lambda i=position: several(state, number, words, i)))  # type: ignore[misc]
        elif position in two:
            steps.append((position, 1, lambda i=position: styled_two(state, number, words, i)))  # type: ignore[misc]
        elif word in BARE_BODIES and position not in taken:
            steps.append((position, 1, lambda i=position: _bare_body(state, number, words, i)))  # type: ignore[misc]
        elif word in STYLES and position not in taken:
            steps.append((position, 1, lambda i=position: styled(state, number, words, i)))  # type: ignore[misc]
        elif word in _PARTNERS:
            steps.append((position, 1, lambda i=position: _partner(state, number, words, i)))  # type: ignore[misc]
    for _, _, step in sorted(steps, key=lambda each: each[:2]):
        step()
    remember_groups(state, number, words)


def _name(state: Walk, number: int, words: Words, naming: Naming) -> None:
    spot = naming.spot
    end = spot.end
    if words.word(end) in STATE_HEADS and not naming.phrases:
        country = state.country_of(spot.person)
        put(state, number, words, (spot.start, end + 1, end), [("state", country)] if country else [], "state")
        return
    for which in naming.phrases:
        phrase = state.people.phrases[number][which]
        _learn(state, number, words, phrase, spot.person)
    named_after_title(state, number, words, naming)
    geo = _of_country(words, end)
    if geo and naming.phrases:
        held = state.held.get(spot.person, ())
        fresh = [(spot.person, h) for h in held if h.sentence == number and h.country is None and h.kind != "private"]
        fresh += [(p, h) for p, h in offices_of_spouse(state, number, words, naming) if h.country is None]
        state.learned.extend((person, replace(h, country=geo.country, explicit=True)) for person, h in fresh)
    span = (naming.begin, geo.end if geo else end, _head(words, spot.start, end))
    put(state, number, words, span, [person_ref(spot.person)], "name")


def _head(words: Words, start: int, end: int) -> int:
    return next((i for i in range(end - 1, start - 1, -1) if not start <= words.head[i] < end), end - 1)


def _of_country(words: Words, end: int) -> Geo | None:
    """The state in "President X of Y"."""
    here = end + 1 + (words.word(end + 1) == "the")
    geo = words.geo_at.get(here)
    return geo if words.word(end) == "of" and geo and geo.kind == "country" and geo.start == here else None


def _learn(state: Walk, number: int, words: Words, phrase: OfficePhrase, person: int) -> None:
    """What a named office-holder's phrase tells only in its surroundings."""
    if phrase.kind == "counterpart":
        other = _antecedent(state, number, words, phrase, person)
        office = main_office(state, other) if other is not None else None
        country = phrase.countries[0] if phrase.countries else None
        if office:
            title, kind = named_elsewhere(office.title, country), office.kind
            state.learned.append((person, Holding(title, kind, country, False, number, explicit=country is not None)))
        elif country:
            state.learned.append((person, Holding("counterpart", "counterpart", country, False, number, explicit=True)))
        return
    if phrase.kind == "succession":
        owner = _possessor_person(state, number, phrase)
        office = main_office(state, owner) if owner is not None else None
        if office and office.country:
            former = phrase.noun == "predecessor"
            state.learned.append((person, replace(office, sentence=number, former=former, explicit=True)))
        return
    if not phrase.countries and phrase.possessor is not None and phrase.kind != "private":
        country = _possessor_country(state, number, words, phrase)
        if country and not phrase.organization:
            held = Holding(phrase.title, phrase.kind, country, phrase.former, number, explicit=True)
            state.learned.append((person, held))
        elif country is None and _of_body(state, number, phrase):
            held = Holding(phrase.title, phrase.kind, None, phrase.former, number, organization=True)
            state.learned.append((person, held))


def _of_body(state: Walk, number: int, phrase: OfficePhrase) -> bool:
    """Whether the one whose office-holder this is acts for a body and no state: "the U.N. chief ... his spokesman"."""
    refs = state.at.get((number, phrase.possessor or 0), ())
    owners = [int(key) for kind, key in refs if kind == "person"]
    if any(kind == "body" for kind, _ in refs):
        return True
    return any(each.organization for owner in owners for each in state.holdings_of(owner))


def main_office(state: Walk, person: int) -> Holding | None:
    """The office by which a person is best known: one of a state, with that state, held now."""
    held = state.holdings_of(person)
    country = state.country_of(person)
    ranks = {"top": 0, "state": 1, "body": 2, "rank": 3, "counterpart": 4, "private": 5, "succession": 6}
    best = min(held, key=lambda h: (h.former, ranks[h.kind], h.sentence), default=None)
    return replace(best, country=best.country or country) if best else None


def _antecedent(state: Walk, number: int, words: Words, phrase: OfficePhrase, person: int | None) -> int | None:
    """Whose counterpart: the owner of "his", else the last official of another state, a subject first."""
    owner = _possessor_person(state, number, phrase)
    if owner is not None and owner != person:
        return owner
    country = phrase.countries[0] if phrase.countries else None
    found = [
        seen
        for seen in state.discourse.recent(number, 2)
        if seen.person != person and (not country or state.country_of(seen.person) != country)
    ]
    official = [seen for seen in found if state.holdings_of(seen.person)]
    best = max(official or found, key=lambda s: (s.sentence, s.subject, s.position), default=None)
    return best.person if best else None


def _possessor_person(state: Walk, number: int, phrase: OfficePhrase) -> int | None:
    if phrase.possessor is None:
        return None
    refs = state.at.get((number, phrase.possessor), ())
    return next((int(key) for kind, key in refs if kind == "person"), None)


def _possessor_country(state: Walk, number: int, words: Words, phrase: OfficePhrase) -> str | None:
    """The state of the one whose office-holder this is: of "his", of "Putin's", of "the country's"."""
    if phrase.possessor is None:
        return None
    refs = state.at.get((number, phrase.possessor), ())
    if refs:
        return state.state_of(refs[0])
    word = words.low[phrase.possessor]
    if word in COUNTRY_NOUNS and words.word(phrase.possessor - 1) in ("that", "this") and state.discourse.states:
        return state.discourse.states[-1][1]
    if word in POSSESSIVE_PRONOUNS and word != "its":
        return None
    if word == "its" and (owner := _subject_before(state, number, phrase.possessor)):
        return state.state_of(owner)
    if word in COUNTRY_NOUNS or word == "its":
        meant = states_meant(state.discourse, number, 1)
        return meant[0] if meant else None
    return None


def _bare_body(state: Walk, number: int, words: Words, position: int) -> None:
    """ "The foreign ministry", "the ministry": of the state, or the very body, that the sentences before are about."""
    start = position
    while words.word(start - 1) in PART and words.text[start - 1].islower():
        start -= 1
    if words.word(start - 1) != "the" or words.dep[position] not in _ACTS or (number, position) in state.at:
        return
    name = " ".join(words.low[start : position + 1])
    told = [m.refs[0] for m in state.mentions if m.form == "body" and number - m.sentence <= _REMEMBERED]
    same = [ref for ref in reversed(told) if ref[1].lower().endswith(name) and state.bodies.get(ref[1])]
    owner = _subject_before(state, number, position)
    span = (start - 1, position + 1, position)
    if same:
        put(state, number, words, span, same[:1], "body")
    elif owner is not None and owner[0] == "state" and start < position:
        label = f"{demonym(owner[1])} {name}"
        state.bodies.setdefault(label, owner[1])
        put(state, number, words, span, [("body", label)], "body")


def _subject_before(state: Walk, number: int, position: int) -> Ref | None:
    """The state or body that "its" takes up: the last that a main clause is about, here or in the sentence before."""
    for mention in reversed(state.mentions):
        if mention.sentence < number - 1:
            break
        words = state.sentences[mention.sentence]
        here = mention.sentence == number
        if mention.form not in ("state", "body") or len(mention.refs) != 1 or (here and mention.start >= position):
            continue
        root = words.head[mention.head]
        if words.dep[mention.head] in SUBJECT and words.dep[root] == "ROOT":
            return mention.refs[0]
    return None


def _beside(state: Walk, number: int, words: Words, phrase: OfficePhrase, naming: Naming) -> None:
    """An office that stands after the name it belongs to."""
    state.mentions.append(
        RawMention((person_ref(naming.spot.person),), number, phrase.start, phrase.end, phrase.head, "title")
    )
    for position in range(phrase.start, phrase.end):
        state.at.setdefault((number, position), (person_ref(naming.spot.person),))


def _title(state: Walk, number: int, words: Words, phrase: OfficePhrase) -> None:
    """An office without a name: "the Iranian president", "both presidents", "his Russian counterpart"."""
    if is_said_of_him(state, number, words, phrase):
        return
    if not phrase.countries and words.word(phrase.head - 1) in ("new", "next", "future", "incoming", "any", "every"):
        return  # "the inauguration of the new president": of whoever that will be
    if phrase.indefinite or (phrase.kind == "private" and not phrase.definite) or phrase.kind == "rank":
        return
    span = (phrase.start, phrase.end, phrase.head)
    if phrase.plural and (named := names_following(state, number, words, phrase)):
        put(state, number, words, span, named, "plural")
        each_of_two(state, number, words, phrase, named)
        return
    if phrase.plural:
        refs = tuple(person_ref(p) for p in _title_plural(state, number, phrase))
        if refs:
            put(state, number, words, span, refs, "plural")
        elif phrase.countries and not phrase.former and phrase.title.rpartition(" ")[2] not in PLURAL_APART:
            put(state, number, words, span, [("state", c) for c in phrase.countries], "state")
        return
    if not _refers(words, phrase):
        return
    country = phrase.countries[0] if phrase.countries else _possessor_country(state, number, words, phrase)
    if phrase.possessor is not None and country is None and phrase.kind != "counterpart":
        return
    if phrase.kind == "counterpart":
        person = _counterpart(state, number, words, phrase)
    else:
        person = official_told(state, number, phrase)
        person = _holder(state, number, phrase, country) if person is None else person
    if person is not None:
        put(state, number, words, span, [person_ref(person)], "title")


def _refers(words: Words, phrase: OfficePhrase) -> bool:
    """Whether a title alone points at somebody, rather than saying what somebody is or may become."""
    dep = words.dep[phrase.head]
    plan = words.word(phrase.end) == "to" and words.pos[phrase.end + 1 : phrase.end + 2] == ("VERB",)
    if plan and phrase.countries and phrase.kind == "top" and words.capital(phrase.head):
        return True  # a headline's "Sultan of Oman to visit P"
    if dep not in _STAND_ALONE or phrase.kind == "succession":
        return False
    governor = words.low[words.head[phrase.head]]
    determined = phrase.definite or phrase.possessor is not None or phrase.of_country
    if dep == "pobj" and governor in _ROLE_PREPOSITIONS and not determined:
        return False
    if dep == "pobj" and governor == "as":
        return False
    if dep == "compound" and not determined:
        return False
    return determined or (bool(phrase.countries) and (dep in SUBJECT or phrase.start == 0 or dep in ("dobj", "pobj")))


def _title_plural(state: Walk, number: int, phrase: OfficePhrase) -> tuple[int, ...]:
    if len(phrase.countries) >= 2:
        found = [_holder(state, number, replace(phrase, plural=False), country) for country in phrase.countries]
        return tuple(person for person in found if person is not None)
    if phrase.countries or not (phrase.definite or phrase.number) or told_apart(state.sentences[number], phrase.end):
        return ()
    if of_those(state.sentences[number], phrase.end):
        return _of_states_named(state, number, phrase)
    heads = state.sentences[number].low[phrase.head] == "heads"  # a king and a president are two heads of state
    return leaders_meant(state.discourse, number, phrase.number, "head of state" if heads else phrase.title)


def _of_states_named(state: Walk, number: int, phrase: OfficePhrase) -> tuple[int, ...]:
    """Who leads the last two states named before in the sentence; nobody where it does not name two."""
    words = state.sentences[number]
    before = [geo for start, geo in sorted(words.geo_at.items()) if start < phrase.start and geo.kind == "country"]
    named = list(dict.fromkeys(geo.country for geo in before if geo.country))[-2:]
    if len(named) < 2:
        return ()
    found = [_holder(state, number, replace(phrase, plural=False), country) for country in named]
    return tuple(person for person in found if person is not None)


def _holder(state: Walk, number: int, phrase: OfficePhrase, country: str | None) -> int | None:
    persons = range(len(state.people.persons) + len(state.nameless))
    holders = title_holders(state.discourse, persons, phrase, country, number)
    if country:
        own = [p for p in holders if state.country_of(p) == country]
        if own:
            return own[0]
        acts = phrase.kind in ("top", "state") or phrase.noun in SPOKESMEN
        if not acts or phrase.former:
            return None
        if (phrase.title, country) not in state.introduced and state.sentences[number].dep[phrase.head] in SUBJECT:
            state.introduced[phrase.title, country] = number
        return _unnamed(state, phrase.title, country)
    if phrase.kind in ("body", "private") and phrase.noun not in SPOKESMEN:
        spoken = {seen.person for seen in state.discourse.recent(number, 3)}
        holders = [p for p in holders if p in spoken]
    met = [p for p in holders if state.discourse.counts[p]]
    return next(iter(met or holders), None)


def _unnamed(state: Walk, title: str, country: str) -> int:
    key = (title, country)
    if key not in state.nameless:
        state.nameless[key] = len(state.people.persons) + len(state.nameless)
    return state.nameless[key]


def _counterpart(state: Walk, number: int, words: Words, phrase: OfficePhrase) -> int | None:
    country = phrase.countries[0] if phrase.countries else None
    other = _antecedent(state, number, words, phrase, None)
    office = main_office(state, other) if other is not None else None
    if not office or not country:
        return None
    # The counterpart of a president may be a prime minister, where the report names the one who leads that state.
    persons = range(len(state.people.persons))
    leading = [
        p
        for p in persons
        if state.country_of(p) == country
        and (held := main_office(state, p))
        and held.kind == office.kind == "top"
        and held.country == country
        and not held.former
    ]
    if len(leading) == 1:
        return leading[0]
    title = named_elsewhere(office.title, country)
    return _holder(state, number, replace(phrase, title=title, kind=office.kind, former=False), country)


def _partner(state: Walk, number: int, words: Words, position: int) -> None:
    """ "His guest", "her host": who is named right after, or the last official of another state than the other's."""
    owner = next((i for i in range(position) if words.head[i] == position and words.dep[i] == "poss"), None)
    after = position + 1 + (words.word(position + 1) == ",")
    told = next((n for n in state.people.namings if n.spot.sentence == number and n.begin == after), None)
    if owner is not None and told is not None:  # "welcomed by her host, President X"
        put(state, number, words, (owner, position + 1, position), [person_ref(told.spot.person)], "title")
        return
    refs = state.at.get((number, owner), ()) if owner is not None else ()
    whose = next((int(key) for kind, key in refs if kind == "person"), None)
    if owner is None or whose is None:
        return
    home = state.country_of(whose)
    met = [
        seen
        for seen in state.discourse.recent(number)
        if seen.person != whose and state.holdings_of(seen.person) and state.country_of(seen.person) not in (None, home)
    ]
    best = max(met, key=lambda s: (s.sentence, state.discourse.counts[s.person], s.position), default=None)
    if best is not None:
        put(state, number, words, (owner, position + 1, position), [person_ref(best.person)], "title")


def _state(state: Walk, number: int, words: Words, mention: StateMention) -> None:
    span = (mention.start, mention.end, mention.head)
    if mention.body:
        # "Pakistan's Foreign Office ... the Foreign Office": the same one, though another state has one of that name
        own = f" {mention.body.lower()}"
        body = next((each for each, its in state.bodies.items() if its and each.lower().endswith(own)), mention.body)
        state.bodies.setdefault(body, mention.country)
        put(state, number, words, span, [("body", body)], "body")
    elif mention.country:
        put(state, number, words, span, [("state", mention.country)], "state")


def _pronoun(state: Walk, number: int, words: Words, position: int, ahead: Sequence[tuple[int, int]]) -> None:
    word = words.low[position]
    span = (position, position + 1, position)
    if word in _RELATIVE:
        refs = _relative(state, number, words, position)
        if refs:
            state.mentions.append(RawMention(refs, number, *span, "pronoun"))
            state.at[number, position] = refs
        return
    if word in _THEY:
        refs = they(state, number, words, position)
        if refs:
            state.mentions.append(RawMention(refs, number, *span, "pronoun"))
            state.at[number, position] = refs
        return
    later = [(head, person) for head, person in ahead if head > position]
    person = pronoun_person(state.discourse, words, number, position, later)
    if person is not None:
        put(state, number, words, span, [person_ref(person)], "pronoun")


def _relative(state: Walk, number: int, words: Words, position: int) -> tuple[Ref, ...]:
    """The noun that "who" or "whose" takes up."""
    here = position
    for _ in range(6):
        if words.dep[here] == "relcl":
            return state.at.get((number, words.head[here]), ())
        if words.head[here] == here:
            break
        here = words.head[here]
    if words.word(position - 1) == ",":
        return state.at.get((number, position - 2), ())
    return state.at.get((number, position - 1), ())
