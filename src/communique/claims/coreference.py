"""Whom titles alone, pronouns and plurals mean, read in order with the salience of who was spoken of.

Invariant: only actors that the report has brought in (or, for an office of a named state, its
unnamed holder) are ever meant; where nothing fits, nobody is.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field

from communique.claims.belonging import Holding
from communique.claims.facets import word_lists
from communique.claims.lexicon import HEADS
from communique.claims.offices import OfficePhrase
from communique.claims.words import Words

_WINDOW = 4
_HE = frozenset({"he", "him", "his", "himself"})
_SHE = frozenset({"she", "her", "hers", "herself"})
_THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
PRONOUNS = _HE | _SHE | _THEY
SUBJECT = frozenset({"nsubj", "nsubjpass"})
_CHIEF_DIPLOMATS = frozenset({"foreign minister", "secretary of state", "foreign secretary"})
_DIPLOMATS = frozenset({"diplomat", "ambassador", "envoy"})
_CARRYING = frozenset({"bring", "take", "carry"})
_SAYING = frozenset(
    {
        "say",
        "tell",
        "add",
        "note",
        "announce",
        "state",
        "declare",
        "explain",
        "warn",
        "stress",
        "write",
        "believe",
        "think",
        "argue",
        "suggest",
        "insist",
        "claim",
    }
)


@dataclass(frozen=True, slots=True)
class Seen:
    """A person spoken of: by whom it is known, where, and whether as a subject."""

    person: int
    sentence: int
    position: int
    subject: bool
    main: bool
    quoted: bool
    sayer: bool = False
    trailing: bool = False
    past: bool = False


@dataclass(slots=True)
class Discourse:
    """What has been spoken of so far, and how the report's persons are known."""

    gender: Callable[[int], str | None]
    country: Callable[[int], str | None]
    holdings: Callable[[int], Sequence[Holding]]
    seen: list[Seen] = field(default_factory=list)
    states: list[tuple[int, str, float]] = field(default_factory=list)
    counts: Counter[int] = field(default_factory=Counter)
    state_counts: Counter[str] = field(default_factory=Counter)
    several: tuple[int, tuple[int, ...]] | None = None
    several_states: tuple[int, tuple[str, ...]] | None = None

    def note(self, person: int, words: Words, sentence: int, head: int) -> None:
        """Remember that a person was spoken of at word `head`; of "the minister, X," where the minister stands."""
        while words.dep[head] == "appos" and words.head[head] != head:
            head = words.head[head]
        verb = words.head[head]
        it = any(words.head[i] == verb and words.low[i] == "it" and words.dep[i] == "nsubj" for i in range(head))
        subject = words.dep[head] in SUBJECT or (words.dep[head] == "attr" and it)  # "it was X who signed it"
        main = subject and (words.dep[verb] in ("ROOT", "ccomp") or words.head[verb] == verb)
        sayer = main and words.lemma[verb] in _SAYING
        past = main and not sayer and words.sentence.span[verb].tag_ == "VBD"
        trailing = sayer and any(words.head[i] == verb and words.dep[i] == "ccomp" for i in range(head))
        self.seen.append(Seen(person, sentence, head, subject, main, words.quoted[head], sayer, trailing, past))
        self.counts[person] += 1
        country = self.country(person)
        if country:
            self.note_state(country, sentence, 1.0)

    def note_state(self, country: str, sentence: int, weight: float) -> None:
        """Remember that a state was spoken of, or called to mind by its people or its towns."""
        self.states.append((sentence, country, weight))
        self.state_counts[country] += 1

    def recent(self, sentence: int, window: int = _WINDOW) -> list[Seen]:
        """Who was spoken of in the last sentences, the latest last."""
        found: list[Seen] = []
        for seen in reversed(self.seen):
            if seen.sentence < sentence - window:
                break
            found.append(seen)
        return found[::-1]


