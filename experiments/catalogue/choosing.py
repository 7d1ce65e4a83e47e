"""Which assay, perturbation and test system fit a prediction."""

import re
from collections.abc import Mapping, Sequence

from coscientist.domain.base import Value
from coscientist.domain.claim import Claim
from coscientist.domain.concept import Concept, ConceptKind
from coscientist.domain.errors import CoscientistError
from coscientist.domain.hypothesis import Hypothesis, Prediction
from coscientist.experiments.catalogue.archetypes import AssayArchetype, Perturbation, TestSystem
from coscientist.experiments.catalogue.directness import is_direct, is_shown_direct
from coscientist.experiments.catalogue.insults import with_insult
from coscientist.experiments.catalogue.loading import Catalogue

_CARRIED = frozenset({"variant", "CAG repeats", "polyglutamine"})
"""Modifications that cells have only where they were put in or inherited."""
GENETIC = frozenset({ConceptKind.PROTEIN, ConceptKind.GENE, ConceptKind.RNA, ConceptKind.COMPLEX})


class Choice(Value):
    """What was chosen for a brief, and why."""

    assay: AssayArchetype
    perturbation: Perturbation
    system: TestSystem
    prediction: Prediction
    targets: tuple[Concept, ...]
    """What is intervened on."""
    reasons: tuple[str, ...]
    alternatives: tuple[str, ...] = ()
    """Other ways to measure the same, for a second look."""
    unknowns: tuple[str, ...] = ()


def primary_prediction(hypothesis: Hypothesis) -> Prediction:
    """Return the prediction that the brief is built around: the one marked primary, or else the first.

    Raises: CoscientistError when the hypothesis predicts nothing.
    """
    if not hypothesis.predictions:
        raise CoscientistError(
            f"Hypothesis {hypothesis.id} commits to no prediction, so no experiment can test it.",
            "Add a prediction with a readout and a direction.",
        )
    return next((p for p in hypothesis.predictions if p.primary), hypothesis.predictions[0])


def concept_named(concepts: Mapping[str, Concept], concept_id: str) -> Concept:
    """Return a concept, or one that has only its id for a name where nothing more is known."""
    return concepts.get(concept_id) or Concept(id=concept_id, name=concept_id, kind=ConceptKind.OTHER)


def choose(
    hypothesis: Hypothesis,
    concepts: Mapping[str, Concept],
    catalogue: Catalogue,
    setting_words: str,
    claims: Sequence[Claim] = (),
) -> Choice:
    """Choose the experiment for a hypothesis's primary prediction.

    The readout ranks the assays; the first assay that takes the wanted perturbation wins, so that a knock-down is
    never put into a test tube. Nor is an effect that runs through something else: with purified components it could
    not show. `setting_words` (goal, context) chooses among cell systems, `claims` say which effects are direct.

    Raises: CoscientistError when the hypothesis predicts nothing or manipulates nothing.
    """
    prediction = primary_prediction(hypothesis)
    ids = prediction.intervention or hypothesis.interventions
    if not ids:
        raise CoscientistError(
            f"Hypothesis {hypothesis.id} names nothing that could be manipulated, so no experiment can test it.",
            "Add the concept that one would change.",
        )
    targets = tuple(concept_named(concepts, i) for i in ids)
    direct, shown = is_direct(hypothesis, concepts), is_shown_direct(hypothesis, claims)
    for assay in rank_assays(prediction, catalogue):
        if assay.setting == "cell-free" and not (direct and (shown or not assay.needs_direct_claim)):
            continue
        for wanted in wanted_perturbations(targets, hypothesis.intervention_sign, assay):
            if wanted in assay.perturbations:
                perturbation = catalogue.perturbation(wanted)
                system = choose_system(assay, setting_words, catalogue)
                way = " ".join(concept_named(concepts, step.subject).name for step in hypothesis.mechanism)
                way = f"{way} {concept_named(concepts, hypothesis.outcome).name}"
                assay = with_insult(assay, prediction.direction, catalogue.insults, way, setting_words)
                return Choice(
                    assay=assay,
                    perturbation=perturbation,
                    system=system,
                    prediction=prediction,
                    targets=targets,
                    reasons=_reasons(prediction, assay, perturbation, targets, system),
                    alternatives=tuple(a.replace("{readout}", prediction.readout) for a in assay.alternatives),
                    unknowns=(
                        *_unknown_tool(targets, assay, perturbation),
                        *_not_of_its_own(hypothesis, concepts, assay, system),
                    ),
                )
    raise CoscientistError(f"No assay takes an intervention on {[t.name for t in targets]!r}.", "Extend the catalogue.")


