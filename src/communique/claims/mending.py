"""What the parser takes apart wrongly again and again, put right before anything is read.

Invariant: a mended parse is a tree as the parser's own is: words are moved by `_hang` alone, which hangs none on what
hangs on itself.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from communique.claims.lexicon import CALENDAR_WORDS, HEADS


def mended(doc: Doc) -> Doc:
    """The parse with "Visiting President X said" put right: who visits is the subject, not what is visited."""
    for token in doc:
        if token.lower_ != "visiting" or token.dep_ != "csubj" or token.head.i < token.i:
            continue
        guest = next((child for child in token.rights if child.dep_ == "dobj"), None)
        if guest is None or guest.left_edge.i != token.i + 1:
            continue
        verb = token.head
        for child in list(token.rights):
            _hang(child, verb, child.dep_)
        _hang(guest, verb, "nsubj")
        _hang(token, guest, "amod")
        token.pos_, token.tag_ = "ADJ", "JJ"
    for token in doc:
        if token.lower_ in _MEET and token.tag_ == "NN" and any(each.dep_ == "nsubj" for each in token.lefts):
            token.pos_, token.tag_ = "VERB", "VBP"  # "President X and President Y meet today"
    for token in doc:
        if token.dep_ == "pobj" and token.pos_ == "PROPN" and token.head.lower_ == "on":
            _after_a_day(token)
    for token in doc:
        if token.dep_ in ("appos", "conj") and token.ent_type_ == "PERSON" and token.right_edge.i + 1 < len(doc):
            _before_its_verb(token, token.right_edge.nbor(1))
    for token in doc:
        if token.dep_ == "acl" and token.tag_ in ("VBN", "VBD") and token.i and token.nbor(-1).text == ",":
            _done_by_the_named(token, token.head.head if token.head.dep_ == "appos" else token.head)
    for token in doc:
        if token.dep_ == "cc" and token.i > token.head.i and token.head.ent_type_ == "PERSON":
            _rejoin(token.head, token)
    for token in doc:
        relation = token.dep_
        if relation == "npadvmod" and token.lower_ == "time" and token.head.dep_ == "ROOT" and token.i < token.head.i:
            _last_time(token, token.head)
        elif relation == "ccomp" and token.tag_ == "VBN" and token.head.i < token.i:
            _said_done(token, token.head)
        elif relation == "advcl" and token.lemma_ in ("report", "say", "announce") and token.head.i < token.i:
            _day_of_what_is_said(token)
        elif relation == "dep" and token.pos_ == "VERB" and token.head.i < token.i - 1:
            _then_done(token, token.nbor(-1))
        elif token.lower_ == "visiting" and relation in ("advcl", "xcomp", "ccomp", "pcomp") and token.i > 0:
            _who_is_visiting(token, token.head)
    return doc


def _hang(word: Token, head: Token, relation: str) -> bool:
    """Hang a word on another by a relation, unless they would hang on each other: a ring is walked without end."""
    if head != word and word.is_ancestor(head):
        return False
    word.head, word.dep_ = head, relation
    return True


def _day_of_what_is_said(saying: Token) -> None:
    """Make "will visit Cuba this Monday, the ministry reported" a visit on Monday, which is parsed as of saying."""
    who = next((each for each in saying.lefts if each.dep_ == "nsubj"), None)
    comma = next(
        (each for each in saying.lefts if who is not None and each.text == "," and each.i == who.left_edge.i - 1), None
    )
    if comma is None:
        return
    for day in [each for each in saying.lefts if each.i < comma.i and each.dep_ == "npadvmod"]:
        this = next((each for each in saying.lefts if each.dep_ == "mark" and each.i == day.left_edge.i - 1), None)
        if _hang(day, saying.head, day.dep_) and this is not None:
            _hang(this, day, "det")


def _said_done(done: Token, saying: Token) -> None:
    """Make a headline's "Embassy says visit cancelled" a visit that is cancelled, and no visit that is said."""
    whole = any(each.dep_ in ("nsubj", "nsubjpass", "aux", "auxpass") for each in done.children)
    what = next((each for each in saying.rights if each.dep_ == "dobj" and each.i < done.i), None)
    if what is not None and not whole:
        _hang(what, done, "nsubjpass")


_RECEIVING = frozenset(
    {"meet", "host", "receive", "welcome", "greet", "tell", "assure", "inform", "brief", "thank", "urge", "ask", "with"}
)


