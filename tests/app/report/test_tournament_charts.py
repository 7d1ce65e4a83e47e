"""Charts of a tournament: whole, the same for the same ledger, honest about how much stands behind them."""

import re
from collections.abc import Callable
from itertools import combinations
from xml.etree import ElementTree

import pytest

from coscientist.app.report.drawing.ratings import ratings_over_votes, top_chances
from coscientist.app.report.drawing.verdicts import biases, win_matrix
from coscientist.app.report.page import style
from coscientist.domain.match import Match
from coscientist.tournaments.diagnostics.diagnosis import diagnose
from coscientist.tournaments.ratings.rating import rate
from tests.tournaments.games import NAMES, judged, match

PAIRS = [pair for one, other in combinations(NAMES, 2) for pair in ((one, other), (other, one))]
LEDGER = judged({name: float(5 - number) for number, name in enumerate(NAMES)}, PAIRS)
LABELS = {name: f"Hypothesis {name}" for name in NAMES}


def drawn(matches: list[Match], labels: dict[str, str]) -> dict[str, str]:
    table = rate(matches, NAMES, k=2)
    history = [rate(matches[:9], NAMES, k=2), table]
    return {
        "history": str(ratings_over_votes(history, labels, "In words.")),
        "chances": str(top_chances(table, labels, "In words.")),
        "matrix": str(win_matrix(table, matches, labels, "In words.")),
        "bias": str(biases(diagnose(matches, table, replicates=0), "In words.")),
    }


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    return drawn(LEDGER, LABELS)


def test_the_same_ledger_is_drawn_byte_for_byte_the_same(texts: dict[str, str]) -> None:
    assert drawn(LEDGER, LABELS) == texts


@pytest.mark.parametrize("name", ["history", "chances", "matrix", "bias"])
def test_a_chart_is_whole_speaks_to_those_who_do_not_see_it_and_takes_its_colours_from_the_page(
    texts: dict[str, str], name: str
) -> None:
    root = ElementTree.fromstring(texts[name])
    assert root.attrib["aria-label"] == "In words."
    attributes = {key for found in root.iter() for key in found.attrib}
    assert not attributes & {"style", "fill", "stroke", "href"}
    used = {kind for found in root.iter() for kind in found.attrib.get("class", "").split()}
    assert [kind for kind in used if not re.search(rf"\.{kind}\b", style())] == []


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("history", ["votes so far", "95 % interval", "Elo points"]),
        ("chances", ["probability under the fitted model, from 30 votes", "among the top 2", "the best"]),
        ("matrix", ["share of votes won by the row"]),
        ("bias", ["n = 30", "logits, 95 % interval", "how often it won"]),
    ],
)
def test_charts_name_units_and_how_many_votes_there_are(texts: dict[str, str], name: str, said: list[str]) -> None:
    assert [text for text in said if text not in texts[name]] == []


def test_everything_drawn_lies_within_the_chart(texts: dict[str, str]) -> None:
    for text in texts.values():
        root = ElementTree.fromstring(text)
        right, bottom = (float(part) for part in root.attrib["viewBox"].split()[2:])
        for found in root.iter():
            for key, most in (
                ("x", right),
                ("x1", right),
                ("cx", right),
                ("y", bottom),
                ("y1", bottom),
                ("cy", bottom),
            ):
                assert 0.0 <= float(found.attrib.get(key, "0")) <= most


def test_the_matrix_shows_the_number_of_votes_of_each_pair_once_in_each_direction(texts: dict[str, str]) -> None:
    cells = [found.text for found in ElementTree.fromstring(texts["matrix"]).iter() if found.get("class") == "count"]
    assert cells == ["2"] * (2 * len(list(combinations(NAMES, 2))))


@pytest.mark.parametrize("title", ["<script>&\"'", "$x^2$ and $", "línea 漢字 β\x00\x1b[31m", "a" * 500, ""])
def test_any_title_gives_a_chart_that_can_be_read(title: str) -> None:
    for text in drawn(LEDGER, dict.fromkeys(NAMES, title)).values():
        ElementTree.fromstring(text)


@pytest.mark.parametrize(
    "make", [lambda: [match("h0", "h1", number=0)], lambda: [match("h0", "h1", "tie", number=0)]], ids=["one", "tie"]
)
def test_a_tournament_of_one_vote_is_drawn(make: Callable[[], list[Match]]) -> None:
    for text in drawn(make(), LABELS).values():
        ElementTree.fromstring(text)
