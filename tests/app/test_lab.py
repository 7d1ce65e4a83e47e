"""Results from the laboratory: template, upload, status and evidence, and a next cycle that uses them."""

import json
from pathlib import Path
from typing import Any

import pytest

from coscientist.agents.lab_results import lab_results
from coscientist.agents.prompting import goal_values
from coscientist.app.campaign import Campaign
from coscientist.app.compose import Bench, LabEvidence
from coscientist.app.laboratory import results
from coscientist.app.laboratory.results import ResultReport
from coscientist.app.library.adopting import adopt
from coscientist.domain.brief import Brief
from coscientist.domain.errors import ConflictError, FileError, NotFoundError
from coscientist.domain.hypothesis import Status
from coscientist.domain.match import Outcome
from coscientist.domain.result import Relation
from coscientist.graph.already_known import known_of
from coscientist.literature.embedders import UniversalSentenceEncoder
from tests.experiments.values import filled
from tests.support.artefacts import read
from tests.support.workspace import FinishedRun


def best(campaign: Campaign, run: FinishedRun) -> Brief:
    return campaign.record(run.run).briefs[0]


def upload(
    campaign: Campaign, run: FinishedRun, *, log2_effect: float, relation: Relation | None = None, leave_out: str = ""
) -> ResultReport:
    """Send the first brief's table back, filled in; the values of the block `leave_out` are missing."""

    def blank(row: dict[str, str]) -> None:
        if row["block"] == leave_out:
            row["value"] = ""

    brief = best(campaign, run)
    path = run.workspace / f"results{log2_effect}.csv"
    path.write_text(filled(brief, log2_effect=log2_effect, change=blank), encoding="utf-8")
    return results.upload(campaign, brief.brief_id, path, relation)


def entry(run: FinishedRun, hypothesis: str) -> dict[str, Any]:
    items = read(run.workspace / "runs" / run.run, "hypotheses.json")["hypotheses"]
    found: dict[str, Any] = next(item for item in items if item["id"] == hypothesis)
    return found


def test_the_template_asks_for_every_well_and_is_not_accepted_empty(own_run: FinishedRun, tmp_path: Path) -> None:
    with Campaign(own_run.workspace) as campaign:
        brief = best(campaign, own_run)
        text = results.template(campaign, brief.brief_id)
        assert len(text.splitlines()) == 1 + len(brief.layout.wells) * len(brief.readouts)
        (tmp_path / "empty.csv").write_text(text, encoding="utf-8")
        with pytest.raises(FileError):
            results.upload(campaign, brief.brief_id, tmp_path / "empty.csv")
        assert campaign.store.results(own_run.run) == []


def test_a_package_is_examined_without_being_kept(own_run: FinishedRun, tmp_path: Path) -> None:
    with Campaign(own_run.workspace) as campaign:
        brief = best(campaign, own_run)
        path = tmp_path / "results.csv"
        path.write_text(filled(brief, log2_effect=-2.0), encoding="utf-8")
        said = results.validate(campaign, brief.brief_id, path)
        assert said[-1] == "Quality control passed."
        assert campaign.store.results(own_run.run) == []


@pytest.mark.parametrize(
    ("log2_effect", "status"), [(-2.0, Status.SUPPORTED), (2.0, Status.REFUTED), (0.0, Status.REFUTED)]
)
def test_a_measured_effect_decides_and_becomes_evidence(
    own_run: FinishedRun, log2_effect: float, status: Status
) -> None:
    with Campaign(own_run.workspace) as campaign:
        report = upload(campaign, own_run, log2_effect=log2_effect)
    assert (report.status, report.new, report.is_evidence) == (status.value, True, True)
    shown = entry(own_run, report.hypothesis)
    assert shown["status"] == status.value
    assert (shown["rank"] is None) == (status is Status.REFUTED)
    evidence = read(own_run.workspace / "runs" / own_run.run, "evidence.json")
    (claim,) = (item for item in evidence["claims"] if item["made_by"].startswith("lab:"))
    assert (claim["subject"], claim["object"], claim["source"]) == ("metformin", "col1", f"lab:{report.result}")
    expected = {-2.0: "decreases", 2.0: "increases", 0.0: "causes no change in"}
    assert claim["predicate"] == expected[log2_effect]
    assert f"lab:{report.result}" in {source["id"] for source in evidence["sources"]}
    assert set(claim["passages"]) <= {passage["id"] for passage in evidence["passages"]}


def test_measured_support_ranks_before_every_rating(own_run: FinishedRun) -> None:
    with Campaign(own_run.workspace) as campaign:
        brief = campaign.record(own_run.run).briefs[-1]
        path = own_run.workspace / "results.csv"
        path.write_text(filled(brief, log2_effect=-2.0), encoding="utf-8")
        report = results.upload(campaign, brief.brief_id, path)
        first = campaign.record(own_run.run).entries[0]
    assert (first.hypothesis.id, first.rank, first.status) == (report.hypothesis, 1, Status.SUPPORTED)


