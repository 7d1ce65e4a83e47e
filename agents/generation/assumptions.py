"""Assumptions: a model works out round by round what is not known and would open a way, and tests it."""

from coscientist.agents.generation.fetching import PER_PROMPT, distinct, goal_packets, in_turn, passages_on
from coscientist.agents.generation.ideas import Drafted, Hop, Hops, Idea, Proposals, Task
from coscientist.agents.generation.writing_down import together, written_down
from coscientist.agents.prompting import PROMPTS, all_of, goal_values, lesson_values, plain, rules, shown
from coscientist.agents.workbench import Need, Workbench
from coscientist.domain.literature import Passage
from coscientist.llm.record.outcome import Failure

ROUNDS = 2
HOPS = 4
FOUND = 6
"""Passages that are fetched on one assumption."""
CLOSE = "generation/assumptions-close"


class Assumptions:
    """Two rounds of assumptions for each hypothesis, the second over passages fetched on the first; then the idea."""

    name = "generation/assumptions"
    needs = frozenset({Need.LANGUAGE_MODEL, Need.EVIDENCE})
    first_cycle = 0

    async def propose(self, bench: Workbench, task: Task) -> Proposals:
        """Return at most `task.count` hypotheses."""
        dealt = goal_packets(bench, task.count, start=task.skip_packets)
        found, ended = await all_of(
            self._work_out(bench, task, packet, number) for number, packet in enumerate(dealt) if packet
        )
        drafted, skipped = together(found, task.count)
        return Proposals(drafted=drafted, skipped=skipped, ended=ended)

    async def _work_out(
        self, bench: Workbench, task: Task, packet: list[Passage], number: int
    ) -> tuple[list[Drafted], list[str]]:
        assert bench.model is not None
        hops: list[Hop] = []
        for _ in range(ROUNDS):
            prompt = PROMPTS.get(self.name).render(
                **goal_values(bench),
                passages=shown(bench, packet),
                already=list(task.already),
                lessons=lesson_values(task.lessons),
                earlier=_values(hops),
                most=HOPS,
            )
            answer = await bench.model.ask(self.name, prompt, Hops, sample=number)
            if isinstance(answer, Failure):
                return [], [f"{self.name}: {answer}"]
            hops = [item for item in answer.value.hops[:HOPS] if plain(item.assumption)]
            if not hops:
                return [], [f"{self.name}: no assumption was worked out"]
            packet = _next_packet(bench, packet, hops)
        closing = PROMPTS.get(CLOSE).render(
            **goal_values(bench),
            passages=shown(bench, packet),
            hops=_values(hops),
            already=list(task.already),
            rules=rules(bench),
        )
        settled = await bench.model.ask(self.name, closing, Idea, sample=number)
        if isinstance(settled, Failure):
            return [], [f"{self.name}: {settled}"]
        note = f"Worked out from the assumption: {plain(hops[0].assumption, 300)}"
        return written_down(bench, task, self.name, [settled.value], packet, settled, notes=(note,))


def _next_packet(bench: Workbench, packet: list[Passage], hops: list[Hop]) -> list[Passage]:
    """Return the passages that make the assumptions thinkable, then such as are fetched on them, then the others."""
    named = {item for hop in hops for item in hop.passages}
    behind = [item for item in packet if item.id in named]
    fetched = in_turn([passages_on(bench, plain(hop.assumption), FOUND) for hop in hops])
    return distinct([*behind, *fetched, *packet], PER_PROMPT)


def _values(hops: list[Hop]) -> list[dict[str, str]]:
    return [{"assumption": plain(hop.assumption, 300), "then": plain(hop.then, 300)} for hop in hops]
