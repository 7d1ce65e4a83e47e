"""What reads concepts and claims out of users' papers and fetched records."""

from collections.abc import Iterable, Sequence

from coscientist.datasets.packs.papers import Extraction, Progress
from coscientist.domain.claim import Claim
from coscientist.domain.concept import Concept
from coscientist.domain.literature import Passage


class _Nothing:
    version = "none"

    def read(self, passages: Sequence[Passage], progress: Progress) -> Iterable[Concept | Claim]:
        del passages, progress
        return ()


def extraction() -> Extraction:
    """Return the extraction that corpora of papers are built with."""
    return _Nothing()
