"""A brief is complete, repeatable, frozen by its hashes, and honest about what it does not know."""

import json
from pathlib import Path

import pytest
from pydantic import ValidationError

from coscientist.domain.brief import Brief
from coscientist.domain.brief_bench import Hazard
from coscientist.domain.claim import Claim, Predicate
from coscientist.domain.errors import ConflictError, CoscientistError
from coscientist.domain.hypothesis import EffectDirection, Prediction
from coscientist.domain.literature import Passage
from coscientist.domain.rating import Rating
from coscientist.domain.review import NearestStatement, Novelty, NoveltyState, Review
from coscientist.experiments.briefs.building import build_brief
from coscientist.experiments.briefs.freeze import content_sha256, plan_sha256, verify
from coscientist.experiments.catalogue.loading import default_catalogue
from tests.experiments.values import CONCEPTS, CREATED, PLAN, a_brief, a_hypothesis, dose_brief

GOLDEN = Path(__file__).with_name("golden_brief.json")


def _claim(name: str, predicate: Predicate, passage: str) -> Claim:
    return Claim(
        id=name, subject="c:minocycline", predicate=predicate, object="p:tau-p", passages=(passage,), made_by="x"
    )


CLAIMS = (_claim("cl-for", Predicate.DECREASES, "pa-1"), _claim("cl-against", Predicate.INCREASES, "pa-2"))
PASSAGES = (
    Passage(id="pa-1", source="pmid:1", quote="Minocycline lowered it.", year=2001),
    Passage(id="pa-2", source="pmid:2", quote="Minocycline raised it.", year=2002),
)


def test_the_golden_brief_has_not_changed() -> None:
    """Regenerate on purpose: `python -m tests.experiments.golden`."""
    assert json.loads(GOLDEN.read_text(encoding="utf-8")) == dose_brief().model_dump(mode="json")


def test_the_same_arguments_give_the_same_bytes() -> None:
    assert a_brief().model_dump_json() == a_brief().model_dump_json()


def test_times_and_the_run_do_not_enter_id_and_hash() -> None:
    one = build_brief(a_hypothesis(), plan=PLAN, concepts=CONCEPTS, created_at=CREATED, seed=1, run_id="run-1")
    two = build_brief(
        a_hypothesis(), plan=PLAN, concepts=CONCEPTS, created_at="2027-05-05T00:00:00Z", seed=1, run_id="x"
    )
    assert (one.brief_id, one.content_sha256) == (two.brief_id, two.content_sha256)


def test_another_seed_is_another_brief() -> None:
    assert a_brief(seed=1).brief_id != a_brief(seed=2).brief_id


def test_approval_leaves_the_content_hash_alone() -> None:
    brief = dose_brief()
    sent = brief.model_copy(update={"status": "sent"})
    assert content_sha256(sent) == brief.content_sha256
    verify(sent)


def test_a_changed_threshold_is_noticed() -> None:
    brief = dose_brief()
    contrasts = tuple(c.model_copy(update={"smallest_effect": 0.01}) for c in brief.analysis.contrasts)
    moved = brief.model_copy(update={"analysis": brief.analysis.model_copy(update={"contrasts": contrasts})})
    with pytest.raises(ConflictError, match="changed after it was frozen"):
        verify(moved)


def test_a_changed_layout_is_noticed() -> None:
    brief = dose_brief()
    layout = brief.layout.model_copy(update={"wells": brief.layout.wells[::-1]})
    with pytest.raises(ConflictError, match="content_sha256"):
        verify(brief.model_copy(update={"layout": layout}))


def test_the_plan_hash_can_be_computed_again() -> None:
    b = dose_brief()
    assert (
        plan_sha256(b.analysis, b.decision, b.readouts, b.hypothesis.predictions, b.qc)
        == b.analysis.preregistered_sha256
    )


def test_it_survives_json() -> None:
    assert Brief.model_validate_json(dose_brief().model_dump_json()) == dose_brief()


def test_no_supplier_catalogue_number_or_price_is_invented() -> None:
    brief = dose_brief()
    assert {(m.supplier, m.catalog, m.lot) for m in brief.materials} == {(None, None, None)}
    assert {m.verified.by for m in brief.materials} == {None}
    assert brief.cost.total is None
    assert all(item.price is None for item in brief.cost.items)


def test_no_hazard_class_is_stated_without_a_source() -> None:
    assert dose_brief().safety.ghs == ()
    assert all("consult the safety data sheet (not verified here)" in text for text in dose_brief().safety.sds)


def test_a_listed_hazard_is_printed_with_its_source() -> None:
    listed = Hazard(material="minocycline", pictograms=("GHS08",), h_codes=("H361",), source="a list, 2025-01-01")
    other = Hazard(material="something else", h_codes=("H300",), source="a list")
    safety = a_brief(hazards=(listed, other)).safety
    assert safety.ghs == (listed,)
    assert not any(text.startswith("minocycline:") for text in safety.sds)


