"""What a sentence counts: the dead, the hurt, who came, money; and since when something is the first.

Invariant: a count stands in the sentence, and its value keeps what makes it rough ("at least 84", "dozens");
whose deaths are counted is part of the attribute where they are not just anybody's (`deaths of americans`);
what is told as a part ("twelve of the dead", "X and three others") is no count of the whole.
Patterns are bounded, so reading takes time linear in the sentence.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from communique.claims.places import country_of_demonym
from communique.claims.timewords import WORD_NUMBER, number
from communique.model import Detail

_ROUGH = (
    r"(?:at\sleast|more\sthan|over|nearly|almost|about|around|some|roughly|approximately|an\sestimated|as\smany\sas|"
    r"up\sto|as\smuch(?:\sas)?|upwards\sof|well\sover|fewer\sthan|less\sthan|close\sto|just\sover|all)"
)
_FIGURES = r"\d{1,3}(?:,\d{3}){1,3}|\d{1,6}"
_AMOUNT = (
    rf"(?:(?<=between\s)(?:{_FIGURES})\sand\s(?:{_FIGURES})|(?:{_FIGURES})\s?(?:to|or|-|–)\s?(?:{_FIGURES})|"
    rf"\d{{1,3}}(?:,\d{{3}}){{1,3}}|\d{{1,6}}|(?:two|three|four|five|six|several|half\sa|a|one)\s(?:dozen|hundred|thousand|million)|"
    rf"{WORD_NUMBER}|dozens|scores|(?:(?:tens|hundreds)\sof\s)?thousands|hundreds)"
)
_COUNT = rf"(?<![\w.,$€£-])(?<!\bno\s)(?P<rough>{_ROUGH}\s)?(?:\*\*)?(?P<amount>{_AMOUNT})(?![\w%]|[.,:-]\d|-\w)"
_END = (
    r"(?:and|or|but|in|on|at|near|with|who|that|which|including|during|as|when|while|after|before|by|from|for|to|since|"
    r"across|outside|inside|among|amid|over|under|dozens|scores|hundreds|thousands|dead|killed|died|wounded|injured|"
    r"last|this|next|early|late|earlier|yesterday|today|(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
)
_WHO = rf"(?P<who>(?:\s(?:of\s)?(?:the\s)?(?!{_END}\b)[a-z’'-]{{2,20}}){{0,4}})"
_PART = re.compile(r"\s(?:out\s)?of\s(?:the|them|those|these|which|whom|his|her|their|its)\b", re.IGNORECASE)
"""After a number: some of many ("twelve of the dead")."""
_SUFFERED = "".join(rf"(?<!{word}\s)" for word in ("killed", "dead", "died", "wounded", "injured", "hurt", "missing"))
_BESIDE = re.compile(rf"{_SUFFERED}\b(?:and|with|plus)\s$", re.IGNORECASE)
"""Before a number of others: those who stand before it are not in it ("the envoy and three others").