def pronoun_person(
    discourse: Discourse, words: Words, sentence: int, position: int, ahead: Sequence[tuple[int, int]]
) -> int | None:
    """Whom "he", "she" and their forms mean. `ahead`: (head word, person) of names later in this sentence."""
    word = words.low[position]
    wanted = "he" if word in _HE else "she"
    scores: dict[int, float] = {}
    recent = discourse.recent(sentence)
    here = {seen.position: seen for seen in recent if seen.sentence == sentence}
    above = _subject_above(words, position)
    if above is not None and above not in here and _is_somebody(words, above):
        return None  # "the commander said he spoke to X": the commander, whoever that is
    barred = {seen.person for seen in recent if _barred(words, position, seen, sentence)}
    for seen in recent:
        if seen.person in barred or discourse.gender(seen.person) not in (None, wanted):
            continue
        score = _salience(words, position, seen, sentence)
        if seen.sentence == sentence and seen.position == position - 2 and words.word(position - 1) == "and":
            score += 3.0  # "X and his counterpart"
        if above is not None and above not in here and here.get(_object_above(words, above)) == seen:
            score += 1.5  # "the police questioned X before he left": no other person is in that clause
        scores[seen.person] = max(scores.get(seen.person, -9.0), score)
    for person in scores:
        scores[person] += 0.25 * math.log(1 + discourse.counts[person])
        scores[person] += 0.5 if discourse.gender(person) == wanted else 0.0
    if words.dep[position] in ("dobj", "pobj") and (last := _last_object(recent, sentence, scores)) is not None:
        scores[last] += 0.9  # "X praised Y. Z called him": Y, before others told of as much
    for person in _asides(discourse, words, position, recent):
        if person in scores and any(discourse.counts[other] > 2 for other in scores if other != person):
            scores[person] -= 1.2
    for head, person in ahead:
        if _introduces(words, position, head) and discourse.gender(person) in (None, wanted):
            # "At his press conference, X said", "As he was leaving, X said": X, whoever was told before
            sure = words.dep[position] == "poss" or words.lemma[words.head[head]] in _SAYS
            scores[person] = max(scores.get(person, 0.0), 5.5 if sure else 4.0)
    if not scores:
        return None
    best = max(scores, key=lambda person: (scores[person], -person))
    return best if scores[best] > 0 else None


def _last_object(recent: Sequence[Seen], sentence: int, among: Collection[int]) -> int | None:
    """The person named last in the sentence before, where that is no subject."""
    last = max((seen for seen in recent if seen.sentence == sentence - 1), key=lambda s: s.position, default=None)
    return last.person if last is not None and not last.subject and last.person in among else None


def _subject_above(words: Words, position: int) -> int | None:
    """The nearest subject before a pronoun of a clause that its own stands in, or is joined to."""
    verb = position
    while words.head[verb] != verb:
        verb = words.head[verb]
        for i in range(position):
            if words.head[i] == verb and words.dep[i] in SUBJECT:
                return i
    return None


def _object_above(words: Words, subject: int) -> int:
    """The object of the verb that a word is the subject of; -1 if it has none."""
    verb = words.head[subject]
    return next((i for i in range(len(words)) if words.head[i] == verb and words.dep[i] == "dobj"), -1)


def _is_somebody(words: Words, position: int) -> bool:
    """Whether a noun stands for one person, by an office: "a commander"."""
    return words.pos[position] == "NOUN" and words.low[position] == words.lemma[position] in HEADS


def _asides(discourse: Discourse, words: Words, position: int, recent: Sequence[Seen]) -> set[int]:
    """Who was brought in only to tell what they once did, before a pronoun of which something to come is told.

    "X is in Rome. Y was there in May. On Friday he will meet Z": X will.
    """
    verb = words.head[position]
    if not any(words.head[i] == verb and words.low[i] == "will" for i in range(len(words))):
        return set()
    return {seen.person for seen in recent if seen.past and discourse.counts[seen.person] == 1}


def _salience(words: Words, position: int, seen: Seen, sentence: int) -> float:
    distance = sentence - seen.sentence
    score = (3.0, 2.2, 1.2, 0.6, 0.3)[min(distance, 4)]
    score += 1.0 if seen.subject else 0.0
    score += 0.6 if seen.main else 0.0
    if words.dep[position] in SUBJECT and seen.subject:
        score += 0.4
    if distance == 0:
        score += _above(words, seen.position, position)
    if seen.sayer and distance == 1 and words.lemma[words.head[position]] in _SAYING:
        score += 1.0  # "X said that Y had gone. ... , he told reporters": who says goes on saying
    if seen.sayer and words.lemma[words.head[position]] == "add":
        score += 1.5  # "X will attend, Y said. X will go on. ... , he added": who added had said something
    if distance == 0 and seen.position == _owner_of_subject(words, position):
        score += 3.0  # "Y said that X's trip will take him to P"
    if seen.sayer and seen.trailing and words.lemma[words.head[position]] not in _SAYING:
        score -= 1.2  # "The state pledged money, the minister said. Later he flew to P": not the minister
    if distance == 0 and _judged_for(words, seen.position, position):
        score += 4.0
    if seen.quoted != words.quoted[position]:
        score -= 0.8
    return score


def _owner_of_subject(words: Words, position: int) -> int:
    """Whose thing the subject of a pronoun's own verb is; -1 if nobody's."""
    if words.dep[position] not in ("dobj", "dative"):
        return -1
    subjects = [i for i in range(position) if words.head[i] == words.head[position] and words.dep[i] in SUBJECT]
    return next((i for i in range(position) if words.head[i] in subjects and words.dep[i] == "poss"), -1)


