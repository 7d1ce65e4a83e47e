"""From a goal to a table, artefacts and what to do next; plans, approval, budgets, interruption."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.calling import CommandLine
from tests.cli.conftest import CORPUS
from tests.support.model_world import GOAL

QUICK = ("--corpus", CORPUS, "--profile", "quick", "--hypotheses", "4")
RUN = ("run", "--goal", GOAL, *QUICK)
FIELDS = {"run", "status", "ended_because", "exit_code", "goal", "continues", "counts", "top", "briefs", "artefacts",
          "usage", "caveats", "diagnostics"}  # fmt: skip


def test_json_is_exactly_one_object_and_all_else_is_on_stderr(on_literature: CommandLine) -> None:
    said = on_literature(*RUN, "--json")
    told = said.object()
    assert said.code == 0
    assert set(told) == FIELDS
    assert (told["status"], told["exit_code"], told["goal"]) == ("done", 0, GOAL)
    assert {"id", "statement", "rating", "rank"} <= set(told["top"][0])
    assert all(Path(path).exists() for path in told["artefacts"].values())
    assert all(
        Path(brief["json_file"]).is_file() and Path(brief["markdown_file"]).is_file() for brief in told["briefs"]
    )
    assert told["usage"]["seconds"] > 0
    assert "Cycle 1: proposing hypotheses." in said.err


def test_the_table_is_followed_by_what_to_do_next(on_literature: CommandLine) -> None:
    said = on_literature(*RUN)
    assert said.code == 0
    listed = [line.strip() for line in said.out.splitlines() if line.startswith("  coscientist ")]
    assert [command.split()[1] for command in listed] == ["explain", "brief", "results", "results"]
    explain, brief, template = (command.split()[1:] for command in listed[:3])
    for command in (explain, brief, template):
        assert on_literature(*command).code == 0
    assert Path("results.csv").is_file()


def test_what_was_left_out_of_a_goal_is_said_before_anything_is_done(on_literature: CommandLine) -> None:
    said = on_literature("run", "--goal", f"{GOAL} or ferroptosis", *QUICK)
    assert said.code == 0
    assert "Note: Not understood in the goal, and without effect: ferroptosis." in said.err.splitlines()


def test_the_same_seed_gives_the_same_hypotheses(on_literature: CommandLine) -> None:
    first, second = (on_literature(*RUN, "--seed", "7", "--json").object() for _ in range(2))
    assert first["run"] != second["run"]
    assert first["top"] == second["top"]


def test_a_budget_that_ends_the_run_gives_3_and_artefacts(on_literature: CommandLine) -> None:
    said = on_literature(*RUN, "--max-time", "0.01s", "--json")
    assert said.code == 3
    told = said.object()
    assert (told["status"], told["exit_code"]) == ("budget ended", 3)
    assert Path(told["artefacts"]["hypotheses"]).is_file()


def test_a_run_that_a_budget_ended_goes_on_with_a_larger_one(on_literature: CommandLine) -> None:
    ended = on_literature(*RUN, "--max-time", "0.01s", "--json").object()
    again = on_literature("resume", "last", "--max-time", "10m", "--json")
    assert (again.code, again.object()["run"], again.object()["status"]) == (0, ended["run"], "done")
    assert again.object()["counts"]["in play"] > ended["counts"]["in play"]


def test_a_goal_that_brings_out_no_hypothesis_gives_2_and_says_why(on_literature: CommandLine) -> None:
    said = on_literature("run", "--goal", "Does roscovitine lower CDK5?", "--corpus", CORPUS)
    assert said.code == 2
    out = " ".join(said.out.split())
    assert "Nothing in the corpora leads through Roscovitine to CDK5 as the goal asks" in out
    assert "Reported is that Roscovitine lowers CDK5: “Roscovitine inhibits CDK5 at low doses in rat neurons.”" in out
    assert "Ask without “Roscovitine”" in out
    assert "resume" not in said.err


def test_a_goal_that_nothing_speaks_of_gives_2_and_no_run(on_literature: CommandLine) -> None:
    said = on_literature("run", "--goal", "improve the thermal conductivity of graphene", "--corpus", CORPUS)
    assert said.code == 2
    assert said.err.count("\n") == 1
    for part in ("Not understood: thermal, conductivity, graphene", "The corpora cover: kinases of tau", "corpus add",
                 "--source", "--model"):  # fmt: skip
        assert part in said.err
    assert on_literature("runs", "--json").object()["runs"] == []


def test_a_goal_full_of_markup_is_shown_and_not_obeyed(on_literature: CommandLine) -> None:
    goal = GOAL + " [red]now[/red] \x1b[31m$(touch owned) `touch owned` ; touch owned <script>alert(1)</script>"
    said = on_literature("plan", "--goal", goal, "--corpus", CORPUS)
    assert "\x1b" not in said.out + said.err
    assert not Path("owned").exists()


def test_a_corpus_may_be_named_by_its_file(cli: CommandLine, tmp_path: Path) -> None:
    from tests.support.model_world import write_pack

    cli.workspace = tmp_path / "workspace"
    path = write_pack(tmp_path)
    made = cli("plan", "--goal", GOAL, "--corpus", str(path), "--json").object()
    assert made["corpora"] == ["kinases"]
    assert (cli.workspace / "corpora" / "kinases.db").is_file()


def test_a_plan_is_shown_and_nothing_is_run(on_literature: CommandLine) -> None:
    said = on_literature("plan", "--goal", GOAL, "--corpus", CORPUS, "--max-time", "10m")
    assert said.code == 0
    for part in ("reduce tau phosphorylation", "By means of", "10 min of running time", "seed 0"):
        assert part in said.out
    assert on_literature("runs", "--json").object()["runs"] == []


def test_a_plan_written_edited_and_run_is_carried_out_as_edited(on_literature: CommandLine) -> None:
    on_literature("plan", "--goal", GOAL, *QUICK, "--output", "plan.json")
    plan = json.loads(Path("plan.json").read_text(encoding="utf-8"))
    plan["briefs"] = 1
    Path("plan.json").write_text(json.dumps(plan), encoding="utf-8")
    told = on_literature("run", "--plan", "plan.json", "--seed", "3", "--json").object()
    assert told["counts"]["briefs"] == 1
    kept = json.loads(Path(told["artefacts"]["run"]).read_text(encoding="utf-8"))["plan"]
    assert (kept["briefs"], kept["seed"]) == (1, 3)


@pytest.mark.parametrize(
    ("field", "value"),
    [("briefs", "many"), ("hypotheses", -5), ("cycles", 0), ("targets", []), ("max_seconds", -1), ("nonsense", 1)],
)
def test_a_plan_that_cannot_be_carried_out_is_refused(on_literature: CommandLine, field: str, value: object) -> None:
    on_literature("plan", "--goal", GOAL, *QUICK, "--output", "plan.json")
    plan = json.loads(Path("plan.json").read_text(encoding="utf-8"))
    Path("plan.json").write_text(json.dumps({**plan, field: value}), encoding="utf-8")
    said = on_literature("run", "--plan", "plan.json")
    assert said.code == 2
    assert field in said.err


def test_what_a_plan_has_settled_is_not_given_again(on_literature: CommandLine) -> None:
    on_literature("plan", "--goal", GOAL, *QUICK, "--output", "plan.json")
    said = on_literature("run", "--plan", "plan.json", "--goal", "something else", "--until", "2012")
    assert said.code == 2
    assert "--goal, --until cannot be changed" in said.err


@pytest.mark.parametrize("answer", ["no\n", "n\n", "perhaps\nno\n"])
def test_a_plan_that_is_not_approved_is_not_run(on_literature: CommandLine, answer: str) -> None:
    said = on_literature(*RUN, "--approve", "--by", "Ada", answers=answer)
    assert said.code == 2
    assert "Run this plan? [yes/edit/no]" in said.err
    assert "The plan was not approved by person:Ada." in " ".join(said.err.split())
    told = on_literature("show", "last", "--json").object()
    assert (told["status"], told["counts"]["hypotheses"]) == ("refused", 0)


def test_a_run_waits_until_its_plan_and_its_briefs_are_decided_on(on_literature: CommandLine) -> None:
    said = on_literature(*RUN, "--approve", "--json", answers="")
    assert (said.code, said.object()["status"]) == (2, "waiting for approval")
    assert said.object()["ended_because"] == "It waits for approval of its plan."
    assert on_literature("resume", "last", "--json").object()["counts"]["hypotheses"] == 0
    assert on_literature("approve", "last", "--by", "Ada").code == 0
    assert on_literature("approve", "last", "--by", "Ada").code == 2  # decided on before
    waiting = on_literature("resume", "last", "--json").object()
    assert waiting["status"] == "waiting for approval"
    first, *others = (brief["id"] for brief in waiting["briefs"])
    assert on_literature("approve", "last", first, "--no", "--why", "No such cells here", "--by", "Ada").code == 0
    assert on_literature("resume", "last", "--json").object()["status"] == (
        "waiting for approval" if others else "done"
    )
    assert on_literature("approve", "last", "all", "--by", "Ada").code == 0
    assert on_literature("resume", "last", "--json").object()["status"] == "done"
    page = on_literature("brief", "last", "1").out
    assert "not approved by person:Ada" in page
    assert "No such cells here" in page


def test_an_approved_plan_is_run_and_its_briefs_are_asked_for(on_literature: CommandLine) -> None:
    told = on_literature(*RUN, "--approve", "--json", answers="yes\n" + 3 * "yes\n").object()
    assert told["status"] == "done"


def test_resume_comes_back_to_the_question(on_literature: CommandLine) -> None:
    assert on_literature(*RUN, "--approve", "--json", answers="").code == 2
    said = on_literature("resume", "last", "--json", answers="yes\n" + 3 * "yes\n")
    assert "Run this plan?" in said.err
    assert "May this brief go to a laboratory?" in said.err
    assert said.object()["status"] == "done"


def an_editor(folder: Path, monkeypatch: pytest.MonkeyPatch, change: str) -> None:
    """Let EDITOR be a program that changes the plan's text."""
    script = folder / "editor.py"
    script.write_text(
        f"import pathlib, sys\npath = pathlib.Path(sys.argv[1])\ntext = path.read_text()\npath.write_text({change})\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("EDITOR", f"{sys.executable} {script}")


def test_a_plan_may_be_edited_before_it_is_approved(
    on_literature: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    an_editor(tmp_path, monkeypatch, "text.replace('\"briefs\": 3', '\"briefs\": 1')")
    told = on_literature(*RUN, "--approve", "--json", answers="edit\nyes\nyes\n").object()
    assert told["counts"]["briefs"] == 1


def test_a_plan_that_editing_broke_stays_as_it_was(
    on_literature: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    an_editor(tmp_path, monkeypatch, "'no plan at all'")
    said = on_literature(*RUN, "--approve", answers="edit\nno\n")
    assert said.code == 2
    assert "The plan is as it was." in " ".join(said.err.split())


def test_a_run_continues_another_with_its_goal_and_corpora(on_own_run: CommandLine) -> None:
    earlier = on_own_run("runs", "--json").object()["runs"][0]["run"]
    told = on_own_run("run", "--continue", "last", "--hypotheses", "4", "--json").object()
    assert (told["continues"], told["goal"]) == (earlier, GOAL)


def test_the_first_interrupt_ends_a_run_early_with_its_artefacts(on_literature: CommandLine) -> None:
    command = [sys.executable, "-m", "coscientist.cli.main", "run", "--goal", GOAL, "--corpus", CORPUS,
               "--profile", "deep", "--json"]  # fmt: skip
    environment = {**os.environ, "COSCIENTIST_WORKSPACE": str(on_literature.workspace)}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    ) as running:
        assert running.stderr is not None
        assert running.stdout is not None
        for line in running.stderr:
            if "proposing" in line:
                break
        running.send_signal(signal.SIGINT)
        rest, told = running.stderr.read(), json.loads(running.stdout.read())
        assert running.wait() == 3
    assert "Stopping after the current step" in rest
    assert (told["status"], told["ended_because"]) == ("budget ended", "Somebody asked it to stop.")
    assert Path(told["artefacts"]["hypotheses"]).is_file()


def test_the_second_interrupt_breaks_a_run_off_and_resume_takes_it_up(on_literature: CommandLine) -> None:
    command = [sys.executable, "-m", "coscientist.cli.main", *RUN]
    environment = {**os.environ, "COSCIENTIST_WORKSPACE": str(on_literature.workspace)}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    ) as running:
        assert running.stderr is not None
        for line in running.stderr:
            if "proposing" in line:
                break
        running.send_signal(signal.SIGINT)
        for line in running.stderr:
            if "Stopping" in line:
                break
        running.send_signal(signal.SIGINT)
        rest = running.stderr.read()
        assert running.wait() == 130
    assert "coscientist resume run-" in rest
    assert "Traceback" not in rest
    told = on_literature("resume", "last", "--json")
    assert (told.code, told.object()["status"]) == (0, "done")
