"""Four ways to score well without predicting anything, and that none of them is open.

The strongest test of the first: deleting everything after the cut from the corpus changes no score.
"""

from pathlib import Path

import numpy as np
import pytest

from coscientist.datasets.benchmarks.benchmark import BenchmarkOptions
from coscientist.datasets.benchmarks.rediscovery import History, Rediscovery, make_task
from coscientist.datasets.benchmarks.rediscovery_methods import methods_at
from coscientist.domain.claim import Claim, Predicate
from coscientist.domain.concept import Concept
from coscientist.domain.errors import CorpusError
from coscientist.evidence.scores.learned import learn, training_examples
from tests.support.literature import claim, concept, write_corpus

CUT = 2010
NAMES = [f"G{number}" for number in range(40)]


def literature() -> tuple[list[Concept], list[Claim]]:
    rng = np.random.default_rng(7)
    claims = []
    for paper in range(150):
        field = int(rng.integers(4)) * 10
        members = field + rng.choice(10, 4, replace=False)
        for at in range(3):
            subject, object_ = NAMES[members[at]], NAMES[members[at + 1]]
            sign = Predicate.INCREASES if rng.random() < 0.6 else Predicate.DECREASES
            claims.append(claim(subject, object_, sign, source=f"pmid:{paper}", year=2003 + paper // 10))
    forms = [concept("G0p", parent="G0"), concept("G1v", parent="G1")]
    claims += [claim("G0p", "G5", source="pmid:3", year=2003), claim("G1v", "G6", source="pmid:4", year=2003)]
    return [*(concept(name, label=name) for name in NAMES), *forms], claims


def history(folder: Path, concepts: list[Concept], claims: list[Claim], name: str = "corpus") -> History:
    return History(write_corpus(folder / f"{name}.db", concepts, claims))


def all_scores(found: History, seen: History) -> dict[str, np.ndarray]:
    """Score the pairs that `found` has to predict with what `seen` knew at the cut."""
    pairs = [link.pair for link in make_task(found, CUT).positives]
    return {
        method.name: method.score.scores(pairs)
        for method in methods_at(seen.at, seen.claims, CUT, seed=0)
        if method.name != "random"
    }


def test_evidence_from_after_the_cut_changes_no_score(tmp_path: Path) -> None:
    concepts, claims = literature()
    whole = history(tmp_path, concepts, claims)
    cut_off = history(tmp_path, concepts, [item for item in claims if (item.year or 0) <= CUT], "cut off")
    expected, found = all_scores(whole, cut_off), all_scores(whole, whole)
    assert len(expected) > 20
    for method, scores in expected.items():
        assert np.allclose(scores, found[method], rtol=1e-9, atol=1e-12), method


def test_undated_structural_claims_change_no_score_and_are_nothing_to_predict(tmp_path: Path) -> None:
    concepts, claims = literature()
    whole = history(tmp_path, concepts, claims)
    positives = {link.pair for link in make_task(whole, CUT).positives}
    giveaway = [
        claim(first, second, Predicate.PART_OF, source=None, year=None) for first, second in sorted(positives)[::2]
    ]
    poisoned = history(tmp_path, concepts, [*claims, *giveaway], "poisoned")
    assert {link.pair for link in make_task(poisoned, CUT).positives} == positives
    expected, found = all_scores(whole, whole), all_scores(whole, poisoned)
    for method, scores in expected.items():
        assert np.allclose(scores, found[method], rtol=1e-9, atol=1e-12), method


def test_a_protein_and_its_own_forms_are_neither_positives_nor_controls(tmp_path: Path) -> None:
    concepts, claims = literature()
    later = [claim("G0", "G0p", source="pmid:900", year=2015), claim("G1v", "G1", source="pmid:901", year=2016)]
    task = make_task(history(tmp_path, concepts, [*claims, *later]), CUT)
    kin = {frozenset(("G0", "G0p")), frozenset(("G1", "G1v"))}
    assert not kin & {frozenset(link.pair) for link in task.positives}
    assert task.closed["kin"] == 2
    assert all(task.open_pairs.why_closed(*pair) == "kin" for pair in map(sorted, kin))


def test_papers_that_restate_what_is_old_are_left_out_and_counted(tmp_path: Path) -> None:
    concepts, claims = literature()
    known = next(item for item in claims if item.subject == "G0" and item.year is not None and item.year <= CUT)
    again = claim("G0", known.object, source="pmid:900", year=2015)
    other_form = claim("G0p", known.object, source="pmid:901", year=2016)
    task = make_task(history(tmp_path, concepts, [*claims, again, other_form]), CUT)
    pairs = {frozenset(link.pair) for link in task.positives}
    assert frozenset(("G0", known.object)) not in pairs
    assert frozenset(("G0p", known.object)) not in pairs
    assert task.closed["restated"] >= 1
    kept = make_task(history(tmp_path, concepts, [*claims, again, other_form], "kept"), CUT, restated=True)
    assert frozenset(("G0p", known.object)) in {frozenset(link.pair) for link in kept.positives}


def test_the_learned_combination_is_trained_on_nothing_after_the_cut(tmp_path: Path) -> None:
    concepts, claims = literature()
    whole = history(tmp_path, concepts, claims)
    cut_off = history(tmp_path, concepts, [item for item in claims if (item.year or 0) <= CUT], "cut off")
    fits = [learn(training_examples(item.at, item.claims, until=CUT)) for item in (whole, cut_off)]
    assert fits[0] == pytest.approx(fits[1])


def test_random_labels_cannot_be_predicted(tmp_path: Path) -> None:
    """Links drawn without regard to anything leave every method at chance, within its interval."""
    rng = np.random.default_rng(11)
    names = [f"N{number}" for number in range(120)]
    claims = []
    for paper in range(400):
        first, second = rng.choice(120, 2, replace=False)
        claims.append(claim(names[first], names[second], source=f"pmid:{paper}", year=2000 + paper // 25))
    path = write_corpus(tmp_path / "noise.db", [concept(name, label=name) for name in names], claims)
    report = Rediscovery().run(BenchmarkOptions(corpus=path, until=(CUT,), resamples=200))
    ours = [row for row in report.results if row.get("part") == "ours"]
    assert ours
    for row in ours:
        assert float(row["low"] or 0) <= 0.5 <= float(row["high"] or 0), row


def test_structure_that_is_there_is_found(tmp_path: Path) -> None:
    """The made-up literature has four fields within which links are likelier: paths must see that."""
    concepts, claims = literature()
    path = write_corpus(tmp_path / "fields.db", concepts, claims)
    report = Rediscovery().run(BenchmarkOptions(corpus=path, until=(CUT,), resamples=100))
    row = next(row for row in report.results if row["method"] == "path score")
    assert row["negatives"] == "degree-matched"
    assert float(row["low"] or 0) > 0.6


def test_it_says_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="needs a corpus"):
        Rediscovery().run(BenchmarkOptions())
    concepts, claims = literature()
    path = write_corpus(tmp_path / "corpus.db", concepts, claims)
    with pytest.raises(CorpusError, match="after 2030"):
        Rediscovery().run(BenchmarkOptions(corpus=path, until=(2030,)))
