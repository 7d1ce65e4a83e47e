"""The tool checks of a hypothesis: what can be computed about the things that it names.

Compounds are linked to structures and go through chemistry, materials through pymatgen, sequences through Biopython.
A structure, formula or sequence that is stated and cannot be right gates the hypothesis; everything else informs.
What is missing is said with its kind: not found, unavailable, not applicable. Light to import.
"""

from collections.abc import Callable, Iterable, Mapping

from coscientist.domain.check import Check, CheckRole, Verdict
from coscientist.domain.concept import Concept, ConceptKind
from coscientist.domain.errors import CoscientistError
from coscientist.tools.compounds import stated_structure, structure_of
from coscientist.tools.finding import about, finding, gates

MAX_CONCEPTS = 100
"""Named things checked for one hypothesis."""
_SEQUENCED = {ConceptKind.PROTEIN: "protein", ConceptKind.GENE: "DNA", ConceptKind.RNA: "RNA"}
_NOT_INVENTED = "the name alone says nothing that a tool could compute, and nothing is filled in"


def check_concepts(
    concepts: Iterable[Concept], *, hypothesis: str | None = None, sequences: Mapping[str, str] | None = None
) -> list[Check]:
    """Return the checks of the things that a hypothesis names, in their order, each thing once.

    Structures, formulae and sequences are read from a concept's identifiers (`SMILES`, `InChI`, `FORMULA`, `CIF`,
    `SEQUENCE`, in any case); `sequences` maps further concept ids to sequences. Never raises for what a concept
    states: an unreadable input is a failed check with the command that shows why.
    """
    distinct = list({concept.id: concept for concept in concepts}.values())
    checks: list[Check] = []
    for concept in distinct[:MAX_CONCEPTS]:
        checks += _check(concept, hypothesis, (sequences or {}).get(concept.id))
    if len(distinct) > MAX_CONCEPTS:
        rest = f"{len(distinct) - MAX_CONCEPTS} further concepts"
        checks.append(
            _without("tools", rest, "tool checks", Verdict.UNAVAILABLE, f"only {MAX_CONCEPTS} are checked", hypothesis)
        )
    return checks


def _check(concept: Concept, hypothesis: str | None, sequence: str | None) -> list[Check]:
    if concept.kind is ConceptKind.COMPOUND:
        return _compound(concept, hypothesis)
    if concept.kind is ConceptKind.MATERIAL:
        return _material(concept, hypothesis)
    if concept.kind in _SEQUENCED:
        return _sequenced(concept, hypothesis, sequence or _stated(concept, "SEQUENCE"))
    return []


def _compound(concept: Concept, hypothesis: str | None) -> list[Check]:
    from coscientist.tools.chemistry.compound_checks import compound_checks
    from coscientist.tools.chemistry.link_checks import link_checks

    stated = stated_structure(concept)
    if stated is not None:
        return _stated_checks(
            lambda: compound_checks(structure_of(concept).smiles or ""),
            concept,
            hypothesis,
            tool="chemistry.structure",
            property_name="structure is valid",
            source=f"{stated[0]} stated for {concept.id}",
        )
    try:
        found = structure_of(concept)
        checks = link_checks(found)
        structural = compound_checks(found.smiles) if found.smiles else []
    except CoscientistError as error:
        return [_without("chemistry.name", concept.name, "structure", Verdict.UNAVAILABLE, str(error), hypothesis)]
    linked = f"structure of {found.record or found.name} ({found.state.value})"
    return [
        *about(checks, subject=concept.name, hypothesis=hypothesis),
        *about(structural, subject=concept.name, hypothesis=hypothesis, source=linked),
    ]


def _material(concept: Concept, hypothesis: str | None) -> list[Check]:
    from coscientist.tools.materials.composition import is_formula
    from coscientist.tools.materials.material_checks import composition_checks, crystal_checks

    cif, formula = _stated(concept, "CIF"), _stated(concept, "FORMULA")
    if cif is not None:
        read, text, tool, name = crystal_checks, cif, "materials.crystal", "crystal structure is readable"
    elif formula is not None and (host := _stated(concept, "HOST")) is not None:
        return _doped(concept, hypothesis, host, formula)
    elif formula is not None or is_formula(concept.name):
        read, text = composition_checks, formula if formula is not None else concept.name
        tool, name = "materials.composition", "formula is readable"
    else:
        why = f"no formula or crystal structure is at hand; {_NOT_INVENTED}"
        return [_without("materials", concept.name, "composition", Verdict.NOT_APPLICABLE, why, hypothesis)]
    return _stated_checks(lambda: read(text), concept, hypothesis, tool=tool, property_name=name)


def _doped(concept: Concept, hypothesis: str | None, host: str, formula: str) -> list[Check]:
    """Return the checks of a composition that is proposed for a host, and of what is put in."""
    from coscientist.tools.materials.doping_checks import doping_checks
    from coscientist.tools.materials.material_checks import composition_checks

    charge = _stated(concept, "CHARGE")
    return _stated_checks(
        lambda: (
            *composition_checks(formula),
            *doping_checks(host, formula, int(charge) if charge and charge.isdecimal() else None),
        ),
        concept,
        hypothesis,
        tool="materials.doping",
        property_name="composition is readable",
        source=f"{formula}, proposed for the host {host}",
    )


def _sequenced(concept: Concept, hypothesis: str | None, sequence: str | None) -> list[Check]:
    kind = _SEQUENCED[concept.kind]
    if sequence is None:
        why = f"no {kind} sequence is at hand; {_NOT_INVENTED}"
        return [_without("biology", concept.name, "sequence checks", Verdict.NOT_APPLICABLE, why, hypothesis)]
    from coscientist.tools.biology.nucleic_acid import nucleic_acid_checks
    from coscientist.tools.biology.protein import protein_checks

    protein = concept.kind is ConceptKind.PROTEIN
    return _stated_checks(
        lambda: protein_checks(sequence) if protein else nucleic_acid_checks(sequence),
        concept,
        hypothesis,
        tool="biology.protein" if protein else "biology.nucleic_acid",
        property_name="sequence is valid",
    )


def _stated_checks(
    compute: Callable[[], Iterable[Check]],
    concept: Concept,
    hypothesis: str | None,
    *,
    tool: str,
    property_name: str,
    source: str | None = None,
) -> list[Check]:
    """Return the checks of an input that the concept states; an unreadable one fails and gates."""
    source = source or f"stated for {concept.id}"
    try:
        return about(compute(), subject=concept.name, hypothesis=hypothesis, source=source)
    except CoscientistError as error:
        return [
            finding(
                tool=tool,
                subject=concept.name,
                property=property_name,
                value=False,
                method=tool,
                source=source,
                verdict=Verdict.FAIL,
                role=CheckRole.GATE,
                note=_with_call(str(error), tool),
                hypothesis=hypothesis,
            )
        ]


def _with_call(message: str, tool: str) -> str:
    """Return the message with the command that shows the same, unless it already names one."""
    return message if "coscientist tools run" in message else f"{message} See: coscientist tools run {tool}"


def _stated(concept: Concept, key: str) -> str | None:
    return next((value for name, value in concept.identifiers.items() if name.upper() == key), None)


def _without(tool: str, subject: str, property_name: str, verdict: Verdict, why: str, hypothesis: str | None) -> Check:
    """Return a check that says why there is no number."""
    return finding(
        tool=tool,
        subject=subject,
        property=property_name,
        value=None,
        method="none applied",
        source="none",
        verdict=verdict,
        note=why,
        hypothesis=hypothesis,
    )


__all__ = ["MAX_CONCEPTS", "check_concepts", "gates"]
