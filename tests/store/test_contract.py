"""Every place where a store can be kept keeps the contract."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from coscientist.domain.errors import CoscientistError
from coscientist.domain.literature import Passage
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

    def test_nul_characters_are_kept(self, store: Store) -> None:
        passage = values.a_passage("pas-\0", quote="a\0b")
        store.add_evidence("run-1", passages=[passage])
        assert store.passages("run-1") == [passage]


class TestPostgresql(StoreContract):
    @pytest.fixture
    def store(self, postgres_url: str) -> Iterator[Store]:
        yield from with_a_run(postgres_url)

    @pytest.mark.parametrize("passage", [values.a_passage("pas-\0"), values.a_passage(quote="a\0b")])
    def test_nul_characters_are_refused_because_the_server_has_no_place_for_them(
        self, store: Store, passage: Passage
    ) -> None:
        with pytest.raises(CoscientistError, match="NUL"):
            store.add_evidence("run-1", passages=[passage])
        assert store.passages("run-1") == []
