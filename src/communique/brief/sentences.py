"""An event as one English sentence, without its day.

Invariant: a sentence claims no more than the event's status does: what was announced "was to" happen,
what was called off says so, and who took part as what is never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from communique.brief.naming import capital, described, listed, named, state, with_article, without_spoken_for, wording
from communique.claims.ontology import is_deed
from communique.claims.places import country_of_seat
from communique.model import Actor, Event, Role

_SUBJECTS: dict[str, tuple[Role, ...]] = {
    "visit": ("visitor", "actor"),
    "address": ("speaker", "actor"),
    "statement": ("speaker", "actor"),
    "award": ("actor", "host"),
}
_ALL: tuple[Role, ...] = ("visitor", "host", "participant", "signatory", "speaker", "actor", "recipient", "audience")
_OBJECTS: tuple[Role, ...] = ("recipient", "audience")


@dataclass(frozen=True, slots=True)
class Setting:
    """What a sentence may take as known: all actors, the day whose offices count, whether the event's day is past
    in the record's own time, the event that contains it, the actors already introduced with their offices, what was
    signed (by whom: nobody in particular, where the set is empty), which of its kind's forms the event took, with
    what unnamed people somebody met, and whether it was only said not to be expected."""

    actors: Mapping[str, Actor]
    day: str | None = None
    past: bool = True
    container: Event | None = None
    introduced: frozenset[str] = frozenset()
    papers: tuple[tuple[frozenset[str], str], ...] = ()
    form: int | None = None
    unnamed: str = ""
    not_expected: bool = False


def sentence(event: Event, setting: Setting) -> str:
    """The event in words: "Anna Berg (president of Norway) visited Chile (Santiago), with Ole Lie." """
    grammar = _grammar(event, setting)
    roles = ("actor",) if is_deed(event.kind) else _SUBJECTS.get(event.kind, _ALL)
    subjects = _in_roles(event, setting, roles)
    if grammar is None:
        return _by_label(event)
    if not subjects:
        return _without_subject(event, setting, grammar)
    if event.status == "denied" and not setting.not_expected:
        return f"{_noun_phrase(event, setting, grammar, subjects)} {_was(grammar)} denied."
    if event.kind == "signing" and setting.papers:
        return _signing(event, setting, grammar, subjects)
    verbs, rest = _predicate(event, setting, grammar, subjects)
    main, reciprocal = subjects, subjects[1:]
    if event.kind == "meeting" and len(subjects) == 2:
        main, rest = subjects[:1], f" {_names(reciprocal, setting)}{rest}"
    return _in_status(
        event, setting, _subject(main, event, setting), len(main) > 1 or _is_many(main, event), verbs, rest
    )


def _grammar(event: Event, setting: Setting) -> dict[str, Any] | None:
    """The words for events of this kind, in the form that this one took."""
    grammar: dict[str, Any] | None = wording()["kinds"].get(event.kind)
    return grammar if grammar is None or setting.form is None else {**grammar, **grammar["forms"][setting.form]}


def _signing(event: Event, setting: Setting, grammar: Mapping[str, Any], subjects: Sequence[Actor]) -> str:
    """ "Anna Berg and Rosa Luna signed a treaty; Norway and Chile signed 15 documents"."""
    by_whom = []
    for signatories, papers in setting.papers:
        all_of_them = [a for p in event.participants if p.actor in signatories and (a := setting.actors.get(p.actor))]
        by_whom.append((without_spoken_for(all_of_them) or list(subjects), papers))
    where = f"{_where(event, setting)}{_company(event, setting, subjects)}"
    if len(by_whom) == 1 or event.status not in ("happened", "planned"):
        who = by_whom[0][0] if len(by_whom) == 1 else subjects
        rest = f" {listed(list(dict.fromkeys(papers for _, papers in by_whom)))}{where}"
        return _in_status(event, setting, _names(who, setting), len(who) > 1, grammar, rest)
    told = [
        _in_status(event, setting, _names(who, setting), len(who) > 1, grammar, f" {papers}").rstrip(".")
        for who, papers in by_whom
    ]
    return f"{'; '.join(told)}{where}."


def _in_status(event: Event, setting: Setting, subject: str, plural: bool, verbs: Mapping[str, str], rest: str) -> str:
    """Subject and predicate, joined as the event's status asks."""
    was, is_ = ("were", "are") if plural else ("was", "is")
    noun = (_grammar(event, setting) or {})["noun"]
    if event.status == "happened":
        return f"{capital(subject)} {verbs['past']}{rest}."
    if event.status == "ongoing":
        return f"{capital(subject)} {was} {verbs['gerund']}{rest} when last reported."
    if event.status == "cancelled":
        grammar = _grammar(event, setting) or {}
        return f"{capital(subject)} {was} to {verbs['infinitive']}{rest}; the {noun} {_was(grammar)} called off."
    if event.status == "possible" or setting.not_expected:
        called = "not expected" if setting.not_expected else "called possible"
        return f"It was {called} that {subject} would {verbs['infinitive']}{rest}."
    return f"{capital(subject)} {was if setting.past else is_} to {verbs['infinitive']}{rest}."


