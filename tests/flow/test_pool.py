"""Every item comes out once, whatever it does to the process that reads it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import made
from communique.model import Reading, Unread
from communique.pool import work
from communique.reports import Item, Limits


def _items(words: list[str]) -> list[Item]:
    return [Item(f"{number}.txt", text=f"{word} {number}") for number, word in enumerate(words)]


def test_an_item_that_kills_its_worker_costs_itself_alone() -> None:
    words = ["fine"] * 4 + ["kill"] + ["fine"] * 5 + ["hang"] + ["refuse", "fail"] + ["fine"] * 3
    items = [*_items(words), Unread("gone.zip", "broken")]
    results = {item.uri: result for item, result in work(iter(items), Limits(seconds=0.7), 2, made.misbehave)}
    assert len(results) == len(items)
    lost = {uri: result.reason for uri, result in results.items() if isinstance(result, Unread)}
    assert set(lost) == {"4.txt", "10.txt", "11.txt", "12.txt", "gone.zip"}
    assert "died" in lost["4.txt"]
    assert "longer than" in lost["10.txt"]
    assert lost["11.txt"] == "refused"
    assert "ValueError: as asked" in lost["12.txt"]


def test_no_more_than_a_few_items_are_taken_before_results_come() -> None:
    taken = 0

    def offered() -> Iterator[Item]:
        nonlocal taken
        for item in _items(["fine"] * 60):
            taken += 1
            yield item

    for done, _ in enumerate(work(offered(), Limits(), 2, made.misbehave), 1):
        assert taken <= done + 7
    assert done == 60


@pytest.mark.parametrize("workers", [0, 1])
def test_one_process_or_none_give_the_same(workers: int) -> None:
    items = _items(["fine", "refuse", "fine"])
    results = sorted((item.uri, type(result)) for item, result in work(iter(items), Limits(), workers, made.misbehave))
    assert results == [("0.txt", Reading), ("1.txt", Unread), ("2.txt", Reading)]


def test_a_script_without_a_main_guard_does_not_start_itself_again(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        f"import sys; sys.path.insert(0, {str(Path(made.__file__).parent)!r})\n"
        "print('begun')\n"
        "import made\nfrom communique.pool import work\nfrom communique.reports import Item, Limits\n"
        "print(len(list(work(iter([Item('a', text='fine')]), Limits(), 2, made.misbehave))))\n"
    )
    done = subprocess.run([sys.executable, str(script)], check=True, capture_output=True, text=True, timeout=60)
    assert done.stdout.split() == ["begun", "1"]
