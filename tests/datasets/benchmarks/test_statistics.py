"""AUROC and average precision are right for any weights, and intervals resample what belongs together."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coscientist.datasets.benchmarks.statistics import Ranking, Resamples, gain, judge, share


def by_definition(scores: list[int], labels: list[bool], weights: list[float]) -> float:
    won = total = 0.0
    for one, label, weight in zip(scores, labels, weights, strict=True):
        for other, other_label, other_weight in zip(scores, labels, weights, strict=True):
            if label and not other_label:
                total += weight * other_weight
                won += weight * other_weight * ((one > other) + 0.5 * (one == other))
    return won / total


rows = st.lists(
    st.tuples(st.integers(0, 5), st.booleans(), st.sampled_from([0.25, 0.5, 1.0]), st.sampled_from("abc")),
    min_size=4,
    max_size=25,
).filter(lambda items: len({label for _, label, _, _ in items}) == 2)


@settings(max_examples=80, deadline=None)
@given(rows)
def test_the_auroc_is_the_share_of_pairs_in_the_right_order(
    items: list[tuple[int, bool, float, str]],
) -> None:
    scores, labels, weights, clusters = map(list, zip(*items, strict=True))
    resamples = Resamples(clusters, 5, np.random.default_rng(0))
    ranking = Ranking(np.array(scores, dtype=float), np.array(labels), np.array(weights), resamples)
    assert ranking.figures(resamples.whole)[0][0] == pytest.approx(by_definition(scores, labels, weights))
    for draws, auroc in zip(resamples.draws, ranking.figures(resamples.draws)[0], strict=True):
        drawn = draws[resamples.of_row] * np.array(weights)
        if drawn[labels].sum() and drawn[~np.array(labels)].sum():
            assert auroc == pytest.approx(by_definition(scores, labels, list(drawn)))


def test_average_precision_of_a_perfect_order_is_one_and_of_no_order_the_share_of_positives() -> None:
    labels = np.array([True] * 5 + [False] * 15)
    resamples = Resamples([str(at) for at in range(20)], 5, np.random.default_rng(0))
    perfect = Ranking(labels.astype(float), labels, np.ones(20), resamples)
    assert perfect.figures(resamples.whole)[1][0] == pytest.approx(1.0)
    flat = Ranking(np.zeros(20), labels, np.ones(20), resamples)
    assert flat.figures(resamples.whole)[1][0] == pytest.approx(0.25)


def test_average_precision_is_the_mean_precision_at_the_positives() -> None:
    labels = np.array([True, False, True, False])
    resamples = Resamples(list("abcd"), 2, np.random.default_rng(0))
    ranking = Ranking(np.array([4.0, 3.0, 2.0, 1.0]), labels, np.ones(4), resamples)
    assert ranking.figures(resamples.whole)[1][0] == pytest.approx((1 + 2 / 3) / 2)


def test_few_clusters_make_a_wide_interval() -> None:
    rng = np.random.default_rng(3)
    labels = np.tile([True, False], 200)
    group = np.repeat(np.arange(8), 50)
    scores = labels * np.array([2.0, -1.0, 2.0, -1.0, 2.0, -1.0, 2.0, -1.0])[group] + rng.normal(size=400)
    widths = []
    for clusters in ([str(at) for at in range(400)], [str(at) for at in group]):
        resamples = Resamples(clusters, 300, np.random.default_rng(1))
        judged = judge(Ranking(scores, labels, np.ones(400), resamples), resamples)
        widths.append(judged.auroc.high - judged.auroc.low)
    assert widths[1] > 2 * widths[0]


def test_a_gain_over_oneself_is_nothing() -> None:
    labels = np.tile([True, False], 30)
    scores = np.random.default_rng(0).normal(size=60)
    resamples = Resamples([str(at // 4) for at in range(60)], 50, np.random.default_rng(1))
    ranking = Ranking(scores, labels, np.ones(60), resamples)
    none = gain(ranking, ranking, resamples)
    assert (none.value, none.low, none.high) == (0.0, 0.0, 0.0)


def test_a_share_has_its_value_within_its_interval() -> None:
    right = np.array([True, True, False, True] * 10)
    estimate = share(right, Resamples([str(at // 2) for at in range(40)], 200, np.random.default_rng(0)))
    assert estimate.low <= estimate.value == 0.75 <= estimate.high
