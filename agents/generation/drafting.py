"""From a path of evidence to a hypothesis with mechanism, null, predictions and falsifiers."""

from collections.abc import Sequence

from coscientist.agents.readouts import readout_kind, readout_of
from coscientist.agents.wording import acts, as_outcome, gerund, intervention, support, verb
from coscientist.agents.workbench import Workbench
from coscientist.domain.base import content_id
from coscientist.domain.claim import Claim
from coscientist.domain.hypothesis import EffectDirection, Hypothesis, MechanismStep, Prediction
from coscientist.evidence.links import Link
from coscientist.evidence.paths import EvidencePath

MAX_CLAIMS_PER_STEP = 4


def step_claims(bench: Workbench, link: Link, sign: int) -> list[Claim]:
    """Choose the claims that a step is shown with: those of its direction, plain before hedged, early before late."""
    claims = [claim for claim in bench.graph.claims_between(link.subject, link.object) if claim.sign == sign]
    if not claims:
        claims = [bench.graph.claims[item] for item in link.claims]
    ranked = sorted(
        claims, key=lambda c: (not c.predicate.causal, c.hedged, -(c.confidence or 0.5), c.year or 9999, c.id)
    )
    kept: dict[str | None, Claim] = {}
    for claim in ranked:
        kept.setdefault(claim.source, claim)
    return list(kept.values())[:MAX_CLAIMS_PER_STEP]


def mechanism_of(bench: Workbench, path: EvidencePath) -> tuple[MechanismStep, ...]:
    """Write the steps of a path, each with its claims and with what it takes for granted."""
    steps = []
    for index, link in enumerate(path.links):
        claims = step_claims(bench, link, link.sign)
        subject, object_ = bench.concept(link.subject), bench.concept(link.object)
        steps.append(
            MechanismStep(
                subject=link.subject,
                object=link.object,
                sign=link.sign,
                text=f"{acts(link.sign, subject, object_, claims)} ({support(link)})",
                claims=tuple(claim.id for claim in claims),
                assumption=_assumption(bench, path.links, index, claims),
            )
        )
    return tuple(steps)


def _assumption(bench: Workbench, links: Sequence[Link], index: int, claims: Sequence[Claim]) -> str:
    link = links[index]
    where = seen_in(claims)
    setting = bench.setting or "the system of the goal"
    carried = (
        f"seen in {where}; has to hold in {setting} too"
        if where
        else f"reported without a stated system; has to hold in {setting}"
    )
    if index + 1 < len(links):
        return (
            f"{carried}; the change of {as_outcome(bench.concept(link.object))} must be large enough to act on "
            f"{as_outcome(bench.concept(links[index + 1].object))}"
        )
    return carried


def seen_in(claims: Sequence[Claim]) -> str:
    """Say in which systems claims were made, as far as they say it."""
    found: dict[str, None] = {}
    for kind in ("cell line", "cell type", "species", "anatomy"):
        for claim in claims:
            for value in claim.context.get(kind, ()):
                found[value] = None
    return ", ".join(list(found)[:4])


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
    how = "; ".join(_by(bench, path, intervention_sign))
    setting = f" in {bench.setting}" if bench.setting else ""
    statement = f"{does} {verb(outcome_sign, end)} {as_outcome(end)}{setting} by {how}."
    return Hypothesis(
        id=content_id("h", strategy, statement, sorted(set(claims)), list(parents)),
        title=title or f"{does} {verb(outcome_sign, end)} {as_outcome(end)} via {_via(bench, path)}",
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
        null=f"{does} leaves {as_outcome(end)} as it is under {comparator(bench, path.start, intervention_sign)}.",
        alternative=_alternative(bench, path, outcome_sign, does),
        predictions=predictions(bench, path, intervention_sign),
        falsifiers=falsifiers(bench, path, intervention_sign),
        score=path.score + 0.5 * sum(route.score for route in other_routes[:3]),
        notes=(*routes, *notes),
    )


def _via(bench: Workbench, path: EvidencePath) -> str:
    return " and ".join(bench.name(item) for item in path.between) or "a direct effect"


