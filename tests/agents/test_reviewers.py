"""What holds for every embedded reviewer."""

import pytest

from coscientist.agents.reflection.reviewer import Reviewer
from coscientist.agents.supervision.roster import REVIEWERS
from coscientist.agents.workbench import Workbench
from coscientist.domain.hypothesis import Hypothesis


@pytest.mark.parametrize("reviewer", REVIEWERS, ids=lambda item: item.name)
def test_every_reviewer_scores_between_0_and_1_and_points_at_something(
    bench: Workbench, made: dict[str, Hypothesis], reviewer: Reviewer
) -> None:
    for item in made.values():
        review = reviewer.review(bench, item, ())
        assert (review.hypothesis, review.reviewer) == (item.id, reviewer.name)
        assert all(0.0 <= score <= 1.0 for score in review.scores.values())
        assert review.summary.endswith((".", ")"))
        assert all(objection.text for objection in review.objections)


@pytest.mark.parametrize("reviewer", REVIEWERS, ids=lambda item: item.name)
def test_a_reviewer_says_the_same_each_time(bench: Workbench, made: dict[str, Hypothesis], reviewer: Reviewer) -> None:
    for item in made.values():
        assert reviewer.review(bench, item, ()) == reviewer.review(bench, item, ())
