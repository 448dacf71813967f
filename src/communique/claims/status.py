"""Whether the event a word names is planned, going on, past, called off, denied or merely possible.

Invariant: reads one parsed sentence and nothing else, whichever word is asked about; every reading
carries a score between 0 and 1 and at least one reason in words.

A reading is made of facets (ahead in time, negated, uncertain, called off, going on). They begin with
the word's own form (tense, auxiliaries, adjectives) and are changed by what governs it, step by step
up to the clause that stands on its own: "has *not* *agreed* to *host* the talks". What each governing
word does is told in `data/status.toml`.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from spacy.tokens import Token

from communique.model import Status

Effect = Literal["plan", "hope", "refuse", "call_off", "same", "fact", "now"]


@dataclass(frozen=True, slots=True)
class StatusReading:
    """Where a sentence leaves the event that one of its words names.

    `future`, `negated` and `uncertain` are the facets behind the status, which can name only one of
    them ("may not come" is all three). `score` falls with every guess; `reasons` say what was read.
    """

    status: Status
    score: float
    reasons: tuple[str, ...]
    future: bool = False
    negated: bool = False
    uncertain: bool = False


@dataclass(frozen=True, slots=True)
class _Facets:
    future: bool = False
    negated: bool = False
    uncertain: bool = False
    off: bool = False
    now: bool = False
    score: float = 0.9
    reasons: tuple[str, ...] = ()

    def but(self, reason: str, score: float = 1.0, **changes: bool) -> _Facets:
        """These facets with some changed, one more reason, and the score lowered by a factor."""
        return replace(self, reasons=(*self.reasons, reason), score=self.score * score, **changes)


@dataclass(frozen=True, slots=True)
class _Words:
    complement: dict[str, Effect]
    nouns: dict[str, Effect]
    adjectives: dict[str, Effect]
    prepositions: dict[str, str]
    particles: dict[str, str]
    occur: frozenset[str]
    motion: frozenset[str]
    future: frozenset[str]
    modal: frozenset[str]
    maybe: frozenset[str]
    negative: frozenset[str]
    once: frozenset[str]
    conditional: frozenset[str]
    ahead: frozenset[str]
    weekdays: frozenset[str]


@cache
def _words() -> _Words:
    data: dict[str, Any] = tomllib.loads((files("communique.claims") / "data" / "status.toml").read_text("utf8"))

    def turned(group: str) -> dict[str, Any]:
        return {word: effect for effect, words in data[group].items() for word in words}

    return _Words(
        turned("complement"),
        turned("nouns"),
        turned("adjectives"),
        turned("prepositions"),
        data["particles"],
        frozenset(data["occur"]["verbs"]),
        frozenset(data["motion"]["verbs"]),
        frozenset(data["modals"]["future"]),
        frozenset(data["modals"]["uncertain"]),
        frozenset(data["adverbs"]["uncertain"]),
        frozenset(data["adverbs"]["negative"]),
        frozenset(data["adverbs"]["was_to_be"]),
        frozenset(data["adverbs"]["conditional"]),
        frozenset(data["ahead"]["words"]),
        frozenset(data["ahead"]["weekdays"]),
    )


def status_of(token: Token) -> StatusReading:
    """The status of the event that a verb or an event noun names in its parsed sentence."""
    facets = _verb(token, 0) if token.pos_ in ("VERB", "AUX") else _noun(token, 0)
    status: Status = "happened"
    if facets.off:
        status = "cancelled"
    elif facets.negated:
        status = "denied"
    elif facets.uncertain:
        status = "possible"
    elif facets.future:
        status = "planned"
    elif facets.now:
        status = "ongoing"
    reasons = facets.reasons or (f"“{token.text}” is told as a fact",)
    return StatusReading(
        status, round(max(facets.score, 0.1), 3), reasons, facets.future, facets.negated, facets.uncertain
    )


_DEPTH = 12


def _lemma(verb: Token) -> str:
    """The verb's lemma, with its particle where the two make one word ("call off")."""
    lemma = verb.lemma_.lower()
    for child in verb.children:
        if child.dep_ in ("prt", "advmod", "prep"):
            joined = _words().particles.get(f"{lemma} {child.lower_}")
            if joined and child.i - verb.i in range(0, 4):
                return joined
    return lemma


# ---------------------------------------------------------------- verbs


