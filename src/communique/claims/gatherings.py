"""Gatherings that a sentence tells only by how many came: "invited 40 world leaders to the climate summit".

Invariant: a gathering is told here only where a sentence counts leaders or states, and tells no meeting of its own;
where it does not name what they come to, its report does, near before or as it begins, or it says that they convened;
who is named as taking part is whoever the sentence says invites, hosts or joins.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from spacy.tokens import Token

from communique.claims.actors import Cast
from communique.claims.counts import attending, gathering_words
from communique.claims.crowds import coming, convened
from communique.claims.drafting import Draft, actors_at, in_role, official
from communique.claims.frames import Cue, Frame
from communique.claims.geography import place_at
from communique.claims.lexicon import CALENDAR_WORDS
from communique.claims.ontology import family
from communique.claims.parsing import Parsed, Sentence
from communique.claims.places import country_named, country_of_place
from communique.claims.syntax import governor, subjects
from communique.model import Place

_BACK = 6
"""Sentences before another, and of a report's beginning, that may tell the gathering whose guests it counts."""
_MEETINGS = frozenset({"meeting", "consultation", "ceremony"})
"""Families of events that people come to; where a sentence tells one of them, its counts stand with that."""


def gatherings(sentence: Sentence, parsed: Parsed, cast: Cast, told: Collection[Draft]) -> list[Draft]:
    """The gathering whose guests a sentence counts, if it tells no other meeting."""
    counted = attending("conference", sentence.span.text)
    if not counted or any(family(draft.kind) in _MEETINGS and not draft.open for draft in told):
        return []
    for word, kind in _words(sentence):
        if word.pos_ == "PROPN" and cast.at(sentence, word):
            continue  # "Congress asked": a body, and no gathering
        hosts = [each for each in actors_at(_hosts(word), sentence, cast) if official(each)]
        place = _where(word)
        if hosts or place:
            verb, comes = governor(word), coming(sentence)  # "gathered to pay tribute" tells of the gathering
            for_it = comes is not None and verb is not None and verb.dep_ == "advcl" and verb.head == comes
            cue = Cue(comes if comes is not None and for_it else word, Frame("counted", kind), sentence)
            parts = in_role(hosts, "participant")
            return [Draft(cue, kind, parts, place, score=0.6, reasons=("who came is counted",))]
    guests = coming(sentence) if all(draft.cue.frame.name != "crowd" for draft in told) else None
    elsewhere = _told_elsewhere(sentence, parsed) if guests is not None else None
    if guests is None or (elsewhere is None and not convened(guests)):
        return []
    kind, there = elsewhere or ("conference", None)
    place = place_at(guests) or there
    cue = Cue(guests, Frame("counted", kind), sentence)
    return [Draft(cue, kind, (), place, score=0.5, reasons=("who came is counted",))] if place else []


def _told_elsewhere(sentence: Sentence, parsed: Parsed) -> tuple[str, Place | None] | None:
    """The gathering nearest before a sentence, else one of its report's beginning: its kind, and where it is."""
    before = parsed.sentences[max(0, sentence.index - _BACK) : sentence.index]
    for each in (*reversed(before), *parsed.sentences[:_BACK]):
        for word, kind in _words(each):
            if place := _where(word):
                return kind, place
    return None


def _words(sentence: Sentence) -> Iterator[tuple[Token, str]]:
    """The nouns of a sentence that name what people come to, with the kind of event that each names."""
    kinds = gathering_words()
    for token in sentence.span:
        if token.lower_ in CALENDAR_WORDS and token.text[:1].isupper():
            continue  # "said in March" is no march
        named = token.pos_ in ("NOUN", "PROPN") or token.head.lower_ == "service"  # "a memorial service"
        if named and (kind := kinds.get(token.lower_)):
            yield token, kind


def _hosts(word: Token) -> Collection[Token]:
    """Who does what a gathering is told with ("X invited 40 leaders to the summit", "the summit hosted by X")."""
    verb = governor(word)
    by = [each for child in word.children if child.dep_ == "acl" for each in subjects(child)]
    before = [child for child in word.children if child.dep_ in ("compound", "nmod", "poss")]
    return [*by, *before, *(subjects(verb) if verb is not None and not by else [])]


def _where(word: Token) -> Place | None:
    """Where a gathering is told to be, by its own words or by those of its verb."""
    verb = governor(word)
    above = verb.head if verb is not None and verb.dep_ in ("advcl", "xcomp") else verb
    told = place_at(word) or next(
        (place for each in (verb, above) if each is not None and (place := place_at(each))), None
    )
    towns = (Place(each.text, country_of_place(each.text)) for each in word.sent if each.pos_ == "PROPN")
    return told or next((each for each in towns if each.country and not country_named(each.name or "")), None)
