"""Names with a word too many: in headlines, where every word begins with a capital, "Obama Lauds" is Obama.

Invariant: a name only ever loses English words at its ends, and only where the rest of it stands without them
elsewhere in running text; in running text the parser must also take them for no part of a name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from communique.claims.lexicon import THINGS, THINGS_AND_NAMES
from communique.claims.naming import NameMention, name_tokens
from communique.claims.parsing import ordinary
from communique.claims.words import Words

_SMALL = frozenset({"AUX", "ADP", "ADV", "PART", "DET", "SCONJ", "CCONJ"})
_CAPITALS = 0.7
"""Of a headline's words of more than three letters at least so many begin with a capital."""


def without_headline_words(mentions: Iterable[NameMention], sentences: Sequence[Words]) -> list[NameMention]:
    """The mentions without the verb or noun that the parser took for a part of the name.

    Such are those of headlines, and a name met once with a word that is not tagged as one: "Discussions Obama
    will have".
    """
    listed = list(mentions)
    headlines = {m.sentence for m in listed if len(m.tokens) > 1 and _headline(sentences[m.sentence])}
    running = Counter(m.tokens for m in listed if m.sentence not in headlines)
    parts = Counter(part for m in listed if m.sentence not in headlines for part in {m.tokens, m.tokens[-1:]})
    found = []
    for mention in listed:
        words = sentences[mention.sentence]
        headline = mention.sentence in headlines
        own = () if headline else (mention.tokens, mention.tokens[-1:])
        if len(mention.tokens) > 1 and running[mention.tokens] == bool(own):
            parts.subtract(own)  # where else its parts stand
            mention = _trimmed(mention, words, parts, headline)
            parts.update(own)
        found.append(mention)
    return found


def _stray(words: Words, at: int, headline: bool) -> bool:
    """Whether a word is no part of a name by the dictionary, and in running text by the parser's tag too."""
    tag, low = words.pos[at], words.low[at]
    if tag in _SMALL or (low in THINGS and low not in THINGS_AND_NAMES):
        return True
    return (headline or tag != "PROPN") and ordinary(words.text[at])


def _trimmed(mention: NameMention, words: Words, parts: Counter[tuple[str, ...]], headline: bool) -> NameMention:
    first, last = mention.start, mention.end
    while first < last and not mention.led and _stray(words, first, headline):
        first += 1
    while last > first and _stray(words, last - 1, headline):
        last -= 1
    # The longest of what is left that running text has: "Brooks" of "Ellen Brooks Opens" is a surname.
    left = ((begin, end) for begin in range(mention.start, first + 1) for end in range(last, mention.end + 1))
    for start, end in sorted(((s, e) for s, e in left if s < e), key=lambda span: span[0] - span[1]):
        tokens = name_tokens(words, start, end)
        if parts[tokens] > 0 or (start == first and parts[tokens[-1:]] > 0):
            return replace(mention, start=start, end=end, tokens=tokens, text=words.surface(start, end))
    return mention


def _headline(words: Words) -> bool:
    """Whether it ends without a full stop, and the words that could do without a capital mostly have one."""
    if words.text[-1] in (".", "”", '"'):
        return False
    long = [text for text in words.text[1:] if text.isalpha() and len(text) > 3]
    return len(long) >= 2 and sum(text[0].isupper() for text in long) >= _CAPITALS * len(long)
