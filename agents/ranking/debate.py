"""A model debates two hypotheses over several turns before it judges; for pairs near the top."""

from coscientist.agents.prompting import PROMPTS, plain
from coscientist.agents.ranking.model_judge import ModelJudge
from coscientist.agents.ranking.showing import Better, Pairing, PairVerdict, paid
from coscientist.domain.base import Value
from coscientist.domain.call import Call
from coscientist.domain.hypothesis import Hypothesis
from coscientist.domain.match import Match
from coscientist.llm.record.outcome import Failure

TURNS = 2
"""Turns before the verdict: one opens, the next tries to overturn what it rests on."""
CLOSE = "ranking/debate-close"


class DebateTurn(Value):
    """A turn of a debate on two hypotheses."""

    argument: str
    """What speaks for and against each, in at most eight sentences that name steps, assumptions or predictions."""
    decisive: str
    """The one point on which the comparison rests so far."""
    leaning: Better


class DebateJudge(ModelJudge):
    """Asks a model turn by turn; each turn hears the ones before. A turn that fails ends the debate without result."""

    role = "ranking/debate"
    question = "debate"
    mark = " (debate)"

    async def compare(self, first: Hypothesis, second: Hypothesis, *, round_number: int) -> Match:
        """Return the verdict with the turns that led to it; a failure is a match without result.

        Raises: BudgetEndedError when it could not be asked.
        """
        pair = Pairing(self._bench, first, second, self._lessons, self._known)
        prompt, closing = PROMPTS.get(self.role), PROMPTS.get(CLOSE)
        calls: list[Call] = []
        turns: list[str] = []
        failure = ""
        for number in range(TURNS):
            asked = prompt.render(**pair.values, lessons=pair.criticisms, turns=turns, opening=number == 0)
            answer = await self._model.ask(self.role, asked, DebateTurn, round_number)
            calls += answer.calls
            if isinstance(answer, Failure):
                failure = f"No verdict, because of {answer} (turn {number + 1})"
                break
            said = answer.value
            turns.append(f"{plain(said.argument)} It rests on: {plain(said.decisive, 400)} Leaning: {said.leaning}.")
        label = prompt.render(**pair.values, lessons=[], turns=[], opening=True).label
        match = pair.match(
            self.match_id(first, second, round_number),
            self.name,
            round_number=round_number,
            batch=self._batch(round_number),
            prompt_version=label,
        )
        if failure:
            return match.model_copy(update={"reason": failure, **paid(calls)})
        verdict = await self._model.ask(
            self.role, closing.render(**pair.values, turns=turns), PairVerdict, round_number
        )
        match = match.model_copy(update=paid([*calls, *verdict.calls]))
        if isinstance(verdict, Failure):
            return match.model_copy(update={"reason": f"No verdict, because of {verdict}"})
        return pair.decided(match, verdict, self._named, transcript=turns)
