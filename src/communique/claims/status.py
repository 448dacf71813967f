"""Whether the event a word names is planned, going on, past, called off, denied or merely possible.

Invariant: reads one parsed sentence and nothing else, whichever word is asked about; every reading
carries a score between 0 and 1 and at least one reason in words.

A reading is made of facets (ahead in time, negated, uncertain, called off, going on). They begin with
the word's own form (tense, auxiliaries, adjectives) and are changed by what governs it, step by step
up to the clause that stands on its own: "has *not* *agreed* to *host* the talks". What each governing
word does is told in `data/status.toml`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from spacy.tokens import Token

from communique.claims.facets import Effect, Facets, auxiliaries, full_lemma, word_lists
from communique.claims.governing import (
    carried,
    described,
    known,
    made_definite,
    on_programme,
    shared,
    turned_down,
    under,
)
from communique.claims.hearsay import DENYING, report_denied
from communique.claims.syntax import given_up_for, glad_to, singled_out, told_as, was_given
from communique.claims.verbforms import had_to_be, negations_and_doubts, subjunctive, timed_be, verb_form
from communique.model import Status


@dataclass(frozen=True, slots=True)
class StatusReading:
    """Where a sentence leaves the event that one of its words names.

    `future`, `negated` and `uncertain` are the facets behind the status, which can name only one of
    them: "may not come" is all three, "is expected to come" planned, ahead and not quite certain.
    `score` falls with every guess; `reasons` say what was read.
    """

    status: Status
    score: float
    reasons: tuple[str, ...]
    future: bool = False
    negated: bool = False
    uncertain: bool = False


def status_of(token: Token) -> StatusReading:
    """The status of the event that a verb or an event noun names in its parsed sentence."""
    facets = _verb(token, 0) if token.pos_ in ("VERB", "AUX") else _noun(token, 0)
    status: Status = "happened"
    if facets.off:
        status = "cancelled"
    elif facets.negated:
        status = "denied"
    elif facets.uncertain or facets.wished:
        status = "possible"
    elif facets.future:
        status = "planned"
    elif facets.now:
        status = "ongoing"
    reasons = facets.reasons or (f"“{token.text}” is told as a fact",)
    return StatusReading(
        status,
        round(max(facets.score, 0.1), 3),
        reasons,
        future=facets.future and not facets.off,
        negated=facets.negated or facets.off,
        uncertain=facets.uncertain or facets.likely,
    )


def outlook(time: Token) -> Status:
    """The status by which to read a time expression headed by this word (`times.read`), from what governs it.

    A day named with a plan ("is expected in December", "effective June 1") lies ahead whatever the plan's
    own tense; one named with a plan long past ("had been scheduled for Friday") or after "since" lies behind.
    """
    here, words = time, word_lists()
    for _ in range(_DEPTH):
        if here.dep_ in ("pobj", "pcomp") and here.head.lower_ in ("since", "after", "ago"):
            return "happened"
        if here.head == here:
            break
        here = told_as(here.head)
        if here.lower_ in ("effective", "payable", "due") and here.pos_ == "ADJ":
            return "planned"
        if here.pos_ in ("VERB", "AUX"):
            break
    if here.pos_ not in ("VERB", "AUX"):
        return "happened"
    aux = {each.lower_ for each in auxiliaries(here)}
    reading = status_of(here)
    if "had" in aux or any("had" in {a.lower_ for a in auxiliaries(up)} for up in [here.head] if here.dep_ == "xcomp"):
        return "happened"
    lemma = full_lemma(here)
    if here.dep_ == "xcomp" and here.head.tag_ == "VBD" and here.head.lemma_ in (*_ATTEMPTS, *_SEEMING):
        return "happened"  # "tried to call on Wednesday"
    if lemma in words.dated and here.tag_ == "VBN" and not reading.negated and (lemma != "set" or here.dep_ != "acl"):
        return "planned"
    if reading.status == "denied" and not reading.future and (here.tag_ == "VBD" or "did" in aux):
        return "happened"  # "during talks on Wednesday neither mentioned it": the Wednesday that was
    return reading.status


_DEPTH = 12
_ATTEMPTS = ("try", "attempt", "fail", "manage", "struggle")
_MAKING = ("plan", "likely", "hope", "doubt", "refuse", "call_off")
"""Effects of a word that says whether its object is to be at all."""


def _verb(verb: Token, depth: int) -> Facets:
    own = verb_form(verb)
    off = next((a for a in auxiliaries(verb) if word_lists().complement.get(a.lemma_.lower()) == "call_off"), None)
    if off is not None:  # a headline's "cancels meeting with X", where the parser takes the noun for the verb
        return own.but(f"“{off.text}” calls it off", off=True)
    if depth > _DEPTH:
        return own
    own = negations_and_doubts(verb, own)
    if (be := glad_to(verb)) is not None:
        return under(own, "same", replace(_verb(be, depth + 1), negated=False, now=False), be)
    return _governed(verb, own, depth)


def _governed(verb: Token, own: Facets, depth: int) -> Facets:
    """What the verb's governor makes of it."""
    head, dep = verb.head, verb.dep_
    if subjunctive(verb) and (head.pos_ == "ADJ" or head.lemma_ == "be"):
        return own.but(f"“{head.text}” asks for it", wished=True)
    bare = _takes_time(verb)
    to = any(each.lower_ == "to" for each in auxiliaries(verb))
    if dep == "ROOT" or head == verb:
        # "Minister to visit Rome": a headline's infinitive
        return own.but(f"“to {verb.text}” on its own is a plan", future=True) if bare and to else own
    if dep == "relcl" and bare and to:
        return _complement(verb, own, depth, bare)
    if dep == "conj" and head.pos_ in ("VERB", "AUX"):
        return _joined(verb, own, depth) if bare else own
    if dep in ("xcomp", "ccomp", "acl", "oprd", "dobj", "attr", "acomp", "advcl", "dep") and (bare or dep == "ccomp"):
        return _complement(verb, own, depth, bare)
    if dep in ("csubj", "csubjpass") and bare:
        supposed = any(each.lower_ in word_lists().modal for each in auxiliaries(head))
        own = own.but(f"what it “{head.text}” is only thought of", uncertain=True) if supposed else own
        return shared(own, _verb(head, depth + 1))  # "cancelling the visit would be a sign of fear"
    if dep == "pcomp":
        return _noun_up(verb, own, depth)
    if dep == "advcl" and _awaited(verb, _verb(head, depth + 1)):
        return own.but("it is to come with what it is told with", score=0.8, future=True)
    if dep in ("acl", "ccomp") and (report := report_denied(verb)) is not None:
        return under(own, "refuse", _verb(report, depth + 1), report)
    if dep in ("relcl", "acl") and verb.tag_ == "VBG" and not auxiliaries(verb):
        return own.but("a participle shares the time of its sentence", score=0.9)
    return own


