"""What the embedded test model is given: prompts that fit its context, and schemas whose objects end in time."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coscientist.agents.reflection.full import FullReview
from coscientist.agents.reflection.tools import ToolWishes
from coscientist.llm.transports.local import fitted, shortened
from coscientist.llm.transports.port import Message
from coscientist.llm.wording.structured import nodes_of, wire_schema


@given(st.lists(st.text(max_size=3_000), min_size=1, max_size=4))
def test_messages_fit_and_stay_as_they_are_where_they_do(texts: list[str]) -> None:
    messages = [Message(role="user", content=text) for text in texts]
    found = fitted(messages, 2_000)
    assert len(found) == len(messages)
    assert sum(len(message.content) for message in found) <= max(2_000, 100)
    if sum(map(len, texts)) <= 2_000:
        assert found == messages


def test_a_long_message_keeps_its_beginning_and_its_end() -> None:
    found = fitted([Message(role="user", content="BEGINNING" + "x" * 9_000 + "END")], 1_000)[0].content
    assert found.startswith("BEGINNING")
    assert found.endswith("END")
    assert "left out" in found


@pytest.mark.parametrize("answer", [ToolWishes, FullReview])
def test_texts_and_lists_of_a_reply_are_bounded(answer: type) -> None:
    schema = wire_schema(answer)
    before = json.dumps(schema)
    for node in nodes_of(shortened(schema)):
        if node.get("type") == "array":
            assert node["maxItems"] <= 1
        if node.get("type") == "string" and not {"enum", "const", "pattern", "format"} & node.keys():
            assert node["maxLength"] <= 60
    assert json.dumps(schema) == before, "what is sent elsewhere stays as it is"


def test_what_a_schema_asks_for_at_least_is_still_possible() -> None:
    schema = {"type": "array", "minItems": 3, "items": {"type": "string", "minLength": 80}}
    short = shortened(schema)
    assert short["maxItems"] == 3
    assert short["items"]["maxLength"] == 80
