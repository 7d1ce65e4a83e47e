"""Keeping what hypotheses and reviews rest on with the run, so that its artefacts need no corpus."""

from collections.abc import Sequence

from coscientist.agents.workbench import Workbench
from coscientist.domain.check import Check
from coscientist.domain.hypothesis import Hypothesis
from coscientist.domain.review import Review
from coscientist.graph.services import Services


def keep_evidence(
    services: Services,
    hypothesis: Hypothesis,
    reviews: Sequence[Review] = (),
    further: Sequence[str] = (),
    checks: Sequence[Check] = (),
) -> None:
    """Keep checks and reviews of a hypothesis with what it and they rest on: the run's artefacts need no corpus.

    `further` are passages that reviews point at beside those of their claims.
    """
    bench = services.bench
    known = bench.claims
    wanted = list(dict.fromkeys([*hypothesis.claims, *(c for r in reviews for c in (*r.supporting, *r.contradicting))]))
    claims = [known[item] for item in wanted if item in known]
    nearest = [item.passage for review in reviews if review.novelty for item in review.novelty.nearest]
    passages = bench.library.passages([*(p for claim in claims for p in claim.passages), *nearest, *further])
    sources = bench.library.sources(passage.source for passage in passages.values())
    named = _named(bench, hypothesis) | {end for claim in claims for end in (claim.subject, claim.object)}
    services.store.add_evidence(
        services.run.id,
        concepts=[bench.concept(item) for item in sorted(named)],
        sources=[sources[key] for key in sorted(sources)],
        passages=[passages[key] for key in sorted(passages)],
        claims=claims,
        checks=checks,
        reviews=reviews,
    )


def _named(bench: Workbench, hypothesis: Hypothesis) -> set[str]:
    found = {*hypothesis.interventions, hypothesis.outcome}
    found.update(end for step in hypothesis.mechanism for end in (step.subject, step.object))
    found.update(item.readout_concept for item in hypothesis.predictions if item.readout_concept)
    parents = {bench.concept(item).parent for item in found}
    found.update(parent for parent in parents if parent is not None and parent in bench.graph.concepts)
    return found