def _awaited(verb: Token, above: Facets) -> bool:
    """Whether a clause with a tense tells of a time to come: "might announce a deal before she met him"."""
    marks = {child.lower_ for child in verb.children if child.dep_ in ("mark", "advmod")}
    marks -= {"after"} if verb.tag_ == "VBD" and not auxiliaries(verb) else set()  # "will face, weeks after he took"
    waits = marks & {"before", "until", "once", "after"} and (above.future or above.uncertain)
    told = verb.tag_ == "VBD" and not auxiliaries(verb.head)  # "spoke of scrapping it when he met her"
    return bool(waits or ("when" in marks and above.future and not told)) and not above.negated


_ALIKE = ("lay", "put", "set", "read", "cut", "let", "hit")
"""Bare forms that the parse takes for a past."""


def _takes_time(verb: Token) -> bool:
    """Whether a verb has no tense of its own: "to meet", "meeting", and a bare form joined to one."""
    aux = auxiliaries(verb)
    if any(each.tag_ in ("MD", "VBZ", "VBP", "VBD") for each in aux):
        return False
    if verb.tag_ in ("VB", "VBG"):
        return True
    if verb.tag_ == "VBD" and verb.lower_ in _ALIKE and verb.dep_ == "conj":
        return not aux and any(each.tag_ == "MD" for each in auxiliaries(verb.head))  # "will meet X, lay a wreath and"
    if verb.tag_ == "VBN":
        return bool(aux) or verb.dep_ in ("conj", "xcomp")
    return verb.tag_ == "VBP" and any(each.lower_ == "to" for each in aux)


