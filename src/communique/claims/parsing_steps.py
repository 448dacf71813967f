"""Steps of spaCy's pipeline done quicker, to the same result: names, rules for words, and lemmas.

Invariant: a step gives what spaCy's own gives with the same weights and rules; what it was not made for (a beam, a
state of other features, a rule that looks at other attributes) is left to spaCy's own step.

spaCy asks of each of a recogniser's moves at each word whether it is allowed, at two thirds of its time. Outside a
name a move hangs on the word alone: all words are asked at once, and only what may lie inside a name is followed. A
rule looks at a word's tag, relation and spelling, and at few spellings: it is asked once for each that it knows. The
lemmatizer looks its words up in long lists; sets answer at once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
from spacy.attrs import DEP, IS_SPACE, LEMMA, LOWER, MORPH, POS, SENT_START, TAG
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler, EntityRecognizer, Lemmatizer
from spacy.tokens import Doc, Span
from spacy.util import _pipe

Numbers = npt.NDArray[np.float32]
Places = npt.NDArray[np.int64]
Marks = npt.NDArray[np.bool_]
_Asked = tuple[Numbers, Marks, Places]
"""What the recogniser tells of each word in each place of a state, which words end a sentence, and their best moves."""
Step = Callable[[Sequence[Doc]], None]
_AT_ONCE = 40_000
"""Characters that go through the steps together: more take room and no less time."""


def analysed(nlp: Language, texts: Sequence[str]) -> tuple[Doc, ...]:
    """What `nlp.pipe` gives for texts."""
    made: list[Doc] = []
    for some in _portions(texts):
        docs = [nlp.make_doc(text) for text in some]
        for step in _steps(nlp):
            step(docs)
        made.extend(docs)
    return tuple(made)


def _portions(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    begun = size = 0
    for number, text in enumerate(texts):
        if size and size + len(text) > _AT_ONCE:
            yield texts[begun:number]
            begun, size = number, 0
        size += len(text)
    yield texts[begun:]


@cache
def _steps(nlp: Language) -> tuple[Step, ...]:
    return tuple(_quick(step) or _own(nlp, name, step) for name, step in nlp.pipeline)


def _own(nlp: Language, name: str, step: Any) -> Step:
    """A step as it is. Parsers take a quarter of a batch at a time, the shortest first, and are told four times it."""

    def work(docs: Sequence[Doc]) -> None:
        for _ in _pipe(docs, step, name, nlp.default_error_handler, {"batch_size": 4 * len(docs)}):
            pass

    return work


def _quick(step: Any) -> Step | None:
    if type(step) is EntityRecognizer and _Names.knows(step):
        return _Names(step)
    if type(step) is AttributeRuler and _Rules.knows(step):
        return _Rules(step)
    if isinstance(step, Lemmatizer) and step.lookups is not None and step.lookups.has_table("lemma_index"):
        table = step.lookups.get_table("lemma_index")
        for key, words in list(table.items()):
            table[key] = frozenset(words)
    return None


_SHORT = 12
"""Words of a name that are followed wherever one may begin."""


class _Names:
    """A recogniser of named entities that takes the likeliest move at each word, asked about many words at once."""

    def __init__(self, own: EntityRecognizer) -> None:
        self.own = own
        lower, upper = (own.model.get_ref(name) for name in ("lower", "upper"))
        self.lower, self.bias = lower, lower.get_param("b")
        self.weights, self.added = upper.get_param("W"), upper.get_param("b")
        moves = [own.moves.get_class_name(n).partition("-")[::2] for n in range(own.moves.n_moves)]
        self.labels = [label for _, label in moves]
        at = {move: number for number, move in enumerate(moves)}
        self.out = at["O", ""]
        self.begin, self.unit = (
            np.array([n for n, (move, label) in enumerate(moves) if move == which and label]) for which in "BU"
        )
        self.never = np.array(
            [n for n, (move, label) in enumerate(moves) if move != "O" and (move in "IL" or not label)]
        )
        self.inside = np.array([at.get(("I", label), -1) for label in self.labels])
        self.last = np.array([at.get(("L", label), -1) for label in self.labels])

    @staticmethod
    def knows(own: EntityRecognizer) -> bool:
        """Whether a recogniser is of the form that is read here."""
        model = own.model
        plain = own.cfg["beam_width"] == 1 and model.attrs["has_upper"] and not model.attrs["unseen_classes"]
        lower = model.get_ref("lower")
        return bool(plain and lower.get_dim("nF") == 3 and lower.get_dim("nP") >= 2)

    def __call__(self, docs: Sequence[Doc]) -> None:
        docs = [doc for doc in docs if len(doc)]
        if not docs or any(doc.has_annotation("ENT_IOB") for doc in docs):
            for doc in docs:
                self.own(doc)
            return
        told: Numbers = self.lower.predict(self.own.model.get_ref("tok2vec").predict(docs))
        marks = np.concatenate([doc.to_array([SENT_START, IS_SPACE]) for doc in docs])
        ends = np.cumsum([len(doc) for doc in docs])
        breaks = np.append(marks[1:, 0] == 1, True)
        breaks[ends - 1] = True
        best = self._outside(told, breaks, marks[:, 1] == 1)
        named = self._chosen((told, breaks, best))
        span = next(named, None)
        for doc, end in zip(docs, ends.tolist(), strict=True):
            begin, found = end - len(doc), []
            while span is not None and span[0] < end:
                found.append(Span(doc, span[0] - begin, span[1] - begin, label=span[2]))
                span = next(named, None)
            doc.set_ents(found)

    def _scored(self, summed: Numbers) -> Numbers:
        scores: Numbers = self.own.model.ops.gemm((summed + self.bias).max(axis=2), self.weights, trans2=True)
        scores += self.added
        return scores

    def _outside(self, told: Numbers, breaks: Marks, spaces: Marks) -> Places:
        """The likeliest move at each word if no name is open there. None begins at a space or crosses sentences."""
        scores = self._scored(told[1:, 0] + told[0, 1] + told[0, 2])
        scores[:, self.never] = -np.inf
        scores[np.ix_(breaks | spaces, self.begin)] = -np.inf
        scores[np.ix_(spaces, self.unit)] = -np.inf
        best: Places = scores.argmax(axis=1)
        return best

    def _ends(self, asked: _Asked, starts: Places, most: int) -> dict[int, int]:
        """For words at which names begin, the word after each name's last, where that comes within so many words."""
        told, breaks, best = asked
        here, found = starts + 1, dict[int, int]()
        while len(starts) and most > 0:
            scores = self._scored(told[here + 1, 0] + told[starts + 1, 1] + told[here, 2])
            rows, goes, ends = np.arange(len(starts)), self.inside[best[starts]], self.last[best[starts]]
            on, over = scores[rows, goes], scores[rows, ends]
            done = breaks[here] | (over > on) | ((over == on) & (ends < goes))
            found.update(zip(starts[done].tolist(), (here[done] + 1).tolist(), strict=True))
            starts, here, most = starts[~done], here[~done] + 1, most - 1
        return found

    def _chosen(self, asked: _Asked) -> Iterator[tuple[int, int, str]]:
        """The names that are read from left to right, with their labels.

        Short ones are followed all at once, a long one when it is reached: what lies inside it begins no name.
        """
        best = asked[2]
        begins = np.isin(best, self.begin)
        ends, reached = self._ends(asked, np.flatnonzero(begins), _SHORT), 0
        for place in np.flatnonzero(best != self.out).tolist():
            if place < reached:
                continue
            if begins[place] and place not in ends:
                ends |= self._ends(asked, np.array([place]), len(best))
            reached = ends.get(place, place + 1)
            yield place, reached, self.labels[best[place]]


