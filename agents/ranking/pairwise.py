"""A model compares two hypotheses in a single turn; what cannot be read is no verdict."""

from collections.abc import Sequence

from coscientist.agents.meta_review.patterns import Pattern
from coscientist.agents.prompting import PROMPTS
from coscientist.agents.ranking.showing import Pairing, PairVerdict, paid
from coscientist.agents.workbench import Workbench
from coscientist.domain.hypothesis import Hypothesis
from coscientist.domain.match import Match
from coscientist.llm.outcome import Failure
from coscientist.tournaments.ledger import match_id


class PairwiseJudge:
    """Asks a model once. The order is the one that pairing drew; pairing shows contested pairs in both."""

    role = "ranking/pairwise"

    def __init__(self, bench: Workbench, lessons: Sequence[Pattern] = ()) -> None:
        assert bench.model is not None
        self._bench = bench
        self._model = bench.model
        self._lessons = lessons
        self._named = bench.model.routes.route(self.role).models[0]
        self.name = f"model:{self._named}"

    def match_id(self, first: Hypothesis, second: Hypothesis, round_number: int) -> str:
        """Return what the match of these two in this round is called, before it is played."""
        return match_id(first.id, second.id, self.name, round_number=round_number, batch=_batch(round_number))

    async def compare(self, first: Hypothesis, second: Hypothesis, *, round_number: int) -> Match:
        """Return the verdict; a failure is a match without result. Asked again in a later round, it answers anew.

        Raises: BudgetEndedError when it could not be asked.
        """
        pair = Pairing(self._bench, first, second, self._lessons)
        prompt = PROMPTS.get(self.role).render(**pair.values, lessons=pair.criticisms)
        answer = await self._model.ask(self.role, prompt, PairVerdict, round_number)
        match = pair.match(
            self.match_id(first, second, round_number),
            self.name,
            round_number=round_number,
            batch=_batch(round_number),
            prompt_version=prompt.label,
        ).model_copy(update=paid(answer.calls))
        if isinstance(answer, Failure):
            return match.model_copy(update={"reason": f"No verdict, because of {answer}"})
        return pair.decided(match, answer, self._named)


def _batch(round_number: int) -> str:
    """Return the panel's batch: one pair put to all judges in a round is one question."""
    return f"panel-{round_number}"
