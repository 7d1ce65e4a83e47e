"""A small literature on kidney fibrosis, made up for tests: every strategy and every reviewer finds something in it.

The sentences and papers are invented; only the names of drugs are real, so that their structures can be looked up.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from coscientist.agents.planning.plan import read_goal
from coscientist.agents.workbench import Workbench
from coscientist.datasets.packs.json_lines import JsonLines
from coscientist.domain.check import Check
from coscientist.domain.concept import Concept, ConceptKind
from coscientist.domain.goal import Plan
from coscientist.domain.hypothesis import Hypothesis
from coscientist.evidence.graph import EvidenceGraph
from coscientist.literature.corpus import Corpus
from coscientist.literature.corpus_build import build_corpus
from coscientist.literature.library import Library
from tests.support.literature import LetterVectors

GOAL = "Find interventions that reduce collagen I in renal fibrosis"
ABOUT = ("signals to collagen in the kidney",)

CONCEPTS: tuple[dict[str, Any], ...] = (
    {"id": "col1", "name": "collagen I", "kind": "protein", "synonyms": ["COL1A1", "type I collagen"]},
    {"id": "fn1", "name": "fibronectin", "kind": "protein"},
    {"id": "tgfb1", "name": "TGF-β1", "kind": "protein", "synonyms": ["TGFB1"]},
    {"id": "smad3", "name": "SMAD3", "kind": "protein"},
    {
        "id": "psmad3",
        "name": "phosphorylated SMAD3",
        "kind": "protein",
        "parent": "smad3",
        "modification": "phosphorylation",
    },
    {"id": "nox4", "name": "NOX4", "kind": "protein"},
    {"id": "ampk", "name": "AMPK", "kind": "protein"},
    {"id": "ctgf", "name": "CTGF", "kind": "protein"},
    {"id": "tgfbr1", "name": "TGFBR1", "kind": "protein"},
    {"id": "smurf2", "name": "SMURF2", "kind": "protein"},
    {"id": "ppm1a", "name": "PPM1A", "kind": "protein"},
    {"id": "agtr1", "name": "AGTR1", "kind": "protein"},
    {"id": "fibrosis", "name": "renal fibrosis", "kind": "disease", "synonyms": ["kidney fibrosis"]},
    {"id": "unknown", "name": "PubChem compound 11978813", "kind": "compound"},
    *(
        {"id": name.replace(" ", "-"), "name": name, "kind": "compound"}
        for name in (
            "losartan", "metformin", "resveratrol", "pirfenidone", "apocynin", "tranilast", "candesartan", "sirolimus",
            "tempol", "cadmium chloride", "fasudil",
        )
    ),
)  # fmt: skip

MICE, RATS = {"species": ["mouse"]}, {"species": ["rat"]}
FIBROBLASTS, MESANGIUM = {"cell type": ["fibroblast"]}, {"cell type": ["mesangial cell"]}
KINASE = {"object_aspect": "kinase activity"}

CLAIMS: tuple[tuple[str, str, str, int, str, dict[str, Any]], ...] = (
    ("psmad3", "increases", "col1", 2008, "Phosphorylated SMAD3 raised collagen I in mice.", {"context": MICE}),
    ("psmad3", "increases", "col1", 2010, "Collagen I rose with phosphorylated SMAD3.", {"context": MICE}),
    ("psmad3", "increases", "fn1", 2010, "Fibronectin followed phosphorylated SMAD3.", {"context": MICE}),
    ("nox4", "increases", "col1", 2009, "NOX4 induced collagen I in tubules.", {"context": RATS}),
    ("ampk", "decreases", "col1", 2011, "Active AMPK lowered collagen I.", {"subject_aspect": "kinase activity"}),
    ("ctgf", "increases", "col1", 2007, "CTGF may contribute to collagen I deposition.", {}),
    ("tgfb1", "increases", "col1", 2001, "TGF-β1 increased collagen I.", {}),
    ("losartan", "decreases", "col1", 2005, "Losartan reduced collagen I in rats.", {"context": RATS}),
    ("losartan", "decreases", "col1", 2007, "Collagen I fell under losartan.", {"context": RATS}),
    ("losartan", "decreases", "tgfb1", 2004, "Losartan lowered TGF-β1.", {"context": RATS}),
    ("sirolimus", "decreases", "col1", 2006, "Sirolimus lowered collagen I in fibroblasts.", {"context": FIBROBLASTS}),
    ("sirolimus", "increases", "col1", 2008, "Sirolimus raised collagen I in mesangial cells.", {"context": MESANGIUM}),
    ("metformin", "increases", "ampk", 2012, "Metformin activated AMPK in the kidney.", {**KINASE, "context": MICE}),
    ("metformin", "increases", "ampk", 2014, "AMPK was activated by metformin.", {**KINASE, "context": MICE}),
    ("metformin", "decreases", "nox4", 2015, "Metformin suppressed NOX4.", {"context": MICE}),
    ("resveratrol", "increases", "ampk", 2010, "Resveratrol switched AMPK on.", {**KINASE, "context": RATS}),
    ("resveratrol", "causes no change in", "nox4", 2012, "Resveratrol did not alter NOX4.", {}),
    ("pirfenidone", "decreases", "psmad3", 2013, "Pirfenidone lowered phosphorylated SMAD3.", {"context": MICE}),
    ("pirfenidone", "decreases", "psmad3", 2016, "SMAD3 phosphorylation fell under pirfenidone.", {"context": MICE}),
    ("apocynin", "decreases", "nox4", 2006, "Apocynin inhibited NOX4.", {"object_aspect": "activity", "context": RATS}),
    ("tranilast", "decreases", "ctgf", 2003, "Tranilast might reduce CTGF.", {}),
    ("candesartan", "decreases", "agtr1", 2002, "Candesartan blocked AGTR1.", {"object_aspect": "activity"}),
    ("candesartan", "decreases", "nox4", 2011, "Candesartan lowered NOX4.", {"context": RATS}),
    ("agtr1", "increases", "nox4", 2010, "AGTR1 drove NOX4.", {"context": RATS}),
    ("tgfbr1", "increases", "psmad3", 2003, "TGFBR1 phosphorylated SMAD3.", {"context": MICE}),
    ("smurf2", "increases", "psmad3", 2009, "SMURF2 sent phosphorylated SMAD3 to degradation.",
     {"object_aspect": "degradation"}),
    ("ppm1a", "decreases", "psmad3", 2006, "PPM1A removed the phosphate of SMAD3.", {}),
    ("unknown", "decreases", "psmad3", 2012, "Compound 7c lowered phosphorylated SMAD3.", {}),
    ("cadmium-chloride", "decreases", "nox4", 2012, "Cadmium chloride lowered NOX4.", {}),
    ("tempol", "decreases", "nox4", 2012, "The scavenger lowered NOX4 too.", {}),
    ("fasudil", "decreases", "psmad3", 2018, "Fasudil lowered phosphorylated SMAD3 in fibroblasts.",
     {"context": FIBROBLASTS}),
    ("col1", "increases", "fibrosis", 2000, "Collagen I builds renal fibrosis.", {}),
    ("nox4", "increases", "fibrosis", 2013, "NOX4 worsened renal fibrosis.", {"context": MICE}),
)  # fmt: skip

PASSAGES = (
    ("Apocynin and pirfenidone were given together to uraemic rats.", 2014),
    ("Mice on resveratrol had their collagen I measured after a month.", 2015),
)


def pack_lines() -> list[dict[str, Any]]:
    """Return the literature as the lines of a user's pack."""
    lines: list[dict[str, Any]] = [
        {"type": "pack", "title": "Kidney fibrosis", "licence": "CC0-1.0", "about": list(ABOUT)},
        *({"type": "concept", **concept} for concept in CONCEPTS),
    ]
    for number, (subject, predicate, object_, year, quote, more) in enumerate(CLAIMS, start=1):
        source = f"paper:{number}"
        lines.append(
            {"type": "source", "id": source, "title": f"Paper {number}", "year": year, "authors": ["A. Author"]}
        )
        named = {"subject": subject, "predicate": predicate, "object": object_}
        lines.append({"type": "claim", **named, "source": source, "quote": quote, **more})
    for number, (quote, year) in enumerate(PASSAGES, start=len(CLAIMS) + 1):
        lines.append({"type": "source", "id": f"paper:{number}", "title": f"Paper {number}", "year": year})
        lines.append({"type": "passage", "source": f"paper:{number}", "quote": quote})
    return lines


