"""The statistical part of a brief: contrasts, sample size, frozen analysis, decision."""

from collections.abc import Mapping, Sequence

from coscientist.domain.base import Value
from coscientist.domain.brief_analysis import AnalysisPlan, Contrast, ContrastKind, NextAction, Readout, Tolerability
from coscientist.domain.brief_design import Power, Treatment
from coscientist.domain.brief_science import BriefPrediction
from coscientist.domain.hypothesis import EffectDirection
from coscientist.experiments.briefs.science import predicted_effect
from coscientist.experiments.briefs.treatments import Arms
from coscientist.experiments.catalogue.archetypes import AssayArchetype
from coscientist.experiments.statistics.contrasts import contrast_weights, spread_factor
from coscientist.experiments.statistics.power import detectable_effects, power_of, replicates_needed

ALPHA = 0.05
POWER = 0.8
FEWEST = 3
_TESTS = {
    ContrastKind.TREND: "one-sample t test on the trend contrast of each block",
    ContrastKind.PAIRED: "paired t test on block means",
    ContrastKind.INTERACTION: "one-sample t test on the interaction contrast of each block",
    ContrastKind.BEST_SINGLE: "paired t tests on block means against each single agent; both must hold",
    ContrastKind.TWO_SAMPLE: "Welch's t test on independent units",
}


class Scale(Value):
    """In which unit effects are analysed."""

    unit: str
    log: bool

    @classmethod
    def of(cls, readout: Readout) -> "Scale":
        """Ratios are analysed as log2, differences as they are."""
        return cls(unit="{log2}", log=True) if readout.scale == "ratio" else cls(unit=readout.unit, log=False)


def contrasts(
    arms: Arms, predictions: Sequence[BriefPrediction], readouts: Sequence[Readout], smallest: Mapping[str, float]
) -> tuple[Contrast, ...]:
    """Return the contrasts: one per prediction on its readout, then the secondary ones on the primary readout."""
    units = {r.id: Scale.of(r).unit for r in readouts}

    def contrast(
        number: int, kind: ContrastKind, test: tuple[str, ...], prediction: BriefPrediction, *, tests_it: bool
    ) -> Contrast:
        return Contrast(
            id=f"C{number}",
            prediction=prediction.id if tests_it else None,
            readout=prediction.readout,
            kind=kind,
            test=test,
            reference=arms.reference,
            direction=prediction.direction,
            smallest_effect=smallest[prediction.readout],
            unit=units[prediction.readout],
            primary=tests_it and prediction.primary,
        )

    committed = [contrast(i, arms.kind, arms.test, p, tests_it=True) for i, p in enumerate(predictions, start=1)]
    primary = next(p for p in predictions if p.primary)
    others = [
        contrast(len(committed) + i, kind, test, primary, tests_it=False)
        for i, (_, kind, test) in enumerate(arms.also, start=1)
        if (kind, test) != (arms.kind, arms.test)
    ]
    return (*committed, *others)


def sample_size(
    assay: AssayArchetype, primary: Contrast, prediction: BriefPrediction, treatments: Sequence[Treatment]
) -> Power:
    """Return the number of biological replicates that finds the smallest effect of interest.

    The SD of one treatment's mean within a block is the archetype's; the contrast's follows from its weights.
    """
    test = "two-sample" if primary.kind is ContrastKind.TWO_SAMPLE else "one-sample"
    every = [t.ref for t in treatments]
    weights = contrast_weights(primary, treatments, every)
    # Averaging many treatments would promise a smaller SD than shared errors of a day allow: never below one mean's.
    factor = 1.0 if test == "two-sample" else max(1.0, *(spread_factor(w) for w in weights))
    sd = assay.effect.sd * factor
    effect, basis = primary.smallest_effect, assay.effect.basis
    stated = predicted_effect(prediction.effect, prediction.unit, assay.readout.scale)
    if stated is not None and abs(stated) > effect:
        basis += f"; the prediction itself is larger ({stated:.3g}, {prediction.effect_source or 'no source given'})"
    n = replicates_needed(test, effect, sd, alpha=ALPHA, power=POWER, minimum=FEWEST)
    return Power(
        test=_TESTS[primary.kind],
        alpha=ALPHA,
        power=POWER,
        achieved=round(power_of(test, effect, sd, n, ALPHA), 4),
        effect=effect,
        effect_basis=basis,
        sd=round(sd, 4),
        sd_source=f"{assay.effect.sd_source}. Times {factor:.3g} for the contrast"
        if test == "one-sample"
        else assay.effect.sd_source,
        unit=primary.unit,
        n=n,
        formula=f"noncentral t, two-sided, {test.replace('-', ' ')}; effect / SD = {effect / sd:.3g}",
        detectable=detectable_effects(test, sd, tuple(sorted({3, n, 2 * n})), alpha=ALPHA, power=POWER),
    )


def analysis_plan(
    contrasts: Sequence[Contrast], readout: Readout, tolerability: Tolerability | None, *, software: str
) -> AnalysisPlan:
    """Return the plan, with its hash still to be set."""
    primary = next(c for c in contrasts if c.primary)
    independent = primary.kind is ContrastKind.TWO_SAMPLE
    log = Scale.of(readout).log
    unit = "one value per experimental unit" if independent else "one mean per treatment and block"
    model = (
        f"Exclude wells marked `exclude`; {'log2 of each value; ' if log else ''}"
        f"average technical replicates to {unit}. "
        f"Primary contrast: {_TESTS[primary.kind]}, with its two-sided 95 % confidence interval. "
    )
    if tolerability is not None:
        model += (
            f"Treatments whose {tolerability.readout} falls below {tolerability.minimum_fraction:g} of vehicle on "
            "average over blocks are left out of every contrast, by this rule alone. "
        )
    secondary = len(contrasts) - 1
    return AnalysisPlan(
        model=model.strip(),
        contrasts=tuple(contrasts),
        transform="log2 of the value (ratios); effects are log2 ratios, shown as fold changes" if log else "none",
        outliers="None are removed for being extreme. Wells are excluded only for causes noted before values are "
        "known; the analysis is repeated with all wells and any difference in verdict is reported.",
        multiplicity="One primary contrast at alpha 0.05, two-sided; "
        + (
            f"the other {secondary} are secondary, adjusted by Holm, and change no verdict."
            if secondary
            else "no other."
        ),
        software=software,
        alpha=ALPHA,
        tolerability=tolerability,
        preregistered_sha256="",
    )


def next_actions(agent: str, measured: str, direction: EffectDirection, alternatives: Sequence[str]) -> NextAction:
    """Return what each verdict leads to."""
    other = alternatives[0] if alternatives else "an unrelated method"
    absent = direction is EffectDirection.NO_CHANGE
    return NextAction(
        go=f"Repeat with {other}"
        + (
            "."
            if absent
            else f"; then test the mechanism: block its first step and see whether the effect of {agent} goes."
        ),
        no_go=f"Stop work on {agent} for {measured} in this system; record it as evidence against the hypothesis.",
        inconclusive="Neither for nor against: estimate the SD from these data, recompute the sample size, and repeat "
        "only if the number needed is affordable.",
    )
