"""What two corpora list is one concept: by registry identifier first, by name after that, and of like kinds only."""

from pathlib import Path

import pytest

from coscientist.domain.claim import Claim, Predicate
from coscientist.domain.concept import Concept, ConceptKind
from coscientist.domain.literature import Passage, Source
from coscientist.literature.corpus import Corpus
from coscientist.literature.corpus_build import build_corpus
from coscientist.literature.identity import Joined, joined
from coscientist.literature.library import Library


def protein(concept_id: str, name: str, *synonyms: str, **further: object) -> Concept:
    return Concept.model_validate(
        {"id": concept_id, "name": name, "kind": ConceptKind.PROTEIN, "synonyms": synonyms, **further}
    )


def claim(subject: str, object_: str) -> Claim:
    return Claim(
        id="c", subject=subject, predicate=Predicate.INCREASES, object=object_, passages=("p",), made_by="test"
    )


def test_one_identifier_is_one_thing_whatever_it_is_called() -> None:
    pack = [protein("p(HGNC:TP53)", "TP53", identifiers={"HGNC": "TP53"})]
    own = [protein("gene:TP53", "p53", identifiers={"HGNC": "TP53"})]
    both = joined([pack, own])
    assert [(each.id, each.name, each.synonyms) for each in both.concepts] == [("p(HGNC:TP53)", "TP53", ("p53",))]
    assert both.meant == {"gene:TP53": "p(HGNC:TP53)"}


def test_one_name_is_one_thing_within_a_kind() -> None:
    pack = [Concept(id="a(CHEBI:sirolimus)", name="rapamycin", kind=ConceptKind.COMPOUND, synonyms=("sirolimus",))]
    own = [
        Concept(id="drug:sirolimus", name="Sirolimus", kind=ConceptKind.COMPOUND),
        Concept(id="c:rapamycin", name="rapamycin", kind=ConceptKind.PROTEIN),
    ]
    both = joined([pack, own])
    assert both.meant == {"drug:sirolimus": "a(CHEBI:sirolimus)"}
    assert [each.id for each in both.concepts] == ["a(CHEBI:sirolimus)", "c:rapamycin"]


def test_two_entries_of_the_gene_nomenclature_stay_two_though_they_share_a_name() -> None:
    pack = [protein("p(HGNC:MAPK1)", "ERK", identifiers={"HGNC": "MAPK1"})]
    own = [protein("gene:MAPK3", "ERK", identifiers={"HGNC": "MAPK3"})]
    assert joined([pack, own]).meant == {}


def test_a_state_is_one_where_its_protein_is() -> None:
    pack = [
        protein("p(HGNC:MAPT)", "tau", identifiers={"HGNC": "MAPT"}),
        protein("p(HGNC:MAPT|p)", "phosphorylated tau", parent="p(HGNC:MAPT)", modification="phosphorylation"),
    ]
    own = [
        protein("gene:MAPT|p", "phosphorylated MAPT", parent="gene:MAPT", modification="phosphorylation"),
        protein("gene:MAPT|n", "nitrated MAPT", parent="gene:MAPT", modification="nitration"),
        protein("gene:MAPT", "MAPT", identifiers={"HGNC": "MAPT"}),
    ]
    both = joined([pack, own])
    assert both.meant == {"gene:MAPT": "p(HGNC:MAPT)", "gene:MAPT|p": "p(HGNC:MAPT|p)"}
    assert {each.id: each.parent for each in both.concepts}["gene:MAPT|n"] == "p(HGNC:MAPT)"


@pytest.mark.parametrize(
    ("pack", "own", "meet"),
    [
        (ConceptKind.DISEASE, ConceptKind.PROCESS, True),
        (ConceptKind.OTHER, ConceptKind.COMPOUND, True),
        (ConceptKind.PROTEIN, ConceptKind.OTHER, True),
        (ConceptKind.OTHER, ConceptKind.OTHER, True),
        (ConceptKind.PROTEIN, ConceptKind.COMPOUND, False),
        (ConceptKind.GENE, ConceptKind.PROTEIN, False),
        (ConceptKind.OTHER, ConceptKind.RNA, False),
    ],
)
def test_lists_may_file_one_thing_under_kinds_that_are_not_told_apart(
    pack: ConceptKind, own: ConceptKind, meet: bool
) -> None:
    both = joined(
        [
            [Concept(id="a", name="Fibrosis", kind=pack)],
            [Concept(id="b", name="x", synonyms=("fibrosis",), kind=own)],
        ]
    )
    assert (both.meant == {"b": "a"}) is meet


def test_short_names_are_one_thing_within_a_kind_only() -> None:
    pack = [Concept(id="a", name="PHF", kind=ConceptKind.OTHER)]
    assert joined([pack, [protein("gene:PHF1", "PHF")]]).meant == {}


