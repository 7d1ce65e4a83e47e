"""The interview on the command line: one question after the other, an empty line for no answer."""

import sys
from collections.abc import Callable

from coscientist.agents.conversation.interview import Question
from coscientist.app.campaign import Campaign
from coscientist.app.people import interviewing
from coscientist.cli.views.plain import one_line
from coscientist.cli.views.terminal import SafeConsole
from coscientist.domain.goal import Plan
from coscientist.domain.run import Run


def interviewed(
    campaign: Campaign,
    plan: Plan,
    reread: Callable[[str], Plan],
    console: SafeConsole,
    *,
    by: str,
    approve: bool = False,
) -> Run:
    """Ask, and return the planned run with the answers in its plan. The end of the input ends the interview."""
    run = interviewing.begin(campaign, plan, approve=approve)
    asked, why = interviewing.questions(campaign, run)
    if why:
        console.print(why, style="yellow")
    answers: list[tuple[Question, str]] = []
    for number, question in enumerate(asked, start=1):
        said = _answer(question, number, len(asked), console)
        if said is None:
            break
        answers.append((question, said))
    made, note = interviewing.answered(campaign, run, answers, reread, by=by)
    if note:
        console.print(note, style="yellow")
    if made.plan.goal != plan.goal:
        console.print(f"The goal is now: {one_line(made.plan.goal)}", style="bold")
    return made


def _answer(question: Question, number: int, count: int, console: SafeConsole) -> str | None:
    """Return what was typed, an option for its number, or None when nobody is there."""
    console.print(f"\n{number}/{count} {one_line(question.text)}", style="bold", markup=False)
    console.print(one_line(question.why), style="dim", markup=False)
    for place, option in enumerate(question.options, start=1):
        console.print(f"  {place}  {one_line(option)}", markup=False)
    line = sys.stdin.readline() if sys.stdin is not None else ""
    if not line:
        return None
    said = line.strip()
    if said.isascii() and said.isdigit() and 1 <= int(said) <= len(question.options):
        return question.options[int(said) - 1]
    return said
