"""The default pack: knowledge of neurodegeneration curated in the Human Brain Pharmacome project.

The `hbp-knowledge` wheel is read by path; importing it would pull in a BEL compiler. Its documents carry different
notices: those under private ownership are left out here, the rest is attributed.

Source: https://github.com/pharmacome/knowledge
"""

import hashlib
import json
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator
from importlib import metadata, resources
from pathlib import Path
from typing import Any

from coscientist.datasets.packs.bel_graph import bel_records
from coscientist.datasets.packs.bel_names import Names
from coscientist.datasets.packs.pack import PackInfo
from coscientist.domain.claim import Claim
from coscientist.domain.concept import Concept, ConceptKind
from coscientist.domain.errors import CorpusError
from coscientist.domain.literature import Passage, Source

READER_VERSION = "4"
"""Raised whenever the reading changes, so that loaded corpora are rebuilt."""
LICENCE = "CC BY 4.0 (curation); quoted sentences belong to their publishers"
ATTRIBUTION = "Human Brain Pharmacome Knowledge 0.0.7, Fraunhofer SCAI; https://github.com/pharmacome/knowledge"


class HumanBrainPharmacome:
    """6,000 concepts and 18,000 quoted claims from some 400 papers on neurodegeneration, 1984-2019."""

    info = PackInfo(
        name="hbp",
        title="Human Brain Pharmacome: neurodegeneration, curated from full text",
        version="0.0.7",
        licence=LICENCE,
        attribution=ATTRIBUTION,
        url="https://github.com/pharmacome/knowledge",
        about=(
            "tau and its modifications in Alzheimer's disease",
            "amyloid-β, α-synuclein, huntingtin and TDP-43 aggregation",
            "nicotinic and muscarinic receptors",
            "autophagy, proteasome and chaperones",
            "neuroinflammation in Alzheimer's, Parkinson's and Huntington's disease, ALS",
        ),
        notes=("Documents marked as private ownership of Fraunhofer SCAI are left out.",),
    )

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or installed_folder()

    def fingerprint(self) -> str:
        """Return the sha256 over the pack's graph, the names used for it and the version of this reader."""
        digest = hashlib.sha256(READER_VERSION.encode())
        digest.update((self._folder / "_cache.bel.json").read_bytes())
        digest.update(_names_file().encode())
        return digest.hexdigest()

    def records(self) -> Iterator[Source | Concept | Passage | Claim]:
        """Yield concepts, then sources, passages and claims, each after what it refers to."""
        graph = json.loads((self._folder / "_cache.bel.json").read_text(encoding="utf-8"))
        nodes, links = graph["nodes"], graph["links"]
        links = _without_private(links, private_quotes(self._folder))
        names = _names(nodes, links)
        yield from bel_records(nodes, links, names, licence=LICENCE, attribution=ATTRIBUTION, made_by="pack:hbp")


def installed_folder() -> Path:
    """Find the installed wheel's folder without importing it.

    Raises: CorpusError when the package is not installed.
    """
    try:
        files = metadata.files("hbp-knowledge") or []
        cache = next(file for file in files if file.name == "_cache.bel.json")
    except (metadata.PackageNotFoundError, StopIteration) as error:
        raise CorpusError(
            "The default literature pack (package hbp-knowledge) is not installed.",
            "Install it with: pip install hbp-knowledge==0.0.7",
        ) from error
    return Path(str(cache.locate())).parent


def private_quotes(folder: Path) -> set[tuple[str, str]]:
    """Return (reference, squeezed quote) of everything that the privately owned documents state."""
    found: set[tuple[str, str]] = set()
    private = [path for path in sorted(folder.rglob("*.bel*")) if path.name != "_cache.bel.json" and _is_private(path)]
    for path in private:
        if path.suffix == ".json":
            for link in json.loads(path.read_text(encoding="utf-8")).get("links", ()):
                if link.get("evidence") and link.get("citation"):
                    found.add((str(link["citation"]["reference"]).strip(), _squeeze(link["evidence"])))
        else:
            found |= _script_quotes(path.read_text(encoding="utf-8"))
    return found


def _is_private(path: Path) -> bool:
    head = path.read_text(encoding="utf-8", errors="replace")
    return re.search(r"licenses\"?\s*[:=]\s*\"Private", head, re.IGNORECASE) is not None


def _script_quotes(script: str) -> set[tuple[str, str]]:
    """Read SET Citation and SET Evidence statements of a BEL script; lines that end in a backslash go on."""
    reference, found = "", set()
    joined = re.sub(r"\\\s*\n\s*", " ", script)
    for line in joined.splitlines():
        cited = re.match(r"SET Citation\s*=\s*\{(.*)\}", line.strip())
        if cited:
            fields = re.findall(r'"((?:[^"\\]|\\.)*)"', cited.group(1))
            reference = fields[-1].strip() if fields else ""
        stated = re.match(r'SET (?:Evidence|SupportingText|Support)\s*=\s*"(.*)"\s*$', line.strip())
        if stated:
            found.add((reference, _squeeze(stated.group(1))))
    return found


def _squeeze(text: str) -> str:
    return re.sub(r"\W+", "", text.replace('\\"', '"')).casefold()


def _without_private(links: list[dict[str, Any]], private: set[tuple[str, str]]) -> list[dict[str, Any]]:
    return [
        link
        for link in links
        if not link.get("evidence")
        or (str(link["citation"]["reference"]).strip(), _squeeze(link["evidence"])) not in private
    ]


def _names_file() -> str:
    return (resources.files("coscientist.datasets.packs") / "hbp_names.toml").read_text(encoding="utf-8")


def _names(nodes: list[dict[str, Any]], links: list[dict[str, Any]]) -> Names:
    table = tomllib.loads(_names_file())
    return Names(
        aliases=table["names"],
        same_as=table["same_as"],
        kinds={key: ConceptKind(value) for key, value in table["kinds"].items()},
        human_symbols=frozenset(str(node["name"]) for node in nodes if node.get("namespace") == "HGNC"),
        learnt=learn_names(nodes, links),
    )


def learn_names(nodes: list[dict[str, Any]], links: list[dict[str, Any]]) -> dict[str, str]:
    """Name compounds that the graph identifies by number alone, from the sentences that speak of them.

    A word is taken when it has a capital or a digit, stands in at least two and three fifths of the compound's
    quotes, and in next to no other quote.
    """
    quotes: dict[int, set[str]] = defaultdict(set)
    for link in links:
        if link.get("evidence"):
            quotes[link["source"]].add(link["evidence"])
            quotes[link["target"]].add(link["evidence"])
    frequency = Counter(word for quote in {q for group in quotes.values() for q in group} for word in _words(quote))
    learnt: dict[str, str] = {}
    for index, node in enumerate(nodes):
        if node.get("namespace") != "PUBCHEM" or len(quotes[index]) < 2:
            continue
        counts = Counter(word for quote in quotes[index] for word in _words(quote))
        fitting = [
            (count / frequency[word], count, word)
            for word, count in counts.items()
            if count >= 2 and count >= 0.6 * len(quotes[index]) and count >= 0.9 * frequency[word]
        ]
        if fitting:
            learnt[f"PUBCHEM:{node['name']}"] = max(fitting)[2]
    return learnt


def _words(quote: str) -> set[str]:
    return {
        word
        for word in re.findall(r"[A-Za-z0-9][\w-]{3,}", quote)
        if re.search(r"[A-Z0-9]", word) and not word.isdigit()
    }
