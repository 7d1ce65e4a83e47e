"""Choosing how to score open discovery, on start concepts that have nothing to do with the question."""

from collections.abc import Collection, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.stats import rankdata

from coscientist.datasets.benchmarks.statistics import Estimate, Resamples, mean
from coscientist.datasets.benchmarks.swanson_literature import Record
from coscientist.evidence.scores.open_discovery import SCORES, Candidates, Mentions

Floats = NDArray[np.float64]

SPLIT = 1982
MIN_PAPERS = 30
MIN_LATER = 8
"""A start concept needs this many substances that were first mentioned with it after the split."""


def validate(
    records: Sequence[Record],
    substances: Collection[str],
    without: Collection[str],
    rng: np.random.Generator,
    *,
    resamples: int,
) -> tuple[Mapping[str, Estimate], int]:
    """Say how well each score told what papers from 1982 on would mention with a start concept from what not.

    Starts are all headings that are no substances, those in `without` apart. Candidates are compared with candidates
    of as many papers, so that popularity wins nothing. Returns the mean AUROC of each score over the start concepts,
    and how many these were.
    """
    early = Mentions([record.headings for record in records if record.year is not None and record.year < SPLIT])
    late = Mentions([record.headings for record in records if record.year is not None and record.year >= SPLIT])
    candidates = Candidates(early, [item for item in substances if item in early])
    starts = [
        heading
        for heading, papers in zip(early.concepts, early.count, strict=True)
        if papers >= MIN_PAPERS and heading not in without and heading not in set(substances) and heading in late
    ]
    later_names = np.array([early.concepts[row] for row in candidates.rows])
    figures: dict[str, list[float]] = {name: [] for name in SCORES}
    for start in starts:
        counts = candidates.start(start)
        mentioned_later = _mentioned_with(late, start)
        is_open = counts[candidates.rows] == 0
        linked = np.array([name in mentioned_later for name in later_names]) & is_open
        if linked.sum() < MIN_LATER:
            continue
        bins = np.floor(np.log2(candidates.papers))
        for name, score in SCORES.items():
            found = score(candidates, counts)
            figures[name].append(matched_auroc(found[is_open], linked[is_open], bins[is_open]))
    used = len(next(iter(figures.values())))
    drawn = Resamples([str(at) for at in range(used)], resamples, rng)
    return {name: mean(np.array(values), drawn) for name, values in figures.items()}, used


def matched_auroc(scores: Floats, linked: NDArray[np.bool_], bins: Floats) -> float:
    """Return the AUROC within bins, averaged by how many links each has."""
    total = weight = 0.0
    for one in np.unique(bins):
        chosen = bins == one
        hits = int(linked[chosen].sum())
        misses = int(chosen.sum()) - hits
        if hits and misses:
            ranks = rankdata(scores[chosen])
            auroc = (ranks[linked[chosen]].sum() - hits * (hits + 1) / 2) / (hits * misses)
            total, weight = total + hits * auroc, weight + hits
    return total / weight if weight else 0.5


def _mentioned_with(mentions: Mentions, start: str) -> set[str]:
    row = mentions.together(np.array([mentions.position(start)]))
    return {mentions.concepts[at] for at in row.indices}
