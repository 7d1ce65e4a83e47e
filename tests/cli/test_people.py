"""A person steps in: own hypotheses, reviews, vetoes, verdicts."""

import json
from pathlib import Path

import pytest

from tests.cli.calling import CommandLine


def top(cli: CommandLine) -> list[str]:
    return [each["id"] for each in cli("show", "last", "--json").object()["top"]]


def test_a_veto_takes_a_hypothesis_out_of_play_and_the_reason_stays(on_own_run: CommandLine) -> None:
    first = top(on_own_run)[0]
    said = on_own_run("veto", "last", "1", "--why", "It is toxic [red]here[/red].", "--by", "Ada")
    assert said.code == 0
    assert first not in top(on_own_run)
    page = " ".join(on_own_run("show", "last", first).out.split())
    assert "Out of play by person:Ada: It is toxic [red]here[/red]." in page
    assert "person:Ada" in on_own_run("show", "last", "--all").out


def test_a_veto_needs_a_reason(on_own_run: CommandLine) -> None:
    assert on_own_run("veto", "last", "1", "--why", " ").code == 2
    assert on_own_run("veto", "last", "1").code == 2


def test_a_review_is_kept_and_explained(on_own_run: CommandLine) -> None:
    said = on_own_run("review", "last", "1", "--text", "The dose is far too high.", "--score", "feasibility=0.1",
                      "--by", "Ada")  # fmt: skip
    assert said.code == 0
    found = on_own_run("explain", "last", "1", "--json").object()
    reviews = {each["reviewer"]: each for each in found["reviews"]}
    assert reviews["person:Ada"]["scores"] == {"feasibility": 0.1}
    assert any("The dose is far too high." in moment["what"] for moment in found["history"])


def test_a_review_may_eliminate(on_own_run: CommandLine) -> None:
    first = top(on_own_run)[0]
    assert on_own_run("review", "last", "1", "--text", "Banned.", "--eliminate", "It is banned.").code == 0
    assert first not in top(on_own_run)


@pytest.mark.parametrize("score", ["feasibility", "feasibility=high", "feasibility=2", "charm=0.5", "=0.5"])
def test_a_score_that_is_none_is_refused(on_own_run: CommandLine, score: str) -> None:
    assert on_own_run("review", "last", "1", "--text", "Hm.", "--score", score).code == 2


def test_a_verdict_goes_into_the_ledger_and_counts_at_once(on_own_run: CommandLine) -> None:
    first, last = top(on_own_run)[0], top(on_own_run)[-1]
    before = on_own_run("show", "last", last, "--json").object()["rating"]
    said = on_own_run("compare", "last", first, last, "--better", "b", "--by", "Ada", "--json").object()
    assert (said["first"], said["second"], said["outcome"], said["judge"]) == (first, last, "second", "person:Ada")
    after = on_own_run("explain", "last", last, "--json").object()
    assert after["rating"]["matches"] == before["matches"] + 1
    assert after["rating"]["value"] > before["value"]
    assert "person:Ada" in [votes["judge"] for votes in after["votes"]]


def test_a_verdict_that_the_ranks_do_not_follow_is_said_at_once_and_wherever_one_looks(
    on_own_run: CommandLine,
) -> None:
    first, last = top(on_own_run)[0], top(on_own_run)[-1]
    said = on_own_run("compare", "last", first, last, "--better", "B", "--by", "Ada")
    assert "person:Ada prefers" in " ".join(said.out.split())
    again = on_own_run("compare", "last", first, last, "--better", "B", "--by", "Ada", "--json").object()
    assert again["disagreement"].startswith("person:Ada prefers")
    assert any(
        sentence.startswith("person:Ada")
        for sentence in on_own_run("explain", "last", last, "--json").object()["people"]
    )
    assert on_own_run("explain", "last", first, last, "--json").object()["people"]
    told = on_own_run("show", "last", "--json").object()
    assert any(caveat.startswith("person:Ada prefers") for caveat in told["caveats"])
    report = (on_own_run.workspace or Path()) / "runs" / told["run"] / "report.html"
    assert "Persons and laboratories who say otherwise" in report.read_text(encoding="utf-8")


def test_a_verdict_that_the_ranks_follow_needs_no_word(on_own_run: CommandLine) -> None:
    first, last = top(on_own_run)[0], top(on_own_run)[-1]
    assert on_own_run("compare", "last", first, last, "--better", "A", "--json").object()["disagreement"] is None


def test_a_hypothesis_is_not_compared_with_itself(on_own_run: CommandLine) -> None:
    assert on_own_run("compare", "last", "1", "1", "--better", "A").code == 2


def test_an_own_hypothesis_is_reviewed_and_plays_when_the_run_goes_on(on_own_run: CommandLine) -> None:
    said = on_own_run(
        "add", "last", "Dasatinib lowers tau phosphorylation by inhibiting GSK3B", "--by", "Ada", "--json"
    )
    assert said.code == 0
    made = said.object()
    assert made["strategy"] == "user"
    assert made["id"] not in top(on_own_run)
    resumed = on_own_run("resume", "last", "--json")
    assert resumed.code == 0
    found = json.loads(on_own_run("show", "last", made["id"], "--json").out)
    assert found["reviews"]
    assert found["rank"] is not None or found["eliminated"] is not None


def test_an_own_hypothesis_about_nothing_known_is_refused(on_own_run: CommandLine) -> None:
    said = on_own_run("add", "last", "Quasars brighten the mood")
    assert said.code == 2
    assert said.err.count("\n") == 1
