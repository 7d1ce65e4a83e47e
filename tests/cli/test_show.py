"""Looking at a finished run: who ranks where, why, and on which words of which papers it rests."""

import json
import re
from pathlib import Path

import pytest

from tests.cli.calling import CommandLine
from tests.support.workspace import FinishedRun


def test_runs_are_listed_with_the_short_name_by_which_they_are_found(
    on_run: CommandLine, small_run: FinishedRun
) -> None:
    said = on_run("runs")
    assert said.code == 0
    assert small_run.run.rpartition("-")[2] in said.out
    assert on_run("runs", "--json").object()["runs"][0]["run"] == small_run.run


@pytest.mark.parametrize("part", ["whole", "beginning", "end", "last"])
def test_a_run_is_found_by_any_part_of_its_name(on_run: CommandLine, small_run: FinishedRun, part: str) -> None:
    name = {"whole": small_run.run, "beginning": small_run.run[:8], "end": small_run.run[-6:], "last": "last"}[part]
    assert on_run("show", name, "--json").object()["run"] == small_run.run


def test_show_ranks_every_hypothesis_in_play(on_run: CommandLine) -> None:
    told = on_run("show", "last", "--json").object()
    assert [each["rank"] for each in told["top"]] == list(range(1, told["counts"]["in play"] + 1))
    ratings = [each["rating"] for each in told["top"]]
    assert all(rating["low"] < rating["value"] < rating["high"] for rating in ratings)


@pytest.mark.parametrize("width", ["80", "140"])
def test_the_table_fits_the_terminal(on_run: CommandLine, monkeypatch: pytest.MonkeyPatch, width: str) -> None:
    monkeypatch.setenv("COLUMNS", width)
    said = on_run("show", "last")
    assert said.code == 0
    table = said.out.partition("Artefacts")[0]
    assert max(len(line) for line in table.splitlines()) <= int(width)
    assert "hypothesis" in table


@pytest.mark.parametrize("name", ["1", "by id", "by the beginning of its id"])
def test_a_hypothesis_is_found_by_rank_or_id(on_run: CommandLine, name: str) -> None:
    first = on_run("show", "last", "--json").object()["top"][0]["id"]
    given = {"1": "1", "by id": first, "by the beginning of its id": first[:8]}[name]
    assert on_run("show", "last", given, "--json").object()["id"] == first


def test_a_name_that_no_hypothesis_has_is_repeated_as_it_was_typed(on_run: CommandLine) -> None:
    said = on_run("explain", "last", "nosuch")
    assert said.code == 2
    assert "no hypothesis 'nosuch'" in said.err


def test_one_hypothesis_is_shown_with_statement_predictions_and_falsifiers(on_run: CommandLine) -> None:
    item = on_run("show", "last", "1", "--json").object()
    page = " ".join(on_run("show", "last", "1").out.split())
    for text in (item["statement"], item["predictions"][0]["readout"], item["falsifiers"][0], item["null"]):
        assert " ".join(text.split()) in page


def test_every_quotation_that_explain_shows_is_in_the_evidence_word_for_word(
    on_run: CommandLine, small_run: FinishedRun
) -> None:
    folder = small_run.workspace / "runs" / small_run.run
    kept = {each["quote"] for each in json.loads((folder / "evidence.json").read_text())["passages"]}
    for rank in ("1", "3"):
        found = on_run("explain", "last", rank, "--json").object()["evidence"]
        quotes = [quote["text"] for step in found["steps"] for quote in step["quotes"]]
        assert quotes
        assert set(quotes) <= kept


def test_explain_says_what_each_judges_votes_are_worth(on_run: CommandLine) -> None:
    found = on_run("explain", "last", "1", "--json").object()
    assert {votes["judge"] for votes in found["votes"]} >= {"panel/evidence", "panel/novelty"}
    assert all(votes["rank_without"] >= 1 for votes in found["votes"])
    assert sum(votes["won"] + votes["lost"] + votes["tied"] for votes in found["votes"]) == found["rating"]["matches"]
    assert sum(each["won"] + each["lost"] + each["tied"] for each in found["opponents"]) == found["rating"]["matches"]


