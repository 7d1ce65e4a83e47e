"""Comparisons within a biological replicate, as weights on the means of its treatments."""

from collections.abc import Collection, Sequence
from math import sqrt

from coscientist.domain.brief_analysis import Contrast, ContrastKind
from coscientist.domain.brief_design import Treatment

Weights = dict[str, float]


def trend_weights(reference: Sequence[str], test: Sequence[str]) -> Weights:
    """Return the weights that give the fitted change from reference to top dose.

    The least-squares line through the treatment means over the ranks of the doses, times the range of the ranks.
    Source: linear contrast for dose response, Tukey, Ciminera and Heyse 1985, doi:10.2307/2530666.
    """
    ordered = [*reference[:1], *test]
    ranks = range(len(ordered))
    mean = (len(ordered) - 1) / 2
    spread = sum((rank - mean) ** 2 for rank in ranks)
    return {ref: (len(ordered) - 1) * (rank - mean) / spread for rank, ref in zip(ranks, ordered, strict=True)}


def difference_weights(reference: Sequence[str], test: Sequence[str]) -> Weights:
    """Return the weights of mean of test minus mean of reference."""
    return {**dict.fromkeys(reference, -1 / len(reference)), **dict.fromkeys(test, 1 / len(test))}


def interaction_weights(reference: Sequence[str], test: Sequence[str], treatments: Sequence[Treatment]) -> Weights:
    """Return the weights of the mean excess of combinations over Bliss independence.

    On the log scale Bliss independence is additivity: combination - first alone - second alone + vehicle is zero.
    Source: Bliss 1939, doi:10.1111/j.1744-7348.1939.tb06990.x.
    Limits: the readout must be a fraction of vehicle that single effects multiply on.
    """
    weights: Weights = {}
    for ref in test:
        first, second = single_agents(ref, treatments)
        for name, sign in ((ref, 1), (first, -1), (second, -1), (reference[0], 1)):
            weights[name] = weights.get(name, 0.0) + sign / len(test)
    return weights


def single_agents(combination: str, treatments: Sequence[Treatment]) -> tuple[str, str]:
    """Return the treatments that give each part of a combination alone at the same dose."""
    both = next(t for t in treatments if t.ref == combination)
    singles = [t for t in treatments if t.role == "test" and t.partner is None]
    first = next(t.ref for t in singles if t.material == both.material and t.dose == both.dose)
    second = next(t.ref for t in singles if t.material == both.partner and t.dose == both.partner_dose)
    return first, second


def contrast_weights(contrast: Contrast, treatments: Sequence[Treatment], available: Collection[str]) -> list[Weights]:
    """Return the weights of a contrast on the treatments that are there; empty when too little is there for it.

    One set of weights, except for `over each single agent`, which has one per single agent.
    """
    reference = [ref for ref in contrast.reference if ref in available]
    test = [ref for ref in contrast.test if ref in available]
    if not reference or not test:
        return []
    match contrast.kind:
        case ContrastKind.TREND:
            return [trend_weights(reference, test)] if len(test) >= 2 else [difference_weights(reference, test)]
        case ContrastKind.PAIRED | ContrastKind.TWO_SAMPLE:
            return [difference_weights(reference, test)]
        case ContrastKind.INTERACTION:
            test = [ref for ref in test if set(single_agents(ref, treatments)) <= set(available)]
            return [interaction_weights(reference, test, treatments)] if test else []
        case ContrastKind.BEST_SINGLE:
            pairs = [(ref, single_agents(ref, treatments)) for ref in test]
            pairs = [(ref, parts) for ref, parts in pairs if set(parts) <= set(available)]
            combos = [ref for ref, _ in pairs]
            return [difference_weights([p[i] for _, p in pairs], combos) for i in (0, 1)] if pairs else []


def spread_factor(weights: Weights) -> float:
    """Return how many times the SD of one treatment's mean the contrast's SD is."""
    return sqrt(sum(weight**2 for weight in weights.values()))
