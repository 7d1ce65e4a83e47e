"""First matches of newcomers: a few Swiss rounds, and links between groups that never met."""

from collections.abc import Callable, Sequence

import numpy as np

from coscientist.tournaments.pairing.played import Played
from coscientist.tournaments.ratings.records import Floats

Likeness = Callable[[int, int], float]
"""How alike two hypotheses are, from 0 to 1."""
SAME_STANDING = 0.1
"""Gaps that differ by less than this many logits are taken as the same, so that likeness decides."""


def swiss_round(
    mean: Floats, played: Played, *, rounds: int, size: int, rng: np.random.Generator, likeness: Likeness | None
) -> list[tuple[int, int]]:
    """Pair those who have played fewer than `rounds` matches with whoever stands nearest and is new to them.

    Those with the fewest matches choose first; opponents are preferably newcomers too, then the more alike. Each
    plays once, except that the last of an odd number meets somebody already paired.
    """
    lot = rng.permutation(played.size).tolist()
    strength = mean.tolist()
    newcomers = [h for h in range(played.size) if played.matches[h] < rounds]
    newcomers.sort(key=lambda h: (played.matches[h], -strength[h], lot[h]))
    waiting, taken = set(newcomers), set[int]()
    pairs: list[tuple[int, int]] = []
    for name in newcomers:
        if name in taken or len(pairs) >= size:
            continue
        waiting.discard(name)
        pool = (
            [h for h in waiting if not played.times(name, h)]
            or [h for h in range(played.size) if h != name and h not in taken and not played.times(name, h)]
            or [h for h in range(played.size) if h != name and not played.times(name, h)]
        )
        if not pool:
            continue

        def nearness(other: int, name: int = name) -> tuple[int, float, int]:
            close = likeness(name, other) if likeness is not None else 0.0
            return (int(abs(strength[name] - strength[other]) / SAME_STANDING), -close, lot[other])

        opponent = min(pool, key=nearness)
        pairs.append((name, opponent))
        taken.update((name, opponent))
        waiting.discard(opponent)
    return pairs


def bridges(groups: Sequence[Sequence[int]], mean: Floats, *, size: int) -> list[tuple[int, int]]:
    """Link every further group to the largest, by its best member and whoever stands nearest there."""
    pairs = []
    for group in groups[1:]:
        best = max(group, key=lambda h: float(mean[h]))
        nearest = min(groups[0], key=lambda h: abs(float(mean[h] - mean[best])))
        pairs.append((best, nearest))
    return pairs[: max(size, 0)]
