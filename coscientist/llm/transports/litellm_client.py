"""LiteLLM behind the transport port: every hosted service, none of its side effects."""

import importlib.metadata
import logging
import os
from typing import Any

from coscientist.domain.errors import SettingsError
from coscientist.llm.guard import check_allowed
from coscientist.llm.limits.waiting import LoopEnds
from coscientist.llm.record.arrivals import Arrivals
from coscientist.llm.record.outcome import FailureKind
from coscientist.llm.transports.compatible import read_chat_reply, response_format
from coscientist.llm.transports.http import error_for, retry_after
from coscientist.llm.transports.port import ModelCard, Reply, Request, TransportError

_MALICIOUS = frozenset({"1.82.7", "1.82.8"})
_QUIET = {
    "LITELLM_LOCAL_MODEL_COST_MAP": "True",  # else the import fetches prices from the network
    "LITELLM_MODE": "PRODUCTION",  # else the import loads .env from the working directory
}
_LONGER_THAN_OURS = 86_400.0


class LitellmTransport:
    """Models that LiteLLM knows how to reach, with the keys that it finds in the environment.

    LiteLLM is imported when the first of these is made: it takes some 5 s and 165 MB.
    """

    def __init__(self, api_base: str | None = None, arrivals: Arrivals | None = None) -> None:
        """`api_base` sends every request to one address, whatever the model; `arrivals` keeps replies as they come.

        Raises: SettingsError when the installed release is known to be malicious.
        """
        self._api_base = api_base
        self._arrivals = arrivals
        self._litellm = quiet_litellm()
        self._cards: dict[str, ModelCard] = {}
        self._ends = LoopEnds()

    def card(self, model: str) -> ModelCard:
        """Return what LiteLLM's own table says about a model; prices of models it does not list are unknown."""
        if model not in self._cards:
            table = self._litellm.model_cost
            entry = table.get(model) or table.get(model.partition("/")[2]) or {}
            schema = bool(entry.get("supports_response_schema"))
            self._cards[model] = ModelCard(
                model=model,
                context_tokens=entry.get("max_input_tokens"),
                usd_per_prompt_token=entry.get("input_cost_per_token"),
                usd_per_completion_token=entry.get("output_cost_per_token"),
                takes_schema=schema,
                schema_in_prompt=not schema,
            )
        return self._cards[model]

    async def send(self, request: Request) -> Reply:
        """Return the model's reply; one request goes out, never a retry of LiteLLM's own. Raises: TransportError."""
        check_allowed(request.model, self._api_base)
        came = self._arrivals.take(request.key) if self._arrivals is not None else None
        if came is not None:
            return read_chat_reply(came)
        sent: dict[str, Any] = {
            "model": request.model,
            "messages": [{"role": message.role, "content": message.content} for message in request.messages],
            "max_tokens": request.max_tokens,
            "max_retries": 0,
            "num_retries": 0,
            # The door has its own, shorter patience and cancels.
            "timeout": _LONGER_THAN_OURS,
        }
        if self._api_base is not None:
            sent["api_base"] = self._api_base
        if request.temperature is not None:
            sent["temperature"] = request.temperature
        if request.json_schema is not None:
            sent["response_format"] = response_format(request)
        from openai import OpenAIError

        await self._ends.then(self._close)
        try:
            found = (await self._litellm.acompletion(**sent)).model_dump()
            if self._arrivals is not None and request.key:
                self._arrivals.keep(request.key, found)
            return read_chat_reply(found)
        except OpenAIError as error:
            raise _classified(error) from error
        except (ValueError, TypeError, KeyError, IndexError, AttributeError, RuntimeError, OSError) as error:
            # LiteLLM trips over replies that it did not expect; ours to classify, not to pass on.
            raise TransportError(FailureKind.GARBLED, f"{type(error).__name__}: {error}"[:500]) from error

    async def _close(self) -> None:
        """Close LiteLLM's connections, which it keeps for all loops together, when the last loop ends."""
        if self._ends.loops == 0:
            await self._litellm.close_litellm_async_clients()
            self._litellm.in_memory_llm_clients_cache.flush_cache()


def quiet_litellm() -> Any:
    """Import LiteLLM without its side effects and return it.

    Raises: SettingsError when the installed release is known to be malicious.
    """
    _check_release()
    os.environ.update(_QUIET)
    import litellm

    litellm.telemetry = False
    litellm.suppress_debug_info = True
    litellm.turn_off_message_logging = True
    litellm.drop_params = True
    litellm.num_retries = 0
    # Its own log lines may quote headers; what failed is told by the error, scrubbed.
    logging.getLogger("LiteLLM").setLevel(logging.CRITICAL + 1)
    return litellm


def _check_release() -> None:
    """Refuse releases that are known to steal credentials, and any that runs code at every start of Python.

    Raises: SettingsError.
    """
    found = importlib.metadata.distribution("litellm")
    starters = [str(file) for file in found.files or () if file.suffix == ".pth"]
    if found.version in _MALICIOUS or starters:
        why = f"brings {starters[0]}" if starters else "is known to steal credentials"
        raise SettingsError(
            f"litellm {found.version} {why}; it was not imported.",
            "Remove it, change every key that this environment has seen, and install litellm>=1.84.",
        )


def _classified(error: Exception) -> TransportError:
    """Classify one of LiteLLM's exceptions; they carry a status, headers and a class name that says more."""
    name = type(error).__name__
    text = f"{name}: {error}"
    status = getattr(error, "status_code", None)
    headers = _headers(error)
    by_name = {
        "Timeout": FailureKind.TIMEOUT,
        "APIConnectionError": FailureKind.SERVICE,
        "APIResponseValidationError": FailureKind.GARBLED,
        "ContextWindowExceededError": FailureKind.TOO_LONG,
        "ContentPolicyViolationError": FailureKind.REJECTED,
    }
    if name in by_name:
        return TransportError(by_name[name], text[:500], retry_after=retry_after(headers))
    return error_for(status if isinstance(status, int) else 500, headers, text)


def _headers(error: Exception) -> dict[str, str]:
    response = getattr(error, "response", None)
    found = getattr(response, "headers", None) or getattr(error, "litellm_response_headers", None) or {}
    return {str(name): str(value) for name, value in dict(found).items()}
