"""The catalogue is complete, honest about its numbers, and fails with the name of the file that is wrong."""

from pathlib import Path

import pytest

from coscientist.domain.brief_quantity import Amount
from coscientist.domain.errors import FileError
from coscientist.experiments.briefs.protocol import PHASES
from coscientist.experiments.catalogue.archetypes import AssayArchetype, read_amount
from coscientist.experiments.catalogue.loading import default_catalogue, load_catalogue

ASSAYS = default_catalogue().assays
WANTED = {
    "phosphorylation", "protein abundance", "mrna abundance", "aggregation", "viability", "enzyme activity",
    "kinase activity", "interaction", "material property", "behaviour", "cytokine release", "electrophysiology",
    "oxidative stress", "clearance", "mitochondrial function", "transport", "autophagy flux", "calcium", "quantity",
    "ionic conductivity", "phase", "band gap", "seebeck coefficient", "photovoltaic performance", "pathway activity",
}  # fmt: skip


def test_every_kind_of_readout_has_an_assay() -> None:
    assert {kind for assay in ASSAYS for kind in assay.readout_kinds} >= WANTED


@pytest.mark.parametrize("assay", ASSAYS, ids=lambda a: a.id)
def test_an_assay_says_where_its_numbers_come_from(assay: AssayArchetype) -> None:
    assert assay.effect.smallest > 0
    assert assay.effect.sd > 0
    assert "assumption" in assay.effect.sd_source or "doi" in assay.effect.sd_source
    assert assay.sources
    assert assay.alternatives


@pytest.mark.parametrize("assay", ASSAYS, ids=lambda a: a.id)
def test_an_assay_uses_known_phases_labware_and_perturbations(assay: AssayArchetype) -> None:
    catalogue = default_catalogue()
    assert {step.phase for step in assay.steps} <= set(PHASES)
    catalogue.format(assay.labware)
    for perturbation in assay.perturbations:
        assert assay.setting in catalogue.perturbation(perturbation).setting
    if assay.system:
        assert catalogue.system(assay.system).setting == assay.setting


def test_ids_are_unique() -> None:
    ids = [assay.id for assay in ASSAYS]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("assay", ASSAYS, ids=lambda a: a.id)
def test_nothing_names_a_supplier_or_catalogue_number(assay: AssayArchetype) -> None:
    text = assay.model_dump_json().casefold()
    for company in ("sigma", "abcam", "thermo fisher", "invitrogen", "promega", "millipore", "cell signaling tech"):
        assert company not in text


def test_a_wrong_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "assays").mkdir()
    (tmp_path / "assays" / "broken.toml").write_text('id = "broken"\n', encoding="utf-8")
    with pytest.raises(FileError, match=r"broken\.toml: name"):
        load_catalogue(tmp_path)


def test_an_unknown_assay_is_told_with_what_there_is() -> None:
    with pytest.raises(FileError, match="viability"):
        default_catalogue().assay("no-such-assay")


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("24 h", Amount(value=24, ucum="h")),
        ("0.5 umol/L", Amount(value=0.5, ucum="umol/L")),
        ("at its Km", "at its Km"),
        ("3 parsecs", "3 parsecs"),
    ],
)
def test_amounts_are_read_with_known_units_only(text: str, amount: Amount | str) -> None:
    assert read_amount(text) == amount
