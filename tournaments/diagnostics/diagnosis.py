"""A tournament's own faults, worked out on every run."""

from collections.abc import Sequence

import numpy as np

from coscientist.domain.base import Value
from coscientist.domain.match import Match
from coscientist.tournaments.diagnostics.agreement import panel_agreement
from coscientist.tournaments.diagnostics.calibration import Calibration, calibration
from coscientist.tournaments.diagnostics.controls import (
    ControlResult,
    ControlSummary,
    ControlVerdict,
    check_controls,
    summarise_controls,
)
from coscientist.tournaments.diagnostics.intransitivity import (
    OrderAgreement,
    Share,
    Triads,
    order_agreement,
    share,
    triads,
)
from coscientist.tournaments.diagnostics.null import CoinFlipNull, coin_flip_null
from coscientist.tournaments.ledger import between_hypotheses
from coscientist.tournaments.pairing.handicap import SLIGHT
from coscientist.tournaments.people import Disagreement, disagreements
from coscientist.tournaments.ratings.posterior import Posterior
from coscientist.tournaments.ratings.precedence import Precedence, deciding, precedence
from coscientist.tournaments.ratings.rating import rate
from coscientist.tournaments.ratings.records import Floats, Records, encode
from coscientist.tournaments.standings import JudgeFit, Standings

LARGE = 20_000
"""Beyond this many matches, calibration and the coin-flip null are left out and said to be."""


class Diagnostics(Value):
    """What to know before believing the ratings."""

    matches: int
    no_result: Share
    first_won: Share
    """Matches won by the hypothesis shown first; ties left out. No measure of bias: where judges favour a place, the
    weaker one has it."""
    longer_won: Share
    """Matches won by the longer of two of different length; ties left out."""
    judges: tuple[JudgeFit, ...]
    order_agreement: OrderAgreement
    triads: Triads
    calibration: Calibration | None
    coin_flip: CoinFlipNull | None
    precedence: Precedence
    """Whose verdicts decide; circles and calibration are of these alone."""
    panel_agreement: Share
    """Pairs on which the panel's majority and a model name the same winner."""
    controls: tuple[ControlSummary, ...]
    """What the planted copies say of each judge."""
    copies: tuple[ControlResult, ...]
    """The same, copy by copy."""
    disagreements: tuple[Disagreement, ...]
    left_out: tuple[str, ...]
    """What was not worked out, and why."""

    def _handicapped(self) -> str:
        """Say that the share of those shown first measures no bias, where the order shown made up for one."""
        favours = [fit.position.value for fit in self.judges if fit.kind == "model"]
        if not favours or abs(sum(favours) / len(favours)) < SLIGHT:
            return ""
        place = "first" if sum(favours) > 0 else "second"
        return f" (no measure of bias: models favour what is shown {place}, and of unequal pairs that is the weaker)"

    def summary(self) -> tuple[str, ...]:
        """Say in words what was looked at and what came out, good or bad, one sentence each."""
        agreement, circles = self.order_agreement.same_winner, self.triads
        said = [
            *filter(None, (self.precedence.sentence(),)),
            f"The one shown first won {_counted(self.first_won)}{self._handicapped()}; the longer "
            f"{_counted(self.longer_won)}.",
            f"One judge, both orders: the same winner in {_counted(agreement)}.",
        ]
        if self.panel_agreement.of:
            said.append(
                f"Panel and model name the same winner in {_counted(self.panel_agreement)} pairs judged by both."
            )
        if circles.value is not None:
            expected = "" if circles.expected is None else f", the fitted ratings {_percent(circles.expected)}"
            said.append(
                f"Circles (A beats B beats C beats A): {circles.cyclic} of {circles.triads} triads, "
                f"{_percent(circles.value)}; coin flips would make 25 %{expected}."
            )
        if self.calibration is not None:
            said.append(
                f"Verdicts left out and predicted: log loss {self.calibration.log_loss:.2f} (a coin's is 0.69), "
                f"calibration slope {self.calibration.slope:.2f} (1 is right, below is too sure)."
            )
        if self.coin_flip is not None:
            null = self.coin_flip
            said.append(
                f"Votes push the ratings {null.strength_sd:.2f} logits apart (standard deviation, to first order); "
                f"judges that flip coins would by {null.null_strength_sd[0]:.2f}, one time in twenty by "
                f"{null.null_strength_sd[1]:.2f} or more (p = {null.p_value:.3f})."
            )
        said += [f"Planted copies, {result.sentence}" for result in self.controls]
        return (*said, *self.left_out)

    def warnings(self) -> tuple[str, ...]:
        """Say in words what should make one doubt the ratings."""
        said = [*_judge_warnings(self.judges)]
        agreement = self.order_agreement.same_winner
        if agreement.value is not None and agreement.high is not None and agreement.high < 0.7:
            said.append(f"Only {_percent(agreement.value)} of pairs shown in both orders have the same winner.")
        circles = self.triads
        if circles.value is not None and circles.triads >= 20 and circles.value > 0.8 * circles.by_chance:
            said.append(f"{_percent(circles.value)} of triads go in circles; coin flips would make 25 %.")
        if self.coin_flip is not None and not self.coin_flip.beyond_chance:
            said.append(f"Coin flips would spread ratings as widely (p = {self.coin_flip.p_value:.2f}).")
        if self.calibration is not None and self.calibration.slope < 0.7:
            said.append(
                f"Predictions of verdicts left out are too sure (calibration slope {self.calibration.slope:.2f})."
            )
        doubtful = (ControlVerdict.FAILED, ControlVerdict.MIXED)
        said += [f"Planted copies, {result.sentence}" for result in self.controls if result.verdict in doubtful]
        said += [entry.sentence for entry in self.disagreements]
        agreed = self.panel_agreement
        if agreed.value is not None and agreed.high is not None and agreed.high < 0.5:
            said.append(
                f"Panel and model disagree: they name the same winner in {_counted(agreed)} pairs; the model decides."
            )
        if 0.0 < self.precedence.judged < 1.0:
            said.append(
                f"The model compared {_percent(self.precedence.judged)} of the hypotheses; "
                "where the others stand is mostly the panel's word."
            )
        if self.no_result.value is not None and self.no_result.value > 0.1:
            said.append(f"{_percent(self.no_result.value)} of the questions brought no result.")
        return tuple(said)


