"""The model's seat among the judges: single turns for most pairs, debates in both orders for those at the top."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import pairwise

from coscientist.agents.prompting import all_of
from coscientist.agents.ranking.debate import DebateJudge
from coscientist.agents.ranking.orders import with_contradictions_told
from coscientist.agents.ranking.pairwise import PairwiseJudge
from coscientist.domain.hypothesis import Hypothesis
from coscientist.domain.match import Match, Outcome
from coscientist.graph.already_known import known_of
from coscientist.graph.lessons import lessons_for
from coscientist.graph.modelling import note
from coscientist.graph.services import Services
from coscientist.graph.telling import tell
from coscientist.tournaments.ledger import Pair, pair_of
from coscientist.tournaments.ratings.judges import JudgeKind, kind_of
from coscientist.tournaments.standings import Standings

PAIRS_PER_HYPOTHESIS = 3
"""Pairs that the model judges in a single turn in a cycle, for each hypothesis in play; the panel judges the rest."""
DEBATES_PER_BRIEF = 2
"""Pairs that it debates in a cycle, for each brief that the plan asks for; each in both orders, six questions."""
DEBATES_KEPT = 1
"""How many of these, for each brief, wait for the end of the tournament: the neighbours at its top are known then."""
TOP_PER_BRIEF = 2
"""A pair is debated when both are among so many times the number of briefs."""


class ModelVotes:
    """What the model says of a cycle's pairs. Without a model, or without a budget for it, it says nothing."""

    def __init__(
        self, services: Services, players: Mapping[str, Hypothesis], copies: Mapping[str, str] | None = None
    ) -> None:
        """Take the hypotheses that may play; `copies` are planted ones among them, each with its original."""
        copies = copies or {}
        self._services = services
        self._players = players
        self._asks = services.may_ask_model()
        lessons = lessons_for(services, "ranking") if self._asks else ()
        known = known_of(services.store, services.run.id, copies) if self._asks else {}
        self._single = PairwiseJudge(services.bench, lessons, known) if self._asks else None
        self._debate = DebateJudge(services.bench, lessons, known) if self._asks else None
        self._left = PAIRS_PER_HYPOTHESIS * len(players)
        self._debates_left = DEBATES_PER_BRIEF * services.run.plan.briefs
        self._kept = DEBATES_KEPT * services.run.plan.briefs
        self._debated: set[Pair] = set()
        self._put: dict[int, set[Pair]] = {}
        self._known = {match.id: match for match in services.store.matches(services.run.id)} if self._asks else {}

    @property
    def judges_pairs(self) -> bool:
        """Whether pairs of further rounds will be put to it, not only those at the top."""
        return self._asks and self._left > 0

    def has_judged(self, table: Standings) -> bool:
        """Whether it has used its share and compared everybody: further votes of the panel decide nothing."""
        return self._asks and self._left <= 0 and table.precedence.judged == 1.0

    def questions(self, ledger: Sequence[Match], waited_for: Collection[int]) -> list[Match]:
        """Return the part of a ledger that tells what it was asked, for choosing what to ask it next.

        What the panel said of a pair is no reason not to ask the model about it. Of rounds that are `waited_for` the
        panel's votes stand for the model's, on the pairs that were put to both.
        """
        return [
            match
            for match in ledger
            if kind_of(match.judge) is not JudgeKind.CRITERION
            or (match.round in waited_for and pair_of(match.first, match.second) in self._put.get(match.round, ()))
        ]

    async def on(
        self, pairs: Sequence[tuple[str, str]], round_number: int, table: Standings | None = None
    ) -> list[Match]:
        """Return its verdicts on a round's pairs, asked all at once.

        Pairs near the top of `table` whose members have both played are debated, the others judged in a single turn.
        A match that is in the ledger is not played again: its verdict stands, also one without result.
        """
        if not self._asks:
            return []
        top = self._top(table)
        debated = self._admitted((pair for pair in pairs if set(pair) <= top), keep=self._kept)
        single = [pair for pair in dict.fromkeys(pairs) if pair_of(*pair) not in debated][: max(0, self._left)]
        if self._left > 0 and self._left <= len(single):
            told = (
                f"From round {round_number + 1} on the model judges top pairs only: it has judged its share of pairs."
            )
            tell(self._services, "tournament", "budget", told, {"round": round_number})
        self._left -= len(single)
        self._put[round_number] = {pair_of(*pair) for pair in pairs}
        return await self._judged(single, _both(debated), round_number)

    def undebated(self, table: Standings) -> list[Pair]:
        """Return the neighbours at the top that were not debated yet, as many as there is room for."""
        if not (self._asks and self._services.may_ask_model()):
            return []
        best = [rating.hypothesis for rating in table.ratings[: table.k + 1]]
        fresh = [pair_of(*pair) for pair in pairwise(best) if pair_of(*pair) not in self._debated]
        return fresh[: self._debates_left]

    async def debates(self, pairs: Sequence[Pair], round_number: int) -> list[Match]:
        """Return the verdicts of debates on these pairs, each in both orders."""
        return await self._judged([], _both(self._admitted(pairs)), round_number)

    async def both_orders(self, first: str, second: str, round_number: int) -> list[Match]:
        """Return its single-turn verdicts on one pair in both orders, `first` first; fewer when it cannot be asked."""
        found = await self._judged([(first, second), (second, first)], [], round_number)
        return sorted(found, key=lambda match: match.first != first)

    def _top(self, table: Standings | None) -> set[str]:
        if table is None:
            return set()
        best = table.ratings[: TOP_PER_BRIEF * self._services.run.plan.briefs]
        return {rating.hypothesis for rating in best if rating.matches}

    def _admitted(self, pairs: Iterable[tuple[str, str]], keep: int = 0) -> list[Pair]:
        """Return those that there is room to debate, with so much room kept, and remember them."""
        wanted = dict.fromkeys(pair_of(*pair) for pair in pairs)
        taken = [pair for pair in wanted if pair not in self._debated][: max(0, self._debates_left - keep)]
        self._debates_left -= len(taken)
        self._debated.update(taken)
        return taken

    async def _judged(
        self, single: Sequence[tuple[str, str]], debated: Sequence[tuple[str, str]], round_number: int
    ) -> list[Match]:
        """Ask about all pairs at once; each in the order given."""
        if self._single is None or self._debate is None:
            return []
        # Debates have three questions that wait for one another: they go first, and single turns fill what is left.
        work = [self._verdict(self._debate, pair, round_number) for pair in debated]
        work += [self._verdict(self._single, pair, round_number) for pair in single]
        verdicts, ended = await all_of(work)
        debates = self._debate.name
        matches = sorted((m for m in verdicts if m is not None), key=lambda match: match.judge == debates)
        found = with_contradictions_told(matches)
        missing = [match.reason for match in found if match.outcome is Outcome.NO_RESULT]
        note(self._services, "tournament", missing, ended, {"round": round_number})
        return found

    async def _verdict(
        self, judge: PairwiseJudge | DebateJudge, pair: tuple[str, str], round_number: int
    ) -> Match | None:
        first, second = self._players[pair[0]], self._players[pair[1]]
        played = self._known.get(judge.match_id(first, second, round_number))
        if played is not None:
            return played
        if not self._services.may_ask_model():
            return None
        return await judge.compare(first, second, round_number=round_number)


def _both(pairs: Sequence[Pair]) -> list[tuple[str, str]]:
    return [order for one, other in pairs for order in ((one, other), (other, one))]
