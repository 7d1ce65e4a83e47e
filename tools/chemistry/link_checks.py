"""What a name was linked to, as checks. Imports RDKit: load this module only when computing."""

from coscientist.domain.check import Check, Verdict
from coscientist.tools.chemistry.dosing import dosing_of_link
from coscientist.tools.chemistry.molecule import RDKIT
from coscientist.tools.chemistry.structures import LinkState, StructureLink, link
from coscientist.tools.finding import finding

_VERDICTS = {
    LinkState.CONFIRMED: Verdict.PASS,
    LinkState.SINGLE_SOURCE: Verdict.WARN,
    LinkState.CONTRADICTED: Verdict.UNAVAILABLE,
    LinkState.MIXTURE: Verdict.UNAVAILABLE,
    LinkState.AMBIGUOUS: Verdict.UNAVAILABLE,
    LinkState.NO_STRUCTURE: Verdict.UNAVAILABLE,
    LinkState.CLASS: Verdict.NOT_APPLICABLE,
    LinkState.ACCESSION: Verdict.UNAVAILABLE,
    LinkState.NOT_FOUND: Verdict.UNAVAILABLE,
}
_METHOD = "whole-name lookup, rules of coscientist.tools.chemistry.structures"


def link_checks(found: StructureLink) -> list[Check]:
    """Return the structure that a name was linked to, its DrugBank id, and where there is no structure, its form."""
    checks = [
        finding(
            tool="chemistry.name",
            subject=found.name,
            property="structure",
            value=found.smiles,
            method=_METHOD,
            source=found.source,
            verdict=_VERDICTS[found.state],
            note=_note(found),
            validity="stereochemistry confirmed" if found.stereo_confirmed else "" if not found.smiles else _STEREO,
        )
    ]
    if found.drugbank_id:
        checks.append(
            finding(
                tool="chemistry.name",
                subject=found.name,
                property="DrugBank id",
                value=found.drugbank_id,
                method=_METHOD,
                source=found.source,
                note="" if not found.steps else f"of {found.record}",
            )
        )
    if found.smiles is None:
        dosing = dosing_of_link(found)
        checks.append(
            finding(
                tool="chemistry.dosing",
                subject=found.name,
                property="form of intervention",
                value=dosing.form.value,
                method=f"{RDKIT}, rules of coscientist.tools.chemistry.dosing",
                source=found.source,
                verdict=Verdict.WARN if dosing.dosable is False else Verdict.NOT_APPLICABLE,
                note=dosing.why,
            )
        )
    return checks


def name_checks(name: str) -> list[Check]:
    """Return what a name is linked to.

    Raises: DrugTableError when the table of names is missing.
    """
    return link_checks(link(name))


_STEREO = "stereochemistry not confirmed by a second source"


def _note(found: StructureLink) -> str:
    said = [found.state.value]
    if found.steps:
        said.append("; ".join(found.steps))
    if found.alternatives:
        said.append(f"could be {' or '.join(each[:120] for each in found.alternatives[:4])}")
    if found.note:
        said.append(found.note)
    return ": ".join(said)
