"""Which results count: one that was put right or completed gives way to the one that did so."""

from collections.abc import Iterable

from coscientist.domain.result import Result


def in_force(results: Iterable[Result]) -> list[Result]:
    """Return the results that no later one corrects, in the order given."""
    every = list(results)
    withdrawn = {result.corrects for result in every}
    return [result for result in every if result.id not in withdrawn]


def withdrawn(results: Iterable[Result]) -> frozenset[str]:
    """Return the ids of the results that a later one corrects."""
    return frozenset(result.corrects for result in results if result.corrects is not None)
