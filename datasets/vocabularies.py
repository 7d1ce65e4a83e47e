"""The names by which texts are read: of loaded corpora, of drugs, and what the texts themselves name."""

from collections.abc import Iterable, Sequence

from coscientist.datasets.diseases import diseases
from coscientist.datasets.headings import natural_order
from coscientist.datasets.processes import processes
from coscientist.domain.concept import Concept, ConceptKind
from coscientist.literature.extraction.formulae import formulae
from coscientist.literature.extraction.terms import KindOf, mined
from coscientist.literature.extraction.vocabulary import Vocabulary
from coscientist.tools.chemistry.drug_table import DrugRecord, drug_table


def reading_vocabulary(texts: Sequence[str], kind_of: KindOf, known: Iterable[Concept] = ()) -> Vocabulary:
    """Return the vocabulary for reading texts, in this order of trust.

    Concepts that corpora hold already (`known`), so that claims of both meet; processes of cells and tissues and
    diseases; materials by formula; drugs; and mined terms for what none of these has.
    """
    listed = Vocabulary(known, [*processes(), *diseases()], formulae(texts, kind_of), drugs())
    return listed.extended(mined(texts, kind_of, known=lambda name: listed.meaning(name) is not None))


def drugs() -> list[Concept]:
    """Return the drugs, hormones and natural substances of the drug table, without systematic names."""
    table = drug_table()
    return [
        Concept(
            id=f"drug:{record.name}",
            name=natural_order(record.name),
            kind=_kind(record),
            synonyms=(record.name, *synonyms),
            identifiers={"DRUGBANK": record.drugbank_id} if record.drugbank_id else {},
        )
        for record, synonyms in table.entries()
    ]


def _kind(record: DrugRecord) -> ConceptKind:
    if record.is_protein:
        return ConceptKind.PROTEIN
    # Nucleic acids and polysaccharides are listed too: `small interfering RNA` is nothing that cells over-express.
    return ConceptKind.OTHER if record.is_macromolecule or record.is_class else ConceptKind.COMPOUND