def _judged_for(words: Words, judged: int, position: int) -> bool:
    """Whether a possessive tells what the object of a judging verb is praised or blamed for."""
    verb = words.head[judged]
    if words.dep[position] != "poss" or words.dep[judged] != "dobj" or words.lemma[verb] not in word_lists().judging:
        return False
    link = words.head[words.head[position]]
    return words.low[link] == "for" and words.head[link] in (verb, judged)


def _above(words: Words, subject: int, position: int) -> float:
    """How near above the pronoun's clause the subject stands: 2 for the nearest subject, 1 for one farther up."""
    if words.dep[subject] not in SUBJECT:
        return 0.0
    verb, here, between = words.head[subject], position, False
    for _ in range(12):
        if here == verb:
            return 1.0 if between else 2.0
        if words.head[here] == here:
            return 0.0
        nearer = range(min(subject, position) + 1, position)
        between = between or any(words.head[i] == here and words.dep[i] in SUBJECT for i in nearer)
        here = words.head[here]
    return 0.0


def _barred(words: Words, position: int, seen: Seen, sentence: int) -> bool:
    """An object is not its own verb's subject; nor are quoted words' "he" the one who says them."""
    if seen.sentence != sentence:
        return False
    if seen.position == position:
        return True
    word = words.low[position]
    if word in ("him", "her", "he", "she") and words.dep[position] != "poss":
        same_verb = words.head[seen.position] == words.head[position]
        through = words.dep[position] == "pobj" and words.head[words.head[position]] == words.head[seen.position]
        if (
            through
            and words.low[words.head[position]] == "with"
            and words.lemma[words.head[seen.position]] in _CARRYING
        ):
            return not seen.subject  # "X brought with him Y": nobody but X
        if same_verb or (through and seen.subject) or (seen.subject and _controls(words, seen.position, position)):
            return True
    if words.quoted[position] and not seen.quoted and seen.subject:
        return True
    if not words.quoted[position] and seen.quoted:
        return False
    return words.head[position] == seen.position


def _controls(words: Words, subject: int, position: int) -> bool:
    """Whether a subject also does what a pronoun is the object of ("he would be pleased to host him")."""
    verb = words.head[position]
    if words.dep[position] not in ("dobj", "dative"):
        return False
    for _ in range(4):
        if words.dep[verb] not in ("xcomp", "acomp") or any(
            words.head[i] == verb and words.dep[i] in SUBJECT for i in range(len(words))
        ):
            return False
        verb = words.head[verb]
        if words.head[subject] == verb:
            return True
    return False


_SAYS = ("say", "tell", "add", "warn")


def _introduces(words: Words, position: int, head: int) -> bool:
    """Whether a pronoun stands in a phrase before the subject that it means ("Before his trip, X ...")."""
    if words.dep[head] not in SUBJECT or head < position:
        return False
    verb, here = words.head[head], position
    for _ in range(8):
        if words.head[here] == here:
            return False
        if words.head[here] == verb and words.dep[here] in ("prep", "advcl", "npadvmod"):
            return True
        here = words.head[here]
    return False


def same_office(asked: str, held: str) -> bool:
    """Whether an office asked for ("minister") can be the one held ("foreign minister"); a deputy's is not."""
    if asked == held:
        return True
    ask, hold = asked.split(), held.split()
    if {"vice", "deputy"} & (set(hold) ^ set(ask)):
        return False
    if ask == ["president"] and hold[-1:] == ["president"]:
        return len(hold) == 1
    own = hold[: hold.index("of")] if "of" in hold[1:] else hold  # "chief of staff of the prime minister" is no premier
    if len(ask) == 1:
        return ask[0] in (own[-1], own[0])
    return own[-len(ask) :] == ask or hold[: len(ask)] == ask


def title_holders(
    discourse: Discourse,
    persons: Iterable[int],
    phrase: OfficePhrase,
    country: str | None,
    sentence: int,
) -> list[int]:
    """The persons who hold the office a title alone names, the likeliest first."""
    found: list[tuple[float, int]] = []
    last = {seen.person: seen for seen in discourse.recent(sentence, 6)}
    for person in persons:
        own = discourse.country(person)
        if country and own != country:
            continue
        fit = _office_fit(phrase, discourse.holdings(person))
        if not fit:
            continue
        seen = last.get(person)
        near = 2.0 / (1 + sentence - seen.sentence) + (0.5 if seen.subject else 0) if seen else 0.0
        # "President X ... the Peruvian president Y ... the president": X, whose state goes without saying
        plain = not country and any(h.title == phrase.title and not h.explicit for h in discourse.holdings(person))
        near += 0.7 if plain and phrase.kind == "top" else 0.0
        found.append((fit + near + 0.1 * math.log(1 + discourse.counts[person]), person))
    return [person for _, person in sorted(found, key=lambda pair: (-pair[0], pair[1]))]


