"""Briefs on demand: a run writes them for its best, a person may want one for any hypothesis in play."""

from typing import TYPE_CHECKING

from coscientist.app.compose import brief_maker
from coscientist.domain.brief import Brief
from coscientist.domain.errors import ConflictError, RefusedError
from coscientist.safety.screen import HINT, screen_brief

if TYPE_CHECKING:
    from coscientist.app.campaign import Campaign
    from coscientist.app.record import Entry, Record


def brief_of(campaign: "Campaign", record: "Record", entry: "Entry") -> tuple[Brief, bool]:
    """Return the brief of a hypothesis and whether it was written just now.

    Raises: ConflictError when the hypothesis is out of play; RefusedError on safety grounds;
    CoscientistError when no assay fits it.
    """
    item = entry.hypothesis
    for brief in reversed(record.briefs):
        if brief.provenance.hypothesis == item.id:
            return brief, False
    if entry.rank is None:
        why = entry.decision.why if entry.decision else "nobody has reviewed it."
        raise ConflictError(
            f"{item.id} is {entry.status.value}, so no brief is written for it: {why}",
            "Choose a hypothesis that is in play.",
        )
    made = brief_maker(campaign.store, record.concepts, campaign.clock)(record.run, item, entry.rating)
    if (against := screen_brief(made)) is not None:
        raise RefusedError(f"The brief of {item.id} is refused: {against}.", HINT)
    campaign.store.save_brief(record.run.id, made)
    campaign.rewrite(record.run.id)
    return made, True
