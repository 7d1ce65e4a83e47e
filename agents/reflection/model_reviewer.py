"""What a reviewer that asks a language model is, and how its words are made to point at something."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from coscientist.agents.meta_review.patterns import Pattern
from coscientist.agents.prompting import plain
from coscientist.agents.workbench import Need, Workbench
from coscientist.domain.base import Value
from coscientist.domain.check import Check
from coscientist.domain.hypothesis import Hypothesis
from coscientist.domain.literature import Passage
from coscientist.domain.review import Review


class ModelFindings(Value):
    """What came of asking: a review with the passages that it points at, or why there is none."""

    review: Review | None = None
    passages: tuple[str, ...] = ()
    checks: tuple[Check, ...] = ()
    """What tools said that the reviewer asked."""
    skipped: tuple[str, ...] = ()
    ended: str = ""
    """Why the budget ended; empty while it has not."""


class ModelReviewer(Protocol):
    """Looks at one hypothesis with a language model."""

    name: str
    needs: frozenset[Need]

    async def review(
        self, bench: Workbench, hypothesis: Hypothesis, checks: Sequence[Check], lessons: Sequence[Pattern] = ()
    ) -> ModelFindings:
        """Return what was found; a failure is in `skipped` and never a default verdict.

        `lessons` are criticisms that recur in the run.
        """


def claims_resting_on(bench: Workbench, passages: Sequence[str], hypothesis: Hypothesis) -> tuple[str, ...]:
    """Return the claims on these passages: the hypothesis's own first, then the corpora's."""
    wanted = set(passages)
    known = bench.claims
    own = [item for item in hypothesis.claims if item in known and wanted & set(known[item].passages)]
    others = [item for passage in sorted(wanted) for item in bench.claims_on(passage)]
    return tuple(dict.fromkeys([*own, *others]))[:4]


def with_passages(text: str, cited: Sequence[str], shown: Mapping[str, Passage]) -> str:
    """Return words followed by the identifiers of the passages that they point at, of those that were shown."""
    valid = [item for item in dict.fromkeys(cited) if item in shown]
    return f"{plain(text, 800)} [{', '.join(valid)}]" if valid else plain(text, 800)
