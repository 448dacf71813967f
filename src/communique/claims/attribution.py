"""What one sentence gives to a source: the cue, the source and what hangs on the cue.

Invariant: a `Found` speaks of one paragraph's parse; its ranges are half-open token positions there, in order,
free of overlaps, and never hold the cue or the source. Quotation marks play no part here: they are joined to
what is found in `quotations`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from communique.claims.parsing import Sentence
from communique.claims.saying import Relation, Sort, saying
from communique.claims.sources import Range, own_subject, passive, source_beside, source_of, source_range

_TIGHT = frozenset({"aux", "auxpass", "neg", "advmod"})
_BREAKS = frozenset({"conj", "cc", "parataxis"})
_MARKS = frozenset("\"“”„«»‘’'`") | {"''", "``"}
_LONGEST = 400
_CLAUSE = frozenset({"ccomp", "xcomp"})
_CLAUSES = {"continue": frozenset({"ccomp"})}
_UNREAL = frozenset({"would", "could", "might", "may", "should", "will", "'ll", "’ll", "to", "ca", "can"})


@dataclass(frozen=True, slots=True)
class Found:
    """A cue with its source and content. `content` is empty where only words between marks can follow."""

    cue: Token
    sentence: Sentence
    sort: Sort
    relation: Relation
    source: Token | None
    source_range: Range | None
    cue_range: Range
    content: tuple[Range, ...]

    @property
    def asserted(self) -> bool:
        """Whether the report says that it was said: not denied, wished for or still to come."""
        words = {child.lower_ for child in self.cue.children if child.dep_ == "aux"}
        negated = any(child.dep_ == "neg" for child in self.cue.children)
        return not negated and not words & _UNREAL


def find_attributions(sentence: Sentence) -> tuple[Found, ...]:
    """Every attribution of a sentence that its words of saying make, in the order of the cues.

    A "sentence" of more than 400 tokens is a list or debris; nothing is looked for in it.
    """
    found: list[Found] = []
    if len(sentence.span) > _LONGEST:
        return ()
    for token in sentence.span:
        if token.lower_ == "according":
            found.extend(_according(token, sentence))
        elif token.pos_ in {"VERB", "AUX"}:
            found.extend(_by_verb(token, sentence))
        elif token.pos_ == "NOUN":
            found.extend(_by_noun(token, sentence))
        elif token.pos_ == "ADJ" and token.lemma_.lower() in saying().adjectives:
            found.extend(_by_adjective(token, sentence))
    return tuple(found)


def _by_verb(cue: Token, sentence: Sentence) -> Iterator[Found]:
    words = saying()
    lemma = words.lemma(cue)
    contents: tuple[Range, ...] = ()
    relation: Relation = "clause"
    sort: Sort | None = None
    prepositions: Token | None = None
    for child in sorted(cue.children, key=lambda each: (each.i < cue.i, each.i)):
        to = child.dep_ in {"xcomp", "ccomp"} and any(c.lower_ == "to" and c.dep_ == "aux" for c in child.children)
        if to and child.i > cue.i and (sort := words.sort(lemma, "infinitive")):
            contents, relation = _after(cue, child), "infinitive"
        elif not to and child.dep_ in _CLAUSES.get(lemma, _CLAUSE) and (sort := words.sort(lemma, "clause")):
            contents = _after(cue, child) if child.i > cue.i else _before(cue, child)
        if contents:
            break
    source = source_of(cue)
    if not contents and (sort := words.sort(lemma, "clause")):
        contents = _around(cue, source) or _that(cue)
    if not contents:
        for child in cue.children:
            if child.dep_ == "prep" and (child_sort := words.prepositions.get((lemma, child.lower_))):
                sort, relation, prepositions = child_sort, "preposition", child
                contents = _inside(cue, child.i + 1, child.right_edge.i + 1)
                break
    if not contents and (object_sort := words.sort(lemma, "object")):
        held = next((c for c in cue.children if c.dep_ in {"dobj", "oprd"}), None)
        if held is not None and held.i > cue.i and held.pos_ != "PRON":
            sort, relation, contents = object_sort, "object", _before_clause(cue, held, _after(cue, held))
        elif passive(cue) and (subject := own_subject(cue)) is not None:
            sort, relation = object_sort, "object"
            contents = _inside(cue, subject.left_edge.i, subject.right_edge.i + 1)
    if sort is None and not (contents or lemma in words.speaking):
        return
    yield _found(cue, sentence, sort or "speech", relation, source, contents, prepositions)


def _found(
    cue: Token,
    sentence: Sentence,
    sort: Sort,
    relation: Relation,
    source: Token | None,
    contents: tuple[Range, ...],
    preposition: Token | None = None,
) -> Found:
    where = source_range(source, cue) if source is not None else None
    low, high = cue.i, cue.i + 1
    tight = {child.i for child in cue.children if child.dep_ in _TIGHT}
    while low - 1 in tight:
        low -= 1
    if high < len(cue.doc) and cue.doc[high].dep_ == "prt" and cue.doc[high].head.i == cue.i:
        high += 1
    if preposition is not None and preposition.i == high:
        high += 1
    kept = tuple(piece for whole in contents for piece in _without(whole, where))
    return Found(cue, sentence, sort, relation, source, where, (low, high), kept)


def _without(whole: Range, hole: Range | None) -> Iterator[Range]:
    if hole is None or hole[1] <= whole[0] or hole[0] >= whole[1]:
        yield whole
        return
    if whole[0] < hole[0]:
        yield whole[0], hole[0]
    if hole[1] < whole[1]:
        yield hole[1], whole[1]


def _after(cue: Token, child: Token) -> tuple[Range, ...]:
    """What follows the cue: from the child's first word to where the cue's clause takes up something else."""
    low = max(child.left_edge.i, cue.i + 1)
    high = child.right_edge.i + 1
    stop = _second_saying(cue, child)
    if stop is not None:
        return _inside(cue, low, stop)
    for other in sorted(cue.children, key=lambda each: each.i):
        if other.i <= child.i or other.right_edge.i < high:
            continue
        if other.dep_ in _BREAKS or _adds(other) or other.lower_ == "according":
            break
        if not other.is_punct:
            high = max(high, other.right_edge.i + 1)
    pieces = _inside(cue, low, high)
    subject = own_subject(child)
    if child.dep_ == "ccomp" and subject is None and (left := _left_part(cue)) is not None:
        return (left, *pieces)
    return pieces


def _before_clause(cue: Token, held: Token, contents: tuple[Range, ...]) -> tuple[Range, ...]:
    """What is said, without when it was: "issued a statement on Monday, as the visit came to its end"."""
    for clause in cue.children:
        edge = clause.left_edge.i
        meanwhile = clause.dep_ == "advcl" and any(c.lower_ in ("as", "while", "when") for c in clause.children)
        if meanwhile and held.i < edge and cue.doc[edge - 1].text == ",":
            return tuple((low, min(high, edge - 1)) for low, high in contents if low < edge - 1)
    return contents


def _adds(token: Token) -> bool:
    """Whether a clause is the speaker's going on ("..., adding that"), not part of what was said."""
    doc = token.doc
    edge = token.left_edge.i
    return (
        token.dep_ == "advcl" and token.tag_ == "VBG" and edge > 0 and doc[edge - 1].text in {",", "-", "–", "—", "--"}
    )


