"""Structured answers: a pydantic model as JSON Schema on the way out, and the reply held against it on the way in."""

import copy
import json
from functools import lru_cache
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from coscientist.llm.record.ledger import schema_sha256
from coscientist.llm.record.outcome import FailureKind
from coscientist.llm.transports.port import Reply
from coscientist.llm.wording.fencing import as_data, neutralise
from coscientist.llm.wording.language import foreign_to
from coscientist.llm.wording.reading import Fault, NotJSONError, fault_of, objects_in

T = TypeVar("T", bound=BaseModel)

_MOST_ERRORS = 8
_QUOTED_REPLY = 6_000
_STRICT_KEYWORDS = frozenset(
    "type properties required additionalProperties items enum const anyOf $ref $defs description title pattern format "
    "multipleOf maximum minimum exclusiveMaximum exclusiveMinimum minItems maxItems".split()
)


@lru_cache(maxsize=256)
def wire_schema(answer_type: type[BaseModel]) -> dict[str, Any]:
    """Return the JSON Schema that is sent: every field asked for, nothing beyond them welcome.

    Fields with a default are required on the wire, so that a model leaves nothing out in silence, and defaults are
    not shown to it: they are no answers.
    """
    schema = copy.deepcopy(answer_type.model_json_schema())
    _tighten(schema)
    return schema


@lru_cache(maxsize=256)
def wire_schema_sha256(answer_type: type[BaseModel]) -> str:
    """Return the hash of the JSON Schema that is sent."""
    return schema_sha256(wire_schema(answer_type))


def is_strict(schema: dict[str, Any]) -> bool:
    """Whether services that enforce schemas strictly will take it: closed objects, and keywords that all of them know.

    Source: https://platform.openai.com/docs/guides/structured-outputs (supported schemas).
    """
    return all(_STRICT_KEYWORDS.issuperset(node) for node in nodes_of(schema)) and all(
        node.get("additionalProperties") is False and "properties" in node
        for node in nodes_of(schema)
        if node.get("type") == "object"
    )


def read_answer(text: str, answer_type: type[T], *, language: str | None = "en") -> T | Fault:
    """Return the answer in a reply's text, or what is wrong with it.

    Types are held strictly: "0.8" is not a number, and 1 is not a yes. Of several objects in one reply exactly one must
    fit; when more do and differ, the reply says two things and is none.
    """
    try:
        candidates = objects_in(text)
    except NotJSONError as error:
        return Fault(FailureKind.NOT_JSON, str(error))
    fitting: list[T] = []
    errors: list[str] = []
    for candidate in candidates:
        try:
            value = answer_type.model_validate_json(json.dumps(candidate), strict=True)
        except ValidationError as error:
            errors.append(describe(error))
        else:
            if value not in fitting:
                fitting.append(value)
    if not fitting:
        return Fault(FailureKind.WRONG_TYPES, max(errors, key=lambda text: (-text.count("\n"), text)))
    if len(fitting) > 1:
        return Fault(FailureKind.NOT_JSON, f"the reply holds {len(fitting)} different objects of this schema")
    if language is not None and (found := foreign_to(language, prose_of(fitting[0]))):
        return Fault(
            FailureKind.WRONG_LANGUAGE, f"expected the language {language!r}, the reply seems to be in {found}"
        )
    return fitting[0]


def judge(reply: Reply, answer_type: type[BaseModel] | None, *, language: str | None = "en") -> Fault | None:
    """Say what keeps a reply from being used, or None. Without an answer type any text will do."""
    fault = fault_of(reply)
    if fault is not None or answer_type is None:
        return fault
    found = read_answer(reply.text, answer_type, language=language)
    return found if isinstance(found, Fault) else None


def judge_object(reply: Reply) -> Fault | None:
    """Say what keeps a reply from being one JSON object; its fields are not looked at."""
    fault = fault_of(reply)
    if fault is not None:
        return fault
    try:
        candidates = objects_in(reply.text)
    except NotJSONError as error:
        return Fault(FailureKind.NOT_JSON, str(error))
    if any(candidate != candidates[0] for candidate in candidates):
        return Fault(FailureKind.NOT_JSON, f"the reply holds {len(candidates)} different objects")
    return None


def describe(error: ValidationError) -> str:
    """Put a validation error in lines that name the field, what was wrong and what came."""
    lines = []
    for item in error.errors(include_url=False, include_context=False)[:_MOST_ERRORS]:
        place = ".".join(str(part) for part in item["loc"]) or "the object"
        came = json.dumps(item["input"], ensure_ascii=False, default=str)
        lines.append(f"- {place}: {item['msg']} (came: {came[:120]})")
    more = error.error_count() - _MOST_ERRORS
    if more > 0:
        lines.append(f"- and {more} more")
    return "\n".join(lines)


def repair_request(fault: Fault, schema: dict[str, Any]) -> str:
    """Write what a model is told when its reply could not be used. Errors may quote the reply, so they go as data."""
    asked = json.dumps(schema, ensure_ascii=False, separators=(",", ":"))
    advice = {
        FailureKind.CUT: "Answer again, complete and in fewer words.",
        FailureKind.WRONG_LANGUAGE: "Answer again, with every text in the language that was asked for.",
    }.get(fault.kind, "Answer again.")
    return (
        f"Your reply could not be used ({fault.kind}).\n{as_data(fault.detail, 2_000)}\n{advice} "
        f"Send one JSON object of this JSON Schema and nothing else:\n{asked}"
    )


def quoted_reply(text: str) -> str:
    """Return as much of an unusable reply as goes back to the model that wrote it."""
    return neutralise(text[:_QUOTED_REPLY]) or "(empty)"


def prose_of(value: BaseModel) -> str:
    """Return all texts of an answer that read like sentences, one a line."""
    texts: list[str] = []
    todo: list[Any] = [value.model_dump(mode="json")]
    while todo:
        node = todo.pop()
        if isinstance(node, dict):
            todo.extend(node.values())
        elif isinstance(node, list):
            todo.extend(node)
        elif isinstance(node, str) and (node.count(" ") >= 3 or not node.isascii()):
            texts.append(node)
    return "\n".join(reversed(texts))


def _tighten(schema: dict[str, Any]) -> None:
    for node in nodes_of(schema):
        node.pop("default", None)
        if "properties" in node:
            node["required"] = list(node["properties"])
            node.setdefault("additionalProperties", False)


def nodes_of(schema: Any) -> list[dict[str, Any]]:
    """List all schema objects within a schema; names of properties are not schemas."""
    found: list[dict[str, Any]] = []
    todo = [schema]
    while todo:
        node = todo.pop()
        if isinstance(node, list):
            todo.extend(node)
        elif isinstance(node, dict):
            found.append(node)
            for key, child in node.items():
                if key in {"properties", "$defs", "patternProperties"}:
                    todo.extend(child.values())
                elif isinstance(child, dict | list) and key not in {"enum", "const", "examples", "default", "required"}:
                    todo.append(child)
    return found
