"""`coscientist runs`: what was run in this workspace."""

from coscientist.cli.options import JsonOption, WorkspaceOption


def runs(workspace: WorkspaceOption = None, as_json: JsonOption = False) -> None:
    """List the runs of the workspace, latest first."""
    from rich.table import Table

    from coscientist.cli.naming import existing_campaign, short
    from coscientist.cli.views.plain import shortened
    from coscientist.cli.views.terminal import print_json, stderr, stdout

    with existing_campaign(workspace) as campaign:
        found = campaign.runs()
        sizes = {run.id: len(campaign.store.hypotheses(run.id)) for run in found}
    if as_json:
        listed = [
            {
                "run": run.id,
                "status": run.status.value,
                "goal": run.plan.goal,
                "started_at": run.started_at,
                "ended_at": run.ended_at,
                "hypotheses": sizes[run.id],
                "continues": run.continues,
            }
            for run in found
        ]
        print_json({"runs": listed})
        return
    if not found:
        stderr().print("No runs yet. Begin one with: coscientist run --goal TEXT")
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("run", no_wrap=True)
    table.add_column("started", no_wrap=True)
    table.add_column("status", no_wrap=True)
    table.add_column("hypotheses", justify="right")
    table.add_column("goal", ratio=1)
    for run in found:
        goal = shortened(run.plan.goal, 160)
        after = f" (continues {short(run.continues)})" if run.continues else ""
        when = run.started_at[:16].replace("T", " ")
        table.add_row(short(run.id), when, run.status.value, str(sizes[run.id]), goal + after)
    stdout().print(table)