def test_the_explanation_has_every_part(on_run: CommandLine) -> None:
    page = on_run("explain", "last", "1").out
    parts = (
        "Rank 1 of",
        "Votes by judge",
        "Whom it met",
        "Reviews",
        "Evidence, step by step",
        "The votes that moved its rating most",
        "What happened to it",
    )
    assert [part for part in parts if part not in page] == []


def test_a_brief_is_printed_for_people_and_for_machines(on_run: CommandLine) -> None:
    assert on_run("brief", "last", "1").out.startswith("# Experiment brief:")
    as_json = json.loads(on_run("brief", "last", "1", "--format", "json").out)
    assert as_json["brief_id"] == on_run("show", "last", "--json").object()["briefs"][0]["id"]


def test_a_brief_is_written_on_demand_for_any_hypothesis_in_play(on_own_run: CommandLine) -> None:
    told = on_own_run("show", "last", "--json").object()
    with_brief = {each["hypothesis"] for each in told["briefs"]}
    without = next(each for each in told["top"] if each["id"] not in with_brief)
    said = on_own_run("brief", "last", without["id"], "--format", "json", "--output", "brief.json")
    assert said.code == 0
    made = json.loads(Path("brief.json").read_text(encoding="utf-8"))
    assert made["provenance"]["hypothesis"] == without["id"]
    assert made["brief_id"] in [each["id"] for each in on_own_run("show", "last", "--json").object()["briefs"]]


WRONG = {
    "unknown run": ("show", "nonsense"),
    "rank that nobody has": ("show", "last", "99"),
    "unknown hypothesis": ("explain", "last", "h-zzzz"),
    "ambiguous hypothesis": ("explain", "last", "h-"),
    "unknown brief": ("results", "template", "nonsense"),
    "ambiguous brief": ("results", "template", "brief-"),
}


@pytest.mark.parametrize("arguments", WRONG.values(), ids=WRONG)
def test_a_name_that_names_nothing_or_several_things_ends_with_2(
    on_run: CommandLine, arguments: tuple[str, ...]
) -> None:
    said = on_run(*arguments)
    assert said.code == 2
    assert said.err.count("\n") == 1


def test_show_says_what_the_tournament_says_of_itself(on_run: CommandLine) -> None:
    told = on_run("show", "last", "--json").object()
    page = " ".join(on_run("show", "last").out.split())
    assert any("shown first" in sentence for sentence in told["diagnostics"])
    assert any(
        sentence.startswith("Planted copies, panel: degraded copies must lose") for sentence in told["diagnostics"]
    )
    assert all(" ".join(sentence.split()) in page.replace("· ", "") for sentence in told["diagnostics"][:2])


def test_of_two_it_is_said_why_one_is_above_the_other_or_that_they_cannot_be_told_apart(on_run: CommandLine) -> None:
    found = on_run("explain", "last", "1", "2", "--json").object()
    ranks = found["above"]["rank"], found["below"]["rank"]
    assert ranks == (1, 2)
    assert found["low"] < found["gap"] < found["high"]
    assert found["told_apart"] == (found["low"] > 0)
    page = " ".join(on_run("explain", "last", "1", "2").out.split())
    assert ("can be told apart" if found["told_apart"] else "cannot be told apart at 95 %") in page
    assert found["above"]["title"] in page
    assert on_run("explain", "last", "2", "1", "--json").object() == found


def test_the_votes_that_moved_one_most_are_named_with_how_far(on_run: CommandLine) -> None:
    found = on_run("explain", "last", "1", "--json").object()
    assert found["moved"]
    effects = [abs(each["effect"]) for each in found["moved"]]
    assert effects == sorted(effects, reverse=True)
    assert all(re.search(r"(raised|lowered) it by \d+ points", each["sentence"]) for each in found["moved"])
    assert not any(re.search(r"\bh-[0-9a-f]{6}", each["sentence"]) for each in found["moved"])


def test_one_is_not_explained_against_itself_or_against_one_out_of_play(on_own_run: CommandLine) -> None:
    assert on_own_run("explain", "last", "1", "1").code == 2
    last = on_own_run("show", "last", "--json").object()["top"][-1]["id"]
    on_own_run("veto", "last", last, "--why", "It is toxic.")
    said = on_own_run("explain", "last", "1", last)
    assert said.code == 2
    assert "It is toxic" in said.err
