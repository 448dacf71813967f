"""What a person's judgements ask of the findings: claims held together, held apart, or left out.

Invariant: where two judgements contradict one another the later holds, claim by claim; a judgement
that was retired asks nothing; and of two claims held together none is held apart from the other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from communique.model import Judgement, Reading

_TELLING = 40
"""Letters that make a sentence long enough to be known again where another report prints it."""

Sentence = tuple[str, str, str | None]


@dataclass(frozen=True, slots=True)
class Rulings:
    """What is asked of claims, and of the actors of single reports, by their ids.

    `block_of` gives the block that a thing is held in: all of one block are one event (or actor).
    `apart` are pairs of blocks that are two, the lower number first. `rejected` claims tell of nothing.
    `names` gives what an actor is called, with the number of the judgement that says so. `words` say
    of each block who holds it together.
    """

    block_of: Mapping[str, int] = field(default_factory=dict)
    apart: frozenset[tuple[int, int]] = frozenset()
    rejected: frozenset[str] = frozenset()
    names: Mapping[str, tuple[int, str]] = field(default_factory=dict)
    words: Mapping[int, str] = field(default_factory=dict)

    def blocks(self, things: Iterable[str]) -> frozenset[int]:
        """The blocks that these are held in."""
        return frozenset(self.block_of[t] for t in things if t in self.block_of) if self.block_of else frozenset()

    def parted(self, one: Iterable[int], other: Iterable[int]) -> bool:
        """Whether anything in the first blocks is held apart from anything in the second."""
        return bool(self.apart) and any((min(a, b), max(a, b)) in self.apart for a in one for b in other)

    def place(self, thing: str) -> int | None:
        """The block that a thing may not leave, where there is another that it may not be in."""
        block = self.block_of.get(thing)
        return block if block is not None and any(block in pair for pair in self.apart) else None


NONE = Rulings()


class _Blocks:
    """Blocks in the making: each judgement in turn moves things between them."""

    def __init__(self) -> None:
        self.block_of: dict[str, int] = {}
        self.apart: set[frozenset[int]] = set()
        self.words: dict[int, str] = {}
        self.next = 0

    def hold(self, things: Sequence[str], words: str) -> int:
        """Make one block of all the blocks that hold any of these."""
        old = {self.block_of[t] for t in things if t in self.block_of}
        new = self._new(words)
        for thing, block in list(self.block_of.items()):
            if block in old:
                self.block_of[thing] = new
        self.block_of.update(dict.fromkeys(things, new))
        moved = (frozenset(new if b in old else b for b in pair) for pair in self.apart)
        self.apart = {pair for pair in moved if len(pair) == 2}
        return new

    def part(self, stay: Sequence[str], leave: Sequence[str], words: str) -> None:
        """Hold the first and the second apart, each together; what neither names stays where it was."""
        both = {self.block_of[t] for t in stay if t in self.block_of}
        for thing in leave:
            block = self.block_of.get(thing)
            if block in both:
                self._alone(thing, block)
        first, second = self.hold(stay, words), self.hold(leave, words)
        self.apart.add(frozenset((first, second)))

    def _alone(self, thing: str, block: int | None) -> None:
        """Take a thing out of its block, still apart from all that the block is apart from."""
        own = self._new(self.words.get(block or 0, ""))
        self.block_of[thing] = own
        self.apart |= {frozenset(own if b == block else b for b in pair) for pair in self.apart if block in pair}

    def _new(self, words: str) -> int:
        self.next += 1
        self.words[self.next] = words
        return self.next


def rulings(judgements: Iterable[Judgement], readings: Iterable[Reading] = ()) -> Rulings:
    """What judgements in force ask, the later before the earlier. They must come in the order they were made.

    A claim of `readings` whose sentence, kind and date are letter for letter those of a judged claim in
    another report (a reprint) is asked the same.
    """
    blocks, rejected, names = _Blocks(), set[str](), dict[str, tuple[int, str]]()
    for number, one in enumerate(judgements):
        if not one.in_force:
            continue
        flat = [thing for side in one.sides for thing in side]
        if one.verb == "reject":
            rejected.update(flat)
        elif one.verb == "rename":
            names.update((thing, (number, one.value or "")) for thing in flat)
        elif one.verb == "split" or (one.verb == "confirm" and len(one.sides) > 1):
            blocks.part(one.sides[0], one.sides[1], told(one))
        else:
            blocks.hold(flat, told(one))
    made = Rulings(
        blocks.block_of,
        frozenset((min(pair), max(pair)) for pair in blocks.apart),
        frozenset(rejected),
        names,
        blocks.words,
    )
    return _with_reprints(made, readings) if blocks.block_of or rejected else made


def told(judgement: Judgement) -> str:
    """Who decided it, when and why, in words."""
    done = {"merge": "merged", "split": "split", "rename": "renamed", "reject": "rejected", "confirm": "confirmed"}
    why = f": {judgement.why}" if judgement.why else ""
    return f"{done[judgement.verb]} by {judgement.by} on {judgement.at[:10]} ({judgement.id}){why}"


def _with_reprints(made: Rulings, readings: Iterable[Reading]) -> Rulings:
    judged = made.rejected | made.block_of.keys()
    held: defaultdict[Sentence, set[tuple[int | None, bool]]] = defaultdict(set)
    others: list[tuple[str, Sentence]] = []
    for reading in readings:
        for claim in reading.claims:
            if len(claim.text) < _TELLING:
                continue
            sentence = (claim.kind, claim.text, claim.date)
            if claim.id in judged:
                held[sentence].add((made.block_of.get(claim.id), claim.id in made.rejected))
            else:
                others.append((claim.id, sentence))
    block_of, rejected = dict(made.block_of), set(made.rejected)
    for claim_id, sentence in others:
        asked = held.get(sentence, ())
        if len(asked) != 1:
            continue  # a sentence that was judged in two ways tells nothing
        ((block, out),) = asked
        if block is not None:
            block_of[claim_id] = block
        if out:
            rejected.add(claim_id)
    return Rulings(block_of, made.apart, frozenset(rejected), made.names, made.words)
