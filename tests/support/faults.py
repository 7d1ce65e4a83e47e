"""What may go wrong with a request to a model, and what the reply looks like then."""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field, fields
from random import Random
from typing import Any

from coscientist.llm.wording.schema_examples import example_of

Body = dict[str, Any]
Answer = Callable[[Body], str]


@dataclass(frozen=True)
class Faults:
    """Probabilities of what goes wrong with a request; they must not add up to more than one."""

    bad_json: float = 0.0
    wrong_types: float = 0.0
    prose: float = 0.0
    """A good answer with talk around it: not a fault, but a trial."""
    empty: float = 0.0
    refusal: float = 0.0
    cut: float = 0.0
    throttle: float = 0.0
    server_error: float = 0.0
    garbled: float = 0.0
    """The reply's own envelope is broken."""
    drop: float = 0.0
    """The connection is closed without a word."""
    hang: float = 0.0
    seed: int = 0
    retry_after: float | None = 0.05
    fails_for: Callable[[Body], bool] | None = field(default=None)
    """Requests that always get HTTP 500: one role's, say, told by its schema's name."""
    hangs_for: Callable[[Body], bool] | None = field(default=None)
    """Requests that never get a reply."""

    def pick(self, body: Body, identity: str, occurrence: int) -> str:
        if self.fails_for is not None and self.fails_for(body):
            return "server_error"
        if self.hangs_for is not None and self.hangs_for(body):
            return "hang"
        draw = Random(f"{self.seed}\0{identity}\0{occurrence}").random()
        for name in FAULTS:
            draw -= getattr(self, name)
            if draw < 0:
                return name
        return "good"


FAULTS = tuple(part.name for part in fields(Faults) if part.type == "float" or part.type is float)


def answer_by_schema(body: Body) -> str:
    """Answer with a value of the schema asked for, the same to the same request."""
    rng = Random(json.dumps(body.get("messages"), sort_keys=True))
    schema = schema_of(body)
    return json.dumps(example_of(schema, rng)) if schema else str(example_of({"type": "string"}, rng))


def schema_of(body: Body) -> Body | None:
    asked = (body.get("response_format") or {}).get("json_schema") or {}
    found: Body | None = asked.get("schema")
    return found


def schema_name_of(body: Body) -> str:
    return str(((body.get("response_format") or {}).get("json_schema") or {}).get("name", ""))


def completion(body: Body, fault: str, good: str) -> Body:
    """Wrap a good answer as the server's reply, spoilt as the fault says."""
    content, refusal, finish = good, None, "stop"
    if fault == "bad_json":
        content = good[: max(1, len(good) // 2)]
    elif fault == "wrong_types":
        content = json.dumps({"unexpected": [1, "two", None]})
    elif fault == "prose":
        content = f"Certainly! Here it is:\n```json\n{good}\n```\nLet me know if you need more."
    elif fault == "empty":
        content = ""
    elif fault == "refusal":
        content, refusal = "", "I can't help with that."
    elif fault == "cut":
        content, finish = good[: max(1, len(good) // 2)], "length"
    prompt_tokens = len(json.dumps(body.get("messages"))) // 4
    return {
        "id": "x",
        "object": "chat.completion",
        "created": int(time.time()),
        "model": body.get("model", "faulty"),
        "choices": [
            {
                "index": 0,
                "finish_reason": finish,
                "message": {"role": "assistant", "content": content, "refusal": refusal},
            }
        ],
        "usage": {
            "prompt_tokens": prompt_tokens,
            "completion_tokens": len(content) // 4,
            "total_tokens": prompt_tokens + len(content) // 4,
        },
    }
