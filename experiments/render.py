"""A brief as Markdown for whoever has to carry it out: objective first, then what to do, then how it is decided."""

from coscientist.domain.brief import Brief
from coscientist.domain.brief_analysis import Condition, Contrast
from coscientist.domain.brief_bench import Material, ProtocolStep
from coscientist.domain.brief_quantity import unit_label
from coscientist.experiments.render_plates import dilution_lines, plate_lines, treatment_lines, volume_lines
from coscientist.experiments.render_text import bullets, cell, effect_phrase, one_line, table

_STATISTICS = {
    "interval_low": "lower end of the 95 % interval, in the predicted direction",
    "interval_high": "upper end of the 95 % interval, in the predicted direction",
    "absolute_low": "distance of the 95 % interval from zero",
    "absolute_high": "size of the 95 % interval's farther end",
}


def brief_markdown(brief: Brief) -> str:
    """Return the brief as a technician reads it; text from elsewhere is neutralised, not interpreted."""
    parts = [
        _head(brief),
        _at_a_glance(brief),
        _open_questions(brief),
        _preparation(brief),
        _plates(brief),
        _steps(brief),
        _send_back(brief),
        _decided(brief),
        _background(brief),
        _safety(brief),
        _fine_print(brief),
    ]
    return "\n\n".join("\n".join(part).strip() for part in parts) + "\n"


def _head(brief: Brief) -> list[str]:
    return [
        f"# Experiment brief: {one_line(brief.title)}",
        "",
        f"**Objective.** {one_line(brief.objective)}",
        "",
        f"`{brief.brief_id}` · status **{brief.status.value}** · not to be started before a person has approved it",
    ]


def _at_a_glance(brief: Brief) -> list[str]:
    design, power = brief.design, brief.design.power
    plates = len({w.plate for w in brief.layout.wells})
    test = [t for t in brief.treatments if t.role == "test"]
    readout = next(r for r in brief.readouts if r.primary)
    prediction = next(p for p in brief.hypothesis.predictions if p.primary)
    rows = [
        ("What is tested", f"{one_line(prediction.measured)}: **{prediction.direction.value}** predicted"),
        ("How", f"{readout.assay}, {readout.decisive_timepoint} after treatment"),
        ("In", next((one_line(m.name) for m in brief.materials if m.authentication), "see materials")),
        ("Design", design.type),
        (
            "Test treatments",
            f"{len(test)}, beside {len(brief.treatments) - len(test)} reference and control treatments",
        ),
        ("Independent replicates", f"**{design.n_biological}** ({one_line(design.experimental_unit)})"),
        ("Technical replicates", f"{design.n_technical} per treatment; they do not count as n"),
        ("Labware", f"{plates} × {brief.layout.labware}, {len(brief.layout.wells)} samples in all"),
        (
            "Why this many",
            f"{power.achieved:.0%} power for {effect_phrase(power.effect, power.unit)} at alpha {power.alpha:g}",
        ),
    ]
    return ["## At a glance", "", *table(("", ""), rows)]


def _open_questions(brief: Brief) -> list[str]:
    return ["## To settle before starting", "", *(f"- [ ] {one_line(text)}" for text in brief.unknowns)]


def _preparation(brief: Brief) -> list[str]:
    rows = [_material_row(m) for m in brief.materials]
    lines = [
        "## Prepare",
        "",
        "### Materials",
        "",
        "Supplier, catalogue number and lot are left open on purpose: fill in what you use.",
        "",
        *table(("Ref", "Material", "Kind", "Registered as", "Storage", "Supplier, cat. no., lot"), rows),
    ]
    authentic = [f"{m.ref}: {one_line(m.authentication)}" for m in brief.materials if m.authentication]
    lines += ["", *bullets(authentic)] if authentic else []
    lines += [
        "",
        "### Instruments",
        "",
        *bullets(f"{i.name}{': ' if i.settings else ''}{i.settings}" for i in brief.instruments),
    ]
    lines += ["", "### Treatments", "", *treatment_lines(brief)]
    lines += ["", "### Controls and what they should show", ""]
    lines += table(
        ("Control", "Material", "Expected", "In the layout as"),
        [
            (c.kind.value, cell(c.material), cell(c.expected), c.treatment or "beside the plate")
            for c in brief.design.controls
        ],
    )
    lines += ["", *bullets(brief.design.missing_controls)] if brief.design.missing_controls else []
    return [*lines, "", *dilution_lines(brief), "", *volume_lines(brief)]


