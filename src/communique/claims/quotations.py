"""Who said what in a report: direct, indirect and mixed quotations, and to whom the reporter attributes a span.

Invariant: a quotation's text is the report's text at its offsets, without quotation marks at its ends, and
never touches a removed span; a speaker is an actor of the report, or None where the report does not tell.

Indirect speech that holds quoted fragments gives both: the clause as an indirect quotation, and each fragment
as a mixed one, so that words which may be set between marks are never confused with the reporter's.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Protocol

from spacy.tokens import Doc, Token

from communique.claims.attribution import Found, find_attributions
from communique.claims.direct_speech import Linked, link_quoted
from communique.claims.marks import Quoted, find_quoted
from communique.claims.parsing import Parsed, Sentence
from communique.claims.saying import Relation, Sort
from communique.claims.sources import names_in, source_range
from communique.claims.times import TimeExpression, find_times, read
from communique.claims.weighing import likelihood
from communique.model import Form, Quotation

Span = tuple[int, int]
"""Offsets in the report, end-exclusive."""

_NOBODY = frozenset({"i", "we", "you", "me", "us", "it", "one", "what"})
_LEAST = 0.5
_MOST_SPEAKERS = 3
_SHORTEST = 3


class Names(Protocol):
    """What is asked of a cast: the actors that a word stands for (`communique.claims.actors.Cast`)."""

    def at(self, sentence: Sentence, token: Token, /) -> tuple[str, ...]:
        """Keys of the actors, none if the word stands for nobody known."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """One thing that the report gives to a source, with the places of source, cue and content.

    `content` includes quotation marks and clause words ("that"); `speakers` are keys of actors, several where
    some speak jointly. `asserted` is false for what was not said (denied, wished for, still to come).
    """

    sort: Sort
    relation: Relation
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    speakers: tuple[str, ...]
    sentence: int
    asserted: bool
    score: float


@dataclass(frozen=True, slots=True)
class Attributions:
    """All attributions of a report and the quotations among them."""

    all: tuple[Attribution, ...]
    quotations: tuple[Quotation, ...]

    def said_by(self, start: int, end: int) -> str | None:
        """The key of the actor to whom the reporter attributes what stands at these offsets, or None.

        Give the place of the word that tells the event rather than the whole sentence. Of several sources,
        one inside the other, the innermost that is known counts. Offsets outside the report give None.
        """
        best: tuple[int, int, str] | None = None
        for each in self.all:
            if not each.speakers or not each.asserted or each.sort not in {"speech", "report"}:
                continue
            held = sum(max(0, min(end, high) - max(start, low)) for low, high in each.content)
            size = sum(high - low for low, high in each.content)
            if held * 5 >= (end - start) * 3 and held > 0 and (best is None or size < best[0]):
                best = size, each.sentence, each.speakers[0]
        return best[2] if best else None


def read_quotations(parsed: Parsed, cast: Names) -> tuple[Quotation, ...]:
    """The quotations of a report in reading order; speakers are keys of `cast`'s actors."""
    return read_attributions(parsed, cast).quotations


def read_attributions(parsed: Parsed, cast: Names) -> Attributions:
    """Everything the report gives to a source, and the quotations among it, from one pass over the parse."""
    found = tuple(each for sentence in parsed.sentences for each in find_attributions(sentence))
    stretches = find_quoted(parsed.paragraphs)
    linked = link_quoted(parsed, stretches, found)
    reader = _Reader(parsed, cast, stretches)
    judged = tuple(weighed(found))
    attributions = tuple(reader.attributions(judged, linked))
    drafts = [*reader.between_marks(linked), *reader.indirect(judged, linked)]
    drafts.sort(key=lambda each: (each.start, each.end, each.form, each.speaker or ""))
    quotations = tuple(
        Quotation(
            id=f"{parsed.report.id}#q{number}",
            report=parsed.report.id,
            start=each.start,
            end=each.end,
            text=parsed.report.text[each.start : each.end],
            form=each.form,
            speaker=each.speaker,
            cue=each.cue,
            said=each.said,
            score=round(each.score, 3),
        )
        for number, each in enumerate(drafts, 1)
    )
    return Attributions(attributions, quotations)


@dataclass(frozen=True, slots=True)
class _Draft:
    start: int
    end: int
    form: Form
    speaker: str | None
    cue: str | None
    said: str | None
    score: float


