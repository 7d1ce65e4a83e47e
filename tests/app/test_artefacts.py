"""What a run writes: every file is there, and they agree with each other and with the literature."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from coscientist.app.campaign import Campaign
from coscientist.domain.goal import Plan
from tests.support.artefacts import read
from tests.support.small_world import SmallWorld
from tests.support.workspace import FinishedRun

SCHEMAS = Path(__file__).resolve().parents[2] / "docs" / "schemas"


@pytest.fixture(scope="module")
def folder(kidney_run: FinishedRun) -> Path:
    return kidney_run.workspace / "runs" / kidney_run.run


@pytest.fixture(scope="module")
def hypotheses(folder: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = read(folder, "hypotheses.json")["hypotheses"]
    return found


@pytest.fixture(scope="module")
def evidence(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = read(folder, "evidence.json")
    return found


def test_every_artefact_is_there(folder: Path) -> None:
    names = {path.name for path in folder.iterdir()}
    assert names >= {
        "run.json", "hypotheses.json", "tournament.json", "evidence.json", "overview.json", "events.jsonl",
        "report.html", "briefs",
    }  # fmt: skip
    assert not [path for path in folder.rglob("*") if "unfinished" in path.name]


def test_ranks_are_contiguous_and_those_out_of_play_come_last_with_who_and_why(
    hypotheses: list[dict[str, Any]],
) -> None:
    ranks = [item["rank"] for item in hypotheses]
    playing = [rank for rank in ranks if rank is not None]
    assert playing == list(range(1, len(playing) + 1))
    assert ranks == playing + [None] * (len(ranks) - len(playing))
    for item in hypotheses:
        if item["rank"] is None:
            assert item["eliminated"]["by"]
            assert item["eliminated"]["why"]
        else:
            assert item["eliminated"] is None
            assert item["rating"]["low"] <= item["rating"]["value"] <= item["rating"]["high"]


def test_every_claim_of_a_hypothesis_is_in_the_evidence(
    hypotheses: list[dict[str, Any]], evidence: dict[str, Any]
) -> None:
    there = {claim["id"] for claim in evidence["claims"]}
    for item in hypotheses:
        said = {*item["claims"], *(claim for step in item["mechanism"] for claim in step["claims"])}
        reviewed = {claim for review in item["reviews"] for claim in (*review["supporting"], *review["contradicting"])}
        assert said | reviewed <= there


def test_every_claim_leads_to_a_passage_and_every_passage_to_a_source(evidence: dict[str, Any]) -> None:
    passages = {passage["id"]: passage for passage in evidence["passages"]}
    sources = {source["id"] for source in evidence["sources"]}
    concepts = {concept["id"] for concept in evidence["concepts"]}
    for claim in evidence["claims"]:
        assert claim["passages"]
        assert {claim["subject"], claim["object"]} <= concepts
        for passage in claim["passages"]:
            assert passages[passage]["source"] == claim["source"]
    assert {passage["source"] for passage in passages.values()} <= sources


def test_every_quote_is_verbatim_in_the_pack(evidence: dict[str, Any], small_world: SmallWorld) -> None:
    lines = [json.loads(line) for line in small_world.pack.read_text(encoding="utf-8").splitlines()]
    there = {(line["source"], line["quote"]) for line in lines if "quote" in line}
    quoted = {(passage["source"], passage["quote"]) for passage in evidence["passages"]}
    assert quoted
    assert quoted <= there


def test_the_nearest_known_statements_can_be_looked_up(
    hypotheses: list[dict[str, Any]], evidence: dict[str, Any]
) -> None:
    passages = {passage["id"] for passage in evidence["passages"]}
    for item in hypotheses:
        (novelty,) = (review["novelty"] for review in item["reviews"] if review["novelty"])
        assert novelty["searched"][0].startswith("kidney@")
        assert {near["passage"] for near in novelty["nearest"]} <= passages


def test_the_ledger_is_about_the_hypotheses_and_rates_those_in_play(
    folder: Path, hypotheses: list[dict[str, Any]]
) -> None:
    tournament = read(folder, "tournament.json")
    known = {item["id"] for item in hypotheses}
    matches = [match for match in tournament["matches"] if match["control"] is None]
    assert {end for match in matches for end in (match["first"], match["second"])} <= known
    rated = [rating["hypothesis"] for rating in tournament["ratings"]]
    assert set(rated) == {item["id"] for item in hypotheses if item["rank"] is not None}
    assert len(rated) == len(set(rated))


def test_planted_copies_are_marked_judged_and_nowhere_ranked(folder: Path, hypotheses: list[dict[str, Any]]) -> None:
    tournament = read(folder, "tournament.json")
    marked = [match for match in tournament["matches"] if match["control"] is not None]
    copies = {match["control"]["copy_id"] for match in marked}
    assert {match["control"]["kind"] for match in marked} == {"degraded", "paraphrased", "padded"}
    assert all({match["first"], match["second"]} & copies for match in marked)
    assert not copies & {item["id"] for item in hypotheses}
    assert not copies & {rating["hypothesis"] for rating in tournament["ratings"]}
    verdicts = {item["kind"]: item["verdict"] for item in tournament["diagnostics"]["controls"]}
    assert verdicts == {"degraded": "held", "paraphrased": "held", "padded": "held"}
    planted = [json.loads(line) for line in (folder / "events.jsonl").read_text(encoding="utf-8").splitlines()]
    assert {event["data"]["copy"] for event in planted if event["kind"] == "planted"} == copies


def test_the_tournament_s_own_faults_are_told(folder: Path) -> None:
    found = read(folder, "tournament.json")["diagnostics"]
    assert found["judges"]
    assert found["first_won"]["of"] > 0
    assert found["triads"]["by_chance"] == 0.25
    assert {"order_agreement", "longer_won", "calibration", "coin_flip", "disagreements", "components"} <= set(found)
    assert any("shown first" in sentence for sentence in found["summary"])
    assert isinstance(found["warnings"], list)


def test_nobody_in_play_is_unplayed(folder: Path, hypotheses: list[dict[str, Any]]) -> None:
    for item in hypotheses:
        if item["rank"] is not None:
            assert item["rating"]["matches"] > 0


def test_the_overview_s_directions_hold_every_hypothesis_in_play_once(
    folder: Path, hypotheses: list[dict[str, Any]]
) -> None:
    grouped = [item for direction in read(folder, "overview.json")["directions"] for item in direction["hypotheses"]]
    assert sorted(grouped) == sorted(item["id"] for item in hypotheses if item["rank"] is not None)


def test_briefs_are_for_the_best_and_follow_the_schema(folder: Path, hypotheses: list[dict[str, Any]]) -> None:
    schema = json.loads((SCHEMAS / "brief.schema.json").read_text(encoding="utf-8"))
    briefs = [json.loads(path.read_text(encoding="utf-8")) for path in folder.glob("briefs/*.json")]
    for brief in briefs:
        jsonschema.validate(brief, schema)
    best = {item["id"] for item in hypotheses if item["rank"] in (1, 2)}
    assert {brief["provenance"]["hypothesis"] for brief in briefs} == best
    assert {path.stem for path in folder.glob("briefs/*.md")} == {brief["brief_id"] for brief in briefs}


def test_a_brief_tests_what_its_hypothesis_predicts(folder: Path, hypotheses: list[dict[str, Any]]) -> None:
    by_id = {item["id"]: item for item in hypotheses}
    for path in folder.glob("briefs/*.json"):
        brief = json.loads(path.read_text(encoding="utf-8"))
        item = by_id[brief["provenance"]["hypothesis"]]
        (primary,) = (prediction for prediction in item["predictions"] if prediction["primary"])
        assert primary["id"] in {prediction["id"] for prediction in brief["hypothesis"]["predictions"]}
        assert brief["title"] == item["title"]


def test_the_run_says_what_it_was_made_with(folder: Path, kidney_run: FinishedRun) -> None:
    run = read(folder, "run.json")
    assert (run["id"], run["status"], run["seed"]) == (kidney_run.run, "done", 0)
    assert Plan.model_validate(run["plan"]).corpora == ("kidney",)
    assert len(run["corpora"]["kidney"]) == 64
    assert {"coscientist", "rdkit", "langgraph"} <= set(run["versions"])
    assert (run["usage"]["calls"], run["usage"]["cost_usd"]) == (0, 0.0)
    assert run["usage"]["seconds"] > 0


def test_compounds_were_checked_by_the_tools(hypotheses: list[dict[str, Any]]) -> None:
    checks = [check for item in hypotheses for check in item["checks"]]
    assert {"QED", "structure"} <= {check["property"] for check in checks}
    assert all(check["method"] and check["source"] for check in checks)


def test_events_tell_the_run_in_order(folder: Path) -> None:
    events = [json.loads(line) for line in (folder / "events.jsonl").read_text(encoding="utf-8").splitlines()]
    assert events[0]["message"] == "Cycle 1: proposing hypotheses."
    assert events[-1]["stage"] in {"brief", "controls"}  # neither waits for the other
    assert [event["at"] for event in events] == sorted(event["at"] for event in events)
    assert len({event["id"] for event in events}) == len(events)


def test_artefacts_are_written_again_from_the_store(own_run: FinishedRun) -> None:
    folder = own_run.workspace / "runs" / own_run.run
    before = {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    for path in folder.rglob("*.json"):
        if path.name not in ("run.json", "overview.json"):
            path.unlink()
    (folder / "briefs" / "brief-of-nobody.json").write_text("{}", encoding="utf-8")
    with Campaign(own_run.workspace) as campaign:
        campaign.rewrite(own_run.run)
    assert {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
