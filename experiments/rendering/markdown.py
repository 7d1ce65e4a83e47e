"""A brief as Markdown for whoever has to carry it out: objective first, then what to do, then how it is decided."""

from coscientist.domain.brief import Brief
from coscientist.domain.brief_quantity import unit_label
from coscientist.experiments.rendering.bench import layout, preparation, send_back, steps
from coscientist.experiments.rendering.plates import has_plates, plate_lines, plate_names
from coscientist.experiments.rendering.text import bullets, cell, effect_phrase, one_line, table
from coscientist.experiments.rendering.verdict import decided


def brief_markdown(brief: Brief) -> str:
    """Return the brief as a technician reads it; text from elsewhere is neutralised, not interpreted."""
    parts = [
        _head(brief),
        _at_a_glance(brief),
        ["## To settle before starting", "", *(f"- [ ] {one_line(text)}" for text in brief.unknowns)],
        preparation(brief),
        layout(brief),
        steps(brief),
        send_back(brief),
        decided(brief),
        _background(brief),
        _safety(brief),
        _fine_print(brief),
        _other_plates(brief),
    ]
    return "\n\n".join("\n".join(part).strip() for part in parts if part) + "\n"


def _head(brief: Brief) -> list[str]:
    said = "; ".join(f"{a.what} by {a.by} ({a.at}){f': {a.note}' if a.note else ''}" for a in brief.approvals)
    return [
        f"# Experiment brief: {one_line(brief.title)}",
        "",
        f"**Objective.** {one_line(brief.objective)}",
        "",
        f"`{brief.brief_id}` · status **{brief.status.value}** · "
        + (
            one_line(said) if said else "not approved by anybody yet; not to be started before a person has approved it"
        ),
    ]


def _at_a_glance(brief: Brief) -> list[str]:
    design, power = brief.design, brief.design.power
    test = [t for t in brief.treatments if t.role == "test"]
    readout = next(r for r in brief.readouts if r.primary)
    prediction = next(p for p in brief.hypothesis.predictions if p.primary)
    samples = len(brief.layout.wells)
    places = f"{len(plate_names(brief))} × {brief.layout.labware}, {samples} samples in all"
    rows = [
        ("What is tested", f"{cell(prediction.measured)}: **{prediction.direction.value}** predicted"),
        ("How", f"{readout.assay}; decisive at {readout.decisive_timepoint}"),
        ("In", next((cell(m.name) for m in brief.materials if m.authentication), "see materials")),
        ("Design", cell(design.type)),
        ("Treatments", f"{len(test)} test treatments, {len(brief.treatments) - len(test)} references and controls"),
        ("Independent replicates", f"**{design.n_biological}**: {cell(design.experimental_unit)}"),
        ("Technical replicates", f"{design.n_technical} per treatment; they do not count as n"),
        ("Labware", places if has_plates(brief) else f"{samples} coded samples"),
        (
            "Why this many",
            f"{100 * power.achieved:.0f} % power to find {effect_phrase(power.effect, power.unit)}",
        ),
        ("People", "two: one treats and keeps the code, one measures without it; a third approves"),
    ]
    return ["## At a glance", "", *table(("", ""), rows)]


def _background(brief: Brief) -> list[str]:
    hypothesis = brief.hypothesis
    lines = ["## Why this experiment", "", one_line(hypothesis.statement), ""]
    for number, step in enumerate(hypothesis.mechanism, start=1):
        assumed = f" (assumes: {one_line(step.assumption)})" if step.assumption else ""
        new = "" if step.claims else " **Nothing retrieved states this step.**"
        lines.append(f"{number}. {one_line(step.text)}{assumed}{new}")
    lines += [
        "",
        f"- Null hypothesis: {one_line(hypothesis.null)}",
        f"- Rival explanation: {one_line(hypothesis.alternative)}",
    ]
    lines += [f"- It would be falsified by: {one_line(text)}" for text in hypothesis.falsifiers]
    novelty = hypothesis.novelty
    searched = one_line("; ".join(novelty.searched)) or "nowhere"
    when = f", on {novelty.date}" if novelty.date else ""
    until = f", up to {novelty.until}" if novelty.until else ""
    said = "nothing found" if novelty.state == "not found" else novelty.state
    lines.append(f"- Already stated? {said}; searched: {searched}{until}{when}.")
    lines += [f"  - not searched: {one_line(place)}" for place in novelty.unavailable]
    for said in novelty.opinions:
        lines.append(f"  - a referee holds it to be known, unverified; look it up before ordering: {one_line(said)}")
    for near in novelty.nearest:
        if near.quote:
            lines.append(f"  - nearest ({near.relation}): “{one_line(near.quote)}” ({near.source})")
    if hypothesis.evidence:
        lines += ["", "Evidence, quoted:", ""]
        for item in hypothesis.evidence:
            lines.append(f"- {'For' if item.supports else '**Against**'}: “{one_line(item.quote)}” ({item.source})")
    return lines


def _safety(brief: Brief) -> list[str]:
    safety = brief.safety
    lines = [
        "## Safety",
        "",
        f"- Biosafety: {safety.biosafety_level}. {safety.biosafety_basis}.",
        f"- Ethics: {safety.ethics}",
    ]
    lines += [f"- Dual use: {one_line(safety.dual_use)}", *(f"- Waste and handling: {text}" for text in safety.waste)]
    lines += [f"- Release: {text}" for text in safety.human_review.reasons]
    lines += [f"- {cell(h.material)}: {', '.join(h.h_codes)} ({h.source})" for h in safety.ghs]
    if safety.sds:
        names = "; ".join(one_line(s.split(": consult")[0]) for s in safety.sds)
        lines.append(
            f"- No hazard class has been verified here for the following; read their safety data sheets: {names}."
        )
    return lines


def _fine_print(brief: Brief) -> list[str]:
    power, where, unit = brief.design.power, brief.provenance, unit_label(brief.design.power.unit)
    lines = ["## Fine print", "", "### Assumptions", "", *bullets(brief.assumptions), "", "### Sample size", ""]
    lines += [
        f"{power.test}; {power.formula}.",
        "",
        f"- SD {power.sd:g} {unit}: {one_line(power.sd_source)}.",
        f"- Effect {power.effect:g} {unit}: {one_line(power.effect_basis)}.",
        "",
        *table(
            ("n", f"finds, with {100 * power.power:.0f} % power"),
            [(str(d.n), effect_phrase(d.effect, power.unit)) for d in power.detectable],
        ),
    ]
    lines += ["", "### Held constant", "", *bullets(brief.design.held_constant)]
    lines += ["", "### Included and excluded", "", *bullets(brief.design.inclusion_exclusion)]
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
    return [
        *lines,
        "",
        "### Provenance",
        "",
        f"- Goal: {one_line(where.goal)}",
        f"- Hypothesis `{where.hypothesis}`, made by {where.strategy}; {stood}",
        f"- Language models: {', '.join(where.models) or 'none'}",
        f"- Plan frozen as sha256 `{brief.analysis.preregistered_sha256}`",
        f"- Brief sha256 `{brief.content_sha256}`, written {brief.created_at}",
    ]


def _other_plates(brief: Brief) -> list[str]:
    if not has_plates(brief) or len(plate_names(brief)) == 1:
        return []
    return ["## Plate maps of the other replicates", "", *plate_lines(brief, plate_names(brief)[1:])]
