"""`coscientist run`: from a goal to ranked hypotheses and briefs."""

from pathlib import Path
from typing import Annotated

import typer

from coscientist.cli import options
from coscientist.cli.options import JsonOption, WorkspaceOption


def run(
    goal: options.GoalOption = None,
    profile: options.ProfileOption = None,
    model: options.ModelOption = None,
    corpus: options.CorporaOption = None,
    source: options.SourcesOption = None,
    until: options.UntilOption = None,
    hypotheses: options.HypothesesOption = None,
    seed: options.SeedOption = None,
    max_calls: options.MaxCallsOption = None,
    max_tokens: options.MaxTokensOption = None,
    max_cost: options.MaxCostOption = None,
    max_time: options.MaxTimeOption = None,
    plan_file: Annotated[
        Path | None,
        typer.Option(
            "--plan", metavar="FILE", help="Run a plan that `coscientist plan --output` wrote and you edited."
        ),
    ] = None,
    continues: Annotated[
        str | None,
        typer.Option("--continue", metavar="RUN", help="Begin the next cycle of an earlier run, using its results."),
    ] = None,
    approve: Annotated[
        bool,
        typer.Option(
            "--approve", help="Stop at the plan, and at each brief, until you have decided.", show_default=False
        ),
    ] = False,
    interview: options.InterviewOption = False,
    by: options.ByOption = "person",
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Pursue a goal to ranked hypotheses and experiment briefs.

    Progress goes to stderr, the table of hypotheses to stdout. Ctrl-C lets the run end early with its artefacts
    written; Ctrl-C again breaks it off, and `coscientist resume` takes it up.
    """
    import os
    from dataclasses import replace

    from coscientist.app.campaign import Campaign
    from coscientist.app.models.forecasting import forecast
    from coscientist.cli.approval import decided
    from coscientist.cli.interviewing import interviewed
    from coscientist.cli.naming import run_id
    from coscientist.cli.planning import Wish, changed_plan, continued_plan, new_plan, plan_from_file, reading_notes
    from coscientist.cli.progress import teller
    from coscientist.cli.running import carried_through, report, taken_up
    from coscientist.cli.views.terminal import stderr, stdout
    from coscientist.domain.errors import SettingsError

    wish = Wish(
        goal=goal,
        profile=profile,
        model=model,
        corpora=tuple(corpus or ()),
        sources=tuple(source or ()),
        until=until,
        hypotheses=hypotheses,
        seed=seed,
        max_calls=max_calls,
        max_tokens=max_tokens,
        max_cost=max_cost,
        max_time=max_time,
    )
    if interview and (plan_file is not None or continues is not None):
        raise SettingsError("--interview asks about a new goal.", "Give --goal, without --plan and --continue.")
    wish.check(has_plan=plan_file is not None or continues is not None)
    out, err = stdout(), stderr()
    with Campaign(workspace) as campaign:
        earlier = run_id(campaign, continues) if continues else None
        with teller(err) as telling:
            if plan_file is not None:
                plan = changed_plan(plan_from_file(plan_file), wish, str(plan_file))
            elif earlier is not None:
                plan = continued_plan(campaign, earlier, wish, telling.loading, telling.say)
            else:
                plan = new_plan(campaign, wish, telling.loading, telling.say)
        begun_before = None
        if interview:
            made = interviewed(
                campaign,
                plan,
                lambda text: new_plan(campaign, replace(wish, goal=text), telling.loading, telling.say),
                err,
                by=by,
                approve=approve,
            )
            plan, begun_before = made.plan, made.id
        for note in reading_notes(plan):
            err.print(f"Note: {note}", style="yellow")
        if not approve and (expected := forecast(plan, os.environ)) is not None:
            err.print(f"Expected of {plan.model}: {expected}.", soft_wrap=True)
            for line in expected.beyond:
                err.print(f"Note: {line}: the run will end early.", style="yellow")
        telling = teller(err)
        record = carried_through(
            lambda asked, begun: campaign.run(
                plan,
                continues=earlier,
                listeners=[telling.event],
                progress=telling.loading,
                stop_asked=asked,
                begun=begun,
                approve=approve,
                planned=begun_before,
                say=telling.say,
            ),
            telling,
        )
        record = decided(campaign, record, lambda: taken_up(campaign, record.run.id, err), err, by=by)
        raise typer.Exit(report(campaign, record, out, err, as_json=as_json))
