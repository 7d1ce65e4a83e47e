"""Open discovery: what is never mentioned with the start, but with what is mentioned with it."""

import numpy as np
import pytest

from coscientist.domain.errors import NotFoundError
from coscientist.evidence.scores.open_discovery import SCORES, Candidates, Mentions, bridges

PAPERS = [
    {"start", "bridge one"},
    {"start", "bridge one", "bridge two"},
    {"bridge one", "near"},
    {"bridge two", "near"},
    {"elsewhere", "far"},
    {"elsewhere", "far", "bridge one"},
    {"elsewhere"},
]


@pytest.fixture
def candidates() -> Candidates:
    return Candidates(Mentions(PAPERS), ["near", "far"])


@pytest.mark.parametrize("score", [name for name in SCORES if name != "papers"])
def test_the_better_joined_candidate_scores_higher(candidates: Candidates, score: str) -> None:
    scores = dict(zip(candidates.names, SCORES[score](candidates, candidates.start("start")), strict=True))
    assert scores["near"] > scores["far"] > 0


def test_papers_are_counted_once_and_nothing_goes_with_itself() -> None:
    mentions = Mentions(PAPERS)
    row = mentions.together(np.array([mentions.position("start")])).toarray().ravel()
    assert row[mentions.position("bridge one")] == 2
    assert row[mentions.position("start")] == 0


def test_bridges_are_what_is_mentioned_with_both(candidates: Candidates) -> None:
    found = bridges(candidates, "start", "near", limit=None)
    assert {item.concept: (item.with_start, item.with_candidate) for item in found} == {
        "bridge one": (2, 1),
        "bridge two": (1, 1),
    }
    assert sum(item.share for item in found) == pytest.approx(1.0)


def test_a_start_nobody_mentions_is_refused(candidates: Candidates) -> None:
    with pytest.raises(NotFoundError, match="No paper mentions 'nothing'"):
        candidates.start("nothing")
