"""Several at once: "they", "the two leaders", "both countries", "the pair", and actors joined by "and".

Invariant: a plural that is counted stands for just so many actors, or for none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from communique.claims.belonging import Holding
from communique.claims.coreference import SUBJECT, leaders_meant, states_meant
from communique.claims.lexicon import PLURAL_STATES
from communique.claims.naming import names_joined
from communique.claims.offices import OfficePhrase, names_after
from communique.claims.walking import Ref, Walk, person_ref, put
from communique.claims.words import Words

_NUMBERS = {"two": 2, "both": 2, "pair": 2, "duo": 2, "three": 3, "trio": 3, "four": 4}
_ASKING = frozenset({"urge", "want", "ask", "encourage", "press", "push", "help", "call", "bring", "host", "mediate"})
_TOGETHER = frozenset({"meet", "talk", "speak", "confer", "negotiate"})
COUNTING = frozenset(_NUMBERS)
PERSONS = frozenset({"men", "women", "statesmen", "politicians"})


def they(state: Walk, number: int, words: Words, position: int) -> tuple[Ref, ...]:
    """ "They" takes up the last group named, unless other people or things in the plural stand between."""
    for back in (number, number - 1):
        if back < 0:
            break
        other = state.sentences[back]
        for here in range((position if back == number else len(other)) - 1, -1, -1):
            if other.dep[here] in SUBJECT:
                refs = group_at(state, back, other, here)
                if len(refs) > 1 or (refs and refs[0][0] == "state" and other.low[here].endswith(("s", "ese"))):
                    return refs
                plural = other.pos[here] == "NOUN" and other.low[here] != other.lemma[here]
                if plural and len(named := _apposed(state, back, other, here)) > 1:
                    return named
                if plural or (not refs and other.low[here] in ("who", "which", "that")):
                    return _who_met(state, number, words, position, here) if back == number else ()
        if back == number and (both := _who_met(state, number, words, position)):
            return both
        met = list(dict.fromkeys(m.refs for m in state.mentions[-12:] if m.sentence == back and m.form == "name"))
        if back < number and len(met) == 2:
            return met[0] + met[1]
    return ()


def _who_met(state: Walk, number: int, words: Words, position: int, since: int = -1) -> tuple[Ref, ...]:
    """The two officials told of before in the sentence who do what two do: "X had invited Y when they met".

    `since` is the place of another plural, which "they" may take up as well if either stands before it.
    """
    verb = words.head[position]
    if words.lemma[verb] not in _TOGETHER or words.dep[position] not in SUBJECT:
        return ()
    told = [m for m in state.mentions if m.sentence == number and m.end <= position and len(m.refs) == 1]
    if any(m.start < since for m in told):
        return ()
    here = [m.refs for m in told]
    found = tuple(dict.fromkeys(ref for refs in here for ref in refs if ref[0] == "person"))
    return found if len(found) == 2 and all(state.holdings_of(int(key)) for _, key in found) else ()


def _apposed(state: Walk, number: int, words: Words, head: int) -> tuple[Ref, ...]:
    """Those named in commas after the noun that counts them: "the commanders, X and Y, ..."."""
    stop = words.head[head]
    if words.word(head + 1) != ",":
        return ()
    named = [m.refs for m in state.mentions if m.sentence == number and m.form == "name" and head < m.start < stop]
    return tuple(dict.fromkeys(ref for refs in named for ref in refs))


def group_at(state: Walk, number: int, words: Words, head: int) -> tuple[Ref, ...]:
    """The actors joined at a noun: "Raisi and Putin"."""
    before, after = _joined(state, number, words, head)
    refs: list[Ref] = [*before, *state.at.get((number, head), ()), *after]
    joined = {head}
    for here in range(head + 1, len(words)):
        if words.dep[here] == "conj" and words.head[here] in joined:
            joined.add(here)
            refs.extend(state.at.get((number, here), ()))
    return tuple(dict.fromkeys(refs))


def _joined(state: Walk, number: int, words: Words, head: int) -> tuple[tuple[Ref, ...], tuple[Ref, ...]]:
    """Who stands right before and right after, joined by "and", where the parse takes names with offices apart."""
    here = [m for m in state.mentions if m.sentence == number and m.form == "name"]
    own = next((m for m in reversed(here) if m.start <= head < m.end), None)
    if own is None:
        return (), ()
    before = next((m.refs for m in here if m.end == own.start - 1 and words.word(m.end) == "and"), ())
    after = next((m.refs for m in here if m.start == own.end + 1 and words.word(own.end) == "and"), ())
    return before, after


def several(state: Walk, number: int, words: Words, position: int) -> None:
    """ "The two countries", "both sides", "the pair", "both met", "the two men"; "both" in a quote is anything."""
    word = words.low[position]
    if (number, position) in state.at:
        return
    if word in PERSONS:
        count, start = _count_before(words, position)
        met = leaders_meant(state.discourse, number, count, "") if count else ()
        if len(met) > 1:
            put(state, number, words, (start, position + 1, position), [person_ref(p) for p in met], "plural")
        return
    if word in PLURAL_STATES and words.text[position].islower():
        count, start = _count_before(words, position)
        if not count and word == "sides" and words.word(position - 1) == "the":
            count, start = 2, position - 1
        if count:
            asking = _states_asking(state, number, words, position) if word == "sides" else frozenset()
            meant = states_meant(state.discourse, number, count, asking, only=word == "sides")
            refs: list[Ref] = [("state", c) for c in meant]
            put(state, number, words, (start, position + 1, position), refs, "plural")
        return
    alone = words.dep[position] in ("nsubj", "nsubjpass", "pobj", "dobj") and words.word(position + 1) != "of"
    named = word in ("pair", "duo", "trio") and words.word(position - 1) == "the"
    if (
        not alone
        or (word == "both" and words.quoted[position])
        or not (named or (word != "four" and (word == "both" or words.word(position - 1) == "the")))
    ):
        return
    two = _NUMBERS.get(word, 2) == 2
    people = (
        (_two_told(state, number, number, position) or _two_told(state, number - 1, number, position)) if two else ()
    )
    people = people or leaders_meant(state.discourse, number, _NUMBERS.get(word, 2), "")
    start = position - (words.word(position - 1) == "the")
    told = dict.fromkeys(geo.country for geo in words.geos if geo.end <= position and geo.kind == "country")
    if not people and two and len(told) == 2 and words.dep[position] == "pobj" and words.word(start - 1) == "by":
        refs = [("state", country) for country in told]  # "the border of X and Y was drawn by the two"
        put(state, number, words, (start, position + 1, position), refs, "plural")
    if len(people) > 1:
        put(state, number, words, (start, position + 1, position), [person_ref(p) for p in people], "plural")


def _states_asking(state: Walk, number: int, words: Words, position: int) -> frozenset[str]:
    """The states of whoever wants something of the two sides, and is neither: "X urged both sides to go on"."""
    verb = words.head[position]
    while words.lemma[verb] not in _ASKING and words.head[verb] != verb:
        verb = words.head[verb]
    if words.lemma[verb] not in _ASKING:
        return frozenset()
    subjects = [here for here in range(position) if words.head[here] == verb and words.dep[here] in SUBJECT]
    refs = [ref for here in subjects for ref in group_at(state, number, words, here)]
    return frozenset(country for ref in refs if (country := state.state_of(ref)))


def _two_told(state: Walk, first: int, number: int, position: int) -> tuple[int, ...]:
    """The two officials of two states told of since sentence `first`: "X met Y on Tuesday, and the two signed"."""
    here = [m for m in state.mentions if first <= m.sentence < number or (m.sentence == number and m.end <= position)]
    here = [m for m in here if m.form != "plural"]
    found = dict.fromkeys(int(key) for m in here for kind, key in m.refs if kind == "person")
    official = [person for person in found if state.holdings_of(person)]
    states = {state.country_of(person) for person in official} - {None}
    return tuple(sorted(official)) if len(official) == len(found) == 2 and len(states) == 2 else ()


def _count_before(words: Words, position: int) -> tuple[int | None, int]:
    """How many are counted before a plural noun, and where the phrase begins."""
    here = position - 1
    while here > position - 4 and words.word(here) and words.word(here) not in _NUMBERS:
        if words.pos[here] not in ("ADJ", "NOUN") or words.word(here) in ("other", "different"):
            return None, position
        here -= 1
    word = words.word(here)
    if word not in _NUMBERS:
        return None, position
    before = words.word(here - 1)
    definite = word == "both" or before in ("the", "these", "our", "their")
    return (_NUMBERS[word], here - (before in ("the", "these"))) if definite else (None, position)


def remember_groups(state: Walk, number: int, words: Words) -> None:
    """Keep the last group of persons, and of states, that stood together in a sentence."""
    for group in _groups(state, number, words):
        people = tuple(sorted({int(key) for kind, key in group if kind == "person"}))
        states = tuple(sorted({key for kind, key in group if kind == "state"}))
        if len(people) > 1 and len(people) == len(group):
            state.discourse.several = (number, people)
        if len(states) > 1 and len(states) == len(group):
            state.discourse.several_states = (number, states)


def _groups(state: Walk, number: int, words: Words) -> Iterator[tuple[Ref, ...]]:
    for here in range(len(words)):
        if words.dep[here] in ("nsubj", "nsubjpass", "pobj", "dobj") and (number, here) in state.at:
            group = group_at(state, number, words, here)
            if len(group) > 1:
                yield group


def names_following(state: Walk, number: int, words: Words, phrase: OfficePhrase) -> tuple[Ref, ...]:
    """Those who are named right after: "the two ministers, A and B"."""
    first = names_after(words, phrase)
    if words.word(first - 1) != ",":
        return ()
    named = {n.spot.start: n.spot.person for n in state.people.namings if n.spot.sentence == number}
    row = [start for start, _ in names_joined(words, first)] or [first]
    return tuple(person_ref(named[start]) for start in row if start in named)


def each_of_two(state: Walk, number: int, words: Words, phrase: OfficePhrase, named: Sequence[Ref]) -> None:
    """The states of "the foreign ministers of the two countries, A and B": in the order of both when last told."""
    after = words.low[phrase.end : phrase.end + 5]
    if len(named) != 2 or phrase.countries or "of" not in after[:1] or not {"two", "both"} & set(after):
        return
    pair = states_meant(state.discourse, number, 2)
    told = [(sentence, country) for sentence, country, _ in state.discourse.states if country in pair]
    for sentence in sorted({sentence for sentence, _ in told if sentence < number}, reverse=True)[:_TOLD_WITHIN]:
        order = list(dict.fromkeys(country for where, country in told if where == sentence))
        if len(order) == 2:
            for (_, person), country in zip(named, order, strict=True):
                held = Holding(phrase.title, phrase.kind, country, phrase.former, number, explicit=True)
                state.learned.append((int(person), held))
            return


_TOLD_WITHIN = 2
"""How many sentences back both states may stand whose ministers are named."""
