"""Words between quotation marks joined to who says them: by the cue beside them, or by what was said before.

Invariant: every `Linked` names one outermost quoted stretch, each stretch is linked at most once, and a stretch
that no source can be found for is left out (scare quotes, titles of works).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from spacy.tokens import Doc, Token

from communique.claims.attribution import Found
from communique.claims.marks import Quoted
from communique.claims.parsing import Parsed, Sentence
from communique.claims.saying import saying
from communique.claims.sources import own_subject, source_beside

_REACH = 30
_NEAR = 15
_ENDS = frozenset({".", "!", "?", "…", "..."})
_PAUSES = frozenset(",?!—–-…")
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_LIGHT = frozenset({"PROPN", "NOUN", "PRON", "DET", "ADJ", "ADV", "AUX", "NUM"})
_SMALL = frozenset(
    {"a", "an", "and", "as", "at", "by", "for", "from", "in", "of", "on", "or", "s", "the", "to", "with"}
)
_ANSWERING = frozenset({"A", "Answer", "ANSWER"})
_LETTERS = frozenset({"A", "Q", "Answer", "Question", "ANSWER", "QUESTION"})
_PERSONAL = frozenset({"he", "she", "they"})


@dataclass(frozen=True, slots=True)
class Linked:
    """A quoted stretch with its cue and source; `found` is None where no cue stands beside it.

    `carried` is true where the speaker is only the one who spoke before.
    """

    quoted: Quoted
    form: Literal["direct", "mixed"]
    found: Found | None
    source: Token | None
    sentence: Sentence | None
    score: float
    carried: bool = False


@dataclass(slots=True)
class _Page:
    """One paragraph while its stretches are linked."""

    doc: Doc
    text: str
    base: int
    stretches: tuple[Quoted, ...]
    found: tuple[Found, ...]
    inside: bytearray
    cues: Mapping[int, Found]
    places: Sequence[int]
    sentences: Sequence[Sentence]
    linked: list[Linked] = field(default_factory=list)

    def token_at(self, offset: int) -> int:
        """The number of the first token at or after a place in the report."""
        low, high = 0, len(self.doc)
        while low < high:
            middle = (low + high) // 2
            if self.base + self.doc[middle].idx < offset:
                low = middle + 1
            else:
                high = middle
        return low

    def place(self, token: Token) -> int:
        return self.base + token.idx

    def sentence_of(self, token: Token) -> Sentence | None:
        at = bisect_right(self.sentences, token.i, key=lambda each: each.span.start) - 1
        return self.sentences[at] if at >= 0 and token.i < self.sentences[at].span.end else None


def link_quoted(parsed: Parsed, stretches: Sequence[Quoted], found: Sequence[Found]) -> tuple[Linked, ...]:
    """Every quoted stretch of a report that somebody can be shown to have said, in reading order."""
    linked: list[Linked] = []
    before: _Page | None = None
    host: Linked | None = None
    for page in _pages(parsed, stretches, found):
        for stretch in page.stretches:
            link = _link(page, stretch, before)
            if link is not None and link.quoted.turn and link.source is not None:
                if link.source.text in _ANSWERING and host is not None:
                    link = replace(link, source=host.source, sentence=host.sentence, score=0.7)
                host = host or (link if link.source is not None and link.source.text not in _LETTERS else None)
            if link is not None:
                page.linked.append(link)
        linked.extend(page.linked)
        before = page
    return tuple(linked)


def _pages(parsed: Parsed, stretches: Sequence[Quoted], found: Sequence[Found]) -> list[_Page]:
    by_paragraph: dict[int, tuple[list[Quoted], list[Found], list[Sentence]]] = {
        number: ([], [], []) for number in range(len(parsed.paragraphs))
    }
    for sentence in parsed.sentences:
        by_paragraph[sentence.paragraph][2].append(sentence)
    for stretch in stretches:
        by_paragraph[stretch.paragraph][0].append(stretch)
    for each in found:
        by_paragraph[each.sentence.paragraph][1].append(each)
    pages = []
    for number, (quoted, attributions, sentences) in by_paragraph.items():
        doc, base = parsed.docs[number], parsed.paragraphs[number].start
        inside = bytearray(len(doc))
        page = _Page(
            doc, parsed.paragraphs[number].text, base, tuple(quoted), tuple(attributions), inside, {}, (), sentences
        )
        for stretch in quoted:
            low, high = page.token_at(stretch.outer_start), page.token_at(stretch.outer_end)
            inside[low:high] = b"\1" * (high - low)
        page.cues = {each.cue.i: each for each in attributions if not inside[each.cue.i]}
        page.places = sorted(page.cues)
        pages.append(page)
    return pages


def _link(page: _Page, stretch: Quoted, before: _Page | None) -> Linked | None:
    low, high = page.token_at(stretch.outer_start), page.token_at(stretch.outer_end)
    if low >= high:
        return None
    lead = _lead(page, low)
    if stretch.turn:
        return _by_label(page, stretch, low, before)
    return (
        _by_cue_after(page, stretch, high, lead)
        or _by_cue_before(page, stretch, low, lead)
        or _by_content(page, stretch, low, high)
        or _by_name_and_colon(page, stretch, low, lead)
        or _carried(page, stretch, lead, before)
    )


def _lead(page: _Page, low: int) -> tuple[int, int]:
    """The tokens between the start of the sentence (or the stretch before) and an opening mark."""
    at = low
    while at > 0 and low - at < _REACH * 2:
        previous = page.doc[at - 1]
        if page.inside[at - 1] or previous.text in _ENDS:
            break
        at -= 1
        if previous.is_sent_start and not previous.is_punct:
            break
    return at, low


def _by_cue_after(page: _Page, stretch: Quoted, high: int, lead: tuple[int, int]) -> Linked | None:
    doc = page.doc
    inner_end = _last_char(page, stretch)
    for at in range(high, min(high + _NEAR, len(doc))):
        token = doc[at]
        if page.inside[at] or (token.text in _ENDS):
            return None
        cue = page.cues.get(at)
        if cue is not None and _utters(cue):
            apart = inner_end in _PAUSES or doc[high].text in {",", "-", "–", "—", "--"} or at == high
            starts = inner_end == "." and doc[high].is_sent_start and not doc[high].text[:1].islower()
            if not apart or starts or not _only_source(page, range(high, at), cue):
                return None
            whole = not any(each.is_alpha for each in doc[lead[0] : lead[1]]) or _resumes(page, lead)
            if not (whole and _full_sentence(page, stretch)) and _only_spoken(cue):
                return None
            if not whole and _title(page, page.token_at(stretch.outer_start), high):
                return None
            return _linked(page, stretch, "direct" if whole else "mixed", cue, 0.95 if whole else 0.85)
        if token.tag_ in _FINITE and token.dep_ not in {"aux", "auxpass", "relcl"}:
            return None
    return None


def _only_source(page: _Page, between: range, cue: Found) -> bool:
    """Whether nothing but the source and light words stand between a stretch and its cue."""
    source = range(*cue.source_range) if cue.source_range else range(0)
    for at in between:
        token = page.doc[at]
        if at in source or not token.is_alpha or token.head == cue.cue or token.is_ancestor(cue.cue):
            continue  # "X was quoted as saying" among them
        if token.pos_ not in _LIGHT:
            return False
    return True


def _resumes(page: _Page, lead: tuple[int, int]) -> bool:
    """Whether what stands before the mark is only a cue with its source ("..., he said, “...”")."""
    last = next((at for at in reversed(range(*lead)) if at in page.cues and _utters(page.cues[at])), None)
    return last is not None and not any(page.doc[at].pos_ == "VERB" for at in range(last + 1, lead[1]))


def _by_cue_before(page: _Page, stretch: Quoted, low: int, lead: tuple[int, int]) -> Linked | None:
    doc = page.doc
    for at in range(low - 1, max(lead[0], low - _REACH) - 1, -1):
        cue = page.cues.get(at)
        if cue is None or not _utters(cue):
            if doc[at].tag_ in _FINITE and doc[at].dep_ not in {"aux", "auxpass"} and doc[low - 1].text != ":":
                return None
            continue
        between = doc[at + 1 : low]
        if any(each.lower_ in {"that", "whether"} for each in between):
            return None
        capital = _first_char(page, stretch).isupper() or not _first_char(page, stretch).isalpha()
        full = capital and page.token_at(stretch.end) - low > 3
        last = doc[low - 1].text
        if page.linked and page.linked[-1].found is cue and page.linked[-1].form == "direct" and low - at <= 6:
            return _linked(page, stretch, "direct", cue, page.linked[-1].score)
        if last not in {":", ","} and _only_spoken(cue):
            return None
        names = saying().sort(saying().lemma(cue.cue), "object") == "judgement"
        if last == ":" or (
            not names and ((last == "," and full) or (full and (low - at <= 2 or _ends_sentence(page, stretch))))
        ):
            return _linked(page, stretch, "direct", cue, 0.95 if last in {":", ","} else 0.85)
        apart = low - at > 4 and cue.content and not _near(page, cue, stretch)
        if cue.source is None or apart or _title(page, low, page.token_at(stretch.outer_end)):
            return None
        return _linked(page, stretch, "mixed", cue, 0.8 if low - at <= 6 else 0.65)
    return None


def _near(page: _Page, cue: Found, stretch: Quoted) -> bool:
    """Whether the stretch stands within, or right after, what hangs on the cue."""
    first, last = page.token_at(stretch.start), page.token_at(stretch.end)
    return any(low <= last and first <= high + 1 for low, high in cue.content)


def _by_content(page: _Page, stretch: Quoted, low: int, high: int) -> Linked | None:
    """A fragment inside what somebody is said to have said, held or judged; the innermost source."""
    best: tuple[int, Found] | None = None
    sentence = page.doc[min(low + 1, len(page.doc) - 1)].sent
    first, last = bisect_left(page.places, min(sentence.start, low - 1)), bisect_left(page.places, sentence.end + 1)
    for at in page.places[first:last]:
        each = page.cues[at]
        for start, end in each.content:
            if start <= low + 1 and high - 1 <= end + 1 and each.source is not None:
                size = end - start
                if best is None or size < best[0]:
                    best = size, each
    if best is None or _title(page, low, high):
        return None
    sure = best[1].sort in {"speech", "report"} and best[1].asserted
    if sure and best[0] <= 1.15 * (high - low) + 2 and _full_sentence(page, stretch):
        return _linked(page, stretch, "direct", best[1], 0.9)
    return _linked(page, stretch, "mixed", best[1], 0.85 if sure else 0.6)


def _by_label(page: _Page, stretch: Quoted, low: int, before: _Page | None) -> Linked | None:
    """A turn of a transcript is its label's; one without a label goes on the turn before."""
    words = [token for token in page.doc[:low] if token.is_alpha]
    if words:
        return Linked(stretch, "direct", None, words[-1], page.sentence_of(words[-1]), 0.9)
    if before is not None and before.linked and before.linked[-1].quoted.turn:
        return _again(stretch, before.linked[-1], 0.85)
    return None


