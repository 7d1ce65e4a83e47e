"""Bridging: A acts on B, B acts on C, and nobody has said what A does to C.

Source: literature-based discovery, Swanson 1986, https://doi.org/10.1353/pbm.1986.0087; degree-weighted paths,
https://doi.org/10.1371/journal.pcbi.1004259
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator

from coscientist.agents.changes import along
from coscientist.agents.generation.by_component import by_component
from coscientist.agents.generation.drafting import draft
from coscientist.agents.generation.intervening import dose_of, is_a_challenge, works_against
from coscientist.agents.stations import is_station
from coscientist.agents.workbench import Need, Workbench
from coscientist.domain.hypothesis import Hypothesis
from coscientist.evidence.paths import EvidencePath, paths_to

MAX_OUTCOMES = 8
MAX_PER_STATION = 2
"""Hypotheses that may run through one mediator, so that one popular protein does not fill the list."""
AT_LEAST = 6
"""Hypotheses that are let through where there are fewer mediators: a small literature may know of one or two."""


class Bridging:
    """Signed paths of two and three links whose ends no claim joins."""

    name = "generation/bridging"
    needs = frozenset({Need.EVIDENCE})

    def propose(self, bench: Workbench, *, cycle: int) -> Iterator[Hypothesis]:
        """Yield the best paths, one per intervention, a few per mediator."""
        per_station: Counter[str] = Counter()
        found = list(_by_intervention(bench, max_links=2 if cycle == 0 else 3))
        stations = {best.between[-1] for best, _ in found}
        most = max(MAX_PER_STATION, math.ceil(AT_LEAST / max(1, len(stations)))) + cycle
        called: set[str] = set()
        for best, others in found:
            station, name = best.between[-1], bench.name(best.start).casefold()
            if per_station[station] >= most or name in called:
                continue
            called.add(name)  # a corpus may list one compound under two registries
            per_station[station] += 1
            sign = dose_of(bench, best)
            yield draft(bench, best, strategy=self.name, cycle=cycle, intervention_sign=sign, other_routes=others)
        yield from by_component(bench, strategy=self.name, cycle=cycle)


def _by_intervention(bench: Workbench, max_links: int) -> Iterator[tuple[EvidencePath, list[EvidencePath]]]:
    """Yield each possible intervention's best path with its other routes, the best supported intervention first."""
    routes: dict[str, list[EvidencePath]] = defaultdict(list)
    for outcome in list(bench.outcomes)[:MAX_OUTCOMES]:
        for path in bridges(bench, outcome, max_links=max_links):
            routes[path.start].append(path)
    ranked = sorted(routes.values(), key=lambda paths: (-sum(sorted(p.score for p in paths)[-3:]), paths[0].start))
    for paths in ranked:
        ordered = sorted(paths, key=lambda path: (-path.score, path.end, path.between))
        best = ordered[0]
        stations = set(best.between)
        others = []
        for path in ordered[1:]:
            if path.end == best.end and path.sign == best.sign and not stations & set(path.between):
                stations |= set(path.between)
                others.append(path)
        yield best, others


def bridges(bench: Workbench, outcome: str, *, max_links: int = 2) -> list[EvidencePath]:
    """Return the paths to an outcome that would change it as the goal wants and whose ends nothing joins yet."""
    wanted = bench.outcomes.get(outcome, 0)

    def allowed_start(concept: str) -> bool:
        return bench.can_be_changed(concept) and not joined_already(bench, concept, outcome)

    return [
        path
        for path in paths_to(
            bench.graph,
            outcome,
            max_links=max_links,
            start_allowed=allowed_start,
            via_allowed=lambda item: is_station(bench, item),
        )
        if len(path.links) > 1
        and path.sign * dose_of(bench, path) == (wanted or path.sign)
        and bench.asked.keeps_route(along(path, dose_of(bench, path)))
        and bench.asked.may_be(bench.concept(path.start), dose_of(bench, path))
        and not (dose_of(bench, path) < 0 and is_a_challenge(bench, path.links[0]))
        and not in_one_breath(bench, path)
        and not works_against(bench, path.start, dose_of(bench, path))
    ]


def in_one_breath(bench: Workbench, path: EvidencePath) -> bool:
    """Say whether a single sentence states every link of a path: then it joins the ends itself."""
    said = [{passage for claim in link.claims for passage in bench.graph.claims[claim].passages} for link in path.links]
    return len(said[0]) == 1 and all(passages == said[0] for passages in said)


def joined_already(bench: Workbench, start: str, outcome: str) -> bool:
    """Say whether any claim links an intervention with the outcome, a form of it, or the disease it stands for."""
    near, kin = bench.graph.neighbours(start), bench.graph.kin(outcome)
    if not near.isdisjoint(bench.diseases_at_the_bench):
        return True
    return outcome in near or any(item in near and item in kin for item in bench.outcomes)
