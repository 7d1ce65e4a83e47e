"""What goes into every well: parts that add up to its working volume, in portions that do not run out."""

from collections import Counter
from collections.abc import Sequence
from math import ceil

from coscientist.domain.brief_design import Treatment, Volume, Well
from coscientist.domain.brief_quantity import Amount
from coscientist.experiments.catalogue.archetypes import Labware

OVERAGE = 1.2


def well_volumes(
    treatments: Sequence[Treatment],
    wells: Sequence[Well],
    labware: Labware,
    *,
    added: float,
    addition: str,
    cells: bool,
) -> tuple[Volume, ...]:
    """Return what each well of a treatment holds; its parts add up to the labware's working volume.

    `added` is the fraction of the volume that comes with the treatment, `addition` what that part is called.
    """
    if labware.well_volume is None or not wells:
        return ()
    full = labware.well_volume.value
    counts = Counter(w.treatment for w in wells if w.block == wells[0].block)
    base, empty = _base_parts(cells=cells)
    volumes: list[Volume] = []
    for treatment in treatments:
        name = f"{addition} of {treatment.prepared_as or treatment.ref}"
        for component, per_well in (
            (empty if treatment.role == "blank" else base, full * (1 - added)),
            (name, full * added),
        ):
            count = counts[treatment.ref]
            total = round_up(per_well * count * OVERAGE)
            volumes.append(
                Volume(
                    treatment=treatment.ref,
                    component=component,
                    per_well=microlitres(per_well),
                    wells=count,
                    overage_pct=round(100 * (total / (per_well * count) - 1), 1),
                    total=microlitres(total),
                )
            )
    return tuple(volumes)


def _base_parts(*, cells: bool) -> tuple[str, str]:
    if cells:
        return "cell suspension in medium", "medium without cells"
    return "reaction mix", "reaction mix without protein"


def round_up(value: float) -> float:
    """Round microlitres up to what one measures out: tens below a millilitre, hundreds above."""
    step = 10.0 if value < 1000 else 100.0
    return ceil(round(value / step, 6)) * step


def microlitres(value: float) -> Amount:
    """Return a volume in microlitres, to a hundredth."""
    return Amount(value=round(value, 2), ucum="uL")