def _by_name_and_colon(page: _Page, stretch: Quoted, low: int, lead: tuple[int, int]) -> Linked | None:
    if page.doc[low - 1].text != ":":
        return None
    before = page.doc[lead[0] : low]
    acting = next((t for t in before if t.dep_ in {"nsubj", "nsubjpass"} and t.head.dep_ == "ROOT"), None)
    heard = acting is not None and (acting.lower_ in _PERSONAL or acting.ent_type_ == "PERSON")
    if not heard and not 2 <= lead[1] - lead[0] <= 12:
        return None
    name = acting if heard else next((t for t in reversed(before) if t.pos_ == "PROPN"), None)
    if name is None:
        return None
    return Linked(stretch, "direct", None, name, page.sentence_of(name), 0.6)


def _carried(page: _Page, stretch: Quoted, lead: tuple[int, int], before: _Page | None) -> Linked | None:
    """A full sentence between marks with no cue: the one who spoke last goes on."""
    announced = lead[1] > lead[0] and page.doc[lead[1] - 1].text == ":"
    opens = announced or not any(each.is_alpha for each in page.doc[lead[0] : lead[1]])
    if not opens or not _full_sentence(page, stretch):
        return None
    earlier = page.linked[-1] if page.linked else None
    spoken = _last_told(page, page.token_at(stretch.outer_start))
    if earlier and (spoken is None or page.place(spoken.cue) <= _reach_of(earlier, page)):
        return _again(stretch, earlier, 0.85)
    if spoken:
        return _linked(page, stretch, "direct", spoken, 0.7, carried=True)
    start = next((at for at, token in enumerate(page.doc) if not token.is_space), 0)
    if page.token_at(stretch.outer_start) > start and not announced:
        return _by_last_subject(page, stretch)
    if before is None:
        return None
    return _from_before(stretch, before)


