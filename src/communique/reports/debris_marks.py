"""Phrases and shapes that give debris away, whatever stands around them.

Invariant: a mark looks at one line or sentence alone and at no names but outlets'; the phrases are data
(`data/debris.toml`), the shapes (stamps, copyright lines, credits) are the patterns below, each of
which reads a line in time linear in its length.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

from communique.reports.lines import Line, plain

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_WEEKDAY = r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?"
_CLOCK = r"\d{1,2}[:.]\d{2}(?::\d{2})?(?:\s?[AaPp]\.?[Mm]\b\.?)?"
_ZONE = r"(?:GMT|UTC|BST|CET|CEST|EST|EDT|ET|IST|MSK|JST|PST|PDT|PT|CST|CDT)"
_DAY = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?[ \-/]{_MONTH}[ ,\-/]{{0,2}}\d{{4}}|{_MONTH}[ \-]\d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}"
    r"|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[/.\-]\d{1,2}[/.\-]\d{4})"
)
STAMP = re.compile(
    rf"{_ZONE} \d{{1,2}}:\d{{2}} \d{{4}} {_WEEKDAY} ?, ?\d{{1,2}} {_MONTH}"
    rf"|(?:{_WEEKDAY},? )?{_DAY},?(?: at| -| \||,|T)? ?{_CLOCK}(?: ?{_ZONE})?"
    rf"|{_CLOCK}(?: ?{_ZONE})?(?: on|,| \|| -)? (?:{_WEEKDAY},? )?{_DAY}",
    re.I,
)
"""A day with a clock time, in the orders that pages print beside a headline."""
AGO = re.compile(
    r"\b(?:(?:\d{1,2}|an?|one|two|few) (?:min(?:ute)?s?|hours?|hrs?|days?|weeks?|months?|years?)|\d{1,2} ?[hdm]) ago\b"
    r"|(?<=[a-z])\d{1,2} (?:minutes?|hours?|days?) ago|\b\d{1,2} (?:minutes?|hours?|days?) ago(?=[A-Z])",
    re.I,
)
FULL_DATE = re.compile(rf"(?:{_WEEKDAY},? )?{_DAY}", re.I)
GLUED = re.compile(rf"(?<=[a-z])(?-i:{_DAY})|{_DAY}(?=[A-Z][a-z])")
"""A day that runs into the headline before or after it, as lists of other stories do once their markup is gone."""
RUN_IN_STAMP = re.compile(
    r"\W{0,3}(?:date|published|posted|created):? (?P<day>(?:19|20)\d{2}-\d{2}-\d{2})"
    r"(?:[T ]\d{2}:\d{2}(?::\d{2})?Z?)? {1,3}(?=[^\W\d_]|[\"“'‘(\[])",
    re.I,
)
"""A machine's label and day before the first words of a line: the field of a form that ran into its paragraph."""
_AGENCY = (
    r"(?:AFP|AP|Reuters|REUTERS|EPA|EPA-EFE|EFE|Getty(?: Images)?|AP Photo|TASS|Xinhua|Anadolu|ANI|PTI|Yonhap|DPA"
    r"|dpa|ANSA|SANA|IRNA|SPA|WAM|Sputnik|RIA Novosti|Bloomberg|Shutterstock|Pool|POOL|Handout|HANDOUT|WANA|NurPhoto)"
)
_CREDIT_BRACKET = re.compile(rf"[\[(][^\[\]()]{{0,80}}\b{_AGENCY}\b[^\[\]()]{{0,60}}[\])][.\s]*$")
_CREDIT_SLASH = re.compile(
    rf"(?:\b{_AGENCY} ?/ ?[A-Z][\w.'’\-]{{1,40}}(?: [A-Z][\w.'’\-]{{0,40}}){{0,3}}(?: ?/ ?[A-Z][\w ]{{1,30}})?"
    rf"|\b[A-Z][\w.'’\-]{{1,40}}(?: [A-Z][\w.'’\-]{{0,40}}){{0,3}} ?/ ?{_AGENCY}\b(?: ?/ ?[A-Z][\w ]{{1,30}})?"
    rf"|\bvia {_AGENCY}\b)"
)
_CREDIT_BARE = re.compile(
    rf"[a-z)”’\d] (?:\|\s?)?{_AGENCY}$|[a-z\d]\. (?:Getty(?: Images)?|Shutterstock|AP Photo|EPA|Zuma Press|NurPhoto)$"
    r"|(?<=[.\w] )(?:Photograph|Photo|Picture|Image)s?(?: by|:) ?[A-Z][^.:]{1,60}$"
)
_CREDIT_LABEL = re.compile(
    r"^(?:Photo(?:graph)?s?|Image|Picture|Credit|File photo)(?: by| courtesy| credit)?\s?[:|]",
    re.I,
)
_CREDIT_NAMED = re.compile(
    r"[\[(](?:(?:File )?(?:Photo|Image|Picture|Credit|Source|Video)s?\b ?[:/by]?[^\[\]()]{1,60}"
    r"|[A-Z][^\[\]()]{1,40} (?i:(?:file )?photos?))[\])][.\s]*$"
)
_SIGN_OFF = re.compile(
    r"-{2,3} ?[A-Z][A-Za-z]{1,11}|[A-Za-z]{1,4}(?:/[A-Za-z]{1,12}){1,4}|[A-Z]{2,9}/(?:[A-Z][\w.'’\-]{0,20}[ /]?){1,5}"
    r"|\d{3,6}\*{1,3}\d{3,6}|\(END\)|[\w.+\-]{1,40}@[\w.\-]{1,40}|\[email.protected\]"
)
_NO_WORDS = re.compile(r"(?:[\W\d_]|GMT|UTC|MSK|AM|PM|am|pm|LOCAL TIME|(?i:hrs))+")
_TRAIL = re.compile(r"(?:[^>»›|•]{2,40}[>»›|•]){2,12}[^>»›|•]{2,90}")
_COPYRIGHT = re.compile(r"(?:©|\(c\)|copyright)\s*(?:©\s*)?(?:\d{4}|[A-Z])|\d{4}\s*©", re.I)
_FOLLOW = re.compile(r"^(?:follow|like|find|join|connect with)\b.{2,60}(?:\bon(?: [A-Z]\w+)?|:)$", re.I)
_GALLERY = re.compile(
    r"^(?:Photos?|Gallery|Pictures|Images): (?P<name>.{4,100}?) Photos?: (?P=name)|Hide Caption \d{1,3} of \d{1,3}"
)
_LEADING_CAPTION = re.compile(r"[^()]{10,350}\((?:Photos?|Image|Picture|Credit)\b[: ][^()]{2,80}\)(?=\s+\S)")
_ASIDE = re.compile(
    r"[(\[](?:RELATED|Related|SEE ALSO|See also|READ MORE|Read more|READ|MORE|WATCH|VIDEO|PHOTOS|LISTEN)\b ?[:|] ?"
    r"[^()\[\]]{5,200}[)\]]"
)
_LABEL = re.compile(r"\s{0,20}(?:Story highlights|Story Highlights|STORY HIGHLIGHTS|Key points|Key Points)\b[: ]*")
_SENTENCE = re.compile(r"(?<=[a-z0-9)\]”\"’%])[.!?][\"”’')\]]*(?:\s+|(?=[A-Z][a-z]))")
_OPENERS = frozenset(("asks", "takes up"))
"""Kinds of voice that only a line's first word tells."""
_WITHIN_LIMIT = 60
_DATELINE_WORDS = 9
_DAY_AND_CLOCK = re.compile(r"\d{1,2}[./]\d{1,2}[./](?:\d{2}|\d{4})\s?[,@]?\s?\d{1,2}[:.]\d{2}")
_LONG = 2000
_GALLERY_HEAD = 600
_QUOTED = re.compile(r"“[^”]{0,800}”|\"[^\"]{0,800}\"")


