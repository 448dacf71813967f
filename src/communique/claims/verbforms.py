"""What a verb's own form says: modals, auxiliaries, tense, and the adverbs in its clause.

Invariant: looks at the verb and its own children only; what governs the verb is read in `status`.
"""

from __future__ import annotations

from spacy.tokens import Token

from communique.claims.facets import Facets, auxiliaries, word_lists


def verb_form(verb: Token) -> Facets:
    """What the verb's own form says: modals, auxiliaries, tense."""
    words, aux = word_lists(), auxiliaries(verb)
    low = {each.lower_ for each in aux}
    name = verb.text
    if low & words.future:
        return Facets(future=True, reasons=(f"“will” before “{name}”",))
    if "going" in {child.lower_ for child in verb.children if child.dep_ == "aux"}:
        return Facets(future=True, reasons=(f"“going to {name}”",))
    modal = low & words.modal
    if modal:
        return _modal(verb, next(iter(sorted(modal))), low)
    tag = _finite_tag(verb, aux)
    if tag == "VBG":
        return _progressive(verb, low)
    if tag in ("VBZ", "VBP") and not low & {"have", "has", "'ve", "’ve"}:
        return _present(verb)
    if low & {"have", "has", "'ve", "’ve"} and any(each.tag_ == "VBG" for each in (verb,)):
        return Facets(now=True, reasons=(f"“has been {name}” still goes on",))
    if tag in ("VBD", "VBN") or low & {"have", "has", "had", "'ve", "’ve"}:
        return Facets(reasons=(f"“{name}” is told as past",))
    return Facets(score=0.8, reasons=(f"“{name}” takes its time from what governs it",))


def _finite_tag(verb: Token, aux: list[Token]) -> str:
    if verb.tag_ == "VBG":
        return "VBG"
    for each in aux:
        if each.tag_ in ("VBD", "VBZ", "VBP") and each.lemma_ in ("be", "do", "have", "get"):
            return "VBD" if verb.tag_ == "VBN" and each.lemma_ == "be" and each.tag_ == "VBD" else each.tag_
    return str(verb.tag_)


def _modal(verb: Token, modal: str, low: set[str]) -> Facets:
    if modal in ("would", "'d"):
        if low & {"have"}:
            return Facets(uncertain=True, score=0.8, reasons=("“would have” tells what did not come to be",))
        if _supposed(verb):
            return Facets(future=True, uncertain=True, score=0.8, reasons=("“would” within a condition",))
        if _reported(verb):
            return Facets(future=True, reasons=("“would” after a past report is a plan",))
        if any(child.dep_ == "advcl" and _conditional(child) for child in verb.children):
            return Facets(future=True, uncertain=True, score=0.8, reasons=("“would” under a condition",))
        return Facets(future=True, score=0.6, reasons=("“would” looks ahead",))
    past = "have" in low
    past = past or modal in ("can", "ca")
    return Facets(future=not past, uncertain=True, reasons=(f"“{modal}” leaves it open",))


def _conditional(verb: Token) -> bool:
    return any(child.dep_ in ("mark", "advmod") and child.lower_ in word_lists().conditional for child in verb.children)


def _supposed(verb: Token) -> bool:
    """Whether a clause stands within a condition: "if we had said that they would sign"."""
    above = [each for each in verb.ancestors if each.pos_ in ("VERB", "AUX")]
    return any(each.dep_ == "advcl" and _conditional(each) for each in above)


def _reported(verb: Token) -> bool:
    """Whether a clause is the content of a saying."""
    here = verb
    for _ in range(4):
        if here.dep_ in ("ccomp", "parataxis", "acl") or any(
            child.dep_ in ("ccomp", "parataxis")
            and child.i < here.i
            and child.lemma_ in ("say", "add", "tell", "announce")
            for child in here.children
        ):
            return True
        if here.dep_ in ("conj", "relcl", "advcl", "xcomp"):
            here = here.head
            continue
        return False
    return False


