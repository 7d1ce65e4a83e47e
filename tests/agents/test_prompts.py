"""Every prompt can be filled in and asked, and every field of an answer is used."""

import ast
from importlib import import_module
from pathlib import Path

import pytest
from pydantic import BaseModel

from coscientist.agents.prompting import PROMPTS
from coscientist.llm.wording.structured import is_strict, wire_schema

AGENTS = Path(__file__).resolve().parents[2] / "agents"


def agent_modules() -> list[str]:
    places = (path.relative_to(AGENTS).with_suffix("") for path in sorted(AGENTS.rglob("*.py")))
    return [".".join(("coscientist", "agents", *place.parts)) for place in places if place.name != "__init__"]


def answer_types() -> dict[str, type[BaseModel]]:
    found: dict[str, type[BaseModel]] = {}
    for name in agent_modules():
        for thing in vars(import_module(name)).values():
            if isinstance(thing, type) and issubclass(thing, BaseModel):
                found[thing.__name__] = thing
    return found


def fields_of(schema: dict[str, object]) -> set[str]:
    found: set[str] = set()
    for value in schema.values():
        if isinstance(value, dict):
            found |= fields_of(value)
    properties = schema.get("properties")
    return found | set(properties) if isinstance(properties, dict) else found


def read_in_agents() -> set[str]:
    found: set[str] = set()
    for path in AGENTS.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        found |= {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    return found


@pytest.mark.parametrize("name", PROMPTS.names())
def test_a_prompt_names_an_answer_type_whose_every_field_is_read(name: str) -> None:
    answer = answer_types()[PROMPTS.get(name).schema_name]
    assert fields_of(wire_schema(answer)) <= read_in_agents()


@pytest.mark.parametrize("name", PROMPTS.names())
def test_an_answer_type_is_one_that_strict_services_take(name: str) -> None:
    assert is_strict(wire_schema(answer_types()[PROMPTS.get(name).schema_name]))
