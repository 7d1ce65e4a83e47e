"""Which results count: one that was put right or completed gives way to the one that did so."""

from collections.abc import Iterable

from coscientist.domain.result import Result


def in_force(results: Iterable[Result]) -> list[Result]:
    """Return the results that no later one corrects, in the order given."""
    every = list(results)
    gone = withdrawn(every)
    return [result for result in every if f"lab:{result.id}" not in gone]


def withdrawn(results: Iterable[Result]) -> frozenset[str]:
    """Return the laboratory's names, `lab:RESULT`, under which corrected results made claims and verdicts."""
    return frozenset(f"lab:{result.corrects}" for result in results if result.corrects is not None)
