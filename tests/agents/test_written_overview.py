"""What a model writes about a run as a whole: cited, held against its passages, and nobody named who wrote nothing."""

import asyncio
from itertools import islice
from typing import Any

import pytest

from coscientist.agents.generation.bridging import Bridging
from coscientist.agents.meta_review.critique import CritiqueReview
from coscientist.agents.meta_review.patterns import Yield
from coscientist.agents.overview.contacts import contacts
from coscientist.agents.overview.material import Material, Sentence
from coscientist.agents.overview.research import research_overview
from coscientist.agents.overview.specific_aims import specific_aims
from coscientist.agents.overview.writing import write_up
from coscientist.agents.workbench import Workbench
from coscientist.domain.hypothesis import Hypothesis
from coscientist.domain.match import Match, Outcome
from coscientist.domain.review import Objection, Review, Severity
from coscientist.llm.limits.budget import BudgetLimits
from coscientist.llm.testing import ScriptedModel
from tests.support.model_world import answer_for, scientist, small_bench, small_pack, with_model

__all__ = ["small_bench", "small_pack"]
YIELDS = (Yield(strategy="generation/seeds", made=2, survived=1, mean_rating=1210.0, best_rank=1),)


@pytest.fixture(scope="module")
def ranked(small_bench: Workbench) -> list[Hypothesis]:
    return list(islice(Bridging().propose(small_bench, cycle=0), 3))


def material(bench: Workbench, ranked: list[Hypothesis], answers: Any = scientist) -> Material:
    return Material(with_model(bench, ScriptedModel(answers)), ranked)


def checked(bench: Workbench, ranked: list[Hypothesis], text: str, naming: str = "") -> Any:
    shown = material(bench, ranked)
    ids = [key for key, item in shown.passages.items() if naming and naming in item.quote]
    return shown.checked(Sentence(text=text, passages=(*ids, "p-0123456789ab")))


# --- sentences -----------------------------------------------------------------------------------------------------


def test_a_sentence_that_its_passage_carries_is_supported(small_bench: Workbench, ranked: list[Hypothesis]) -> None:
    said = checked(small_bench, ranked, "CDK5 raises tau phosphorylation in neurons.", "CDK5 increases tau")
    assert said.supported
    assert said.passages


def test_an_identifier_that_was_not_shown_is_rejected(small_bench: Workbench, ranked: list[Hypothesis]) -> None:
    said = checked(small_bench, ranked, "CDK5 raises tau phosphorylation in neurons.", "CDK5 increases tau")
    assert "p-0123456789ab" not in said.passages
    assert "1 identifier rejected" in said.note


@pytest.mark.parametrize(
    ("text", "naming", "why"),
    [
        ("CDK5 raises tau phosphorylation.", "", "no passage that was shown"),
        ("Dogs chase cats across the garden.", "CDK5 increases tau", "no passage cited says so"),
        ("CDK5 raises tau phosphorylation by 40 %.", "CDK5 increases tau", "in no passage cited: 40"),
    ],
)
def test_a_sentence_that_nothing_carries_is_marked(
    small_bench: Workbench, ranked: list[Hypothesis], text: str, naming: str, why: str
) -> None:
    said = checked(small_bench, ranked, text, naming)
    assert not said.supported
    assert why in said.note


# --- the three parts -----------------------------------------------------------------------------------------------


def test_a_direction_names_hypotheses_that_were_shown(small_bench: Workbench, ranked: list[Hypothesis]) -> None:
    overview, skipped = asyncio.run(research_overview(material(small_bench, ranked)))
    assert overview is not None
    assert overview.directions[0].hypotheses == (ranked[0].id,)
    assert overview.directions[0].importance.passages
    assert not overview.directions[0].known[0].supported
    assert not skipped


def test_a_direction_to_which_no_hypothesis_belongs_is_left_out(
    small_bench: Workbench, ranked: list[Hypothesis]
) -> None:
    content = answer_for("OverviewWritten", "")
    content["directions"][0]["hypotheses"] = ["H99"]
    overview, skipped = asyncio.run(research_overview(material(small_bench, ranked, [content])))
    assert overview is None
    assert "no hypothesis belongs to it" in skipped[0]


def test_the_aims_test_hypotheses_of_the_run(small_bench: Workbench, ranked: list[Hypothesis]) -> None:
    page, _ = asyncio.run(specific_aims(material(small_bench, ranked)))
    assert page is not None
    assert page.aims[0].hypotheses == (ranked[0].id,)
    assert page.need.supported


