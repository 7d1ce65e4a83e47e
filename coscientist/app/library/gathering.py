"""What a run fetches from literature services: a corpus of its own, named by its content."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from coscientist.agents.planning.queries import queries
from coscientist.app.compose import Bench
from coscientist.app.library.asking import OpenServices
from coscientist.app.library.extracting import ByRules
from coscientist.app.library.loading import Progress, Say, load
from coscientist.app.workspace import Workspace
from coscientist.datasets.packs.papers import Papers
from coscientist.domain.goal import Plan
from coscientist.domain.literature import Asked
from coscientist.literature.corpus import Corpus
from coscientist.literature.files.values import ImportedSource
from coscientist.literature.inquiring import Inquirer
from coscientist.literature.searched import ASKED, asked_of, troubles
from coscientist.literature.sources.fetching import Fetched, fetch

PREFIX = "fetched-"
"""What the names of corpora begin with that were made of services' answers."""
TITLE = 120


class Extent(NamedTuple):
    """How much is asked for."""

    queries: int
    records: int
    """Of each service, for each query."""
    full_texts: int


EXTENTS = {"quick": Extent(3, 25, 3), "standard": Extent(5, 50, 10), "deep": Extent(8, 100, 30)}


class Gathering:
    """Asks the services that a plan names, and makes a corpus of what they have."""

    def __init__(self, workspace: Workspace, open_services: OpenServices) -> None:
        self._workspace, self._open = workspace, open_services

    def planned(self, goal: str, sources: Sequence[str], profile: str) -> tuple[str, ...]:
        """Return what services will be asked for a goal; nothing without services."""
        return queries(goal, _extent(profile).queries) if sources else ()

    def inquirer(self, plan: Plan) -> Inquirer | None:
        """Return what asks the plan's services about single hypotheses; None when it names none."""
        return Inquirer(self._open(plan.sources), until=plan.until) if plan.sources else None

    def gather(
        self,
        goal: str,
        sources: Sequence[str],
        asking: Sequence[str],
        corpora: Sequence[str],
        profile: str,
        until: int | None,
        progress: Progress,
        say: Say,
    ) -> tuple[str, tuple[Asked, ...]]:
        """Ask, and return the name of the corpus that the answers became and what was asked.

        What is fetched is read with the concepts of `corpora`, so that claims of both meet. A run that was made on
        such a corpus finds it as it was: other answers are another corpus.

        Raises: SettingsError for a service that there is not, or that cannot be asked as the settings are.
        """
        services = self._open(tuple(dict.fromkeys(sources)))
        extent = _extent(profile)
        fetched = fetch(
            services, asking, limit=extent.records, full_texts=extent.full_texts, until=until, progress=progress
        )
        bench = Bench(self._workspace, corpora, until, progress=progress)
        try:
            content, reading = _Content(fetched), ByRules(bench.library.concepts())
            name = f"{PREFIX}{content.fingerprint()[:12]}"
            notes = troubles(fetched.asked)
            title = f"Fetched for: {goal[:TITLE]}"
            papers = Papers(name, content, reading, title=title, notes=notes, progress=progress)
            asked = json.dumps([each.model_dump(mode="json") for each in fetched.asked])
            load(self._workspace, papers, bench.embedder, progress, further={ASKED: asked})
        finally:
            bench.close()
        for line in notes:
            say(f"Not searched: {line}")
        return name, fetched.asked

    def completed(self, plan: Plan, progress: Progress, say: Say) -> Plan:
        """Return a plan whose services were asked its queries; those of a plan that was edited are asked now."""
        if not plan.sources or self._was_asked(plan):
            return plan
        names = tuple(name for name in plan.corpora if not name.startswith(PREFIX))
        asking = plan.queries or self.planned(plan.goal, plan.sources, plan.profile)
        if not asking:
            return plan
        name, _ = self.gather(plan.goal, plan.sources, asking, names, plan.profile, plan.until, progress, say)
        return plan.model_copy(update={"queries": asking, "corpora": (*names, name)})

    def _was_asked(self, plan: Plan) -> bool:
        names = [name for name in plan.corpora if name.startswith(PREFIX)]
        paths = [self._workspace.corpora / f"{name}.db" for name in names]
        if not names or not all(path.is_file() for path in paths):
            return False
        corpora = [Corpus(path) for path in paths]
        try:
            there = {(each.service, each.query, each.until) for each in asked_of(corpora)}
        finally:
            for corpus in corpora:
                corpus.close()
        return {(name, query, plan.until) for name in plan.sources for query in plan.queries} <= there


def _extent(profile: str) -> Extent:
    return EXTENTS.get(profile, EXTENTS["standard"])


class _Content:
    """What came, as a pack of papers takes it."""

    def __init__(self, fetched: Fetched) -> None:
        self._fetched = fetched

    def items(self) -> Iterable[ImportedSource]:
        return self._fetched.items

    def fingerprint(self) -> str:
        return hashlib.sha256(self._fetched.model_dump_json().encode()).hexdigest()
