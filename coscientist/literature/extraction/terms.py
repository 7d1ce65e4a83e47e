"""Names for things that no vocabulary lists, mined from the texts themselves.

Three kinds: long forms of abbreviations that the texts define, symbols that recur, and noun phrases that recur as a
unit. Phrases are ranked by their C-value, which counts a phrase less where it only occurs within longer ones.

Source: Frantzi, Ananiadou and Mima 2000, https://doi.org/10.1007/s007999900023
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from coscientist.domain.concept import Concept, ConceptKind
from coscientist.literature.extraction.abbreviations import defined
from coscientist.literature.extraction.cell_lines import cell_lines
from coscientist.literature.extraction.contexts import Contexts, substances
from coscientist.literature.extraction.lexicon import (
    AGENTS,
    AUXILIARIES,
    CONJUNCTIONS,
    DENIALS,
    LESS,
    MORE,
    NEEDED,
    NOUNS,
    PREPOSITIONS,
    RELATIVES,
    SUBORDINATORS,
    VERBS,
)

KindOf = Callable[[str], ConceptKind]
MAX_TERMS = 3_000
MAX_WORDS = 4
_WORD = re.compile(r"[^\W_]+(?:[-/][^\W_]+)*|[^\w\s]")
_LONG_FORM = re.compile(r"(?:[^\W_]|\w+\([^\W_])[\w \-–‐/'’+]{3,80}[\w+]\)?")
_DIGITS = re.compile(r"[\d.,%+-]+")
_CLOSED = (
    AUXILIARIES | CONJUNCTIONS | DENIALS | MORE | LESS | PREPOSITIONS | RELATIVES | SUBORDINATORS | NEEDED
    | frozenset(AGENTS) | (frozenset(VERBS) - frozenset(NOUNS))
)  # fmt: skip
_GENERAL = frozenset(
    """a about above according after all among an analyses analysis and animal animals another any approach approaches
    are as aspect assay assays author authors available average background based basis because being below best
    better both case cases causes cell cells certain change changes characteristic characteristics clinical common
    comparable comparison compared complete conclusion condition conditions considerable contrast control controls
    conventional corresponding current data days degree development different difference differences distinct due
    each early effect effective effects either end error even evidence example experiment experimental experiments
    expression extent fact factor factors fig figs figure refs final finding findings first following form found
    four function functional further general given good group groups having he her here high his hour hours how
    however human i ii iii important increase indeed individual initial interest interesting investigation involving
    its itself kind known large larger last late later least less level levels literature little long low main major
    manner many marked material materials mean means measure measured measurement measurements mechanism mechanisms
    method methods minutes mm model models months more most mostly much multiple natural nature necessary need new
    next non not novel now number observation observed obtained old one only order other others our out outcome
    outcomes overall own p paper part particular patient patients pattern per percent performance period phase point
    population positive possible potential practice present presence previous primary problem procedure process
    processes property properties protein proteins quality question range rate rates ratio reason recent related
    relative relevant report reported reports research response responses result results review risk role same
    sample samples second section see set several she short show shown significant similar simple since single site
    small so some specific stage standard state states step still strategy strong studied studies study subject
    subjects subsequent such system systems table technique techniques terms test tests than that the their them
    then there therefore these they third this those three through thus time times to together total treated
    treatment treatments trial two type types typical under unit upper us use used useful using usual value values
    variety various very was way we week weeks well were what when where which while who whole why wide with within
    work year years yet you your university department introduction discussion abstract keywords copyright license
    wt vol kg mg ml nm cm ms min al et vs ie eg ref doi http https www showed showing mice rats rabbits dogs knocked
    down hoc aged tissues brains assembled deviation sections extracts lines rabbit rat
    mouse dog cat pig canine porcine bovine feline murine ovine guinea
    aggregating containing undergoing expressing producing""".split()
)
_ADJECTIVE = re.compile(r"(ular|onal|rial|ical|inal|ebral|ental|atic|etic|otic|enic|ous|ive|ory|less|able|ible)$")
_VERB_LIKE = re.compile(r"\w(ly|ize[ds]?|ise[ds]?|ify|ified|ifies)$")


def mined(
    texts: Sequence[str],
    kind_of: KindOf,
    *,
    known: Callable[[str], bool] = lambda _name: False,
    names_known: Callable[[str], bool] = lambda _phrase: False,
) -> list[Concept]:
    """Return concepts for what texts name again and again.

    `known` says whether a vocabulary has a name already, `names_known` whether a phrase names something that it has:
    `tau monomers` is about tau, and what is said of it there.

    Limits: English. A phrase must stand in at least three texts, a symbol in two.
    """
    names: dict[str, Concept] = {}
    short_of: dict[str, set[str]] = defaultdict(set)
    written: dict[str, str] = {}
    for text in texts:
        for short, long in defined(text):
            long = re.sub(r"['’]s$", "", long)
            if _LONG_FORM.fullmatch(long):
                short_of[long.casefold()].add(short)
                # At the beginning of a sentence or in a title, a name carries a capital that is not its own.
                written[long.casefold()] = max(long, written.get(long.casefold(), long))
    for key in sorted(short_of):
        words = key.split()
        common = {words[0], words[-1]} & (_GENERAL | _CLOSED)
        # What `FLT3-ITD` abbreviates is about FLT3, and `GSK3` is known better than by any way of spelling it out.
        shorts_known = any(names_known(short) and (not known(short) or _has_digit(short)) for short in short_of[key])
        if len(words) <= 6 and not common and not _ADJECTIVE.search(words[-1]) and not known(key) and not shorts_known:
            _add(names, written[key], kind_of, tuple(sorted(short_of[key])))
    shorts = {short for group in short_of.values() for short in group}
    for symbol in _symbols(texts, kind_of):
        if symbol not in shorts and not known(symbol) and not names_known(symbol):
            _add(names, symbol, kind_of)
    for salt in _salts(texts, kind_of):
        if not known(salt):
            _add(names, salt, kind_of)
    for phrase in _phrases(texts):
        if len(names) >= MAX_TERMS:
            break
        if not known(phrase) and not names_known(phrase):
            _add(names, phrase, kind_of)
    return _with_kinds(names, texts, known, names_known)


def _with_kinds(
    names: dict[str, Concept], texts: Sequence[str], known: Callable[[str], bool], names_known: Callable[[str], bool]
) -> list[Concept]:
    """Let the words beside a name say what it is where its form does not, and add substances of one word.

    A symbol that nothing beside it shows to be a gene's product carries no `symbol`, and is not acted on.
    """
    spellings = {item.id: {item.name, *item.synonyms} for item in names.values() if _is_open(item)}
    single = [word for word in substances(texts) if not known(word) and not names_known(word)]
    contexts = Contexts(texts, spellings | {word: {word, word.capitalize()} for word in single})
    made = []
    for item in names.values():
        kind = contexts.kind(item.id) if item.id in spellings else None
        if kind is ConceptKind.PROTEIN and item.kind is ConceptKind.PROTEIN:
            item = item.model_copy(update={"identifiers": {"symbol": item.name}})
        elif kind is ConceptKind.COMPOUND:
            item = item.model_copy(update={"kind": kind})
        made.append(item)
    room = MAX_TERMS - len(made)
    given = [word for word in single if contexts.given(word) >= 2 and f"c:{word}" not in names]
    return made + [Concept(id=f"c:{word}", name=word, kind=ConceptKind.COMPOUND) for word in given[: max(0, room)]]


def _is_open(concept: Concept) -> bool:
    """Say whether the form of a name leaves open what it names: a protein by its form, or one word of no known form."""
    return concept.kind is ConceptKind.PROTEIN or (concept.kind is ConceptKind.OTHER and " " not in concept.name)


def _has_digit(name: str) -> bool:
    return any(map(str.isdigit, name))


def _add(names: dict[str, Concept], name: str, kind_of: KindOf, synonyms: tuple[str, ...] = ()) -> None:
    made = Concept(id=f"c:{name.casefold()}", name=name, kind=kind_of(name), synonyms=synonyms)
    names.setdefault(made.id, made)


def _symbols(texts: Sequence[str], kind_of: KindOf) -> Iterator[str]:
    """Yield what is written like the symbol of a gene product, an RNA or a compound's code, in at least two texts."""
    counts: Counter[str] = Counter()
    lines = cell_lines(texts)
    for text in texts:
        counts.update({word for word in _WORD.findall(text) if any(letter.isupper() for letter in word[1:])})
    for word, count in sorted(counts.items()):
        if (
            count >= 2
            and word not in lines
            and word.casefold() not in _GENERAL
            and kind_of(word) in (ConceptKind.PROTEIN, ConceptKind.RNA, ConceptKind.COMPOUND)
        ):
            yield word


