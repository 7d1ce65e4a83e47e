"""Servers that speak OpenAI's chat protocol, spoken to directly: vLLM, llama.cpp, LM Studio, one's own gateway.

LiteLLM takes some 5 s and 165 MB to import and about 3 ms a call; a server at a known address needs none of it.
"""

import json
from collections.abc import Mapping
from typing import Any

from coscientist.llm.guard import check_allowed
from coscientist.llm.record.arrivals import Arrivals
from coscientist.llm.record.outcome import FailureKind
from coscientist.llm.transports.http import JsonClient
from coscientist.llm.transports.port import ModelCard, Reply, Request, TransportError, plausible_count
from coscientist.llm.transports.profiles import Endpoint
from coscientist.llm.wording.structured import is_strict

_NO_KEY = "unused"
_strict: dict[str, bool] = {}
"""Hashes of schemas that were looked through, with what was found."""
_SCHEMA_WORDS = ("response_format", "json_schema", "guided", "grammar")


class CompatibleTransport:
    """One model behind an OpenAI-compatible address."""

    def __init__(
        self, endpoint: Endpoint, environment: Mapping[str, str], card: ModelCard, arrivals: Arrivals | None = None
    ) -> None:
        assert endpoint.base_url is not None
        self._endpoint = endpoint
        self._card = card
        key = environment[endpoint.key_variable] if endpoint.key_variable else _NO_KEY
        self._headers = {"Authorization": f"Bearer {key}"}
        self._client = JsonClient(endpoint.base_url, arrivals)
        self._takes_schema = True
        self._limit_name = "max_tokens"

    def card(self, model: str) -> ModelCard:
        """Return what is known about the model."""
        return self._card if model == self._card.model else ModelCard(model=model)

    async def send(self, request: Request) -> Reply:
        """Return the model's reply. Raises: TransportError."""
        check_allowed(request.model, self._endpoint.base_url)
        try:
            found = await self._client.exchange("/chat/completions", self._body(request), self._headers, request.key)
        except TransportError as error:
            raise self._adapted(request, error) from error
        return read_chat_reply(found)

    def _body(self, request: Request) -> dict[str, Any]:
        messages = [{"role": message.role, "content": message.content} for message in request.messages]
        body: dict[str, Any] = {"model": self._endpoint.wire_model, "messages": messages, "stream": False}
        body[self._limit_name] = request.max_tokens
        if request.temperature is not None:
            body["temperature"] = request.temperature
        if request.json_schema is not None:
            if self._takes_schema:
                body["response_format"] = response_format(request)
            else:
                schema = json.dumps(request.json_schema, ensure_ascii=False, separators=(",", ":"))
                messages[0]["content"] += f"\nThe JSON Schema:\n{schema}"
        return body

    def _adapted(self, request: Request, error: TransportError) -> TransportError:
        """Learn what a server rejects, so that the next attempt leaves it out."""
        said = str(error).lower()
        if error.kind is not FailureKind.REJECTED:
            return error
        if request.json_schema is not None and self._takes_schema and any(word in said for word in _SCHEMA_WORDS):
            self._takes_schema = False
        elif "max_completion_tokens" in said and self._limit_name == "max_tokens":
            self._limit_name = "max_completion_tokens"
        else:
            return error
        return TransportError(FailureKind.SERVICE, f"{error} (asked again without what it rejects)")


def response_format(request: Request) -> dict[str, Any]:
    """Return a request's schema in the form that OpenAI's protocol gives it."""
    assert request.json_schema is not None
    return {
        "type": "json_schema",
        "json_schema": {
            "name": request.schema_name,
            "schema": request.json_schema,
            "strict": _is_strict(request),
        },
    }


def _is_strict(request: Request) -> bool:
    """Say whether a request's schema is strict, looking through each schema once."""
    known = _strict.get(request.schema_sha256) if request.schema_sha256 else None
    if known is None:
        known = is_strict(request.json_schema or {})
        if request.schema_sha256:
            _strict[request.schema_sha256] = known
    return known


def read_chat_reply(found: Mapping[str, Any]) -> Reply:
    """Read a chat completion.

    Raises: TransportError when it is not one.
    """
    try:
        choice = found["choices"][0]
        message = choice["message"]
        content = message.get("content")
        if isinstance(content, list):
            content = "".join(part.get("text") or "" for part in content)
        usage = found.get("usage") or {}
        return Reply(
            text=content or "",
            finish_reason=choice.get("finish_reason") or "",
            refusal=message.get("refusal") or None,
            prompt_tokens=plausible_count(usage.get("prompt_tokens")),
            completion_tokens=plausible_count(usage.get("completion_tokens")),
        )
    except (KeyError, IndexError, TypeError, AttributeError, ValueError) as error:
        raise TransportError(FailureKind.GARBLED, "the service's reply is not a chat completion") from error
