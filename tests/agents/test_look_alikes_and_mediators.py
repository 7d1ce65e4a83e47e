"""Look-alikes of one class and substances of the body are objected to, and stand behind others."""

from pathlib import Path

from coscientist.agents.generation.analogue import Analogue
from coscientist.agents.generation.bridging import Bridging
from coscientist.agents.reflection.novelty import OF_ONE_CLASS, NoveltyReviewer
from coscientist.agents.reflection.translation import OF_THE_BODY, TranslationReviewer
from coscientist.domain.review import Severity
from tests.support.small_world import world_of

DOWN = "decreases"


def test_a_medicine_of_its_models_class_is_nearly_known(tmp_path: Path) -> None:
    claim = {"subject": "losartan", "predicate": DOWN, "object": "collagen I", "subject_kind": "compound"}
    bench = world_of(tmp_path, claim).bench("reduce collagen I")
    (valsartan,) = [h for h in Analogue().propose(bench, cycle=0) if h.interventions == ("drug:valsartan",)]
    review = NoveltyReviewer().review(bench, valsartan, ())
    assert review.scores["novelty"] == OF_ONE_CLASS
    (objection,) = [item for item in review.objections if item.kind == "one class"]
    assert objection.text.startswith(
        "Valsartan and losartan are medicines of one class (-sartan: angiotensin II receptor antagonists; WHO"
    )


def test_what_the_body_makes_is_far_from_use(tmp_path: Path) -> None:
    claims = [
        {"subject": name, "predicate": DOWN, "object": "CTGF", "subject_kind": "compound", "object_kind": "protein"}
        for name in ("dinoprost", "metformin")
    ]
    rest = {"subject": "CTGF", "predicate": "increases", "object": "collagen I", "subject_kind": "protein"}
    bench = world_of(tmp_path, *claims, rest).bench("reduce collagen I")
    made = {bench.name(h.interventions[0]): h for h in Bridging().propose(bench, cycle=0)}
    reviews = {name: TranslationReviewer().review(bench, made[name], ()) for name in ("dinoprost", "metformin")}
    assert reviews["dinoprost"].scores["translation"] == OF_THE_BODY < reviews["metformin"].scores["translation"]
    assert {item.kind: item.severity for item in reviews["dinoprost"].objections} == {
        "substance of the body": Severity.MAJOR
    }
