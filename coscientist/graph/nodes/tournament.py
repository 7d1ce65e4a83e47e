"""Tournament: rounds of panel matches until the top is stable or the budget ends."""

from collections.abc import Sequence

from langgraph.runtime import Runtime

from coscientist.agents.ranking.panel import PanelJudge, panel
from coscientist.domain.hypothesis import Hypothesis
from coscientist.domain.match import Match
from coscientist.graph.judging import PAIRS_PER_HYPOTHESIS as PAIRS_FOR_MODEL
from coscientist.graph.judging import ModelVotes
from coscientist.graph.nearness import nearness_of
from coscientist.graph.nodes.controls import originals
from coscientist.graph.outstanding import Outstanding
from coscientist.graph.services import Services
from coscientist.graph.standing import counted, in_play
from coscientist.graph.state import RunState
from coscientist.graph.telling import tell
from coscientist.tournaments.ledger import in_order
from coscientist.tournaments.pairing.choosing import Policy, next_pairs
from coscientist.tournaments.pairing.stopping import should_stop
from coscientist.tournaments.ratings.rating import ROUGH, rate
from coscientist.tournaments.standings import Standings

PAIRS_PER_HYPOTHESIS = 10
"""Budget of a cycle's tournament, in pairs for each hypothesis in play."""
AHEAD = 3
"""Rounds that are played while a model's verdicts on an earlier one are out, so that one slow call holds none of them.
A fixed number: the same verdicts give the same rounds, however fast they came."""
SMALLEST_ROUND = 8
"""Pairs asked at once at least."""
SHARE_IN_A_ROUND = 0.25
"""Pairs that a model is asked about at once, for each hypothesis in play. As many rounds are under way as `AHEAD` says,
and rounds as large as the field would all be out before the first verdict could tell what to ask next. The panel's
verdicts are in at once: there a round may be as large as the field (docs/tournament.md)."""
PANEL_FOR_MODEL = PAIRS_PER_HYPOTHESIS / PAIRS_FOR_MODEL
"""Pairs of the panel's for each that a model is asked about: both budgets then end together, and no rounds of the panel
alone follow while nothing is asked."""
ONCE = Policy(most_repeats=1)
"""For rounds of the panel alone: it says of a pair what it said before."""
JUDGED = "The model has judged its share of pairs, and the panel alone would not change the order."
SHOWN = 5


async def tournament(state: RunState, runtime: Runtime[Services]) -> RunState:
    """Play this cycle's rounds. Taken up again after a crash, it plays the same matches and so adds none twice."""
    services = runtime.context
    store, plan, run = services.store, services.run.plan, services.run
    players = {item.id: item for item in in_play(store, run.id)}
    if len(players) < 2:
        tell(services, "tournament", "skipped", f"No matches, because {len(players)} hypotheses are in play.",
             {"cycle": state.get("cycle", 0)})  # fmt: skip
        return {"originals": []}
    judges = panel(plan.criteria, sorted(store.reviews(run.id), key=lambda item: (item.reviewer, item.id)))
    number = state.get("round", 0)
    ledger = [m for m in in_order(counted(store, run.id, store.matches(run.id))) if m.round <= number]
    async with Outstanding(store, run.id) as out:
        number, because = await _rounds(services, players, judges, ledger, number, out)
    tell(services, "tournament", "stage", f"Stopped after round {number}: {because}", {"round": number})
    return {"round": number, "played": number, "originals": originals(services, number)}


async def _rounds(
    services: Services,
    players: dict[str, Hypothesis],
    judges: Sequence[PanelJudge],
    ledger: list[Match],
    number: int,
    out: Outstanding,
) -> tuple[int, str]:
    """Play until the top is stable or a bound is reached; return the last round's number and why it was the last."""
    store, plan, run = services.store, services.run.plan, services.run
    votes = ModelVotes(services, players)
    near = nearness_of(services, players)
    budget, asked, history = PAIRS_PER_HYPOTHESIS * len(players), 0, list[Standings]()
    while True:
        ledger += await out.until(number + 1 - AHEAD)
        start = history[-1] if history else None
        table = rate(ledger, list(players), k=plan.briefs, seed=plan.seed, start=start, tolerance=ROUGH)
        history.append(table)
        for_model, size = _sizes(len(players)) if votes.judges_pairs else (0, max(SMALLEST_ROUND, len(players)))
        pairs = next_pairs(
            table,
            votes.questions(ledger, out.rounds) if for_model else ledger,
            list(players),
            size=size,
            seed=plan.seed,
            similarity=near,
            policy=None if for_model else ONCE,
        )
        stop = should_stop(history, probability=0.9, asked=asked, budget=budget, pairs_left=len(pairs))
        if not stop.stop and votes.has_judged(table):
            stop = stop.model_copy(update={"stop": True, "reason": f"{JUDGED} {stop.reason}"})
        if services.out_of_time():
            await out.until(number)
            return number, "The time is used up."
        if stop.stop and out.rounds:
            # Whether it is over is decided with everything that was said.
            ledger += await out.until(number)
            continue
        # What the ratings leave open at the top, a model debates before the tournament is over.
        last = votes.undebated(table) if stop.stop else []
        if stop.stop and not last:
            return number, stop.reason
        number += 1
        new = [] if last else [match for pair in pairs for match in _play(judges, players, pair, number)]
        store.add_matches(run.id, new)
        ledger += new
        # The pairs come in order of what they tell.
        asked_of_model = votes.debates(last, number) if last else votes.on(pairs[:for_model], number, table)
        await out.begin(number, asked_of_model)
        asked += len(pairs)
        _tell_round(services, players, table, number, len(ledger))


def _sizes(players: int) -> tuple[int, int]:
    """Return how many pairs of a round a model is asked about, and how many the panel, these included."""
    for_model = max(SMALLEST_ROUND, round(SHARE_IN_A_ROUND * players))
    return for_model, max(for_model, min(players, round(PANEL_FOR_MODEL * for_model)))


def _play(
    judges: Sequence[PanelJudge], players: dict[str, Hypothesis], pair: tuple[str, str], number: int
) -> list[Match]:
    first, second = players[pair[0]], players[pair[1]]
    return [
        judge.compare(first, second, round_number=number) for judge in judges if judge.takes_part(first.id, second.id)
    ]


def _tell_round(
    services: Services, players: dict[str, Hypothesis], table: Standings, number: int, matches: int
) -> None:
    leaders: dict[str, str | int | float | bool | None] = {
        f"place {place}": f"{rating.value:.0f} {players[rating.hypothesis].title}"
        for place, rating in enumerate(table.ratings[:SHOWN], start=1)
    }
    message = f"Round {number}: {matches} votes, {len(players)} hypotheses in play."
    tell(services, "tournament", "round", message, {"round": number, "votes": matches, **leaders})
