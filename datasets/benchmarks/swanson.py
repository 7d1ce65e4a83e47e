"""Swanson's discovery of 1988: from migraine, through what was published before, to magnesium.

Nothing here knows the answer but the line that looks up its rank. Which score ranks is chosen by the run itself, on
other start concepts (`swanson_validation`).

Source: Swanson 1988, https://doi.org/10.1353/pbm.1988.0009; files from https://github.com/akastrin/ida2025lbd (MIT)
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from coscientist.datasets.benchmarks.benchmark import (
    BenchmarkOptions,
    BenchmarkReport,
    Metric,
    Progress,
    data_folder,
)
from coscientist.datasets.benchmarks.swanson_literature import Frozen, TitleReader, read_frozen
from coscientist.datasets.benchmarks.swanson_substances import Substances
from coscientist.datasets.benchmarks.swanson_validation import validate
from coscientist.domain.base import Value
from coscientist.evidence.scores.open_discovery import SCORES, Candidates, Mentions, bridges

ORIGIN = "https://github.com/akastrin/ida2025lbd"
MAX_RESAMPLES = 100


class Question(Value):
    """Where open discovery starts. Any heading will do."""

    start: str = "Migraine Disorders"
    words: tuple[str, ...] = ("migraine", "migraines", "migrainous")
    """Words by which titles name the start concept."""
    akin: tuple[str, ...] = ("Headache", "Vascular Headaches", "Cluster Headache")
    """Headings that may not choose the score either."""


ANSWER = "Magnesium"
SUBJECTS = ("Cortical Spreading Depression", "Platelet Aggregation", "Vasoconstriction")
"""What the files beside the start's own were collected for; the bridges that one expects to find."""


class Discovery(Value):
    """Candidates in order, and what became of the other substances."""

    ranked: tuple[str, ...]
    substances: int
    known: int
    """Substances that some paper mentions with the start."""
    restated: int
    """Substances whose class or form some paper mentions with the start."""


class Swanson:
    """Ranks all substances that nobody had mentioned with migraine; the answer should be among the first ten."""

    name = "swanson"
    summary = "Open discovery from migraine in literature frozen before 1988; magnesium is the answer."

    def run(self, options: BenchmarkOptions, progress: Progress = lambda _what, _done, _all: None) -> BenchmarkReport:
        """Validate the scores, choose one, rank. Raises: CorpusError when the data folder is missing."""
        return ask(Question(), data_folder(options, "lbd-migraine", ORIGIN), options, progress)


def ask(question: Question, folder: Path, options: BenchmarkOptions, progress: Progress) -> BenchmarkReport:
    """Choose a score on other start concepts, then rank all substances for this one by it."""
    frozen = read_frozen(folder)
    papers = all_papers(frozen, question)
    headings = {heading for paper in papers for heading in paper}
    substances = Substances(headings)
    progress("choosing the score on other start concepts", 0, 3)
    rng = np.random.default_rng(options.seed)
    validated, starts = validate(
        frozen.records, substances.all(), {question.start, *question.akin}, rng, resamples=options.resamples
    )
    chosen = max((name for name in validated if name != "papers"), key=lambda name: validated[name].value)
    progress("ranking", 1, 3)
    found = {name: discover(papers, question.start, substances, name) for name in SCORES}
    progress("resampling papers", 2, 3)
    draws = [rng.integers(0, len(papers), len(papers)) for _ in range(min(options.resamples, MAX_RESAMPLES))]
    best = found[chosen]
    ranks = [rank_again([papers[at] for at in draw], question.start, best.ranked, chosen) for draw in draws]
    low, high = np.percentile(ranks, [2.5, 97.5])
    between = bridges(Candidates(Mentions(papers), substances.all()), question.start, ANSWER, limit=None)
    progress("done", 3, 3)
    rows: list[dict[str, Metric]] = [
        {
            "method": name + (" (chosen)" if name == chosen else ""),
            "rank": _rank(discovery),
            "low": float(low) if name == chosen else None,
            "high": float(high) if name == chosen else None,
            "n": len(discovery.ranked),
            "validation auroc": validated[name].value,
            "validation low": validated[name].low,
            "validation high": validated[name].high,
            "rank with restatements": _rank(discover(papers, question.start, substances, name, restated=True)),
        }
        for name, discovery in found.items()
    ]
    data = {
        "start": question.start,
        "answer": ANSWER,
        "records": len(frozen.records),
        "undated records left out": frozen.undated,
        "titles": len(frozen.titles),
        "substances": best.substances,
        "mentioned with the start": best.known,
        "class or form mentioned with the start": best.restated,
        "candidates": len(best.ranked),
        "substance": "has a structure or a MeSH tree number in the drug vocabulary, is no class and no macromolecule",
        "validated on start concepts": starts,
        "interval of the rank": f"95 %, {len(draws)} bootstrap resamples of the papers, candidates fixed",
        "first 20": list(best.ranked[:20]),
        "bridging concepts in all": len(between),
        "bridging concepts": [item.model_dump() for item in between[:20]],
        "subjects of the files as bridges": {
            item.concept: {"place": place, **item.model_dump(exclude={"concept"})}
            for place, item in enumerate(between, start=1)
            if item.concept in SUBJECTS
        },
        "seed": options.seed,
    }
    return BenchmarkReport(benchmark=Swanson.name, data=data, results=tuple(rows))


def all_papers(frozen: Frozen, question: Question) -> list[frozenset[str]]:
    """Return each paper's headings; titles that name the start concept count as headed by it."""
    headings = {heading for record in frozen.records for heading in record.headings}
    reader = TitleReader(headings, dict.fromkeys(question.words, question.start))
    start = frozenset({question.start})
    papers = [record.headings | (reader.read(record.title) & start) for record in frozen.records]
    return papers + [reader.read(title) for title in frozen.titles]


def discover(
    papers: Sequence[frozenset[str]], start: str, substances: Substances, score: str, *, restated: bool = False
) -> Discovery:
    """Rank the substances that no paper mentions with the start.

    Without `restated`, those whose class or form some paper mentions with it are left out as well.
    """
    mentions = Mentions(papers)
    candidates = Candidates(mentions, [item for item in substances.all() if item in mentions])
    counts = candidates.start(start)
    with_start = {mentions.concepts[at] for at in np.flatnonzero(counts)} | {start}
    unknown = [name not in with_start for name in candidates.names]
    fresh = [restated or not substances.kin(name) & with_start for name in candidates.names]
    found = SCORES[score](candidates, counts)
    order = sorted(range(len(found)), key=lambda at: (-found[at], candidates.names[at]))
    return Discovery(
        ranked=tuple(candidates.names[at] for at in order if unknown[at] and fresh[at]),
        substances=len(candidates.names),
        known=len(unknown) - sum(unknown),
        restated=sum(unknown) - sum(map(bool.__and__, unknown, fresh)),
    )


def rank_again(papers: Sequence[frozenset[str]], start: str, names: Sequence[str], score: str) -> int:
    """Return the answer's rank among the same candidates by other papers; those that no paper mentions come last."""
    mentions = Mentions(papers)
    candidates = Candidates(mentions, [name for name in names if name in mentions])
    if ANSWER not in candidates.names:
        return len(names)
    found = SCORES[score](candidates, candidates.start(start))
    return int((found > found[candidates.names.index(ANSWER)]).sum()) + 1


def _rank(discovery: Discovery) -> int:
    """Return the answer's rank; one after the last where it is no candidate."""
    ranked = discovery.ranked
    return ranked.index(ANSWER) + 1 if ANSWER in ranked else len(ranked) + 1
