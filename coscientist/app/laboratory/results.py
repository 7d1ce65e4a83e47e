"""Results from the laboratory: read, tested as committed, and turned into evidence."""

from pathlib import Path
from typing import TYPE_CHECKING

from coscientist.app.artefacts import write_json
from coscientist.app.laboratory.tested import belief, status_of, tested
from coscientist.domain.base import Value, content_id
from coscientist.domain.brief import Brief, BriefStatus
from coscientist.domain.decision import Decision
from coscientist.domain.errors import ConflictError
from coscientist.domain.event import Event
from coscientist.domain.hypothesis import Status
from coscientist.domain.match import Match, Outcome
from coscientist.domain.result import Relation, Result, ResultStatus
from coscientist.domain.result_analysis import Analysis
from coscientist.domain.run import Run
from coscientist.experiments.analysis.analysing import analyse
from coscientist.experiments.beliefs.evidence import evidence_from
from coscientist.experiments.beliefs.in_force import in_force
from coscientist.experiments.beliefs.updating import Belief
from coscientist.experiments.briefs.template import results_template
from coscientist.experiments.intake.reading import read_results
from coscientist.experiments.intake.ro_crate import store_package
from coscientist.ports import Store
from coscientist.tournaments.ledger import match_id

if TYPE_CHECKING:
    from coscientist.app.campaign import Campaign


class ResultReport(Value):
    """What an upload did."""

    run: str
    brief: str
    hypothesis: str
    result: str
    new: bool
    """False when the same package was uploaded before: nothing changed."""
    status: str
    """`supported`, `refuted` or `inconclusive`."""
    is_evidence: bool
    """False for a failed run or one that quality control rejected; it says nothing about the hypothesis."""
    analysis: Analysis
    claims: tuple[str, ...] = ()
    corrects: str | None = None
    """The earlier result whose place it takes."""
    belief: Belief
    """What all experiments on the hypothesis add up to."""
    stored_in: str = ""

    def summary(self) -> str:
        """Say in a few sentences what came out and what to do next."""
        again = "" if self.new else " The same package was uploaded before; nothing changed."
        if self.new and self.corrects:
            again = f" It takes the place of {self.corrects}."
        next_step = f" Let the next cycle use it: coscientist run --continue {self.run}" if self.is_evidence else ""
        return f"{self.analysis.summary}{again}{next_step}"


def template(campaign: "Campaign", brief_id: str) -> str:
    """Return the CSV that the laboratory fills in. Raises: NotFoundError."""
    return results_template(campaign.store.brief(brief_id))


def validate(campaign: "Campaign", brief_id: str, path: Path) -> list[str]:
    """Read a package without keeping it and say what was found.

    Raises: NotFoundError; FileError naming the rows that cannot be used.
    """
    brief = campaign.store.brief(brief_id)
    result = read_results(path, brief)
    analysis = analyse(brief, result)
    return [
        f"{len(result.measurements)} measurements for {brief.brief_id}, status {result.status.value}.",
        *(f"Quality control: {reason}" for reason in analysis.quality.reasons),
        "Quality control passed."
        if analysis.quality.passed
        else "Quality control failed: it would not count as evidence.",
    ]


def upload(campaign: "Campaign", brief_id: str, path: Path, relation: Relation | None = None) -> ResultReport:
    """Take a results package in. The same package twice changes nothing.

    A second one for a brief has to say what it is (`relation`), except where that is plain: it corrects one that was
    partial, and repeats one that was no evidence.

    Raises: NotFoundError; FileError naming the rows that cannot be used; ConflictError when the analysis plan was
    changed after it was frozen, when a second package does not say what it is, and for a brief that a person has
    declined, or was asked about and has not approved.
    """
    store = campaign.store
    brief = store.brief(brief_id)
    run_id = store.brief_run(brief_id)
    _ensure_approved(brief, store.run(run_id))
    result = read_results(path, brief)
    kept = {item.id: item for item in store.results(run_id, brief_id)}
    new = result.id not in kept
    result = _related(brief, result, list(kept.values()), relation) if new else kept[result.id]
    analysis = analyse(brief, result)
    hypothesis = store.hypothesis(run_id, brief.provenance.hypothesis)
    concepts = {concept.id: concept for concept in store.concepts(run_id)}
    found = evidence_from(analysis, brief=brief, result=result, hypothesis=hypothesis, concepts=concepts)
    # Every step is a no-op when it was done before, so an upload that was broken off is completed by the next.
    store.add_results(run_id, [result])
    store.add_evidence(
        run_id, concepts=found.concepts, sources=[found.source], passages=found.passages, claims=found.claims
    )
    held = belief(hypothesis.id, tested(store, reversed(campaign.lineage(store.run(run_id)))))
    _decide(campaign, run_id, analysis, brief, result, held)
    folder = store_package(path, result, brief, campaign.workspace.run(run_id) / "results")
    write_json(folder / "analysis.json", analysis.model_dump(mode="json"))
    campaign.rewrite(run_id)
    return ResultReport(
        run=run_id,
        brief=brief.brief_id,
        hypothesis=hypothesis.id,
        result=result.id,
        new=new,
        status=analysis.call.value,
        is_evidence=analysis.is_evidence,
        analysis=analysis,
        claims=tuple(claim.id for claim in found.claims),
        corrects=result.corrects,
        belief=held,
        stored_in=str(folder),
    )


