"""What stands behind one hypothesis: each step with its quotations, and what speaks against it."""

from typing import TYPE_CHECKING

from coscientist.agents.wording import plural
from coscientist.app.views.quotes import Quote, quotes, sources_of
from coscientist.app.views.rendering import render
from coscientist.domain.base import Value
from coscientist.domain.claim import Claim
from coscientist.domain.hypothesis import MechanismStep

if TYPE_CHECKING:
    from coscientist.app.record import Entry, Record


class StepEvidence(Value):
    """One step of the mechanism and what states it."""

    text: str
    subject: str
    object: str
    """Concept ids."""
    sign: int
    assumption: str
    sources: int
    """Distinct sources; 0: nothing that was retrieved states this step, it is what would be new."""
    quotes: tuple[Quote, ...]
    against: tuple[Quote, ...]


class HypothesisEvidence(Value):
    """The evidence of one hypothesis; a notebook shows it as a small page, a terminal as text."""

    hypothesis: str
    title: str
    statement: str
    status: str
    steps: tuple[StepEvidence, ...]
    further: tuple[Quote, ...]
    """For claims that it rests on beside its steps, such as a second route."""
    against: tuple[Quote, ...]
    """Against the hypothesis as a whole, or against no step in particular."""

    def __str__(self) -> str:
        lines = [f"{self.hypothesis} ({self.status})", self.statement]
        for number, step in enumerate(self.steps, start=1):
            found = (
                plural(step.sources, "source") if step.sources else "nothing found states it: it is what would be new"
            )
            lines += ["", f"{number}. {step.text}  [{found}]"]
            lines += [f"   {quote}" for quote in step.quotes]
            lines += [f"   against: {quote}" for quote in step.against]
        for heading, more in (("Further evidence", self.further), ("Evidence against", self.against)):
            lines += ["", heading, *(f"   {quote}" for quote in more)] if more else []
        return "\n".join(lines)

    def __repr__(self) -> str:
        return str(self)

    def _repr_html_(self) -> str:
        return render("evidence.html.j2", evidence=self)


def evidence_of(record: "Record", entry: "Entry") -> HypothesisEvidence:
    """Return the evidence of one hypothesis of a run."""
    item = entry.hypothesis
    contrary = [claim for review in entry.reviews for claim in review.contradicting]
    steps = [_step(record, step, contrary) for step in item.mechanism]
    in_steps = {claim for step in item.mechanism for claim in step.claims}
    told = {quote.passage for step in steps for quote in (*step.quotes, *step.against)}
    further = [claim for claim in item.claims if claim not in in_steps and claim not in contrary]
    return HypothesisEvidence(
        hypothesis=item.id,
        title=item.title,
        statement=item.statement,
        status=entry.status.value,
        steps=tuple(steps),
        further=tuple(quote for quote in quotes(record, further) if quote.passage not in told),
        against=tuple(quote for quote in quotes(record, contrary) if quote.passage not in told),
    )


def _step(record: "Record", step: MechanismStep, contrary: list[str]) -> StepEvidence:
    against = [item for item in contrary if _about(record.claims.get(item), step) and item not in step.claims]
    return StepEvidence(
        text=step.text,
        subject=step.subject,
        object=step.object,
        sign=step.sign,
        assumption=step.assumption,
        sources=len(sources_of(record, step.claims)),
        quotes=quotes(record, step.claims),
        against=quotes(record, against),
    )


def _about(claim: Claim | None, step: MechanismStep) -> bool:
    return claim is not None and {claim.subject, claim.object} == {step.subject, step.object}
