"""Layouts are complete, balanced, random and repeatable."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coscientist.domain.brief_design import Treatment
from coscientist.domain.errors import CoscientistError
from coscientist.experiments.catalogue.loading import default_catalogue
from coscientist.experiments.plates.places import Group, places, randomised_wells
from tests.experiments.values import a_brief, dose_brief

PLATE = default_catalogue().format("96-well")


def _groups(counts: list[int]) -> list[Group]:
    return [
        Group(treatment=Treatment(ref=f"T{i:02d}", label=f"t{i}", role="test", material="M01", route="medium"), wells=n)
        for i, n in enumerate(counts, start=1)
    ]


COUNTS = st.lists(st.integers(1, 6), min_size=1, max_size=20)


@given(counts=COUNTS, seed=st.integers(0, 2**32), edges=st.booleans())
def test_every_block_holds_every_treatment_in_full(counts: list[int], seed: int, edges: bool) -> None:
    wells = randomised_wells(_groups(counts), PLATE, ("B1", "B2", "B3"), edges=edges, seed=seed)
    for block in ("B1", "B2", "B3"):
        found = Counter(w.treatment for w in wells if w.block == block)
        assert [found[f"T{i:02d}"] for i in range(1, len(counts) + 1)] == counts
    assert len({(w.plate, w.well) for w in wells}) == len(wells)
    assert len({w.sample for w in wells}) == len(wells)
    assert {w.well for w in wells} <= set(places(PLATE, edges=edges))


@given(counts=COUNTS, seed=st.integers(0, 2**32))
def test_a_block_can_be_laid_out_again_alone(counts: list[int], seed: int) -> None:
    both = randomised_wells(_groups(counts), PLATE, ("B1", "B2"), edges=False, seed=seed)
    one = randomised_wells(_groups(counts), PLATE, ("B1",), edges=False, seed=seed)
    assert one == tuple(w for w in both if w.block == "B1")


def test_inner_wells_only_leaves_sixty() -> None:
    assert len(places(PLATE, edges=False)) == 60
    assert not {"A1", "H12", "D1", "D12"} & set(places(PLATE, edges=False))


def test_different_seeds_give_different_layouts() -> None:
    assert a_brief(seed=1).layout.wells != a_brief(seed=2).layout.wells


def test_sample_codes_do_not_tell_the_treatment() -> None:
    # Over many layouts the first code of a block goes to every treatment about equally often.
    groups = _groups([2, 2, 2, 2])
    first = Counter(
        next(
            w.treatment for w in randomised_wells(groups, PLATE, ("B1",), edges=True, seed=seed) if w.sample == "B1-01"
        )
        for seed in range(800)
    )
    assert all(130 < first[f"T{i:02d}"] < 270 for i in range(1, 5))


def test_every_place_is_used_by_every_treatment_over_many_layouts() -> None:
    used = {
        w.well
        for seed in range(300)
        for w in randomised_wells(_groups([3, 3]), PLATE, ("B1",), edges=False, seed=seed)
        if w.treatment == "T01"
    }
    assert used == set(places(PLATE, edges=False))


def test_too_many_samples_are_refused() -> None:
    with pytest.raises(CoscientistError, match="do not fit"):
        randomised_wells(_groups([300]), PLATE, ("B1",), edges=False, seed=0)


def test_technical_replicates_are_numbered_within_a_block() -> None:
    brief = dose_brief()
    vehicle = [w.replicate for w in brief.layout.wells if w.role == "vehicle" and w.block == "B1"]
    assert sorted(vehicle) == list(range(1, len(vehicle) + 1))
