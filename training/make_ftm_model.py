"""Makes `tests/exports/ftm_model.json`: the part of FollowTheMoney's model that our export uses, all inherited.

Invariant: what it writes is FollowTheMoney's own (MIT licence, https://followthemoney.tech); nothing is added by hand.

followthemoney itself needs PyICU, which has no wheel, so it is no dependency of the project or of its tests. To make
the file again: `pip install followthemoney` somewhere, then `python training/make_ftm_model.py`.
"""

from __future__ import annotations

import json
from pathlib import Path

import followthemoney
from followthemoney import model
from followthemoney.types import registry

SCHEMATA = ("Article", "Event", "Organization", "Person", "PublicBody", "UnknownLink")
TARGET = Path(__file__).resolve().parent.parent / "tests/exports/ftm_model.json"


def main() -> None:
    """Write the file."""
    schemata = {}
    for name in SCHEMATA:
        schema = model.get(name)
        schemata[name] = {
            "abstract": schema.abstract,
            "is": sorted(parent.name for parent in schema.schemata),
            "required": sorted(schema.required),
            "properties": {
                prop.name: {
                    "type": prop.type.name,
                    "range": prop.range.name if prop.range else None,
                    "longest": prop.max_length,
                }
                for prop in sorted(schema.properties.values(), key=lambda prop: prop.name)
                if not prop.stub
            },
        }
    made = {
        "source": f"followthemoney {followthemoney.__version__} (MIT), by training/make_ftm_model.py",
        "countries": sorted(registry.country.codes),
        "schemata": schemata,
    }
    TARGET.write_text(json.dumps(made) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
