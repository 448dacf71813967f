"""Who a report speaks of: persons with their offices, states and bodies, and every mention of them.

Invariant: every mention lies inside the report's kept text and names only keys of `Cast.actors`; the
same report gives the same cast. Offices are learnt from the report: no list of holders is kept.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from spacy.tokens import Token

from communique.claims import places
from communique.claims.appositives import Naming
from communique.claims.belonging import Holding, infer_states
from communique.claims.genders import genders_of
from communique.claims.holdings import by_state_alone, by_title_alone, holdings_of
from communique.claims.homes import administrated
from communique.claims.mentioning import walk
from communique.claims.outlets import dateline_state, outlet_state
from communique.claims.parsing import Parsed, Sentence
from communique.claims.people import People, find_people
from communique.claims.states import bodies_of_states, possible_states
from communique.claims.walking import MentionForm, RawMention, Ref, Walk
from communique.claims.words import Words, read_words
from communique.model import Office, ReportActor

_ROUNDS = 2


@dataclass(frozen=True, slots=True)
class Mention:
    """Where the report speaks of actors: `start`..`end` in the report, in sentence number `sentence`.

    `keys` are several for "the two leaders". `head` is the word that carries the mention, as an index
    into the parse of the sentence's paragraph. `form` "state" is a state that acts, by whatever name;
    a country that is only a place is no mention.
    """

    keys: tuple[str, ...]
    sentence: int
    start: int
    end: int
    head: int
    form: MentionForm


@dataclass(frozen=True, slots=True)
class Cast:
    """The actors of one report and where it mentions them, in reading order."""

    actors: tuple[ReportActor, ...] = ()
    mentions: tuple[Mention, ...] = ()
    _by_key: dict[str, ReportActor] = field(default_factory=dict, repr=False, compare=False)
    _by_word: dict[tuple[int, int], tuple[str, ...]] = field(default_factory=dict, repr=False, compare=False)
    _by_country: dict[str, str] = field(default_factory=dict, repr=False, compare=False)
    sentences: tuple[Words, ...] = field(default=(), repr=False, compare=False)
    _by_body: dict[str, str] = field(default_factory=dict, repr=False, compare=False)

    def at(self, sentence: Sentence, token: Token | int) -> tuple[str, ...]:
        """The keys of the actors that a word stands for: the word's own mention, or the smallest that holds it.

        `token` is a token of the sentence, or its index in the parse; the answer is empty if the word
        is in no mention.
        """
        position = token if isinstance(token, int) else token.i
        return self._by_word.get((sentence.paragraph, position), ())

    def actor(self, key: str) -> ReportActor:
        """The actor with that key. Raises KeyError for a key of another report."""
        return self._by_key[key]

    def country_key(self, iso3: str) -> str | None:
        """The key of a state as an actor, if the report names the state in any way, as a place too."""
        return self._by_country.get(iso3)

    def body_key(self, name: str) -> str | None:
        """The key of a body of states as an actor, if the report names it in any way, as a place too."""
        return self._by_body.get(name)


def read_cast(parsed: Parsed) -> Cast:
    """The cast of a parsed report."""
    sentences = read_words(parsed)
    people = find_people(sentences)
    held = holdings_of(people, sentences)
    by_sentence: dict[int, list[Naming]] = defaultdict(list)
    for naming in people.namings:
        by_sentence[naming.spot.sentence].append(naming)
    genders = genders_of(sentences, people, by_sentence)
    spots = [naming.spot for naming in people.namings]
    countries = _known(held, people.ties)
    home, here = outlet_state(parsed.report.agency, parsed.report.publisher), dateline_state(parsed.report)
    administration = administrated(sentences, here)
    possible = [possible_states(words, administration) for words in sentences]
    for _ in range(_ROUNDS):
        read = walk(sentences, people, held, countries, genders, possible)
        held = _with_learned(held, read.learned)
        countries = _known(held, people.ties)
        countries |= infer_states(sentences, spots, held, countries, home, here)
        held = _with_learned(held, tuple(by_title_alone(people, sentences, held, countries, read.nameless)))
        held = _with_learned(held, tuple(by_state_alone(people, sentences, held, countries, read, here)))
        countries = _known(held, ()) | countries
    read = walk(sentences, people, held, countries, genders, possible)
    return _cast(parsed, sentences, people, held, countries, read)


def _with_learned(
    held: Mapping[int, Sequence[Holding]], learned: Sequence[tuple[int, Holding]]
) -> dict[int, list[Holding]]:
    """Holdings with what the walk learnt: a fuller wording of the same office replaces the barer one."""
    merged = {person: list(each) for person, each in held.items()}
    for person, holding in learned:
        own = merged.setdefault(person, [])
        same = [
            h
            for h in own
            if h.title == holding.title and h.country in (None, holding.country) and h.former == holding.former
        ]
        for old in same:
            if old.sentence == holding.sentence or old.country is None:
                own.remove(old)
        if holding not in own:
            own.append(holding)
    return merged


def _known(held: Mapping[int, Sequence[Holding]], ties: Sequence[tuple[int, str]]) -> dict[int, str]:
    """The states that persons' offices name, or that they are called by; of several the one named most often."""
    known: dict[int, str] = {}
    for person, country in ties:
        known.setdefault(person, country)
    for person, holdings in held.items():
        counts = Counter(h.country for h in holdings if h.country and h.kind != "private")
        if counts:
            known[person] = counts.most_common(1)[0][0]
    # "Council Secretary X of Armenia": what the name is said to be of is plainer than a body's usual state
    return known | dict(reversed(ties))


