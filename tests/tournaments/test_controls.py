"""Planted copies: a degraded one must lose, a paraphrase must tie, a padded one must not win."""

import pytest

from coscientist.domain.match import ControlKind, Match, Planted
from coscientist.tournaments.diagnostics.controls import ControlVerdict, check_controls, summarise_controls
from coscientist.tournaments.diagnostics.diagnosis import diagnose
from coscientist.tournaments.ledger import between_hypotheses
from coscientist.tournaments.ratings.rating import rate
from tests.tournaments.games import NAMES, judged, match

PAIRS = [(a, b) for a in NAMES for b in NAMES if a != b]


def shown(kind: str, *outcomes: str, judge: str = "model:a", original: str = "h0") -> list[Match]:
    """One copy shown in turn first, second, first …"""
    copy_id = f"copy-{kind}-{original}"
    planted = Planted(kind=ControlKind(kind), original=original, copy_id=copy_id)
    return [
        match(
            *((copy_id, original) if place % 2 == 0 else (original, copy_id)), outcome,
            number=f"{kind}-{original}-{judge}-{place}", judge=judge, control=planted,
        )
        for place, outcome in enumerate(outcomes)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "outcomes", "did", "right"),
    [
        ("degraded", ("second", "first"), "lost", True),
        ("degraded", ("tie", "tie"), "tied", False),
        ("degraded", ("first", "second"), "won", False),
        ("paraphrased", ("tie", "tie"), "tied", True),
        ("paraphrased", ("first", "first"), "tied", True),
        ("paraphrased", ("first", "second"), "won", False),
        ("padded", ("second", "first"), "lost", True),
        ("padded", ("first", "tie"), "won", False),
    ],
)
def test_a_copy_is_judged_over_both_orders(kind: str, outcomes: tuple[str, ...], did: str, right: bool) -> None:
    (result,) = check_controls(shown(kind, *outcomes))
    assert (result.copy_did, result.as_it_must) == (did, right)


def test_a_question_without_an_answer_decides_nothing() -> None:
    (result,) = check_controls(shown("degraded", "no result", "no result"))
    assert (result.copy_did, result.as_it_must, result.no_result) == (None, None, 2)
    assert summarise_controls([result])[0].verdict is ControlVerdict.UNPLAYED


def test_the_judges_of_a_panel_are_one_judge_and_others_are_their_own() -> None:
    votes = [
        *shown("degraded", "second", judge="panel/evidence"),
        *shown("degraded", "tie", judge="panel/novelty"),
        *shown("degraded", "first", judge="model:a"),
    ]
    found = {item.judge: item.verdict for item in summarise_controls(check_controls(votes))}
    assert found == {"panel": ControlVerdict.HELD, "model:a": ControlVerdict.FAILED}


def test_half_right_is_neither_held_nor_failed() -> None:
    votes = [*shown("padded", "tie", "tie"), *shown("padded", "first", "second", original="h1")]
    (summary,) = summarise_controls(check_controls(votes))
    assert summary.verdict is ControlVerdict.MIXED
    assert (summary.as_they_must.count, summary.as_they_must.of) == (1, 2)


def test_a_failed_copy_is_among_the_warnings_and_moves_no_rating() -> None:
    ledger = judged({name: float(number) for number, name in enumerate(NAMES)}, PAIRS)
    fooled = [*ledger, *shown("padded", "first", "second")]
    table = rate(ledger, NAMES, k=2)
    found = diagnose(fooled, table, replicates=0)
    assert any("padded copies must not win" in warning for warning in found.warnings())
    assert found.matches == len(ledger)
    assert rate(between_hypotheses(fooled), NAMES, k=2).ratings == table.ratings