def _points_ahead(verb: Token) -> str | None:
    """A word in the verb's own phrase that puts a present tense into the future ("arrives on Tuesday")."""
    words = word_lists()
    for child in verb.children:
        if child.dep_ not in ("npadvmod", "advmod", "prep", "dobj", "tmod"):
            continue
        for each in child.subtree:
            if each.lower_ == "later" and _next_word(each) == "this":
                return "later this"
            if each.lower_ in ("next", "coming") and each.dep_ == "amod" and not _of_time(each.head):
                continue  # "on the next phase"
            if each.lower_ in words.ahead and (each.pos_ in ("ADV", "ADJ", "NOUN", "PROPN") or each.dep_ == "amod"):
                return str(each.text)
            if each.lower_ in words.weekdays and each.head in (child, verb) and child.dep_ != "dobj":
                return str(each.text)
    return None


def _of_time(noun: Token) -> bool:
    """Whether a noun tells a time ("week", "Monday")."""
    return noun.ent_type_ in ("DATE", "TIME") or noun.lower_ in word_lists().weekdays


def _progressive(verb: Token, low: set[str]) -> Facets:
    if low & {"is", "are", "am", "'s", "’s", "'re", "’re", "be"}:
        ahead = _points_ahead(verb)
        if ahead:
            return Facets(future=True, score=0.85, reasons=(f"present tense with “{ahead}”",))
        if any(child.dep_ == "xcomp" for child in verb.children) and verb.lower_ == "going":
            return Facets(future=True, reasons=("“is going to”",))
        return Facets(now=True, reasons=(f"“is {verb.text}”",))
    if "been" in low:
        return Facets(now=not low & {"had"}, reasons=(f"“has been {verb.text}”",))
    if low & {"was", "were"}:
        return Facets(now=False, score=0.8, reasons=(f"“was {verb.text}” is told as past",))
    return Facets(score=0.8, reasons=(f"“{verb.text}” takes its time from what governs it",))


_PICTURED = ("look", "watch", "applaud", "smile", "stand", "pose")
"""What those do whom a picture shows beside an event."""


def _follows_plan(verb: Token) -> bool:
    """Whether a clause in the present follows one of a plan: "X is to go to P; after that the two hold talks"."""
    before = [child for child in verb.children if child.dep_ in ("ccomp", "parataxis") and child.i < verb.i]
    row = any(word.text == ";" for word in verb.children if word.i < verb.i)
    then = any(child.lower_ in ("after", "then", "afterwards") for child in verb.children)
    bound = [up for each in before for up in each.children if up.dep_ == "xcomp" and each.lemma_ == "be"]
    will = any(child.lower_ == "will" for each in before for child in each.children)
    return row and then and (bool(bound) or will)


def _present(verb: Token) -> Facets:
    ahead = _points_ahead(verb)
    if ahead:
        return Facets(future=True, score=0.85, reasons=(f"present tense with “{ahead}”",))
    if _follows_plan(verb):
        return Facets(future=True, score=0.85, reasons=("it follows what is to come",))
    marks = {child.lower_ for child in verb.children if child.dep_ in ("mark", "advmod")}
    if verb.dep_ == "advcl" and marks & {"when", "before", "once", "until", "after", "as", "till"}:
        if marks & {"as"} and verb.head.tag_ in ("VBZ", "VBP") and verb.head.lemma_ in _PICTURED:
            return Facets(score=0.8, reasons=(f"a picture's caption: “{verb.head.text} ... as”",))
        if marks & {"as"} and not _clause_ahead(verb.head):
            return Facets(now=True, score=0.75, reasons=("“as” with a present tense",))
        return Facets(
            future=True, score=0.8, reasons=("a present tense after a word of time is about what is to come",)
        )
    if verb.lemma_ == "be" or verb.pos_ == "AUX":
        return Facets(now=True, score=0.8, reasons=("present tense",))
    return Facets(now=_stative(verb), score=0.65, reasons=("present tense",))