def test_every_block_stands_on_one_plate() -> None:
    """Else vehicle and dose could be on different plates, and a plate's quirk would look like an effect."""
    for assay in default_catalogue().assays:
        for interventions, sign in ((("c:minocycline",), 1), (("p:GSK3B",), -1), (("c:minocycline", "c:curcumin"), 1)):
            wells = a_brief(a_hypothesis(*interventions, sign=sign, kind=assay.readout_kinds[0])).layout.wells
            assert len({w.plate for w in wells}) == len({w.block for w in wells}), assay.id


def test_a_hypothesis_that_manipulates_nothing_is_refused() -> None:
    hypothesis = a_hypothesis().model_copy(update={"interventions": ()})
    prediction = hypothesis.predictions[0].model_copy(update={"intervention": ()})
    with pytest.raises(CoscientistError, match="names nothing that could be manipulated"):
        a_brief(hypothesis.model_copy(update={"predictions": (prediction,)}))


def test_a_third_agent_is_said_to_be_left_out() -> None:
    brief = a_brief(a_hypothesis("c:minocycline", "c:curcumin", "p:GSK3B"))
    assert any("GSK3B is left out" in text for text in brief.unknowns)


def test_the_assumed_standard_deviation_is_called_one() -> None:
    assert "explicit assumption" in dose_brief().design.power.sd_source


def test_positive_and_negative_controls_are_there_or_excused() -> None:
    for kind in ("phosphorylation", "viability", "behaviour", "material property", "quantity"):
        brief = a_brief(a_hypothesis(kind=kind, readout="x"))
        kinds = {c.kind.value for c in brief.design.controls}
        assert "vehicle" in kinds
        assert "positive" in kinds or brief.design.missing_controls
        assert kinds & {"negative", "blank"} or brief.design.missing_controls


def test_n_is_biological_replicates_each_in_its_own_block() -> None:
    brief = dose_brief()
    assert brief.design.n_biological == brief.design.power.n == len({w.block for w in brief.layout.wells})


def test_animals_are_randomised_within_sex_and_every_one_is_a_unit() -> None:
    brief = a_brief(a_hypothesis(kind="behaviour", readout="memory impairment"))
    assert brief.design.n_biological >= brief.design.power.n
    test = [w for w in brief.layout.wells if w.role == "test"]
    assert len(test) == brief.design.n_biological
    assert sum(w.block == "F" for w in test) == len(test) / 2
    assert "ethics committee" in brief.safety.ethics


def test_evidence_is_quoted_with_contradictions_first() -> None:
    hypothesis = a_hypothesis().model_copy(update={"claims": ("cl-for",)})
    review = Review(id="r", hypothesis="h-1", reviewer="x", summary="", contradicting=("cl-against",))
    brief = a_brief(hypothesis, reviews=(review,), claims=CLAIMS, passages=PASSAGES)
    assert [(e.quote, e.supports) for e in brief.hypothesis.evidence] == [
        ("Minocycline raised it.", False),
        ("Minocycline lowered it.", True),
    ]


def test_novelty_is_what_was_searched_and_what_came_nearest() -> None:
    novelty = Novelty(
        state=NoveltyState.NEAR, searched=("hbp (abc)",), until=2012,
        nearest=(NearestStatement(passage="pa-1", similarity=0.8, relation="similar wording"),),
    )  # fmt: skip
    review = Review(id="r", hypothesis="h-1", reviewer="x", summary="", novelty=novelty)
    section = a_brief(reviews=(review,), passages=PASSAGES, searched_on="2026-01-01").hypothesis.novelty
    assert (section.state, section.searched, section.until, section.date) == (
        "near",
        ("hbp (abc)",),
        2012,
        "2026-01-01",
    )
    assert section.nearest[0].quote == "Minocycline lowered it."
    assert a_brief().hypothesis.novelty.state == "not searched"


def test_an_unrated_hypothesis_says_so() -> None:
    assert dose_brief().provenance.rating is None
    rating = Rating(hypothesis="h-1", value=1250, low=1200, high=1300, matches=9, p_best=0.2)
    rated = a_brief(rating=rating).provenance.rating
    assert rated is not None
    assert rated.matches == 9


def test_the_same_samples_answer_further_predictions_of_the_same_kind() -> None:
    more = Prediction(
        id="pr-2", readout="tau phosphorylated at Thr231", readout_kind="phosphorylation",
        intervention=("c:minocycline",), direction=EffectDirection.DECREASE,
    )  # fmt: skip
    brief = a_brief(a_hypothesis(more=(more,)))
    assert [p.id for p in brief.hypothesis.predictions] == ["pr-1", "pr-2"]
    assert [c.prediction for c in brief.analysis.contrasts[:2]] == ["pr-1", "pr-2"]
    assert [c.primary for c in brief.analysis.contrasts[:2]] == [True, False]


