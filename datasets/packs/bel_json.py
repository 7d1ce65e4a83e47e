"""A user's BEL graph as a corpus: the node-link JSON that PyBEL writes, in its older and its newer form.

Source: https://pybel.readthedocs.io/en/latest/reference/io.html; forms of PyBEL 0.13 and 0.15
"""

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from coscientist.datasets.packs.bel_claims import ACTIVITIES
from coscientist.datasets.packs.bel_graph import bel_records
from coscientist.datasets.packs.bel_names import Names
from coscientist.datasets.packs.edge_rows import json_graph
from coscientist.datasets.packs.hbp import learn_names
from coscientist.datasets.packs.pack import PackInfo
from coscientist.domain.claim import Claim
from coscientist.domain.concept import Concept
from coscientist.domain.errors import CorpusError
from coscientist.domain.literature import Passage, Source

READER_VERSION = "1"
"""Raised whenever the reading changes, so that loaded corpora are built again."""
_EFFECTS = {name: code for code, name in ACTIVITIES.items()}
_CITED = {"pubmed": "PubMed", "doi": "DOI", "pmc": "PubMed Central", "pmcid": "PubMed Central"}


class BelJson:
    """The claims of one BEL graph.

    Raises: CorpusError when it is no such graph, or a node or edge of it cannot be read.
    """

    def __init__(self, path: Path, name: str) -> None:
        self._path = path
        graph = json_graph(path)
        if not is_bel(graph):
            raise CorpusError(f"{path.name} is no BEL graph in node-link JSON.", "Write it with pybel.to_nodelink.")
        said = graph.get("graph") or {}
        document = said.get("document_metadata", {}) if isinstance(said, dict) else {}
        stated = {key: str(document[key]) for key in ("name", "version", "licenses", "authors") if document.get(key)}
        self.info = PackInfo(
            name=name,
            title=stated.get("name", path.stem),
            version=stated.get("version", "1"),
            licence=stated.get("licenses", "not stated"),
            attribution=stated.get("authors", "not stated"),
            about=(f"what the BEL graph {stated.get('name', path.stem)} states",),
        )
        self._records = self._read(graph)

    def fingerprint(self) -> str:
        """Return the sha256 over the file and the version of this reader."""
        with self._path.open("rb") as stream:
            content = hashlib.file_digest(stream, "sha256").hexdigest()
        return hashlib.sha256(f"{READER_VERSION}:{content}".encode()).hexdigest()

    def records(self) -> Iterator[Source | Concept | Passage | Claim]:
        """Yield concepts, then sources, passages and claims, each after what it refers to."""
        yield from self._records

    def _read(self, graph: Mapping[str, Any]) -> list[Source | Concept | Passage | Claim]:
        try:
            nodes = [_node(node) for node in graph["nodes"]]
            links = [_link(link) for link in graph["links"]]
            if any(not 0 <= link[end] < len(nodes) for link in links for end in ("source", "target")):
                raise CorpusError(f"{self._path.name} has an edge to a node that it does not have.", _MEND)
            names = Names(
                aliases={},
                same_as={},
                kinds={},
                human_symbols=frozenset(str(node["name"]) for node in nodes if node.get("namespace") == "HGNC"),
                learnt=learn_names(nodes, links),
            )
            facts = {"licence": self.info.licence, "attribution": self.info.attribution}
            return list(bel_records(nodes, links, names, made_by=f"pack:{self.info.name}", **facts))
        except (KeyError, TypeError, ValueError, AttributeError, IndexError, ValidationError) as error:
            said = str(error).splitlines()[0]
            raise CorpusError(f"{self._path.name} cannot be read: {type(error).__name__} {said}.", _MEND) from error


_MEND = "Write it anew with pybel.to_nodelink."


def is_bel(graph: Any) -> bool:
    """Say whether what a JSON file holds is a BEL graph: nodes with a function, and links."""
    if not isinstance(graph, dict) or not isinstance(graph.get("links"), list):
        return False
    nodes = graph.get("nodes")
    return isinstance(nodes, list) and bool(nodes) and isinstance(nodes[0], dict) and "function" in nodes[0]


def _node(node: Mapping[str, Any]) -> dict[str, Any]:
    """Return a node in the older form, in which a registry's name is written in capitals."""
    found = dict(node)
    if isinstance(node.get("concept"), dict):
        found["namespace"], found["name"] = _entity(node["concept"])
    if node.get("variants"):
        found["variants"] = [_variant(variant) for variant in node["variants"]]
    if node.get("members"):
        found["members"] = [_node(member) for member in node["members"]]
    return found


def _entity(concept: Mapping[str, Any]) -> tuple[str, str]:
    return str(concept["namespace"]).upper(), str(concept.get("name") or concept["identifier"])


def _variant(variant: Mapping[str, Any]) -> dict[str, Any]:
    if not isinstance(variant.get("concept"), dict):
        if variant.get("kind") == "hgvs" and "hgvs" in variant:
            return {**variant, "identifier": variant["hgvs"]}
        return dict(variant)
    label = _entity(variant["concept"])[1].removeprefix("protein ")
    return {**variant, "identifier": {"name": label}}


def _link(link: Mapping[str, Any]) -> dict[str, Any]:
    found = dict(link)
    cited = link.get("citation")
    if isinstance(cited, dict) and "identifier" in cited:
        kind = _CITED.get(str(cited.get("namespace")).lower(), str(cited.get("namespace")))
        found["citation"] = {**cited, "type": kind, "reference": cited["identifier"]}
    for newer, older in (("source_modifier", "subject"), ("target_modifier", "object")):
        if isinstance(link.get(newer), dict):
            found[older] = _modifier(link[newer])
    annotations = link.get("annotations")
    if isinstance(annotations, dict):
        found["annotations"] = {
            name: {_value(value): True for value in values} for name, values in annotations.items() if values
        }
    return found


def _modifier(modifier: Mapping[str, Any]) -> dict[str, Any]:
    effect = modifier.get("effect")
    if not isinstance(effect, dict) or "name" not in effect:
        return dict(modifier)
    return {**modifier, "effect": {**effect, "name": _EFFECTS.get(str(effect["name"]), effect["name"])}}


def _value(value: Any) -> str:
    return str(value.get("name") or value["identifier"]) if isinstance(value, dict) else str(value)
