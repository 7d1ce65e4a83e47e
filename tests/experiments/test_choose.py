"""The experiment fits the prediction and what is intervened on."""

from collections.abc import Sequence
from itertools import pairwise

import pytest

from coscientist.domain.claim import Claim, Predicate
from coscientist.domain.concept import Concept, ConceptKind
from coscientist.domain.errors import CoscientistError
from coscientist.domain.hypothesis import Hypothesis, MechanismStep
from coscientist.experiments.catalogue.choosing import Choice, choose
from coscientist.experiments.catalogue.directness import is_direct
from coscientist.experiments.catalogue.loading import default_catalogue
from tests.experiments.values import CONCEPTS, a_hypothesis


def _choice(hypothesis: Hypothesis, words: str = "alzheimer", claims: Sequence[Claim] = ()) -> Choice:
    return choose(hypothesis, CONCEPTS, default_catalogue(), words, claims)


@pytest.mark.parametrize(
    ("interventions", "sign", "perturbation"),
    [
        (("c:minocycline",), 1, "compound"),
        (("c:minocycline",), -1, "reduction"),
        (("p:GSK3B",), -1, "knockdown"),
        (("p:GSK3B",), 1, "overexpression"),
        (("m:miR-132",), 1, "mirna-mimic"),
        (("m:miR-132",), -1, "mirna-inhibitor"),
        (("c:minocycline", "c:curcumin"), 1, "two-compounds"),
        (("c:minocycline", "p:GSK3B"), 1, "factorial"),
        (("x:mitophagy",), 1, "compound"),
    ],
)
def test_the_perturbation_follows_from_what_is_manipulated(
    interventions: tuple[str, ...], sign: int, perturbation: str
) -> None:
    assert _choice(a_hypothesis(*interventions, sign=sign)).perturbation.id == perturbation


def test_two_compounds_in_a_plate_assay_make_a_checkerboard() -> None:
    hypothesis = a_hypothesis("c:minocycline", "c:curcumin", kind="viability", readout="viable cells")
    assert _choice(hypothesis).perturbation.id == "checkerboard"


@pytest.mark.parametrize(
    ("kind", "readout", "assay"),
    [
        ("phosphorylation", "tau phosphorylation at Ser396, relative to total protein", "western-phosphorylation"),
        ("mRNA abundance", "MAPT mRNA level", "rt-qpcr"),
        ("protein abundance", "BACE1 protein level", "western-abundance"),
        ("viability", "survival of neurons", "viability"),
        ("viability", "neuron death", "cell-death"),
        ("cell death", "annexin V positive cells by flow cytometry", "cell-death"),
        ("cell death", "cell death", "cell-death"),
        ("aggregation", "tau fibrils", "aggregation-cells"),
        ("cytokine release", "IL6 release", "cytokine-elisa"),
        ("behaviour", "memory impairment", "behaviour"),
        ("material property", "ionic conductivity at 25 °C", "impedance"),
        ("material property", "Seebeck coefficient", "seebeck"),
        ("material property", "hardness", "generic-material"),
        ("photovoltaic performance", "power conversion efficiency", "current-voltage"),
        ("quantity", "number of widgets", "generic"),
        ("an unheard-of kind", "an unheard-of thing", "generic"),
        ("quantity", "cells in G1 phase", "generic"),
    ],
)
def test_the_assay_follows_from_the_readout(kind: str, readout: str, assay: str) -> None:
    interventions = ("m:llzo",) if kind == "material property" else ("c:minocycline",)
    assert _choice(a_hypothesis(*interventions, kind=kind, readout=readout)).assay.id == assay


def test_a_knock_down_is_never_put_into_a_test_tube() -> None:
    choice = _choice(a_hypothesis("p:GSK3B", sign=-1, kind="aggregation", readout="tau fibrils"))
    assert choice.assay.id == "aggregation-cells"


