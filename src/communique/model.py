"""The words every room speaks: frozen data, no behaviour.

Invariant: every `start`/`end` is a 0-based, end-exclusive offset in Unicode code points into the
`text` of the report that the object names, and every date is an EDTF (ISO 8601-2) string or None.

Two families stand here. What one report says (`Report`, `ReportActor`, `Claim`, `Quotation`,
`AgreementClaim`, bound together as a `Reading`) is made without looking at any other report. What
is so in the world (`Actor`, `Event`, `Agreement`, bound together as `Findings`) is made from all
readings at once and what is `Given` beside them (a person's judgements above all), and can be made
again at any time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Status = Literal["planned", "ongoing", "happened", "cancelled", "denied", "possible"]
"""Where a claim leaves its event; the words of the public contract."""

Role = Literal[
    "visitor", "host", "delegate", "participant", "signatory", "speaker", "audience", "mediator", "actor", "recipient"
]
"""What an actor does in an event; visitor and host are PLOVER's actor and recipient of a visit."""

Basis = Literal["metadata", "byline", "dateline", "calendar", "cross-report"]
"""How a report's day of publication is known."""

ActorType = Literal["country", "person", "organization"]
Form = Literal["direct", "indirect", "mixed"]
Stage = Literal[
    "proposed",
    "drafted",
    "negotiated",
    "expected",
    "signed",
    "in-force",
    "extended",
    "expired",
    "withdrawn",
    "rejected",
]
DisagreementKind = Literal["conflict", "update", "precision"]
Verb = Literal["merge", "split", "rename", "reject", "confirm"]
"""What a person's judgement does to the findings; see `Judgement`."""

Phase = Literal["start", "end", "within", "somewhere"]
"""Which part of an event a claim's date tells: "arrived on Monday" its start, "during a visit, said
on Friday" a day within it; "this week" only holds it `somewhere`."""


@dataclass(frozen=True, slots=True)
class Removed:
    """A span of a report's text that is not the report: a menu, an offer, another story's headline."""

    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class Report:
    """One news item as it came; `text` still holds its debris, `removed` says where.

    `removed` is sorted and free of overlaps. `copy_of` is known only once all reports are seen.
    """

    id: str
    uri: str
    text: str
    title: str | None = None
    removed: tuple[Removed, ...] = ()
    published: str | None = None
    published_basis: Basis | None = None
    publisher: str | None = None
    agency: str | None = None
    language: str | None = None
    url: str | None = None
    copy_of: str | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of a report's text, `start` to `end`, that other reports print too, as an agency's text is."""

    start: int
    end: int
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unread:
    """Something that was offered and not read, and why; `reason` says what a person can do."""

    uri: str
    reason: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where: a name as the report gives it, and the state (ISO 3166-1 alpha-3) it lies in."""

    name: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Office:
    """A title held for a state or body; `start`/`end` are the days between which reports show it held."""

    title: str
    country: str | None = None
    start: str | None = None
    end: str | None = None
    former: bool = False


@dataclass(frozen=True, slots=True)
class ReportActor:
    """An actor as one report knows it. `key` is unique in the world: `<report id>#<n>`.

    `name` is the fullest name the report gives (a person's without titles), `names` every way it is
    named there. A person known by office alone ("the Iranian president") has that office, its
    country and the words as name, and `nameless` is true: another report may say who it is.
    """

    key: str
    type: ActorType
    name: str
    names: tuple[str, ...] = ()
    country: str | None = None
    offices: tuple[Office, ...] = ()
    nameless: bool = False


@dataclass(frozen=True, slots=True)
class Participation:
    """An actor's part in an event; `actor` is a `ReportActor.key` in a claim, an `Actor.id` in an event."""

    actor: str
    role: Role


@dataclass(frozen=True, slots=True)
class Detail:
    """A value that reports may disagree about: (`deaths`, `310000`), (`first-since`, `2017`)."""

    attribute: str
    value: str


@dataclass(frozen=True, slots=True)
class Claim:
    """What one sentence (or a few) of one report says about one event.

    `start`/`end` span the sentence, `cue_start`/`cue_end` the word that names the event. `date` is
    the day or interval as this claim gives it, resolved against its report; `days` a stated length
    ("two-day"). `within` is the id of the claim, in the same report, of the event that contains this
    one; `same_as` the id of an earlier claim of the same report that this one takes up ("the visit
    comes as ..."), from which it has its participants and place. `phase` says which part of the
    event `date` tells (None: all of it). `score` is between 0 and 1; `reasons` say in words what
    the reading rests on. `when` holds the words that `date` was read from ("late on Monday"): in an
    undated report they wait, without a date, until other reports tell its day.
    """

    id: str
    report: str
    start: int
    end: int
    text: str
    kind: str
    status: Status
    date: str | None = None
    days: int | None = None
    place: Place | None = None
    participants: tuple[Participation, ...] = ()
    said_by: str | None = None
    within: str | None = None
    details: tuple[Detail, ...] = ()
    cue_start: int = 0
    cue_end: int = 0
    score: float = 1.0
    reasons: tuple[str, ...] = ()
    phase: Phase | None = None
    same_as: str | None = None
    when: str | None = None