def _related(brief: Brief, result: Result, kept: list[Result], relation: Relation | None) -> Result:
    """Return the result with the one that it corrects, if any. Raises: ConflictError when that is not plain."""
    earlier = in_force(kept)
    if not earlier:
        return result
    last = earlier[-1]
    if relation is None and last.status is ResultStatus.PARTIAL:
        relation = Relation.CORRECTION
    if relation is None and all(analyse(brief, item).is_evidence for item in earlier):
        raise ConflictError(
            f"The brief {brief.brief_id} has {last.id} already; another package would count as another experiment.",
            "Upload it --as correction if it puts the first right or completes it, --as repeat if all was done again.",
        )
    return result.model_copy(update={"corrects": last.id}) if relation is Relation.CORRECTION else result


def _ensure_approved(brief: Brief, run: Run) -> None:
    """Hold results back that nobody approved of being measured; whoever wants them in approves the brief first.

    Raises: ConflictError.
    """
    approve = f"If they are to count, approve it first: coscientist approve {run.id} {brief.brief_id}"
    if brief.status is BriefStatus.DECLINED:
        last = brief.approvals[-1]
        why = f", because: {last.note.strip().rstrip('.')}" if last.note.strip() else ""
        raise ConflictError(
            f"The brief {brief.brief_id} was declined by {last.by}{why}; its results are not taken in.", approve
        )
    if run.approve and brief.status is BriefStatus.DRAFT:
        raise ConflictError(
            f"The brief {brief.brief_id} waits for a person's approval, which run {run.id} asks for; its results are "
            "not taken in.",
            approve,
        )


def lab_verdicts(store: Store, run_id: str) -> list[Match]:
    """Return the verdicts that measurements allow: of two measured hypotheses the supported one is the better.

    They stand in the ledger under the laboratory's name. Two that came out alike are not compared.
    """
    latest = {item.hypothesis: item for item in store.decisions(run_id)}
    measured = [latest[name] for name in sorted(latest) if latest[name].by.startswith("lab:")]
    return [
        Match(
            id=match_id(won.hypothesis, lost.hypothesis, won.by, batch=lost.by),
            first=won.hypothesis,
            second=lost.hypothesis,
            judge=won.by,
            outcome=Outcome.FIRST,
            reason="Measured: the first was supported, the second refuted.",
            batch=lost.by,
        )
        for won in measured
        for lost in measured
        if won.status is Status.SUPPORTED and lost.status is Status.REFUTED
    ]


def _decide(campaign: "Campaign", run_id: str, analysis: Analysis, brief: Brief, result: Result, held: Belief) -> None:
    """Record where all experiments leave the hypothesis; a rejected one that corrects nothing leaves it as it was.

    A package that comes in again decides nothing anew, whatever came after it.
    """
    decided = any(item.by == f"lab:{result.id}" for item in campaign.store.decisions(run_id))
    if (analysis.is_evidence or result.corrects) and not decided:
        status = status_of(held)
        decision = Decision(
            id=content_id("d", analysis.hypothesis, status.value, result.id),
            hypothesis=analysis.hypothesis,
            status=status,
            by=f"lab:{result.id}",
            why=_why(analysis, held),
        )
        campaign.store.add_decisions(run_id, [decision])
        campaign.store.add_matches(run_id, lab_verdicts(campaign.store, run_id))
    event = Event(
        id=content_id("e", "results", result.id),
        kind="result",
        stage="results",
        message=analysis.summary,
        data={
            "brief": brief.brief_id,
            "result": result.id,
            "call": analysis.call.value,
            "evidence": analysis.is_evidence,
        },
        at=campaign.clock.now(),
    )
    campaign.store.add_events(run_id, [event])


def _why(analysis: Analysis, held: Belief) -> str:
    if len(held.results) < 2:
        return analysis.summary
    calls = ", ".join(call.value for call in held.calls)
    return f"{analysis.summary} All {len(held.results)} experiments on it: {calls}."
