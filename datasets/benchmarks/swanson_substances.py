"""Which headings are substances, and which of them are forms of each other."""

from collections import defaultdict
from collections.abc import Collection

from coscientist.datasets.headings import natural_order
from coscientist.tools.chemistry.drug_table import DrugRecord, DrugTable, drug_table


class Substances:
    """A heading is a substance when the drug vocabulary says what it is, and that is no class and no macromolecule.

    To say what it is takes a structure or a place in the MeSH tree: names without either are allergens, bacteria and
    blood products. The vocabulary is DrugBank's open names and MeSH's, as drug-named-entity-recognition has them.
    """

    def __init__(self, headings: Collection[str], table: DrugTable | None = None) -> None:
        table = table or drug_table()
        self._records: dict[str, list[DrugRecord]] = {
            heading: [record for name in {heading, natural_order(heading)} for record in table.find(name)]
            for heading in sorted(headings)
        }
        self._by_tree: dict[str, set[str]] = defaultdict(set)
        self._below: dict[str, set[str]] = defaultdict(set)
        for heading in self._records:
            for tree in self._trees(heading):
                self._by_tree[tree].add(heading)
                self._below[tree.rpartition(".")[0]].add(heading)

    def all(self) -> list[str]:
        """Return the headings that are substances."""
        return [
            heading for heading, records in self._records.items() if any(_is_substance(record) for record in records)
        ]

    def kin(self, heading: str) -> set[str]:
        """Return the headings one step above or below in the MeSH tree: the class that it belongs to, and its forms."""
        found: set[str] = set()
        for tree in self._trees(heading):
            found |= self._by_tree[tree] | self._below[tree] | self._by_tree[tree.rpartition(".")[0]]
        return found - {heading}

    def _trees(self, heading: str) -> set[str]:
        return {tree for record in self._records.get(heading, ()) for tree in record.mesh_trees}


def _is_substance(record: DrugRecord) -> bool:
    said = record.smiles is not None or bool(record.mesh_trees)
    return said and not record.is_class and not record.is_macromolecule
