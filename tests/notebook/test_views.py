import subprocess
import sys

import matplotlib.pyplot as plt
import pandas as pd
import pytest

from coscientist.app.record import Record
from coscientist.domain.errors import NotFoundError
from coscientist.store import open_store
from tests.support.pages import Page
from tests.support.records import small_record

ATTACK = "<script>alert(1)</script>"


@pytest.fixture(scope="module")
def record() -> Record:
    return small_record()


def test_the_table_has_a_row_for_each_hypothesis_in_order_of_rank(record: Record) -> None:
    table = record.dataframe()
    assert list(table.index) == [entry.hypothesis.id for entry in record.entries]
    assert list(table["rank"].dropna()) == [1, 2, 3]
    assert table.loc["h-00000006", "rank"] is pd.NA


def test_the_table_says_what_the_record_says(record: Record) -> None:
    entry = record.entries[0]
    assert entry.rating is not None
    row = record.dataframe().loc[entry.hypothesis.id]
    assert (row["rating"], row["low"], row["high"]) == (entry.rating.value, entry.rating.low, entry.rating.high)
    assert (row["status"], row["bucket"], row["evidence_score"]) == ("untested", "high potential", 0.5)
    assert (row["interventions"], row["outcome"], row["sources"]) == ("lithium", "phosphorylated tau", 2)


def test_the_table_tells_who_took_a_hypothesis_out_and_why(record: Record) -> None:
    row = record.dataframe().loc["h-00000006"]
    assert (row["decided_by"], row["why"]) == ("person:ada", "No supply.")


def test_a_run_that_has_only_begun_has_an_empty_table() -> None:
    store = open_store(":memory:")
    store.save_run(small_record().run)
    table = Record(store, "run-20260101-abcdef").dataframe()
    assert table.empty
    assert "rating" in table.columns


def test_the_figure_has_a_point_for_each_rating(record: Record) -> None:
    (axes,) = record.plot_ratings().axes
    assert [line.get_xdata()[0] for line in axes.lines] == [e.rating.value for e in record.in_play if e.rating]  # type: ignore[index]


def test_the_figure_shows_the_best_when_asked_for_fewer(record: Record) -> None:
    (axes,) = record.plot_ratings(top=1).axes
    assert [label.get_text() for label in axes.get_yticklabels()] == [
        "lithium lowers phosphorylated tau (h-00000001)  1"
    ]


def test_the_figure_is_shown_once_whether_or_not_pyplot_is_in_use(record: Record) -> None:
    figure = record.plot_ratings()
    assert figure._repr_png_().startswith(b"\x89PNG")  # type: ignore[attr-defined]
    assert not plt.get_fignums()


def test_ratings_can_be_drawn_into_a_figure_of_ones_own(record: Record) -> None:
    own, axes = plt.subplots()
    assert record.plot_ratings(axes=axes) is own
    plt.close(own)


def test_titles_with_dollar_signs_are_drawn_as_they_are() -> None:
    figure = small_record(lambda text: f"$x_{{ {text}").plot_ratings()
    assert figure._repr_png_().startswith(b"\x89PNG")  # type: ignore[attr-defined]


def test_without_ratings_there_is_nothing_to_draw() -> None:
    store = open_store(":memory:")
    store.save_run(small_record().run)
    with pytest.raises(NotFoundError):
        Record(store, "run-20260101-abcdef").plot_ratings()


def test_a_run_shows_its_leaderboard(record: Record) -> None:
    page = Page(record._repr_html_())
    assert not page.unclosed
    assert "3 of 6 hypotheses in play, 1 eliminated, 1 known, 1 merged" in page.text
    assert repr(record).splitlines()[2].split()[:2] == ["1", f"{record.in_play[0].rating.value:.0f}"]  # type: ignore[union-attr]


def test_a_run_escapes_what_it_shows() -> None:
    page = Page(small_record(lambda text: ATTACK + text)._repr_html_())
    assert "script" not in page.tags
    assert ATTACK in page.text


def test_looking_at_a_run_loads_neither_pandas_nor_matplotlib() -> None:
    code = (
        "import sys; from tests.support.records import small_record; r = small_record(); r._repr_html_(); repr(r);"
        "r.evidence('h-00000001');"
        "print([m for m in ('pandas', 'matplotlib', 'IPython', 'rdkit', 'scipy.stats') if m in sys.modules])"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
