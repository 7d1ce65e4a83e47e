"""Turns a hypothesis into an experiment brief that a laboratory can carry out."""

from collections.abc import Mapping, Sequence

from coscientist.domain.brief import Brief
from coscientist.domain.brief_analysis import AnalysisPlan, ContrastKind, DecisionRule, Readout
from coscientist.domain.brief_bench import (
    Hazard,
    Identifiers,
    Material,
    PerturbationCheck,
    Protocol,
    QualityRules,
)
from coscientist.domain.brief_quantity import Amount
from coscientist.domain.brief_science import Provenance
from coscientist.domain.check import Check
from coscientist.domain.claim import Claim
from coscientist.domain.concept import Concept
from coscientist.domain.goal import Plan
from coscientist.domain.hypothesis import Hypothesis
from coscientist.domain.literature import Passage
from coscientist.domain.rating import Rating
from coscientist.domain.review import Review
from coscientist.experiments.briefs import bench
from coscientist.experiments.briefs.analysis_plan import analysis_plan, contrasts, next_actions, sample_size
from coscientist.experiments.briefs.caveats import assumptions, unknowns
from coscientist.experiments.briefs.compositions import with_compositions
from coscientist.experiments.briefs.design import make_design
from coscientist.experiments.briefs.dosing import dose_range
from coscientist.experiments.briefs.freeze import content_sha256, plan_sha256
from coscientist.experiments.briefs.identity import InchiKey, identified, rdkit_inchikey
from coscientist.experiments.briefs.known_active import KnownActive, known_active
from coscientist.experiments.briefs.protocol import protocol_steps
from coscientist.experiments.briefs.readouts import Measured, make_readouts, short_name
from coscientist.experiments.briefs.returning import data_return
from coscientist.experiments.briefs.science import brief_rating, hypothesis_section
from coscientist.experiments.briefs.treatments import Arms, make_arms
from coscientist.experiments.catalogue.archetypes import MaterialData, SettingDefaults
from coscientist.experiments.catalogue.choosing import Choice, choose, concept_named
from coscientist.experiments.catalogue.directness import bare_name
from coscientist.experiments.catalogue.loading import Catalogue, default_catalogue
from coscientist.experiments.plates.layout import make_layout
from coscientist.experiments.plates.places import Group
from coscientist.experiments.statistics.decision import decision_rule

SOFTWARE = "coscientist.experiments (scipy.stats)"
NOT_EVALUATED = (
    "Applied only when quality control passes; a failed or rejected run is recorded and is no evidence either way."
)