@dataclass(frozen=True, slots=True)
class _Reader:
    """One report's parse with its cast, and the stretches between marks."""

    parsed: Parsed
    cast: Names
    stretches: tuple[Quoted, ...]

    def speakers(self, source: Token | None, sentence: Sentence | None) -> tuple[str, ...]:
        """The actors a source stands for; of joint speakers every one, if they are few."""
        if source is None or sentence is None:
            return ()
        for token in names_in(source):
            keys = self.cast.at(sentence, token)
            if keys:
                return tuple(dict.fromkeys(keys)) if len(set(keys)) <= _MOST_SPEAKERS else ()
        return ()

    def attributions(self, judged: Sequence[tuple[Found, float]], linked: Sequence[Linked]) -> Iterator[Attribution]:
        """Every attribution: by cue with the stretches linked to it, then stretches with no cue of their own."""
        by_cue: dict[tuple[int, int], list[Linked]] = {}
        alone: list[Linked] = []
        for link in linked:
            if link.found is None:
                alone.append(link)
            else:
                by_cue.setdefault(_cue_key(link.found), []).append(link)
        for each, likely in judged:
            if self._between(each):
                continue
            links = by_cue.get(_cue_key(each), [])
            content = _united([*_places(each, each.content), *(_outer(link.quoted) for link in links)])
            if not content:
                continue
            source = next((link.source for link in links if link.source is not None), each.source)
            yield Attribution(
                sort="speech" if links else each.sort,
                relation=each.relation,
                source=(_range_place(each.sentence, source, each.cue),) if source is not None else (),
                cue=_places(each, (each.cue_range,)),
                content=content,
                speakers=self.speakers(source, each.sentence),
                sentence=each.sentence.index,
                asserted=bool(links) or each.asserted,
                score=max((link.score for link in links), default=likely),
            )
        for link in alone:
            if link.source is not None and link.sentence is not None:
                where = _range_place(link.sentence, link.source, link.source)
                who = self.speakers(link.source, link.sentence)
                yield Attribution(
                    "speech",
                    "clause",
                    (where,),
                    self._colon(link),
                    (_outer(link.quoted),),
                    who,
                    link.sentence.index,
                    True,
                    link.score,
                )

    def _colon(self, link: Linked) -> tuple[Span, ...]:
        """The colon that hands over a stretch that no verb does."""
        text, at = self.parsed.report.text, link.quoted.outer_start - 1
        while at > 0 and text[at].isspace():
            at -= 1
        return ((at, at + 1),) if at >= 0 and text[at] == ":" and not link.carried else ()

    def between_marks(self, linked: Sequence[Linked]) -> Iterator[_Draft]:
        """Direct and mixed quotations: the words between marks."""
        text = self.parsed.report.text
        for link in linked:
            low, high = link.quoted.start, link.quoted.end
            loose = ",;:–—- ." if link.form == "mixed" else ",;:–—- "
            while high > low and text[high - 1] in loose:
                high -= 1
            if low >= high or (link.form == "mixed" and high - low < _SHORTEST):
                continue
            who = self.speakers(link.source, link.sentence)
            if link.source is not None and link.source.lower_ in _NOBODY and not who:
                continue
            cue = _cue_words(link.found) if link.found is not None and not link.carried else None
            said = self.said(link.found)
            yield from self._drafts((low, high), link.form, who, cue, said, link.score)

    def indirect(self, judged: Sequence[tuple[Found, float]], linked: Sequence[Linked]) -> Iterator[_Draft]:
        """Indirect quotations: clauses given to a source outside marks."""
        direct = {_cue_key(link.found) for link in linked if link.found is not None and link.form == "direct"}
        for each, likely in judged:
            if not _reported(each) or self._between(each):
                continue
            span = self._clause(each)
            if span is None or (_cue_key(each) in direct and self._mostly_quoted(span)):
                continue
            who = self.speakers(each.source, each.sentence)
            yield from self._drafts(span, "indirect", who, _cue_words(each), self.said(each), max(_LEAST, likely))

    def _drafts(
        self, span: Span, form: Form, who: tuple[str, ...], cue: str | None, said: str | None, score: float
    ) -> Iterator[_Draft]:
        if not who:
            yield _Draft(*span, form, None, cue, said, score * 0.6)
        for key in who:
            yield _Draft(*span, form, key, cue, said, score if len(who) == 1 else score * 0.9)

    def _between(self, found: Found) -> bool:
        place = found.sentence.at(found.cue.idx)
        at = bisect_right(self.stretches, place, key=lambda each: each.outer_start) - 1
        return at >= 0 and self.stretches[at].covers(place)

    def _mostly_quoted(self, span: Span) -> bool:
        low = bisect_right(self.stretches, span[0], key=lambda each: each.outer_end)
        high = bisect_right(self.stretches, span[1], key=lambda each: each.outer_start)
        held = sum(min(span[1], q.outer_end) - max(span[0], q.outer_start) for q in self.stretches[low:high])
        return held * 10 >= (span[1] - span[0]) * 7

    def _clause(self, found: Found) -> Span | None:
        """Where the clause stands, without "that"; with the cue in its middle if that is where it is."""
        doc = found.cue.doc
        low, high = found.content[0][0], found.content[-1][1]
        if doc[low].lower_ == "that" and doc[low].dep_ == "mark":
            low += 1
        if high - low < _SHORTEST:
            return None
        start, end = found.sentence.at(doc[low].idx), found.sentence.at(doc[high - 1].idx + len(doc[high - 1]))
        start, end = self._one_stretch(start, end)
        text = self.parsed.report.text
        while start < end and (text[start] in ",;:" or text[start].isspace()):
            start += 1
        while end > start and (text[end - 1] in ",;:" or text[end - 1].isspace()):
            end -= 1
        return (start, end) if start < end else None

    def _one_stretch(self, start: int, end: int) -> Span:
        """A clause that is one stretch between marks stands without them."""
        at = bisect_right(self.stretches, start, key=lambda each: each.outer_start) - 1
        if at >= 0 and (self.stretches[at].outer_start, self.stretches[at].outer_end) == (start, end):
            return self.stretches[at].start, self.stretches[at].end
        return start, end

    def said(self, found: Found | None) -> str | None:
        """The day (EDTF) on which it was said, if the sentence tells; the report's own day is not assumed."""
        if found is None:
            return None
        doc = found.cue.doc
        text = self.parsed.report.text[found.sentence.start : found.sentence.end]
        shift = found.sentence.start - found.sentence.offset
        for expression in find_times(text, self.parsed.report.published):
            token = _token_at(doc, shift + expression.start, found.sentence)
            if token is not None and _belongs(token, found):
                return _dated(expression)
        return None


