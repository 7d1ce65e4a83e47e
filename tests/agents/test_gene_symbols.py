"""Genes that goals and corpora call by different symbols."""

import pytest

from coscientist.agents.planning.gene_symbols import known_names, known_symbols
from coscientist.agents.planning.lexicon import Lexicon
from coscientist.agents.planning.plan import read_goal
from coscientist.datasets.genes import symbol_named, symbols_of
from coscientist.domain.concept import Concept, ConceptKind
from tests.support.small_world import ABOUT, SmallWorld


def lexicon_of(*names: str) -> Lexicon:
    return Lexicon([Concept(id=name, name=name, kind=ConceptKind.PROTEIN) for name in names])


@pytest.mark.parametrize(
    ("goal", "held", "found"),
    [
        ("raise GBA1 activity", "GBA", {"GBA1": "GBA"}),
        ("lower CCN2", "CTGF", {"CCN2": "CTGF"}),
        ("lower CTGF", "CCN2", {"CTGF": "CCN2"}),
        ("lower CCN2", "CCN2", {}),
        ("raise GDNF", "ATF2", {}),
        ("lower IL-99X", "IL6", {}),
        ("Which drugs help?", "GBA", {}),
    ],
)
def test_a_symbol_that_the_corpora_do_not_use_is_found_by_one_that_they_do(
    goal: str, held: str, found: dict[str, str]
) -> None:
    assert known_symbols(goal, lexicon_of(held)) == found


def test_a_symbol_of_several_genes_that_the_corpora_have_stays_open() -> None:
    shared = "p38"
    assert symbols_of(shared) == ()
    assert known_symbols(f"inhibit {shared.upper()}", lexicon_of("MAPK14", "AIMP2")) == {}


def test_a_plan_says_under_which_symbol_a_gene_was_found(small_world: SmallWorld) -> None:
    plan = read_goal("Reduce CCN2 in renal fibrosis", small_world.graph(), ABOUT)
    assert [target.concepts for target in plan.targets] == [("ctgf",)]
    assert plan.reading.understood["CCN2"] == "CTGF, as the corpora call it"
    assert not plan.reading.not_understood


@pytest.mark.parametrize(
    ("goal", "held", "found"),
    [
        ("prevent cytochrome c release", "CYCS", {"cytochrome c": "CYCS"}),
        ("Activate PPAR gamma in mice", "PPARG", {"PPAR gamma": "PPARG"}),
        ("Raise synaptophysin, please", "SYP", {"synaptophysin": "SYP"}),
        ("Raise synaptophysin", "synaptophysin", {}),
        ("Raise synaptophysin", "SYT1", {}),
        ("what is the next step of the rest", "REST", {}),
    ],
)
def test_a_gene_is_found_by_its_name_where_the_corpora_use_its_symbol(
    goal: str, held: str, found: dict[str, str]
) -> None:
    assert known_names(goal, lexicon_of(held)) == found


def test_an_abbreviation_in_small_letters_is_no_gene() -> None:
    assert symbol_named("CREB") == "CREB1"
    assert symbol_named("creb") is None


def test_a_goal_is_read_by_the_name_of_a_gene(small_world: SmallWorld) -> None:
    plan = read_goal("Reduce cellular communication network factor 2", small_world.graph(), ABOUT)
    assert [target.concepts for target in plan.targets] == [("ctgf",)]
