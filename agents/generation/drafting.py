"""From a path of evidence to a hypothesis with mechanism, null, predictions and falsifiers."""

from collections.abc import Sequence

from coscientist.agents.generation.predicting import alternative_of, falsifiers, null_of, predictions, several
from coscientist.agents.generation.steps import mechanism_of, step_claims
from coscientist.agents.plurals import is_plural
from coscientist.agents.wording import (
    as_outcome,
    capital,
    gerund,
    intervention,
    measured,
    prose,
    relates,
    verb,
)
from coscientist.agents.workbench import Workbench
from coscientist.domain.base import content_id
from coscientist.domain.hypothesis import Hypothesis
from coscientist.evidence.paths import EvidencePath


def draft(
    bench: Workbench,
    path: EvidencePath,
    *,
    strategy: str,
    cycle: int,
    intervention_sign: int = 1,
    other_routes: Sequence[EvidencePath] = (),
    parents: Sequence[str] = (),
    title: str | None = None,
    notes: Sequence[str] = (),
) -> Hypothesis:
    """Write the hypothesis that changing the start of a path changes its end."""
    outcome_sign = path.sign * intervention_sign
    start, end = bench.concept(path.start), bench.concept(path.end)
    steps = mechanism_of(bench, path)
    claims = [item for step in steps for item in step.claims]
    routes = []
    for route in other_routes[:3]:
        claims += [claim.id for link in route.links for claim in step_claims(bench, link, link.sign)[:1]]
        routes.append(f"A second route runs through {' and '.join(bench.name(item) for item in route.between)}.")
    does = intervention(start, intervention_sign)
    shown = step_claims(bench, path.links[-1], path.links[-1].sign)
    acts_on = verb(outcome_sign, end, shown, plural=several(start, intervention_sign))
    where = bench.setting(end.id)
    setting = f" in {where}" if where else ""
    statement = f"{capital(does)} {acts_on} {as_outcome(end)}{setting} by {_by(bench, path, intervention_sign)}."
    return Hypothesis(
        id=content_id("h", strategy, statement, sorted(set(claims)), list(parents)),
        title=title or f"{capital(does)} {acts_on} {as_outcome(end)} via {_via(bench, path)}",
        statement=statement,
        strategy=strategy,
        parents=tuple(parents),
        cycle=cycle,
        interventions=(path.start,),
        intervention_sign=intervention_sign,
        outcome=path.end,
        outcome_sign=outcome_sign,
        mechanism=steps,
        context=tuple(bench.name(target.concepts[0]) for target in bench.plan.context),
        claims=tuple(dict.fromkeys(claims)),
        null=null_of(bench, path.start, intervention_sign, measured(end, shown)),
        alternative=alternative_of(bench, path, outcome_sign, does),
        predictions=predictions(bench, path, intervention_sign),
        falsifiers=falsifiers(bench, path, intervention_sign),
        score=path.score + 0.5 * sum(route.score for route in other_routes[:3]),
        notes=(*routes, *notes),
    )


def _via(bench: Workbench, path: EvidencePath) -> str:
    return " and ".join(prose(bench.concept(item)) for item in path.between) or "a direct effect"


def _by(bench: Workbench, path: EvidencePath, intervention_sign: int) -> str:
    """Say `inhibiting AKT and thereby activating GSK-3β, which raises tau phosphorylation` of a path's stations."""
    sign, phrases = intervention_sign, []
    for link in path.links[:-1]:
        sign *= link.sign
        middle = bench.concept(link.object)
        phrases.append(f"{gerund(sign, middle, step_claims(bench, link, link.sign))} {as_outcome(middle)}")
    if not phrases:
        return "a route that the sources do not name"
    last, middle, end = path.links[-1], bench.concept(path.links[-1].subject), bench.concept(path.end)
    reads = relates(last.sign, end, step_claims(bench, last, last.sign), plural=is_plural(as_outcome(middle)))
    return f"{' and thereby '.join(phrases)}, which {reads}"