def _joined(verb: Token, own: Facets, depth: int) -> Facets:
    """The second of two joined verbs shares modals and governor with the first: "will land and meet"."""
    first = _verb(verb.head, depth + 1)
    if given_up_for(verb):
        return replace(first.but("“rather than” denies it", negated=not first.negated), now=False)
    return replace(
        first,
        negated=first.negated or own.negated,
        uncertain=first.uncertain or own.uncertain,
        score=first.score * 0.95,
        reasons=(f"joined to “{verb.head.text}”", *first.reasons),
    )


def _complement(verb: Token, own: Facets, depth: int, bare: bool) -> Facets:
    head = verb.head
    if head.pos_ in ("VERB", "AUX"):
        return _under_verb(verb, own, depth, bare)
    to = any(each.lower_ == "to" for each in auxiliaries(verb))
    if to and head.dep_ == "ROOT" and not any(each.tag_ in ("MD", "VBZ", "VBP", "VBD") for each in verb.sent):
        # "Ruiz and Chai to meet in Rome": the same headline, read as a name with a clause
        return own.but(f"“to {verb.text}” on its own is a plan", future=True)
    if head.pos_ == "ADJ" or head.dep_ == "acomp":
        effect = word_lists().adjectives.get(head.lower_)
        above = _verb(head.head, depth + 1) if head.head != head and head.head.pos_ in ("VERB", "AUX") else Facets()
        return under(own, effect, above, head) if effect and bare else own
    if head.lower_ in ("nothing", "something", "anything", "much", "little"):
        return own  # "had nothing to lose in meeting X"
    if head.pos_ in ("NOUN", "PROPN", "PRON") and verb.dep_ in ("acl", "relcl") and to:
        if head.dep_ == "dobj" and head.head.lemma_.lower() in _SENDING:
            return _purpose(verb, head.head, own, depth, to)  # "sent X, the minister, to meet Y"
        if singled_out(head) or was_given(head):
            return under(own, "same", replace(_noun(head, depth + 1), negated=False, now=False), head)
        return under(own, word_lists().nouns.get(head.lemma_.lower(), "plan"), _noun(head, depth + 1), head)
    return own


