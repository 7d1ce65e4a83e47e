"""How near two hypotheses are for the goal, as a model reads them; what may be merged is decided by what they name."""

from collections.abc import Collection, Sequence
from typing import Literal

from coscientist.agents.prompting import PROMPTS, hypothesis_values, label_of, plain
from coscientist.agents.proximity.likeness import concepts_of, in_common
from coscientist.agents.workbench import Need, Workbench
from coscientist.domain.base import Value, content_id
from coscientist.domain.decision import Decision
from coscientist.domain.hypothesis import Hypothesis, Status
from coscientist.literature.naming import names
from coscientist.llm.record.outcome import Failure

MOST = 12
"""Pairs that are read in a cycle, the nearest first."""
ALIKE = 0.5
"""Least share of concepts in common, or"""
CLOSE = 0.85
"""least cosine of the statements' vectors, for a pair to be read."""
NEARNESS: dict[str, float] = {"same idea": 1.0, "variants": 0.8, "related": 0.5, "different": 0.0}
Relation = Literal["same idea", "variants", "related", "different"]


class PairRead(Value):
    """How near two hypotheses are."""

    relation: Relation
    told_apart_by: str
    """The experiment whose result would differ; that there is none."""
    why: str


class Near(Value):
    """A pair that was read."""

    first: str
    second: str
    relation: Relation
    why: str
    told_apart_by: str
    kept_apart: str = ""
    """Why two that were read as one idea are not merged; empty when they are, or were not read so."""


class PairReader:
    """Reads near pairs. A model's word alone merges nothing: what is changed, which way, and to what end must agree."""

    name = "proximity/pairs"
    needs = frozenset({Need.LANGUAGE_MODEL})

    async def read(self, bench: Workbench, first: Hypothesis, second: Hypothesis) -> Near | str:
        """Return how near they are, or why it is not known. Raises: BudgetEndedError."""
        assert bench.model is not None
        prompt = PROMPTS.get(self.name).render(
            goal=bench.plan.goal, first=hypothesis_values(bench, first), second=hypothesis_values(bench, second)
        )
        answer = await bench.model.ask(self.name, prompt, PairRead)
        if isinstance(answer, Failure):
            return f"{self.name}: {answer} ({first.title}; {second.title})"
        found = answer.value
        return Near(
            first=first.id,
            second=second.id,
            relation=found.relation,
            why=label_of(bench, answer) + plain(found.why, 400),
            told_apart_by=plain(found.told_apart_by, 300),
            kept_apart=_difference(bench, first, second) if found.relation == "same idea" else "",
        )


def near_pairs(
    bench: Workbench, hypotheses: Sequence[Hypothesis], done: Collection[frozenset[str]] = ()
) -> list[tuple[Hypothesis, Hypothesis]]:
    """Return pairs that look alike and were not read before, the nearest first.

    A child and its parent are left to the match between them.
    """
    ordered = sorted(hypotheses, key=_seniority)
    if len(ordered) < 2:
        return []
    vectors = bench.embedder.encode([item.statement for item in ordered])
    concepts = [concepts_of(item) for item in ordered]
    found: list[tuple[float, int, int]] = []
    for place, one in enumerate(ordered):
        for number, other in enumerate(ordered[place + 1 :], start=place + 1):
            if one.id in other.parents or other.id in one.parents or frozenset((one.id, other.id)) in done:
                continue
            shared, cosine = in_common(concepts[place], concepts[number]), float(vectors[place] @ vectors[number])
            if shared >= ALIKE or cosine >= CLOSE:
                found.append((round(max(shared, cosine), 6), place, number))
    found.sort(key=lambda item: (-item[0], item[1], item[2]))
    return [(ordered[place], ordered[number]) for _, place, number in found[:MOST]]


def merged(read: Sequence[Near]) -> list[Decision]:
    """Return the merges: of two that are one idea the elder stays and keeps the evidence of the other.

    The elder is the first of a pair as `near_pairs` gives it. One that has gone into another takes nobody in.
    """
    gone: set[str] = set()
    decisions: list[Decision] = []
    for pair in read:
        if pair.relation != "same idea" or pair.kept_apart or {pair.first, pair.second} & gone:
            continue
        gone.add(pair.second)
        decisions.append(
            Decision(
                id=content_id("d", pair.second, "merged", "model", pair.first),
                hypothesis=pair.second,
                status=Status.MERGED,
                by="proximity/pairs",
                why=f"One idea with {pair.first}: {pair.why.rstrip('.')}; its evidence is kept there.",
                into=pair.first,
            )
        )
    return decisions


def _seniority(item: Hypothesis) -> tuple[int, float, str]:
    return item.cycle, -(item.score or 0.0), item.id


def _difference(bench: Workbench, one: Hypothesis, other: Hypothesis) -> str:
    """Say what keeps two hypotheses from being one, by what they name; empty when nothing does."""
    if (one.intervention_sign, one.outcome_sign) != (other.intervention_sign, other.outcome_sign):
        return "they change it, or move the outcome, in different directions"
    if len(one.interventions) != len(other.interventions) or not all(
        any(_alike(bench, mine, theirs) for theirs in other.interventions) for mine in one.interventions
    ):
        return "they change different things"
    return "" if _alike(bench, one.outcome, other.outcome) else "they end in different things"


def _alike(bench: Workbench, one: str, other: str) -> bool:
    """Say whether two concepts are one, forms of one, or two names of which one holds the other."""
    if one == other or other in (bench.graph.kin(one) if one in bench.graph.concepts else ()):
        return True
    ours, theirs = bench.concept(one), bench.concept(other)
    return names(bench.spellings(ours), theirs.name) or names(bench.spellings(theirs), ours.name)