def test_a_mediator_is_measured_in_the_lysates_that_are_there() -> None:
    more = Prediction(
        id="pr-2", readout="GSK3B protein level", readout_kind="protein abundance",
        intervention=("c:minocycline",), direction=EffectDirection.DECREASE,
    )  # fmt: skip
    brief = a_brief(a_hypothesis(more=(more,)))
    assert [r.name for r in brief.readouts][1] == "GSK3B protein level"
    assert "antibody for GSK3B protein level" in {m.name for m in brief.materials}
    assert any("GSK3B protein level in the same samples" in s.action for s in brief.protocol.steps)


def test_predictions_that_need_another_experiment_are_listed_as_untested() -> None:
    more = Prediction(
        id="pr-2", readout="MAPT mRNA level", readout_kind="mRNA abundance", direction=EffectDirection.NO_CHANGE
    )
    brief = a_brief(a_hypothesis(more=(more,)))
    assert any("pr-2" in text and "not tested here" in text for text in brief.unknowns)


@pytest.mark.parametrize(
    ("comparator", "kind"),
    [
        ("vehicle", "paired difference"),
        ("each single agent", "over each single agent"),
        ("the effect expected from each alone under Bliss independence", "interaction"),
    ],
)
def test_a_combination_is_compared_with_what_the_prediction_says(comparator: str, kind: str) -> None:
    brief = a_brief(
        a_hypothesis("c:minocycline", "c:curcumin", kind="viability", readout="viable cells", comparator=comparator)
    )
    assert next(c.kind.value for c in brief.analysis.contrasts if c.primary) == kind


def test_text_with_braces_and_markup_does_no_harm() -> None:
    concepts = {
        **CONCEPTS,
        "c:odd": CONCEPTS["c:minocycline"].model_copy(update={"name": "{readout} <b>{0}</b> | \n#x"}),
    }
    brief = build_brief(a_hypothesis("c:odd"), plan=PLAN, concepts=concepts, created_at=CREATED)
    assert any(m.name.startswith("{readout}") for m in brief.materials)


def test_a_reference_to_nothing_is_refused() -> None:
    data = dose_brief().model_dump()
    data["layout"]["wells"][0]["treatment"] = "T99"
    with pytest.raises(ValidationError, match="unknown treatments: T99"):
        Brief.model_validate(data)


def test_two_samples_in_one_well_are_refused() -> None:
    data = dose_brief().model_dump()
    data["layout"]["wells"] = [data["layout"]["wells"][0], *data["layout"]["wells"]]
    with pytest.raises(ValidationError, match="share a well"):
        Brief.model_validate(data)


def test_every_unit_is_a_known_ucum_code() -> None:
    from coscientist.domain.brief_quantity import UCUM_LABELS

    def units(value: object) -> list[str]:
        if isinstance(value, dict):
            own = [value["ucum"]] if "ucum" in value else []
            return own + [u for v in value.values() for u in units(v)]
        return [u for v in value for u in units(v)] if isinstance(value, list | tuple) else []

    assert set(units(dose_brief().model_dump())) <= set(UCUM_LABELS)


def test_a_well_that_would_not_be_full_is_refused() -> None:
    data = dose_brief().model_dump()
    data["layout"]["volumes"][0]["per_well"]["value"] = 1.0
    with pytest.raises(ValidationError, match="add up to"):
        Brief.model_validate(data)


@pytest.mark.parametrize(("system", "told"), [("drug-resistant SH-SY5Y cells", True), ("SH-SY5Y cells", False)])
def test_a_brief_says_where_its_cells_are_not_those_that_a_models_hypothesis_is_meant_for(
    system: str, told: bool
) -> None:
    meant = a_hypothesis().model_copy(update={"model": "m", "context": ("neurons", system)})
    unknowns = a_brief(meant).unknowns
    assert "SH-SY5Y" in a_brief(meant).objective
    assert any(f"meant to hold first in “{system}”" in text for text in unknowns) is told


def test_what_is_predicted_for_other_cells_is_not_tested_in_these() -> None:
    plain = a_hypothesis()
    primary = next(each for each in plain.predictions if each.primary)
    spared = {"id": "pr-x", "direction": "no change", "comparator": "vehicle in healthy neurons", "primary": False}
    other = Prediction.model_validate({**primary.model_dump(), **spared})
    brief = a_brief(plain.model_copy(update={"predictions": (*plain.predictions, other)}))
    assert "no change" not in {each.direction for each in brief.hypothesis.predictions}
    assert any("no change against vehicle in healthy neurons) is not tested here" in text for text in brief.unknowns)


@pytest.mark.parametrize(
    ("sign", "given", "control"), [(1, "mimic of miR-132", "mimic"), (-1, "inhibitor of miR-132", "inhibitor")]
)
def test_a_microrna_is_given_as_a_mimic_or_taken_by_an_inhibitor(sign: int, given: str, control: str) -> None:
    brief = a_brief(a_hypothesis("m:miR-132", sign=sign))
    labels = {item.label: item.role for item in brief.treatments}
    assert labels[given] == "test"
    assert labels[f"negative-control {control}"] == "vehicle"
    assert any("sensor" in item.name for item in brief.materials)
