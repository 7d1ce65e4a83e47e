"""Pictures of a tournament: valid, the same for the same ledger, honest about how much stands behind them."""

from collections.abc import Callable
from itertools import combinations
from typing import Any
from xml.etree import ElementTree

import pytest

from coscientist.domain.match import Match
from coscientist.tournaments import plots
from coscientist.tournaments.diagnostics.diagnosis import refits
from coscientist.tournaments.plots import on_dark, svg
from coscientist.tournaments.ratings.rating import rate
from tests.tournaments.games import NAMES, judged, match

PAIRS = [pair for one, other in combinations(NAMES, 2) for pair in ((one, other), (other, one))]
LEDGER = judged({name: float(5 - number) for number, name in enumerate(NAMES)}, PAIRS)
LABELS = {name: f"Hypothesis {name}" for name in NAMES}


def drawn(matches: list[Match], labels: dict[str, str]) -> dict[str, Any]:
    table = rate(matches, NAMES, k=2)
    return {
        "history": plots.ratings_over_matches([rate(matches[:9], NAMES, k=2), table], labels=labels),
        "chances": plots.top_chances(table, labels=labels),
        "matrix": plots.win_matrix(table, matches, labels=labels),
        "bias": plots.bias(table.judges, refits(matches, table, replicates=0).calibration),
    }


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    return {name: svg(figure) for name, figure in drawn(LEDGER, LABELS).items()}


def test_the_same_ledger_is_drawn_byte_for_byte_the_same(texts: dict[str, str]) -> None:
    assert {name: svg(figure) for name, figure in drawn(LEDGER, LABELS).items()} == texts


@pytest.mark.parametrize("name", ["history", "chances", "matrix", "bias"])
def test_a_drawing_is_whole_and_holds_no_date_and_no_address(texts: dict[str, str], name: str) -> None:
    root = ElementTree.fromstring(texts[name])
    assert root.tag.endswith("svg")
    assert "<dc:date>" not in texts[name]
    assert "matplotlib.org" not in texts[name]
    loads = [value for found in root.iter() for key, value in found.attrib.items() if key.endswith("href")]
    assert all(value.startswith("#") for value in loads)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("history", ["votes so far", "95 % interval", "Elo points"]),
        ("chances", ["probability under the fitted model, from 30 votes", "among the top 2", "the best"]),
        ("matrix", ["share of votes won by the row"]),
        ("bias", ["n = 30", "logits, 95 % interval", "how often it won"]),
    ],
)
def test_axes_name_units_and_how_many_votes_there_are(texts: dict[str, str], name: str, said: list[str]) -> None:
    assert [text for text in said if text not in texts[name]] == []


def test_the_matrix_shows_the_number_of_votes_of_each_pair_once_in_each_direction(texts: dict[str, str]) -> None:
    cells = [found.text for found in ElementTree.fromstring(texts["matrix"]).iter() if found.text == "2"]
    assert len(cells) >= 2 * len(list(combinations(NAMES, 2)))


def test_on_dark_no_ink_of_the_light_page_is_left(texts: dict[str, str]) -> None:
    for text in texts.values():
        dark = on_dark(text)
        assert plots.INK in text
        assert plots.INK not in dark
        assert plots.MUTED not in dark


@pytest.mark.parametrize("title", ["<script>&\"'", "$x^2$ and $", "línea 漢字 β\x00\x1b[31m", "a" * 500, ""])
def test_any_title_gives_a_drawing_that_can_be_read(title: str, recwarn: pytest.WarningsRecorder) -> None:
    for figure in drawn(LEDGER, dict.fromkeys(NAMES, title)).values():
        ElementTree.fromstring(svg(figure))
    assert [warning for warning in recwarn if "Glyph" in str(warning.message)] == []


@pytest.mark.parametrize(
    "make", [lambda: [match("h0", "h1", number=0)], lambda: [match("h0", "h1", "tie", number=0)]], ids=["one", "tie"]
)
def test_a_tournament_of_one_vote_is_drawn(make: Callable[[], list[Match]]) -> None:
    for figure in drawn(make(), LABELS).values():
        ElementTree.fromstring(svg(figure))


def test_a_reader_s_own_style_changes_nothing(texts: dict[str, str]) -> None:
    import matplotlib as mpl

    with mpl.rc_context({"font.size": 30, "text.color": "red", "svg.hashsalt": "other"}):
        assert svg(drawn(LEDGER, LABELS)["chances"]) == texts["chances"]


def test_of_criteria_alone_only_what_was_foretold_is_drawn() -> None:
    votes = [each.model_copy(update={"judge": "panel/evidence"}) for each in LEDGER]
    drawing = svg(drawn(votes, LABELS)["bias"])
    assert "how often it won" in drawing
    assert "being shown first" not in drawing
