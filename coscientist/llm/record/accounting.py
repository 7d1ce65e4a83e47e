"""What a question has cost, and the record that is kept of it."""

import json
from typing import NamedTuple

from coscientist.domain.call import Call
from coscientist.llm.limits.budget import Amount
from coscientist.llm.record.outcome import FailureKind
from coscientist.llm.secrets import Secrets
from coscientist.llm.transports.port import ModelCard, Reply, Request, TransportError
from coscientist.llm.wording.reading import Fault
from coscientist.llm.wording.tokens import estimate_tokens

_LONGEST_DETAIL = 2_000


class Question(NamedTuple):
    """What is asked, and under which name it goes into the ledger."""

    key: str
    role: str
    request: Request
    prompt_version: str
    sample: int
    prompt_sha256: str
    schema_sha256: str
    repairs: str | None = None


class Tally:
    """What the requests for one question have come to; complete at any moment, so that nothing is lost on the way."""

    def __init__(self) -> None:
        self.sent = 0
        self.lost_tokens = 0
        self.usd = 0.0
        self.latency = 0.0
        self.last: TransportError | None = None
        self.kept = False
        """It has gone into a record: nothing is left to account for."""

    def add(self, used: Amount, *, lost: bool) -> None:
        """Count one request; `lost`: it brought no reply."""
        self.sent += used.calls
        self.usd += used.usd
        self.lost_tokens += used.tokens if lost else 0


def answered(question: Question, reply: Reply, fault: Fault | None, tally: Tally, secrets: Secrets) -> Call:
    """Return the record of a question that got a reply, usable or not."""
    text = secrets.scrub_known(reply.text)
    prompt_tokens, completion_tokens = counted(question.request, reply)
    return _record(question, tally).model_copy(
        update={
            "answer": text if fault is None else None,
            "failure": None if fault is None else fault.kind.value,
            "detail": "" if fault is None else secrets.scrub(fault.detail)[:_LONGEST_DETAIL],
            "unusable_reply": None if fault is None else text,
            "prompt_tokens": prompt_tokens,
            "completion_tokens": completion_tokens,
            "tokens_estimated": reply.prompt_tokens is None or reply.completion_tokens is None,
        }
    )


def missed(question: Question, kind: FailureKind, detail: str, tally: Tally, secrets: Secrets) -> Call:
    """Return the record of a question that got no reply."""
    return _record(question, tally).model_copy(
        update={
            "failure": kind.value,
            "detail": secrets.scrub(detail)[:_LONGEST_DETAIL],
            "tokens_estimated": tally.lost_tokens > 0,
        }
    )


def amount(card: ModelCard, prompt_tokens: int, completion_tokens: int) -> Amount:
    """Return one request's use of the budget; a model without a known price counts as costing nothing."""
    cost = card.cost(prompt_tokens, completion_tokens) or 0.0
    return Amount(calls=1, tokens=prompt_tokens + completion_tokens, usd=cost)


def counted(request: Request, reply: Reply) -> tuple[int, int]:
    """Return prompt and completion tokens, by estimate where the service was silent."""
    prompt = request.prompt_tokens if reply.prompt_tokens is None else reply.prompt_tokens
    completion = estimate_tokens(reply.text) if reply.completion_tokens is None else reply.completion_tokens
    return prompt, completion


def _record(question: Question, tally: Tally) -> Call:
    request = question.request
    return Call(
        key=question.key,
        role=question.role,
        model=request.model,
        prompt_version=question.prompt_version,
        sample=question.sample,
        prompt=json.dumps([[message.role, message.content] for message in request.messages], ensure_ascii=False),
        prompt_sha256=question.prompt_sha256,
        schema_sha256=question.schema_sha256,
        parameters={"temperature": request.temperature, "max_tokens": request.max_tokens},
        repairs=question.repairs,
        attempts=tally.sent,
        lost_tokens=tally.lost_tokens,
        cost_usd=tally.usd,
        latency_seconds=tally.latency,
    )