def _predicate(
    event: Event, setting: Setting, grammar: Mapping[str, Any], subjects: Sequence[Actor]
) -> tuple[Mapping[str, str], str]:
    """The verb's forms and all that follows the verb."""
    verbs: Mapping[str, str] = grammar
    rest = ""
    if event.kind == "visit":
        rest, where = _destination(event, setting)
        if not where:
            verbs = {"past": "made a visit", "gerund": "making a visit", "infinitive": "make a visit"}
        hosts = [host for host in _in_roles(event, setting, ("host", "recipient")) if host.type != "country"]
        company = _company(event, setting, subjects)
        by = "received by" if event.status in ("happened", "ongoing") else "to be received by"
        received = f", {by} {_names(hosts, setting)}" if hosts else ""
        return verbs, f"{rest}{received}{company}"
    objects = [actor for actor in _in_roles(event, setting, _OBJECTS) if actor not in subjects]
    if event.kind == "address" and objects:
        rest = f" {_names(objects, setting)}"
    elif event.kind == "award" and objects:
        rest = f" to {_names(objects, setting)}"
    elif is_deed(event.kind) and objects:
        rest = f" {_names(objects, setting)}"
    elif "alone" in grammar and (is_deed(event.kind) or len(subjects) < 2 or event.kind == "signing"):
        verbs = grammar["alone"]
        rest = f" with {setting.unnamed}" if event.kind == "meeting" and setting.unnamed else rest
    elif event.kind == "call" and len(subjects) < 2 and setting.unnamed:
        rest = f" with {setting.unnamed}"
    return verbs, f"{rest}{_where(event, setting)}{_company(event, setting, subjects)}"


def _destination(event: Event, setting: Setting) -> tuple[str, bool]:
    """Where a visit goes: " Chile (Santiago)", and whether anything is known of it."""
    hosts = _in_roles(event, setting, ("host", "recipient"))
    code = event.place.country if event.place else None
    code = code or next((host.country for host in hosts if host.country), None)
    country = state(code) if code else next((named(host) for host in hosts if host.type == "country"), None)
    town = event.place.name if event.place else None
    if country and town and town.casefold() not in country.casefold():
        return f" {country} ({town})", True
    shown = country or (with_article(town) if town else None)
    return (f" {shown}", True) if shown else ("", False)


def _where(event: Event, setting: Setting) -> str:
    """ " in Sochi (Russia)", unless the containing event has said so."""
    place, outer = event.place, setting.container.place if setting.container else None
    if place is None or (outer is not None and (place == outer or place.name is None)):
        return ""
    country = state(place.country) if place.country else None
    if outer is not None and outer.country == place.country:
        country = None
    if place.name is None:
        return f" in {country}" if country else ""
    if country_of_seat(place.name):
        return f" at {place.name if place.name.lower().startswith('the ') else f'the {place.name}'}"
    if country is None or place.name.casefold() in country.casefold():
        return f" in {with_article(place.name)}"
    return f" in {with_article(place.name)} ({country})"