@dataclass(frozen=True, slots=True)
class Marks:
    """The phrases of `data/debris.toml`, by where they must stand; values are reasons."""

    whole: dict[str, str]
    starts: tuple[tuple[str, str, int], ...]
    ends: tuple[tuple[str, str, int], ...]
    within: tuple[tuple[str, str], ...]
    reasons: tuple[str, ...]


@cache
def marks() -> Marks:
    """Read the phrases once a process. Raises ValueError if a mark names a reason that is not documented."""
    data = tomllib.loads(resources.files("communique.reports").joinpath("data/debris.toml").read_text("utf-8"))
    reasons = tuple(data["reasons"])
    whole: dict[str, str] = {}
    starts: list[tuple[str, str, int]] = []
    ends: list[tuple[str, str, int]] = []
    within: list[tuple[str, str]] = []
    for mark in data["mark"]:
        reason, limit = mark["reason"], mark.get("words", _WITHIN_LIMIT)
        if reason not in reasons:
            raise ValueError(f"debris.toml: undocumented reason {reason!r}")
        for phrase in mark["phrases"]:
            match mark["where"]:
                case "whole":
                    whole.setdefault(phrase, reason)
                case "start":
                    starts.append((phrase, reason, limit))
                case "end":
                    ends.append((phrase, reason, limit))
                case "within":
                    within.append((phrase, reason))
                case other:
                    raise ValueError(f"debris.toml: unknown place {other!r}")
    for name in _mastheads():
        whole.setdefault(plain(name), "byline")
    return Marks(whole, tuple(starts), tuple(ends), tuple(within), reasons)


