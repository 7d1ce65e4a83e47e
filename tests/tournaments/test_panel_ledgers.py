"""Ledgers as a criterion panel makes them: judges that never contradict themselves."""

import random

from coscientist.domain.match import Match, Outcome
from coscientist.tournaments.ledger import match_id
from coscientist.tournaments.pairing.choosing import next_pairs
from coscientist.tournaments.ratings.rating import rate


def vote(first: str, second: str, judge: str, scores: dict[str, dict[str, float]], number: int) -> Match:
    gap = scores[judge][first] - scores[judge][second]
    outcome = Outcome.TIE if abs(gap) < 0.04 else Outcome.FIRST if gap > 0 else Outcome.SECOND
    batch = f"panel-{number}"
    return Match(
        id=match_id(first, second, judge, round_number=number, batch=batch),
        first=first,
        second=second,
        judge=judge,
        outcome=outcome,
        round=number,
        first_length=150,
        second_length=150 + len(second),
        batch=batch,
    )


def test_a_panel_of_consistent_judges_can_be_rated_after_every_round() -> None:
    """Judges without noise, one of them always tied, drive discriminations to their limits."""
    for seed in range(12):
        rng = random.Random(seed)
        names = [f"h{number:02d}" for number in range(27)]
        scores = {judge: {name: round(rng.random(), 1) for name in names} for judge in ("a", "b", "c", "d", "e")}
        scores["always tied"] = dict.fromkeys(names, 1.0)
        ledger: list[Match] = []
        table = rate(ledger, names, k=3)
        for number in range(1, 9):
            for first, second in next_pairs(table, ledger, names, size=13):
                ledger += [vote(first, second, judge, scores, number) for judge in scores]
            table = rate(ledger, names, k=3, start=table)
        assert len(table.ratings) == len(names)
        assert all(rating.low < rating.value < rating.high for rating in table.ratings)
