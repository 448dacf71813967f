"""Who carries a report, whose copy it is, and what it is called, as the page itself says.

Invariant: every name comes back as it is written in the text, in what was given, or in the address;
nothing is guessed from what the report is about. A photograph's agency is never the story's.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources
from itertools import islice
from urllib.parse import urlsplit

from communique.model import Removed
from communique.reports.debris import prose
from communique.reports.lines import Line, plain, read_lines

_NAME = r"[A-Z0-9][\w.&'’\-]{0,40}(?: (?:(?:of|the|and|for|de|du|la|el|al)\s)?[A-Z0-9(&][\w.&'’\-)]{0,40}){0,6}"
_COPYRIGHTS = (
    re.compile(
        r"(?:©|(?i:\(c\)|copyright))\s*(?:(?:©|(?i:\(c\)|copyright))\s*)?"
        r"(?:\d{4}\s?[-–,]\s?)?(?:\d{4})?[,.]?\s*(?:(?i:by|to) )?"
        rf"({_NAME})"
    ),
    re.compile(rf"(?i:all rights reserved (?:to|by))\s+(?:the )?({_NAME})"),
    re.compile(rf"\b({_NAME})\s{{0,5}}(?:©|\(c\)|(?i:copyright))\s*\d{{4}}"),
)
_FOLLOW = re.compile(rf"^(?i:follow|like|join|find|watch) ({_NAME})(?P<where> on\b(?: [A-Z]\w+)?|:|$)")
_NOT_PUBLISHERS = re.compile(
    r"^(?:all|the authors?|rights?|reserved|photo|image|us|me|this|our|getty|copyright|crown|content|use|terms"
    r"|site|website|privacy|by|loading|\d+)\b",
    re.I,
)
_LEGAL_FORM = re.compile(r"(?:,? (?:Inc|LLC|L\.L\.C|Ltd|Limited|SAL|GmbH|AG|S\.A|Co|Corp|PLC|plc|LP)\b\.?)+$")
_RIGHTS = re.compile(
    r"[.,|]?\s{0,5}(?:\b(?:all\s+rights?(?:\s+reserved)?|todos|tous|alle|(?:or|and) (?:its|their))\b|\d{4}).*$"
    r"|(?<=\w{3})\.\s.*$",
    re.I,
)
_CREDITED = re.compile(r"\s?/|, (?:AFP|AP|Reuters|EPA|DPA|dpa|Getty)\b|\s?/[A-Z]")
"""What follows a photographer's name and no publisher's: "© A. Name/AGENCY", "© A. Name, AFP"."""
_COPY_NOTICE = re.compile(r"(?:Associated Press|AFP|Reuters)\b.{0,40}\b(?:material|content|republication)\b", re.I)
"""An agency's notice under its copy, whoever prints it."""
_NOTICE = re.compile(
    rf"^(?:Legal Disclaimer: |(?i:all rights reserved)[.:] )?({_NAME})(?:['’]s)? "
    r"(?:website|web site|delivers|provides|is not responsible|takes no responsibility)\b"
)
_MASTHEAD_LINES, _TOLD = 2, 2
_SHARED_HOSTS = frozenset(
    ("web.archive.org", "archive.org", "archive.is", "archive.ph", "webcache.googleusercontent.com", "translate.goog")
)
_DASH = r"[-–—]"
_MONTH_DAY = r"(?:[A-Z][A-Za-z]{2,8}\.? \d{1,2}|\d{1,2}(?:st|nd|rd|th)? [A-Z][A-Za-z]{2,8}\.?)(?:,? \d{4})?"
_PLACES = r"[A-Z][\w.'’\-]*(?:[ ,/]{1,2}[A-Z][\w.'’\-]*){0,5}(?: \[[A-Z][\w ]{2,20}\])?"
_UNLISTED = re.compile(
    rf"^[A-Z][A-Z .'’\-]{{2,40}}(?:, ?{_PLACES})?(?:, {_MONTH_DAY})? \(([A-Z]{{2,8}})\) ?{_DASH}{{1,3}}\s"
)
"""An agency that no list knows, by where it stands: "LIMA, May 3 (XYZ) - "."""
_HEADLINE_WORDS = (4, 30)
_CREDIT_LINES = 8
_DATELINE_REACH = 12
_POINTS = re.compile(r"(?:story highlights|key points|highlights|at a glance)\b", re.I)
"""What stands above a story's main points, which are sentences cut short and none of them its headline."""
_TITLE_REACH, _SHARED = 60_000, 0.3
_WORD = re.compile(r"\w[\w'\-]*\w")


