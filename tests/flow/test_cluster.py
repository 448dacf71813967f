"""Ray reads what worker processes read: every item once, whatever it does, and the same record."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import communique
import made
from communique.cluster import work_on_ray
from communique.exports import contract_json
from communique.model import Reading, Unread
from communique.pool import Engine, PoolError
from communique.reports import Item, Limits

ray = pytest.importorskip("ray", reason="the extra communique[ray] is not installed")


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    """Ray, started once for all tests here, with a CPU for its own tasks."""
    import os

    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    os.environ["PYTHONPATH"] = str(
        Path(made.__file__).parent
    )  # Ray's processes start afresh, and `made` is not installed
    started = ray.init(
        num_cpus=3, object_store_memory=100_000_000, include_dashboard=False, log_to_driver=False, logging_level="ERROR"
    )
    yield started
    ray.shutdown()
    del os.environ["PYTHONPATH"]


def test_an_item_that_kills_its_actor_costs_itself_alone(cluster: Any) -> None:
    words = ["fine", "kill", "fine", "fine", "hang", "refuse", "fail", "fine"]
    items = [*(Item(f"{n}.txt", text=f"{word} {n}") for n, word in enumerate(words)), Unread("gone.zip", "broken")]
    results = {i.uri: r for i, r in work_on_ray(iter(items), Limits(seconds=0.7), 2, made.misbehave)}
    assert len(results) == len(items)
    lost = {uri: result.reason for uri, result in results.items() if isinstance(result, Unread)}
    assert set(lost) == {"1.txt", "4.txt", "5.txt", "6.txt", "gone.zip"}
    assert "died" in lost["1.txt"]
    assert "longer than" in lost["4.txt"]
    assert "ValueError: as asked" in lost["6.txt"]


def test_no_more_than_a_few_items_are_taken_before_results_come(cluster: Any) -> None:
    taken = 0

    def offered() -> Iterator[Item]:
        nonlocal taken
        for number in range(60):
            taken += 1
            yield Item(f"{number}.txt", text="fine")

    for done, (_, result) in enumerate(work_on_ray(offered(), Limits(), 2, made.misbehave), 1):
        assert taken <= done + 7
        assert isinstance(result, Reading)
    assert done == 60


def test_the_record_is_the_same_with_either_engine_and_any_number_of_workers(cluster: Any, tmp_path: Path) -> None:
    from benchmarks.templates import reports

    for told in reports(12):
        (tmp_path / f"{told.number}.txt").write_text(told.text)
    exports = set()
    for workers, engine in ((0, "processes"), (2, "processes"), (1, "ray"), (2, "ray")):
        with communique.read(tmp_path, workers=workers, engine=Engine(engine)) as record:
            assert len(record.reports) == 12
            exports.add(json.dumps(contract_json(record), ensure_ascii=False))
    assert len(exports) == 1


def test_a_cluster_that_is_not_there_is_told_in_a_line() -> None:
    ray.shutdown()
    with pytest.raises(PoolError, match="cannot be reached"):
        list(work_on_ray(iter([]), Limits(), 1, address="127.0.0.1:1"))


def test_without_ray_it_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(PoolError, match=r"communique\[ray\]"):
        list(work_on_ray(iter([]), Limits(), 1))