def test_what_one_list_leaves_open_is_of_the_kind_that_a_registry_knows() -> None:
    pack = [Concept(id="a(MESH:Progesterone)", name="Progesterone", kind=ConceptKind.OTHER)]
    drug = Concept(id="drug:p", name="progesterone", kind=ConceptKind.COMPOUND, identifiers={"DRUGBANK": "DB00396"})
    assert [each.kind for each in joined([pack, [drug]]).concepts] == [ConceptKind.COMPOUND]
    guessed = drug.model_copy(update={"identifiers": {}})
    assert [each.kind for each in joined([pack, [guessed]]).concepts] == [ConceptKind.OTHER]


def test_a_gene_that_was_renamed_is_one_gene() -> None:
    pack = [protein("p(HGNC:TMEM173)", "TMEM173", identifiers={"HGNC": "TMEM173"})]
    own = [protein("gene:STING1", "STING1", "TMEM173", identifiers={"HGNC": "STING1"})]
    assert joined([pack, own]).meant == {"gene:STING1": "p(HGNC:TMEM173)"}


FAMILY = [
    protein("p(HGNC:NFKB1)", "NFKB1", identifiers={"HGNC": "NFKB1"}),
    protein("p(FPLX:NFkappaB)", "NF-κB", "NF-kappaB"),
    protein("p(FPLX:NFkappaB|p)", "phosphorylated NF-κB", parent="p(FPLX:NFkappaB)", modification="phosphorylation"),
    protein("b", "beta protein"),
]
OWN_GENE = [
    protein("gene:NFKB1", "NFKB1", "NF-κB", "NF-kappaB", "p105", identifiers={"HGNC": "NFKB1"}),
    protein("gene:NFKB1|p", "phosphorylated NFKB1", parent="gene:NFKB1", modification="phosphorylation"),
]


@pytest.mark.parametrize(
    ("quote", "meant"),
    [
        ("NF-kappa B raised it.", "p(FPLX:NFkappaB)"),
        ("NFKB1, a part of NF-κB, raised it.", "p(HGNC:NFKB1)"),
        ("The subunit p105 of NF-κB raised it.", "p(HGNC:NFKB1)"),
        ("It was raised.", "p(HGNC:NFKB1)"),
    ],
)
def test_a_claim_is_about_the_family_where_its_quote_names_the_family_alone(quote: str, meant: str) -> None:
    both = joined([FAMILY, OWN_GENE])
    placed = both.claim(claim("gene:NFKB1", "b"), lambda: [quote])
    assert placed is not None
    assert placed.subject == meant


def test_a_state_of_what_a_quote_calls_by_the_familys_name_is_the_familys() -> None:
    both = joined([FAMILY, OWN_GENE])
    placed = both.claim(claim("gene:NFKB1|p", "b"), lambda: ["Phosphorylated NF-κB raised it."])
    assert placed is not None
    assert placed.subject == "p(FPLX:NFkappaB|p)"


def test_the_familys_name_stays_the_familys() -> None:
    (gene, *_) = joined([FAMILY, OWN_GENE]).concepts
    assert gene.synonyms == ("p105",)


def test_claims_are_about_the_joined_concepts() -> None:
    both = joined([[protein("a", "alpha protein"), protein("b", "beta protein")], [protein("x", "alpha protein")]])
    moved = both.claim(claim("x", "b"))
    assert moved is not None
    assert (moved.subject, moved.object) == ("a", "b")
    assert both.claim(claim("x", "a")) is None


def test_the_concepts_of_one_list_are_left_as_they_are() -> None:
    alone = [protein("a", "tau"), protein("b", "tau")]
    assert joined([alone]) == Joined(tuple(alone), {}, {})


def test_in_a_run_two_corpora_speak_of_one_gene(tmp_path: Path) -> None:
    def corpus(name: str, gene: str, target: str) -> Corpus:
        records: list[Source | Concept | Passage | Claim] = [
            Source(id=f"s-{name}", title=name),
            protein(gene, gene, identifiers={"HGNC": "TP53"}),
            protein(target, target),
            Passage(id=f"p-{name}", source=f"s-{name}", quote="It does."),
            claim(gene, target).model_copy(update={"id": f"c-{name}", "passages": (f"p-{name}",)}),
        ]
        build_corpus(tmp_path / f"{name}.db", {"name": name, "fingerprint": name}, records, None)
        return Corpus(tmp_path / f"{name}.db")

    library = Library([corpus("pack", "p(HGNC:TP53)", "first target"), corpus("own", "gene:TP53", "second target")])
    assert [(each.subject, each.object) for each in library.claims()] == [
        ("p(HGNC:TP53)", "first target"),
        ("p(HGNC:TP53)", "second target"),
    ]
    assert {each.id for each in library.concepts()} == {"p(HGNC:TP53)", "first target", "second target"}
    library.close()
