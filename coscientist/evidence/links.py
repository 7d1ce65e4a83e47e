"""What all claims together say about one concept acting on another."""

from collections.abc import Iterable
from functools import cached_property

from pydantic import computed_field

from coscientist.domain.base import Value
from coscientist.domain.claim import Claim, Predicate

PREDICATE_WEIGHT = {
    Predicate.INCREASES: 1.0,
    Predicate.DECREASES: 1.0,
    Predicate.REGULATES: 0.7,
    Predicate.NO_CHANGE: 1.0,
    Predicate.POSITIVE_CORRELATION: 0.5,
    Predicate.NEGATIVE_CORRELATION: 0.5,
    Predicate.BINDS: 0.4,
    Predicate.ASSOCIATION: 0.3,
    Predicate.BIOMARKER: 0.3,
}
"""How much a claim of each kind says about what acting on its subject would do: an experiment that changed the
subject counts whole, going together counts half or less."""
HEDGED = 0.5
"""A speculating sentence counts half of a stated finding."""
READ_BY_MACHINE = 0.5
"""What a claim counts that no curator read: by rules from its sentence, or by a language model. About two of five pairs
that rules read are ones that curators kept (a lower bound, docs/extraction.md)."""
PRIOR = 1.0
"""Doubt held before reading: as much as one claim to the contrary."""


def claim_weight(claim: Claim) -> float:
    """Weigh one claim by its kind, its hedging, its curator's confidence, and who read it; between 0 and 1."""
    weight = PREDICATE_WEIGHT.get(claim.predicate, 0.0)
    if claim.hedged:
        weight *= HEDGED
    if claim.confidence is not None:
        weight *= 0.6 + 0.4 * claim.confidence
    return weight * READ_BY_MACHINE if claim.read_by_machine else weight


class Link(Value):
    """All claims about `subject` acting on `object`, summed up.

    A source counts once in each direction, with its strongest claim, so that a paper that repeats itself is one
    paper.
    """

    subject: str
    object: str
    increasing: float
    decreasing: float
    unchanged: float
    undirected: float
    """Weights of regulations, bindings and associations that say no direction."""
    causal: float
    """Weight of the claims whose subject was changed, of any direction."""
    claims: tuple[str, ...]
    sources: int
    """Distinct sources of the claims in the direction of `sign`."""
    first_year: int | None = None

    @computed_field  # type: ignore[prop-decorator]
    @cached_property
    def sign(self) -> int:
        """+1 when more of the subject makes more of the object, -1 less, 0 when nothing or no direction prevails."""
        if self.increasing == self.decreasing:
            return 0
        return 1 if self.increasing > self.decreasing else -1

    @property
    def supporting(self) -> float:
        """Weight behind the prevailing direction, or behind any effect where no direction prevails."""
        if self.sign == 0:
            return self.undirected + self.increasing + self.decreasing
        return (self.increasing if self.sign > 0 else self.decreasing) + 0.5 * self.undirected

    @property
    def opposing(self) -> float:
        """Weight of the other direction and of the reports of no change."""
        opposite = 0.0 if self.sign == 0 else (self.decreasing if self.sign > 0 else self.increasing)
        return opposite + self.unchanged

    @property
    def reliability(self) -> float:
        """Share of the weight that supports the prevailing reading, after the prior doubt; between 0 and 1."""
        return self.supporting / (self.supporting + self.opposing + PRIOR)


def make_link(subject: str, object_: str, claims: Iterable[Claim]) -> Link:
    """Sum up the claims about one ordered pair."""
    strongest: dict[tuple[str, str], float] = {}
    causal: dict[str, float] = {}
    kept: list[Claim] = []
    for claim in claims:
        weight = claim_weight(claim)
        if weight == 0.0:
            continue
        kept.append(claim)
        way = _way(claim)
        source = claim.source or claim.id
        strongest[way, source] = max(weight, strongest.get((way, source), 0.0))
        if claim.predicate.causal:
            causal[source] = max(weight, causal.get(source, 0.0))
    totals = {way: sum(w for (which, _), w in strongest.items() if which == way) for way in ("+", "-", "0", "?")}
    sign_way = "+" if totals["+"] > totals["-"] else "-" if totals["-"] > totals["+"] else "?"
    years = [claim.year for claim in kept if claim.year is not None]
    return Link(
        subject=subject,
        object=object_,
        increasing=totals["+"],
        decreasing=totals["-"],
        unchanged=totals["0"],
        undirected=totals["?"],
        causal=sum(causal.values()),
        claims=tuple(claim.id for claim in kept),
        sources=len({source for way, source in strongest if way in (sign_way, "?")}),
        first_year=min(years, default=None),
    )


def says_no_effect(claim: Claim) -> bool:
    """Say whether a claim reports that its subject does nothing to its object."""
    return claim.predicate is Predicate.NO_CHANGE or claim.negated


def _way(claim: Claim) -> str:
    if says_no_effect(claim):
        return "0"
    return {1: "+", -1: "-"}.get(claim.sign, "?")
