"""From a model's ideas to drafted hypotheses over the passages that it was shown; what is left out says why."""

from collections.abc import Sequence
from typing import Any

from coscientist.agents.generation.grounding import Rejected, ground
from coscientist.agents.generation.ideas import Drafted, Idea, Task
from coscientist.agents.prompting import label_of, plain
from coscientist.agents.workbench import Workbench
from coscientist.domain.literature import Passage
from coscientist.llm.record.outcome import Answer


def written_down(
    bench: Workbench,
    task: Task,
    strategy: str,
    ideas: Sequence[Idea],
    packet: Sequence[Passage],
    answer: Answer[Any],
    notes: Sequence[str] = (),
) -> tuple[list[Drafted], list[str]]:
    """Return what became hypotheses, and why the others did not."""
    drafted: list[Drafted] = []
    skipped: list[str] = []
    for idea in ideas:
        made = ground(
            bench,
            idea,
            passages={item.id: item for item in packet},
            strategy=strategy,
            model=answer.model,
            cycle=task.cycle,
            label=label_of(bench, answer),
            notes=notes,
        )
        if isinstance(made, Rejected):
            skipped.append(f"{strategy}: “{plain(idea.title, 120)}” was left out, because {made.why}")
        else:
            drafted.append(made)
    return drafted, skipped


def together(
    found: Sequence[tuple[list[Drafted], list[str]]], count: int
) -> tuple[tuple[Drafted, ...], tuple[str, ...]]:
    """Join what several prompts gave, at most `count` hypotheses."""
    drafted = tuple(item for made, _ in found for item in made)[:count]
    return drafted, tuple(item for _, skipped in found for item in skipped)
