"""What a reply is recognised as before anything is believed of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coscientist.llm.record.outcome import FailureKind
from coscientist.llm.transports.port import Reply
from coscientist.llm.wording.reading import NotJSONError, fault_of, objects_in


@pytest.mark.parametrize(
    "text",
    [
        "I'm sorry, but I can't assist with that.",
        "I’m sorry, I can’t help with that request.",
        "I cannot help you plan this.",
        "Sorry, but I am unable to provide instructions for this.",
        "As an AI language model, I cannot provide that.",
        "I must decline to engage in this.",
    ],
)
def test_a_refusal_in_words_is_a_refusal(text: str) -> None:
    fault = fault_of(Reply(text=text, finish_reason="stop"))
    assert fault is not None
    assert fault.kind is FailureKind.REFUSED


@pytest.mark.parametrize(
    "text",
    [
        "I cannot determine which of the two is better; the evidence supports both.",
        "I can't help but notice that lithium inhibits GSK3B.",
        "Sorry to say, GSK3B inhibition will not suffice: it cannot explain the mice that were spared.",
        '{"reason": "I cannot help"}',
        "Lithium lowers tau phosphorylation.",
    ],
)
def test_a_doubting_reply_is_no_refusal(text: str) -> None:
    assert fault_of(Reply(text=text, finish_reason="stop")) is None


def test_what_the_service_marks_as_refused_is_refused() -> None:
    assert fault_of(Reply(text="", refusal="No.", finish_reason="stop")) == (FailureKind.REFUSED, "No.")
    withheld = fault_of(Reply(text='{"a": 1}', finish_reason="content_filter"))
    assert withheld is not None
    assert withheld.kind is FailureKind.REFUSED


def test_a_cut_reply_is_cut_even_when_it_happens_to_parse() -> None:
    fault = fault_of(Reply(text='{"a": 1}', finish_reason="length"))
    assert fault is not None
    assert fault.kind is FailureKind.CUT


@pytest.mark.parametrize("text", ["", " \n", "<think>Hm, let me see.</think>\n"])
def test_a_reply_without_text_is_empty(text: str) -> None:
    fault = fault_of(Reply(text=text, finish_reason="stop"))
    assert fault is not None
    assert fault.kind is FailureKind.EMPTY


@pytest.mark.parametrize(
    "text",
    [
        '{"a": 1}',
        '```json\n{"a": 1}\n```',
        'Sure! Here is the answer:\n{"a": 1}\nI hope that helps.',
        'For the set {x | x > 0} the answer is {"a": 1}.',
        '<think>Perhaps {"a": 2}?</think>{"a": 1}',
        'Perhaps {"a": 2}?</think>{"a": 1}',
    ],
)
def test_the_object_is_found_in_prose(text: str) -> None:
    assert objects_in(text) == [{"a": 1}]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("no object here", "no JSON object"),
        ('{"a": 1', "broken"),
        ('{"a": [{"b": 1}, {"b": 2}', "broken"),
        ('{"winner": "A", "winner": "B"}', "appears twice"),
        ('{"a": NaN}', "NaN"),
        ("{'a': 1}", "broken"),
        ('{"a":' * 100_000, "nested"),
        ("{" * 100_000, "no JSON object"),
        ('{"a": ' + "[" * 70 + "]" * 70 + "}", "nested"),
        ("x" * 2_000_001, "characters"),
    ],
)
def test_what_is_not_one_whole_object_is_not_json(text: str, why: str) -> None:
    with pytest.raises(NotJSONError, match=why):
        objects_in(text)


@given(st.text())
def test_any_text_is_either_read_or_said_not_to_be_json(text: str) -> None:
    try:
        found = objects_in(text)
    except NotJSONError:
        return
    assert found
    assert all(isinstance(value, dict) for value in found)
