"""What one measures to see a concept change, and by which kind of assay."""

from coscientist.agents.wording import as_outcome
from coscientist.domain.concept import Concept, ConceptKind

_BY_WORD = (
    ("aggregation", ("aggregate", "oligomer", "fibril", "filament", "tangle", "inclusion", "plaque", "misfold")),
    (
        "viability",
        (
            "cell death",
            "apopto",
            "neuron death",
            "viability",
            "survival",
            "toxicity",
            "neurodegeneration",
            "excitotoxicity",
        ),
    ),
    ("autophagy flux", ("autophag", "mitophag", "lysosom")),
    (
        "behaviour",
        ("memory", "cognit", "learning", "attention", "behavio", "locomot", "anxiety", "depress", "dementia"),
    ),
    ("cytokine release", ("inflamm", "cytokine", "interleukin")),
    ("electrophysiology", ("potentiation", "synaptic transmission", "plasticity", "excitability", "firing")),
    ("oxidative stress", ("oxidative", "reactive oxygen", "superoxide")),
    ("clearance", ("phagocyt", "endocyt", "clearance", "uptake")),
    ("mitochondrial function", ("mitochond", "respiration")),
    ("transport", ("transport", "axonal")),
)
_CYTOKINES = ("IL-", "TNF", "interferon", "CCL", "CXCL", "IL1", "IL6")


def readout_kind(concept: Concept) -> str:
    """Return the key by which assay archetypes are chosen."""
    name = concept.name.casefold()
    if concept.modification in ("phosphorylation", "hyperphosphorylation"):
        return "phosphorylation"
    if concept.kind is ConceptKind.RNA:
        return "mRNA abundance"
    if concept.kind is ConceptKind.PROTEIN and concept.name.startswith(_CYTOKINES):
        return "cytokine release"
    for kind, words in _BY_WORD:
        if any(word in name for word in words):
            return kind
    if concept.modification in ("complex", "combination") or concept.kind is ConceptKind.COMPLEX:
        return "interaction"
    if concept.kind in (ConceptKind.PROTEIN, ConceptKind.GENE):
        return "protein abundance"
    if concept.kind is ConceptKind.MATERIAL:
        return "material property"
    if concept.kind is ConceptKind.DISEASE:
        return "behaviour"
    return "quantity"


def readout_of(concept: Concept) -> str:
    """Name the measured quantity: `tau phosphorylation at Ser396, relative to total tau`."""
    outcome = as_outcome(concept)
    if concept.modification in ("phosphorylation", "hyperphosphorylation"):
        return f"{outcome}, relative to total protein"
    match readout_kind(concept):
        case "protein abundance":
            return f"{concept.name} protein level"
        case "mRNA abundance":
            return f"{concept.name} level"
        case _:
            return outcome
