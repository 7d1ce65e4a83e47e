"""Seeds: a model works on chains that bridging found, keeps what the passages carry and drops what they do not."""

from itertools import islice

from coscientist.agents.generation.bridging import Bridging
from coscientist.agents.generation.combination import Combination
from coscientist.agents.generation.fetching import PER_PROMPT, passages_behind
from coscientist.agents.generation.grounding import Rejected, ground
from coscientist.agents.generation.ideas import Drafted, Proposals, Reworked, Task
from coscientist.agents.prompting import (
    PROMPTS,
    all_of,
    goal_values,
    hypothesis_values,
    label_of,
    lesson_values,
    plain,
    rules,
    shown,
)
from coscientist.agents.workbench import Need, Workbench
from coscientist.domain.hypothesis import Hypothesis
from coscientist.llm.record.outcome import Failure


class Seeds:
    """One prompt for each seed that the embedded bridging does not itself put forward."""

    name = "generation/seeds"
    needs = frozenset({Need.LANGUAGE_MODEL, Need.EVIDENCE})
    first_cycle = 0

    async def propose(self, bench: Workbench, task: Task) -> Proposals:
        """Return at most `task.count` hypotheses."""
        search = Combination() if bench.plan.together else Bridging()
        stream = search.propose(bench, cycle=task.cycle)
        seeds = list(islice(stream, task.skip_seeds, task.skip_seeds + task.count))
        found, ended = await all_of(self._work_on(bench, task, seed) for seed in seeds)
        return Proposals(
            drafted=tuple(item for item in found if isinstance(item, Drafted)),
            skipped=tuple(item for item in found if isinstance(item, str)),
            ended=ended,
        )

    async def _work_on(self, bench: Workbench, task: Task, seed: Hypothesis) -> Drafted | str:
        """Return what became of a seed, or why it was dropped."""
        assert bench.model is not None
        packet = passages_behind(bench, seed, PER_PROMPT)
        prompt = PROMPTS.get(self.name).render(
            **goal_values(bench),
            seed=hypothesis_values(bench, seed),
            passages=shown(bench, packet),
            lessons=lesson_values(task.lessons),
            rules=rules(bench),
        )
        answer = await bench.model.ask(self.name, prompt, Reworked)
        if isinstance(answer, Failure):
            return f"{self.name}: {answer}"
        work = answer.value
        if not work.worthwhile or work.idea is None:
            return f"{self.name}: the seed “{seed.title}” was dropped, because {plain(work.reason, 400)}"
        made = ground(
            bench,
            work.idea,
            passages={item.id: item for item in packet},
            strategy=self.name,
            model=answer.model,
            cycle=task.cycle,
            label=label_of(bench, answer),
            notes=(f"Worked on from the seed “{seed.title}”: {plain(work.reason, 400)}",),
        )
        if isinstance(made, Rejected):
            return f"{self.name}: “{plain(work.idea.title, 120)}” was left out, because {made.why}"
        return made