@dataclass(frozen=True, slots=True)
class Quotation:
    """Somebody's words. `start`/`end` span the words themselves, without quotation marks.

    `speaker` is a `ReportActor.key` in a reading, an `Actor.id` in findings. `occasion` is the id of
    the claim (in a reading) or event (in findings) at which it was said, if known.
    """

    id: str
    report: str
    start: int
    end: int
    text: str
    form: Form
    speaker: str | None = None
    cue: str | None = None
    said: str | None = None
    occasion: str | None = None
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class AgreementClaim:
    """What one sentence says about a paper (pact, treaty, memorandum, a batch of documents).

    It is a claim like any other and appears among the record's claims under its own `id`, with no
    event unless `event_claim` names the claim of the signing it was made at. `parties` are
    `ReportActor.key`s. `date` is the date of the stage ("expired last year").
    """

    id: str
    report: str
    start: int
    end: int
    text: str
    label: str
    stage: Stage
    status: Status
    parties: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    count: int | None = None
    date: str | None = None
    said_by: str | None = None
    event_claim: str | None = None
    cue_start: int = 0
    cue_end: int = 0
    score: float = 1.0
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one report says, made from that report alone."""

    report: Report
    actors: tuple[ReportActor, ...] = ()
    claims: tuple[Claim, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    agreements: tuple[AgreementClaim, ...] = ()


@dataclass(frozen=True, slots=True)
class Actor:
    """A country, a person or an organisation, across reports. `members` are its `ReportActor.key`s."""

    id: str
    type: ActorType
    name: str
    names: tuple[str, ...] = ()
    country: str | None = None
    offices: tuple[Office, ...] = ()
    wikidata: str | None = None
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """What was said of an event, and when it was said (the reports' day, not the event's)."""

    status: Status
    asserted: str | None
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DisagreementValue:
    """One of the values that reports give, with the claims that give it."""

    value: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two or more values for one attribute of one event: nothing averaged, nothing dropped."""

    attribute: str
    kind: DisagreementKind
    values: tuple[DisagreementValue, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """Why a claim was joined to its event: the claim it was joined by, a score, and reasons in words."""

    claim: str
    joined: str
    score: float
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """One thing in the world, with every claim about it from every report."""

    id: str
    kind: str
    label: str
    status: Status
    start: str | None = None
    end: str | None = None
    place: Place | None = None
    part_of: str | None = None
    participants: tuple[Participation, ...] = ()
    claims: tuple[str, ...] = ()
    reports: int = 1
    independent_reports: int = 1
    history: tuple[HistoryEntry, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    links: tuple[Link, ...] = ()
    plover_type: str | None = None
    plover_mode: str | None = None
    cameo: str | None = None
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class AgreementStage:
    """One step in an agreement's life, with the claims that tell it."""

    stage: Stage
    date: str | None
    status: Status
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Agreement:
    """A paper, or a counted batch of papers, with a life of its own."""

    id: str
    label: str
    parties: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    count: int | None = None
    history: tuple[AgreementStage, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """Claims that were scored near the threshold of being one event, on either side: a person should look.

    `joined`: they were taken for one event, by this link alone, and may be two; `events` is that event, and
    `part` the claims that would leave it. Else they were left apart and may be one: `events` are the two,
    `against` says what kept them apart. `claims` are the two claims compared.
    """

    id: str
    joined: bool
    events: tuple[str, ...]
    claims: tuple[str, str]
    score: float
    reasons: tuple[str, ...] = ()
    against: str | None = None
    part: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person decided about the findings; never deleted, only retired.

    `targets` are the ids as the person named them. Ids of events may move, so what is kept is `sides`: the
    claims (of an actor: the `ReportActor.key`s) that stood under each of them then. `merge` says that all
    sides are one; `split` that the first side and the second are two; `confirm` of one side, that it is one,
    of two, that they are two; `reject` that the claims are misread and tell of nothing; `rename` that the
    actor is called `value`. `at` and `retired_at` are UTC, ISO 8601.
    """

    id: str
    verb: Verb
    about: Literal["event", "actor", "agreement", "claim"]
    targets: tuple[str, ...]
    sides: tuple[tuple[str, ...], ...]
    by: str
    at: str
    value: str | None = None
    why: str | None = None
    retired_at: str | None = None
    retired_by: str | None = None
    retired_why: str | None = None

    @property
    def in_force(self) -> bool:
        """Whether settling keeps to it: it was not retired."""
        return self.retired_at is None


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """A person that a table given by the user knows; never needed."""

    name: str
    names: tuple[str, ...] = ()
    wikidata: str | None = None
    country: str | None = None
    office: str | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """What findings are made with beside the readings.

    `judgements` are in the order in which they were made. `founders` are the claims, and the actors of single
    reports, that ids were made from which the record has shown, each with a number that is lower for those
    shown earlier. `people` is the user's own table.
    """

    judgements: tuple[Judgement, ...] = ()
    founders: Mapping[str, int] = field(default_factory=dict)
    people: tuple[KnownPerson, ...] = ()


@dataclass(frozen=True, slots=True)
class Findings:
    """All that is so, as far as the readings tell: the content of a record.

    `reports` carry `copy_of` and cross-report dates. `claims`, `agreement_claims` and `quotations`
    name actors by `Actor.id`. `event_of` maps a claim's id to its event's.
    """

    reports: tuple[Report, ...] = ()
    actors: tuple[Actor, ...] = ()
    claims: tuple[Claim, ...] = ()
    agreement_claims: tuple[AgreementClaim, ...] = ()
    events: tuple[Event, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    event_of: dict[str, str] = field(default_factory=dict)
    candidates: tuple[Candidate, ...] = ()
