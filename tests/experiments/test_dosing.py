"""Doses come from what is known, and an assumption is called one."""

import pytest

from coscientist.domain.brief_quantity import Amount
from coscientist.domain.check import Check, Verdict
from coscientist.domain.claim import Claim, Predicate
from coscientist.domain.literature import Passage
from coscientist.experiments.briefs.dosing import DEFAULT_TOP, above_potency, dose_levels, dose_range
from tests.experiments.values import CONCEPTS, a_brief, a_hypothesis

MINOCYCLINE = CONCEPTS["c:minocycline"]


def _said(quote: str) -> tuple[tuple[Claim, ...], tuple[Passage, ...]]:
    claim = Claim(
        id="cl", subject="c:minocycline", predicate=Predicate.DECREASES, object="p:tau-p", passages=("pa",), made_by="x"
    )
    return (claim,), (Passage(id="pa", source="pmid:1", quote=quote),)


def test_without_evidence_the_range_is_an_assumption() -> None:
    found = dose_range(MINOCYCLINE)
    assert found.assumed
    assert found.top == DEFAULT_TOP


@pytest.mark.parametrize(
    ("quote", "top"),
    [
        ("Minocycline at 20 µM lowered tau phosphorylation.", Amount(value=63.2, ucum="umol/L")),
        ("Minocycline (5 and 50 nM) lowered it.", Amount(value=158.0, ucum="nmol/L")),
        ("Treatment with 10mM minocycline had an effect.", Amount(value=31.6, ucum="mmol/L")),
    ],
)
def test_doses_that_a_passage_names_set_the_range(quote: str, top: Amount) -> None:
    claims, passages = _said(quote)
    found = dose_range(MINOCYCLINE, claims=claims, passages=passages)
    assert found.top == top
    assert not found.assumed
    assert "pmid:1" in found.known[0]


@pytest.mark.parametrize(
    "quote",
    [
        "A 20 mM solution of lithium was used in every single one of the many experiments on slices in which, later on "
        "and in other animals altogether, minocycline was also tried.",
        "Ki values of 39 nM and 8 microM, respectively, were found for minocycline and other drugs.",
        "Minocycline absorbs at 350 nm.",
        "Ki values of 39 nM, 38 microM and 8 microM, respectively for staurosporine and minocycline.",
        "Lithium at 20 mM did.",
        "Minocycline was given for 20 min.",
        "Minocycline at 20 mM/kg per day.",
        "20 M",
    ],
)
def test_other_numbers_are_not_taken_for_doses(quote: str) -> None:
    claims, passages = _said(quote)
    assert dose_range(MINOCYCLINE, claims=claims, passages=passages).assumed


def test_a_measured_potency_goes_first() -> None:
    check = Check(
        id="k", tool="t", subject="minocycline", property="IC50", value=0.2, unit="umol/L", method="m", source="doi:x",
        verdict=Verdict.PASS,
    )  # fmt: skip
    assert dose_range(MINOCYCLINE, checks=(check,)).top == Amount(value=20.0, ucum="umol/L")


def test_a_list_with_respectively_is_matched_item_by_item() -> None:
    claims, passages = _said(
        "Kinetic studies indicated Ki values of 39 nM, 38 microM and 8 microM, respectively for staurosporine, "
        "minocycline and olomoucine."
    )
    found = dose_range(MINOCYCLINE, claims=claims, passages=passages)
    assert found.known[0].startswith("38 microM")
    assert found.top == Amount(value=120.0, ucum="umol/L")


@pytest.mark.parametrize(("potency", "top"), [(5e-9, 5e-7), (8e-6, 1e-4), (1e-3, 3.162e-3)])
def test_the_top_lies_above_a_potency_and_within_reason(potency: float, top: float) -> None:
    assert above_potency(potency) == pytest.approx(top, rel=1e-3)


@pytest.mark.parametrize(
    "quote", ["Minocyclines are inhibitors (IC(50): 5-50 nm) of it.", "Minocycline (IC50 = 50 nM) inhibits it."]
)
def test_a_potency_that_a_passage_gives_is_read(quote: str) -> None:
    claims, passages = _said(quote)
    assert dose_range(MINOCYCLINE, claims=claims, passages=passages).top == Amount(value=5.0, ucum="umol/L")


def test_a_series_is_half_logarithmic_and_ends_at_the_top() -> None:
    values = [level.value for level in dose_levels(Amount(value=10, ucum="umol/L"), 5)]
    assert values == [0.1, 0.316, 1.0, 3.16, 10.0]


def test_a_brief_lists_an_assumed_dose_among_its_unknowns_and_a_named_one_among_its_assumptions() -> None:
    assert any("no dose is named" in text for text in a_brief().unknowns)
    claims, passages = _said("Minocycline at 20 µM lowered tau phosphorylation.")
    brief = a_brief(claims=claims, passages=passages)
    assert not any("no dose is named" in text for text in brief.unknowns)
    assert any("20 µM in" in text for text in brief.assumptions)


def test_doses_too_high_for_dmso_are_dissolved_in_medium() -> None:
    claims, passages = _said("Minocycline at 20 mM lowered tau phosphorylation.")
    brief = a_brief(a_hypothesis(), claims=claims, passages=passages)
    assert {t.vehicle_pct for t in brief.treatments} == {None}
    assert not any("DMSO" in d.add for d in brief.layout.dilutions)


def test_an_open_stereochemistry_is_to_be_settled_before_ordering() -> None:
    flat = Check(
        id="ck",
        tool="chemistry.name",
        subject=MINOCYCLINE.name,
        property="structure",
        value="C",
        method="lookup",
        source="table",
        verdict=Verdict.PASS,
        validity="stereochemistry not confirmed by a second source",
    )
    sure = flat.model_copy(update={"validity": "stereochemistry confirmed"})
    asked = [[text for text in a_brief(checks=[check]).unknowns if "stereoisomer" in text] for check in (flat, sure)]
    assert [len(each) for each in asked] == [1, 0]
    assert "stereoisomer of minocycline" in asked[0][0]
