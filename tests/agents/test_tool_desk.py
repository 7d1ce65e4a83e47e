"""Tools for reviewing models: what a tool said is what is recorded, and what cannot be called is said."""

import asyncio
from dataclasses import replace
from typing import Any

import pytest

from coscientist.agents.generation.bridging import Bridging
from coscientist.agents.reflection.full import FullReviewer
from coscientist.agents.reflection.tools import CALLS, Consulted, ToolDesk
from coscientist.agents.workbench import Workbench
from coscientist.domain.concept import Concept, ConceptKind
from coscientist.domain.hypothesis import Hypothesis
from coscientist.llm.testing import ScriptedModel
from coscientist.llm.transports.port import Request
from coscientist.tools.registry import standard_registry
from tests.support.model_world import answer_for, small_bench, small_pack, with_model

__all__ = ["small_bench", "small_pack"]
ASPIRIN = "CC(=O)Oc1ccccc1C(=O)O"


@pytest.fixture(scope="module")
def subject(small_bench: Workbench) -> Hypothesis:
    return next(Bridging().propose(small_bench, cycle=0))


def wish(tool: str, **inputs: str) -> dict[str, Any]:
    return {"tool": tool, "inputs": [{"name": k, "value": v} for k, v in inputs.items()], "why": "Its size matters."}


def consult(bench: Workbench, subject: Hypothesis, *rounds: list[dict[str, Any]]) -> tuple[Consulted, ScriptedModel]:
    model = ScriptedModel([{"calls": calls} for calls in rounds])
    equipped = replace(with_model(bench, model), tools=standard_registry())
    return asyncio.run(ToolDesk().consult(equipped, subject, ())), model


def test_what_a_tool_said_is_what_is_recorded(small_bench: Workbench, subject: Hypothesis) -> None:
    with_structure = subject.model_copy(update={"statement": f"{subject.statement} Compare {ASPIRIN}."})
    found, _ = consult(small_bench, with_structure, [wish("chemistry.descriptors", smiles=ASPIRIN)], [])
    said = {(check.property, check.value) for check in found.checks}
    direct = standard_registry().get("chemistry.descriptors").run(smiles=ASPIRIN)
    assert said
    assert said <= {(check.property, check.value) for check in direct}
    assert {check.hypothesis for check in found.checks} == {subject.id}


def test_a_structure_from_a_models_memory_is_refused(small_bench: Workbench, subject: Hypothesis) -> None:
    found, _ = consult(small_bench, subject, [wish("chemistry.descriptors", smiles=ASPIRIN)], [])
    assert not found.checks
    assert "stands nowhere in what was shown" in found.skipped[0]


def test_what_one_round_brings_can_be_used_in_the_next(small_bench: Workbench, subject: Hypothesis) -> None:
    named = standard_registry().get("chemistry.name").run(name="aspirin")
    smiles = next(str(check.value) for check in named if check.property == "structure")
    found, model = consult(
        small_bench,
        subject,
        [wish("chemistry.name", name="aspirin")],
        [wish("chemistry.descriptors", smiles=smiles)],
    )
    assert smiles in model.requests[1].prompt
    assert {check.tool for check in found.checks} == {"chemistry.name", "chemistry.descriptors"}


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        (wish("shell.run", command="ls"), "There is no tool"),
        (wish("chemistry.descriptors"), "also needs smiles"),
        (wish("chemistry.name", name="aspirin", path="x"), "has no input"),
        (wish("literature.search"), "it needs a query"),
        (wish("chemistry.name", name="a" * 5_000), "more than 4,000 characters"),
    ],
)
def test_a_call_that_cannot_be_made_is_recorded_with_its_reason(
    small_bench: Workbench, subject: Hypothesis, asked: dict[str, Any], why: str
) -> None:
    found, _ = consult(small_bench, subject, [asked], [])
    assert not found.checks
    assert why in found.skipped[0]


def test_calls_are_limited(small_bench: Workbench, subject: Hypothesis) -> None:
    many = [wish("chemistry.name", name=name) for name in ("aspirin", "caffeine", "metformin", "lithium", "curcumin")]
    found, model = consult(small_bench, subject, many)
    assert len(model.requests) == 1
    assert f"{CALLS} calls at most" in found.skipped[0]


def test_a_search_brings_passages_that_the_review_may_cite(small_bench: Workbench, subject: Hypothesis) -> None:
    found, _ = consult(small_bench, subject, [wish("literature.search", query="Dasatinib FYN neurons")], [])
    assert any("Dasatinib" in item.quote for item in found.passages)


def test_an_objection_may_point_at_what_a_tool_said(small_bench: Workbench, subject: Hypothesis) -> None:
    def answers(request: Request) -> dict[str, Any]:
        if request.schema_name == "ToolWishes":
            return {"calls": [wish("chemistry.name", name="curcumin")]}
        check = next(key for key in passages_like(request.prompt) if key.startswith("check-"))
        made = {"kind": "other", "text": "No such drug.", "severity": "fatal", "points_at": check}
        return {**answer_for("FullReview", request.prompt), "objections": [made]}

    model = ScriptedModel(answers)
    equipped = replace(with_model(small_bench, model), tools=standard_registry())
    found = asyncio.run(FullReviewer().review(equipped, subject, ()))
    assert found.review is not None
    assert found.review.objections[0].checks == (found.checks[0].id,)
    assert found.review.eliminate


def passages_like(prompt: str) -> list[str]:
    return [line[1:].partition("]")[0] for line in prompt.splitlines() if line.startswith("[")]


def offered(bench: Workbench, subject: Hypothesis) -> set[str]:
    _, model = consult(bench, subject, [])
    shown = model.requests[0].prompt
    return {tool.name for tool in standard_registry() if f"\n{tool.name}: " in shown} | (
        {"literature.search"} if "\nliterature.search: " in shown else set()
    )


def test_tools_whose_inputs_cannot_be_at_hand_are_not_offered(small_bench: Workbench, subject: Hypothesis) -> None:
    names = offered(small_bench, subject)
    assert {"chemistry.name", "chemistry.descriptors", "literature.search"} <= names
    assert not [name for name in names if name.startswith(("biology.", "materials."))]


def test_a_sequence_at_hand_brings_the_tools_for_sequences(small_bench: Workbench, subject: Hypothesis) -> None:
    named = subject.model_copy(update={"statement": f"{subject.statement} The peptide is VQIVYKPVDLSKVTSK."})
    assert "biology.protein" in offered(small_bench, named)


def test_a_hypothesis_on_a_material_is_offered_the_tools_for_materials(
    small_bench: Workbench, subject: Hypothesis
) -> None:
    garnet = Concept(id="model:llzo", name="Li7La3Zr2O12", kind=ConceptKind.MATERIAL)
    bench = replace(small_bench, added={garnet.id: garnet})
    step = subject.mechanism[0].model_copy(update={"subject": garnet.id})
    made = subject.model_copy(update={"interventions": (garnet.id,), "mechanism": (step, *subject.mechanism[1:])})
    model = ScriptedModel([{"calls": []}])
    asyncio.run(ToolDesk().consult(replace(bench, model=model, tools=standard_registry()), made, ()))
    assert "\nmaterials.doping: " in model.requests[0].prompt
