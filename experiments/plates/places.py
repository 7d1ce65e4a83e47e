"""Randomised places for treatments: every block holds all of them, in an order that a seed fixes."""

from collections.abc import Sequence
from random import Random
from string import ascii_uppercase

from coscientist.domain.base import Value
from coscientist.domain.brief_design import Treatment, Well
from coscientist.domain.errors import CoscientistError
from coscientist.experiments.catalogue.archetypes import Labware


class Group(Value):
    """A treatment with the number of wells it gets in each block."""

    treatment: Treatment
    wells: int


def places(labware: Labware, *, edges: bool) -> list[str]:
    """Return well names row by row, with or without the outer ring."""
    skip = 0 if edges else 1
    rows = range(skip, labware.rows - skip)
    columns = range(skip, labware.columns - skip)
    return [f"{ascii_uppercase[row]}{column + 1}" for row in rows for column in columns]


def randomised_wells(
    groups: Sequence[Group], labware: Labware, blocks: Sequence[str], *, edges: bool, seed: int
) -> tuple[Well, ...]:
    """Place every block's samples at random on plates of its own.

    Each block is shuffled by its own generator seeded with (seed, block), so that a block can be laid out again
    without the others. Sample codes are a second random order: they tell neither the treatment nor the place.

    Raises: CoscientistError when a block does not fit on four plates.
    """
    wells: list[Well] = []
    for number, block in enumerate(blocks, start=1):
        random = Random(f"layout:{seed}:{block}")
        jobs = [(group.treatment, replicate + 1) for group in groups for replicate in range(group.wells)]
        available = places(labware, edges=edges)
        plates = -(-len(jobs) // len(available))
        if plates > 4:
            raise CoscientistError(
                f"{len(jobs)} samples of one block do not fit on four plates of {len(available)} usable wells.",
                "Choose larger labware or fewer dose levels.",
            )
        random.shuffle(jobs)
        codes = list(range(1, len(jobs) + 1))
        random.shuffle(codes)
        per_plate = -(-len(jobs) // plates)
        for plate in range(plates):
            name = f"P{number}" if plates == 1 else f"P{number}{ascii_uppercase[plate]}"
            chunk = jobs[plate * per_plate : (plate + 1) * per_plate]
            for place, (treatment, replicate) in zip(random.sample(available, len(chunk)), chunk, strict=True):
                code = codes.pop()
                wells.append(
                    Well(
                        plate=name,
                        well=place,
                        sample=f"{block}-{code:02d}",
                        treatment=treatment.ref,
                        role=treatment.role,
                        replicate=replicate,
                        block=block,
                    )
                )
    return tuple(wells)


def in_reading_order(wells: Sequence[Well]) -> list[Well]:
    """Return wells by plate, row and column, as a person reads a plate."""
    return sorted(wells, key=lambda w: (len(w.plate), w.plate, w.well[0], int(w.well[1:])))
