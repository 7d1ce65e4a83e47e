"""How a function becomes a tool."""

import pytest

from coscientist.domain.check import Check
from coscientist.ports import Tool
from coscientist.tools.declare import MAX_INPUT_CHARACTERS, ToolDeclarationError, ToolInputError, tool
from coscientist.tools.finding import finding


@tool(name="demo.echo", libraries=("pydantic", "no-such-distribution"))
def echo(text: str, times: int = 1, loud: bool = False, parts: list[str] | None = None) -> list[Check]:
    """Say a text again.

    It is said as often as asked.

    Args:
        text: What to say, which may
            take two lines.
        times: How often.
        loud: Whether in capitals.
        parts: Words.
    """
    said = " ".join([text, *(parts or [])] * times)
    return [finding(tool="demo.echo", subject=text, property="said", value=said.upper() if loud else said,
                    method="echo", source="test")]  # fmt: skip


def test_a_declared_tool_satisfies_the_port() -> None:
    declared: Tool = echo
    assert declared.name == "demo.echo"
    assert declared.run(text="hello")[0].value == "hello"


def test_the_docstring_is_the_description() -> None:
    assert echo.summary == "Say a text again."
    assert echo.description == "Say a text again.\n\nIt is said as often as asked."
    assert echo.inputs["text"] == "What to say, which may take two lines."
    assert list(echo.inputs) == ["text", "times", "loud", "parts"]
    assert echo.required == ("text",)


def test_inputs_arrive_as_text_and_are_read_as_the_declared_types() -> None:
    assert echo.run(text="hi", times="2", loud="yes", parts="a b")[0].value == "HI A B HI A B"


@pytest.mark.parametrize(
    ("inputs", "complaint"),
    [
        ({}, "also needs text"),
        ({"text": "a", "tmies": "2"}, "has no input tmies"),
        ({"text": "a", "times": "two"}, "expects a number for times"),
        ({"text": "a", "loud": "perhaps"}, "expects true or false for loud"),
        ({"text": "a" * (MAX_INPUT_CHARACTERS + 1)}, "tools read at most"),
    ],
)
def test_an_unfit_input_is_refused_with_what_was_expected(inputs: dict[str, str], complaint: str) -> None:
    with pytest.raises(ToolInputError, match=complaint):
        echo.run(**inputs)


def test_versions_are_known_without_importing_the_library() -> None:
    assert echo.versions()["no-such-distribution"] == "not installed"
    assert echo.versions()["pydantic"][0].isdigit()


def test_an_undescribed_input_raises() -> None:
    def half_described(text: str, times: int) -> list[Check]:
        """Say a text.

        Args:
            text: What to say.
        """
        return []

    with pytest.raises(ToolDeclarationError, match="does not describe its input times"):
        tool(name="demo.half", libraries=())(half_described)


def test_a_description_of_an_input_that_does_not_exist_raises() -> None:
    def over_described(text: str) -> list[Check]:
        """Say a text.

        Args:
            text: What to say.
            times: How often.
        """
        return []

    with pytest.raises(ToolDeclarationError, match="describes times"):
        tool(name="demo.over", libraries=())(over_described)


def test_an_input_that_cannot_be_read_from_text_raises() -> None:
    def typed(text: bytes) -> list[Check]:
        """Say a text.

        Args:
            text: What to say.
        """
        return []

    with pytest.raises(ToolDeclarationError, match="cannot read text from text"):
        tool(name="demo.bytes", libraries=())(typed)


def test_a_function_without_a_docstring_is_no_tool() -> None:
    def silent() -> list[Check]:
        return []

    with pytest.raises(ToolDeclarationError, match="no docstring"):
        tool(name="demo.silent", libraries=())(silent)
