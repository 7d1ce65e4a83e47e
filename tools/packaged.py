"""Data files that installed packages carry, read without importing the packages.

Importing them would cost seconds, load what is not wanted here, or reach for the network.
"""

import importlib.util
import io
import pickle
from pathlib import Path
from typing import Any, NoReturn


def packaged(module: str, file: str) -> Path | None:
    """Return the path of a file within an installed package; None when the package or the file is not there."""
    spec = importlib.util.find_spec(module)
    if spec is None or not spec.submodule_search_locations:
        return None
    path = Path(spec.submodule_search_locations[0]) / file
    return path if path.is_file() else None


def plain(pickled: bytes) -> Any:
    """Return what was pickled, if it is made of dictionaries, lists, texts and numbers alone.

    Raises: pickle.UnpicklingError, EOFError.
    """
    return _PlainUnpickler(io.BytesIO(pickled)).load()


class _PlainUnpickler(pickle.Unpickler):
    """Refuses to construct or call anything, so that data stays data."""

    def find_class(self, module_name: str, global_name: str) -> NoReturn:
        raise pickle.UnpicklingError(f"it asks for {module_name}.{global_name}, and only plain data is read")
