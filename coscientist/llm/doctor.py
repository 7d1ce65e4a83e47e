"""One real call to a model, and what it shows: `coscientist doctor --model NAME`."""

import asyncio
from collections.abc import Mapping
from typing import Literal

from coscientist.domain.base import Value
from coscientist.llm.routes import Route
from coscientist.llm.secrets import Secrets
from coscientist.llm.transports.port import TRANSPORT_TEST_LABEL, ModelCard, Reply, Request, TransportError
from coscientist.llm.transports.switchboard import Price, Switchboard
from coscientist.llm.wording.conversation import conversation
from coscientist.llm.wording.reading import Fault
from coscientist.llm.wording.structured import judge, read_answer, wire_schema
from coscientist.ports import Clock

State = Literal["works", "unknown", "fails"]


class Finding(Value):
    """One thing that was looked at."""

    what: str
    state: State
    detail: str


class ModelReport(Value):
    """What one call showed."""

    model: str
    findings: tuple[Finding, ...]

    @property
    def usable(self) -> bool:
        """Whether the model answered in the form asked for."""
        return all(finding.state != "fails" for finding in self.findings)


class _Trial(Value):
    """What the model is asked for: something that only a model that read the question answers right."""

    element: str
    atomic_number: int
    uses: tuple[str, ...]


async def examine(
    model: str,
    environment: Mapping[str, str],
    clock: Clock,
    *,
    timeout_seconds: float = 120.0,
    prices: Mapping[str, Price] | None = None,
) -> ModelReport:
    """Ask a model one small question and report what works.

    Raises: SettingsError or OptionalDependencyError when the model's name cannot be resolved.
    """
    secrets = Secrets(environment)
    switchboard = Switchboard(environment, prices)
    card = switchboard.card(model)
    endpoint = switchboard.endpoint(model)
    findings = [Finding(what="address", state="works", detail=f"{endpoint.title}, {endpoint.base_url or 'its own'}")]
    request = _question(card)
    began = clock.monotonic()
    try:
        async with asyncio.timeout(timeout_seconds):
            context = await _context(switchboard, model, card)
            reply = await switchboard.send(request)
    except TimeoutError:
        findings.append(Finding(what="reply", state="fails", detail=f"none within {timeout_seconds:g} s"))
        return ModelReport(model=model, findings=tuple(findings))
    except TransportError as error:
        findings.append(Finding(what="reply", state="fails", detail=f"{error.kind}: {secrets.scrub(str(error))}"))
        return ModelReport(model=model, findings=tuple(findings))
    seconds = clock.monotonic() - began
    findings += [
        Finding(what="reply", state="works", detail=f"after {seconds:.1f} s"),
        _schema(reply, secrets),
        context,
        _usage(reply),
        _price(card, reply),
    ]
    if card.transport_test_only:
        findings.append(Finding(what="use", state="unknown", detail=TRANSPORT_TEST_LABEL))
    return ModelReport(model=model, findings=tuple(findings))


def _question(card: ModelCard) -> Request:
    text = "Name the chemical element whose symbol is Li, its atomic number, and two uses in medicine or technology."
    opened = conversation(
        card,
        Route(models=(card.model,), max_tokens=1_024),
        text,
        schema=wire_schema(_Trial),
        schema_name="Trial",
        language="en",
    )
    return opened.request


async def _context(switchboard: Switchboard, model: str, card: ModelCard) -> Finding:
    from coscientist.llm.transports.ollama import OllamaTransport

    transport = switchboard.transport(model)
    tokens = card.context_tokens
    if isinstance(transport, OllamaTransport):
        trained = await transport.context_tokens()
        tokens = min(filter(None, (tokens, trained)))
    if tokens is None:
        return Finding(what="context", state="unknown", detail="its length is not known here")
    return Finding(what="context", state="works", detail=f"{tokens:,} tokens")


def _schema(reply: Reply, secrets: Secrets) -> Finding:
    fault = judge(reply, _Trial)
    if fault is not None:
        detail = f"{fault.kind}: {secrets.scrub(fault.detail)[:300]}"
        return Finding(what="schema", state="fails", detail=detail)
    found = read_answer(reply.text, _Trial)
    assert not isinstance(found, Fault)
    right = found.atomic_number == 3 and found.element.strip().lower().startswith("lithium")
    detail = "kept, and the answer is right" if right else f"kept, but the answer is wrong ({found.element[:40]!r})"
    return Finding(what="schema", state="works" if right else "unknown", detail=detail)


def _usage(reply: Reply) -> Finding:
    if reply.prompt_tokens is None or reply.completion_tokens is None:
        return Finding(what="tokens", state="unknown", detail="not reported; they are estimated instead")
    return Finding(what="tokens", state="works", detail=f"{reply.prompt_tokens} in, {reply.completion_tokens} out")


def _price(card: ModelCard, reply: Reply) -> Finding:
    if card.local:
        return Finding(what="cost", state="works", detail="none: it runs on this machine")
    cost = card.cost(reply.prompt_tokens or 0, reply.completion_tokens or 0)
    if cost is None:
        return Finding(what="cost", state="unknown", detail="its price is not known: --max-cost cannot be kept")
    return Finding(what="cost", state="works", detail=f"{cost:.6f} USD for this call")
