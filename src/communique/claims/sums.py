"""Money that is given, promised, given back or demanded, as its sums tell it: "$200 million in aid for X".

Invariant: a sum tells an event only with a word that says what it is for or what is done with it, and only where
its sentence names a state, body or region that it goes to, other than the one that gives it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from spacy.tokens import Token

from communique.claims.actors import Cast
from communique.claims.counts import money
from communique.claims.drafting import Draft, actors_at, in_role, official
from communique.claims.frames import Cue, Frame
from communique.claims.parsing import Sentence
from communique.claims.places import country_of_demonym, country_of_place, region_named
from communique.claims.syntax import governor, hanging, passive, subjects
from communique.model import Place, ReportActor

_TO = ("to", "for", "into", "in", "through")
_OF = ("of", "in", "worth")
_BEFORE_A_NOUN = ("compound", "nummod", "nmod", "quantmod", "amod")
_DEEP = 3
COUNTED = "the sum is counted"
"""The reason of what is told by its sum."""


@dataclass(frozen=True, slots=True)
class _Sort:
    """The words of one sort of giving."""

    kind: str
    nouns: frozenset[str]
    not_with: frozenset[str]
    gives: frozenset[str]
    promises: frozenset[str]
    receives: frozenset[str]

    def names(self, nouns: frozenset[str]) -> bool:
        """Whether a sum with these words about it is of this sort, whatever is done with it."""
        return bool(nouns & self.nouns) and not nouns & self.not_with


@dataclass(frozen=True, slots=True)
class _Words:
    """All words of the file."""

    sorts: tuple[_Sort, ...]
    receives: frozenset[str]
    worth: frozenset[str]
    undoing: frozenset[str]
    against: frozenset[str]
    papers: frozenset[str]


@cache
def _words() -> _Words:
    table = tomllib.loads((files("communique.claims") / "data" / "sums.toml").read_text("utf8"))
    verbs = {name: frozenset(words) for name, words in table.pop("verbs").items()}
    lists = ("nouns", "not_with", "gives", "promises", "receives")
    sorts = tuple(_Sort(kind, *(frozenset(row.get(each, ())) for each in lists)) for kind, row in table.items())
    return _Words(sorts, frozenset[str]().union(*(sort.receives for sort in sorts)), **verbs)


def giving(sentence: Sentence, cast: Cast) -> list[Draft]:
    """What a sentence tells by its sums, each sort once."""
    found: dict[str, Draft] = {}
    for head in _sums(sentence):
        draft = _told(head, sentence, cast)
        if draft is not None:
            found.setdefault(draft.kind, draft)
    return list(found.values())


def _sums(sentence: Sentence) -> Iterator[Token]:
    """The word that stands for each sum in the parse: "package" in "a $2 billion package"."""
    begun = sentence.span.start_char
    for start, end in money(sentence.span.text):
        words = [token for token in sentence.span if start <= token.idx - begun < end]
        heads = [token for token in words if token.head not in words]
        if heads:
            yield _whole(heads[-1])


def _whole(head: Token) -> Token:
    """The noun that a sum measures: "a $2 billion package", "a package of $2 billion"."""
    while head.dep_ in _BEFORE_A_NOUN and head.head.pos_ in ("NOUN", "PROPN", "NUM"):
        head = head.head
    link = head.head
    if head.dep_ == "pobj" and link.lower_ in ("of", "worth") and link.head.pos_ == "NOUN":
        return link.head
    return head


def _told(head: Token, sentence: Sentence, cast: Cast) -> Draft | None:
    words = _words()
    verb = governor(head)
    lemma = verb.lemma_.lower() if verb is not None else ""
    if lemma in words.undoing:
        return None
    about = _about(head)
    worth = subjects(verb) if verb is not None and lemma in words.worth else []
    about |= {word for each in worth for word in _about(each)}
    named = next((each for each in words.sorts if each.names(about)), None)
    sort = named or next((each for each in words.sorts if lemma in each.gives or lemma in each.promises), None)
    if sort is None:
        return None
    who = subjects(verb) if verb is not None and not worth else []
    doers = [each for each in actors_at(who, sentence, cast) if official(each)]
    source = actors_at((each for word in _below(head) for _, each in hanging(word, ("from",))), sentence, cast)
    region: Place | None = None
    if source or (verb is not None and lemma in words.receives and not passive(verb)):
        recipients, doers = [each for each in doers if source or each.type == "country"], source
    else:
        recipients, region = _recipients(_Sum(head, verb, worth, sort.kind == "concession"), doers, sentence, cast)
    papers = named or lemma in sort.promises or not who or any(each.lemma_.lower() in words.papers for each in who)
    if not (doers or papers) or not (recipients or region or (sort.kind == "request" and doers)):
        return None
    telling = verb is not None and lemma in sort.gives | sort.promises | words.receives
    return Draft(
        Cue(verb if telling and verb is not None else head, Frame("sum", sort.kind), sentence),
        sort.kind,
        (*in_role(doers, "actor"), *in_role(recipients, "recipient")),
        region,
        ahead=lemma in sort.promises,
        score=0.65,
        reasons=(COUNTED,),
    )


def _about(head: Token) -> frozenset[str]:
    """The words that say what a sum is for: "sanctions relief" in "$7 billion in sanctions relief"."""
    found = {head.lemma_.lower()}
    todo = [(head, 0)]
    while todo:
        here, deep = todo.pop()
        for child in here.children:
            if child.dep_ in ("compound", "amod", "nmod"):
                found.add(child.lemma_.lower())
                found.add(child.lower_)
            elif child.dep_ == "acl" and child.tag_ == "VBN":
                found.add(child.lower_)
        if deep < _DEEP:
            for _, each in hanging(here, (*_OF, "for")):
                found.add(each.lemma_.lower())
                todo.append((each, deep + 1))
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class _Sum:
    """A sum in the parse, with what it hangs on; `own` where it is told as somebody's own ("sanctions relief")."""

    head: Token
    verb: Token | None
    worth: Sequence[Token]
    own: bool


