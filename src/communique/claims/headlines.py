"""Names in headlines, where every word begins with a capital: "Obama Lauds" is Obama.

Invariant: a name only ever loses words that are English verbs or nouns, and only where a headline
alone has it with them and running text has it without.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from communique.claims.naming import NameMention, name_tokens
from communique.claims.parsing import ordinary
from communique.claims.words import Words

_CAPITALS = 0.7
"""Of a headline's words of more than three letters at least so many begin with a capital."""


def without_headline_words(mentions: Iterable[NameMention], sentences: Sequence[Words]) -> list[NameMention]:
    """The mentions, those of headlines without the verb or noun that the parser took for a part of the name."""
    listed = list(mentions)
    headlines = {m.sentence for m in listed if len(m.tokens) > 1 and _headline(sentences[m.sentence])}
    running = {m.tokens for m in listed if m.sentence not in headlines}
    parts = {part for tokens in running for part in (tokens, tokens[-1:])}
    return [_trimmed(m, sentences[m.sentence], running, parts) if m.sentence in headlines else m for m in listed]


def _trimmed(
    mention: NameMention, words: Words, running: set[tuple[str, ...]], parts: set[tuple[str, ...]]
) -> NameMention:
    if len(mention.tokens) < 2 or mention.tokens in running:
        return mention
    first, last = mention.start, mention.end
    while first < last and not mention.led and ordinary(words.text[first]):
        first += 1
    while last > first and ordinary(words.text[last - 1]):
        last -= 1
    # The longest of what is left that running text has: "Brooks" of "Ellen Brooks Opens" is a surname.
    for start, end in sorted(
        ((s, e) for s in range(mention.start, first + 1) for e in range(last, mention.end + 1) if s < e),
        key=lambda span: span[0] - span[1],
    ):
        tokens = name_tokens(words, start, end)
        if tokens in parts or tokens[-1:] in parts:
            return replace(mention, start=start, end=end, tokens=tokens, text=words.surface(start, end))
    return mention


def _headline(words: Words) -> bool:
    """Whether it ends without a stop, and the words that could do without a capital mostly have one."""
    if words.text[-1] in (".", "?", "!", "”", '"'):
        return False
    long = [text for text in words.text[1:] if text.isalpha() and len(text) > 3]
    return len(long) >= 2 and sum(text[0].isupper() for text in long) >= _CAPITALS * len(long)
