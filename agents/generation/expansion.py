"""Expansion: a model looks at the directions that a run has taken, and opens others over passages nobody used."""

from coscientist.agents.generation.fetching import PER_PROMPT, distinct, goal_packets
from coscientist.agents.generation.ideas import Drafted, Ideas, Proposals, Task
from coscientist.agents.generation.writing_down import together, written_down
from coscientist.agents.prompting import PROMPTS, all_of, goal_values, lesson_values, rules, shown
from coscientist.agents.workbench import Need, Workbench
from coscientist.domain.literature import Passage
from coscientist.llm.record.outcome import Failure

PER_CALL = 2
LOTS = 3
"""Lots of passages that are looked through for unused ones, for each prompt."""


class Expansion:
    """Needs an overview of what has been explored, so it begins with the second cycle."""

    name = "generation/expansion"
    needs = frozenset({Need.LANGUAGE_MODEL, Need.EVIDENCE})
    first_cycle = 1

    async def propose(self, bench: Workbench, task: Task) -> Proposals:
        """Return at most `task.count` hypotheses."""
        if not task.explored:
            return Proposals(skipped=(f"{self.name}: nothing has been explored yet",))
        calls = -(-task.count // PER_CALL)
        lots = goal_packets(bench, calls * LOTS, start=task.skip_packets)
        packets = [_unused([p for lot in lots[n * LOTS : (n + 1) * LOTS] for p in lot], task) for n in range(calls)]
        wanted = [min(PER_CALL, task.count - PER_CALL * number) for number in range(calls)]
        found, ended = await all_of(
            self._ask(bench, task, packet, count, number)
            for number, (packet, count) in enumerate(zip(packets, wanted, strict=True))
            if packet
        )
        drafted, skipped = together(found, task.count)
        return Proposals(drafted=drafted, skipped=skipped, ended=ended)

    async def _ask(
        self, bench: Workbench, task: Task, packet: list[Passage], count: int, number: int
    ) -> tuple[list[Drafted], list[str]]:
        assert bench.model is not None
        prompt = PROMPTS.get(self.name).render(
            **goal_values(bench),
            explored=[
                {"title": item.title, "hypotheses": len(item.hypotheses), "gap": item.gaps[0] if item.gaps else ""}
                for item in task.explored
            ],
            passages=shown(bench, packet),
            already=list(task.already),
            lessons=lesson_values(task.lessons),
            count=count,
            rules=rules(bench),
        )
        answer = await bench.model.ask(self.name, prompt, Ideas, sample=number)
        if isinstance(answer, Failure):
            return [], [f"{self.name}: {answer}"]
        return written_down(bench, task, self.name, answer.value.ideas[:count], packet, answer)


def _unused(passages: list[Passage], task: Task) -> list[Passage]:
    """Return passages on which nothing rests yet; the others only where there are too few."""
    fresh = [item for item in passages if item.id not in task.rested_on]
    return distinct([*fresh, *passages], PER_PROMPT)
