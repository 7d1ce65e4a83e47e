"""A referee who says that it is known already: with a passage that names what is stated, or as an opinion."""

from collections.abc import Mapping, Sequence

from coscientist.agents.citations import names_both
from coscientist.agents.prompting import plain
from coscientist.agents.reflection.ends import outcomes_of, reported_of_ends
from coscientist.agents.reflection.model_reviewer import claims_resting_on, with_passages
from coscientist.agents.reflection.novelty import SCORES
from coscientist.agents.workbench import Workbench
from coscientist.domain.base import Value
from coscientist.domain.hypothesis import Hypothesis
from coscientist.domain.literature import Passage
from coscientist.domain.review import NearestStatement, Novelty, NoveltyState, Objection, Severity

ALREADY_KNOWN = "already known"
"""What such an objection is called."""
UNVERIFIED = "(the referee's opinion, unverified: no passage that was shown states it)"
OF_OPINION = SCORES[NoveltyState.NOT_SEARCHED]
"""The novelty of what a referee holds to be known and nobody could verify: as little as of what nobody searched."""


class HeldKnown(Value):
    """What came of such an objection."""

    objection: Objection
    novelty: Novelty
    score: float

    @property
    def eliminate(self) -> str | None:
        """Why the hypothesis may not play; None where nothing shows it to be known."""
        return self.objection.text if self.novelty.state is NoveltyState.KNOWN else None


def held_known(
    bench: Workbench,
    hypothesis: Hypothesis,
    *,
    text: str,
    severity: Severity,
    points_at: str,
    fetched: Mapping[str, Passage],
    by: str,
) -> HeldKnown:
    """Read an objection that a hypothesis, or what matters of it, is known already.

    A passage that was shown and names every intervention and the outcome bears it out: novelty is then `known` where a
    claim read from it states the same or the referee would reject the hypothesis for it, and `implied` otherwise, as
    in the embedded search. All else is recorded as an opinion, which counts against it and decides nothing.
    Limits: that a passage names both ends is necessary for its stating them, and not sufficient.
    """
    target = points_at.strip().strip("[]")
    passage = fetched.get(target)
    if passage is None or not _names_ends(bench, hypothesis, passage):
        said = f"{plain(text, 600)} {UNVERIFIED}"
        return HeldKnown(
            objection=Objection(kind=ALREADY_KNOWN, text=said, severity=Severity.MAJOR),
            novelty=Novelty(state=NoveltyState.NOT_SEARCHED, searched=(), opinions=(f"{by}: {plain(text, 600)}",)),
            score=OF_OPINION,
        )
    claims = claims_resting_on(bench, [target], hypothesis)
    stated = any(target in claim.passages for claim in reported_of_ends(bench, hypothesis).same)
    known = stated or severity is Severity.FATAL
    state = NoveltyState.KNOWN if known else NoveltyState.IMPLIED
    relation = f"{'states it' if known else 'comes near it'} (as {by} reads it)"
    return HeldKnown(
        objection=Objection(
            kind=ALREADY_KNOWN,
            text=with_passages(text, [target], fetched),
            severity=Severity.FATAL if known else Severity.MAJOR,
            claims=claims,
        ),
        novelty=Novelty(
            state=state,
            searched=(f"passages shown to {by}",),
            nearest=(NearestStatement(passage=target, similarity=1.0, relation=relation),),
        ),
        score=SCORES[state],
    )


def strictest(found: Sequence[HeldKnown]) -> HeldKnown | None:
    """Return the one that leaves least of the novelty; None of none."""
    return min(found, key=lambda item: item.score, default=None)


def all_of_them(found: Sequence[HeldKnown]) -> Novelty:
    """Return what several such objections say of the novelty together."""
    state = min((item.novelty.state for item in found), key=list(NoveltyState).index)
    return Novelty(
        state=state,
        searched=tuple(dict.fromkeys(place for item in found for place in item.novelty.searched)),
        nearest=tuple(near for item in found for near in item.novelty.nearest),
        opinions=tuple(said for item in found for said in item.novelty.opinions),
    )


def _names_ends(bench: Workbench, hypothesis: Hypothesis, passage: Passage) -> bool:
    """Say whether a passage names every intervention and the outcome or a form of it."""
    ends = [bench.concept(item) for item in sorted(outcomes_of(bench, hypothesis))]
    starts = [bench.concept(item) for item in hypothesis.interventions]
    return any(all(names_both(bench, passage, start, end) for start in starts) for end in ends)
