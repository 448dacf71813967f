"""The offices that stand behind a name, or are told of it: "X, the foreign minister", "X, who is prime minister".

Invariant: an office phrase that introduces a name of its own is nobody else's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from communique.claims.belonging import Spot
from communique.claims.lexicon import APOSTROPHES
from communique.claims.naming import names_joined
from communique.claims.offices import OfficePhrase, in_row, names_after, since_somebody
from communique.claims.words import Words

_CLOSERS = frozenset({",", ".", ";", ")", "(", "—", "–", "--", ":", "who", "and", "or", "whose", "-"})


@dataclass(frozen=True, slots=True)
class Naming:
    """A name of a person as it stands, with the office phrases beside it (as numbers in `People.phrases`)."""

    spot: Spot
    begin: int
    phrases: tuple[int, ...]


def with_appositives(
    sentences: Sequence[Words], namings: Sequence[Naming], phrases: Sequence[Sequence[OfficePhrase]]
) -> Iterator[Naming]:
    """Names with the offices that stand after them: "X, the foreign minister of Y", "X, who is ..."."""
    at_end = {(n.spot.sentence, n.spot.end): n for n in namings}
    at = {(n.spot.sentence, i): n for n in namings for i in range(n.spot.start, n.spot.end)}
    at_name = {(n.spot.sentence, n.spot.start): n for n in namings}
    extra: dict[tuple[int, int], list[int]] = defaultdict(list)
    for number, words in enumerate(sentences):
        given: dict[int, Naming] = {}
        for which, phrase in enumerate(phrases[number]):
            for start, _ in names_joined(words, names_after(words, phrase)) if phrase.plural else ():
                if (number, start) in at_name:
                    extra[number, start].append(which)
            if phrase.name or phrase.plural:
                continue
            naming = (
                _apposed(words, number, phrase, at_end)
                or _said_to_be(words, number, phrase, at)
                or _first_to(words, number, phrase, at)
                or (at_name.get((number, since_somebody(words, phrase.end) or -1)) if phrase.indefinite else None)
            )
            after = phrases[number][which + 1] if which + 1 < len(phrases[number]) else None
            if naming is None and after is not None and _coordinated(words, phrase, after):
                naming = at_name.get((number, after.name[0])) if after.name else None
            before = phrases[number][which - 1] if which else None
            if (
                naming is None
                and before is not None
                and (in_row(words, before, phrase) or _also(words, before, phrase))
            ):
                naming = given.get(which - 1)  # "X, Speaker and Chief Adviser to the President of Y"
            if naming:
                given[which] = naming
                extra[number, naming.spot.start].append(which)
    for naming in namings:
        more = tuple(extra.get((naming.spot.sentence, naming.spot.start), ()))
        if more:
            titled = replace(naming.spot, titled=True)
            yield replace(naming, spot=titled, phrases=naming.phrases + more)
        else:
            yield naming


def _apposed(words: Words, number: int, phrase: OfficePhrase, at_end: dict[tuple[int, int], Naming]) -> Naming | None:
    begin = phrase.start
    if phrase.possessor is not None and words.word(begin - 1) in APOSTROPHES:
        begin = phrase.possessor  # "X, the movement's negotiator"
    while words.word(begin - 1) in ("the", "a", "an", "now", "also", "hon'ble", "hon’ble"):
        begin -= 1
    if words.word(begin - 1) == "becoming" and words.word(begin - 2) in ("on", "for", "upon"):
        return at_end.get((number, begin - 2))
    if words.word(begin - 1) not in (",", "(", "–", "—"):
        return None
    naming = at_end.get((number, begin - 1))
    if naming is None or phrase.possessor in range(naming.spot.start, naming.spot.end):
        return None
    follows = words.word(phrase.end)
    closes = not follows or follows in _CLOSERS or words.pos[phrase.end] in ("ADP", "PUNCT", "SCONJ", "PART")
    return naming if closes else None


def _coordinated(words: Words, phrase: OfficePhrase, after: OfficePhrase) -> bool:
    """Whether two offices are one person's: "Crown Prince and Prime Minister X", "Deputy Premier and Minister X"."""
    if phrase.kind == "counterpart" and words.word(phrase.end) == "," and after.start == phrase.end + 1:
        return not after.countries  # "his Finnish counterpart, Foreign Minister X"
    if words.word(phrase.end) == "," and after.start == phrase.end + 1 and after.title == phrase.title:
        return phrase.definite and not after.countries  # "the Zambian head of state, President X"
    if phrase.definite or phrase.possessor is not None or after.plural or after.possessor is not None:
        return False
    if not words.capital(phrase.head) or phrase.kind in ("private", "counterpart", "succession"):
        return False
    joined = words.word(phrase.end) in ("and", "&") and after.start == phrase.end + 1
    joined = joined or (in_row(words, phrase, after) and bool(after.name) and words.word(after.end) == ",")
    same = not after.countries or after.countries == phrase.countries
    return joined and same and after.title != phrase.title


def _also(words: Words, first: OfficePhrase, second: OfficePhrase) -> bool:
    """Whether an office is told beside another one's: "the head of the bank and a former Danish minister"."""
    return second.indefinite and words.low[first.end : second.start] in (("and", "a"), ("and", "an"))


_RANKS = frozenset({"first", "second", "third", "only", "last", "fourth", "sitting", "serving"})


def _first_to(words: Words, number: int, phrase: OfficePhrase, at: dict[tuple[int, int], Naming]) -> Naming | None:
    """ "X stepped on Cuban soil on Sunday, the first sitting US president to do so": the subject holds that office."""
    begin = phrase.start
    while words.word(begin - 1) in _RANKS or words.word(begin - 1) == "the":
        begin -= 1
    ranked = any(words.word(i) in _RANKS - {"sitting", "serving"} for i in range(begin, phrase.head))
    if words.word(begin - 1) != "," or not ranked or words.word(phrase.end) not in ("to", "since", "in"):
        return None
    for subject in range(begin - 1):
        root = words.head[subject]
        if words.dep[subject] == "nsubj" and words.dep[root] == "ROOT" and (number, subject) in at:
            return at[number, subject]
    return None


def _said_to_be(words: Words, number: int, phrase: OfficePhrase, at: dict[tuple[int, int], Naming]) -> Naming | None:
    """ "X is the prime minister", "X, who became president", "X as prime minister" are offices too."""
    verb = words.head[phrase.head]
    chosen = words.dep[phrase.head] == "oprd" and words.lemma[verb] in ("elect", "appoint", "name", "swear", "re-elect")
    if not chosen and (words.dep[phrase.head] != "attr" or words.lemma[verb] not in ("be", "become", "remain")):
        return None
    around = [i for i in range(len(words)) if words.head[i] == verb]
    if any(words.dep[i] in ("aux", "neg") and words.low[i] not in ("has", "had", "have", "was") for i in around):
        return None
    for subject in (i for i in around if words.dep[i] in ("nsubj", "nsubjpass")):
        if words.low[subject] in ("who", "that") and words.dep[verb] == "relcl":
            subject = words.head[verb]
        if (number, subject) in at:
            return at[number, subject]
    return None