def _material_row(material: Material) -> tuple[str, ...]:
    found = material.identifiers
    named = [
        f"{name} {value}"
        for name, value in (
            ("InChIKey", found.inchikey),
            ("CAS", found.cas),
            ("UniProt", found.uniprot),
            ("Cellosaurus", found.cellosaurus),
            *sorted(found.other.items()),
        )
        if value
    ]
    note = f" ({one_line(material.note)})" if material.note else ""
    lot = ", ".join(x for x in (material.supplier, material.catalog, material.lot) if x) or "________"
    return (
        material.ref,
        cell(material.name) + cell(note),
        material.kind,
        cell("; ".join(named)) or "not known",
        cell(material.storage or ""),
        cell(lot),
    )


def _plates(brief: Brief) -> list[str]:
    return [
        "## Layout",
        "",
        one_line(brief.layout.edge_policy),
        f"Randomisation: {brief.design.randomisation.method}; seed {brief.design.randomisation.seed}.",
        brief.design.blinding,
        "",
        *plate_lines(brief),
    ]


def _steps(brief: Brief) -> list[str]:
    lines = ["## Do", "", f"Repeat steps 1 to {len(brief.protocol.steps)} for every independent replicate.", ""]
    if len({w.block for w in brief.layout.wells}) == 1:
        lines = ["## Do", ""]
    phase = ""
    for step in brief.protocol.steps:
        if step.phase != phase:
            phase = step.phase
            lines += ["", f"### {phase}", ""]
        lines.append(_step(step))
    return lines


def _step(step: ProtocolStep) -> str:
    settings = [f"{name}: {value}" for name, value in step.parameters.items()]
    if step.duration is not None:
        settings.append(f"{step.duration}")
    if step.temperature is not None:
        settings.append(f"{step.temperature}")
    bracket = f" — *{one_line('; '.join(settings))}*" if settings else ""
    critical = "**Critical.** " if step.critical else ""
    why = f" Why: {one_line(step.why)}" if step.why else ""
    return f"{step.n}. {critical}{one_line(step.action)}{bracket}{why}"


def _send_back(brief: Brief) -> list[str]:
    back = brief.data_return
    lines = [
        "## Send back",
        "",
        *bullets(f"`{f.name}`{'' if f.required else ' (if you can)'}: {f.what}" for f in back.files),
    ]
    lines += ["", f"Upload: `{back.upload}`. Cite in `metadata.json` as `brief_sha256`: `{brief.content_sha256}`", ""]
    for readout in brief.readouts:
        name = f"**{readout.id}** {one_line(readout.name)}"
        unit = unit_label(readout.unit) or "dimensionless"
        lines.append(f"- {name}, in `{readout.unit}` ({unit}): {one_line(readout.how)}")
    lines += [
        "",
        "A run that failed is worth sending too: set `status` to `failed` and say why. It is recorded and counts "
        "neither for nor against the hypothesis.",
    ]
    return lines


def _decided(brief: Brief) -> list[str]:
    qc, plan, rule = brief.qc, brief.analysis, brief.decision
    primary = next(c for c in plan.contrasts if c.primary)
    accept = [f"Technical replicates agree: median CV at most {qc.cv_max:g} %."]
    if qc.zprime_min is not None:
        accept.append(f"Z' of positive control against vehicle at least {qc.zprime_min:g} on every plate.")
    accept.append(
        f"At most {qc.max_excluded:.0%} of wells excluded or lost; at least {qc.min_blocks} complete replicates."
    )
    lines = ["## How it is decided", "", "The run counts when:", "", *bullets([*accept, *qc.acceptance])]
    lines += ["", f"**Analysis (frozen before any result).** {one_line(plan.model)} {one_line(plan.multiplicity)}"]
    lines += ["", f"Primary contrast {primary.id}: {_contrast(primary)}.", ""]
    rows = [
        ("**go** (supported)", _conditions(rule.go, primary.unit), cell(rule.next_action.go)),
        ("**no go** (refuted)", _conditions(rule.no_go, primary.unit), cell(rule.next_action.no_go)),
        ("**inconclusive**", _conditions(rule.inconclusive, primary.unit), cell(rule.next_action.inconclusive)),
    ]
    return [*lines, *table(("Verdict", "When all of", "Then"), rows), "", one_line(rule.note)]