def _under_verb(verb: Token, own: Facets, depth: int, bare: bool) -> Facets:
    head = verb.head
    lemma = full_lemma(head)
    to = any(each.lower_ == "to" for each in auxiliaries(verb))
    if lemma == "be" and to and bare:
        named = next((child for child in head.children if child.dep_ == "attr"), None)
        if timed_be(head):
            plan = _is_to(verb, own, head)
            report = report_denied(head)
            return under(plan, "refuse", _verb(report, depth + 1), report) if report is not None else plan
        if named is not None and singled_out(named):
            return under(own, "same", replace(_verb(head, depth + 1), negated=False, now=False), named)
    if verb.dep_ == "advcl" or (to and lemma in _SENDING):
        return _purpose(verb, head, own, depth, to)
    effect = word_lists().complement.get(lemma)
    if verb.dep_ == "ccomp" and not bare:
        told = next((child for child in head.children if child.dep_ == "acomp"), head)
        if word_lists().adjectives.get(told.lower_) in ("refuse", "doubt"):
            return own.but(f"“{told.text}” leaves it open", uncertain=True)  # "it is unlikely that he will sign"
        return _content(verb, own, effect, depth)
    if effect is None or (lemma == "stop" and to):
        effect = "plan" if to and lemma != "stop" and not _at_occasion(verb) else "same"
    if effect == "fact":
        if to and lemma != "tell" and any(child.dep_ == "auxpass" for child in head.children):
            own = own.but(f"“{head.text}” is hearsay", uncertain=True)  # "is said to have met"
        effect = "hope" if lemma == "tell" else "same"
    if lemma == "get" and to and any(each.lower_ in ("have", "'ve", "’ve", "has") for each in auxiliaries(head)):
        return own.but("“have got to” asks for it", wished=True)
    if lemma == "go" and head.tag_ == "VBG" and to:
        effect = "plan"
    above = _verb(head, depth + 1)
    if to and any(each.lower_ == "have" for each in auxiliaries(verb)):  # "appears to have met" looks back
        looking = shared(own, above)
        return replace(looking, uncertain=looking.uncertain or effect not in ("same", "plan"), future=above.future)
    return under(own, effect, above, head)


def _at_occasion(verb: Token) -> bool:
    """Whether an occasion stands right before the infinitive: "presided over an event to sign"."""
    before = verb.left_edge.nbor(-1) if verb.left_edge.i else verb
    return before.dep_ in ("pobj", "dobj") and word_lists().nouns.get(before.lemma_.lower()) == "same"


_ASKING = ("propose", "suggest", "demand", "recommend", "ask", "request", "urge", "offer")
_FORESEEING = ("expect", "anticipate", "predict", "plan", "agree", "intend")


def _content(verb: Token, own: Facets, effect: Effect | None, depth: int) -> Facets:
    """A clause with its own tense that tells what is said, hoped, denied: "denied that they met"."""
    head, lemma = verb.head, full_lemma(verb.head)
    if _past(verb) and any(child.lower_ in ("what", "who", "why", "how") for child in verb.children):
        return own  # "asked what X promised"
    if effect == "refuse" and lemma in DENYING:
        return under(own, "refuse", _verb(head, depth + 1), head)
    if effect == "doubt" and (lemma not in ("think", "fear", "believe") or (lemma == "fear" and own.future)):
        return own.but(f"“{head.text}” leaves it open", uncertain=True)
    if effect == "hope" and lemma in _ASKING:
        return own.but(f"“{head.text}” leaves it open", wished=True)
    if any(each.lower_ in ("should", "ought", "could", "might") for each in auxiliaries(head)) and own.future:
        return own.but(f"what “{head.text}” tells is only thought of", uncertain=True)  # "should announce that X will"
    if effect in ("likely", "plan") and lemma in _FORESEEING and not _past(verb):
        return own.but(f"“{head.text}” puts it ahead", future=True, likely=effect == "likely")
    return own


def _past(verb: Token) -> bool:
    return verb.tag_ in ("VBD",) or any(
        each.tag_ == "VBD" and each.lemma_ in ("have", "be") for each in auxiliaries(verb)
    )


def _is_to(verb: Token, own: Facets, head: Token) -> Facets:
    """ "is to host", "was Tuesday to host": a plan; "was to have hosted": one that came to nothing."""
    facets = replace(negations_and_doubts(head, own), future=True, now=False)
    if any(each.lower_ == "have" for each in auxiliaries(verb)):
        return facets.but("“was to have” tells what did not come to be", off=True)
    return turned_down(head, facets.but(f"“{head.text} to {verb.text}” is a plan"))


_SENDING = ("send", "dispatch")
_SEEMING = ("appear", "seem")
_SETTING_OUT = ("leave", "depart", "embark", "set")