_SALT = re.compile(
    r"\b[A-Za-z][\w-]+ (?:iodide|bromide|chloride|fluoride|formate|thiocyanate|tetrafluoroborate|hexafluorophosphate)\b"
)


def _salts(texts: Iterable[str], kind_of: KindOf) -> list[str]:
    """Return salts of organic cations, which are told by their form alone: `phenethylammonium iodide`."""
    found = {match[0][0].lower() + match[0][1:] for text in texts for match in _SALT.finditer(text)}
    return sorted(salt for salt in found if kind_of(salt) is ConceptKind.COMPOUND)


def _phrases(texts: Iterable[str]) -> list[str]:
    """Return phrases by falling C-value, and single words that name a kind of thing by their form."""
    counts: Counter[tuple[str, ...]] = Counter()
    of_cells: Counter[tuple[str, ...]] = Counter()
    for text in texts:
        runs = list(_runs(text))
        counts.update({part for run in runs for part in _parts(run)})
        of_cells.update({part for run in runs for part in _before_cells(run)})
    frequent = {phrase: count for phrase, count in counts.items() if count >= 3}
    within: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for phrase, count in frequent.items():
        for size in range(2, len(phrase)):
            for start in range(len(phrase) - size + 1):
                within[phrase[start : start + size]].append(count)
    value = {
        phrase: math.log2(len(phrase)) * (count - (sum(inside) / len(inside) if (inside := within[phrase]) else 0.0))
        for phrase, count in frequent.items()
    }
    ranked = sorted((phrase for phrase in value if value[phrase] > 0), key=lambda phrase: (-value[phrase], phrase))
    return [" ".join((*phrase, "cells") if of_cells[phrase] > 0.5 * counts[phrase] else phrase) for phrase in ranked]


