"""What all domain values have in common."""

import hashlib
import json
from typing import Any

from pydantic import BaseModel, ConfigDict


class Value(BaseModel):
    """A frozen value: equal by content, validated where it is made, closed to unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


_CANONICAL = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def content_id(prefix: str, *parts: Any) -> str:
    """Name a value by its content, so that the same content has the same name in every run.

    Parts may be anything that JSON can hold. Twelve hexadecimal digits: about one collision in 10^5 sets of a
    million values of one prefix.
    """
    return f"{prefix}-{hashlib.sha256(_CANONICAL.encode(parts).encode()).hexdigest()[:12]}"
