"""Animals that a goal names stand for the disease that they are bred for."""

from pathlib import Path

import pytest

from coscientist.agents.planning.disease_models import models_named
from coscientist.agents.planning.lexicon import Lexicon
from coscientist.agents.planning.plan import read_goal
from coscientist.domain.concept import Concept, ConceptKind
from tests.support.small_world import ABOUT, world_of

KNOWN = Lexicon(
    Concept(id=name, name=name, kind=ConceptKind.DISEASE)
    for name in ("Alzheimer's disease", "tauopathies", "Huntington's disease")
)


@pytest.mark.parametrize(
    ("goal", "said", "disease"),
    [
        ("restore memory in APP/PS1 mice", "APP/PS1 mice", "Alzheimer's disease"),
        ("lower tau in 3xTg-AD mouse brain", "3xTg-AD mouse", "Alzheimer's disease"),
        ("lower tau in P301S tau transgenic mice", "P301S tau transgenic mice", "tauopathies"),
        ("help R6/2 model mice", "R6/2 model mice", "Huntington's disease"),
    ],
)
def test_a_strain_is_read_as_its_disease(goal: str, said: str, disease: str) -> None:
    assert models_named(goal, KNOWN) == {said: disease}


@pytest.mark.parametrize("goal", ["lower P301S tau", "phosphorylate A53T", "db/db mice", "mice"])
def test_a_variant_alone_and_what_the_corpora_do_not_name_are_left(goal: str) -> None:
    assert models_named(goal, KNOWN) == {}


def test_the_plan_is_set_in_the_disease_and_says_so(tmp_path: Path) -> None:
    world = world_of(
        tmp_path,
        {"subject": "NOX4", "predicate": "increases", "object": "tangles", "subject_kind": "protein",
         "object_kind": "protein", "source": "paper:1"},
        {"subject": "tangles", "predicate": "increases", "object": "Alzheimer's disease", "subject_kind": "protein",
         "object_kind": "disease", "source": "paper:2"},
    )  # fmt: skip
    graph = world.graph()
    plan = read_goal("reduce tangles in 5xFAD mice", graph, ABOUT)
    assert [graph.concepts[target.concepts[0]].name for target in plan.context] == ["Alzheimer's disease"]
    assert plan.reading.understood["5xFAD mice"] == "Alzheimer's disease"
    assert plan.reading.not_understood == ()