def _company(event: Event, setting: Setting, subjects: Sequence[Actor]) -> str:
    """Delegates and mediators, each with the office held."""
    states = {actor.country for actor in subjects}
    known = next(iter(states)) if len(states) == 1 else None
    delegates = [actor for actor in _in_roles(event, setting, ("delegate",)) if actor not in subjects]
    mediators = _in_roles(event, setting, ("mediator",))
    words = f", with {_names(delegates, setting, known)}" if delegates else ""
    return words + (f", mediated by {_names(mediators, setting)}" if mediators else "")


def _in_roles(event: Event, setting: Setting, roles: Iterable[Role]) -> list[Actor]:
    wanted = set(roles)
    found = [setting.actors[p.actor] for p in event.participants if p.role in wanted and p.actor in setting.actors]
    return without_spoken_for(found)


def _names(actors: Sequence[Actor], setting: Setting, known: str | None = None) -> str:
    return listed([_introduced(actor, setting, known) for actor in actors])


def _introduced(actor: Actor, setting: Setting, known: str | None = None) -> str:
    if actor.id in setting.introduced:
        return named(actor)
    return described(actor, setting.day, known)


def _subject(actors: Sequence[Actor], event: Event, setting: Setting) -> str:
    if event.kind == "visit" and all(actor.type == "country" for actor in actors):
        return f"representatives of {listed([named(actor) for actor in actors])}"
    return _names(actors, setting)


def _is_many(actors: Sequence[Actor], event: Event) -> bool:
    """Whether one subject is told in the plural: a state's travellers, and several without a name ("the rebels")."""
    travellers = event.kind == "visit" and all(actor.type == "country" for actor in actors)
    return travellers or any(_PLURAL.search(actor.name) for actor in actors if actor.type == "organization")


_PLURAL = re.compile(r"(?:^|[ '’])(?:[a-z]+[^\Ws]s|police)$")


def _noun_phrase(event: Event, setting: Setting, grammar: Mapping[str, Any], subjects: Sequence[Actor]) -> str:
    """ "A visit by Anna Berg to Chile", "Talks between Iran and Russia"."""
    noun = grammar["noun"]
    opening = capital(noun) if grammar.get("plural") else f"{'An' if noun[0] in 'aeiou' else 'A'} {noun}"
    joins = "between" if len(subjects) > 1 and event.kind in ("meeting", "talks", "call") else "by"
    if event.kind in ("meeting", "talks", "call") and joins == "by":
        joins = "with"
    where = _destination(event, setting) if event.kind == "visit" else (_where(event, setting), False)
    to = f" to{where[0]}" if where[1] else where[0]
    return f"{opening} {joins} {_subject(subjects, event, setting)}{to}"


def _without_subject(event: Event, setting: Setting, grammar: Mapping[str, Any]) -> str:
    """An event of which nobody is known to have taken part in the part that acts."""
    noun = grammar["noun"]
    what = noun if grammar.get("plural") else f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"
    targets = _in_roles(event, setting, (*_OBJECTS, "host"))
    where = _where(event, setting)
    if event.kind == "visit":
        going, known = _destination(event, setting)
        where = f" to{going}" if known else ""
        targets = [target for target in targets if target.type != "country"]
    elif targets and is_deed(event.kind):
        where = f" on {_names(targets, setting)}{where}"
    elif targets:
        where = f" for {_names(targets, setting)}{where}"
    ends = {
        "happened": f"{_was(grammar)} reported",
        "ongoing": f"{_was(grammar)} going on when last reported",
        "planned": f"{_was(grammar) if setting.past else ('are' if grammar.get('plural') else 'is')} planned",
        "cancelled": f"{_was(grammar)} called off",
        "denied": f"{_was(grammar)} denied",
        "possible": f"{_was(grammar)} called possible",
    }
    return f"{capital(what)}{where} {ends[event.status]}{_company(event, setting, ())}."


def _by_label(event: Event) -> str:
    """A kind that has no grammar here yet is told by its label and its status."""
    ends = {
        "happened": "reported",
        "ongoing": "going on when last reported",
        "planned": "planned",
        "cancelled": "called off",
        "denied": "denied",
        "possible": "called possible",
    }
    return f"{capital(event.label)}: {ends[event.status]}."


def _was(grammar: Mapping[str, Any]) -> str:
    return "were" if grammar.get("plural") else "was"
