"""Goals on a property of a material: what is changed, by analogy to what, and how it is measured."""

from pathlib import Path
from typing import Any

from coscientist.agents.generation.analogue import Analogue
from coscientist.agents.workbench import Workbench
from tests.support.small_world import world_of

CONCEPTS: tuple[dict[str, Any], ...] = (
    {"id": "dopant:Zr", "name": "Zr doping", "kind": "material", "identifiers": {"element": "Zr"}},
    {"name": "ionic conductivity", "kind": "property"},
    {"name": "solid electrolyte", "kind": "other"},
)


def bench_of(folder: Path) -> Workbench:
    raises = {"subject": "dopant:Zr", "predicate": "increases", "object": "ionic conductivity"}
    quote = "Zr doping of Li3InCl6 raised the ionic conductivity."
    improved = {"subject": "Zr doping", "predicate": "increases", "object": "solid electrolyte"}
    world = world_of(folder, {**raises, "quote": quote}, improved, concepts=CONCEPTS)
    return world.bench("increase the ionic conductivity of the solid electrolyte")


def test_a_goal_on_a_property_is_about_what_holds_it_and_changes_materials(tmp_path: Path) -> None:
    plan = bench_of(tmp_path).plan
    assert [target.name for target in plan.targets] == ["ionic conductivity"]
    assert [target.name for target in plan.context] == ["solid electrolyte"]
    assert plan.intervention_kinds == ("material", "compound")


def test_an_element_of_like_charge_and_size_is_proposed_in_the_material_of_the_model(tmp_path: Path) -> None:
    made = {item.interventions[0]: item for item in Analogue().propose(bench_of(tmp_path), cycle=0)}
    assert made["dopant:Hf"].statement == (
        "Hf doping raises ionic conductivity in Li3InCl6, as Zr doping does: the two are alike (Hf4+ measures 0.71 Å "
        "and Zr4+ 0.72 Å, Shannon 1976)."
    )
    assert made["dopant:Hf"].predictions[0].readout_kind == "ionic conductivity"
    assert "cells" not in " ".join(made["dopant:Hf"].falsifiers)