def _from_before(stretch: Quoted, before: _Page) -> Linked | None:
    told = _last_told(before, len(before.doc), passed_on=False)
    if before.text.rstrip().endswith(":") and told:
        return _linked(before, stretch, "direct", told, 0.9)
    if before.linked:
        last = before.linked[-1]
        goes_on = before.stretches and before.stretches[-1].goes_on and last.quoted == before.stretches[-1]
        later = told is not None and before.place(told.cue) > last.quoted.end
        if goes_on or not later:
            return _again(stretch, last, 0.9 if goes_on else 0.75)
    if told:
        return _linked(before, stretch, "direct", told, 0.6, carried=True)
    return None


def _by_last_subject(page: _Page, stretch: Quoted) -> Linked | None:
    """The person whom the sentence right before a cueless quotation is about."""
    at = bisect_right(page.sentences, stretch.outer_start + 1, key=lambda each: each.end) - 1
    if at < 0:
        return None
    earlier = page.sentences[at]
    root = earlier.span.root
    subject = own_subject(root)
    if subject is None or page.inside[subject.i]:
        return None
    if subject.ent_type_ != "PERSON" and subject.lower_ not in _PERSONAL:
        return None
    return Linked(stretch, "direct", None, subject, earlier, 0.5, carried=True)


def _last_told(page: _Page, limit: int, passed_on: bool = True) -> Found | None:
    """The last cue before a token by which somebody is told to have spoken.

    Without `passed_on` not the one to whom the report owes what another said ("X said, according to Y").
    """
    at = bisect_left(page.places, limit) - 1
    while at >= 0:
        cue = page.cues[page.places[at]]
        if _told(cue) and (passed_on or cue.cue.lower_ != "according" or not page.linked):
            return cue
        at -= 1
    return None


