"""What every judge that asks a model has: its name, and what its matches are called."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from coscientist.agents.meta_review.patterns import Pattern
from coscientist.agents.workbench import Workbench
from coscientist.domain.hypothesis import Hypothesis
from coscientist.tournaments.ledger import match_id
from coscientist.tournaments.ratings.judges import TRANSPORT_TEST


class ModelJudge:
    """A judge named after the first model of its role; a pair put to it in a round is one question."""

    role: ClassVar[str]
    question: ClassVar[str]
    """What its batches are called."""
    mark: ClassVar[str] = ""
    """What its name has after the model's."""

    def __init__(
        self, bench: Workbench, lessons: Sequence[Pattern] = (), known: Mapping[str, str] | None = None
    ) -> None:
        assert bench.model is not None
        self._bench = bench
        self._model = bench.model
        self._lessons = lessons
        self._known = known or {}
        self._named = bench.model.routes.route(self.role).models[0]
        test = TRANSPORT_TEST if bench.model.is_transport_test(self._named) else ""
        self.name = f"model:{self._named}{self.mark}{test}"

    def match_id(self, first: Hypothesis, second: Hypothesis, round_number: int) -> str:
        """Return what the match of these two in this round is called, before it is played."""
        return match_id(first.id, second.id, self.name, round_number=round_number, batch=self._batch(round_number))

    def _batch(self, round_number: int) -> str:
        return f"{self.question}-{round_number}"
