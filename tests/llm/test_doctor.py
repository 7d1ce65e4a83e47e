"""What `coscientist doctor --model` learns from one call."""

import asyncio
import json

from coscientist.llm.doctor import ModelReport, examine
from tests.llm.setup import KEY, RunningClock
from tests.support.fault_endpoint import FaultEndpoint
from tests.support.faults import Answer, Faults

RIGHT = json.dumps({"element": "Lithium", "atomic_number": 3, "uses": ["batteries", "mood stabiliser"]})


def report(faults: Faults, answer: Answer = lambda _: RIGHT) -> tuple[ModelReport, int]:
    with FaultEndpoint(faults, answer=answer) as endpoint:
        environment = {"OPENAI_API_BASE": endpoint.base_url, "OPENAI_API_KEY": KEY}
        found = asyncio.run(examine("openai/m", environment, RunningClock(), timeout_seconds=0.5))
        return found, endpoint.counts["received"]


def states(found: ModelReport) -> dict[str, str]:
    return {finding.what: finding.state for finding in found.findings}


def test_one_call_shows_what_works() -> None:
    found, received = report(Faults())
    assert received == 1
    assert found.usable
    assert states(found) == {
        "address": "works",
        "reply": "works",
        "schema": "works",
        "context": "unknown",
        "tokens": "works",
        "cost": "works",
    }


def test_a_wrong_answer_in_the_right_form_is_said() -> None:
    found, _ = report(Faults(), lambda _: RIGHT.replace("3", "4"))
    assert states(found)["schema"] == "unknown"


def test_a_model_that_keeps_no_schema_is_not_usable() -> None:
    found, _ = report(Faults(), lambda _: "Lithium, of course.")
    assert states(found)["schema"] == "fails"
    assert not found.usable


def test_no_reply_is_a_finding_and_no_error() -> None:
    for faults in (Faults(hang=1.0), Faults(server_error=1.0), Faults(drop=1.0)):
        found, _ = report(faults)
        assert states(found)["reply"] == "fails"
        assert not found.usable


def test_a_report_tells_no_key() -> None:
    found, _ = report(Faults(), lambda _: f'{{"element": "{KEY}"}}')
    assert KEY not in found.model_dump_json()
