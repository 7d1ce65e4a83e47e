"""What a name alone tells about what it stands for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coscientist.datasets.packs.kinds import is_formula, kind_by_name
from coscientist.domain.concept import ConceptKind

EXAMPLES = {
    ConceptKind.PROTEIN: "IL-6 TGF-β1 TGFB1 NF-κB p53 mTOR GSK3B NOS2 PON1 ERK1/2",
    ConceptKind.MATERIAL: "Li7La3Zr2O12 Bi2Te3 NaCl GaN CsPbI3",
    ConceptKind.COMPOUND: "SB-203580 cAMP DMSO CCl4",
    ConceptKind.RNA: "miR-21 hsa-let-7a",
    ConceptKind.PROCESS: "autophagy apoptosis necroptosis glycolysis",
    ConceptKind.DISEASE: "nephritis glioblastoma cardiomyopathy",
    ConceptKind.OTHER: "metformin exercise tau DNA CO2 ROS",
}


@pytest.mark.parametrize(("kind", "name"), [(kind, name) for kind, text in EXAMPLES.items() for name in text.split()])
def test_the_form_of_a_name_tells_its_kind_or_nothing(kind: ConceptKind, name: str) -> None:
    assert kind_by_name(name) is kind


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("collagen I", ConceptKind.PROTEIN),
        ("adenylate cyclase", ConceptKind.PROTEIN),
        ("dopamine D2 receptor", ConceptKind.PROTEIN),
        ("oxidative stress", ConceptKind.PROCESS),
        ("tau phosphorylation", ConceptKind.PROCESS),
        ("collagen synthesis", ConceptKind.PROCESS),
        ("dopamine release", ConceptKind.PROCESS),
        ("protein kinase A", ConceptKind.PROTEIN),
        ("renal fibrosis", ConceptKind.DISEASE),
        ("Alzheimer's disease", ConceptKind.DISEASE),
        ("ionic conductivity", ConceptKind.PROPERTY),
        ("MIR34B gene", ConceptKind.GENE),
        ("TP53 mRNA", ConceptKind.RNA),
    ],
)
def test_a_word_in_the_name_tells_its_kind(name: str, kind: ConceptKind) -> None:
    assert kind_by_name(name) is kind


def test_a_formula_is_of_elements() -> None:
    assert not is_formula("XxYy2")
    assert not is_formula("Gold")


@given(st.text(max_size=300))
def test_any_name_gets_an_answer(name: str) -> None:
    assert isinstance(kind_by_name(name), ConceptKind)
