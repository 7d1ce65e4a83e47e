"""Whether a hypothesis works by way of something that a disease is made of."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from coscientist.agents.wording import as_outcome, plural
from coscientist.agents.workbench import Workbench
from coscientist.domain.concept import ConceptKind
from coscientist.domain.hypothesis import Hypothesis
from coscientist.domain.review import Objection, Severity
from coscientist.evidence.links import Link

OF_THE_GOAL, OF_ANY = 2, 3
"""Sources that must say so: of a disease that the goal names, of any where it names none."""


class Harm(NamedTuple):
    """What a mechanism changes on its way, and the disease that this is reported to worsen."""

    step: int
    changed: str
    rises: bool
    link: Link


def harms(bench: Workbench, hypothesis: Hypothesis) -> Iterator[Harm]:
    """Yield what changes on the way of a mechanism as it is reported to change in a disease, the best reported first.

    Limits: only what the corpora report; the outcome itself is not looked at.
    """
    named = {item for target in (*bench.plan.targets, *bench.plan.context) for item in target.concepts}
    named = {item for item in named if bench.concept(item).kind is ConceptKind.DISEASE}
    least = OF_THE_GOAL if named else OF_ANY
    for index, (changed, sign) in enumerate(_changes(hypothesis)):
        links = [
            link
            for end in bench.graph.successors(changed)
            if changed != hypothesis.outcome
            and end != hypothesis.outcome
            and bench.concept(end).kind is ConceptKind.DISEASE
            and (end in named or not named)
            and (link := bench.graph.link(changed, end)) is not None
            and link.sign * sign > 0
            and link.sources >= least
        ]
        if links:
            worst = max(links, key=lambda link: (link.sources, link.object))
            yield Harm(index, changed, sign > 0, worst)


def _changes(hypothesis: Hypothesis) -> Sequence[tuple[str, int]]:
    """Return what each step changes, and which way under the intervention: +1 more, -1 less."""
    found: list[tuple[str, int]] = []
    sign = hypothesis.intervention_sign
    for step in hypothesis.mechanism:
        if step.subject in hypothesis.interventions:
            sign = hypothesis.intervention_sign
        sign *= step.sign
        found.append((step.object, sign))
    return found


def objection_to(bench: Workbench, harm: Harm) -> Objection:
    """Write a harm as an objection to the step that does it."""
    what = as_outcome(bench.concept(harm.changed))
    disease = bench.name(harm.link.object)
    way = "more" if harm.rises else "less"
    text = f"It works through {way} {what}, which {plural(harm.link.sources, 'source')} say worsens {disease}."
    return Objection(
        kind="works by harm", text=text, severity=Severity.MAJOR, step=harm.step, claims=harm.link.claims[:4]
    )