def _dated(expression: TimeExpression) -> str | None:
    return read(expression, "happened") if expression.kind in {"day", "days", "week", "month"} else None


def _token_at(doc: Doc, char: int, sentence: Sentence) -> Token | None:
    return next((t for t in sentence.span if t.idx <= char < t.idx + len(t)), None)


def _belongs(token: Token, found: Found) -> bool:
    """Whether a word of time hangs on the cue itself and not on what was said or on another verb."""
    if any(low <= token.i < high for low, high in found.content) or _of_things(token):
        return False
    here = token
    for _ in range(6):
        if here.head == found.cue:
            return here.dep_ in {"npadvmod", "prep", "advmod", "tmod", "nmod", "dobj", "pobj"}
        if here.head == here or here.head.pos_ in {"VERB", "AUX"}:
            return False
        here = here.head
    return False


def _of_things(token: Token) -> bool:
    """Whether a day with its year is part of what things are called: "on the 4 June 1967 lines"."""
    noun = token.head
    called = token.dep_ in ("det", "nmod", "compound", "nummod", "amod") and noun.tag_ == "NNS"
    named = token.doc[token.i : noun.i] if called else ()
    return noun.ent_type_ not in ("DATE", "TIME") and any(each.is_digit and len(each) == len("1967") for each in named)


def weighed(found: Sequence[Found]) -> Iterator[tuple[Found, float]]:
    """Every found attribution with its probability, judged among the others of its sentence."""
    for _, group in groupby(found, key=lambda each: each.sentence.index):
        together = list(group)
        with_content = [each for each in together if each.content]
        for each in together:
            yield each, likelihood(each, with_content) if each.content else 1.0


def _cue_key(found: Found) -> tuple[int, int]:
    return found.sentence.paragraph, found.cue.i


def _cue_words(found: Found) -> str:
    return "according to" if found.cue.lower_ == "according" else found.cue.text


def _reported(found: Found) -> bool:
    """Whether a clause of speech was in fact uttered by somebody other than the reporter and the reader."""
    if found.sort != "speech" or found.relation not in {"clause", "infinitive"} or not found.content:
        return False
    if found.source is None or found.source.lower_ in _NOBODY:
        return False
    first = found.cue.doc[found.content[0][0]].lower_
    return found.asserted and first not in {"whether", "if"}


def _places(found: Found, ranges: Sequence[tuple[int, int]]) -> tuple[Span, ...]:
    doc, sentence = found.cue.doc, found.sentence
    return tuple((sentence.at(doc[a].idx), sentence.at(doc[b - 1].idx + len(doc[b - 1]))) for a, b in ranges if a < b)


def _range_place(sentence: Sentence, source: Token, cue: Token) -> Span:
    low, high = source_range(source, cue) if source != cue else (source.left_edge.i, source.i + 1)
    doc = source.doc
    return sentence.at(doc[low].idx), sentence.at(doc[high - 1].idx + len(doc[high - 1]))


def _outer(quoted: Quoted) -> Span:
    return quoted.outer_start, quoted.outer_end


def _united(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Sorted, with overlaps joined."""
    joined: list[Span] = []
    for low, high in sorted(spans):
        if joined and low <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(high, joined[-1][1])
        else:
            joined.append((low, high))
    return tuple(joined)
