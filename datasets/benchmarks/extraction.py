"""Extraction against curation: do rules read from a sentence what a curator read from it?

Curators quote a sentence for each claim, so a sentence says at least what was curated from it; it may say more that
nobody curated. Precision is therefore a lower bound. Rules were written while looking at the development part of the
documents alone; only the held-out part is reported.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Literal

import numpy as np

from coscientist.datasets.benchmarks.benchmark import BenchmarkOptions, BenchmarkReport, Metric, Progress
from coscientist.datasets.benchmarks.extraction_scoring import (
    Answer,
    Item,
    Things,
    Verdict,
    concept_recall,
    directions,
    pair_precision,
    pair_recall,
    pairs,
    signs,
    worst,
)
from coscientist.datasets.benchmarks.statistics import Resamples, share
from coscientist.datasets.packs.hbp import HumanBrainPharmacome
from coscientist.datasets.packs.kinds import kind_by_name
from coscientist.datasets.vocabularies import reading_vocabulary
from coscientist.domain.claim import Claim
from coscientist.domain.concept import Concept
from coscientist.domain.literature import Passage
from coscientist.literature.extraction.extract import Reader
from coscientist.literature.extraction.vocabulary import Vocabulary
from coscientist.literature.text.sentences import sentence_spans

Part = Literal["development", "held out"]
WORST = 20


class Curation:
    """What the pack's curators read from the quotes of one part of its documents."""

    def __init__(self, part: Part) -> None:
        self.concepts: dict[str, Concept] = {}
        self.passages: dict[str, Passage] = {}
        self.claims: dict[str, list[Claim]] = defaultdict(list)
        """By passage; without bookkeeping of what things are."""
        for record in HumanBrainPharmacome().records():
            if isinstance(record, Concept):
                self.concepts[record.id] = record
            elif isinstance(record, Passage) and part_of(record.source) == part:
                self.passages[record.id] = record
            elif isinstance(record, Claim) and not record.predicate.structural:
                for passage in record.passages:
                    if passage in self.passages:
                        self.claims[passage].append(record)
        self.things = Things(self.concepts.values())

    def read(self, vocabulary: Vocabulary) -> list[Item]:
        """Read every curated passage by rules and set it beside the curation."""
        by_source: dict[str, list[Passage]] = defaultdict(list)
        for name in self.claims:
            by_source[self.passages[name].source].append(self.passages[name])
        concepts = {**vocabulary.concepts, **self.concepts}
        items: list[Item] = []
        for source, group in sorted(by_source.items()):
            reader = Reader(vocabulary, [passage.quote for passage in group])
            for passage in group:
                curated = pairs(self.claims[passage.id], self.things, concepts)
                items.append(
                    Item(
                        source=source,
                        quote=passage.quote,
                        curated=curated,
                        wanted=frozenset(thing for pair in curated for thing in pair),
                        answer=self._answer(reader, passage, concepts),
                    )
                )
        return items

    def _answer(self, reader: Reader, passage: Passage, concepts: dict[str, Concept]) -> Answer:
        mentions = reader.mentions(passage.quote)
        named = [self.things.of(concepts[mention.concept]) for mention in mentions]
        together = {
            frozenset((first, second))
            for start, end in sentence_spans(passage.quote)
            for inside in [[n for m, n in zip(mentions, named, strict=True) if start <= m.start < end]]
            for at, group in enumerate(inside)
            for other in inside[:at]
            for first in group
            for second in other
            if first != second
        }
        claims = reader.claims(passage)
        return Answer(
            named=tuple(named),
            said=pairs(claims, self.things, {**concepts, **reader.states}),
            together=frozenset(together),
        )


def part_of(source: str) -> Part:
    """Return the part to which a document belongs, by the hash of its id alone."""
    digest = hashlib.sha256(f"extraction:{source}".encode()).digest()
    return "development" if digest[-1] % 2 == 0 else "held out"


class ExtractionBenchmark:
    """Judges extraction by rules on the quoted sentences of the default pack."""

    name = "extraction"
    summary = "Read concepts and claims from the sentences that the default pack quotes, beside what its curators read."

    def run(self, options: BenchmarkOptions, progress: Progress = lambda _what, _done, _all: None) -> BenchmarkReport:
        """Read the held-out documents with the pack's names, and without them."""
        return report("held out", options, progress)


