"""Why a goal that was understood brought out no hypothesis, and what the literature says of it already."""

from collections.abc import Iterator

from coscientist.agents.generation.intervening import is_only_given
from coscientist.agents.planning.plan import ALL_KINDS
from coscientist.agents.planning.what_was_read import what_was_read
from coscientist.agents.wording import acts, as_outcome
from coscientist.agents.workbench import Workbench
from coscientist.evidence.links import Link

MOST_REPORTED = 2
MAX_QUOTE = 300


def why_none(bench: Workbench) -> str:
    """Say what was looked for in vain, what is reported already, and what to ask instead."""
    plan = bench.plan
    wanted = " or ".join(as_outcome(bench.concept(target.concepts[0])) for target in plan.targets)
    named = [item.removeprefix("through ") for item in plan.constraints if item.startswith("through ")]
    route = " or ".join(plan.reading.understood.get(item, item) for item in named)
    said = "Nothing in the corpora leads " + (f"through {route} " if route else "") + f"to {wanted} as the goal asks"
    asked = [item for item in plan.constraints if item.startswith("has to ")]
    if len(plan.intervention_kinds) < len(ALL_KINDS) or plan.protein_classes or plan.together or asked:
        said += f" ({'; '.join((f'by means of: {plan.means}', *asked))})"
    reported = [*_reported(bench)][:MOST_REPORTED]
    if reported:
        said += " and is not reported already. Reported is that " + "; and that ".join(reported)
    less = f"Ask without “{route}”" if route else "Ask for something wider"
    read = what_was_read(bench.graph)
    return f"{said}.{' ' + read if read else ''} {less}, or add literature (coscientist corpus add PATH)."


def _reported(bench: Workbench) -> Iterator[str]:
    """Yield what sources say outright of what the goal asks for, with a quote, the best supported first."""
    graph, through, kinds = bench.graph, bench.plan.through, bench.plan.intervention_kinds
    links = [
        link
        for end in bench.outcomes
        for start in (through or graph.predecessors(end))
        if (through or (bench.concept(start).kind.value in kinds and bench.asked.is_of_class(bench.concept(start))))
        and (link := graph.link(start, end)) is not None
        and link.sign
        and link.causal
        and not (is_only_given(bench.concept(start)) and link.sign * bench.outcomes[end] < 0)
    ]
    for link in sorted(links, key=lambda item: (-item.sources, item.subject, item.object)):
        quote = _quote(bench, link)
        if quote:
            claim = acts(link.sign, bench.concept(link.subject), bench.concept(link.object))
            yield f"{claim}: “{quote}”"


def _quote(bench: Workbench, link: Link) -> str:
    """Return the first quote, in the order of the claims, that stands behind a link's direction."""
    for claim_id in link.claims:
        claim = bench.graph.claims[claim_id]
        if claim.sign != link.sign:
            continue
        passages = bench.library.passages(claim.passages)
        for passage in (passages[item] for item in claim.passages if item in passages):
            return passage.quote if len(passage.quote) <= MAX_QUOTE else passage.quote[: MAX_QUOTE - 1] + "…"
    return ""
