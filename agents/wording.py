"""Sentences about concepts, as a scientist would write them."""

import re
from collections.abc import Iterable, Sequence

from coscientist.agents.genes import comes_from_outside
from coscientist.agents.plurals import is_plural
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
_ASSEMBLIES = {
    "aggregates": "aggregation",
    "oligomers": "oligomer formation",
    "dimers": "dimer formation",
    "fibrils": "fibril formation",
    "protofibrils": "protofibril formation",
    "filaments": "filament formation",
    "plaques": "plaque load",
    "tangles": "tangle load",
    "inclusions": "inclusion load",
}
"""What one measures where the corpora speak of the things themselves."""


def prose(concept: Concept) -> str:
    """Return a concept's name as a sentence carries it: without a registry number, its adjective before its noun."""
    if concept.modification == "variant" and not concept.site and concept.kind is ConceptKind.PROTEIN:
        return re.sub(r"^(.+) variant$", r"mutant \1", concept.name)
    return re.sub(r"^(.+), (\w+ergic)$", r"\2 \1", re.sub(r" \(PubChem \d+\)", "", concept.name))


def as_outcome(concept: Concept) -> str:
    """Name what is measured: `tau phosphorylation at Ser396` for tau phosphorylated at Ser396."""
    name = prose(concept)
    adjective = _STATE_ADJECTIVES.get(concept.modification or "")
    if adjective is None or concept.parent is None:
        head, _, last = name.rpartition(" ")
        return f"{head} {_ASSEMBLIES[last]}" if head and last in _ASSEMBLIES else name
    base, found, site = name.partition(f" {adjective}at ")
    if found:
        return f"{base} {concept.modification} at {site}"
    plain = name.removeprefix(adjective)
    return f"{plain} {concept.modification}" if plain != name and " at " not in plain else name


_CELLS = re.compile(r"(?:^|[ -])(?:\w*glia|\w+cytes?|\w+phages?|\w+[bc]lasts?|\w*neurons?|cells)$")

_IN_CELLS = re.compile(r"^cells with | (?:exposed to|in which) ")


def in_settings(places: Iterable[Concept]) -> str:
    """Name several settings together: `microglia exposed to rotenone in Parkinson's disease`; empty for none."""
    named = [as_setting(place) for place in places]
    cells = next((name for name in named if _CELLS.search(name)), None)
    if cells is not None:
        named = [re.sub(r"^cells (?=exposed|in which)", f"{cells} ", name) for name in named]
        named = [name for name in named if name != cells or not any(it.startswith(f"{cells} ") for it in named)]
    within = [name for name in dict.fromkeys(named) if _CELLS.search(name) or _IN_CELLS.search(name)]
    conditions = [name for name in dict.fromkeys(named) if name not in within]
    return " in ".join(joined(names) for names in (within, conditions) if names)


def as_setting(concept: Concept) -> str:
    """Name a concept as what follows `in`: a disease or a tissue itself, of a molecule the cells that it acts on."""
    name = prose(concept)
    if concept.kind is ConceptKind.PROTEIN and "HGNC" in concept.identifiers:
        return f"cells in which {name} acts"
    if concept.kind is ConceptKind.GENE:
        return f"cells with {name}"
    molecular = concept.kind in (ConceptKind.COMPOUND, ConceptKind.PROTEIN, ConceptKind.COMPLEX)
    return f"cells exposed to {name}" if molecular or name.rpartition(" ")[2] in _ASSEMBLIES else name


def unmodified(concept: Concept) -> str:
    """Name the thing of which a concept is a state: `tau` for tau phosphorylated at Ser396."""
    outcome = as_outcome(concept)
    return outcome.partition(f" {concept.modification}")[0] if concept.modification else outcome


def acted_on(claims: Sequence[Claim]) -> str:
    """Say which activity of the object claims speak of, as `kinase activity`; empty when they mean its amount."""
    return next((claim.object_aspect for claim in claims if "activity" in (claim.object_aspect or "")), "") or ""


def measured(concept: Concept, claims: Sequence[Claim] = ()) -> str:
    """Name what changes when claims hold: `GSK-3β activity` where they speak of it, else the concept as outcome."""
    activity = acted_on(claims) and concept.kind is not ConceptKind.COMPOUND
    return f"{as_outcome(concept)} activity" if activity else as_outcome(concept)


def acts(sign: int, subject: Concept, object_: Concept, claims: Sequence[Claim] = ()) -> str:
    """Say in a clause what the subject does to the object: `lithium inhibits GSK-3β`."""
    return f"{prose(subject)} {relates(sign, object_, claims, plural=is_plural(prose(subject)))}"


def relates(sign: int, object_: Concept, claims: Sequence[Claim] = (), *, plural: bool = False) -> str:
    """Say what something does to the object, or, where claims only saw the two together, how it goes with it."""
    if not claims or sign == 0 or any(claim.predicate.causal for claim in claims):
        return f"{verb(sign, object_, claims, plural=plural)} {as_outcome(object_)}"
    if object_.kind is ConceptKind.DISEASE and not is_reading(object_):
        return f"{agree('is', plural=plural)} {'raised' if sign > 0 else 'lowered'} in {as_outcome(object_)}"
    return f"{agree('goes', plural=plural)} with {'more' if sign > 0 else 'less'} {as_outcome(object_)}"


