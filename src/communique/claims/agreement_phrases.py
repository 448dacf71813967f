"""Where a sentence names a paper, and what its noun phrase says of it: label, number, subjects, years.

Invariant: a mention is one noun (or pronoun taking one up) of the sentence; everything said of it
here is read off its own phrase, never off the verb.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from communique.claims.agreement_words import papers
from communique.claims.parsing import Sentence
from communique.claims.timewords import number
from communique.model import Detail

_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_MODIFIERS = (
    "amod",
    "compound",
    "nmod",
    "nummod",
    "npadvmod",
    "poss",
    "punct",
    "quantmod",
    "advmod",
    "cc",
    "conj",
    "case",
)
_KEPT_AFTER = 7
_SUMS = frozenset({"million", "billion", "trillion", "bn", "mn"})
_DEFINITE = ("the", "this", "that", "these", "those")


@dataclass(frozen=True, slots=True)
class Mention:
    """A paper named in a sentence.

    `label` is what it is called, without articles, numbers and owners; `identity` the words of the
    label that tell it from other papers; `definite` means the words take up a paper known already.
    """

    sentence: Sentence
    token: Token
    family: str
    label: str
    identity: frozenset[str] = frozenset()
    subjects: tuple[str, ...] = ()
    count: int | None = None
    plural: bool = False
    year: str | None = None
    definite: bool = False
    denied: bool = False
    loose: bool = False
    pronoun: bool = False


def mentions(sentence: Sentence) -> list[Mention]:
    """The papers that a sentence names, in text order; pronouns are looked at with `pronouns`."""
    found = list(_named(sentence))
    taken = {each.token.i for each in found}
    for token in sentence.span:
        if token.pos_ not in ("NOUN", "PROPN") or token.i in taken:
            continue
        family = _family(token)
        if family and not _private(token):
            found.append(_mention(sentence, token, family))
    found.sort(key=lambda each: each.token.i)
    return [each for each in found if not _in_other_words(each.token, found)]


def _in_other_words(token: Token, found: Sequence[Mention]) -> bool:
    """Whether a paper's noun only says again what stands before it: "agreements / MoUs (memorandums)"."""
    link = token.left_edge.nbor(-1) if token.left_edge.i else token
    return link.text in ("(", "/") and any(0 < link.i - each.token.i <= _AGAIN for each in found)


_AGAIN = 3
"""Words from a paper's noun to the bracket that abbreviates it: "Memorandum of Understanding (MoU)"."""


def is_truce(mention: Mention) -> bool:
    """Whether a paper is a cease-fire, by its noun or by a word before it ("the cease-fire agreement")."""
    return mention.family == _TRUCE or any(
        papers().families.get(word) == _TRUCE for word in mention.label.lower().split()
    )


_TRUCE = "ceasefire"


def pronouns(sentence: Sentence) -> list[Token]:
    """The words that may take up a paper named before: "it", "which", "they"."""
    return [token for token in sentence.span if token.lower_ in ("it", "they", "them", "both") and token.pos_ == "PRON"]


def taking_up(mention: Mention, sentence: Sentence, token: Token) -> Mention:
    """The mention of a pronoun that stands for a paper."""
    return replace(mention, sentence=sentence, token=token, pronoun=True, definite=True, denied=False, year=None)


def _named(sentence: Sentence) -> Iterator[Mention]:
    text = sentence.span.text
    small = text.lower()
    taken: set[int] = set()
    for named in papers().named:
        if named.begins not in small:
            continue
        for match in named.pattern.finditer(text):
            low = sentence.span.start_char + match.start()
            span = sentence.span.doc.char_span(low, low + len(match[0]), alignment_mode="expand")
            if span is None or span.root.i in taken or span.end > sentence.span.end:
                continue
            taken.update(range(span.start, span.end))
            root = span.root
            while root.dep_ in ("compound", "nmod") and root.head.lemma_.lower() in papers().families:
                root = root.head
            if root.i in taken and root is not span.root:
                continue
            taken.add(root.i)
            family = papers().families.get(root.lemma_.lower(), "agreement")
            yield Mention(
                sentence, root, family, named.label, frozenset(_words(named.label)), (named.subject,), definite=True
            )


