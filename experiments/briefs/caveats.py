"""What a laboratory has to settle before it starts, and what the brief takes for granted."""

import re
from collections.abc import Mapping, Sequence

from coscientist.domain.check import Check
from coscientist.experiments.briefs import bench
from coscientist.experiments.briefs.dosing import DoseRange
from coscientist.experiments.briefs.known_active import KnownActive
from coscientist.experiments.briefs.readouts import Measured
from coscientist.experiments.catalogue.choosing import GENETIC, Choice

DOSED = ("dose series", "checkerboard", "two compounds", "factorial")
"""Perturbations whose compounds get doses from a range."""
OPEN_STEREO = "stereochemistry not confirmed"
"""How a check on a structure begins to say so."""


def unknowns(
    choice: Choice,
    ranges: Sequence[DoseRange],
    words: Mapping[str, str],
    measured: Measured,
    beside: KnownActive | None,
    checks: Sequence[Check],
    meant_for: str = "",
) -> tuple[str, ...]:
    """List what the laboratory has to settle, most specific to this hypothesis first.

    `meant_for` is the system that the hypothesis names itself.
    """
    unknown = [*_another_system(choice, meant_for), *choice.unknowns]
    if choice.perturbation.kind in DOSED:
        for target, known in zip(choice.targets[:2], ranges, strict=False):
            if known.assumed and target.kind not in GENETIC:
                unknown.append(f"Active dose of {target.name}: {known.basis}. Replace it if anything better is known.")
    named = {target.name for target in choice.targets}
    unknown += [
        f"Which stereoisomer of {check.subject} is meant: {check.validity}. Order the one that the quoted papers used."
        for check in checks
        if check.subject in named and check.property == "structure" and check.validity.startswith(OPEN_STEREO)
    ]
    if beside is not None and beside.doses.assumed:
        unknown.append(
            f"Active dose of the known active, {beside.concept.name}, in these cells: {beside.dose} is a customary one."
        )
    unknown += [bench.fill(text, words) for text in (*choice.perturbation.unknowns, *choice.assay.unknowns)]
    unknown.append("Supplier, catalogue number, lot and purity of every material: to be filled in by the laboratory.")
    return tuple(dict.fromkeys([*unknown, *measured.unknowns, *measured.untested]))


def _another_system(choice: Choice, meant_for: str) -> tuple[str, ...]:
    """Say so where the system of the brief is not, word for word, the one that the hypothesis is meant for."""
    told = f"{choice.system.name} {choice.system.rationale}".casefold()
    if all(word in told for word in re.findall(r"\w[\w-]*", meant_for.casefold())):
        return ()
    return (
        f"The hypothesis is meant to hold first in “{meant_for}”; this brief is written for {choice.system.name}. "
        "Take the former where it can be had, with its own culture conditions, or say why the latter does.",
    )


def assumptions(
    choice: Choice, ranges: Sequence[DoseRange], words: Mapping[str, str], beside: KnownActive | None
) -> tuple[str, ...]:
    """List what is taken for granted: choices made, noise, effect and doses, each with its basis."""
    other = "; ".join(choice.alternatives) or "none listed"
    stated = [
        *choice.reasons,
        f"Other ways to measure it: {other}.",
        f"Noise: {choice.assay.effect.sd_source}.",
        f"Effect: {choice.assay.effect.basis}.",
    ]
    if choice.perturbation.kind in DOSED:
        for target, known in zip(choice.targets[:2], ranges, strict=False):
            if target.kind in GENETIC:
                continue
            stated.append(f"Top dose of {target.name}, {known.top}: {known.basis}.")
            stated += [f"Named dose: {text}" for text in known.known[:3]]
    if beside is not None:
        stated.append(f"Dose of the known active, {beside.concept.name}, {beside.dose}: {beside.doses.basis}.")
        stated += [f"Named dose: {text}" for text in beside.doses.known[:1]]
    stated += [bench.fill(text, words) for text in (*choice.perturbation.assumptions, *choice.assay.assumptions)]
    return tuple(dict.fromkeys(stated))