def report(part: Part, options: BenchmarkOptions, progress: Progress) -> BenchmarkReport:
    """Judge one part of the documents."""
    curation = Curation(part)
    progress("reading with the pack's names", 0, 3)
    items = curation.read(Vocabulary(curation.concepts.values()))
    progress("reading with those and the shipped lists", 1, 3)
    texts = [curation.passages[name].quote for name in curation.claims]
    both = curation.read(reading_vocabulary(texts, kind_by_name, curation.concepts.values()))
    progress("reading without the pack's names", 2, 3)
    elsewhere = curation.read(reading_vocabulary(texts, kind_by_name))
    progress("done", 3, 3)
    rows = [
        *_rows(items, options),
        *_rows(both, options, "names of the pack, shipped lists and mined terms"),
        *_rows(elsewhere, options, "shipped lists and mined terms"),
    ]
    data = {
        "pack": HumanBrainPharmacome.info.name,
        "part": f"{part} (split by document, on the hash of its id)",
        "documents": len({item.source for item in items}),
        "passages": len(items),
        "curated things": sum(len(item.wanted) for item in items),
        "curated pairs": sum(len(item.curated) for item in items),
        "precision": "a lower bound: what nobody curated counts as wrong",
        "interval": f"95 %, {options.resamples} bootstrap resamples of the documents",
        "seed": options.seed,
        "worst misses": [_miss(kind, item, pair, curation) for kind, item, pair in worst(items, WORST)],
    }
    return BenchmarkReport(benchmark=ExtractionBenchmark.name, data=data, results=tuple(rows))


def _rows(
    items: Sequence[Item], options: BenchmarkOptions, names: str = "names of the pack"
) -> list[dict[str, Metric]]:
    rng = np.random.default_rng(options.seed)
    direction, first = directions(items)
    sign, wanted = signs(items)
    usual = 1 if sum(wanted) >= 0 else -1
    shuffled = _elsewhere(items, rng)
    measured: list[tuple[str, str, list[Verdict]]] = [
        ("concept recall", "vocabulary", concept_recall(items)),
        ("pair precision", "rules", pair_precision(items)),
        ("pair precision", "all in one sentence", pair_precision(items, together=True)),
        ("pair precision", "rules, curation of another passage", pair_precision(shuffled)),
        ("pair recall", "rules", pair_recall(items)),
        ("pair recall", "all in one sentence", pair_recall(items, together=True)),
        ("direction of pairs found", "rules", direction),
        ("direction of pairs found", "named first acts", first),
        ("sign of pairs found", "rules", sign),
        (
            "sign of pairs found",
            "always the usual",
            [(source, value == usual) for (source, _), value in zip(sign, wanted, strict=True)],
        ),
    ]
    return [_row(measure, names, method, verdicts, options) for measure, method, verdicts in measured]


def _row(
    measure: str, names: str, method: str, verdicts: Sequence[Verdict], options: BenchmarkOptions
) -> dict[str, Metric]:
    row: dict[str, Metric] = {"method": method, "names": names, "measure": measure}
    if not verdicts:
        return row | {"share": None, "low": None, "high": None, "n": 0}
    drawn = Resamples([source for source, _ in verdicts], options.resamples, np.random.default_rng(options.seed))
    right = share(np.array([good for _, good in verdicts]), drawn)
    return row | {"share": right.value, "low": right.low, "high": right.high, "n": len(verdicts)}


def _elsewhere(items: Sequence[Item], rng: np.random.Generator) -> list[Item]:
    """Set each passage's answer beside the curation of another passage: what chance would agree on."""
    order = rng.permutation(len(items))
    return [
        Item(item.source, item.quote, items[other].curated, items[other].wanted, item.answer)
        for item, other in zip(items, order, strict=True)
    ]


def _miss(kind: str, item: Item, pair: Iterable[str], curation: Curation) -> dict[str, object]:
    said = item.curated[frozenset(pair)].claims[0]
    read = item.answer.said.get(frozenset(pair))
    return {
        "miss": kind,
        "source": item.source,
        "sentence": " ".join(item.quote.split()),
        "curated": _sentence(said, curation),
        "read": _sentence(read.claims[0], curation) if read else "nothing",
    }


def _sentence(claim: Claim, curation: Curation) -> str:
    names = [_name(end, curation) for end in (claim.subject, claim.object)]
    return f"{names[0]} {claim.predicate.value} {names[1]}"


def _name(concept: str, curation: Curation) -> str:
    """Return the name of a curated concept, or of a state that was read: `p(HGNC:MAPT)|phosphorylation`."""
    if concept in curation.concepts:
        return curation.concepts[concept].name
    thing, _, state = concept.rpartition("|")
    return f"{curation.concepts[thing].name} ({state})"
