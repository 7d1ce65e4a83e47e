"""The decision rule: what a confidence interval has to show for go, no-go, or neither."""

from collections.abc import Mapping

from coscientist.domain.brief_analysis import Condition, DecisionRule, NextAction, Operator
from coscientist.domain.hypothesis import EffectDirection
from coscientist.domain.result_analysis import OutcomeCall

ORIENTED = ("interval_low", "interval_high")
ABSOLUTE = ("absolute_low", "absolute_high")


def statistics(direction: EffectDirection, low: float, high: float) -> dict[str, float]:
    """Return the statistics that the rule is written in, from an interval of the effect.

    `interval_low` and `interval_high` are the interval's ends turned so that plus is the predicted direction.
    `absolute_low` is the interval's distance from zero (zero when it holds zero), `absolute_high` the size of its
    farther end.
    """
    if direction in (EffectDirection.INCREASE, EffectDirection.DECREASE):
        turned = (low, high) if direction is EffectDirection.INCREASE else (-high, -low)
        return dict(zip(ORIENTED, turned, strict=True))
    nearest = 0.0 if low <= 0 <= high else min(abs(low), abs(high))
    return dict(zip(ABSOLUTE, (nearest, max(abs(low), abs(high))), strict=True))


def decision_rule(
    readout: str, direction: EffectDirection, smallest: float, *, actions: NextAction, note: str = ""
) -> DecisionRule:
    """Return the rule for a prediction.

    Supported: the interval excludes zero on the predicted side and reaches the smallest effect of interest.
    Refuted: the whole interval lies below the smallest effect of interest in the predicted direction, which takes
    evidence against it; a wide interval is neither. For `no change` the same intervals decide the other way round.
    Source: equivalence testing, Lakens 2017, doi:10.1177/1948550617697177.
    """
    low, high = ORIENTED if direction in (EffectDirection.INCREASE, EffectDirection.DECREASE) else ABSOLUTE

    def condition(statistic: str, op: Operator, threshold: float) -> Condition:
        return Condition(readout=readout, statistic=statistic, op=op, threshold=threshold)

    reaches, misses = condition(high, Operator.AT_LEAST, smallest), condition(high, Operator.LESS, smallest)
    clear, unclear = condition(low, Operator.MORE, 0.0), condition(low, Operator.AT_MOST, 0.0)
    effect, absent = (reaches, clear), (misses,)
    swapped = direction is EffectDirection.NO_CHANGE
    return DecisionRule(
        go=absent if swapped else effect,
        no_go=effect if swapped else absent,
        inconclusive=(reaches, unclear),
        next_action=actions,
        note=note,
    )


def call(rule: DecisionRule, values: Mapping[str, float]) -> OutcomeCall:
    """Apply a rule to the statistics of its readout."""
    readout = rule.go[0].readout
    (branch,) = rule.branches({(readout, name): value for name, value in values.items()})
    return {
        "go": OutcomeCall.SUPPORTED,
        "no_go": OutcomeCall.REFUTED,
        "inconclusive": OutcomeCall.INCONCLUSIVE,
    }[branch]
