"""What the categories and verbs of knowledge graphs mean here: kinds of concept, and signed predicates.

Source: Biolink model, https://biolink.github.io/biolink-model; metaedges of Hetionet, https://github.com/hetio/hetionet
"""

import re
from typing import NamedTuple

from coscientist.domain.claim import Predicate
from coscientist.domain.concept import ConceptKind

_KINDS = {
    ConceptKind.COMPOUND: """compound drug smallmolecule chemicalentity chemicalsubstance chemical molecularmixture
        molecularentity chemicalmixture metabolite pharmacologicclass""",
    ConceptKind.GENE: "gene geneorgeneproduct genomicentity",
    ConceptKind.PROTEIN: "protein polypeptide proteinisoform geneproduct",
    ConceptKind.RNA: "rna mirna microrna transcript rnaproduct noncodingrnaproduct sirna",
    ConceptKind.COMPLEX: "complex macromolecularcomplex",
    ConceptKind.PROCESS: """process biologicalprocess pathway molecularactivity molecularfunction physiologicalprocess
        pathologicalprocess biologicalprocessoractivity""",
    ConceptKind.DISEASE: "disease phenotypicfeature diseaseorphenotypicfeature phenotype symptom sideeffect",
    ConceptKind.MATERIAL: "material",
    ConceptKind.PROPERTY: "property clinicalmeasurement",
    ConceptKind.OTHER: """anatomy anatomicalentity grossanatomicalstructure cell cellline cellularcomponent
        cellularorganism organismtaxon individualorganism""",
}
KINDS = {category: kind for kind, listed in _KINDS.items() for category in listed.split()}

_VERBS = {
    Predicate.INCREASES: """increases, upregulates, activates, stimulates, positively regulates, causes, induces,
        exacerbates, promotes, entity positively regulates entity, process positively regulates process,
        increases expression of, increases activity of, increases abundance of, enhances, predisposes""",
    Predicate.DECREASES: """decreases, downregulates, inhibits, negatively regulates, treats, palliates, ameliorates,
        prevents, disrupts, suppresses, entity negatively regulates entity, process negatively regulates process,
        decreases expression of, decreases activity of, decreases abundance of, represses, blocks""",
    Predicate.REGULATES: """regulates, affects, modulates, entity regulates entity, process regulates process,
        influences""",
    Predicate.BINDS: "binds, physically interacts with, directly physically interacts with, targets",
    Predicate.POSITIVE_CORRELATION: "positively correlated with, coexpressed with, positively associated with",
    Predicate.NEGATIVE_CORRELATION: "negatively correlated with, negatively associated with",
    Predicate.BIOMARKER: "biomarker for, is diagnostic marker of",
    Predicate.PART_OF: "part of, participates in, actively involved in, component of",
    Predicate.IS_A: "subclass of, is a, member of, type of",
    Predicate.HAS_VARIANT: "has sequence variant, has variant",
}
_TURNED = {
    Predicate.PART_OF: "has part, has participant, has component, participates",
    Predicate.IS_A: "has member, includes, superclass of, has subclass",
    Predicate.BIOMARKER: "has biomarker, has biological marker",
    Predicate.DECREASES: "treated by, is treated by, prevented by, decreased by, inhibited by, downregulated by",
    Predicate.INCREASES: "caused by, increased by, activated by, upregulated by",
    Predicate.REGULATES: "regulated by, affected by",
    Predicate.BINDS: "bound by",
}
_SILENT = """resembles, similar to, chemically similar to, same as, exact match, close match, broad match, narrow match,
    related match, orthologous to, homologous to, paralogous to, xref"""
_ASSOCIATIONS = """associates, associated with, related to, correlated with, interacts, interacts with, genetically
    interacts with, genetically associated with, gene associated with condition, localizes, located in, expresses,
    expressed in, presents, has phenotype, covaries, contributes to, occurs in"""
_DIRECTIONS = {
    "increased": Predicate.INCREASES,
    "upregulated": Predicate.INCREASES,
    "decreased": Predicate.DECREASES,
    "downregulated": Predicate.DECREASES,
}
_CORRELATED = {
    Predicate.INCREASES: Predicate.POSITIVE_CORRELATION,
    Predicate.DECREASES: Predicate.NEGATIVE_CORRELATION,
}
_STATES = frozenset({ConceptKind.DISEASE, ConceptKind.OTHER})


class Meaning(NamedTuple):
    """A predicate, and whether subject and object change places under it."""

    predicate: Predicate
    turned: bool = False
    known: bool = True
    """False: the verb is none of those listed, so that nothing but an association was taken from it."""


def kind_of_category(category: str) -> ConceptKind | None:
    """Return the kind of concept that a graph's category stands for; None for one that is not listed."""
    return KINDS.get(re.sub(r"[^a-z]", "", category.lower().removeprefix("biolink:")))


def meaning(verb: str, direction: str, start: ConceptKind, end: ConceptKind) -> Meaning | None:
    """Return what an edge says; None for edges that say what is alike and nothing of what acts.

    `direction` is Biolink's qualifier of the object's direction, or empty. What is more or less in a disease or a
    tissue goes along with it, and is not taken as its effect.
    """
    plain = " ".join(verb.lower().removeprefix("biolink:").replace("_", " ").split())
    found = _BY_VERB.get(plain, Meaning(Predicate.ASSOCIATION, known=False))
    if found is None:
        return None
    if found.predicate is Predicate.REGULATES and direction.lower() in _DIRECTIONS:
        found = found._replace(predicate=_DIRECTIONS[direction.lower()])
    acting = end if found.turned else start
    acted_on = start if found.turned else end
    if acting in _STATES and acted_on not in _STATES and found.predicate in _CORRELATED:
        found = found._replace(predicate=_CORRELATED[found.predicate])
    return found


def _listed(text: str) -> list[str]:
    return [" ".join(verb.split()) for verb in text.split(",")]


_BY_VERB: dict[str, Meaning | None] = {
    **{verb: Meaning(predicate) for predicate, text in _VERBS.items() for verb in _listed(text)},
    **{verb: Meaning(predicate, turned=True) for predicate, text in _TURNED.items() for verb in _listed(text)},
    **{verb: Meaning(Predicate.ASSOCIATION) for verb in _listed(_ASSOCIATIONS)},
    **dict.fromkeys(_listed(_SILENT)),
}
