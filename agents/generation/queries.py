"""Queries: a model searches the literature in rounds that follow up what was found, and then proposes."""

from coscientist.agents.generation.fetching import PER_PROMPT, distinct, in_turn, passages_on
from coscientist.agents.generation.ideas import Drafted, Ideas, Proposals, Queries, Task
from coscientist.agents.generation.writing_down import together, written_down
from coscientist.agents.prompting import PROMPTS, all_of, goal_values, lesson_values, plain, rules, shown
from coscientist.agents.workbench import Need, Workbench
from coscientist.domain.literature import Passage
from coscientist.llm.record.outcome import Failure

ROUNDS = 2
QUERIES = 4
"""Of one round."""
FOUND = 6
"""Passages that one query brings."""
PER_CALL = 2


class IterativeQueries:
    """Its own way through the literature, where the other strategies read what was fetched for the goal."""

    name = "generation/queries"
    needs = frozenset({Need.LANGUAGE_MODEL, Need.EVIDENCE})
    first_cycle = 0

    async def propose(self, bench: Workbench, task: Task) -> Proposals:
        """Return at most `task.count` hypotheses, two for each way through the literature."""
        ways = -(-task.count // PER_CALL)
        wanted = [min(PER_CALL, task.count - PER_CALL * number) for number in range(ways)]
        found, ended = await all_of(self._way(bench, task, number, count) for number, count in enumerate(wanted))
        drafted, skipped = together(found, task.count)
        return Proposals(drafted=drafted, skipped=skipped, ended=ended)

    async def _way(self, bench: Workbench, task: Task, number: int, count: int) -> tuple[list[Drafted], list[str]]:
        assert bench.model is not None
        packet: list[Passage] = []
        asked: list[str] = []
        for _ in range(ROUNDS):
            prompt = PROMPTS.get(self.name).render(
                **goal_values(bench),
                asked=asked,
                passages=shown(bench, packet),
                already=list(task.already),
                lessons=lesson_values(task.lessons),
                most=QUERIES,
            )
            answer = await bench.model.ask(self.name, prompt, Queries, sample=number)
            if isinstance(answer, Failure):
                return [], [f"{self.name}: {answer}"]
            fresh = [
                text for item in answer.value.queries[:QUERIES] if (text := plain(item, 200)) and text not in asked
            ]
            asked += fresh
            packet = distinct([*packet, *in_turn([passages_on(bench, text, FOUND) for text in fresh])], PER_PROMPT)
            if not fresh or (answer.value.enough and packet):
                break
        if not packet:
            looked_for = "; ".join(asked) or "nothing"
            return [], [f"{self.name}: nothing was found (looked for: {looked_for})"]
        return await self._close(bench, task, number, count, packet, asked)

    async def _close(
        self, bench: Workbench, task: Task, number: int, count: int, packet: list[Passage], asked: list[str]
    ) -> tuple[list[Drafted], list[str]]:
        """Ask for hypotheses over what the queries found."""
        assert bench.model is not None
        prompt = PROMPTS.get("generation/literature").render(
            **goal_values(bench),
            passages=shown(bench, packet),
            already=list(task.already),
            lessons=lesson_values(task.lessons),
            count=count,
            rules=rules(bench),
        )
        answer = await bench.model.ask(self.name, prompt, Ideas, sample=number)
        if isinstance(answer, Failure):
            return [], [f"{self.name}: {answer}"]
        note = f"Looked for: {'; '.join(asked)}."
        return written_down(bench, task, self.name, answer.value.ideas[:count], packet, answer, notes=(note,))
