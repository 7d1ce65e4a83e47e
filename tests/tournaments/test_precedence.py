"""Once a language model has compared the hypotheses, its verdicts decide and the panel's are a prior."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coscientist.domain.match import Match, Outcome
from coscientist.tournaments.diagnostics.diagnosis import diagnose
from coscientist.tournaments.ledger import match_id
from coscientist.tournaments.ratings.dependence import PRIOR, weights
from coscientist.tournaments.ratings.judges import TRANSPORT_TEST
from coscientist.tournaments.ratings.precedence import PRIOR_VOTES, deciding, precedence, standing
from coscientist.tournaments.ratings.rating import rate
from coscientist.tournaments.ratings.records import encode

NAMES = tuple(f"h{number}" for number in range(8))
CRITERIA = ("evidence", "feasibility", "novelty", "prospect", "testability")


def vote(judge: str, better: str, worse: str, round_number: int = 1) -> Match:
    first, second = sorted((better, worse))
    return Match(
        id=match_id(first, second, judge, round_number=round_number),
        first=first,
        second=second,
        judge=judge,
        outcome=Outcome.FIRST if first == better else Outcome.SECOND,
        round=round_number,
    )


def panel(rounds: int = 1, criteria: tuple[str, ...] = CRITERIA) -> list[Match]:
    """Every criterion prefers the earlier of two, in every round."""
    return [
        vote(f"panel/{name}", one, other, number)
        for number in range(1, rounds + 1)
        for name in criteria
        for one, other in combinations(NAMES, 2)
    ]


def model(names: tuple[str, ...] = NAMES) -> list[Match]:
    """The model prefers the later of two."""
    return [vote("model:m", other, one) for one, other in combinations(names, 2)]


def order(matches: list[Match]) -> list[str]:
    return [rating.hypothesis for rating in rate(matches, NAMES, k=3).ratings]


def test_where_a_model_has_compared_everybody_its_order_stands_however_often_the_panel_voted() -> None:
    assert order(panel(rounds=10)) == list(NAMES)
    assert order([*panel(rounds=10), *model()]) == list(reversed(NAMES))


def test_the_panel_breaks_what_the_model_leaves_open() -> None:
    ties = [match.model_copy(update={"outcome": Outcome.TIE}) for match in model()]
    assert order([*panel(), *ties]) == list(NAMES)


def test_a_model_that_broke_off_after_one_verdict_leaves_the_panels_order() -> None:
    one = vote("model:m", NAMES[-1], NAMES[-2])
    assert order([*panel(), one])[:6] == list(NAMES[:6])
    found = precedence(encode([*panel(), one], NAMES))
    assert found.judged == 2 / len(NAMES)
    assert PRIOR_VOTES * len(NAMES) < found.panel_worth < found.panel_votes


def test_without_a_model_the_panel_is_all_there_is() -> None:
    records = encode([*panel(), vote("person:ada", NAMES[3], NAMES[0])], NAMES)
    assert standing(records).tolist() == [1.0] * records.count
    assert deciding(records).all()
    assert precedence(records).sentence() == ""


def test_a_persons_verdict_keeps_its_weight_beside_a_model() -> None:
    own = vote("person:ada", NAMES[3], NAMES[0])
    records = encode([*panel(), *model(), own], NAMES)
    ada = records.judges.index("person:ada")
    assert standing(records)[records.judge == ada].tolist() == [1.0]
    assert deciding(records)[records.judge == ada].all()


def test_votes_of_the_panel_on_a_pair_make_the_models_count_for_no_less() -> None:
    records = encode([*panel(), *model()], NAMES)
    assert weights(records, PRIOR)[deciding(records)] == pytest.approx(1.0)


@given(rounds=st.integers(1, 6), criteria=st.integers(1, 5), judged=st.integers(2, 8))
def test_the_panel_counts_for_no_more_than_its_votes_and_less_the_more_the_model_has_compared(
    rounds: int, criteria: int, judged: int
) -> None:
    votes = panel(rounds, CRITERIA[:criteria])
    found = precedence(encode([*votes, *model(NAMES[:judged])], NAMES))
    fewer = precedence(encode([*votes, vote("model:m", NAMES[1], NAMES[0])], NAMES))
    assert found.panel_worth <= fewer.panel_worth <= len(votes)
    assert found.panel_worth >= min(PRIOR_VOTES * len(NAMES), len(votes)) * (1 - 1e-9)
    records = encode([*votes, *model(NAMES[:judged])], NAMES)
    assert standing(records)[~deciding(records)].sum() == pytest.approx(found.panel_worth)


def test_a_run_says_whose_verdicts_decided_and_how_often_the_panel_disagreed() -> None:
    ledger = [*panel(), *model()]
    found = diagnose(ledger, rate(ledger, NAMES, k=3), replicates=0)
    assert found.panel_agreement.count == 0
    assert found.panel_agreement.of == len(model())
    told = " ".join(found.summary())
    assert "m compared all hypotheses (28 verdicts) and decides the order" in told
    assert "the panel's 140 votes are a prior that counts for 4 at most" in told
    assert any("Panel and model disagree" in warning for warning in found.warnings())


def test_calibration_and_circles_are_of_the_verdicts_that_decide() -> None:
    ledger = [*panel(), *model()]
    found = diagnose(ledger, rate(ledger, NAMES, k=3), replicates=0)
    assert found.calibration is not None
    assert found.calibration.matches == len(model())
    assert found.calibration.log_loss < 0.5
    assert (found.triads.cyclic, found.triads.triads) == (0, 56)


def test_a_model_whose_text_means_nothing_decides_nothing() -> None:
    tried = [match.model_copy(update={"judge": f"{match.judge}{TRANSPORT_TEST}"}) for match in model()]
    assert order([*panel(rounds=10), *tried]) == list(NAMES)
    assert not precedence(encode([*panel(), *tried], NAMES)).models
