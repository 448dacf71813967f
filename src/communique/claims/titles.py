"""Offices and styles that stand for somebody named before: "His Majesty", "He was the first Russian president to".

Invariant: whoever is meant was spoken of before, and an office learnt here has its state from its own words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from communique.claims.appositives import Naming
from communique.claims.belonging import Holding
from communique.claims.coreference import SUBJECT
from communique.claims.legs import TRIPS
from communique.claims.lexicon import ADDRESS, POSSESSIVE_PRONOUNS, ROYAL, OfficeKind
from communique.claims.offices import OfficePhrase
from communique.claims.walking import Walk, person_ref, put
from communique.claims.words import Words

_CONSORTS = frozenset({"queen", "princess", "empress", "first lady", "king", "prince"})
_MAJESTIES = frozenset({"king", "queen", "emperor", "empress"})
"""Who is a Majesty; emirs and princes are Highnesses. Of a sultan both are said."""
_STATES = frozenset({"countries", "nations", "states"})


def styled(state: Walk, number: int, words: Words, position: int) -> None:
    """ "His Majesty", "Her Excellency": the last monarch, or head of state or minister, spoken of."""
    if words.word(position - 1) not in ("his", "her", "royal", "serene") or not words.capital(position):
        return
    after = position + 1 + (words.word(position + 1) in ADDRESS)
    namings = (n for n in state.people.namings if n.spot.sentence == number and n.begin in (position + 1, after))
    if (named := next(namings, None)) is not None:  # "His Excellency Dr. X": the name tells who it is
        put(state, number, words, (position - 1, position + 1, position), [person_ref(named.spot.person)], "title")
        return
    reigning = words.low[position] in ("majesty", "highness")
    spoken = state.discourse.recent(number, number)[::-1]
    majesties = [seen for seen in spoken if any(h.title in _MAJESTIES for h in state.holdings_of(seen.person))]
    apart = [seen for seen in spoken if any(h.title in ROYAL for h in state.holdings_of(seen.person))]
    apart = [seen for seen in apart if seen not in majesties]
    for seen in (majesties if words.low[position] == "majesty" else apart if reigning else ()) or spoken:
        held = [each for each in state.holdings_of(seen.person) if not each.former]
        if any(each.title in ROYAL if reigning else each.kind in ("top", "state") for each in held):
            put(state, number, words, (position - 1, position + 1, position), [person_ref(seen.person)], "title")
            return


def styled_two(state: Walk, number: int, words: Words, position: int) -> None:
    """ "Their Majesties": the two named right behind, or the last two royals of one state spoken of."""
    row = sorted((n for n in state.people.namings if n.spot.sentence == number), key=lambda n: n.begin)
    behind = [n.spot.person for n in row if n.begin >= position + 1][:2] if _begins(row, position + 1) else []
    royal: list[int] = []
    for seen in reversed(state.discourse.recent(number, number)):
        if seen.person not in royal and any(each.title in ROYAL for each in state.holdings_of(seen.person)):
            royal.append(seen.person)
    couple = behind or royal[:2][::-1]
    if len(couple) == 2 and len({state.country_of(each) for each in couple}) == 1:
        put(state, number, words, (position - 1, position + 1, position), [person_ref(p) for p in couple], "plural")


def _begins(row: Sequence[Naming], position: int) -> bool:
    """Whether two persons joined by one word are named from here on."""
    pair = [each for each in row if each.begin >= position][:2]
    return len(pair) == 2 and pair[0].begin == position and pair[1].begin == pair[0].spot.end + 1


def offices_of_spouse(state: Walk, number: int, words: Words, naming: Naming) -> Iterator[tuple[int, Holding]]:
    """The offices of whom a consort is named with: in "King X and Queen Y of Z" both are of Z."""
    own = {h.title for h in state.held.get(naming.spot.person, ()) if h.sentence == number}
    first = next(
        (n for n in state.people.namings if n.spot.sentence == number and n.spot.end == naming.begin - 1), None
    )
    if first is None or words.word(naming.begin - 1) != "and" or not own & _CONSORTS:
        return
    for held in state.held.get(first.spot.person, ()):
        wed = not own & {"king", "prince"} or held.title in ("queen", "princess", "empress")  # no emir and a king
        if held.sentence == number and held.kind == "top" and held.title not in own and wed:
            yield first.spot.person, held


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
