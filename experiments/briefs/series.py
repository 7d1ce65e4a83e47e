"""The treatments of each kind of experiment, and the contrasts that are drawn between them."""

from collections.abc import Sequence

from coscientist.domain.brief_analysis import ContrastKind
from coscientist.domain.brief_quantity import Amount
from coscientist.domain.concept import Concept, ConceptKind
from coscientist.experiments.briefs.arm_maker import ArmMaker
from coscientist.experiments.briefs.compositions import compositions_of
from coscientist.experiments.briefs.dosing import DoseRange, dose_levels
from coscientist.experiments.catalogue.choosing import Choice

Series = tuple[ContrastKind, tuple[str, ...], tuple[tuple[str, ContrastKind, tuple[str, ...]], ...]]


def _agent_kind(concept: Concept) -> str:
    return "compound" if concept.kind.value in {"compound", "other", "process", "disease", "property"} else "reagent"


def dose_series(maker: ArmMaker, choice: Choice, doses: DoseRange, n: int) -> Series:
    """One agent at rising doses."""
    target = choice.targets[0]
    agent = maker.material(target.name, _agent_kind(target))
    levels = dose_levels(doses.top, choice.assay.max_doses)
    test = tuple(maker.treatment(f"{target.name} {dose}", "test", agent, n, dose=dose) for dose in levels)
    return ContrastKind.TREND, test, tuple((f"{ref} against reference", ContrastKind.PAIRED, (ref,)) for ref in test)


def checkerboard(maker: ArmMaker, choice: Choice, doses: Sequence[DoseRange], n: int) -> Series:
    """Two agents at three doses each, alone and together."""
    first, second = choice.targets[:2]
    a, b = maker.material(first.name, "compound"), maker.material(second.name, "compound")
    # Three levels a compound keep the board inside one plate's inner wells with three wells each.
    a_levels, b_levels = dose_levels(doses[0].top, 3), dose_levels(doses[1].top, 3)
    a_alone = tuple(maker.treatment(f"{first.name} {x}", "test", a, n, dose=x) for x in a_levels)
    b_alone = tuple(maker.treatment(f"{second.name} {y}", "test", b, n, dose=y) for y in b_levels)
    both = tuple(
        maker.treatment(f"{first.name} {x} + {second.name} {y}", "test", a, n, dose=x, partner=(b, y))
        for x in a_levels
        for y in b_levels
    )
    also = (
        ("excess over Bliss independence", ContrastKind.INTERACTION, both),
        ("top combination against each single agent", ContrastKind.BEST_SINGLE, both[-1:]),
        (f"{first.name} alone", ContrastKind.TREND, a_alone),
        (f"{second.name} alone", ContrastKind.TREND, b_alone),
    )
    return _combination_kind(choice), both, also


def factorial(maker: ArmMaker, choice: Choice, doses: Sequence[DoseRange], n: int) -> Series:
    """Two agents, each alone and both together."""
    targets = choice.targets[:2]
    names = [t.name for t in targets]
    refs = [maker.material(t.name, _agent_kind(t)) for t in targets]
    # A compound gets the middle dose of its range; for other agents the amount is the laboratory's to set.
    amounts = [
        dose_levels(d.top, 3)[1] if t.kind is ConceptKind.COMPOUND else Amount(value=1, ucum="1")
        for t, d in zip(targets, doses, strict=False)
    ]
    labels = [name if a.ucum == "1" else f"{name} {a}" for name, a in zip(names, amounts, strict=True)]
    singles = tuple(
        maker.treatment(f"{label} alone", "test", ref, n, dose=amount)
        for label, ref, amount in zip(labels, refs, amounts, strict=True)
    )
    both = (maker.treatment(" + ".join(labels), "test", refs[0], n, dose=amounts[0], partner=(refs[1], amounts[1])),)
    also = (
        ("excess over Bliss independence", ContrastKind.INTERACTION, both),
        ("combination against each single agent", ContrastKind.BEST_SINGLE, both),
        *((f"{name} alone", ContrastKind.PAIRED, (ref,)) for name, ref in zip(names, singles, strict=False)),
    )
    return _combination_kind(choice), both, also


def _combination_kind(choice: Choice) -> ContrastKind:
    """Read from the prediction's comparator what the combination is to be held against."""
    comparator = choice.prediction.comparator.casefold()
    if any(word in comparator for word in ("bliss", "additiv", "expected", "independence", "synerg")):
        return ContrastKind.INTERACTION
    if any(word in comparator for word in ("alone", "single", "either", "each")):
        return ContrastKind.BEST_SINGLE
    return ContrastKind.PAIRED


def composition(maker: ArmMaker, choice: Choice, n: int) -> Series:
    """One material at rising content: the compositions that are proposed, or else shares of the site."""
    proposed = compositions_of(choice.targets[0]) if len(choice.targets) == 1 else None
    if proposed is not None:
        made = zip(proposed.made, proposed.amounts, strict=True)
        agent = maker.material(choice.targets[0].name, "sample", note=f"Nominal: {', '.join(proposed.made)}.")
        test = tuple(
            maker.treatment(formula, "test", agent, n, dose=Amount(value=amount, ucum="mol/mol"))
            for formula, amount in made
        )
        return ContrastKind.TREND, test, tuple((f"{t} against reference", ContrastKind.PAIRED, (t,)) for t in test)
    name = " and ".join(t.name for t in choice.targets)
    agent = maker.material(name, "sample", note="Composition and precursors: see unknowns.")
    levels = [Amount(value=step, ucum="%") for step in (2.5, 5.0, 7.5, 10.0)]
    test = tuple(maker.treatment(f"{name}, {level} substitution", "test", agent, n, dose=level) for level in levels)
    return ContrastKind.TREND, test, tuple((f"{ref} against reference", ContrastKind.PAIRED, (ref,)) for ref in test)


def two_groups(maker: ArmMaker, choice: Choice, n: int) -> Series:
    """A perturbation, by each of its reagents, against its control."""
    perturbation = choice.perturbation
    name_of_all = " and ".join(t.name for t in choice.targets)
    test: list[str] = []
    for number in range(1, perturbation.replicate_reagents + 1):
        many = perturbation.replicate_reagents > 1
        called = perturbation.reagent_label.replace("{number}", str(number) if many else "")
        label = " ".join(called.replace("{target}", name_of_all).split())
        material = maker.material(label, perturbation.reagent)
        test.append(maker.treatment(label, "test", material, n, dose=perturbation.dose))
    if choice.assay.setting == "animal":
        return ContrastKind.TWO_SAMPLE, tuple(test), ()
    also = tuple((f"{ref} against reference", ContrastKind.PAIRED, (ref,)) for ref in test) if len(test) > 1 else ()
    return ContrastKind.PAIRED, tuple(test), also
