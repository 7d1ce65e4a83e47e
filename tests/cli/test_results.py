"""The laboratory's side: the table to fill in, what is checked, what an upload does, and a folder that is watched."""

import json
from pathlib import Path
from typing import Any

import pytest

from coscientist.app.campaign import Campaign
from coscientist.domain.brief import Brief
from tests.cli.calling import CommandLine
from tests.experiments.values import filled


@pytest.fixture
def brief(on_own_run: CommandLine) -> Brief:
    """Give the run's first brief."""
    with Campaign(on_own_run.workspace) as campaign:
        return campaign.record(campaign.runs()[0].id).briefs[0]


@pytest.fixture
def package(brief: Brief) -> Path:
    """Give a filled-in table in which the predicted effect is plain to see."""
    path = Path("filled.csv")
    path.write_text(filled(brief, log2_effect=-3.0), encoding="utf-8")
    return path


def test_the_template_is_the_briefs_table_on_stdout(on_own_run: CommandLine, brief: Brief) -> None:
    said = on_own_run("results", "template", brief.brief_id)
    assert said.code == 0
    assert said.out.startswith("brief_id,plate_id,well,")
    assert f"\n{brief.brief_id}," in said.out


def test_the_template_in_a_file_comes_with_what_to_do_next(on_own_run: CommandLine, brief: Brief) -> None:
    said = on_own_run("results", "template", brief.brief_id, "--output", "results.csv")
    assert Path("results.csv").is_file()
    assert f"results upload {brief.brief_id} results.csv" in " ".join(said.err.split())


def test_a_brief_is_found_by_a_part_of_its_name(on_own_run: CommandLine, brief: Brief) -> None:
    assert on_own_run("results", "template", brief.brief_id.split("-")[1]).code == 0


def test_validating_keeps_nothing(on_own_run: CommandLine, brief: Brief, package: Path) -> None:
    said = on_own_run("results", "validate", brief.brief_id, str(package))
    assert (said.code, "Quality control passed." in said.out) == (0, True)
    with Campaign(on_own_run.workspace) as campaign:
        assert campaign.store.results(campaign.runs()[0].id) == []


def test_an_upload_tests_the_prediction_and_changes_the_status(
    on_own_run: CommandLine, brief: Brief, package: Path
) -> None:
    said = on_own_run("results", "upload", brief.brief_id, str(package), "--json")
    assert said.code == 0
    assert (said.object()["status"], said.object()["is_evidence"]) == ("supported", True)
    assert on_own_run("show", "last", brief.provenance.hypothesis, "--json").object()["status"] == "supported"
    assert "supported" in on_own_run("show", "last").out


def test_the_same_package_again_changes_nothing_and_says_so(
    on_own_run: CommandLine, brief: Brief, package: Path
) -> None:
    on_own_run("results", "upload", brief.brief_id, str(package))
    said = on_own_run("results", "upload", brief.brief_id, str(package))
    assert (said.code, "nothing changed" in " ".join(said.out.split())) == (0, True)


def test_another_package_is_asked_what_it_is_and_the_list_shows_what_both_come_to(
    on_own_run: CommandLine, brief: Brief, package: Path
) -> None:
    assert "Nothing has been measured" in on_own_run("results", "list").out
    on_own_run("results", "upload", brief.brief_id, str(package))
    Path("again.csv").write_text(filled(brief, log2_effect=-2.0, seed=2), encoding="utf-8")
    refused = on_own_run("results", "upload", brief.brief_id, "again.csv")
    assert (refused.code, "--as correction" in refused.err, "--as repeat" in refused.err) == (2, True, True)
    taken = on_own_run("results", "upload", brief.brief_id, "again.csv", "--as", "repeat")
    assert "2 experiments: e-value" in " ".join(taken.out.split())
    listed = on_own_run("results", "list")
    assert "2 experiments: e-value" in " ".join(listed.out.split())
    assert "conclusive tests came out as predicted" in " ".join(listed.out.split())
    fared = on_own_run("results", "list", "--json").object()["calibration"]
    assert fared["direction_hits"] == fared["n_directions"] >= 2


