"""Which states, bodies and officials a noun phrase names: who takes a measure, and against whom.

Invariant: every actor is one of the cast; a phrase that names no actor by its head is read by the states and bodies
named within it, but not in a clause on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from communique.claims.actors import Cast
from communique.claims.drafting import actors_at, may_be_official
from communique.claims.parsing import Sentence
from communique.claims.sectors import sector_of
from communique.claims.states import bodies_of_states
from communique.model import ReportActor

_BEFORE = ("compound", "amod", "nmod", "poss")
_INNER = ("of", "in", "from", "at", "to", "including", "between", "and")
_DEEP = 4


def sides(tokens: Iterable[Token], sentence: Sentence, cast: Cast) -> list[ReportActor]:
    """The actors that these words name, each once: by the word itself, else by what its phrase names."""
    found: dict[str, ReportActor] = {}
    for token in tokens:
        for actor in _of(token, sentence, cast):
            found.setdefault(actor.key, actor)
    return list(found.values())


def owners(noun: Token, sentence: Sentence, cast: Cast) -> list[ReportActor]:
    """The actors that stand before a noun: "EU sanctions", "Washington's tariffs", "the U.S.-South Korean drills"."""
    before = (child for child in noun.children if child.dep_ in _BEFORE or child.dep_ == "nummod")
    return sides((each for child in before for each in (child, *_before(child, _DEEP))), sentence, cast)


def states_named(tokens: Iterable[Token], sentence: Sentence, cast: Cast) -> list[ReportActor]:
    """The states that these words name, whoever of theirs the words mean ("its ambassador to Peru")."""
    geos, first = cast.sentences[sentence.index].geo_at, sentence.span.start
    keys = [cast.country_key(geo.country) for word in tokens if (geo := geos.get(word.i - first)) and geo.country]
    return [cast.actor(key) for key in dict.fromkeys(keys) if key is not None]


def _of(token: Token, sentence: Sentence, cast: Cast) -> list[ReportActor]:
    named = [each for each in actors_at([token], sentence, cast) if _acts(each)]
    if named:
        row = [each for child in token.children if child.dep_ == "appos" for each in _named(child, sentence, cast)]
        return [*named, *row] if named[0].type != "person" else named  # "on Chile, the European Union and Peru"
    found = [actor for each in (token, *_within(token, _DEEP)) for actor in _named(each, sentence, cast)]
    return list({actor.key: actor for actor in found}.values())


def _named(token: Token, sentence: Sentence, cast: Cast) -> list[ReportActor]:
    """The state or body that one word names, also as a place or by its people."""
    actors = [each for each in actors_at([token], sentence, cast) if _acts(each) and each.type != "person"]
    if actors:
        return actors
    words, here = cast.sentences[sentence.index], token.i - sentence.span.start
    geo = words.geo_at.get(here)
    body = bodies_of_states(words).get(here) if token.text[:1].isupper() else None
    key = cast.body_key(body) if body else cast.country_key(geo.country) if geo is not None and geo.country else None
    return [cast.actor(key)] if key is not None and _acts(cast.actor(key)) else []


def _acts(actor: ReportActor) -> bool:
    """Whether an actor can take part in what states do: a state, a body of states or of one, or somebody in office."""
    if actor.type == "organization":
        return actor.country is not None or sector_of(actor) == "IGO"
    return may_be_official(actor)


def _within(token: Token, deep: int) -> Iterator[Token]:
    """The words of a phrase, without clauses on it."""
    yield from _before(token, deep)
    for child in token.children if deep else ():
        if child.dep_ == "prep" and child.lower_ in _INNER:
            for each in child.children:
                if each.dep_ in ("pobj", "pcomp"):
                    yield each
                    yield from _within(each, deep - 1)
        elif child.dep_ in ("conj", "appos") and child.pos_ in ("NOUN", "PROPN", "ADJ"):
            yield child
            yield from _within(child, deep - 1)


def _before(token: Token, deep: int) -> Iterator[Token]:
    for child in token.children if deep else ():
        if child.dep_ in _BEFORE:
            yield child
            yield from _before(child, deep - 1)
