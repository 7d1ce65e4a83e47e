"""Combination: two interventions that reach one outcome through different mechanisms and were never put together.

Source: combinations of drugs that hit separate routes to a disease, Cheng et al. 2019,
https://doi.org/10.1038/s41467-019-09186-x
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import combinations

from coscientist.agents.generation.direct_pairs import direct_pairs, paired
from coscientist.agents.generation.predicting import comparator
from coscientist.agents.generation.steps import mechanism_of, step_claims
from coscientist.agents.plurals import is_plural
from coscientist.agents.readouts import readout_kind, readout_of
from coscientist.agents.stations import is_station
from coscientist.agents.wording import agree, as_outcome, capital, measured, prose, verb
from coscientist.agents.workbench import Need, Workbench
from coscientist.domain.base import content_id
from coscientist.domain.concept import ConceptKind
from coscientist.domain.hypothesis import EffectDirection, Hypothesis, Prediction
from coscientist.evidence.graph import EvidenceGraph
from coscientist.evidence.paths import EvidencePath, paths_to

MAX_OUTCOMES = 4
_GENE_STEM = re.compile(r"([A-Z]{3,}?)\d+[A-Z]?\d*$")
MOST = 2
"""Pairs that one compound may be in."""
MAX_SINGLE = 60
"""Single interventions considered for pairing, the best supported first."""


class Combination:
    """Pairs of compounds with disjoint mediators, absent together from every claim and every passage."""

    name = "generation/combination"
    needs = frozenset({Need.EVIDENCE})

    def propose(self, bench: Workbench, *, cycle: int) -> Iterator[Hypothesis]:
        """Yield the pairs with the strongest weaker half, each compound in at most two.

        After those by separate mediators come those of which the corpora know the effects and no route.
        """
        used: Counter[str] = Counter()
        for first, second in _pairs(bench):
            ends = (first.start, second.start)
            if max(used[end] for end in ends) < MOST and not _together(bench, *ends):
                used.update(ends)
                yield combined(bench, first, second, strategy=self.name, cycle=cycle)
        for pair in direct_pairs(bench):
            ends = (pair.first.subject, pair.second.subject)
            if max(used[end] for end in ends) < MOST and not _together(bench, *ends):
                used.update(ends)
                yield paired(bench, pair, strategy=self.name, cycle=cycle)


def _pairs(bench: Workbench) -> Iterator[tuple[EvidencePath, EvidencePath]]:
    pairs: list[tuple[float, EvidencePath, EvidencePath]] = []
    for outcome in list(bench.outcomes)[:MAX_OUTCOMES]:
        wanted = bench.outcomes[outcome]
        best: dict[str, EvidencePath] = {}
        for path in paths_to(
            bench.graph,
            outcome,
            start_allowed=partial(_is_a_half, bench, outcome),
            via_allowed=lambda item: is_station(bench, item),
        ):
            if len(path.links) > 1 and path.sign == (wanted or path.sign):
                best.setdefault(path.start, path)
        singles = sorted(best.values(), key=lambda path: (-path.score, path.start))[:MAX_SINGLE]
        for first, second in combinations(singles, 2):
            if independent(bench.graph, first, second):
                pairs.append((min(first.score, second.score), first, second))
    ranked = sorted(pairs, key=lambda item: (-item[0], item[1].start, item[2].start, item[1].end))
    return ((first, second) for _, first, second in ranked)


def _is_dosed(bench: Workbench, concept: str) -> bool:
    return bench.concept(concept).kind is ConceptKind.COMPOUND and bench.can_be_changed(concept)


def _is_a_half(bench: Workbench, outcome: str, concept: str) -> bool:
    return _is_dosed(bench, concept) and not _works_against(bench, concept, outcome)


def _works_against(bench: Workbench, concept: str, outcome: str) -> bool:
    """Say whether sources report a compound to move the outcome the other way by itself."""
    link = bench.graph.link(concept, outcome)
    return link is not None and link.causal > 0 and link.sign * bench.outcomes[outcome] < 0


def independent(graph: EvidenceGraph, first: EvidencePath, second: EvidencePath) -> bool:
    """Say whether two paths share no mediator, and no claim and no gene family joins one of theirs to the other's."""
    if second.start in graph.kin(first.start):
        return False
    return all(
        one != other
        and other not in graph.kin(one)
        and not _paralogues(graph, one, other)
        and graph.link(one, other) is None
        and graph.link(other, one) is None
        for one in first.between
        for other in second.between
    )


def _paralogues(graph: EvidenceGraph, one: str, other: str) -> bool:
    """Say whether two concepts are numbered members of one gene family, as MARK2 and MARK4 are."""
    stems = [_GENE_STEM.match(graph.concepts[item].identifiers.get("HGNC", "")) for item in (one, other)]
    return all(stems) and len({stem.group(1) for stem in stems if stem}) == 1