def write_pack(path: Path, lines: Sequence[dict[str, Any]] | None = None) -> Path:
    """Write lines, by default the whole literature, as a user's pack."""
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in (pack_lines() if lines is None else lines))
    path.write_text(text, encoding="utf-8")
    return path


def write_corpus(pack: Path, path: Path) -> Path:
    """Load a pack into a corpus file with vectors that count letters."""
    read = JsonLines(pack)
    about = {"name": read.info.name, "title": read.info.title, "fingerprint": read.fingerprint()}
    build_corpus(path, about, read.records(), LetterVectors())
    return path


class Shelf:
    """A structure book of a few compounds: everything but cadmium may be dosed, sartans are alike."""

    known = frozenset("losartan metformin pirfenidone apocynin candesartan sirolimus valsartan fasudil".split())

    def smiles(self, concept: Concept) -> str | None:
        return f"structure of {concept.name}" if concept.name in self.known else None

    def can_be_dosed(self, concept: Concept) -> bool:
        return concept.kind is ConceptKind.COMPOUND and concept.name not in ("cadmium chloride", "silicon")

    def known_medicine(self, concept: Concept) -> tuple[bool | None, str]:
        if concept.name == "apocynin":
            return None, "DrugBank lists apocynin"
        return concept.name in self.known, "the shelf"

    def is_like_natural(self, concept: Concept) -> bool:
        return concept.name in {"metformin", "sirolimus"}

    def may_enter_brain(self, concept: Concept) -> bool | None:
        return concept.name != "sirolimus" if concept.name in self.known else None

    def is_endogenous(self, concept: Concept) -> bool:
        return False

    def similar_drugs(self, smiles: str, *, limit: int) -> Sequence[tuple[Concept, float]]:
        if smiles != "structure of losartan":
            return []
        found = (("losartan", 1.0), ("valsartan", 0.7), ("candesartan", 0.65), ("telmisartan", 0.3))
        return [(Concept(id=f"drug:{n}", name=n, kind=ConceptKind.COMPOUND), s) for n, s in found][:limit]

    def is_oligomer(self, smiles: str) -> bool:
        return False

    def similarity(self, smiles: str, other: str) -> float:
        return 1.0 if smiles == other else 0.5


