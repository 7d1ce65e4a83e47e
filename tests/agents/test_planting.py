"""Copies for planted controls: what is changed, what is not, and what the reviewers make of it."""

import pytest

from coscientist.agents.ranking.panel import panel
from coscientist.agents.ranking.planting import FILLER, plant
from coscientist.agents.supervision.roster import REVIEWERS
from coscientist.agents.workbench import Workbench
from coscientist.domain.hypothesis import EffectDirection, Hypothesis
from coscientist.domain.match import ControlKind
from coscientist.tournaments.diagnostics.controls import check_controls

KINDS = list(ControlKind)


@pytest.mark.parametrize("kind", KINDS)
def test_a_copy_has_a_name_of_its_own_and_betrays_nothing_else(
    bench: Workbench, made: dict[str, Hypothesis], kind: ControlKind
) -> None:
    for original in made.values():
        copied, planted = plant(bench, original, kind)
        assert (planted.kind, planted.original, planted.copy_id) == (kind, original.id, copied.id)
        assert copied.id != original.id
        assert copied.statement != original.statement
        for field in ("strategy", "model", "parents", "cycle", "interventions", "outcome"):
            assert getattr(copied, field) == getattr(original, field)
        assert plant(bench, original, kind) == (copied, planted)


def test_copies_of_different_kinds_are_different(bench: Workbench, made: dict[str, Hypothesis]) -> None:
    for original in made.values():
        assert len({plant(bench, original, kind)[0].id for kind in KINDS}) == len(KINDS)


def test_a_degraded_copy_has_neither_way_nor_direction_nor_falsifier(
    bench: Workbench, made: dict[str, Hypothesis]
) -> None:
    for original in made.values():
        copied, _ = plant(bench, original, ControlKind.DEGRADED)
        assert not any(step.claims for step in copied.mechanism)
        assert {item.direction for item in copied.predictions} <= {EffectDirection.CHANGE}
        assert (copied.claims, copied.falsifiers) == ((), ())
        assert not any(step.text in copied.statement for step in original.mechanism)


def test_a_padded_copy_says_the_same_at_twice_the_length(bench: Workbench, made: dict[str, Hypothesis]) -> None:
    for original in made.values():
        copied, _ = plant(bench, original, ControlKind.PADDED)
        assert copied.statement.startswith(original.statement)
        assert len(copied.statement) >= 2 * len(original.statement)
        assert FILLER[0] in copied.statement
        assert copied.mechanism == original.mechanism


def test_a_paraphrase_keeps_every_step_claim_and_prediction(bench: Workbench, made: dict[str, Hypothesis]) -> None:
    for original in made.values():
        copied, _ = plant(bench, original, ControlKind.PARAPHRASED)
        assert [(step.subject, step.object, step.sign, step.claims) for step in copied.mechanism] == [
            (step.subject, step.object, step.sign, step.claims) for step in original.mechanism
        ]
        assert copied.predictions == original.predictions
        assert not any(f" {word} " in copied.statement for word in ("lowers", "inhibits", "via"))


def test_the_panel_passes_its_own_controls_on_every_kind_of_hypothesis(
    bench: Workbench, made: dict[str, Hypothesis]
) -> None:
    for original in made.values():
        for kind in KINDS:
            copied, planted = plant(bench, original, kind)
            checks = bench.check(original, [bench.concept(item) for item in original.interventions])
            reviews = [reviewer.review(bench, item, checks) for item in (original, copied) for reviewer in REVIEWERS]
            votes = [
                judge.compare(original, copied, round_number=1).model_copy(update={"control": planted})
                for judge in panel(bench.plan.criteria, reviews)
            ]
            (result,) = check_controls(votes)
            assert result.as_it_must, (original.title, kind, result)
