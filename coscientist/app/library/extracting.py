"""What reads concepts and claims out of users' papers and fetched records."""

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import coscientist
from coscientist.app.clock import SystemClock
from coscientist.app.library.kinds import kind_of, kind_of_term
from coscientist.datasets.packs.papers import Progress
from coscientist.datasets.vocabularies import carriers, reading_vocabulary
from coscientist.domain.claim import Claim
from coscientist.domain.concept import Concept
from coscientist.domain.literature import Passage
from coscientist.literature.extraction.extract import MADE_BY, extract

if TYPE_CHECKING:
    from coscientist.agents.extraction.by_model import ByModel


class ByRules:
    """Extraction by vocabularies and cue words; `known` are concepts of other corpora, so that claims of both meet."""

    def __init__(self, known: Iterable[Concept] = ()) -> None:
        self._known = tuple(known)
        # A newer release, or newer vocabularies, may read more, or otherwise; corpora of older ones are then built
        # again when added again.
        self.version = f"{MADE_BY} of {coscientist.__version__} with {carriers()}"

    def read(self, passages: Sequence[Passage], progress: Progress) -> Iterator[Concept | Claim]:
        """Yield the concepts that the passages make claims about, and then the claims."""
        vocabulary = reading_vocabulary([passage.quote for passage in passages], kind_of_term, self._known)
        found = extract(passages, vocabulary, progress=progress)
        yield from found.concepts
        yield from found.claims


@contextmanager
def model_reader(model: str, *, max_calls: int, answers: Path) -> Iterator["ByModel"]:
    """Open what reads claims by a language model, with so many new calls at most.

    Its answers are kept in the file `answers`, and in no run's ledger: reading that was interrupted, or that goes on
    with more papers or a higher bound, asks nothing twice.

    Raises: SettingsError, OptionalDependencyError, FileError.
    """
    from coscientist.agents.extraction.by_model import ByModel
    from coscientist.app.models.model_settings import door_settings, prices
    from coscientist.llm.connect import connect
    from coscientist.llm.limits.budget import BudgetLimits
    from coscientist.llm.record.kept_calls import KeptCalls

    book = KeptCalls(answers)
    door = connect(
        model.split(),
        book=book,
        clock=SystemClock(),
        environment=os.environ,
        limits=BudgetLimits(calls=max_calls),
        settings=door_settings(os.environ),
        prices=prices(os.environ),
    )
    try:
        yield ByModel(door, kind_of)
    finally:
        door.close()
        book.close()