def _again(stretch: Quoted, last: Linked, score: float) -> Linked:
    return Linked(stretch, "direct", last.found, last.source, last.sentence, min(score, last.score), carried=True)


def _reach_of(link: Linked, page: _Page) -> int:
    """How far into the paragraph a linked stretch and its cue stand."""
    if link.found is None or link.found.cue.doc is not page.doc:
        return link.quoted.end
    return max(link.quoted.end, page.place(link.found.cue))


def _linked(
    page: _Page, stretch: Quoted, form: Literal["direct", "mixed"], cue: Found, score: float, carried: bool = False
) -> Linked:
    source = cue.source
    if source is None or page.inside[source.i]:
        beside = source_beside(cue.cue)
        source = beside if beside is not None and not page.inside[beside.i] else None
        score *= 0.9
    return Linked(stretch, form, cue, source, cue.sentence, score, carried)


def _utters(found: Found) -> bool:
    """Whether the cue can hand over words between marks: a finite verb of saying, or one in -ing."""
    if found.cue.lower_ == "according" or saying().lemma(found.cue) not in saying().speaking:
        return False
    infinitive = any(child.dep_ == "aux" and child.lower_ == "to" for child in found.cue.children)
    return not infinitive or found.cue.head.lemma_ in {"go", "continue", "proceed"}


def _only_spoken(found: Found) -> bool:
    """Whether the word hands over words between marks and nothing else ("she began")."""
    lemma = saying().lemma(found.cue)
    return saying().sort(lemma, "clause") is None and saying().sort(lemma, "object") is None


def _told(found: Found) -> bool:
    return found.sort == "speech" and found.source is not None and found.asserted and found.relation != "object"


def _first_char(page: _Page, stretch: Quoted) -> str:
    return page.text[stretch.start - page.base]


def _last_char(page: _Page, stretch: Quoted) -> str:
    return page.text[stretch.end - 1 - page.base]


def _ends_sentence(page: _Page, stretch: Quoted) -> bool:
    return _last_char(page, stretch) in ".!?…"


def _full_sentence(page: _Page, stretch: Quoted) -> bool:
    first = _first_char(page, stretch)
    if first.isalpha() and not first.isupper():
        return False
    words = page.text[stretch.start - page.base : stretch.end - page.base].split()
    return len(words) >= 3 and (_last_char(page, stretch) in ".!?…,—-" or not stretch.closed)


def _title(page: _Page, low: int, high: int) -> bool:
    """Whether the stretch looks like the title of a work: capitals in a sentence that has few."""
    words = [t for t in page.doc[low:high] if t.is_alpha and t.lower_ not in _SMALL]
    if not words or not all(t.text[0].isupper() for t in words):
        return False
    if len(words) == 1 and not words[0].is_upper and not any(t.like_num for t in page.doc[low:high]):
        return False
    sentence = [t for t in page.doc[low].sent if t.is_alpha and len(t) > 3 and not page.inside[t.i]]
    return sum(t.text[0].isupper() for t in sentence) <= 0.6 * len(sentence)
