"""What an evolution operator that asks a language model is, and what all of them do with its answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from coscientist.agents.generation.grounding import Rejected, ground
from coscientist.agents.generation.ideas import Drafted, Reworked
from coscientist.agents.meta_review.patterns import WEIGHTS, Pattern
from coscientist.agents.prompting import (
    PROMPTS,
    goal_values,
    hypothesis_values,
    label_of,
    lesson_values,
    plain,
    rules,
    shown,
)
from coscientist.agents.proximity.likeness import signature
from coscientist.agents.workbench import Need, Workbench
from coscientist.domain.hypothesis import Hypothesis
from coscientist.domain.literature import Passage
from coscientist.domain.review import Review
from coscientist.llm.record.outcome import Failure

MOST_OBJECTIONS = 8


@dataclass(frozen=True)
class Stock:
    """What an operator works on."""

    parent: Hypothesis
    reviews: Sequence[Review]
    """The parent's."""
    peers: Sequence[Hypothesis]
    """The others in play, best first."""
    cycle: int
    lessons: Sequence[Pattern] = ()
    """Criticisms that recur in the run."""


class ModelOperator(Protocol):
    """Makes a child of one hypothesis, or of two, with a language model."""

    name: str
    needs: frozenset[Need]

    async def evolve(self, bench: Workbench, stock: Stock) -> Drafted | str:
        """Return the child with what it brings along, or why there is none. Raises: BudgetEndedError."""


async def reworked(
    bench: Workbench,
    stock: Stock,
    operator: str,
    packet: Sequence[Passage],
    *,
    parents: Sequence[str] = (),
    **values: Any,
) -> Drafted | str:
    """Ask for a child and ground it in the passages shown; `parents` come beside the stock's own.

    A child that commits to nothing that its parent does not is none.
    """
    assert bench.model is not None
    parent = stock.parent
    prompt = PROMPTS.get(operator).render(
        **goal_values(bench),
        parent=hypothesis_values(bench, parent),
        passages=shown(bench, packet),
        lessons=lesson_values(stock.lessons),
        rules=rules(bench),
        **values,
    )
    answer = await bench.model.ask(operator, prompt, Reworked)
    if isinstance(answer, Failure):
        return f"{operator}: {answer} (parent: {parent.title})"
    work = answer.value
    if not work.worthwhile or work.idea is None:
        return f"{operator}: nothing better came of “{parent.title}”, because {plain(work.reason, 400)}"
    made = ground(
        bench,
        work.idea,
        passages={item.id: item for item in packet},
        strategy=operator,
        model=answer.model,
        cycle=stock.cycle,
        label=label_of(bench, answer),
        parents=(parent.id, *parents),
        notes=(f"Evolved from {parent.id} by {operator.partition('/')[2]}: {plain(work.reason, 600)}",),
    )
    if isinstance(made, Rejected):
        return f"{operator}: “{plain(work.idea.title, 120)}” was left out, because {made.why}"
    if says_nothing_new(made.hypothesis, parent):
        return f"{operator}: “{plain(work.idea.title, 120)}” was left out, because it says what its parent says"
    return made


def says_nothing_new(child: Hypothesis, parent: Hypothesis) -> bool:
    """Say whether a child has its parent's idea, no further claim to rest on, and no prediction of its own."""
    if signature(child) != signature(parent) or not set(child.claims) <= set(parent.claims):
        return False
    committed = {(item.readout_concept, item.direction) for item in parent.predictions}
    return {(item.readout_concept, item.direction) for item in child.predictions} <= committed


def objections_to(reviews: Sequence[Review]) -> list[str]:
    """Return what was objected, the weightiest first, each text once."""
    raised = [item for review in reviews for item in review.objections]
    raised.sort(key=lambda item: -WEIGHTS[item.severity])
    return list(dict.fromkeys(f"{item.kind}: {item.text}" for item in raised))[:MOST_OBJECTIONS]


def weak_steps(parent: Hypothesis) -> list[str]:
    """Return the steps that no claim states."""
    return [step.text for step in parent.mechanism if not step.claims]
