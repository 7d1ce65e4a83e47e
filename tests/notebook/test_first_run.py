from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from coscientist.app.campaign import Campaign

NOTEBOOK = Path(__file__).resolve().parents[2] / "examples" / "first_run.ipynb"
SECONDS = 600


def test_the_notebook_is_kept_without_outputs() -> None:
    for cell in nbformat.read(NOTEBOOK, as_version=4).cells:  # type: ignore[no-untyped-call]
        assert not cell.get("outputs")
        assert not cell.get("execution_count")


@pytest.mark.slow
def test_the_notebook_runs_from_top_to_bottom(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COSCIENTIST_WORKSPACE", str(workspace))
    notebook = nbformat.read(NOTEBOOK, as_version=4)  # type: ignore[no-untyped-call]
    client = NotebookClient(
        notebook, timeout=SECONDS, kernel_name="python3", resources={"metadata": {"path": str(workspace)}}
    )
    client.execute()
    shown = [set(output.get("data", {})) for cell in notebook.cells for output in cell.get("outputs", [])]
    assert sum("image/png" in kinds for kinds in shown) == 1
    assert sum("text/html" in kinds for kinds in shown) >= 4
    with Campaign(workspace) as campaign:
        (run,) = campaign.runs()
        vetoed = [e for e in campaign.record(run.id).entries if e.decision and e.decision.by == "person:me"]
    assert len(vetoed) == 1
