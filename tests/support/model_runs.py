"""Whole runs with a language model, for tests: scripted ones, and ones that ask an endpoint with faults."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from coscientist.app.campaign import Campaign
from coscientist.app.models.modelling import limits_of
from coscientist.app.record import Record
from coscientist.domain.goal import Plan
from coscientist.llm.connect import connect
from coscientist.llm.door import Door, DoorSettings
from coscientist.llm.record.ledger import StoreCalls, spent_in
from coscientist.llm.testing import ScriptedModel
from coscientist.llm.transports.port import Request
from coscientist.ports import Clock, Store
from tests.llm.setup import QUICK
from tests.support.fault_endpoint import FaultEndpoint
from tests.support.faults import schema_name_of
from tests.support.model_world import GOAL, answer_for, scientist

IMPATIENT = QUICK.model_copy(update={"timeout_seconds": 6.0})
"""Long enough for a busy machine: a request that is given up before it is sent would be counted and never received."""
CANARY = "canary-7f3a91c2d4e5"


class Crash(BaseException):
    """The process goes down."""


@dataclass
class Scripted:
    """Opens scripted models on a run's own ledger, and keeps them."""

    answers: Callable[[Request], Any] = scientist
    transport_test: bool = False
    opened: list[ScriptedModel] = field(default_factory=list)

    def __call__(self, plan: Plan, store: Store, run_id: str, _clock: Clock) -> Door | None:
        if plan.model is None:
            return None
        kind = _TransportTest if self.transport_test else ScriptedModel
        self.opened.append(kind(self.answers, book=StoreCalls(store, run_id), limits=limits_of(plan)))
        return self.opened[-1]

    @property
    def requests(self) -> list[Request]:
        return [request for model in self.opened for request in model.requests]


class _TransportTest(ScriptedModel):
    def is_transport_test(self, model: str) -> bool:
        return True


def plan_for(campaign: Campaign, pack: Path, *, model: str | None = "scripted/model", **options: Any) -> Plan:
    wanted = {"hypotheses": 6, "profile_name": "quick", **options}
    cycles = wanted.pop("cycles", 1)
    plan = campaign.plan(GOAL, corpora=(str(pack),), model=model, **wanted)
    return plan.model_copy(update={"cycles": cycles, "briefs": 1})


@dataclass(frozen=True)
class Finished:
    record: Record
    folder: Path
    requests: list[Request]


def finished(workspace: Path, pack: Path, opener: Any, **options: Any) -> Finished:
    with Campaign(workspace, model=opener) as campaign:
        record = campaign.run(plan_for(campaign, pack, **options))
        list(record.entries), list(record.matches), list(record.events), list(record.claims)
        _ = (record.passages, record.standings, record.briefs)
        return Finished(record, campaign.workspace.run(record.run.id), getattr(opener, "requests", []))


def artefacts(folder: Path) -> str:
    return "\n".join(
        path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*"))
        if path.suffix in (".json", ".jsonl", ".md", ".html")
    )


def through(endpoint: FaultEndpoint) -> Any:
    """Open real doors onto an endpoint, which lose patience quickly."""

    def opened(plan: Plan, store: Store, run_id: str, clock: Clock) -> Door:
        return connect(
            ["openai/faulty"],
            book=StoreCalls(store, run_id),
            clock=clock,
            environment={"OPENAI_API_BASE": endpoint.base_url, "OPENAI_API_KEY": CANARY, "LAB_TOKEN": CANARY + "-lab"},
            limits=limits_of(plan),
            spent=spent_in(store.calls(run_id)),
            settings=DoorSettings(retry=IMPATIENT),
        )

    return opened


def answered(body: dict[str, Any]) -> str:
    prompt = next(message["content"] for message in body["messages"] if message["role"] == "user")
    return json.dumps(answer_for(schema_name_of(body), prompt))
