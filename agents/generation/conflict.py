"""Conflict: sources disagree, and a difference between their systems would explain why."""

from collections.abc import Iterator
from typing import NamedTuple

from coscientist.agents.generation.intervening import is_only_given
from coscientist.agents.generation.predicting import comparator, several
from coscientist.agents.generation.steps import system
from coscientist.agents.plurals import is_plural
from coscientist.agents.readouts import readout_kind, readout_of
from coscientist.agents.wording import (
    acts,
    agree,
    as_outcome,
    capital,
    intervention,
    joined,
    measured,
    plural,
    prose,
    verb,
)
from coscientist.agents.workbench import Need, Workbench
from coscientist.domain.base import content_id
from coscientist.domain.claim import Claim
from coscientist.domain.hypothesis import EffectDirection, Hypothesis, MechanismStep, Prediction
from coscientist.evidence.conflicts import Conflict, conflicts

MAX_OUTCOMES = 20
SETTABLE = ("cell line", "cell type", "mouse strain", "species", "anatomy", "disease", "method")
"""Differences that would explain a conflict: one that a laboratory can set comes first."""


class Moderator(NamedTuple):
    """What differs between the two sides of a conflict, as sentences name it: `in mice`, `in N2a cells`."""

    kind: str
    ours: str
    theirs: str


class Side(NamedTuple):
    """Claims of one direction, with where they were made."""

    sign: int
    claims: tuple[Claim, ...]
    where: str

    @property
    def sources(self) -> int:
        """Count its distinct sources."""
        return len({claim.source for claim in self.claims})


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
            chosen = sides(bench, conflict, moderator)
            if chosen is not None:
                yield _draft(bench, conflict, moderator.kind, *chosen, cycle=cycle)


def moderator_of(conflict: Conflict) -> Moderator | None:
    """Choose the difference that best explains a conflict; None when none is stated."""
    kind = next((kind for kind in SETTABLE if kind in conflict.contexts), None)
    if kind is None:
        return None
    within = "by" if kind == "method" else "in"
    places = (joined([system(kind, value) for value in values[:2]]) for values in conflict.contexts[kind])
    return Moderator(kind, *(f"{within} {place}" for place in places))


def sides(bench: Workbench, conflict: Conflict, moderator: Moderator) -> tuple[int, Side, Side] | None:
    """Return the dose and the two sides, first the one that serves the goal; None when neither does.

    Of a protein one may have more or less; a compound is given, so one of its sides must go the way that is wanted.
    """
    link = conflict.link
    first = Side(link.sign or 1, conflict.side, moderator.ours)
    signs = {claim.sign for claim in conflict.other_side if claim.sign}
    second = Side(signs.pop() if len(signs) == 1 else 0, conflict.other_side, moderator.theirs)
    wanted = bench.outcomes.get(link.object, 0)
    if wanted in (0, first.sign):
        return 1, first, second
    if not is_only_given(bench.concept(link.subject)):
        return -1, first, second
    return (1, second, first) if second.sign == wanted else None


def _draft(
    bench: Workbench, conflict: Conflict, differs: str, dose: int, side: Side, other: Side, *, cycle: int
) -> Hypothesis:
    link = conflict.link
    subject, object_ = bench.concept(link.subject), bench.concept(link.object)
    does, end, many = intervention(subject, dose), measured(object_, side.claims), several(subject, dose)
    acts_on = f"{verb(side.sign * dose, object_, side.claims, plural=many)} {as_outcome(object_)}"
    contrast = f"{verb(other.sign * dose, object_, other.claims, plural=many)} it" if other.sign else "not"
    disagree = agree("disagrees", plural=side.sources != 1)
    statement = (
        f"{capital(does)} {acts_on} {side.where} but {contrast} {other.where}: the {differs} decides, which would "
        f"explain why {plural(side.sources, 'source')} {disagree} with {plural(other.sources, 'other')}."
    )
    claims = tuple(dict.fromkeys(claim.id for claim in (*side.claims[:4], *other.claims[:4])))
    return Hypothesis(
        id=content_id("h", ConflictResolution.name, statement, sorted(claims)),
        title=f"The {differs} decides whether {does} {acts_on}",
        statement=statement,
        strategy=ConflictResolution.name,
        cycle=cycle,
        interventions=(link.subject,),
        intervention_sign=dose,
        outcome=link.object,
        outcome_sign=side.sign * dose,
        mechanism=(_step(bench, conflict, side), _step(bench, conflict, other)),
        context=(side.where, other.where),
        claims=claims,
        null=f"The effect of {does} on {end} is the same {side.where} and {other.where}.",
        alternative="The sources differ in dose, exposure time or readout, and not because of the system.",
        predictions=(
            _prediction(bench, conflict, side, dose, primary=True),
            _prediction(bench, conflict, other, dose, primary=False),
        ),
        falsifiers=(
            f"Side by side in one protocol, {end} {_changes(end)} alike {side.where} and {other.where}.",
            f"{capital(does)} {agree('changes', plural=many)} {end} in neither.",
        ),
        score=conflict.balance * link.reliability,
    )


def _changes(end: str) -> str:
    return agree("changes", plural=is_plural(end))


def _step(bench: Workbench, conflict: Conflict, side: Side) -> MechanismStep:
    first, second = bench.concept(conflict.link.subject), bench.concept(conflict.link.object)
    unmoved = agree("does", plural=is_plural(prose(first)))
    says = (
        acts(side.sign, first, second, side.claims)
        if side.sign
        else f"{prose(first)} {unmoved} not change {as_outcome(second)}"
    )
    return MechanismStep(
        subject=first.id,
        object=second.id,
        sign=side.sign,
        text=f"{says} {side.where} ({plural(side.sources, 'source')})",
        claims=tuple(claim.id for claim in side.claims[:4]),
        assumption="the sources of this side differ from the others in this and not in dose or readout",
    )


def _prediction(bench: Workbench, conflict: Conflict, side: Side, dose: int, *, primary: bool) -> Prediction:
    start, end = conflict.link.subject, bench.concept(conflict.link.object)
    ways = {1: EffectDirection.INCREASE, -1: EffectDirection.DECREASE, 0: EffectDirection.NO_CHANGE}
    way = ways[side.sign * dose]
    return Prediction(
        id=content_id("pr", start, end.id, side.where, way.value),
        readout=f"{readout_of(end, conflict.side)}, {side.where}",
        readout_concept=end.id,
        readout_kind=readout_kind(end, conflict.side),
        intervention=(start,),
        comparator=f"{comparator(bench, start, dose)} {side.where}",
        direction=way,
        primary=primary,
        rationale=f"as reported {side.where}",
    )
