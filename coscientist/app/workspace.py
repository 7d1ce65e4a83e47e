"""The workspace: one folder with the store, the checkpoints, the corpora and the runs' artefacts."""

from dataclasses import dataclass
from pathlib import Path

from coscientist.domain.errors import FileError


@dataclass(frozen=True)
class Workspace:
    """Where everything is kept."""

    folder: Path

    @property
    def checkpoints(self) -> Path:
        """Return LangGraph's checkpoints, a file apart from the store."""
        return self.folder / "checkpoints.db"

    @property
    def corpora(self) -> Path:
        """Return the folder of loaded corpora."""
        return self.folder / "corpora"

    def run(self, run_id: str) -> Path:
        """Return the folder of one run's artefacts."""
        return self.folder / "runs" / run_id

    def prepare(self) -> None:
        """Make the folder.

        Raises: FileError when it cannot be made or written to.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            probe = self.folder / ".writable"
            probe.touch()
            probe.unlink()
        except OSError as error:
            raise FileError(
                f"The workspace {self.folder} cannot be written: {error.strerror or error}.",
                "Name another folder with --workspace DIR or COSCIENTIST_WORKSPACE.",
            ) from error
