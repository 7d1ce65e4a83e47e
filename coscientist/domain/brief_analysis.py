"""What is measured, how it will be analysed and what will follow: fixed before any result."""

from enum import StrEnum
from itertools import pairwise, product

from pydantic import model_validator

from coscientist.domain.base import Value
from coscientist.domain.brief_quantity import Amount
from coscientist.domain.hypothesis import EffectDirection


class Readout(Value):
    """A quantity that comes back from the laboratory."""

    id: str
    name: str
    assay: str
    unit: str
    """UCUM."""
    primary: bool
    companion: bool = False
    """True: it guards against another explanation (toxicity, say) and tests no prediction."""
    timepoints: tuple[Amount, ...]
    decisive_timepoint: Amount
    """The one that the analysis uses."""
    scale: str
    """`ratio` (positive, analysed as log2) or `difference` (analysed as it is)."""
    minimum: float | None = None
    maximum: float | None = None
    how: str = ""
    """How the value of a row is computed from what the instrument shows."""


class ContrastKind(StrEnum):
    """Which comparison answers a prediction."""

    TREND = "trend"
    """Fitted change from vehicle to top dose along the ranks of the doses, within each block."""
    PAIRED = "paired difference"
    """Mean of the test treatments minus mean of the reference, within each block."""
    INTERACTION = "interaction"
    """Excess of combinations over Bliss independence, within each block."""
    BEST_SINGLE = "over each single agent"
    """Combination against each of its parts; the smaller of the two effects counts."""
    TWO_SAMPLE = "two-sample difference"
    """Difference of the means of independent groups (Welch)."""


class Contrast(Value):
    """One comparison, fixed beforehand."""

    id: str
    prediction: str | None
    """None: secondary, tests no committed prediction."""
    readout: str
    kind: ContrastKind
    test: tuple[str, ...]
    """Treatment references, in dose order for a trend."""
    reference: tuple[str, ...]
    direction: EffectDirection
    smallest_effect: float
    """Positive, in the analysis's unit; a smaller effect would not matter for the goal."""
    unit: str
    primary: bool


class Tolerability(Value):
    """Treatments that harm the cells are left out of the contrasts, by a rule fixed beforehand."""

    readout: str
    minimum_fraction: float
    """Of the vehicle's value, averaged over blocks."""


class AnalysisPlan(Value):
    """The analysis, frozen by its hash before results."""

    model: str
    contrasts: tuple[Contrast, ...]
    transform: str
    outliers: str
    multiplicity: str
    software: str
    alpha: float
    tolerability: Tolerability | None = None
    preregistered_sha256: str
    """SHA-256 of the plan, the decision rule, the readouts, the predictions and the quality rules."""


class Operator(StrEnum):
    """How a statistic is compared with its threshold."""

    LESS = "<"
    AT_LEAST = ">="
    MORE = ">"
    AT_MOST = "<="

    def holds(self, value: float, threshold: float) -> bool:
        """Say whether `value` stands in this relation to `threshold`."""
        return {"<": value < threshold, ">=": value >= threshold, ">": value > threshold, "<=": value <= threshold}[
            self.value
        ]


class Condition(Value):
    """One inequality; all of a branch's must hold."""

    readout: str
    statistic: str
    op: Operator
    threshold: float


class NextAction(Value):
    """What each branch leads to."""

    go: str
    no_go: str
    inconclusive: str


class DecisionRule(Value):
    """Which results mean go, no-go or neither: exactly one branch holds for any result that passed quality control.

    Raises: ValueError when some combination of statistics would satisfy no branch, or more than one.
    """

    go: tuple[Condition, ...]
    no_go: tuple[Condition, ...]
    inconclusive: tuple[Condition, ...]
    next_action: NextAction
    note: str = ""

    def branches(self, statistics: dict[tuple[str, str], float]) -> tuple[str, ...]:
        """Name the branches that hold for statistics keyed by (readout, statistic)."""
        named = {"go": self.go, "no_go": self.no_go, "inconclusive": self.inconclusive}
        return tuple(
            name
            for name, conditions in named.items()
            if all(c.op.holds(statistics[c.readout, c.statistic], c.threshold) for c in conditions)
        )

    @model_validator(mode="after")
    def _exactly_one_branch(self) -> "DecisionRule":
        """Try every cell that the thresholds cut the statistics' space into, and the thresholds themselves."""
        cuts: dict[tuple[str, str], set[float]] = {}
        for condition in (*self.go, *self.no_go, *self.inconclusive):
            cuts.setdefault((condition.readout, condition.statistic), set()).add(condition.threshold)
        axes = [_representatives(sorted(values)) for values in cuts.values()]
        for point in product(*axes):
            statistics = dict(zip(cuts, point, strict=True))
            if _impossible(statistics):
                continue
            branches = self.branches(statistics)
            if len(branches) != 1:
                raise ValueError(f"exactly one decision branch must hold, got {branches!r} at {statistics!r}")
        return self


def _representatives(thresholds: list[float]) -> list[float]:
    """Return one point in every open cell between thresholds, and each threshold."""
    middles = [(a + b) / 2 for a, b in pairwise(thresholds)]
    return sorted([thresholds[0] - 1.0, *thresholds, *middles, thresholds[-1] + 1.0])


def _impossible(statistics: dict[tuple[str, str], float]) -> bool:
    """Say whether an interval's lower end would lie above its upper end."""
    for (readout, statistic), value in statistics.items():
        if statistic.endswith("_low"):
            high = statistics.get((readout, statistic[: -len("_low")] + "_high"))
            if high is not None and value > high:
                return True
    return False


class DataFile(Value):
    """A file to send back."""

    name: str
    required: bool
    what: str


class DataReturn(Value):
    """What comes back, and in which form."""

    format_version: str
    required_columns: tuple[str, ...]
    files: tuple[DataFile, ...]
    upload: str
