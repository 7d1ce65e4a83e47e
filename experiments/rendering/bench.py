"""The part of a brief that is worked from at the bench: what to prepare, where things go, what to do and return."""

from coscientist.domain.brief import Brief
from coscientist.domain.brief_analysis import ContrastKind
from coscientist.domain.brief_bench import Material, ProtocolStep
from coscientist.domain.brief_quantity import unit_label
from coscientist.experiments.rendering.plates import (
    dilution_lines,
    has_plates,
    plate_lines,
    plate_names,
    sample_lines,
    treatment_lines,
    volume_lines,
)
from coscientist.experiments.rendering.text import bullets, cell, one_line, table


def preparation(brief: Brief) -> list[str]:
    """What to have ready: materials, instruments, treatments, controls, dilutions, volumes."""
    lines = [
        "## Prepare",
        "",
        "### Materials",
        "",
        "Supplier, catalogue number and lot are left open on purpose: write in what you use.",
        "",
        *table(
            ("Ref", "Material", "Registered as", "Storage", "Supplier, cat. no., lot"),
            [_material_row(m) for m in brief.materials if m.kind != "control sample"],
        ),
    ]
    authentic = [f"{m.ref}: {one_line(m.authentication)}" for m in brief.materials if m.authentication]
    lines += ["", "Show before use:", "", *bullets(authentic)] if authentic else []
    settings = [f"{i.name}{f': {i.settings}' if i.settings else ''}" for i in brief.instruments]
    lines += ["", "### Instruments", "", *bullets(settings)]
    lines += ["", "### Treatments", "", *treatment_lines(brief)]
    controls = [
        (c.kind.value, cell(c.material), cell(c.expected), c.treatment or "beside the samples")
        for c in brief.design.controls
    ]
    lines += ["", "### Controls", "", *table(("Control", "Material", "Should show", "Treatment"), controls)]
    lines += ["", *bullets(brief.design.missing_controls)] if brief.design.missing_controls else []
    return [*lines, "", *dilution_lines(brief), "", *volume_lines(brief)]


def _material_row(material: Material) -> tuple[str, ...]:
    found = material.identifiers
    named = [
        f"{name} {value}"
        for name, value in (
            ("InChIKey", found.inchikey),
            ("SMILES", found.smiles),
            ("CAS", found.cas),
            ("PubChem", found.pubchem),
            ("UniProt", found.uniprot),
            ("Cellosaurus", found.cellosaurus),
            *sorted(found.other.items()),
        )
        if value
    ]
    note = f" — {cell(material.note)}" if material.note else ""
    lot = ", ".join(x for x in (material.supplier, material.catalog, material.lot) if x) or "________"
    return (
        material.ref,
        cell(material.name) + note,
        cell("; ".join(named)) or "–",
        cell(material.storage or "–"),
        cell(lot),
    )


def layout(brief: Brief) -> list[str]:
    """Where everything goes; the first plate here, the others at the end."""
    lines = ["## Layout", "", one_line(brief.layout.edge_policy), ""]
    random = brief.design.randomisation
    if has_plates(brief):
        lines += [
            "Each cell: treatment, then sample code. For whoever treats only. Whoever measures works from the codes, "
            "with a results.csv whose columns treatment_ref, role, dose and dose_unit were emptied; so may it return.",
            "",
            *plate_lines(brief, plate_names(brief)[:1]),
        ]
        if len(plate_names(brief)) > 1:
            lines.append("The maps of the other replicates are at the end; every one is randomised anew.")
    else:
        lines += [
            "Sample list, for whoever treats only; whoever measures works from the codes.",
            "",
            *sample_lines(brief),
        ]
    return [*lines, "", f"Randomised by: {random.method}; seed {random.seed}.", "", one_line(brief.design.blinding)]


def steps(brief: Brief) -> list[str]:
    """What to do, phase by phase."""
    blocks = len(brief.design.randomisation.blocks)
    independent = any(c.primary and c.kind is ContrastKind.TWO_SAMPLE for c in brief.analysis.contrasts)
    lines = ["## Do", ""]
    if blocks > 1 and not independent:
        lines += [
            f"All steps, {blocks} times: once for every independent replicate, each by its own part of the layout.",
            "",
        ]
    phase = ""
    for step in brief.protocol.steps:
        if step.phase != phase:
            phase = step.phase
            lines += ["", f"### {phase}", ""]
        lines.append(_step(step))
    return lines


def _step(step: ProtocolStep) -> str:
    settings = [f"{name}: {value}" for name, value in step.parameters.items()]
    settings += [str(x) for x in (step.duration, step.temperature) if x is not None]
    bracket = f" *[{one_line('; '.join(settings))}]*" if settings else ""
    critical = "**Critical.** " if step.critical else ""
    why = f" (Why: {one_line(step.why)})" if step.why else ""
    return f"{step.n}. {critical}{one_line(step.action)}{bracket}{why}"


def send_back(brief: Brief) -> list[str]:
    """What to return, and what each readout's value means."""
    back = brief.data_return
    files = [f"`{f.name}`{'' if f.required else ' (if you can)'}: {f.what}" for f in back.files]
    lines = ["## Send back", "", *(f"- {file}" for file in files), ""]
    lines += [
        f"Upload: `coscientist results upload {brief.brief_id} PACKAGE`, a zip, a folder or results.csv alone.",
        "",
        f"In `metadata.json`, `brief_sha256` is `{brief.content_sha256}`.",
        "",
        "Values to enter:",
        "",
    ]
    for readout in brief.readouts:
        unit = unit_label(readout.unit) or "dimensionless"
        lines.append(
            f"- **{readout.id}**, {one_line(readout.name)}, in `{readout.unit}` ({unit}): {one_line(readout.how)}."
        )
    check = brief.qc.perturbation
    if check is not None:
        lines.append(
            f"- In `environment` of `metadata.json`, one number per replicate: `{check.key}_B1`, `{check.key}_B2` …: "
            f"{one_line(check.what)} ({check.op} {check.threshold:g} counts as shown)."
        )
    lines += [
        "",
        "A run that failed is worth sending too: set `status` to `failed` and say why in `status_reason`. It is "
        "recorded and counts neither for nor against the hypothesis.",
    ]
    return lines
