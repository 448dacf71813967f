"""What a governing word makes of the event under it: the arithmetic of facets.

Invariant: no function here looks further than the word it is given; the way up the sentence is `status`'s.
"""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from communique.claims.facets import Effect, Facets, auxiliaries, full_lemma, word_lists


def under(own: Facets, effect: Effect | None, above: Facets, by: Token) -> Facets:
    """The facets of an event under a governing word with this effect, itself told with `above`."""
    name, reasons = by.text, (*own.reasons, *above.reasons)
    base = replace(own, score=own.score * max(above.score, 0.5) / 0.9, reasons=reasons)
    if effect in ("call_off", "refuse"):
        if above.negated:
            return base.but(f"not “{name}”: still open", future=True, uncertain=effect == "refuse")
        if above.uncertain or above.wished:
            return base.but(f"“{name}” may come to nothing", future=True, uncertain=True)
        if effect == "call_off":
            return base.but(f"“{name}” calls it off", off=True, future=own.future)
        return base.but(f"“{name}” denies it", negated=not own.negated, future=own.future or above.future)
    if effect == "fact":
        return base
    facets = shared(base, above)
    if effect in ("plan", "likely"):
        facets = facets.but(f"“{name}” puts it ahead", future=True, now=False, likely=own.likely or effect == "likely")
        return turned_down(by, facets)
    if effect == "hope":
        return facets.but(f"“{name}” leaves it open", future=True, wished=True, now=False)
    if effect == "doubt":
        return facets.but(f"“{name}” leaves it open", future=True, uncertain=True, now=False)
    return replace(facets, future=own.future or above.future, now=own.now or above.now)


def shared(own: Facets, above: Facets) -> Facets:
    """What an event has from the word above it, whatever that word means: its negation and its doubt."""
    return replace(
        own,
        negated=own.negated or above.negated,
        uncertain=own.uncertain or above.uncertain,
        wished=own.wished or above.wished,
        likely=own.likely or above.likely,
        off=own.off or above.off,
    )


def carried(own: Facets, above: Facets) -> Facets:
    """The facets of a noun, with what its phrase shares with the clause above."""
    return replace(
        shared(own, above),
        future=own.future or above.future,
        now=own.now or above.now,
        score=own.score * above.score / 0.9,
        reasons=(*own.reasons, *above.reasons),
    )


def turned_down(plan: Token, facets: Facets) -> Facets:
    """A past plan that a "but" or an "initially" turns down: "were initially scheduled to meet, but ..."."""
    past = plan.tag_ == "VBD" or any(each.tag_ == "VBD" for each in auxiliaries(plan))
    if not past or facets.negated:
        return facets
    once = any(child.lower_ in word_lists().once for child in plan.children if child.dep_ == "advmod")
    cut = [child for child in plan.children if child.dep_ == "cc" and child.lower_ in ("but", "yet")]
    after = [child for child in plan.children if child.dep_ == "conj" and cut and child.i > cut[0].i]
    against = [child for child in after if not _says_more(child)]
    had = any(each.lower_ == "had" for each in auxiliaries(plan))
    if against or (once and not plan.doc[plan.i].is_sent_start and had) or (had and once):
        return facets.but("a past plan, with a “but” after it", score=0.9, off=True)
    if once and not after:
        return facets.but("“initially”: the plan did not hold", score=0.75, off=True)
    return facets


def _says_more(verb: Token) -> bool:
    """Whether what follows a "but" only says more of the plan: "was scheduled long ago, but it comes at a bad time"."""
    told = any(child.dep_ == "nsubj" and child.lower_ == "it" for child in verb.children)
    denied = any(child.dep_ == "neg" for child in verb.children)
    return told and not denied and word_lists().complement.get(full_lemma(verb)) not in ("call_off", "refuse")


def described(own: Facets, effect: Effect, by: Token) -> Facets:
    """A noun's facets after an adjective or participle with this effect: "a cancelled visit"."""
    name = f"“{by.text}”"
    if effect in ("plan", "likely"):
        return own.but(f"{name} puts it ahead", future=True, likely=own.likely or effect == "likely")
    if effect == "hope":
        return own.but(f"{name} leaves it open", future=True, wished=True)
    if effect == "doubt":
        return own.but(f"{name} leaves it open", future=True, uncertain=True)
    if effect == "refuse":
        return own.but(f"{name} denies it", negated=True)
    if effect == "call_off":
        return own.but(f"{name}: called off", off=True)
    if effect == "now":
        return own.but(f"{name}: going on", now=True)
    return own.but(f"{name} tells of it as past")


_DEFINITE = ("the", "this", "that", "these", "those", "last")


def known(noun: Token) -> bool:
    """Whether an event noun is told as known: "the talks", "his visit"."""
    return any(child.dep_ == "poss" or child.lower_ in _DEFINITE for child in noun.children)


def made_definite(noun: Token) -> bool:
    """Whether its own words alone make a noun definite: "the revival of the pact" need not be known, nor be."""
    of = next((child for child in noun.children if child.lower_ == "of"), None)
    return of is not None and not any(each.ent_type_ in ("DATE", "TIME") for each in of.children)


_PROGRAMMES = ("programme", "program", "agenda", "schedule", "itinerary", "timetable", "card")


def on_programme(be: Token) -> Token | None:
    """What an event is said to stand on ("On the programme is a meeting", "talks are on the agenda"); else None."""
    links = (child for child in be.children if child.dep_ == "prep" and child.lower_ == "on")
    return next((word for link in links for word in link.children if word.lemma_.lower() in _PROGRAMMES), None)
