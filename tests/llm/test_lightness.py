"""Importing the room loads nothing heavy; LiteLLM's import has no side effects."""

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = ("litellm", "openai", "httpx", "aiohttp", "jinja2", "tiktoken", "xllamacpp", "numpy")


def run(code: str, cwd: Path | None = None) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=cwd, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.mark.parametrize("module", ["coscientist.llm", "coscientist.llm.connect", "coscientist.llm.testing"])
def test_importing_the_room_loads_nothing_heavy(module: str) -> None:
    code = f"import sys, {module}; print(*[name for name in {HEAVY!r} if name in sys.modules])"
    assert run(code) == ""


def test_a_door_onto_a_server_at_a_known_address_needs_no_litellm() -> None:
    code = (
        "import sys, random\n"
        "from coscientist.llm.connect import connect\n"
        "from coscientist.llm.record.ledger import MemoryCalls\n"
        "from coscientist.llm.testing import ManualClock\n"
        "door = connect(['vllm/m'], book=MemoryCalls(), clock=ManualClock(), environment={})\n"
        "door._transport.card('vllm/m')\n"
        "print('litellm' in sys.modules, 'jinja2' in sys.modules)"
    )
    assert run(code) == "False False"


@pytest.mark.slow
def test_importing_litellm_reads_no_env_file_and_asks_no_network(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("PLANTED_KEY=1\nOPENAI_API_KEY=planted\n")
    code = (
        "import os, socket\n"
        "def refuse(*_): raise AssertionError('network')\n"
        "socket.socket.connect = refuse\n"
        "from coscientist.llm.transports.litellm_client import LitellmTransport\n"
        "card = LitellmTransport().card('gpt-4o-mini')\n"
        "assert card.context_tokens and card.cost(1000, 1000) and card.takes_schema\n"
        "print('PLANTED_KEY' in os.environ, os.environ.get('OPENAI_API_KEY') == 'planted')"
    )
    assert run(code, tmp_path) == "False False"