def _noun(token: Token) -> str:
    """The lemma of a noun, whole where the parser takes it apart at its hyphen ("cease-fire")."""
    if token.i > 1 and token.nbor(-1).text == "-" and not token.nbor(-1).whitespace_:
        joined = f"{token.nbor(-2).lower_}-{token.lemma_.lower()}"
        if joined in papers().families:
            return joined
    return token.lemma_.lower()


def _family(token: Token) -> str | None:
    words = papers()
    family = words.families.get(_noun(token)) or words.families.get(token.lower_)
    if family is None or (token.dep_ == "compound" and token.head.pos_ in ("NOUN", "PROPN") and token.head.i > token.i):
        return None
    needs = words.needs.get(token.lemma_.lower())
    if needs:
        near = {each.lemma_.lower() for each in token.children} | {each.lower_ for each in token.children}
        near |= {each.lemma_.lower() for child in token.children if child.dep_ == "prep" for each in child.children}
        if token.head.pos_ == "VERB":
            near.add(token.head.lemma_.lower())
        if not near & needs:
            return None
    return family


def _private(token: Token) -> bool:
    words = papers()
    if any(child.lower_ in words.private for child in token.children if child.i < token.i):
        return True
    bare = token.tag_ in ("NN",) and not any(child.i < token.i for child in token.children)
    if bare and token.lemma_.lower() in ("agreement", "understanding", "document", "paper", "plan", "accord"):
        return token.dep_ in ("pobj", "dobj")
    return False


def _mention(sentence: Sentence, token: Token, family: str) -> Mention:
    modifiers = _before(token)
    after = _after(token)
    year = next((each.text for each in modifiers if _YEAR.fullmatch(each.text)), None)
    plain = [each for each in modifiers if not _dropped(each, token)]
    label = _text([*plain, token, *after])
    names = [each for each in [*plain, *after] if each.pos_ in ("NOUN", "PROPN", "ADJ", "NUM")]
    identity = frozenset(w for each in names for w in _words(each.lemma_) if w not in papers().empty)
    dets = {child.lower_ for child in token.children if child.dep_ in ("det", "poss", "neg")}
    plural = token.tag_ in ("NNS", "NNPS") or token.lower_ in ("memoranda", "mous", "memorandums")
    return Mention(
        sentence,
        token,
        family,
        label,
        identity,
        _subjects([*plain, token, *_about(token)]),
        _count(token) if plural else None,
        plural,
        year,
        bool(dets & set(_DEFINITE)) or year is not None,
        "no" in dets or "neither" in dets,
        token.lemma_.lower() in papers().loose,
    )


def _before(token: Token) -> list[Token]:
    """The words before the noun that belong to its name, in order."""
    found: list[Token] = []
    for child in token.children:
        if child.i < token.i and child.dep_ in _MODIFIERS and child.dep_ != "poss":
            found.extend(each for each in child.subtree if each.i < token.i)
    return sorted(set(found), key=lambda each: each.i)


def _after(token: Token) -> list[Token]:
    """ "of understanding", "on energy": a short phrase after the noun that says what it is about."""
    found: list[Token] = []
    for child in token.children:
        if child.i > token.i and child.dep_ == "prep" and child.lower_ in ("of", "on", "for", "to"):
            whole = sorted(child.subtree, key=lambda each: each.i)
            tree = list(itertools.takewhile(lambda each: each.text != "(", whole))  # "of Understanding (MoUs)"
            again = next((n for n, each in enumerate(tree) if each.lemma_.lower() in papers().families and n > 1), None)
            if again is not None and any(each.dep_ == "cc" for each in tree[:again]):
                tree = tree[: max(n for n, each in enumerate(tree[:again]) if each.dep_ == "cc")]
            if child.lower_ in ("for", "to") and not any(papers().subjects.get(each.lemma_.lower()) for each in tree):
                continue
            if any(
                _YEAR.fullmatch(each.text) or each.pos_ == "VERB" or each.ent_type_ in ("DATE", "TIME") for each in tree
            ):
                continue
            apart = tree[0].nbor(-1).text == "," and not found  # "the treaty, on trade,"
            if len(tree) <= _KEPT_AFTER and tree[0].i == token.i + 1 + len(found) + apart:
                found.extend(tree)
    return found


