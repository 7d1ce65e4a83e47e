"""What recurs in a run, what each strategy yielded, and how that changes the next cycle."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coscientist.agents.evolution.choosing import OPERATORS
from coscientist.agents.meta_review.patterns import REMEDIES, MetaReview, meta_review, shares
from coscientist.agents.supervision.roster import (
    DEFAULT_SHARES,
    GENERATION,
    allotment,
    available_generation,
    available_reviewers,
)
from coscientist.agents.workbench import Need
from coscientist.domain.hypothesis import Hypothesis, Status
from coscientist.domain.rating import Rating
from coscientist.domain.review import Objection, Review, Severity

NAMES = [strategy.name for strategy in GENERATION]


def hypothesis(number: int, strategy: str) -> Hypothesis:
    return Hypothesis(
        id=f"h{number}", title="t", statement="s", strategy=strategy, interventions=("a",), outcome="b", outcome_sign=-1
    )


def rating(number: int, value: float) -> Rating:
    return Rating(hypothesis=f"h{number}", value=value, low=value - 9, high=value + 9, matches=3, p_best=0.1)


def review(number: int, *objections: tuple[str, Severity]) -> Review:
    found = tuple(Objection(kind=kind, text=f"{kind} of {number}", severity=severity) for kind, severity in objections)
    return Review(id=f"r{number}", hypothesis=f"h{number}", reviewer="x", summary="s", objections=found)


def lesson(**ratings: float) -> MetaReview:
    """Make one hypothesis of each named strategy, rated as given."""
    made = [hypothesis(n, f"generation/{name}") for n, name in enumerate(ratings)]
    return meta_review(made, [], {}, [rating(n, value) for n, value in enumerate(ratings.values())])


def test_what_recurs_is_counted_by_hypotheses_and_weighed_by_severity() -> None:
    reviews = [
        review(1, ("single source", Severity.MINOR), ("long chain", Severity.MAJOR)),
        review(2, ("single source", Severity.MINOR), ("single source", Severity.MINOR)),
        review(3, ("failed gate", Severity.FATAL)),
        review(4),
    ]
    found = meta_review([], reviews, {}, []).patterns
    assert [(item.kind, item.hypotheses, item.share, item.weight) for item in found] == [
        ("failed gate", 1, 0.25, 3.0),
        ("single source", 2, 0.5, 3.0),
        ("long chain", 1, 0.25, 2.0),
    ]
    assert found[1].examples == ("single source of 1", "single source of 2")


def test_what_a_strategy_yielded_is_made_survived_and_rated() -> None:
    made = [hypothesis(1, "generation/bridging"), hypothesis(2, "generation/bridging"), hypothesis(3, "user")]
    found = meta_review(made, [], {"h2": Status.ELIMINATED}, [rating(3, 1300), rating(1, 1100)]).yields
    assert [(item.strategy, item.made, item.survived, item.mean_rating, item.best_rank) for item in found] == [
        ("generation/bridging", 2, 1, 1100.0, 2),
        ("user", 1, 1, 1300.0, 1),
    ]


def test_advice_names_the_remedy_and_the_strategy_that_does_best() -> None:
    made = [hypothesis(1, "generation/bridging"), hypothesis(2, "generation/conflict")]
    found = meta_review(made, [review(1, ("no structure", Severity.MINOR))], {}, [rating(1, 1250), rating(2, 1150)])
    assert found.advice == (
        "Substitute more: “no structure” was raised about 1 hypothesis.",
        "Give generation/bridging a larger share: its hypotheses are rated highest on average.",
    )


def test_every_remedy_is_an_operator_that_exists() -> None:
    assert {f"evolution/{remedy}" for remedy in REMEDIES.values()} == {operator.name for operator in OPERATORS}


def test_without_a_lesson_the_default_shares_hold() -> None:
    found = shares(NAMES, None, DEFAULT_SHARES)
    assert found == pytest.approx({name: DEFAULT_SHARES[name] for name in NAMES})


def test_a_strategy_whose_hypotheses_are_rated_higher_gets_more() -> None:
    even = shares(NAMES, lesson(bridging=1200, conflict=1200), DEFAULT_SHARES)
    ahead = shares(NAMES, lesson(bridging=1300, conflict=1100), DEFAULT_SHARES)
    assert ahead["generation/bridging"] > even["generation/bridging"]
    assert ahead["generation/conflict"] < even["generation/conflict"]
    assert ahead["generation/conflict"] > 0


def test_a_strategy_whose_hypotheses_do_not_survive_gets_less() -> None:
    made = [hypothesis(1, "generation/bridging"), hypothesis(2, "generation/conflict")]
    found = shares(NAMES, meta_review(made, [], {"h1": Status.ELIMINATED}, []), dict.fromkeys(NAMES, 1.0))
    assert found["generation/bridging"] < found["generation/conflict"]


@given(
    st.dictionaries(st.sampled_from([name.removeprefix("generation/") for name in NAMES]), st.floats(0, 3000)),
    st.integers(0, 100),
)
def test_shares_sum_to_one_and_allotments_to_the_whole(rated: dict[str, float], total: int) -> None:
    found = shares(NAMES, lesson(**rated), DEFAULT_SHARES)
    assert sum(found.values()) == pytest.approx(1.0)
    assert all(share > 0 for share in found.values())
    allotted = allotment(found, total)
    assert sum(allotted.values()) == total
    assert all(abs(allotted[name] - found[name] * total) < 1 for name in NAMES)


def test_only_strategies_whose_needs_are_met_are_asked() -> None:
    assert available_generation(frozenset()) == []
    evidence = {strategy.name for strategy in available_generation(frozenset({Need.EVIDENCE}))}
    assert "generation/bridging" in evidence
    assert "generation/analogue" not in evidence
    assert "reflection/feasibility" not in {item.name for item in available_reviewers(frozenset({Need.EVIDENCE}))}