Where they suffered something else, the others are all who suffered this ("five killed and 12 others wounded").
"""
_SAME = re.compile(r"\b(?:the|these|those|both|our|their|his|all|its)\s$", re.IGNORECASE)
"""Before a number: some who were spoken of, and no count ("the two leaders")."""
_MAYBE = "possibly|potentially|reportedly|perhaps|apparently"
_CLIMBED = (
    r"(?:(?:stands|stood|rises|rose|risen|climbed|jumped|grew|grown|increased|put|now)\s(?:at|to|past|above)|reached|topped|hit|"
    r"surpassed|passed|exceeded)"
)
_NOT_PEOPLE = re.compile(r"\b(?:years?|days?|months?|weeks?|hours?|minutes?|miles?|percent|times|a\.m|p\.m)\b")
_ONE = ("1", "one", "a")
_VAGUE = ("dozens", "scores", "hundreds", "thousands")
_AMONG = ("also", "among")
"""So begins what names some of the dead, each by what they were."""
_SCALE = {"dozen": 12, "hundred": 100, "thousand": 1000, "million": 1_000_000}
_FIRST = re.compile(
    r"\bfirst\b(?:[^.;:]{0,120}?\b(?:since\s(?:[A-Z][a-z]{2,8}\.?\s(?:\d{1,2},\s)?)?(?P<year>1[6-9]\d\d|20\d\d)\b|"
    r"in\s(?:the\s(?:last|past)\s)?(?P<rough>nearly\s|almost\s|more\sthan\s|over\s|about\s|some\s)?(?P<count>\d{1,3}|"
    rf"{WORD_NUMBER}|(?:a\s)?(?:quarter|half)(?:[\s-](?:of\s)?(?:a\s)?)?|a)\s?(?P<unit>years?|decades?|century|centuries)\b)|"
    r"(?:-|\s(?:[^\s.;:]{1,20}\s){0,6}?)ever\b)"
)
_HANGING = frozenset("a an the in for of through into with on at its their this".split())  # noqa: SIM905
_PARTS = {"quarter": 0.25, "half": 0.5}
EVER = "ever"
"""Since when something is the first that never was before."""
_NEAR = 40
"""Characters from such words to the word that names the event."""
_UNIT = {"y": 1, "d": 10, "c": 100}


_CURRENCY = ("$", "€", "£", "euros", "dollars")
_SUM = (
    r"(?:[$€£]\s?\d{1,3}(?:,\d{3}){0,3}(?:\.\d{1,2})?(?:[\s-](?:million|billion|trillion)|bn|m)?|"
    r"(?<![\d.,$€£])\d{1,3}(?:\.\d{1,2})?[\s-](?:million|billion|trillion)\s(?:euros|dollars))"
)
_LARGE = re.compile(r"illion|\d(?:bn|m)\b|,\d{3},")
_MONEY = re.compile(
    rf"(?:{_ROUGH}\s)?(?P<sum>{_SUM}(?:\s?(?:to|and|-|–)\s?{_SUM})?)\b(?:\s(?!(?:and|or|but|which|who|that|to|over|since|by|from|as|"
    r"while|after|when|if|in\sexchange|would|will|is|was|are|were|has|had|have|can|could|may|might|should|they|he|she|it)\b)[a-z][a-z’'-]{1,20}){0,5}",
    re.IGNORECASE,
)


_PHRASE = 90
"""Characters before a noun in which its number stands."""
_ANY_NUMBER = re.compile(rf"\d|\b(?:{WORD_NUMBER}|dozen|score|hundred|thousand)", re.IGNORECASE)
_YEAR = re.compile(r"1[89]\d\d|20\d\d")
_SHARE = re.compile(r"\b(?:percent|per|times|number|third|half)\b", re.IGNORECASE)
_ROUGHLY = 20
"""Characters before a number in which a rough word stands."""
_ADDED = r"(?:\b(?P<before>another|additional|extra|further|fresh|other)\s)?"
_NUMBER = re.compile(rf"{_ADDED}{_COUNT}", re.IGNORECASE)
_BEFORE_NOUN = re.compile(
    rf"{_ADDED}{_COUNT}(?P<who>(?:\sof(?=\s))?"
    rf"(?:\s(?:[—–-]{{1,2}}\s)?(?!{_END}\b)[^\W\d_][\w.’'-]{{0,20}}){{0,6}})\s$",
    re.IGNORECASE,
)
_OTHERS = frozenset({"another", "additional", "extra", "further", "fresh", "other", "more"})
"""Words at a number of those that come to others who are there: "another 130", "250 more"."""


@dataclass(frozen=True, slots=True)
class Count:
    """One value that a sentence gives; `at` is where, in the sentence, the word stands that says what is counted."""

    attribute: str
    value: str
    at: int


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads((files("communique.claims") / "data" / "counts.toml").read_text("utf8"))


def casualties(text: str) -> tuple[Count, ...]:
    """How many died, were hurt or are missing, in text order.

    Of two counts of one thing that is taken which is called the toll, else the first.
    """
    found: dict[str, Count] = {}
    for attribute in ("deaths", "injured", "missing"):
        sums = tuple(_data()[attribute]["tolls"][:-1])
        for count in sorted(_casualties(attribute, text), key=lambda each: each.at):
            if count.attribute not in found or text[count.at :].lower().startswith(sums):
                found[count.attribute] = count
    return tuple(sorted(found.values(), key=lambda each: each.at))


def violent(text: str, near: str, about: str) -> bool:
    """Whether a sentence tells of violence; else what stands before it (`near`) says, else the report's beginning.

    Who was killed was killed by somebody, if none of them speaks of an accident.
    """
    for each in (text.lower(), near.lower()):
        if _any("violence", each):
            return True
        if _any("accident", each):
            return False
    above = about.lower()
    fierce, chance = (len(stems(group).findall(above)) for group in ("violence", "accident"))
    if fierce or chance:
        return fierce > chance
    return _any("killing", text.lower()) or _any("killing", near.lower())


def one_name(attribute: str) -> str:
    """What a count is called for comparing: the dead among fighters are those among militants, in another's words."""
    what, of, whose = attribute.partition(" of ")
    alike = next((group[0] for group in _data()["who"]["alike"] if whose in group), whose)
    return f"{what}{of}{alike}"


