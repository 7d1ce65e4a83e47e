"""Which tools there are, found without loading what they compute with."""

import subprocess
import sys

import pytest

from coscientist.domain.errors import ConflictError, NotFoundError
from coscientist.tools.registry import ToolRegistry, available_tools, run_tool, standard_registry

_LISTING = """
import sys
from coscientist.tools.registry import available_tools
import coscientist.tools.checks, coscientist.tools.compounds
assert len(available_tools()) > 10
print(*sorted({name.split(".")[0] for name in sys.modules} & {"rdkit", "pymatgen", "Bio", "numpy", "scipy", "pandas"}))
"""


def test_listing_tools_loads_none_of_the_libraries_behind_them() -> None:
    listed = subprocess.run([sys.executable, "-c", _LISTING], capture_output=True, text=True, check=True)
    assert listed.stdout.strip() == ""


def test_every_tool_says_what_it_does_what_it_takes_and_what_it_rests_on() -> None:
    for card in available_tools():
        assert card.summary.endswith(".")
        assert card.inputs
        assert set(card.required) <= set(card.inputs)
        assert all(version != "not installed" for version in card.versions.values())


def test_the_three_domains_are_there() -> None:
    assert {card.name.split(".")[0] for card in available_tools()} == {"chemistry", "biology", "materials"}


def test_an_unknown_name_is_answered_with_near_ones() -> None:
    with pytest.raises(NotFoundError, match=r"chemistry\.alerts"):
        run_tool("chemistry.alert", {"smiles": "CCO"})


def test_adding_a_tool_leaves_the_first_registry_as_it_was() -> None:
    standard = standard_registry()
    one = standard.get("chemistry.alerts")
    few = ToolRegistry([one])
    more = few.with_tools(standard.get("biology.protein"))
    assert (len(few), len(more)) == (1, 2)


def test_two_tools_of_one_name_are_refused() -> None:
    one = standard_registry().get("chemistry.alerts")
    with pytest.raises(ConflictError, match=r"chemistry\.alerts"):
        ToolRegistry([one, one])


def test_a_tool_runs_by_name_with_inputs_as_text() -> None:
    checks = run_tool("materials.composition", {"formula": "LiFePO4"})
    assert {check.property: check.value for check in checks}["charge balance"] == "balanced"
