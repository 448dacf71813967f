"""A person's word on who is who: mentions of actors held together, held apart, and named.

Invariant: every mention stays in exactly one group, groups hold mentions of one kind of actor, and
without a judgement the groups come back as they were.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from communique.events.people import Seen
from communique.events.rulings import Rulings

Group = tuple[str, list[Seen]]


def as_judged(groups: list[Group], asked: Rulings) -> list[Group]:
    """The groups as a person wants them: first parted, then put together."""
    if not asked.block_of:
        return groups
    return _together([part for group in groups for part in _parted(group, asked)], asked)


def _parted(group: Group, asked: Rulings) -> list[Group]:
    """One group for each set of mentions that must be apart; those not judged stay with the largest."""
    kind, seen = group
    held: defaultdict[int, list[Seen]] = defaultdict(list)
    for s in seen:
        if s.actor.key in asked.block_of:
            held[asked.block_of[s.actor.key]].append(s)
    parts: list[set[int]] = []
    for block in sorted(held, key=lambda b: (-len(held[b]), b)):
        fitting = next((part for part in parts if not asked.parted(part, (block,))), None)
        if fitting is None:
            parts.append({block})
        else:
            fitting.add(block)
    if len(parts) < 2:
        return [group]
    home = {block: n for n, part in enumerate(parts) for block in part}
    split: defaultdict[int, list[Seen]] = defaultdict(list)
    for s in seen:
        split[home.get(asked.block_of.get(s.actor.key, -1), 0)].append(s)
    return [(kind, split[n]) for n in sorted(split)]


def _together(groups: list[Group], asked: Rulings) -> list[Group]:
    """Groups that share a block become one, unless they are of two kinds or held apart."""
    kept: list[Group] = []
    blocks: list[frozenset[int]] = []
    for kind, seen in groups:
        mine, members = asked.blocks(s.actor.key for s in seen), list(seen)
        for n in [n for n, b in enumerate(blocks) if b & mine and kept[n][0] == kind][::-1]:
            if not asked.parted(blocks[n], mine):
                members = [*kept.pop(n)[1], *members]
                mine |= blocks.pop(n)
        kept.append((kind, members))
        blocks.append(mine)
    return kept


def names_given(groups: Sequence[Sequence[str]], asked: Rulings) -> dict[int, str]:
    """What a person called the actors, by the number of the group of mentions.

    A name goes to the group with most of the mentions that stood under the actor when it was given; of two
    names for one group the later holds.
    """
    given: defaultdict[tuple[int, str], Counter[int]] = defaultdict(Counter)
    for n, keys in enumerate(groups):
        for key in keys if asked.names else ():
            if key in asked.names:
                given[asked.names[key]][n] += 1
    found: dict[int, str] = {}
    for (_, name), votes in sorted(given.items()):
        found[min(votes, key=lambda n: (-votes[n], n))] = name
    return found
