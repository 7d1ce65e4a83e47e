"""Open discovery on frozen literature: read rightly, blind to the answer, and the answer among the first ten."""

import gzip
from pathlib import Path

import numpy as np
import pytest

from coscientist.datasets.benchmarks.benchmark import BenchmarkOptions, BenchmarkReport, load_benchmark
from coscientist.datasets.benchmarks.swanson import Question, all_papers, discover
from coscientist.datasets.benchmarks.swanson_literature import (
    TITLES,
    TitleReader,
    read_frozen,
)
from coscientist.datasets.benchmarks.swanson_substances import Substances
from coscientist.datasets.benchmarks.swanson_validation import matched_auroc
from coscientist.datasets.headings import natural_order
from coscientist.domain.errors import CorpusError
from tests.support.shared_data import SHARED, shared

LINES = [
    "1|1975|Migraine and serotonin.|Humans;Migraine Disorders;Serotonin",
    "2|NULL|Undated.|Serotonin",
    "3|1990|Later.|Serotonin;Migraine Disorders",
    "4|1980|Serotonin in platelets.|Serotonin;Blood Platelets",
]


def write(folder: Path, lines: list[str], titles: list[str]) -> Path:
    with gzip.open(folder / "pmid_dp_ti_mh_made_up.psv.gz", "wt", encoding="utf-8") as text:
        text.write("\n".join(lines) + "\n")
    with gzip.open(folder / TITLES, "wt", encoding="latin-1") as text:
        text.write("\n".join(titles) + "\n")
    return folder


def test_only_dated_records_from_before_the_cut_are_read(tmp_path: Path) -> None:
    frozen = read_frozen(write(tmp_path, LINES, []))
    assert [record.year for record in frozen.records] == [1975, 1980]
    assert frozen.undated == 1


def test_check_tags_are_no_subjects(tmp_path: Path) -> None:
    (first, _) = read_frozen(write(tmp_path, LINES, [])).records
    assert first.headings == {"Migraine Disorders", "Serotonin"}


def test_titles_on_the_answer_are_not_read_and_known_ones_not_twice(tmp_path: Path) -> None:
    titles = ["1Mag: !Mag Magnesium in cells.", "1Mig: !Mig Migraine and diet.", "2Mig: !Mig Migraine and serotonin"]
    assert read_frozen(write(tmp_path, LINES, titles)).titles == ("Migraine and diet.",)


def test_a_broken_line_is_shown(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"made_up.*no columns"):
        read_frozen(write(tmp_path, ["no columns"], []))


def test_missing_files_are_named(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="lacks"):
        read_frozen(tmp_path)


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("Oral contraceptives in classical migraine", {"Contraceptives, Oral", "Migraine Disorders"}),
        ("The calcium channel blocker nifedipine", {"Calcium Channel Blockers", "Nifedipine"}),
        ("Calcium and the channel", {"Calcium"}),
        ("Hypercalcium", set()),
    ],
)
def test_titles_name_headings_in_natural_words(title: str, found: set[str]) -> None:
    headings = ["Contraceptives, Oral", "Calcium Channel Blockers", "Calcium", "Nifedipine", "Migraine Disorders"]
    assert TitleReader(headings, {"migraine": "Migraine Disorders"}).read(title) == found


def test_only_one_inversion_is_undone() -> None:
    assert natural_order("Contraceptives, Oral") == "Oral Contraceptives"
    assert natural_order("Lipoproteins, HDL, Synthetic") == "Lipoproteins, HDL, Synthetic"


def test_substances_are_things_one_could_give() -> None:
    substances = Substances(
        ["Magnesium", "Nifedipine", "Vasoconstriction", "Escherichia coli", "Calcium Channel Blockers"]
    )
    assert substances.all() == ["Magnesium", "Nifedipine"]


def test_a_class_and_its_members_are_kin() -> None:
    substances = Substances(["Prostaglandins E", "Dinoprostone", "Magnesium", "Calcium"])
    assert substances.kin("Dinoprostone") == {"Prostaglandins E"}
    assert "Dinoprostone" in substances.kin("Prostaglandins E")
    assert "Calcium" not in substances.kin("Magnesium")


def test_what_is_known_or_restates_is_no_candidate() -> None:
    papers = [
        frozenset({"Migraine Disorders", "Diet", "Prostaglandins E", "Nifedipine"}),
        frozenset({"Diet", "Dinoprostone", "Magnesium"}),
        frozenset({"Diet", "Nifedipine"}),
        frozenset({"Brain"}),
    ]
    substances = Substances({heading for paper in papers for heading in paper})
    found = discover(papers, "Migraine Disorders", substances, "log tf-idf cosine")
    assert found.ranked == ("Magnesium",)
    assert (found.known, found.restated) == (2, 1)
    kept = discover(papers, "Migraine Disorders", substances, "log tf-idf cosine", restated=True)
    assert set(kept.ranked) == {"Magnesium", "Dinoprostone"}


def test_popularity_wins_nothing_in_the_validation() -> None:
    papers = np.array([1.0] * 10 + [64.0] * 10)
    linked = np.array([True] + [False] * 9 + [True] * 9 + [False])
    assert matched_auroc(papers, linked, np.floor(np.log2(papers))) == 0.5
    better = papers + 0.5 * linked
    assert matched_auroc(better, linked, np.floor(np.log2(papers))) == 1.0


@pytest.fixture(scope="module")
def report() -> BenchmarkReport:
    shared("lbd-migraine")
    return load_benchmark("swanson").run(BenchmarkOptions(data=SHARED, resamples=20))


def test_magnesium_is_among_the_first_ten(report: BenchmarkReport) -> None:
    (chosen,) = [row for row in report.results if str(row["method"]).endswith("(chosen)")]
    assert int(chosen["rank"] or 0) <= 10
    assert int(chosen["n"] or 0) > 500


def test_the_score_is_the_one_that_did_best_on_other_start_concepts(report: BenchmarkReport) -> None:
    best = max(report.results, key=lambda row: float(row["validation auroc"] or 0))
    assert str(best["method"]).endswith("(chosen)")


def test_spreading_depression_platelets_and_vasoconstriction_are_bridges(report: BenchmarkReport) -> None:
    assert set(report.data["subjects of the files as bridges"]) == {
        "Cortical Spreading Depression",
        "Platelet Aggregation",
        "Vasoconstriction",
    }


def test_no_paper_read_mentions_both_ends() -> None:
    question = Question()
    papers = all_papers(read_frozen(shared("lbd-migraine")), question)
    assert not [paper for paper in papers if {question.start, "Magnesium"} <= paper]


def test_another_start_gives_another_order() -> None:
    papers = all_papers(read_frozen(shared("lbd-migraine")), Question(start="Epilepsy", words=("epilepsy",)))
    substances = Substances({heading for paper in papers for heading in paper})
    orders = [discover(papers, start, substances, "log tf-idf cosine") for start in ("Epilepsy", "Hypertension")]
    assert orders[0].ranked[:10] != orders[1].ranked[:10]
    assert all(len(order.ranked) > 300 for order in orders)