def no_checks(_hypothesis: Hypothesis, _concepts: Sequence[Concept]) -> Sequence[Check]:
    """Run no tool."""
    return ()


@dataclass(frozen=True)
class SmallWorld:
    """The pack and the corpus made from it; not to be changed."""

    pack: Path
    corpus: Path

    def library(self, until: int | None = None) -> Library:
        """Open the corpus."""
        return Library([Corpus(self.corpus, until=until)])

    def graph(self, until: int | None = None) -> EvidenceGraph:
        """Return the evidence that can be seen."""
        library = self.library(until)
        return EvidenceGraph(library.concepts(), library.claims())

    def bench(
        self, goal: str = GOAL, *, until: int | None = None, plan: Plan | None = None, **changed: Any
    ) -> Workbench:
        """Return a workbench for a goal, or for a plan; `changed` replaces fields of the plan."""
        graph = self.graph(until)
        read = plan or read_goal(goal, graph, ABOUT)
        return Workbench(
            plan=read.model_copy(update={"until": until, **changed}),
            graph=graph,
            library=self.library(until),
            embedder=LetterVectors(),
            structures=Shelf(),
            check=no_checks,
        )


def read_by_rules(bench: Workbench) -> Workbench:
    """Return the bench as if no curator but rules had read its claims."""
    claims = [claim.model_copy(update={"made_by": "rules:cues"}) for claim in bench.graph.claims.values()]
    return replace(bench, graph=EvidenceGraph(bench.graph.concepts.values(), claims))


@pytest.fixture(scope="session")
def small_world(tmp_path_factory: pytest.TempPathFactory) -> SmallWorld:
    """Give the small literature as a pack and as a corpus."""
    folder = tmp_path_factory.mktemp("small-world")
    pack = write_pack(folder / "kidney.jsonl")
    return SmallWorld(pack, write_corpus(pack, folder / "kidney.db"))


def world_of(folder: Path, *claims: dict[str, Any], concepts: Sequence[dict[str, Any]] = ()) -> SmallWorld:
    """Make a literature of one's own: claims without source get a paper each, without quote a sentence of their own."""
    lines: list[dict[str, Any]] = [{"type": "concept", **concept} for concept in concepts]
    for number, claim in enumerate(claims, start=1):
        source = claim.get("source", f"paper:{number}")
        lines.append({"type": "source", "id": source, "title": source, "year": 2000})
        quote = f"{claim['subject']} {claim['predicate']} {claim['object']}, {number}."
        lines.append({"type": "claim", "source": source, "quote": quote, **claim})
    pack = write_pack(folder / "made.jsonl", lines)
    return SmallWorld(pack, write_corpus(pack, folder / "made.db"))
