"""The chemistry tools as people and models see them; RDKit is imported when one runs."""

from coscientist.domain.check import Check, Verdict
from coscientist.tools.declare import tool
from coscientist.tools.finding import finding

_RDKIT = ("rdkit",)


@tool(name="chemistry.name", libraries=("drug-named-entity-recognition", "rdkit"))
def name(name: str) -> list[Check]:
    """Find the structure and DrugBank id of a compound's name.

    Whole names only, in any case, with or without salt, charge or stereo prefix; what was left off is said. A name
    that could mean several compounds is left unlinked.

    Args:
        name: Name of a compound, such as memantine, lithium(1+) or (-)-epicatechin.
    """
    from coscientist.tools.chemistry.link_checks import name_checks

    return name_checks(name)


@tool(name="chemistry.structure", libraries=_RDKIT)
def structure(smiles: str) -> list[Check]:
    """Check that a structure is valid; canonical SMILES, InChIKey, formula, active part and scaffold.

    Args:
        smiles: SMILES of a compound, at most 2,000 characters.
    """
    from coscientist.tools.chemistry.compound_checks import structure_checks

    return list(structure_checks(smiles))


@tool(name="chemistry.descriptors", libraries=_RDKIT)
def descriptors(smiles: str) -> list[Check]:
    """Compute molecular weight, logP, polar surface, hydrogen bonds, rotatable bonds, charge and sp3 share.

    Args:
        smiles: SMILES of one compound, at most 2,000 characters; of a salt the active part is used.
    """
    from coscientist.tools.chemistry.compound_checks import descriptor_checks

    return list(descriptor_checks(smiles))


@tool(name="chemistry.druglikeness", libraries=_RDKIT)
def druglikeness(smiles: str) -> list[Check]:
    """Apply Lipinski's and Veber's rules and QED.

    Args:
        smiles: SMILES of one compound, at most 2,000 characters; of a salt the active part is used.
    """
    from coscientist.tools.chemistry.compound_checks import druglikeness_checks

    return list(druglikeness_checks(smiles))


@tool(name="chemistry.alerts", libraries=_RDKIT)
def alerts(smiles: str) -> list[Check]:
    """List PAINS, Brenk and NIH structural alerts.

    Args:
        smiles: SMILES of one compound, at most 2,000 characters; of a salt the active part is used.
    """
    from coscientist.tools.chemistry.compound_checks import alert_checks

    return list(alert_checks(smiles))


@tool(name="chemistry.brain_access", libraries=_RDKIT)
def brain_access(smiles: str) -> list[Check]:
    """Judge passive entry into the brain by size and polar surface (450 g/mol, 90 square angstrom).

    Args:
        smiles: SMILES of one compound, at most 2,000 characters; of a salt the active part is used.
    """
    from coscientist.tools.chemistry.compound_checks import brain_checks

    return list(brain_checks(smiles))


@tool(name="chemistry.synthesis", libraries=_RDKIT)
def synthesis(smiles: str) -> list[Check]:
    """Score synthetic accessibility, 1 easy to 10 very hard.

    Args:
        smiles: SMILES of one compound, at most 2,000 characters; of a salt the active part is used.
    """
    from coscientist.tools.chemistry.compound_checks import synthesis_checks

    return list(synthesis_checks(smiles))


@tool(name="chemistry.dosing", libraries=_RDKIT)
def dosing(smiles: str) -> list[Check]:
    """Tell as what a compound is dosed: drug-like molecule, ion, peptide, metabolite.

    Args:
        smiles: SMILES of one compound, at most 2,000 characters.
    """
    from coscientist.tools.chemistry.compound_checks import dosing_checks

    return list(dosing_checks(smiles))


@tool(name="chemistry.similarity", libraries=_RDKIT)
def similarity(smiles: str, candidates: list[str], top: int = 10) -> list[Check]:
    """Rank compounds by how much they resemble one (Morgan fingerprint, Tanimoto).

    Args:
        smiles: SMILES of the compound to compare with.
        candidates: SMILES separated by white space.
        top: How many to return, at most 100.
    """
    from coscientist.tools.chemistry.similarity import METHOD, SOURCE, similar

    nearest = similar(smiles, {each: each for each in candidates[:10_000]}, top=max(1, min(top, 100)))
    return [
        finding(
            tool="chemistry.similarity",
            subject=smiles,
            property=f"similarity to {each.smiles}",
            value=each.similarity,
            unit="1",
            method=METHOD,
            source=SOURCE,
            verdict=Verdict.PASS,
            validity="0 to 1; blind to stereochemistry; unreadable candidates and the compound itself are left out",
        )
        for each in nearest
    ]


TOOLS = (name, structure, descriptors, druglikeness, alerts, brain_access, synthesis, dosing, similarity)
