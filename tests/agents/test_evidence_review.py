"""Evidence for and against each step, and against the whole."""

from math import prod
from pathlib import Path
from typing import Any

import pytest

from coscientist.agents.generation.bridging import Bridging
from coscientist.agents.generation.stated import from_statement
from coscientist.agents.reflection.evidence import OPPOSED, SILENT, UNSTATED, EvidenceReviewer
from coscientist.agents.workbench import Workbench
from coscientist.domain.hypothesis import Hypothesis
from coscientist.domain.review import Review, Severity
from tests.support.small_world import read_by_rules, world_of

UP, DOWN = "increases", "decreases"


def kinds(review: Review) -> dict[str, Severity]:
    return {objection.kind: objection.severity for objection in review.objections}


def evidence(bench: Workbench, hypothesis: Hypothesis) -> Review:
    return EvidenceReviewer().review(bench, hypothesis, ())


def test_the_score_is_the_geometric_mean_of_the_steps(bench: Workbench, made: dict[str, Hypothesis]) -> None:
    first, second = bench.graph.link("pirfenidone", "psmad3"), bench.graph.link("psmad3", "col1")
    assert first is not None
    assert second is not None
    expected = (first.reliability * second.reliability) ** 0.5
    assert evidence(bench, made["pirfenidone"]).scores["evidence"] == pytest.approx(expected, abs=1e-4)


def test_more_sources_make_better_evidence(bench: Workbench, made: dict[str, Hypothesis]) -> None:
    ranked = [evidence(bench, made[name]).scores["evidence"] for name in ("pirfenidone", "fasudil", "tranilast")]
    assert ranked == sorted(ranked, reverse=True)


def test_one_source_alone_and_speculation_are_objected_to(bench: Workbench, made: dict[str, Hypothesis]) -> None:
    found = kinds(evidence(bench, made["tranilast"]))
    assert (found["single source"], found["hedged evidence"]) == (Severity.MINOR, Severity.MAJOR)


def test_going_together_is_not_acting(tmp_path: Path) -> None:
    bench = world_of(
        tmp_path,
        {"subject": "SIRT1", "predicate": DOWN, "object": "NOX4"},
        {"subject": "NOX4", "predicate": "correlates positively with", "object": "collagen I"},
        {"subject": "CTGF", "predicate": UP, "object": "collagen I"},
    ).bench("reduce collagen I")
    (item,) = (made for made in Bridging().propose(bench, cycle=0) if made.interventions == ("c:sirt1",))
    assert kinds(evidence(bench, item))["correlation only"] is Severity.MAJOR


def test_a_step_with_more_against_it_than_for_it_is_fatal(tmp_path: Path) -> None:
    bench = world_of(
        tmp_path,
        {"subject": "SIRT1", "predicate": DOWN, "object": "NOX4"},
        {"subject": "SIRT1", "predicate": "causes no change in", "object": "NOX4"},
        {"subject": "NOX4", "predicate": UP, "object": "collagen I"},
    ).bench("reduce collagen I")
    (item,) = (made for made in Bridging().propose(bench, cycle=0) if made.interventions == ("c:sirt1",))
    review = evidence(bench, item)
    assert kinds(review)["contradicted step"] is Severity.FATAL
    assert review.eliminate == "1 source speaks against SIRT1 → NOX4."
    assert len(review.contradicting) == 1


def test_one_source_that_only_rules_read_may_be_misread_and_eliminates_nothing(tmp_path: Path) -> None:
    bench = world_of(
        tmp_path,
        {"subject": "SIRT1", "predicate": DOWN, "object": "NOX4"},
        {"subject": "SIRT1", "predicate": "causes no change in", "object": "NOX4"},
        {"subject": "NOX4", "predicate": UP, "object": "collagen I"},
    ).bench("reduce collagen I")
    (item,) = (made for made in Bridging().propose(bench, cycle=0) if made.interventions == ("c:sirt1",))
    review = evidence(read_by_rules(bench), item)
    assert kinds(review)["contradicted step"] is Severity.MAJOR
    assert review.eliminate is None


def test_two_sources_that_rules_read_eliminate(tmp_path: Path) -> None:
    bench = world_of(
        tmp_path,
        {"subject": "SIRT1", "predicate": DOWN, "object": "NOX4"},
        {"subject": "SIRT1", "predicate": "causes no change in", "object": "NOX4"},
        {"subject": "SIRT1", "predicate": "causes no change in", "object": "NOX4"},
        {"subject": "NOX4", "predicate": UP, "object": "collagen I"},
    ).bench("reduce collagen I")
    (item,) = (made for made in Bridging().propose(bench, cycle=0) if made.interventions == ("c:sirt1",))
    assert evidence(read_by_rules(bench), item).eliminate == "2 sources speak against SIRT1 → NOX4."


