"""Who stands where in a parsed sentence: subjects, objects and what hangs on a preposition.

Invariant: every function follows the dependency tree only, returns tokens in text order, and stops
at the clause it was asked about; what the words mean is decided elsewhere.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from spacy.tokens import Token

from communique.claims.facets import word_lists
from communique.claims.parsing import HERE

_SUBJECT = {"nsubj", "nsubjpass", "csubj"}
_CLAUSE = {"xcomp", "ccomp", "advcl", "conj", "acl", "relcl", "pcomp"}


def conjuncts(token: Token) -> list[Token]:
    """A noun with those it is joined to ("Seoul, Beijing and Tokyo")."""
    found, todo = [token], [token]
    while todo:
        here = todo.pop()
        joined = [child for child in here.children if child.dep_ == "conj" and child.i > here.i and not _but_not(child)]
        # "with X and with Y": the second preposition stands joined to the first name
        joined = [
            each
            for word in joined
            for each in ([child for child in word.children if child.dep_ == "pobj"] if word.pos_ == "ADP" else [word])
        ]
        found.extend(joined)
        todo.extend(joined)
        # "X, Jr. and Y": what is joined to the suffix is joined to the name
        todo.extend(child for child in here.children if child.dep_ == "appos" and _carries_on(child))
    return sorted(found, key=lambda each: each.i)


def _but_not(joined: Token) -> bool:
    """Whether a noun is joined to be left out: "with the ministers, but not the king"."""
    return joined.pos_ in ("NOUN", "PROPN") and any(child.dep_ == "neg" for child in joined.children)


def _carries_on(appended: Token) -> bool:
    """Whether what is joined to an apposition is joined to its noun: "the prime minister, X, and the president, Y"."""
    if appended.lower_ in ("jr.", "sr.", "jr"):
        return True
    return appended.pos_ == "PROPN" and any(c.dep_ == "conj" and c.text[:1].isupper() for c in appended.children)


def own_subjects(verb: Token) -> list[Token]:
    """The subject words of this verb itself, joined ones too."""
    return [each for child in verb.children if child.dep_ in _SUBJECT for each in conjuncts(child)]


def subjects(verb: Token) -> list[Token]:
    """Who does this: its own subject, or the one it shares with the verb it depends on.

    Follows control ("is expected to travel"), coordination ("landed and met"), relative clauses
    ("Kerry, who arrived"), participles ("Kerry, arriving in") and object control ("invited X to visit").
    A passive's agent ("hosted by X") counts as its subject; its grammatical subject does not.
    """
    here, hops = verb, 0
    while hops < 6:
        agents = [each for child in here.children if child.dep_ == "agent" for each in objects_of(child)]
        if agents and here is verb:
            return agents
        found = own_subjects(here)
        if not found and any(child.dep_ == "expl" for child in here.children):
            return []  # "X said there were no talks": X held none
        if found:
            if all(each.lemma_.lower() in ("who", "that", "which") for each in found) and here.dep_ == "relcl":
                return conjuncts(here.head)
            return found
        if here.dep_ == "xcomp":
            held = [each for child in here.head.children if child.dep_ == "dobj" for each in conjuncts(child)]
            if held and here.head.lemma_ in _OBJECT_CONTROL:
                return held
        if here.dep_ == "advcl" and here.head.lemma_ in _SENDING and any(c.lower_ == "to" for c in here.children):
            held = [each for child in here.head.children if child.dep_ == "dobj" for each in conjuncts(child)]
            if held:  # "dispatched X to Rome to meet Y"
                return held
        if here.dep_ == "acl" and here.tag_ in ("VBD", "VBN") and (told := _told_of_party(here.head)) is not None:
            if told.dep_ == "acl":
                return conjuncts(told.head)  # "X, accompanied by a delegation, arrived", hung on the delegation
            here, hops = told, hops + 1
            continue
        if here.dep_ in ("acl", "relcl") and here.head.pos_ in ("PROPN", "NOUN", "PRON"):
            if here.tag_ == "VBN":
                return []
            if here.dep_ == "acl" and any(child.lower_ == "to" for child in here.children):
                owners, bearer = possessors(here.head), _bearer(here.head)
                if bearer is not None and (not owners or here.head.lemma_ == "invitation"):
                    here, hops = bearer, hops + 1  # "has plans to visit", "accepted her invitation to visit"
                    continue
                if here.head.lower_ in CHANCES and here.head.dep_ == "dobj":
                    owners = owners or subjects(here.head.head)  # "X had the honour to meet Y"
                if owners:
                    return owners  # "her decision to visit"
            being = own_subjects(here.head.head) if here.head.dep_ == "attr" else []
            if any(child.lower_ == "to" for child in here.children) and {each.lower_ for each in being} - _NOBODY:
                return being  # "X will be the first minister to visit Y"
            return conjuncts(here.head)
        if here.dep_ in ("pcomp", "prep", "acomp", "attr", "oprd") or here.dep_ in _CLAUSE:
            here = here.head
            hops += 1
            continue
        if here.dep_ == "pobj" and here.head.dep_ == "prep":
            if owners := possessors(here):
                return owners  # "for her courage in agreeing to meet"
            here = here.head.head
            hops += 1
            continue
        return []
    return []


def _told_of_party(noun: Token) -> Token | None:
    """The verb that tells whose a delegation is: "leading a delegation", "accompanied by a delegation"; else None."""
    if noun.lemma_.lower() != "delegation":
        return None
    above = noun.head.head if noun.dep_ == "pobj" and noun.head.dep_ == "agent" else noun.head
    verbs = ("accompany",) if noun.dep_ == "pobj" else ("lead", "head") if noun.dep_ == "dobj" else ()
    return above if above.lemma_.lower() in verbs else None


def _bearer(noun: Token) -> Token | None:
    """The verb whose subject means to do what hangs on its object: "has plans to", "is in talks to"; None if none."""
    if noun.lemma_.lower() not in word_lists().nouns:
        return None
    above = noun.head.head if noun.dep_ == "pobj" else noun.head
    given = any(child.dep_ in ("dative", "iobj") for child in above.children)  # "gave X a chance to meet Y"
    return above if noun.dep_ in ("dobj", "pobj") and above.pos_ in ("VERB", "AUX") and not given else None


CHANCES = {"opportunity", "chance", "honor", "honour", "pleasure", "privilege", "occasion"}
_GLADNESS = {"honor", "honour", "pleasure", "privilege", "delight", "joy"}
_NOBODY = {"it", "this", "that", "there"}
_SENDING = {"send", "dispatch", "deploy"}
_OBJECT_CONTROL = {
    "invite", "ask", "urge", "send", "dispatch", "allow", "expect", "want", "order", "persuade", "bring",
    "appoint", "designate", "task", "assign", "authorize", "authorise", "instruct", "direct", "tell", "encourage",
}  # fmt: skip


def passive(verb: Token) -> bool:
    """Whether this verb stands in the passive."""
    return any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children)


def objects(verb: Token) -> list[Token]:
    """The direct objects, or in the passive the subject; joined ones too."""
    if passive(verb):
        own = [each for child in verb.children if child.dep_ == "nsubjpass" for each in conjuncts(child)]
        if not own and verb.dep_ == "xcomp" and verb.head.dep_ == "acomp":
            return own_subjects(verb.head.head)  # "are due to be signed"
        # "flew in and was received by X": the subject is the first verb's
        return own or (own_subjects(verb.head) or subjects(verb.head) if verb.dep_ == "conj" else [])
    if verb.dep_ in ("acl",) and verb.tag_ == "VBN":
        return conjuncts(verb.head)
    return [each for child in verb.children if child.dep_ in ("dobj", "obj") for each in conjuncts(child)]


def objects_of(preposition: Token) -> list[Token]:
    """What a preposition governs, joined ones too, and what the same preposition said again governs."""
    again = [child for child in preposition.children if child.dep_ == "conj" and child.lower_ == preposition.lower_]
    return [
        each
        for word in (preposition, *again)
        for child in word.children
        if child.dep_ in ("pobj", "pcomp")
        for each in conjuncts(child)
    ]


def hanging(token: Token, prepositions: Collection[str]) -> Iterator[tuple[str, Token]]:
    """What hangs on a token by one of these prepositions, as (preposition, word) pairs.

    Looks one preposition further down ("at a summit in Tokyo" is not followed, "over to Seoul" is). A
    reporter's "here" hangs on by any preposition of place.
    """
    for link, word in led_by(token, prepositions):
        yield (next(each for each in ("in", "to", "at") if each in prepositions) if link is word else link.lower_), word


def led_by(token: Token, prepositions: Collection[str]) -> Iterator[tuple[Token, Token]]:
    """As `hanging`, with the preposition's own token; "here" leads itself."""
    for first in token.children:
        if is_here(first) and {"in", "to", "at"} & set(prepositions):
            yield first, first
        if first.dep_ in ("prep", "agent", "dative", "advmod", "prt"):
            for child in (first, *_in_row_with(first)):
                yield from _led_by(child, prepositions)