def _recipients(
    told: _Sum, doers: Iterable[ReportActor], sentence: Sentence, cast: Cast
) -> tuple[list[ReportActor], Place | None]:
    """Whom the money goes to: who hangs on it or on its verb by "to" or "for", else a state or body named with it."""
    mine = {each.key for each in doers}
    states = {each.country for each in doers} - {None}

    def others(words: Iterable[Token], states_only: bool = False) -> list[ReportActor]:
        found: dict[str, ReportActor] = {}
        for each in words:
            for actor in _states(each, sentence, cast) if not _says(each) else ():
                fits = actor.key not in mine and (actor.country is None or actor.country not in states)
                if fits and (actor.type == "country" or not states_only):
                    found.setdefault(actor.key, actor)
        return sorted(found.values(), key=lambda each: each.type != "organization")[:1]  # "U.S.-ASEAN relations"

    head, verb = told.head, told.verb
    below = _below(head)
    given = [child for child in verb.children if child.dep_ in ("dative", "dobj") and child != head] if verb else []
    ends = [each for word in (*below, *([verb] if verb else ())) for _, each in hanging(word, _TO)]
    ends = [each for each in ends if each not in below]
    direct = others([*given, *ends])
    if direct:
        return direct, None
    region = next((Place(each.text, None) for each in ends if region_named(each.text)), None)
    if region is not None:
        return [], region
    clauses = [child for child in verb.children if child.dep_ in ("advcl", "xcomp", "acl")] if verb else []
    clauses = [each for each in clauses if each.lemma_.lower() not in _words().against]
    for row in (head.subtree, *(each.subtree for each in (*told.worth, *clauses))):
        found = others(each for each in row if each.text[:1].isupper() and each.head not in below)
        if found:
            return found, None
    return (others((each for each in sentence.span if each.text[:1].isupper()), True) if told.own else []), None


def _below(head: Token) -> list[Token]:
    """The word that stands for a sum and those that say what it is for: what is named before these gives it."""
    about = [head, *(each for _, each in hanging(head, _OF))]
    about += [each for word in about[1:] for _, each in hanging(word, _OF)]
    nouns = frozenset[str]().union(*(sort.nouns for sort in _words().sorts))
    return [each for each in about if each == head or each.pos_ == "NUM" or each.lemma_.lower() in nouns]


def _says(word: Token) -> bool:
    """Whether a word stands with who says what the sentence tells: "according to U.S. officials", "X said"."""
    for each in (word, *word.ancestors):
        if each.dep_ == "pobj" and each.head.lower_ == "to" and each.head.head.lower_ == "according":
            return True
        if each.dep_ in ("nsubj", "nsubjpass"):
            return any(child.dep_ == "ccomp" for child in each.head.children) or each.head.dep_ == "parataxis"
    return False


def _states(word: Token, sentence: Sentence, cast: Cast) -> list[ReportActor]:
    """The states and bodies that a word stands for."""
    actors = [each for each in actors_at([word], sentence, cast) if official(each) and each.type != "person"]
    if any(each.country for each in actors):
        return actors
    found: list[ReportActor] = []
    for each in (word, *(child for child in word.children if child.dep_ in ("compound", "amod", "nmod", "poss"))):
        if each.text[:1].isupper():
            country = country_of_demonym(each.text.removesuffix("s")) or country_of_demonym(each.text)
            key = cast.country_key(country or country_of_place(each.text) or "")
            bodies = [one for one in actors_at([each], sentence, cast) if official(one) and one.type != "person"]
            found += [cast.actor(key)] if key is not None else bodies
    named = [each for each in found if each.country]  # "the Iraq Humanitarian Fund" is for Iraq
    return named if actors and named else actors or found
