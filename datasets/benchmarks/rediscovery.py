"""Rediscovery: from what a corpus held at a cut year, predict which pairs of concepts it will link later.

What is predicted is what gets curated: a date says when a paper appeared and was read into the corpus, not when
something was first found. Four traps make such figures meaningless; `docs/benchmarks.md` says how each is avoided and
`tests/datasets/benchmarks/test_rediscovery_traps.py` holds it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from coscientist.datasets.benchmarks.benchmark import BenchmarkOptions, BenchmarkReport, Metric, Progress
from coscientist.datasets.benchmarks.rediscovery_direction import direction_rows
from coscientist.datasets.benchmarks.rediscovery_methods import BASELINE, OURS, REFERENCE, Method, methods_at
from coscientist.datasets.benchmarks.statistics import Ranking, Resamples, gain, judge
from coscientist.domain.claim import Claim
from coscientist.domain.concept import Concept
from coscientist.domain.errors import CorpusError
from coscientist.evidence.graph import EvidenceGraph
from coscientist.evidence.scores.features import Snapshot
from coscientist.evidence.scores.later_links import (
    LaterLink,
    Matched,
    Matching,
    later_links,
    linked_ever,
    matched_controls,
)
from coscientist.evidence.scores.pair_score import OpenPairs
from coscientist.literature.corpus import Corpus

CUTS = (2010, 2012, 2014, 2016)
LEAKAGE = 0.80
"""A degree-matched AUROC above this says that something from after the cut was seen."""


class History:
    """One corpus as it stood at any year. What a snapshot holds is read through `Corpus(until=year)` alone."""

    def __init__(self, path: Path) -> None:
        self.path = path
        whole = Corpus(path)
        self.about = {"corpus": whole.name, "fingerprint": whole.fingerprint}
        self.concepts: list[Concept] = whole.concepts()
        self.claims: list[Claim] = whole.claims()
        """In hindsight: only labels are read from these."""
        whole.close()
        self.at = lru_cache(maxsize=8)(self._at)

    def _at(self, year: int) -> Snapshot:
        corpus = Corpus(self.path, until=year)
        claims = corpus.claims()
        vectors = corpus.vectors(passage for claim in claims for passage in claim.passages)
        corpus.close()
        return Snapshot(graph=EvidenceGraph(self.concepts, claims), until=year, sentence_vectors=vectors)


@dataclass(frozen=True)
class Task:
    """What there is to predict at one cut."""

    cut: int
    snapshot: Snapshot
    open_pairs: OpenPairs
    positives: list[LaterLink]
    closed: dict[str, int]
    restated: bool
    """Whether pairs that were linked before in another form are among them."""


class Rediscovery:
    """Judges the path score, the learned combination and the classical scores at each cut."""

    name = "rediscovery"
    summary = "Predict which pairs of concepts a corpus links after a cut year, from what it held by then."

    def run(self, options: BenchmarkOptions, progress: Progress = lambda _what, _done, _all: None) -> BenchmarkReport:
        """Run every cut. Raises: CorpusError when there is no corpus or nothing was linked after a cut."""
        if options.corpus is None:
            raise CorpusError("Rediscovery needs a corpus.", "Name one with --corpus, as --corpus hbp.")
        history = History(options.corpus)
        cuts = options.until or CUTS
        rows: list[dict[str, Metric]] = []
        about: dict[str, object] = {}
        for done, cut in enumerate(cuts):
            progress(f"cut {cut}", done, len(cuts))
            task = make_task(history, cut)
            methods = methods_at(history.at, history.claims, cut, options.seed)
            facts, found = judge_task(task, history, methods, options)
            about[str(cut)] = facts
            rows.extend(found)
            kept = [method for method in methods if method.part in (OURS, BASELINE)]
            facts["with restatements"], found = judge_task(
                make_task(history, cut, restated=True), history, kept, options
            )
            rows.extend(found)
            rows.extend(direction_rows(task.snapshot.graph, task.positives, cut, options))
        progress("done", len(cuts), len(cuts))
        data = {
            **history.about,
            "predicts": "what gets curated after the cut, not what was discovered then",
            "interval": f"95 %, {options.resamples} bootstrap resamples of the papers that link the pairs later",
            "seed": options.seed,
            "cuts": about,
        }
        return BenchmarkReport(benchmark=self.name, data=data, results=tuple(rows))


def make_task(history: History, cut: int, *, restated: bool = False) -> Task:
    """Collect the pairs to predict. Raises: CorpusError when there are none."""
    snapshot = history.at(cut)
    open_pairs = OpenPairs(snapshot.graph)
    positives, closed = later_links(open_pairs, history.claims, after=cut, restated=restated)
    if not positives:
        raise CorpusError(f"The corpus links no pair of known concepts after {cut}.", "Choose an earlier year.")
    return Task(cut, snapshot, open_pairs, positives, closed, restated)


def judge_task(
    task: Task, history: History, methods: Sequence[Method], options: BenchmarkOptions
) -> tuple[dict[str, object], list[dict[str, Metric]]]:
    """Judge all methods against both kinds of controls; return facts about the task, and the rows."""
    ever = linked_ever(history.claims)
    graph = task.snapshot.graph
    facts: dict[str, object] = {
        "papers before": len({claim.source for claim in graph.claims.values() if claim.source is not None}),
        "concepts": len(graph.linked_concepts()),
        "positives": len(task.positives),
        "papers that link them": len({link.source for link in task.positives}),
        "left out": task.closed,
    }
    rows: list[dict[str, Metric]] = []
    for at, matching in enumerate(Matching):
        rng = np.random.default_rng([options.seed, task.cut, at])
        matched = matched_controls(task.open_pairs, task.positives, ever, matching, rng, restated=task.restated)
        facts[f"{matching.value}: controls"] = sum(map(len, matched.controls))
        facts[f"{matching.value}: positives without control"] = matched.unmatched
        rows += _rows(task, matching, matched, methods, Resamples(matched.clusters, options.resamples, rng))
    suspicious = [
        f"{row['method']} ({row['negatives']})"
        for row in rows
        if str(row["negatives"]).startswith(Matching.DEGREE) and float(row["auroc"] or 0.0) > LEAKAGE
    ]
    if suspicious:
        facts["treat as leakage until shown otherwise"] = suspicious
    return facts, rows


def _rows(
    task: Task,
    matching: Matching,
    matched: Matched,
    methods: Sequence[Method],
    drawn: Resamples,
) -> list[dict[str, Metric]]:
    labels, weights = np.array(matched.labels), np.array(matched.weights)
    rankings = {method.name: Ranking(method.score.scores(matched.pairs), labels, weights, drawn) for method in methods}
    rows: list[dict[str, Metric]] = []
    for method in methods:
        judged = judge(rankings[method.name], drawn)
        row: dict[str, Metric] = {
            "method": method.name,
            "part": method.part,
            "until": task.cut,
            "negatives": matching.value + (", restatements kept" if task.restated else ""),
            "auroc": judged.auroc.value,
            "low": judged.auroc.low,
            "high": judged.auroc.high,
            "ap": judged.average_precision.value,
            "ap_low": judged.average_precision.low,
            "ap_high": judged.average_precision.high,
            "n": len(matched.positives),
        }
        if method.part == OURS:
            over = gain(rankings[method.name], rankings[REFERENCE], drawn)
            row |= {f"over {REFERENCE}": over.value, "over_low": over.low, "over_high": over.high}
        rows.append(row)
    return rows