def build_brief(
    hypothesis: Hypothesis,
    *,
    plan: Plan,
    concepts: Mapping[str, Concept],
    created_at: str,
    seed: int = 0,
    run_id: str = "",
    rating: Rating | None = None,
    reviews: Sequence[Review] = (),
    checks: Sequence[Check] = (),
    claims: Sequence[Claim] = (),
    passages: Sequence[Passage] = (),
    models: Sequence[str] = (),
    searched_on: str | None = None,
    dual_use: str | None = None,
    hazards: Sequence[Hazard] = (),
    catalogue: Catalogue | None = None,
    inchikey: InchiKey = rdkit_inchikey,
) -> Brief:
    """Write the brief that tests a hypothesis's primary prediction.

    The same arguments give the same brief, byte for byte; `created_at`, `run_id` and `searched_on` do not enter its
    hash or id. `dual_use` is what a safety screen said of the hypothesis; None: none was made.
    `hazards` come from a list or safety sheet, by material name; those of this brief's materials are printed.

    Raises: CoscientistError when the hypothesis commits to no prediction or nothing in the catalogue fits.
    """
    catalogue = catalogue or default_catalogue()
    choice = with_compositions(
        choose(hypothesis, concepts, catalogue, _setting_words(hypothesis, plan, concepts), claims)
    )
    setting = catalogue.setting(choice.assay.setting)
    ranges = [dose_range(t, checks=checks, claims=claims, passages=passages) for t in choice.targets]
    words = _words(choice, concepts, catalogue)
    active = known_active(hypothesis, concepts, claims, passages)
    arms = make_arms(choice, ranges, words, active)
    beside = active if active is not None and arms.has(active.concept.name) else None
    words = {**words, "vehicle": arms.vehicle}
    measured = make_readouts(hypothesis, choice, setting, catalogue, words)
    treatments = tuple(g.treatment for g in arms.groups)
    compared = contrasts(arms, measured.predictions, measured.readouts, measured.smallest)
    primary = next(c for c in compared if c.primary)
    prediction = next(p for p in measured.predictions if p.primary)
    power = sample_size(choice.assay, primary, prediction, treatments)
    labware = catalogue.format(choice.assay.labware)
    if primary.kind is ContrastKind.TWO_SAMPLE:
        # Half of each group is of either sex; the two sexes are randomised apart.
        arms = arms.model_copy(update={"groups": tuple(Group(treatment=t, wells=-(-power.n // 2)) for t in treatments)})
    design, blocks = make_design(choice, arms, setting, power, measured, words, seed=seed)
    layout = make_layout(choice, arms, setting, labware, blocks, seed=seed)
    materials = _materials(choice, arms, setting, measured, words, checks, inchikey, beside)
    qc = _quality(choice, words)
    agent = words["intervention"]
    decision = decision_rule(
        primary.readout,
        primary.direction,
        primary.smallest_effect,
        actions=next_actions(agent, words["readout"], primary.direction, choice.alternatives),
        note=NOT_EVALUATED,
    )
    readout = next(r for r in measured.readouts if r.primary)
    brief = Brief(
        brief_id="",
        content_sha256="",
        created_at=created_at,
        title=hypothesis.title,
        objective=_objective(choice, words, readout),
        provenance=Provenance(
            run=run_id,
            goal=plan.goal,
            hypothesis=hypothesis.id,
            rating=brief_rating(rating),
            strategy=hypothesis.strategy,
            models=tuple(dict.fromkeys([*models, *([hypothesis.model] if hypothesis.model else [])])),
            seed=seed,
            software=SOFTWARE,
        ),
        hypothesis=hypothesis_section(
            hypothesis,
            predictions=measured.predictions,
            agent=agent,
            reviews=reviews,
            claims=claims,
            passages=passages,
            searched_on=searched_on,
        ),
        design=design,
        materials=materials,
        treatments=treatments,
        layout=layout,
        protocol=Protocol(
            steps=protocol_steps(choice, setting, labware, measured.steps, words),
            sources=tuple(dict.fromkeys((*choice.assay.sources, *choice.perturbation.sources))),
        ),
        instruments=bench.instruments(choice.assay.instruments, setting.instruments),
        qc=qc,
        timeline=bench.timeline(setting, choice, words, blocks=len(blocks)),
        readouts=measured.readouts,
        analysis=_frozen(
            analysis_plan(compared, readout, measured.tolerability, software=SOFTWARE), decision, measured, qc
        ),
        decision=decision,
        safety=bench.safety(choice, setting, materials, words, dual_use=dual_use, hazards=hazards),
        cost=bench.cost(labware.name, len({w.plate for w in layout.wells}), len(blocks)),
        unknowns=unknowns(choice, ranges, words, measured, beside, checks, _meant_for(hypothesis, plan)),
        assumptions=assumptions(choice, ranges, words, beside),
        data_return=data_return(),
    )
    digest = content_sha256(brief)
    return brief.model_copy(update={"brief_id": f"brief-{digest[:12]}", "content_sha256": digest})


def _frozen(plan: AnalysisPlan, decision: DecisionRule, measured: Measured, qc: QualityRules) -> AnalysisPlan:
    digest = plan_sha256(plan, decision, measured.readouts, measured.predictions, qc)
    return plan.model_copy(update={"preregistered_sha256": digest})


def _words(choice: Choice, concepts: Mapping[str, Concept], catalogue: Catalogue) -> dict[str, str]:
    """Names to put into the catalogue's texts."""
    first = choice.targets[0]
    whole = concepts.get(first.parent or "", first)
    return {
        "intervention": " together with ".join(t.name for t in choice.targets),
        "target": whole.name,
        "readout": choice.prediction.readout,
        "protein": bare_name(choice.prediction.readout_concept or choice.prediction.readout, concepts),
        "short": short_name(choice.prediction.readout),
        "system": choice.system.name,
        "vehicle": choice.perturbation.vehicle,
        "addition": _addition(choice, catalogue),
    }


def _addition(choice: Choice, catalogue: Catalogue) -> str:
    """Volume that comes with the treatment."""
    full = catalogue.format(choice.assay.labware).well_volume
    return (
        str(Amount(value=round(full.value * choice.perturbation.addition_fraction, 1), ucum="uL")) if full else "none"
    )


def _meant_for(hypothesis: Hypothesis, plan: Plan) -> str:
    """Return the system that a model's hypothesis names as the one in which it is to hold first; empty without one."""
    if hypothesis.model is None or not hypothesis.context:
        return ""
    system = hypothesis.context[-1]  # behind where the goal is set
    return "" if system in {target.name for target in plan.context} | {plan.goal} else system


def _setting_words(hypothesis: Hypothesis, plan: Plan, concepts: Mapping[str, Concept]) -> str:
    """Everything that says in which tissue or disease the hypothesis is meant."""
    ids = (*hypothesis.context, hypothesis.outcome)
    names = [concept_named(concepts, i).name for i in ids]
    return " ".join([*ids, *names, plan.goal, *(t.name for t in plan.context), hypothesis.statement])


def _objective(choice: Choice, words: Mapping[str, str], readout: Readout) -> str:
    verb = {"increase": "raises", "decrease": "lowers", "no change": "leaves unchanged", "change": "changes"}
    does = verb[choice.prediction.direction.value]
    acts = choice.perturbation.doing.replace("{target}", words["target"]) or words["intervention"]
    comparator = choice.prediction.comparator
    if comparator == "vehicle":
        comparator = choice.perturbation.reference_label
    when = "" if choice.assay.setting == "material" else f", {readout.decisive_timepoint} after the treatment begins"
    return f"Find out whether {acts} {does} {readout.name} in {choice.system.name}, compared with {comparator}{when}."


def _materials(
    choice: Choice,
    arms: Arms,
    setting: SettingDefaults,
    measured: Measured,
    words: Mapping[str, str],
    checks: Sequence[Check],
    inchikey: InchiKey,
    beside: KnownActive | None,
) -> tuple[Material, ...]:
    """Return the agents with their registered names, the test system, and the catalogue's supplies."""
    by_name = {t.name: t for t in (*choice.targets, *((beside.concept,) if beside else ()))}
    agents = [identified(m, by_name[m.name], checks, inchikey) if m.name in by_name else m for m in arms.agents]
    system = Material(
        ref=f"M{len(agents) + 1:02d}",
        kind={"cells": "cells", "animal": "animal"}.get(setting.id, "sample"),
        name=choice.system.name,
        identifiers=Identifiers(cellosaurus=choice.system.cellosaurus, rrid=choice.system.cellosaurus),
        authentication=choice.system.authentication,
    )
    companion = setting.companion.materials if choice.assay.companion_viability and setting.companion else ()
    named = {m.name for m in agents}
    data = (*choice.perturbation.materials, *choice.assay.materials, *companion, *setting.materials)
    if setting.id == "cells":
        data = (MaterialData(name=choice.system.medium, kind="medium", storage="4 °C"), *data)
    rest = [d for d in (*data, *measured.materials) if bench.fill(d.name, words) not in named]
    return (*agents, system, *bench.supplies(rest, words, first=len(agents) + 2))


def _quality(choice: Choice, words: Mapping[str, str]) -> QualityRules:
    acceptance = (*choice.assay.qc.acceptance, *choice.perturbation.acceptance)
    return QualityRules(
        zprime_min=choice.assay.qc.zprime_min,
        cv_max=choice.assay.qc.cv_max,
        perturbation=_check(choice, words),
        acceptance=tuple(bench.fill(text, words) for text in acceptance),
    )


def _check(choice: Choice, words: Mapping[str, str]) -> PerturbationCheck | None:
    check = choice.perturbation.check
    return None if check is None else check.model_copy(update={"what": bench.fill(check.what, words)})