def _verb(verb: Token, depth: int) -> _Facets:
    own = _form(verb)
    if depth > _DEPTH:
        return own
    own = _adverbs(verb, own)
    return _governed(verb, own, depth)


def _auxiliaries(verb: Token) -> list[Token]:
    return [child for child in verb.children if child.dep_ in ("aux", "auxpass")]


def _form(verb: Token) -> _Facets:
    """What the verb's own form says: modals, auxiliaries, tense."""
    words, aux = _words(), _auxiliaries(verb)
    low = {each.lower_ for each in aux}
    name = verb.text
    if low & words.future:
        return _Facets(future=True, reasons=(f"“will” before “{name}”",))
    if "going" in {child.lower_ for child in verb.children if child.dep_ == "aux"}:
        return _Facets(future=True, reasons=(f"“going to {name}”",))
    modal = low & words.modal
    if modal:
        return _modal(verb, next(iter(sorted(modal))), low)
    tag = _finite_tag(verb, aux)
    if tag == "VBG":
        return _progressive(verb, low)
    if tag in ("VBZ", "VBP") and not low & {"have", "has", "'ve", "’ve"}:
        return _present(verb)
    if low & {"have", "has", "'ve", "’ve"} and any(each.tag_ == "VBG" for each in (verb,)):
        return _Facets(now=True, reasons=(f"“has been {name}” still goes on",))
    if tag in ("VBD", "VBN") or low & {"have", "has", "had", "'ve", "’ve"}:
        return _Facets(reasons=(f"“{name}” is told as past",))
    return _Facets(score=0.8, reasons=(f"“{name}” takes its time from what governs it",))


def _finite_tag(verb: Token, aux: list[Token]) -> str:
    if verb.tag_ == "VBG":
        return "VBG"
    for each in aux:
        if each.tag_ in ("VBD", "VBZ", "VBP") and each.lemma_ in ("be", "do", "have", "get"):
            return "VBD" if verb.tag_ == "VBN" and each.lemma_ == "be" and each.tag_ == "VBD" else each.tag_
    return str(verb.tag_)


def _modal(verb: Token, modal: str, low: set[str]) -> _Facets:
    if modal in ("would", "'d"):
        if low & {"have"}:
            return _Facets(uncertain=True, score=0.8, reasons=("“would have” tells what did not come to be",))
        if _reported(verb):
            return _Facets(future=True, reasons=("“would” after a past report is a plan",))
        return _Facets(future=True, uncertain=True, score=0.7, reasons=("“would” on its own is a supposition",))
    past = "have" in low
    return _Facets(future=not past, uncertain=True, reasons=(f"“{modal}” leaves it open",))


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
    words = _words()
    for child in verb.children:
        if child.dep_ not in ("npadvmod", "advmod", "prep", "dobj", "tmod"):
            continue
        for each in child.subtree:
            if each.lower_ in words.ahead and (each.pos_ in ("ADV", "ADJ", "NOUN", "PROPN") or each.dep_ == "amod"):
                return str(each.text)
            if each.lower_ in words.weekdays and each.head in (child, verb) and child.dep_ != "dobj":
                return str(each.text)
    return None


def _progressive(verb: Token, low: set[str]) -> _Facets:
    if low & {"is", "are", "am", "'s", "’s", "'re", "’re", "be"}:
        ahead = _points_ahead(verb)
        if ahead:
            return _Facets(future=True, score=0.85, reasons=(f"present tense with “{ahead}”",))
        if any(child.dep_ == "xcomp" for child in verb.children) and verb.lower_ == "going":
            return _Facets(future=True, reasons=("“is going to”",))
        return _Facets(now=True, reasons=(f"“is {verb.text}”",))
    if "been" in low:
        return _Facets(now=not low & {"had"}, reasons=(f"“has been {verb.text}”",))
    if low & {"was", "were"}:
        return _Facets(now=False, score=0.8, reasons=(f"“was {verb.text}” is told as past",))
    return _Facets(score=0.8, reasons=(f"“{verb.text}” takes its time from what governs it",))


