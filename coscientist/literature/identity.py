"""Which concept a thing is that several vocabularies and corpora list, each under an id of its own."""

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from coscientist.domain.base import content_id
from coscientist.domain.claim import Claim
from coscientist.domain.concept import Concept, ConceptKind
from coscientist.literature.extraction.spelling import spelled

_SHORTEST = 3
"""Letters. What two corpora name by less need not be one thing."""
_SHORTEST_ACROSS = 5
"""Letters, where the two lists do not say the same of its kind."""
_OPEN = ConceptKind.OTHER
"""The kind of what a list files under none that is told apart here."""
_MAY_BE_OPEN = (
    ConceptKind.PROTEIN,
    ConceptKind.COMPOUND,
    ConceptKind.DISEASE,
    ConceptKind.PROCESS,
    ConceptKind.COMPLEX,
    ConceptKind.MATERIAL,
    ConceptKind.PROPERTY,
)
_NOT_TOLD_APART: dict[ConceptKind, tuple[ConceptKind, ...]] = {
    **dict.fromkeys(_MAY_BE_OPEN, (_OPEN,)),
    ConceptKind.PROCESS: (ConceptKind.DISEASE, _OPEN),
    ConceptKind.DISEASE: (ConceptKind.PROCESS, _OPEN),
    _OPEN: _MAY_BE_OPEN,
    ConceptKind.GENE: (),
    ConceptKind.RNA: (),
}
"""Kinds under which another list may file the same thing: fibrosis among processes, or among diseases."""
_ONE_OF_A_KIND = frozenset({"HGNC"})
"""Registries in which no two entries are one thing; where two concepts differ there, a shared name joins nothing."""


class Identities:
    """The concepts of trusted lists, known by their registry identifiers and, after these, by their names.

    A protein is not its gene or its RNA, so both must be of one kind. Only processes and diseases are not told apart,
    and what one list leaves open the other may say. States, sites and complexes have names that their makers compose;
    they are one where what they are states of is one.
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
            found = self._named(name, concept)
            if found is not None:
                return found
        return None

    def others(self, concept: Concept, same: str | None) -> dict[str, str]:
        """Return the names of a concept, as `spelled` has them, by which trusted lists mean another than `same`.

        A list of genes has NF-κB as a name of NFKB1; another list may have the family of that name beside the gene.
        A name that `same` goes by, too, tells nothing.
        """
        if same is None or concept.members or concept.parent is not None:
            return {}
        known = self.concepts[same]
        shared = {spelled(name) for name in (known.name, *known.synonyms)}
        found = {spelled(name): self._named(name, concept) for name in (concept.name, *concept.synonyms)}
        return {form: it for form, it in found.items() if it is not None and it != same and form not in shared}

    def states(self, state: Concept, things: Mapping[str, str]) -> dict[str, str]:
        """Return the same state of other `things`, which are given by name; those that have none are left out."""
        found = {form: self._states.get((thing, state.modification, state.site)) for form, thing in things.items()}
        return {form: other for form, other in found.items() if other is not None}

    def _named(self, name: str, concept: Concept) -> str | None:
        """Return the trusted concept that goes by one of a concept's names."""
        form = spelled(name)
        kinds = (concept.kind, *(_NOT_TOLD_APART[concept.kind] if len(name) >= _SHORTEST_ACROSS else ()))
        found = next((known for kind in kinds if (known := self._by_name.get((kind, form))) is not None), None)
        if found is None or len(name) < _SHORTEST or self._differ(self.concepts[found], concept):
            return None
        return found

    @staticmethod
    def _differ(one: Concept, other: Concept) -> bool:
        return any(
            one.identifiers[space] != other.identifiers[space]
            and not _is_renamed(one, other, space)
            and not _is_renamed(other, one, space)
            for space in _ONE_OF_A_KIND & one.identifiers.keys() & other.identifiers.keys()
        )


def _is_renamed(one: Concept, other: Concept, space: str) -> bool:
    """Say whether one's identifier is a name of the other: TMEM173 is what STING1 was called before."""
    return one.identifiers[space] in (other.name, *other.synonyms)


