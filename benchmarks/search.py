"""How fast a large corpus is built and searched, and what the shortcuts of its search miss.

    python -m benchmarks.search [--passages N] [--folder DIR] [--json]

Passages are made by joining the first half of one sentence of the default corpus with the second half of another, for
every pair anew. Reading a million of them with the encoder would take hours, so their vectors are made: the real
vectors of the two halves, weighed as fits real vectors of 600 such passages best, plus what that fit left over of one
of these. Every tenth sentence is kept out and asks: its vector, and two to six of its words. Each search is done once
to warm up and then timed; the exact searches it is compared with run in the same process, one after another.
"""

import argparse
import json
import re
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.search_passages import PER_SOURCE, Floats, MadeVectors, Material, made_records
from coscientist.domain.literature import Passage, Source
from coscientist.literature.corpus import Corpus, Found
from coscientist.literature.corpus_build import build_corpus, change_corpus, facts
from coscientist.literature.corpus_tables import signs_path, vectors_path
from coscientist.literature.embedders import UniversalSentenceEncoder
from coscientist.literature.library import Library
from coscientist.literature.passage_filter import PassageFilter
from coscientist.literature.word_search import any_of

ADDED = 200
"""Passages of the source that is added."""
TOP = 10
RESAMPLES = 2000
TEN_YEARS = PassageFilter(first_year=2000, last_year=2009)
REVIEWS = PassageFilter(kinds=("review",))


def build(folder: Path, passages: int) -> dict[str, Any]:
    """Build the corpus, or build it again when it is there, and say what that took."""
    material = Material(folder / "material.npz")
    embedder = MadeVectors(material)
    wall, processor = time.perf_counter(), time.process_time()
    about = {"name": "made", "fingerprint": str(passages)}
    build_corpus(folder / "made.db", about, made_records(material, passages), embedder)
    path = folder / "made.db"
    generation = facts(path)["generation"]
    sizes = {"db": path, "vectors": vectors_path(path, generation), "signs": signs_path(path, generation)}
    return {
        "passages": passages,
        "seconds": time.perf_counter() - wall,
        "processor_seconds": time.process_time() - processor,
        "sentences_read": embedder.read,
        "fit_cosine": material.fit,
        "megabytes": {name: file.stat().st_size / 1e6 for name, file in sizes.items() if file.is_file()},
        "peak_memory_megabytes": _peak(),
    }


