"""The record of a call to a language model or another metered service."""

from coscientist.domain.base import Value


class Call(Value):
    """One paid or metered call, under the hash of everything that could change its answer."""

    key: str
    """Content hash of role, prompt, schema, parameters and sample index."""
    role: str
    model: str
    prompt_version: str = ""
    answer: str | None = None
    failure: str | None = None
    """Why there is no usable answer: `refused`, `cut`, `not JSON`, `timeout` …"""
    prompt_tokens: int = 0
    completion_tokens: int = 0
    cost_usd: float = 0.0
    latency_seconds: float = 0.0
