"""Which of somebody's offices a brief names: the one held on the day that is spoken of."""

from __future__ import annotations

from pathlib import Path

import communique
from communique.brief import compose
from communique.record import Record


def test_an_event_without_a_day_is_told_with_the_office_that_its_report_names(tmp_path: Path) -> None:
    told = {
        "2014-05-13": "Peruvian President Luis Rojas is to meet Kenyan Prime Minister Peter Otieno, an aide said.",
        "2019-05-14": "Chilean President Ana Berg met Kenyan President Peter Otieno in Nairobi on Monday.",
    }
    for day, text in told.items():
        (tmp_path / f"{day}.txt").write_text(f"Date: {day}\n\n{text}\n", encoding="utf-8")
    record = tmp_path / "made.record"
    communique.read([tmp_path / f"{day}.txt" for day in told], record=record).close()
    with Record(record) as made:
        sections = {part.key: part for part in compose(made).sections}
    words = [line.words for group in sections["plans"].groups for line in group.lines]
    assert len(words) == 1
    assert "Peter Otieno (prime minister of Kenya)" in words[0]


def test_what_an_agency_reports_is_nobodys_statement(tmp_path: Path) -> None:
    text = (
        "Kenyan President Peter Otieno met Chilean President Ana Berg on Monday, Reuters reported. The Interfax news "
        "agency said talks would go on. Otieno said the harbour would open."
    )
    (tmp_path / "one.txt").write_text(f"Date: 2019-05-14\n\n{text}\n", encoding="utf-8")
    record = tmp_path / "made.record"
    communique.read([tmp_path / "one.txt"], record=record).close()
    with Record(record) as made:
        said = next(part for part in compose(made).sections if part.key == "statements")
    assert [line.words.split(",")[0] for group in said.groups for line in group.lines] == ["Peter Otieno said"]
