"""Delegations written out as lists: who leads, who goes, and in which office.

Invariant: every delegate is an actor of the cast and stands in a paragraph of its own under the
heading that announces the list; `position` is the text after the name, as it stands there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from communique.claims.actors import Cast, Mention
from communique.claims.parsing import Paragraph, Parsed, Sentence

_HEADING = re.compile(
    r"\b(?:members of (?:the|his|her|its|this) (?:\w+ ){0,3}delegation"
    r"|delegation (?:members|includes?|consists of|comprises)"
    r"|(?:other )?members? (?:are|include))\b[^.]{0,80}$",
    re.IGNORECASE,
)
_LEADS = re.compile(r"\b(?:will )?(?:lead|leads|led|head|heads|headed)\b[^.]{0,40}\bdelegation", re.IGNORECASE)
_MARKUP = re.compile(r"[*_#<>/\\]|\bu>|</?\w+>")
_BEFORE_NAME = 40
_GAP = 2


@dataclass(frozen=True, slots=True)
class Delegate:
    """One member: the actor, the position as written, and where the entry stands in the report."""

    actor: str
    position: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Delegation:
    """A list of delegates under one heading. `leader` is who the report says leads them, if it says so."""

    leader: str | None
    members: tuple[Delegate, ...]
    start: int
    end: int


def read_delegations(parsed: Parsed, cast: Cast) -> tuple[Delegation, ...]:
    """The delegations that a report writes out as lists, in reading order."""
    named = _names_by_paragraph(parsed, cast)
    found: list[Delegation] = []
    number = 0
    while number < len(parsed.paragraphs):
        paragraph = parsed.paragraphs[number]
        if not _HEADING.search(_MARKUP.sub(" ", paragraph.text[-300:]).strip(" :")):
            number += 1
            continue
        members, after = _members(parsed, named, number + 1)
        if members:
            leader = _leader(parsed, cast, number)
            found.append(Delegation(leader, tuple(members), paragraph.start, members[-1].end))
        number = max(after, number + 1)
    return tuple(found)


def _names_by_paragraph(parsed: Parsed, cast: Cast) -> dict[int, list[Mention]]:
    named: dict[int, list[Mention]] = {}
    for mention in cast.mentions:
        if mention.form == "name" and len(mention.keys) == 1:
            named.setdefault(parsed.sentences[mention.sentence].paragraph, []).append(mention)
    return named


def _members(parsed: Parsed, named: dict[int, list[Mention]], first: int) -> tuple[list[Delegate], int]:
    """The entries from a paragraph on, and the first paragraph after the list; a short gap does not end it."""
    members: list[Delegate] = []
    number, missed = first, 0
    while number < len(parsed.paragraphs) and missed < _GAP:
        entry = _entry(parsed.paragraphs[number], named.get(number, ()))
        if entry:
            members.append(entry)
            missed = 0
        else:
            missed += 1
        number += 1
    return members, number


def _entry(paragraph: Paragraph, names: Sequence[Mention]) -> Delegate | None:
    """ "The Honorable A. Name, Secretary of X": a name at the head of the paragraph, then a comma."""
    for mention in names:
        after = paragraph.text[mention.end - paragraph.start :].lstrip()
        if mention.start - paragraph.start <= _BEFORE_NAME and after[:1] in (",", "–", "—", ":", ";", "-"):
            position = " ".join(after[1:].split()).strip(" #\\")
            if position and not position.endswith((".”", '."')):
                return Delegate(mention.keys[0], position, mention.start, paragraph.end)
    return None


def _leader(parsed: Parsed, cast: Cast, heading: int) -> str | None:
    """Who leads: the first person named in a sentence before the heading that says so."""
    for sentence in _before(parsed, heading):
        if _LEADS.search(parsed.report.text[sentence.start : sentence.end].replace("\n", " ")):
            for mention in cast.mentions:
                if mention.sentence == sentence.index and mention.form in ("name", "title") and len(mention.keys) == 1:
                    return mention.keys[0]
    return None


def _before(parsed: Parsed, heading: int) -> Iterator[Sentence]:
    yield from (s for s in reversed(parsed.sentences) if s.paragraph < heading)
