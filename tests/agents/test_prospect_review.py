"""The prospect review says where an intervention stands among what leads to the outcome, and by which path."""

from coscientist.agents.reflection.prospect import ProspectReviewer
from coscientist.agents.workbench import Workbench
from coscientist.domain.hypothesis import Hypothesis


def test_the_strongest_path_is_told_with_what_each_step_rests_on(bench: Workbench, made: dict[str, Hypothesis]) -> None:
    item = made["metformin"]
    review = ProspectReviewer().review(bench, item, ())
    path = bench.strongest_path(item.interventions[0], item.outcome)
    assert path is not None
    assert path.concepts[0] == item.interventions[0]
    assert path.concepts[-1] == item.outcome
    assert review.summary.startswith("Place ")
    assert f"Strongest of them, with {path.share:.0%} of the score: " in review.summary
    assert " to " in review.summary
    assert "claim" in review.summary


def test_its_claims_can_be_quoted(bench: Workbench, made: dict[str, Hypothesis]) -> None:
    review = ProspectReviewer().review(bench, made["metformin"], ())
    assert review.supporting
    quoted = [passage for claim in review.supporting for passage in bench.graph.claims[claim].passages]
    assert set(quoted) <= bench.library.passages(quoted).keys()


def test_where_no_path_leads_nothing_is_claimed(bench: Workbench, made: dict[str, Hypothesis]) -> None:
    item = made["metformin"].model_copy(update={"interventions": ("nothing known",)})
    unknown = bench.graph.concepts[made["metformin"].interventions[0]].model_copy(update={"id": "nothing known"})
    bench.added[unknown.id] = unknown
    try:
        review = ProspectReviewer().review(bench, item, ())
    finally:
        del bench.added[unknown.id]
    assert review.scores["prospect"] == 0.0
    assert review.supporting == ()