def _led_by(child: Token, prepositions: Collection[str]) -> Iterator[tuple[Token, Token]]:
    if child.lower_ in prepositions:
        for each in objects_of(child):
            yield child, each
    apart = child.lower_ in ("ahead", "prior", "instead")  # "a trip ahead of a summit" is not one of it
    if child.dep_ in ("prep", "advmod", "conj") and not apart and not list(objects_of(child)):
        for inner in child.children:
            if inner.dep_ == "prep" and inner.lower_ in prepositions:
                for each in objects_of(inner):
                    yield inner, each


def _in_row_with(link: Token) -> Iterator[Token]:
    """The prepositions joined to one: "to A on Monday and to B", where the parse joins "to" to "on"."""
    for child in link.children:
        if child.dep_ == "conj" and child.pos_ == "ADP":
            yield child
            yield from _in_row_with(child)


def is_here(word: Token) -> bool:
    """Whether a word is the reporter's own "here", in a story whose dateline says where that is; not one in a quote."""
    if word.lower_ != "here" or not word.doc.user_data.get(HERE) or word.dep_ in ("pobj", "pcomp"):
        return False
    before = word.doc.text[: word.idx]
    return before.rfind("“") <= before.rfind("”") and before.count('"') % 2 == 0


def glad_to(verb: Token) -> Token | None:
    """The "is" of "it is a pleasure to welcome X", which who does it says while doing it; None if none."""
    if not any(child.lower_ == "to" and child.dep_ == "aux" for child in verb.children):
        return None
    noun = verb.head
    while noun.dep_ == "conj" and noun.pos_ == "NOUN":
        noun = noun.head
    be = noun.head if noun.dep_ == "attr" else noun
    told = [child for child in be.children if child.dep_ == "attr" and child.lower_ in _GLADNESS and child.i < verb.i]
    said = any(child.lower_ == "it" and child.dep_ in ("nsubj", "nsubjpass", "expl") for child in be.children)
    return be if told and said else None


