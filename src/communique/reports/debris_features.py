"""What can be seen of a line on a page: readable yes/no features, on which the learnt weights rest.

Invariant: a feature never holds a word of the line, only its shape, its voice (does it tell, or ask the
reader for something?), its place, its neighbours and which kinds of marks it bears; the same lines
always give the same features, in time linear in them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from communique.reports.debris_marks import AGO, FULL_DATE, STAMP, phrase_mark, sentence_marks, shape_mark, voice
from communique.reports.lines import Line

_STOPPED = re.compile(r"[.!?…。！？][\"'”’»)\]]*$")
_QUOTED = re.compile(r"[\"”’»]$")
_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
_WORD_STEPS = (1, 2, 3, 4, 6, 8, 11, 15, 20, 30, 45, 70)
_SHARE_STEPS = (0.01, 0.15, 0.3, 0.45, 0.6, 0.75, 0.9, 0.999)
_PLACE_STEPS = (0.02, 0.06, 0.12, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 0.97)
_SEEN = 3000
_PROBABILITY_STEPS = (0.02, 0.06, 0.12, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 0.97)


@dataclass(frozen=True, slots=True)
class Shape:
    """What one line shows by itself."""

    words: int
    stopped: bool
    quoted: bool
    colon: bool
    capitals: float
    small: float
    commas: int
    digits: float
    marks: tuple[str, ...]
    dated: str
    link: bool
    sentences: int
    voice: tuple[str, ...]


def shape(line: Line) -> Shape:
    """The shape of a line; of a very long one, as its first and last characters show it."""
    text = line.text[:_SEEN]
    tail = line.text[-60:]
    found = _WORD.findall(text)
    count = len(line.text.split()) if len(line.text) <= _SEEN else len(line.text) // 6
    named = phrase_mark(line)
    marks = [f"phrase:{named}"] if named else []
    inside = sentence_marks(line) if len(line.text) <= 4 * _SEEN else ()
    telling = [reason for _, _, reason in inside if reason]
    if telling:
        marks.append(f"sentence:{'most' if len(telling) * 2 >= len(inside) else 'some'}")
    shaped = shape_mark(line)
    if shaped:
        marks.append(f"shape:{shaped}")
    dated = "stamp" if STAMP.search(text) else "date" if FULL_DATE.search(text) else "ago" if AGO.search(text) else ""
    return Shape(
        words=count,
        stopped=bool(_STOPPED.search(tail)),
        quoted=bool(_QUOTED.search(tail)),
        colon=tail.endswith(":"),
        capitals=_share(sum(word[0].isupper() for word in found), len(found)),
        small=_share(sum(word.islower() and len(word) <= 3 for word in found), len(found)),
        commas=text.count(",") + text.count("、") + text.count("，"),
        digits=_share(sum(char.isdigit() for char in text), len(text)),
        marks=tuple(marks),
        dated=dated,
        link="http" in text or "www." in text or "@" in text or ".com" in text,
        sentences=len(re.findall(r"[.!?…][\"'”’)]* ", text)),
        voice=voice(text),
    )


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _step(value: float, steps: Sequence[float]) -> int:
    return bisect_right(steps, value)


def running(seen: Shape) -> float:
    """How much running text a line holds: its words, if it is built like sentences; 0 for lists and headings."""
    built = (seen.stopped or seen.quoted or seen.sentences >= 2) and seen.words >= 7 and seen.capitals < 0.6
    return float(min(seen.words, 120)) if built and not seen.marks else 0.0


@dataclass(frozen=True, slots=True)
class Page:
    """A page's lines with their shapes, and what holds for the page as a whole."""

    lines: tuple[Line, ...]
    shapes: tuple[Shape, ...]
    texts: tuple[float, ...]
    repeats: tuple[int, ...]
    indents: tuple[int, ...]
    main_indent: int | None
    core: frozenset[str]
    common: tuple[float, ...]


