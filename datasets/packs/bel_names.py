"""Names of what BEL identifies by registry and label: canonical ones, and ones that a scientist would use."""

import re
from collections.abc import Mapping, Sequence

from coscientist.datasets.packs.micro_rnas import NAMESPACE, also_called, mature
from coscientist.domain.concept import ConceptKind

PROPER_NAMES = frozenset(
    """Alzheimer Alzheimers Parkinson Huntington Bunina Cajal Fas Lewy Pick Wnt Golgi Braak Brodmann Purkinje
    Congo Evans Src Creutzfeldt Jakob Crohn Down Gaucher Hashimoto Machado Joseph Meynert Niemann Nissl Sjogren
    Tourette Wallerian Westphal Toll Doppel Kelch Heidelberg Rey Manduca Trolox Thiamet Posiphen Polycomb Cre
    Notch Schwann Wernicke Cushing Langerhans Kupffer Ranvier Abeta Triton Tween Wistar Sprague Dawley""".split()
)
"""Words of the pack's registries that a sentence writes with a capital."""
SYMBOLS = frozenset({"HGNC", "MGI", "RGD", "UNIPROT", "InChI", "PUBCHEM", "TAXONOMY", NAMESPACE})
"""Namespaces whose labels are symbols or identifiers."""
_TITLE_WORD = re.compile(r"(?<![A-Za-z0-9])[A-Z][a-z]{2,}(?![a-z]*[A-Z0-9])\b")
_NO_MOLECULE = re.compile(
    r"receptor|antibod|oligomer|aggregate|fibril|filament|tangle|neuron|cortex|cell|plaque|proteins?$|synapse|"
    r"chaperone|inhibitor$|antagonist$|agonist$|hippocamp|layer|CONSO\d+|ratio$|scale$|stage|entity$|agent$|polymer$",
    re.IGNORECASE,
)
_COMPOUND_CODE = re.compile(r"^[A-Z0-9]{1,6}([ -]?[A-Z]{0,3})?[ -]?\d{2,}")
_MESH_COMMA = re.compile(r"^([^,()]+), ([^,()]+)$")


def sentence_case(label: str) -> str:
    """Write a registry's label as it stands within a sentence: `Dopaminergic Neurons` becomes `dopaminergic neurons`.

    Names of people and what is called after them keep their capitals, as do symbols.
    """
    return _TITLE_WORD.sub(lambda word: word[0] if word[0] in PROPER_NAMES else word[0].lower(), label)


class Names:
    """Canonical and readable names: orthologues under their human symbol, aliases, names learnt from quotes."""

    def __init__(
        self,
        aliases: Mapping[str, Sequence[str]],
        same_as: Mapping[str, str],
        kinds: Mapping[str, ConceptKind],
        human_symbols: frozenset[str] = frozenset(),
        learnt: Mapping[str, str] | None = None,
    ) -> None:
        self._aliases = aliases
        self._same_as = same_as
        self._kinds = kinds
        self._human = human_symbols
        self._learnt = learnt or {}

    def canonical(self, prefix: str, namespace: str, label: str) -> tuple[str, str, str]:
        """Return (prefix, namespace, label) under which a thing is kept.

        A mouse or rat gene goes under its human symbol where the pack has that symbol, a microRNA under its mature
        molecule; the species stays with the claims.
        """
        if namespace in ("MGI", "RGD") and label.upper() in self._human:
            namespace, label = "HGNC", label.upper()
        if (molecule := mature(namespace, label)) is not None:
            return "m", NAMESPACE, molecule
        same = self._same_as.get(f"{prefix}({namespace}:{label})")
        if same:
            prefix, _, rest = same[:-1].partition("(")
            namespace, _, label = rest.partition(":")
        return prefix, namespace, label

    def readable(self, namespace: str, label: str) -> str:
        """Return the name that people use, falling back to the identifier with its registry."""
        aliases = self._aliases.get(f"{namespace}:{label}")
        if aliases:
            return aliases[0]
        learnt = self._learnt.get(f"{namespace}:{label}")
        if learnt:
            return learnt
        if namespace in ("MGI", "RGD"):
            return f"{label} ({'mouse' if namespace == 'MGI' else 'rat'})"
        if namespace == "PUBCHEM":
            return f"PubChem compound {label}"
        if re.fullmatch(r"\d+", label) or re.fullmatch(rf"{namespace}\d+", label):
            return f"{namespace} {label}"
        if namespace in SYMBOLS:
            return label
        return sentence_case(_MESH_COMMA.sub(r"\2 \1", label) if namespace == "MESH" else label.replace("_", " "))

    def synonyms(self, namespace: str, label: str) -> tuple[str, ...]:
        """Return other names by which goals and papers may call it."""
        aliases = self._aliases.get(f"{namespace}:{label}", ())
        readable = self.readable(namespace, label)
        if namespace == NAMESPACE:
            aliases = (*aliases, *also_called(label))
        return tuple(dict.fromkeys(name for name in (label, *aliases) if name != readable))

    def abundance_kind(self, namespace: str, label: str) -> ConceptKind:
        """Tell molecules from cells, organelles, scores and assemblies, which BEL also calls abundances."""
        stated = self._kinds.get(f"{namespace}:{label}")
        if stated:
            return stated
        if _NO_MOLECULE.search(label):
            return ConceptKind.OTHER
        if namespace in ("CHEBI", "PUBCHEM", "DRUGBANK", "InChI", "MESHC"):
            return ConceptKind.COMPOUND
        # MeSH writes its supplementary records, which are substances, in lower case or as systematic names.
        if namespace == "MESH" and (label[:1].islower() or not label[:1].isalpha() or _COMPOUND_CODE.match(label)):
            return ConceptKind.COMPOUND
        if namespace == "CONSO" and (_COMPOUND_CODE.match(label) or label[:1].islower()) and " " not in label:
            return ConceptKind.COMPOUND
        return ConceptKind.OTHER
