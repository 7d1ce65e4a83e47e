"""Pairs of what is reported to move the outcome by itself: a small literature knows effects before it knows routes.

Source: reference models for two agents, the better one alone and Bliss independence, Foucquier and Guedj 2015,
https://doi.org/10.1002/prp2.149
"""

import re
from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from coscientist.agents.generation.ion_likeness import elements_of, host_of
from coscientist.agents.generation.predicting import comparator
from coscientist.agents.generation.steps import mechanism_of, step_claims
from coscientist.agents.readouts import readout_kind, readout_of
from coscientist.agents.wording import acted_on, acts, as_outcome, capital, intervention, measured, verb
from coscientist.agents.workbench import Workbench
from coscientist.domain.base import content_id
from coscientist.domain.concept import Concept, ConceptKind
from coscientist.domain.hypothesis import EffectDirection, Hypothesis, Prediction
from coscientist.evidence.links import Link
from coscientist.evidence.paths import EvidencePath, path_score

_NUMBER = re.compile(r"\d")
_GIVEN = frozenset({ConceptKind.COMPOUND, ConceptKind.MATERIAL})
"""What is given, or put in, and can be so together."""
MAX_SINGLE = 20
"""Known effectors considered for pairing, the best supported first."""


class DirectPair(NamedTuple):
    """Two links to one outcome, each with what else its subject is reported to change and the other's is not."""

    first: Link
    second: Link
    first_also: Link | None
    second_also: Link | None


def direct_pairs(bench: Workbench) -> Iterator[DirectPair]:
    """Yield pairs that different sources report, those first of which something tells their routes apart."""
    found: list[tuple[bool, float, DirectPair]] = []
    for outcome, wanted in bench.outcomes.items():
        singles = effectors(bench, outcome, wanted)
        for one, other in combinations(singles, 2):
            if _are_apart(bench, one, other):
                also = _also(bench, one, other), _also(bench, other, one)
                if _may_bind_it(bench, one, other) and not all(also):
                    continue
                weaker = min(one.reliability, other.reliability)
                found.append((all(also), weaker, DirectPair(one, other, *also)))
    ranked = sorted(found, key=lambda item: (not item[0], -item[1], item[2].first.subject, item[2].second.subject))
    return (pair for _, _, pair in ranked)


def effectors(bench: Workbench, outcome: str, wanted: int) -> list[Link]:
    """Return what is reported, when given or put in, to move an outcome as wanted."""
    links = [
        link
        for start in bench.graph.predecessors(outcome)
        if start not in bench.graph.kin(outcome)
        and start not in bench.plan.through  # a question about one thing is not answered by a pair of it and another
        and (link := bench.graph.link(start, outcome)) is not None
        and link.sign
        and link.causal > 0
        and wanted in (0, link.sign)
        and bench.concept(start).kind in _GIVEN
        and bench.can_be_changed(start)
    ]
    return sorted(links, key=lambda item: (-item.reliability, item.subject))[:MAX_SINGLE]


def _are_apart(bench: Workbench, one: Link, other: Link) -> bool:
    """Say whether two effectors are different things, reported in different sources, and neither acts on the other."""
    graph = bench.graph
    if one.sign != other.sign or other.subject in graph.kin(one.subject):
        return False
    if graph.link(one.subject, other.subject) or graph.link(other.subject, one.subject):
        return False
    sources = [{graph.claims[claim].source for claim in link.claims} for link in (one, other)]
    return sources[0].isdisjoint(sources[1]) and _have_one_host(bench, one, other)


def _have_one_host(bench: Workbench, one: Link, other: Link) -> bool:
    """Say whether what is put into materials was put into one: dopants of a sulfide and of a halide never meet.

    Nor is a host put into itself beside its dopant.
    """
    if all(bench.concept(link.subject).kind is not ConceptKind.MATERIAL for link in (one, other)):
        return True
    hosts = [elements_of(host_of(bench, [bench.graph.claims[claim] for claim in link.claims])) for link in (one, other)]
    put_in = [elements_of(bench.name(link.subject)) for link in (one, other)]
    return bool(hosts[0]) and hosts[0] == hosts[1] and hosts[0] not in put_in


def _may_bind_it(bench: Workbench, one: Link, other: Link) -> bool:
    """Say whether both change what a protein does: of two inhibitors of one enzyme the second adds nothing."""
    return all(acted_on([bench.graph.claims[claim] for claim in link.claims]) for link in (one, other))


def _also(bench: Workbench, one: Link, other: Link) -> Link | None:
    """Return the best supported change that the first is reported to make and the second is not."""
    graph, ends = bench.graph, bench.graph.kin(one.object) | {one.object}
    links = [
        link
        for end in graph.successors(one.subject)
        if end not in ends
        and graph.link(other.subject, end) is None
        and (link := graph.link(one.subject, end)) is not None
        and link.sign
        and link.causal > 0
        and bench.concept(end).kind not in (ConceptKind.DISEASE, ConceptKind.OTHER, ConceptKind.MATERIAL)
    ]
    return min(links, key=lambda item: (-item.reliability, item.object), default=None)