def test_a_step_that_nothing_states_is_a_conjecture(bench: Workbench, made: dict[str, Hypothesis]) -> None:
    review = evidence(bench, made["drug:valsartan"])
    assert "conjectured step" in kinds(review)
    known = bench.graph.link("losartan", "col1")
    assert known is not None
    assert review.scores["evidence"] == pytest.approx((known.reliability * UNSTATED) ** 0.5, abs=1e-4)


def test_a_quote_that_does_not_name_what_acts_counts_half(bench: Workbench) -> None:
    item = from_statement(bench, "Tempol reduces collagen I by inhibiting NOX4", cycle=0)
    review = evidence(bench, item)
    first, second = bench.graph.link("tempol", "nox4"), bench.graph.link("nox4", "col1")
    assert first is not None
    assert second is not None
    assert kinds(review)["quote silent"] is Severity.MAJOR
    expected = (first.reliability * SILENT * second.reliability) ** 0.5
    assert review.scores["evidence"] == pytest.approx(expected, abs=1e-4)


def test_what_is_reported_of_the_two_ends_themselves_counts_against_any_route(tmp_path: Path) -> None:
    claims = [
        {"subject": "metformin", "subject_kind": "compound", "predicate": UP, "object": "AMPK"},
        {"subject": "AMPK", "predicate": DOWN, "object": "collagen I"},
        {"subject": "metformin", "predicate": "causes no change in", "object": "collagen I"},
    ]
    bench = world_of(tmp_path, *claims).bench("reduce collagen I")
    review = evidence(bench, from_statement(bench, "Metformin reduces collagen I by activating AMPK", cycle=0))
    assert kinds(review)["contradicted outright"] is Severity.FATAL
    assert review.eliminate


def test_both_sides_of_a_conflict_are_its_evidence(bench: Workbench, made: dict[str, Hypothesis]) -> None:
    review = evidence(bench, made["sirolimus"])
    assert review.eliminate is None
    assert len(review.supporting) == 2


@pytest.mark.parametrize("predicate", [UP, DOWN])
def test_the_opposite_of_a_form_of_the_ends_halves_the_evidence(tmp_path: Path, predicate: str) -> None:
    claims: list[dict[str, Any]] = [
        {"subject": "NOX4", "predicate": DOWN, "object": "AMPK"},
        {"subject": "AMPK", "predicate": UP, "object": "collagen I"},
        {"subject": "NOX4 dimer", "predicate": predicate, "object": "collagen I"},
    ]
    concepts: list[dict[str, Any]] = [
        {"id": "NOX4", "name": "NOX4", "kind": "protein"},
        {"id": "NOX4 dimer", "name": "NOX4 dimer", "kind": "complex", "members": ["NOX4"]},
    ]
    bench = world_of(tmp_path, *claims, concepts=concepts).bench("reduce collagen I")
    item = from_statement(bench, "Over-expression of NOX4 reduces collagen I by inhibiting AMPK", cycle=0)
    review = evidence(bench, item)
    links = [bench.step_link(step) for step in item.mechanism]
    steps = prod(link.reliability for link in links if link is not None) ** 0.5
    opposite = predicate == UP
    assert kinds(review).get("opposite reported") is (Severity.MAJOR if opposite else None)
    assert review.scores["evidence"] == pytest.approx(steps * (OPPOSED if opposite else 1.0), abs=1e-4)
    assert len(review.contradicting) == int(opposite)


@pytest.mark.parametrize("sources", [1, 2])
def test_several_reports_of_the_opposite_of_what_goes_by_the_same_name_eliminate(tmp_path: Path, sources: int) -> None:
    claims: list[dict[str, Any]] = [
        {"subject": "NOX4", "predicate": DOWN, "object": "AMPK"},
        {"subject": "AMPK", "predicate": UP, "object": "collagen I"},
        *(
            {"subject": "NOX4 complex", "predicate": UP, "object": "collagen I", "source": f"s{number}"}
            for number in range(sources)
        ),
    ]
    concepts: list[dict[str, Any]] = [
        {"id": "NOX4", "name": "NOX4", "kind": "protein"},
        {"id": "NOX4 complex", "name": "NOX4", "kind": "complex", "members": ["NOX4"]},
    ]
    bench = world_of(tmp_path, *claims, concepts=concepts).bench("reduce collagen I")
    item = from_statement(bench, "Over-expression of NOX4 reduces collagen I by inhibiting AMPK", cycle=0)
    assert bool(evidence(bench, item).eliminate) is (sources == 2)