@pytest.mark.parametrize("content", ["", "nonsense", "brief_id,value\nother,1\n", "\x00\x01\x02"], ids=repr)
@pytest.mark.parametrize("command", ["validate", "upload"])
def test_a_file_that_is_no_package_ends_with_2(
    on_own_run: CommandLine, brief: Brief, command: str, content: str
) -> None:
    Path("bad.csv").write_text(content, encoding="utf-8")
    said = on_own_run("results", command, brief.brief_id, "bad.csv")
    assert said.code == 2
    assert said.err.count("\n") == 1


def test_a_package_that_is_not_there_ends_with_2(on_own_run: CommandLine, brief: Brief) -> None:
    assert on_own_run("results", "upload", brief.brief_id, "nowhere.csv").code == 2


def test_a_watched_folder_takes_in_what_arrives_under_a_briefs_name(
    on_own_run: CommandLine, brief: Brief, package: Path
) -> None:
    Path("inbox").mkdir()
    package.rename(Path("inbox") / f"{brief.brief_id}.csv")
    said = on_own_run("results", "watch", "inbox", "--once", "--json")
    assert said.code == 0
    assert [json.loads(line)["status"] for line in said.out.splitlines()] == ["supported"]


def test_a_watched_folder_tells_what_it_cannot_take_and_leaves_it(on_own_run: CommandLine) -> None:
    Path("inbox").mkdir()
    Path("inbox", "holiday.csv").write_text("sun,sea\n", encoding="utf-8")
    Path("inbox", "notes.txt").write_text("no package", encoding="utf-8")
    said = on_own_run("results", "watch", "inbox", "--once")
    assert said.code == 2
    assert "contains no brief's id" in " ".join(said.err.split())
    assert "notes.txt" not in said.err
    assert Path("inbox", "holiday.csv").is_file()


def test_a_package_that_is_taken_away_while_it_is_looked_at_stops_nothing(
    on_own_run: CommandLine, brief: Brief, package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("inbox").mkdir()
    package.rename(Path("inbox") / f"{brief.brief_id}.csv")
    Path("inbox", "0-upload.zip").write_bytes(b"half of it")
    is_file = Path.is_file

    def taken_away(self: Path) -> bool:
        found = is_file(self)
        if self.name == "0-upload.zip":
            self.unlink(missing_ok=True)
        return found

    monkeypatch.setattr(Path, "is_file", taken_away)
    said = on_own_run("results", "watch", "inbox", "--once", "--json")
    assert [json.loads(line)["status"] for line in said.out.splitlines()] == ["supported"]


def test_a_package_that_cannot_be_read_keeps_no_other_from_being_taken_in(
    on_own_run: CommandLine, brief: Brief, package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("inbox").mkdir()
    locked = Path("inbox") / f"0-{brief.brief_id}.csv"
    locked.write_text("", encoding="utf-8")
    package.rename(Path("inbox") / f"{brief.brief_id}.csv")
    opened = Path.open

    def denied(self: Path, *given: Any, **named: Any) -> Any:
        if self.name == locked.name:
            raise PermissionError(13, "Permission denied", str(self))
        return opened(self, *given, **named)

    monkeypatch.setattr(Path, "open", denied)
    said = on_own_run("results", "watch", "inbox", "--once", "--json")
    first, second = (json.loads(line) for line in said.out.splitlines())
    assert "could not be read: Permission denied" in first["error"]
    assert second["status"] == "supported"


def test_a_folder_that_is_not_there_is_not_watched(on_own_run: CommandLine) -> None:
    assert on_own_run("results", "watch", "nowhere", "--once").code == 2


def test_the_next_cycle_begins_with_what_the_laboratory_found(
    on_own_run: CommandLine, brief: Brief, package: Path
) -> None:
    on_own_run("results", "upload", brief.brief_id, str(package))
    told = on_own_run("run", "--continue", "last", "--hypotheses", "4", "--json").object()
    found = on_own_run("show", told["run"], brief.provenance.hypothesis, "--json").object()
    assert found["status"] == "supported"
    assert found["rank"] == 1