def rivals(text: str) -> bool:
    """Whether a text speaks of those who count for themselves ("activists put the dead at 90")."""
    return _any("rivals", text.lower())


def site_of(text: str) -> str | None:
    """The one place where those suffered whom a text counts: "airport" of "ten were killed at the airport"."""
    match = _sites().search(text.lower())
    return match["there"] or match["where"] if match else None


@cache
def _sites() -> re.Pattern[str]:
    sites, words = "|".join(map(re.escape, _data()["who"]["sites"])), r"(?:[\w’'-]{1,20} ){0,4}?"
    return re.compile(
        rf"\b(?:killed|dead|died|wounded|injured|hurt)\b[^.;,]{{0,20}}? (?:at|in|inside) {words}(?P<there>{sites})\b"
        rf"|\b(?:at|in|inside) {words}(?P<where>{sites}), where\b"
    )


def apart() -> frozenset[str]:
    """Words that a state's name goes before where it tells whose they are, and not where something was."""
    return frozenset(_data()["who"]["apart"])


def elsewhere() -> frozenset[str]:
    """Verbs whose place tells where the attackers had been, and not where they attacked."""
    return frozenset(_data()["who"]["elsewhere"])


def attending(kind: str, text: str) -> tuple[Detail, ...]:
    """How many leaders or countries came to an event of a kind that people come to."""
    if kind not in _data()["attending"]["kinds"]:
        return ()
    first: dict[str, Detail] = {}
    for count in _guests(text):
        first.setdefault(count.attribute, Detail(count.attribute, count.value))
    return tuple(first.values())


def _guests(text: str) -> Iterator[Count]:
    """Every count of leaders or states, each with where its noun ends."""
    small = text.lower()
    for attribute, pattern in _attending().items():
        if any(word in small for word in _data()["attending"][attribute]):
            for match in pattern.finditer(text):
                if not _spoken_of(text, match):
                    yield Count(attribute, _value(match), match.end() - 1)


def _spoken_of(text: str, match: re.Match[str]) -> bool:
    """Whether a match counts some who were spoken of before ("the two leaders"); not so "the dozens of leaders".

    The number of a name ("the Group of 20 leaders") counts nobody.
    """
    before = text[max(0, match.start("amount") - 10) : match.start("amount")]
    if before.endswith("Group of "):
        return True
    return match["amount"].lower() not in _VAGUE and _SAME.search(before) is not None


def heads(text: str) -> tuple[Count, ...]:
    """Whom a text counts: leaders, states or people, each with where the noun stands that says whom."""
    found, small = [*_guests(text)], text.lower()
    if any(word in small for word in _data()["crowds"]["people"]):
        for match in _people().finditer(text):
            if not (_spoken_of(text, match) or _PART.match(text[match.end("amount") :])):
                found.append(Count("people", _value(match), match.end() - 1))
    return tuple(found)