def add(folder: Path, passages: int) -> dict[str, Any]:
    """Add one source to the corpus, and say what that took."""
    material = Material(folder / "material.npz")
    embedder, path = MadeVectors(material), folder / "made.db"
    added = list(made_records(material, passages + ADDED))[-ADDED - ADDED // PER_SOURCE :]
    source = Source(id="added", title="Added", year=2020)
    quoted = [each.model_copy(update={"source": "added"}) for each in added if isinstance(each, Passage)]
    wall, processor = time.perf_counter(), time.process_time()
    change_corpus(path, {"name": "made", "fingerprint": "added"}, [source, *quoted], embedder)
    took = {"seconds": time.perf_counter() - wall, "processor_seconds": time.process_time() - processor}
    return {"passages": len(quoted), **took, "sentences_read": embedder.read, "peak_memory_megabytes": _peak()}


def search(folder: Path) -> dict[str, Any]:
    """Time every search."""
    material = Material(folder / "material.npz")
    wall = time.perf_counter()
    corpus = Corpus(folder / "made.db")
    library = Library([corpus])
    corpus.nearest(material.asking_vectors[0])
    opening = time.perf_counter() - wall
    words, vectors = asked_words(material.asking), list(material.asking_vectors)
    encoder = UniversalSentenceEncoder()
    timed: dict[str, Any] = {}
    found: dict[str, list[list[Found]]] = {}
    searches: dict[str, Callable[[int], list[Found]]] = {
        "words": lambda at: corpus.search(words[at], limit=TOP),
        "meaning": lambda at: corpus.nearest(vectors[at], limit=TOP),
        "both, fused": lambda at: library.find(words[at], vectors[at], limit=TOP),
        "both, ten years": lambda at: library.find(words[at], vectors[at], limit=TOP, among=TEN_YEARS),
        "both, reviews": lambda at: library.find(words[at], vectors[at], limit=TOP, among=REVIEWS),
    }
    for name, one in searches.items():
        found[name], timed[name] = measured(one, len(words))
    held = _peak()
    # Sentences that were not asked before: the encoder keeps the vectors of those that were.
    _, timed["encoding a query"] = measured(lambda at: list(encoder.encode([f"{words[at]}?"] * 2)), len(words))
    exact_words, timed["words, all scored"] = measured(lambda at: scored_all(corpus, words[at]), 60)
    generation = corpus.about["generation"]
    whole = np.load(vectors_path(corpus.path, generation)).astype(np.float32)
    ids = [f"p{number}" for number in range(len(whole))]
    exact, timed["meaning, all compared"] = measured(lambda at: compared_all(whole, vectors[at]), 60)
    truth = [[ids[row] for row in rows] for rows in exact]
    recalled = {
        "words": recall(found["words"], exact_words),
        "meaning": recall(found["meaning"], truth),
    }
    return {
        "opening_seconds": opening,
        "peak_memory_megabytes": held,
        "milliseconds": timed,
        "recall_at_10": recalled,
        "times_faster": {
            "words": ratio(timed, "words, all scored", "words"),
            "meaning": ratio(timed, "meaning, all compared", "meaning"),
        },
    }


def asked_words(sentences: Sequence[str]) -> list[str]:
    """Draw two to six words of four letters and more from each sentence."""
    rng = np.random.default_rng(2)
    queries = []
    for sentence in sentences:
        words = list(dict.fromkeys(re.findall(r"\w{4,}", sentence)))
        count = min(int(rng.integers(2, 7)), len(words))
        queries.append(" ".join(words[at] for at in rng.choice(len(words), count, replace=False)))
    return queries


def scored_all(corpus: Corpus, query: str) -> list[str]:
    """Score every passage that holds any of the words."""
    return [passage for _, passage, _ in corpus._connection.execute(
        "SELECT row, id, fit FROM (SELECT rowid AS at, bm25(passage_text) AS fit FROM passage_text "
        "WHERE passage_text MATCH ? ORDER BY fit, at LIMIT ?) JOIN passage ON row = at ORDER BY fit, at",
        (any_of(query.split()), TOP),
    )]  # fmt: skip


def compared_all(whole: Floats, vector: Floats) -> list[int]:
    """Compare every vector."""
    similar = whole @ vector
    near = np.argpartition(-similar, TOP)[:TOP]
    return [int(row) for row in near[np.argsort(-similar[near], kind="stable")]]


def measured(one: Callable[[int], list[Any]], count: int) -> tuple[list[list[Any]], dict[str, float]]:
    """Do each search once unmeasured and once measured. Units: milliseconds."""
    results = [one(at) for at in range(count)]
    wall, processor = [], []
    for at in range(count):
        start, worked = time.perf_counter(), time.process_time()
        one(at)
        wall.append((time.perf_counter() - start) * 1e3)
        processor.append((time.process_time() - worked) * 1e3)
    (p50, p95), (q50, q95) = np.percentile(wall, [50, 95]), np.percentile(processor, [50, 95])
    return results, {"p50": p50, "p95": p95, "processor_p50": q50, "processor_p95": q95, "n": count}


def recall(found: Sequence[Sequence[Found]], exact: Sequence[Sequence[str]]) -> dict[str, float]:
    """Return the share of the exact first ten that was found, with a 95 % interval over queries."""
    shares = [
        len({hit.passage.id for hit in hits} & set(best)) / max(1, len(best))
        for hits, best in zip(found, exact, strict=False)
    ]
    drawn = np.random.default_rng(3).choice(shares, size=(RESAMPLES, len(shares))).mean(axis=1)
    low, high = np.percentile(drawn, [2.5, 97.5])
    return {"mean": float(np.mean(shares)), "low": float(low), "high": float(high), "n": len(shares)}


def ratio(timed: dict[str, Any], slow: str, fast: str) -> float:
    """Return how many times the processor time of one search goes into that of another, by the medians."""
    return float(timed[slow]["processor_p50"] / timed[fast]["processor_p50"])


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def run(folder: Path, passages: int) -> dict[str, Any]:
    """Build, search and grow, each in a process of its own so that its memory can be told."""

    def apart(work: Callable[..., dict[str, Any]], *arguments: Any) -> dict[str, Any]:
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            found = pool.submit(work, *arguments).result()
        print(json.dumps(found), file=sys.stderr)  # so that a run that is ended early leaves what it has
        return found

    Material(folder / "material.npz")
    return {
        "build": (built := apart(build, folder, passages)),
        "search": apart(search, folder),
        "add one source": (added := apart(add, folder, passages)),
        "search after adding": apart(search, folder),
        "adding, to building": {each: added[each] / built[each] for each in ("seconds", "processor_seconds")},
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--passages", type=int, default=1_000_000)
    parser.add_argument("--folder", type=Path, help="Where to build; kept afterwards. Otherwise a temporary folder.")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    folder = given.folder or Path(tempfile.mkdtemp())
    folder.mkdir(parents=True, exist_ok=True)
    try:
        report = run(folder, given.passages)
    finally:
        if given.folder is None:
            shutil.rmtree(folder)
    if given.json:
        json.dump(report, sys.stdout, indent=1)
        return
    for part, told in report.items():
        print(part)
        for name, value in told.items():
            lines = value.items() if isinstance(value, dict) else [("", value)]
            for key, item in lines:
                print(f"  {name} {key}: {_shown(item)}")


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key} {_shown(item)}" for key, item in value.items())
    return f"{value:,.3g}" if isinstance(value, float) and value < 100 else f"{value:,.0f}"


if __name__ == "__main__":
    main()
