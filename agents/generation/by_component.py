"""What improves a component of a property may improve the whole: the fill factor, of an efficiency.

That the component and the whole go together follows from how the property is made up (`planning/surrogates.toml`); that
it decides in the system at hand is what has to be tested.
"""

from collections.abc import Iterator

from coscientist.agents.generation.direct_pairs import effectors
from coscientist.agents.generation.drafting import draft
from coscientist.agents.planning.surrogates import components
from coscientist.agents.wording import acts, as_outcome
from coscientist.agents.workbench import Workbench
from coscientist.domain.concept import ConceptKind
from coscientist.domain.goal import Target
from coscientist.domain.hypothesis import Hypothesis, MechanismStep
from coscientist.evidence.links import Link
from coscientist.evidence.paths import EvidencePath, path_score


def by_component(bench: Workbench, *, strategy: str, cycle: int) -> Iterator[Hypothesis]:
    """Yield what sources report of a component and not of the whole, each intervention once, the best known first."""
    taken: set[str] = set()
    for whole in bench.plan.targets:
        if bench.concept(whole.concepts[0]).kind is not ConceptKind.PROPERTY:
            continue
        paths = sorted(_paths(bench, whole), key=lambda path: (-path.links[0].reliability, path.start, path.between))
        for path in paths:
            if path.start not in taken:
                taken.add(path.start)
                made = draft(bench, path, strategy=strategy, cycle=cycle)
                yield made.model_copy(update={"mechanism": (made.mechanism[0], _last_step(bench, path))})


def _paths(bench: Workbench, whole: Target) -> Iterator[EvidencePath]:
    outcome = whole.concepts[0]
    for part in components(whole, bench.lexicon):
        for component in part.concepts:
            known = bench.graph.link(component, outcome)
            if known is not None and known.sign:
                continue  # sources say so themselves: bridging goes that way
            sign = 1 if part.direction is whole.direction else -1
            for link in effectors(bench, component, part.direction.sign):
                if outcome not in bench.graph.neighbours(link.subject):
                    links = (link, _made_up(component, outcome, sign))
                    yield EvidencePath(links=links, score=path_score(bench.graph, links[:1]))


def _made_up(component: str, outcome: str, sign: int) -> Link:
    """Return the link that no claim states: the component is a part of what makes up the outcome."""
    return Link(
        subject=component,
        object=outcome,
        increasing=float(sign > 0),
        decreasing=float(sign < 0),
        unchanged=0.0,
        undirected=0.0,
        causal=0.0,
        claims=(),
        sources=0,
    )


def _last_step(bench: Workbench, path: EvidencePath) -> MechanismStep:
    link = path.links[-1]
    component, whole = bench.concept(link.subject), bench.concept(link.object)
    return MechanismStep(
        subject=link.subject,
        object=link.object,
        sign=link.sign,
        text=f"{acts(link.sign, component, whole)} (by what it is made up of; no source here reports it)",
        claims=(),
        assumption=f"{as_outcome(component)} must be what limits {as_outcome(whole)} here",
    )
