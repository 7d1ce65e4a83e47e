"""Whether a model's idea serves the goal: what it changes, in which direction, and whether it says what it must."""

import re
from collections.abc import Sequence

from coscientist.agents.generation.ideas import Idea
from coscientist.agents.prompting import plain
from coscientist.agents.workbench import Workbench
from coscientist.domain.concept import Concept, ConceptKind

_CLASS = re.compile(
    r"\b(inhibitors|activators|modulators|agonists|antagonists|agents|drugs|compounds|therap(y|ies)|approach(es)?|"
    r"strateg(y|ies)|interventions?|multi-target\w*)$",
    re.IGNORECASE,
)
"""Ends of names that stand for a class or a programme: nobody can order one."""


def unserving(bench: Workbench, idea: Idea, starts: Sequence[Concept], end: Concept, sign: int) -> str:
    """Say why an idea does not serve the goal; empty when it does."""
    for start in starts:
        if problem := _unfit(bench, idea, start, end):
            return problem
    if len({start.id for start in starts}) < len(starts):
        return "its partner is the intervention itself"
    if bench.plan.together and len(starts) < 2:
        return f"it gives {starts[0].name} alone, and the goal asks for two together"
    wanted = bench.outcomes.get(end.id, 0)
    if wanted and wanted != sign:
        return f"it moves {end.name} away from what the goal wants"
    return _unsaid(idea)


def _unfit(bench: Workbench, idea: Idea, start: Concept, end: Concept) -> str:
    """Say why a thing cannot be the intervention, or its partner; empty when it can."""
    if start.id == end.id:
        return "its intervention is its outcome"
    if start.id in bench.asked.off_limits:
        return f"the goal excludes {start.name}"
    # Where the corpora do not say what sort of thing it is, the model's word counts.
    kind = idea.intervention_kind if start.kind is ConceptKind.OTHER else start.kind
    if kind.value not in bench.plan.intervention_kinds:
        return f"{start.name} is of the kind “{kind.value}”, and the goal asks for: {bench.plan.means}"
    if kind is not ConceptKind.COMPOUND and bench.plan.intervention_sign not in (0, 1 if idea.more else -1):
        return f"it {'raises' if idea.more else 'lowers'} {start.name}, and the goal asks for: {bench.plan.means}"
    if kind is ConceptKind.COMPOUND and (why := bench.asked.turned_down(start)):
        return why
    return ""


def _unsaid(idea: Idea) -> str:
    """Say what an idea leaves out that makes it testable; empty when nothing is missing."""
    if not plain(idea.statement) or not plain(idea.title):
        return "it states nothing"
    for name in (idea.intervention, idea.partner):
        if _CLASS.search(plain(name)):
            return f"“{plain(name, 80)}” is a class of things, and a laboratory needs one"
    if not plain(idea.system):
        return "it does not say in what system it holds"
    if not plain(idea.decisive_experiment):
        return "it names no experiment that would decide it"
    if not idea.steps:
        return "it names no mechanism"
    if not [item for item in idea.falsifiers if plain(item)] or not plain(idea.null):
        return "nothing is named that would refute it"
    return ""
