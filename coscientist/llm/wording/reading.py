"""Reading a model's reply: was it cut, refused or empty, and where in it is the JSON object."""

import json
import re
from typing import Any, NamedTuple

from coscientist.llm.record.outcome import FailureKind
from coscientist.llm.transports.port import Reply

_LONGEST_REPLY = 2_000_000
_MOST_OBJECTS = 64
_DEEPEST = 60
_SHORT = 600

_THOUGHT = ("</think>", "</thinking>", "</reasoning>")
_REGRET = r"(?:i['’]?\s?a?m (?:really |very |so )?sorry|sorry|i apologi[sz]e|unfortunately)?[,.;:\s]*(?:but\s+)?"
_UNABLE = (
    r"(?:as an ai\b[^.]{0,60}?)?[,\s]*i(?:['’]m| am)?\s*(?:(?:not able|unable|not comfortable)"
    r"|can(?:no|['’])t|can not|won['’]t|will not|must decline|have to decline|do not feel comfortable)"
)
_SERVICE = (
    r"[^.]{0,60}?\b(?:assist\w*|help(?:ing)?\b(?! but)|comply|fulfill?|provid(?:e|ing)|engag(?:e|ing)"
    r"|do that|this request)"
)
_REFUSAL = re.compile(rf"^\W*{_REGRET}{_UNABLE}{_SERVICE}", re.IGNORECASE)
_JSON_LIKE = re.compile(r"\{\s*(?:[\"'}]|\w+\s*:)")
_CUT = frozenset({"length", "max_tokens", "model_length"})
_FILTERED = frozenset({"content_filter", "safety", "refusal", "recitation", "prohibited_content", "blocklist", "spii"})


class Fault(NamedTuple):
    """What is wrong with a reply."""

    kind: FailureKind
    detail: str


def fault_of(reply: Reply) -> Fault | None:
    """Say why a reply cannot be an answer whatever was asked: refused, cut or empty. None: it may be one."""
    text = _without_thinking(reply.text).strip()
    finish = reply.finish_reason.lower()
    if reply.refusal:
        return Fault(FailureKind.REFUSED, reply.refusal[:_SHORT])
    if finish in _FILTERED:
        return Fault(FailureKind.REFUSED, f"the service withheld the reply ({reply.finish_reason})")
    if finish in _CUT:
        return Fault(FailureKind.CUT, "the reply reached the limit of tokens before it was complete")
    if not text:
        return Fault(FailureKind.EMPTY, "the reply held no text")
    if len(text) < _SHORT and "{" not in text and _REFUSAL.search(text):
        return Fault(FailureKind.REFUSED, text)
    return None


class NotJSONError(ValueError):
    """No single JSON object can be read out of a text."""


def objects_in(text: str) -> list[dict[str, Any]]:
    """Return the outermost JSON objects of a reply, in order, whatever prose or fences surround them.

    A model's thinking aloud is left out, for it may hold drafts. Objects in which a key appears twice, or with NaN or
    infinities, are not JSON here: a verdict said twice is no verdict.

    Raises: NotJSONError when there is no object, or when the text is too long to be an answer.
    """
    if len(text) > _LONGEST_REPLY:
        raise NotJSONError(f"the reply has {len(text)} characters; at most {_LONGEST_REPLY} are read")
    text = _without_thinking(text)
    decoder = json.JSONDecoder(object_pairs_hook=_no_repeats, parse_constant=_no_constant)
    found: list[dict[str, Any]] = []
    start = _JSON_LIKE.search(text)
    while start is not None and len(found) < _MOST_OBJECTS:
        try:
            value, end = decoder.raw_decode(text, start.start())
        except RecursionError:
            raise NotJSONError("the reply is nested too deeply") from None
        except ValueError as error:
            # What lies inside a broken object is not looked at: a part of a verdict is no verdict.
            raise NotJSONError(f"the JSON object is broken: {error}") from error
        if _depth(value) > _DEEPEST:
            raise NotJSONError("the reply is nested too deeply")
        found.append(value)
        start = _JSON_LIKE.search(text, end)
    if not found:
        raise NotJSONError("there is no JSON object in it")
    return found


def _without_thinking(text: str) -> str:
    """Keep what follows the last thought; servers may swallow the tag that opens it."""
    folded = text.lower()
    if len(folded) != len(text):
        return text
    return text[max((folded.rfind(tag) + len(tag) for tag in _THOUGHT if tag in folded), default=0) :]


def _no_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) != len(pairs):
        names = sorted({name for name, _ in pairs if sum(name == other for other, _ in pairs) > 1})
        raise ValueError(f"the key {names[0]!r} appears twice in one object")
    return value


def _no_constant(name: str) -> float:
    raise ValueError(f"{name} is not JSON")


def _depth(value: Any) -> int:
    """Measure nesting without recursion."""
    deepest, todo = 0, [(value, 1)]
    while todo:
        node, level = todo.pop()
        deepest = max(deepest, level)
        if isinstance(node, dict):
            todo.extend((child, level + 1) for child in node.values() if isinstance(child, dict | list))
        elif isinstance(node, list):
            todo.extend((child, level + 1) for child in node if isinstance(child, dict | list))
    return deepest
