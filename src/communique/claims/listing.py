"""Names told one after the other: "with Prime Minister A of X, President B of Y, and the foreign minister of Z".

Invariant: what is found stands to the right of the preposition, before the next verb or the next
preposition that begins something else. The words' order decides, not the parse, which goes astray in
long offices and takes "with X to discuss" for a clause.
"""

from __future__ import annotations

from collections.abc import Collection

from spacy.tokens import Token

from communique.claims.actors import Cast
from communique.claims.drafting import acting
from communique.claims.facets import auxiliaries
from communique.claims.lexicon import HEADS
from communique.claims.parsing import Sentence
from communique.claims.syntax import subjects
from communique.model import ReportActor

_REACH = 40
_OF_OFFICE = frozenset({"of", "for", "to", "at"})
_STOPS = frozenset({";", ":", "—", "–", ".", "?", "!", "“", "”", '"'})
_RELATIVE = frozenset({"who", "whom", "which", "that", "where", "when", "while", "whose"})
_OTHER_TIMES = frozenset({"after", "before", "following", "amid", "amidst", "despite"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def listed(cue: Token, prepositions: Collection[str], sentence: Sentence, cast: Cast) -> list[ReportActor]:
    """The actors after the first of these prepositions that follows a cue in its clause; none if there is none."""
    for place in range(cue.i + 1, min(sentence.span.end, cue.i + _REACH)):
        token = cue.doc[place]
        phrasal = token.lower_ == "of" and token.nbor(-1).lower_ in ("ahead", "sidelines", "margins", "front")
        if token.lower_ in prepositions and token.pos_ != "VERB" and not phrasal:
            return named_from(place + 1, sentence, cast) or _among(place + 1, sentence, cast)
        if token.text in _STOPS or token.lower_ in _RELATIVE or _acts(token) or token.lower_ in _OTHER_TIMES:
            return []
    return []


def _among(first: int, sentence: Sentence, cast: Cast) -> list[ReportActor]:
    """Those named as some of a number: "with 11 leaders from the region, among them President X and Minister Y"."""
    doc = sentence.span.doc
    for place in range(first, min(sentence.span.end - 1, first + _REACH // 2)):
        word = doc[place]
        if word.lower_ == "including" or (word.lower_ == "among" and doc[place + 1].lower_ in ("them", "whom")):
            return named_from(place + 1 + (word.lower_ == "among"), sentence, cast)
        if word.text in _STOPS or word.lower_ in _RELATIVE or _acts(word):
            break
    return []


def named_from(first: int, sentence: Sentence, cast: Cast) -> list[ReportActor]:
    """The actors named one after the other from a word of the sentence's parse on."""
    doc, found = sentence.span.doc, dict[str, ReportActor]()
    here, complement, bracket, whose = first, False, 0, False
    while here < min(sentence.span.end, first + 2 * _REACH):
        token = doc[here]
        bracket += (token.text in ("(", "[")) - (token.text in (")", "]"))
        keys = () if bracket or token.tag_ == "PRP$" else cast.at(sentence, token)
        if keys:
            end = _same(here, keys, sentence, cast)
            if _begins_clause(doc[here:end].root):
                break
            actors = [cast.actor(key) for key in keys]
            owns = end < sentence.span.end and doc[end].tag_ == "POS"
            persons = not whose and all(each.type == "person" and not each.nameless for each in actors)
            if not owns and (not complement or persons):
                found.update((each.key, each) for each in actors)
            here, complement = end, complement and owns
            continue
        joins = _joining(token)
        if joins:
            here, complement = here + joins, False
            continue
        if not bracket and _ends(token, bool(found) and not complement):
            break
        if token.text in (",", "and", "&"):
            complement = False
        elif token.lower_ in _OF_OFFICE:
            complement = True
            # "X, adviser to Prime Minister Y": the office after a name is X's, and Y is not of the list
            whose = doc[here - 1].text.islower() and set(cast.at(sentence, here - 1)) <= found.keys() != set()
        here += 1
    return list(found.values())


def doers(verb: Token, sentence: Sentence, cast: Cast) -> list[ReportActor]:
    """The actors that do this; where the parse takes the first word of a long office for the subject, its holder.

    "Deputy Assistant to the President and Coordinator for Asia A. Name spoke": the name stands before the verb.
    Who "doubted that a deal was possible after meeting P" met P, whatever was possible.
    """
    heads = subjects(verb)
    found = acting(verb, sentence, cast)
    if not found and verb.dep_ == "pcomp" and verb.head.lower_ in ("after", "before", "since"):
        thing = verb.head.head
        if thing.dep_ == "ccomp" and all(each.tag_ in ("NN", "NNS", "EX") for each in heads):
            return acting(thing.head, sentence, cast)
    if found or not heads or not all(each.text[:1].isupper() and each.lower_ in HEADS for each in heads):
        return found
    here = verb.i - 1
    while here > heads[0].i and sentence.span.doc[here].pos_ in ("ADV", "AUX", "PUNCT"):
        here -= 1
    keys = cast.at(sentence, here)
    while keys and here > heads[0].i and cast.at(sentence, here - 1) == keys:
        here -= 1
    before = sentence.span.doc[here - 1]
    held = keys and here > heads[0].i and before.pos_ in ("PROPN", "NOUN", "PUNCT") and before.text[:1].isupper()
    return [cast.actor(key) for key in keys] if held else []


def _same(start: int, keys: tuple[str, ...], sentence: Sentence, cast: Cast) -> int:
    """Where the run of words that stand for the same actors ends."""
    end = start + 1
    while end < sentence.span.end and cast.at(sentence, end) == keys and sentence.span.doc[end].text != ",":
        end += 1
    return end


def _begins_clause(head: Token) -> bool:
    """Whether a name is the subject of what is told next ("in a meeting with X, Y said"), and not misread for one."""
    if head.dep_ not in ("nsubj", "nsubjpass") or head.head.i <= head.i:
        return False
    return head.head.tag_ in _FINITE or any(each.tag_ in _FINITE for each in auxiliaries(head.head))


def _joining(token: Token) -> int:
    """How many words a phrase that joins names has here: "as well as", "along with", "together with"."""
    words = [token.doc[i].lower_ for i in range(token.i, min(token.i + 3, len(token.doc)))]
    if words == ["as", "well", "as"]:
        return 3
    return 2 if words[:2] in (["along", "with"], ["together", "with"]) else 0


def _ends(token: Token, named: bool) -> bool:
    """Whether a word outside of all names ends the list; after a name, a plain noun does too ("today", "talks")."""
    if token.text in _STOPS or token.lower_ in _RELATIVE or token.tag_ == "TO" or _acts(token):
        return True
    if token.lower_ == "not":
        return True  # "with A and B, but not C"
    if named and token.tag_ == "VBG" and token.dep_ in ("advcl", "acl") and token.lower_ != "including":
        return True  # "to negotiate with A, bypassing B"
    if token.dep_ == "prep" or token.tag_ == "IN":
        return token.lower_ not in _OF_OFFICE
    return named and token.pos_ in ("NOUN", "ADV", "PRON") and token.text.islower()


def _acts(token: Token) -> bool:
    """Whether a word is a verb of its own, not a participle before a noun."""
    return token.pos_ in ("VERB", "AUX") and token.dep_ not in ("amod", "compound", "nmod") and token.tag_ != "VBG"