def test_of_two_measured_hypotheses_the_supported_one_wins_in_the_ledger_once(own_run: FinishedRun) -> None:
    with Campaign(own_run.workspace) as campaign:
        won, lost = campaign.record(own_run.run).briefs[:2]
        for brief, effect in ((won, -2.0), (lost, 2.0), (won, -2.0)):
            path = own_run.workspace / "results.csv"
            path.write_text(filled(brief, log2_effect=effect), encoding="utf-8")
            results.upload(campaign, brief.brief_id, path)
        record = campaign.record(own_run.run)
        (match,) = (each for each in record.matches if each.judge.startswith("lab:"))
    assert (match.first, match.second, match.outcome) == (
        won.provenance.hypothesis, lost.provenance.hypothesis, Outcome.FIRST,
    )  # fmt: skip
    judges = read(own_run.workspace / "runs" / own_run.run, "tournament.json")["diagnostics"]["judges"]
    assert [judge["kind"] for judge in judges if judge["judge"] == match.judge] == ["lab"]


def test_the_same_package_twice_changes_nothing(own_run: FinishedRun) -> None:
    with Campaign(own_run.workspace) as campaign:
        first = upload(campaign, own_run, log2_effect=-2.0)
        folder = own_run.workspace / "runs" / own_run.run
        before = {path: path.read_bytes() for path in folder.glob("*.json")}
        again = upload(campaign, own_run, log2_effect=-2.0)
    assert again.new is False
    assert again.result == first.result
    assert "nothing changed" in again.summary()
    assert {path: path.read_bytes() for path in folder.glob("*.json")} == before


def test_another_package_for_a_brief_says_what_it_is_or_is_not_taken_in(own_run: FinishedRun) -> None:
    with Campaign(own_run.workspace) as campaign:
        first = upload(campaign, own_run, log2_effect=-2.0)
        with pytest.raises(ConflictError, match="count as another experiment"):
            upload(campaign, own_run, log2_effect=-1.5)
        assert [item.id for item in campaign.store.results(own_run.run)] == [first.result]


def test_a_correction_takes_the_earlier_results_place(own_run: FinishedRun) -> None:
    with Campaign(own_run.workspace) as campaign:
        first = upload(campaign, own_run, log2_effect=-2.0)
        second = upload(campaign, own_run, log2_effect=2.0, relation=Relation.CORRECTION)
        assert entry(own_run, first.hypothesis)["status"] == "refuted"
        assert {item.id for item in campaign.store.results(own_run.run)} == {first.result, second.result}
        assert second.belief.results == (second.result,)
        assert {claim.made_by for claim in LabEvidence(campaign.store, [own_run.run]).claims} == {
            f"lab:{second.result}"
        }


def test_a_verdict_that_rests_on_a_corrected_result_leaves_the_ratings_and_stays_in_the_ledger(
    own_run: FinishedRun,
) -> None:
    with Campaign(own_run.workspace) as campaign:
        upload(campaign, own_run, log2_effect=-2.0)
        other = campaign.record(own_run.run).briefs[1]
        path = own_run.workspace / "other.csv"
        path.write_text(filled(other, log2_effect=2.0), encoding="utf-8")
        results.upload(campaign, other.brief_id, path)
        assert any(match.judge.startswith("lab:") for match in campaign.record(own_run.run).matches)
        upload(campaign, own_run, log2_effect=1.9, relation=Relation.CORRECTION)
        record = campaign.record(own_run.run)
        assert not any(match.judge.startswith("lab:") for match in record.matches)
        assert any(match.judge.startswith("lab:") for match in record.ledger)


def test_a_repeat_counts_beside_the_first_and_two_that_contradict_decide_nothing(own_run: FinishedRun) -> None:
    with Campaign(own_run.workspace) as campaign:
        first = upload(campaign, own_run, log2_effect=-2.0)
        again = upload(campaign, own_run, log2_effect=-1.9, relation=Relation.REPEAT)
        assert again.belief.log_e_for > first.belief.log_e_for
        assert entry(own_run, first.hypothesis)["status"] == "supported"
        upload(campaign, own_run, log2_effect=2.0, relation=Relation.REPEAT)
        assert entry(own_run, first.hypothesis)["status"] == "inconclusive"


def test_an_earlier_package_that_comes_in_again_decides_nothing_anew(own_run: FinishedRun) -> None:
    with Campaign(own_run.workspace) as campaign:
        brief = best(campaign, own_run)
        upload(campaign, own_run, log2_effect=-2.0)
        last = upload(campaign, own_run, log2_effect=2.0, relation=Relation.CORRECTION)
        again = results.upload(campaign, brief.brief_id, own_run.workspace / "results-2.0.csv")
        assert (again.new, again.belief.results) == (False, (last.result,))
        assert entry(own_run, last.hypothesis)["status"] == "refuted"


def test_a_partial_result_is_completed_by_the_next_without_being_told(own_run: FinishedRun) -> None:
    with Campaign(own_run.workspace) as campaign:
        part = upload(campaign, own_run, log2_effect=-2.0, leave_out="B2")
        whole = upload(campaign, own_run, log2_effect=-2.0)
    assert whole.corrects == part.result
    assert whole.belief.results == (whole.result,)


