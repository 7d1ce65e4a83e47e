"""Reading a compound's name: one spelling, and which parts may be left off to find it in a table.

Text only. A reading never changes which atoms are meant to be bonded, except by protons and counter-ions; what was
left off is kept, so that nobody takes the structure for more than the name was found to say.
"""

import re
import unicodedata
from collections.abc import Iterator

from coscientist.domain.base import Value

_GREEK = {
    "α": "alpha",
    "β": "beta",
    "γ": "gamma",
    "δ": "delta",
    "ε": "epsilon",
    "ζ": "zeta",
    "κ": "kappa",
    "λ": "lambda",
    "μ": "mu",
    "σ": "sigma",
    "ω": "omega",
}
_SIGNS = str.maketrans({"′": "'", "’": "'", "‐": "-", "‑": "-", "–": "-", "—": "-", "−": "-", "±": "+-"})
_QUALIFIER = re.compile(r" \((anhydrous|hydrate|monohydrate|free base|free acid)\)$")
_CHARGE = re.compile(r" ?\((\d*[+-])\)$")
_STEREO = re.compile(
    r"^(?:\((?:\+|-|\+-|\+/-|[rsez]|[0-9]*[rsez](?:,[0-9]+[a-z]?[rsez])*|rs)\)-|(?:d|l|dl|rac|cis|trans|meso)-"
    r"|all-(?:cis|trans)-(?:[0-9,]+-)?)",
)
_SALTS = frozenset(
    "besylate dihydrochloride disodium hydrobromide hydrochloride maleate mesylate monohydrate potassium sodium "
    "tartrate tosylate".split()
)
"""Last words that always name a counter-ion. Acetate, phosphate or sulfate may as well name an ester."""
_METALS = frozenset(
    "aluminium aluminum ammonium calcium disodium lithium magnesium potassium sodium trisodium zinc".split()
)
_ROLES = (
    "activator agent agonist analog analogue antagonist antidote antioxidant blocker chelator compound derivative "
    "herbicide inducer inhibitor ligand metabolite modulator neurotransmitter"
)
_FAMILIES = (
    "carbohydrate lipid macromolecule monoamine oligopeptide peptide phospholipid polyamine polymer polypeptide "
    "polyphenol protein sphingolipid triglyceride"
)
_CLASS_WORDS = frozenset(word + ending for word in f"{_ROLES} {_FAMILIES}".split() for ending in ("", "s"))
_CLASS_NAMES = frozenset({"amino acid", "fatty acid", "nucleic acid", "saturated fatty acid"})


class Reading(Value):
    """One way to spell a name, and what was left off to get there."""

    text: str
    dropped: tuple[str, ...] = ()
    """`charge (2-)`, `stereochemistry (-)`, `salt hydrochloride` …"""

    @property
    def stereo_dropped(self) -> bool:
        """Whether the name says more about stereochemistry than this reading does."""
        return any(part.startswith("stereochemistry") for part in self.dropped)


def spelling(name: str) -> str:
    """Return the name in one spelling: lower case, ASCII dashes and primes, Greek letters spelt out, single spaces."""
    text = name.lower()
    if text.isascii() and "  " not in text and text.isprintable():
        return text.strip()
    text = text.translate(_SIGNS)
    if not text.isascii():
        composed = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).lower()).translate(_SIGNS)
        text = "".join(_GREEK.get(letter, letter) for letter in composed)
    return " ".join(text.split())


def readings(name: str) -> list[Reading]:
    """Return the spellings under which a table may know the name, most faithful first."""
    found: dict[str, Reading] = {}
    frontier = [Reading(text=spelling(name))]
    while frontier:
        following: list[Reading] = []
        for reading in frontier:
            if reading.text and reading.text not in found:
                found[reading.text] = reading
                following.extend(_shorter(reading))
        frontier = following
    return list(found.values())


def with_counterions(name: str) -> list[str]:
    """Return the names of salts of what the name calls: `imatinib mesylate`, `methylthioninium chloride`."""
    text = spelling(name)
    if not text:
        return []
    halides = ["bromide", "chloride", "iodide"] if text.endswith("ium") else []
    return [f"{text} {salt}" for salt in (*halides, *sorted(_SALTS))]


def names_a_class(name: str) -> bool:
    """Whether the name ends in a role or a family, such as `mTOR inhibitor`, and so means no single compound."""
    text = spelling(name)
    return text in _CLASS_NAMES or text.rsplit(" ", 1)[-1] in _CLASS_WORDS


def names_a_configuration(name: str) -> bool:
    """Whether the name begins with a descriptor of its stereochemistry."""
    return _STEREO.match(spelling(name)) is not None


def names_an_ester_of(name: str, other: str) -> bool:
    """Whether the name adds an acid's ending that the other lacks: testosterone undecanoate, listed as testosterone.

    Then the two are different compounds, unless a metal in the name makes it a salt.
    """
    words = spelling(name).split(" ")
    ending = words[-1].lstrip("0123456789,'-")
    if len(words) < 2 or ending in _SALTS or not ending.endswith(("ate", "ester", "oxide")):
        return False
    return not set(words) & _METALS and not spelling(other).endswith(ending)


def names_an_isotope(name: str) -> bool:
    """Whether the name asks for a labelled atom, such as deutetrabenazine or [11C]PIB."""
    return (
        re.search(r"deu(?:ter|te)|tritiat|\(\d+[a-z]+\)|\[\d*[a-z]+(?:-\d+)?\]|-d\d+\b|-\d+$", spelling(name))
        is not None
    )


def is_accession(name: str) -> bool:
    """Whether the name is only a number in some database, with or without its prefix."""
    return re.fullmatch(r"\d+|[A-Za-z.]+:[A-Za-z]*\d+|CONSO\d{5}|[CD]\d{6,9}", name.strip()) is not None


def _shorter(reading: Reading) -> Iterator[Reading]:
    """Yield the readings with one part less; anions are also read as their acid."""
    text = reading.text

    def without(rest: str, what: str) -> Reading:
        return Reading(text=rest, dropped=(*reading.dropped, what))

    if match := _QUALIFIER.search(text):
        yield without(text[: match.start()], f"qualifier {match[1]}")
    if match := _CHARGE.search(text):
        yield without(text[: match.start()], f"charge ({match[1]})")
    if match := _STEREO.match(text):
        yield without(text[match.end() :], f"stereochemistry {match[0].rstrip('-')}")
    if match := re.fullmatch(r"(\S+)ate", text):
        yield without(f"{match[1]}ic acid", "charge of the anion")
    first, _, last = text.rpartition(" ")
    if first and last in _SALTS:
        yield without(first, f"salt {last}")