def _office_fit(phrase: OfficePhrase, held: Sequence[Holding]) -> float:
    best = 0.0
    for holding in held:
        if phrase.title in ("leader", "ruler", "strongman"):
            fits = holding.kind == "top" or holding.title in ("leader", "crown prince", "supreme leader")
        elif phrase.title.rpartition(" ")[2] == "diplomat":
            fits = holding.title.rpartition(" ")[2] in _DIPLOMATS or holding.title in _CHIEF_DIPLOMATS
        else:
            fits = same_office(phrase.title, holding.title)
        if fits:
            best = max(best, 1.0 if holding.former != phrase.former else 2.0)
    return best


def leaders_meant(discourse: Discourse, sentence: int, number: int | None, title: str) -> tuple[int, ...]:
    """Whom "the two leaders" or "both presidents" mean: the most salient, one for each state."""
    several = discourse.several
    near = several is not None and sentence - several[0] <= 2 and number in (None, len(several[1]))
    if several and near and (title == "" or (title == "leader" and _leads(discourse, several[1], sentence))):
        return several[1]
    weights: dict[int, float] = defaultdict(float)
    for seen in discourse.recent(sentence, 6):
        weights[seen.person] += 1.0 / (1 + sentence - seen.sentence) + (0.3 if seen.subject else 0.0)
    for person in weights:
        weights[person] += 0.1 * math.log(1 + discourse.counts[person])
        weights[person] += _rank(discourse.holdings(person), title)
    chosen: list[int] = []
    used: set[str] = set()
    wanted = number or 2
    for person in sorted(weights, key=lambda p: (-weights[p], p)):
        country = discourse.country(person)
        if country in used or (title and not _rank(discourse.holdings(person), title)):
            continue
        chosen.append(person)
        used |= {country} if country else set()
        if len(chosen) == wanted:
            break
    return tuple(sorted(chosen))


def _leads(discourse: Discourse, group: Sequence[int], sentence: int) -> bool:
    """Whether a group can be "the two leaders": not two ministers where those who lead two states are spoken of."""
    leading = {
        seen.person for seen in discourse.recent(sentence, 6) if _rank(discourse.holdings(seen.person), "") == 2.0
    }
    homes = {discourse.country(person) for person in group}
    one_side = len(homes) == 1 and None not in homes  # a crown prince and a minister of the host
    several = len({discourse.country(person) for person in leading}) > 1
    return not several or (bool(leading & set(group)) and not one_side)


def _rank(held: Sequence[Holding], title: str) -> float:
    """How far a person counts as one of "the leaders", or of "the ministers"."""
    if title in ("head of state", "head of government"):
        heads = [h for h in held if h.kind == "top" and not h.former]
        governs = any(h.title in ("prime minister", "premier", "chancellor") for h in heads)
        return 1.0 if heads and governs == (title == "head of government") else 0.0
    if title and title != "leader":
        return 1.0 if any(same_office(title, h.title) for h in held) else 0.0
    if any(h.kind == "top" and not h.former for h in held):
        return 2.0
    if any(h.kind in ("state", "counterpart") for h in held):
        return 1.0
    return 0.3 if any(h.kind == "body" for h in held) else 0.0


def states_meant(
    discourse: Discourse, sentence: int, number: int, without: frozenset[str] = frozenset(), *, only: bool = False
) -> tuple[str, ...]:
    """Which states "the two countries" means: the most salient in what was just said, none of those `without`.

    With `only`, none where more than these were spoken of: "both sides" need be no states at all.
    """
    several = discourse.several_states
    if several and sentence - several[0] <= 1 and len(several[1]) == number and without.isdisjoint(several[1]):
        return several[1]
    weights: dict[str, float] = {}
    for place, country, weight in reversed(discourse.states):
        if place < sentence - _WINDOW:
            break
        if country in without:
            continue
        weights[country] = weights.get(country, 0.0) + weight / (1 + sentence - place)
    if only and len(weights) != number:
        return ()
    for country in weights:
        weights[country] += 0.3 * math.log(1 + discourse.state_counts[country])
    if len(weights) < number:
        for country, _ in discourse.state_counts.most_common(number):
            if country not in without:
                weights.setdefault(country, 0.0)
    ranked = sorted(weights, key=lambda c: (-weights[c], c))[:number]
    return tuple(sorted(ranked)) if len(ranked) == number else ()
