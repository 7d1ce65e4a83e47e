"""`coscientist plan`: what a run would do, before anything is spent."""

from coscientist.cli import options
from coscientist.cli.options import JsonOption, OutputOption, WorkspaceOption


def plan(
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
    interview: options.InterviewOption = False,
    by: options.ByOption = "person",
    output: OutputOption = None,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show how a goal is read and what a run would do.

    Nothing is run. With --interview you are asked what the goal leaves open, and the planned run is kept. With --output
    the plan is also written to a file, to be edited and run with `run --plan FILE`.
    """
    import os
    from dataclasses import replace

    from coscientist.app.artefacts import write_text
    from coscientist.app.campaign import Campaign
    from coscientist.app.models.forecasting import forecast
    from coscientist.cli.interviewing import interviewed
    from coscientist.cli.planning import Wish, new_plan, plan_text
    from coscientist.cli.progress import LineTeller, teller
    from coscientist.cli.views.plan_view import plan_table
    from coscientist.cli.views.terminal import print_json, stderr, stdout

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
    wish.check()
    err = stderr()
    with Campaign(workspace) as campaign, teller(err) as telling:
        made = new_plan(campaign, wish, telling.loading, telling.say)
    if interview:
        with Campaign(workspace) as campaign:
            silent = LineTeller(err)
            run = interviewed(
                campaign,
                made,
                lambda text: new_plan(campaign, replace(wish, goal=text), silent.loading, silent.say),
                err,
                by=by,
            )
        made = run.plan
        err.print(f"Kept as {run.id}. Run it with: coscientist resume {run.id}")
    if output is not None:
        write_text(output, plan_text(made))
        err.print(f"Written to {output}. Edit it as you like, then: coscientist run --plan {output}")
    if as_json:
        expected = forecast(made, os.environ)
        print_json(made.model_dump(mode="json") | ({"estimate": expected.model_dump(mode="json")} if expected else {}))
        return
    stdout().print(plan_table(made))
