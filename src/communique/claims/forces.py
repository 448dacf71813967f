"""Force and captives as their counts tell them: "sent 300 soldiers", "more than 200 pupils were kidnapped".

Invariant: a claim is made only where a number counts what a row of `data/forces.toml` names and a word of that row
governs it in the parse; who does it is whom that word has for its doer, or the state whose forces they are; where
nobody does it, a state is known in which it was or whose people they are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

from spacy.tokens import Token

from communique.claims.actors import Cast
from communique.claims.drafting import Draft, actors_at, in_role, official, own_words
from communique.claims.force_rows import HELD, NATIONALS, OTHERS, Relation, words
from communique.claims.force_telling import Told, lemma_of, people_of, told
from communique.claims.frames import Cue, Frame
from communique.claims.geography import destinations, place_at
from communique.claims.parsing import Sentence
from communique.claims.places import country_named, country_of_demonym
from communique.claims.syntax import led_by, objects_of, passive, possessors, subjects
from communique.claims.tolls import says, within
from communique.model import Detail, Place

_OFTEN, _MORE, _FAR_MORE = 3, 1.5, 2.5
"""A report speaks of a state that it names so often, and so much more often than any other: far more if not near by."""
_CLOSE = 3
"""Sentences before another that are near by."""
_PLACES = ("country", "town", "capital")


def forces(sentence: Sentence, cast: Cast) -> list[Draft]:
    """What a sentence tells by counting forces, what they fire, or captives."""
    found: dict[tuple[str, str, int], Draft] = {}
    for ways in told(sentence):
        for each in ways:
            draft = _draft(each, sentence, cast)
            if draft is not None:
                found.setdefault((draft.kind, draft.details[0].attribute, draft.cue.token.i), draft)
            if draft is not None or (each.relation == "does" and each.cue.lemma_ in words("freeing")):
                break  # who was let go is no count of those who were taken
    return list(found.values())


def _draft(of: Told, sentence: Sentence, cast: Cast) -> Draft | None:
    """The event, unless the row lacks what it needs, or nobody and no state is told with it."""
    row = of.row
    does = _doers(of.cue, of.relation, of.noun)
    if row.by and not any(lemma_of(each) in row.by for each in does):
        return None
    doers = [each for each in actors_at(does, sentence, cast) if official(each)][:2]
    whose = _whose(of.noun)
    if row.own and not doers and whose and (key := cast.country_key(whose)):
        doers = [cast.actor(key)]
    states = {each.country for each in doers if each.country}
    whose = None if row.own else whose
    place, vague = _place(of)
    implied = None
    if not (place and place.country) and (
        vague or ((row.news or row.named) and not (whose or (states and row.needs != "target")))
    ):
        near = {each.country for _, each in within(sentence) if each.country} - states
        if len(near) == 1:
            implied = near.pop()
        elif (doers or not row.own) and not row.named:
            implied = _spoken_of(sentence, cast, states)
        place = Place(place.name if place else None, implied) if implied else place
    country = place.country if place else None
    if (row.needs and not country) or (row.needs == "target" and country in states):
        return None
    suffers = (country if row.there else whose) or (country if not doers else None)
    recipient = cast.country_key(suffers) if suffers and suffers not in states else None
    if not (doers or recipient):
        return None
    return Draft(
        Cue(of.cue, Frame("force", row.kind), sentence),
        row.kind,
        (*in_role(doers, "actor"), *(in_role([cast.actor(recipient)], "recipient") if recipient else ())),
        place,
        reach=own_words(of.cue),
        known=row.known or (of.relation == "act" and of.cue.head.lemma_ == "announce"),
        details=(Detail(_name(of), of.count.value),),
        score=0.5 if implied else 0.7,
        reasons=(f"“{of.noun.text}” are counted", *(("the state spoken of",) if implied else ())),
    )


def _name(of: Told) -> str:
    """What the count is called: "troops", "freed of hostages", "freed of norwegians", "troops of others"."""
    name = of.row.attribute or of.group
    if of.row.named and of.group != HELD:
        name += f" of {of.noun.lower_ if of.group == NATIONALS else of.group}"
    return name + (OTHERS if of.count.attribute else "")


def _by(verb: Token) -> list[Token]:
    return [each for child in verb.children if child.lower_ == "by" for each in objects_of(child)]


def _doers(cue: Token, relation: Relation, noun: Token) -> list[Token]:
    """Who does what a word tells; who held those of whose release it tells."""
    by = _by(cue)
    if relation == "goes" or by:
        return by
    if relation == "act":
        held = [each for child in noun.children if child.lemma_ in words("holding") for each in _by(child)]
        return possessors(cue) or held
    if relation == "itself":
        return subjects(cue.head) if cue.dep_ == "dobj" else []
    if cue.dep_ in ("amod", "acl") and cue.tag_ == "VBN" and noun.dep_ == "dobj" and noun.head.lemma_ == "have":
        return subjects(noun.head)  # "has 300 soldiers stationed in P"
    if cue.dep_ == "amod" or passive(cue) or (cue.dep_ == "acl" and cue.tag_ == "VBN") or cue.lemma_ == "be":
        return []
    return subjects(cue) if relation != "swaps" else []


def _whose(noun: Token) -> str | None:
    """The state by which people or forces are called: "Chilean soldiers", "Chileans"."""
    if noun.text[:1].isupper() and (country := people_of(noun)):
        return country
    called = (
        child.text
        for child in noun.children
        if child.dep_ in ("amod", "compound", "nmod", "poss") and child.text[:1].isupper()
        if child.i == 0 or child.nbor(-1).text not in ("-", "–")  # "pro-Russia"
    )
    return next((state for name in called if (state := country_of_demonym(name) or country_named(name))), None)


def _spoken_of(sentence: Sentence, cast: Cast, but: Collection[str]) -> str | None:
    """The state of which a report speaks as it counts: the one that it names most, but not for who only says something.

    None where the sentence does not name it as a place and another is named nearly as often, or by the sentence;
    `but` are states that it is not.
    """
    named = Counter(
        geo.country
        for words_ in cast.sentences
        for geo in words_.geos
        if geo.country not in but and not says(words_.sentence.span[geo.end - 1])
    ).most_common(2)
    if not named or named[0][1] < _OFTEN:
        return None
    first, second = (*named, (None, 0))[:2]
    here = {geo.country for geo in cast.sentences[sentence.index].geos if geo.kind in _PLACES}
    if first[0] in here:
        return first[0]
    close = cast.sentences[max(0, sentence.index - _CLOSE) : sentence.index + 2]
    near = any(geo.country == first[0] for words_ in close for geo in words_.geos)
    return first[0] if first[1] > (_MORE if near else _FAR_MORE) * second[1] and second[0] not in here else None


def _place(of: Told) -> tuple[Place | None, bool]:
    """Where it is, by the row's prepositions at the noun or at its telling word, and whether only as "in the country".

    A place whose state is known goes before any other.
    """
    named = [word for holder in (of.noun, of.cue) for _, word in led_by(holder, of.row.at)]
    found = [
        place
        for word in named
        for each in (word, *(child for child in word.children if child.dep_ == "compound"))  # "from Chibok village"
        for place in destinations(each)
    ]
    found += [Place(None, state) for word in named if lemma_of(word) in words("parts") and (state := _whose(word))]
    best = next((each for each in found if each.country), found[0] if found else place_at(of.cue))
    return best, best is None and any(word.lemma_.lower() in words("somewhere") for word in named)
