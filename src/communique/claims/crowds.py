"""What those do whom a sentence counts: states that join an undertaking, people who march, people who flee.

Invariant: the counted noun is the subject or the object of the verb that tells what is done, by the parse; an
undertaking is told only with whom it is against, a march or a flight only with where it is or goes to.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from spacy.tokens import Token

from communique.claims.actors import Cast
from communique.claims.counts import Count, heads
from communique.claims.drafting import Draft, actors_at, in_role, official
from communique.claims.frames import Cue, Frame
from communique.claims.geography import destinations, place_at
from communique.claims.parsing import Parsed, Sentence
from communique.claims.places import country_of_place, region_named
from communique.claims.syntax import hanging, objects_of, subjects
from communique.model import Detail, Place, ReportActor

_BACK = 6
"""Sentences before another, and of a report's beginning, that may say whom an undertaking is against."""
_AMONG = ("of", "from", "including", "with")
COUNTED = "those who do it are counted"
"""The reason of what is told by how many do it."""
_ROUGHLY = ("one", "dozens", "scores", "hundreds", "thousands", "tens", "millions")
_ASKING = ("seek", "request", "apply")
"""Verbs by which people ask for refuge from a state."""
_DEEP = 3
_BELOW = ("dobj", "attr", "prep", "pobj", "compound", "advmod", "prt", "dative")
_CHAIN = ("xcomp", "acomp", "conj")


@dataclass(frozen=True, slots=True)
class _Group:
    """What counted ones do, and the kind of event that this is."""

    kind: str
    counts: frozenset[str]
    verbs: frozenset[str]
    nouns: frozenset[str]
    objects: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Words:
    """All words of the file."""

    groups: tuple[_Group, ...]
    coming: frozenset[str]
    after: frozenset[str]
    meeting: frozenset[str]
    promises: frozenset[str]
    against: frozenset[str]


@cache
def _words() -> _Words:
    table = tomllib.loads((files("communique.claims") / "data" / "crowds.toml").read_text("utf8"))
    lists = ("counts", "verbs", "nouns", "objects")
    groups = tuple(_Group(row["kind"], *(frozenset(row.get(each, ())) for each in lists)) for row in table["group"])
    come, promises, against = table["coming"], table["promises"]["verbs"], table["against"]["verbs"]
    rows = (come["verbs"], come["after"], come["meeting"], promises, against)
    return _Words(groups, *(frozenset(row) for row in rows))


def crowds(sentence: Sentence, parsed: Parsed, cast: Cast, before: Sequence[Draft]) -> list[Draft]:
    """What those whom a sentence counts do in it, each kind once.

    Who flees flees where the report has told before (`before`), if the sentence does not say.
    """
    found: dict[str, Draft] = {}
    counts = heads(sentence.span.text)
    led = any(count.attribute == "leaders" for count in counts)
    for count in counts:
        noun = _noun(count, sentence)
        verb = _verb(noun)
        chain = list(_chain(verb)) if verb is not None else []
        group = _group(count.attribute, noun, chain)
        if group is None or group.kind in found:
            continue
        foes = _against(sentence, parsed, cast) if group.kind == "mobilization" else []
        place = None if group.kind == "mobilization" else _place(chain, noun, cast, sentence)
        if place is None and group.kind == "refuge" and not _names_places(sentence):
            place = next((each.place for each in reversed(before) if each.kind == "refuge"), None)
        if not foes and place is None:
            continue
        word = next(each for each in reversed(chain) if each.lemma_.lower() in group.verbs)
        # a march that leaders of states join is no protest of theirs
        kind = "ceremony" if led and group.kind == "protest" else group.kind
        found[group.kind] = Draft(
            Cue(word, Frame("crowd", kind), sentence),
            kind,
            in_role(foes or _takers(noun, chain, sentence, cast), "recipient" if foes else "actor"),
            place,
            ahead=any(each.lemma_.lower() in _words().promises for each in chain),
            details=(Detail(count.attribute, count.value),),
            score=0.65,
            reasons=(COUNTED,),
        )
    return list(found.values())


def coming(sentence: Sentence) -> Token | None:
    """The word by which leaders or states that a sentence counts come to something."""
    for count in heads(sentence.span.text):
        if count.attribute == "people":
            continue
        noun = _noun(count, sentence)
        after = next((each for each in sentence.span if each.idx > sentence.span.start_char + count.at), None)
        if after is not None and after.lower_ in _words().after:
            return after
        verb = _verb(noun)
        for each in _chain(verb) if verb is not None else ():
            if each.lemma_.lower() in _words().coming:
                return each
    return None


def convened(word: Token) -> bool:
    """Whether a word says of those who come that they meet, whatever they meet for."""
    return word.lemma_.lower() in _words().meeting


def _noun(count: Count, sentence: Sentence) -> Token:
    """The noun that says who is counted."""
    at = sentence.span.start_char + count.at
    noun = next(token for token in sentence.span if token.idx <= at < token.idx + len(token))
    while noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.lower_ == "state":
        noun = noun.head.head  # "heads of state"
    return noun