def _about(token: Token) -> list[Token]:
    """Every word of the phrases that tell what a paper is about ("in energy, trade and transport")."""
    found: list[Token] = []
    for child in token.children:
        if child.dep_ == "prep" and child.lower_ in (
            "on",
            "in",
            "about",
            "over",
            "regarding",
            "concerning",
            "for",
            "to",
            "of",
        ):
            found.extend(
                each for each in child.subtree if each.pos_ in ("NOUN", "ADJ", "PROPN") and each.ent_type_ != "GPE"
            )
        elif child.dep_ in ("acl", "relcl") and child.lemma_.lower() in papers().about:
            found.extend(each for each in child.subtree if each.pos_ in ("NOUN", "ADJ"))
    return found


def _dropped(each: Token, noun: Token) -> bool:
    """What a label leaves out: numbers of papers, years, articles, words that only point."""
    if each.dep_ in ("det", "poss", "case", "predet") or each.lower_ in ("'s", "’s", "the", "a", "an"):
        return True
    if _joined(each) and each.lower_ not in ("so", "called"):
        return False
    if each.head == noun and each.dep_ in ("nummod",):
        return True
    if (
        each.like_num
        and not _YEAR.fullmatch(each.text)
        and each.head.dep_ in ("nmod", "nummod", "quantmod", "compound")
    ):
        return True
    if (
        each.dep_ in ("quantmod",)
        or each.text in "$€£¥"
        or each.lower_ in _SUMS
        or (each.dep_ == "advmod" and each.head.dep_ == "nummod")
    ):
        return True
    if each.is_quote:
        return True
    low = each.lower_
    return low in ("more", "than", "several", "many", "various", "some", "any", "few", "such", "other", "previous",
                   "same", "last", "own", "first", "least", "about", "around", "over", "a", "dozen", "separate", "no",
                   "latest", "existing", "current", "so", "called")  # fmt: skip


def _joined(each: Token) -> bool:
    """Whether a word is a part of a longer one: "first-ever", "P5+1"."""
    before = each.i > 0 and each.nbor(-1).text in _JOINTS and not each.nbor(-1).whitespace_
    after = each.i + 1 < len(each.doc) and each.nbor(1).text in _JOINTS and not each.whitespace_
    return before or after


_JOINTS = ("-", "–", "+", "/")


def _text(tokens: list[Token]) -> str:
    tokens = _trimmed(tokens)
    pieces = []
    for here, following in zip(tokens, [*tokens[1:], None], strict=True):
        gap = here.whitespace_ if following is not None and following.i == here.i + 1 else " "
        pieces.append(here.text + (gap if following is not None else ""))
    return " ".join("".join(pieces).split())


def _trimmed(tokens: list[Token]) -> list[Token]:
    while len(tokens) > 1 and (tokens[0].is_punct or tokens[0].dep_ == "cc" or tokens[0].lower_ in ("and", "or", "-")):
        tokens = tokens[1:]
    return tokens


def years_of(label: str) -> tuple[Detail, ...]:
    """How many years a paper is to run by what it is called: "a 30-year gas deal"."""
    match = _RUNS.search(label)
    value = number(match[1]) if match else None
    return (Detail("years", f"{value:g}"),) if value else ()


_RUNS = re.compile(r"\b([\w.]{1,10})[- ]year\b(?![- ]old)", re.IGNORECASE)


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.lower())


def _subjects(tokens: list[Token]) -> tuple[str, ...]:
    table = papers().subjects
    found = dict.fromkeys(
        subject for each in tokens for word in (each.lower_, each.lemma_.lower()) if (subject := table.get(word))
    )
    return tuple(found)


def _count(token: Token) -> int | None:
    """How many papers: "14 documents", "more than 10 agreements", "two dozen accords"; None for "several"."""
    for child in token.children:
        if child.i > token.i or child.dep_ not in ("nummod", "amod", "compound", "nmod", "det", "quantmod"):
            continue
        if _YEAR.fullmatch(child.text) or not (child.like_num or child.lower_ == "dozen"):
            continue
        parts = [each.text for each in child.subtree if each.like_num and each is not child and each.i < child.i]
        value = number(" ".join([*parts, child.text])) if child.lower_ != "dozen" else _dozens(parts)
        if value is not None and 0 < value < 1000 and value == int(value):
            return int(value)
    if token.dep_ == "pobj" and token.head.lower_ == "of":
        holder = token.head.head
        if holder.lemma_.lower() in papers().containers:
            return _count(holder)
    return None


def _dozens(parts: list[str]) -> float | None:
    each = number(" ".join(parts)) if parts else 1.0
    return 12 * each if each is not None else None