def test_a_package_for_no_brief_is_refused(own_run: FinishedRun, tmp_path: Path) -> None:
    with Campaign(own_run.workspace) as campaign, pytest.raises(NotFoundError):
        results.upload(campaign, "brief-nothing", tmp_path / "x.csv")


def test_the_next_cycle_uses_what_was_measured(own_run: FinishedRun) -> None:
    with Campaign(own_run.workspace) as campaign:
        report = upload(campaign, own_run, log2_effect=-2.0)
        plan = campaign.store.run(own_run.run).plan.model_copy(update={"cycles": 1})
        record = campaign.run(plan, continues=own_run.run)
        assert record.run.continues == own_run.run
        assert campaign.lineage(record.run) == [record.run.id, own_run.run]
        first = record.entries[0]
        assert (first.hypothesis.id, first.status) == (report.hypothesis, Status.SUPPORTED)
        (claim,) = (item for item in record.claims.values() if item.made_by.startswith("lab:"))
        assert claim.id in report.claims
        assert set(claim.passages) <= set(record.passages)
        evidence = {review.reviewer: review for review in first.reviews}["reflection/novelty"]
        assert evidence.novelty is not None
        assert evidence.novelty.nearest[0].passage in claim.passages
        later = [item.hypothesis for item in record.entries if item.hypothesis.id != report.hypothesis]
        assert all(item.strategy != "generation/bridging" or item.interventions != ("metformin",) for item in later)


def test_models_are_shown_what_was_measured_and_may_cite_it(own_run: FinishedRun) -> None:
    with Campaign(own_run.workspace) as campaign:
        plan = campaign.store.run(own_run.run).plan
        report = upload(campaign, own_run, log2_effect=-2.0)
        bench = Bench(campaign.workspace, plan.corpora, None, lab=LabEvidence(campaign.store, [own_run.run]))
        workbench = bench.workbench(plan)
        shown = lab_results(workbench)
        assert report.analysis.summary in [item.quote for item in shown]
        terms = str(goal_values(workbench)["terms"])
        assert "This laboratory has measured" in terms
        assert all(item.id in terms for item in shown)
        assert "supported" in known_of(campaign.store, own_run.run, {})[report.hypothesis]
        bench.close()


def test_models_are_told_of_no_laboratory_where_none_has_measured(own_run: FinishedRun) -> None:
    with Campaign(own_run.workspace) as campaign:
        plan = campaign.store.run(own_run.run).plan
        bench = Bench(campaign.workspace, plan.corpora, None)
        assert "has measured" not in str(goal_values(bench.workbench(plan))["terms"])
        bench.close()


def test_what_was_measured_is_about_what_a_further_corpus_calls_otherwise(own_run: FinishedRun, tmp_path: Path) -> None:
    lines: list[dict[str, object]] = [
        {"type": "source", "id": "s", "title": "On the kidney", "year": 2001},
        {"type": "concept", "id": "MET", "name": "Metformin", "kind": "compound"},
        {
            "type": "claim",
            "subject": "Metformin",
            "predicate": "increases",
            "object": "thirst",
            "source": "s",
            "quote": "q",
        },
    ]
    pack = tmp_path / "further.jsonl"
    pack.write_text("\n".join(map(json.dumps, lines)))
    with Campaign(own_run.workspace) as campaign:
        report = upload(campaign, own_run, log2_effect=-2.0)
        name = adopt(campaign.workspace, pack, embedder=UniversalSentenceEncoder()).name
        lab = LabEvidence(campaign.store, [own_run.run])
        names = [name, *campaign.store.run(own_run.run).plan.corpora]
        bench = Bench(campaign.workspace, names, None, lab=lab)
        (measured,) = (item for item in bench.graph.claims.values() if item.made_by == f"lab:{report.result}")
        assert (measured.subject, measured.object) == ("MET", "col1")
        assert measured in bench.graph.claims_between("metformin", "col1")
        assert "metformin" not in bench.graph.concepts
        bench.close()
        plan = campaign.store.run(own_run.run).plan.model_copy(update={"cycles": 1, "corpora": tuple(names)})
        record = campaign.run(plan, continues=own_run.run)
        first = record.entries[0]
        assert (first.hypothesis.id, first.rank, first.status) == (report.hypothesis, 1, Status.SUPPORTED)
        again = Bench(campaign.workspace, names, None, lab=LabEvidence(campaign.store, [record.run.id, own_run.run]))
        assert [item for item in again.graph.claims.values() if item.made_by == measured.made_by] == [measured]
        again.close()


def test_what_was_refuted_stays_refuted_in_the_next_cycle(own_run: FinishedRun) -> None:
    with Campaign(own_run.workspace) as campaign:
        report = upload(campaign, own_run, log2_effect=2.0)
        plan = campaign.store.run(own_run.run).plan.model_copy(update={"cycles": 1})
        record = campaign.run(plan, continues=own_run.run)
        found = record.entry(report.hypothesis)
        assert (found.rank, found.status) == (None, Status.REFUTED)
        assert found.decision is not None
        assert found.decision.by == f"lab:{report.result}"
