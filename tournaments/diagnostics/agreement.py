"""How often the panel, which only screens once a model judges, would have said the same as the model."""

from collections.abc import Sequence

from coscientist.domain.match import Match
from coscientist.tournaments.diagnostics.intransitivity import Share, share
from coscientist.tournaments.ledger import pair_verdicts
from coscientist.tournaments.ratings.judges import JudgeKind, kind_of, may_decide


def panel_agreement(matches: Sequence[Match]) -> Share:
    """Count the pairs on which the panel's majority names the winner that models name; undecided pairs are left out."""
    by_panel = pair_verdicts(m for m in matches if kind_of(m.judge) is JudgeKind.CRITERION)
    by_model = pair_verdicts(m for m in matches if may_decide(m.judge))
    both = [
        (value, by_panel[pair]) for pair, value in by_model.items() if value != 0.5 and by_panel.get(pair, 0.5) != 0.5
    ]
    return share(sum((one > 0.5) == (other > 0.5) for one, other in both), len(both))