def _purpose(verb: Token, head: Token, own: Facets, depth: int, to: bool) -> Facets:
    """A clause without tense under a verb: "flew to Rome to meet him", "speaking in Rome, he ..."."""
    above = _verb(head, depth + 1)
    marks = {child.lower_ for child in verb.children if child.dep_ == "mark"}
    if marks & word_lists().conditional:
        return own
    if to:
        lately = any(child.lower_ in ("recently", "earlier", "previously") for child in head.children)
        ahead = above.future or (head.lemma_.lower() in word_lists().motion and not lately) or not _past(head)
        return replace(
            own.but(f"purpose of “{head.text}”", score=0.7, future=ahead or own.future),
            negated=own.negated or above.negated,
            uncertain=own.uncertain or above.uncertain,
            off=above.off,
        )
    if "before" in marks:
        return own.but("it comes after what is told", score=0.8, future=True)
    if marks & {"after", "since"}:
        return replace(own.but("it comes before what is told"), future=above.future)
    if any(each.lower_ == "having" for each in auxiliaries(verb)):
        return own.but(f"it comes before “{head.text}”")
    return replace(own.but(f"goes with “{head.text}”", score=0.85), future=above.future, now=above.now)


# ---------------------------------------------------------------- nouns


def _noun(noun: Token, depth: int) -> Facets:
    own = Facets()
    words = word_lists()
    for child in noun.children:
        effect = words.adjectives.get(child.lower_) if child.dep_ in ("amod", "compound", "nmod") else None
        if effect:
            own = described(own, effect, child)
        if child.dep_ == "det" and child.lower_ in ("no", "neither"):
            own = own.but(f"“{child.text} {noun.text}”", negated=True)
        if child.dep_ in ("acl", "relcl") and depth <= _DEPTH:
            own = _clause_on(child, own)
    if depth > _DEPTH:
        return own
    past = any(words.adjectives.get(child.lower_) == "fact" for child in noun.children if child.dep_ == "amod")
    whole = _noun_up(noun, own, depth)
    if any(child.dep_ == "relcl" and child.tag_ == "VBD" and child.lemma_ in _GOING_ON for child in noun.children):
        whole = replace(whole, future=own.future)  # "a truce is to begin, after talks that ran all night"
    return replace(whole, negated=own.negated) if past and not whole.off else whole  # "took no past talks seriously"


_GOING_ON = ("run", "last", "begin", "start", "end", "go", "drag", "stretch", "continue")


def _clause_on(verb: Token, own: Facets) -> Facets:
    """A clause that tells about the noun itself: "the meeting scheduled for Friday", "talks to be held"."""
    effect = word_lists().complement.get(full_lemma(verb))
    passive = verb.tag_ == "VBN"
    if passive and effect in ("plan", "likely", "hope", "doubt", "call_off"):
        if effect in ("plan", "likely") and own.off:
            return own
        return described(own, effect, verb)
    if passive and any(each.lower_ == "to" for each in auxiliaries(verb)):
        return own.but(f"“to be {verb.text}”", future=True)
    form = verb_form(verb)
    takes = any(child.dep_ in ("nsubj", "nsubjpass") and child.lower_ in ("which", "that") for child in verb.children)
    if verb.dep_ == "relcl" and form.future and not form.uncertain and takes:
        return own.but(f"“{verb.text}” in its clause is ahead", score=0.9, future=True)
    return own


def _noun_up(noun: Token, own: Facets, depth: int) -> Facets:
    """What the phrase that an event noun (or a gerund) stands in makes of it."""
    head, dep = noun.head, noun.dep_
    if dep == "ROOT" or head == noun or depth > _DEPTH:
        return own
    if dep in ("pobj", "pcomp"):
        return _under_preposition(noun, head, own, depth)
    if dep in ("conj", "appos") and head.pos_ in ("NOUN", "PROPN"):
        return carried(own, _noun_up(head, Facets(), depth + 1))
    if dep in ("poss", "compound", "nmod", "amod", "npadvmod") and head.pos_ in ("NOUN", "PROPN"):
        effect = word_lists().nouns.get(head.lemma_.lower())
        above = _noun(head, depth + 1)
        if effect and effect != "fact" and dep == "compound":
            return under(own, effect, above, head)
        return own if effect == "fact" else carried(own, above)
    if head.pos_ in ("VERB", "AUX"):
        return _of_verb(noun, own, depth)
    return own