def _mastheads() -> Iterator[str]:
    """Names of outlets and agencies, which alone on a line say whose page or whose copy it is."""
    room = resources.files("communique.reports").joinpath("data")
    outlets = tomllib.loads(room.joinpath("outlets.toml").read_text("utf-8"))
    agencies = tomllib.loads(room.joinpath("agencies.toml").read_text("utf-8"))["agency"]
    yield from (
        name for names in outlets["states"].values() for name in names if name not in outlets["unsure"]["names"]
    )
    yield from outlets["world"]["names"]
    yield from (name for agency in agencies for name in agency["names"])


def voice(text: str) -> tuple[str, ...]:
    """How a line speaks outside its quotations: kinds of `[voice]` in `data/debris.toml`, in their order there."""
    spoken = plain(_QUOTED.sub(" ", text))
    return tuple(kind for kind, pattern in _voices() if pattern.search(spoken))


@cache
def _voices() -> tuple[tuple[str, re.Pattern[str]], ...]:
    data = tomllib.loads(resources.files("communique.reports").joinpath("data/debris.toml").read_text("utf-8"))
    found = []
    for kind, words in data["voice"].items():
        begin = r"^[^\w]{0,5}" if kind in _OPENERS else r"(?<!\w)"
        found.append((kind, re.compile(rf"{begin}(?:{'|'.join(map(re.escape, words))})(?!\w)")))
    return tuple(found)


@cache
def list_labels() -> frozenset[str]:
    """Keys of lines that open a list of other stories."""
    data = tomllib.loads(resources.files("communique.reports").joinpath("data/debris.toml").read_text("utf-8"))
    return frozenset(data["lists"]["labels"])


def phrase_mark(line: Line) -> str | None:
    """The reason why a line as a whole is debris by its phrases; None if no phrase says so."""
    known = marks()
    if line.key in known.whole:
        return known.whole[line.key]
    count = line.text.count(" ") + 1
    for phrase, reason, limit in known.starts:
        if count <= limit and line.key.startswith(phrase):
            return reason
    for phrase, reason, limit in known.ends:
        if count <= limit and line.key.endswith(phrase):
            return reason
    return None


def sentence_marks(line: Line) -> tuple[tuple[int, int, str | None], ...]:
    """The sentences of a line as (start, end, reason) in the report; one without a telling phrase has reason None.

    Empty if no sentence has one, so that the costly split is made only where it can matter.
    """
    known = marks()
    low = plain(line.text)
    present = [(phrase, reason) for phrase, reason in known.within if phrase in low]
    if not present:
        return ()
    found: list[tuple[int, int, str | None]] = []
    for start, end in _sentences(line.text):
        sentence = plain(line.text[start:end])
        reason = next((reason for phrase, reason in present if _stands_in(phrase, sentence)), None)
        found.append((line.start + start, line.start + end, reason))
    return tuple(found) if any(reason for _, _, reason in found) else ()


