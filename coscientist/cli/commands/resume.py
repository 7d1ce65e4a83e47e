"""`coscientist resume`: go on with a run that was broken off, or take up what people added to it."""

import typer

from coscientist.cli import options
from coscientist.cli.options import JsonOption, RunArgument, WorkspaceOption


def resume(
    run: RunArgument,
    max_calls: options.MaxCallsOption = None,
    max_tokens: options.MaxTokensOption = None,
    max_cost: options.MaxCostOption = None,
    max_time: options.MaxTimeOption = None,
    by: options.ByOption = "person",
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Go on with a run that was broken off.

    Of a finished run, it takes up what people added since: hypotheses are reviewed and play, scores count. Limits given
    here take the place of the run's own; calls and cost are counted over all its sittings, time in each of them. A run
    that waits for your decision on its plan or its briefs asks again.
    """
    from coscientist.cli.approval import decided
    from coscientist.cli.naming import existing_campaign, run_id
    from coscientist.cli.planning import Wish
    from coscientist.cli.running import report, taken_up
    from coscientist.cli.views.terminal import stderr, stdout

    limits = Wish(max_calls=max_calls, max_tokens=max_tokens, max_cost=max_cost, max_time=max_time).effort()
    out, err = stdout(), stderr()
    with existing_campaign(workspace) as campaign:
        found = campaign.store.run(run_id(campaign, run))
        if limits:
            campaign.store.save_run(found.model_copy(update={"plan": found.plan.model_copy(update=limits)}))
        record = taken_up(campaign, found.id, err)
        record = decided(campaign, record, lambda: taken_up(campaign, found.id, err), err, by=by)
        raise typer.Exit(report(campaign, record, out, err, as_json=as_json))
