"""The pages about services and files say what the code does."""

from pathlib import Path

import pytest

from coscientist.literature.citations.values import Problem
from coscientist.literature.files.kinds import SUFFIXES
from coscientist.literature.files.values import Limits
from coscientist.literature.sources.pace import Patience
from coscientist.literature.sources.service import SERVICES, Service

DOCS = Path(__file__).resolve().parents[2] / "docs"


@pytest.mark.parametrize("service", SERVICES.values(), ids=list(SERVICES))
def test_every_service_has_its_row(service: Service) -> None:
    rows = (DOCS / "sources.md").read_text().splitlines()
    (row,) = [line for line in rows if line.startswith(f"| `{service.name}` |")]
    assert service.terms in row
    assert f"{service.interval_seconds:g}" in row.replace("1.0 s", "1 s").replace("3.0 s", "3 s")
    assert f"{service.interval_with_key_seconds:g}" in row.replace("1.0 s", "1 s").replace("3.0 s", "3 s")


def test_every_problem_of_a_citation_is_explained() -> None:
    page = (DOCS / "sources.md").read_text()
    assert all(f"| {problem} |" in page for problem in Problem)


def test_every_kind_of_file_is_listed() -> None:
    page = (DOCS / "corpora-files.md").read_text()
    assert [suffix for suffix in SUFFIXES if f"`{suffix}`" not in page] == []


def test_the_limits_are_those_of_the_code() -> None:
    limits, patience = Limits(), Patience()
    page = (DOCS / "corpora-files.md").read_text()
    for stated in (
        f"{limits.max_bytes // 1_000_000} MB",
        f"{limits.max_table_bytes // 1_000_000_000} GB",
        f"{limits.max_pages:,} pages",
        f"{limits.seconds_per_file:.0f} s",
        f"{limits.max_folder_depth} folders",
        f"{limits.max_files:,} files",
    ):
        assert stated in page
    assert f"{patience.max_bytes // 1_000_000} MB" in (DOCS / "sources.md").read_text()
