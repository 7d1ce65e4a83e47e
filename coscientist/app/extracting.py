"""What reads concepts and claims out of users' papers and fetched records."""

from collections.abc import Iterable, Iterator, Sequence

import coscientist
from coscientist.app.kinds import kind_of
from coscientist.datasets.packs.papers import Progress
from coscientist.datasets.vocabularies import reading_vocabulary
from coscientist.domain.claim import Claim
from coscientist.domain.concept import Concept
from coscientist.domain.literature import Passage
from coscientist.literature.extraction.extract import MADE_BY, extract


class ByRules:
    """Extraction by vocabularies and cue words; `known` are concepts of other corpora, so that claims of both meet."""

    def __init__(self, known: Iterable[Concept] = ()) -> None:
        self._known = tuple(known)
        # A newer release may read more, or otherwise; corpora of an older one are then built again when added again.
        self.version = f"{MADE_BY} of {coscientist.__version__}"

    def read(self, passages: Sequence[Passage], progress: Progress) -> Iterator[Concept | Claim]:
        """Yield the concepts that the passages make claims about, and then the claims."""
        vocabulary = reading_vocabulary([passage.quote for passage in passages], kind_of, self._known)
        found = extract(passages, vocabulary, progress=progress)
        yield from found.concepts
        yield from found.claims