@cache
def gathering_words() -> dict[str, str]:
    """The nouns that name what people come to, each with its kind of event."""
    return {word: kind for kind, words in _data()["gatherings"].items() for word in words}


def money(text: str) -> tuple[tuple[int, int], ...]:
    """Where a text tells sums of a million or more, without what they are for."""
    if not any(mark in text for mark in _CURRENCY):
        return ()
    return tuple(match.span("sum") for match in _MONEY.finditer(text) if _LARGE.search(match["sum"]))


def spent(kind: str, text: str) -> tuple[Detail, ...]:
    """The sums that something of a kind which can cost or give money tells of, with what each is for."""
    if kind not in _data()["money"]["kinds"] or not any(mark in text for mark in _CURRENCY):
        return ()
    found: dict[str, Detail] = {}
    for match in _MONEY.finditer(text):
        words = match[0].split()
        while words[-1].lower() in _HANGING:
            words.pop()
        found.setdefault(" ".join(words), Detail("money", " ".join(words)))
    return tuple(found.values())


def may_count(text: str) -> bool:
    """Whether a number of any kind stands in a text."""
    return _ANY_NUMBER.search(text) is not None


def counted_before(text: str, end: int) -> Count | None:
    """The number that counts the noun which begins at `end`; its attribute is "others" where it comes to others.

    "another 130 military" and "250 more" come to others; a year or a day of a month may be no number of anything.
    """
    match = _BEFORE_NOUN.search(text[max(0, end - _PHRASE) : end])
    if match is None or match["amount"].lower() in _ONE or _PART.match(match[0], match.end("amount") - match.start()):
        return None
    if _YEAR.fullmatch(match["amount"]) and not match["rough"]:
        return None  # "a 2011 drone strike"
    if _SHARE.search(match["who"]):
        return None  # "85 percent of the strikes"
    at = max(0, end - _PHRASE) + match.start("rough" if match["rough"] else "amount")
    beside = {(match["before"] or "").lower(), *match["who"].lower().split()}
    return Count("others" if beside & _OTHERS else "", _value(match), at)


def count_at(text: str, at: int) -> Count | None:
    """The number that begins there, or with a rough word shortly before ("at least 14")."""
    low = max(0, at - _ROUGHLY)
    match = next((each for each in _NUMBER.finditer(text, low) if each.start("amount") == at), None)
    if match is None or match["amount"].lower() in _ONE:
        return None
    after = text[match.end() : match.end() + 6].split()[:1]
    beside = {(match["before"] or "").lower(), *(word.lower() for word in after)}
    return Count(
        "others" if beside & _OTHERS else "", _value(match), match.start("rough" if match["rough"] else "amount")
    )


def first_since(text: str, at: int, published: str | None) -> tuple[Detail, ...]:
    """The year since which the event named at `at` is the first of its kind ("the first since 1928", "in 88 years").

    A length of time is counted back from the year of the report, and then the year is about right; without
    that year it is not told.
    """
    match = next((m for m in _FIRST.finditer(text) if m.start() - _NEAR <= at <= m.end() + _NEAR), None)
    if match is None:
        return ()
    if match["year"]:
        return (Detail("first-since", match["year"]),)
    if not match["count"]:
        return (Detail("first-since", EVER),)
    part = next((size for word, size in _PARTS.items() if word in match["count"]), 1.0)
    many = part if match["count"].split()[0] in ("a", *_PARTS) else number(match["count"])
    if many is None or not published or not published[:4].isdigit():
        return ()
    return (Detail("first-since", f"about {int(published[:4]) - int(many * _UNIT[match['unit'][0]])}"),)


def _any(group: str, low: str) -> bool:
    return stems(group).search(low) is not None


@cache
def stems(group: str) -> re.Pattern[str]:
    """The words of a group ("violence", "lasting", "summed"), each by how it begins."""
    whole = r"s?\b" if group in ("accident", "lasting", "war") else ""
    return re.compile(r"\b(?:" + "|".join(map(re.escape, _data()[group]["words"])) + ")" + whole)


