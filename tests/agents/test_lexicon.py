"""Words and phrases of goals: compared in one spelling, and found under the names that people use."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coscientist.agents.planning.lexicon import Lexicon
from coscientist.agents.planning.reading import read
from coscientist.agents.planning.words import tokens
from coscientist.domain.concept import Concept, ConceptKind
from coscientist.domain.goal import Direction


@given(st.text(max_size=100))
def test_words_are_compared_in_one_spelling(text: str) -> None:
    assert tokens(text.upper().lower()) == tokens(text.upper().lower())
    assert all(token for token in tokens(text))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("tumour", "tumors"),
        ("Alzheimer's", "alzheimer"),
        ("TGF-β", "TGF-beta"),
        ("naïve", "naive"),
        ("ischaemia", "ischemia"),
    ],
)
def test_spellings_of_one_word_are_alike(one: str, other: str) -> None:
    assert tokens(one) == tokens(other)


def test_a_state_is_found_under_every_name_of_its_plain_form() -> None:
    things = [
        Concept(id="tau", name="tau", kind=ConceptKind.PROTEIN, synonyms=("MAPT",)),
        Concept(
            id="site", name="tau phosphorylated at Ser396", kind=ConceptKind.PROTEIN, parent="tau",
            modification="phosphorylation", site="Ser396",
        ),
        Concept(id="agg", name="tau aggregates", kind=ConceptKind.OTHER),
    ]  # fmt: skip
    lexicon = Lexicon(things)
    for phrase in (
        "tau phosphorylation",
        "phosphorylation of MAPT",
        "phosphorylated tau",
        "tau phosphorylation at Ser396",
    ):
        assert lexicon.meaning(tuple(tokens(phrase))) == ("site",)
    for phrase in ("tau aggregation", "aggregation of tau", "tau aggregates"):
        assert lexicon.meaning(tuple(tokens(phrase))) == ("agg",)


def test_goals_name_as_function_what_corpora_name_as_dysfunction() -> None:
    trouble = Concept(id="trouble", name="mitochondrial dysfunction", kind=ConceptKind.DISEASE)
    lexicon = Lexicon([trouble])
    (mention,) = read("Restore mitochondrial function", lexicon).mentions
    assert (mention.concepts, mention.direction) == (("trouble",), Direction.REDUCE)
    assert not lexicon.meaning(("mitochondrial", "function"))


@pytest.mark.parametrize(
    ("name", "phrase"),
    [
        ("microglial cell activation", "microglial activation"),
        ("regulation of synaptic plasticity", "synaptic plasticity"),
        ("synaptic transmission, cholinergic", "cholinergic synaptic transmission"),
        ("neuron death", "neurons dying"),
        ("apoptosis", "apoptotic"),
        ("mitochondria", "mitochondrial"),
    ],
)
def test_a_concept_is_found_by_its_short_name_and_its_adjective(name: str, phrase: str) -> None:
    lexicon = Lexicon([Concept(id="it", name=name, kind=ConceptKind.PROCESS)])
    assert [mention.concepts for mention in read(f"reduce {phrase}", lexicon).mentions] == [("it",)]


def test_the_name_of_a_family_means_its_isoforms_too() -> None:
    family = Concept(id="gsk3", name="GSK-3", kind=ConceptKind.PROTEIN)
    isoform = Concept(id="gsk3b", name="GSK-3β", kind=ConceptKind.PROTEIN)
    assert set(Lexicon([family, isoform]).meaning(("gsk", "3"))) == {"gsk3", "gsk3b"}


def test_a_class_of_inhibitors_is_read_as_what_it_inhibits_and_left_out_with_it() -> None:
    mtor = Concept(id="mtor", name="mTOR", kind=ConceptKind.PROTEIN)
    lexicon = Lexicon([mtor, Concept(id="class", name="mTOR inhibitor", kind=ConceptKind.OTHER)])
    (wanted,) = read("Find mTOR inhibitors", lexicon).mentions
    assert (wanted.concepts, wanted.direction) == (("mtor",), Direction.REDUCE)
    (excluded,) = read("without mTOR inhibitors", lexicon).mentions
    assert set(excluded.concepts) == {"mtor", "class"}


def test_the_spread_of_a_thing_is_found_under_what_people_call_it() -> None:
    lexicon = Lexicon([Concept(id="it", name="pathological tau spreading", kind=ConceptKind.DISEASE)])
    for phrase in ("tau spreading", "spread of tau", "tau propagation", "transmission of tau"):
        assert lexicon.meaning(tuple(tokens(phrase))) == ("it",)


def test_a_mutant_is_what_corpora_call_a_variant() -> None:
    things = [
        Concept(id="htt", name="huntingtin", kind=ConceptKind.PROTEIN, synonyms=("HTT",)),
        Concept(id="any", name="huntingtin variant", kind=ConceptKind.PROTEIN, parent="htt", modification="variant"),
        Concept(
            id="one", name="huntingtin Glu variant", kind=ConceptKind.PROTEIN, parent="htt", modification="variant",
            site="Glu",
        ),
    ]  # fmt: skip
    assert Lexicon(things).meaning(("mutant", "huntingtin")) == ("any",)
    assert Lexicon(things).meaning(("mutant", "htt")) == ("any",)


@pytest.mark.parametrize("name", ["osteoclast differentiation", "osteoclastogenesis"])
def test_cells_are_formed_by_differentiating(name: str) -> None:
    lexicon = Lexicon([Concept(id="it", name=name, kind=ConceptKind.PROCESS)])
    assert lexicon.meaning(tuple(tokens("osteoclast formation"))) == ("it",)
    assert lexicon.meaning(tuple(tokens("formation of osteoclasts"))) == ("it",)


@pytest.mark.parametrize(
    ("name", "phrase"),
    [
        ("motor neuron apoptosis", "motor neuron death"),
        ("motor neuron apoptosis", "death of motor neurons"),
        ("astrocyte activation", "activation of astrocytes"),
        ("insulin receptor signaling pathway", "insulin signalling"),
        ("α-synuclein fibrils", "amyloid fibrils of alpha-synuclein"),
        ("amyloid-β42", "amyloid-beta 42"),
    ],
)
def test_goals_call_things_as_people_do(name: str, phrase: str) -> None:
    lexicon = Lexicon([Concept(id="it", name=name, kind=ConceptKind.PROCESS)])
    assert lexicon.meaning(tuple(tokens(phrase))) == ("it",)


def test_what_has_a_name_of_its_own_keeps_it() -> None:
    things = [
        Concept(id="death", name="neuron death", kind=ConceptKind.PROCESS),
        Concept(id="apoptosis", name="neuron apoptosis", kind=ConceptKind.PROCESS),
        Concept(id="wnt", name="Wnt", kind=ConceptKind.PROTEIN),
        Concept(id="pathway", name="Wnt signaling pathway", kind=ConceptKind.PROCESS),
    ]
    lexicon = Lexicon(things)
    assert lexicon.meaning(tuple(tokens("neuron death"))) == ("death",)
    assert lexicon.meaning(tuple(tokens("Wnt signalling"))) == ()


def test_the_thing_before_another_says_which_is_meant() -> None:
    things = [
        Concept(id="cells", name="microglia", kind=ConceptKind.OTHER, synonyms=("microglial",)),
        Concept(id="eating", name="phagocytosis", kind=ConceptKind.PROCESS),
    ]
    first, second = read("enhance microglial phagocytosis", Lexicon(things)).mentions
    assert first.qualifies
    assert second.direction is Direction.INCREASE
    assert not second.qualifies


@pytest.mark.parametrize("goal", ["inactivate microglia", "Deactivate the microglia"])
def test_what_undoes_a_state_of_cells_is_less_of_it(goal: str) -> None:
    things = [
        Concept(id="cells", name="microglia", kind=ConceptKind.OTHER),
        Concept(id="active", name="microglial cell activation", kind=ConceptKind.PROCESS),
    ]
    (found,) = read(goal, Lexicon(things)).mentions
    assert (found.concepts, found.direction) == (("active",), Direction.REDUCE)
