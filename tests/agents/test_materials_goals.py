"""Goals on a property of a material: what is changed, by analogy to what, and how it is measured."""

from pathlib import Path
from typing import Any

from coscientist.agents.generation.analogue import Analogue
from coscientist.agents.reflection.feasibility import FeasibilityReviewer
from coscientist.agents.workbench import Workbench
from coscientist.domain.check import Verdict
from coscientist.tools.checks import check_concepts, gates
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


def in_a_host(folder: Path, *more: dict[str, Any]) -> Workbench:
    raises = {"subject": "dopant:Zr", "predicate": "increases", "object": "ionic conductivity"}
    quote = "Zr doping of the halide Li3InCl6 raised the ionic conductivity of Li3-xIn1-xZrxCl6 (0 ≤ x ≤ 0.4)."
    return world_of(folder, {**raises, "quote": quote}, *more, concepts=CONCEPTS).bench(
        "increase the ionic conductivity"
    )


def test_a_series_that_a_paper_writes_gives_the_compositions_to_make(tmp_path: Path) -> None:
    bench = in_a_host(tmp_path)
    made = {item.interventions[0]: item for item in Analogue().propose(bench, cycle=0)}
    hafnium = made["doped:Li3InCl6:Hf"]
    assert hafnium.statement == (
        "Hf doping of the halide Li3InCl6 raises ionic conductivity, as Zr doping does: the two are alike (Hf4+ "
        "measures 0.71 Å and Zr4+ 0.72 Å, Shannon 1976). Up to Li2.6In0.6Hf0.4Cl6: each Hf takes the place of one "
        "In, and 1 Li fewer makes up for its charge, as in Li3-xIn1-xZrxCl6."
    )
    stated = bench.concept("doped:Li3InCl6:Hf").identifiers
    assert stated["series"].split("; ")[0] == "Li2.9In0.9Hf0.1Cl6"
    assert stated["model"] == "Li2.6In0.6Zr0.4Cl6"


def test_an_element_that_a_paper_put_into_the_host_is_not_proposed_for_it(tmp_path: Path) -> None:
    told = {
        "subject": "ionic conductivity",
        "predicate": "increases",
        "object": "solid electrolyte",
        "quote": "Hf-doped Li3InCl6 was made as a solid electrolyte with ionic conductivity.",
    }
    made = {item.interventions[0] for item in Analogue().propose(in_a_host(tmp_path, told), cycle=0)}
    assert "doped:Li3InCl6:Hf" not in made
    assert "doped:Li3InCl6:Sn" in made


def proposed(folder: Path, element: str, quote: str, predicate: str = "increases") -> dict[str, Any]:
    dopant = {"id": f"dopant:{element}", "name": f"{element} doping", "kind": "material",
              "identifiers": {"element": element}}  # fmt: skip
    claim = {"subject": f"dopant:{element}", "predicate": predicate, "object": "ionic conductivity", "quote": quote}
    bench = world_of(folder, claim, concepts=(dopant, *CONCEPTS[1:])).bench("increase the ionic conductivity")
    return {item.interventions[0]: (item, bench) for item in Analogue().propose(bench, cycle=0)}


def test_oxygen_vacancies_make_up_for_a_charge_for_which_nothing_else_does_and_are_called_assumed(
    tmp_path: Path,
) -> None:
    made = proposed(tmp_path, "Mg", "Mg on the Ga site of the perovskite LaGaO3 raises the ionic conductivity.")
    zinc, bench = made["doped:LaGaO3:Zn"]
    assert "LaGa0.9Zn0.1O2.95: each Zn takes the place of one Ga, and 0.5 O fewer make up" in zinc.statement
    assert "(oxygen vacancies, which the paper does not tell), as for Mg on the Ga site of LaGaO3." in zinc.statement
    checks = check_concepts([bench.concept("doped:LaGaO3:Zn")], hypothesis=zinc.id)
    assert not gates(checks)
    review = FeasibilityReviewer().review(bench, zinc, checks)
    assert [item.kind for item in review.objections] == ["tool warning"]
    assert "little of it may dissolve" in review.objections[0].text


def test_what_a_valence_could_make_up_for_is_left_open(tmp_path: Path) -> None:
    made = proposed(tmp_path, "Ba", "Ba in La1-xBaxFeO3 (x = 0, 0.2, 0.5) raises the ionic conductivity.")
    strontium, bench = made["doped:LaFeO3:Sr"]
    assert "La0.5Sr0.5FeO3: each Sr takes the place of one La; what makes up for its charge" in strontium.statement
    (left,) = [c for c in check_concepts([bench.concept("doped:LaFeO3:Sr")]) if c.property.startswith("charge left")]
    assert left.verdict is Verdict.WARN
    assert "Fe would have to be +3.5 on average" in left.note


def test_like_ions_of_what_harms_and_elements_of_the_host_are_not_proposed(tmp_path: Path) -> None:
    assert not proposed(tmp_path, "Al", "Al doping of LaGaO3 lowered the ionic conductivity.", "decreases")
    (tmp_path / "more").mkdir()
    gallium = proposed(tmp_path / "more", "Al", "Al doping of LaGaO3 raised the ionic conductivity.")
    assert "dopant:Ga" not in gallium
