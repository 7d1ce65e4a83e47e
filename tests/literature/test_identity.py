"""What two corpora list is one concept: by registry identifier first, by name after that, and never across kinds."""

from pathlib import Path

from coscientist.domain.claim import Claim, Predicate
from coscientist.domain.concept import Concept, ConceptKind
from coscientist.domain.literature import Passage, Source
from coscientist.literature.corpus import Corpus
from coscientist.literature.corpus_build import build_corpus
from coscientist.literature.identity import joined
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


def test_claims_are_about_the_joined_concepts() -> None:
    both = joined([[protein("a", "alpha protein"), protein("b", "beta protein")], [protein("x", "alpha protein")]])
    moved = both.claim(claim("x", "b"))
    assert moved is not None
    assert (moved.subject, moved.object) == ("a", "b")
    assert both.claim(claim("x", "a")) is None


def test_the_concepts_of_one_list_are_left_as_they_are() -> None:
    alone = [protein("a", "tau"), protein("b", "tau")]
    assert joined([alone]) == (tuple(alone), {})


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
