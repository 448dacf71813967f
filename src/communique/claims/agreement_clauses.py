"""What stands beside a paper's name and tells of it, by the order of the words, where the parse goes astray.

Invariant: a clause begins with a word of reaching or signing that stands right after the paper's own phrase ("the deal
with X, reached last week in P") in a sentence that has another verb to be its own; a day is a paper's own only inside
its phrase ("last week's deal", "the P deal of May 4", "the deal between X and Y last week was hailed").
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Span, Token

from communique.claims.agreement_phrases import Mention
from communique.claims.agreement_words import papers

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_PHRASE = 22
"""Words that a paper's phrase reaches at most behind its noun."""
_ON = frozenset({"between", "with", "among", "on", "over", "for", "of", "to", "by", "about"})
_PARTIES = frozenset({"between", "with", "among", "by"})
_STOPS = frozenset({";", ":", "—", "–", "(", ")", "“", "”", '"', "--"})
_OTHERWISE = frozenset({"that", "which", "who", "after", "before", "when", "while", "where", "amid", "but", "despite"})
_SET_APART = frozenset({"first", "originally", "initially", "just", "finally", "reportedly"})
_UNTOLD = frozenset({"any", "no", "every", "whatever", "if", "whether", "until"})
_LIGHT = frozenset({"be", "face", "have", "could", "can", "will", "would", "may", "might", "must"})
_OF = frozenset({"of", "from"})


@dataclass(frozen=True, slots=True)
class Clause:
    """The words from `first` to `end` of the parse, in which `verb` tells what became of a paper."""

    verb: Token
    first: int
    end: int


def clause_after(mention: Mention) -> Clause | None:
    """The clause of a participle right after a paper: "the deal with X reached last week", "a pact, signed in P"."""
    if mention.pronoun or mention.denied:
        return None
    sentence, noun = mention.sentence.span, mention.token
    if any(child.lower_ in _UNTOLD for child in noun.children if child.i < noun.i):
        return None
    verb = _participle(noun, sentence)
    if verb is None:
        return None
    end = _end(verb, sentence)
    doc = sentence.doc
    before = any(doc[n].tag_ in _FINITE for n in range(sentence.start, noun.i))
    after = any(doc[n].tag_ in _FINITE for n in range(end, sentence.end))
    return Clause(verb, verb.i + 1, end) if before or after else None


def _participle(noun: Token, sentence: Span) -> Token | None:
    """The word of reaching or signing that comes first behind a paper's phrase; None if another verb does."""
    doc, inside, parties = noun.doc, False, False
    for here in range(noun.i + 1, min(sentence.end, noun.i + _PHRASE)):
        word = doc[here]
        if _reaching(word, sentence):
            return word
        if word.text == ",":
            apart = here + 1 + (doc[min(here + 1, sentence.end - 1)].lower_ in _SET_APART)
            if apart < sentence.end and _reaching(doc[apart], sentence):
                return doc[apart]
            if not parties:
                return None
        elif word.lower_ in _ON and word.dep_ != "aux":
            inside = True
            parties = parties or word.lower_ in _PARTIES
        elif not inside or word.text in _STOPS or word.lower_ in _OTHERWISE or _acts(word):
            return None
    return None


def _acts(word: Token) -> bool:
    return word.pos_ in ("VERB", "AUX") and word.dep_ not in ("amod", "compound", "nmod")


def _reaching(word: Token, sentence: Span) -> bool:
    """Whether a word may be a participle of reaching or signing that has no object of its own."""
    if word.tag_ not in ("VBN", "VBD") or word.i + 1 >= sentence.end:
        return False
    if papers().verbs.get((word.lemma_.lower(), "object")) != "signed" or word.dep_ in ("amod", "compound"):
        return False
    following = word.nbor(1)
    if following.ent_type_ in ("DATE", "TIME"):
        return True  # "announced Monday", read as its object
    return following.tag_ in ("IN", "RB", "RBR", "TO") and following.lower_ != "that" and not _has_object(word)


