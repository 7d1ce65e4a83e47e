"""What a mechanism may run through: things that carry an effect inside a cell."""

import re

from coscientist.agents.workbench import Workbench, is_opaque
from coscientist.domain.concept import ConceptKind

_CARRIES_NOTHING = re.compile(
    r"\b(agents?|drugs?|blockers?|inhibitors?|antagonists?|agonists?|derivatives|analog(ue)?s?|therapy|treatment|training|"
    r"biofeedback|diets?|membranes?|tissues?|cells?|arter(y|ies)|veins?|lungs?|muscles?|vessels?|plasma|serum|blood|walls?|"
    r"surface|cortex|brain|liver|kidneys?|heart|extracts?|preparations?|subjects?|neurons?|synapses?|microglia|\w+cytes?|"
    r"\w+phages?|\w+blasts?|platelets?)$",
    re.IGNORECASE,
)
"""Groups of drugs, parts of the body, and cells."""
_WHOLE_ANIMAL = re.compile(
    r"\b(cogniti\w+|memory|learning|behaviou?rs?|behaviou?ral|locomotion|locomotor|gait|sleep|mood|anxiety|lifespan|"
    r"longevity|feeding|body weight|aging|ageing)\b",
    re.IGNORECASE,
)
"""What only a whole animal does: it comes out at the end, and carries no effect back into its cells."""
MIN_SOURCES = 2
"""Sources that say what changes a thing of unknown kind, and as many that say what it changes."""


def is_station(bench: Workbench, concept_id: str) -> bool:
    """Say whether a path may run through a concept: it must be able to carry an effect inside the cell.

    A disease, an assembly or a drug from outside carries none, and what the goal excludes may not.
    """
    concept = bench.concept(concept_id)
    if is_opaque(concept) or concept_id in bench.asked.off_limits or _WHOLE_ANIMAL.search(concept.name):
        return False
    if concept.kind is ConceptKind.COMPOUND:
        return bench.structures.is_endogenous(concept)
    if concept.kind is ConceptKind.OTHER:
        return is_borne_out(bench, concept_id)
    return concept.kind is not ConceptKind.DISEASE


def is_borne_out(bench: Workbench, concept_id: str) -> bool:
    """Say whether enough is stated of a thing of unknown kind to take it for something that carries an effect.

    It must be said, with a direction and each time by several sources, to be changed by something and to change
    something: methods, tissues and groups of patients are not, and a group of drugs is given from outside.
    """
    graph = bench.graph
    if _CARRIES_NOTHING.search(bench.name(concept_id)):
        return False
    before = [graph.link(item, concept_id) for item in graph.predecessors(concept_id)]
    after = [graph.link(concept_id, item) for item in graph.successors(concept_id)]
    return all(
        len({bench.graph.claims[name].source for link in links if link is not None and link.sign and link.causal
             for name in link.claims}) >= MIN_SOURCES
        for links in (before, after)
    )  # fmt: skip