def _stands_in(phrase: str, sentence: str) -> bool:
    """Whether a phrase stands in a sentence as whole words: "an account" is not in "an accounting"."""
    found = re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", sentence)
    return found is not None


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    here = 0
    for stop in _SENTENCE.finditer(text):
        yield here, stop.end()
        here = stop.end()
    if here < len(text):
        yield here, len(text)


def shape_mark(line: Line) -> str | None:
    """The reason why a line as a whole is debris by its shape: a copyright line, a caption with its credit."""
    if _GALLERY.search(line.text[:_GALLERY_HEAD]):
        return "caption"
    if len(line.text) > _LONG:
        return None
    count = line.text.count(" ") + 1
    if count <= 25 and _COPYRIGHT.search(line.text):
        return "copyright"
    if count > 90:
        return None
    if count <= 10 and _FOLLOW.match(line.text):
        return "share bar"
    if count <= 6 and _SIGN_OFF.fullmatch(line.text):
        return "byline"
    if count <= 24 and not FULL_DATE.search(line.text):
        if len(line.text) <= 40 and _NO_WORDS.fullmatch(line.text):
            return "byline" if _DAY_AND_CLOCK.fullmatch(line.text.strip()) else "navigation"
        if _TRAIL.fullmatch(line.text) and not line.text.endswith((".", "!", "?", "”", '"')):
            return "navigation"
    if count >= 4 and _CREDIT_NAMED.search(line.text):
        return "caption"
    if _CREDIT_BRACKET.search(line.text) and not _signed(line.text):
        # "PARIS, May 3, 2010 (AFP)" on a line of its own is the story's dateline
        return "byline" if count <= _DATELINE_WORDS and FULL_DATE.search(line.text) else "caption"
    slash = list(_CREDIT_SLASH.finditer(line.text))
    if slash and len(line.text) - slash[-1].end() <= 3:
        return "caption" if count > 6 else "photo credit"
    if _CREDIT_LABEL.match(line.text) and count <= 40:
        return "photo credit" if count <= 8 else "caption"
    if count >= 4 and _CREDIT_BARE.search(line.text):
        return "caption"
    return None


def _signed(text: str) -> bool:
    """Whether the bracket at the end is an agency's signature under a sentence: "... he said. (AFP)"."""
    body = text[: max(text.rfind("("), text.rfind("["))].rstrip()
    inner = text[len(body) :].strip(" ()[].")
    return bool(re.search(r"[.!?][\"”’']*$", body)) and re.fullmatch(_AGENCY, inner) is not None


def parts(line: Line) -> tuple[tuple[int, int, str], ...]:
    """The parts of a line that are no running text: a caption or a label it begins with, asides and credits inside it.

    As (start, end, reason) in the report, in order and apart.
    """
    if len(line.text) > 20 * _LONG:
        return ()
    found: list[tuple[int, int, str]] = []
    begin = 0
    caption = _LEADING_CAPTION.match(line.text[:_GALLERY_HEAD])
    if caption:
        begin = caption.end()
        found.append((line.start, line.start + begin, "caption"))
    stamp = RUN_IN_STAMP.match(line.text, begin)
    if stamp:
        found.append((line.start + begin, line.start + stamp.end(), "byline"))
        begin = stamp.end()
    label = _LABEL.match(line.text, begin)
    if label:
        found.append((line.start + begin, line.start + label.end(), "navigation"))
        begin = label.end()
    found.extend(
        (line.start + aside.start(), line.start + aside.end(), "related headlines")
        for aside in _ASIDE.finditer(line.text, begin)
    )
    if "/" in line.text:
        for credit in _CREDIT_SLASH.finditer(line.text, begin):
            if "/" in credit.group():
                found.append((line.start + credit.start(), line.start + credit.end(), "photo credit"))
    return tuple(sorted(found))