@cache
def _agency_by_name() -> dict[str, str]:
    """The shortest name of each agency by the ways it signs."""
    data = tomllib.loads(resources.files("communique.reports").joinpath("data/agencies.toml").read_text("utf-8"))
    return {name: agency["names"][0] for agency in data["agency"] for name in agency["names"]}


@cache
def _agencies() -> tuple[str, ...]:
    return tuple(sorted(_agency_by_name(), key=len, reverse=True))


@cache
def known_outlets() -> dict[str, str]:
    """Agencies, papers and stations that write for one state's readers, each with that state (ISO alpha-3)."""
    data = tomllib.loads(resources.files("communique.reports").joinpath("data/outlets.toml").read_text("utf-8"))
    return {name: state for state, names in data["states"].items() for name in names}


def is_outlet(name: str) -> bool:
    """Whether a name is an agency's, paper's or station's ("Reuters", "the Interfax news agency")."""
    alone = re.sub(r" (?:state )?(?:news )?agency$", "", _folded(name))
    return alone in _outlets()[0] or alone in _folded_agencies()


@cache
def _folded_agencies() -> frozenset[str]:
    return frozenset(map(_folded, _agencies()))


@cache
def _outlets() -> tuple[frozenset[str], re.Pattern[str]]:
    """The folded names of all known outlets, and a pattern that finds one in a line of a page's furniture.

    Left out are names that are ordinary words or shared by several. The pattern also leaves agencies out: a
    page that names one says whose copy it prints.
    """
    data = tomllib.loads(resources.files("communique.reports").joinpath("data/outlets.toml").read_text("utf-8"))
    unsure = {_folded(name) for name in data["unsure"]["names"]}
    names = [name for name in (*known_outlets(), *data["world"]["names"]) if _folded(name) not in unsure]
    named = sorted((name for name in names if name not in _agencies()), key=len, reverse=True)
    first = "".join(sorted({re.escape(name[0]) for name in named} | {"T"}))
    pattern = re.compile(
        rf"(?=[{first}])(?<![\w.@/])((?:The )?(?:{'|'.join(map(re.escape, named))}))(?![\w@])(?!-\w| ?\(@)"
    )
    return frozenset(_folded(name) for name in names if len(name) >= 4), pattern


def _folded(name: str) -> str:
    return re.sub(r"^the | ?(?:online|english)$", "", " ".join(plain(name).split()))


def _from_known(text: str, parts: Sequence[str]) -> str | None:
    """A known outlet that stands alone on a line or between bars near the top, or calls itself by name below."""
    known, _ = _outlets()
    top = [line for line in read_lines(text[:3000])[:_KNOWN_LINES] if not prose(line)]
    for line in top:
        for piece in re.split(r"\s*[|»–—›•]\s*|: |/ | - |, ", line.text[:120]):
            if _folded(piece) in known and piece[:1].isalpha() and not piece.islower():
                return _named_in(piece)
    for line in top[:_MASTHEAD_LINES]:
        found = (
            next(_outlets_in(line.text, 0, len(line.text)), None) if line.text.count(" ") < _MASTHEAD_WORDS else None
        )
        if found:
            return found[1]
    for part in parts:
        for row in part[:4000].splitlines():
            found = _SELF.search(row.strip()[:200])
            if found and _folded(found[1]) in known:
                return _named_in(found[1])
    return None


