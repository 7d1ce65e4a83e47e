"""A model compares two hypotheses in a single turn; what cannot be read is no verdict."""

from coscientist.agents.prompting import PROMPTS
from coscientist.agents.ranking.model_judge import ModelJudge
from coscientist.agents.ranking.showing import Pairing, PairVerdict, paid
from coscientist.domain.hypothesis import Hypothesis
from coscientist.domain.match import Match
from coscientist.llm.record.outcome import Failure


class PairwiseJudge(ModelJudge):
    """Asks a model once. The order is the one that pairing drew; pairing shows contested pairs in both."""

    role = "ranking/pairwise"
    question = "panel"  # one pair put to all judges of a round is one question

    async def compare(self, first: Hypothesis, second: Hypothesis, *, round_number: int) -> Match:
        """Return the verdict; a failure is a match without result. Asked again in a later round, it answers anew.

        Raises: BudgetEndedError when it could not be asked.
        """
        pair = Pairing(self._bench, first, second, self._lessons, self._known)
        prompt = PROMPTS.get(self.role).render(**pair.values, lessons=pair.criticisms)
        answer = await self._model.ask(self.role, prompt, PairVerdict, round_number)
        match = pair.match(
            self.match_id(first, second, round_number),
            self.name,
            round_number=round_number,
            batch=self._batch(round_number),
            prompt_version=prompt.label,
        ).model_copy(update=paid(answer.calls))
        if isinstance(answer, Failure):
            return match.model_copy(update={"reason": f"No verdict, because of {answer}"})
        return pair.decided(match, answer, self._named)
