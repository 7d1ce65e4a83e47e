"""MicroRNAs by the name of the mature molecule, whatever registry, species or copy of the gene a curator gave.

Source: miRBase's rules for names, https://mirbase.org/help/
"""

import re

NAMESPACE = "MIRBASE"
_SYMBOL = re.compile(r"^MIR(LET)?(\d+)([A-Z]*)(?:-?\d+)?$")
_REGISTERED = re.compile(r"^(?:[a-z]{3}-)?(mir|let)-(\d+)([a-z]*)(?:-(?:\d+))?(-[35]p)?$", re.IGNORECASE)


def mature(namespace: str, label: str) -> str | None:
    """Return `miR-125b` for the gene symbol MIR125B1 and for miRBase's hsa-mir-125b-1; None for anything else.

    Copies of a gene make the same molecule, and orthologues nearly so: the species stays with the claims.
    """
    if namespace in ("HGNC", "MGI", "RGD"):
        found = _SYMBOL.match(label.upper())
        return f"{'let' if found[1] else 'miR'}-{found[2]}{found[3].lower()}" if found else None
    found = _REGISTERED.match(label) if namespace == NAMESPACE else None
    if found is None:
        return None
    return f"{'let' if found[1].lower() == 'let' else 'miR'}-{found[2]}{found[3].lower()}{(found[4] or '').lower()}"


def also_called(name: str) -> tuple[str, ...]:
    """Return other ways to write the name of a microRNA: `microRNA-132`, `miRNA-132`, `hsa-miR-132`, MIR132."""
    family, _, number = name.partition("-")
    symbol = f"MIR{'LET' if family == 'let' else ''}{number.upper()}".replace("-", "")
    if family == "let":
        return f"hsa-{name}", symbol
    return f"microRNA-{number}", f"miRNA-{number}", f"hsa-{name}", symbol
