"""`coscientist resume`: go on with a run that was broken off, or take up what people added to it."""

import typer

from coscientist.cli.options import JsonOption, RunArgument, WorkspaceOption


def resume(run: RunArgument, workspace: WorkspaceOption = None, as_json: JsonOption = False) -> None:
    """Go on with a run that was broken off.

    Of a finished run, it takes up what people added since: hypotheses are reviewed and play, scores count.
    """
    from coscientist.cli.naming import existing_campaign, run_id
    from coscientist.cli.progress import teller
    from coscientist.cli.running import carried_through, report
    from coscientist.cli.terminal import stderr, stdout

    out, err = stdout(), stderr()
    with existing_campaign(workspace) as campaign:
        found = campaign.store.run(run_id(campaign, run))
        telling = teller(err)
        record = carried_through(
            lambda asked, _begun: campaign.resume(
                found.id, listeners=[telling.event], progress=telling.loading, stop_asked=asked
            ),
            telling,
            resumed=found.id,
        )
        raise typer.Exit(report(campaign, record, out, err, as_json=as_json))
