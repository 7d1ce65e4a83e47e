"""The scientific part of a brief: where the hypothesis comes from, what it rests on, what it predicts."""

from collections.abc import Mapping, Sequence
from math import log2

from coscientist.domain.brief_science import (
    BriefEvidence,
    BriefHypothesis,
    BriefNovelty,
    BriefPrediction,
    BriefRating,
    BriefStep,
    NearestKnown,
)
from coscientist.domain.claim import Claim
from coscientist.domain.hypothesis import Hypothesis, Prediction
from coscientist.domain.literature import Passage
from coscientist.domain.rating import Rating
from coscientist.domain.review import Review, novelty_of

MOST_QUOTES = 12


def hypothesis_section(
    hypothesis: Hypothesis,
    *,
    predictions: Sequence[BriefPrediction],
    agent: str,
    reviews: Sequence[Review],
    claims: Sequence[Claim],
    passages: Sequence[Passage],
    searched_on: str | None,
) -> BriefHypothesis:
    """Return what the laboratory should know of the hypothesis, with its evidence in quotes."""
    quotes = {p.id: p for p in passages}
    primary = next(p for p in predictions if p.primary)
    return BriefHypothesis(
        statement=hypothesis.statement,
        mechanism=tuple(BriefStep(text=s.text, claims=s.claims, assumption=s.assumption) for s in hypothesis.mechanism),
        null=hypothesis.null or f"{agent} does not change {primary.measured} against {primary.comparator}.",
        alternative=hypothesis.alternative
        or f"{primary.measured} changes because cells are harmed or the assay is disturbed, not by the mechanism.",
        falsifiers=hypothesis.falsifiers,
        novelty=_novelty(reviews, quotes, searched_on),
        predictions=tuple(predictions),
        evidence=_evidence(hypothesis, reviews, claims, quotes),
    )


def brief_prediction(prediction: Prediction, readout: str, *, primary: bool) -> BriefPrediction:
    """Return a prediction tied to the readout that tests it."""
    return BriefPrediction(
        id=prediction.id,
        readout=readout,
        measured=prediction.readout,
        direction=prediction.direction,
        effect=prediction.effect,
        unit=prediction.unit,
        effect_source=prediction.effect_source,
        primary=primary,
        intervention=prediction.intervention,
        comparator=prediction.comparator,
    )


def brief_rating(rating: Rating | None) -> BriefRating | None:
    """Return the standing to print, or None for a hypothesis that has not played."""
    if rating is None:
        return None
    return BriefRating(
        value=round(rating.value, 1), low=round(rating.low, 1), high=round(rating.high, 1), matches=rating.matches
    )


def predicted_effect(effect: float | None, unit: str | None, scale: str) -> float | None:
    """Return a predicted effect in the unit of the analysis: log2 for ratios; None where it cannot be converted.

    Units: understands `%` (change against the comparator), `fold` or `{ratio}` (value over comparator), `{log2}`.
    """
    if effect is None or unit is None:
        return None
    if scale != "ratio":
        return effect
    match unit.casefold():
        case "{log2}" | "log2":
            return effect
        case "%" if effect > -100:
            return log2(1 + effect / 100)
        case "fold" | "{ratio}" | "ratio" if effect > 0:
            return log2(effect)
    return None


def _novelty(reviews: Sequence[Review], quotes: Mapping[str, Passage], searched_on: str | None) -> BriefNovelty:
    found = novelty_of(reviews)
    if found is None:
        return BriefNovelty(state="not searched")
    nearest = tuple(
        NearestKnown(
            passage=n.passage,
            similarity=round(n.similarity, 4),
            relation=n.relation,
            quote=quotes[n.passage].quote if n.passage in quotes else None,
            source=quotes[n.passage].source if n.passage in quotes else None,
        )
        for n in found.nearest[:3]
    )
    return BriefNovelty(
        state=found.state.value,
        searched=found.searched,
        unavailable=found.unavailable,
        date=searched_on,
        until=found.until,
        nearest=nearest,
        opinions=found.opinions,
    )


def _evidence(
    hypothesis: Hypothesis, reviews: Sequence[Review], claims: Sequence[Claim], quotes: Mapping[str, Passage]
) -> tuple[BriefEvidence, ...]:
    """Quote what speaks for and against it: contradictions first, since they are what a reader must not miss."""
    against = {c for review in reviews for c in review.contradicting}
    favour = {*hypothesis.claims, *(c for review in reviews for c in review.supporting)} - against
    lines: list[BriefEvidence] = []
    for claim in sorted(claims, key=lambda c: (c.id not in against, c.id)):
        if claim.id not in against | favour:
            continue
        for passage_id in claim.passages[:1]:
            passage = quotes.get(passage_id)
            if passage is not None and all(line.passage != passage.id for line in lines):
                lines.append(
                    BriefEvidence(
                        source=passage.source,
                        quote=passage.quote,
                        supports=claim.id not in against,
                        claim=claim.id,
                        passage=passage.id,
                        year=passage.year,
                    )
                )
    return tuple(lines[:MOST_QUOTES])
