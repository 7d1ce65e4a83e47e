"""Planted copies whose verdict is known: a degraded one must lose, a paraphrase must tie, a padded one must not win."""

from collections import Counter
from collections.abc import Iterable, Sequence
from enum import StrEnum

from coscientist.domain.base import Value
from coscientist.domain.match import ControlKind, Match, Outcome, Planted
from coscientist.tournaments.diagnostics.intransitivity import Share, share

PANEL = "panel"
"""The judges of one criterion each, counted as the one judge that they are together."""
WANTED = {
    ControlKind.DEGRADED: "must lose",
    ControlKind.PARAPHRASED: "must tie",
    ControlKind.PADDED: "must not win",
}
_PASSES = {
    ControlKind.DEGRADED: ("lost",),
    ControlKind.PARAPHRASED: ("tied",),
    ControlKind.PADDED: ("lost", "tied"),
}


class ControlVerdict(StrEnum):
    """What the copies say about a judge."""

    HELD = "held"
    """Every copy came out as it must."""
    FAILED = "failed"
    """More than half did not."""
    MIXED = "mixed"
    UNPLAYED = "unplayed"


class ControlResult(Value):
    """What one judge said of one copy, both orders taken together."""

    control: Planted
    judge: str
    """`panel` or the name of a judge that decides on the whole."""
    copy_did: str | None
    """`won`, `tied` or `lost`: by votes, so that orders that contradict each other are a tie; None without verdicts."""
    for_copy: int
    for_original: int
    ties: int
    no_result: int
    as_it_must: bool | None


class ControlSummary(Value):
    """Whether a judge passed the copies of one kind."""

    kind: ControlKind
    judge: str
    copies: int
    won: int
    tied: int
    lost: int
    as_they_must: Share
    verdict: ControlVerdict
    sentence: str


def check_controls(matches: Iterable[Match]) -> tuple[ControlResult, ...]:
    """Count each judge's votes on each planted copy; matches without one are passed over.

    The copy meets nobody but its original, so no model of ratings stands between the votes and what they show.
    """
    votes: dict[tuple[str, str, str], list[Match]] = {}
    for match in matches:
        if match.control is not None:
            judge = PANEL if match.judge.startswith(f"{PANEL}/") else match.judge
            votes.setdefault((match.control.kind, match.control.copy_id, judge), []).append(match)
    return tuple(_result(judge, found) for (_, _, judge), found in sorted(votes.items()))


def _result(judge: str, matches: Sequence[Match]) -> ControlResult:
    control = matches[0].control
    assert control is not None
    counts: Counter[str] = Counter()
    for match in matches:
        if match.outcome in (Outcome.TIE, Outcome.NO_RESULT):
            counts[match.outcome.value] += 1
        else:
            winner = match.first if match.outcome is Outcome.FIRST else match.second
            counts["copy" if winner == control.copy_id else "original"] += 1
    lead = counts["copy"] - counts["original"]
    decided = sum(counts.values()) - counts["no result"]
    did = None if not decided else "won" if lead > 0 else "lost" if lead < 0 else "tied"
    return ControlResult(
        control=control,
        judge=judge,
        copy_did=did,
        for_copy=counts["copy"],
        for_original=counts["original"],
        ties=counts["tie"],
        no_result=counts["no result"],
        as_it_must=None if did is None else did in _PASSES[control.kind],
    )


def summarise_controls(results: Iterable[ControlResult]) -> tuple[ControlSummary, ...]:
    """Count for each judge and kind of copy how many came out as they must."""
    groups: dict[tuple[str, ControlKind], list[ControlResult]] = {}
    for result in results:
        groups.setdefault((result.judge, result.control.kind), []).append(result)
    order = list(ControlKind)
    return tuple(
        _summary(judge, kind, groups[judge, kind])
        for judge, kind in sorted(groups, key=lambda key: (key[0], order.index(key[1])))
    )


def _summary(judge: str, kind: ControlKind, results: Sequence[ControlResult]) -> ControlSummary:
    did = Counter(result.copy_did for result in results)
    played = [result for result in results if result.as_it_must is not None]
    right = sum(bool(result.as_it_must) for result in played)
    if not played:
        verdict = ControlVerdict.UNPLAYED
    elif right == len(played):
        verdict = ControlVerdict.HELD
    else:
        verdict = ControlVerdict.FAILED if 2 * right < len(played) else ControlVerdict.MIXED
    said = ", ".join(f"{did[way]} {way}" for way in ("lost", "tied", "won") if did[way]) or "none was decided"
    return ControlSummary(
        kind=kind,
        judge=judge,
        copies=len(results),
        won=did["won"],
        tied=did["tied"],
        lost=did["lost"],
        as_they_must=share(right, len(played)),
        verdict=verdict,
        sentence=f"{judge}: {kind.value} copies {WANTED[kind]}; of {len(results)}, {said}: {verdict.value}.",
    )
