"""Importing the room loads nothing heavy; numbers are loaded when somebody asks for them."""

import subprocess
import sys

import pytest

HEAVY = {"scipy", "numpy", "pandas", "rdkit", "pymatgen", "matplotlib", "litellm", "langgraph", "networkx"}
MODULES = (
    "briefs.building",
    "briefs.template",
    "rendering.markdown",
    "intake.reading",
    "intake.ro_crate",
    "analysis.analysing",
    "beliefs.evidence",
    "beliefs.updating",
    "beliefs.calibration",
    "schemas",
)


@pytest.mark.parametrize("module", MODULES)
def test_importing_is_cheap(module: str) -> None:
    code = f"import sys, coscientist.experiments.{module}; print(*sorted({{m.split('.')[0] for m in sys.modules}}))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not HEAVY & set(loaded)