def _named_in(piece: str) -> str:
    """The name as it stands, without the edition after an agency's ("IRNA English")."""
    name = piece.strip()
    return name.removesuffix(" English") if name.removesuffix(" English") in _agencies() else name


def _outlets_in(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Known outlets that a piece of text names; not the last part of a longer name ("Syrian Arab News Agency")."""
    for found in _outlets()[1].finditer(text, start, end):
        before = text[max(start, found.start() - 30) : found.start()].rpartition("\n")[2].split()
        if not before or not before[-1][:1].isupper() or before[-1].lower() in _OFFERS or before[-1][-1] in ",:;.|/":
            yield found


def _from_furniture(text: str, removed: Sequence[Removed]) -> tuple[str, int] | None:
    """The one known outlet that the page's own offers, bylines and legal lines name most, and how often."""
    counts: Counter[str] = Counter()
    names: dict[str, str] = {}
    for span in removed:
        if span.reason in _FURNITURE:
            for found in _outlets_in(text, span.start, min(span.end, span.start + 4000)):
                key = _folded(found[1]).removesuffix(" news")
                counts[key] += 1
                names.setdefault(key, found[1])
    best = counts.most_common(2)
    if not best or (len(best) > 1 and best[0][1] == best[1][1]):
        return None
    return names[best[0][0]], best[0][1]


def _from_dateline(text: str, removed: Sequence[Removed]) -> str | None:
    """A known outlet, no agency, in the brackets of the story's dateline: "Lima (XNN) ..."."""
    body = (line for line in read_lines(text[:20_000]) if _readable(line, removed) and len(line.text) > 60)
    for line in islice(body, _DATELINE_LINES):
        found = _BRACKETED.match(line.text[:200])
        if found and _outlets()[1].fullmatch(found[1]):
            return found[1]
    return None


_KNOWN_LINES, _MASTHEAD_WORDS, _DATELINE_LINES = 6, 6, 4
_FURNITURE = frozenset(
    (
        *("byline", "copyright", "newsletter", "subscription offer", "share bar", "cookie notice", "comment form"),
        *("navigation", "advert", "player"),
    )
)
_OFFERS = frozenset(
    (
        *("by", "follow", "get", "from", "for", "read", "download", "about", "subscribe", "join", "at", "via", "the"),
        *("more", "on", "in", "with", "to"),
    )
)
"""Words that stand in capitals before an outlet's name without being a part of it ("Follow X", "BY X")."""
_BRACKETED = re.compile(rf"^(?:{_PLACES},? ?)?\(([A-Z][\w .]{{1,30}})\)")
_SELF = re.compile(
    r"(?:^(?:Download|Follow|About|Copyright|Read more from)(?: the)?|turning to(?: the)?|^(?=The ))\s*"
    r"((?:The )?[A-Z][\w.'’-]*(?: (?:of )?[A-Z][\w.'’-]*){0,3}?)"
    r"(?= (?:for|News App|app|Group|Ltd|Plc|Explains|is a|newsletters?)\b)"
)


@cache
def _mastheads() -> tuple[frozenset[str], frozenset[str]]:
    """The words that papers are called by, and those with which a site's menu begins rather than its name."""
    data = tomllib.loads(resources.files("communique.reports").joinpath("data/mastheads.toml").read_text("utf-8"))
    return frozenset(data["kinds"]), frozenset(data["sections"])


@cache
def _signatures() -> tuple[tuple[re.Pattern[str], ...], ...]:
    """Patterns for an agency's name: heading a paragraph, ending one, on a line of its own, beside its place."""
    name = "(" + "|".join(map(re.escape, _agencies())) + ")"
    heads = (
        re.compile(rf"^(?:{_PLACES},? ?)?(?:{_MONTH_DAY},? ?)?[(\[]{name}[)\]]\s*(?:{_DASH}{{1,3}}|:)?\s"),
        re.compile(
            rf"^(?:{_PLACES},? ?)(?:{_MONTH_DAY})[.,]? ?[/(\[]?{name}[/)\]]?\s*(?:{_DASH}{{1,3}}|\.{_DASH}{{1,2}}|:)"
        ),
        re.compile(rf"^(?:{_PLACES},? ?)(?:{_MONTH_DAY})[.,]? ?/{name}/[.,]? "),
        re.compile(rf"^{_PLACES},? {name} ?{_DASH}{{1,3}}\s"),
        re.compile(rf"^{_PLACES} ?{_DASH}{{1,2}} {name} ?(?:{_DASH}{{1,3}}|:)\s"),
        re.compile(rf"^{_PLACES},? {_MONTH_DAY} ?{_DASH} {name}\. "),
        re.compile(rf"^{name}\s?{_DASH}{{1,3}}\s"),
        re.compile(rf"^(?:{_PLACES},? ?)(?:{_MONTH_DAY}), ?{name}\. "),
    )
    tails = (
        re.compile(rf"[.!?][\"'”’]*\s*{_DASH}{{1,3}}\s?{name}\.?$"),
        re.compile(rf"[.!?][\"'”’]*\s*[(\[]{name}[)\]]\.?$"),
        re.compile(rf"[.!?][\"'”’]*\s*/{name}/?\.?$"),
    )
    lines = (
        re.compile(rf"^(?:{_DASH}{{1,3}}\s?|[(\[/]){name}[)\]/]?$"),
        re.compile(rf"^(?i:by|from)[: \u00a0]+{name}(?:,? .{{0,40}})?$"),
        re.compile(rf"^(?:(?i:source|via|agency|agencies|credit|courtesy)\s?[:|\-]\s?|Source){name}\.?$"),
        re.compile(rf"^(?!\w\w$(?<!AP)){name}(?: {_DASH} .{{0,40}})?$"),
        re.compile(rf"^{_PLACES},? (?:{_MONTH_DAY}), ?[(\[/]?{name}[)\]/]?\.?$"),
    )
    credits = (
        re.compile(rf"^(?:{_PLACES},? ?(?:{_MONTH_DAY},? ?)?)[(\[]{name}[)\]]\s*{_DASH}{{0,3}}$"),
        re.compile(rf"^[(\[][A-Z]\w+ ?{_DASH} ?{name}[)\]]$"),
        re.compile(rf"^{name}, {_PLACES}(?:,.{{0,40}})?$"),
        re.compile(rf"^{name} \| .{{1,40}}$"),
        re.compile(rf"^{_PLACES} ?{_DASH} ?{name}$"),
        re.compile(rf"^(?i:by) .{{2,40}} (?i:with|and) {name}$"),
        re.compile(rf"^(?i:by[: ]+)?(?!\w\w$(?<!AP)){name}(?: ?[/|] ?.{{1,60}})?$"),
        re.compile(rf"^(?i:by:? )?{name} \d{{1,2}} [A-Z][a-z]{{2,8}} \d{{4}}\b.{{0,30}}$"),
    )
    return heads, tails, lines, credits


def find_agency(text: str, removed: Sequence[Removed]) -> str | None:
    """The wire agency whose copy the report is; None if none signs.

    It has the name by which it signs, with its short name before a long one that does not hold it: "AFP (Agence
    France-Presse)".
    """
    return _with_short_name(_signature(text, removed))


def _with_short_name(signed: str | None) -> str | None:
    short = _agency_by_name().get(signed or "")
    if signed is None or short is None or (" " in signed and short in signed):
        return signed
    return f"{short} ({signed})" if " " in signed and short != signed else short


def _signature(text: str, removed: Sequence[Removed]) -> str | None:
    """The agency as the report writes it.

    It signs in the dateline ("CAIRO (AP) —"), under the last sentence ("---AFP"), in the byline, or as
    the named source; the first is the surest. "AP contributed" and photo credits do not count.
    """
    heads, tails, alone, beside = _signatures()
    lines = read_lines(text)
    kept = [line for line in lines if _readable(line, removed)]
    body = [line for line in kept if prose(line)]
    for line in kept[:_DATELINE_REACH]:
        for head in heads if len(line.text) > 60 else ():
            found = head.match(line.text[:200])
            if found:
                return found[1]
    for line in kept[:_DATELINE_REACH]:
        unlisted = _UNLISTED.match(line.text[:200]) if len(line.text) > 60 else None
        if unlisted:
            return unlisted[1]
    for line in reversed(body[-3:]):
        for tail in tails:
            found = tail.search(line.text[-120:])
            if found:
                return found[1]
    menu = _menu(lines)
    for line in kept:
        for number, pattern in enumerate(alone if line.start not in menu else ()):
            found = pattern.match(line.text) if len(line.text) <= 80 else None
            if found and (number < 3 or line.start < (body[0].start if body else 0)):
                return found[1]
    return _above_story(text, body[0].start if body else 0, beside)


def agency_of(publisher: str | None) -> str | None:
    """The agency that a publisher is itself: what an agency's own page carries is its copy."""
    if not publisher:
        return None
    own = re.sub(r"\.(?:am|com|net|org|ru|ir|az)$| (?:International|English)$", "", publisher.strip()).casefold()
    known = (name for name in _agencies() if own in (name.casefold(), f"{name} news".casefold()))
    return _with_short_name(next(known, None))


def _above_story(text: str, story: int, patterns: Sequence[re.Pattern[str]]) -> str | None:
    """The agency on a line of its own above the story that also names the place, the desk or the carrier."""
    lines = read_lines(text)
    menu = _menu(lines)
    for line in [each for each in lines if each.end <= story][-_CREDIT_LINES:]:
        for pattern in patterns if line.start not in menu else ():
            found = pattern.match(line.text) if len(line.text) <= 80 else None
            if found:
                return found[1]
    return None


def _menu(lines: Sequence[Line]) -> set[int]:
    """Where lines of a word or two begin that stand between others as short: "MENA" among sections is no agency."""
    short = [line.text.count(" ") < 2 and line.text[:1].isalpha() for line in lines]
    return {lines[n].start for n in range(1, len(lines) - 1) if all(short[n - 1 : n + 2]) and lines[n + 1].blanks == 0}


def _readable(line: Line, removed: Sequence[Removed]) -> bool:
    """Lines of the report and its byline; not its captions, and not other stories."""
    return not any(s.start < line.end and line.start < s.end and s.reason not in ("byline",) for s in removed)


def find_publisher(
    text: str, removed: Sequence[Removed], given: str | None = None, url: str | None = None
) -> str | None:
    """Who carries the report: as given beside it, else as its legal lines say, its address, or its masthead.

    Returns None if nothing says so. A legal form ("Ltd.") and "All rights reserved" are left off.
    """
    if given and given.strip():
        return given.strip()
    debris = [text[s.start : s.end] for s in removed if s.reason not in ("caption", "photo credit")]
    named = [*_from_copyright(debris), *_from_follow(debris), *_from_notice(debris)]
    legal = next(iter(named), None)
    known = _from_furniture(text, removed)
    if legal and not (known and known[1] >= _TOLD and not _is_papers(legal)):
        return legal
    return (
        (known[0] if legal and known else None)
        or _host(url)
        or _from_known(text, debris)
        or _from_dateline(text, removed)
        or (known[0] if known else None)
        or _from_masthead(text)
    )


def _is_papers(name: str) -> bool:
    """Whether a name is an outlet's and not only that of the company behind it."""
    return _outlets()[1].search(name) is not None or any(word in _mastheads()[0] for word in name.lower().split())


def _from_copyright(parts: Sequence[str]) -> Iterator[str]:
    for part in reversed(parts):
        for row in part[-4000:].splitlines():
            if _COPY_NOTICE.search(row):
                continue
            for pattern in _COPYRIGHTS:
                found = pattern.search(row[:400])
                credited = found is not None and _CREDITED.match(row, found.end()) is not None
                name = _clean(found[1]) if found and not credited else None
                known = _outlets()[1].search(row[:400]) if name else None
                if name:
                    yield known[1] if known and name in known[1] else name


def _from_follow(parts: Sequence[str]) -> Iterator[str]:
    for part in parts:
        for row in part[:4000].splitlines():
            found = _FOLLOW.match(row.strip()[:200])
            name = _clean(found[1]) if found else None
            if (
                found and name and (found["where"].count(" ") < 2 or _is_papers(name))
            ):  # else a writer, on some platform
                yield name


def _from_notice(parts: Sequence[str]) -> Iterator[str]:
    """Whose site it is by what the site says of itself: "X's website can also ...", "X delivers independent ..."."""
    for part in reversed(parts):
        for row in part[-4000:].splitlines():
            found = _NOTICE.match(row.strip()[:200])
            name = _clean(re.sub(r"['’]s$", "", found[1])) if found else None
            if name:
                yield name


def _from_masthead(text: str) -> str | None:
    """A name of the kind that papers bear ("The X Times") on one of the first lines, or an agency's."""
    kinds, sections = _mastheads()
    lines = [line for line in read_lines(text[:2000]) if not line.text.lower().startswith(("skip to", "jump to"))]
    for line in lines[:_MASTHEAD_LINES]:
        name = re.split(r"\s*[|:»–—]\s*", line.text.strip(" |"))[0].strip()
        words = [word.lower() for word in name.split()]
        ends = (n for n in (2, 3, 4) if len(words) > n and words[n - 1] in kinds and words[n] in sections)
        run_in = next(ends, 0)
        if run_in and len(words) > run_in + 2:  # the menu runs on behind the name: "The X Post News Sport Business"
            name, words = " ".join(name.split()[:run_in]), words[:run_in]
        if not 1 <= len(words) <= 5 or not name[:1].isupper() or words[0] in sections:
            continue
        titled = all(word[:1].isupper() or len(word) <= 3 for word in name.split()) and "," not in name
        named = (
            titled
            and any(word in kinds for word in words)
            and any(word not in kinds | sections | {"the"} for word in words)
        )
        own = (each for each in _agencies() if each in known_outlets())  # a world agency's name is a credit
        agency = next((each for each in own if name in (each, f"{each} English", f"{each} News")), None)
        if named or agency:
            return agency or name
    return None


def _clean(name: str) -> str | None:
    short = _LEGAL_FORM.sub("", _RIGHTS.sub("", name).strip(" .,|-–")).strip(" .,|-–")
    return short if len(short) >= 2 and not _NOT_PUBLISHERS.match(short) else None


def _host(url: str | None) -> str | None:
    if not url or any(char.isspace() for char in url.strip()):
        return None
    try:
        host = (urlsplit(url if "//" in url else f"//{url}").hostname or "").removeprefix("www.")
    except ValueError:
        return None
    return host if "." in host and host not in _SHARED_HOSTS else None


def find_title(text: str, removed: Sequence[Removed]) -> str | None:
    """The headline: above the story, the line that shares most with it; None if the text begins with the story."""
    above: list[Line] = []
    story: list[Line] = []
    points = False
    for line in read_lines(text[:_TITLE_REACH]):
        if any(s.start < line.end and line.start < s.end for s in removed):
            points = points or _POINTS.match(line.text) is not None
            continue
        if story or prose(line) or len(line.text) > 250:
            story.append(line)
        elif not points and not line.text.endswith(":"):
            above.append(line)
    subject = {word for line in story[:12] for word in _content(line)}
    best: tuple[float, str] | None = None
    for line in above:
        words = _content(line)
        if _HEADLINE_WORDS[0] <= len(line.text.split()) <= _HEADLINE_WORDS[1] and words:
            shared = len(words & subject) / len(words)
            if best is None or shared > best[0]:
                best = (shared, line.text.strip("*_#+ "))
    return best[1] if best and best[0] >= _SHARED else None


def _content(line: Line) -> set[str]:
    return {word.removesuffix("'s") for word in _WORD.findall(plain(line.text[:2000])) if len(word) > 3}
