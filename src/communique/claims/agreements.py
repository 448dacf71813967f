"""What each sentence says about a paper: pact, treaty, memorandum, deal, a batch of documents.

Invariant: every claim's text stands at its offsets in the report, its cue inside it; a claim has
parties, or names a paper that is known by its name or subject; a paper taken up again ("the deal",
"it") is told under the label and with the parties it was brought in with.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from communique.claims.accords import accord
from communique.claims.actors import Cast
from communique.claims.agreement_days import by_deadline, day_of, named_by_day
from communique.claims.agreement_parties import Parties, parties_around, parties_of
from communique.claims.agreement_phrases import Mention, mentions, pronouns, taking_up
from communique.claims.agreement_stages import Step, steps
from communique.claims.agreement_words import papers
from communique.claims.parsing import Parsed, Sentence
from communique.claims.syntax import hanging
from communique.model import AgreementClaim, Claim

_MEMORY = 6
_MAKING = ("proposed", "drafted", "negotiated", "expected", "signed")


_Told = tuple[AgreementClaim, Claim | None]
"""A claim about a paper, and the claim of the event that it tells, if it is one."""


@dataclass(frozen=True, slots=True)
class _Known:
    """A paper that the report has brought in: its mention, its parties, the sentence it was last named in.

    `news` is true of what the report tells as being made, not as known of old.
    """

    mention: Mention
    parties: Parties
    last: int
    news: bool = False


def read_agreements(
    parsed: Parsed, cast: Cast, claims: Sequence[Claim]
) -> tuple[tuple[AgreementClaim, ...], tuple[Claim, ...]]:
    """What the report says about papers, in reading order, and the events that it tells by them.

    `claims` are its claims about other events, signings among them.
    """
    known: list[_Known] = []
    found: list[AgreementClaim] = []
    events: dict[str, Claim] = {}
    heading: AgreementClaim | None = None
    for sentence in parsed.sentences:
        if heading and not any(each.is_alpha for each in sentence.span):
            continue  # the number of a list's item
        papers_here = _papers(sentence, known)
        item = papers_here[0] if heading and papers_here and _is_item(sentence, papers_here[0]) else None
        if heading and item:
            found.append(_of_list(heading, item, parsed))
            continue
        heading = None
        for mention in papers_here:
            told, known = _read(mention, parsed, cast, claims, known)
            told = _once(told)
            made = [paper for paper, _ in told]
            found.extend(made)
            events.update((event.id, event) for _, event in told if event is not None)
            if mention.plural and made and sentence.span.text.rstrip().endswith(":"):
                heading = made[0]
    return tuple({each.id: each for each in found}.values()), tuple(events.values())


def _once(told: list[_Told]) -> list[_Told]:
    """Without the events of no known day that a sentence tells of a paper of which it also tells a dated one."""
    dated = any(event is not None and event.date for _, event in told)
    return [
        (replace(paper, event_claim=None), None) if dated and event is not None and not event.date else (paper, event)
        for paper, event in told
    ]


def _is_item(sentence: Sentence, mention: Mention) -> bool:
    """Whether a line of a list names a paper and tells nothing: "- Memorandum on tourism;", "2. The Protocol"."""
    opens = mention.token.i - sentence.span.start <= _BEFORE_PAPER
    return opens and not any(each.tag_ in ("VBD", "VBZ", "VBP", "MD") for each in sentence.span)


_BEFORE_PAPER = 8


def _of_list(heading: AgreementClaim, mention: Mention, parsed: Parsed) -> AgreementClaim:
    """A paper of a list, which has become of as the sentence above says: its stage, its parties and its day."""
    sentence = mention.sentence
    low = sentence.at(mention.token.idx)
    digest = hashlib.blake2b(f"{heading.report}:{low}:{heading.stage}".encode(), digest_size=8).hexdigest()
    return replace(
        heading,
        id=f"g-{digest}",
        start=sentence.start,
        end=sentence.end,
        text=parsed.report.text[sentence.start : sentence.end],
        label=_label(mention, mention),
        subjects=mention.subjects,
        count=None,
        event_claim=None,
        cue_start=low,
        cue_end=sentence.at(mention.token.idx + len(mention.token)),
        reasons=(*heading.reasons, "listed under it"),
    )


def _papers(sentence: Sentence, known: Sequence[_Known]) -> list[Mention]:
    """The papers of a sentence; a pronoun takes up the last paper, where a word for papers governs it."""
    named = mentions(sentence)
    found = list(named)
    for token in pronouns(sentence):
        before = [each for each in named if each.token.i < token.i]
        source = before[-1] if before else _just_told(known, sentence)
        if source is None or (token.lower_ in ("they", "them")) != source.plural:
            continue
        again = taking_up(source, sentence, token)
        if any(step.relation in ("object", "subject") and _telling(step) for step in steps(again)):
            found.append(again)
    return sorted(found, key=lambda each: each.token.i)


def _just_told(known: Sequence[_Known], sentence: Sentence) -> Mention | None:
    """The paper of the sentence before, if it was the only one."""
    last = [each.mention for each in known if each.last == sentence.index - 1]
    return last[0] if len(last) == 1 else None


def _telling(step: Step) -> bool:
    """Whether a verb is so much one of papers that its pronoun must be one."""
    return step.governor.lemma_.lower() in {
        "sign", "finalise", "finalize", "ratify", "renew", "extend", "expire", "negotiate", "ink", "conclude", "lapse",
        "renegotiate", "prolong", "initial",
    }  # fmt: skip


def _read(
    mention: Mention, parsed: Parsed, cast: Cast, claims: Sequence[Claim], known: list[_Known]
) -> tuple[list[_Told], list[_Known]]:
    told = steps(mention)
    if all(step.stage != "signed" for step in told) and (by_day := named_by_day(mention, parsed)) is not None:
        told.append(by_day)
    if (limit := by_deadline(mention, told, parsed)) is not None:
        told = [step for step in told if step.stage not in ("signed", "expected")] + [limit]
    source = _antecedent(mention, known)
    made: list[_Told] = []
    beside = _beside(mention, known) if source is None else None
    parties = source.parties if source else beside or Parties()
    steps_of: list[tuple[Step, Parties]] = []
    for step in told:
        own = parties_of(mention, step, cast)
        whose = _whose(own, source, step)
        if source is None:
            whose = parties_around(mention, step, whose, claims, cast)
            whose = beside if beside and len(whose.keys) < 2 else whose
        parties = whose if len(whose) > len(parties) else parties
        steps_of.append((step, whose))
    spoken = source.mention if source else mention
    for step, told_by in steps_of:
        shared = len(told_by) < 2 <= len(parties) and step.stage not in ("withdrawn", "rejected")
        whose = parties if shared else told_by  # a paper has the same parties in all that a sentence says of it
        if not _worth(mention, spoken, step, whose):
            continue
        made.append(_claim(mention, spoken, step, whose, parsed, cast, claims))
    if not told:
        own = parties_of(mention, Step("signed", "happened", mention.token, "none"), cast)
        parties = own if len(own.keys) > len(parties.keys) else parties
    if source is not None:
        merged = _richer(source.mention, mention)
        rest = [each for each in known if each is not source]
        return made, [*rest, _Known(merged, parties, mention.sentence.index, source.news)]
    if parties.keys or mention.identity or made:
        news = not mention.year and any(each.stage in _MAKING and len(each.parties) > 1 for each, _ in made)
        return made, [*known, _Known(mention, parties, mention.sentence.index, news)]
    return made, known


def _richer(old: Mention, new: Mention) -> Mention:
    """The mention by which a paper is known henceforth: the first, with what the new one adds."""
    return replace(old, year=old.year or new.year, subjects=tuple(dict.fromkeys((*old.subjects, *new.subjects))))


def _whose(own: Parties, source: _Known | None, step: Step) -> Parties:
    if source is None or not source.parties.keys:
        return own
    if step.stage in ("withdrawn", "rejected") or not own.keys:
        return replace(own.with_those_of(source.parties), reason=own.reason or "taken up from before")
    return own if len(own.keys) > 1 else own.with_those_of(source.parties)


def _antecedent(mention: Mention, known: Sequence[_Known]) -> _Known | None:
    """The paper told before that a definite phrase or pronoun takes up: the last one that fits."""
    if not mention.definite or (mention.plural and mention.count):
        return None
    older = _older(mention)
    noun = mention.token.lemma_.lower()

    def rank(one: _Known) -> tuple[bool, bool, int]:
        return one.mention.token.lemma_.lower() == noun, one.news and not mention.identity, one.last

    for each in sorted(known, key=rank, reverse=True):
        if mention.sentence.index - each.last > (_MEMORY if not mention.identity else 40):
            continue
        if older and not _older(each.mention):
            continue  # "a draft of a pact. ... The existing treaty": another paper
        if _same(each.mention, mention):
            return each
    return None


def _beside(mention: Mention, known: Sequence[_Known]) -> Parties | None:
    """The parties of the new paper beside which an "existing" one is told: they are the same two."""
    if not (_older(mention) and mention.definite and not mention.plural):
        return None
    return next((each.parties for each in reversed(known) if len(each.parties.keys) > 1), None)


def _older(mention: Mention) -> bool:
    """Whether a paper is called the one that there is, or was, beside a new one."""
    return any(child.lower_ in papers().older for child in mention.token.children if child.i < mention.token.i)


def _same(old: Mention, new: Mention) -> bool:
    if new.pronoun:
        return new.label == old.label
    if old.plural != new.plural or (old.year and new.year and old.year != new.year):
        return False
    general = {"agreement", "documents", "contract", "statement"}
    if old.family != new.family and not (new.family in general and not new.identity):
        return False
    if new.identity <= old.identity:
        return True
    table = papers()
    if any(
        one & table.lasting and other & table.passing
        for one, other in ((old.identity, new.identity), (new.identity, old.identity))
    ):
        return False
    return bool(new.identity & old.identity & set(_told(old))) if old.subjects == new.subjects else False


def _told(mention: Mention) -> tuple[str, ...]:
    return tuple(word for word in mention.identity if not word.isdigit())


def _worth(mention: Mention, spoken: Mention, step: Step, parties: Parties) -> bool:
    """Whether it is a paper between states: it has parties, or a name or subject that it is known by."""
    if len(parties) > 1 or (parties and step.clause is not None):
        return True
    if bool(spoken.subjects) and (spoken.definite or spoken.year is not None):
        return True
    if not parties.keys:
        return bool(spoken.subjects) and step.governor.lemma_.lower() in ("sign", "ink")
    partnered = any(
        True for word in (mention.token, step.governor) for _ in hanging(word, ("with", "between", "among"))
    )
    return partnered or bool(spoken.subjects) or (bool(spoken.identity) and not mention.loose)


def _claim(
    mention: Mention,
    spoken: Mention,
    step: Step,
    parties: Parties,
    parsed: Parsed,
    cast: Cast,
    claims: Sequence[Claim],
) -> _Told:
    sentence = mention.sentence
    low, high = _cue(mention, step)
    signing = _signing(sentence, step, claims)
    day = day_of(mention, step, parties, parsed, cast, claims, signing)
    reasons = [*step.reasons, day.reason, f"parties: {parties.reason}" if parties.reason else ""]
    if spoken is not mention:
        reasons.append(f"takes up “{spoken.label}”")
    identity = f"{parsed.report.id}:{low}:{mention.token.idx}:{step.stage}"
    digest = hashlib.blake2b(identity.encode(), digest_size=8).hexdigest()
    made = AgreementClaim(
        id=f"g-{digest}",
        report=parsed.report.id,
        start=sentence.start,
        end=sentence.end,
        text=parsed.report.text[sentence.start : sentence.end],
        label=_label(mention, spoken),
        stage=step.stage,
        status=step.status,
        parties=parties.keys,
        subjects=tuple(dict.fromkeys((*mention.subjects, *spoken.subjects))),
        count=mention.count,
        date=day.date,
        said_by=signing.said_by if signing else None,
        event_claim=signing.id if signing else None,
        cue_start=low,
        cue_end=high,
        score=round(min(step.score * (1.0 if len(parties) > 1 else 0.7), 1.0), 3),
        reasons=tuple(each for each in reasons if each),
    )
    event = accord(made, mention, step, parties, day, cast) if signing is None else None
    return (replace(made, event_claim=event.id) if event else made), event


def _label(mention: Mention, spoken: Mention) -> str:
    label = spoken.label if spoken is mention or len(spoken.label) >= len(mention.label) else mention.label
    if spoken.year and spoken.year not in label and not spoken.plural:
        return f"{spoken.year} {label}"
    return label


def _cue(mention: Mention, step: Step) -> tuple[int, int]:
    """The word that tells the stage, inside the sentence; the noun where the stage is read off the noun."""
    sentence, word = mention.sentence, step.governor
    low, high = sentence.at(word.idx), sentence.at(word.idx + len(word))
    if low < sentence.start or high > sentence.end:
        low = sentence.at(mention.token.idx)
        high = low + len(mention.token)
    return max(low, sentence.start), min(high, sentence.end)


def _signing(sentence: Sentence, step: Step, claims: Sequence[Claim]) -> Claim | None:
    """The claim of the signing that this stage was reached at: on the same verb, or alone in the sentence."""
    if step.stage not in ("signed", "expected"):
        return None
    here = [each for each in claims if each.kind == "signing" and each.start == sentence.start]
    low = sentence.at(step.governor.idx)
    return next((each for each in here if each.cue_start == low), here[0] if len(here) == 1 else None)
