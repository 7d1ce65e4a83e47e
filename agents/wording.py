"""Sentences about concepts, as a scientist would write them."""

from collections.abc import Sequence

from coscientist.domain.claim import Claim
from coscientist.domain.concept import Concept, ConceptKind
from coscientist.evidence.links import Link

_STATE_ADJECTIVES = {
    "phosphorylation": "phosphorylated ",
    "hyperphosphorylation": "hyperphosphorylated ",
    "acetylation": "acetylated ",
    "ubiquitination": "ubiquitinated ",
    "methylation": "methylated ",
    "aggregation": "aggregated ",
    "oxidation": "oxidised ",
    "SUMOylation": "SUMOylated ",
    "nitration": "nitrated ",
    "glycation": "glycated ",
    "S-nitrosylation": "S-nitrosylated ",
    "palmitoylation": "palmitoylated ",
    "misfolding": "misfolded ",
}


def as_outcome(concept: Concept) -> str:
    """Name what is measured: `tau phosphorylation at Ser396` for tau phosphorylated at Ser396."""
    adjective = _STATE_ADJECTIVES.get(concept.modification or "")
    if adjective is None or concept.parent is None:
        return concept.name
    base, found, site = concept.name.partition(f" {adjective}at ")
    if found:
        return f"{base} {concept.modification} at {site}"
    plain = concept.name.removeprefix(adjective)
    return f"{plain} {concept.modification}" if plain != concept.name and " at " not in plain else concept.name


def acts(sign: int, subject: Concept, object_: Concept, claims: Sequence[Claim] = ()) -> str:
    """Say in a clause what the subject does to the object: `lithium inhibits GSK-3β`."""
    return f"{subject.name} {verb(sign, object_, claims)} {as_outcome(object_)}"


def verb(sign: int, object_: Concept, claims: Sequence[Claim] = ()) -> str:
    """Choose the verb by direction, by the kind of the object and by what the claims say of it."""
    return _verbs(object_, claims)[0 if sign > 0 else 1 if sign < 0 else 2]


def gerund(sign: int, object_: Concept, claims: Sequence[Claim] = ()) -> str:
    """Return the verb of `verb` for `by …ing`."""
    return _GERUNDS[verb(sign, object_, claims)]


def _verbs(object_: Concept, claims: Sequence[Claim]) -> tuple[str, str, str]:
    if any("activity" in (claim.object_aspect or "") for claim in claims):
        return "activates", "inhibits", "changes the activity of"
    match object_.kind:
        case ConceptKind.PROCESS:
            return "promotes", "suppresses", "changes"
        case ConceptKind.DISEASE:
            return "worsens", "alleviates", "changes"
        case ConceptKind.COMPLEX:
            return "promotes", "disrupts", "changes"
        case _:
            return "raises", "lowers", "changes"


_GERUNDS = {
    "activates": "activating",
    "inhibits": "inhibiting",
    "changes the activity of": "changing the activity of",
    "promotes": "promoting",
    "suppresses": "suppressing",
    "worsens": "worsening",
    "alleviates": "alleviating",
    "disrupts": "disrupting",
    "raises": "raising",
    "lowers": "lowering",
    "changes": "changing",
}


def intervention(concept: Concept, sign: int) -> str:
    """Name what one would do, as the subject of a sentence: `Nilvadipine`, `Knock-down of SYK`."""
    if concept.kind is ConceptKind.COMPOUND:
        return capital(concept.name) if sign > 0 else f"Depletion of {concept.name}"
    return f"{'Over-expression' if sign > 0 else 'Knock-down'} of {concept.name}"


def capital(text: str) -> str:
    """Begin with a capital, but leave names such as `tau` with a Greek or chemical first letter alone."""
    head = text[:1]
    return text if not head.isascii() or not text[:4].isalpha() else head.upper() + text[1:]


def plural(count: int, noun: str) -> str:
    """Write `1 source`, `3 sources`."""
    return f"{count} {noun}" + ("" if count == 1 else "s")


def support(link: Link) -> str:
    """Say in brackets how much stands behind a link: `2 sources, 1 against`."""
    against = " with evidence against it" if link.opposing > 0 else ""
    return f"{plural(link.sources, 'source')}{against}"


def joined(names: Sequence[str]) -> str:
    """Write `a`, `a and b`, `a, b and c`."""
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1] if names else ""
