"""What the catalogue's data files say: assays, perturbations, test systems and labware, validated on load."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, model_validator

from coscientist.domain.base import Value
from coscientist.domain.brief_bench import Instrument, PerturbationCheck
from coscientist.domain.brief_design import ControlKind
from coscientist.domain.brief_quantity import UCUM_LABELS, Amount

Setting = Literal["cells", "cell-free", "animal", "material"]


def read_amount(text: Any) -> Any:
    """Read `24 h` as an amount; other text, and text whose unit is not a known UCUM code, stays text."""
    if not isinstance(text, str):
        return text
    number, _, unit = text.partition(" ")
    try:
        value = float(number)
    except ValueError:
        return text
    return Amount(value=value, ucum=unit or "1") if (unit or "1") in UCUM_LABELS else text


WrittenAmount = Annotated[Amount, BeforeValidator(read_amount)]
AmountOrText = Annotated[Amount | str, BeforeValidator(read_amount)]


class StepData(Value):
    """A protocol step as written in the catalogue; `{readout}` and the like are filled in for each brief."""

    action: str
    phase: str
    parameters: dict[str, AmountOrText] = {}
    duration: WrittenAmount | None = None
    temperature: WrittenAmount | None = None
    critical: bool = False
    why: str = ""


class ControlData(Value):
    """A control; `wells` says whether it has places in the layout or is run beside it."""

    kind: ControlKind
    material: str
    expected: str
    expected_direction: int | None = None
    when: Literal["decrease", "increase", "any"] = "any"
    """Direction of the prediction for which it is the right control."""
    wells: bool = True
    dose: WrittenAmount | None = None
    added: Literal["with treatment", "before reading"] = "with treatment"


class MaterialData(Value):
    """A material to have ready."""

    name: str
    kind: str
    purity: str | None = None
    storage: str | None = None
    note: str = ""


class Insult(Value):
    """What harms cells, so that something can protect them."""

    id: str
    name: str
    words: tuple[str, ...]
    """Parts of the words of a mechanism or a setting that it fits; none: it fits where no other does."""
    pilot: str
    """The range in which a pilot looks for its dose."""


class ReadoutData(Value):
    """How the readout is expressed."""

    unit: str
    scale: Literal["ratio", "difference"]
    how: str
    hours: float
    """From the start of treatment to the decisive measurement."""
    minimum: float | None = None
    maximum: float | None = None


class EffectData(Value):
    """The effect worth finding and the noise it stands in: log2 units for ratios, the readout's unit otherwise."""

    smallest: float
    basis: str
    sd: float
    """Residual SD of one group's mean in one biological replicate (of one animal where there are no blocks)."""
    sd_source: str


class QualityData(Value):
    """Acceptance limits."""

    zprime_min: float | None = None
    cv_max: float
    acceptance: tuple[str, ...]


class TaskData(Value):
    """A task of the timeline."""

    task: str
    duration: WrittenAmount


class AssayArchetype(Value):
    """A standard way to measure one kind of readout."""

    id: str
    name: str
    summary: str
    readout_kinds: tuple[str, ...]
    keywords: tuple[str, ...] = ()
    """Words in a prediction's readout that point here."""
    preference: int = 5
    """Smaller goes first among assays that fit equally."""
    setting: Setting
    family: str = ""
    """Assays of one family are made on the same samples; their predictions can be tested together."""
    perturbations: tuple[str, ...]
    alternatives: tuple[str, ...] = ()
    system: str | None = None
    """Fixed test system (cell-free assays, materials); None: chosen by context."""
    needs_direct_claim: bool = False
    """Whether more than the lack of a mediator has to speak for a direct effect: a source that says so."""
    insulted_for_less: bool = False
    """Whether cells have to be harmed first where less of the readout is predicted."""
    labware: str
    edge_wells: Literal["filler", "used"] = "used"
    n_technical: int
    max_doses: int
    companion_viability: bool = False
    readout: ReadoutData
    effect: EffectData
    qc: QualityData
    controls: tuple[ControlData, ...] = ()
    no_positive: str = ""
    no_negative: str = ""
    materials: tuple[MaterialData, ...] = ()
    steps: tuple[StepData, ...]
    instruments: tuple[Instrument, ...]
    timeline: tuple[TaskData, ...]
    held_constant: tuple[str, ...]
    inclusion_exclusion: tuple[str, ...] = ()
    safety_notes: tuple[str, ...] = ()
    waste: tuple[str, ...]
    sources: tuple[str, ...]
    unknowns: tuple[str, ...] = ()
    assumptions: tuple[str, ...] = ()
    experimental_unit: str = ""

    @model_validator(mode="after")
    def _controls_or_reasons(self) -> "AssayArchetype":
        """A positive and a negative control must be there, or a reason why not."""
        kinds = {c.kind for c in self.controls}
        if ControlKind.POSITIVE not in kinds and not self.no_positive:
            raise ValueError(f"assay {self.id}: name a positive control or give no_positive")
        if not kinds & {ControlKind.NEGATIVE, ControlKind.BLANK} and not self.no_negative:
            raise ValueError(f"assay {self.id}: name a negative control or give no_negative")
        return self


