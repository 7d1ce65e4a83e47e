"""`coscientist resume`: go on with a run that was broken off, or take up what people added to it."""

import typer

from coscientist.cli import options
from coscientist.cli.options import JsonOption, RunArgument, WorkspaceOption


def resume(
    run: RunArgument,
    max_calls: options.MaxCallsOption = None,
    max_cost: options.MaxCostOption = None,
    max_time: options.MaxTimeOption = None,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Go on with a run that was broken off.

    Of a finished run, it takes up what people added since: hypotheses are reviewed and play, scores count. Limits given
    here take the place of the run's own; calls and cost are counted over all its sittings, time in each of them.
    """
    from coscientist.cli.naming import existing_campaign, run_id
    from coscientist.cli.planning import Wish
    from coscientist.cli.progress import teller
    from coscientist.cli.running import carried_through, report
    from coscientist.cli.terminal import stderr, stdout

    limits = Wish(max_calls=max_calls, max_cost=max_cost, max_time=max_time).effort()
    out, err = stdout(), stderr()
    with existing_campaign(workspace) as campaign:
        found = campaign.store.run(run_id(campaign, run))
        if limits:
            campaign.store.save_run(found.model_copy(update={"plan": found.plan.model_copy(update=limits)}))
        telling = teller(err)
        record = carried_through(
            lambda asked, _begun: campaign.resume(
                found.id, listeners=[telling.event], progress=telling.loading, stop_asked=asked
            ),
            telling,
            resumed=found.id,
        )
        raise typer.Exit(report(campaign, record, out, err, as_json=as_json))
