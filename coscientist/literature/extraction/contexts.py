"""What sort of thing a name of no vocabulary stands for, by the words that stand beside it.

`treated with AD6`, `AD6 (50 mg/kg)` and `the agonists clonidine and DPI` speak of what is given; `the lasR gene`,
`lasR mutants` and `expression of lasR` of what a cell makes. A symbol alone tells neither.

Source: lexico-syntactic patterns, Hearst 1992, https://doi.org/10.3115/992133.992154
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from coscientist.domain.concept import ConceptKind

_WORD = re.compile(r"[^\W_]+(?:[-/][^\W_]+)*|[^\w\s]")
NEAR = 3
"""Words before and after a name that are looked at."""
_GIVEN_AFTER = frozenset(
    """treatment treatments administration administered dose doses dosing infusion injection exposure supplementation
    concentration concentrations mg g mg/kg µm μm nm mm µg μg ng µmol μmol hydrochloride sodium therapy pretreatment
    pre-treatment treated given compound compounds derivatives supplement extract""".split()
)
_GIVEN_BEFORE = frozenset(
    """treated treatment administration dose doses concentration concentrations given received receiving drug drugs
    compound compounds agent agonist agonists antagonist antagonists inhibitor inhibitors blocker blockers alkaloid
    flavonoid flavonoids glycoside terpenoid polyphenol analogue analog derivative pretreatment pretreated
    infusion injection oral mg µm μm nm""".split()
)
_MADE_AFTER = frozenset(
    """gene genes protein proteins mrna mrnas expression mutant mutants mutation mutations knockout knockdown deletion
    deletions overexpression promoter phosphorylation sirna shrna kinase isoform isoforms locus operon transcript
    transcripts polymorphism polymorphisms homolog homologue domain subunit levels""".split()
)
_MADE_BEFORE = frozenset(
    """gene genes protein encoding encodes expression overexpression phosphorylation transcription sirna shrna
    knockdown deletion mutant mutants anti receptor cytokine chemokine enzyme""".split()
)
_SYSTEMATIC = re.compile(
    r"\s*\([^()]*(?:\d[,'\d]*-[a-z]{3,}|\w(?:methyl|ethyl|phenyl|chloro|fluoro|oxy|amino|hydroxy)\w)[^\n]{0,80}"
)
"""A systematic name that says what a code stands for."""
_SUBSTANCE = re.compile(r"^[a-z]{3,}(?:in|ine|one|ol|ide|ene|ate|ib|mab|vir|azole|oside|acid)$")
"""Endings of the names of drugs and natural substances."""
_NO_SUBSTANCE = frozenset(
    """protein medicine vaccine routine baseline hormone machine determine combine decline discipline examine magazine
    outline skin margin origin domain explain obtain remain contain maintain certain brain strain pain chain main train
    gain control alcohol protocol phenol sterol symbol school tool pool provide include divide decide guide side wide
    inside outside peptide peptides oxide sulfide chloride steroid suicide genocide pesticide herbicide bactericide
    climate estimate indicate candidate corticosteroid antibiotic gene hygiene scene alone bone zone tone stone cone
    done gone one none phone cytokine chemokine amine spine urine saline engine marine crystalline alkaline endocrine
    feminine masculine genuine online timeline guideline pipeline headline gelatin resin toxin vitamin cell-line
    catecholamine polyamine monoamine nucleoside nucleotide glycoside saccharide lipid moderate substrate climate rate
    date state plate nitrate climate intermediate appropriate ultimate approximate corresponding chaperone backbone
    milestone twin thin begin cabin basin within admin ruin bulletin placebo""".split()
)


class Contexts:
    """Counts, over all texts, what the words beside each name say it is."""

    def __init__(self, texts: Sequence[str], names: Mapping[str, Collection[str]]) -> None:
        """Look at the names of each thing, `{key: spellings}`; names are of one word or several."""
        first: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
        for key, spellings in names.items():
            for name in spellings:
                parts = tuple(_WORD.findall(name))
                if parts:
                    first[parts[0]].append((parts, key))
        self._votes: dict[str, Counter[ConceptKind]] = defaultdict(Counter)
        for text in texts:
            found = list(_WORD.finditer(text))
            words = [match[0] for match in found]
            for at, word in enumerate(words):
                for spelling, key in first.get(word, ()):
                    end = at + len(spelling)
                    if tuple(words[at:end]) == spelling:
                        after = text[found[end - 1].end() :]
                        self._votes[key].update(_votes(words, at, end, after))

    def given(self, key: str) -> int:
        """Return how often a name stands where what is given stands, less what speaks against it."""
        votes = self._votes[key]
        return votes[ConceptKind.COMPOUND] - votes[ConceptKind.PROTEIN]

    def kind(self, key: str) -> ConceptKind | None:
        """Return what most places say: a compound, a gene's product; None where they say nothing or both."""
        given = self.given(key)
        return ConceptKind.COMPOUND if given > 0 else ConceptKind.PROTEIN if given < 0 else None


def substances(texts: Iterable[str]) -> list[str]:
    """Return single words that end as names of substances do, stand in two texts or more, and are no plain words."""
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update({word.casefold() for word in _WORD.findall(text) if word[1:].islower()})
    return sorted(
        word
        for word, count in counts.items()
        if count >= 2 and len(word) > 5 and _SUBSTANCE.match(word) and word not in _NO_SUBSTANCE
    )


def _votes(words: Sequence[str], at: int, end: int, after: str) -> Iterable[ConceptKind]:
    """Yield what each neighbour says; a sign that ends a clause ends the view."""
    following = _until_break(words[end : end + NEAR])
    before = _until_break(words[max(0, at - NEAR - 2) : at][::-1])[: NEAR + 2]
    if (
        set(following[:2]) & _MADE_AFTER
        or (before[:1] and before[0] in _MADE_BEFORE)
        or set(before[1:2]) & _MADE_BEFORE
    ):
        yield ConceptKind.PROTEIN
    if set(following) & _GIVEN_AFTER or set(before) & _GIVEN_BEFORE or _SYSTEMATIC.match(after):
        yield ConceptKind.COMPOUND


def _until_break(words: Sequence[str]) -> list[str]:
    kept: list[str] = []
    for word in words:
        if word in ".;:?!":
            break
        kept.append(word.casefold())
    return kept
