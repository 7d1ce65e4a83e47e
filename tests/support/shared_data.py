"""Data that lies beside the checkout and is never copied into it."""

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "data"


def shared(*parts: str) -> Path:
    """Return a path below the shared data, or skip the test and say what is missing."""
    path = SHARED.joinpath(*parts)
    if not path.exists():
        pytest.skip(f"needs {Path('..', 'shared', 'data', *parts)} beside the checkout")
    return path
