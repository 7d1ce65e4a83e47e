"""Ollama's own protocol, because only it lets a request ask for the context that its prompt needs."""

from collections.abc import Mapping
from typing import Any

from coscientist.llm.guard import check_allowed
from coscientist.llm.record.arrivals import Arrivals
from coscientist.llm.record.outcome import FailureKind
from coscientist.llm.transports.http import JsonClient
from coscientist.llm.transports.port import ModelCard, Reply, Request, TransportError, plausible_count
from coscientist.llm.transports.profiles import Endpoint

_LARGEST_CONTEXT = 32_768
_SMALLEST_CONTEXT = 4_096


class OllamaTransport:
    """One model on an Ollama server.

    By default Ollama gives every request 4,096 tokens of context and cuts longer prompts without a word. Here each
    request asks for what it needs, in powers of two, since every change loads the model again; what needs more than
    the model has, or than OLLAMA_CONTEXT_LENGTH (32,768 when unset), is refused.

    Source: https://github.com/ollama/ollama/blob/main/docs/api.md
    """

    def __init__(self, endpoint: Endpoint, card: ModelCard, arrivals: Arrivals | None = None) -> None:
        assert endpoint.base_url is not None
        self._endpoint = endpoint
        self._largest = endpoint.context_tokens or _LARGEST_CONTEXT
        self._card = card.model_copy(update={"context_tokens": self._largest, "truncates": True})
        self._client = JsonClient(endpoint.base_url, arrivals)
        self._trained: int | None = None
        self._context = _SMALLEST_CONTEXT

    def card(self, model: str) -> ModelCard:
        """Return what is known about the model."""
        return self._card if model == self._card.model else ModelCard(model=model)

    async def send(self, request: Request) -> Reply:
        """Return the model's reply.

        Raises: TransportError, of the kind TOO_LONG when the model's context does not hold prompt and reply.
        """
        check_allowed(request.model, self._endpoint.base_url)
        found = await self._client.exchange("/api/chat", await self._body(request), key=request.key)
        return _read(found)

    async def context_tokens(self) -> int | None:
        """Return the context that the model was trained with, asking the server once; None when it does not say."""
        if self._trained is None:
            shown = await self._client.exchange("/api/show", {"model": self._endpoint.wire_model})
            details = shown.get("model_info")
            lengths = [
                value
                for name, value in (details if isinstance(details, dict) else {}).items()
                if name.endswith(".context_length") and isinstance(value, int)
            ]
            self._trained = min(lengths, default=0)
        return self._trained or None

    async def _body(self, request: Request) -> dict[str, Any]:
        options: dict[str, Any] = {
            "num_ctx": await self._num_ctx(request.context_tokens),
            "num_predict": request.max_tokens,
        }
        if request.temperature is not None:
            options["temperature"] = request.temperature
        body: dict[str, Any] = {
            "model": self._endpoint.wire_model,
            "messages": [{"role": message.role, "content": message.content} for message in request.messages],
            "stream": False,
            "options": options,
        }
        if request.json_schema is not None:
            body["format"] = request.json_schema
        return body

    async def _num_ctx(self, needed: int) -> int:
        """Choose a context; never smaller than before, so that the model is not loaded again and again."""
        trained = await self.context_tokens()
        largest = min(self._largest, trained or self._largest)
        if needed > largest:
            raise TransportError(
                FailureKind.TOO_LONG,
                f"prompt and reply may need {needed} tokens; {self._endpoint.wire_model} takes {largest}",
                sent=False,
                hint="Take a model with a longer context, or raise OLLAMA_CONTEXT_LENGTH.",
            )
        while self._context < needed:
            self._context *= 2
        return min(self._context, largest)


def _read(found: Mapping[str, Any]) -> Reply:
    message = found.get("message")
    if not isinstance(message, dict) or not isinstance(message.get("content"), str):
        raise TransportError(FailureKind.GARBLED, "the reply of Ollama holds no message")
    return Reply(
        text=message["content"],
        finish_reason=str(found.get("done_reason") or ""),
        prompt_tokens=plausible_count(found.get("prompt_eval_count")),
        completion_tokens=plausible_count(found.get("eval_count")),
    )
