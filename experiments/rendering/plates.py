"""Plate maps, treatments, dilutions and volumes as tables."""

from itertools import groupby
from string import ascii_uppercase

from coscientist.domain.brief import Brief
from coscientist.domain.brief_design import Layout, Volume, Well
from coscientist.domain.brief_quantity import Amount
from coscientist.experiments.rendering.text import cell, table


def treatment_lines(brief: Brief) -> list[str]:
    """List treatments with their doses and how many wells each has in a block."""
    first = brief.layout.wells[0].block
    counts: dict[str, int] = {}
    for well in brief.layout.wells:
        if well.block == first:
            counts[well.treatment] = counts.get(well.treatment, 0) + 1
    rows = [
        (
            t.ref,
            t.role,
            cell(t.label),
            " + ".join(str(d) for d in (t.dose, t.partner_dose) if d is not None and d.ucum != "1") or "–",
            f"{t.vehicle_pct:g} % {t.vehicle}" if t.vehicle_pct else cell(t.vehicle or "–"),
            str(t.duration) if t.duration else "–",
            str(counts.get(t.ref, 0)),
        )
        for t in brief.treatments
    ]
    return table(("Ref", "Role", "Treatment", "Final dose", "Vehicle", "For", "Wells per replicate"), rows)


def plate_names(brief: Brief) -> list[str]:
    """Return plates in order."""
    return list(dict.fromkeys(w.plate for w in brief.layout.wells))


def has_plates(brief: Brief) -> bool:
    """Say whether samples sit in wells, rather than in a list of samples or animals."""
    return brief.layout.well_volume is not None


def plate_lines(brief: Brief, plates: list[str]) -> list[str]:
    """Draw plates: treatment for whoever treats, code for whoever measures."""
    lines: list[str] = []
    for plate in plates:
        wells = {w.well: w for w in brief.layout.wells if w.plate == plate}
        block = next(iter(wells.values())).block
        lines += [f"### Plate {plate} (replicate {block})", "", *_grid(brief.layout, wells), ""]
    return lines


def sample_lines(brief: Brief) -> list[str]:
    """List samples by code, where there are no plates."""
    rows = [(w.sample, w.block, f"{w.plate} {w.well}", w.treatment) for w in sorted(brief.layout.wells, key=_code)]
    return table(("Code", "Round", "Place", "Treatment"), rows)


def _code(well: Well) -> tuple[int, str, int]:
    block, _, number = well.sample.rpartition("-")
    return len(block), block, int(number)


def _grid(layout: Layout, wells: dict[str, Well]) -> list[str]:
    columns = [str(c + 1) for c in range(layout.columns)]
    rows = []
    for letter in ascii_uppercase[: layout.rows]:
        found = [wells.get(f"{letter}{c}") for c in columns]
        rows.append((f"**{letter}**", *(f"{w.treatment} {w.sample}" if w else "·" for w in found)))
    return table(("", *columns), rows)


def dilution_lines(brief: Brief) -> list[str]:
    """Show how each dose is made."""
    if not brief.layout.dilutions:
        return []
    names = {m.ref: m.name for m in brief.materials}
    rows = [
        (
            str(i),
            f"{d.makes} of {d.treatment} ({cell(names.get(d.material, d.material))})",
            str(d.concentration),
            str(d.take) if d.take is not None else "weigh in",
            cell(_named(d.take_from, names)),
            f"{d.add_volume} {cell(d.add)}",
        )
        for i, d in enumerate(brief.layout.dilutions, start=1)
    ]
    return [
        "### Dilutions",
        "",
        "In this order, fresh for every replicate unless stability was shown. “Weigh in”: the mass for that volume and "
        "concentration, by the molecular weight on the certificate; or dilute a supplied stock to it.",
        "",
        *table(("Step", "Makes", "Concentration", "Take", "From", "Add"), rows),
    ]


def _named(text: str, names: dict[str, str]) -> str:
    first, _, rest = text.partition(",")
    return f"{names[first]},{rest}" if first in names else text


def volume_lines(brief: Brief) -> list[str]:
    """Show what each well holds; the parts of a well add up to its working volume."""
    if not brief.layout.volumes or brief.layout.well_volume is None:
        return []
    ordered = sorted(brief.layout.volumes, key=lambda v: (v.component, v.per_well.value, v.treatment))
    rows = [_together(list(same)) for _, same in groupby(ordered, key=lambda v: (v.component, v.per_well.value))]
    return [
        "### Volumes",
        "",
        f"Every well holds {brief.layout.well_volume}. Amounts are for one replicate, with overage.",
        "",
        *table(("Component", "Per well", "Into the wells of", "Wells", "Prepare"), rows),
    ]


def _together(same: list[Volume]) -> tuple[str, ...]:
    """Join rows of one component: it is prepared once."""
    total = Amount(value=sum(v.total.value for v in same), ucum=same[0].total.ucum)
    if total.value >= 2000:
        total = Amount(value=total.value / 1000, ucum="mL")
    return (
        cell(same[0].component),
        str(same[0].per_well),
        ", ".join(v.treatment for v in same),
        str(sum(v.wells for v in same)),
        str(total),
    )