@cache
def _patterns(attribute: str) -> tuple[re.Pattern[str], ...]:
    words = _data()[attribute]
    beside = "|".join(_data()["who"]["beside"])
    state, nouns = "|".join(words["state"]), "|".join(words["nouns"]) or "(?!)"
    tolls, doing = "|".join(words["tolls"]), "|".join(words["doing"]) or "(?!)"
    lives = "|".join(words.get("lives", ())) or "(?!)"
    return (
        # "killing at least 84 people"; "a killing spree on Monday of 84 people"; "claimed the lives of 84"
        re.compile(
            rf"\b(?P<says>(?:{doing})[a-z]{{0,4}})(?:\s(?:spree|rampage))?(?:\son\s[a-z]{{3,6}}day)?"
            rf"(?:\s(?:of|between|the\slives\sof|{_MAYBE}))?\s{_COUNT}{_WHO}(?=[\s.,;:)–—-]|$)",
            re.IGNORECASE,
        ),
        # "took more than 100 lives"
        re.compile(rf"\b(?P<says>{lives})\s{_COUNT}(?P<who>(?:\s[a-z’'-]{{2,20}}){{0,2}}?)\slives\b", re.IGNORECASE),
        # "among those killed were five Peruvians"
        re.compile(
            rf"\b(?P<says>(?:also|among\s(?:the|those))\s(?:{state}))\s(?:were|was|are|is)\s{_COUNT}{_WHO}(?=[\s.,;:)–—-]|$)",
            re.IGNORECASE,
        ),
        # "124 people, most of them children, were killed"; "left 49 people dead"
        re.compile(
            rf"{_COUNT}{_WHO}(?:\s(?:in|at|on|from|aboard)(?:\s[\w’'-]{{1,20}}){{0,4}}?)?(?:\s?(?:,|--|[—–])[^.;]{{1,60}}?(?:,|--|[—–]))?(?:\swho)?(?:\s?(?:{beside})\b){{0,5}}\s(?P<says>{state})\b",
            re.IGNORECASE,
        ),
        # "355 deaths"
        re.compile(
            rf"{_COUNT}(?P<who>(?:\s(?:more|other|confirmed|reported|civilian|military|violent)){{0,1}})\s(?P<says>{nouns})\b",
            re.I,
        ),
        # "the death toll has climbed to 145"
        re.compile(
            rf"\b(?P<says>{tolls})\b[^.;,\d]{{0,60}}?\s(?:at|to|past|of|reached|topped|hit|surpassed|(?:is|was)(?:\snow)?)\s{_COUNT}"
            r"(?P<who>)",
            re.IGNORECASE,
        ),
        # "the toll of Monday's raids, air and ground, which stands at 30"
        re.compile(
            rf"\b(?P<says>{tolls})\b[^.;\d]{{0,80}}?\s{_CLIMBED}\s{_COUNT}(?P<who>)",
            re.IGNORECASE,
        ),
        # "the number of Peruvians killed in three days rose to at least 30"
        re.compile(
            rf"\bnumber\sof(?P<who>(?:\s[a-z’'-]{{2,20}}){{0,3}})\s(?P<says>{state})\b[^.;]{{0,60}}?\s{_CLIMBED}\s{_COUNT}",
            re.IGNORECASE,
        ),
    )


@cache
def _telling(attribute: str) -> re.Pattern[str]:
    """The words of which every pattern needs one: most texts hold none, and the patterns are slow to say so."""
    words = _data()[attribute]
    each = ("|".join(words[group]) for group in ("doing", "state", "nouns", "tolls", "lives") if words.get(group))
    return re.compile(rf"\b(?:{'|'.join(each)})", re.IGNORECASE)