@dataclass(frozen=True)
class Joined:
    """The concepts of several lists as one list."""

    concepts: tuple[Concept, ...]
    meant: dict[str, str]
    """Ids that are another's now, with that one's."""
    by_name: dict[str, dict[str, str]]
    """Of ids some of whose names mean something else in an earlier list: these names, as `spelled`, with what it is."""

    def claim(self, claim: Claim, quotes: Callable[[], Iterable[str]] = tuple) -> Claim | None:
        """Return a claim about the joined concepts; None for one whose two ends turned out to be one thing.

        `quotes` are those that it rests on: they say by which of its names a thing is called.
        """
        subject, object_ = (
            self._by_quotes(end, quotes()) if end in self.by_name else self.meant.get(end, end)
            for end in (claim.subject, claim.object)
        )
        if (subject, object_) == (claim.subject, claim.object):
            return claim
        if subject == object_:
            return None
        # Of other ends it is another claim: a run that looked at one corpus alone has kept it as it was there.
        name = content_id("c", claim.id, subject, object_)
        return claim.model_copy(update={"id": name, "subject": subject, "object": object_})

    def _by_quotes(self, end: str, quotes: Iterable[str]) -> str:
        """Return what a concept is where only names stand in the quotes that mean another one."""
        usual = self._by_id[self.meant.get(end, end)]
        others, texts = self.by_name[end], [spelled(quote) for quote in quotes]
        standing = [name for name in others if any(_stands(name, text) for text in texts)]
        thing = self._by_id.get(usual.parent or usual.id, usual)
        own = {spelled(name) for name in (thing.name, *thing.synonyms)} - others.keys()
        if not standing or any(_stands(name, text) for name in own for text in texts):
            return usual.id
        return others[max(standing, key=lambda name: (len(name), name))]

    @cached_property
    def _by_id(self) -> dict[str, Concept]:
        return {concept.id: concept for concept in self.concepts}


def _stands(name: str, text: str) -> bool:
    """Say whether a name, or its plural, stands in a text; both are spelled."""
    return name in text or f"{name[:-1]}s " in text


def joined(lists: Sequence[Sequence[Concept]]) -> Joined:
    """Join lists of concepts: what two of them list becomes one, under the id and name that the first gives it.

    It keeps the names and identifiers of all, since quotations of each list use its own.
    """
    identities = Identities(lists[0] if lists else ())
    meant: dict[str, str] = {}
    by_name: dict[str, dict[str, str]] = {}
    for concepts in lists[1:]:
        new: list[Concept] = []
        for concept in sorted(concepts, key=lambda item: item.parent is not None):
            placed = _placed(concept, meant)
            same = meant.get(concept.id) or identities.of(placed)
            of_thing = by_name.get(concept.parent) if concept.parent else None
            others = identities.states(placed, of_thing) if of_thing else identities.others(placed, same)
            if others:
                by_name.setdefault(concept.id, others)
            if same is None:
                new.append(placed)
                continue
            if same != concept.id:
                meant[concept.id] = same
            identities.concepts[same] = with_names_of(identities.concepts[same], concept, but=others)
        identities.add([_placed(concept, meant) for concept in new])
    return Joined(tuple(identities.concepts.values()), meant, by_name)


def with_names_of(concept: Concept, other: Concept, but: Container[str] = ()) -> Concept:
    """Return a concept that goes by the names and identifiers of another, too, `but` for some, as `spelled`.

    Its kind is the other's where its own list leaves it open and a registry has the other.
    """
    names = [name for name in (other.name, *other.synonyms) if name != concept.name and spelled(name) not in but]
    further = tuple(dict.fromkeys((*concept.synonyms, *names)))
    identifiers = {**other.identifiers, **concept.identifiers}
    kind = other.kind if concept.kind is _OPEN and other.identifiers else concept.kind
    if (further, identifiers, kind) == (concept.synonyms, concept.identifiers, concept.kind):
        return concept
    return concept.model_copy(update={"synonyms": further, "identifiers": identifiers, "kind": kind})


def _placed(concept: Concept, meant: dict[str, str]) -> Concept:
    """Return a concept whose parent and members go by their joined ids."""
    parent = meant.get(concept.parent, concept.parent) if concept.parent else None
    members = tuple(meant.get(member, member) for member in concept.members)
    if (parent, members) == (concept.parent, concept.members):
        return concept
    return concept.model_copy(update={"parent": parent, "members": members})