def _by(bench: Workbench, path: EvidencePath, intervention_sign: int) -> list[str]:
    """Say `inhibiting GSK-3β, which raises tau phosphorylation` for the stations of a path."""
    sign, phrases = intervention_sign, []
    for link, after in zip(path.links[:-1], path.links[1:], strict=True):
        sign *= link.sign
        middle, next_ = bench.concept(link.object), bench.concept(after.object)
        claims = step_claims(bench, link, link.sign)
        reads = verb(after.sign, next_, step_claims(bench, after, after.sign))
        phrases.append(f"{gerund(sign, middle, claims)} {as_outcome(middle)}, which {reads} {as_outcome(next_)}")
    return phrases or ["a route that the sources do not name"]


def comparator(bench: Workbench, concept_id: str, sign: int) -> str:
    """Name the control that an intervention is compared with."""
    if bench.concept(concept_id).kind.value == "compound":
        return "vehicle"
    return "non-targeting siRNA" if sign < 0 else "empty vector"


def _alternative(bench: Workbench, path: EvidencePath, outcome_sign: int, does: str) -> str:
    end = as_outcome(bench.concept(path.end))
    falls = "falls" if outcome_sign < 0 else "rises"
    if not path.between:
        return f"{end} {falls} because {does} is toxic to the cells, and not by a specific effect."
    middle = as_outcome(bench.concept(path.between[-1]))
    return f"{end} {falls} although {middle} does not change: {does} then acts by another route."


def predictions(bench: Workbench, path: EvidencePath, intervention_sign: int) -> tuple[Prediction, ...]:
    """Commit what would be measured: the outcome, each mediator, and the outcome when the mediator is held."""
    made = [_prediction(bench, path.start, path.end, path.sign * intervention_sign, intervention_sign, primary=True)]
    sign = intervention_sign
    for link in path.links[:-1]:
        sign *= link.sign
        made.append(_prediction(bench, path.start, link.object, sign, intervention_sign, primary=False))
    if path.between:
        made.append(_held(bench, path, intervention_sign))
    return tuple(made)


def _prediction(
    bench: Workbench, start: str, measured: str, sign: int, intervention_sign: int, *, primary: bool
) -> Prediction:
    concept = bench.concept(measured)
    direction = {1: EffectDirection.INCREASE, -1: EffectDirection.DECREASE}.get(sign, EffectDirection.CHANGE)
    return Prediction(
        id=content_id("pr", start, measured, direction.value, intervention_sign),
        readout=readout_of(concept),
        readout_concept=measured,
        readout_kind=readout_kind(concept),
        intervention=(start,),
        comparator=comparator(bench, start, intervention_sign),
        direction=direction,
        primary=primary,
        rationale="the outcome itself" if primary else "the mediator must move for the mechanism to be right",
    )


def _held(bench: Workbench, path: EvidencePath, intervention_sign: int) -> Prediction:
    middle, end = bench.concept(path.between[-1]), bench.concept(path.end)
    return Prediction(
        id=content_id("pr", path.start, path.end, "held", path.between[-1], intervention_sign),
        readout=f"{readout_of(end)}, with {middle.name} removed or held constant",
        readout_concept=path.end,
        readout_kind=readout_kind(end),
        intervention=(path.start, path.between[-1]),
        comparator=f"{comparator(bench, path.start, intervention_sign)} with {middle.name} removed or held constant",
        direction=EffectDirection.NO_CHANGE,
        rationale=f"without {middle.name} to act on, the effect should be gone",
    )


def falsifiers(bench: Workbench, path: EvidencePath, intervention_sign: int) -> tuple[str, ...]:
    """Say what would show the hypothesis, or its mechanism, to be wrong."""
    end = as_outcome(bench.concept(path.end))
    wanted = "fall" if path.sign * intervention_sign < 0 else "rise"
    does = intervention(bench.concept(path.start), intervention_sign)
    found = [f"{end} does not {wanted} at any dose that leaves the cells viable."]
    if path.between:
        middle = as_outcome(bench.concept(path.between[-1]))
        found += [
            f"{middle} changes as predicted under {does}, and {end} still does not {wanted}.",
            f"{end} changes just as much when {middle} is removed: the effect is there, the mechanism is wrong.",
        ]
    return tuple(found)
