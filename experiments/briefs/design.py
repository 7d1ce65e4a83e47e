"""Factors, controls, replication and randomisation of an experiment."""

from collections.abc import Mapping

from coscientist.domain.brief_analysis import ContrastKind
from coscientist.domain.brief_design import Design, Factor, FactorRole, Power, Randomisation
from coscientist.experiments.briefs.readouts import Measured
from coscientist.experiments.briefs.treatments import Arms
from coscientist.experiments.catalogue.archetypes import SettingDefaults
from coscientist.experiments.catalogue.choosing import Choice

_TYPES = {
    "dose series": "randomised complete blocks, dose series of one agent",
    "checkerboard": "randomised complete blocks, checkerboard of two agents",
    "two groups": "randomised complete blocks, perturbation against control",
    "two compounds": "randomised complete blocks, two agents alone and together",
    "factorial": "randomised complete blocks, two by two factorial",
    "composition series": "randomised complete blocks, composition series",
}


def make_design(
    choice: Choice,
    arms: Arms,
    setting: SettingDefaults,
    power: Power,
    measured: Measured,
    words: Mapping[str, str],
    *,
    seed: int,
) -> tuple[Design, tuple[str, ...]]:
    """Return the design and the names of its blocks."""
    independent = arms.kind is ContrastKind.TWO_SAMPLE
    blocks = ("F", "M") if independent else tuple(f"B{i}" for i in range(1, power.n + 1))
    design = Design(
        type="completely randomised, two independent groups" if independent else _TYPES[choice.perturbation.kind],
        factors=_factors(choice, arms, setting, blocks, independent=independent),
        dependent=tuple(r.name for r in measured.readouts),
        held_constant=(*setting.held_constant, *(text.format_map(dict(words)) for text in choice.assay.held_constant)),
        controls=arms.controls,
        missing_controls=arms.missing_controls,
        experimental_unit=choice.assay.experimental_unit or setting.experimental_unit,
        n_biological=2 * -(-power.n // 2) if independent else power.n,
        n_technical=1 if independent else choice.assay.n_technical,
        power=power,
        randomisation=Randomisation(
            method="Python random.Random seeded with “layout:<seed>:<block>”: samples shuffled, then given random "
            "places and random codes, separately in every block",
            seed=seed,
            blocks=blocks,
        ),
        blinding=setting.blinding,
        inclusion_exclusion=(*setting.inclusion_exclusion, *choice.assay.inclusion_exclusion),
    )
    return design, blocks


def _factors(
    choice: Choice,
    arms: Arms,
    setting: SettingDefaults,
    blocks: tuple[str, ...],
    *,
    independent: bool,
) -> tuple[Factor, ...]:
    by_ref = {g.treatment.ref: g.treatment for g in arms.groups}
    tests = [t for t in by_ref.values() if t.role == "test"]
    factors: list[Factor] = []
    kind = choice.perturbation.kind
    if kind in ("dose series", "checkerboard", "two compounds", "composition series"):
        for agent in dict.fromkeys(t.material for t in tests):
            mine = [t for t in tests if t.material == agent and t.partner is None and t.dose is not None]
            name = next(m.name for m in arms.agents if m.ref == agent)
            what = "content" if kind == "composition series" else "dose"
            levels = tuple(dict.fromkeys(f"{t.dose.value:g}" for t in mine if t.dose))
            unit = mine[0].dose.ucum if mine and mine[0].dose else None
            factors.append(
                Factor(name=f"{what} of {name}", role=FactorRole.INDEPENDENT, levels=("0", *levels), unit=unit)
            )
    else:
        levels = tuple(t.label for t in by_ref.values() if t.role in ("vehicle", "test"))
        factors.append(Factor(name=choice.perturbation.name, role=FactorRole.INDEPENDENT, levels=levels))
    if independent:
        factors.append(Factor(name="sex (F female, M male)", role=FactorRole.BLOCKING, levels=blocks))
    else:
        factors.append(Factor(name=setting.block_label, role=FactorRole.BLOCKING, levels=blocks))
    factors.append(Factor(name="position and order of handling", role=FactorRole.NUISANCE))
    factors.append(Factor(name="operator and reagent lot", role=FactorRole.NUISANCE))
    return tuple(factors)
