"""Online Elo, as published systems use it: shown beside the fitted ratings, never used for a decision."""

from collections.abc import Iterable, Sequence

from coscientist.domain.match import Match
from coscientist.tournaments.ledger import SCORES, decided

START = 1200.0
SCALE = 400.0


def online_elo(matches: Iterable[Match], hypotheses: Sequence[str], *, k_factor: float = 32.0) -> dict[str, float]:
    """Run Elo through the ledger in its order, from 1200.

    Units: Elo points.
    Limits: depends on the order of the matches and has no uncertainty; that is why it is for comparison only.
    Source: A. Elo, The Rating of Chessplayers (1978).
    """
    ratings = dict.fromkeys(hypotheses, START)
    for match in decided(matches):
        one, other = ratings.setdefault(match.first, START), ratings.setdefault(match.second, START)
        expected = 1.0 / (1.0 + 10.0 ** ((other - one) / SCALE))
        change = k_factor * (SCORES[match.outcome] - expected)
        ratings[match.first] = one + change
        ratings[match.second] = other - change
    return ratings
