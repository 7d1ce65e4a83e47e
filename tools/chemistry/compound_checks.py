"""Chemistry's findings about one structure, as checks. Imports RDKit: load this module only when computing."""

from collections.abc import Callable
from functools import lru_cache

from coscientist.domain.check import Check, CheckRole, Verdict
from coscientist.tools.chemistry.alerts import AlertSet, alerts
from coscientist.tools.chemistry.contributed import ScorerMissingError
from coscientist.tools.chemistry.descriptors import MolecularDescriptors, describe
from coscientist.tools.chemistry.dosing import DosingForm, dosing_of_structure
from coscientist.tools.chemistry.druglikeness import BRAIN_SIZE_POLARITY, LIPINSKI, VEBER, Rule, judge_by, qed
from coscientist.tools.chemistry.molecule import RDKIT, Structure, structure
from coscientist.tools.chemistry.salts import parent
from coscientist.tools.chemistry.similarity import scaffold
from coscientist.tools.chemistry.synthesis import HARD_FROM, SOURCE, synthetic_accessibility
from coscientist.tools.finding import finding

_UNATTRACTIVE_BELOW = 0.34
"""Mean QED of compounds that chemists found too complex (doi:10.1038/nchem.1243, figure 5)."""
_ORGANIC = "organic molecules without metals"

_DESCRIPTORS: tuple[tuple[str, str, str, str, str], ...] = (
    ("molecular_weight", "molecular weight", "g/mol", "IUPAC atomic weights as in RDKit", ""),
    ("logp", "logP", "1", "doi:10.1021/ci990307l", _ORGANIC),
    ("tpsa", "topological polar surface area", "Ao2", "doi:10.1021/jm000942e", f"{_ORGANIC}; N and O only"),
    ("donors", "hydrogen-bond donors", "1", "doi:10.1016/S0169-409X(96)00423-1", ""),
    ("acceptors", "hydrogen-bond acceptors", "1", "doi:10.1016/S0169-409X(96)00423-1", ""),
    ("rotatable_bonds", "rotatable bonds", "1", "doi:10.1021/jm020017n", ""),
    ("charge", "formal charge", "1", "the structure, acids and bases uncharged", ""),
    ("fraction_sp3", "fraction of sp3 carbons", "1", "doi:10.1021/jm901241e", ""),
)
"""Field, property, UCUM unit, source, validity."""


@lru_cache(maxsize=2048)
def structure_checks(smiles: str) -> tuple[Check, ...]:
    """Return validity, canonical SMILES, InChIKey, formula, active part and scaffold.

    Raises: StructureError.
    """
    found, active = structure(smiles), parent(smiles)
    tool = "chemistry.structure"
    told: tuple[tuple[str, str | bool, str, str], ...] = (
        ("canonical SMILES", found.smiles, "MolToSmiles", ""),
        ("InChIKey", found.inchikey, "MolToInchiKey", _stereo_note(found)),
        ("formula", found.formula, "CalcMolFormula", ""),
        ("active part", active.smiles, "salt and solvent removal", _parts_note(active.removed, active.others)),
        ("scaffold", scaffold(active.smiles), "Bemis-Murcko", "" if scaffold(active.smiles) else "no rings"),
    )
    valid = finding(
        tool=tool,
        subject=found.smiles,
        property="structure is valid",
        value=True,
        method=f"{RDKIT}, MolFromSmiles with sanitisation",
        source="the structure handed in",
        role=CheckRole.GATE,
    )
    others = (
        finding(
            tool=tool,
            subject=found.smiles,
            property=name,
            value=value,
            method=f"{RDKIT}, {method}",
            source="doi:10.1021/jm9602928" if name == "scaffold" else "the structure handed in",
            note=note,
        )
        for name, value, method, note in told
    )
    return (valid, *others)


@lru_cache(maxsize=2048)
def descriptor_checks(smiles: str) -> tuple[Check, ...]:
    """Return the physicochemical descriptors of the active part.

    Raises: StructureError.
    """
    subject = parent(smiles).smiles
    values: MolecularDescriptors = describe(subject)
    return tuple(
        finding(
            tool="chemistry.descriptors",
            subject=subject,
            property=name,
            value=float(getattr(values, field)),
            unit=unit,
            method=RDKIT,
            source=source,
            validity=validity,
        )
        for field, name, unit, source, validity in _DESCRIPTORS
    )


@lru_cache(maxsize=2048)
def druglikeness_checks(smiles: str) -> tuple[Check, ...]:
    """Return Lipinski, Veber and QED of the active part.

    Raises: StructureError.
    """
    subject = parent(smiles).smiles
    score = qed(subject)
    return (
        _rule_check("chemistry.druglikeness", LIPINSKI, subject),
        _rule_check("chemistry.druglikeness", VEBER, subject),
        finding(
            tool="chemistry.druglikeness",
            subject=subject,
            property="QED",
            value=score,
            unit="1",
            method=f"{RDKIT}, QED with mean weights",
            source="doi:10.1038/nchem.1243",
            verdict=Verdict.WARN if score < _UNATTRACTIVE_BELOW else Verdict.PASS,
            validity="small organic molecules; 0 to 1, fitted to 771 oral drugs",
        ),
    )


