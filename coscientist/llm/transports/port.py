"""The narrow port behind the door: one request out, one reply or one classified error back."""

from contextvars import ContextVar
from typing import Any, Literal, Protocol

from coscientist.domain.base import Value
from coscientist.domain.errors import ServiceError
from coscientist.llm.record.outcome import FailureKind

_MOST_TOKENS = 100_000_000

TRANSPORT_TEST_LABEL = "Text of a tiny test model, for trying the transport only: it means nothing."
"""What stands beside everything that a model wrote whose card says `transport_test_only`."""


class Message(Value):
    """One turn of a conversation."""

    role: Literal["system", "user", "assistant"]
    content: str


class Request(Value):
    """One request to a model."""

    model: str
    """As the user named it: `openai/gpt-4o-mini`, `ollama/llama3.1`."""
    messages: tuple[Message, ...]
    schema_name: str = "answer"
    json_schema: dict[str, Any] | None = None
    schema_sha256: str = ""
    """Hash of the schema, where it is known already; an empty string otherwise."""
    max_tokens: int
    temperature: float | None = None
    prompt_tokens: int
    """Length of the messages, by an estimate on the safe side. Units: tokens."""
    role: str = ""
    """Which agent role asks; not part of what the model sees."""
    sample: int = 0
    """Which of several independent answers this is; not part of what the model sees."""
    key: str = ""
    """Its name in the ledger, sent as Idempotency-Key to servers that are spoken to directly."""

    @property
    def prompt(self) -> str:
        """The text that was asked, without what the door says around it."""
        return next((message.content for message in self.messages if message.role == "user"), "")

    @property
    def context_tokens(self) -> int:
        """How much context the prompt and the longest reply need. Units: tokens."""
        return self.prompt_tokens + self.max_tokens


class Reply(Value):
    """What came back, unjudged."""

    text: str
    finish_reason: str = ""
    """`stop`, `length`, `content_filter` … as the service put it."""
    refusal: str | None = None
    """What the service itself marked as a refusal."""
    prompt_tokens: int | None = None
    """None when the service did not say."""
    completion_tokens: int | None = None


def plausible_count(value: object) -> int | None:
    """Return a number of tokens as a service reported it, or None when it cannot be one: a budget is built on it."""
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < _MOST_TOKENS:
        return None
    return value


class ModelCard(Value):
    """What is known about a model before it is asked. None: not known."""

    model: str
    context_tokens: int | None = None
    """The longest context it takes, prompt and reply together. Units: tokens."""
    usd_per_prompt_token: float | None = None
    usd_per_completion_token: float | None = None
    truncates: bool = False
    """The server shortens prompts beyond its context without saying so: they are refused before they are sent."""
    local: bool = False
    """It runs on the user's machines: a call costs no money."""
    takes_schema: bool = True
    """Whether a JSON Schema sent along is known to be enforced; it is sent and checked in either case."""
    schema_in_prompt: bool = False
    """The server may ignore the schema or only constrain with it: the model must see it in its prompt too."""
    most_at_once: int | None = None
    """Requests that it works on at a time; further ones would wait there while their time runs out. None: not known."""
    transport_test_only: bool = False
    """Its text is meaningless and must never be shown as science."""

    def cost(self, prompt_tokens: int, completion_tokens: int) -> float | None:
        """Return what so many tokens cost, or None when the price is unknown. Units: US dollars."""
        if self.local:
            return 0.0
        if self.usd_per_prompt_token is None or self.usd_per_completion_token is None:
            return None
        return prompt_tokens * self.usd_per_prompt_token + completion_tokens * self.usd_per_completion_token


class Departure:
    """Whether a request has left: one that is given up before costs nothing, and no service has counted it."""

    def __init__(self) -> None:
        self.watched = False
        """Somebody looks: otherwise a request counts as having left."""
        self.left = False

    @property
    def possible(self) -> bool:
        """Whether the service may have received it."""
        return self.left or not self.watched


departure: ContextVar[Departure | None] = ContextVar("departure", default=None)
"""Of the request that the running task sends."""


class TransportError(ServiceError):
    """A request that brought no reply, classified."""

    def __init__(
        self,
        kind: FailureKind,
        message: str,
        *,
        retry_after: float | None = None,
        sent: bool = True,
        hint: str = "",
    ) -> None:
        super().__init__(message, hint)
        self.kind = kind
        self.retry_after = retry_after
        """Seconds that the service asked to be left alone; None when it did not say."""
        self.sent = sent
        """False when nothing reached the service: no connection, or refused before sending."""


class Transport(Protocol):
    """Carries requests to a model."""

    async def send(self, request: Request) -> Reply:
        """Return the model's reply.

        Must be cancellable: the door ends requests that take too long.

        Raises: TransportError with the kind of failure.
        """

    def card(self, model: str) -> ModelCard:
        """Return what is known about a model, without asking it."""
