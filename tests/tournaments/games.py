"""Small tournaments to test with: hypothesis strategies and a seeded judge."""

from typing import Any

import numpy as np
from hypothesis import strategies as st

from coscientist.domain.match import Match, Outcome

NAMES = tuple(f"h{number}" for number in range(6))


def match(
    first: str, second: str, outcome: str = "first", *, number: int | str = 0, judge: str = "model:a", **more: Any
) -> Match:
    """Make a match with an id of its own."""
    return Match(id=f"m{number}", first=first, second=second, judge=judge, outcome=Outcome(outcome), **more)


@st.composite
def ledgers(draw: st.DrawFn, *, names: tuple[str, ...] = NAMES, most: int = 25) -> list[Match]:
    """Draw any ledger among a few hypotheses and judges."""
    count = draw(st.integers(0, most))
    matches = []
    for number in range(count):
        first, second = draw(st.permutations(names))[:2]
        outcome = draw(st.sampled_from([o.value for o in Outcome]))
        judge = draw(st.sampled_from(["model:a", "panel/evidence", "person:ada"]))
        lengths = draw(st.tuples(st.integers(0, 3000), st.integers(0, 3000)))
        matches.append(
            match(first, second, outcome, number=number, judge=judge, first_length=lengths[0], second_length=lengths[1])
        )
    return matches


def judged(
    strengths: dict[str, float], pairs: list[tuple[str, str]], *, seed: int = 0, position: float = 0.0, start: int = 0
) -> list[Match]:
    """Let a seeded judge with logistic noise answer pairs."""
    rng = np.random.default_rng(seed)
    matches = []
    for number, (first, second) in enumerate(pairs, start):
        chance = 1 / (1 + np.exp(-(strengths[first] - strengths[second] + position)))
        matches.append(match(first, second, "first" if rng.random() < chance else "second", number=number))
    return matches
