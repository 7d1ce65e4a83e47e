"""Claims are read from sentences by cue words, with direction and sign."""

import pytest

from coscientist.domain.claim import Claim, Predicate
from coscientist.domain.concept import Concept, ConceptKind
from coscientist.domain.literature import Passage
from coscientist.literature.extraction.extract import MADE_BY, extract
from coscientist.literature.extraction.vocabulary import Vocabulary


def known(*names: str) -> Vocabulary:
    kinds = {"lithium": ConceptKind.COMPOUND, "autophagy": ConceptKind.PROCESS}
    return Vocabulary([Concept(id=name, name=name, kind=kinds.get(name, ConceptKind.PROTEIN)) for name in names])


def read(sentence: str) -> list[Claim]:
    passage = Passage(id="p", source="s", quote=sentence, locator="Results", year=2001)
    return list(extract([passage], known("lithium", "GSK3B", "tau", "autophagy", "CDK5")).claims)


def said(sentence: str) -> set[tuple[str, Predicate, str]]:
    return {(claim.subject, claim.predicate, claim.object) for claim in read(sentence)}


INCREASES, DECREASES = Predicate.INCREASES, Predicate.DECREASES


@pytest.mark.parametrize(
    ("sentence", "subject", "predicate", "object_"),
    [
        ("Lithium inhibits GSK3B in neurons.", "lithium", DECREASES, "GSK3B"),
        ("GSK3B was inhibited by lithium.", "lithium", DECREASES, "GSK3B"),
        ("Inhibition of GSK3B by lithium was seen.", "lithium", DECREASES, "GSK3B"),
        ("Lithium-induced autophagy was seen.", "lithium", INCREASES, "autophagy"),
        ("Loss of GSK3B reduced autophagy.", "GSK3B", INCREASES, "autophagy"),
        ("Lithium, a GSK3B inhibitor, was given.", "lithium", DECREASES, "GSK3B"),
        ("Lithium treatment led to reduced GSK3B levels.", "lithium", DECREASES, "GSK3B"),
        ("Treatment of cells with lithium markedly increased autophagy.", "lithium", INCREASES, "autophagy"),
        ("GSK3B does not affect autophagy.", "GSK3B", Predicate.NO_CHANGE, "autophagy"),
        ("GSK3B is associated with tau.", "GSK3B", Predicate.ASSOCIATION, "tau"),
        ("GSK3B is associated with less autophagy.", "GSK3B", Predicate.NEGATIVE_CORRELATION, "autophagy"),
        ("Decreases in GSK3B levels inhibit autophagy.", "GSK3B", INCREASES, "autophagy"),
        ("In CDK5 mice, lithium reduces tau.", "lithium", DECREASES, "tau"),
        ("They say that blocking GSK3B results in autophagy.", "GSK3B", DECREASES, "autophagy"),
        ("Lithium reduces CDK5-induced autophagy.", "lithium", DECREASES, "autophagy"),
        ("Lithium inhibits kinases such as GSK3B.", "lithium", DECREASES, "GSK3B"),
        ("Inhibition of CDK5-induced autophagy by lithium", "CDK5", INCREASES, "autophagy"),
        ("Inhibition of CDK5-induced autophagy by lithium", "lithium", DECREASES, "autophagy"),
        ("Low-dose oral lithium lowered tau in these rats.", "lithium", DECREASES, "tau"),
        ("High doses of lithium lowered tau.", "lithium", DECREASES, "tau"),
    ],
)
def test_a_sentence_says_who_acts_on_whom_and_which_way(
    sentence: str, subject: str, predicate: Predicate, object_: str
) -> None:
    assert (subject, predicate, object_) in said(sentence)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Lithium decreased inhibition of autophagy by CDK5.",
            {("lithium", INCREASES, "autophagy"), ("CDK5", DECREASES, "autophagy")},
        ),
        (
            "Lithium reversed the inhibition of autophagy by CDK5.",
            {("lithium", INCREASES, "autophagy"), ("CDK5", DECREASES, "autophagy")},
        ),
        (
            "Loss of inhibition of GSK3B by lithium increased autophagy.",
            {("lithium", DECREASES, "GSK3B"), ("lithium", DECREASES, "autophagy")},
        ),
        ("Decreased inhibition of GSK3B by lithium was seen.", {("lithium", DECREASES, "GSK3B")}),
        ("Knockdown of CDK5 abolished the inhibitory effect of lithium on tau.", {("lithium", DECREASES, "tau")}),
        (
            "Lithium promotes autophagy by inhibiting GSK3B.",
            {("lithium", INCREASES, "autophagy"), ("lithium", DECREASES, "GSK3B")},
        ),
    ],
)
def test_a_change_that_is_itself_undone_keeps_its_own_sign(
    sentence: str, expected: set[tuple[str, Predicate, str]]
) -> None:
    assert said(sentence) == expected


