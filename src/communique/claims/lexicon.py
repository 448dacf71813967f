"""The words by which people, offices and bodies are known, read once from `data/offices.toml`.

Invariant: every set holds lower-case words; no set holds the name of a person.
"""

from __future__ import annotations

import tomllib
import unicodedata
from functools import lru_cache
from importlib.resources import files
from typing import Any, Literal

OfficeKind = Literal["top", "state", "body", "rank", "private", "counterpart", "succession"]

_DATA: dict[str, Any] = tomllib.loads(
    files("communique.claims").joinpath("data/offices.toml").read_text(encoding="utf-8")
)

HEADS: dict[str, OfficeKind] = {word: kind for kind in ("top", "state", "body", "rank", "private")
                                for word in _DATA["heads"][kind]}  # fmt: skip
HEADS |= {"counterpart": "counterpart", "successor": "succession", "predecessor": "succession"}
PLURAL_HEADS: dict[str, str] = {}
for _word in HEADS:
    PLURAL_HEADS[_word + "s"] = _word
    if _word.endswith("y"):
        PLURAL_HEADS[_word[:-1] + "ies"] = _word
    if _word.endswith(("man", "woman")):
        PLURAL_HEADS[_word[:-2] + "en"] = _word
ABBREVIATIONS: dict[str, str] = _DATA["abbreviations"]
ADDRESS: dict[str, str] = {word: gender for gender in ("he", "she", "any") for word in _DATA["address"][gender]}
STYLES: frozenset[str] = frozenset(_DATA["address"]["styles"])
STYLES_OF_TWO: frozenset[str] = frozenset(_DATA["address"]["styles_of_two"])
FIRST_NAME_TITLES: frozenset[str] = frozenset(_DATA["address"]["first_name"])
GENDER: dict[str, str] = {word: gender for gender in ("he", "she") for word in _DATA["gender"][gender]}
FORMER: frozenset[str] = frozenset(_DATA["modifiers"]["former"])
STANDING: frozenset[str] = frozenset(_DATA["modifiers"]["standing"])
PART: frozenset[str] = frozenset(_DATA["modifiers"]["part"])
FIELDS: frozenset[str] = PART | frozenset(_DATA["modifiers"]["fields"])
"""The words of the name of a minister's office."""
AFTER: frozenset[str] = frozenset(_DATA["modifiers"]["after"])
CANONICAL: dict[str, str] = _DATA["canonical"]
UNIQUE: dict[str, str] = _DATA["unique"]["offices"]
COUNTERPARTS: dict[str, str] = _DATA["counterparts"]
BETWEEN_STATES: frozenset[str] = frozenset(_DATA["between_states"]["titles"])
BODIES: dict[str, str] = _DATA["bodies"]
SEATS_OF_MANY: frozenset[str] = frozenset(_DATA["seats_of_many"]["names"])
HOME_BODIES: dict[str, str] = _DATA["home"]
ADMINISTRATION: str = _DATA["home_usage"]["administration"]
PARTY_WORDS: dict[str, str] = _DATA["party"]
INTERNATIONAL: dict[str, str] = _DATA["international"]
BODY_HEADS: frozenset[str] = frozenset(_DATA["body_heads"]["words"])
STATE_HEADS: frozenset[str] = frozenset(_DATA["body_heads"]["state"])
PLURAL_APART: frozenset[str] = frozenset(_DATA["plural"]["apart"])
PLURAL_PERSONS: frozenset[str] = frozenset(_DATA["plural"]["persons"])
PLURAL_STATES: frozenset[str] = frozenset(_DATA["plural"]["states"])
PARTICLES: frozenset[str] = frozenset(_DATA["reading"]["particles"])
HYPHENED: frozenset[str] = frozenset(_DATA["reading"]["hyphened"])
SUFFIXES: frozenset[str] = frozenset(_DATA["reading"]["suffixes"])
THINGS: frozenset[str] = frozenset(_DATA["reading"]["things"])
THINGS_AND_NAMES: frozenset[str] = frozenset(_DATA["reading"]["things_and_names"])
GOING: frozenset[str] = frozenset(_DATA["reading"]["going"])
PLACE_PREPOSITIONS: frozenset[str] = frozenset(_DATA["reading"]["place_prepositions"])
TOWN_THINGS: frozenset[str] = frozenset(_DATA["reading"]["town_things"])
NO_PRIME_MINISTER: frozenset[str] = frozenset(_DATA["unique"]["no_prime_minister"])
NO_PRESIDENT: frozenset[str] = frozenset(_DATA["unique"]["no_president"])
MONARCHIES: frozenset[str] = frozenset(_DATA["unique"]["monarchies"])
CHANCELLORS: frozenset[str] = frozenset(_DATA["unique"]["chancellors"])
COUPLES: frozenset[frozenset[str]] = frozenset(frozenset(each) for each in _DATA["unique"]["couples"])
ROYAL: frozenset[str] = frozenset(_DATA["unique"]["royal"])
COMPANY: frozenset[str] = frozenset(_DATA["reading"]["company"])
POSSESSIVE_PRONOUNS: frozenset[str] = frozenset({"his", "her", "their", "its", "my", "our", "your"})
BARE_BODIES: frozenset[str] = frozenset({"ministry", "embassy", "presidency"})
SPOKESMEN: frozenset[str] = frozenset({"spokesman", "spokeswoman", "spokesperson"})
APOSTROPHES: frozenset[str] = frozenset({"'s", "’s", "'", "’"})
CALENDAR_WORDS: frozenset[str] = frozenset(_DATA["reading"]["calendar"])


@lru_cache(maxsize=50_000)
def fold(name: str) -> str:
    """A name without case, accents and punctuation, for comparing: "Erdoğan" and "Erdogan" fold alike."""
    plain = unicodedata.normalize("NFKD", name.replace("ı", "i").replace("ø", "o").replace("ł", "l"))
    letters = "".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c) and c not in "'’ʿʾ`")
    return " ".join(letters.lower().split())


def canonical_title(title: str) -> str:
    """One wording of an office for its several wordings; a title not in the data is kept as it is.

    A foreign minister is one whatever else the ministry does ("minister of foreign affairs and cooperation").
    """
    plain = " ".join(title.split())
    whole = CANONICAL.get(plain.lower())
    first = CANONICAL.get(plain.lower().partition(" and ")[0]) if whole is None else None
    return whole or (first if first == "foreign minister" else plain)
