"""What groups of animals and cells were given, what improving a harm means, and what is only spoken of."""

import pytest

from coscientist.datasets.packs.kinds import kind_by_name
from coscientist.datasets.vocabularies import reading_vocabulary
from coscientist.domain.claim import Claim, Predicate
from coscientist.domain.literature import Passage
from coscientist.literature.extraction.abbreviations import abbreviations
from coscientist.literature.extraction.cell_lines import cell_lines
from coscientist.literature.extraction.extract import extract

UP, DOWN = Predicate.INCREASES, Predicate.DECREASES


def read(*sentences: str) -> tuple[Claim, ...]:
    passages = [Passage(id=f"p{n}", source="s", quote=text) for n, text in enumerate(sentences)]
    return extract(passages, reading_vocabulary(sentences, kind_by_name)).claims


def said(*sentences: str) -> set[tuple[str, Predicate, str]]:
    return {
        (claim.subject.partition(":")[2], claim.predicate, claim.object.partition(":")[2]) for claim in read(*sentences)
    }


@pytest.mark.parametrize(
    ("sentence", "predicate", "object_"),
    [
        ("Oxidative stress was reduced in cells exposed to metformin.", DOWN, "oxidative stress"),
        ("Apoptosis was lower in mice receiving metformin.", DOWN, "apoptosis"),
        ("Autophagy was higher in the metformin group than in the control group.", UP, "autophagy"),
        ("Apoptosis was markedly downregulated in metformin-treated rats.", DOWN, "apoptosis"),
        ("Apoptosis was lower in diabetic mice treated with metformin.", DOWN, "apoptosis"),
    ],
)
def test_a_group_shows_what_it_was_given_does(sentence: str, predicate: Predicate, object_: str) -> None:
    assert ("metformin", predicate, object_) in said(sentence)


def test_groups_beside_each_other_are_read_alike_and_those_compared_with_are_not() -> None:
    found = said(
        "Apoptosis was lower in metformin-treated and aspirin-treated rats than in rats treated with caffeine."
    )
    assert {subject for subject, predicate, _ in found if predicate is DOWN} == {"metformin", "aspirin"}


@pytest.mark.parametrize("verb", ["improved", "restored", "rescued"])
def test_a_harm_is_improved_by_making_it_less(verb: str) -> None:
    found = said(f"Metformin {verb} mitochondrial dysfunction and {verb} autophagy.")
    assert ("metformin", DOWN, "mitochondrial dysfunction") in found
    assert ("metformin", UP, "autophagy") in found


def test_insulin_sensitivity_is_no_insulin_resistance() -> None:
    assert not any(object_ == "insulin resistance" for _, _, object_ in said("Metformin raised insulin sensitivity."))


@pytest.mark.parametrize(
    "sentence",
    [
        "The effects of metformin on apoptosis were investigated.",
        "The present study examined the protective effects and mechanisms of metformin on apoptosis.",
        "It was aimed to investigate the therapeutic effects of metformin against caffeine-induced apoptosis.",
        "Turning tumors cold by improving apoptosis",
    ],
)
def test_what_is_looked_at_or_done_by_nobody_is_no_finding(sentence: str) -> None:
    assert said(sentence) == set()


def test_an_effect_that_is_abolished_is_not_its_cause() -> None:
    found = said("The effects of metformin on apoptosis were abolished by chloroquine.")
    assert not any(object_ == "metformin" for _, _, object_ in found)


def test_what_a_thing_induces_may_be_a_loss() -> None:
    assert ("metformin", UP, "cell viability") in said(
        "Metformin ameliorated the caffeine-induced decrease in cell viability."
    )


def test_a_symbol_with_a_number_tells_what_its_long_form_means() -> None:
    found = said("Metformin increased the expression of nuclear factor erythroid 2-related factor 2 (Nrf2) in mice.")
    assert any(subject == "metformin" and predicate is UP for subject, predicate, _ in found)


@pytest.mark.parametrize(
    "sentence",
    [
        "The combination of cisplatin and metformin reduced tumor growth.",
        "Simultaneous treatment with cisplatin and metformin reduced tumor growth.",
        "Cisplatin in combination with metformin reduced tumor growth.",
        "Cisplatin, in combination with metformin, reduced tumor growth.",
    ],
)
def test_what_two_do_together_is_tentative_of_each(sentence: str) -> None:
    found = read(sentence)
    assert found
    assert all(claim.hedged for claim in found)


def test_what_is_listed_without_being_combined_is_not_tentative() -> None:
    assert not any(claim.hedged for claim in read("Cisplatin and metformin reduced tumor growth."))


def test_symbols_before_cells_are_lines_of_cells() -> None:
    texts = ["H9C2 cells were kept.", "In H9C2 cells CoCl2 was used.", "SOD2 rose in HT29 cells, and SOD2 fell."]
    assert cell_lines(texts) == {"H9C2", "HT29"}


def test_what_plants_were_given_acts_and_neither_the_plant_nor_its_stress() -> None:
    found = said("Plant height was enhanced in salinity-stressed wheat plants under melatonin treatment.")
    assert found == {("melatonin", UP, "plant growth")}
    assert not any(subject == "wheat" for subject, _, _ in said("Supplying wheat plants with silicon reduced zinc."))


def test_bacteria_are_no_compounds() -> None:
    assert said("Pseudomonas aeruginosa increased biofilm formation.") == set()


def test_tolerance_of_a_stress_is_less_of_it_and_tolerant_plants_are_no_stress() -> None:
    assert said("Silicon increased the drought tolerance of wheat.") == {("silicon", DOWN, "drought stress")}
    assert said("Drought-tolerant rice plants show decreased plant height.") == set()


def test_a_noun_of_change_at_the_end_of_a_list_makes_no_adjective_of_the_verb_before_it() -> None:
    found = said(
        "Metformin increased the persistence of cells in the spleen and lymph nodes, increased numbers of T cells "
        "within tumors, and altered its surroundings with a significant increase in TNF and decrease in arginase."
    )
    assert ("metformin", UP, "t cell infiltration") in found


@pytest.mark.parametrize(
    "sentence",
    [
        "Metformin suppressed TGFBR1 ligand-induced apoptosis in cells.",
        "Metformin suppressed TGFBR1-associated apoptosis.",
    ],
)
def test_what_goes_with_a_process_says_of_which_is_spoken(sentence: str) -> None:
    assert said(sentence) == {("metformin", DOWN, "apoptosis")}


def test_greek_letters_of_a_long_form_stand_for_those_of_its_abbreviation() -> None:
    text = "Here receptor activator of nuclear factor-κB ligand (RANKL) was given."
    assert abbreviations([text]) == {"RANKL": "receptor activator of nuclear factor-κB ligand"}


def test_an_effect_against_a_harm_lowers_it_whatever_made_it() -> None:
    title = said("Protective effect of rutin supplementation against cisplatin-induced nephrotoxicity in rats")
    assert ("rutin", DOWN, "acute kidney injury") in title
    found = said("Metformin displayed a palliative effect against caffeine-generated apoptosis.")
    assert not any(subject == "metformin" and predicate is UP for subject, predicate, _ in found)