def _cast(
    parsed: Parsed,
    sentences: Sequence[Words],
    people: People,
    held: Mapping[int, Sequence[Holding]],
    countries: Mapping[int, str],
    read: Walk,
) -> Cast:
    named = _named_states(sentences, read)
    keys: dict[Ref, str] = {}
    surfaces: dict[Ref, dict[str, None]] = defaultdict(dict)
    for mention in read.mentions:
        for ref in mention.refs:
            keys.setdefault(ref, f"{parsed.report.id}#{len(keys)}")
        if (mention.form in ("state", "body") and len(mention.refs) == 1) or (
            mention.form == "title" and len(mention.refs) == 1
        ):
            surfaces[mention.refs[0]].setdefault(sentences[mention.sentence].surface(mention.start, mention.end))
    for country in named:
        keys.setdefault(("state", country), f"{parsed.report.id}#{len(keys)}")
    for body in dict.fromkeys(body for words in sentences for body in bodies_of_states(words).values()):
        keys.setdefault(("body", body), f"{parsed.report.id}#{len(keys)}")
    unnamed = {number: key for key, number in read.nameless.items()}
    actors = tuple(
        _actor(ref, key, people, held, countries, unnamed, read.bodies, tuple(surfaces[ref]))
        for ref, key in keys.items()
    )
    mentions = tuple(_mention(raw, sentences, keys) for raw in sorted(read.mentions, key=_reading_order))
    return Cast(
        actors,
        mentions,
        {actor.key: actor for actor in actors},
        _words_of(sentences, read, keys),
        {ref[1]: key for ref, key in keys.items() if ref[0] == "state"},
        tuple(sentences),
        {ref[1]: key for ref, key in keys.items() if ref[0] == "body"},
    )


def _reading_order(raw: RawMention) -> tuple[int, int, int]:
    return raw.sentence, raw.start, -raw.end


def _named_states(sentences: Sequence[Words], read: Walk) -> list[str]:
    """Every state that the report names or calls to mind, in order, as a place or otherwise."""
    named = dict.fromkeys(geo.country for words in sentences for geo in words.geos)
    named |= dict.fromkeys(key for mention in read.mentions for kind, key in mention.refs if kind == "state")
    return list(named)


def _mention(raw: RawMention, sentences: Sequence[Words], keys: Mapping[Ref, str]) -> Mention:
    words = sentences[raw.sentence]
    start, end = words.char(raw.start, raw.end)
    head = words.sentence.span.start + raw.head
    return Mention(tuple(keys[ref] for ref in raw.refs), raw.sentence, start, end, head, raw.form)


def _words_of(
    sentences: Sequence[Words], read: Walk, keys: Mapping[Ref, str]
) -> dict[tuple[int, int], tuple[str, ...]]:
    """For every word in a mention, the keys of the smallest mention that holds it; a head word keeps its own."""
    found: dict[tuple[int, int], tuple[str, ...]] = {}
    for raw in sorted(read.mentions, key=lambda m: -(m.end - m.start)):
        words = sentences[raw.sentence]
        first = words.sentence.span.start
        for position in range(raw.start, raw.end):
            found[words.sentence.paragraph, first + position] = tuple(keys[ref] for ref in raw.refs)
    return found


def _actor(
    ref: Ref,
    key: str,
    people: People,
    held: Mapping[int, Sequence[Holding]],
    countries: Mapping[int, str],
    unnamed: Mapping[int, tuple[str, str]],
    bodies: Mapping[str, str | None],
    surfaces: tuple[str, ...],
) -> ReportActor:
    kind, value = ref
    if kind == "state":
        name = places.canonical_country_name(value)
        return ReportActor(key, "country", name, (name, *(s for s in surfaces if s != name)), value)
    if kind == "body":
        names = (value, *(s for s in surfaces if s != value))
        return ReportActor(key, "organization", value, names, bodies.get(value))
    person = int(value)
    if person in unnamed:
        title, country = unnamed[person]
        name = f"{places.demonym(country)} {title}"
        return ReportActor(
            key,
            "person",
            name,
            tuple(dict.fromkeys((name, *surfaces))),
            country,
            (Office(title, country),),
            True,
        )
    draft = people.persons[person]
    names = tuple(dict.fromkeys([draft.full, *draft.names]))
    country_of = countries.get(person)
    return ReportActor(key, "person", draft.full, names, country_of, _offices(held.get(person, ()), country_of))


def _offices(holdings: Sequence[Holding], country: str | None) -> tuple[Office, ...]:
    """Each office once; one whose words name no state gets the person's, unless it is a body's or private."""
    found: dict[Office, None] = {}
    for holding in holdings:
        if holding.kind == "counterpart":
            continue
        own = holding.country or (country if holding.kind != "private" and not holding.organization else None)
        found.setdefault(Office(holding.title, own, former=holding.former))
    return tuple(
        office for office in found if office.country or not country or replace(office, country=country) not in found
    )
