"""What the rooms need from each other, as Protocols; adapters arrive as arguments."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from coscientist.domain.brief import Brief
from coscientist.domain.call import Call
from coscientist.domain.check import Check
from coscientist.domain.claim import Claim
from coscientist.domain.concept import Concept
from coscientist.domain.decision import Decision
from coscientist.domain.event import Event
from coscientist.domain.hypothesis import Hypothesis
from coscientist.domain.literature import Passage, Source
from coscientist.domain.match import Match
from coscientist.domain.result import Result
from coscientist.domain.review import Review
from coscientist.domain.run import Run

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Clock(Protocol):
    """Where times come from, so that tests and replays can set them."""

    def now(self) -> str:
        """Return the time in UTC as ISO 8601 with seconds."""

    def monotonic(self) -> float:
        """Return seconds from an arbitrary start, for measuring durations."""


class Embedder(Protocol):
    """Turns sentences into vectors whose cosine says how alike their meanings are."""

    @property
    def name(self) -> str:
        """Return what tells its vectors from another embedder's; kept with a corpus."""

    @property
    def dimensions(self) -> int:
        """Return the length of a vector."""

    def encode(self, sentences: Sequence[str]) -> "NDArray[np.float32]":
        """Return unit vectors.

        Shape: (len(sentences), dimensions).
        """


class Tool(Protocol):
    """A domain tool that computes something about what a hypothesis names."""

    name: str
    """`chemistry.druglikeness`."""
    summary: str
    inputs: dict[str, str]
    """Parameter name to what it takes."""

    def run(self, **inputs: str) -> Sequence[Check]:
        """Return findings with value, unit, method, source and verdict.

        Raises: CoscientistError when an input cannot be read.
        """


class Judge(Protocol):
    """Compares two hypotheses."""

    name: str

    def compare(self, first: Hypothesis, second: Hypothesis, *, round_number: int) -> Match:
        """Return a verdict; a failure is a match without result, never a default winner."""


@runtime_checkable
class LanguageModel(Protocol):
    """The one door to language models."""

    name: str

    async def complete(self, *, role: str, prompt: str, schema: dict[str, Any] | None = None, sample: int = 0) -> Call:
        """Return the recorded call, from the ledger when it was made before.

        Raises: BudgetEndedError when the budget has no room for it.
        """


class Store(Protocol):
    """Keeps everything that a run makes.

    Writing a value again with the same content changes nothing; with other content it raises ConflictError, except
    for runs and briefs, which are replaced. Everything is read back in the order in which it was first written.
    """

    def save_run(self, run: Run) -> None: ...
    def run(self, run_id: str) -> Run:
        """Raises: NotFoundError."""

    def runs(self) -> list[Run]: ...

    def add_hypotheses(self, run_id: str, hypotheses: Iterable[Hypothesis]) -> None: ...
    def hypothesis(self, run_id: str, hypothesis_id: str) -> Hypothesis:
        """Accepts an unambiguous prefix. Raises: NotFoundError."""

    def hypotheses(self, run_id: str) -> list[Hypothesis]: ...

    def add_reviews(self, run_id: str, reviews: Iterable[Review]) -> None: ...
    def reviews(self, run_id: str, hypothesis_id: str | None = None) -> list[Review]: ...

    def add_checks(self, run_id: str, checks: Iterable[Check]) -> None: ...
    def checks(self, run_id: str, hypothesis_id: str | None = None) -> list[Check]: ...

    def add_decisions(self, run_id: str, decisions: Iterable[Decision]) -> None: ...
    def decisions(self, run_id: str, hypothesis_id: str | None = None) -> list[Decision]: ...

    def add_matches(self, run_id: str, matches: Iterable[Match]) -> None:
        """Append to the ledger; nothing in it is ever changed."""

    def matches(self, run_id: str) -> list[Match]: ...

    def add_evidence(
        self,
        run_id: str,
        *,
        concepts: Iterable[Concept] = (),
        sources: Iterable[Source] = (),
        passages: Iterable[Passage] = (),
        claims: Iterable[Claim] = (),
        checks: Iterable[Check] = (),
        reviews: Iterable[Review] = (),
    ) -> None:
        """Keep what a run rests on, so that its artefacts need no corpus; also evidence from the lab.

        Checks and reviews that are given along with what they rest on are kept with it: all of it or nothing.
        """

    def concepts(self, run_id: str) -> list[Concept]: ...
    def sources(self, run_id: str) -> list[Source]: ...
    def passages(self, run_id: str) -> list[Passage]: ...
    def claims(self, run_id: str) -> list[Claim]: ...

    def save_brief(self, run_id: str, brief: Brief) -> None: ...
    def brief(self, brief_id: str) -> Brief:
        """Raises: NotFoundError."""

    def brief_run(self, brief_id: str) -> str:
        """Return the run that a brief belongs to. Raises: NotFoundError."""

    def briefs(self, run_id: str) -> list[Brief]: ...

    def add_results(self, run_id: str, results: Iterable[Result]) -> None: ...
    def results(self, run_id: str, brief_id: str | None = None) -> list[Result]: ...

    def add_events(self, run_id: str, events: Iterable[Event]) -> None: ...
    def events(self, run_id: str) -> list[Event]: ...

    def add_calls(self, run_id: str, calls: Iterable[Call]) -> None:
        """Append to the ledger of calls, all of them or none."""

    def call(self, run_id: str, key: str) -> Call | None: ...
    def calls(self, run_id: str) -> list[Call]: ...

    def close(self) -> None: ...