def given_up_for(verb: Token) -> bool:
    """Whether something is not done, for what it is joined to: "return home rather than continue the tour"."""
    than = verb.nbor(-1) if verb.i > 1 else verb
    return verb.dep_ in ("conj", "pcomp") and than.lower_ == "than" and than.nbor(-1).lower_ == "rather"


def possessors(noun: Token) -> list[Token]:
    """Whose: the possessive before a noun ("Rouhani's visit", "his visit"), joined ones too."""
    return [each for child in noun.children if child.dep_ == "poss" for each in conjuncts(child)]


_MEASURES = {
    "hour", "minute", "day", "week", "round", "series", "start", "beginning", "opening", "end", "close", "conclusion",
    "string", "set", "session", "flurry", "couple", "number",
}  # fmt: skip


def measured(noun: Token) -> Token:
    """The noun that stands in a clause for an event noun: "hours" in "three hours of talks", else itself."""
    above = noun.head
    if noun.dep_ == "pobj" and above.lower_ == "of" and above.head.lemma_.lower() in _MEASURES:
        return above.head
    return noun


def governor(noun: Token) -> Token | None:
    """The verb that an event noun hangs on, over prepositions and joined nouns."""
    here = noun
    for _ in range(8):
        if here.dep_ == "ROOT":
            return here if here.pos_ in ("VERB", "AUX") else None
        here = here.head
        if here.pos_ in ("VERB", "AUX") and here.dep_ != "prep":  # "following talks" is no deed of its own
            return here
    return None