def test_an_aim_that_tests_nothing_of_the_run_is_left_out(small_bench: Workbench, ranked: list[Hypothesis]) -> None:
    content = answer_for("AimsWritten", "")
    content["aims"][0]["hypotheses"] = []
    page, skipped = asyncio.run(specific_aims(material(small_bench, ranked, [content])))
    assert page is None
    assert skipped


def test_contacts_are_authors_of_the_sources_named_for_them(small_bench: Workbench, ranked: list[Hypothesis]) -> None:
    shown = material(small_bench, ranked)
    people, skipped = asyncio.run(contacts(shown))
    assert [person.name for person in people] == ["A. Author"]
    assert set(people[0].sources) <= set(shown.sources)
    assert "N. Obody was left out" in skipped[0]


@pytest.mark.parametrize("reply", ["I cannot help with that.", "", "no JSON"])
def test_a_part_that_fails_is_missing_and_says_why(
    small_bench: Workbench, ranked: list[Hypothesis], reply: str
) -> None:
    bench = with_model(small_bench, ScriptedModel(lambda _: reply))
    written = asyncio.run(write_up(bench, ranked, YIELDS, {}))
    assert (written.research, written.specific_aims, written.contacts) == (None, None, ())
    assert {item.partition(":")[0] for item in written.skipped} == {
        "meta-review/overview",
        "meta-review/specific-aims",
        "meta-review/contacts",
    }


def test_the_parts_fail_apart(small_bench: Workbench, ranked: list[Hypothesis]) -> None:
    def answers(request: Any) -> Any:
        return "I cannot help with that." if request.schema_name == "AimsWritten" else scientist(request)

    written = asyncio.run(write_up(with_model(small_bench, ScriptedModel(answers)), ranked, YIELDS, {}))
    assert written.research is not None
    assert written.specific_aims is None
    assert written.contacts
    assert written.yields == YIELDS


def test_the_end_of_the_budget_leaves_the_parts_out(small_bench: Workbench, ranked: list[Hypothesis]) -> None:
    bench = with_model(small_bench, ScriptedModel(scientist, limits=BudgetLimits(calls=0)))
    written = asyncio.run(write_up(bench, ranked, YIELDS, {}))
    assert written.research is None
    assert all("0 calls" in item for item in written.skipped)
    assert "0 calls" in written.ended


# --- critique ------------------------------------------------------------------------------------------------------


def reviews_of(ranked: list[Hypothesis], count: int) -> list[Review]:
    made = Objection(kind="dose or time", text="Is it reached?", severity=Severity.MAJOR)
    return [
        Review(id=f"rv-{item.id}", hypothesis=item.id, reviewer="r", summary="", objections=(made,))
        for item in ranked[:count]
    ]


def critique(bench: Workbench, ranked: list[Hypothesis], *patterns: dict[str, Any], count: int = 3) -> Any:
    model = ScriptedModel([{"patterns": list(patterns)}])
    lost = Match(
        id="match-1", first=ranked[0].id, second=ranked[1].id, judge="model:m", outcome=Outcome.FIRST, reason="Shown."
    )
    work = CritiqueReview().review(with_model(bench, model), ranked, reviews_of(ranked, count), [lost])
    return asyncio.run(work), model


def found(*criticisms: str) -> dict[str, Any]:
    return {"name": "doses are open", "criticisms": list(criticisms), "advice": "Say the dose.", "concerns": "all"}


def test_a_pattern_counts_the_hypotheses_of_the_criticisms_that_exist(
    small_bench: Workbench, ranked: list[Hypothesis]
) -> None:
    done, _ = critique(small_bench, ranked, found("c1", "c2", "c2", "c999"))
    (recurring,) = done.found
    assert recurring.pattern.hypotheses == 2
    assert recurring.pattern.examples == ("Is it reached?",)
    assert recurring.pattern.advice == "Say the dose."


@pytest.mark.parametrize("named", [("c1",), ("c998", "c999"), ()])
def test_what_is_shown_of_one_hypothesis_or_of_none_is_no_pattern(
    small_bench: Workbench, ranked: list[Hypothesis], named: tuple[str, ...]
) -> None:
    done, _ = critique(small_bench, ranked, found(*named))
    assert not done.found
    assert "was left out" in done.skipped[0]


def test_why_matches_were_lost_is_among_the_criticisms(small_bench: Workbench, ranked: list[Hypothesis]) -> None:
    _, model = critique(small_bench, ranked)
    assert "«lost a match»: «Shown.»" in model.requests[0].prompt


def test_nothing_is_asked_when_hardly_anything_was_criticised(small_bench: Workbench, ranked: list[Hypothesis]) -> None:
    model = ScriptedModel([])
    work = CritiqueReview().review(with_model(small_bench, model), ranked, reviews_of(ranked, 1), [])
    assert asyncio.run(work).skipped
    assert not model.requests
