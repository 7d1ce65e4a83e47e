"""Plate maps, treatments, dilutions and volumes as tables."""

from string import ascii_uppercase

from coscientist.domain.brief import Brief
from coscientist.domain.brief_design import Layout, Well
from coscientist.experiments.render_text import cell, one_line, table


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


def plate_lines(brief: Brief) -> list[str]:
    """Draw every plate, with treatment references for whoever treats and codes for whoever measures."""
    lines: list[str] = []
    plates = list(dict.fromkeys(w.plate for w in brief.layout.wells))
    if len(plates) == 1 and brief.layout.well_volume is None:
        return _list(brief.layout.wells)
    for plate in plates:
        wells = {w.well: w for w in brief.layout.wells if w.plate == plate}
        block = next(iter(wells.values())).block
        lines += [f"### Plate {plate} (replicate {block}): treatment, sample code", ""]
        lines += [*_grid(brief.layout, wells), ""]
    return lines


def _grid(layout: Layout, wells: dict[str, Well]) -> list[str]:
    columns = [str(c + 1) for c in range(layout.columns)]
    rows = []
    for letter in ascii_uppercase[: layout.rows]:
        found = [wells.get(f"{letter}{c}") for c in columns]
        rows.append((f"**{letter}**", *(f"{w.treatment} {w.sample}" if w else "·" for w in found)))
    return table(("", *columns), rows)


def _list(wells: tuple[Well, ...]) -> list[str]:
    ordered = sorted(wells, key=lambda w: w.sample)
    return table(("Code", "Place", "Treatment"), [(w.sample, w.well, w.treatment) for w in ordered])


def dilution_lines(brief: Brief) -> list[str]:
    """Show how each dose is made."""
    if not brief.layout.dilutions:
        return []
    names = {m.ref: m.name for m in brief.materials}
    rows = [
        (
            str(i),
            f"{cell(names.get(d.material, d.material))} for {d.treatment}",
            str(d.stock),
            str(d.take) if d.take is not None else "weigh in",
            cell(_named(d.take_from, names)),
            f"{d.add_volume} {cell(d.add)}",
        )
        for i, d in enumerate(brief.layout.dilutions, start=1)
    ]
    return [
        "### Dilutions (make anew for every replicate unless stability was shown)",
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
    rows = [(v.treatment, cell(v.component), str(v.per_well), str(v.wells), str(v.total)) for v in brief.layout.volumes]
    return [
        f"### Volumes (every well holds {brief.layout.well_volume}; totals are for one replicate, with overage)",
        "",
        *table(("Treatment", "Component", "Per well", "Wells", "Prepare"), rows),
        "",
        one_line("Cell suspension and medium for all treatments are prepared as one batch: add up their rows."),
    ]
