"""What is measured, which prediction each readout answers, and which predictions need another experiment."""

from collections.abc import Mapping

from coscientist.domain.base import Value
from coscientist.domain.brief_analysis import Readout, Tolerability
from coscientist.domain.brief_quantity import Amount
from coscientist.domain.brief_science import BriefPrediction
from coscientist.domain.hypothesis import Hypothesis
from coscientist.experiments.archetype import SettingDefaults
from coscientist.experiments.bench import fill
from coscientist.experiments.catalogue import Catalogue
from coscientist.experiments.choose import Choice, rank_assays
from coscientist.experiments.science import brief_prediction

MOST_READOUTS = 3
COMPANION = "R-viability"


class Measured(Value):
    """Readouts with the predictions that they answer."""

    readouts: tuple[Readout, ...]
    predictions: tuple[BriefPrediction, ...]
    tolerability: Tolerability | None
    untested: tuple[str, ...]
    """Predictions of the hypothesis that this experiment does not test, with what would."""


def make_readouts(
    hypothesis: Hypothesis, choice: Choice, setting: SettingDefaults, catalogue: Catalogue, words: Mapping[str, str]
) -> Measured:
    """Return a readout for the primary prediction and for others that the same samples can answer."""
    assay = choice.assay
    hours = assay.readout.hours + choice.perturbation.lead_hours
    when = Amount(value=hours, ucum="h") if hours < 24 * 14 else Amount(value=hours / 24, ucum="d")
    readouts: list[Readout] = []
    predictions: list[BriefPrediction] = []
    untested: list[str] = []
    ordered = [choice.prediction, *(p for p in hypothesis.predictions if p.id != choice.prediction.id)]
    for prediction in ordered:
        primary = prediction.id == choice.prediction.id
        best = rank_assays(prediction, catalogue)[0]
        same_arms = (prediction.intervention or hypothesis.interventions) == tuple(t.id for t in choice.targets)
        known = next((r for r in readouts if r.name == prediction.readout), None)
        if not primary and not (same_arms and best.id == assay.id and assay.id != "generic"):
            untested.append(
                f"Prediction {prediction.id} ({prediction.readout}, {prediction.direction.value}) is not tested here: "
                f"it needs {'other arms and ' if not same_arms else ''}{best.name[0].lower()}{best.name[1:]}."
            )
            continue
        if known is None:
            if len(readouts) == MOST_READOUTS:
                untested.append(f"Prediction {prediction.id} ({prediction.readout}) is left to a further experiment.")
                continue
            known = Readout(
                id=f"R{len(readouts) + 1}",
                name=prediction.readout,
                assay=assay.name,
                unit=assay.readout.unit,
                primary=primary,
                timepoints=(when,),
                decisive_timepoint=when,
                scale=assay.readout.scale,
                minimum=assay.readout.minimum,
                maximum=assay.readout.maximum,
                how=fill(assay.readout.how, {**words, "readout": prediction.readout}),
            )
            readouts.append(known)
        predictions.append(brief_prediction(prediction, known.id, primary=primary))
    tolerability = None
    if assay.companion_viability and setting.companion is not None:
        companion = setting.companion
        readouts.append(
            Readout(
                id=COMPANION,
                name=companion.name,
                assay=companion.assay,
                unit=companion.unit,
                primary=False,
                companion=True,
                timepoints=(when,),
                decisive_timepoint=when,
                scale="difference",
                how=companion.how,
            )
        )
        tolerability = Tolerability(readout=COMPANION, minimum_fraction=companion.minimum_fraction)
    return Measured(
        readouts=tuple(readouts), predictions=tuple(predictions), tolerability=tolerability, untested=tuple(untested)
    )
