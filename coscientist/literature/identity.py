"""Which concept a thing is that several vocabularies and corpora list, each under an id of its own."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from coscientist.domain.claim import Claim
from coscientist.domain.concept import Concept, ConceptKind
from coscientist.literature.extraction.spelling import spelled

_SHORTEST = 3
"""Letters. What two corpora name by less need not be one thing."""
_ONE_OF_A_KIND = frozenset({"HGNC"})
"""Registries in which no two entries are one thing; where two concepts differ there, a shared name joins nothing."""


class Identities:
    """The concepts of trusted lists, known by their registry identifiers and, after these, by their names.

    A protein is not its gene or its RNA, so both must be of one kind. States, sites and complexes have names that
    their makers compose; they are one where what they are states of is one.
    """

    def __init__(self, trusted: Iterable[Concept] = ()) -> None:
        self.concepts: dict[str, Concept] = {}
        self._by_identifier: dict[tuple[ConceptKind, str, str], str] = {}
        self._by_name: dict[tuple[ConceptKind, str], str] = {}
        self._states: dict[tuple[str, str | None, str | None], str] = {}
        self.add(trusted)

    def add(self, trusted: Iterable[Concept]) -> None:
        """Trust further concepts, less than those before."""
        added = list(trusted)
        for concept in added:
            self.concepts[concept.id] = concept
            if concept.parent is not None:
                self._states.setdefault((concept.parent, concept.modification, concept.site), concept.id)
            elif not concept.members:
                for space, label in concept.identifiers.items():
                    self._by_identifier.setdefault((concept.kind, space, label), concept.id)
                self._by_name.setdefault((concept.kind, spelled(concept.name)), concept.id)
        for concept in added:
            if concept.parent is None and not concept.members:
                for name in concept.synonyms:
                    self._by_name.setdefault((concept.kind, spelled(name)), concept.id)

    def of(self, concept: Concept) -> str | None:
        """Return the id of the trusted concept that a concept is; None when it is none of them.

        A state is looked up by its parent's trusted id: pass it with that.
        """
        if concept.id in self.concepts:
            return concept.id
        if concept.parent is not None:
            return self._states.get((concept.parent, concept.modification, concept.site))
        if concept.members:
            return None
        for space, label in concept.identifiers.items():
            found = self._by_identifier.get((concept.kind, space, label))
            if found is not None:
                return found
        for name in (concept.name, *concept.synonyms):
            found = self._by_name.get((concept.kind, spelled(name)))
            if found is not None and len(name) >= _SHORTEST and not self._differ(self.concepts[found], concept):
                return found
        return None

    @staticmethod
    def _differ(one: Concept, other: Concept) -> bool:
        return any(one.identifiers[space] != other.identifiers[space]
                   for space in _ONE_OF_A_KIND & one.identifiers.keys() & other.identifiers.keys())  # fmt: skip


class Joined(NamedTuple):
    """The concepts of several lists as one list."""

    concepts: tuple[Concept, ...]
    meant: dict[str, str]
    """Ids that are another's now, with that one's."""

    def claim(self, claim: Claim) -> Claim | None:
        """Return a claim about the joined concepts; None for one whose two ends turned out to be one thing."""
        subject, object_ = self.meant.get(claim.subject, claim.subject), self.meant.get(claim.object, claim.object)
        if (subject, object_) == (claim.subject, claim.object):
            return claim
        return None if subject == object_ else claim.model_copy(update={"subject": subject, "object": object_})


def joined(lists: Sequence[Sequence[Concept]]) -> Joined:
    """Join lists of concepts: what two of them list becomes one, under the id and name that the first gives it.

    It keeps the names and identifiers of all, since quotations of each list use its own.
    """
    identities = Identities(lists[0] if lists else ())
    meant: dict[str, str] = {}
    for concepts in lists[1:]:
        new: list[Concept] = []
        for concept in sorted(concepts, key=lambda item: item.parent is not None):
            placed = _placed(concept, meant)
            same = identities.of(placed)
            if same is None:
                new.append(placed)
            else:
                if same != concept.id:
                    meant[concept.id] = same
                identities.concepts[same] = with_names_of(identities.concepts[same], concept)
        identities.add([_placed(concept, meant) for concept in new])
    return Joined(tuple(identities.concepts.values()), meant)


def with_names_of(concept: Concept, other: Concept) -> Concept:
    """Return a concept that goes by the names and identifiers of another, too."""
    names = [name for name in (other.name, *other.synonyms) if name != concept.name]
    further = tuple(dict.fromkeys((*concept.synonyms, *names)))
    identifiers = {**other.identifiers, **concept.identifiers}
    if further == concept.synonyms and identifiers == concept.identifiers:
        return concept
    return concept.model_copy(update={"synonyms": further, "identifiers": identifiers})


def _placed(concept: Concept, meant: dict[str, str]) -> Concept:
    """Return a concept whose parent and members go by their joined ids."""
    parent = meant.get(concept.parent, concept.parent) if concept.parent else None
    members = tuple(meant.get(member, member) for member in concept.members)
    if (parent, members) == (concept.parent, concept.members):
        return concept
    return concept.model_copy(update={"parent": parent, "members": members})
