"""Specific Aims: a model writes the page that a grant application begins with, over the best hypotheses."""

from coscientist.agents.overview.material import Material, Sentence
from coscientist.agents.overview.values import Aim, SpecificAims
from coscientist.agents.prompting import PROMPTS, label_of, plain
from coscientist.domain.base import Value
from coscientist.llm.record.outcome import Failure

ROLE = "meta-review/specific-aims"
MOST = 3
"""Aims."""


class AimWritten(Value):
    """An aim."""

    title: str
    """An infinitive: "Determine whether …"."""
    working_hypothesis: str
    approach: str
    """System, arms, readout, and the comparison that decides."""
    expected: str
    pitfall: str
    """What could go wrong, and what would be done then."""
    hypotheses: tuple[str, ...]
    """Those shown that it tests: `H1`."""


class AimsWritten(Value):
    """A page of specific aims."""

    title: str
    need: Sentence
    """What is known and what is missing, and why that matters."""
    objective: str
    central_hypothesis: str
    rationale: Sentence
    """What makes the central hypothesis likely enough to be tested."""
    aims: tuple[AimWritten, ...]
    payoff: str


async def specific_aims(material: Material) -> tuple[SpecificAims | None, list[str]]:
    """Return the page, or why there is none. An aim that tests no hypothesis that was shown is left out.

    Raises: BudgetEndedError.
    """
    bench = material.bench
    assert bench.model is not None
    prompt = PROMPTS.get(ROLE).render(**material.values(), most=MOST)
    answer = await bench.model.ask(ROLE, prompt, AimsWritten)
    if isinstance(answer, Failure):
        return None, [f"{ROLE}: {answer}"]
    page = answer.value
    aims = [
        Aim(
            title=plain(item.title, 200),
            working_hypothesis=plain(item.working_hypothesis, 600),
            approach=plain(item.approach, 1000),
            expected=plain(item.expected, 600),
            pitfall=plain(item.pitfall, 600),
            hypotheses=tested,
        )
        for item in page.aims[:MOST]
        if (tested := material.named(item.hypotheses))
    ]
    left_out = len(page.aims[:MOST]) - len(aims)
    skipped = [f"{ROLE}: {left_out} aims tested no hypothesis that was shown, and were left out"] if left_out else []
    if not aims:
        return None, skipped or [f"{ROLE}: the page has no aims"]
    return SpecificAims(
        title=label_of(bench, answer) + plain(page.title, 200),
        need=material.checked(page.need),
        objective=plain(page.objective, 600),
        central_hypothesis=plain(page.central_hypothesis, 600),
        rationale=material.checked(page.rationale),
        aims=tuple(aims),
        payoff=plain(page.payoff, 600),
    ), skipped