def verb(sign: int, object_: Concept, claims: Sequence[Claim] = (), *, plural: bool = False) -> str:
    """Choose the verb by direction, by the kind of the object and by what the claims say of it."""
    return agree(_verbs(object_, claims)[0 if sign > 0 else 1 if sign < 0 else 2], plural=plural)


def gerund(sign: int, object_: Concept, claims: Sequence[Claim] = ()) -> str:
    """Return the verb of `verb` for `by …ing`."""
    first, space, rest = verb(sign, object_, claims).partition(" ")
    return agree(first, plural=True).removesuffix("e") + "ing" + space + rest


def _verbs(object_: Concept, claims: Sequence[Claim]) -> tuple[str, str, str]:
    if object_.kind is ConceptKind.OTHER and _LIVING.search(object_.name):
        return "supports", "harms", "changes"
    if acted_on(claims):
        if object_.kind is ConceptKind.COMPOUND:
            return "enhances the effect of", "counteracts", "changes the effect of"
        return "activates", "inhibits", "changes the activity of"
    if as_outcome(object_) != prose(object_) and not object_.modification:
        return "promotes", "reduces", "changes"
    if is_reading(object_):
        return "raises", "lowers", "changes"
    match object_.kind:
        case ConceptKind.PROCESS:
            return "promotes", "suppresses", "changes"
        case ConceptKind.DISEASE:
            return "worsens", "alleviates", "changes"
        case ConceptKind.COMPLEX:
            return "promotes", "disrupts", "changes"
        case _:
            return "raises", "lowers", "changes"


_LIVING = re.compile(
    r"\b(neurons?|synapses?|axons?|dendrites?|mitochondri(a|on)|myelin|oligodendrocytes?)$", re.IGNORECASE
)
"""What one wants more or less of whole: it is kept up or lost, not raised or inhibited."""
_READING = re.compile(r"\b(pressure|rate|weight|temperature|volume|flow|output|intake)$", re.IGNORECASE)


def is_reading(concept: Concept) -> bool:
    """Say whether a concept that a vocabulary files as a condition is what one reads off, as blood pressure is."""
    return concept.kind is ConceptKind.DISEASE and _READING.search(concept.name) is not None


def agree(phrase: str, *, plural: bool) -> str:
    """Make a verb in the third person agree with its subject: `falls`, of several things `fall`."""
    if not plural:
        return phrase
    first, space, rest = phrase.partition(" ")
    irregular = {"does": "do", "is": "are", "has": "have"}.get(first)
    return (irregular or first.removesuffix("es" if first.endswith("sses") else "s")) + space + rest


def intervention(concept: Concept, sign: int) -> str:
    """Name what one would do, as it stands within a sentence: `nilvadipine`, `knock-down of SYK`."""
    name = prose(concept)
    match concept.kind:
        case ConceptKind.COMPOUND:
            return name if sign > 0 else f"depletion of {name}"
        case ConceptKind.PROTEIN if sign > 0 and comes_from_outside(concept):
            return name
        case ConceptKind.MATERIAL if "element" in concept.identifiers:
            return name if sign > 0 else f"less {name}"
        case ConceptKind.MATERIAL:
            return f"{'addition' if sign > 0 else 'removal'} of {name}"
        case ConceptKind.RNA if concept.is_micro_rna:
            return f"{'over-expression' if sign > 0 else 'inhibition'} of {name}"
        case ConceptKind.PROTEIN | ConceptKind.GENE | ConceptKind.RNA | ConceptKind.COMPLEX:
            return f"{'over-expression' if sign > 0 else 'knock-down'} of {re.sub(r' (gene|mRNA)$', '', name)}"
        case _:
            return f"{'more' if sign > 0 else 'less'} {name}"


_LOCANTS = re.compile(r"^((\d[\d,'′]*|[NOSαβγ]|\([^\s()]*\)|[+±-])-)*(?=[a-z]{3,})")


def capital(text: str) -> str:
    """Begin a sentence: `Tau`, `(-)-Epicatechin`; names such as mTOR, p62 and α-synuclein keep their first letter."""
    begin = _LOCANTS.match(text)
    if begin is None or re.match(r"[a-z]*[A-Z0-9]", text[begin.end() :].split(" ")[0].split("-")[0]):
        return text
    at = begin.end()
    return text if text[:1] in "αβγ" else text[:at] + text[at].upper() + text[at + 1 :]


def plural(count: int, noun: str) -> str:
    """Write `1 source`, `3 sources`."""
    return f"{count} {noun}" + ("" if count == 1 else "s")


def support(link: Link) -> str:
    """Say in brackets how much stands behind a link: `2 sources, with evidence against it`."""
    against = ", with evidence against it" if link.opposing > 0 else ""
    return f"{plural(link.sources, 'source')}{against}"


def joined(names: Sequence[str]) -> str:
    """Write `a`, `a and b`, `a, b and c`."""
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1] if names else ""
