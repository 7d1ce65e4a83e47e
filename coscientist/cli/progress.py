"""Telling on stderr how a run is coming along: a picture that moves on a terminal, plain lines elsewhere."""

import time
from collections.abc import Callable
from types import TracebackType
from typing import Protocol

from rich.console import Group, RenderableType
from rich.live import Live
from rich.progress import BarColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table

from coscientist.cli.views.plain import one_line, shortened
from coscientist.cli.views.tally import STAGES, Tally
from coscientist.cli.views.terminal import SafeConsole, styled
from coscientist.domain.event import Event

LINE_EVERY = 10
"""Rounds between two lines where nothing moves."""
SKIPPED_TOLD = 3
"""Of many that are skipped in one stage, so many are told; the rest is counted."""
_TOLD = frozenset({"stage", "meta-review", "person", "result", "budget"})


class Teller(Protocol):
    """Shows what happens; a context that ends with a tidy terminal."""

    def loading(self, what: str, done: int, total: int) -> None:
        """Show how far the loading of a corpus is; a total of 0 means that nobody knows."""

    def working(self, what: str, done: int, total: int) -> None:
        """Show how far some other work is."""

    def event(self, event: Event) -> None:
        """Show an event of a run."""

    def say(self, text: str) -> None:
        """Show a line that stays."""

    def __enter__(self) -> "Teller": ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None: ...


def teller(console: SafeConsole) -> Teller:
    """Return the teller that suits where stderr goes."""
    return MovingTeller(console) if console.is_terminal and not console.is_dumb_terminal else LineTeller(console)


def _worth_telling(event: Event, tally: Tally) -> bool:
    return event.kind == "skipped" and tally.skipped_here <= SKIPPED_TOLD


class LineTeller:
    """Writes a line for each thing worth one, with the seconds since the beginning."""

    def __init__(self, console: SafeConsole, clock: Callable[[], float] = time.monotonic) -> None:
        self._console, self._clock, self._began = console, clock, clock()
        self._tally = Tally()
        self._quarter: dict[str, int] = {}

    def __enter__(self) -> "LineTeller":
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def loading(self, what: str, done: int, total: int) -> None:
        """Write a line at each quarter, or once where the total is not known."""
        self.working(f"loading literature: {what}", done, total)

    def working(self, what: str, done: int, total: int) -> None:
        """Write a line at each quarter, or once where the total is not known."""
        quarter = 4 * done // total if total else 0
        if self._quarter.get(what) != quarter:
            self._quarter[what] = quarter
            self.say(f"{what}, {done:,} of {total:,}" if total else what)

    def event(self, event: Event) -> None:
        """Write a line for stages, lessons and what was skipped, and for every tenth round."""
        reviewing = STAGES["review"]
        if self._tally.stage == reviewing and STAGES.get(event.stage) != reviewing:
            self.say(self._tally.counts())
        self._tally.take(event)
        if event.kind in _TOLD or _worth_telling(event, self._tally):
            self.say(event.message)
        elif event.kind == "round" and self._tally.rounds % LINE_EVERY == 0:
            leader = f" Leading: {self._tally.leaders[0][1]}." if self._tally.leaders else ""
            self.say(event.message + leader)
        elif event.kind == "brief":
            self.say(f"Brief: {event.message}")

    def say(self, text: str) -> None:
        """Write one line, however long it is."""
        self._console.file.write(f"[{self._clock() - self._began:5.0f} s] {one_line(text)}\n")
        self._console.file.flush()


class MovingTeller:
    """Keeps a few lines up to date: stage, counts, leaders."""

    def __init__(self, console: SafeConsole) -> None:
        self._console = console
        self._tally = Tally()
        self._bars = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}", markup=False),
            BarColumn(bar_width=30),
            TextColumn("{task.fields[amount]}", markup=False, style="dim"),
            TimeElapsedColumn(),
            console=console,
        )
        self._stage = self._bars.add_task("Opening the literature", total=None, amount="")
        self._tasks: dict[str, TaskID] = {}
        self._live = Live(console=console, get_renderable=self._picture, refresh_per_second=8, transient=True)

    def __enter__(self) -> "MovingTeller":
        self._live.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._live.stop()

    def loading(self, what: str, done: int, total: int) -> None:
        """Show a bar for each part of the loading."""
        self.working(f"Loading literature: {what}", done, total)

    def working(self, what: str, done: int, total: int) -> None:
        """Show a bar for each kind of work."""
        if what not in self._tasks:
            self._tasks[what] = self._bars.add_task(what, total=None, amount="")
        amount = f"{done:,} of {total:,}" if total else f"{done:,}"
        self._bars.update(self._tasks[what], completed=done, total=total or None, amount=amount)

    def event(self, event: Event) -> None:
        """Update the picture; what a person must not miss stays above it."""
        for task in self._tasks.values():
            self._bars.remove_task(task)
        self._tasks.clear()
        self._tally.take(event)
        self._bars.update(self._stage, description=f"Cycle {self._tally.cycle}: {self._tally.stage}")
        if event.kind in _TOLD - {"stage"} or _worth_telling(event, self._tally):
            self.say(event.message)

    def say(self, text: str) -> None:
        """Show a line that stays above the picture."""
        self._live.console.print(styled(one_line(text), "dim"))

    def _picture(self) -> RenderableType:
        parts: list[RenderableType] = [self._bars]
        if self._tally.proposed:
            parts.append(styled(f"  {self._tally.counts()}", "dim"))
        if self._tally.leaders:
            parts.append(self._leaders())
        return Group(*parts)

    def _leaders(self) -> Table:
        table = Table.grid(padding=(0, 1))
        table.add_column(justify="right", style="bold")
        table.add_column(justify="right", style="cyan")
        table.add_column(no_wrap=True)
        for place, (rating, title) in enumerate(self._tally.leaders, start=1):
            table.add_row(f"  {place}", rating, shortened(title, max(20, self._console.width - 14)))
        return table
