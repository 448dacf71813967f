"""Attacks as their tolls tell them: "killed at least 31 people".

Invariant: a toll is told only where a sentence counts the dead, the hurt or the missing, and where the
sentence, or how the report begins, speaks of violence, and not of an accident; the toll of a whole war takes up
no attack. Who suffered is a state that the sentence names, or the report as it begins; where neither does, an attack
told elsewhere is taken up.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from functools import lru_cache

from spacy.tokens import Token

from communique.claims.actors import Cast
from communique.claims.counts import Count, apart, casualties, elsewhere, violent
from communique.claims.drafting import Draft, in_role
from communique.claims.frames import Cue, Frame
from communique.claims.geography import destinations, place_at
from communique.claims.lasting import lasting, names_a_war, of_a_war
from communique.claims.parsing import Parsed, Sentence
from communique.claims.places import country_named, country_of_demonym, country_of_place
from communique.model import Detail, Place

_FRAME = Frame("toll", "assault")
_BEGINNING = 6
"""Sentences that tell what a report is about."""
_NEAR = 2
"""Sentences before another that may say what it speaks of."""
_CITIZENS = re.compile(r"\b([A-Z][a-z]{2,20}) (?:citizens?|nationals?|tourists?|diplomats?|passport)\b")
_SIDE = re.compile(r"\b([A-Z][a-z]{2,20}) (?:side|(?:death )?toll)\b")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_WAR = re.compile(
    r"\b(?:civil war|war|conflict|uprising|insurgency)\b(?: in (?:the )?(?P<there>[A-Z][a-z]{2,20})\b)?"
    r"|(?<=[a-z]), wh(?:ich|ere)\b"
)
_CALLED_AFTER = re.compile(r"\b([A-Z][a-z]{2,20}) (?:[a-z-]{1,12} )?$")
"""Before such a word: a people after whom the war is called ("the Syrian ethnic conflict")."""
_NEAR_WAR = 40
"""Characters before such a word in which the state of the war is named."""
_CLOSE = 3
"""Steps in the parse from a count to where it was, with nothing to be weighed against."""
_BESIDE = ("according", "like", "than", "since", "similar", "unlike", "based")
"""What sets another place beside the one that is told, or says whose word it is."""
_ABROAD = ("also", "among", "behead", "execut")
_BEFORE = ("compound", "amod", "nmod")
_IN = ("in", "at", "near", "outside")


def tolls(sentence: Sentence, parsed: Parsed, cast: Cast, *, told: bool) -> list[Draft]:
    """The attack whose toll a sentence tells, if it tells one; `told` where the report has told an attack before."""
    text = sentence.span.text
    counts = casualties(text)
    if not counts or lasting(text):
        return []
    if not names_a_war(text) and not violent(text, _before(sentence, parsed), _begins(parsed)):
        return []
    token, war = _token(sentence, counts[0]), of_a_war(text)
    named = any(" of " in each.attribute for each in counts)
    place = (None if named else _of_a_side(text)) or (
        _in_war(text, token, sentence) if war else place_at(token) or _where(token, sentence)
    )
    place = place or _of_whom(counts, text)
    home = None
    if place is None:
        abroad = _abroad(text)
        own = _belonging(sentence)
        if own is None and _of_another_year(text, parsed.report.published):
            return []
        home = (_as_object(sentence) if war else own) or _of_the_news(parsed) or own
        home = home or _belonging(sentence, abroad, loosely=True) or _of_the_news(parsed, loosely=True)
        place = None if told and not war else home
        if war and place is None:
            return []
    suffers = cast.country_key(place.country) if place and place.country else None
    return [
        Draft(
            Cue(token, _FRAME, sentence),
            "assault",
            in_role([cast.actor(suffers)], "recipient") if suffers else (),
            place,
            open=place is None,
            home=home,
            details=_details(counts, place),
            score=0.7,
            reasons=("its toll is counted",),
        )
    ]


def _details(counts: tuple[Count, ...], place: Place | None) -> tuple[Detail, ...]:
    """What is counted, each once: of two counts of the same dead the larger, which holds the other."""
    found: dict[str, str] = {}
    for each in counts:
        attribute = _attribute(each, place)
        if attribute not in found or _size(each.value) > _size(found[attribute]):
            found[attribute] = each.value
    return tuple(Detail(attribute, value) for attribute, value in found.items())


def _size(value: str) -> int:
    figures = re.search(r"\d+", value)
    return int(figures[0]) if figures else 0


def _attribute(count: Count, place: Place | None) -> str:
    """What is counted; the dead of the state that was attacked are its dead, and need no name of their own."""
    attribute, _, whose = count.attribute.partition(" of ")
    home = place is not None and place.country is not None and _state(whose) == place.country
    return attribute if home else count.attribute


def _of_another_year(text: str, published: str | None) -> bool:
    """Whether a text tells of a year that was over when it was written: what was then is not where the news is."""
    told = _YEAR.search(text)
    return told is not None and published is not None and told[0] < published[:4]


def _of_the_news(parsed: Parsed, *, loosely: bool = False) -> Place | None:
    """Where the report begins: of the places first named, one in the state most named where violence is."""
    first = parsed.sentences[:_BEGINNING]
    fierce = [each for each in first if violent(each.span.text, "", "")] or first
    named = Counter(state for each in fierce for state in {_state_of(token) for token in each.span} if state)
    places = [place for each in first if (place := _place(each))]
    places = places or [place for each in first if (place := _belonging(each, loosely=loosely))]
    return max(places, key=lambda place: named[place.country or ""], default=None)


def _state_of(token: Token) -> str | None:
    return (country_of_place(token.text) or _state(token.text)) if token.text[:1].isupper() else None


def _of_whom(counts: tuple[Count, ...], text: str = "") -> Place | None:
    """The state whose people were counted ("161 Palestinians"), unless as its citizens, who die abroad.

    Nor does a state tell where its people died that are some of the dead, or were put to death.
    """
    here = (each for each in counts if not text[each.at :].lower().startswith(_ABROAD))
    found = (_state(each.attribute.partition(" of ")[2]) for each in here)
    country = next((each for each in found if each and each not in _abroad(text)), None)
    return Place(None, country) if country else None


def _of_a_side(text: str) -> Place | None:
    """The state whose dead are told as one side's: "the Peruvian toll", "on the Peruvian side"."""
    found = (country_of_demonym(match[1]) for match in _SIDE.finditer(text))
    country = next((each for each in found if each), None)
    return Place(None, country) if country else None