class Perturbation(Value):
    """A standard way to change something: the other half of an experiment."""

    id: str
    name: str
    kind: Literal["dose series", "checkerboard", "two compounds", "two groups", "factorial", "composition series"]
    setting: tuple[Setting, ...]
    route: str
    vehicle: str
    reference_label: str
    """What the comparison group gets, as `vehicle (0.1 % DMSO)`."""
    reference_kind: str = "control reagent"
    """What material the comparison group gets, by kind."""
    reagent: str = "reagent"
    """What changes the target, by kind of material: `siRNA`."""
    reagent_label: str = "{number} {target}"
    """What a treatment with it is called; `number` is empty where there is one reagent."""
    doing: str = ""
    """What is done to the target, within a sentence; empty: the intervention is given as it is named."""
    dose: WrittenAmount | None = None
    """Fixed dose, where there is no series."""
    vehicle_pct: float | None = None
    replicate_reagents: int = 1
    """Independent reagents per target (two siRNAs guard against off-target effects)."""
    cells_first: bool = True
    """False: cells go onto what is already in the well (reverse transfection)."""
    addition_name: str = "working solution"
    addition_fraction: float
    """Part of a well's volume that is added with the treatment."""
    lead_hours: float = 0.0
    """From the start of the perturbation until its effect is established, before the assay's own time counts."""
    controls: tuple[ControlData, ...] = ()
    materials: tuple[MaterialData, ...] = ()
    steps: tuple[StepData, ...] = ()
    timeline: tuple[TaskData, ...] = ()
    assumptions: tuple[str, ...] = ()
    unknowns: tuple[str, ...] = ()
    acceptance: tuple[str, ...] = ()
    check: PerturbationCheck | None = None
    sources: tuple[str, ...] = ()


class TestSystem(Value):
    """What the experiment is done in."""

    __test__ = False  # not a pytest class

    id: str
    name: str
    setting: Setting
    words: tuple[str, ...] = ()
    """Words in the hypothesis's context for which it is the first choice."""
    preference: int = 5
    species: str
    kind: str
    cellosaurus: str | None = None
    rationale: str
    alternatives: tuple[str, ...] = ()
    medium: str = ""
    seeding: WrittenAmount | None = None
    """`{cells}/cm2` for adherent cells, `{cells}/mL` for suspension."""
    authentication: str
    biosafety_level: str
    biosafety_basis: str
    ethics: str


class Labware(Value):
    """A plate format, a set of tubes, or cages."""

    id: str
    name: str
    rows: int
    columns: int
    well_volume: WrittenAmount | None = None
    growth_area: WrittenAmount | None = None


class CompanionData(Value):
    """A second readout of the same samples that rules out harm as the explanation."""

    name: str
    assay: str
    unit: str
    how: str
    minimum_fraction: float
    """Treatments below this part of vehicle are left out of the contrasts."""
    steps: tuple[StepData, ...]
    materials: tuple[MaterialData, ...]


class SettingDefaults(Value):
    """What every experiment in one setting shares."""

    id: Setting
    experimental_unit: str
    block_label: str
    blinding: str
    materials: tuple[MaterialData, ...] = ()
    before: tuple[StepData, ...] = ()
    """Steps before the perturbation."""
    after: tuple[StepData, ...] = ()
    """Steps after the measurement."""
    instruments: tuple[Instrument, ...] = ()
    held_constant: tuple[str, ...] = ()
    inclusion_exclusion: tuple[str, ...] = ()
    timeline: tuple[TaskData, ...] = ()
    waste: tuple[str, ...] = ()
    edge_policy: str
    all_wells_policy: str
    companion: CompanionData | None = None
