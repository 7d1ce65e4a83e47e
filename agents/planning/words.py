"""The English of research goals: what asks for a direction, and what is said of any goal."""

import re
import unicodedata

from coscientist.domain.goal import Direction

_GREEK = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "κ": "kappa", "λ": "lambda",
    "μ": "mu", "σ": "sigma", "τ": "tau", "ω": "omega",
}  # fmt: skip

DIRECTIONS: dict[Direction, frozenset[str]] = {
    Direction.REDUCE: frozenset(
        "reduce reduces reducing lower lowers lowering decrease decreases decreasing inhibit inhibits inhibiting block "
        "blocks blocking prevent prevents preventing suppress suppresses suppressing attenuate attenuates attenuating "
        "diminish diminishes limit limits stop stops slow slows slowing halt halts reverse reverses reversing clear "
        "clears clearing treat treats treating treatment cure cures ameliorate ameliorates alleviate alleviates remove "
        "removes removing dissolve dissolves disaggregate down-regulate downregulate mitigate mitigates "
        "counteract counteracts delay delays eliminate eliminates".split()
    ),
    Direction.INCREASE: frozenset(
        "increase increases increasing raise raises raising enhance enhances enhancing boost boosts boosting promote "
        "promotes promoting activate activates activating stimulate stimulates stimulating induce induces inducing "
        "improve improves improving elevate elevates up-regulate upregulate strengthen strengthens accelerate "
        "accelerates amplify amplifies maximise maximize".split()
    ),
    Direction.RESTORE: frozenset(
        "restore restores restoring rescue rescues rescuing normalise normalize normalises normalizes recover recovers "
        "preserve preserves preserving protect protects protecting maintain maintains".split()
    ),
    Direction.MODULATE: frozenset(
        "modulate modulates modulating regulate regulates regulating affect affects influence".split()
    ),
    Direction.EXPLAIN: frozenset(
        "explain explains explaining why how understand understanding cause causes drives".split()
    ),
}

FLIPPING = frozenset("clearance degradation removal breakdown elimination disassembly turnover".split())
"""More of these, said of a thing, is less of the thing."""

NEUTRAL_HEADS = frozenset(
    "level levels activity activities expression production formation accumulation burden load pathology signaling "
    "signalling release function functions amount amounts abundance concentration concentrations secretion deposition "
    "spread spreading seeding propagation toxicity assembly generation synthesis state states activation".split()
)
"""Said of a concept without making it another."""

CONTEXT_MARKERS = frozenset("in during within among across from against".split())
ROUTE_MARKERS = frozenset("by via through".split())
"""What follows says how, and not what."""
EXCLUDING = frozenset("without avoid avoiding avoids excluding except not sparing".split())

INTERVENTION_WORDS = {
    "drug": ("compound",), "drugs": ("compound",), "compound": ("compound",), "compounds": ("compound",),
    "molecule": ("compound",), "molecules": ("compound",), "repurposing": ("compound",), "repurposed": ("compound",),
    "kinase": ("protein",), "kinases": ("protein",), "phosphatase": ("protein",), "phosphatases": ("protein",),
    "enzyme": ("protein",), "enzymes": ("protein",), "protein": ("protein",), "proteins": ("protein",),
    "gene": ("gene", "rna", "protein"), "genes": ("gene", "rna", "protein"), "microrna": ("rna",), "mirna": ("rna",),
}  # fmt: skip
"""Words that say what kind of thing is wanted; where none is used, every kind is."""

ORDINARY = frozenset(
    """a able about after against agent agents all also an and animal animals any approach approaches approved are as
    at based be been before best between brain but by can candidate candidates cell cells cellular clinical combination
    combinations combine combined combining could culture cultured design develop discover disease diseases disorder
    disorders do does early effect effects effective effectively either etc every existing experiment experimental
    experiments fall falls factor factors find finding first for from generate give given good has have having human
    humans hypotheses hypothesis i idea ideas identify if in intervention interventions into investigate is it its
    known lab laboratory late least less like look low many may me mechanism mechanisms mechanistic method methods mice
    might model models more most mouse must my need needs neuron neurons neuronal new next no non novel of on one onset
    or other our out over pair pairs patient patients pathway pathways people per plausible please possible potential
    predict primary progression propose provide rat rats repurpose research rise rises role safe science scientific
    screen search selective selectively should show small so some specific specifically step strategies strategy study
    such suggest synergistic synergy system systems target targeted targeting targets test testable than that the their
    them then during inhibition reduction activation therapeutic therapeutics therapies therapy there these they this
    those through to together tool tools treatments two under up use used using via vitro vivo want was way ways we
    what when where which while who whose will with work would you your""".split()
) | frozenset(INTERVENTION_WORDS)
"""Words that any goal may use and that name no subject."""


def tokens(text: str) -> list[str]:
    """Split into comparable words: case, Greek letters, accents, British spellings and plurals made alike."""
    text = unicodedata.normalize("NFKC", text)
    text = "".join(_GREEK.get(letter, letter) for letter in text.casefold())
    text = "".join(letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter))
    text = re.sub(r"[’']s\b", "", text).replace("'", "")
    pieces = re.findall(r"[^\W_]+\+?|[^\w\s'’/+-]", text)
    return [alike(piece) if piece[0].isalnum() else _MARKS.get(piece, ".") for piece in pieces]


def alike(word: str) -> str:
    """Give the form in which a word is compared."""
    if word in _KEEP or len(word) <= 3 or not word.isalpha():
        return word
    word = word.replace("aemia", "emia").replace("oedema", "edema").replace("tumour", "tumor")
    word = re.sub(r"is(e|ed|es|ing|ation)$", r"iz\1", word) if len(word) > 6 else word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


_MARKS = {mark: mark for mark in ".,;:!?()"} | {"[": "(", "]": ")"}
"""Punctuation that is kept apart; any other sign ends a clause."""
_KEEP = frozenset("aids abeta lewy diabetes herpes rabies series species".split())
_DIRECTION_OF = {alike(word): direction for direction, words in DIRECTIONS.items() for word in words}
_ORDINARY = frozenset(alike(word) for word in ORDINARY) | frozenset(ORDINARY)


def direction_of(word: str) -> Direction | None:
    """Return the direction that a compared word asks for."""
    return _DIRECTION_OF.get(word)


def is_ordinary(word: str) -> bool:
    """Say whether a compared word names no subject of its own."""
    return word in _ORDINARY or not any(letter.isalpha() for letter in word)
