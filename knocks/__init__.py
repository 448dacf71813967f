"""Hard knocks: what becomes of a record when things go wrong, tried out and counted.

`python -m knocks [kills|disk|crafted|fuzz|together]` runs campaigns at a size that can be set and prints what was
tried and what was lost. A short one runs in CI (tests/knocks); docs/reliability.md has the figures of a long one.
"""
