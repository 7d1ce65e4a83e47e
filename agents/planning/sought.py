"""What a goal looks for, in words: medicines that there are, natural products, drugs given together, targets."""

import re
from collections.abc import Callable

from coscientist.agents.planning.words import acts, direction_of, tokens
from coscientist.datasets.gene_classes import CLASSES
from coscientist.domain.goal import Direction

_MEDICINES = re.compile(
    r"\b(?:re-?purpos\w*|drug re-?position\w*|re-?position\w* (?:of )?(?:drugs?|medicines?)"
    r"|(?:approved|licen[sc]ed|marketed|existing|registered|available|old|generic|known)"
    r"(?: or \w+)?(?: [\w-]+)? (?:drugs?|medicines?|medications?|pharmaceuticals?)"
    r"|(?:drugs?|medicines?|medications?) that (?:are|were) (?:already )?(?:approved|licen[sc]ed|marketed))\b",
    re.IGNORECASE,
)
_SMALL = re.compile(r"\b(?:small[- ]molecules?|low[- ]molecular[- ]weight)\b", re.IGNORECASE)
_NATURAL = re.compile(
    r"\b(?:natural(?:ly occurring)? (?:products?|compounds?|substances?|molecules?)|phytochemicals?|herbal|botanicals?"
    r"|(?:plant|fung(?:al|us)|marine)(?:[- ]derived)? (?:products?|compounds?|metabolites?|extracts?))\b",
    re.IGNORECASE,
)
_MARKER = re.compile(
    r"^(?:\W*(?:please|we|i|want|need|to|would|like|can|you)\b)*\W*"
    r"(?:develop|find|identify|discover|propose|suggest|design|validate|search for|look for|what|which)\b"
    r"(?:\W+[\w-]+){0,4}?\W+(?:bio)?markers?\b"
    r"|\b(?:diagnostic|prognostic) (?:tests?|tools?|signatures?|assays?)\b",
    re.IGNORECASE,
)
_TOGETHER = re.compile(
    r"(?<!\bor )(?<!\band )\b(?:combin(?:e|ed|es|ing|ations?)|synerg\w+|(?:drug|compound) pairs?|"
    r"pairs? of (?:drugs|compounds|agents|inhibitors)|cocktails?|co-?treatments?)\b",
    re.IGNORECASE,
)
_TARGETS = re.compile(
    r"\b(?:new|novel|therapeutic|drug|druggable|molecular|unexplored|which|what|find|identify|discover|propose)"
    r" (?:\w+ )?targets?\b(?! of\b)",
    re.IGNORECASE,
)


_ACTORS = "(?:inhibitor|blocker|antagonist|agonist|activator|opener)s?"
_ACTING_ON_CLASS = re.compile(
    rf"(?<!\bwithout )\b(?P<class>{'|'.join(CLASSES)}) (?P<actor>{_ACTORS})\b",
    re.IGNORECASE,
)


def asks_for_action_on(goal: str, is_named: Callable[[str], bool]) -> tuple[str, str, str] | None:
    """Return the words, the class of proteins and the verb where what acts on one of a class is asked for.

    Of `kinase inhibitors` they are those words, `kinase` and `inhibit`; `is_named` says whether a phrase names a single
    protein, so that `Rho kinase inhibitors` asks for those of Rho kinase. None where the goal asks for no such thing.
    """
    found = _ACTING_ON_CLASS.search(goal)
    if found is None:
        return None
    before = goal[: found.start()].split()
    if before and (is_named(before[-1]) or is_named(f"{before[-1]} {found['class']}")):
        return None
    less = acts(tokens(found["actor"])[0]) is Direction.REDUCE
    return found[0], found["class"].casefold(), "inhibit" if less else "activate"


def asks_for_medicines(goal: str) -> bool:
    """Say whether candidates have to be medicines already.

    Limits: English words for it; “known drugs” counts, “drugs” alone does not.
    """
    return _MEDICINES.search(goal) is not None


def asks_for_small_molecules(goal: str) -> bool:
    """Say whether candidates have to be compounds, whatever else they are called: `small-molecule chaperones`."""
    return _SMALL.search(goal) is not None


def asks_for_natural_products(goal: str) -> bool:
    """Say whether candidates have to be like what organisms make."""
    return _NATURAL.search(goal) is not None


def asks_for_markers(goal: str) -> bool:
    """Say whether a sign of a disease is looked for, and nothing that would change it."""
    found = _MARKER.search(goal)
    return found is not None and not any(direction_of(word) for word in tokens(found[0]))


def asks_for_combinations(goal: str) -> bool:
    """Say whether only things that are given together answer the goal; `drugs or combinations` leaves it open."""
    return _TOGETHER.search(goal) is not None


def asks_for_targets(goal: str) -> bool:
    """Say whether what drugs act on is looked for, and not drugs: `a therapeutic target`, `find targets`."""
    return _TARGETS.search(goal) is not None