def told_as(verb: Token) -> Token:
    """The verb that "as planned" is said of, for what the parse hangs on it ("left as planned on a trip to Lima")."""
    aside = verb.tag_ == "VBN" and verb.dep_ == "advcl" and not any(c.dep_ in _OWN for c in verb.children)
    return verb.head if aside and any(c.lower_ == "as" and c.dep_ == "mark" for c in verb.children) else verb


_OWN = ("nsubj", "nsubjpass", "aux", "auxpass")


def taken_as_given(noun: Token) -> bool:
    """Whether a preposition takes an event as one that has been: "goes on despite a meeting on Tuesday"."""
    here = measured(noun)
    return here.dep_ == "pobj" and word_lists().prepositions.get(here.head.lower_) == "cause"


def at_that_time(verb: Token) -> bool:
    """Whether a clause says when its main clause was: "when X spoke in March, Y refused to meet him"."""
    return verb.dep_ == "advcl" and any(c.lower_ == "when" and c.dep_ in ("advmod", "mark") for c in verb.children)


def path_up(token: Token) -> list[Token]:
    """The token and all it depends on, up to the root of its sentence."""
    return [token, *token.ancestors]


def distance(one: Token, other: Token) -> int:
    """Steps between two tokens over their lowest common ancestor; clause borders count three."""
    weights = dict(_weights(one))
    for each, weight in _weights(other):
        if each in weights:
            return weight + weights[each]
    return 99


def _weights(token: Token) -> list[tuple[int, int]]:
    found, weight = [], 0
    for each in path_up(token):
        found.append((each.i, weight))
        weight += (
            3 if each.dep_ in ("ccomp", "advcl", "relcl", "conj", "parataxis") and each.pos_ in ("VERB", "AUX") else 1
        )
    return found


def phrase(token: Token) -> str:
    """The words of a noun phrase without what is attached to its right by a relative clause."""
    left = min((each.i for each in token.lefts), default=token.i)
    for each in token.lefts:
        left = min(left, each.left_edge.i)
    right = token.i
    for child in token.rights:
        if child.dep_ in ("prep",) and child.lower_ in ("of", "for"):
            right = max(right, child.right_edge.i)
    right += right + 1 < len(token.doc) and token.doc[right + 1].text == ")" and "(" in token.doc[left:right].text
    return str(token.doc[left : right + 1].text)


def was_given(noun: Token) -> bool:
    """ "had the opportunity to meet", "had the honour to receive": so past occasions are told that were taken."""
    verb = noun.head
    had = noun.dep_ == "dobj" and verb.lemma_ == "have" and verb.tag_ == "VBD" and noun.lower_ in CHANCES
    negated = any(child.lower_ in ("no", "little", "any") for child in noun.children)
    return had and not negated and not any(child.dep_ in ("neg", "aux") for child in verb.children)


def singled_out(noun: Token) -> bool:
    """ "the first leader to visit", "the only one to sign": what follows is as true as the rest."""
    once = {"first", "second", "third", "last", "latest", "only", "next", "sole"}
    return any(child.lower_ in once or child.tag_ in ("JJS", "RBS") for child in noun.children)
