"""What a hypothesis would handle: each intervention held against the lists, by name and by structure."""

from collections.abc import Callable, Sequence

from coscientist.domain.base import content_id
from coscientist.domain.check import Check, CheckRole, Verdict
from coscientist.domain.concept import Concept
from coscientist.domain.errors import CoscientistError
from coscientist.safety.lexicon import Hazard, lexicon
from coscientist.safety.normalise import plain, words

TOOL = "safety.substances"
REFUSED = frozenset({"chemical weapon", "explosive", "weapon", "radiological", "pathogen"})
"""Kinds that no experiment here may give or handle."""
SCHEDULED_TOXINS = frozenset({"ricin", "saxitoxin", "abrin"})
"""Toxins that the Chemical Weapons Convention or its like schedules, and that have no approved use."""
_SAYS = {
    "controlled drug": "a controlled drug: a laboratory needs a licence for it",
    "toxin": "a listed toxin: amounts are restricted, and a laboratory may need to be registered",
    "precursor": "a listed precursor: sale and use are controlled",
    "industrial poison": "a listed toxic industrial chemical",
    "germ": "a pathogen: work needs its biosafety level",
    "poison": "a poison",
}


def substance_checks(
    concepts: Sequence[Concept], smiles: Callable[[Concept], str | None], *, hypothesis: str
) -> list[Check]:
    """Return a check for each intervention that a list names: a failed gate for what is refused, else a note."""
    found = []
    for concept in concepts:
        structure = smiles(concept)
        hazard = _by_name(concept) or (_by_structure(structure) if structure else None)
        if hazard is not None:
            found.append(_check(concept, hazard, _is_medicine(concept, structure), hypothesis))
    return found


def refusal(checks: Sequence[Check]) -> str | None:
    """Return why these checks keep a hypothesis out, or None."""
    failed = [check for check in checks if check.tool == TOOL and check.verdict is Verdict.FAIL]
    return failed[0].note if failed else None


def _by_name(concept: Concept) -> Hazard | None:
    """Return the hazard that one of the concept's whole names calls."""
    for name in (concept.name, *concept.synonyms):
        row = words(plain(name))
        mentions = lexicon().mentions(row)
        if len(mentions) == 1 and mentions[0].start == 0 and mentions[0].after == len(row):
            return mentions[0].hazard
    return None


def _by_structure(smiles: str) -> Hazard | None:
    from coscientist.safety.structures import by_structure

    try:
        return by_structure(smiles)
    except CoscientistError:
        return None


def _is_medicine(concept: Concept, smiles: str | None) -> bool:
    from coscientist.safety.structures import medicine, structure_lists

    names = {name.casefold() for name in (concept.name, *concept.synonyms)}
    if names & {name.casefold() for name in structure_lists().medicines.values()}:
        return True
    try:
        return smiles is not None and medicine(smiles) is not None
    except CoscientistError:
        return False


def _check(concept: Concept, hazard: Hazard, is_medicine: bool, hypothesis: str) -> Check:
    toxin = hazard.kind == "toxin" and hazard.name in SCHEDULED_TOXINS
    refused = (hazard.kind in REFUSED or toxin) and not is_medicine
    if refused:
        note = f"{concept.name} is listed as {hazard.name} ({hazard.list}); no experiment with it is proposed"
    elif is_medicine:
        note = f"{concept.name} is listed as {hazard.name} ({hazard.list}) and is an approved medicine"
    else:
        note = f"{concept.name} is {_SAYS.get(hazard.kind, 'listed')} ({hazard.list})"
    return Check(
        id=content_id("ck", hypothesis, TOOL, concept.id, hazard.name, hazard.list),
        hypothesis=hypothesis,
        tool=TOOL,
        subject=concept.name,
        property="listed substance",
        value=hazard.name,
        method="lists of names and structures of coscientist.safety",
        source=hazard.list,
        verdict=Verdict.FAIL if refused else Verdict.WARN,
        role=CheckRole.GATE if refused else CheckRole.INFORM,
        note=note,
    )