def _present(verb: Token) -> _Facets:
    ahead = _points_ahead(verb)
    if ahead:
        return _Facets(future=True, score=0.85, reasons=(f"present tense with “{ahead}”",))
    marks = {child.lower_ for child in verb.children if child.dep_ in ("mark", "advmod")}
    if verb.dep_ == "advcl" and marks & {"when", "before", "once", "until", "after", "as", "till"}:
        if marks & {"as"} and not _clause_ahead(verb.head):
            return _Facets(now=True, score=0.75, reasons=("“as” with a present tense",))
        return _Facets(
            future=True, score=0.8, reasons=("a present tense after a word of time is about what is to come",)
        )
    if verb.lemma_ == "be" or verb.pos_ == "AUX":
        return _Facets(now=True, score=0.8, reasons=("present tense",))
    return _Facets(now=_stative(verb), score=0.65, reasons=("present tense",))


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
    return bool({child.lower_ for child in verb.children if child.dep_ == "aux"} & _words().future)


def _adverbs(verb: Token, own: _Facets) -> _Facets:
    words = _words()
    for child in verb.children:
        if child.dep_ == "neg" or (child.dep_ in ("advmod", "preconj", "cc") and child.lower_ in words.negative):
            if child.lower_ == "nor" and child.dep_ == "cc":
                continue
            if any(each.lower_ == "only" for each in child.children) or _next_word(child) == "only":
                continue
            own = own.but(f"“{child.text}” denies it", negated=True)
        elif child.dep_ in ("nsubj", "nsubjpass", "dobj") and any(
            each.lower_ in ("no", "neither") and each.dep_ == "det" for each in child.children
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


def _next_word(token: Token) -> str:
    return str(token.doc[token.i + 1].lower_) if token.i + 1 < len(token.doc) else ""


def _governed(verb: Token, own: _Facets, depth: int) -> _Facets:
    """What the verb's governor makes of it."""
    head, dep = verb.head, verb.dep_
    if dep == "ROOT" or head == verb:
        return own
    bare = _takes_time(verb)
    if dep == "conj" and head.pos_ in ("VERB", "AUX"):
        return _joined(verb, own, depth) if bare else own
    if dep in ("xcomp", "ccomp", "acl", "csubj", "csubjpass", "oprd", "dobj", "attr", "acomp", "advcl", "dep") and (
        bare or dep in ("ccomp", "csubj")
    ):
        return _complement(verb, own, depth, bare)
    if dep == "pcomp":
        return _noun_up(verb, own, depth)
    if dep in ("relcl", "acl") and verb.tag_ == "VBG" and not _auxiliaries(verb):
        return own.but("a participle shares the time of its sentence", score=0.9)
    return own


def _takes_time(verb: Token) -> bool:
    """Whether a verb has no tense of its own: "to meet", "meeting", and a bare form joined to one."""
    aux = _auxiliaries(verb)
    if any(each.tag_ in ("MD", "VBZ", "VBP", "VBD") for each in aux):
        return False
    if verb.tag_ in ("VB", "VBG"):
        return True
    if verb.tag_ == "VBN":
        return bool(aux) or verb.dep_ in ("conj", "xcomp")
    return verb.tag_ == "VBP" and any(each.lower_ == "to" for each in aux)


def _joined(verb: Token, own: _Facets, depth: int) -> _Facets:
    """The second of two joined verbs shares modals and governor with the first: "will land and meet"."""
    first = _verb(verb.head, depth + 1)
    return replace(
        first,
        negated=first.negated or own.negated,
        uncertain=first.uncertain or own.uncertain,
        score=first.score * 0.95,
        reasons=(f"joined to “{verb.head.text}”", *first.reasons),
    )


def _complement(verb: Token, own: _Facets, depth: int, bare: bool) -> _Facets:
    head = verb.head
    if head.pos_ in ("VERB", "AUX"):
        return _under_verb(verb, own, depth, bare)
    if head.pos_ == "ADJ" or head.dep_ == "acomp":
        effect = _words().adjectives.get(head.lower_)
        above = _verb(head.head, depth + 1) if head.head != head and head.head.pos_ in ("VERB", "AUX") else _Facets()
        return _apply(own, effect, above, head) if effect and bare else own
    if head.pos_ in ("NOUN", "PROPN") and verb.dep_ == "acl" and any(a.lower_ == "to" for a in _auxiliaries(verb)):
        effect = _words().nouns.get(head.lemma_.lower(), "hope" if head.pos_ == "NOUN" else "plan")
        return _apply(own, effect, _noun(head, depth + 1), head)
    return own


def _under_verb(verb: Token, own: _Facets, depth: int, bare: bool) -> _Facets:
    head, words = verb.head, _words()
    lemma = _lemma(head)
    to = any(each.lower_ == "to" for each in _auxiliaries(verb))
    if lemma == "be" and to and bare and (verb.dep_ != "advcl" or _timed_be(head)):
        return _is_to(verb, own, head)
    if verb.dep_ == "advcl":
        return _purpose(verb, own, depth, to)
    effect: Effect | None = words.complement.get(lemma)
    if verb.dep_ == "ccomp" and not bare:
        if effect == "refuse" and lemma in ("deny", "reject", "dismiss"):
            return _apply(own, "refuse", _verb(head, depth + 1), head)
        if effect == "hope" and lemma not in ("warn", "call", "think", "suggest", "argue", "fear"):
            return own.but(f"“{head.text}” leaves it open", uncertain=True)
        if effect == "plan" and lemma in ("expect", "anticipate", "predict", "plan", "agree") and not _past(verb):
            return own.but(f"“{head.text}” puts it ahead", future=True)
        return own
    if effect is None or effect == "fact":
        effect = "plan" if to else "same"
    if lemma == "going" or (lemma == "go" and head.tag_ == "VBG" and to):
        effect = "plan"
    return _apply(own, effect, _verb(head, depth + 1), head)


def _timed_be(be: Token) -> bool:
    """Whether nothing but a day stands after a "be": "was Tuesday to host" is parsed as if it were Tuesday."""
    after = [child for child in be.children if child.dep_ in ("attr", "acomp", "prep") and child.i > be.i]
    return all(child.lower_ in _words().weekdays | _words().ahead for child in after)


def _past(verb: Token) -> bool:
    return verb.tag_ in ("VBD",) or any(
        each.tag_ == "VBD" and each.lemma_ in ("have", "be") for each in _auxiliaries(verb)
    )


def _is_to(verb: Token, own: _Facets, head: Token) -> _Facets:
    """ "is to host", "was Tuesday to host": a plan; "was to have hosted": one that came to nothing."""
    facets = replace(_adverbs(head, own), future=True, now=False)
    if any(each.lower_ == "have" for each in _auxiliaries(verb)):
        return facets.but("“was to have” tells what did not come to be", off=True)
    return _turned_down(head, facets.but(f"“{head.text} to {verb.text}” is a plan"))


def _purpose(verb: Token, own: _Facets, depth: int, to: bool) -> _Facets:
    """An adverbial clause without tense: "flew to Rome to meet him", "speaking in Rome, he ..."."""
    head = verb.head
    above = _verb(head, depth + 1)
    marks = {child.lower_ for child in verb.children if child.dep_ == "mark"}
    if marks & _words().conditional:
        return own
    if to:
        ahead = above.future or head.lemma_.lower() in _words().motion or not _past(head)
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
    return replace(own.but(f"goes with “{head.text}”", score=0.85), future=above.future, now=above.now)


# ---------------------------------------------------------------- what governs


def _apply(own: _Facets, effect: Effect | None, above: _Facets, by: Token) -> _Facets:
    """The facets of an event under a governing word with this effect, itself told with `above`."""
    name, reasons = by.text, (*own.reasons, *above.reasons)
    base = replace(own, score=own.score * max(above.score, 0.5) / 0.9, reasons=reasons)
    if effect in ("call_off", "refuse"):
        if above.negated:
            return base.but(f"not “{name}”: still open", future=True, uncertain=effect == "refuse")
        if above.uncertain or (above.future and effect == "call_off"):
            return base.but(f"“{name}” may come to nothing", future=True, uncertain=True)
        if effect == "call_off":
            return base.but(f"“{name}” calls it off", off=True, future=True)
        return base.but(f"“{name}” denies it", negated=not own.negated, future=own.future)
    facets = replace(
        base, negated=own.negated or above.negated, uncertain=own.uncertain or above.uncertain, off=own.off or above.off
    )
    if effect == "plan":
        return _turned_down(by, facets.but(f"“{name}” puts it ahead", future=True, now=False))
    if effect == "hope":
        return facets.but(f"“{name}” leaves it open", future=True, uncertain=True, now=False)
    if effect == "fact":
        return base
    return replace(facets, future=own.future or above.future, now=own.now or above.now)


def _turned_down(plan: Token, facets: _Facets) -> _Facets:
    """A past plan that a "but" or an "initially" turns down: "were initially scheduled to meet, but ..."."""
    past = plan.tag_ == "VBD" or any(each.tag_ == "VBD" for each in _auxiliaries(plan))
    if not past or facets.negated:
        return facets
    once = any(child.lower_ in _words().once for child in plan.children if child.dep_ == "advmod")
    cut = [child for child in plan.children if child.dep_ == "cc" and child.lower_ in ("but", "yet")]
    against = [child for child in plan.children if child.dep_ == "conj" and cut and child.i > cut[0].i]
    had = any(each.lower_ == "had" for each in _auxiliaries(plan))
    if against or (once and not plan.doc[plan.i].is_sent_start and had) or (had and once):
        return facets.but("a past plan, with a “but” after it", score=0.9, off=True)
    if once:
        return facets.but("“initially”: the plan did not hold", score=0.75, off=True)
    return facets


# ---------------------------------------------------------------- nouns


def _noun(noun: Token, depth: int) -> _Facets:
    own = _Facets()
    words = _words()
    for child in noun.children:
        effect = words.adjectives.get(child.lower_) if child.dep_ in ("amod", "compound", "nmod") else None
        if effect:
            own = _described(own, effect, child)
        if child.dep_ == "det" and child.lower_ in ("no", "neither"):
            own = own.but(f"“{child.text} {noun.text}”", negated=True)
        if child.dep_ in ("acl", "relcl") and depth <= _DEPTH:
            own = _clause_on(child, own)
    if depth > _DEPTH:
        return own
    return _noun_up(noun, own, depth)


def _described(own: _Facets, effect: Effect, by: Token) -> _Facets:
    name = f"“{by.text}”"
    if effect == "plan":
        return own.but(f"{name} puts it ahead", future=True)
    if effect == "hope":
        return own.but(f"{name} leaves it open", future=True, uncertain=True)
    if effect == "refuse":
        return own.but(f"{name} denies it", negated=True)
    if effect == "call_off":
        return own.but(f"{name}: called off", off=True, future=True)
    if effect == "now":
        return own.but(f"{name}: going on", now=True)
    return own.but(f"{name} tells of it as past")


def _clause_on(verb: Token, own: _Facets) -> _Facets:
    """A clause that tells about the noun itself: "the meeting scheduled for Friday", "talks to be held"."""
    effect = _words().complement.get(_lemma(verb))
    passive = verb.tag_ == "VBN"
    if passive and effect in ("plan", "hope", "call_off"):
        if effect == "plan" and own.off:
            return own
        return _described(own, effect, verb)
    if passive and any(each.lower_ == "to" for each in _auxiliaries(verb)):
        return own.but(f"“to be {verb.text}”", future=True)
    form = _form(verb)
    takes = any(
        child.dep_ in ("nsubj", "nsubjpass") and child.lower_ in ("which", "that") for child in verb.children
    ) or _lemma(verb) in ("take", "begin", "start", "end", "hold")
    if verb.dep_ == "relcl" and form.future and not form.uncertain and takes:
        return own.but(f"“{verb.text}” in its clause is ahead", score=0.9, future=True)
    return own


def _noun_up(noun: Token, own: _Facets, depth: int) -> _Facets:
    """What the phrase that an event noun (or a gerund) stands in makes of it."""
    head, dep = noun.head, noun.dep_
    if dep == "ROOT" or head == noun or depth > _DEPTH:
        return own
    if dep in ("pobj", "pcomp"):
        return _under_preposition(head, own, depth)
    if dep in ("conj", "appos") and head.pos_ in ("NOUN", "PROPN"):
        return _carry(own, _noun_up(head, _Facets(), depth + 1))
    if dep in ("poss", "compound", "nmod", "amod", "npadvmod") and head.pos_ in ("NOUN", "PROPN"):
        effect = _words().nouns.get(head.lemma_.lower())
        above = _noun(head, depth + 1)
        if effect and effect != "fact" and dep == "compound":
            return _apply(own, effect, above, head)
        return own if effect == "fact" else _carry(own, above)
    if head.pos_ in ("VERB", "AUX"):
        return _of_verb(noun, own, depth)
    return own


def _carry(own: _Facets, above: _Facets) -> _Facets:
    """The facets of a noun, with what its phrase shares with the clause above."""
    return replace(
        own,
        future=own.future or above.future,
        negated=own.negated or above.negated,
        uncertain=own.uncertain or above.uncertain,
        off=own.off or above.off,
        now=own.now or above.now,
        score=own.score * above.score / 0.9,
        reasons=(*own.reasons, *above.reasons),
    )


def _of_verb(noun: Token, own: _Facets, depth: int) -> _Facets:
    """An event noun as subject or object of a verb."""
    verb, words = noun.head, _words()
    lemma = _lemma(verb)
    above = _verb(verb, depth + 1)
    passive = any(child.dep_ == "auxpass" for child in verb.children)
    subject = noun.dep_ in ("nsubj", "csubj")
    if not subject or passive or lemma in ("drop",):
        effect = words.complement.get(lemma)
        if noun.dep_ == "attr" and lemma == "be":
            effect = "same"
        if effect in ("plan", "hope", "refuse", "call_off"):
            return _apply(own, effect, above, verb)
    if subject and lemma == "be":
        turned = [child for child in verb.children if child.dep_ in ("acomp", "attr", "advmod", "prt", "prep")]
        for child in turned:
            effect = words.adjectives.get(child.lower_)
            if effect:
                return _apply(own, "plan" if effect == "now" else effect, above, child)
            if child.lower_ == "off":
                return _apply(own, "call_off", replace(above, now=False), child)
    if above.negated and lemma not in words.occur:
        above = replace(above, negated=False)  # what is denied is said of the event, not the event
    if subject and above.uncertain and lemma not in words.occur:
        return own.but("the event is spoken of as such", score=0.7, future=own.future or above.future)
    return _carry(own, above)


def _under_preposition(prep: Token, own: _Facets, depth: int) -> _Facets:
    governor = prep.head
    word = prep.lower_
    if word in ("of", "to") and governor.lower_ in ("ahead", "prior", "advance") and governor != prep:
        word, prep, governor = "before", governor, governor.head
        if prep.dep_ == "pobj":
            governor = prep.head.head
    relation = _words().prepositions.get(word)
    if governor.pos_ in ("VERB", "AUX"):
        above = _verb(governor, depth + 1)
        return _by_relation(own, relation, above, prep, governor)
    if governor.pos_ in ("NOUN", "PROPN"):
        effect = _words().nouns.get(governor.lemma_.lower())
        above = _noun(governor, depth + 1)
        if effect and effect != "fact":
            return _apply(own, effect, above, governor)
        if relation in ("before", "after", "without"):
            return _by_relation(own, relation, above, prep, governor)
        return own if effect == "fact" else _carry(own, replace(above, negated=above.negated and word == "of"))
    if governor.pos_ in ("ADJ", "ADV", "ADP", "SCONJ") and governor.head != governor:
        effect = _words().adjectives.get(governor.lower_)
        upper = governor.head
        if upper.pos_ in ("VERB", "AUX"):
            above = _verb(upper, depth + 1)
            return _apply(own, effect, above, governor) if effect else _by_relation(own, relation, above, prep, upper)
    return own


def _by_relation(own: _Facets, relation: str | None, above: _Facets, prep: Token, verb: Token) -> _Facets:
    """An event noun after a preposition: before it, after it, during it, for it, without it."""
    words = _words()
    if relation == "before":
        return own.but(f"“{prep.text}”: it was still to come", score=0.75, future=True)
    if relation == "after":
        return own.but(f"“{prep.text}” tells of it as past", future=own.future or above.future)
    if relation == "without":
        return own.but("“without” denies it", negated=True)
    lemma = _lemma(verb)
    effect = words.complement.get(lemma)
    if effect in ("plan", "hope", "refuse", "call_off") and prep.lower_ in (
        "for",
        "to",
        "on",
        "from",
        "out",
        "of",
        "in",
    ):
        if effect != "refuse" or prep.lower_ in ("from", "out", "for", "on", "in"):
            return _apply(own, effect, above, verb)
    if relation == "purpose" and not above.future and lemma in words.motion and not above.off:
        return replace(
            own.but(f"“{verb.text} for” it: it was still to come", score=0.7, future=True), negated=above.negated
        )
    shared = _carry(own, above)
    if above.negated and not (lemma in words.occur and prep.lower_ in ("in", "for", "with", "on", "to")):
        shared = replace(shared, negated=own.negated)
    if relation == "during" and prep.lower_ in ("during", "at", "amid", "throughout") and above.uncertain:
        shared = replace(shared, uncertain=own.uncertain)
    return shared
