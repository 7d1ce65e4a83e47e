"""Catching loops that ask and ask: the same question over and over, or one role without end."""

import threading
from collections import Counter
from collections.abc import Mapping

from coscientist.domain.base import Value
from coscientist.domain.errors import BudgetEndedError


class RunawayBounds(Value):
    """What no healthy run comes near."""

    same_question: int = 1_000
    """Times one and the same question (prompt and sample index) may be asked in a process, answered from the ledger
    or not. Ideas that are exact duplicates ask the same question: keep it above the number of hypotheses."""
    per_role: Mapping[str, int] = {}
    """Role to the most questions it may ask; roles that are not named have no bound of their own."""


class RunawayLoopError(BudgetEndedError):
    """Something asks in a loop that does not end by itself."""


class LoopWatch:
    """Counts questions."""

    def __init__(self, bounds: RunawayBounds) -> None:
        self._bounds = bounds
        self._lock = threading.Lock()
        self._asked: Counter[str] = Counter()
        self._by_role: Counter[str] = Counter()

    def note(self, role: str, key: str) -> None:
        """Count a question.

        Raises: RunawayLoopError when it has been asked too often, or its role has asked too much.
        """
        with self._lock:
            self._asked[key] += 1
            self._by_role[role] += 1
            asked, by_role = self._asked[key], self._by_role[role]
        if asked > self._bounds.same_question:
            raise RunawayLoopError(
                f"{role} has asked the same question {asked} times.",
                "This is a loop that does not end by itself; please report it with the run's events.jsonl.",
            )
        bound = self._bounds.per_role.get(role)
        if bound is not None and by_role > bound:
            raise RunawayLoopError(
                f"{role} has asked {by_role} questions; {bound} were expected at most.",
                "Raise the role's bound if the run is meant to be that large.",
            )
