"""The record of a call to a language model or another metered service."""

from coscientist.domain.base import Value


class Call(Value):
    """One paid or metered call, under the hash of everything that could change its answer."""

    key: str
    """Content hash of role, prompt, prompt version, schema, parameters, sample index and model.

    A call that brought no reply at all (timeouts, a service that was down) has `/miss-1`, `/miss-2` … appended: it
    is accounted for, and the question stays open for a resumed run.
    """
    role: str
    """`ranking/debate`: the agent role and its strategy."""
    model: str
    """The model that answered, or failed to."""
    prompt_version: str = ""
    answer: str | None = None
    """The reply's text as it came; None when `failure` says why it cannot be used."""
    failure: str | None = None
    """Why there is no usable answer: `refused`, `cut`, `not JSON`, `timeout` …"""
    prompt_tokens: int = 0
    completion_tokens: int = 0
    cost_usd: float = 0.0
    """What all its requests cost, at the prices known when they were made."""
    latency_seconds: float = 0.0
    """Of the last request, without the time spent waiting for a place."""
    sample: int = 0
    """Which of several independent answers to the same prompt this is."""
    prompt: str = ""
    """The messages as sent, as JSON."""
    prompt_sha256: str = ""
    schema_sha256: str = ""
    parameters: dict[str, str | int | float | bool | None] = {}
    """Sampling parameters as sent: `temperature`, `max_tokens`."""
    attempts: int = 1
    """Requests that were sent for it, those that failed included: what the service counts."""
    lost_tokens: int = 0
    """Tokens, by estimate, of requests that were sent and brought nothing."""
    tokens_estimated: bool = False
    """The service did not say how many tokens it counted."""
    detail: str = ""
    """The failure in words, free of secrets."""
    unusable_reply: str | None = None
    """What came when it could not be used: kept for the record and for the repair, never read as an answer."""
    repairs: str | None = None
    """Key of the call whose reply this one was asked to put right."""
