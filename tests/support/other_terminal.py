"""What a person does at another terminal while a run is under way; imported by the process that plays it."""

from pathlib import Path

from coscientist.app.campaign import Campaign
from coscientist.app.people import contributing as people


def step_in(workspace: Path) -> None:
    """Add a hypothesis, veto one and review another, in the latest run."""
    with Campaign(workspace) as campaign:
        run = campaign.runs()[0].id
        playing = campaign.record(run).in_play
        people.add(campaign, run, "Fasudil reduces collagen I by inhibiting NOX4", by="Ada")
        campaign.veto(run, playing[-1].hypothesis.id, "We cannot handle it.", by="Ada")
        people.review(campaign, run, playing[0].hypothesis.id, "Hard to get.", {"feasibility": 0.1}, by="Ada")
