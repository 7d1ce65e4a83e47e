"""The deterministic screen at each gate: goals, hypotheses with what they would handle, and briefs."""

from collections.abc import Callable, Sequence

from coscientist.domain.base import content_id
from coscientist.domain.brief import Brief
from coscientist.domain.check import Check
from coscientist.domain.concept import Concept, ConceptKind
from coscientist.domain.decision import Decision
from coscientist.domain.errors import RefusedError
from coscientist.domain.hypothesis import Hypothesis, Status
from coscientist.safety.asking import asks
from coscientist.safety.sentence import Finding
from coscientist.safety.substances import refusal, substance_checks

SCREEN = "safety/lists"
"""Who decides, in the record."""
HINT = (
    "Nothing was run. docs/safety.md says what is screened; if it was misread, say what is to be protected or treated."
)


def in_words(finding: Finding) -> str:
    """Say why something is refused: the rule, what it names, and the lists."""
    lists = f" ({'; '.join(finding.lists)})" if finding.lists else ""
    return f"{finding.why}{lists} [rule: {finding.rule}]"


def check_goal(goal: str) -> None:
    """Raises: RefusedError when a goal may not be pursued."""
    why = refused_goal(goal)
    if why is not None:
        raise RefusedError(f"The goal is refused: {why}.", HINT)


def refused_goal(goal: str) -> str | None:
    """Return why a goal may not be pursued, or None."""
    finding = asks(goal)
    return in_words(finding) if finding is not None else None


def screen_hypothesis(
    hypothesis: Hypothesis, concepts: Sequence[Concept], smiles: Callable[[Concept], str | None]
) -> tuple[list[Check], str | None]:
    """Return the checks on what a hypothesis would handle, and why it is refused, if it is."""
    checks = substance_checks(concepts, smiles, hypothesis=hypothesis.id)
    why = refusal(checks)
    if why is None:
        texts = [hypothesis.title, hypothesis.statement, hypothesis.null, hypothesis.alternative]
        texts += [text for step in hypothesis.mechanism for text in (step.text, step.assumption)]
        texts += [text for item in hypothesis.predictions for text in (item.readout, item.rationale)]
        texts += [*hypothesis.falsifiers, *hypothesis.notes]
        why = first_refusal(texts)
    return checks, why


def screen_brief(brief: Brief) -> str | None:
    """Return why a brief is refused: what it says, and each material that it would have a laboratory handle."""
    structures = {item.ref: item.identifiers.smiles for item in brief.materials}
    concepts = [Concept(id=item.ref, name=item.name, kind=ConceptKind.OTHER) for item in brief.materials]
    found = substance_checks(
        concepts, lambda concept: structures[concept.id], hypothesis=brief.provenance.hypothesis
    )  # fmt: skip
    return refusal(found) or first_refusal((brief.title, brief.objective, brief.hypothesis.statement))


def first_refusal(texts: Sequence[str]) -> str | None:
    """Return why the first of some texts that is refused is refused; None when all pass."""
    for text in dict.fromkeys(texts):
        finding = asks(text)
        if finding is not None:
            return in_words(finding)
    return None


def refused(hypothesis: str, why: str, *, by: str = SCREEN) -> Decision:
    """Return the decision that takes a hypothesis out of play."""
    return Decision(
        id=content_id("d", hypothesis, "eliminated", by, why),
        hypothesis=hypothesis,
        status=Status.ELIMINATED,
        by=by,
        why=f"Refused on safety grounds: {why}.",
    )