def rank_assays(prediction: Prediction, catalogue: Catalogue) -> list[AssayArchetype]:
    """Return assays that can answer a prediction, best first; the generic one is always last."""

    def fit(assay: AssayArchetype) -> int:
        kind = prediction.readout_kind.casefold().strip()
        text = prediction.readout.casefold()
        by_kind = 3 if kind in assay.readout_kinds else 0
        by_words = sum(word in text for word in assay.keywords)
        if not by_kind and assay.setting in ("animal", "material"):
            return 0  # "phase", "current" or "memory" in a cell-biological readout must not lead there
        return by_kind + min(2, by_words)

    fitting = [a for a in catalogue.assays if fit(a) > 0 and a.id != "generic"]
    return [*sorted(fitting, key=lambda a: (-fit(a), a.preference, a.id)), catalogue.assay("generic")]


def wanted_perturbations(targets: Sequence[Concept], sign: int, assay: AssayArchetype) -> list[str]:
    """Return perturbations that would change the targets in the wanted direction, best first."""
    if assay.setting == "animal":
        return ["dosing"]
    if assay.setting == "material":
        return ["composition"]
    compounds = all(t.kind is ConceptKind.COMPOUND for t in targets)
    if len(targets) > 1:
        return ["checkerboard", "two-compounds", "factorial"] if compounds and sign > 0 else ["factorial"]
    if targets and targets[0].is_micro_rna:
        return ["mirna-mimic"] if sign > 0 else ["mirna-inhibitor"]
    if targets and targets[0].kind in GENETIC:
        return ["overexpression"] if sign > 0 else ["knockdown"]
    return ["compound"] if sign > 0 else ["reduction"]


def choose_system(assay: AssayArchetype, words: str, catalogue: Catalogue) -> TestSystem:
    """Choose the system whose words occur most in goal and context; the fixed one where the assay has it."""
    if assay.system:
        return catalogue.system(assay.system)
    present = set(re.findall(r"[a-z0-9]+", words.casefold()))

    def hits(system: TestSystem) -> int:
        return sum(any(p == w or (len(w) > 4 and p.startswith(w)) for p in present) for w in system.words)

    fitting = [s for s in catalogue.systems if s.setting == assay.setting]
    # Where no word points anywhere, only a system that is bound to no tissue may be chosen.
    named = [s for s in fitting if hits(s)] or [s for s in fitting if not s.words] or fitting
    return min(named, key=lambda s: (-hits(s), s.preference, s.id))


def _reasons(
    prediction: Prediction,
    assay: AssayArchetype,
    perturbation: Perturbation,
    targets: Sequence[Concept],
    system: TestSystem,
) -> tuple[str, ...]:
    names = " and ".join(t.name for t in targets)
    if assay.id == "generic":
        why = f"No assay of the catalogue answers a readout of kind “{prediction.readout_kind}”."
    else:
        why = f"{assay.name} answers the readout “{prediction.readout}” ({prediction.readout_kind})."
    return (
        why,
        f"{perturbation.name}: {names} {'is' if len(targets) == 1 else 'are'} of kind "
        f"{', '.join(sorted({t.kind.value for t in targets}))}.",
        f"{system.name[0].upper()}{system.name[1:]}: {system.rationale} "
        f"Alternatives: {'; '.join(system.alternatives) or 'none listed'}.",
    )


def _not_of_its_own(
    hypothesis: Hypothesis, concepts: Mapping[str, Concept], assay: AssayArchetype, system: TestSystem
) -> tuple[str, ...]:
    """Say of variants that the mechanism names that cells do not carry them by themselves."""
    if assay.setting != "cells":
        return ()
    ends = (
        *hypothesis.interventions,
        hypothesis.outcome,
        *(e for s in hypothesis.mechanism for e in (s.subject, s.object)),
    )
    named = {item: concept_named(concepts, item) for item in ends}
    carried = [concept.name for concept in named.values() if concept.modification in _CARRIED]
    return tuple(
        f"{system.name[0].upper()}{system.name[1:]} do not carry {name} by themselves: give every well the same "
        "construct, or take a line that has it (knock-in, or from a patient), and show its band, or its sequence, "
        "before the first replicate."
        for name in carried
    )


def _unknown_tool(targets: Sequence[Concept], assay: AssayArchetype, perturbation: Perturbation) -> tuple[str, ...]:
    """Say where a target is no substance, so that somebody has to choose what acts on it."""
    plain = {ConceptKind.COMPOUND} | (set() if assay.setting in ("animal", "material") else set(GENETIC))
    plain |= {ConceptKind.MATERIAL} if assay.setting == "material" else set()
    vague = [t.name for t in targets if t.kind not in plain]
    beyond = [t.name for t in targets[2:]] if assay.setting not in ("animal", "material") else []
    more = tuple(f"{name} is left out: an experiment here combines two agents at most." for name in beyond)
    if assay.setting == "cells":
        more += tuple(
            f"{t.name} is a complex: which subunit is manipulated, and that the others follow, has to be settled."
            for t in targets[:2]
            if t.kind is ConceptKind.COMPLEX
        )
    if not vague or perturbation.id == "reduction":
        return more
    return (
        *more,
        f"{' and '.join(vague)} is nothing that can simply be given here: which agent changes it, "
        "and that it does, has to be settled first.",
    )
