"""Benchmarks are found by name, and say where their data come from when they are not there."""

from pathlib import Path

import pytest

from coscientist.datasets.benchmarks.benchmark import BenchmarkOptions, benchmark_names, data_folder, load_benchmark
from coscientist.domain.errors import CorpusError, NotFoundError


def test_every_name_loads_a_benchmark_of_that_name() -> None:
    assert "rediscovery" in benchmark_names()
    for name in benchmark_names():
        assert load_benchmark(name).name == name
        assert load_benchmark(name).summary


def test_an_unknown_name_is_answered_with_the_known_ones() -> None:
    with pytest.raises(NotFoundError, match="rediscovery"):
        load_benchmark("nothing")


def test_missing_data_say_where_to_get_them(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"https://example\.org.*--data"):
        data_folder(BenchmarkOptions(data=tmp_path), "hetionet", "https://example.org")


def test_named_data_are_found(tmp_path: Path) -> None:
    (tmp_path / "hetionet").mkdir()
    assert data_folder(BenchmarkOptions(data=tmp_path), "hetionet", "") == tmp_path / "hetionet"