def _before_cells(run: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield phrases that only say of which cells is spoken: `hepatic stellate` of `hepatic stellate cells`."""
    for at, word in enumerate(run):
        if word in ("cell", "cells"):
            yield from (tuple(run[start:at]) for start in range(max(0, at - MAX_WORDS), at - 1))


def _runs(text: str) -> Iterator[list[str]]:
    """Yield stretches of words that may be noun phrases: between words of grammar, signs and numbers."""
    run: list[str] = []
    for word in (*_WORD.findall(text), "."):
        lower = word.casefold()
        if lower in _CLOSED or not word[0].isalnum() or _DIGITS.fullmatch(word) or _VERB_LIKE.search(lower):
            if len(run) > 1:
                yield run
            run = []
        else:
            run.append(word if any(letter.isupper() for letter in word[1:]) else lower)


def _parts(run: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield phrases of a run that neither begin nor end with a word that any paper uses."""
    for size in range(2, MAX_WORDS + 1):
        for start in range(len(run) - size + 1):
            part = tuple(run[start : start + size])
            if part[0] not in _GENERAL and _is_head(part[-1]):
                yield part


def _is_head(word: str) -> bool:
    """Say whether a noun phrase may end with a word."""
    return len(word) > 2 and word not in _GENERAL and _ADJECTIVE.search(word) is None
