"""Everything that a model writes about a run as a whole, asked for at once; each part may fail by itself."""

import asyncio
from collections.abc import Awaitable, Mapping, Sequence
from typing import TypeVar

from coscientist.agents.meta_review.patterns import Yield
from coscientist.agents.overview.contacts import ROLE as CONTACTS
from coscientist.agents.overview.contacts import contacts
from coscientist.agents.overview.material import Material
from coscientist.agents.overview.research import ROLE as OVERVIEW
from coscientist.agents.overview.research import research_overview
from coscientist.agents.overview.specific_aims import ROLE as AIMS
from coscientist.agents.overview.specific_aims import specific_aims
from coscientist.agents.overview.values import Written
from coscientist.agents.workbench import Workbench
from coscientist.domain.errors import BudgetEndedError, CoscientistError
from coscientist.domain.hypothesis import Hypothesis

T = TypeVar("T")
ROLES = (OVERVIEW, AIMS, CONTACTS)


async def write_up(
    bench: Workbench, ranked: Sequence[Hypothesis], yields: Sequence[Yield], known: Mapping[str, str]
) -> Written:
    """Return the research overview, the specific aims and the contacts, as far as they came.

    `known` is what reviewers found of each hypothesis to be known already.
    """
    assert bench.model is not None
    material = Material(bench, ranked, known)
    if not material.passages:
        why = "The hypotheses in play rest on no passage that could be cited."
        return Written(model=bench.model.name, skipped=(why,), yields=tuple(yields))
    overview, aims, people = await asyncio.gather(
        _part(OVERVIEW, research_overview(material), None),
        _part(AIMS, specific_aims(material), None),
        _part(CONTACTS, contacts(material), ()),
    )
    return Written(
        model=bench.model.name,
        research=overview[0],
        specific_aims=aims[0],
        contacts=people[0],
        skipped=(*overview[1], *aims[1], *people[1]),
        ended=overview[2] or aims[2] or people[2],
        yields=tuple(yields),
    )


async def _part(name: str, work: Awaitable[tuple[T, list[str]]], nothing: T) -> tuple[T, list[str], str]:
    """Return a part, what was left out of it, and why the budget ended, if it did."""
    try:
        found, skipped = await work
    except BudgetEndedError as error:
        return nothing, [f"{name}: {error.message}"], error.message
    except CoscientistError as error:
        return nothing, [f"{name}: {error.message}"], ""
    return found, skipped, ""
