"""The state of a tournament as far as its matches tell: ratings, judges, and what cannot be compared."""

from functools import cached_property

from pydantic import PrivateAttr

from coscientist.domain.base import Value
from coscientist.domain.errors import NotFoundError
from coscientist.domain.rating import Rating
from coscientist.tournaments.ratings.posterior import Posterior
from coscientist.tournaments.ratings.precedence import Precedence


class Estimate(Value):
    """A fitted number with its 95 % interval."""

    value: float
    low: float
    high: float


class JudgeFit(Value):
    """What the verdicts say about a judge."""

    judge: str
    kind: str
    """`model`, `criterion`, `person` or `lab`."""
    matches: int
    discrimination: Estimate
    """How sharply it tells hypotheses apart; fixed at 1 when it is the only judge."""
    position: Estimate
    """What being shown first is worth to it. Units: logits."""
    length: Estimate
    """What being e times as long is worth to it. Units: logits."""

    @property
    def may_be_swayed(self) -> bool:
        """Say whether it sees texts in an order: a criterion compares scores, a laboratory measures."""
        return self.kind in ("model", "person")


class Standings(Value):
    """Ratings refitted from a ledger. Comparable only within one run."""

    ratings: tuple[Rating, ...]
    """Best first."""
    k: int
    """How many make up the top."""
    judges: tuple[JudgeFit, ...] = ()
    components: tuple[tuple[str, ...], ...] = ()
    """Groups that matches connect, largest first; ratings compare only within a group."""
    matches: int = 0
    no_result: int = 0
    strength_sd: float = 1.0
    """Fitted spread of true strengths. Units: logits."""
    same_judge_correlation: float = 0.0
    """How alike two votes of one judge on one pair are beyond what the ratings explain."""
    between_judge_correlation: float = 0.0
    precedence: Precedence = Precedence()
    """Whose verdicts decide the order, and what the others' count for."""
    p_top_set: float = 0.0
    """Probability that the named top k are exactly the true top k."""
    expected_top_share: float = 0.0
    """Expected share of the true top k among the named."""

    _posterior: Posterior | None = PrivateAttr(default=None)

    @property
    def posterior(self) -> Posterior | None:
        """The fitted distribution; None after reading standings back from a file."""
        return self._posterior

    @property
    def connected(self) -> bool:
        """Say whether all rated hypotheses can be compared."""
        return len(self.components) <= 1

    @cached_property
    def _by_name(self) -> dict[str, Rating]:
        return {rating.hypothesis: rating for rating in self.ratings}

    def rating(self, hypothesis: str) -> Rating:
        """Return the rating of one hypothesis.

        Raises: NotFoundError when it was not rated.
        """
        if hypothesis not in self._by_name:
            raise NotFoundError(f"{hypothesis!r} has no rating.", "Rate it with the others before asking.")
        return self._by_name[hypothesis]

    def rank(self, hypothesis: str) -> int:
        """Return the place of a hypothesis, from 1."""
        return self.ratings.index(self.rating(hypothesis)) + 1

    @property
    def top(self) -> tuple[str, ...]:
        """The named top k, best first."""
        return tuple(rating.hypothesis for rating in self.ratings[: self.k])

    def caveats(self) -> tuple[str, ...]:
        """Say in words what the ratings cannot tell."""
        said = []
        unplayed = sum(1 for rating in self.ratings if rating.matches == 0)
        if len(self.ratings) == 1:
            return ("There is one hypothesis in play, and nothing to compare it with.",)
        if unplayed:
            said.append(f"{unplayed} of {len(self.ratings)} hypotheses have not played: their ratings are the prior.")
        if not self.connected:
            sizes = ", ".join(str(len(group)) for group in self.components[:5])
            more = ", …" if len(self.components) > 5 else ""
            said.append(
                f"The matches form {len(self.components)} groups that never met (sizes {sizes}{more}): "
                "ratings compare only within a group."
            )
        tied = sum(1 for rating in self.ratings if rating.tier == 0)
        if tied > 1:
            said.append(f"The first {tied} cannot be told apart at 95 %.")
        return tuple(said)
