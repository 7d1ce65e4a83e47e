"""Evidence for and against each step."""

from collections.abc import Sequence
from math import prod

from coscientist.agents.citations import unsupported_steps
from coscientist.agents.reflection.ends import reported_of_ends
from coscientist.agents.reflection.reviewer import written
from coscientist.agents.wording import acts, agree, as_outcome, capital, plural
from coscientist.agents.workbench import Need, Workbench
from coscientist.domain.check import Check
from coscientist.domain.claim import Claim
from coscientist.domain.hypothesis import Hypothesis, MechanismStep
from coscientist.domain.review import Objection, Review, Severity
from coscientist.evidence.links import make_link, says_no_effect

UNSTATED = 0.25
"""Reliability given to a step that nothing retrieved states: it is the conjecture itself."""
MISREAD = 2
"""Sources that must speak against a step before claims that only a machine read can eliminate: one may be misread."""
OPPOSED = 0.5
"""What is left of the evidence for a hypothesis where of its ends in another form more says the opposite."""
SILENT = 0.5
"""What is left of a step's reliability when none of its quotes names what acts: the reader cannot check it."""


class EvidenceReviewer:
    """Weighs what the corpora and the lab say for and against each step of the mechanism.

    The score is the geometric mean of the steps' reliabilities (see `evidence.links.Link.reliability`). A step with
    more weight against it than for it eliminates the hypothesis, and so do reports about its two ends themselves when
    they weigh more against it than for it. Claims that only rules or a model read need a second source for that.
    Reports of the opposite about a form of the ends (a salt, a complex, a family) halve the score; they eliminate it
    where several sources say so of what goes by the same name (a protein and its complex), and none says the same.
    """

    name = "reflection/evidence"
    needs = frozenset({Need.EVIDENCE})

    def review(self, bench: Workbench, hypothesis: Hypothesis, checks: Sequence[Check]) -> Review:
        """Return the review. Of `checks` only those on citations count: a step whose citation fails loses half."""
        uncited = unsupported_steps(checks)
        objections: list[Objection] = []
        supporting: list[str] = []
        contradicting: list[str] = []
        reliabilities: list[float] = []
        disputed = hypothesis.strategy == "generation/conflict"
        for index, step in enumerate(hypothesis.mechanism):
            found, against, reliability = _weigh(bench, step, index, disputed=disputed)
            objections += found
            supporting += step.claims
            contradicting += [item for item in against if item not in step.claims]
            reliabilities.append(reliability * SILENT if index in uncited else reliability)
        score = prod(reliabilities) ** (1 / len(reliabilities)) if reliabilities else 0.0
        if not disputed:
            found, against = _outright(bench, hypothesis)
            objections += found
            contradicting += against
            found, against, left = _of_forms(bench, hypothesis)
            objections += found
            contradicting += [item for item in against if item not in contradicting]
            score *= left
        known = bench.claims
        sources = {known[item].source for item in supporting if item in known}
        fatal = [item.text for item in objections if item.severity is Severity.FATAL]
        against_text = (
            f"; {plural(len(contradicting), 'claim')} against" if contradicting else "; nothing against was found"
        )
        return written(
            self.name,
            hypothesis,
            f"{plural(len(supporting), 'claim')} from {plural(len(sources), 'source')} for{against_text}.",
            scores={"evidence": score},
            objections=objections,
            supporting=supporting,
            contradicting=contradicting,
            eliminate=fatal[0] if fatal else None,
        )


def _outright(bench: Workbench, hypothesis: Hypothesis) -> tuple[list[Objection], list[str]]:
    """Weigh what is reported of the intervention and the outcome themselves, whatever lies between them."""
    if len(hypothesis.interventions) != 1 or not hypothesis.outcome_sign:
        return [], []
    start, end = hypothesis.interventions[0], hypothesis.outcome
    link = bench.graph.link(start, end)
    if link is None or any((step.subject, step.object) == (start, end) for step in hypothesis.mechanism):
        return [], []
    stated = hypothesis.outcome_sign * hypothesis.intervention_sign
    opposing = [
        claim for claim in bench.graph.claims_between(start, end) if claim.sign == -stated or says_no_effect(claim)
    ]
    against = [claim.id for claim in opposing]
    if not against:
        return [], []
    favour, opposed = (link.increasing, link.decreasing) if stated > 0 else (link.decreasing, link.increasing)
    heavy = opposed + link.unchanged > favour + 0.5 * link.undirected and _stands(opposing)
    return [
        Objection(
            kind="contradicted outright",
            text=f"{plural(len(against), 'claim')} about {bench.name(start)} and {as_outcome(bench.concept(end))} "
            f"themselves {agree('speaks', plural=len(against) != 1)} against it.",
            severity=Severity.FATAL if heavy else Severity.MAJOR,
            claims=tuple(against[:4]),
        )
    ], against


