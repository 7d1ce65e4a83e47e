"""What judges are told of the novelty of the hypotheses they compare: what was found, and by whom it is held."""

from collections.abc import Mapping

from coscientist.domain.hypothesis import Status
from coscientist.domain.review import Novelty, NoveltyState, novelty_of
from coscientist.graph.standing import reviews_by_hypothesis, standing_decisions
from coscientist.ports import Store

FOUND = {
    NoveltyState.KNOWN: "the literature that was searched states it",
    NoveltyState.IMPLIED: "passages or titles that were searched name both ends together",
}
OPINIONS = 2
MEASURED = frozenset({Status.SUPPORTED, Status.REFUTED, Status.INCONCLUSIVE})


def known_of(store: Store, run_id: str, copies: Mapping[str, str]) -> dict[str, str]:
    """Return it by hypothesis, where there is something to tell; a copy has what its original has.

    A judge that sees wording alone cannot know what a search has found; it is told no score.
    """
    said = {
        name: text
        for name, reviews in reviews_by_hypothesis(store, run_id).items()
        if (found := novelty_of(reviews)) is not None and (text := _told(found))
    }
    # What was measured for it is no earlier literature.
    said |= {
        name: f"a laboratory has measured it for this goal: {decision.status.value}"
        for name, decision in standing_decisions(store, run_id).items()
        if decision.status in MEASURED
    }
    return said | {copy: said[original] for copy, original in copies.items() if original in said}


def _told(found: Novelty) -> str:
    parts = [FOUND[found.state]] if found.state in FOUND else []
    if found.opinions:
        held = " ".join(found.opinions[:OPINIONS])
        parts.append(f"a referee holds it to be known, unverified: {held}")
    return "; ".join(parts)
