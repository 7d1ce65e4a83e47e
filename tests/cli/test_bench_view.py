"""A benchmark's rows as a table that fits a terminal."""

from coscientist.cli.views.bench_view import Row, figures, report_page, setting_of
from coscientist.cli.views.terminal import SafeConsole
from coscientist.datasets.benchmarks.benchmark import BenchmarkReport

ROW: Row = {
    "method": "path score",
    "part": "ours",
    "until": 2012,
    "auroc": 0.667,
    "low": 0.645,
    "high": 0.694,
    "ap": 0.654,
    "ap_low": 0.634,
    "ap_high": 0.681,
    "n": 1054,
    "over Adamic-Adar": 0.1,
    "over_low": 0.08,
    "over_high": 0.12,
}


def test_each_figure_has_the_interval_that_follows_it() -> None:
    assert figures(ROW) == {
        "auroc": (0.667, 0.645, 0.694),
        "ap": (0.654, 0.634, 0.681),
        "n": (1054,),
        "over Adamic-Adar": (0.1, 0.08, 0.12),
    }


def test_what_it_was_measured_under_heads_the_table() -> None:
    assert setting_of(ROW) == "ours, until 2012"


def test_the_page_fits_and_says_what_it_was_measured_on() -> None:
    report = BenchmarkReport(benchmark="b", data={"corpus": "hbp", "cuts": {"2012": {"n": 3}}}, results=(ROW, ROW))
    console = SafeConsole()
    console.width = 80
    with console.capture() as captured:
        console.print(report_page(report, console.width))
    shown = captured.get()
    assert max(len(line) for line in shown.splitlines()) <= 80
    assert shown.count("ours, until 2012") == 1
    assert "0.645 to 0.694" in shown
    assert "cuts: 2012 n 3" in shown


def test_no_number_of_figures_hides_the_methods() -> None:
    row: Row = {"method": "log tf-idf cosine (chosen)", "rank": 8, "low": 5.0, "high": 36.675, "n": 656}
    row = {**row, "validation auroc": 0.692, "validation low": 0.681, "validation high": 0.703}
    report = BenchmarkReport(benchmark="b", data={}, results=({**row, "rank with restatements": 15},))
    console = SafeConsole()
    console.width = 80
    with console.capture() as captured:
        console.print(report_page(report, console.width))
    assert "log tf-idf" in captured.get()
    assert "0.681 to 0.703" in captured.get()