def _of_verb(noun: Token, own: Facets, depth: int) -> Facets:
    """An event noun as subject or object of a verb."""
    verb, words = had_to_be(noun.head) or noun.head, word_lists()
    lemma = full_lemma(verb)
    above = _verb(verb, depth + 1)
    passive = any(child.dep_ == "auxpass" for child in verb.children)
    subject = noun.dep_ in ("nsubj", "csubj")
    off = subject and words.complement.get(lemma) == "call_off" and not any(c.dep_ == "dobj" for c in verb.children)
    if not subject or passive or off or lemma in ("drop",):
        effect = words.complement.get(lemma)
        if noun.dep_ == "attr" and lemma == "be":
            effect = "same"
        if lemma in words.about:
            if known(noun) and not made_definite(noun):
                return own  # what is discussed as known is not made doubtful by it
            effect = "hope"
        if effect in _MAKING:
            return under(own, effect, above, verb)
    if subject and lemma == "await" and not _past(verb):
        return own.but("what awaits somebody is to come", future=True)
    if lemma == "be" and (listed := on_programme(verb)) is not None and not above.negated and not _past(verb):
        return own.but(f"it is on the {listed.text}", future=True)
    if subject and lemma == "be":
        turned = [child for child in verb.children if child.dep_ in ("acomp", "attr", "advmod", "prt", "prep")]
        for child in turned:
            effect = words.adjectives.get(child.lower_)
            if effect == "now":
                return carried(own, replace(above, now=not above.negated and not above.future))
            if effect:
                return under(own, effect, above, child)
            if child.lower_ == "off":
                return under(own, "call_off", replace(above, now=False), child)
    said_of = subject and lemma == "be" and any(child.dep_ in ("attr", "acomp") for child in verb.children)
    if above.negated and (lemma not in words.occur or said_of):
        above = replace(above, negated=False)  # what is denied is said of the event, not the event
    if (subject or known(noun)) and (above.uncertain or above.wished) and lemma not in words.occur:
        return own.but("the event is spoken of as such", score=0.7, future=own.future or above.future)
    return carried(own, above)


def _under_preposition(noun: Token, prep: Token, own: Facets, depth: int) -> Facets:
    governor = told_as(prep.head)
    word = prep.lower_
    if word in ("of", "to") and governor.lower_ in ("ahead", "prior", "advance") and governor != prep:
        word, prep, governor = "before", governor, governor.head
        if prep.dep_ == "pobj":
            governor = prep.head.head
    if governor.lower_ == "instead" or any(child.lower_ == "instead" for child in prep.children):
        word, governor = "instead", governor.head if governor.lower_ == "instead" else governor
    if word == "than" and prep.i and prep.nbor(-1).lower_ == "rather":
        return own.but("“rather than” denies it", negated=True)
    relation = word_lists().prepositions.get(word)
    causes = {prep.lower_, governor.lower_ if prep.i - governor.i in (1, 2) and prep.lower_ in ("of", "to") else ""}
    if "cause" in {word_lists().prepositions.get(each) for each in causes}:
        return own.but(f"“{prep.text}” takes it as given")
    if governor.pos_ in ("VERB", "AUX"):
        above = _verb(governor, depth + 1)
        return _by_relation(own, relation, above, prep, governor)
    if governor.pos_ in ("NOUN", "PROPN"):
        effect = word_lists().nouns.get(governor.lemma_.lower())
        above = _noun(governor, depth + 1)
        if word not in ("of", "for", "to", "on", "about") and not (effect == "call_off" and word == "in"):
            above = replace(above, negated=False)
        elif effect == "hope" and word == "of" and known(noun):
            return own  # "is not the aim of this visit"
        elif effect and effect != "fact" and (effect != "doubt" or word in ("of", "for")):
            return under(own, effect, above, governor)
        if relation in ("before", "after", "without"):
            return _by_relation(own, relation, above, prep, governor)
        negated = above.negated and word == "of" and not known(noun)  # "no part of the talks" does not deny them
        return own if effect == "fact" else carried(own, replace(above, negated=negated))
    if governor.pos_ in ("ADJ", "ADV", "ADP", "SCONJ") and governor.head != governor:
        effect = word_lists().adjectives.get(governor.lower_)
        upper = governor.head
        if governor.pos_ == "ADJ" and noun.tag_ == "VBG" and word in ("for", "about") and not effect:
            return own  # "should be ashamed for signing it": it was signed
        if upper.pos_ in ("VERB", "AUX"):
            above = _verb(upper, depth + 1)
            return under(own, effect, above, governor) if effect else _by_relation(own, relation, above, prep, upper)
    return own


