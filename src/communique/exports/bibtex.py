"""The reports cited, as a BibTeX file.

Invariant: no character of a report acts in TeX: what TeX reads as a command stands there escaped, and
braces always match.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from communique.exports.sources import cited, ordered, reference
from communique.model import Report
from communique.record import Record

_ESCAPED = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "%": r"\%", "#": r"\#",
    "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()  # noqa: SIM905


def write(record: Record, stream: TextIO) -> None:
    """Write an entry for each report that says anything in the record."""
    write_reports(cited(record), stream)


def write_reports(reports: Iterable[Report], stream: TextIO) -> None:
    """Write an entry for each of these reports, `@article` if a publisher is known, else `@misc`."""
    for number, report in enumerate(ordered(reports)):
        stream.write(("\n" if number else "") + _entry(report))


def _entry(report: Report) -> str:
    source = reference(report)
    year, month, day = [*(source.date or "").split("-"), "", ""][:3]
    fields = [
        ("title", f"{{{_tex(source.title)}}}" if source.headed else f"{{[{_tex(source.title)}]}}"),
        ("journal", _tex(source.publisher or "")),
        ("author", f"{{{_tex(source.agency)}}}" if source.agency else ""),
        ("year", year),
        ("date", source.date or ""),
        ("url", (source.url or "").replace("%", r"\%").replace("#", r"\#")),
        ("langid", source.language or ""),
        ("note", _tex("; ".join(source.notes))),
    ]
    lines = [f"  {name} = {{{value}}}" for name, value in fields if value]
    if month:
        lines.append(f"  month = {_MONTHS[int(month) - 1]}")
    if day:
        lines.append(f"  day = {{{int(day)}}}")
    kind = "article" if source.publisher else "misc"
    return f"@{kind}{{communique-{report.id},\n" + ",\n".join(lines) + "\n}\n"


def _tex(text: str) -> str:
    return "".join(_ESCAPED.get(character, character) for character in text)
