"""A plan as a person reads it before approving: what was understood, what will be done, what it may cost."""

import os
from collections.abc import Iterator

from rich.table import Table
from rich.text import Text

from coscientist.app.durations import spoken
from coscientist.app.models.forecasting import forecast
from coscientist.cli.views.terminal import joined, styled
from coscientist.domain.goal import Plan, Target


def plan_table(plan: Plan) -> Table:
    """Return the plan as rows of what and how."""
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True, style="bold")
    table.add_column(overflow="fold")
    for name, value in _rows(plan):
        table.add_row(name, value)
    return table


def _rows(plan: Plan) -> Iterator[tuple[str, str | Text]]:
    yield "Goal", plan.goal
    for number, target in enumerate(plan.targets):
        yield ("Change" if number == 0 else ""), _target(plan, target)
    if plan.ends:
        yield "All of it", f"{len(plan.ends)} things at once; what does more of them comes first"
    for number, target in enumerate(plan.context):
        yield ("Setting" if number == 0 else ""), _read_as(plan, target)
    for name, mark in (("By way of", "through "), ("Leave out", "not ")):
        stated = [each.removeprefix(mark) for each in plan.constraints if each.startswith(mark)]
        if stated:
            yield name, "; ".join(stated)
    further = [each for each in plan.constraints if not each.startswith(("through ", "not "))]
    if further:
        yield "Conditions", "; ".join(further)
    yield "By means of", plan.means
    if plan.reading.not_understood:
        yield "Not understood", styled(", ".join(plan.reading.not_understood), "yellow")
    for disease, readouts in plan.reading.at_the_bench.items():
        yield "At the bench", f"{disease} is judged by {', '.join(readouts)}"
    for phrase, thing in plan.reading.taken_for.items():
        yield "Taken for", joined(styled(phrase, "yellow"), f": {thing}; the corpora do not tell them apart")
    for phrase, meant in plan.reading.ambiguous.items():
        names = list({name.casefold(): name for name in meant}.values())
        if len(names) < 2:
            continue
        yield "Ambiguous", joined(styled(phrase, "yellow"), f" could be {', '.join(names)}")
    yield (
        "Judged by",
        ", ".join(item.name if item.weight == 1 else f"{item.name} (weight {item.weight:g})" for item in plan.criteria),
    )
    until = f", published by the end of {plan.until}" if plan.until else ""
    yield "Literature", ", ".join((*plan.corpora, *(f"{source} (network)" for source in plan.sources))) + until
    if plan.queries:
        yield "Asked for", "; ".join(plan.queries)
    yield "Model", plan.model or "none: embedded strategies"
    yield (
        "Effort",
        (
            f"{plan.profile}: {plan.hypotheses} hypotheses to begin with, {_count(plan.cycles, 'cycle')}, "
            f"{_count(plan.briefs, 'brief')}, seed {plan.seed}"
        ),
    )
    yield "Limits", "; ".join(_limits(plan)) or "none"
    expected = forecast(plan, os.environ)
    if expected is not None:
        least = spoken(expected.expected.seconds)
        yield "Expected", f"{expected}; {least} or more at {expected.seconds_per_call:g} s a call"
        for line in expected.beyond:
            yield "", styled(f"{line}: the run will end early", "yellow")


def _target(plan: Plan, target: Target) -> Text:
    return joined(styled(target.direction.value, "bold cyan"), " ", _read_as(plan, target))


def _read_as(plan: Plan, target: Target) -> Text:
    name = plan.reading.understood.get(target.name, target.name)
    forms = len(target.concepts)
    alike = _spelt(name) == _spelt(target.name)
    read = "" if alike else f" read as {name}"
    more = f" and {_count(forms - 1, 'related form')}" if forms > 1 else ""
    return joined(name if alike else target.name, styled(f"{read}{more}", "dim"))


def _spelt(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isalnum())


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _limits(plan: Plan) -> Iterator[str]:
    if plan.max_seconds is not None:
        yield f"{spoken(plan.max_seconds)} of running time"
    if plan.max_calls is not None:
        yield f"{plan.max_calls:,} calls to models"
    if plan.max_tokens is not None:
        yield f"{plan.max_tokens:,} tokens"
    if plan.max_cost_usd is not None:
        yield f"{plan.max_cost_usd:g} USD"