def _of_forms(bench: Workbench, hypothesis: Hypothesis) -> tuple[list[Objection], list[str], float]:
    """Weigh what is reported of forms of the two ends; return what it leaves of the score, too."""
    if len(hypothesis.interventions) != 1 or not hypothesis.outcome_sign:
        return [], [], 1.0
    start, end = hypothesis.interventions[0], hypothesis.outcome
    same, opposite = reported_of_ends(bench, hypothesis)
    opposite = [claim for claim in opposite if (claim.subject, claim.object) != (start, end)]
    if not opposite:
        return [], [], 1.0
    heavy = make_link(start, end, opposite).causal > make_link(start, end, same).causal
    first = opposite[0]
    what = capital(acts(first.sign, bench.concept(first.subject), bench.concept(first.object)))
    more = f" ({plural(len(opposite), 'such claim')})" if len(opposite) > 1 else ""
    called_so = bench.name(start), bench.name(end)
    alike = [claim for claim in opposite if (bench.name(claim.subject), bench.name(claim.object)) == called_so]
    settled = not same and len({claim.source for claim in alike}) > 1 and _stands(alike)
    severity = Severity.FATAL if settled else Severity.MAJOR if heavy else Severity.MINOR
    said = Objection(
        kind="opposite reported",
        text=f"The opposite is reported of a form of the two ends: {what}{more}.",
        severity=severity,
        claims=tuple(claim.id for claim in opposite[:4]),
    )
    return [said], [claim.id for claim in opposite], OPPOSED if heavy else 1.0


def _stands(against: Sequence[Claim]) -> bool:
    """Say whether claims are enough to eliminate: curated, measured, or read by machine out of several sources."""
    return not all(claim.read_by_machine for claim in against) or len({c.source for c in against}) >= MISREAD


def _weigh(
    bench: Workbench, step: MechanismStep, index: int, *, disputed: bool
) -> tuple[list[Objection], list[str], float]:
    link = bench.step_link(step)
    if link is None:
        text = f"Step {index + 1} is a conjecture: nothing retrieved states it."
        return [Objection(kind="conjectured step", text=text, severity=Severity.MINOR, step=index)], [], UNSTATED
    known = bench.claims
    claims = [known[item] for item in link.claims]
    for_it = [claim for claim in claims if claim.sign == step.sign]
    against = [claim for claim in claims if (claim.sign == -step.sign and step.sign) or says_no_effect(claim)]
    what = f"{bench.name(step.subject)} → {as_outcome(bench.concept(step.object))}"
    found: list[Objection] = []

    def object_to(kind: str, text: str, severity: Severity, claims_: Sequence[str] = ()) -> None:
        found.append(Objection(kind=kind, text=text, severity=severity, claims=tuple(claims_), step=index))

    if against and not disputed:
        heavy = (link.sign != step.sign or link.opposing >= link.supporting) and _stands(against)
        many = len({claim.source for claim in against})
        speaking = f"{plural(many, 'source')} {agree('speaks', plural=many != 1)}"
        object_to(
            "contradicted step",
            f"{speaking} against {what}.",
            Severity.FATAL if heavy else Severity.MAJOR if link.opposing > 0.4 * link.supporting else Severity.MINOR,
            [claim.id for claim in against[:4]],
        )
    if step.sign and not for_it and not against:
        object_to("direction not stated", f"No source says which way {what} goes.", Severity.MAJOR, link.claims[:4])
    sources = {claim.source for claim in for_it}
    if len(sources) == 1:
        object_to("single source", f"{what} rests on one source.", Severity.MINOR, [for_it[0].id])
    if for_it and all(claim.hedged for claim in for_it):
        object_to("hedged evidence", f"The sources only suggest {what}.", Severity.MAJOR, [c.id for c in for_it[:4]])
    if for_it and not any(claim.predicate.causal for claim in for_it):
        object_to(
            "correlation only", f"{what} was only seen to go together.", Severity.MAJOR, [c.id for c in for_it[:4]]
        )
    reliability = link.reliability
    if for_it and not any(bench.quote_names(claim, step.subject) for claim in for_it):
        object_to("quote silent", f"No quote names {bench.name(step.subject)} itself.", Severity.MAJOR, [for_it[0].id])
        reliability *= SILENT
    return found, [claim.id for claim in against], reliability
