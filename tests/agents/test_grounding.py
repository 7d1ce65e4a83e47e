"""A model's idea becomes a hypothesis only as far as it rests on what was fetched."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from coscientist.agents.generation.grounding import READ_CONFIDENCE, Rejected, ground
from coscientist.agents.generation.ideas import Drafted, Idea
from coscientist.agents.reflection.citations import CitationReviewer
from coscientist.agents.reflection.evidence import EvidenceReviewer
from coscientist.agents.workbench import Workbench
from coscientist.domain.check import Verdict
from coscientist.domain.review import Review
from tests.support.model_world import UNCURATED, idea, small_bench, small_pack, with_model

__all__ = ["small_bench", "small_pack"]
Made = Callable[..., Drafted]


def answer(bench: Workbench, compound: str, target: str, cited: list[str], **update: Any) -> Drafted | Rejected:
    everything = bench.library.search("neurons tau phosphorylation cells brain rats", limit=60)
    passages = {hit.passage.id: hit.passage for hit in everything}
    content = idea("", compound, target, cite=lambda _one, _other: cited, **update)
    return ground(
        bench,
        Idea.model_validate(content),
        passages=passages,
        strategy="generation/literature",
        model="some/model",
        cycle=0,
    )


def drafted(bench: Workbench, compound: str, target: str, cited: list[str], **update: Any) -> Drafted:
    made = answer(bench, compound, target, cited, **update)
    assert isinstance(made, Drafted), made
    return made


def passage(bench: Workbench, text: str) -> str:
    return next(hit.passage.id for hit in bench.library.search(text, limit=20) if text in hit.passage.quote)


def evidence(bench: Workbench, made: Drafted) -> Review:
    return EvidenceReviewer().review(bench, made.hypothesis, made.checks)


def test_an_identifier_that_was_not_shown_is_rejected_and_counts_against_the_step(small_bench: Workbench) -> None:
    made = drafted(small_bench, "Roscovitine", "GSK3B", ["p-0123456789ab"])
    assert not made.hypothesis.claims
    assert "p-0123456789ab" not in made.hypothesis.model_dump_json()
    assert [check.verdict for check in made.checks if check.tool == "literature.citation"] == [Verdict.FAIL] * 2
    objections = CitationReviewer().review(small_bench, made.hypothesis, made.checks).objections
    assert {item.kind for item in objections} == {"unsupported citation"}
    assert all(item.checks for item in objections)


def test_a_passage_that_does_not_name_both_ends_supports_nothing(small_bench: Workbench) -> None:
    elsewhere = passage(small_bench, "Metformin lowered MAPK1")
    made = drafted(small_bench, "Roscovitine", "GSK3B", [elsewhere])
    assert not made.hypothesis.claims
    assert "unsupported" in made.hypothesis.mechanism[0].text


def test_a_false_citation_is_worth_less_than_an_honest_conjecture(small_bench: Workbench) -> None:
    elsewhere = passage(small_bench, "Metformin lowered MAPK1")
    false = evidence(small_bench, drafted(small_bench, "Roscovitine", "GSK3B", [elsewhere]))
    honest = evidence(small_bench, drafted(small_bench, "Roscovitine", "GSK3B", []))
    assert false.scores["evidence"] < honest.scores["evidence"]


def test_a_cited_passage_brings_the_claims_that_rest_on_it(small_bench: Workbench) -> None:
    cited = passage(small_bench, "Roscovitine inhibits CDK5")
    made = drafted(small_bench, "Roscovitine", "CDK5", [cited])
    claims = [small_bench.graph.claims[item] for item in made.hypothesis.mechanism[0].claims]
    assert [claim.passages for claim in claims] == [(cited,)]
    assert not made.claims


def test_what_a_model_reads_in_a_passage_is_a_claim_of_the_model_with_that_passage(small_bench: Workbench) -> None:
    cited = passage(small_bench, UNCURATED)
    made = drafted(small_bench, "Roscovitine", "FYN", [cited])
    (claim,) = made.claims
    assert claim.made_by == "model:some/model"
    assert claim.passages == (cited,)
    assert claim.confidence == READ_CONFIDENCE
    bench = with_model(small_bench, None)  # type: ignore[arg-type]
    bench.read[claim.id] = claim
    assert "conjectured step" not in {item.kind for item in evidence(bench, made).objections if item.step == 0}


def test_what_a_model_read_for_one_hypothesis_supports_no_other(small_bench: Workbench) -> None:
    made = drafted(small_bench, "Roscovitine", "FYN", [passage(small_bench, UNCURATED)])
    other = drafted(small_bench, "Roscovitine", "FYN", [])
    bench = with_model(small_bench, None)  # type: ignore[arg-type]
    bench.read[made.claims[0].id] = made.claims[0]
    assert bench.step_link(made.hypothesis.mechanism[0]) is not None
    assert bench.step_link(other.hypothesis.mechanism[0]) is None


def test_a_thing_that_the_corpora_do_not_have_is_brought_in_and_marked(small_bench: Workbench) -> None:
    made = drafted(small_bench, "Obscurostatin", "CDK5", [])
    assert [concept.id for concept in made.concepts] == ["model:obscurostatin"]
    assert made.hypothesis.interventions == ("model:obscurostatin",)
    assert any("Obscurostatin" in note and "not in the corpora" in note for note in made.hypothesis.notes)


def test_names_are_linked_by_spelling_and_synonym(small_bench: Workbench) -> None:
    made = drafted(small_bench, "roscovitine (a CDK inhibitor)", "cdk5", [], outcome="phosphorylation of MAPT")
    assert made.hypothesis.interventions == ("roscovitine",)
    assert made.hypothesis.outcome == "ptau"


def test_steps_that_do_not_join_and_directions_that_do_not_agree_are_found(small_bench: Workbench) -> None:
    steps = idea("", "Roscovitine", "CDK5", cite=lambda _one, _other: [])["steps"]
    gap = drafted(small_bench, "Roscovitine", "CDK5", [], steps=steps[:1])
    wrong = drafted(small_bench, "Roscovitine", "CDK5", [], steps=[{**steps[0], "rises": True}, steps[1]])
    failed = [{check.property for check in made.checks if check.verdict is Verdict.FAIL} for made in (gap, wrong)]
    assert "steps join" in failed[0]
    assert failed[1] == {"directions agree"}
    kinds = {item.kind for item in CitationReviewer().review(small_bench, wrong.hypothesis, wrong.checks).objections}
    assert kinds == {"broken chain"}


@pytest.mark.parametrize(
    ("update", "why"),
    [
        ({"outcome_rises": True}, "away from what the goal wants"),
        ({"intervention": "CDK5", "intervention_kind": "protein"}, "the goal asks for"),
        ({"intervention": "…"}, "names no intervention"),
        ({"steps": []}, "no mechanism"),
        ({"falsifiers": ["  "]}, "would refute it"),
        ({"predictions": []}, "no prediction of its outcome"),
        ({"intervention": "phosphorylated tau"}, "its intervention is its outcome"),
    ],
)
def test_an_idea_that_does_not_serve_the_goal_is_rejected_with_the_reason(
    small_bench: Workbench, update: dict[str, Any], why: str
) -> None:
    made = answer(small_bench, "Roscovitine", "CDK5", [], **update)
    assert isinstance(made, Rejected)
    assert why in made.why


def test_the_same_idea_has_the_same_name_and_another_mechanism_another(small_bench: Workbench) -> None:
    one, same, other = (drafted(small_bench, "Roscovitine", target, []) for target in ("CDK5", "CDK5", "FYN"))
    assert one.hypothesis.id == same.hypothesis.id != other.hypothesis.id


def test_invisible_characters_and_line_breaks_of_a_model_do_not_get_into_the_record(small_bench: Workbench) -> None:
    made = drafted(small_bench, "Roscovitine", "CDK5", [], title="One\u202e title\x1b[2J\nof\u200b two lines")
    assert made.hypothesis.title == "One title[2J of two lines"


# --- figures and generalities --------------------------------------------------------------------------------------


def test_a_figure_that_stands_in_no_passage_counts_against_the_hypothesis(small_bench: Workbench) -> None:
    made = drafted(small_bench, "Roscovitine", "CDK5", [], statement="At 10 µM Roscovitine halves tau phosphorylation.")
    (check,) = [check for check in made.checks if check.tool == "literature.figures"]
    assert check.verdict is Verdict.FAIL
    assert "10" in check.note
    kinds = {item.kind for item in CitationReviewer().review(small_bench, made.hypothesis, made.checks).objections}
    assert "untraceable number" in kinds


def test_digits_in_names_are_no_figures(small_bench: Workbench) -> None:
    made = drafted(small_bench, "Roscovitine", "GSK3B", [], statement="Roscovitine lowers p-tau at Ser396 via GSK3B.")
    assert not [check for check in made.checks if check.tool == "literature.figures"]


def prediction(**update: Any) -> dict[str, Any]:
    first: dict[str, Any] = idea("")["predictions"][0]
    return {**first, **update}


def test_the_size_of_an_effect_is_kept_only_where_its_passage_gives_it(small_bench: Workbench) -> None:
    kinase = passage(small_bench, "GSK3B increases tau phosphorylation")
    invented = prediction(effect=40.0, effect_unit="%", effect_passage=kinase)
    made = drafted(small_bench, "Roscovitine", "GSK3B", [], predictions=[invented])
    assert made.hypothesis.predictions[0].effect is None
    assert [check.verdict for check in made.checks if check.tool == "literature.figures"] == [Verdict.FAIL]


@pytest.mark.parametrize(
    ("update", "why"),
    [
        ({"intervention": "GSK3B inhibitors"}, "is a class of things"),
        ({"system": " "}, "in what system"),
        ({"decisive_experiment": ""}, "no experiment"),
    ],
)
def test_generalities_are_left_out(small_bench: Workbench, update: dict[str, Any], why: str) -> None:
    made = answer(small_bench, "Roscovitine", "GSK3B", [], **update)
    assert isinstance(made, Rejected)
    assert why in made.why


def test_why_it_is_untried_and_what_would_decide_it_stay_with_the_hypothesis(small_bench: Workbench) -> None:
    notes = " ".join(drafted(small_bench, "Roscovitine", "GSK3B", []).hypothesis.notes)
    assert "separate fields" in notes
    assert "Cheapest decisive experiment: Neurons with and without" in notes


def in_a_pair(bench: Workbench, **update: Any) -> Drafted | Rejected:
    """Return what becomes of a hypothesis that gives roscovitine and metformin together."""
    parts = [
        idea("", name, target, cite=lambda _one, _other: [])
        for name, target in (("Roscovitine", "CDK5"), ("Metformin", "GSK3B"))
    ]
    outcome = {**parts[0]["predictions"][0], "given": "both", "comparator": "what Bliss independence predicts"}
    mediators = [{**parts[0]["predictions"][1]}, {**parts[1]["predictions"][1], "given": "partner"}]
    content = {
        "partner": "Metformin",
        "steps": [*parts[0]["steps"], *parts[1]["steps"]],
        "predictions": [outcome, *mediators],
        **update,
    }
    return answer(bench, "Roscovitine", "CDK5", [], **content)


def asking_for_two(bench: Workbench) -> Workbench:
    return replace(bench, plan=bench.plan.model_copy(update={"together": True}))


def test_two_given_together_are_two_interventions_each_with_its_own_chain(small_bench: Workbench) -> None:
    made = in_a_pair(asking_for_two(small_bench))
    assert isinstance(made, Drafted), made
    assert made.hypothesis.interventions == ("roscovitine", "metformin")
    failed = {check.property for check in made.checks if check.verdict is Verdict.FAIL}
    assert not failed & {"steps join", "directions agree"}


def test_of_a_pair_both_together_commit_it_and_each_moves_its_own_mediator(small_bench: Workbench) -> None:
    made = in_a_pair(asking_for_two(small_bench))
    assert isinstance(made, Drafted), made
    given = [(item.intervention, item.primary) for item in made.hypothesis.predictions]
    assert given == [(("roscovitine", "metformin"), True), (("roscovitine",), False), (("metformin",), False)]


def test_a_pair_whose_partner_leads_nowhere_has_a_gap(small_bench: Workbench) -> None:
    steps = idea("", "Roscovitine", "CDK5", cite=lambda _one, _other: [])["steps"]
    made = in_a_pair(asking_for_two(small_bench), steps=steps)
    assert isinstance(made, Drafted), made
    assert "steps join" in {check.property for check in made.checks if check.verdict is Verdict.FAIL}


@pytest.mark.parametrize(
    ("update", "why"),
    [
        ({"partner": ""}, "the goal asks for two together"),
        ({"partner": "roscovitine"}, "its partner is the intervention itself"),
        ({"partner": "kinase inhibitors"}, "a class of things"),
        ({"partner": "phosphorylated tau"}, "its intervention is its outcome"),
    ],
)
def test_a_goal_that_asks_for_two_gets_two_different_things(
    small_bench: Workbench, update: dict[str, Any], why: str
) -> None:
    made = in_a_pair(asking_for_two(small_bench), **update)
    assert isinstance(made, Rejected)
    assert why in made.why


@pytest.mark.parametrize(
    ("named", "kept"),
    [("neurons", {"system": ("neurons",)}), ("human neurons", {}), ("", {})],
)
def test_where_a_step_was_seen_counts_as_far_as_its_passage_says_so(
    small_bench: Workbench, named: str, kept: dict[str, Any]
) -> None:
    cited = passage(small_bench, UNCURATED)
    steps = idea("", "Roscovitine", "FYN", cite=lambda _one, _other: [cited])["steps"]
    made = drafted(small_bench, "Roscovitine", "FYN", [cited], steps=[{**steps[0], "seen_in": named}, steps[1]])
    assert made.claims[0].context == kept


def test_what_is_measured_with_a_mediator_held_needs_arms_of_its_own_and_commits_nothing(
    small_bench: Workbench,
) -> None:
    outcome, mediator = idea("", "Roscovitine", "CDK5", cite=lambda _one, _other: [])["predictions"]
    without = {**outcome, "held": "CDK5"}
    made = drafted(small_bench, "Roscovitine", "CDK5", [], predictions=[without, outcome, mediator])
    given = [(item.intervention, item.primary) for item in made.hypothesis.predictions]
    start, held = "roscovitine", made.hypothesis.mechanism[0].object
    assert given == [((start, held), False), ((start,), True), ((start,), False)]
