"""Every place where a store can be kept keeps the contract."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from coscientist.ports import Store
from coscientist.store import open_store
from tests.store import values
from tests.store.contract import StoreContract


def with_a_run(location: Path | str) -> Iterator[Store]:
    with closing(open_store(location)) as store:
        store.save_run(values.a_run())
        yield store


class TestSqliteFile(StoreContract):
    @pytest.fixture
    def store(self, tmp_path: Path) -> Iterator[Store]:
        yield from with_a_run(tmp_path / "coscientist.db")


class TestSqliteInMemory(StoreContract):
    @pytest.fixture
    def store(self) -> Iterator[Store]:
        yield from with_a_run(":memory:")


class TestPostgresql(StoreContract):
    @pytest.fixture
    def store(self, postgres_url: str) -> Iterator[Store]:
        yield from with_a_run(postgres_url)
