"""How judgements are told in a line.

Invariant: the line names the judgement, who made it and when, why if that was said, and whether it is retired.
"""

from __future__ import annotations

from communique.model import Judgement


def told(judgement: Judgement) -> str:
    """One judgement in one line."""
    name = f" as “{judgement.value}”" if judgement.value else ""
    line = f"{judgement.id}: {judgement.verb} {' '.join(judgement.targets)}{name}, by {judgement.by}"
    line += f" on {judgement.at[:10]}" + (f": {judgement.why}" if judgement.why else "")
    if judgement.retired_at:
        line += f" (retired by {judgement.retired_by} on {judgement.retired_at[:10]}"
        line += f": {judgement.retired_why})" if judgement.retired_why else ")"
    return line
