"""`coscientist cite check`: what is wrong with each citation of a text, told apart, and what nobody could be asked."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.cli.calling import CommandLine, Said
from tests.support.literature_service import LiteratureService, Reply, always, europe_pmc, record

ABSTRACT = "Magnesium blocked spreading depression in all of the rats that were examined in this study."
RIGHT = record("11", "Magnesium and spreading depression in rats", ABSTRACT, 2011, authorString="Smith J, Doe K.")
RETRACTED = record(
    "12",
    "Calcium and spreading depression in mice",
    "Calcium raised the rate of spreading depression in all of the mice.",
    2012,
    pubTypeList={"pubType": ["Journal Article", "Retracted Publication"]},
)
WORKS = {"11": RIGHT, "12": RETRACTED}
TEXT = """# Draft

Magnesium blocked spreading depression in rats (Smith and Doe, 2011, PMID: 11). Spreading depression was blocked by
magnesium (Miller, 2011, PMID: 11). Magnesium blocked spreading depression (Smith, 1999, PMID: 11). Broccoli prevents
baldness in elderly sailors (Smith, 2011, PMID: 11). Everybody knows it (Nobody, 2020, PMID: 99999). Calcium raised
the rate of spreading depression in mice (PMID: 12).
"""


def europe(path: str) -> Reply:
    found = [work for pmid, work in WORKS.items() if f"EXT_ID%3A{pmid}+" in path or f"EXT_ID:{pmid}%20" in path]
    return europe_pmc(found)


@pytest.fixture
def draft(tmp_path: Path) -> str:
    file = tmp_path / "draft.md"
    file.write_text(TEXT)
    return str(file)


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[LiteratureService]:
    with LiteratureService({"europe-pmc": europe, "crossref": always(Reply(403))}) as running:
        monkeypatch.setenv("COSCIENTIST_SERVICE_URLS", running.addresses)
        yield running


def problems(said: Said) -> list[list[str]]:
    return [check["problems"] for check in said.object()["checks"]]


def test_each_kind_of_wrong_citation_is_told_apart(cli: CommandLine, draft: str, service: LiteratureService) -> None:
    said = cli("cite", "check", draft, "--source", "europe-pmc", "--json")
    assert problems(said) == [
        [],
        ["wrong author"],
        ["wrong year"],
        ["does not say so"],
        ["invented identifier"],
        ["retracted"],
    ]
    assert (said.code, said.object()["exit_code"]) == (2, 2)
    assert len(service.asked) == 3


def test_the_table_gives_four_states_and_the_reasons_of_what_is_wrong(
    cli: CommandLine, draft: str, service: LiteratureService
) -> None:
    del service
    said = cli("cite", "check", draft, "--source", "europe-pmc")
    page = " ".join(said.out.split())
    assert "5 of 6 citations have problems" in page
    assert "Miller did not write it; its first author is Smith" in page
    assert "pmid:99999 is unknown to europe-pmc" in page


def test_without_a_service_nobody_is_asked_and_nothing_is_invented(
    cli: CommandLine, draft: str, service: LiteratureService
) -> None:
    said = cli("cite", "check", draft, "--json")
    found = said.object()
    assert (said.code, service.asked) == (0, [])
    assert {check["exists"]["holds"] for check in found["checks"]} == {"unavailable"}
    assert "no service may be asked" in found["checks"][0]["exists"]["why"]


def test_a_corpus_of_ones_own_papers_is_looked_into(cli: CommandLine, draft: str, tmp_path: Path) -> None:
    library = tmp_path / "library.ris"
    library.write_text(
        "TY  - JOUR\nTI  - Magnesium and spreading depression in rats\nAU  - Smith, J\nAU  - Doe, K\nPY  - 2011\n"
        f"N1  - PMID: 11\nAB  - {ABSTRACT}\nER  - \n"
    )
    assert cli("corpus", "add", str(library)).code == 0
    said = cli("cite", "check", draft, "--json")
    found = said.object()["checks"]
    assert problems(said)[:5] == [[], ["wrong author"], ["wrong year"], ["does not say so"], []]
    assert (found[0]["supports"]["holds"], found[0]["not_retracted"]["holds"]) == ("yes", "unavailable")
    assert found[4]["exists"]["holds"] == "unavailable"


def test_author_and_year_find_the_one_paper_of_a_library_that_they_can_mean(cli: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "library.bib").write_text(
        "@article{a, title={Magnesium and spreading depression in rats}, author={Smith, J}, year=2011, "
        f"abstract={{{ABSTRACT}}}}}"
    )
    (tmp_path / "draft.txt").write_text("Magnesium blocked spreading depression in rats (Smith, 2011).")
    cli("corpus", "add", "library.bib")
    (check,) = cli("cite", "check", "draft.txt", "--json").object()["checks"]
    assert (check["exists"]["holds"], check["supports"]["holds"]) == ("yes", "yes")


def test_entries_of_a_reference_list_are_checked_by_their_titles(
    cli: CommandLine, tmp_path: Path, service: LiteratureService
) -> None:
    del service
    (tmp_path / "refs.bib").write_text(
        "@article{good, title={Magnesium and spreading depression in rats}, author={Smith, J}, year=2011, pmid={11}}\n"
        "@article{bad, title={Calcium and something else entirely here}, author={Miller, A}, year=2012, pmid={12}}\n"
        "@article{broken, title={"
    )
    said = cli("cite", "check", "refs.bib", "--source", "europe-pmc", "--json")
    assert problems(said) == [[], ["identifier of another work", "wrong author", "wrong title", "retracted"]]
    assert [failure["place"] for failure in said.object()["failures"]] == ["line 3"]


def test_a_service_that_refuses_leaves_it_open_and_ends_with_four(
    cli: CommandLine, tmp_path: Path, service: LiteratureService
) -> None:
    del service
    (tmp_path / "draft.txt").write_text("It is so (doi:10.1234/abc).")
    said = cli("cite", "check", "draft.txt", "--source", "crossref")
    assert (said.code, "HTTP 403" in said.err, "unavailable" in said.out) == (4, True, True)


@pytest.mark.parametrize(("name", "content"), [("missing.md", None), ("latin.txt", "Müller (2012)".encode("cp1252"))])
def test_a_file_that_cannot_be_read_is_the_users_to_mend(
    cli: CommandLine, tmp_path: Path, name: str, content: bytes | None
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    said = cli("cite", "check", name)
    assert (said.code, said.err.count("\n")) == (2, 1)


def test_what_a_citation_holds_is_shown_as_text(cli: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "draft.txt").write_text("[bold]So\x1b[31m it is[/bold] (doi:10.1234/[link=x]abc).")
    said = cli("cite", "check", "draft.txt")
    assert "\x1b" not in said.out


def test_a_text_without_citations_is_sound(cli: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "draft.txt").write_text("Nothing is cited here.")
    found: dict[str, Any] = cli("cite", "check", "draft.txt", "--json").object()
    assert (found["checks"], found["exit_code"]) == ([], 0)