class Refits(Value):
    """What takes refits of the ledger: by far the longest part of a diagnosis. Planted copies have no part in it."""

    calibration: Calibration | None = None
    coin_flip: CoinFlipNull | None = None
    left_out: str = ""
    """Why neither was worked out."""


def refits(
    matches: Sequence[Match], standings: Standings, *, seed: int = 0, replicates: int = 999, folds: int = 5
) -> Refits:
    """Predict verdicts that were left out, and let coins be flipped for judges, unless the ledger is very large.

    `replicates` coin-flip ledgers and `folds` cross-validation fits are made.
    """
    records = encode(between_hypotheses(matches), [rating.hypothesis for rating in standings.ratings])
    if records.count == 0 or records.count > LARGE:
        why = "there are no matches" if records.count == 0 else f"there are more than {LARGE} matches"
        return Refits(left_out=f"Calibration and the coin-flip null, because {why}.")
    posterior = _fitted(between_hypotheses(matches), standings).posterior
    return Refits(
        calibration=calibration(records, folds=folds, seed=seed),
        coin_flip=coin_flip_null(records, posterior, replicates=replicates, seed=seed)
        if posterior is not None and replicates > 0
        else None,
    )


def diagnose(
    matches: Sequence[Match],
    standings: Standings,
    *,
    seed: int = 0,
    replicates: int = 999,
    folds: int = 5,
    refitted: Refits | None = None,
) -> Diagnostics:
    """Work out every diagnostic from the whole ledger, matches with planted copies included, and its standings.

    Planted copies only tell of their judges; everything else is worked out from the matches between hypotheses.
    `refitted` is what `refits` found of the same matches, where it was asked before. Deterministic for given inputs
    and seed.
    """
    copies = check_controls(matches)
    matches = between_hypotheses(matches)
    hypotheses = [rating.hypothesis for rating in standings.ratings]
    fitted = _fitted(matches, standings)
    refitted = refitted or refits(matches, standings, seed=seed, replicates=replicates, folds=folds)
    records = encode(matches, hypotheses)
    decided = records.score != 0.5
    longer = decided & (records.length != 0.0)
    return Diagnostics(
        matches=records.count,
        no_result=share(records.no_result, records.no_result + records.count),
        first_won=share(int((records.score[decided] == 1.0).sum()), int(decided.sum())),
        longer_won=share(
            int(((records.score[longer] == 1.0) == (records.length[longer] > 0)).sum()), int(longer.sum())
        ),
        judges=fitted.judges,
        order_agreement=order_agreement(matches),
        triads=triads(_deciding(matches, records), *_chances(fitted.posterior)),
        calibration=refitted.calibration,
        coin_flip=refitted.coin_flip,
        precedence=precedence(records),
        panel_agreement=panel_agreement(matches),
        controls=summarise_controls(copies),
        copies=copies,
        disagreements=disagreements(matches, standings),
        left_out=tuple(filter(None, (refitted.left_out,))),
    )


def _fitted(matches: Sequence[Match], standings: Standings) -> Standings:
    """Return the standings with their fit, made anew where they do not hold it."""
    if standings.posterior is not None:
        return standings
    return rate(matches, [rating.hypothesis for rating in standings.ratings], k=standings.k, draws=2)


def _deciding(matches: Sequence[Match], records: Records) -> list[Match]:
    """Return the matches whose judges decide the order."""
    ruling = {records.judges[int(number)] for number in np.unique(records.judge[deciding(records)])}
    return [match for match in matches if match.judge in ruling]


def _chances(posterior: Posterior | None) -> tuple[Floats | None, tuple[str, ...]]:
    """Return the fitted probability that each beats each, where that many fit into memory."""
    if posterior is None or len(posterior.all_names) > 2000:
        return None, ()
    gap = posterior.all_strengths[:, None] - posterior.all_strengths[None, :]
    return np.asarray(1.0 / (1.0 + np.exp(-gap)), dtype=float), posterior.all_names


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"


def _counted(found: Share) -> str:
    if found.value is None or found.low is None or found.high is None:
        return "none (nothing to count)"
    return f"{found.count} of {found.of} ({_percent(found.low)} to {_percent(found.high)})"


def _judge_warnings(judges: Sequence[JudgeFit]) -> list[str]:
    said = []
    for judge in judges:
        if judge.position.low > 0.2 or judge.position.high < -0.2:
            way = "first" if judge.position.value > 0 else "second"
            odds = float(np.exp(abs(judge.position.value)))
            said.append(
                f"{judge.judge} favours the one shown {way} by odds of {odds:.1f} to 1; ratings correct for it."
            )
        if judge.length.low > 0.2 or judge.length.high < -0.2:
            way = "longer" if judge.length.value > 0 else "shorter"
            said.append(f"{judge.judge} favours the {way} text; ratings correct for it.")
    return said
