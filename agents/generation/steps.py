"""The steps of a mechanism: what each rests on and takes for granted."""

from collections.abc import Sequence

from coscientist.agents.plurals import is_plural
from coscientist.agents.wording import acts, as_outcome, joined, measured, support
from coscientist.agents.workbench import Workbench
from coscientist.domain.claim import Claim
from coscientist.domain.hypothesis import MechanismStep
from coscientist.evidence.links import Link
from coscientist.evidence.paths import EvidencePath

MAX_CLAIMS_PER_STEP = 4


def step_claims(bench: Workbench, link: Link, sign: int) -> list[Claim]:
    """Choose the claims that a step is shown with: those of its direction, plain before hedged, early before late."""
    claims = [claim for claim in bench.graph.claims_between(link.subject, link.object) if claim.sign == sign]
    if not claims:
        claims = [bench.graph.claims[item] for item in link.claims]
    ranked = sorted(
        claims, key=lambda c: (not c.predicate.causal, c.hedged, -(c.confidence or 0.5), c.year or 9999, c.id)
    )
    kept: dict[str | None, Claim] = {}
    for claim in ranked:
        kept.setdefault(claim.source, claim)
    return list(kept.values())[:MAX_CLAIMS_PER_STEP]


def mechanism_of(bench: Workbench, path: EvidencePath) -> tuple[MechanismStep, ...]:
    """Write the steps of a path, each with its claims and with what it takes for granted."""
    steps = []
    for index, link in enumerate(path.links):
        claims = step_claims(bench, link, link.sign)
        subject, object_ = bench.concept(link.subject), bench.concept(link.object)
        steps.append(
            MechanismStep(
                subject=link.subject,
                object=link.object,
                sign=link.sign,
                text=f"{acts(link.sign, subject, object_, claims)} ({support(link)})",
                claims=tuple(claim.id for claim in claims),
                assumption=_assumption(bench, path.links, index, claims),
            )
        )
    return tuple(steps)


def _assumption(bench: Workbench, links: Sequence[Link], index: int, claims: Sequence[Claim]) -> str:
    link = links[index]
    where = seen_in(claims)
    setting = bench.setting(links[-1].object) or "the system of the goal"
    carried = (
        f"seen in {where}; has to hold in {setting} too"
        if where
        else f"reported without a stated system; has to hold in {setting}"
    )
    if index + 1 < len(links):
        return (
            f"{carried}; the change of {measured(bench.concept(link.object), claims)} must be large enough to act on "
            f"{as_outcome(bench.concept(links[index + 1].object))}"
        )
    return carried


def seen_in(claims: Sequence[Claim]) -> str:
    """Say in which systems claims were made, as far as they say it: `N2a cells and mice`."""
    found: dict[str, None] = {}
    for kind in ("cell line", "cell type", "species", "anatomy"):
        for claim in claims:
            for value in claim.context.get(kind, ()):
                found[system(kind, value)] = None
    return joined(list(found)[:4])


_SPECIES = {
    "human": "humans",
    "mouse": "mice",
    "rat": "rats",
    "fruit fly": "fruit flies",
    "nematode": "nematodes",
    "rabbit": "rabbits",
    "pig": "pigs",
}


def system(kind: str, value: str) -> str:
    """Name a test system in a sentence: `mice`, `N2a cells`, `the hippocampus`."""
    if kind == "species":
        return _SPECIES.get(value, value)
    if kind in ("cell line", "cell type") and not is_plural(value):
        return f"{value}s" if value.endswith(("cell", "cyte", "blast", "phage", "neuron")) else f"{value} cells"
    return f"the {value}" if kind == "anatomy" and not is_plural(value) else value
