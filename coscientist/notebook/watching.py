"""One line under a cell that says what a run is doing."""

import html
from collections import Counter
from typing import Any

from coscientist.domain.event import Event

COUNTED = {"hypothesis": "proposed", "reviewed": "reviewed", "brief": "briefs", "skipped": "skipped"}
"""Events that come in numbers are counted; of the others the latest is told."""


class Watch:
    """Listens to a run. In a notebook its line is updated in place; elsewhere it prints each change of stage."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.latest = ""
        self._handle: Any = None
        self._notebook = _in_notebook()

    def listen(self, event: Event) -> None:
        """Take note of an event of the run."""
        if event.kind in COUNTED:
            self.counts[COUNTED[event.kind]] += 1
        if event.kind not in COUNTED or event.kind == "skipped":
            self.latest = event.message
        self._show(changed=event.kind == "stage")

    def progress(self, what: str, done: int, total: int) -> None:
        """Take note of how far something that is counted beforehand has come, such as loading a corpus."""
        self.latest = f"{what}: {done:,} of {total:,}" if total else what
        self._show(changed=done == total)

    def __str__(self) -> str:
        return " · ".join([self.latest, *(f"{count} {name}" for name, count in self.counts.items())])

    __repr__ = __str__

    def _repr_html_(self) -> str:
        return f"<small>{html.escape(str(self))}</small>"

    def _show(self, *, changed: bool) -> None:
        if not self._notebook:
            if changed:
                print(self)  # noqa: T201 - a face speaks to its user
            return
        from IPython.display import display

        if self._handle is None:
            self._handle = display(self, display_id=True)  # type: ignore[no-untyped-call]
        else:
            self._handle.update(self)


def watch() -> dict[str, Any]:
    """Return the arguments by which `Campaign.run` and `resume` tell what they do: `campaign.run(goal, **watch())`."""
    watching = Watch()
    return {"listeners": [watching.listen], "progress": watching.progress}


def _in_notebook() -> bool:
    """Say whether there is a Jupyter kernel that shows rich output; plain IPython in a terminal has none."""
    try:
        from IPython.core.getipython import get_ipython
    except ImportError:
        return False
    shell = get_ipython()
    return shell is not None and hasattr(shell, "kernel")
