"""Combine: two hypotheses with independent mechanisms become one about both interventions together."""

from collections.abc import Sequence

from coscientist.agents.evolution.operator import path_of
from coscientist.agents.generation.combination import combined, independent
from coscientist.agents.workbench import Workbench
from coscientist.domain.concept import ConceptKind
from coscientist.domain.hypothesis import Hypothesis
from coscientist.domain.review import Review
from coscientist.evidence.paths import EvidencePath


class Combine:
    """Pairs a hypothesis with its best independent peer on the same outcome."""

    name = "evolution/combine"

    def evolve(
        self,
        bench: Workbench,
        parent: Hypothesis,
        *,
        reviews: Sequence[Review],
        peers: Sequence[Hypothesis],
        cycle: int,
    ) -> Hypothesis | None:
        """Return the combination with the highest ranked peer that fits; None when none does."""
        del reviews
        path = path_of(bench, parent)
        if path is None or not path.between or not _is_compound(bench, path):
            return None
        for peer in peers:
            other = path_of(bench, peer)
            if other is None or not other.between or not _is_compound(bench, other) or peer.outcome != parent.outcome:
                continue
            if other.sign == path.sign and independent(bench.graph, path, other):
                return combined(
                    bench,
                    path,
                    other,
                    strategy=self.name,
                    cycle=cycle,
                    parents=(parent.id, peer.id),
                    claims=(*parent.claims, *peer.claims),
                )
        return None


def _is_compound(bench: Workbench, path: EvidencePath) -> bool:
    return bench.concept(path.start).kind is ConceptKind.COMPOUND
