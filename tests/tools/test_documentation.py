"""docs/tools.md tells the truth: its examples run and its table lists every tool."""

import re
from pathlib import Path

import pytest

from coscientist.tools.chemistry.audit import Agreement, audit
from coscientist.tools.chemistry.reference_compounds import reference_compounds
from coscientist.tools.registry import available_tools

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "tools.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```python\n(.*?)```", PAGE, flags=re.DOTALL)


@pytest.mark.parametrize("number", range(len(EXAMPLES)))
def test_every_example_runs(number: int) -> None:
    exec(compile(EXAMPLES[number], f"docs/tools.md, example {number + 1}", "exec"), {})


def test_every_tool_is_in_the_table_with_its_summary() -> None:
    for card in available_tools():
        assert f"| `{card.name}` | {card.summary} |" in PAGE


def test_the_figures_of_the_comparison_are_those_of_the_file() -> None:
    entries = audit().entries.values()
    for state in (Agreement.SAME, Agreement.CONNECTIVITY, Agreement.REPLACED, Agreement.DIFFERS):
        assert f"| {sum(entry.state is state for entry in entries):,} |" in PAGE, state
    wrong = sum(entry.state in {Agreement.DIFFERS, Agreement.REPLACED} for entry in entries)
    assert f"{wrong} of {len(entries):,} comparable records" in PAGE
    assert f"{len(reference_compounds())} compounds" in PAGE
