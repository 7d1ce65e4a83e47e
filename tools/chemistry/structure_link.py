"""What a compound's name can be linked to, and with how much trust."""

from enum import StrEnum

from coscientist.domain.base import Value


class LinkState(StrEnum):
    """How a name stands to a structure. Only the first two carry one."""

    CONFIRMED = "confirmed"
    """Two sources agree on the bonds, or the name itself spells the ion."""
    SINGLE_SOURCE = "single source"
    """One table has it and nothing was there to compare it with."""
    CONTRADICTED = "contradicted"
    """The table has a structure, and other sources have another compound under the name."""
    MIXTURE = "mixture"
    """The table has several different components and nothing says which is meant."""
    AMBIGUOUS = "ambiguous"
    """The name and its synonyms lead to different compounds."""
    NO_STRUCTURE = "no structure"
    """The name is known; its structure is not."""
    CLASS = "class"
    """The name means a family, a protein or an action, not one compound."""
    ACCESSION = "accession"
    """The name is a number in a database that is not at hand."""
    NOT_FOUND = "not found"
    """No table at hand knows the name."""


class StructureLink(Value):
    """What a name was linked to."""

    name: str
    state: LinkState
    record: str | None = None
    """The drug's main name in the table."""
    drugbank_id: str | None = None
    smiles: str | None = None
    """Canonical SMILES of the active part."""
    inchikey: str | None = None
    stereo_confirmed: bool = False
    """Whether a second source has the same configuration and the name asked for no other."""
    is_protein: bool = False
    """Whether the table files the name among proteins."""
    steps: tuple[str, ...] = ()
    """What was left off or taken for another to find the name, in order."""
    alternatives: tuple[str, ...] = ()
    """Records or SMILES that the name could also mean."""
    source: str
    note: str = ""
