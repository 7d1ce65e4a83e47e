"""Choose the next pairs to put to the judges, a batch at a time."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from coscientist.domain.match import Match
from coscientist.tournaments.pairing.acquisition import Contest, Votes
from coscientist.tournaments.pairing.handicap import Handicap, favour_of
from coscientist.tournaments.pairing.played import Played, played_of
from coscientist.tournaments.pairing.swiss import Likeness, bridges, swiss_round
from coscientist.tournaments.ratings.posterior import Posterior
from coscientist.tournaments.ratings.rating import rate
from coscientist.tournaments.ratings.records import Floats, Ints
from coscientist.tournaments.standings import Standings

Similarity = Callable[[str, str], float] | Mapping[tuple[str, str], float]
"""How alike two hypotheses are, from 0 to 1; alike ones make the more telling matches."""


@dataclass(frozen=True)
class Policy:
    """How pairs are chosen."""

    swiss_rounds: int = 2
    """Matches that everybody plays before pairs are chosen by what they tell."""
    contenders: int = 64
    """How many near the top are considered for the telling matches."""
    most_repeats: int = 10
    """How often one pair is asked at most, both orders counted."""
    first_share: float = 0.2
    """How much finding the very best counts against finding the top k."""
    long_range: float = 0.05
    """Share of a batch that links a contender to somebody it has not met, anywhere in the field: such links hold
    the scale together when errors stick to pairs."""
    contested: float = 0.15
    """A pair is contested when the chance of either winning is within this of one half; it is shown in both orders."""
    nudge: float = 0.05
    """How much proximity and newness may add to the gain of a pair: enough to break ties."""


def next_pairs(
    standings: Standings,
    matches: Sequence[Match],
    hypotheses: Sequence[str],
    *,
    size: int,
    seed: int = 0,
    similarity: Similarity | None = None,
    policy: Policy | None = None,
) -> list[tuple[str, str]]:
    """Return at most `size` pairs as (shown first, shown second).

    Newcomers play Swiss rounds, groups that never met are linked, then the pairs follow that are expected to lower
    the uncertainty about the top k most, each one supposing that the ones before it have been answered. Contested
    pairs are shown in both orders; of others the weaker one has the place that the models favour; where they favour
    none, the order shown less often is taken, or drawn. Fewer than `size` pairs come back while newcomers wait for
    their first results; an empty list means that no further match is worth asking for. `matches` are what was asked
    so far of those who are to be asked again; the standings may rest on further verdicts.

    Deterministic for given inputs and seed; the same seed may be passed in every round.
    Raises: CoscientistError when the ledger is not valid.
    """
    names = tuple(sorted(set(hypotheses)))
    posterior = standings.posterior
    if posterior is None or posterior.names != names:
        posterior = rate(matches, names, k=standings.k, draws=2).posterior
    if posterior is None or len(names) < 2:
        return []
    pairs = choose(
        posterior,
        played_of(matches, names),
        k=standings.k,
        size=size,
        rng=np.random.default_rng((seed, len(matches))),
        likeness=_likeness(similarity, names),
        policy=policy or Policy(),
    )
    return [(names[first], names[second]) for first, second in pairs]


def choose(
    posterior: Posterior,
    played: Played,
    *,
    k: int,
    size: int,
    rng: np.random.Generator,
    likeness: Likeness | None = None,
    policy: Policy | None = None,
) -> list[tuple[int, int]]:
    """Do what `next_pairs` does, with hypotheses by their number in the posterior."""
    policy = policy or Policy()
    rounds = min(policy.swiss_rounds, played.size - 1)
    veterans = sum(1 for count in played.matches if count >= rounds)
    handicap = Handicap(favour_of(posterior), policy.contested)
    batch = _Batch(played, posterior.likeliest.mean, handicap, rng)
    for one, other in swiss_round(
        posterior.likeliest.mean, played, rounds=rounds, size=size, rng=rng, likeness=likeness
    ):
        batch.add(one, other)
    if min(played.matches) > 0:
        for one, other in bridges(played.groups(), posterior.likeliest.mean, size=size - len(batch.pairs)):
            batch.add(one, other)
    room = min(size - len(batch.pairs), -(-size * veterans // played.size)) if veterans > 1 else 0
    _add_telling(batch, posterior, min(k, played.size - 1), room, likeness, policy)
    return batch.pairs


class _Batch:
    """Pairs chosen so far, in the order to be shown."""

    def __init__(self, played: Played, mean: Floats, handicap: Handicap, rng: np.random.Generator) -> None:
        self.played = replace(
            played, asked=played.asked.copy(), shown=played.shown.copy(), matches=list(played.matches)
        )
        self.mean = mean
        self.handicap = handicap
        self.rng = rng
        self.pairs: list[tuple[int, int]] = []

    def add(self, one: int, other: int) -> None:
        """Take a pair in, in the order in which it is to be shown."""
        gap = float(self.mean[one] - self.mean[other])
        pair = self.handicap.ordered(one, other, gap, self.played.shown, self.rng)
        self.pairs.append(pair)
        self.played.add(*pair)


def _add_telling(
    batch: _Batch, posterior: Posterior, k: int, room: int, likeness: Likeness | None, policy: Policy
) -> None:
    """Add the pairs that tell most about the top, and some long-range links."""
    if room < 1:
        return
    contest, members = _contest(posterior, batch, k, policy)
    links = int(np.floor(room * policy.long_range + batch.rng.random()))
    end = len(batch.pairs) + room
    nudges = _nudges(members, batch.played, likeness, policy.nudge)
    place = {int(number): index for index, number in enumerate(members)}
    while len(batch.pairs) < end - links:
        gain = contest.gain() * nudges
        gain[contest.asked >= policy.most_repeats] = 0.0
        best = int(gain.argmax())
        i, j = divmod(best, len(members))
        if gain[i, j] <= 0.0:
            break
        both = (
            batch.handicap.is_close(contest.mean[i] - contest.mean[j])
            and contest.asked[i, j] + 2 <= policy.most_repeats
        )
        for _ in range(2 if both and len(batch.pairs) + 2 <= end - links else 1):
            batch.add(int(members[i]), int(members[j]))
            contest.ask(i, j)
    for _ in range(min(links, end - len(batch.pairs))):
        pair = _long_link(batch, posterior, k)
        if pair is None:
            break
        batch.add(*pair)
        if pair[0] in place and pair[1] in place:
            contest.ask(place[pair[0]], place[pair[1]])


def _contest(posterior: Posterior, batch: _Batch, k: int, policy: Policy) -> tuple[Contest, Ints]:
    """Collect those who may yet be at the top."""
    likeliest, played = posterior.likeliest, batch.played
    reach = likeliest.mean[posterior.head] + 2.0 * np.sqrt(np.maximum(likeliest.covariance.diagonal(), 0.0))
    inside = np.sort(np.argsort(-reach, kind="stable")[: policy.contenders])
    members = posterior.head[inside]
    asked = np.zeros((len(members), len(members)))
    place = {int(number): index for index, number in enumerate(members)}
    for (one, other), count in played.asked.items():
        if one in place and other in place:
            asked[place[one], place[other]] = asked[place[other], place[one]] = count
    covariance = likeliest.covariance[np.ix_(inside, inside)]
    questions = max(sum(played.asked.values()), 1)
    judges = len(posterior.judges) if played.judges is None else played.judges
    each = (posterior.matches if played.votes is None else played.votes) / questions
    votes = Votes(asked, posterior.dependence, judges=max(judges, 1), each=max(each, 1.0))
    contest = Contest(
        likeliest.mean[members], covariance, votes, k, first_share=policy.first_share, handicap=batch.handicap
    )
    return contest, members


def _nudges(members: Ints, played: Played, likeness: Likeness | None, most: float) -> Floats:
    """Let proximity and newness break ties between pairs that tell about as much."""
    fresh = np.array([1.0 / (1.0 + played.matches[int(h)]) for h in members])
    close = np.zeros((len(members), len(members)))
    if likeness is not None:
        close = np.array([[likeness(int(a), int(b)) if a != b else 0.0 for b in members] for a in members])
    return np.asarray(1.0 + most * 0.5 * (np.clip(close, 0.0, 1.0) + 0.5 * (fresh[:, None] + fresh[None, :])))


def _long_link(batch: _Batch, posterior: Posterior, k: int) -> tuple[int, int] | None:
    """Draw somebody near the top and somebody that they have not met."""
    top = np.argsort(-posterior.likeliest.mean, kind="stable")[: 2 * k]
    one = int(batch.rng.choice(top))
    fresh = [h for h in range(batch.played.size) if h != one and not batch.played.times(one, h)]
    return (one, int(batch.rng.choice(fresh))) if fresh else None


def _likeness(similarity: Similarity | None, names: Sequence[str]) -> Likeness | None:
    if similarity is None:
        return None
    if isinstance(similarity, Mapping):
        table = similarity

        def look_up(one: int, other: int) -> float:
            a, b = names[one], names[other]
            return float(table.get((a, b), table.get((b, a), 0.0)))

        return look_up
    measure = similarity
    return lambda one, other: float(measure(names[one], names[other]))