def _in_war(text: str, word: Token, sentence: Sentence) -> Place | None:
    """Where a war is: by its name, else by what its dead are said to be in, and not by who else is named."""
    near = _nearest(word, sentence)
    return _at_war(text) or (near[1] if near else None)


def _at_war(text: str) -> Place | None:
    """The state of a war: "the war in Peru", "the Peruvian conflict", "Peru, where thousands have died"."""
    war = _WAR.search(text)
    if war is None:
        return None
    named = [
        war["there"],
        *reversed(re.findall(r"\b[A-Z][a-z]{2,20}\b", text[max(0, war.start() - _NEAR_WAR) : war.start()])),
    ]
    countries = (country_of_place(each) or country_of_demonym(each) for each in named if each)
    country = next((each for each in countries if each), None)
    return Place(None, country) if country else None


def _abroad(text: str) -> set[str]:
    """The states that a text names for their citizens ("14 Peruvian citizens")."""
    return {country for match in _CITIZENS.finditer(text) if (country := country_of_demonym(match[1]))}


def _state(people: str) -> str | None:
    """The state of "palestinians"."""
    named = people.title()
    return (country_of_demonym(named.removesuffix("s")) or country_of_demonym(named)) if named else None


def _belonging(sentence: Sentence, abroad: Collection[str] = (), *, loosely: bool = False) -> Place | None:
    """The first place that the sentence names in any way ("the Istanbul airport"), but not who only says it."""
    first = _first_named(sentence, abroad, loosely=loosely)
    return first[1] if first else None


def _first_named(
    sentence: Sentence, abroad: Collection[str] = (), *, loosely: bool = False
) -> tuple[int, Place] | None:
    """The first place that is named, and at which word.

    A state that stands before another word may be the state of anybody ("a Peruvian woman", "U.S. officials said"),
    and is taken only `loosely`.
    """
    for token in sentence.span:
        if token.text[:1].isupper() and token.head.lemma_.lower() not in apart() and not _joined(token):
            if any(_came_from(each) for each in token.ancestors):
                continue
            country = country_of_place(token.text)
            if country and (loosely or not (says(token) or (token.dep_ in _BEFORE and country_named(token.text)))):
                return token.i, Place(token.text, country)
            if loosely and not country and (country := _state(token.text)) and country not in abroad:
                return token.i, Place(None, country)
    return None