def _has_object(verb: Token) -> bool:
    """Whether a verb has an object of its own, or a clause that begins right after it."""
    return any(
        child.i > verb.i and (child.dep_ == "dobj" or (child.dep_ == "ccomp" and child.left_edge.i == verb.i + 1))
        for child in verb.children
    )


def _end(verb: Token, sentence: Span) -> int:
    """Where the clause of a participle ends: at a comma that goes on with another thing, or at the next verb."""
    doc, parties = verb.doc, False
    for here in range(verb.i + 1, sentence.end):
        word = doc[here]
        parties = (parties or word.lower_ in _PARTIES) and word.text not in _STOPS
        if word.text in _STOPS or word.lower_ in _OTHERWISE or word.tag_ in _FINITE:
            return here
        if word.text == "," and here + 1 < sentence.end:
            following = doc[here + 1]
            year = following.like_num and following.ent_type_ == "DATE"
            listed = parties and following.pos_ in ("PROPN", "DET", "NUM", "CCONJ")
            if not (year or listed or following.tag_ in ("IN", "RB") or following.lower_ == "also"):
                return here
    return sentence.end


def own_day(mention: Mention, time: Span) -> bool:
    """Whether a time stands in a paper's own phrase and says when it was made."""
    noun, doc = mention.token, mention.token.doc
    if mention.pronoun:
        return False
    if time.end <= noun.i:
        owner = time.end < noun.i and doc[time.end].tag_ == "POS"
        beside = time.root.dep_ in ("compound", "nmod", "amod", "nummod", "npadvmod", "poss")
        return _inside(time.root, noun) and (owner or beside)
    if time.start <= noun.i or time.start - noun.i > _PHRASE or not mention.definite:
        return False
    between = [doc[n] for n in range(noun.i + 1, time.start)]
    if any(_acts(word) or word.text in (*_STOPS, ",") or word.lower_ in _OTHERWISE for word in between):
        return False
    if between and between[-1].lower_ in _OF:
        return len(between) == 1 or between[0].lower_ in _ON
    ends = time.end < mention.sentence.span.end and doc[time.end].tag_ in _FINITE
    subject = noun.dep_ in ("nsubj", "nsubjpass") and not any(
        doc[n].tag_ in _FINITE for n in range(mention.sentence.span.start, noun.i)
    )
    return bool(between) and between[0].lower_ in _PARTIES and ends and subject


def _inside(word: Token, noun: Token) -> bool:
    """Whether a word stands in a noun's phrase, with no verb between them."""
    for up in word.ancestors:
        if up == noun:
            return True
        if up.pos_ in ("VERB", "AUX"):
            return False
    return False


def limit_for(noun: Token, time: Span) -> Token | None:
    """The word that makes a time the limit by which a paper is to be made; None if none does.

    "By" and "until" stand before their time; a deadline has it in its phrase, or behind an "is" or "of".
    """
    doc, sentence = noun.doc, time.sent
    led = doc[time.start - 1] if time.start > sentence.start else None
    led = doc[led.i - 1] if led is not None and led.lower_ in ("the", "a") and led.i > sentence.start else led
    own = time.end >= sentence.end or doc[time.end].pos_ not in ("NOUN", "PROPN", "ADJ")
    if led is None or led.lower_ not in ("by", "until") or not own or (led.lower_ == "by" and led.i < noun.i):
        led = None
    deadline = next((word for word in sentence if word.lower_ == "deadline"), None)
    if led is None and deadline is not None:
        phrase = deadline in (time.root.head, time.root.head.head) and time.root.i < deadline.i
        behind = deadline.i < time.start and doc[time.start - 1].lower_ in ("of", "is", "on")
        led = deadline if phrase or behind else None
    if led is None or _apart(noun, led, time):
        return None
    return led


def _apart(noun: Token, limit: Token, time: Span) -> bool:
    """Whether another clause begins between a paper and its limit."""
    low, high = min(noun.i, limit.i), max(noun.i, time.start)
    between = noun.doc[low + 1 : high]
    return any(
        word.text in _STOPS or word.lower_ in _OTHERWISE or (word.tag_ in _FINITE and word.lemma_.lower() not in _LIGHT)
        for word in between
    )