def test_a_participle_right_after_a_thing_is_said_of_that_thing() -> None:
    assert said("Effect of CDK5 on autophagy inhibited by lithium.") >= {("lithium", DECREASES, "autophagy")}
    assert ("lithium", DECREASES, "CDK5") not in said("Effect of CDK5 on autophagy inhibited by lithium.")


def test_of_two_things_that_induce_a_third_neither_is_what_is_inhibited() -> None:
    assert said("Lithium inhibits GSK3B- and CDK5-induced autophagy.") == {
        ("lithium", DECREASES, "autophagy"),
        ("CDK5", INCREASES, "autophagy"),
    }


def test_less_uptake_of_a_thing_is_neither_less_nor_more_of_it() -> None:
    assert said("Lithium inhibits the uptake of tau.") == {("lithium", Predicate.REGULATES, "tau")}
    assert said("Lithium inhibits tau uptake.") == {("lithium", Predicate.REGULATES, "tau")}


@pytest.mark.parametrize(
    "sentence",
    [
        "Antibodies against CDK5 inhibit autophagy.",
        "Neutralising antibodies to CDK5 reduced autophagy.",
        "Anti-CDK5 antibodies reduce autophagy.",
        "An anti-CDK5 antibody reduces autophagy.",
        "siRNA targeting CDK5 lowered autophagy.",
        "CDK5 siRNA lowered autophagy.",
    ],
)
def test_what_blocks_a_thing_speaks_of_less_of_it(sentence: str) -> None:
    assert said(sentence) == {("CDK5", INCREASES, "autophagy")}


@pytest.mark.parametrize(
    "sentence",
    [
        "Lithium improves the outcome of tau pathology.",
        "Lithium increased the efficacy of CDK5 blockade.",
        "CDK5 restored the ability of lithium to help.",
    ],
)
def test_a_better_outcome_of_a_thing_is_no_more_of_the_thing(sentence: str) -> None:
    assert said(sentence) == set()


def test_what_is_changed_in_a_disease_goes_with_it_also_in_a_list() -> None:
    migraine = Concept(id="migraine", name="migraine", kind=ConceptKind.DISEASE)
    vocabulary = Vocabulary([*known("tau", "CDK5").concepts.values(), migraine])
    passage = Passage(id="p", source="s", quote="Enhanced tau and CDK5 activation during migraine attacks.")
    assert {(claim.subject, claim.predicate, claim.object) for claim in extract([passage], vocabulary).claims} == {
        ("migraine", Predicate.POSITIVE_CORRELATION, "tau"),
        ("migraine", Predicate.POSITIVE_CORRELATION, "CDK5"),
    }


def test_a_name_runs_over_its_abbreviation_in_brackets_and_a_salt_is_no_substance_of_its_own() -> None:
    names = {"endoplasmic reticulum stress": ConceptKind.PROCESS, "acetate": ConceptKind.COMPOUND}
    vocabulary = Vocabulary([Concept(id=name, name=name, kind=kind) for name, kind in names.items()])
    passage = Passage(id="p", source="s", quote="Acetate lowers endoplasmic reticulum (ER) stress.")
    other = Passage(id="q", source="s", quote="Boswellic acid acetate lowers endoplasmic reticulum (ER) stress.")
    found = extract([passage, other], vocabulary).claims
    assert [(claim.passages, claim.subject, claim.object) for claim in found] == [
        (("p",), "acetate", "endoplasmic reticulum stress")
    ]


