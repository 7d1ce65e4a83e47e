"""Ground: the same ends over a better supported route, or with a second route beside the first."""

from collections.abc import Sequence

from coscientist.agents.evolution.operator import child, path_of
from coscientist.agents.stations import is_station
from coscientist.agents.workbench import Workbench
from coscientist.domain.hypothesis import Hypothesis
from coscientist.domain.review import Review
from coscientist.evidence.paths import EvidencePath, paths_to


class Ground:
    """Looks for the route between the same two ends whose weakest link is the strongest."""

    name = "evolution/ground"

    def evolve(
        self,
        bench: Workbench,
        parent: Hypothesis,
        *,
        reviews: Sequence[Review],
        peers: Sequence[Hypothesis],
        cycle: int,
    ) -> Hypothesis | None:
        """Return the parent over its best route with the next best beside it; None when there is no other route."""
        del reviews, peers
        path = path_of(bench, parent)
        if path is None:
            return None
        routes = [
            route
            for route in paths_to(
                bench.graph,
                path.end,
                max_links=3,
                start_allowed=lambda item: item == path.start,
                via_allowed=lambda item: is_station(bench, item),
            )
            if route.sign == path.sign and len(route.links) > 1
        ]
        others = [route for route in routes if route.between != path.between]
        if not others:
            return None
        ranked = sorted([path, *others], key=lambda route: (-_weakest(route), -route.score, route.between))
        best, rest = ranked[0], [route for route in ranked[1:] if not set(route.between) & set(ranked[0].between)]
        if best.between == path.between and not rest:
            return None
        note = (
            f"Grounded: a second, independent route was added to the one of {parent.id}."
            if best.between == path.between
            else f"Grounded: the route of {parent.id} was replaced by one whose weakest step is better supported."
        )
        made = child(bench, parent, best, strategy=self.name, cycle=cycle, note=note, other_routes=rest[:2])
        # The parent may have the second route already; then nothing was grounded.
        return made if best.between != path.between or not set(made.claims) <= set(parent.claims) else None


def _weakest(path: EvidencePath) -> float:
    return min(link.reliability for link in path.links) * 0.8 ** max(0, len(path.links) - 2)
