"""Literature: a model reads fetched passages together and proposes what none of them states."""

from coscientist.agents.generation.fetching import goal_packets
from coscientist.agents.generation.ideas import Drafted, Ideas, Proposals, Task
from coscientist.agents.generation.writing_down import together, written_down
from coscientist.agents.prompting import PROMPTS, all_of, goal_values, lesson_values, rules, shown
from coscientist.agents.workbench import Need, Workbench
from coscientist.domain.literature import Passage
from coscientist.llm.record.outcome import Failure

PER_CALL = 2
"""Hypotheses asked for at once; more in one reply are more alike."""


class Literature:
    """Several prompts, each with other passages on the goal."""

    name = "generation/literature"
    needs = frozenset({Need.LANGUAGE_MODEL, Need.EVIDENCE})
    first_cycle = 0

    async def propose(self, bench: Workbench, task: Task) -> Proposals:
        """Return at most `task.count` hypotheses."""
        calls = -(-task.count // PER_CALL)
        dealt = goal_packets(bench, calls, start=task.skip_packets)
        wanted = [min(PER_CALL, task.count - PER_CALL * number) for number in range(calls)]
        found, ended = await all_of(
            self._ask(bench, task, packet, count) for packet, count in zip(dealt, wanted, strict=True) if packet
        )
        drafted, skipped = together(found, task.count)
        return Proposals(drafted=drafted, skipped=skipped, ended=ended)

    async def _ask(
        self, bench: Workbench, task: Task, packet: list[Passage], count: int
    ) -> tuple[list[Drafted], list[str]]:
        prompt = PROMPTS.get(self.name).render(
            **goal_values(bench),
            passages=shown(bench, packet),
            already=list(task.already),
            lessons=lesson_values(task.lessons),
            count=count,
            rules=rules(bench),
        )
        assert bench.model is not None
        answer = await bench.model.ask(self.name, prompt, Ideas)
        if isinstance(answer, Failure):
            return [], [f"{self.name}: {answer}"]
        return written_down(bench, task, self.name, answer.value.ideas[:count], packet, answer)
