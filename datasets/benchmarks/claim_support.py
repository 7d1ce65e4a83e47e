"""Claim support: does the judge of citations agree with people on what a paper answers?

Each item is a question that a title asks, the paper's abstract without its conclusion, the conclusion, and the
verdict of people who read it: yes, no or maybe. The judge takes the question for the claim.

Source: PubMedQA, https://doi.org/10.18653/v1/D19-1259 (MIT); 500 of its labelled questions.
"""

import hashlib
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal

import numpy as np

from coscientist.datasets.benchmarks.benchmark import (
    BenchmarkOptions,
    BenchmarkReport,
    Metric,
    Progress,
    data_folder,
)
from coscientist.datasets.benchmarks.statistics import Resamples, share
from coscientist.domain.base import Value
from coscientist.domain.errors import CorpusError
from coscientist.domain.literature import Passage
from coscientist.literature.citations.support import EmbeddedSupport
from coscientist.literature.citations.values import Judgement
from coscientist.literature.embedders import UniversalSentenceEncoder
from coscientist.literature.text.sentences import sentences

ORIGIN = "https://github.com/pubmedqa/pubmedqa"
FILE = "pubmedqa_500.json"
Part = Literal["development", "held out"]
MEANS = {"supports": "yes", "contradicts": "no", "silent": "maybe", "unknown": "maybe"}
Judge = Callable[[str, Passage], Judgement]


class Question(Value):
    """A question with what people found that the paper answers."""

    id: str
    claim: str
    abstract: str
    """Without its conclusion."""
    conclusion: str
    verdict: Literal["yes", "no", "maybe"]


class ClaimSupport:
    """Judges the judge of citations, which needs no language model, on questions that people have answered."""

    name = "claims"
    summary = "Does a passage support the claim it is cited for? The embedded judge beside people's verdicts."

    def run(self, options: BenchmarkOptions, progress: Progress = lambda _what, _done, _all: None) -> BenchmarkReport:
        """Judge the held-out questions. Raises: CorpusError when the data folder is missing."""
        return report("held out", read_questions(data_folder(options, "claims", ORIGIN) / FILE), options, progress)


def read_questions(path: Path) -> list[Question]:
    """Read the questions. Raises: CorpusError when the file is not what it should be."""
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
        return [
            Question(
                id=key,
                claim=row["QUESTION"],
                abstract=" ".join(row["CONTEXTS"]),
                conclusion=row["LONG_ANSWER"],
                verdict=row["final_decision"],
            )
            for key, row in sorted(rows.items())
        ]
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise CorpusError(f"{path.name} cannot be read: {error}.", f"Get it from {ORIGIN}.") from error


def part_of(question: str) -> Part:
    """Return the part to which a question belongs, by the hash of its id alone."""
    digest = hashlib.sha256(f"claims:{question}".encode()).digest()
    return "development" if digest[-1] % 2 == 0 else "held out"


def report(part: Part, questions: Sequence[Question], options: BenchmarkOptions, progress: Progress) -> BenchmarkReport:
    """Judge one part of the questions."""
    usual = _usual([question for question in questions if part_of(question.id) == "development"])
    asked = [question for question in questions if part_of(question.id) == part]
    judge = EmbeddedSupport(UniversalSentenceEncoder())
    others = np.random.default_rng(options.seed).permutation(len(asked))
    rows: list[dict[str, Metric]] = []
    steps: tuple[tuple[str, Callable[[int], Judgement]], ...] = (
        ("the paper's conclusion", lambda at: judge(asked[at].claim, _passage(asked[at].conclusion))),
        ("its abstract without the conclusion", lambda at: nearest(judge, asked[at].claim, asked[at].abstract)),
    )
    for done, (read, verdict) in enumerate(steps):
        progress(f"judging by {read}", done, 3)
        said = [MEANS[verdict(at).verdict] for at in range(len(asked))]
        rows += _rows(read, said, asked, usual, options)
    progress("judging by conclusions of other papers", 2, 3)
    elsewhere = [
        judge(asked[at].claim, _passage(asked[other].conclusion)).verdict == "silent"
        for at, other in enumerate(others)
        if at != other
    ]
    rows.append(_row("says nothing", "another paper's conclusion", "embedded judge", elsewhere, options))
    progress("done", 3, 3)
    data = {
        "questions": len(asked),
        "part": f"{part} (split on the hash of the id)",
        "verdicts of people": {name: sum(q.verdict == name for q in asked) for name in ("yes", "no", "maybe")},
        "mapping": "supports: yes; contradicts: no; says nothing or unknown: maybe",
        "interval": f"95 %, {options.resamples} bootstrap resamples of the questions",
        "seed": options.seed,
    }
    return BenchmarkReport(benchmark=ClaimSupport.name, data=data, results=tuple(rows))


def nearest(judge: Judge, claim: str, text: str) -> Judgement:
    """Return the judgement on the sentence of a text that is most about the claim."""
    return max((judge(claim, _passage(sentence)) for sentence in sentences(text)), key=lambda item: item.about)


def _passage(text: str) -> Passage:
    return Passage(id="p", source="s", quote=text)


def _usual(questions: Sequence[Question]) -> str:
    verdicts = [question.verdict for question in questions]
    return max(sorted(set(verdicts)), key=verdicts.count)


def _rows(
    read: str, said: Sequence[str], asked: Sequence[Question], usual: str, options: BenchmarkOptions
) -> list[dict[str, Metric]]:
    right = [answer == question.verdict for answer, question in zip(said, asked, strict=True)]
    majority = [question.verdict == usual for question in asked]
    rows = [
        _row("agreement", read, "embedded judge", right, options),
        _row("agreement", read, f"always {usual}", majority, options),
    ]
    for verdict in ("yes", "no", "maybe"):
        of_it = [good for good, answer in zip(right, said, strict=True) if answer == verdict]
        rows.append(_row("agreement where it says so", read, f"embedded judge: {verdict}", of_it, options))
    return rows


def _row(measure: str, read: str, method: str, right: Sequence[bool], options: BenchmarkOptions) -> dict[str, Metric]:
    row: dict[str, Metric] = {"method": method, "measure": measure, "reading": read}
    if not right:
        return row | {"share": None, "low": None, "high": None, "n": 0}
    drawn = Resamples([str(at) for at in range(len(right))], options.resamples, np.random.default_rng(options.seed))
    found = share(np.array(right), drawn)
    return row | {"share": found.value, "low": found.low, "high": found.high, "n": len(right)}
