"""Beside a compound in question stands one that is reported to act, where the evidence has one."""

import pytest

from coscientist.domain.brief import Brief
from coscientist.domain.brief_design import ControlKind
from coscientist.domain.claim import Claim, Predicate
from coscientist.domain.concept import Concept, ConceptKind
from coscientist.domain.literature import Passage
from coscientist.experiments.briefs.building import build_brief
from tests.experiments.values import CONCEPTS, CREATED, PLAN, a_hypothesis

SITE = Concept(
    id="p:tau-p", name="tau phosphorylated at Ser396", kind=ConceptKind.PROTEIN,
    parent="p:tau", modification="phosphorylation", site="Ser396",
)  # fmt: skip
ANY_SITE = SITE.model_copy(update={"id": "p:tau-any", "name": "phosphorylated tau", "site": None})
ACETYLATED = ANY_SITE.model_copy(update={"id": "p:tau-ac", "modification": "acetylation"})
NAMED = ("temsirolimus", "resveratrol", "metformin", "cocaine", "minocycline")
WITH = {
    **CONCEPTS,
    **{c.id: c for c in (SITE, ANY_SITE, ACETYLATED)},
    **{f"c:{name}": Concept(id=f"c:{name}", name=name, kind=ConceptKind.COMPOUND) for name in NAMED},
    "c:xq-17": Concept(id="c:xq-17", name="XQ-17", kind=ConceptKind.COMPOUND),
}
QUOTE = "Treatment with {} at 3 µM lowered phosphorylated tau."


def said(name: str, *, on: str = "p:tau-p", how: Predicate = Predicate.DECREASES, paper: str = "pmid:1") -> Claim:
    passage = f"{paper}#{name}"
    return Claim(id=f"{name} {how.value} {on} {paper}", subject=f"c:{name}", predicate=how, object=on,
                 passages=(passage,), source=paper, made_by="curator")  # fmt: skip


def brief(*claims: Claim, intervention: str = "c:minocycline") -> Brief:
    passages = [
        Passage(id=p, source=c.source or "", quote=QUOTE.format(c.subject[2:])) for c in claims for p in c.passages
    ]
    return build_brief(
        a_hypothesis(intervention), plan=PLAN, concepts=WITH, created_at=CREATED, claims=claims, passages=passages
    )


def reference(made: Brief) -> str | None:
    """The compound that stands beside the one in question."""
    of = [t.material for t in made.treatments if t.role == "reference"]
    return next((m.name for m in made.materials if m.ref in of), None)


def test_the_compound_that_most_sources_report_stands_beside() -> None:
    more = [said("resveratrol", paper="pmid:1"), said("resveratrol", paper="pmid:2")]
    assert reference(brief(said("temsirolimus"), *more)) == "resveratrol"


def test_its_control_quotes_what_is_reported_and_says_what_a_failure_would_mean() -> None:
    (control,) = [c for c in brief(said("temsirolimus")).design.controls if c.kind is ControlKind.REFERENCE]
    assert "pmid:1" in control.material
    assert QUOTE.format("temsirolimus") in control.material
    assert "may not answer" in control.expected
    assert control.expected_direction is None


def test_it_is_given_at_the_highest_dose_that_is_reported() -> None:
    (treatment,) = [t for t in brief(said("temsirolimus")).treatments if t.role == "reference"]
    assert treatment.dose is not None
    assert treatment.dose.value == pytest.approx(3.0, rel=0.01)
    assert treatment.dose.ucum == "umol/L"


def test_it_is_compared_with_the_vehicle_and_enters_no_other_contrast() -> None:
    made = brief(said("temsirolimus"))
    (ref,) = [t.ref for t in made.treatments if t.role == "reference"]
    assert [c.test for c in made.analysis.contrasts if ref in c.test] == [(ref,)]
    assert not any(c.primary for c in made.analysis.contrasts if ref in c.test)


def test_its_stock_is_diluted_like_the_other_ones() -> None:
    made = brief(said("temsirolimus"))
    (ref,) = [t.ref for t in made.treatments if t.role == "reference"]
    assert {d.makes for d in made.layout.dilutions if d.treatment == ref} == {"stock", "working solution"}


def test_a_report_on_the_same_state_without_a_site_serves_after_one_on_the_site() -> None:
    general = said("temsirolimus", on="p:tau-any")
    assert reference(brief(general)) == "temsirolimus"
    assert reference(brief(general, said("resveratrol"))) == "resveratrol"


@pytest.mark.parametrize(
    "claims",
    [
        (),
        (said("minocycline"),),
        (said("temsirolimus", how=Predicate.INCREASES),),
        (said("temsirolimus"), said("temsirolimus", how=Predicate.NO_CHANGE, paper="pmid:2")),
        (said("temsirolimus", how=Predicate.NEGATIVE_CORRELATION),),
        (said("temsirolimus", on="p:tau-ac"),),
        (said("xq-17"),),
    ],
    ids=["nothing", "itself", "the other way", "contested", "a correlation", "another state", "not registered"],
)
def test_nothing_stands_beside_without_a_clear_report_on_something_that_can_be_ordered(
    claims: tuple[Claim, ...],
) -> None:
    assert reference(brief(*claims)) is None


def test_a_knock_down_gets_no_compound_beside_it_since_its_vehicle_is_another() -> None:
    assert reference(brief(said("temsirolimus"), intervention="p:GSK3B")) is None