def test_what_is_listed_together_acts_together() -> None:
    assert said("GSK3B and CDK5 activate tau.") == {
        ("GSK3B", INCREASES, "tau"),
        ("CDK5", INCREASES, "tau"),
    }


@pytest.mark.parametrize(
    "sentence", ["CDK5 phosphorylates tau.", "CDK5 increased tau phosphorylation.", "Phosphorylation of tau by CDK5."]
)
def test_a_protein_in_a_state_is_a_concept_of_its_own_below_the_protein(sentence: str) -> None:
    passage = Passage(id="p", source="s", quote=sentence)
    found = extract([passage], known("CDK5", "tau"))
    assert [(claim.subject, claim.object) for claim in found.claims] == [("CDK5", "tau|phosphorylation")]
    state = next(concept for concept in found.concepts if concept.id == "tau|phosphorylation")
    assert (state.name, state.parent, state.modification) == ("phosphorylated tau", "tau", "phosphorylation")


@pytest.mark.parametrize(
    "sentence",
    [
        "Does lithium inhibit GSK3B?",
        "We aimed to show that lithium inhibits GSK3B.",
        "To test whether lithium inhibits GSK3B, cells were treated.",
        "It remains unclear how lithium inhibits GSK3B.",
    ],
)
def test_questions_and_aims_claim_nothing(sentence: str) -> None:
    assert said(sentence) == set()


def test_a_claim_keeps_its_passage_and_says_that_rules_made_it() -> None:
    (claim,) = read("Lithium may inhibit GSK3B.")
    assert (claim.passages, claim.source, claim.year, claim.made_by) == (("p",), "s", 2001, MADE_BY)
    assert claim.hedged


def test_a_second_part_that_only_says_which_variant_is_no_subject() -> None:
    vocabulary = known("CDK5", "autophagy").extended(
        [Concept(id="c:tandem duplication", name="tandem duplication", kind=ConceptKind.OTHER, synonyms=("ITD",))]
    )
    passage = Passage(id="p", source="s", quote="CDK5-ITD increases autophagy.")
    (claim,) = extract([passage], vocabulary).claims
    assert (claim.subject, claim.predicate, claim.object) == ("CDK5", INCREASES, "autophagy")


@pytest.mark.parametrize(
    ("sentence", "aspect"),
    [
        ("Lithium inhibits GSK3B.", "activity"),
        ("GSK3B was inhibited by lithium.", "activity"),
        ("Inhibition of GSK3B by lithium was seen.", "activity"),
        ("Lithium reduces GSK3B.", None),
        ("Lithium inhibits autophagy.", None),
        ("Lithium inhibits GSK3B degradation.", "degradation"),
    ],
)
def test_a_protein_that_is_inhibited_changes_in_activity_and_not_in_amount(sentence: str, aspect: str | None) -> None:
    assert [claim.object_aspect for claim in read(sentence)] == [aspect]


def test_a_second_comma_closes_what_the_inhibitor_is() -> None:
    found = said("Effects of a CDK5 inhibitor, lithium, and of GSK3B on memory.")
    assert ("lithium", DECREASES, "CDK5") in found
    assert ("GSK3B", DECREASES, "CDK5") not in found


def test_what_a_title_lists_as_blocked_is_not_what_was_caused() -> None:
    found = said("Lithium-induced rise in autophagy, tau release and GSK3B blockade")
    assert ("lithium", INCREASES, "autophagy") in found
    assert not any(object_ == "GSK3B" for _, _, object_ in found)


def test_to_inhibit_the_effect_of_a_thing_is_not_to_lower_it() -> None:
    (claim,) = read("Inhibition of the soothing effect of tau by lithium")
    assert (claim.predicate, claim.object_aspect) == (DECREASES, "activity")


def test_what_potentiates_a_reaction_is_not_lowered_with_it() -> None:
    found = said("Inhibition of tau-potentiated autophagy by lithium")
    assert ("lithium", DECREASES, "autophagy") in found
    assert not any(subject == "lithium" and object_ == "tau" for subject, _, object_ in found)
