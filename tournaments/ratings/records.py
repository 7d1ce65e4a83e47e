"""The ledger as arrays: what the fit reads, in an order of its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter

import numpy as np
from numpy.typing import NDArray

from coscientist.domain.match import Match, Outcome
from coscientist.tournaments.ledger import SCORES, validate

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True)
class Records:
    """Decided matches as parallel arrays, sorted by content so that the order of the ledger cannot matter.

    Shape: all arrays (matches,).
    """

    names: tuple[str, ...]
    """Hypotheses, in the numbering used by `first` and `second`."""
    judges: tuple[str, ...]
    first: Ints
    second: Ints
    judge: Ints
    score: Floats
    """1 when the first shown won, 0 when it lost, 0.5 for a tie."""
    length: Floats
    """Natural logarithm of first length over second length; 0 where either is unknown."""
    round: Ints
    """Matches of one round were asked without knowing each other's answers."""
    place: Ints
    """Where the match stands among the decided ones in the ledger; only online Elo looks at it."""
    no_result: int = 0

    @property
    def count(self) -> int:
        """How many decided matches there are."""
        return len(self.first)

    @cached_property
    def pair(self) -> Ints:
        """Number of the unordered pair each match belongs to."""
        low, high = np.minimum(self.first, self.second), np.maximum(self.first, self.second)
        return low * len(self.names) + high

    @cached_property
    def pair_number(self) -> Ints:
        """Number of the pair among those that met."""
        return np.asarray(np.unique(self.pair, return_inverse=True)[1], dtype=np.int64)

    @cached_property
    def cell_number(self) -> Ints:
        """Number of the pair and judge among those that occur."""
        return np.asarray(np.unique(self.pair * len(self.judges) + self.judge, return_inverse=True)[1], dtype=np.int64)

    @cached_property
    def question_number(self) -> Ints:
        """Number of the pair and round among those that occur."""
        rounds = int(self.round.max(initial=0)) + 1
        return np.asarray(np.unique(self.pair * rounds + self.round, return_inverse=True)[1], dtype=np.int64)

    @cached_property
    def vote_number(self) -> Ints:
        """Number of the pair, round and judge among those that occur."""
        votes = self.question_number * len(self.judges) + self.judge
        return np.asarray(np.unique(votes, return_inverse=True)[1], dtype=np.int64)

    @cached_property
    def matches_played(self) -> Ints:
        """Return how many matches each hypothesis has. Shape: (hypotheses,)."""
        n = len(self.names)
        return np.asarray(np.bincount(self.first, minlength=n) + np.bincount(self.second, minlength=n))

    def groups(self) -> Ints:
        """Number the groups that matches connect. Shape: (hypotheses,)."""
        from scipy.sparse import coo_array
        from scipy.sparse.csgraph import connected_components

        n = len(self.names)
        met = coo_array((np.ones(self.count), (self.first, self.second)), shape=(n, n))
        return np.asarray(connected_components(met, directed=False)[1], dtype=np.int64)

    @cached_property
    def layout(self) -> "Layout":
        """Return where sums over pairs go in a sparse matrix of hypotheses; matches must be sorted."""
        from scipy.sparse import coo_array

        n = len(self.names)
        starts = np.flatnonzero(np.diff(self.pair, prepend=-1))
        low, high = np.divmod(self.pair[starts], n)
        every, own = np.arange(len(starts)), np.arange(n)
        rows, columns = np.concatenate([low, high, own]), np.concatenate([high, low, own])
        places = np.concatenate([every, every, len(starts) + own])
        matrix = coo_array((places + 1, (rows, columns)), shape=(n, n)).tocsr()
        return Layout(starts, matrix.data - 1, np.asarray(matrix.indices), np.asarray(matrix.indptr))

    def sorted(self) -> "Records":
        """Return the same matches in canonical order: sums come out bit for bit the same."""
        order = np.lexsort((self.round, self.length, self.score, self.judge, self.first, self.pair))
        return Records(
            self.names,
            self.judges,
            self.first[order],
            self.second[order],
            self.judge[order],
            self.score[order],
            self.length[order],
            self.round[order],
            self.place[order],
            self.no_result,
        )


@dataclass(frozen=True)
class Layout:
    """A sparse matrix of hypotheses in compressed rows, each value taken from pair sums followed by a diagonal."""

    starts: Ints
    """Where each pair's matches begin."""
    places: Ints
    columns: NDArray[np.signedinteger]
    row_ends: NDArray[np.signedinteger]


_fields = attrgetter("first", "second", "judge", "outcome", "round", "first_length", "second_length")


def encode(matches: Sequence[Match], hypotheses: Sequence[str]) -> Records:
    """Turn a ledger into arrays. Hypotheses that played but are not listed take part in the fit, too.

    Raises: CoscientistError, ConflictError as `ledger.validate` does.
    """
    decided = [match for match in matches if match.outcome is not Outcome.NO_RESULT]
    no_result = len({m.id for m in matches if m.outcome is Outcome.NO_RESULT}) if len(decided) < len(matches) else 0
    if len({match.id for match in decided}) + no_result < len(matches):
        validate(matches)
        decided = list({match.id: match for match in decided}.values())
    firsts, seconds, by, outcomes, rounds, *shown = zip(*map(_fields, decided), strict=True) if decided else ((),) * 7
    names, judges = tuple(sorted({*hypotheses, *firsts, *seconds})), tuple(sorted(set(by)))
    number = {name: index for index, name in enumerate(names)}
    judge_number = {name: index for index, name in enumerate(judges)}
    first = np.array([number[name] for name in firsts], dtype=np.int64)
    second = np.array([number[name] for name in seconds], dtype=np.int64)
    lengths = np.array(shown, dtype=float)
    if no_result or (first == second).any() or (lengths < 0).any():
        validate(matches)
    known = (lengths > 0).all(axis=0)
    log_ratio, score = np.zeros(len(decided)), np.zeros(len(decided))
    for outcome, earned in SCORES.items():  # by identity: an enumeration's hash is made anew each time
        score[[said is outcome for said in outcomes]] = earned
    log_ratio[known] = np.log(lengths[0, known] / lengths[1, known])
    return Records(
        names=names,
        judges=judges,
        first=first,
        second=second,
        judge=np.array([judge_number[name] for name in by], dtype=np.int64),
        score=score,
        length=log_ratio,
        round=np.array(rounds, dtype=np.int64),
        place=np.arange(len(decided)),
        no_result=no_result,
    ).sorted()
