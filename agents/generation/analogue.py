"""Analogue: something like a known effector should do what the known one does.

Three kinds of likeness: of structure (Morgan fingerprints, for compounds), of charge and size (for elements put into a
material), and of neighbourhood (the same targets moved in the same direction, for proteins).

Source: the similar property principle, Maggiora et al. 2014, https://doi.org/10.1021/jm401411z
"""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from coscientist.agents.generation.bridging import joined_already
from coscientist.agents.generation.doped import Site, asked_for, composition_told, doped, is_reported, paid, sites_of
from coscientist.agents.generation.intervening import is_only_given
from coscientist.agents.generation.ion_likeness import elements_of, host_of, like_dopants
from coscientist.agents.generation.predicting import comparator, falsifiers, null_of, several
from coscientist.agents.generation.steps import seen_in, step_claims
from coscientist.agents.plurals import is_plural
from coscientist.agents.readouts import readout_kind, readout_of
from coscientist.agents.reflection.mentions import passages_naming
from coscientist.agents.wording import (
    acts,
    agree,
    as_outcome,
    capital,
    intervention,
    prose,
    support,
    verb,
)
from coscientist.agents.workbench import Need, Workbench
from coscientist.domain.base import content_id
from coscientist.domain.claim import Claim
from coscientist.domain.concept import Concept, ConceptKind
from coscientist.domain.hypothesis import EffectDirection, Hypothesis, MechanismStep, Prediction
from coscientist.evidence.links import Link
from coscientist.evidence.paths import EvidencePath

MAX_OUTCOMES = 6
MIN_TANIMOTO = 0.5
"""Morgan fingerprints of radius 2; above about this, pairs share activity clearly more often than by chance."""
MIN_OVERLAP = 0.2
AT_LEAST = 3
"""Analogues that are let through where few effectors are known; look-alikes of one model teach little more than one."""
MIN_SHARED = 3


class Likeness(NamedTuple):
    """A known effector, what is like it, and how."""

    known: Link
    like: Concept
    similarity: float
    why: str
    shared: tuple[Link, ...]
    """Links of the analogue with the targets that both move alike."""
    site: Site | None = None
    """For what is put into a material: the host and the place in it, where a paper writes them down."""


class Analogue:
    """Analogues of what is known to change the outcome as wanted."""

    name = "generation/analogue"
    needs = frozenset({Need.EVIDENCE, Need.STRUCTURES})

    def propose(self, bench: Workbench, *, cycle: int) -> Iterator[Hypothesis]:
        """Yield the closest analogues of the best supported effectors: one of each, more where few are known."""
        found = sorted(
            _likenesses(bench),
            key=lambda item: (-item.similarity * item.known.reliability, item.like.id, item.known.subject),
        )
        models = len({likeness.known.subject for likeness in found})
        most = max(1, math.ceil(AT_LEAST / max(1, models)))
        taken: set[str] = set()
        per_model: Counter[str] = Counter()
        for likeness in found:
            like, model = likeness.like.id, likeness.known.subject
            if like in taken or per_model[model] >= most or _is_spoken_of(bench, likeness):
                continue
            taken.add(like)
            per_model[model] += 1
            yield _draft(bench, likeness, cycle)


def _is_spoken_of(bench: Workbench, likeness: Likeness) -> bool:
    """Say whether a passage names the analogue together with the outcome, or with what the goal is about."""
    if likeness.site is not None:
        return False  # whether this element was put into this very host has been looked at
    about = {likeness.known.object, *(item.concepts[0] for item in (*bench.plan.targets, *bench.plan.context))}
    return any(passages_naming(bench, likeness.like, bench.concept(item)) for item in sorted(about))


def known_effectors(bench: Workbench, outcome: str) -> list[Link]:
    """Return the links of what is reported, by an intervention, to change the outcome as the goal wants."""
    wanted = bench.outcomes.get(outcome, 0)
    links = [bench.graph.link(subject, outcome) for subject in bench.graph.predecessors(outcome)]
    return sorted(
        (
            link
            for link in links
            if link is not None
            and link.causal > 0
            and link.sign != 0
            and bench.can_be_changed(link.subject)
            and link.subject not in bench.graph.kin(outcome)
            and (wanted == 0 or link.sign == wanted or not is_only_given(bench.concept(link.subject)))
        ),
        key=lambda link: (-link.reliability, link.subject),
    )[:25]


