"""Conflict: sources disagree, and a difference between their systems would explain why."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from coscientist.agents.generation.drafting import comparator
from coscientist.agents.readouts import readout_kind, readout_of
from coscientist.agents.wording import acts, as_outcome, intervention, joined, plural, verb
from coscientist.agents.workbench import Need, Workbench
from coscientist.domain.base import content_id
from coscientist.domain.claim import Claim
from coscientist.domain.hypothesis import EffectDirection, Hypothesis, MechanismStep, Prediction
from coscientist.evidence.conflicts import Conflict, conflicts

MAX_OUTCOMES = 20


class Moderator(NamedTuple):
    """What differs between the two sides of a conflict."""

    kind: str
    ours: str
    theirs: str


class ConflictResolution:
    """Pairs with claims both ways, and the context that would reconcile them."""

    name = "generation/conflict"
    needs = frozenset({Need.EVIDENCE})

    def propose(self, bench: Workbench, *, cycle: int) -> Iterator[Hypothesis]:
        """Yield the conflicts whose sides differ in a stated context, the most evenly balanced first."""
        for conflict in conflicts(bench.graph, list(bench.outcomes)[:MAX_OUTCOMES]):
            moderator = moderator_of(conflict)
            if moderator is None or not bench.can_be_changed(conflict.link.subject):
                continue
            yield self._draft(bench, conflict, moderator, cycle)

    def _draft(self, bench: Workbench, conflict: Conflict, moderator: Moderator, cycle: int) -> Hypothesis:
        link = conflict.link
        subject, object_ = bench.concept(link.subject), bench.concept(link.object)
        wanted = bench.outcomes.get(link.object, 0)
        sign = link.sign or 1
        dose = 1 if wanted in (0, sign) or subject.kind.value == "compound" else -1
        does, end = intervention(subject, dose), as_outcome(object_)
        other = _other_side(conflict)
        statement = (
            f"{does} {verb(sign * dose, object_)} {end} in {moderator.ours} but not in {moderator.theirs}: the "
            f"{moderator.kind} decides, which is why {plural(len({c.source for c in conflict.side}), 'source')} "
            f"and {plural(len({c.source for c in conflict.other_side}), 'source')} disagree."
        )
        claims = tuple(dict.fromkeys(claim.id for claim in (*conflict.side[:4], *conflict.other_side[:4])))
        return Hypothesis(
            id=content_id("h", self.name, statement, sorted(claims)),
            title=f"The {moderator.kind} decides whether {does} {verb(sign * dose, object_)} {end}",
            statement=statement,
            strategy=self.name,
            cycle=cycle,
            interventions=(link.subject,),
            intervention_sign=dose,
            outcome=link.object,
            outcome_sign=sign * dose,
            mechanism=(
                _step(bench, link.subject, link.object, sign, conflict.side, f"in {moderator.ours}"),
                _step(bench, link.subject, link.object, other, conflict.other_side, f"in {moderator.theirs}"),
            ),
            context=(moderator.ours, moderator.theirs),
            claims=claims,
            null=f"The effect of {subject.name} on {end} is the same in {moderator.ours} and in {moderator.theirs}.",
            alternative="The sources differ in dose, exposure time or readout, and not because of the system.",
            predictions=_predictions(bench, conflict, moderator, dose),
            falsifiers=(
                f"Side by side in one protocol, {end} changes alike in {moderator.ours} and {moderator.theirs}.",
                f"{subject.name} changes {end} in neither.",
            ),
            score=conflict.balance * link.reliability,
        )


def moderator_of(conflict: Conflict) -> Moderator | None:
    """Choose the difference that best explains a conflict: one that a laboratory can set comes first."""
    for kind in ("cell line", "cell type", "mouse strain", "species", "anatomy", "disease", "method"):
        if kind in conflict.contexts:
            ours, theirs = conflict.contexts[kind]
            return Moderator(kind=kind, ours=joined(ours[:2]), theirs=joined(theirs[:2]))
    return None


def _other_side(conflict: Conflict) -> int:
    signs = {claim.sign for claim in conflict.other_side if claim.sign}
    return signs.pop() if len(signs) == 1 else 0


def _step(
    bench: Workbench, subject: str, object_: str, sign: int, claims: Sequence[Claim], where: str
) -> MechanismStep:
    first, second = bench.concept(subject), bench.concept(object_)
    text = acts(sign, first, second, claims) if sign else f"{first.name} does not change {as_outcome(second)}"
    return MechanismStep(
        subject=subject,
        object=object_,
        sign=sign,
        text=f"{text} {where} ({plural(len({claim.source for claim in claims}), 'source')})",
        claims=tuple(claim.id for claim in claims[:4]),
        assumption="the sources of this side differ from the others in this and not in dose or readout",
    )


def _predictions(bench: Workbench, conflict: Conflict, moderator: Moderator, dose: int) -> tuple[Prediction, ...]:
    link = conflict.link
    end = bench.concept(link.object)
    sign = (link.sign or 1) * dose
    other = _other_side(conflict) * dose
    ways = {1: EffectDirection.INCREASE, -1: EffectDirection.DECREASE, 0: EffectDirection.NO_CHANGE}
    return tuple(
        Prediction(
            id=content_id("pr", link.subject, link.object, where, ways[way].value),
            readout=f"{readout_of(end)}, in {where}",
            readout_concept=link.object,
            readout_kind=readout_kind(end),
            intervention=(link.subject,),
            comparator=f"{comparator(bench, link.subject, dose)} in {where}",
            direction=ways[way],
            primary=primary,
            rationale=f"as reported in {where}",
        )
        for where, way, primary in ((moderator.ours, sign, True), (moderator.theirs, other, False))
    )
