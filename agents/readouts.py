"""What one measures to see a concept change, and by which kind of assay."""

from collections.abc import Sequence

from coscientist.agents.wording import acted_on, as_outcome, is_reading, measured, prose, unmodified
from coscientist.domain.claim import Claim
from coscientist.domain.concept import Concept, ConceptKind

_BY_WORD = (
    ("aggregation", ("aggregate", "oligomer", "fibril", "filament", "tangle", "inclusion", "plaque", "misfold")),
    ("cell death", ("cell death", "apopto", "neuron death", "ferropto", "necropto", "pyropto")),
    (
        "viability",
        (
            "proliferation",
            "viability",
            "survival",
            "toxicity",
            "neurodegeneration",
            "excitotoxicity",
        ),
    ),
    ("differentiation", ("differentiation", "maturation of")),
    ("autophagy flux", ("autophag", "mitophag", "lysosom")),
    (
        "behaviour",
        ("memory", "cognit", "learning", "attention", "behavio", "locomot", "anxiety", "depress", "dementia"),
    ),
    ("cytokine release", ("inflamm", "cytokine", "interleukin")),
    ("electrophysiology", ("potentiation", "synaptic transmission", "plasticity", "excitability", "firing")),
    ("oxidative stress", ("oxidative", "reactive oxygen", "superoxide", "peroxide")),
    ("clearance", ("phagocyt", "endocyt", "clearance", "uptake")),
    ("mitochondrial function", ("mitochond", "respiration")),
    ("transport", ("transport", "axonal")),
)
_OF_MATERIALS = (
    (
        "ionic conductivity",
        ("ionic conductivity", "proton conductivity", "grain boundary resistance", "activation energy"),
    ),
    ("seebeck coefficient", ("seebeck", "thermopower", "power factor")),
    ("band gap", ("band gap",)),
    (
        "photovoltaic performance",
        (
            "power conversion efficiency",
            "open-circuit voltage",
            "short-circuit current density",
            "fill factor",
            "hysteresis",
        ),
    ),
    ("phase purity", ("cubic phase", "crystallinity", "phase segregation", "lattice constant")),
)
_CYTOKINES = ("IL-", "TNF", "interferon", "CCL", "CXCL", "IL1", "IL6")


_ACTIVITIES = {
    "kinase activity": "kinase activity",
    "phosphatase activity": "phosphatase activity",
    "catalytic activity": "enzyme activity",
    "peptidase activity": "enzyme activity",
    "transcriptional activity": "transcriptional activity",
}


def readout_kind(concept: Concept, claims: Sequence[Claim] = ()) -> str:
    """Return the key by which assay archetypes are chosen; `claims` say what of the concept changes."""
    name = concept.name.casefold()
    activity = acted_on(claims)
    if activity and concept.kind is not ConceptKind.COMPOUND:
        return _ACTIVITIES.get(activity, _activity_of(name))
    if concept.modification in ("phosphorylation", "hyperphosphorylation"):
        return "phosphorylation"
    if concept.kind is ConceptKind.RNA:
        return "mRNA abundance"
    if concept.kind is ConceptKind.PROTEIN and concept.name.startswith(_CYTOKINES):
        return "cytokine release"
    if concept.kind is ConceptKind.PROPERTY:
        return next((kind for kind, words in _OF_MATERIALS if any(word in name for word in words)), "material property")
    for kind, words in _BY_WORD:
        if any(word in name for word in words):
            return kind
    if concept.modification in ("complex", "combination") or concept.kind is ConceptKind.COMPLEX:
        return "interaction"
    if concept.kind in (ConceptKind.PROTEIN, ConceptKind.GENE):
        return "protein abundance"
    if concept.kind is ConceptKind.MATERIAL:
        return "material property"
    if concept.kind is ConceptKind.DISEASE and not is_reading(concept):
        return "behaviour"
    return "quantity"


def _activity_of(name: str) -> str:
    if "channel" in name or "nicotinic" in name or "nmda" in name or "ampa" in name:
        return "electrophysiology"
    return "signalling" if "receptor" in name else "enzyme activity"


def readout_of(concept: Concept, claims: Sequence[Claim] = ()) -> str:
    """Name the measured quantity: `tau phosphorylation at Ser396, relative to total tau`, `GSK-3β activity`."""
    outcome = as_outcome(concept)
    if acted_on(claims) and concept.kind is not ConceptKind.COMPOUND:
        return measured(concept, claims)
    if concept.modification in ("phosphorylation", "hyperphosphorylation"):
        return f"{outcome}, relative to total {unmodified(concept)}"
    match readout_kind(concept):
        case "protein abundance":
            return f"{prose(concept)} protein level"
        case "mRNA abundance":
            return f"{prose(concept)} level"
        case _:
            return outcome