def _together(bench: Workbench, a: str, b: str) -> bool:
    """Say whether the corpora put two things together: in a claim, in one compound concept, or in one passage."""
    if bench.graph.link(a, b) or bench.graph.link(b, a):
        return True
    if any({a, b} <= set(concept.members) for concept in bench.graph.concepts.values()):
        return True
    return bool(bench.library.search(f"{plain(bench, a)} {plain(bench, b)}", limit=1, every_word=True))


def plain(bench: Workbench, concept: str) -> str:
    """Return a compound's name without what stands in brackets, for full-text search."""
    return bench.name(concept).split(" (")[0]


def combined(
    bench: Workbench,
    first: EvidencePath,
    second: EvidencePath,
    *,
    strategy: str,
    cycle: int,
    parents: Sequence[str] = (),
    claims: Sequence[str] = (),
) -> Hypothesis:
    """Write the hypothesis that two interventions together do more than independent action predicts."""
    a, b, end = bench.concept(first.start), bench.concept(second.start), bench.concept(first.end)
    sign = first.sign
    where = bench.setting(end.id)
    setting = f" in {where}" if where else ""
    shown = step_claims(bench, first.links[-1], first.links[-1].sign)
    more, what = verb(sign, end, shown, plural=True), measured(end, shown)
    middles = (as_outcome(bench.concept(first.between[-1])), as_outcome(bench.concept(second.between[-1])))
    moved = [
        measured(bench.concept(path.between[-1]), step_claims(bench, path.links[-2], path.links[-2].sign))
        for path in (first, second)
    ]
    works = agree("acts", plural=is_plural(prose(a)))
    statement = (
        f"{capital(prose(a))} and {prose(b)} together {more} {as_outcome(end)}{setting} by more than their separate "
        f"effects predict (Bliss independence), because {prose(a)} {works} through {middles[0]} and {prose(b)} through "
        f"{middles[1]}."
    )
    steps = (*mechanism_of(bench, first), *mechanism_of(bench, second))
    rests_on = tuple(dict.fromkeys([item for step in steps for item in step.claims] + list(claims)))
    return Hypothesis(
        id=content_id("h", strategy, statement, sorted(rests_on), list(parents)),
        title=f"{capital(prose(a))} with {prose(b)} {verb(sign, end, shown)} {as_outcome(end)}",
        statement=statement,
        strategy=strategy,
        parents=tuple(parents),
        cycle=cycle,
        interventions=(first.start, second.start),
        intervention_sign=1,
        outcome=first.end,
        outcome_sign=sign,
        mechanism=steps,
        context=tuple(bench.name(target.concepts[0]) for target in bench.plan.context),
        claims=rests_on,
        null=f"The two together {more} {as_outcome(end)} by no more than Bliss independence predicts from each alone.",
        alternative=f"One of the two does all the work, or the pair is toxic and {what} follows viability.",
        predictions=_predictions(bench, first, second),
        falsifiers=(
            f"No excess over Bliss independence anywhere in the dose matrix at viable doses, for {what}.",
            f"{capital(moved[0])} or {moved[1]} does not change under its compound: half of the mechanism is wrong.",
        ),
        score=min(first.score, second.score),
    )


def _predictions(bench: Workbench, first: EvidencePath, second: EvidencePath) -> tuple[Prediction, ...]:
    end = bench.concept(first.end)
    shown = step_claims(bench, first.links[-1], first.links[-1].sign)
    direction = EffectDirection.DECREASE if first.sign < 0 else EffectDirection.INCREASE
    pair = (first.start, second.start)
    made = [
        Prediction(
            id=content_id("pr", *pair, first.end, direction.value),
            readout=readout_of(end, shown),
            readout_concept=first.end,
            readout_kind=readout_kind(end, shown),
            intervention=pair,
            comparator="the effect expected from each alone under Bliss independence",
            direction=direction,
            primary=True,
            rationale="separate routes to one outcome should add up to more than either",
        )
    ]
    for path in (first, second):
        mediator, said = bench.concept(path.between[-1]), step_claims(bench, path.links[-2], path.links[-2].sign)
        sign = 1
        for link in path.links[:-1]:
            sign *= link.sign
        made.append(
            Prediction(
                id=content_id("pr", path.start, mediator.id, sign),
                readout=readout_of(mediator, said),
                readout_concept=mediator.id,
                readout_kind=readout_kind(mediator, said),
                intervention=(path.start,),
                comparator=comparator(bench, path.start, 1),
                direction=EffectDirection.INCREASE if sign > 0 else EffectDirection.DECREASE,
                rationale="each compound must move its own mediator",
            )
        )
    return tuple(made)
