"""Tools for reviewers: a model names calls, they are made here, and what a tool said is what is recorded."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from coscientist.agents.generation.fetching import passages_on
from coscientist.agents.prompting import PROMPTS, hypothesis_values, plain
from coscientist.agents.workbench import Workbench
from coscientist.domain.base import Value, content_id
from coscientist.domain.brief_quantity import unit_label
from coscientist.domain.check import Check
from coscientist.domain.concept import ConceptKind
from coscientist.domain.errors import CoscientistError
from coscientist.domain.hypothesis import Hypothesis
from coscientist.domain.literature import Passage
from coscientist.llm.record.outcome import Failure
from coscientist.llm.wording.fencing import Trusted

ROUNDS = 2
"""The second sees what the first brought: a structure by name, then what is computed of it."""
CALLS = 4
"""Tool calls for one hypothesis, over both rounds."""
LONGEST = 4_000
"""Characters of one input."""
FOUND = 4
"""Passages that one search brings."""
KEPT = 8
"""Findings of one call that are kept."""
SEARCH = "literature.search"
SEQUENCES = frozenset({"sequence", "first", "second"})
FORMULAE = frozenset({"formula", "host", "doped"})
MOLECULES = frozenset({"smiles", "candidates", "name"})
_SEQUENCE = re.compile(r"\b[ACDEFGHIKLMNPQRSTUVWY]{12,}\b(?!-)")
"""A run of letters of nucleotides or residues; the blocks of an InChIKey are followed by a hyphen, or shorter."""
COPIED = frozenset({"smiles", "candidates", "sequence", "first", "second", "cif"})
"""Inputs that must be copied from what was shown: a structure from a model's memory is nobody's."""


class ToolInput(Value):
    """An input of a tool."""

    name: str
    value: str


class ToolCall(Value):
    """A tool to run."""

    tool: str
    inputs: tuple[ToolInput, ...]
    why: str
    """What in the judgement its result could change."""


class ToolWishes(Value):
    """What a reviewer wants to have computed or looked up; empty when nothing."""

    calls: tuple[ToolCall, ...]


class Consulted(Value):
    """What tools said."""

    checks: tuple[Check, ...] = ()
    passages: tuple[Passage, ...] = ()
    skipped: tuple[str, ...] = ()
    """Calls that were not made or failed, with the reason."""


class ToolDesk:
    """Takes a reviewer's wishes. Tools come from a closed list, compute and look up, and change nothing."""

    name = "reflection/tools"

    async def consult(self, bench: Workbench, hypothesis: Hypothesis, checks: Sequence[Check]) -> Consulted:
        """Return what tools said about a hypothesis, as the tools said it. Raises: BudgetEndedError."""
        assert bench.model is not None
        said: list[Check] = []
        found: list[Passage] = []
        skipped: list[str] = []
        left = CALLS
        for _ in range(ROUNDS):
            prompt = PROMPTS.get(self.name).render(
                hypothesis=hypothesis_values(bench, hypothesis),
                tools=_cards(bench, hypothesis, _shown(bench, hypothesis, checks, said, found)),
                structures=_structures(bench, hypothesis),
                results=[in_words(check) for check in (*checks, *said)] + [item.quote for item in found],
                left=left,
            )
            answer = await bench.model.ask(self.name, prompt, ToolWishes)
            if isinstance(answer, Failure):
                skipped.append(f"{self.name}: {answer}")
                break
            if not answer.value.calls:
                break
            skipped += [
                f"{self.name}: {plain(w.tool, 60)} was not run: {CALLS} calls at most"
                for w in answer.value.calls[left:]
            ]
            for wish in answer.value.calls[:left]:
                left -= 1
                shown = _shown(bench, hypothesis, checks, said, found)
                try:
                    if wish.tool == SEARCH:
                        found += _search(bench, wish)
                    else:
                        said += _run(bench, hypothesis, wish, shown)
                except CoscientistError as error:
                    skipped.append(f"{self.name}: {plain(wish.tool, 60)} was not run: {plain(error.message, 200)}")
            if not left or not (said or found):
                break
        known = {_what(check) for check in checks}
        fresh = {check.id: check for check in said if _what(check) not in known}
        return Consulted(
            checks=tuple(fresh.values()),
            passages=tuple({item.id: item for item in found}.values()),
            skipped=tuple(skipped),
        )


