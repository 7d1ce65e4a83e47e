"""The evidence graph: concepts, and between them what all claims together say."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from coscientist.domain.claim import Claim
from coscientist.domain.concept import Concept
from coscientist.evidence.families import Families
from coscientist.evidence.links import Link, make_link

if TYPE_CHECKING:
    import networkx as nx

SYMMETRIC = frozenset({"correlates positively with", "correlates negatively with", "is associated with", "binds"})


class EvidenceGraph:
    """Claims between concepts. Built once per run from the corpora and the lab; never changed afterwards.

    `meant` are ids that other corpora, or earlier runs, have for its concepts: it may be asked by them, too.
    """

    def __init__(
        self, concepts: Iterable[Concept], claims: Iterable[Claim], *, meant: Mapping[str, str] | None = None
    ) -> None:
        self._meant = dict(meant or {})
        self.concepts: Mapping[str, Concept] = {concept.id: concept for concept in concepts}
        self.claims: Mapping[str, Claim] = {claim.id: claim for claim in claims}
        self._out: dict[str, dict[str, list[Claim]]] = {}
        self._in: dict[str, dict[str, list[Claim]]] = {}
        self._structural: dict[str, set[str]] = {}
        self._families = Families(self.concepts.values())
        self._kin: dict[str, frozenset[str]] = {}
        for claim in self.claims.values():
            self._enter(claim)
        self.link = lru_cache(maxsize=None)(self._link)
        self.neighbours = lru_cache(maxsize=None)(self._neighbours)
        """What a concept is said to act on, be acted on by, or go with."""

    def _enter(self, claim: Claim) -> None:
        if claim.predicate.structural:
            self._structural.setdefault(claim.subject, set()).add(claim.object)
            self._structural.setdefault(claim.object, set()).add(claim.subject)
            return
        ends = [(claim.subject, claim.object)]
        if claim.predicate.value in SYMMETRIC:
            ends.append((claim.object, claim.subject))
        for subject, object_ in ends:
            self._out.setdefault(subject, {}).setdefault(object_, []).append(claim)
            self._in.setdefault(object_, {}).setdefault(subject, []).append(claim)

    def id_of(self, concept: str) -> str:
        """Return the id that a concept has here; one of which nothing is known keeps its own."""
        return self._meant.get(concept, concept)

    def _link(self, subject: str, object_: str) -> Link | None:
        subject, object_ = self.id_of(subject), self.id_of(object_)
        claims = self._out.get(subject, {}).get(object_)
        return make_link(subject, object_, claims) if claims else None

    def claims_between(self, subject: str, object_: str) -> list[Claim]:
        """Return the claims from one concept to another, in the order of the corpora."""
        return list(self._out.get(self.id_of(subject), {}).get(self.id_of(object_), ()))

    def successors(self, concept: str) -> list[str]:
        """Return what the concept is said to act on or go with, by id."""
        return sorted(self._out.get(self.id_of(concept), ()))

    def predecessors(self, concept: str) -> list[str]:
        """Return what is said to act on or go with the concept, by id."""
        return sorted(self._in.get(self.id_of(concept), ()))

    def _neighbours(self, concept: str) -> frozenset[str]:
        known = self.id_of(concept)
        return frozenset(self._out.get(known, {}).keys() | self._in.get(known, {}).keys())

    def degree(self, concept: str) -> int:
        """Count the distinct concepts that it is said to act on, be acted on by, or go with."""
        return len(self.neighbours(concept))

    def linked_concepts(self) -> set[str]:
        """Return the concepts that some claim says something about, bookkeeping of what things are apart."""
        return self._out.keys() | self._in.keys()

    def kin(self, concept: str) -> frozenset[str]:
        """Return what the concept is by nature tied to: its states, variants, parts, wholes, family, gene and mRNA.

        A path through these explains nothing, and a pair of them is no discovery.
        """
        concept = self.id_of(concept)
        if concept not in self._kin:
            own = self.concepts.get(concept)
            found = set(self._structural.get(concept, ()))
            if own is not None:
                found.update(own.members)
                found.add(own.parent or concept)
                found.update(self._families.of(own))
            for other in list(found):
                found.update(self._families.states.get(other, ()))
            self._kin[concept] = frozenset(found - {concept})
        return self._kin[concept]

    def states(self, concept: str) -> list[str]:
        """Return the modified and variant forms of a concept."""
        return list(self._families.states.get(self.id_of(concept), ()))

    def as_networkx(self) -> "nx.MultiDiGraph[str]":
        """Return it as a networkx graph whose edges are claim ids, for libraries and notebooks."""
        import networkx as nx

        graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        graph.add_nodes_from(sorted(self.concepts))
        graph.add_edges_from(
            (claim.subject, claim.object, claim.id) for claim in self.claims.values() if not claim.predicate.structural
        )
        return graph
