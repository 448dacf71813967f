"""How far to trust an event as a whole: a sum of weights learnt from events that were read beside their sentences.

Invariant: the same event of the same claims has the same features and the same score on every machine; a feature
that the table does not know weighs nothing; no score is lowered or raised by how many reports tell the event.

False is what has a wrong person, place, day, status or kind by its own sentences. The weights stand in
`data/trust_weights.tsv` and are made by `python -m training.trust`; where they come from is told there.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence

from communique.claims.ontology import NO_OFFICE_HERE
from communique.claims.weighing import weights
from communique.events.accords import only_reached
from communique.model import Actor, Claim, Participation, Place, Status

_GROUPS = {
    "visit": "visit",
    "meeting": "meeting",
    "talks": "talks",
    "call": "call",
    "address": "said",
    "statement": "said",
    "conference": "said",
    "signing": "rite",
    "ceremony": "rite",
    "award": "rite",
}
"""The kinds whose events were read by hand, by what goes wrong with them alike."""
_MEETING = ("meeting", "talks", "call")
_TRAINED = "the trained reader"
"""How the reason of a deed begins that was read by a trained encoder; its score is the encoder's."""


def trusted(kind: str, claims: Sequence[Claim]) -> bool:
    """Whether the table has anything to say of such an event: of a kind read by hand, and told by rules."""
    by_rules = not all(any(why.startswith(_TRAINED) for why in c.reasons) for c in claims)
    return kind in _GROUPS and by_rules and not only_reached(claims)


def trust(named: Sequence[str]) -> float:
    """The probability, 0 to 1, that nothing in an event with these features is false."""
    table = weights("communique.events", "trust_weights.tsv")
    total = sum(table.get(feature, 0.0) for feature in named)
    return round(1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total)))), 4)


def features(
    kind: str,
    status: Status,
    start: str | None,
    place: Place | None,
    people: Sequence[Participation],
    claims: Sequence[Claim],
    actors: Mapping[str, Actor],
) -> Iterator[str]:
    """What is weighed of an event: its kind, how it stands, and how openly its sentences name who takes part."""
    yield "always"
    yield f"kind:{_GROUPS.get(kind, kind)}"
    yield f"status:{ {'happened': 'held', 'ongoing': 'held', 'planned': 'planned'}.get(status, 'open') }"
    if start is not None:
        yield "dated"
    if place is not None and place.name:
        yield "placed"
    persons = [actors[part.actor] for part in people if part.actor in actors and actors[part.actor].type == "person"]
    if not persons:
        yield "nobody"
    if len(persons) > 2:
        yield "many"
    text = " ".join(claim.text for claim in claims)
    if not all(_named(each, text) for each in persons):
        yield "pronoun"
    first = claims[0]
    if any(why.endswith("is told elsewhere") for why in first.reasons):
        yield "elsewhere"
    if NO_OFFICE_HERE in first.reasons or (kind in _MEETING and any(each.country is None for each in persons)):
        yield "stateless"
    if any("takes its time" in why for claim in claims for why in claim.reasons):
        yield "governed"


def _named(person: Actor, text: str) -> bool:
    """Whether a word of some name of a person stands in the sentences that tell the event."""
    words = {word for name in (person.name, *person.names) for word in re.findall(r"\w{2,}", name)}
    return any(word in text for word in words if word[:1].isupper())
