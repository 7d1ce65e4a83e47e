"""The workspace: one folder with the store, the checkpoints, the corpora and the runs' artefacts."""

from dataclasses import dataclass
from pathlib import Path

from coscientist.domain.base import content_id
from coscientist.domain.errors import FileError
from coscientist.domain.event import Event


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

    @property
    def answers(self) -> Path:
        """Return the folder in which services' answers are kept for a while."""
        return self.folder / "answers"

    @property
    def readings(self) -> Path:
        """Return the file in which models' answers are kept that read claims out of papers."""
        return self.folder / "readings.db"

    def arrivals(self, run_id: str) -> Path:
        """Return the folder in which models' replies to a run lie until they are in its ledger."""
        return self.folder / "arrivals" / run_id

    def run(self, run_id: str) -> Path:
        """Return the folder of one run's artefacts."""
        return self.folder / "runs" / run_id

    def note_refusal(self, why: str, at: str) -> None:
        """Add a line to `refusals.jsonl`: an event of its own, since a goal that is refused has no run."""
        event = Event(
            id=content_id("e", "safety", "refused", why, at), kind="refused", stage="safety", message=why, at=at
        )
        with (self.folder / "refusals.jsonl").open("a", encoding="utf-8") as lines:
            lines.write(event.model_dump_json() + "\n")

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
