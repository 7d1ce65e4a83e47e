"""Passages for what a goal asks for in words that its reading passed over."""

import json
from pathlib import Path

import pytest

from coscientist.agents.generation.fetching import PER_PROMPT, goal_packets
from coscientist.agents.generation.passed_over import looked_up
from coscientist.agents.planning.surrogates import also_called
from coscientist.app.compose import Bench
from coscientist.app.library.corpora import take_in
from coscientist.app.workspace import Workspace
from coscientist.literature.embedders import UniversalSentenceEncoder

IN_AIR = "Raise the ionic conductivity of a solid electrolyte that is stable in air"
WET = "Storage in moisture costs the sulfide its crystal lattice."


def test_a_property_asked_for_by_an_adjective_is_looked_up_by_its_names() -> None:
    found = looked_up(IN_AIR, ("stable", "air"))
    assert found[0] == "stable air"
    assert {"moisture stability", "air stability", "moisture", "hydrolysis"} <= set(found)


def test_what_a_disease_is_judged_by_is_looked_up_where_the_corpora_do_not_have_the_disease() -> None:
    assert "apoptosis" in looked_up("Kill leukemia cells", ("leukemia",))


def test_words_apart_in_the_goal_are_looked_up_apart() -> None:
    goal = "Stable electrolytes for lithium batteries that bear air"
    assert looked_up(goal, ("stable", "air"))[0] == "stable"


@pytest.mark.parametrize(("word", "wanted"), [("hERG", True), ("CYP3A4", True), ("candidates", False)])
def test_a_word_of_its_own_is_looked_up_where_it_is_a_symbol(word: str, wanted: bool) -> None:
    unread = (word.casefold().removesuffix("s"),)
    assert bool(looked_up(f"Find {word} for tau", unread)) is wanted


def test_where_all_was_understood_nothing_is_looked_up() -> None:
    assert looked_up(IN_AIR, ()) == []
    assert also_called(["tau"]) == ()


def test_prompts_hold_passages_on_it(tmp_path: Path) -> None:
    lines = [
        {"type": "pack", "title": "Electrolytes", "licence": "CC0-1.0", "about": ["electrolytes"]},
        *({"type": "source", "id": f"s{number}", "title": f"Paper {number}", "year": 2020} for number in range(30)),
        *(_raises(number) for number in range(29)),
        {"type": "passage", "source": "s29", "quote": WET},
    ]
    path = tmp_path / "electrolytes.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    workspace = Workspace(tmp_path / "workspace")
    workspace.prepare()
    name, _ = take_in(workspace, str(path), embedder=UniversalSentenceEncoder())
    opened = Bench(workspace, [name], None)
    bench = opened.workbench(opened.read(IN_AIR))
    assert {"stable", "air"} <= set(bench.plan.reading.not_understood)
    for lot in goal_packets(bench, 2):
        assert len(lot) == PER_PROMPT
        assert any("moisture" in passage.quote for passage in lot)
    opened.close()


def _raises(number: int) -> dict[str, object]:
    element = ("Ga", "Al", "Ta", "Nb", "Y", "Zr", "Sr", "Ba", "Sc", "W")[number % 10]
    return {
        "type": "claim",
        "subject": f"{element} dopant {number}",
        "subject_kind": "material",
        "predicate": "increases",
        "object": "ionic conductivity",
        "object_kind": "property",
        "source": f"s{number}",
        "quote": f"{element} dopant {number} increased the ionic conductivity of the solid electrolyte.",
    }
