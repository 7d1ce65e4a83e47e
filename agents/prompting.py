"""The prompts of the model strategies, and what is filled into all of them in the same way."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from coscientist.agents.lab_results import lab_results
from coscientist.agents.meta_review.patterns import Pattern
from coscientist.agents.wording import as_outcome
from coscientist.agents.workbench import Workbench
from coscientist.domain.errors import BudgetEndedError
from coscientist.domain.hypothesis import Hypothesis, Prediction, tried
from coscientist.domain.literature import Passage
from coscientist.llm.limits.budget import RoleBudgetEndedError
from coscientist.llm.record.outcome import Answer
from coscientist.llm.transports.port import TRANSPORT_TEST_LABEL
from coscientist.llm.wording.fencing import Trusted, neutralise
from coscientist.llm.wording.prompts import PromptLibrary

T = TypeVar("T")
PROMPTS = PromptLibrary(Path(__file__).parent / "prompts")
TEST_MARK = "[transport test, no science] "
MAX_WORDS = 2_000
MAX_NAME = 120
MAX_TITLE = 160
MOST_WANTED = 6
WAYS = {-1: "less", 1: "more"}
MOST_LESSONS = 6


def shown(bench: Workbench, passages: Iterable[Passage]) -> list[dict[str, Any]]:
    """Return passages as prompts show them: with the id by which they are cited and the title of their paper.

    A sentence by itself says "both agents" and "this study": the title tells which, and which passages are one paper's.
    """
    read = list(passages)
    titles = {key: source.title for key, source in bench.library.sources(sorted({p.source for p in read})).items()}
    return [
        {"id": item.id, "quote": item.quote, "year": item.year or 0, "paper": _paper(item, titles)} for item in read
    ]


def _paper(passage: Passage, titles: Mapping[str, str]) -> str:
    """Return the title of a passage's paper; empty where the passage is the title, or there is none."""
    title = plain(titles.get(passage.source, ""), MAX_TITLE)
    return "" if title == plain(passage.quote, MAX_TITLE) else title


def goal_values(bench: Workbench) -> dict[str, Any]:
    """Return what every prompt is told about the goal: its words, and what an answer has to keep to."""
    plan = bench.plan
    terms = PROMPTS.get("generation/terms").render(
        kinds=Trusted(plan.means),
        wanted=[
            {"way": Trusted(WAYS[target.direction.sign]), "name": target.name}
            for target in plan.targets[:MOST_WANTED]
            if target.direction.sign
        ],
        excluded=_named(bench, plan.excluded_concepts),
        through=_named(bench, plan.through),
        medicines=bench.asked.medicines,
        natural=bench.asked.natural,
        together=plan.together,
        all_of=bool(plan.ends),
        unread=list(plan.reading.not_understood[:MOST_WANTED]),
        measured=[{"id": item.id, "quote": item.quote} for item in lab_results(bench)],
    )
    return {"goal": plan.goal, "terms": Trusted(terms.text.rstrip())}


def _named(bench: Workbench, concepts: Iterable[str]) -> list[str]:
    return [bench.name(item) for item in concepts if item in bench.concepts][:12]


def rules(bench: Workbench) -> Trusted:
    """Return how a hypothesis is written, as every prompt that asks for one says it."""
    return Trusted(PROMPTS.get("generation/rules").render(together=bench.plan.together).text.rstrip())


def lesson_values(patterns: Sequence[Pattern]) -> list[dict[str, Any]]:
    """Return the criticisms that recur, as prompts show them."""
    return [
        {
            "kind": f"{item.kind}: {item.advice}" if item.advice else item.kind,
            "hypotheses": item.hypotheses,
            "example": item.examples[0] if item.examples else item.kind,
        }
        for item in patterns[:MOST_LESSONS]
    ]


def hypothesis_values(bench: Workbench, hypothesis: Hypothesis) -> dict[str, Any]:
    """Return a hypothesis as models see it: without who made it, its scores or its rating."""
    return {
        "statement": hypothesis.statement,
        "setting": "; ".join(hypothesis.context),
        "steps": [item.text for item in hypothesis.mechanism],
        "assumptions": [item.assumption for item in hypothesis.mechanism if item.assumption],
        "outcome": as_outcome(bench.concept(hypothesis.outcome)),
        "alternative": hypothesis.alternative or "none stated",
        "predictions": [prediction_told(hypothesis, item, bench.name) for item in hypothesis.predictions],
        "falsifiers": list(hypothesis.falsifiers),
    }  # fmt: skip


def prediction_told(hypothesis: Hypothesis, prediction: Prediction, name: Callable[[str], str]) -> str:
    """Return a prediction in words: what is measured, which way, under what, with what held, against what."""
    what = tried(hypothesis, prediction, name)
    under = f" under {what}" if what else ""
    return f"{prediction.readout}: {prediction.direction.value}{under} against {prediction.comparator}"


def plain(text: str, limit: int = MAX_WORDS) -> str:
    """Return a model's words on one line, without invisible characters, at most `limit` of them."""
    line = " ".join(neutralise(text).split())
    return line if len(line) <= limit else f"{line[: limit - 1].rstrip()}…"


def label_of(bench: Workbench, answer: "Answer[Any]") -> str:
    """Return the mark that a transport-test model's text carries everywhere; empty for other models."""
    return TEST_MARK if bench.model is not None and bench.model.is_transport_test(answer.model) else ""


def label_note(label: str) -> tuple[str, ...]:
    """Return the note that explains the mark."""
    return (TRANSPORT_TEST_LABEL,) if label else ()


async def all_of(work: Iterable[Awaitable[T]]) -> tuple[list[T], str]:
    """Wait for all; return what came, in order, and why the budget ended (empty: it did not).

    A role that has used up its share ends nothing but its own work.
    """
    found = await asyncio.gather(*work, return_exceptions=True)
    done: list[T] = []
    ended = ""
    for item in found:
        if isinstance(item, RoleBudgetEndedError):
            continue
        if isinstance(item, BudgetEndedError):
            ended = ended or item.message
        elif isinstance(item, BaseException):
            raise item
        else:
            done.append(item)
    return done, ended
