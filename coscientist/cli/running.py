"""Carrying a run through on the command line: progress, Ctrl-C, and what is said at the end."""

import shlex
from collections.abc import Callable
from pathlib import Path

from rich.text import Text

from coscientist.app.campaign import Campaign
from coscientist.app.durations import spoken
from coscientist.app.record import Record
from coscientist.app.settings import workspace_folder
from coscientist.app.views.summary import RunSummary, summary
from coscientist.cli.interrupting import Interruption
from coscientist.cli.naming import short
from coscientist.cli.progress import Teller, teller
from coscientist.cli.views.leaderboard import leaderboard
from coscientist.cli.views.terminal import SafeConsole, joined, print_json, styled
from coscientist.domain.errors import CoscientistError, ExitCode
from coscientist.domain.run import Run, RunStatus

Work = Callable[[Interruption, Callable[[Run], None]], Record]


def carried_through(work: Work, teller: Teller, *, resumed: str | None = None) -> Record:
    """Do a run's work; a first Ctrl-C lets it end early, a second breaks it off so that it can be resumed."""
    begun = [resumed] if resumed else []

    def note(run: Run) -> None:
        begun.append(run.id)
        teller.say(f"Run {run.id}")

    asked = Interruption(lambda: teller.say("Stopping after the current step; Ctrl-C again breaks it off."))
    try:
        with teller, asked:
            return work(asked, note)
    except KeyboardInterrupt:
        if begun:
            teller.say(f"Broken off. Take it up again with: coscientist resume {begun[0]}")
        raise
    except CoscientistError as error:
        if begun:
            error.hint = f"{error.hint} Then go on with: coscientist resume {begun[0]}".strip()
        raise
    except Exception:
        if begun:
            teller.say(f"An error broke the run off. Take it up again with: coscientist resume {begun[0]}")
        raise


def taken_up(campaign: Campaign, run_id: str, err: SafeConsole) -> Record:
    """Go on with a run that is there, as `resume` does."""
    telling = teller(err)
    return carried_through(
        lambda asked, _begun: campaign.resume(
            run_id, listeners=[telling.event], progress=telling.loading, stop_asked=asked
        ),
        telling,
        resumed=run_id,
    )


def report(campaign: Campaign, record: Record, out: SafeConsole, err: SafeConsole, *, as_json: bool) -> int:
    """Say what came out: one object, or a table with what to do next. Return the exit code."""
    folder = campaign.workspace.run(record.run.id).resolve()
    told = summary(record, folder)
    if as_json:
        print_json(told.model_dump(mode="json"))
        return told.exit_code
    if told.top:
        out.print(leaderboard(told.top, out.width))
    out.print()
    out.print(headline(told))
    for caveat in told.caveats:
        out.print(styled(caveat, "yellow"))
    for line in next_steps(told, campaign.workspace.folder):
        out.print(line, soft_wrap=True)
    if told.status == RunStatus.WAITING.value:
        answer = f"coscientist approve {short(told.run)}{_flag(campaign.workspace.folder)}"
        err.print(styled(f"{told.ended_because} Decide with: {answer} [BRIEF]", "yellow"), soft_wrap=True)
    elif told.status == RunStatus.REFUSED.value:
        err.print(styled(told.ended_because, "yellow"), soft_wrap=True)
    elif told.exit_code and told.status != RunStatus.DONE.value:
        go_on = f"coscientist resume {short(told.run)}{_flag(campaign.workspace.folder)}"
        what = "The run ended early" if told.exit_code == ExitCode.BUDGET_ENDED else "A service failed"
        err.print(styled(f"{what}: {told.ended_because} Go on with: {go_on}", "yellow"), soft_wrap=True)
    return told.exit_code


def headline(told: RunSummary) -> Text:
    """Say in a sentence or two what the run made."""
    counts = told.counts
    shown = f"; the first {len(told.top)} are shown" if counts["in play"] > len(told.top) else ""
    parts = [f"{counts['in play']} of {counts['hypotheses']} hypotheses are in play{shown}."]
    out = [
        f"{counts[status]} {what}"
        for status, what in (
            ("known", "already known"),
            ("eliminated", "eliminated"),
            ("merged", "merged into others"),
            ("refuted", "refuted"),
        )
        if counts.get(status)
    ]
    if out:
        parts.append(f"Out of play: {', '.join(out)}.")
    if counts["skipped"] and counts["hypotheses"]:
        parts.append(f"{counts['skipped']} steps were skipped, with the reason in events.jsonl.")
    seconds = told.usage.get("seconds")
    if seconds is not None:
        model = (
            f", {told.usage['calls']} model calls for {told.usage['cost_usd']:.2f} USD" if told.usage["calls"] else ""
        )
        parts.append(f"It took {spoken(seconds)}{model}.")
    return Text(" ".join(parts))


def next_steps(told: RunSummary, workspace: Path) -> list[Text]:
    """Say where everything is and what to do with it, in lines that are not to be broken: paths and commands."""
    flag, run = _flag(workspace), short(told.run)
    lines = [joined(styled("Artefacts  ", "bold"), told.artefacts["folder"])]
    steps = [("See why it ranks first", f"explain {run} 1")]
    if "report" in told.artefacts:
        lines.append(joined(styled("Report     ", "bold"), told.artefacts["report"]))
    if told.briefs:
        brief = told.briefs[0]
        lines.append(joined(styled("Briefs     ", "bold"), f"{len(told.briefs)} in {Path(brief.json_file).parent}"))
        steps += [
            ("Read the first brief", f"brief {run} {_rank(told, brief.hypothesis)}"),
            ("Get the table that the lab fills in", f"results template {short(brief.id)} -o results.csv"),
            ("Upload it when it comes back", f"results upload {short(brief.id)} results.csv"),
        ]
    if not told.top:
        steps = [("See why nothing is in play", f"show {run} --all")]
    lines.append(Text())
    for what, command in steps:
        lines += [Text(f"{what}:"), styled(f"  coscientist {command}{flag}", "cyan")]
    return lines


def _flag(workspace: Path) -> str:
    return "" if workspace == workspace_folder() else f" -w {shlex.quote(str(workspace))}"


def _rank(told: RunSummary, hypothesis: str) -> str:
    return next((str(each.rank) for each in told.top if each.id == hypothesis), hypothesis)