def _casualties(attribute: str, text: str) -> Iterator[Count]:
    if not _telling(attribute).search(text):
        return
    for pattern in _patterns(attribute):
        for match in pattern.finditer(text):
            who = match["who"].strip().lower()
            after = text[match.end("amount") : match.end("amount") + 25]
            if _NOT_PEOPLE.match(after.strip().lower()) or _NOT_PEOPLE.search(who) or _a_part(text, match):
                continue
            whose = _of(who, match["amount"].lower() in _ONE)
            if whose or not match["says"].lower().startswith(_AMONG):
                yield Count(attribute + whose, _value(match), match.start("says"))


def _a_part(text: str, match: re.Match[str]) -> bool:
    """Whether a match counts some of those who are counted, those beside others, or some spoken of before."""
    before, after = text[max(0, match.start("amount") - 30) : match.start("amount")], text[match.end("amount") :]
    who = match["who"].split()
    if _PART.match(after) or (who[:1] in (["other"], ["others"]) and _BESIDE.search(before)):
        return True
    return not who and not match["amount"][0].isdigit() and _SAME.search(before) is not None


def _of(who: str, one: bool = False) -> str:
    """The tail of an attribute that says whose: empty where it is anybody. `one` where there was but one."""
    words = [word for word in re.findall(r"[a-z’'-]+", who) if word not in ("of", "the", "other", "more", "another")]
    beside = set(_data()["who"]["beside"])
    while words and words[-1] in beside:
        words.pop()
    for word in words:
        if word in _data()["who"]["anybody"]:
            return ""
    people = [word for word in words if word not in _data()["who"]["of_a_state"]]
    if len(people) < len(words) and people and country_of_demonym(people[-1].title()):
        return f" of {people[-1]}s"  # "American citizens" are Americans
    plural = next((word for word in reversed(words) if word.endswith(("s", "men", "ren", "sh", "se"))), None)
    if one and words and not plural:
        plural = f"{words[-1]}s"
    return f" of {plural}" if plural else ""


def _value(match: re.Match[str]) -> str:
    """A count as figures, with what makes it rough: "at least 84", "more than 24", "dozens"."""
    rough, amount = (match["rough"] or "").strip().lower(), match["amount"].lower()
    rough = "" if rough == "all" else rough
    return f"{rough} {_figures(amount)}".strip()


def _figures(amount: str) -> str:
    if amount.endswith("million"):
        first = amount.removesuffix("million").strip()
        if not first[0].isdigit():
            first = "0.5" if first.startswith("half") else f"{number(first) or 1:g}"
        return f"{first} million"
    if amount[0].isdigit():
        ends = re.split(r"\s?(?:and|to|or|-|–)\s?", amount.replace(",", ""))
        return " to ".join(ends)
    first, _, scale = amount.rpartition(" ")
    if scale == "thousands":
        return amount
    if first == "several":
        return f"{scale}s"
    if scale in _SCALE:
        times = 0.5 if first.startswith("half") else (number(first) or 1.0)
        return f"{times * _SCALE[scale]:.0f}"
    told = number(amount)
    return f"{told:g}" if told is not None else amount


_MANY = (
    r"(?:(?:tens|hundreds)\sof\sthousands|millions|(?:\d{1,3}(?:\.\d{1,2})?|a|one|two|three|half\sa)\smillion|"
    rf"{_AMOUNT})"
)
_PEOPLE = rf"(?<![\w.,$€£-])(?<!\bno\s)(?P<rough>{_ROUGH}\s)?(?P<amount>{_MANY})(?![\w%]|[.,:-]\d|-\w)"


@cache
def _people() -> re.Pattern[str]:
    words = "|".join(_data()["crowds"]["people"])
    return re.compile(rf"{_PEOPLE}(?:\sof)?(?:\s(?!{_END}\b)[\w’'-]{{2,20}}){{0,3}}?\s(?:{words})\b", re.IGNORECASE)


@cache
def _attending() -> dict[str, re.Pattern[str]]:
    words = _data()["attending"]
    return {
        name: re.compile(
            rf"{_COUNT}\s(?:of\s)?(?:the\s)?(?:other\s|visiting\s)?(?:{'|'.join(words[name])})\b", re.IGNORECASE
        )
        for name in ("leaders", "countries")
    }
