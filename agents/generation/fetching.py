"""Which passages a model is given to read: nothing that is not among them can be cited."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import TypeVar

from coscientist.agents.workbench import Workbench
from coscientist.domain.hypothesis import Hypothesis
from coscientist.domain.literature import Passage

T = TypeVar("T")
PER_PROMPT = 18
"""Passages that one prompt shows."""


def goal_passages(bench: Workbench, limit: int) -> list[Passage]:
    """Return passages on the goal: what acts on what it wants changed, its words, and sentences of like meaning."""
    return _distinct(_in_turn([_acting(bench), _worded(bench, bench.plan.goal), _alike(bench, bench.plan.goal)]), limit)


def passages_on(bench: Workbench, text: str, limit: int) -> list[Passage]:
    """Return passages on a text by its words and by its meaning."""
    return _distinct(_in_turn([_alike(bench, text), _worded(bench, text)]), limit)


def passages_behind(bench: Workbench, hypothesis: Hypothesis, limit: int) -> list[Passage]:
    """Return the passages that a hypothesis rests on, then others on what it states."""
    known = bench.claims
    ids = [passage for item in hypothesis.claims if item in known for passage in known[item].passages]
    own = bench.library.passages(ids)
    first = [own[item] for item in dict.fromkeys(ids) if item in own]
    half = first[: max(1, limit * 2 // 3)]
    return _distinct([*half, *passages_on(bench, hypothesis.statement, limit)], limit)


def packets(passages: Sequence[Passage], count: int) -> list[list[Passage]]:
    """Deal passages out to `count` prompts, so that each reads other ones."""
    return [list(passages[index::count]) for index in range(count)]


def _acting(bench: Workbench) -> Iterator[Passage]:
    """Yield a passage for each thing said to act on an outcome, the most reliable first, outcomes in turn."""
    streams = []
    for outcome in list(bench.outcomes)[:6]:
        links = [link for start in bench.graph.predecessors(outcome) if (link := bench.graph.link(start, outcome))]
        links.sort(key=lambda link: (-link.reliability, link.subject))
        streams.append([bench.graph.claims[link.claims[0]] for link in links if link.claims][:40])
    claims = [claim for claim in _in_turn(streams) if claim.passages]
    found = bench.library.passages([claim.passages[0] for claim in claims])
    yield from (found[claim.passages[0]] for claim in claims if claim.passages[0] in found)


def _worded(bench: Workbench, text: str) -> list[Passage]:
    return [hit.passage for hit in bench.library.search(text, limit=60)]


def _alike(bench: Workbench, text: str) -> list[Passage]:
    vector = bench.embedder.encode([text])[0]
    return [hit.passage for hit in bench.library.nearest(vector, limit=60)]


def _in_turn(streams: Sequence[Iterable[T]]) -> Iterator[T]:
    for row in zip_longest(*streams):
        yield from (item for item in row if item is not None)


def _distinct(passages: Iterable[Passage], limit: int) -> list[Passage]:
    kept: dict[str, Passage] = {}
    for item in passages:
        if len(kept) >= limit:
            break
        kept.setdefault(item.id, item)
    return list(kept.values())
