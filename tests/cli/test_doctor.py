"""The doctor looks, and changes nothing."""

import socket
from pathlib import Path
from typing import Any

import pytest

from tests.cli.calling import CommandLine


def states(cli: CommandLine, *arguments: str) -> dict[str, str]:
    return {each["what"]: each["state"] for each in cli("doctor", "--json", *arguments).object()["findings"]}


def test_a_working_installation_is_found_to_work(cli: CommandLine) -> None:
    said = cli("doctor")
    assert said.code == 0
    found = states(cli)
    for what in ("Python", "packages", "full text", "workspace", "store", "corpus hbp", "model", "settings"):
        assert found[what] == "works"


def test_nothing_is_made_and_nothing_is_asked_of_the_network(cli: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    assert cli("doctor").code == 0
    assert list(Path().iterdir()) == []


def test_a_workspace_that_cannot_be_written_is_found(cli: CommandLine) -> None:
    said = cli("doctor", "--workspace", "/dev/null/x", "--json")
    assert said.code == 2
    found = {each["what"]: each for each in said.object()["findings"]}
    assert found["workspace"]["state"] == "fails"
    assert "--workspace" in found["workspace"]["remedy"]


def test_a_damaged_store_is_found(cli: CommandLine) -> None:
    Path("workspace").mkdir()
    Path("workspace", "coscientist.db").write_text("no database", encoding="utf-8")
    assert states(cli, "--workspace", "workspace")["store"] == "fails"


def test_a_damaged_corpus_is_found(cli: CommandLine) -> None:
    Path("workspace", "corpora").mkdir(parents=True)
    Path("workspace", "corpora", "mine.db").write_text("no corpus", encoding="utf-8")
    assert states(cli, "--workspace", "workspace")["corpus mine"] == "fails"


def test_a_finished_workspace_is_counted(on_run: CommandLine) -> None:
    found = {each["what"]: each["detail"] for each in on_run("doctor", "--json").object()["findings"]}
    assert found["store"] == "1 run"
    assert "claims" in found["corpus kinases"]


def test_a_model_that_does_not_answer_gives_4(cli: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        monkeypatch.setenv("OPENAI_API_BASE", f"http://127.0.0.1:{unused.getsockname()[1]}/v1")
        monkeypatch.setenv("OPENAI_API_KEY", "none")
        said = cli("doctor", "--model", "openai/absent", "--json")
    assert said.code == 4
    assert any(each["state"] == "fails" for each in said.object()["findings"])