@lru_cache(maxsize=2048)
def brain_checks(smiles: str) -> tuple[Check, ...]:
    """Return whether size and polarity allow passive entry into the brain.

    Raises: StructureError.
    """
    return (_rule_check("chemistry.brain_access", BRAIN_SIZE_POLARITY, parent(smiles).smiles),)


@lru_cache(maxsize=2048)
def alert_checks(smiles: str) -> tuple[Check, ...]:
    """Return the structural alerts of the active part, one check a collection; they inform and never gate.

    Raises: StructureError.
    """
    subject = parent(smiles).smiles
    return tuple(
        finding(
            tool="chemistry.alerts",
            subject=subject,
            property=f"{collection.value} alerts",
            value=", ".join(found) or "none",
            method=f"{RDKIT}, FilterCatalog {collection.value}",
            source=collection.source,
            verdict=Verdict.WARN if found else Verdict.PASS,
            note=collection.meaning if found else "",
            validity="a match is a substructure, not a measurement",
        )
        for collection in AlertSet
        for found in [alerts(subject, collection)]
    )


@lru_cache(maxsize=2048)
def synthesis_checks(smiles: str) -> tuple[Check, ...]:
    """Return the synthetic-accessibility score of the active part.

    Raises: StructureError.
    """
    subject = parent(smiles).smiles
    score: float | None
    try:
        score, verdict, note = synthetic_accessibility(subject), Verdict.PASS, "1 easy, 10 very hard"
    except ScorerMissingError as error:
        score, verdict, note = None, Verdict.UNAVAILABLE, str(error)
    return (
        finding(
            tool="chemistry.synthesis",
            subject=subject,
            property="synthetic accessibility",
            value=score,
            unit="1" if score is not None else None,
            method=f"{RDKIT}, SA_Score",
            source=SOURCE,
            verdict=Verdict.WARN if score is not None and score > HARD_FROM else verdict,
            note=note,
            validity="learnt from PubChem fragments; natural products that can be bought score as hard",
        ),
    )


@lru_cache(maxsize=2048)
def dosing_checks(smiles: str) -> tuple[Check, ...]:
    """Return as what the compound would be dosed.

    Raises: StructureError.
    """
    dosing = dosing_of_structure(smiles)
    return (
        finding(
            tool="chemistry.dosing",
            subject=parent(smiles).smiles,
            property="form of intervention",
            value=dosing.form.value,
            method=f"{RDKIT}, rules of coscientist.tools.chemistry.dosing",
            source="the structure and the project's list of reference compounds",
            note=dosing.why,
            validity="says nothing of supply, solubility or safety",
        ),
    )


def compound_checks(smiles: str) -> list[Check]:
    """Return every check that applies to a structure; rules for small molecules only where they mean something.

    Raises: StructureError.
    """
    checks = [*structure_checks(smiles), *dosing_checks(smiles)]
    form = dosing_of_structure(smiles).form
    if form in {DosingForm.INORGANIC, DosingForm.PEPTIDE}:
        checks.append(_no_rules(smiles, form))
        return checks if form is DosingForm.INORGANIC else [*checks, *descriptor_checks(smiles)]
    parts: tuple[Callable[[str], tuple[Check, ...]], ...] = (
        descriptor_checks,
        druglikeness_checks,
        brain_checks,
        alert_checks,
        synthesis_checks,
    )
    return [*checks, *(check for part in parts for check in part(smiles))]


def _no_rules(smiles: str, form: DosingForm) -> Check:
    return finding(
        tool="chemistry.druglikeness",
        subject=parent(smiles).smiles,
        property="drug-likeness",
        value=None,
        method=RDKIT,
        source=LIPINSKI.source,
        verdict=Verdict.NOT_APPLICABLE,
        note=f"{form.value}: rules for small organic molecules say nothing about it",
    )


def _rule_check(tool: str, rule: Rule, subject: str) -> Check:
    outcome = judge_by(rule, subject)
    return finding(
        tool=tool,
        subject=subject,
        property=rule.name,
        value=outcome.passes,
        method=f"{RDKIT}, at most {rule.allowed_violations} of {len(rule.bounds)} limits exceeded",
        source=rule.source,
        verdict=Verdict.PASS if outcome.passes else Verdict.WARN,
        note="; ".join(outcome.violations),
        validity=rule.validity,
    )


def _stereo_note(found: Structure) -> str:
    return f"{found.open_stereo} stereocentres or double bonds left open" if found.open_stereo else ""


def _parts_note(removed: tuple[str, ...], others: tuple[str, ...]) -> str:
    if others:
        return f"a mixture of {len(others)} organic components; none is chosen"
    return f"left out {', '.join(removed)}" if removed else ""
