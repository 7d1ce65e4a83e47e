"""A model compares two hypotheses in a single turn; what cannot be read is no verdict."""

from collections.abc import Mapping
from typing import Any, Literal

from coscientist.agents.prompting import PROMPTS, hypothesis_values, label_of, plain
from coscientist.agents.workbench import Workbench
from coscientist.domain.base import Value
from coscientist.domain.hypothesis import Hypothesis
from coscientist.domain.match import Match, Outcome
from coscientist.llm.outcome import Failure
from coscientist.tournaments.ledger import match_id

Better = Literal["first", "second", "tie"]


class CriterionVote(Value):
    """Which is better on one criterion."""

    criterion: str
    better: Better


class PairVerdict(Value):
    """A judge's verdict."""

    criteria: tuple[CriterionVote, ...]
    reason: str
    better: Better


class PairwiseJudge:
    """Asks a model. It sees what the hypotheses say, and neither scores, ratings nor who made them.

    The order is the one that pairing drew; pairing shows contested pairs in both.
    """

    role = "ranking/pairwise"

    def __init__(self, bench: Workbench) -> None:
        assert bench.model is not None
        self._bench = bench
        self._model = bench.model
        self.name = f"model:{bench.model.routes.route(self.role).models[0]}"

    def match_id(self, first: Hypothesis, second: Hypothesis, round_number: int) -> str:
        """Return what the match of these two in this round is called, before it is played."""
        return match_id(first.id, second.id, self.name, round_number=round_number, batch=_batch(round_number))

    async def compare(self, first: Hypothesis, second: Hypothesis, *, round_number: int) -> Match:
        """Return the verdict; a failure is a match without result.

        Raises: BudgetEndedError when it could not be asked.
        """
        shown = [hypothesis_values(self._bench, item) for item in (first, second)]
        criteria = [item for item in self._bench.plan.criteria if item.weight > 0]
        prompt = PROMPTS.get(self.role).render(
            goal=self._bench.plan.goal,
            criteria=[{"name": item.name, "question": item.question} for item in criteria],
            first=shown[0],
            second=shown[1],
        )
        answer = await self._model.ask(self.role, prompt, PairVerdict)
        match = Match(
            id=self.match_id(first, second, round_number),
            first=first.id,
            second=second.id,
            judge=self.name,
            outcome=Outcome.NO_RESULT,
            round=round_number,
            first_length=_length(shown[0]),
            second_length=_length(shown[1]),
            prompt_version=prompt.label,
            cost_usd=sum(call.cost_usd for call in answer.calls),
            batch=_batch(round_number),
        )
        if isinstance(answer, Failure):
            return match.model_copy(update={"reason": f"No verdict, because of {answer}"})
        known = {item.name for item in criteria}
        by = "" if f"model:{answer.model}" == self.name else f" (answered by {answer.model})"
        return match.model_copy(
            update={
                "outcome": Outcome(answer.value.better),
                "criteria": {
                    vote.criterion: Outcome(vote.better) for vote in answer.value.criteria if vote.criterion in known
                },
                "reason": f"{label_of(self._bench, answer)}{plain(answer.value.reason, 800)}{by}",
            }
        )


def _batch(round_number: int) -> str:
    """Return the panel's batch: one pair put to all judges in a round is one question."""
    return f"panel-{round_number}"


def _length(values: Mapping[str, Any]) -> int:
    """Count the characters that the judge saw of a hypothesis."""
    return sum(len(text) for text in (values["statement"], *values["steps"], *values["predictions"]))