_LOOKED_AT = frozenset({"TAG", "LOWER", "DEP", "IS_SPACE"})
_OTHER = "other relation"
_Told = tuple[int, int, int]
"""What rules give a word: its part of speech, its forms and its lemma, as spaCy numbers them."""


class _Rules:
    """Rules that set a word's attributes by its tag, its relation and its spelling, each asked once."""

    def __init__(self, own: AttributeRuler) -> None:
        self.own = own
        patterns = _patterns(own)
        asked = [token for pattern in patterns for token in pattern]
        self.relations = {own.vocab.strings.as_int(word) for each in asked for word in _words(each.get("DEP", ""))}
        self.other = own.vocab.strings.add(_OTHER)
        words = [each["LOWER"] for each in asked if "LOWER" in each]
        self.words = frozenset(word for each in words for word in _words(each))
        self.forms = [re.compile(each["REGEX"]) for each in words if "REGEX" in each]
        self.known: dict[tuple[int, int, int], tuple[_Told, bool]] = {}
        self.spelling = lru_cache(50_000)(self._spelling)
        several = [pattern for pattern in patterns if len(pattern) > 1]
        self.several, self.opening = Matcher(own.vocab), Matcher(own.vocab)
        self.several.add("several", several)
        self.opening.add("opening", [pattern[:1] for pattern in several])

    @staticmethod
    def knows(own: AttributeRuler) -> bool:
        """Whether all rules look only at what is looked at here."""
        return all(set(token) <= _LOOKED_AT for pattern in _patterns(own) for token in pattern)

    def __call__(self, docs: Sequence[Doc]) -> None:
        for doc in docs:
            known = [self._known(*word) for word in doc.to_array([TAG, LOWER, DEP]).tolist()]
            if any(opening for _, opening in known) and self.several(doc, allow_missing=True):
                self.own(doc)
            elif known:
                told: Any = np.array([told for told, _ in known], dtype=np.uint64)
                doc.from_array([POS, MORPH, LEMMA], told)

    def _known(self, tag: int, lower: int, relation: int) -> tuple[_Told, bool]:
        """What the rules for one word give a word, and whether a rule for several may begin with it."""
        key = tag, self.spelling(lower), relation if relation in self.relations else self.other
        known = self.known.get(key)
        if known is None:
            alone = Doc(self.own.vocab, words=[self.own.vocab.strings[key[1]] or "x"])
            alone[0].tag, alone[0].dep = key[0], key[2]
            opening = bool(self.opening(alone, allow_missing=True))
            pos, forms, lemma = self.own(alone).to_array([POS, MORPH, LEMMA])[0].tolist()
            known = self.known[key] = (pos, forms, lemma), opening
        return known

    def _spelling(self, lower: int) -> int:
        """A word's spelling if any rule looks at it, else 0."""
        word = self.own.vocab.strings[lower]
        asked = word in self.words or word.isspace() or any(form.search(word) for form in self.forms)
        return lower if asked else 0


def _patterns(own: AttributeRuler) -> list[list[dict[str, Any]]]:
    rules: Any = own.patterns
    return [pattern for each in rules for pattern in each["patterns"]]


def _words(asked: Any) -> list[str]:
    """The words that a rule names: one, or several of which it asks for one or none."""
    return [asked] if isinstance(asked, str) else [*asked.get("IN", ()), *asked.get("NOT_IN", ())]
