"""How good a hypothesis is, as far as the matches tell, and how sure that is."""

from coscientist.domain.base import Value


class Rating(Value):
    """Derived from the ledger; comparable only within one run."""

    hypothesis: str
    value: float
    """Elo scale: 1200 + 400/ln 10 times the Bradley-Terry strength."""
    low: float
    """Lower end of the 95 % interval."""
    high: float
    matches: int
    p_best: float
    """Probability of being the best under the fitted model."""
    p_top_k: float | None = None
    tier: int = 0
    """0 is the highest; members of one tier cannot be told apart."""
    elo_online: float | None = None
    """Sequential Elo from 1200 in ledger order, shown for comparison only."""