def _contrast(contrast: Contrast) -> str:
    return f"{contrast.kind.value} of {', '.join(contrast.test)} against {', '.join(contrast.reference)}"


def _conditions(conditions: tuple[Condition, ...], unit: str) -> str:
    return "; ".join(
        f"{_STATISTICS.get(c.statistic, c.statistic)} {c.op.value} {c.threshold:g} {unit_label(unit)}".rstrip()
        for c in conditions
    )


def _background(brief: Brief) -> list[str]:
    hypothesis = brief.hypothesis
    lines = ["## Why this experiment", "", one_line(hypothesis.statement), ""]
    lines += [f"{i}. {one_line(s.text)}" for i, s in enumerate(hypothesis.mechanism, start=1)]
    lines += [
        "",
        f"- If it is wrong: {one_line(hypothesis.null)}",
        f"- Rival explanation: {one_line(hypothesis.alternative)}",
    ]
    lines += [f"- It would be falsified by: {one_line(text)}" for text in hypothesis.falsifiers]
    novelty = hypothesis.novelty
    searched = ", ".join(novelty.searched) or "nowhere"
    lines.append(
        f"- Known already? State: {novelty.state}; searched: {searched}{f' on {novelty.date}' if novelty.date else ''}."
    )
    if hypothesis.evidence:
        lines += ["", "Evidence, quoted:", ""]
        lines += [
            f"- {'For' if e.supports else '**Against**'}: “{one_line(e.quote)}” ({e.source})"
            for e in hypothesis.evidence
        ]
    return lines


def _safety(brief: Brief) -> list[str]:
    safety = brief.safety
    lines = [
        "## Safety",
        "",
        f"- Biosafety: {safety.biosafety_level} ({safety.biosafety_basis})",
        f"- Ethics: {safety.ethics}",
    ]
    lines += [f"- Dual use: {safety.dual_use}", *(f"- Waste: {text}" for text in safety.waste)]
    lines += [f"- Release: {text}" for text in safety.human_review.reasons]
    for hazard in safety.ghs:
        lines.append(f"- {hazard.material}: {', '.join(hazard.h_codes)} ({hazard.source})")
    if not safety.ghs:
        lines.append(
            "- No hazard class has been verified here. Read the safety data sheet of: "
            + "; ".join(one_line(s.split(": consult")[0]) for s in safety.sds)
            + "."
        )
    return lines


def _fine_print(brief: Brief) -> list[str]:
    power, where = brief.design.power, brief.provenance
    lines = ["## Fine print", "", "### Assumptions", "", *bullets(brief.assumptions), "", "### Sample size", ""]
    lines.append(
        f"{power.test}; {power.formula}. SD {power.sd:g} {unit_label(power.unit)}: {one_line(power.sd_source)}. "
        f"Effect {power.effect:g} {unit_label(power.unit)}: {one_line(power.effect_basis)}."
    )
    lines += [
        "",
        *table(
            ("n", f"finds with {power.power:.0%} power"),
            [(str(d.n), effect_phrase(d.effect, power.unit)) for d in power.detectable],
        ),
    ]
    lines += ["", "### Held constant, included, excluded", "", *bullets(brief.design.held_constant)]
    lines += ["", *bullets(brief.design.inclusion_exclusion)]
    lines += ["", "### Time and cost", ""]
    lines += table(("Task", "Duration"), [(cell(t.task), str(t.duration)) for t in brief.timeline])
    lines += ["", f"Cost: {one_line(brief.cost.basis)}"]
    if brief.protocol.sources:
        lines += ["", "### Method sources", "", *bullets(brief.protocol.sources)]
    rating = where.rating
    stood = (
        f"rating {rating.value:g} ({rating.low:g} to {rating.high:g}), {rating.matches} matches"
        if rating
        else "not rated"
    )
    lines += [
        "",
        "### Provenance",
        "",
        f"- Goal: {one_line(where.goal)}",
        f"- Hypothesis {where.hypothesis}, made by {where.strategy}; {stood}",
        f"- Language models: {', '.join(where.models) or 'none'}",
        f"- Plan frozen as sha256 `{brief.analysis.preregistered_sha256}`; brief sha256 `{brief.content_sha256}`; "
        f"written {brief.created_at}",
    ]
    return lines