def _as_object(sentence: Sentence) -> Place | None:
    """The first place that a sentence names for something else than who does or says it ("on Syria, he said")."""
    for token in sentence.span:
        if token.dep_ in ("pobj", "dobj") and (country := country_of_place(token.text)) and not says(token):
            return Place(token.text, country)
    return None


def _joined(token: Token) -> bool:
    """Whether a name is but part of a word ("Lima-based")."""
    after = token.doc.text[token.idx + len(token) : token.idx + len(token) + 2]
    return len(after) > 1 and after[0] in "-–" and after[1].isalpha()


def says(token: Token) -> bool:
    """Whether a word stands with those who say what the sentence tells."""
    for each in (token, *token.ancestors):
        if each.dep_ in ("nsubj", "nsubjpass"):
            verbs = (each.head, *each.head.conjuncts)
            return any(child.dep_ == "ccomp" for verb in verbs for child in verb.children)
        if each.dep_ == "pobj" and each.head.lower_ == "to" and each.head.head.lower_ == "according":
            return True
    return False


def _begins(parsed: Parsed) -> str:
    return _beginning(parsed.report.title or "", tuple(each.span.text for each in parsed.sentences[:_BEGINNING]))


@lru_cache(maxsize=8)
def _beginning(title: str, sentences: tuple[str, ...]) -> str:
    return re.sub(r"\s+", " ", " ".join((title, *sentences)))


def _before(sentence: Sentence, parsed: Parsed) -> str:
    return " ".join(each.span.text for each in parsed.sentences[max(0, sentence.index - _NEAR) : sentence.index])


def _token(sentence: Sentence, count: Count) -> Token:
    """The word that says what is counted."""
    at = sentence.span.start_char + count.at
    return next((token for token in sentence.span if token.idx + len(token) > at), sentence.span.root)


def _where(word: Token, sentence: Sentence) -> Place | None:
    """Where a sentence says something is: near the word that counts, else the first place that it names."""
    near = _nearest(word, sentence)
    if near is None or near[0] <= _CLOSE:
        return near[1] if near else None
    first = _first_named(sentence)
    return first[1] if first and (first[0] < near[2] or near[1].country is None) else near[1]


def _nearest(word: Token, sentence: Sentence) -> tuple[int, Place, int] | None:
    """The place nearest in the parse to a word, of those that something is in, but not of who says it.

    It comes between how near it is and the place of its word.
    """
    above = {each: way for way, each in enumerate((word, *word.ancestors))}
    clauses = list(above)
    best: tuple[int, Place, int] | None = None
    for token, place in within(sentence):
        up = [token]
        while up[-1] not in above and up[-1].head != up[-1]:
            up.append(up[-1].head)
        if up[-1] not in above:
            continue
        below = up[-2] if len(up) > 1 else token
        saying = any(each.dep_ == "ccomp" for each in clauses[: above[up[-1]]])
        speaker = saying and below.dep_ in ("nsubj", "nsubjpass")
        another = below.dep_ == "conj" and any(child.dep_ in ("nsubj", "nsubjpass") for child in below.children)
        beside = any(each.lower_ in _BESIDE for each in up)
        there = any(_came_from(each) for each in up[:-1])
        far = len(up) - 1 + above[up[-1]]
        if not (speaker or another or beside or there) and (best is None or far < best[0]):
            best = far, place, token.i
    return best


def _came_from(word: Token) -> bool:
    """Whether a word tells where somebody had been before ("gunmen trained in Peru")."""
    return word.dep_ in ("acl", "relcl") and word.lemma_.lower() in elsewhere()


def _place(sentence: Sentence) -> Place | None:
    """The first place that the sentence says something is in."""
    return next(_places(sentence), None)


def _places(sentence: Sentence) -> Iterator[Place]:
    return (place for _, place in within(sentence))


def within(sentence: Sentence) -> Iterator[tuple[Token, Place]]:
    """The places that the sentence says something is in, each with its preposition."""
    for token in sentence.span:
        if token.lower_ in _IN and token.dep_ == "prep":
            for child in token.children:
                if child.dep_ == "pobj":
                    yield from ((token, place) for place in destinations(child)[:1])
