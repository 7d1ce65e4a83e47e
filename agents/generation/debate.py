"""Debate: one proposes, the other attacks, and what survives is written down."""

from typing import Any

from coscientist.agents.generation.fetching import goal_packets
from coscientist.agents.generation.grounding import Rejected, ground
from coscientist.agents.generation.ideas import Drafted, Idea, Proposals, Task, Turn
from coscientist.agents.prompting import PROMPTS, all_of, goal_values, label_of, lesson_values, plain, rules, shown
from coscientist.agents.workbench import Need, Workbench
from coscientist.domain.literature import Passage
from coscientist.llm.record.outcome import Failure

TURNS = 2
"""Turns before the hypothesis is written down, which is the third."""


class Debate:
    """A debate of three turns for each hypothesis, each over other passages."""

    name = "generation/debate"
    needs = frozenset({Need.LANGUAGE_MODEL, Need.EVIDENCE})
    first_cycle = 0

    async def propose(self, bench: Workbench, task: Task) -> Proposals:
        """Return at most `task.count` hypotheses, one for each debate."""
        dealt = goal_packets(bench, task.count, start=task.skip_packets)
        found, ended = await all_of(
            self._debate(bench, task, packet, number) for number, packet in enumerate(dealt) if packet
        )
        return Proposals(
            drafted=tuple(item for item in found if isinstance(item, Drafted)),
            skipped=tuple(item for item in found if isinstance(item, str)),
            ended=ended,
        )

    async def _debate(self, bench: Workbench, task: Task, packet: list[Passage], number: int) -> Drafted | str:
        """Return the hypothesis that a debate ends in, or why there is none."""
        assert bench.model is not None
        known = {item.id for item in packet}
        common: dict[str, Any] = {**goal_values(bench), "passages": shown(bench, packet)}
        turns: list[str] = []
        for turn in range(TURNS):
            prompt = PROMPTS.get(self.name).render(
                **common,
                already=list(task.already),
                lessons=lesson_values(task.lessons),
                turns=turns,
                opening=turn == 0,
            )
            answer = await bench.model.ask(self.name, prompt, Turn, sample=number)
            if isinstance(answer, Failure):
                return f"{self.name}: {answer}"
            rests_on = [item for item in answer.value.passages if item in known]
            turns.append(f"{plain(answer.value.argument)} (rests on {', '.join(rests_on) or 'no passage shown'})")
        closing = PROMPTS.get("generation/debate-close").render(**common, turns=turns, rules=rules(bench))
        settled = await bench.model.ask(self.name, closing, Idea, sample=number)
        if isinstance(settled, Failure):
            return f"{self.name}: {settled}"
        made = ground(
            bench,
            settled.value,
            passages={item.id: item for item in packet},
            strategy=self.name,
            model=settled.model,
            cycle=task.cycle,
            label=label_of(bench, settled),
            notes=(f"Debated in {TURNS} turns before it was written down.",),
        )
        if isinstance(made, Rejected):
            return f"{self.name}: “{plain(settled.value.title, 120)}” was left out, because {made.why}"
        return made
