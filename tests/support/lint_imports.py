"""Run the import contract over the package as it is installed.

    python -m tests.support.lint_imports

The linter looks for packages that lie in one folder and hold an `__init__.py`; in the checkout five of ours lie at the
root without one. So it gets a copy, put together the way the wheel is.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MAPPED = ("agents", "tools", "tournaments", "datasets", "experiments")


def assembled(folder: Path) -> Path:
    """Copy the package into `folder`, with every sub-folder a regular package; return its root."""
    package = folder / "coscientist"
    leave = shutil.ignore_patterns("__pycache__", *MAPPED)
    shutil.copytree(ROOT / "coscientist", package, ignore=leave)
    for name in MAPPED:
        shutil.copytree(ROOT / name, package / name, ignore=shutil.ignore_patterns("__pycache__"))
    for path in [package, *package.rglob("*")]:
        if path.is_dir() and any(path.glob("*.py")) and not (path / "__init__.py").exists():
            (path / "__init__.py").touch()
    for name in MAPPED:
        (package / name / "__init__.py").touch()
    return folder


def lint_imports() -> subprocess.CompletedProcess[str]:
    """Hold the copy against the contract of `pyproject.toml`."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(ROOT / "pyproject.toml", assembled(Path(folder)))
        command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"]
        environment = {**os.environ, "PYTHONPATH": folder}
        return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


if __name__ == "__main__":
    done = lint_imports()
    sys.stdout.write(f"{done.stdout[-6000:]}\n{done.stderr[-2000:]}\n")
    sys.exit(done.returncode)
