"""Whether a hypothesis works by way of something that a disease is made of."""

from collections.abc import Iterator
from typing import NamedTuple

from coscientist.agents.changes import changes
from coscientist.agents.planning.targets import is_harmful
from coscientist.agents.wording import as_outcome, plural
from coscientist.agents.workbench import Workbench
from coscientist.domain.concept import ConceptKind
from coscientist.domain.hypothesis import Hypothesis
from coscientist.domain.review import Objection, Severity
from coscientist.evidence.links import Link

OF_THE_GOAL, OF_ANY = 2, 3
"""Sources that must say so: of a disease that the goal names, of any other."""


class Harm(NamedTuple):
    """What a mechanism changes, and the disease or lesion that this is reported to worsen."""

    step: int | None
    """The step that changes it; None for the intervention itself."""
    changed: str
    rises: bool
    link: Link
    meant: bool
    """Whether it is a disease or lesion that the goal names, or the goal names no disease."""


def harms(bench: Workbench, hypothesis: Hypothesis) -> Iterator[Harm]:
    """Yield what is given or changes on the way as it is reported to change in a disease, the best reported first.

    Limits: only what the corpora report; the outcome itself is not looked at.
    """
    named = {item for target in (*bench.plan.targets, *bench.plan.context) for item in target.concepts}
    named = {item for item in named if is_harmful(bench.concept(item))}
    of_disease = any(bench.concept(item).kind is ConceptKind.DISEASE for item in named)
    for changed, sign, step in changes(hypothesis):
        if changed == hypothesis.outcome:
            continue
        worsened = [
            (end in named or not of_disease, link)
            for end in bench.graph.successors(changed)
            if end != hypothesis.outcome
            and (end in named or bench.concept(end).kind is ConceptKind.DISEASE)
            and (link := bench.graph.link(changed, end)) is not None
            and link.sign * sign > 0
            and link.sources >= (OF_THE_GOAL if end in named else OF_ANY)
        ]
        if worsened:
            meant, link = max(worsened, key=lambda each: (each[0], each[1].sources, each[1].object))
            yield Harm(step, changed, sign > 0, link, meant)


def objection_to(bench: Workbench, harm: Harm) -> Objection:
    """Write a harm as an objection to the step that does it."""
    what = as_outcome(bench.concept(harm.changed))
    worse = bench.name(harm.link.object)
    worsens = "worsens" if bench.concept(harm.link.object).kind is ConceptKind.DISEASE else "raises"
    way = "more" if harm.rises else "less"
    text = f"It works through {way} {what}, which {plural(harm.link.sources, 'source')} say {worsens} {worse}."
    severity = Severity.MAJOR if harm.meant else Severity.MINOR
    return Objection(kind="works by harm", text=text, severity=severity, step=harm.step, claims=harm.link.claims[:4])
