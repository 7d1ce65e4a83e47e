"""Exactly one branch of a decision rule holds for any interval."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from coscientist.domain.brief_analysis import Condition, DecisionRule, NextAction, Operator
from coscientist.domain.hypothesis import EffectDirection
from coscientist.domain.result_analysis import OutcomeCall
from coscientist.experiments.statistics.decision import call, decision_rule, statistics

ACTIONS = NextAction(go="repeat", no_go="stop", inconclusive="more")
ENDS = st.floats(-5, 5, allow_nan=False)


@given(direction=st.sampled_from(EffectDirection), a=ENDS, b=ENDS, smallest=st.floats(0.01, 3))
def test_every_interval_gets_one_verdict(direction: EffectDirection, a: float, b: float, smallest: float) -> None:
    rule = decision_rule("R1", direction, smallest, actions=ACTIONS)
    assert call(rule, statistics(direction, min(a, b), max(a, b))) in OutcomeCall


@pytest.mark.parametrize(
    ("direction", "low", "high", "verdict"),
    [
        (EffectDirection.DECREASE, -1.2, -0.3, OutcomeCall.SUPPORTED),
        (EffectDirection.DECREASE, -0.4, 0.2, OutcomeCall.REFUTED),
        (EffectDirection.DECREASE, 0.3, 1.2, OutcomeCall.REFUTED),
        (EffectDirection.DECREASE, -1.2, 0.3, OutcomeCall.INCONCLUSIVE),
        (EffectDirection.DECREASE, -0.4, -0.1, OutcomeCall.REFUTED),
        (EffectDirection.INCREASE, 0.3, 1.2, OutcomeCall.SUPPORTED),
        (EffectDirection.INCREASE, -1.0, 0.4, OutcomeCall.REFUTED),
        (EffectDirection.INCREASE, -0.1, 0.6, OutcomeCall.INCONCLUSIVE),
        (EffectDirection.CHANGE, -1.2, -0.3, OutcomeCall.SUPPORTED),
        (EffectDirection.CHANGE, 0.3, 1.2, OutcomeCall.SUPPORTED),
        (EffectDirection.CHANGE, -0.3, 0.3, OutcomeCall.REFUTED),
        (EffectDirection.NO_CHANGE, -0.3, 0.3, OutcomeCall.SUPPORTED),
        (EffectDirection.NO_CHANGE, 0.3, 1.2, OutcomeCall.REFUTED),
        (EffectDirection.NO_CHANGE, -0.9, 0.9, OutcomeCall.INCONCLUSIVE),
    ],
)
def test_refuting_takes_evidence_against(
    direction: EffectDirection, low: float, high: float, verdict: OutcomeCall
) -> None:
    rule = decision_rule("R1", direction, 0.5, actions=ACTIONS)
    assert call(rule, statistics(direction, low, high)) is verdict


def _condition(op: Operator, threshold: float) -> Condition:
    return Condition(readout="R1", statistic="effect", op=op, threshold=threshold)


def test_a_rule_with_a_gap_is_refused() -> None:
    with pytest.raises(ValidationError, match="exactly one decision branch"):
        DecisionRule(
            go=(_condition(Operator.MORE, 1.0),),
            no_go=(_condition(Operator.LESS, 0.0),),
            inconclusive=(_condition(Operator.MORE, 0.0), _condition(Operator.LESS, 1.0)),
            next_action=ACTIONS,
        )


def test_a_rule_with_an_overlap_is_refused() -> None:
    with pytest.raises(ValidationError, match="exactly one decision branch"):
        DecisionRule(
            go=(_condition(Operator.AT_LEAST, 1.0),),
            no_go=(_condition(Operator.AT_MOST, 1.0),),
            inconclusive=(_condition(Operator.MORE, 5.0), _condition(Operator.LESS, 4.0)),
            next_action=ACTIONS,
        )
