"""Reading a hypothesis that a person wrote, so that it is reviewed and ranked like any other."""

from collections.abc import Sequence

from coscientist.agents.generation.predicting import comparator, falsifiers, null_of
from coscientist.agents.generation.steps import mechanism_of
from coscientist.agents.planning.lexicon import Lexicon
from coscientist.agents.planning.mentions import Mention, Role
from coscientist.agents.planning.reading import read
from coscientist.agents.readouts import readout_kind, readout_of
from coscientist.agents.wording import acts, as_outcome, capital, prose
from coscientist.agents.workbench import Workbench
from coscientist.domain.base import content_id
from coscientist.domain.concept import ConceptKind
from coscientist.domain.errors import GoalError
from coscientist.domain.goal import Direction
from coscientist.domain.hypothesis import EffectDirection, Hypothesis, MechanismStep, Prediction
from coscientist.evidence.paths import EvidencePath, path_score, paths_to

MAX_CHARACTERS = 2_000
HINT = (
    "Write what is changed, what follows and, if you like, by what: "
    "“Lithium reduces tau phosphorylation by inhibiting GSK3B”."
)
_LESS = frozenset(("knockdown", "knock", "silencing", "loss", "inhibition", "inhibiting", "depletion", "deletion"))


def from_statement(bench: Workbench, text: str, *, cycle: int) -> Hypothesis:
    """Read intervention, outcome, direction and mediators out of a sentence; the sentence itself is kept verbatim.

    Raises: GoalError when no intervention or no outcome is understood.
    """
    statement = " ".join(text.split())
    if not statement or len(statement) > MAX_CHARACTERS:
        raise GoalError(f"A hypothesis has 1 to {MAX_CHARACTERS:,} characters, got {len(statement):,}.", HINT)
    reading = read(statement, Lexicon(bench.graph.concepts.values()))
    found = reading.mentions
    open_ = [mention for mention in found if mention.role in (Role.CHANGED, Role.EXCLUDED)]
    started = [mention for mention in open_ if mention.direction is None or mention.of_actor]
    followed = [mention for mention in open_ if mention not in started]
    if not started or not followed:
        missing = "what is changed" if not started else "what follows, after a verb such as reduces or increases"
        said = "; ".join(f"“{' '.join(m.words)}” as {bench.name(m.concepts[0])}" for m in found) or "nothing"
        raise GoalError(
            f"The hypothesis was not understood: it lacks {missing}. Understood: {said}; "
            f"not understood: {', '.join(reading.unread) or 'nothing'}.",
            HINT,
        )
    starts = list(dict.fromkeys(_best(bench, mention) for mention in started[:2]))
    routes = [mention for mention in found if mention.role is Role.ROUTE]
    outcome, middles = _best(bench, followed[0]), [_best(bench, mention) for mention in (*routes, *followed[1:])]
    if outcome in starts:
        raise GoalError(f"The hypothesis says that {bench.name(outcome)} changes itself.", HINT)
    sign = followed[0].direction.sign if followed[0].direction else 0
    inhibited = started[0].direction is Direction.REDUCE
    less = inhibited or bool(_LESS & set(statement.casefold().replace("-", " ").split()[:4]))
    dose = -1 if less and bench.concept(starts[0]).kind is not ConceptKind.COMPOUND else 1
    path = _path(bench, starts[0], outcome, sign * dose, middles)
    steps = mechanism_of(bench, path) if path else (_conjecture(bench, starts[0], outcome, sign * dose),)
    end = as_outcome(bench.concept(outcome))
    return Hypothesis(
        id=content_id("h", "user", statement),
        title=statement if len(statement) <= 120 else statement[:117] + "…",
        statement=statement,
        strategy="user",
        cycle=cycle,
        interventions=tuple(starts),
        intervention_sign=dose,
        outcome=outcome,
        outcome_sign=sign,
        mechanism=steps,
        context=tuple(bench.name(target.concepts[0]) for target in bench.plan.context),
        claims=tuple(dict.fromkeys(claim for step in steps for claim in step.claims)),
        null=null_of(bench, starts[0], dose, end),
        alternative=f"{capital(end)} changes by another route than the one stated.",
        predictions=(_prediction(bench, starts, outcome, sign, dose),),
        falsifiers=falsifiers(bench, path, dose) if path else (f"{capital(end)} does not change as stated.",),
        notes=(() if path else ("No route in the corpora joins the two in this direction: the step is a conjecture.",)),
    )


def _best(bench: Workbench, mention: Mention) -> str:
    return max(mention.concepts, key=lambda item: (bench.graph.degree(item), item))


def _path(bench: Workbench, start: str, outcome: str, sign: int, middles: Sequence[str]) -> EvidencePath | None:
    if middles and (first := bench.graph.link(start, middles[0])) and (last := bench.graph.link(middles[0], outcome)):
        route = EvidencePath(links=(first, last), score=path_score(bench.graph, (first, last)))
        if sign in (0, route.sign):
            return route
    routes = [
        route
        for route in paths_to(bench.graph, outcome, max_links=2, start_allowed=lambda item: item == start)
        if sign in (0, route.sign)
    ]
    return routes[0] if routes else None


def _conjecture(bench: Workbench, start: str, outcome: str, sign: int) -> MechanismStep:
    first, end = bench.concept(start), bench.concept(outcome)
    does = acts(sign, first, end) if sign else f"{prose(first)} acts on {as_outcome(end)}"
    return MechanismStep(
        subject=start,
        object=outcome,
        sign=sign,
        text=f"{does} (as stated; no route in the corpora says so)",
        assumption="there is a route",
    )


def _prediction(bench: Workbench, starts: Sequence[str], outcome: str, sign: int, dose: int) -> Prediction:
    concept = bench.concept(outcome)
    ways = {1: EffectDirection.INCREASE, -1: EffectDirection.DECREASE, 0: EffectDirection.CHANGE}
    return Prediction(
        id=content_id("pr", *starts, outcome, sign, dose),
        readout=readout_of(concept),
        readout_concept=outcome,
        readout_kind=readout_kind(concept),
        intervention=tuple(starts),
        comparator=comparator(bench, starts[0], dose),
        direction=ways[sign],
        primary=True,
        rationale="as stated",
    )
