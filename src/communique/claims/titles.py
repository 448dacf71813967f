"""Offices and styles that stand for somebody named before: "His Majesty", "He was the first Russian president to".

Invariant: whoever is meant was spoken of before, and an office learnt here has its state from its own words.
"""

from __future__ import annotations

from communique.claims.belonging import Holding
from communique.claims.coreference import SUBJECT
from communique.claims.legs import TRIPS
from communique.claims.lexicon import POSSESSIVE_PRONOUNS, ROYAL, OfficeKind
from communique.claims.offices import OfficePhrase
from communique.claims.people import Naming
from communique.claims.walking import Walk, person_ref, put
from communique.claims.words import Words

_STATES = frozenset({"countries", "nations", "states"})


def styled(state: Walk, number: int, words: Words, position: int) -> None:
    """ "His Majesty", "Her Excellency": the last monarch, or head of state or minister, spoken of."""
    if words.word(position - 1) not in ("his", "her", "royal", "serene") or not words.capital(position):
        return
    reigning = words.low[position] in ("majesty", "highness")
    for seen in reversed(state.discourse.recent(number, number)):
        held = [each for each in state.holdings_of(seen.person) if not each.former]
        if any(each.title in ROYAL if reigning else each.kind in ("top", "state") for each in held):
            put(state, number, words, (position - 1, position + 1, position), [person_ref(seen.person)], "title")
            return


def official_told(state: Walk, number: int, phrase: OfficePhrase) -> int | None:
    """Whom "the Kenyan official" means: the one official of that state spoken of lately, if none without a name is."""
    if phrase.title != "official" or not (phrase.definite and phrase.countries):
        return None
    country = phrase.countries[0]
    spoken = [one for before in state.people.phrases[: number + 1] for one in before if one.noun == "official"]
    if any(not one.definite and (not one.countries or country in one.countries) for one in spoken):
        return None
    told = {
        seen.person
        for seen in state.discourse.recent(number, 3)
        if state.country_of(seen.person) == country
        and any(each.kind in ("top", "state") and not each.former for each in state.holdings_of(seen.person))
    }
    return told.pop() if len(told) == 1 else None


def is_said_of_him(state: Walk, number: int, words: Words, phrase: OfficePhrase) -> bool:
    """Whether an office is told of whom a pronoun stands for: "He was the first Russian president to ...".

    By the report itself: "he" in somebody's quoted words is too often another.
    """
    verb = words.head[phrase.head]
    if (
        words.quoted[phrase.head]
        or words.dep[phrase.head] != "attr"
        or words.lemma[verb] not in ("be", "become")
        or phrase.former
    ):
        return False
    around = [i for i in range(len(words)) if words.head[i] == verb]
    if any(words.dep[i] in ("aux", "neg") and words.low[i] not in ("has", "had", "have") for i in around):
        return False
    subject = next((i for i in around if words.dep[i] == "nsubj" and words.low[i] in ("he", "she")), None)
    refs = state.at.get((number, subject), ()) if subject is not None else ()
    if len(refs) != 1 or refs[0][0] != "person" or len(phrase.countries) != 1 or phrase.kind not in ("top", "state"):
        return False
    held = Holding(phrase.title, phrase.kind, phrase.countries[0], False, number, explicit=True)
    state.learned.append((int(refs[0][1]), held))
    return True


def told_apart(words: Words, end: int) -> bool:
    """Whether an office in the plural says itself of whom it is: "the leaders of the movement", "that had gone"."""
    return (words.word(end) == "of" and not _STATES & set(words.low[end : end + 5])) or words.word(end) == "that"


def named_after_title(state: Walk, number: int, words: Words, naming: Naming) -> None:
    """The name that follows a new title alone: "Russia's foreign minister warned ... X, speaking in Moscow, said".

    A name told once is enough where it is the traveller's: "Thai PM ends visit" and "During his stay, X met".
    """
    person = naming.spot.person
    trips = [i for i in range(naming.spot.start) if words.lemma[i] in TRIPS]
    own = any(POSSESSIVE_PRONOUNS & set(words.low[max(0, i - 3) : i]) for i in trips)  # "his" is the name's already
    if state.discourse.counts[person] > own or state.held.get(person):
        return
    if words.dep[naming.spot.end - 1] not in SUBJECT:
        return
    several = naming.spot.end - naming.spot.start > 1 and state.people.persons[person].mentions > 1
    fresh = [key for key, where in state.introduced.items() if where == number - 1]
    known = state.country_of(person)
    if not (several or own) or len(fresh) != 1 or known not in (None, fresh[0][1]):
        return
    title, country = fresh[0]
    kind: OfficeKind = "top" if title in ("president", "prime minister", "king", "chancellor") else "state"
    state.learned.append((person, Holding(title, kind, country, False, number, explicit=True)))


def of_those(words: Words, end: int) -> bool:
    """Whether an office in the plural goes on "of those countries", "of the two nations"."""
    after = [words.word(at) for at in range(end, end + 4)]
    return after[0] == "of" and after[1] in ("those", "these", "both", "the") and bool(_STATES & set(after[2:]))
