"""Whether what a model cites for a step says anything about it: decided by reading the passage, not by asking."""

from collections.abc import Iterable, Sequence

from coscientist.agents.figures import FIGURES
from coscientist.agents.workbench import Workbench
from coscientist.domain.base import content_id
from coscientist.domain.check import Check, Verdict
from coscientist.domain.concept import Concept
from coscientist.domain.literature import Passage
from coscientist.literature.naming import names

CITATION = "literature.citation"
"""Tool name of the checks made here."""
REASONING = "reasoning.chain"
"""Tool name of the checks on how the steps hang together."""
OWN = frozenset({CITATION, REASONING, FIGURES})
"""Tools whose checks are made when a model's hypothesis is written down, and not by a domain tool."""
METHOD = "coscientist.literature.naming: both ends by name, by a form of their longest word, or by initials"


def names_both(bench: Workbench, passage: Passage, one: Concept, other: Concept) -> bool:
    """Say whether a passage names both ends of a step.

    Limits: naming both is needed for supporting the step and is not enough for it; a reader has to look.
    """
    return all(names(bench.spellings(end), passage.quote) for end in (one, other))


def citation_check(hypothesis: str, step: int, cited: Sequence[str], unknown: Sequence[str], missing: str) -> Check:
    """Record what came of a step's citations: `unknown` were never shown to the model; `missing` says what fails.

    `step` counts from 0.
    """
    notes = [missing] if missing else []
    if unknown:
        notes.append(f"{len(unknown)} cited identifiers belong to no passage that was shown, and were rejected.")
    return Check(
        id=content_id("ck", CITATION, hypothesis, step, list(cited), len(unknown), missing),
        hypothesis=hypothesis,
        tool=CITATION,
        subject=f"step {step + 1}",
        property="cited passage names both ends",
        value=not missing,
        method=METHOD,
        source=", ".join(cited) or "no passage",
        verdict=Verdict.FAIL if missing else Verdict.WARN if unknown else Verdict.PASS,
        note=" ".join(notes),
        validity="Naming both ends is necessary for support, not sufficient.",
    )


def chain_check(hypothesis: str, property_: str, problem: str) -> Check:
    """Record how the steps hang together; `problem` is empty when they do."""
    return Check(
        id=content_id("ck", REASONING, hypothesis, property_, problem),
        hypothesis=hypothesis,
        tool=REASONING,
        subject="mechanism",
        property=property_,
        value=not problem,
        method="comparison of the steps' ends and signs",
        source="the hypothesis itself",
        verdict=Verdict.FAIL if problem else Verdict.PASS,
        note=problem,
    )


def unsupported_steps(checks: Iterable[Check]) -> frozenset[int]:
    """Return the steps, from 0, whose citations do not support them."""
    failed = (check for check in checks if check.tool == CITATION and check.verdict is Verdict.FAIL)
    return frozenset(int(check.subject.removeprefix("step ")) - 1 for check in failed)