def _second_saying(cue: Token, child: Token) -> int | None:
    """Where a second verb of saying, read as part of the first one's content, starts ("said ... and added that")."""
    here = child
    for _ in range(3):
        joined = next((each for each in here.children if each.dep_ == "conj" and each.i > here.i), None)
        if joined is None:
            return None
        governs = any(each.dep_ == "ccomp" and each.i > joined.i for each in joined.children)
        if governs and own_subject(joined) is None and joined.tag_ == cue.tag_ != here.tag_:
            return next((each.i for each in here.children if each.dep_ == "cc" and each.i < joined.i), joined.i)
        here = joined
    return None


def _left_part(cue: Token) -> Range | None:
    """What of the content stands before a cue in the middle ("The visit, he said, would ...")."""
    start = cue.sent.start
    left = min([cue.i, *(child.left_edge.i for child in cue.children if child.dep_ in {"nsubj", "aux", "advmod"})])
    pieces = _inside(cue, start, left)
    if not pieces or cue.doc[left - 1].text != ",":
        return None
    return pieces[0]


def _before(cue: Token, child: Token) -> tuple[Range, ...]:
    """What stands before the cue, up to the source or the cue itself."""
    subject = own_subject(cue)
    limit = cue.i
    if subject is not None and child.i < subject.i < cue.i:
        limit = subject.left_edge.i
    pieces = _inside(cue, min(child.left_edge.i, child.i), limit)
    if child.right_edge.i > cue.i and child.left_edge.i < cue.i:
        return (*pieces, *_inside(cue, cue.i + 1, child.right_edge.i + 1))
    return pieces


def _around(cue: Token, source: Token | None) -> tuple[Range, ...]:
    """What a cue put in between belongs to ("The deal, he said, is done"; "as he put it")."""
    head = cue.head
    as_clause = cue.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ == "as" for c in cue.children)
    put_in = cue.dep_ in {"parataxis", "ccomp", "dep", "advcl"} and own_subject(cue) is not None
    governs = any(child.dep_ in {"xcomp", "dobj"} for child in cue.children if child.lower_ not in {"reporters", "it"})
    if (
        source is None
        or head == cue
        or (governs and not as_clause and cue.lemma_ != "tell")
        or not (as_clause or put_in)
        or head.pos_ not in {"VERB", "AUX", "NOUN"}
    ):
        return ()
    low, high = cue.left_edge.i, cue.right_edge.i + 1
    doc = cue.doc
    closed_left = low == cue.sent.start or doc[low - 1].is_punct
    closed_right = high >= cue.sent.end or doc[high].is_punct
    if not (closed_left and closed_right):
        return ()
    left = _inside(cue, head.left_edge.i, low)
    right = _inside(cue, high, head.right_edge.i + 1)
    return (*left, *right)


