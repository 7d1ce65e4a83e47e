"""Progress on stderr: counts and leaders from the run's events, in lines or in a picture."""

import io
from typing import Any

import pytest
from rich.console import Console

from coscientist.cli.progress import LineTeller, MovingTeller, teller
from coscientist.cli.views.tally import Tally
from coscientist.cli.views.terminal import SafeConsole
from coscientist.domain.event import Event

HOSTILE = "[red]Lithium[/red]\x1b[31m lowers\ntau"


def an_event(kind: str, stage: str, message: str = "", **data: Any) -> Event:
    return Event(id=f"e-{kind}-{message}", kind=kind, stage=stage, message=message, data=data)


def a_round(number: int, *leaders: str) -> Event:
    places = {f"place {place}": leader for place, leader in enumerate(leaders, start=1)}
    return an_event("round", "tournament", f"Round {number}.", round=number, votes=number * 10, **places)


def lines(monkeypatch: pytest.MonkeyPatch, *events: Event) -> list[str]:
    console = SafeConsole(stderr=True)
    console.file = io.StringIO()
    with LineTeller(console, clock=lambda: 12.0) as telling:
        for event in events:
            telling.event(event)
    return console.file.getvalue().splitlines()


def test_events_are_counted() -> None:
    tally = Tally()
    for event in (
        an_event("stage", "propose", cycle=1),
        an_event("hypothesis", "propose", id="h-1"),
        an_event("hypothesis", "propose", id="h-2"),
        an_event("hypothesis", "propose", id="h-3"),
        an_event("reviewed", "review", id="h-1"),
        an_event("known", "review", id="h-2"),
        an_event("eliminated", "review", id="h-3"),
        an_event("merged", "proximity", id="h-3"),
        an_event("skipped", "review"),
        a_round(4, "1300 first", "1200 second"),
        an_event("brief", "brief"),
    ):
        tally.take(event)
    assert (tally.cycle, tally.stage) == (2, "writing briefs")
    assert tally.counts() == (
        "3 proposed, 3 reviewed, 1 already known, 1 eliminated, 1 merged, 1 skipped, 40 votes by round 4, 1 briefs"
    )
    assert tally.leaders == [("1300", "first"), ("1200", "second")]


def test_nobody_leads_before_the_first_votes() -> None:
    tally = Tally()
    tally.take(a_round(1, "1200 first", "1200 second"))
    assert tally.leaders == []


def test_where_nothing_moves_each_line_stands_alone_and_is_harmless(monkeypatch: pytest.MonkeyPatch) -> None:
    told = lines(monkeypatch, an_event("skipped", "review", HOSTILE))
    assert told == [r"[    0 s] [red]Lithium[/red]\x1b[31m lowers tau"]


def test_of_many_rounds_few_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    told = lines(monkeypatch, *(a_round(number, "1300 first", "1200 second") for number in range(1, 41)))
    assert len(told) == 4
    assert told[0].endswith("Round 10. Leading: first.")


def test_of_many_that_are_skipped_few_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    skipped = [an_event("skipped", "review", f"Not reviewed: {number}") for number in range(10)]
    told = lines(monkeypatch, *skipped, a_round(1, "1200 first"))
    assert [line.partition("] ")[2] for line in told] == [
        "Not reviewed: 0", "Not reviewed: 1", "Not reviewed: 2", "0 proposed, 0 reviewed, 10 skipped",
    ]  # fmt: skip


def test_the_loading_of_literature_is_told_in_quarters() -> None:
    console = SafeConsole(stderr=True)
    console.file = io.StringIO()
    telling = LineTeller(console)
    for done in range(0, 1001, 10):
        telling.loading("sentence vectors", done, 1000)
    assert [line.partition("vectors, ")[2] for line in console.file.getvalue().splitlines()] == [
        "0 of 1,000", "250 of 1,000", "500 of 1,000", "750 of 1,000", "1,000 of 1,000",
    ]  # fmt: skip


def a_terminal(width: int) -> SafeConsole:
    console = SafeConsole(stderr=True)
    Console.__init__(console, file=io.StringIO(), force_terminal=True, width=width, markup=False, emoji=False)
    return console


def test_on_a_terminal_the_picture_has_stage_counts_and_leaders() -> None:
    console = a_terminal(80)
    with MovingTeller(console) as telling:
        telling.loading("sentence vectors", 10, 100)
        telling.event(an_event("hypothesis", "propose", id="h-1"))
        telling.event(a_round(2, f"1300 {HOSTILE}", "1200 second"))
        telling._live.refresh()
    shown = console.file.getvalue()  # type: ignore[attr-defined]
    assert "tournament" in shown
    assert "1 proposed" in shown
    assert r"[red]Lithium[/red]\x1b[31m lowers tau" in shown


def test_lines_are_told_where_stderr_is_no_terminal() -> None:
    assert isinstance(teller(SafeConsole(stderr=True)), LineTeller)
    assert isinstance(teller(a_terminal(80)), MovingTeller)