def read_page(text: str, lines: Sequence[Line]) -> Page:
    """Look at every line of a page once."""
    shapes = tuple(shape(line) for line in lines)
    texts = tuple(running(seen) for seen in shapes)
    keys = Counter(line.key for line in lines)
    indents = tuple(_indent(text, line) for line in lines)
    by_indent: Counter[int] = Counter()
    for indent, weight in zip(indents, texts, strict=True):
        by_indent[indent] += int(weight)
    indented = len(set(indents)) > 2
    words = [frozenset(w for w in map(str.lower, _WORD.findall(line.text[:_SEEN])) if len(w) > 3) for line in lines]
    seen_in: Counter[str] = Counter()
    for weight, vocabulary in zip(texts, words, strict=True):
        if weight >= 15:
            seen_in.update(vocabulary)
    core = frozenset(word for word, count in seen_in.items() if count >= 2)
    common = tuple(
        _share(sum(seen_in[w] >= (2 if weight >= 15 else 1) for w in vocabulary), len(vocabulary))
        for weight, vocabulary in zip(texts, words, strict=True)
    )
    return Page(
        tuple(lines),
        shapes,
        texts,
        tuple(keys[line.key] for line in lines),
        indents,
        by_indent.most_common(1)[0][0] if indented and by_indent else None,
        core,
        common,
    )


def _indent(text: str, line: Line) -> int:
    begin = text.rfind("\n", max(0, line.start - 200), line.start) + 1
    return line.start - begin if begin or line.start < 200 else 0


def local_features(page: Page) -> list[list[str]]:
    """For each line the names of its features: shape, marks, place, and the shape of its neighbours."""
    lengths = [float(min(seen.words, 120)) for seen in page.shapes]
    total = sum(lengths) or 1.0
    text_before = [0.0]
    for weight in page.texts:
        text_before.append(text_before[-1] + weight)
    all_text = text_before[-1]
    dense = _step(all_text / total, _SHARE_STEPS)
    walked = 0.0
    last = len(page.shapes) - 1
    above, below = _nearest_marks(page.shapes), _nearest_marks(page.shapes[::-1])[::-1]
    dates = [0]
    for seen in page.shapes:
        dates.append(dates[-1] + bool(seen.dated and seen.words <= 25))
    found: list[list[str]] = []
    for number, seen in enumerate(page.shapes):
        names = _own(page, number, seen)
        names.append(f"place={_step(walked / total, _PLACE_STEPS)}")
        names.append(f"text before={_step(text_before[number] / (all_text or 1.0), _PLACE_STEPS)}")
        names.append(f"page text={dense}")
        names.append(f"mark above={above[number]}")
        names.append(f"mark below={below[number]}")
        names.append(f"dated near={_step(dates[min(number + 5, last) + 1] - dates[max(0, number - 4)], (1, 2, 4, 7))}")
        if page.repeats[number] > 1 and page.texts[number]:
            names.append("repeated text")
        names.extend(_around(page, number, text_before))
        walked += lengths[number]
        found.append(names)
    return found


def _nearest_marks(shapes: Sequence[Shape]) -> list[str]:
    """For each line the mark that was last seen before it and how far back, in steps; "none" if there was none."""
    found: list[str] = []
    last, distance = "none", 0
    for seen in shapes:
        found.append(last if last == "none" else f"{last} {_step(distance, (2, 5, 12, 30))}")
        distance += 1
        if seen.marks:
            last, distance = seen.marks[0], 1
    return found


