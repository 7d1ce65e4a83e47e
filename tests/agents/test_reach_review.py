"""Whether a hypothesis does all that a goal asks for at once."""

from pathlib import Path
from typing import Any

import pytest

from coscientist.agents.generation.bridging import Bridging
from coscientist.agents.generation.proposing import propose
from coscientist.agents.generation.stated import from_statement
from coscientist.agents.reaching import other_ends, reaches
from coscientist.agents.reflection.reach import IMPLIED, OPPOSED, REPORTED, SILENT, ReachReviewer
from coscientist.agents.workbench import Workbench
from coscientist.domain.hypothesis import Hypothesis
from coscientist.domain.review import Severity
from tests.support.small_world import world_of

UP, DOWN = "increases", "decreases"
GOAL = "Reduce collagen I and increase podocin"


def claim(subject: str, predicate: str, object_: str) -> dict[str, Any]:
    return {"subject": subject, "predicate": predicate, "object": object_}


def bench_with(folder: Path, *claims: dict[str, Any], goal: str = GOAL) -> Workbench:
    own = [claim("losartan", DOWN, "NOX4"), claim("NOX4", UP, "collagen I"), claim("SMAD3", DOWN, "podocin")]
    concepts = [
        *({"id": name, "name": name, "kind": "compound"} for name in ("losartan", "apocynin")),
        *({"id": name, "name": name, "kind": "protein"} for name in ("NOX4", "SMAD3", "collagen I", "podocin")),
    ]
    return world_of(folder, *own, *claims, concepts=concepts).bench(goal)


def losartan(bench: Workbench) -> Hypothesis:
    return from_statement(bench, "Losartan reduces collagen I by inhibiting NOX4", cycle=0)


def proposed(bench: Workbench, count: int = 1) -> list[Hypothesis]:
    return propose(bench, [Bridging()], {"generation/bridging": count}, existing=[], cycle=0)


@pytest.mark.parametrize(
    ("claims", "score", "said", "kind"),
    [
        (
            [claim("losartan", UP, "podocin")],
            REPORTED,
            "Losartan raises podocin, as the goal asks, too (1 source).",
            "",
        ),
        ([claim("losartan", DOWN, "SMAD3")], IMPLIED, "By way of SMAD3, one would expect", ""),
        ([], SILENT, "Nothing at hand leads from losartan to podocin.", "another end not reached"),
        ([claim("losartan", UP, "SMAD3")], SILENT, "against what the goal asks", "against another end"),
        ([claim("losartan", DOWN, "podocin")], OPPOSED, "lowers podocin, against what the goal", "against another end"),
    ],
)
def test_the_other_thing_that_is_asked_for_counts(
    tmp_path: Path, claims: list[dict[str, Any]], score: float, said: str, kind: str
) -> None:
    bench = bench_with(tmp_path, *claims)
    review = ReachReviewer().review(bench, losartan(bench), ())
    assert review.scores == {"reach": score}
    assert said in review.summary
    assert [item.kind for item in review.objections] == ([kind] if kind else [])


def test_a_report_of_the_opposite_counts_more_than_what_two_reports_lead_to(tmp_path: Path) -> None:
    bench = bench_with(tmp_path, claim("losartan", DOWN, "podocin"), claim("losartan", DOWN, "SMAD3"))
    review = ReachReviewer().review(bench, losartan(bench), ())
    assert review.objections[0].severity is Severity.MAJOR
    assert review.contradicting


def test_a_goal_that_names_one_thing_has_no_others(tmp_path: Path) -> None:
    bench = bench_with(tmp_path, goal="Reduce collagen I")
    assert bench.plan.ends == ()
    assert other_ends(bench, "collagen I") == {}
    assert reaches(bench, ["losartan"], 1, "collagen I") == []
    assert "reach" not in {item.name for item in bench.plan.criteria}


def test_of_two_either_of_which_would_do_none_is_left_out(tmp_path: Path) -> None:
    assert bench_with(tmp_path, goal="Reduce collagen I or SMAD3").plan.ends == ()


def test_what_does_all_comes_first(tmp_path: Path) -> None:
    both = [claim("apocynin", DOWN, "SMAD3"), claim("SMAD3", UP, "collagen I")]
    more = [claim("losartan", DOWN, "NOX4"), claim("NOX4", UP, "collagen I")]
    bench = bench_with(tmp_path, *both, *more)
    assert bench.plan.ends == ("collagen i", "podocin")
    assert proposed(bench)[0].interventions == ("apocynin",)


def test_what_else_would_change_is_committed_to_be_measured(tmp_path: Path) -> None:
    made = proposed(bench_with(tmp_path, claim("losartan", UP, "podocin")))[0]
    assert made.outcome == "collagen I"
    also = [item for item in made.predictions if item.readout_concept == "podocin"]
    assert [(item.direction.value, item.primary, item.rationale) for item in also] == [
        ("increase", False, "the goal asks for it, too")
    ]