def _that(cue: Token) -> tuple[Range, ...]:
    """A clause the parse hung elsewhere: from "that" after the cue to the end of the sentence."""
    doc = cue.doc
    for at in range(cue.i + 1, min(cue.i + 16, cue.sent.end - 1)):
        if doc[at].lower_ == "that" and doc[at].dep_ == "mark" and doc[at].tag_ == "IN":
            return _inside(cue, at, cue.sent.end)
        if doc[at].pos_ == "VERB" and doc[at].tag_ in {"VBD", "VBZ", "VBP"}:
            return ()
    return ()


def _inside(cue: Token, low: int, high: int) -> tuple[Range, ...]:
    """A range kept within the cue's sentence, without the punctuation at its ends."""
    low, high = trimmed(cue.doc, max(low, cue.sent.start), min(high, cue.sent.end))
    if low >= high:
        return ()
    for at in range(high, min(high + 2, cue.sent.end)):
        # a closing mark, after the stop or before it, belongs to what it closes
        if cue.doc[at].text in _MARKS and _closing(cue.doc, low, at):
            high = at + 1
            break
        if not cue.doc[at].is_punct:
            break
    if low <= cue.i < high:
        return (*_inside(cue, low, cue.i), *_inside(cue, cue.i + 1, high))
    return ((low, high),)


def trimmed(doc: Doc, low: int, high: int) -> Range:
    """A token range without stops, commas and unpaired quotation marks at its ends."""
    while low < high and (doc[low].is_space or (doc[low].is_punct and not _opening(doc, low, high))):
        low += 1
    while low < high and (doc[high - 1].is_space or (doc[high - 1].is_punct and not _closing(doc, low, high - 1))):
        high -= 1
    return low, high


def _opening(doc: Doc, at: int, high: int) -> bool:
    text = doc[at].text
    if text in {"(", "[", "$", "#"}:
        return True
    return text in _MARKS and any(doc[each].text in _MARKS for each in range(at + 1, high))


def _closing(doc: Doc, low: int, at: int) -> bool:
    text = doc[at].text
    if text in {")", "]", "%"}:
        return True
    return text in _MARKS and sum(doc[each].text in _MARKS for each in range(low, at)) % 2 == 1


def _according(cue: Token, sentence: Sentence) -> Iterator[Found]:
    to = cue.i + 1
    doc = cue.doc
    if to >= cue.sent.end or doc[to].lower_ != "to":
        return
    source = next((c for c in doc[to].children if c.dep_ == "pobj"), None) or source_beside(doc[to])
    if source is None or source.i <= to:
        return
    where = source_range(source, doc[to])
    head = cue.head
    if cue.i <= cue.sent.start + 1:
        contents = _inside(cue, where[1], cue.sent.end)
    else:
        low, high = (cue.sent.start, cue.sent.end) if head.dep_ == "ROOT" or head == cue else _edges(head)
        contents = (*_inside(cue, low, cue.i), *_inside(cue, where[1], high))
    if contents:
        yield Found(cue, sentence, "speech", "clause", source, where, (cue.i, to + 1), contents)


def _edges(token: Token) -> Range:
    return token.left_edge.i, token.right_edge.i + 1


def _by_noun(cue: Token, sentence: Sentence) -> Iterator[Found]:
    words = saying()
    lemma = cue.lemma_.lower()
    governed = words.noun_prepositions.get(lemma, frozenset())
    if lemma not in words.clause_nouns and not governed:
        return
    for child in cue.children:
        clause = child.dep_ in {"acl", "ccomp"} and any(c.dep_ == "mark" and c.lower_ == "that" for c in child.children)
        if clause and child.i > cue.i and lemma in words.clause_nouns:
            contents = _inside(cue, child.left_edge.i, child.right_edge.i + 1)
            if contents:
                yield _found(cue, sentence, "thought", "clause", _owner(cue), contents)
            return
        if child.dep_ == "prep" and child.lower_ in governed:
            contents = _inside(cue, child.i + 1, child.right_edge.i + 1)
            if contents:
                yield _found(cue, sentence, "thought", "preposition", _owner(cue), contents, child)
            return


def _owner(cue: Token) -> Token | None:
    """Whose the noun is: its possessor, whom it is by, or the subject of the verb that takes it as its object."""
    owner = next((c for c in cue.children if c.dep_ == "poss"), None)
    if owner is not None:
        return owner
    by = next((c for c in cue.children if c.dep_ in {"prep", "agent"} and c.lower_ in {"by", "from"}), None)
    if by is not None:
        return next((c for c in by.children if c.dep_ == "pobj"), None)
    if cue.dep_ == "dobj" and cue.head.pos_ == "VERB":
        owner = source_of(cue.head)
        return owner if owner is not None and owner.i < cue.i else None
    return None


def _by_adjective(cue: Token, sentence: Sentence) -> Iterator[Found]:
    clause = next((c for c in cue.children if c.dep_ == "ccomp" and c.i > cue.i), None)
    if clause is None or cue.head.pos_ not in {"AUX", "VERB"}:
        return
    contents = _inside(cue, clause.left_edge.i, clause.right_edge.i + 1)
    if contents:
        yield _found(cue, sentence, "thought", "clause", own_subject(cue.head), contents)
