import pytest

from coscientist.domain.event import Event
from coscientist.notebook import watch, watching
from coscientist.notebook.watching import Watch


def event(kind: str, message: str) -> Event:
    return Event(id="e", kind=kind, stage="s", message=message)


def test_it_counts_what_comes_in_numbers_and_tells_the_latest_of_the_rest() -> None:
    found = Watch()
    for kind, message in [("stage", "Proposing."), ("hypothesis", "A"), ("hypothesis", "B"), ("round", "Round 1.")]:
        found.listen(event(kind, message))
    assert str(found) == "Round 1. · 2 proposed"


def test_outside_a_notebook_it_prints_changes_of_stage_only(capsys: pytest.CaptureFixture[str]) -> None:
    found = Watch()
    found.listen(event("stage", "Proposing."))
    found.listen(event("hypothesis", "A"))
    found.progress("Loading", 1, 2)
    found.progress("Loading", 2, 2)
    assert capsys.readouterr().out == "Proposing.\nLoading: 2 of 2 · 1 proposed\n"


def test_in_a_notebook_it_keeps_to_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[str] = []

    class Handle:
        def update(self, what: Watch) -> None:
            shown.append(f"update {what}")

    def display(what: Watch, *, display_id: bool) -> Handle:
        shown.append(f"display {what}")
        return Handle()

    monkeypatch.setattr(watching, "_in_notebook", lambda: True)
    monkeypatch.setattr("IPython.display.display", display)
    found = Watch()
    found.listen(event("stage", "One."))
    found.listen(event("stage", "Two."))
    assert shown == ["display One.", "update Two."]


def test_what_events_say_is_escaped() -> None:
    found = Watch()
    found.latest = "<script>"
    assert found._repr_html_() == "<small>&lt;script&gt;</small>"


def test_its_arguments_fit_a_run() -> None:
    assert set(watch()) == {"listeners", "progress"}