def _by_relation(own: Facets, relation: str | None, above: Facets, prep: Token, verb: Token) -> Facets:
    """An event noun after a preposition: before it, after it, during it, for it, without it."""
    words = word_lists()
    if relation == "before":
        return own.but(f"“{prep.text}”: it was still to come", score=0.75, future=True)
    if relation == "after":
        ahead = above.future and prep.lower_ != "since"
        return own.but(f"“{prep.text}” tells of it as past", future=own.future or ahead)
    if relation == "without":
        return own.but("“without” denies it", negated=True)
    lemma = full_lemma(verb)
    effect = words.complement.get(lemma)
    opens: tuple[str, ...] = (
        ("from", "out", "for", "on", "in") if effect == "refuse" else ("for", "to", "from", "out", "of")
    )
    if lemma in ("agree", "decide", "plan", "count", "work", "insist"):
        opens = ("on", "to", "for")
    fronted = prep.i < verb.i and any(prep.i < child.i < verb.i for child in verb.children if child.dep_ == "nsubj")
    if effect in _MAKING and prep.lower_ in opens and not fronted:
        return under(own, effect, above, verb)
    if relation == "purpose" and not above.future and lemma in words.motion and not above.off:
        stay = any(child.lemma_.lower() in ("visit", "trip", "tour", "stay") for child in prep.children)
        if stay and lemma in ("arrive", "land", "touch") and not above.negated:
            return own.but(f"“{verb.text}” for it: it has begun", score=0.8, now=True)
        if stay and lemma in _SETTING_OUT and _past(verb) and not above.negated:
            return own.but(f"“{verb.text}” for it: it was set out on", score=0.8)
        return replace(
            own.but(f"“{verb.text} for” it: it was still to come", score=0.7, future=True), negated=above.negated
        )
    if fronted and effect in _MAKING:
        return own.but(f"“{verb.text}” is said of something else", future=own.future or above.future)
    told = carried(own, above)
    absent = lemma == "be" and prep.lower_ == "at"  # "neither X nor Y will be at the ceremony"
    if above.negated and not absent and not (lemma in words.occur and prep.lower_ in ("in", "for", "with", "on", "to")):
        told = replace(told, negated=own.negated)
    seeming = verb.head if verb.dep_ == "xcomp" and verb.head.lemma_ in _SEEMING else None
    done = _past(seeming) if seeming is not None else _past(verb) and not above.future
    if prep.lower_ in ("on", "during", "at") and done and not above.off:
        # "was there on a scheduled visit"; "appeared to give in on a trip to Lima": the trip is no guess
        told = replace(told, future=False, uncertain=told.uncertain if seeming is None else own.uncertain)
    if relation == "during" and lemma not in words.occur | words.motion:
        asked = above.wished and not above.likely and prep.lower_ == "during"  # "urged X to call during his visit"
        told = replace(told, uncertain=own.uncertain, wished=own.wished, future=own.future if asked else told.future)
    return told
