"""Briefs on compositions that are proposed: formulae, the host, the reported one, phases, dangers."""

from coscientist.domain.brief import Brief
from coscientist.domain.concept import Concept, ConceptKind
from coscientist.domain.hypothesis import EffectDirection
from coscientist.experiments.briefs.building import build_brief
from tests.experiments.values import CREATED, PLAN, a_hypothesis

GALLIUM = Concept(
    id="doped:Li6PS5Cl:Ga",
    name="Ga doping of the argyrodite Li6PS5Cl",
    kind=ConceptKind.MATERIAL,
    identifiers={
        "element": "Ga",
        "host": "Li6PS5Cl",
        "formula": "Li5.4Ga0.2PS5Cl",
        "series": "Li5.7Ga0.1PS5Cl; Li5.4Ga0.2PS5Cl",
        "amounts": "0.1; 0.2",
        "model": "Li5.4Al0.2PS5Cl",
    },
)
LEAD = GALLIUM.model_copy(
    update={"identifiers": {**GALLIUM.identifiers, "host": "CsPbI3", "series": "CsPb0.9Sr0.1I3", "amounts": "0.1"}}
)


def brief_on(concept: Concept) -> Brief:
    hypothesis = a_hypothesis(
        concept.id, kind="ionic conductivity", readout="ionic conductivity", direction=EffectDirection.INCREASE
    )
    return build_brief(hypothesis, plan=PLAN, concepts={concept.id: concept}, created_at=CREATED, seed=1)


def test_each_composition_is_a_treatment_beside_the_undoped_host_and_the_reported_one() -> None:
    treatments = {item.label: item for item in brief_on(GALLIUM).treatments}
    assert treatments["undoped Li6PS5Cl"].role == "vehicle"
    assert [(t.dose.value, t.dose.ucum) for t in treatments.values() if t.role == "test" and t.dose] == [
        (0.1, "mol/mol"),
        (0.2, "mol/mol"),
    ]
    assert treatments["reference control: Li5.4Al0.2PS5Cl, made and measured alike"].role == "reference"


def test_phases_are_accepted_by_diffraction_against_the_host() -> None:
    acceptance = " ".join(brief_on(GALLIUM).qc.acceptance)
    assert "the lines of Li6PS5Cl, no other above 2 % of the strongest" in acceptance
    assert any("Rietveld refinement" in item for item in brief_on(GALLIUM).unknowns)


def test_what_its_elements_give_off_is_said() -> None:
    told = " ".join(brief_on(GALLIUM).safety.waste)
    assert "hydrogen sulfide" in told
    assert "hydrogen chloride" in told
    assert "Compounds of Pb are on the list" in " ".join(brief_on(LEAD).safety.waste)


def test_what_is_proposed_is_registered_under_its_formula_alone() -> None:
    (material,) = [item for item in brief_on(GALLIUM).materials if item.name == GALLIUM.name]
    assert material.identifiers.formula == "Li5.4Ga0.2PS5Cl"
    assert material.identifiers.other == {"element": "Ga"}


def test_without_formulae_shares_of_the_site_are_asked_for() -> None:
    plain = GALLIUM.model_copy(update={"identifiers": {"element": "Ga"}})
    labels = [item.label for item in brief_on(plain).treatments]
    assert labels[0] == "undoped or reference composition"
    assert "Ga doping of the argyrodite Li6PS5Cl, 2.5 % substitution" in labels
