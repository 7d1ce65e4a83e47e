"""The panel: judges that see one criterion each, and a verdict that is never made up."""

import pytest

from coscientist.agents.planning.plan import CRITERIA
from coscientist.agents.ranking.panel import MARGIN, PanelJudge, panel
from coscientist.domain.goal import Criterion
from coscientist.domain.hypothesis import Hypothesis
from coscientist.domain.match import Outcome
from coscientist.domain.review import Review


def hypothesis(name: str) -> Hypothesis:
    return Hypothesis(
        id=name,
        title=name,
        statement=f"{name} acts.",
        strategy="t",
        interventions=(name,),
        outcome="o",
        outcome_sign=-1,
    )


A, B = hypothesis("a"), hypothesis("b")
NOVELTY = Criterion(name="novelty", question="?")


def review(name: str, reviewer: str = "r", **scores: float) -> Review:
    return Review(id=f"{reviewer} {name}", hypothesis=name, reviewer=reviewer, summary="", scores=scores)


def judge(a: float | None, b: float | None) -> PanelJudge:
    scores = {name: {"novelty": score} for name, score in (("a", a), ("b", b)) if score is not None}
    return PanelJudge(NOVELTY, scores)


@pytest.mark.parametrize(
    ("a", "b", "outcome"),
    [
        (0.9, 0.1, Outcome.FIRST),
        (0.1, 0.9, Outcome.SECOND),
        (0.5, 0.5, Outcome.TIE),
        (0.5, 0.5 + MARGIN * 0.9, Outcome.TIE),
        (0.5, None, Outcome.NO_RESULT),
        (None, None, Outcome.NO_RESULT),
    ],
)
def test_a_verdict_follows_the_scores_and_a_missing_score_is_no_loss(
    a: float | None, b: float | None, outcome: Outcome
) -> None:
    match = judge(a, b).compare(A, B, round_number=3)
    assert (match.outcome, match.criteria) == (outcome, {"novelty": outcome})
    assert (match.first, match.second, match.judge, match.round) == ("a", "b", "panel/novelty", 3)
    assert match.reason


def test_a_verdict_gives_its_reason_in_numbers() -> None:
    assert judge(0.9, 0.1).compare(A, B, round_number=1).reason == (
        "novelty 0.90 against 0.10: the first is better than the second."
    )


def test_the_order_shown_does_not_matter() -> None:
    turned = {Outcome.FIRST: Outcome.SECOND, Outcome.SECOND: Outcome.FIRST}
    for scores in ((0.9, 0.1), (0.2, 0.6), (0.5, 0.5)):
        forth = judge(*scores).compare(A, B, round_number=1).outcome
        back = judge(*scores).compare(B, A, round_number=1).outcome
        assert back == turned.get(forth, forth)


def test_a_match_played_again_in_its_round_is_the_same_match() -> None:
    assert judge(0.9, 0.1).compare(A, B, round_number=1) == judge(0.9, 0.1).compare(A, B, round_number=1)
    assert judge(0.9, 0.1).compare(A, B, round_number=1).id != judge(0.9, 0.1).compare(A, B, round_number=2).id


def test_there_is_one_judge_for_each_criterion_that_counts() -> None:
    criteria = [*CRITERIA, Criterion(name="beauty", question="?", weight=0.0)]
    assert [item.name for item in panel(criteria, [])] == [f"panel/{criterion.name}" for criterion in CRITERIA]


def test_a_person_s_score_replaces_a_reviewer_s() -> None:
    seated = panel(
        [NOVELTY], [review("a", novelty=0.1), review("b", novelty=0.5), review("a", "person:x", novelty=0.9)]
    )
    assert seated[0].compare(A, B, round_number=1).outcome is Outcome.FIRST


def test_a_criterion_of_half_the_weight_is_asked_about_half_of_the_pairs() -> None:
    whole, half = panel([NOVELTY, Criterion(name="testability", question="?", weight=0.5)], [])
    pairs = [(f"h{one}", f"h{other}") for one in range(40) for other in range(one)]
    assert all(whole.takes_part(*pair) for pair in pairs)
    asked = [half.takes_part(*pair) for pair in pairs]
    assert 0.4 < sum(asked) / len(asked) < 0.6
    assert asked == [half.takes_part(other, one) for one, other in pairs]