def _own(page: Page, number: int, seen: Shape) -> list[str]:
    end = "stop" if seen.stopped else "quote" if seen.quoted else "colon" if seen.colon else "open"
    size = _step(seen.words, _WORD_STEPS)
    names = [
        "always",
        f"words={size}",
        f"end={end}",
        f"words={size} end={end}",
        f"capitals={_step(seen.capitals, _SHARE_STEPS)}",
        f"small={_step(seen.small, (0.01, 0.1, 0.2, 0.3, 0.4))}",
        f"commas={min(seen.commas, 5)}",
        f"sentences={min(seen.sentences, 5)}",
        f"common={_step(page.common[number], _SHARE_STEPS)}",
        f"common={_step(page.common[number], (0.15, 0.4, 0.7))} end={end}",
        f"repeats={min(page.repeats[number], 4)}",
        f"blanks={min(page.lines[number].blanks, 3)}",
    ]
    names.extend(seen.marks)
    names.extend(f"voice={kind}" for kind in seen.voice)
    if seen.words >= 7:
        names.append(f"voice={'+'.join(seen.voice) or 'none'} end={end}")
    if page.lines[number].bullet:
        names.append("bullet")
    if seen.dated:
        names.append(f"dated={seen.dated}")
    if seen.link:
        names.append("link")
    if seen.digits > 0.12:
        names.append("digits")
    if page.main_indent is not None:
        gap = page.indents[number] - page.main_indent
        names.append(f"indent={'main' if gap == 0 else 'near' if abs(gap) <= 4 else 'right' if gap > 0 else 'left'}")
    return names


def _around(page: Page, number: int, text_before: Sequence[float]) -> list[str]:
    names = []
    last = len(page.shapes) - 1
    for step in (-2, -1, 1, 2):
        other = number + step
        if 0 <= other <= last:
            near = page.shapes[other]
            kind = "text" if page.texts[other] else "marked" if near.marks else "long" if near.words >= 12 else "short"
            names.append(f"{step:+d} {kind}")
        else:
            names.append(f"{step:+d} none")
    for reach in (4, 10):
        low, high = max(0, number - reach), min(last + 1, number + reach + 1)
        before = (text_before[number] - text_before[low]) / reach
        after = (text_before[high] - text_before[min(number + 1, high)]) / reach
        names.append(f"text {reach} before={_step(before, (0.5, 4, 10, 20, 35))}")
        names.append(f"text {reach} after={_step(after, (0.5, 4, 10, 20, 35))}")
        names.append(f"text {reach} both={_step(min(before, after), (0.5, 4, 10, 20, 35))}")
    return names


def context_features(page: Page, first: Sequence[float], local: Sequence[Sequence[str]]) -> list[list[str]]:
    """Features of the second look: the line's own, and what the first look says of it, its neighbours and the page."""
    weights = [(p - 0.5) * min(max(seen.words, 2), 60) for p, seen in zip(first, page.shapes, strict=True)]
    begin, end = best_run(weights)
    found: list[list[str]] = []
    last = len(first) - 1
    for number, names in enumerate(local):
        more = [f"first={_step(first[number], _PROBABILITY_STEPS)}"]
        for step in (-3, -2, -1, 1, 2, 3):
            other = number + step
            said = _step(first[other], (0.1, 0.3, 0.5, 0.7, 0.9)) if 0 <= other <= last else "none"
            more.append(f"first{step:+d}={said}")
        low = first[max(0, number - 1)], first[min(last, number + 1)]
        more.append(f"between={_step(min(low), (0.1, 0.3, 0.5, 0.7, 0.9))}")
        inside = begin <= number < end
        away = 0 if inside else begin - number if number < begin else number - end + 1
        side = "inside" if inside else "above" if number < begin else "below"
        more.append(f"run={side}{_step(away, (2, 4, 8, 16)) if away else ''}")
        more.append(f"run={side} first={_step(first[number], (0.1, 0.3, 0.5, 0.7, 0.9))}")
        found.append([*names, *more])
    return found


def best_run(weights: Sequence[float]) -> tuple[int, int]:
    """The run of lines with the greatest sum of weights, as (begin, end); (0, 0) if none is above zero."""
    best, here, begin = 0.0, 0.0, 0
    found = (0, 0)
    for number, weight in enumerate(weights):
        if here <= 0:
            here, begin = 0.0, number
        here += weight
        if here > best:
            best, found = here, (begin, number + 1)
    return found
