"""Values that fit a JSON Schema, drawn by a seeded generator: what scripted models and test endpoints answer with."""

from collections.abc import Mapping
from random import Random
from typing import Any

_WORDS = (
    "the kinase is inhibited by this compound and the phosphorylation of tau at that site decreases in neurons which "
    "were treated with it for a day so that the effect is dose dependent and can be measured in a cell culture"
).split()
_DEEPEST = 8


def example_of(schema: Mapping[str, Any], rng: Random) -> Any:
    """Return a value that fits the schema. It means nothing; its texts are English words in no order.

    Raises: ValueError for string patterns without an example, which are not generated.
    """
    return _value(schema, schema.get("$defs", {}), rng, 0)


def _value(schema: Mapping[str, Any], definitions: Mapping[str, Any], rng: Random, depth: int) -> Any:
    if "$ref" in schema:
        return _value(definitions[schema["$ref"].rpartition("/")[2]], definitions, rng, depth)
    if "const" in schema:
        return schema["const"]
    if "enum" in schema:
        return rng.choice(schema["enum"])
    if schema.get("examples"):
        return rng.choice(schema["examples"])
    for choice in ("anyOf", "oneOf"):
        if choice in schema:
            options = schema[choice]
            # Deep down the simplest way out, so that recursive schemas end.
            simple = [option for option in options if option.get("type") in {"null", "string", "number", "boolean"}]
            return _value(rng.choice(simple if depth > _DEEPEST and simple else options), definitions, rng, depth + 1)
    if "allOf" in schema:
        return _value({key: value for part in schema["allOf"] for key, value in part.items()}, definitions, rng, depth)
    kind = schema.get("type", "object" if "properties" in schema else "string")
    if kind == "object":
        return _object(schema, definitions, rng, depth)
    if kind == "array":
        return _array(schema, definitions, rng, depth)
    return _scalar(str(kind), schema, rng)


def _object(schema: Mapping[str, Any], definitions: Mapping[str, Any], rng: Random, depth: int) -> dict[str, Any]:
    found = {name: _value(part, definitions, rng, depth + 1) for name, part in schema.get("properties", {}).items()}
    free = schema.get("additionalProperties")
    if not found and isinstance(free, Mapping):
        found = {f"key{number}": _value(free, definitions, rng, depth + 1) for number in range(2)}
    return found


def _array(schema: Mapping[str, Any], definitions: Mapping[str, Any], rng: Random, depth: int) -> list[Any]:
    if "prefixItems" in schema:
        return [_value(part, definitions, rng, depth + 1) for part in schema["prefixItems"]]
    least = int(schema.get("minItems", 0 if depth > _DEEPEST else 1))
    most = int(schema.get("maxItems", max(least, 0 if depth > _DEEPEST else 3)))
    return [_value(schema.get("items", {}), definitions, rng, depth + 1) for _ in range(rng.randint(least, most))]


def _scalar(kind: str, schema: Mapping[str, Any], rng: Random) -> Any:
    if kind == "null":
        return None
    if kind == "boolean":
        return rng.random() < 0.5
    if kind in {"integer", "number"}:
        low = schema.get("minimum", schema.get("exclusiveMinimum", 0))
        high = schema.get("maximum", schema.get("exclusiveMaximum", low + 10))
        if kind == "integer":
            low, high = low + ("exclusiveMinimum" in schema), high - ("exclusiveMaximum" in schema)
            return rng.randint(int(low), int(high))
        return round(low + (high - low) * rng.uniform(0.1, 0.9), 4)
    if "pattern" in schema:
        raise ValueError(f"no example is given for the pattern {schema['pattern']!r}")
    text = " ".join(rng.choice(_WORDS) for _ in range(rng.randint(6, 14)))
    while len(text) < int(schema.get("minLength", 0)):
        text += " " + rng.choice(_WORDS)
    return text[: int(schema.get("maxLength", len(text)))]