def _stative(verb: Token) -> bool:
    return verb.lemma_.lower() in (
        "come",
        "follow",
        "remain",
        "continue",
        "mark",
        "take",
        "coincide",
        "include",
        "focus",
    )


def _clause_ahead(verb: Token) -> bool:
    return bool({child.lower_ for child in verb.children if child.dep_ == "aux"} & word_lists().future)


def negations_and_doubts(verb: Token, own: Facets) -> Facets:
    """What "not", "no", "perhaps" and "if" in the verb's own clause add to its facets."""
    words = word_lists()
    if verb.dep_ in ("acl", "relcl") and any(child.lower_ == "any" for child in verb.head.children):
        own = own.but("“any” leaves it open", uncertain=True)  # "any agreement signed must be kept"
    for child in verb.children:
        if child.dep_ == "neg" or (child.dep_ in ("advmod", "preconj", "cc") and child.lower_ in words.negative):
            if child.lower_ == "nor" and child.dep_ == "cc":
                continue
            if any(each.lower_ == "only" for each in child.children) or _next_word(child) == "only":
                continue
            if _not_until(verb):
                continue  # "did not call until the evening": then they called
            own = own.but(f"“{child.text}” denies it", negated=True)
        elif child.lower_ == "longer" and any(each.lower_ == "no" for each in child.children):
            own = own.but("“no longer” denies it", negated=True)
        elif child.dep_ in ("nsubj", "nsubjpass", "dobj") and any(
            each.lower_ in ("no", "neither") and each.dep_ in ("det", "preconj", "cc") for each in child.children
        ):
            if verb.lemma_ in words.occur or child.dep_ != "dobj":
                own = own.but("there is “no” such thing", negated=True)
        elif child.dep_ in ("nsubj", "nsubjpass") and child.lower_ in ("nobody", "none", "nothing", "neither"):
            own = own.but(f"“{child.text}” denies it", negated=True)
        elif child.dep_ == "advmod" and child.lower_ in words.maybe:
            own = own.but(f"“{child.text}” leaves it open", uncertain=True)
        elif child.dep_ in ("mark", "advmod") and child.lower_ in words.conditional and verb.dep_ in ("advcl", "ccomp"):
            own = own.but(f"“{child.text}” makes it a condition", uncertain=True, now=False)
    return own


def _not_until(verb: Token) -> bool:
    """Whether what "did not" happen "until" then happened then."""
    past = any(each.lower_ in ("did", "had", "was", "were") for each in auxiliaries(verb))
    return past and any(each.lower_ in ("until", "till") and each.i > verb.i for each in verb.subtree)


def subjunctive(verb: Token) -> bool:
    """Whether a clause has a subject and no tense: "it is imperative that the president consult Congress"."""
    subject = next((child for child in verb.children if child.dep_ == "nsubj" and child.tag_ in ("NN", "NNP")), None)
    one = subject is not None and not any(child.dep_ == "conj" for child in subject.children)
    return verb.dep_ == "ccomp" and one and not auxiliaries(verb) and verb.tag_ in ("VB", "VBP")


def _next_word(token: Token) -> str:
    return str(token.doc[token.i + 1].lower_) if token.i + 1 < len(token.doc) else ""


def had_to_be(verb: Token) -> Token | None:
    """What something "had to be": "postponed" in "the trip had to be postponed"; None for other verbs."""
    if verb.lemma_ != "have":
        return None
    due = (child for child in verb.children if child.dep_ == "xcomp" and child.tag_ == "VBN")
    return next((each for each in due if any(child.dep_ == "auxpass" for child in each.children)), None)


def timed_be(be: Token) -> bool:
    """Whether nothing but a day stands after a "be": "was Tuesday to host" is parsed as if it were Tuesday."""
    if any(child.dep_ == "acomp" and child.i < be.i for child in be.children):
        return False  # "how prepared they are to return to talks"
    after = [child for child in be.children if child.dep_ in ("attr", "acomp", "prep") and child.i > be.i]
    return all(child.lower_ in word_lists().weekdays | word_lists().ahead for child in after)
