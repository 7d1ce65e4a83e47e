"""Whose word decides: where a language model has compared the hypotheses, the panel's votes are a weak prior.

The panel costs nothing and votes on every pair, many times as often as a model that is paid for each answer. Taken
vote for vote it would outvote the model wherever the two disagree, and whoever pays for a model's comparative judgement
would get the panel's order. So the panel screens, and counts in full where no model has judged; as far as a model has
judged the field, all its votes together count for no more than a match for each hypothesis. Persons and laboratories
keep their weight. Without a model nothing changes.
"""

from collections.abc import Callable

import numpy as np

from coscientist.domain.base import Value
from coscientist.tournaments.ratings.judges import JudgeKind, kind_of, may_decide
from coscientist.tournaments.ratings.records import Bools, Floats, Records

PRIOR_VOTES = 0.5
"""What the panel's votes count for beside a model that has judged everybody, for each hypothesis. A vote is on two:
half as many votes as hypotheses are one match for each. With twice as much, intervals covered too little wherever the
panel knows less of what the model judges by (docs/tournament.md); what is found at the top hardly depends on it."""


class Precedence(Value):
    """Who decides an order, and what the others count for."""

    models: tuple[str, ...] = ()
    """The models' judges whose verdicts decide; empty: the panel's votes decide with everybody else's."""
    verdicts: int = 0
    """Decided verdicts of these."""
    judged: float = 0.0
    """Share of the hypotheses that played of which a model has compared at least one pair."""
    panel_votes: int = 0
    panel_worth: float = 0.0
    """How many votes the panel's count for."""

    def sentence(self) -> str:
        """Say it in words; empty where everybody's votes count alike."""
        if not self.models:
            return ""
        found = tuple(dict.fromkeys(name.partition(" (")[0].partition(":")[2] or name for name in self.models))
        names = " and ".join(found)
        everybody = "all hypotheses" if self.judged == 1.0 else f"{100 * self.judged:.0f} % of the hypotheses"
        decide = "decides" if len(found) == 1 else "decide"
        return (
            f"{names} compared {everybody} ({self.verdicts} verdicts) and {decide} the order; "
            f"the panel's {self.panel_votes} votes are a prior that counts for {self.panel_worth:.0f} at most."
        )


def of_criteria(records: Records) -> Bools:
    """Tell which votes are the panel's. Shape: (matches,)."""
    return _those(records, lambda judge: kind_of(judge) is JudgeKind.CRITERION)


def deciding(records: Records) -> Bools:
    """Tell which votes an order rests on: all but the panel's where a model has judged, else all.

    Shape: (matches,).
    """
    panel, model = of_criteria(records), _those(records, may_decide)
    return ~panel if model.any() else np.ones(records.count, dtype=bool)


def standing(records: Records) -> Floats:
    """Return what each vote counts for beside those of other kinds of judges, before its pair's other votes are seen.

    The worth of the panel's votes together falls from their number to `PRIOR_VOTES` for each hypothesis as the share
    of hypotheses that a model has judged grows (harmonically: a model that broke off after two verdicts leaves the
    panel almost as it was).
    Shape: (matches,).
    """
    found = precedence(records)
    worth = np.ones(records.count)
    if found.models and found.panel_votes:
        worth[of_criteria(records)] = found.panel_worth / found.panel_votes
    return worth


def precedence(records: Records) -> Precedence:
    """Say who decides, from who has judged whom."""
    panel, model = of_criteria(records), _those(records, may_decide)
    votes = int(panel.sum())
    if not model.any():
        return Precedence(panel_votes=votes, panel_worth=float(votes))
    played = int((records.matches_played > 0).sum())
    judged = len(np.unique(np.concatenate([records.first[model], records.second[model]]))) / played
    most = min(PRIOR_VOTES * played, float(votes))
    worth = 1.0 / ((1.0 - judged) / votes + judged / most) if votes else 0.0
    return Precedence(
        models=tuple(name for name in records.judges if may_decide(name)),
        verdicts=int(model.sum()),
        judged=judged,
        panel_votes=votes,
        panel_worth=worth,
    )


def _those(records: Records, judges: Callable[[str], bool]) -> Bools:
    return np.array([judges(judge) for judge in records.judges], dtype=bool)[records.judge]