def in_words(check: Check) -> str:
    """Say a finding in a sentence."""
    value = (
        "" if check.value is None else f" {check.value:.4g}" if isinstance(check.value, float) else f" {check.value}"
    )
    unit = unit_label(check.unit or "1")
    value += f" {unit}" if value and unit not in ("", "1") else ""
    return f"{check.subject}: {check.property}{value} ({check.verdict.value}). {check.note}".strip()


def _run(bench: Workbench, hypothesis: Hypothesis, wish: ToolCall, shown: str) -> list[Check]:
    """Run a tool on inputs that may be given to it. Raises: CoscientistError."""
    inputs = {item.name: item.value for item in wish.inputs}
    for name, value in inputs.items():
        if len(value) > LONGEST:
            raise CoscientistError(f"its input {plain(name, 40)} has more than {LONGEST:,} characters")
        if name in COPIED and not all(part in shown for part in value.split()):
            raise CoscientistError(f"its input {name} stands nowhere in what was shown")
    results = bench.tools.get(wish.tool).run(**inputs)
    return [_of(hypothesis, check) for check in results[:KEPT]]


def _of(hypothesis: Hypothesis, check: Check) -> Check:
    """Return a finding as one about this hypothesis; what it says stays as the tool said it."""
    body = check.model_dump(mode="json", exclude={"id", "hypothesis"})
    return check.model_copy(
        update={"id": content_id("check", "asked", hypothesis.id, body), "hypothesis": hypothesis.id}
    )


def _search(bench: Workbench, wish: ToolCall) -> list[Passage]:
    query = next((item.value for item in wish.inputs if item.name == "query"), "")
    if not plain(query):
        raise CoscientistError("it needs a query")
    return passages_on(bench, plain(query, 300), FOUND)


def _cards(bench: Workbench, hypothesis: Hypothesis, shown: str) -> list[dict[str, Any]]:
    """Return the tools that could be used here, as a prompt lists them; the words are their authors', who are ours."""
    cards: list[dict[str, Any]] = [
        {
            "name": tool.name,
            "summary": Trusted(tool.summary),
            "inputs": [{"name": key, "text": Trusted(text)} for key, text in tool.inputs.items()],
        }
        for tool in bench.tools
        if _has_inputs(tool.inputs, _kinds(bench, hypothesis), shown)
    ]
    look_up = {"name": "query", "text": Trusted("words of what is looked for")}
    search = {"name": SEARCH, "summary": Trusted("Find passages of the run's corpora."), "inputs": [look_up]}
    return [*cards, search]


def _kinds(bench: Workbench, hypothesis: Hypothesis) -> frozenset[ConceptKind]:
    ends = {end for step in hypothesis.mechanism for end in (step.subject, step.object)}
    return frozenset(bench.concept(item).kind for item in {*hypothesis.interventions, *ends})


def _has_inputs(inputs: Iterable[str], kinds: frozenset[ConceptKind], shown: str) -> bool:
    """Say whether what a tool takes can be at hand: nobody needs to read of tools for sequences where there is none."""
    asked = set(inputs)
    if asked & SEQUENCES:
        return _SEQUENCE.search(shown) is not None
    if "cif" in asked:
        return "_cell_length_a" in shown
    if asked & FORMULAE:
        return ConceptKind.MATERIAL in kinds
    return not asked & MOLECULES or ConceptKind.COMPOUND in kinds


def _structures(bench: Workbench, hypothesis: Hypothesis) -> list[dict[str, str]]:
    named = [bench.concept(item) for item in hypothesis.interventions]
    return [{"name": c.name, "smiles": smiles} for c in named if (smiles := bench.structures.smiles(c))]


def _shown(
    bench: Workbench, hypothesis: Hypothesis, checks: Sequence[Check], said: Sequence[Check], found: Sequence[Passage]
) -> str:
    """Return everything from which an input may be copied."""
    values = hypothesis_values(bench, hypothesis)
    texts = [values["statement"], *values["steps"], *(item["smiles"] for item in _structures(bench, hypothesis))]
    texts += [in_words(check) for check in (*checks, *said)] + [item.quote for item in found]
    return re.sub(r"\s+", " ", "\n".join(texts))


def _what(check: Check) -> tuple[str, str, str, str]:
    return check.tool, check.subject, check.property, str(check.value)
