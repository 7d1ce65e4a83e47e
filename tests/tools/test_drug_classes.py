"""Classes of medicines that goals ask for, and what belongs to them."""

import pytest

from coscientist.tools.chemistry.drug_classes import class_asked_for, drug_classes


@pytest.mark.parametrize(
    ("goal", "of_medicines", "name", "words"),
    [
        ("Do statins lower tau?", False, "lipid-lowering drug", "statins"),
        ("Which antidepressants raise BDNF?", False, "antidepressant", "antidepressants"),
        ("antipsychotic drugs that promote autophagy", False, "antipsychotic", "antipsychotic drugs"),
        ("Repurpose a diabetes drug", True, "diabetes drug", "diabetes drug"),
        ("Repurpose antibiotics", True, "antibiotic", "antibiotics"),
        ("Which drugs approved for hypertension help?", True, "blood pressure drug", "drugs approved for hypertension"),
        ("medicines used to treat type 2 diabetes", False, "diabetes drug", "medicines used to treat type 2 diabetes"),
        ("existing cancer drugs against tau", True, "cancer drug", "cancer drugs"),
    ],
)
def test_a_class_is_found_by_its_words(goal: str, of_medicines: bool, name: str, words: str) -> None:
    found = class_asked_for(goal, of_medicines=of_medicines)
    assert found is not None
    assert (found[0].name, found[1]) == (name, words)


@pytest.mark.parametrize(
    ("goal", "of_medicines"),
    [
        ("Find antibiotics against resistant bacteria", False),
        ("Find drugs for diabetes", False),
        ("cancer drugs", False),
        ("new antidepressants", False),
        ("raise BDNF without antidepressants", False),
        ("Repurpose drugs for cancers", True),
        ("statin-induced myopathy", False),
    ],
)
def test_what_is_sought_or_left_out_is_no_class(goal: str, of_medicines: bool) -> None:
    assert class_asked_for(goal, of_medicines=of_medicines) is None


@pytest.mark.parametrize(
    ("name", "names", "belongs"),
    [
        ("lipid-lowering drug", ("Simvastatin",), True),
        ("lipid-lowering drug", ("somatostatin",), False),
        ("diabetes drug", ("metformin hydrochloride",), True),
        ("diabetes drug", ("rapamycin (sirolimus)", "sirolimus"), False),
        ("immunosuppressant", ("rapamycin (sirolimus)",), True),
        ("cancer drug", ("tyrosine kinase", "imatinib"), True),
        ("sedative", ("",), False),
    ],
)
def test_a_compound_belongs_by_the_ending_or_the_whole_of_a_name(
    name: str, names: tuple[str, ...], belongs: bool
) -> None:
    (one,) = [each for each in drug_classes() if each.name == name]
    assert one.has(names) is belongs


def test_no_compound_is_one_by_an_empty_ending() -> None:
    assert not [each.name for each in drug_classes() if each.has(("zzz",))]
