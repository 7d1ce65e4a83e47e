"""Symbols that name lines of cells and strains of animals, and neither a gene's product nor a formula: `H9C2 cells`."""

import re
from collections import Counter
from collections.abc import Iterable

_SYMBOL = re.compile(r"[^\W_]+(?:[-/][^\W_]+)*")
_OF_CELLS = re.compile(
    r"([^\W_]+(?:[-/][^\W_]+)*) (?:[a-z]+ )?(?:cells?|cardiomyocytes?|fibroblasts?|hepatocytes?|xenografts?|mice)\b"
)


def cell_lines(texts: Iterable[str]) -> frozenset[str]:
    """Return words with capitals or digits that stand before `cells` and the like more often than elsewhere."""
    of_cells: Counter[str] = Counter()
    counts: Counter[str] = Counter()
    for text in texts:
        of_cells.update(match[1] for match in _OF_CELLS.finditer(text) if not match[1].islower())
        counts.update(_SYMBOL.findall(text))
    return frozenset(word for word, count in of_cells.items() if count > 0.5 * counts[word])
