"""How a sitting of a run ended, and why."""

from coscientist.app.library.asking import none_answered
from coscientist.domain.run import RunStatus
from coscientist.graph.services import Services

NOTHING_PROPOSED = (
    "Nothing was proposed: the corpora hold no route, pair, conflict or analogue that would answer the goal and is not "
    "stated already."
)


def ending(services: Services, stop_asked: bool, no_reply: str) -> tuple[RunStatus, str]:
    """Say how a sitting ended and why."""
    if services.spending.refused:
        return RunStatus.REFUSED, services.spending.refused
    if services.out_of_time():
        return RunStatus.BUDGET_ENDED, "Somebody asked it to stop." if stop_asked else "The time is used up."
    if services.spending.ended:
        return RunStatus.BUDGET_ENDED, services.spending.ended
    shares = services.spent_shares()
    if shares:
        return RunStatus.BUDGET_ENDED, " ".join(why for _, why in sorted(shares.items()))
    if no_reply:
        return RunStatus.FAILED, f"{no_reply} The embedded strategies were carried out."
    if why := none_answered(services.run.asked):
        return RunStatus.FAILED, f"No literature service answered; only the corpora on disk were searched. {why}"
    if not services.store.hypotheses(services.run.id):
        return RunStatus.DONE, NOTHING_PROPOSED
    return RunStatus.DONE, "The plan was carried out."