def through(hypothesis: Hypothesis, *mediators: str) -> Hypothesis:
    """Put mediators between the intervention and the outcome."""
    ends = (hypothesis.interventions[0], *mediators, hypothesis.outcome)
    steps = tuple(
        MechanismStep(subject=a, object=b, sign=-1, text=f"{a} lowers {b}", claims=("c-1",)) for a, b in pairwise(ends)
    )
    return hypothesis.model_copy(update={"mechanism": steps})


@pytest.mark.parametrize(
    ("kind", "readout", "mediators", "assay"),
    [
        ("aggregation", "tau fibrils", ("x:mitophagy",), "aggregation-cells"),
        ("aggregation", "tau fibrils", ("p:GSK3B",), "aggregation-cells"),
        ("kinase activity", "GSK3B activity", (), "kinase-activity"),
        ("kinase activity", "GSK3B activity", ("x:mitophagy",), "enzyme-activity-cells"),
    ],
)
def test_an_effect_through_something_else_is_looked_for_in_cells(
    kind: str, readout: str, mediators: tuple[str, ...], assay: str
) -> None:
    assert _choice(through(a_hypothesis(kind=kind, readout=readout), *mediators)).assay.id == assay


@pytest.mark.parametrize(("direct", "assay"), [(True, "aggregation-tht"), (False, "aggregation-cells")])
def test_a_test_tube_is_taken_where_a_source_says_that_the_two_meet(direct: bool, assay: str) -> None:
    claim = Claim(
        id="c-1", subject="c:minocycline", predicate=Predicate.DECREASES, object="p:tau-p", passages=(), made_by="x",
        direct=direct,
    )  # fmt: skip
    made = through(a_hypothesis(kind="aggregation", readout="tau fibrils"))
    assert _choice(made, claims=[claim]).assay.id == assay


def test_forms_of_one_protein_are_not_something_else() -> None:
    concepts = {
        "agg": Concept(id="agg", name="tau fibrils", kind=ConceptKind.OTHER),
        "mis": Concept(id="mis", name="tau misfolding", kind=ConceptKind.PROCESS),
        "tau": Concept(id="tau", name="tau", kind=ConceptKind.PROTEIN),
        "pt": Concept(id="pt", name="phosphorylated tau", kind=ConceptKind.PROTEIN, parent="tau"),
        "hsp": Concept(id="hsp", name="HSP70", kind=ConceptKind.PROTEIN),
    }
    made = a_hypothesis("c:minocycline").model_copy(update={"outcome": "agg"})
    assert is_direct(through(made, "mis", "pt", "tau"), concepts)
    assert not is_direct(through(made, "mis", "hsp"), concepts)


def test_a_variant_has_to_be_put_into_cells() -> None:
    variant = Concept(id="htt", name="huntingtin variant", kind=ConceptKind.PROTEIN, modification="variant")
    made = a_hypothesis(kind="protein abundance", readout="huntingtin variant").model_copy(update={"outcome": "htt"})
    choice = choose(made, {**CONCEPTS, "htt": variant}, default_catalogue(), "huntington")
    assert "SH-SY5Y human neuroblastoma cells do not carry huntingtin variant by themselves" in choice.unknowns[0]
    assert not _choice(a_hypothesis(kind="protein abundance", readout="BACE1 protein level")).unknowns


@pytest.mark.parametrize(
    ("words", "system"),
    [
        ("tau in Alzheimer's disease", "sh-sy5y"),
        ("acute myeloid leukemia", "molm-13"),
        ("microglia and neuroinflammation", "bv-2"),
        ("nothing in particular", "hek293"),
    ],
)
def test_the_cells_follow_from_the_context(words: str, system: str) -> None:
    assert _choice(a_hypothesis(kind="viability", readout="viable cells"), words).system.id == system


def test_something_that_cannot_be_given_is_said() -> None:
    assert "mitophagy" in _choice(a_hypothesis("x:mitophagy")).unknowns[0]


def test_a_hypothesis_without_predictions_is_refused() -> None:
    with pytest.raises(CoscientistError, match="commits to no prediction"):
        _choice(a_hypothesis().model_copy(update={"predictions": ()}))
