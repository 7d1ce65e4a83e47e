"""Planted copies whose verdict is known: a degraded one must lose, a paraphrase must tie, a padded one must not win."""

from collections.abc import Sequence
from enum import StrEnum
from math import erf, sqrt

from coscientist.domain.base import Value
from coscientist.domain.match import Match
from coscientist.tournaments.ledger import pair_of, pair_verdicts
from coscientist.tournaments.ratings import PER_LOGIT, rate


class ControlKind(StrEnum):
    """How the copy was made from the original."""

    DEGRADED = "degraded"
    PARAPHRASED = "paraphrased"
    PADDED = "padded"


class Control(Value):
    """A planted copy. It plays like any other but is left out of the hypotheses that are rated."""

    kind: ControlKind
    original: str
    copy_id: str


class ControlVerdict(StrEnum):
    """What the matches say about a control."""

    HELD = "held"
    FAILED = "failed"
    UNDECIDED = "undecided"
    UNPLAYED = "unplayed"


class ControlResult(Value):
    """Whether the judges passed one control."""

    control: Control
    verdict: ControlVerdict
    gap: float | None
    """Rating of the original minus that of the copy. Units: Elo points."""
    low: float | None
    high: float | None
    direct_score: float | None
    """Share of their direct matches that the original took, each order weighing the same."""
    sentence: str


TIE_MARGIN = 100.0
"""A paraphrase ties when the interval of its gap lies within this many points of zero."""


def check_controls(matches: Sequence[Match], controls: Sequence[Control]) -> tuple[ControlResult, ...]:
    """Judge the judges on planted copies, by a fit to the whole ledger.

    Position and length are corrected for everywhere else; here they are the point, so a padded copy is compared as
    it was shown, its length's merit included.
    """
    if not controls:
        return ()
    everybody = sorted({name for m in matches for name in (m.first, m.second)})
    standings = rate(matches, everybody, draws=2, head=len(everybody))
    posterior, direct = standings.posterior, pair_verdicts(matches)
    results = []
    for control in controls:
        if control.original not in everybody or control.copy_id not in everybody or posterior is None:
            results.append(_result(control, ControlVerdict.UNPLAYED, None, None, None))
            continue
        mean, sd = posterior.gap(control.original, control.copy_id)
        if control.kind is ControlKind.PADDED:
            mean -= _merit_of_length(control, matches, posterior.judge_parameters[:, 1].mean())
        pair = pair_of(control.original, control.copy_id)
        won = direct.get(pair)
        if won is not None and pair[0] != control.original:
            won = 1.0 - won
        results.append(_result(control, _verdict(control.kind, mean, sd), PER_LOGIT * mean, PER_LOGIT * sd, won))
    return tuple(results)


def _merit_of_length(control: Control, matches: Sequence[Match], per_log: float) -> float:
    """Return what being longer earns the copy. Units: logits."""
    from math import log

    lengths: dict[str, int] = {}
    for match in matches:
        lengths.setdefault(match.first, match.first_length)
        lengths.setdefault(match.second, match.second_length)
    own, copied = lengths.get(control.original, 0), lengths.get(control.copy_id, 0)
    return per_log * log(copied / own) if own > 0 and copied > 0 else 0.0


def _verdict(kind: ControlKind, mean: float, sd: float) -> ControlVerdict:
    better = 0.5 * (1.0 + erf(mean / (sd * sqrt(2.0)))) if sd > 0 else 0.5
    if kind is ControlKind.DEGRADED:
        held, failed = better >= 0.95, better <= 0.5
    elif kind is ControlKind.PADDED:
        held, failed = better >= 0.5, better <= 0.05
    else:
        within = PER_LOGIT * (abs(mean) + 1.959964 * sd) <= TIE_MARGIN
        held, failed = within, not within and min(better, 1.0 - better) <= 0.025
    return ControlVerdict.HELD if held else ControlVerdict.FAILED if failed else ControlVerdict.UNDECIDED


def _result(
    control: Control, verdict: ControlVerdict, gap: float | None, sd: float | None, direct: float | None
) -> ControlResult:
    wanted = {
        ControlKind.DEGRADED: "must lose",
        ControlKind.PARAPHRASED: "must tie",
        ControlKind.PADDED: "must not win",
    }[control.kind]
    half = 1.959964 * sd if sd is not None else None
    if gap is None or half is None:
        said = "it has not played"
    else:
        said = f"the original is {gap:+.0f} points from it (95 % interval {gap - half:+.0f} to {gap + half:+.0f})"
    return ControlResult(
        control=control,
        verdict=verdict,
        gap=gap,
        low=gap - half if gap is not None and half is not None else None,
        high=gap + half if gap is not None and half is not None else None,
        direct_score=direct,
        sentence=f"The {control.kind.value} copy {control.copy_id} of {control.original} {wanted}: {said}; {verdict}.",
    )
