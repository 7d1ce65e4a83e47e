"""What a model writes about a run as a whole, after checking: every sentence with what stands behind it."""

from coscientist.agents.meta_review.patterns import Yield
from coscientist.domain.base import Value


class Cited(Value):
    """A sentence with the passages that it cites."""

    text: str
    passages: tuple[str, ...] = ()
    """Those that were shown; others were rejected."""
    supported: bool = False
    note: str = ""
    """Why it is marked as unsupported; empty when it is not."""


class ResearchDirection(Value):
    """A line of research."""

    title: str
    importance: Cited
    known: tuple[Cited, ...]
    unknown: str
    experiments: tuple[str, ...]
    hypotheses: tuple[str, ...]


class ResearchOverview(Value):
    """Where the run's hypotheses lead."""

    summary: str
    directions: tuple[ResearchDirection, ...]


class Aim(Value):
    """A specific aim."""

    title: str
    working_hypothesis: str
    approach: str
    expected: str
    pitfall: str
    hypotheses: tuple[str, ...]


class SpecificAims(Value):
    """A page in the form of the Specific Aims of the National Institutes of Health.

    Source: https://www.niaid.nih.gov/grants-contracts/draft-specific-aims
    """

    title: str
    need: Cited
    objective: str
    central_hypothesis: str
    rationale: Cited
    aims: tuple[Aim, ...]
    payoff: str


class Contact(Value):
    """An author of a cited source whom one might ask."""

    name: str
    sources: tuple[str, ...]
    """Cited sources that this person wrote."""
    reason: str


class Written(Value):
    """What a model wrote about a run, and what each strategy came to."""

    model: str
    research: ResearchOverview | None = None
    specific_aims: SpecificAims | None = None
    contacts: tuple[Contact, ...] = ()
    skipped: tuple[str, ...] = ()
    """What was left out, each with its reason."""
    ended: str = ""
    """Why the budget ended before all parts were written; empty when it did not."""
    yields: tuple[Yield, ...] = ()
