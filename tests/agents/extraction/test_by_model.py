"""Claims that a model reads: held against the passage, marked as the model's, and by rules where it fails."""

from typing import Any

from coscientist.agents.extraction.by_model import ByModel
from coscientist.datasets.packs.kinds import kind_by_name
from coscientist.domain.claim import Claim, Predicate
from coscientist.domain.concept import Concept
from coscientist.domain.literature import Passage
from coscientist.llm.limits.budget import BudgetLimits
from coscientist.llm.testing import ScriptedModel

SEEN = Passage(id="p-1", source="s", quote="In neurons, nicotine markedly lowered the level of insulin.", year=2001)
ASKED = Passage(id="p-2", source="s", quote="We aimed to test whether caffeine inhibits dopamine.")


def listed(passage: str, subject: str, predicate: str, object_: str) -> dict[str, Any]:
    return {"passage": passage, "subject": subject, "predicate": predicate, "object": object_, "hedged": False}


def read(reader: ByModel, *passages: Passage) -> list[Claim]:
    records = list(reader.read(passages, lambda _what, _done, _all: None))
    known = {record.id for record in records if isinstance(record, Concept)}
    claims = [record for record in records if isinstance(record, Claim)]
    assert {end for claim in claims for end in (claim.subject, claim.object)} <= known
    return claims


def reader(*claims: dict[str, Any], calls: int | None = None) -> ByModel:
    return ByModel(ScriptedModel([{"claims": list(claims)}], limits=BudgetLimits(calls=calls)), kind_by_name)


def test_what_the_model_reads_rests_on_its_passage_and_is_marked() -> None:
    (claim,) = read(reader(listed("p-1", "nicotine", "decreases", "insulin")), SEEN)
    assert (claim.subject, claim.predicate, claim.object) == ("drug:nicotine", Predicate.DECREASES, "gene:INS")
    assert (claim.passages, claim.source, claim.year, claim.made_by) == (("p-1",), "s", 2001, "model:scripted/model")


def test_what_the_passage_does_not_name_is_dropped() -> None:
    assert read(reader(listed("p-1", "caffeine", "decreases", "insulin")), SEEN) == []


def test_a_passage_that_was_not_shown_is_no_evidence() -> None:
    assert read(reader(listed("p-9", "nicotine", "decreases", "insulin")), SEEN) == []


def test_an_aim_claims_nothing_whatever_the_model_says() -> None:
    assert read(reader(listed("p-2", "caffeine", "decreases", "dopamine")), ASKED) == []


def test_without_budget_the_rules_read_and_it_says_so() -> None:
    plain = Passage(id="p-3", source="s", quote="Nicotine reduces insulin in all of the animals.")
    bounded = reader(calls=0)
    assert [claim.made_by for claim in read(bounded, plain)] == ["rules:cues"]
    assert bounded.remarks[0].startswith("1 of 1 passages were read by rules")


def test_an_unusable_answer_leaves_the_passage_to_the_rules() -> None:
    plain = Passage(id="p-3", source="s", quote="Nicotine reduces insulin in all of the animals.")
    broken = ByModel(ScriptedModel(["no json", "none either"]), kind_by_name)
    assert [claim.made_by for claim in read(broken, plain)] == ["rules:cues"]
