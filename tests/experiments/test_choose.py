"""The experiment fits the prediction and what is intervened on."""

import pytest

from coscientist.domain.errors import CoscientistError
from coscientist.domain.hypothesis import Hypothesis
from coscientist.experiments.catalogue.choosing import Choice, choose
from coscientist.experiments.catalogue.loading import default_catalogue
from tests.experiments.values import CONCEPTS, a_hypothesis


def _choice(hypothesis: Hypothesis, words: str = "alzheimer") -> Choice:
    return choose(hypothesis, CONCEPTS, default_catalogue(), words)


@pytest.mark.parametrize(
    ("interventions", "sign", "perturbation"),
    [
        (("c:minocycline",), 1, "compound"),
        (("c:minocycline",), -1, "reduction"),
        (("p:GSK3B",), -1, "knockdown"),
        (("p:GSK3B",), 1, "overexpression"),
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
        ("aggregation", "tau fibrils", "aggregation-tht"),
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