def _verb(noun: Token) -> Token | None:
    """The verb that a counted noun is the subject or the object of, over "a group of", "one of"."""
    here = noun
    for _ in range(8):
        above = here.head
        if here.dep_ in ("nsubj", "nsubjpass", "dobj") and above.pos_ in ("VERB", "AUX"):
            return above
        if here.dep_ == "attr" and above.lemma_ == "be":
            relative = next((child for child in noun.children if child.dep_ == "relcl"), None)
            return relative or above
        if here.dep_ == "compound" and above.dep_ == "ROOT":
            return above  # "200 migrants plan to cross", read as a noun
        if here.dep_ == "pobj" and (above.lower_ in _AMONG or above.dep_ == "agent"):
            here = above.head
            if above.dep_ == "agent":
                return here
            if here.pos_ in ("VERB", "AUX") or (here.like_num and here.lower_ not in _ROUGHLY):
                return None  # "159,000 of the 4 million refugees"
            continue
        if here.dep_ == "pobj" and here != noun and above.head.pos_ == "VERB":
            return above.head  # "straining under the weight of a million refugees"
        if here.dep_ == "pobj" and above.head.dep_ == "attr":
            return above.head  # "is host to a million refugees"
        if here.dep_ in ("conj", "nummod", "appos") and above != here:
            here = above
            continue
        return None
    return None


def _chain(verb: Token) -> Iterator[Token]:
    """A verb with those that tell what it is about: "agreed to contribute", "were prepared to seek"."""
    yield verb
    for child in verb.children:
        if child.dep_ in _CHAIN and child.pos_ in ("VERB", "ADJ", "AUX"):
            yield from _chain(child)


def _group(attribute: str, noun: Token, chain: Sequence[Token]) -> _Group | None:
    lemmas = {each.lemma_.lower() for each in chain}
    below = {word for each in chain for word in _under(each, _DEEP)}
    for group in _words().groups:
        named = not group.nouns or noun.lemma_.lower() in group.nouns
        if (
            attribute in group.counts
            and named
            and lemmas & group.verbs
            and (not group.objects or below & group.objects)
        ):
            return group
    return None


def _under(word: Token, deep: int) -> Iterator[str]:
    for child in word.children:
        if child.dep_ in _BELOW:
            yield child.lemma_.lower()
            if deep:
                yield from _under(child, deep - 1)


def _against(sentence: Sentence, parsed: Parsed, cast: Cast) -> list[ReportActor]:
    """Whom an undertaking is against, by its own sentence, else by those before it, else by the report's beginning."""
    before = parsed.sentences[max(0, sentence.index - _BACK) : sentence.index]
    for each in (sentence, *reversed(before), *parsed.sentences[:_BACK]):
        for actor in _foes(each, cast):
            return [actor]
    return []


def _foes(sentence: Sentence, cast: Cast) -> Iterator[ReportActor]:
    verbs = _words().against
    for token in sentence.span:
        if token.lower_ == "against" and token.dep_ == "prep":
            words = objects_of(token)
        elif token.lemma_.lower() in verbs and token.pos_ == "VERB":
            words = [child for child in token.children if child.dep_ == "dobj"]
        else:
            continue
        yield from (each for each in actors_at(words, sentence, cast) if official(each) and each.type != "person")


def _place(chain: Sequence[Token], noun: Token, cast: Cast, sentence: Sentence) -> Place | None:
    """Where counted people are or go to: what their verbs lead to, else the state that takes them in."""
    for verb in chain:
        objects = [child for child in verb.children if child.dep_ == "dobj" and child != noun]
        links = ("into", "to", "in", "at", *(("from",) if verb.lemma_.lower() in _ASKING else ()))
        ends = [each for word in (verb, *objects) for _, each in hanging(word, links)]
        for each in (*objects, *ends):
            found = next((place for place in destinations(each) if place.country), None)
            if found is not None:
                return found
            beside = [child for child in each.children if child.dep_ == "compound" and child.text[:1].isupper()]
            owner = next(
                (one for one in actors_at([each, *beside], sentence, cast) if official(one) and one.country), None
            )
            if owner is not None:
                return Place(None, owner.country)
    if noun.dep_ != "nsubj":
        for actor in actors_at(subjects(chain[0]), sentence, cast):
            if actor.country:
                return Place(None, actor.country)
    return next((place for verb in chain if (place := place_at(verb))), None)


def _takers(noun: Token, chain: Sequence[Token], sentence: Sentence, cast: Cast) -> list[ReportActor]:
    """The states that take in those who are counted, where these are the object of what is told."""
    if noun.dep_ != "dobj":
        return []
    return [each for each in actors_at(subjects(chain[0]), sentence, cast) if official(each)]


def _names_places(sentence: Sentence) -> bool:
    """Whether a sentence names any place or region, to which its people may go rather than to that told before."""
    names = [each.text for each in sentence.span if each.pos_ == "PROPN"]
    return any(country_of_place(name) or region_named(name) for name in names)
