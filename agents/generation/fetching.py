"""Which passages a model is given to read: nothing that is not among them can be cited."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise, zip_longest
from typing import TypeVar

from coscientist.agents.generation.passed_over import looked_up
from coscientist.agents.stations import is_station
from coscientist.agents.workbench import Workbench
from coscientist.domain.hypothesis import Hypothesis
from coscientist.domain.literature import Passage
from coscientist.evidence.links import Link

T = TypeVar("T")
PER_PROMPT = 18
"""Passages that one prompt shows."""
FURTHER = 4
"""Of these, passages on the goal's target itself rather than on what acts on it."""
PASSED_OVER = 4
"""Of these, passages on what the reading of the goal passed over, where there are any."""
OUTCOMES = 6
NEAR = 0.6
"""Least cosine of a passage fetched for its meaning; below it, passages share a style and no subject."""
TITLE = "title"
"""Locator of a passage that is a paper's title; one that a claim was read out of is still shown."""
MEDIATORS = 4
"""Mediators of one lot."""
REACHING = 3
"""Passages shown on what acts on one mediator."""


def goal_packets(bench: Workbench, count: int, *, start: int = 0) -> list[list[Passage]]:
    """Return `count` lots of passages on the goal, each on mediators of its own, beginning with the `start`-th lot.

    A lot holds, for each of its mediators, a passage that says what the mediator does to an outcome together with
    passages on what acts on the mediator, so that both halves of a bridge are read at once. Mediators are dealt out in
    the order of how well their effect is supported, and begin anew when all have been. Some places are for passages on
    what the goal asks for in words that its reading passed over.
    """
    units = _units(bench)
    lots = -(-len(units) // MEDIATORS) or 1
    further = distinct(in_turn([_worded(bench, target.name) for target in bench.plan.targets]), FURTHER * lots)
    asked = list(_passed_over(bench, PASSED_OVER * lots))
    most_near = PER_PROMPT - FURTHER - (PASSED_OVER if asked else 0)
    found = []
    for number in range(start, start + count):
        place = number % lots
        mediators = units[place * MEDIATORS : (place + 1) * MEDIATORS]
        near = distinct((item for unit in mediators for item in unit), most_near)
        own = [asked[(place * PASSED_OVER + at) % len(asked)] for at in range(min(PASSED_OVER, len(asked)))]
        lot = distinct([*near, *own, *further[place * FURTHER : (place + 1) * FURTHER]], PER_PROMPT)
        found.append(lot if len(lot) == PER_PROMPT else distinct([*lot, *_around(bench)], PER_PROMPT))
    return found


def passages_on(bench: Workbench, text: str, limit: int) -> list[Passage]:
    """Return passages on a text by its words and by its meaning."""
    return distinct(in_turn([_worded(bench, text), _alike(bench, text)]), limit)


def passages_behind(bench: Workbench, hypothesis: Hypothesis, limit: int) -> list[Passage]:
    """Return the passages that a hypothesis rests on, then such as name the ends of its steps or say the like."""
    known = bench.claims
    ids = [passage for item in hypothesis.claims if item in known for passage in known[item].passages]
    own = bench.library.passages(ids)
    first = [own[item] for item in dict.fromkeys(ids) if item in own][: max(1, limit * 2 // 3)]
    named = [*((step.subject, step.object) for step in hypothesis.mechanism), *pairwise(hypothesis.interventions)]
    pairs = dict.fromkeys((*named, *((start, hypothesis.outcome) for start in hypothesis.interventions)))
    both = [_worded(bench, f"{bench.name(one)} {bench.name(other)}", every_word=True) for one, other in pairs]
    steps = [passages_on(bench, step.text.partition(" (")[0], 4) for step in hypothesis.mechanism]
    return distinct([*first, *in_turn([*both, *steps])], limit)


def _passed_over(bench: Workbench, limit: int) -> list[Passage]:
    """Return passages on what the goal asks for in words that its reading passed over."""
    wanted = looked_up(bench.plan.goal, bench.plan.reading.not_understood)
    return distinct(in_turn([_worded(bench, text, every_word=True) for text in wanted]), limit)


def _around(bench: Workbench) -> Iterator[Passage]:
    """Yield what a small corpus says besides: of what could be changed and what it does, then on the goal at large."""
    graph = bench.graph
    links = [
        link
        for start in sorted(graph.concepts)
        if bench.can_be_changed(start)
        for end in graph.successors(start)
        if (link := graph.link(start, end)) is not None
    ]
    best: dict[str, Link] = {}
    for link in sorted(links, key=lambda link: (-link.reliability, link.subject, link.object)):
        best.setdefault(link.subject, link)
    yield from _first_passages(bench, list(best.values())[: 2 * PER_PROMPT])
    yield from passages_on(bench, bench.plan.goal, PER_PROMPT)


def _units(bench: Workbench) -> list[list[Passage]]:
    """Return for each mediator the passage on what it does to an outcome, and those on what acts on it."""
    units: list[list[Passage]] = []
    for middle, link in _mediators(bench):
        acting = sorted(
            (
                found
                for start in bench.graph.predecessors(middle)
                if bench.can_be_changed(start) and (found := bench.graph.link(start, middle)) is not None
            ),
            key=lambda found: (-found.reliability, found.subject),
        )
        passages = _first_passages(bench, [link, *acting[:REACHING]])
        if passages:
            units.append(passages)
    return units


def _mediators(bench: Workbench) -> Iterator[tuple[str, Link]]:
    """Yield what acts on the outcomes, the best supported of each outcome in turn."""
    streams = []
    for outcome in list(bench.outcomes)[:OUTCOMES]:
        kin = bench.graph.kin(outcome)
        links = [
            link
            for start in bench.graph.predecessors(outcome)
            if start not in kin
            and start not in bench.asked.off_limits
            and is_station(bench, start)
            and (link := bench.graph.link(start, outcome)) is not None
        ]
        streams.append(sorted(links, key=lambda link: (-link.reliability, link.subject)))
    seen: set[str] = set()
    for link in in_turn(streams):
        if link.subject not in seen:
            seen.add(link.subject)
            yield link.subject, link


def _first_passages(bench: Workbench, links: Sequence[Link]) -> list[Passage]:
    """Return a passage for each link: one of a claim that says which way, and plainly, where there is such a claim."""
    ids = []
    for link in links:
        claims = [bench.graph.claims[item] for item in link.claims]
        claims.sort(key=lambda claim: (claim.sign != link.sign, not claim.predicate.causal, claim.hedged, claim.id))
        ids += [claim.passages[0] for claim in claims[:1] if claim.passages]
    found = bench.library.passages(ids)
    return [found[item] for item in dict.fromkeys(ids) if item in found]


def _worded(bench: Workbench, text: str, *, every_word: bool = False) -> list[Passage]:
    return _sentences(hit.passage for hit in bench.library.search(text, limit=40, every_word=every_word))


def _alike(bench: Workbench, text: str) -> list[Passage]:
    vector = bench.embedder.encode([text])[0]
    return _sentences(hit.passage for hit in bench.library.nearest(vector, limit=40) if hit.score >= NEAR)


def _sentences(passages: Iterable[Passage]) -> list[Passage]:
    """Leave out titles: each passage is shown with its paper's, and a place in the prompt goes to what was found."""
    return [item for item in passages if item.locator != TITLE]


def in_turn(streams: Sequence[Iterable[T]]) -> Iterator[T]:
    """Yield the first of each, then the second of each, and so on."""
    for row in zip_longest(*streams):
        yield from (item for item in row if item is not None)


def distinct(passages: Iterable[Passage], limit: int) -> list[Passage]:
    """Return the first `limit` passages, each once."""
    kept: dict[str, Passage] = {}
    for item in passages:
        if len(kept) >= limit:
            break
        kept.setdefault(item.id, item)
    return list(kept.values())