def _who_is_visiting(visiting: Token, above: Token) -> None:
    """Make "met visiting Minister X in P" and "talks with visiting Minister X" a meeting with X, who visits nobody."""
    guest = next((each for each in visiting.rights if each.dep_ == "dobj" and each.ent_type_ == "PERSON"), None)
    if guest is None or guest.left_edge.i != visiting.i + 1 or above.i != visiting.i - 1:
        return
    if above.lemma_.lower() in _RECEIVING and _hang(guest, above, "pobj" if above.lower_ == "with" else "dobj"):
        for each in list(visiting.rights):
            _hang(each, above if above.pos_ == "VERB" else guest, each.dep_)
        _hang(visiting, guest, "amod")
        visiting.pos_, visiting.tag_ = "ADJ", "JJ"


def _then_done(verb: Token, then: Token) -> None:
    """Make ", then flew to P" what its subject does next, where the parse ties it to the first verb by nothing."""
    own = any(each.dep_ in ("nsubj", "nsubjpass", "expl") for each in verb.children)
    if then.lower_ == "then" and not own and verb.head.pos_ == "VERB" and _hang(verb, verb.head, "conj"):
        _hang(then, verb, "advmod")


def _last_time(time: Token, verb: Token) -> None:
    """Make "The last time X visited Y was in May" a visit to Y, where Y is parsed as the subject of what follows."""
    told = next((each for each in verb.rights if each.dep_ == "ccomp" and each.lemma_ == "be"), None)
    whom = next((each for each in told.lefts if each.dep_ == "nsubj"), None) if told is not None else None
    if told is None or whom is None or whom.left_edge.i != verb.i + 1:
        return
    _hang(told, told, "ROOT")
    _hang(time, told, "nsubj")
    _hang(verb, time, "relcl")
    _hang(whom, verb, "dobj")


def _before_its_verb(name: Token, auxiliary: Token) -> None:
    """Make "At the invitation of X, Minister Y will visit" Y's visit, where Y is parsed as another name of X."""
    verb = auxiliary if auxiliary.dep_ == "ROOT" else auxiliary.head
    finite = auxiliary.tag_ in ("MD", "VBD", "VBZ", "VBP") and auxiliary.pos_ in ("AUX", "VERB")
    listed = name.dep_ == "conj" and (name.left_edge.i == 0 or name.left_edge.nbor(-1).text != ",")
    if (
        finite
        and not listed
        and verb.dep_ == "ROOT"
        and not any(each.dep_ in ("nsubj", "nsubjpass", "expl") for each in verb.children)
    ):
        _hang(name, verb, "nsubj")


def _done_by_the_named(verb: Token, office: Token) -> None:
    """Make "The Minister of Defence, X, met President Y" a sentence, which is parsed as a minister who was met."""
    named = any(each.dep_ == "appos" and each.ent_type_ == "PERSON" and each.i < verb.i for each in office.rights)
    acts = verb.lemma_ in _GONE or any(each.dep_ == "dobj" for each in verb.rights)
    acts = acts or (verb.lemma_ == "call" and any(each.lower_ == "on" and each.i == verb.i + 1 for each in verb.rights))
    if office.dep_ != "ROOT" or office.lower_ not in HEADS or not named or not acts:
        return
    for each in [each for each in office.rights if each.i > verb.i]:
        _hang(each, verb, each.dep_)
    _hang(verb, verb, "ROOT")
    _hang(office, verb, "nsubj")
    verb.pos_, verb.tag_ = "VERB", "VBD"


_MEET = frozenset({"meet", "sign"})
_GONE = frozenset({"arrive", "leave", "depart", "fly", "travel", "return", "visit"})


def _after_a_day(name: Token) -> None:
    """Make "On Monday X travels" a day and a subject where both are parsed as one name."""
    link = name.head
    day = next((child for child in name.children if child.lower_ in CALENDAR_WORDS and child.i == link.i + 1), None)
    verb = next((each for each in link.ancestors if each.pos_ == "VERB"), None)
    if (
        day is None
        or verb is None
        or not name.i < verb.i
        or any(each.dep_ in ("nsubj", "nsubjpass") for each in verb.children)
    ):
        return
    _hang(day, link, "pobj")
    _hang(name, verb, "nsubj")


_BEFORE_NOUN = ("amod", "compound", "nmod")


def _rejoin(first: Token, joint: Token) -> None:
    """Make "President X and President Y said" two persons where the first is parsed as part of the second's title."""
    if first.i != joint.i - 1 or first.dep_ not in _BEFORE_NOUN:
        return
    second = first
    while second.dep_ in _BEFORE_NOUN and second.head.i > second.i:
        second = second.head
    if second.i < joint.i or second.ent_type_ != "PERSON" or second.dep_ in _BEFORE_NOUN or second.dep_ == "ROOT":
        return
    above, relation = second.head, second.dep_
    _hang(first, above, relation)
    _hang(second, first, "conj")
    for each in list(second.subtree):
        if each.i < first.i and each.head.i > joint.i:
            _hang(each, first, "compound")
