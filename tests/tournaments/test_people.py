"""Persons and laboratories beside the panel: their verdicts count, and are never outvoted in silence."""

import pytest

from coscientist.domain.match import Match
from coscientist.tournaments.people import disagreements
from coscientist.tournaments.ratings.rating import rate
from tests.tournaments.games import NAMES, judged, match

PAIRS = [(a, b) for a in NAMES for b in NAMES if a != b]
PANEL = judged({name: float(5 - number) for number, name in enumerate(NAMES)}, PAIRS * 2)


def said(*verdicts: Match, rated: tuple[str, ...] = NAMES) -> list[str]:
    matches = [*PANEL, *verdicts]
    return [entry.sentence for entry in disagreements(matches, rate(matches, rated, k=2))]


def test_a_person_who_agrees_is_not_told_of() -> None:
    assert said(match("h0", "h5", number="ada", judge="person:ada")) == []


def test_a_person_who_is_outvoted_is_told_of_with_the_votes() -> None:
    (sentence,) = said(match("h5", "h0", number="ada", judge="person:ada"))
    assert sentence.startswith("person:ada prefers h5 to h0, but the panel gave it 0 % of 4 votes on this pair")
    assert "the standings rank it below" in sentence


def test_a_person_who_sees_no_difference_where_the_panel_is_of_one_mind_is_told_of() -> None:
    (sentence,) = said(match("h5", "h0", "tie", number="ada", judge="person:ada"))
    assert sentence.startswith("person:ada sees no difference between h5 and h0, but")


def test_a_person_who_gives_no_verdict_disagrees_with_nobody() -> None:
    assert said(match("h5", "h0", "no result", number="ada", judge="person:ada")) == []


def test_a_laboratory_that_refutes_the_panel_s_favourite_is_told_of_though_it_is_out_of_play() -> None:
    (sentence,) = said(match("h5", "h0", number="lab", judge="lab:r1"), rated=NAMES[1:])
    assert sentence == "lab:r1 prefers h5 to h0, but the panel gave it 0 % of 4 votes on this pair."


@pytest.mark.parametrize("judge", ["person:ada", "lab:r1"])
def test_a_verdict_of_theirs_moves_more_than_one_of_a_model(judge: str) -> None:
    def gap(by: str) -> float:
        table = rate([*PANEL, match("h5", "h0", number="x", judge=by)], NAMES, k=2, draws=2)
        return table.rating("h0").value - table.rating("h5").value

    assert gap(judge) < gap("model:b")
