"""Research overview: a model says where the best hypotheses lead; what it cites is held against the passages."""

from coscientist.agents.overview.material import Material, Sentence
from coscientist.agents.overview.values import ResearchDirection, ResearchOverview
from coscientist.agents.prompting import PROMPTS, label_of, plain
from coscientist.domain.base import Value
from coscientist.llm.record.outcome import Failure

ROLE = "meta-review/overview"
MOST = 5
"""Directions."""
LISTED = 4


class DirectionWritten(Value):
    """A line of research."""

    title: str
    importance: Sentence
    """Why it matters for the goal."""
    known: tuple[Sentence, ...]
    unknown: str
    """What nobody has shown and everything in this direction hangs on."""
    experiments: tuple[str, ...]
    hypotheses: tuple[str, ...]
    """Those shown that belong to it: `H1`, `H3`."""


class OverviewWritten(Value):
    """Where the hypotheses lead."""

    summary: str
    directions: tuple[DirectionWritten, ...]


async def research_overview(material: Material) -> tuple[ResearchOverview | None, list[str]]:
    """Return the overview, or why there is none. A direction without a hypothesis that was shown is left out.

    Raises: BudgetEndedError.
    """
    bench = material.bench
    assert bench.model is not None
    prompt = PROMPTS.get(ROLE).render(**material.values(), most=MOST)
    answer = await bench.model.ask(ROLE, prompt, OverviewWritten)
    if isinstance(answer, Failure):
        return None, [f"{ROLE}: {answer}"]
    directions: list[ResearchDirection] = []
    skipped: list[str] = []
    for item in answer.value.directions[:MOST]:
        hypotheses = material.named(item.hypotheses)
        if not hypotheses:
            skipped.append(f"{ROLE}: “{plain(item.title, 120)}” was left out, because no hypothesis belongs to it")
            continue
        directions.append(
            ResearchDirection(
                title=plain(item.title, 160),
                importance=material.checked(item.importance),
                known=tuple(material.checked(sentence) for sentence in item.known[:LISTED]),
                unknown=plain(item.unknown, 600),
                experiments=tuple(plain(text, 400) for text in item.experiments[:LISTED] if plain(text)),
                hypotheses=hypotheses,
            )
        )
    if not directions:
        return None, [*skipped, f"{ROLE}: no direction was left"]
    summary = f"{label_of(bench, answer)}{plain(answer.value.summary, 1200)}"
    return ResearchOverview(summary=summary, directions=tuple(directions)), skipped
