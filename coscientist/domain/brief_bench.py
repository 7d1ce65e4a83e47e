"""What the bench needs: materials, protocol, instruments, quality, time, safety, cost."""

from coscientist.domain.base import Value
from coscientist.domain.brief_quantity import Amount


class Identifiers(Value):
    """Names under which a material is registered; None: not known here."""

    inchikey: str | None = None
    smiles: str | None = None
    cas: str | None = None
    pubchem: str | None = None
    uniprot: str | None = None
    rrid: str | None = None
    cellosaurus: str | None = None
    sequence: str | None = None
    formula: str | None = None
    other: dict[str, str] = {}
    """Namespace to identifier, as the corpus gave it: `{"HGNC": "GSK3B"}`."""


class Verification(Value):
    """Whether anybody has confirmed that this is the right material."""

    by: str | None = None
    status: str = "unverified"


class Material(Value):
    """Something to have on the bench. Catalogue and lot numbers are never guessed."""

    ref: str
    kind: str
    """`compound`, `cells`, `siRNA`, `plasmid`, `antibody`, `reagent`, `kit`, `medium`, `animal`, `sample` …"""
    name: str
    identifiers: Identifiers = Identifiers()
    supplier: str | None = None
    catalog: str | None = None
    lot: str | None = None
    purity: str | None = None
    storage: str | None = None
    amount: Amount | None = None
    verified: Verification = Verification()
    authentication: str | None = None
    """How its identity has to be shown before use."""
    note: str = ""


class ProtocolStep(Value):
    """One thing to do."""

    n: int
    action: str
    parameters: dict[str, Amount | str] = {}
    duration: Amount | None = None
    temperature: Amount | None = None
    critical: bool = False
    why: str = ""
    phase: str = ""


class Automation(Value):
    """A machine-readable form of the protocol, where one was made."""

    target: str
    artefact: str


class Protocol(Value):
    """The steps in order."""

    steps: tuple[ProtocolStep, ...]
    automation: Automation | None = None
    sources: tuple[str, ...] = ()
    """Where the method is described."""


class Instrument(Value):
    """A kind of instrument with the settings that matter; makes and models are the laboratory's."""

    name: str
    settings: str = ""


class PerturbationCheck(Value):
    """A number that shows, in every replicate, that the perturbation did what it should."""

    key: str
    """Prefix in `environment` of metadata.json: `knockdown` means `knockdown_B1`, `knockdown_B2` …"""
    what: str
    op: str
    """`<=` or `>=`."""
    threshold: float


class QualityRules(Value):
    """When a run counts as having worked."""

    zprime_min: float | None = None
    """None: the assay has no window to compute it from, and `acceptance` says what is used instead."""
    cv_max: float
    """Largest coefficient of variation (percent) of technical replicates in a group; the median over groups counts."""
    max_excluded: float = 0.2
    """Largest fraction of wells that may be excluded or lost."""
    min_blocks: int = 3
    """Fewest complete biological replicates that count as evidence."""
    perturbation: PerturbationCheck | None = None
    acceptance: tuple[str, ...]
    """What the laboratory itself confirms; not computed from the returned values."""


class TimelineTask(Value):
    """A piece of work with its length."""

    task: str
    duration: Amount
    depends_on: tuple[str, ...] = ()


class Hazard(Value):
    """A classification from a list or safety sheet, never from a model."""

    material: str
    pictograms: tuple[str, ...] = ()
    h_codes: tuple[str, ...] = ()
    source: str


class HumanReview(Value):
    """Who has to look before anything is done."""

    required: bool = True
    reasons: tuple[str, ...]
    reviewed_by: str | None = None
    at: str | None = None


class Safety(Value):
    """What is known of the dangers, and what is not."""

    ghs: tuple[Hazard, ...] = ()
    biosafety_level: str
    biosafety_basis: str
    sds: tuple[str, ...]
    waste: tuple[str, ...]
    ethics: str
    dual_use: str
    human_review: HumanReview


class CostItem(Value):
    """One thing to pay for; the price is None until somebody quotes it."""

    name: str
    quantity: Amount
    price: float | None = None


class Cost(Value):
    """What it costs, as far as anybody has said."""

    items: tuple[CostItem, ...] = ()
    currency: str | None = None
    total: float | None = None
    basis: str