def _likenesses(bench: Workbench) -> Iterator[Likeness]:
    for outcome in list(bench.outcomes)[:MAX_OUTCOMES]:
        for known in known_effectors(bench, outcome):
            if bench.concept(known.subject).kind is ConceptKind.COMPOUND:
                yield from _by_structure(bench, known)
            elif bench.concept(known.subject).kind is ConceptKind.MATERIAL:
                yield from _by_ion(bench, known)
            else:
                yield from _by_neighbourhood(bench, known)


def _by_structure(bench: Workbench, known: Link) -> Iterator[Likeness]:
    smiles = bench.structures.smiles(bench.concept(known.subject))
    if smiles is None or bench.structures.is_oligomer(smiles):
        return  # fingerprints of peptides are alike because their backbones are
    for found, similarity in bench.structures.similar_drugs(smiles, limit=6):
        drug = bench.same_compound(found)
        if similarity < MIN_TANIMOTO or similarity > 0.999 or _is_known(bench, drug.id, known):
            continue
        if drug.id not in bench.graph.concepts:
            bench.added.setdefault(drug.id, drug)
        if bench.can_be_changed(drug.id):
            yield Likeness(known, drug, similarity, f"Tanimoto similarity {similarity:.2f}, Morgan fingerprint", ())


def _by_ion(bench: Workbench, known: Link) -> Iterator[Likeness]:
    model = bench.concept(known.subject)
    claims = [item for item in bench.graph.claims_between(known.subject, known.object) if item.sign == known.sign]
    sites = sites_of(bench, model.identifiers.get("element", ""), claims)
    hosts = host_of(bench, claims)
    for found in like_dopants(bench, model):
        for site in sites:
            if found.element not in elements_of(site.series.host_formula) and not is_reported(
                bench, found.element, site.series
            ):
                whole = paid(site, found.element, found.charge)
                made = doped(whole, found.element, found.charge)
                bench.added.setdefault(made.id, made)
                yield Likeness(known, made, found.likeness * asked_for(bench, site), found.why, (), whole)
        if not sites and not _is_known(bench, found.concept.id, known) and found.element not in elements_of(hosts):
            if found.concept.id not in bench.graph.concepts:
                bench.added.setdefault(found.concept.id, found.concept)
            if bench.can_be_changed(found.concept.id):
                yield Likeness(known, found.concept, found.likeness, found.why, ())


def _is_known(bench: Workbench, candidate: str, known: Link) -> bool:
    if candidate not in bench.graph.concepts:
        return False
    return candidate in bench.graph.kin(known.subject) or joined_already(bench, candidate, known.object)


def _by_neighbourhood(bench: Workbench, known: Link) -> Iterator[Likeness]:
    """Find proteins that move the same targets in the same direction as a known effector."""
    graph = bench.graph
    profile = _profile(bench, known.subject)
    if len(profile) < MIN_SHARED:
        return
    kind = bench.concept(known.subject).kind
    candidates = {item for target in profile for item in graph.predecessors(target)}
    for candidate in sorted(candidates):
        if (
            candidate == known.subject
            or bench.concept(candidate).kind is not kind
            or not bench.can_be_changed(candidate)
        ):
            continue
        if candidate in graph.kin(known.subject) or joined_already(bench, candidate, known.object):
            continue
        other = _profile(bench, candidate)
        shared = {item for item in profile.keys() & other.keys() if profile[item] == other[item]}
        overlap = len(shared) / len(profile.keys() | other.keys())
        if len(shared) >= MIN_SHARED and overlap >= MIN_OVERLAP:
            links = tuple(link for item in sorted(shared) if (link := graph.link(candidate, item)) is not None)
            names = ", ".join(bench.name(item) for item in sorted(shared)[:3])
            why = f"{len(shared)} of {len(profile.keys() | other.keys())} targets moved alike, among them {names}"
            yield Likeness(known, bench.concept(candidate), overlap, why, links)


def _profile(bench: Workbench, concept: str) -> dict[str, int]:
    links = [bench.graph.link(concept, item) for item in bench.graph.successors(concept)]
    return {link.object: link.sign for link in links if link is not None and link.sign and link.causal > 0}