def paired(bench: Workbench, pair: DirectPair, *, strategy: str, cycle: int) -> Hypothesis:
    """Write the hypothesis that two things together do more than the better of them alone."""
    ends = (pair.first, pair.second)
    a, b, end = (bench.concept(item) for item in (pair.first.subject, pair.second.subject, pair.first.object))
    sign = pair.first.sign
    where = bench.setting(end.id)
    setting = f" in {where}" if where else ""
    shown = step_claims(bench, pair.first, pair.first.sign)
    does = [intervention(item, 1) for item in (a, b)]
    more = verb(sign, end, shown, plural=True)
    apart = _apart(bench, pair)
    statement = (
        f"{capital(does[0])} and {does[1]} together {more} {as_outcome(end)}{setting} by more than the better of "
        f"the two alone: sources report it of each by itself, and none of both together{apart}."
    )
    paths = [EvidencePath(links=(link,), score=path_score(bench.graph, (link,))) for link in ends]
    steps = tuple(step for path in paths for step in mechanism_of(bench, path))
    claims = tuple(dict.fromkeys(claim for step in steps for claim in step.claims))
    also = [link for link in (pair.first_also, pair.second_also) if link is not None]
    claims += tuple(
        claim.id for link in also for claim in step_claims(bench, link, link.sign)[:1] if claim.id not in claims
    )
    return Hypothesis(
        id=content_id("h", strategy, statement, sorted(claims)),
        title=f"{capital(does[0])} with {does[1]} {verb(sign, end, shown)} {as_outcome(end)}",
        statement=statement,
        strategy=strategy,
        cycle=cycle,
        interventions=(a.id, b.id),
        intervention_sign=1,
        outcome=end.id,
        outcome_sign=sign,
        mechanism=steps,
        context=tuple(bench.name(target.concepts[0]) for target in bench.plan.context),
        claims=claims,
        null=f"The two together {more} {as_outcome(end)} by no more than the better of them alone.",
        alternative=(
            f"Both act by one route, so that the second adds nothing where the first is used to its full effect on "
            f"{measured(end, shown)}."
        ),
        predictions=_predictions(bench, pair, sign),
        falsifiers=(
            f"No excess over the better of the two alone, at any pair of amounts, for {measured(end, shown)}.",
            f"{capital(does[0])} or {does[1]} alone does not {verb(sign, end, shown, plural=True)} {as_outcome(end)} "
            "here: the report does not carry over.",
        ),
        score=min(path.score for path in paths),
    )


def _apart(bench: Workbench, pair: DirectPair) -> str:
    """Say what else each is reported to change, where that tells their routes apart."""
    if pair.first_also is None or pair.second_also is None:
        return ""
    names = [bench.name(link.object) for link in (pair.first_also, pair.second_also)]
    stems = {_NUMBER.split(name.casefold())[0] for name in names}
    if len(stems) == 1:
        return ""  # MAPK and MAPK1 are no different routes
    told = []
    for link in (pair.first_also, pair.second_also):
        claims = step_claims(bench, link, link.sign)
        told.append(acts(link.sign, bench.concept(link.subject), bench.concept(link.object), claims))
    return f"; they may act by different routes, for {told[0]} and {told[1]}"


def _predictions(bench: Workbench, pair: DirectPair, sign: int) -> tuple[Prediction, ...]:
    end = bench.concept(pair.first.object)
    shown = step_claims(bench, pair.first, pair.first.sign)
    both = (pair.first.subject, pair.second.subject)
    direction = EffectDirection.DECREASE if sign < 0 else EffectDirection.INCREASE
    first = _prediction(
        both,
        end,
        direction,
        "the better of the two alone",
        "separate routes to one outcome should add up",
        primary=True,
    )
    made = [first.model_copy(update={"readout": readout_of(end, shown), "readout_kind": readout_kind(end, shown)})]
    for link in (pair.first, pair.second):
        why = "each must do by itself what is reported of it"
        made.append(
            _prediction((link.subject,), end, direction, comparator(bench, link.subject, 1), why, primary=False)
        )
    return tuple(made)


def _prediction(
    given: tuple[str, ...], end: Concept, direction: EffectDirection, against: str, why: str, *, primary: bool
) -> Prediction:
    return Prediction(
        id=content_id("pr", *given, end.id, direction.value, "together" if primary else "alone"),
        readout=readout_of(end),
        readout_concept=end.id,
        readout_kind=readout_kind(end),
        intervention=given,
        comparator=against,
        direction=direction,
        primary=primary,
        rationale=why,
    )
