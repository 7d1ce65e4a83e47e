"""The design of an experiment: factors, controls, sample size, randomisation."""

from enum import StrEnum

from coscientist.domain.base import Value
from coscientist.domain.brief_quantity import Amount


class FactorRole(StrEnum):
    """What a factor is for."""

    INDEPENDENT = "independent"
    BLOCKING = "blocking"
    NUISANCE = "nuisance"


class ControlKind(StrEnum):
    """What a control shows."""

    POSITIVE = "positive"
    NEGATIVE = "negative"
    VEHICLE = "vehicle"
    BLANK = "blank"
    ISOTYPE = "isotype"
    REFERENCE = "reference"


class Factor(Value):
    """Something that varies, on purpose or not."""

    name: str
    role: FactorRole
    levels: tuple[str, ...] = ()
    unit: str | None = None
    """UCUM; None for named levels."""


class Control(Value):
    """A sample whose answer is known beforehand."""

    kind: ControlKind
    material: str
    expected: str
    """What it should show if the assay works."""
    expected_direction: int | None = None
    """+1 or -1 when its readout must lie above or below the vehicle's; None: not checked."""
    treatment: str | None = None
    """Its treatment in the layout; None: it has no wells, and `expected` says why."""


class Detectable(Value):
    """The smallest effect that so many replicates would find with the stated power."""

    n: int
    effect: float


class Power(Value):
    """Why this many replicates."""

    test: str
    alpha: float
    power: float
    """Power asked for."""
    achieved: float
    """Power at `n`."""
    effect: float
    """Smallest effect of interest, in `unit`."""
    effect_basis: str
    sd: float
    """Standard deviation of what the test is made on, in `unit`."""
    sd_source: str
    unit: str
    """UCUM; `{log2}` for log2 ratios."""
    n: int
    """Biological replicates per group."""
    formula: str
    detectable: tuple[Detectable, ...] = ()


class Randomisation(Value):
    """How treatments got their places, so that anyone can do it again."""

    method: str
    seed: int
    blocks: tuple[str, ...]


class Design(Value):
    """What is varied, what is held, and how many independent times."""

    type: str
    factors: tuple[Factor, ...]
    dependent: tuple[str, ...]
    held_constant: tuple[str, ...]
    controls: tuple[Control, ...]
    missing_controls: tuple[str, ...] = ()
    """Reason for each of positive and negative control that is not there."""
    experimental_unit: str
    n_biological: int
    n_technical: int
    power: Power
    randomisation: Randomisation
    blinding: str
    inclusion_exclusion: tuple[str, ...]


class Treatment(Value):
    """What is done to a sample: one material at one dose, or two of them together."""

    ref: str
    label: str
    role: str
    """`test`, `vehicle`, `positive`, `negative`, `blank`, `reference`."""
    material: str
    """Reference into the materials."""
    dose: Amount | None = None
    partner: str | None = None
    """Second material of a combination."""
    partner_dose: Amount | None = None
    vehicle: str | None = None
    vehicle_pct: float | None = None
    duration: Amount | None = None
    route: str
    prepared_as: str | None = None
    """The treatment whose solution it gets until the control itself is applied, shortly before reading."""


class Well(Value):
    """One place on a plate, or one animal or sample where there is no plate."""

    plate: str
    well: str
    sample: str
    """Coded name: it does not tell the treatment to whoever measures."""
    treatment: str
    role: str
    replicate: int
    """Technical replicate within the block."""
    block: str
    """Biological replicate."""


class Volume(Value):
    """What goes into each well of a treatment, and how much of it to prepare."""

    treatment: str
    component: str
    per_well: Amount
    wells: int
    overage_pct: float
    total: Amount
    """For one block (one biological replicate), overage included."""


class Dilution(Value):
    """How one dose of a series is made."""

    treatment: str
    material: str
    makes: str
    """`stock`, `premix` (of one agent, to be joined with another's in equal parts) or `working solution`."""
    concentration: Amount
    """Of the material in what this step gives."""
    take_from: str
    take: Amount | None
    """None: weighed in, by the molecular weight on the certificate."""
    add: str
    add_volume: Amount


class Layout(Value):
    """Where everything goes."""

    labware: str
    rows: int
    columns: int
    wells: tuple[Well, ...]
    edge_policy: str
    well_volume: Amount | None = None
    volumes: tuple[Volume, ...] = ()
    dilutions: tuple[Dilution, ...] = ()
