"""Verdicts of persons and laboratories beside those of the panel: disagreement is said, never settled in silence."""

from collections.abc import Sequence

from coscientist.domain.base import Value
from coscientist.domain.match import Match, Outcome
from coscientist.tournaments.ledger import SCORES, decided, pair_of, pair_verdicts
from coscientist.tournaments.ratings.judges import is_of_the_panel, kind_of
from coscientist.tournaments.standings import Standings


class Disagreement(Value):
    """A verdict of a person or a laboratory that models or the standings do not share."""

    match: Match
    kind: str
    """`person` or `lab`."""
    preferred: str | None
    """Whom the verdict favours; None for a tie."""
    other: str | None
    panel_share: float | None
    """Share of the models' votes on this pair for `preferred`, each order weighing the same; None without votes."""
    panel_votes: int
    ranked_below: bool
    """Whether the standings put `preferred` below the other."""
    told_apart: bool
    """Whether the two are in different tiers."""
    sentence: str


def disagreements(matches: Sequence[Match], standings: Standings) -> tuple[Disagreement, ...]:
    """List verdicts of persons and laboratories against which the models voted or the standings rank, ledger order.

    A tie disagrees with a panel that took sides unanimously, and with standings that tell the two apart. Of a
    hypothesis that is out of play only the votes are compared.
    """
    panel = [m for m in decided(matches) if is_of_the_panel(m.judge)]
    shares = pair_verdicts(panel)
    votes: dict[tuple[str, str], int] = {}
    for match in panel:
        pair = pair_of(match.first, match.second)
        votes[pair] = votes.get(pair, 0) + 1
    ranked = {rating.hypothesis: place for place, rating in enumerate(standings.ratings)}
    found = []
    for match in decided(matches):
        if is_of_the_panel(match.judge):
            continue
        pair = pair_of(match.first, match.second)
        share, count = shares.get(pair), votes.get(pair, 0)
        both = match.first in ranked and match.second in ranked
        apart = both and standings.rating(match.first).tier != standings.rating(match.second).tier
        found.append(_compared(match, share, count, ranked, apart))
    return tuple(entry for entry in found if entry is not None)


def _compared(
    match: Match, share: float | None, votes: int, ranked: dict[str, int], apart: bool
) -> Disagreement | None:
    """Put one verdict beside the panel's votes and the standings; None where all agree."""
    kind = kind_of(match.judge).value
    if match.outcome is Outcome.TIE:
        one_sided = share in (0.0, 1.0) and votes > 1
        if not one_sided and not apart:
            return None
        reason = "the panel took sides unanimously" if one_sided else "the standings tell them apart"
        sentence = f"{match.judge} sees no difference between {match.first} and {match.second}, but {reason}."
        return Disagreement(
            match=match, kind=kind, preferred=None, other=None, panel_share=None, panel_votes=votes,
            ranked_below=False, told_apart=apart, sentence=sentence,
        )  # fmt: skip
    winner, loser = (match.first, match.second) if SCORES[match.outcome] == 1.0 else (match.second, match.first)
    mine = None if share is None else share if pair_of(winner, loser)[0] == winner else 1.0 - share
    below = winner in ranked and loser in ranked and ranked[winner] > ranked[loser]
    outvoted = mine is not None and mine < 0.5
    if not below and not outvoted:
        return None
    parts = []
    if outvoted and mine is not None:
        parts.append(f"the panel gave it {100 * mine:.0f} % of {votes} votes on this pair")
    if below:
        parts.append("the standings rank it below" + ("" if apart else ", though the two cannot be told apart"))
    sentence = f"{match.judge} prefers {winner} to {loser}, but {' and '.join(parts)}."
    return Disagreement(
        match=match, kind=kind, preferred=winner, other=loser, panel_share=mine, panel_votes=votes,
        ranked_below=below, told_apart=apart, sentence=sentence,
    )  # fmt: skip