def _draft(bench: Workbench, likeness: Likeness, cycle: int) -> Hypothesis:
    known, like = likeness.known, likeness.like
    model, end = bench.concept(known.subject), bench.concept(known.object)
    wanted = bench.outcomes.get(known.object, 0)
    dose = 1 if is_only_given(like) or wanted in (0, known.sign) else -1
    sign = known.sign * dose
    claims = step_claims(bench, known, known.sign) if likeness.site is None else list(likeness.site.claims)
    shared = [claim for link in likeness.shared[:3] for claim in step_claims(bench, link, link.sign)[:1]]
    does = intervention(like, dose)
    site = likeness.site
    host = host_of(bench, claims) if like.kind is ConceptKind.MATERIAL and site is None else ""
    setting = bench.setting(end.id) if site is None else ""
    where = host or (f"the {setting}" if setting and like.kind is ConceptKind.MATERIAL else setting)
    setting = f" in {where}" if where else ""
    acts_on = f"{verb(sign, end, plural=several(like, dose))} {as_outcome(end)}"
    known_to = agree("does", plural=several(model, dose))
    told = composition_told(bench, site, like) if site is not None else ""
    statement = (
        f"{capital(does)} {acts_on}{setting}, as {intervention(model, dose)} {known_to}: "
        f"the two are alike ({likeness.why}).{told}"
    )
    path = EvidencePath(links=(known.model_copy(update={"subject": like.id}),), score=likeness.similarity)
    return Hypothesis(
        id=content_id("h", Analogue.name, statement, sorted(claim.id for claim in claims)),
        title=f"{capital(does)} {acts_on}, like {intervention(model, dose)}",
        statement=statement,
        strategy=Analogue.name,
        cycle=cycle,
        interventions=(like.id,),
        intervention_sign=dose,
        outcome=known.object,
        outcome_sign=sign,
        mechanism=_steps(bench, likeness, claims, shared),
        context=tuple(bench.name(target.concepts[0]) for target in bench.plan.context),
        claims=tuple(dict.fromkeys(claim.id for claim in (*claims, *shared))),
        null=null_of(bench, like.id, dose, as_outcome(end)),
        alternative=(
            f"What the two share is not what makes {prose(model)} act on {as_outcome(end)}; a close relative may even "
            "block what its model sets off."
        ),
        predictions=(
            Prediction(
                id=content_id("pr", like.id, known.object, sign),
                readout=readout_of(end),
                readout_concept=known.object,
                readout_kind=readout_kind(end),
                intervention=(like.id,),
                comparator=comparator(bench, like.id, dose),
                direction=EffectDirection.INCREASE if sign > 0 else EffectDirection.DECREASE,
                primary=True,
                rationale=f"{prose(model)}, run beside it as the positive control, must show the effect",
            ),
        ),
        falsifiers=(
            *falsifiers(bench, path, dose),
            f"{capital(intervention(model, dose))} changes {as_outcome(end)} and {does}, beside it, does not.",
        ),
        score=likeness.similarity * known.reliability,
    )


def _steps(
    bench: Workbench, likeness: Likeness, claims: Sequence[Claim], shared: Sequence[Claim]
) -> tuple[MechanismStep, ...]:
    known, like = likeness.known, likeness.like
    model, end = bench.concept(known.subject), bench.concept(known.object)
    where = seen_in(claims)
    return (
        MechanismStep(
            subject=known.subject,
            object=known.object,
            sign=known.sign,
            text=f"{acts(known.sign, model, end, claims)} ({support(known)})",
            claims=tuple(claim.id for claim in claims),
            assumption=f"seen in {where}" if where else "reported without a stated system",
        ),
        MechanismStep(
            subject=like.id,
            object=known.object,
            sign=known.sign,
            text=f"{prose(like)} {agree('resembles', plural=is_plural(prose(like)))} {prose(model)}: {likeness.why}",
            claims=tuple(claim.id for claim in shared),
            assumption=_taken_for_granted(bench, likeness),
        ),
    )


def _taken_for_granted(bench: Workbench, likeness: Likeness) -> str:
    shared = f"what the two share is what acts on {as_outcome(bench.concept(likeness.known.object))}"
    stated = likeness.like.identifiers
    return (
        shared if likeness.site is None else f"{shared}, and {stated['element']} goes to its place in {stated['host']}"
    )
