"""What is measured, which prediction each readout answers, and which predictions need another experiment."""

import re
from collections.abc import Mapping

from coscientist.domain.base import Value
from coscientist.domain.brief_analysis import Readout, Tolerability
from coscientist.domain.brief_quantity import Amount
from coscientist.domain.brief_science import BriefPrediction
from coscientist.domain.hypothesis import Hypothesis, Prediction
from coscientist.experiments.briefs.bench import fill, plain
from coscientist.experiments.briefs.science import brief_prediction
from coscientist.experiments.catalogue.archetypes import AssayArchetype, MaterialData, SettingDefaults, StepData
from coscientist.experiments.catalogue.choosing import Choice, rank_assays
from coscientist.experiments.catalogue.loading import Catalogue

_PLAIN_VEHICLE = re.compile(r"(?:the )?(?:vehicle|solvent|dmso|untreated)(?: control| alone)?(?: \([^)]*\))?")
MOST_READOUTS = 3
COMPANION = "R-viability"


class Measured(Value):
    """Readouts with the predictions that they answer."""

    readouts: tuple[Readout, ...]
    predictions: tuple[BriefPrediction, ...]
    smallest: dict[str, float]
    """Smallest effect of interest of each readout."""
    tolerability: Tolerability | None
    untested: tuple[str, ...]
    """Predictions of the hypothesis that this experiment does not test, with what would."""
    materials: tuple[MaterialData, ...] = ()
    """What further readouts of the same samples need beside the primary one's."""
    steps: tuple[StepData, ...] = ()
    unknowns: tuple[str, ...] = ()


def short_name(readout: str) -> str:
    """Return a readout's name without what it is relative to."""
    return readout.split(", relative to")[0].split(" / ")[0].strip()


class _Collector:
    """Gathers readouts of one experiment, the primary one first."""

    def __init__(self, choice: Choice, words: Mapping[str, str]) -> None:
        self.choice, self.words = choice, words
        hours = choice.assay.readout.hours + choice.perturbation.lead_hours
        self.when = Amount(value=hours, ucum="h") if hours < 24 * 14 else Amount(value=hours / 24, ucum="d")
        self.readouts: list[Readout] = []
        self.predictions: list[BriefPrediction] = []
        self.smallest: dict[str, float] = {}
        self.materials: list[MaterialData] = []
        self.steps: list[StepData] = []
        self.unknowns: list[str] = []

    def add(self, prediction: Prediction, assay: AssayArchetype, *, primary: bool) -> bool:
        """Take a prediction in; False when there are readouts enough."""
        known = next((r for r in self.readouts if r.name == prediction.readout), None)
        if known is None:
            if len(self.readouts) == MOST_READOUTS:
                return False
            known = self._readout(prediction, assay, primary=primary)
            if not primary:
                self._further(prediction, assay, known.id)
        self.predictions.append(brief_prediction(prediction, known.id, primary=primary))
        return True

    def _readout(self, prediction: Prediction, assay: AssayArchetype, *, primary: bool) -> Readout:
        words = {**self.words, "readout": prediction.readout, "short": short_name(prediction.readout)}
        readout = Readout(
            id=f"R{len(self.readouts) + 1}",
            name=prediction.readout,
            assay=assay.name,
            unit=assay.readout.unit,
            primary=primary,
            timepoints=(self.when,),
            decisive_timepoint=self.when,
            scale=assay.readout.scale,
            minimum=assay.readout.minimum,
            maximum=assay.readout.maximum,
            how=fill(assay.readout.how, words),
        )
        self.readouts.append(readout)
        self.smallest[readout.id] = assay.effect.smallest
        return readout

    def _further(self, prediction: Prediction, assay: AssayArchetype, readout: str) -> None:
        """Add what a further readout of the same samples needs: its own reagents, and a word in the protocol."""
        words = {**self.words, "readout": prediction.readout, "short": short_name(prediction.readout)}
        own = [m for m in assay.materials if "{short}" in m.name or "{readout}" in m.name]
        self.materials += [m.model_copy(update={"name": plain(fill(m.name, words))}) for m in own]
        self.unknowns += [fill(text, words) for text in assay.unknowns if "{short}" in text or "{readout}" in text]
        self.steps.append(
            StepData(
                phase="Measure",
                action=f"For {readout}, measure {plain(words['short'])} in the same samples and the same way "
                f"({assay.name}): its own antibodies or reagents, same order of samples, same rules of exclusion.",
            )
        )


def _same_control(prediction: Prediction, primary: Prediction) -> bool:
    """Say whether a prediction is made against what the primary one is, or a plain vehicle.

    What is predicted in other cells (`vehicle in healthy cells`) is no second prediction for these.
    """
    other = prediction.comparator.casefold()
    return other == primary.comparator.casefold() or _PLAIN_VEHICLE.fullmatch(other) is not None


def make_readouts(
    hypothesis: Hypothesis, choice: Choice, setting: SettingDefaults, catalogue: Catalogue, words: Mapping[str, str]
) -> Measured:
    """Return a readout for the primary prediction and for others that the same samples can answer."""
    collector = _Collector(choice, words)
    collector.add(choice.prediction, choice.assay, primary=True)
    untested: list[str] = []
    for prediction in hypothesis.predictions:
        if prediction.id == choice.prediction.id:
            continue
        ranked = rank_assays(prediction, catalogue)
        best = next((assay for assay in ranked[:-1] if assay.setting == choice.assay.setting), ranked[0])
        same_arms = (prediction.intervention or hypothesis.interventions) == tuple(t.id for t in choice.targets)
        same_arms = same_arms and _same_control(prediction, choice.prediction)
        if same_arms and _same_samples(best, choice.assay) and collector.add(prediction, best, primary=False):
            continue
        untested.append(
            f"Prediction {prediction.id} ({prediction.readout}, {prediction.direction.value} against "
            f"{prediction.comparator}) is not tested here: it "
            f"needs {'other arms and ' if not same_arms else ''}{best.name[0].lower()}{best.name[1:]}."
        )
    readouts, when = collector.readouts, collector.when
    tolerability = None
    if choice.assay.companion_viability and setting.companion is not None:
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
        readouts=tuple(readouts),
        predictions=tuple(collector.predictions),
        smallest=collector.smallest,
        tolerability=tolerability,
        untested=tuple(untested),
        materials=tuple(collector.materials),
        steps=tuple(collector.steps),
        unknowns=tuple(collector.unknowns),
    )


def _same_samples(other: AssayArchetype, assay: AssayArchetype) -> bool:
    """Say whether an assay can be made on the samples of another."""
    if "generic" in (other.id, assay.id):
        return False
    return other.id == assay.id or (other.family != "" and other.family == assay.family)
