"""Diagnosing and drawing a run's tournament while its last questions to the model are out."""

import importlib
from concurrent.futures import ThreadPoolExecutor

from coscientist.app.record import Record
from coscientist.domain.event import Event
from coscientist.domain.run import Run
from coscientist.ports import Store

LATER = ("scipy.optimize", "matplotlib.figure", "matplotlib.backends.backend_svg")
"""What only the end of a run needs, for the sizes of experiments and for pictures: more than a second of loading."""


class DrawingAhead:
    """Listens to a run, and works out in a thread what the report says and shows of the ratings.

    What that takes is loaded while the first questions are out. It begins once no vote between hypotheses is expected
    any more: verdicts on planted copies, which come later, change nothing of it. What comes of it is found again by its
    content (`graph/latest.py`): when something changes after all, the report is made from what it is then.
    """

    def __init__(self, store: Store, run: Run) -> None:
        self._store = store
        self._run = run
        self._thread = ThreadPoolExecutor(1, "drawing-ahead")

    def __call__(self, event: Event) -> None:
        """Take note of an event."""
        if event.kind != "stage":
            return
        if event.stage == "propose":
            self._thread.submit(_load)  # in later cycles it is there
        elif event.stage == "tournament" and self._run.plan.cycles == 1:
            # In later cycles children still meet their parents after the tournament.
            self._thread.submit(self._draw)
        elif event.stage == "brief":
            self._thread.submit(self._draw)

    def close(self) -> None:
        """Wait for what is under way."""
        self._thread.shutdown(cancel_futures=True)

    def _draw(self) -> None:
        from coscientist.app.report.plots import draw_ahead

        draw_ahead(Record(self._store, self._run.id))


def _load() -> None:
    for name in LATER:
        importlib.import_module(name)
