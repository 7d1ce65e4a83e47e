"""Small domain values to keep in a store."""

import types
from enum import Enum
from typing import Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel

from coscientist.domain.brief import Brief
from coscientist.domain.call import Call
from coscientist.domain.check import Check, CheckRole, Verdict
from coscientist.domain.claim import Claim, Predicate
from coscientist.domain.concept import Concept, ConceptKind
from coscientist.domain.decision import Decision
from coscientist.domain.event import Event
from coscientist.domain.goal import Direction, Plan, Target
from coscientist.domain.hypothesis import EffectDirection, Hypothesis, MechanismStep, Prediction, Status
from coscientist.domain.literature import Passage, Source
from coscientist.domain.match import Match, Outcome
from coscientist.domain.result import Result
from coscientist.domain.review import Novelty, NoveltyState, Objection, Review, Severity
from coscientist.domain.run import Run, RunStatus

M = TypeVar("M", bound=BaseModel)
EFFECT = {"readout": "p1", "statistic": "effect"}
DECISION = {
    "go": ({**EFFECT, "op": ">", "threshold": 1.0},),
    "no_go": ({**EFFECT, "op": "<", "threshold": 0.0},),
    "inconclusive": ({**EFFECT, "op": ">=", "threshold": 0.0}, {**EFFECT, "op": "<=", "threshold": 1.0}),
    "next_action": {"go": "repeat", "no_go": "stop", "inconclusive": "repeat"},
}
GOAL = "Find interventions that reduce tau phosphorylation"


def a_run(run_id: str = "run-1", **changes: Any) -> Run:
    target = Target(name="tau", concepts=("p(HGNC:MAPT)",), words=("tau",), direction=Direction.REDUCE)
    plan = Plan(goal=GOAL, direction=Direction.REDUCE, targets=(target,))
    run = Run(id=run_id, plan=plan, status=RunStatus.RUNNING, started_at="2026-01-01T00:00:00Z")
    return run.model_copy(update=changes)


def a_hypothesis(hypothesis_id: str = "hyp-1", statement: str = "Lithium lowers tau phosphorylation.") -> Hypothesis:
    return Hypothesis(
        id=hypothesis_id,
        title="Lithium and tau",
        statement=statement,
        strategy="generation/bridging",
        interventions=("lithium",),
        outcome="tau-p",
        outcome_sign=-1,
        mechanism=(MechanismStep(subject="lithium", object="GSK3B", sign=-1, text="Lithium inhibits GSK-3β."),),
        predictions=(
            Prediction(
                id="p1", readout="pS396 / tau", readout_kind="phosphorylation", direction=EffectDirection.DECREASE
            ),
        ),
        score=0.1 + 0.2,
    )


def a_review(review_id: str = "rev-1", hypothesis: str = "hyp-1") -> Review:
    return Review(
        id=review_id,
        hypothesis=hypothesis,
        reviewer="reflection/evidence",
        summary="One source only.",
        scores={"evidence": 0.25},
        objections=(Objection(kind="single source", text="Only one group.", severity=Severity.MINOR),),
        novelty=Novelty(state=NoveltyState.NOT_FOUND, searched=("hbp",), until=2012),
    )


def a_check(check_id: str = "chk-1", hypothesis: str | None = "hyp-1", value: float | str | bool | None = 1.0) -> Check:
    return Check(
        id=check_id,
        hypothesis=hypothesis,
        tool="chemistry.druglikeness",
        subject="lithium",
        property="QED",
        value=value,
        method="RDKit",
        source="PubChem",
        verdict=Verdict.PASS,
        role=CheckRole.GATE,
    )


def a_decision(decision_id: str = "dec-1", hypothesis: str = "hyp-1", why: str = "No evidence.") -> Decision:
    return Decision(id=decision_id, hypothesis=hypothesis, status=Status.ELIMINATED, by="person:Ada", why=why)


def a_match(match_id: str = "mat-1", outcome: Outcome = Outcome.FIRST) -> Match:
    return Match(id=match_id, first="hyp-1", second="hyp-2", judge="panel/evidence", outcome=outcome)


def a_concept(concept_id: str = "tau") -> Concept:
    return Concept(id=concept_id, name="tau protein", kind=ConceptKind.PROTEIN, identifiers={"HGNC": "MAPT"})


def a_source(source_id: str = "pmid:1") -> Source:
    return Source(id=source_id, title="Tau", authors=("Ada",), year=2001)


def a_passage(passage_id: str = "pas-1", quote: str = "Tau was less phosphorylated.") -> Passage:
    return Passage(id=passage_id, source="pmid:1", quote=quote, year=2001)


def a_claim(claim_id: str = "cla-1") -> Claim:
    return Claim(
        id=claim_id,
        subject="lithium",
        predicate=Predicate.DECREASES,
        object="tau-p",
        passages=("pas-1",),
        context={"species": ("mouse", "rat"), "method": ("Western blot",)},
        made_by="pack:hbp",
    )


def an_event(event_id: str = "evt-1", at: str | None = None, message: str = "Generating") -> Event:
    return Event(id=event_id, kind="stage", stage="generate", message=message, data={"done": 3, "all": False}, at=at)


def a_call(key: str = "key-1", answer: str | None = "{}") -> Call:
    return Call(key=key, role="generation", model="scripted", answer=answer, cost_usd=0.01)


def a_brief(brief_id: str = "bri-1", **fields: Any) -> Brief:
    return smallest(Brief, brief_id=brief_id, **{"decision": DECISION} | fields)


def a_result(result_id: str = "res-1", brief: str = "bri-1") -> Result:
    return smallest(Result, id=result_id, brief=brief)


def smallest(model: type[M], **fields: Any) -> M:
    """Fill the required fields of a model with the least that their types allow; the store knows only its id."""
    for name, field in model.model_fields.items():
        if name not in fields and field.is_required():
            fields[name] = _least(field.annotation)
    return model.model_validate(fields)


def _least(kind: Any) -> Any:
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return None if type(None) in get_args(kind) else _least(get_args(kind)[0])
    if origin in (tuple, list, dict):
        return origin()
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return smallest(kind)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return next(iter(kind))
    return {str: "text", int: 1, float: 1.0, bool: False}.get(kind) or get_args(kind)[0]
