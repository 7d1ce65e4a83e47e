"""What a plan is going to ask of models, told before anything is spent."""

from collections.abc import Iterator, Mapping

from coscientist.agents.evolution.breeding import MODEL_OPERATORS
from coscientist.agents.meta_review.patterns import shares
from coscientist.agents.proximity.meaning import MOST, PairReader
from coscientist.agents.ranking.debate import DebateJudge
from coscientist.agents.ranking.pairwise import PairwiseJudge
from coscientist.agents.reflection.tools import ToolDesk
from coscientist.agents.supervision.roster import (
    DEFAULT_SHARES,
    GENERATION,
    MODEL_GENERATION,
    MODEL_REVIEWERS,
    RECURRENT,
    SCREENING,
    allotment,
)
from coscientist.app.models.model_settings import door_settings, prices
from coscientist.app.models.modelling import CONVERSATIONS, ROLES, limits_of, routes_of
from coscientist.domain.base import Value
from coscientist.domain.errors import CoscientistError
from coscientist.domain.goal import Plan
from coscientist.llm.forecast import Estimate, RoleForecast, estimate, exceeded
from coscientist.llm.transports.port import ModelCard
from coscientist.llm.transports.switchboard import Switchboard

SECONDS_PER_CALL = 5.0
"""Assumed of a model of which nothing is known. Units: seconds."""
QUESTIONS = {
    "generation/literature": 0.5,
    "generation/queries": 1.5,
    "generation/debate": 3.0,
    "generation/assumptions": 3.0,
    "generation/expansion": 0.5,
    "reflection/tools": 1.5,
    "reflection/verification": 4.0,
    "ranking/debate": 6.0,
}
"""Questions for one hypothesis, or one debated pair, where it is not one: two hypotheses a reply, three turns, a list
and some checks, three turns in both orders."""
PROMPT_TOKENS = {"generation": 2_600, "evolution": 3_300, "reflection": 1_700, "ranking": 1_200}
"""Of a typical prompt over the default corpus, by the estimate that budgets use."""
COMPLETION_TOKENS = {"generation": 1_200, "evolution": 1_000, "reflection": 500, "ranking": 300}
"""Assumed of a typical reply."""
_OTHERS = 2_000, 500


class Forecast(Value):
    """What a run is expected to ask, and which of its bounds that goes beyond."""

    expected: Estimate
    seconds_per_call: float
    beyond: tuple[str, ...] = ()
    """A line for each bound that the expected use goes beyond."""

    def __str__(self) -> str:
        cost = "at a price that is not known" if self.expected.usd is None else f"for {self.expected.usd:.2f} USD"
        return f"about {self.expected.calls:,} calls and {self.expected.tokens:,} tokens {cost}"


def forecast(plan: Plan, environment: Mapping[str, str]) -> Forecast | None:
    """Return what a plan is expected to ask of its models; None without a model.

    Limits: counts of questions follow the plan, lengths are typical ones; what a run really asks differs by what its
    hypotheses give rise to, by repairs and by retries.
    Raises: SettingsError.
    """
    routes = routes_of(plan)
    if routes is None:
        return None
    board = Switchboard(environment, prices(environment))

    def card(model: str) -> ModelCard:
        try:
            return board.card(model)
        except CoscientistError:
            return ModelCard(model=model)

    concurrency = door_settings(environment).limits["*"].concurrency
    expected = estimate(
        questions(plan), routes, card, concurrency=concurrency, seconds_per_call=SECONDS_PER_CALL
    )  # fmt: skip
    return Forecast(
        expected=expected, seconds_per_call=SECONDS_PER_CALL, beyond=exceeded(expected, limits_of(plan))
    )  # fmt: skip


def questions(plan: Plan) -> Iterator[RoleForecast]:
    """Yield what each role is expected to ask in the whole run."""
    from coscientist.graph.judging import DEBATES_PER_BRIEF, PAIRS_PER_HYPOTHESIS
    from coscientist.graph.nodes.propose import EVOLVED, EVOLVED_BY_MODEL, LATER
    from coscientist.graph.reviewing import AGAIN_PER_BRIEF

    later = max(2, round(plan.hypotheses * LATER))
    children = round(later * EVOLVED)
    cycles = plan.cycles - 1
    named = [*(item.name for item in GENERATION), *(item.name for item in MODEL_GENERATION)]
    given = shares(named, None, DEFAULT_SHARES)
    first, again = allotment(given, plan.hypotheses), allotment(given, later - children)
    for strategy in MODEL_GENERATION:
        count = first.get(strategy.name, 0) + cycles * again.get(strategy.name, 0)
        yield _role(strategy.name, count, plan.cycles)
    for operator in MODEL_OPERATORS:
        yield _role(operator.name, cycles * round(children * EVOLVED_BY_MODEL) / len(MODEL_OPERATORS), cycles)
    for name in (SCREENING.name, ToolDesk.name, *(item.name for item in MODEL_REVIEWERS)):
        yield _role(name, plan.hypotheses + cycles * later, plan.cycles)
    yield _role(PairReader.name, MOST * plan.cycles, plan.cycles)
    playing = sum(plan.hypotheses + cycle * later for cycle in range(plan.cycles))
    yield _role(PairwiseJudge.role, PAIRS_PER_HYPOTHESIS * playing, PAIRS_PER_HYPOTHESIS * plan.cycles)
    yield _role(DebateJudge.role, DEBATES_PER_BRIEF * plan.briefs * plan.cycles, plan.cycles)
    yield _role(RECURRENT.name, AGAIN_PER_BRIEF * plan.briefs * cycles, cycles)
    counted = {*named, *(item.name for item in MODEL_OPERATORS), *(item.name for item in MODEL_REVIEWERS)}
    counted |= {SCREENING.name, ToolDesk.name, RECURRENT.name, PairReader.name, PairwiseJudge.role, DebateJudge.role}
    for role in sorted(set(ROLES) - set(CONVERSATIONS) - counted):
        yield _role(role, plan.cycles, plan.cycles)


def _role(role: str, hypotheses: float, in_sequence: int) -> RoleForecast:
    group = role.partition("/")[0]
    each = QUESTIONS.get(role, 1.0)
    return RoleForecast(
        role=role,
        questions=round(hypotheses * each),
        prompt_tokens=PROMPT_TOKENS.get(group, _OTHERS[0]),
        completion_tokens=COMPLETION_TOKENS.get(group, _OTHERS[1]),
        in_sequence=max(1, min(in_sequence, round(hypotheses * each))),
    )
