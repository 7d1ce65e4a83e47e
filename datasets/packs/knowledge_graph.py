"""A user's knowledge graph as a corpus: each edge is a claim, and the edge itself its passage.

An edge quotes no paper unless the graph gives the sentence; so its passage is the edge written out, in a source that
is the graph, and its locator is the line where it stands.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from coscientist.datasets.packs.edge_meaning import Meaning, kind_of_category, meaning
from coscientist.datasets.packs.edge_rows import EdgeRow, Node, graph_files, read_graph
from coscientist.datasets.packs.kinds import kind_by_name
from coscientist.datasets.packs.pack import PackInfo
from coscientist.domain.base import content_id
from coscientist.domain.claim import Claim
from coscientist.domain.concept import Concept, ConceptKind
from coscientist.domain.errors import CorpusError
from coscientist.domain.literature import Passage, Source
from coscientist.literature.cues import is_hedged

READER_VERSION = "1"
"""Raised whenever the reading changes, so that loaded corpora are built again."""
MAX_EDGES = 500_000
SHOWN = 8


class KnowledgeGraphPack:
    """The claims of one knowledge graph: a folder of tab-separated files, or KGX as tables or JSON.

    `kind_of` tells the kind of a thing whose category is not known.

    Raises: FileError, CorpusError when it cannot be read, has no edges or too many.
    Limits: edges of one pair and verb that quote nothing are one claim. Without a year an edge is unseen under a cut.
    """

    def __init__(
        self, path: Path, name: str, *, kind_of: Callable[[str], ConceptKind] = kind_by_name, limit: int = MAX_EDGES
    ) -> None:
        self._files = graph_files(path)
        if not self._files:
            raise CorpusError(f"{path} is no knowledge graph.", "docs/corpora.md says which files make one.")
        self._path = path
        self._kind_of = kind_of
        self._nodes, self._kinds = self._read(limit)
        self.info = PackInfo(
            name=name,
            title=f"Knowledge graph {path.name}",
            version="1",
            licence="not stated",
            attribution="not stated",
            about=(f"what the knowledge graph {path.name} joins",),
            notes=self._notes,
        )

    def fingerprint(self) -> str:
        """Return the sha256 over the files and the version of this reader."""
        digest = hashlib.sha256(READER_VERSION.encode())
        for file in self._files:
            with file.open("rb") as stream:
                digest.update(file.name.encode() + hashlib.file_digest(stream, "sha256").digest())
        return digest.hexdigest()

    def records(self) -> Iterator[Source | Concept | Passage | Claim]:
        """Yield the concepts that edges join, the graph as a source, then passages and claims in the files' order."""
        for node in sorted(self._nodes.values()):
            yield Concept(
                id=node.id,
                name=node.name,
                kind=self._kinds[node.id],
                synonyms=node.synonyms,
                identifiers=_registry(node),
            )
        graph = Source(id=f"graph:{self.info.name}", title=self.info.title, kind="dataset")
        yield graph
        known = {graph.id}
        for edge, says in self._edges():
            cited = _publication(edge) if edge.text else graph
            quoted = self._passage(edge, cited)
            made = self._claim(edge, says, quoted)
            for record in (cited, quoted, made):
                if record.id not in known:
                    known.add(record.id)
                    yield record

    def _read(self, limit: int) -> tuple[dict[str, Node], dict[str, ConceptKind]]:
        """Find which nodes edges join, and note what is left out."""
        nodes, edges = read_graph(self._path)
        joined: dict[str, Node] = {}
        kinds: dict[str, ConceptKind] = {}
        silent: Counter[str] = Counter()
        vague: Counter[str] = Counter()
        count = 0
        for edge in edges:
            count += 1
            if count > limit:
                raise CorpusError(
                    f"{self._path.name} has more than {limit:,} edges.",
                    "Leave out types of edges that your goals do not need, as those of tissues.",
                )
            for end in (edge.start, edge.end):
                if end not in kinds:
                    node = nodes.get(end) or Node(end, end, "")
                    joined[end] = node
                    kinds[end] = kind_of_category(node.category) or self._kind_of(node.name)
            says = meaning(edge.verb, edge.direction, kinds[edge.start], kinds[edge.end])
            if says is None:
                silent[edge.verb] += 1
            elif not says.known:
                vague[edge.verb] += 1
        if not count:
            raise CorpusError(f"{self._path.name} has no edges.", "docs/corpora.md says which files make a graph.")
        self._notes = tuple(_notes(silent, vague))
        joined.pop("", None)
        return joined, kinds

    def _edges(self) -> Iterator[tuple[EdgeRow, Meaning]]:
        for edge in read_graph(self._path)[1]:
            if edge.start == edge.end or not edge.start or not edge.end:
                continue
            says = meaning(edge.verb, edge.direction, self._kinds[edge.start], self._kinds[edge.end])
            if says is not None:
                yield edge, says

    def _passage(self, edge: EdgeRow, cited: Source) -> Passage:
        verb = edge.verb.removeprefix("biolink:").replace("_", " ")
        if edge.direction:
            verb = f"{verb} ({edge.direction})"
        if edge.negated:
            verb = f"not: {verb}"
        written = f"{self._nodes[edge.start].name} {verb} {self._nodes[edge.end].name}"
        quote = edge.text or written
        cites = f"; cites {', '.join(edge.publications[:SHOWN])}" if edge.publications and not edge.text else ""
        return Passage(
            id=content_id("p", cited.id, quote, "" if edge.text else (edge.start, edge.end)),
            source=cited.id,
            quote=quote,
            locator=f"{edge.place}: {edge.start} to {edge.end}{cites}",
            year=edge.year,
        )

    def _claim(self, edge: EdgeRow, says: Meaning, quoted: Passage) -> Claim:
        subject, object_ = (edge.end, edge.start) if says.turned else (edge.start, edge.end)
        return Claim(
            id=content_id("c", subject, says.predicate, object_, edge.negated, (quoted.id,)),
            subject=subject,
            predicate=says.predicate,
            object=object_,
            passages=(quoted.id,),
            source=quoted.source,
            year=edge.year,
            negated=edge.negated,
            hedged=bool(edge.text) and is_hedged(edge.text),
            made_by=f"pack:{self.info.name}",
        )


def _publication(edge: EdgeRow) -> Source:
    """Return the first publication that an edge with a sentence names."""
    first = edge.publications[0] if edge.publications else f"unnamed:{content_id('s', edge.text)}"
    prefix, _, rest = first.partition(":")
    identifier = f"{prefix.lower()}:{rest}" if rest else first
    return Source(id=identifier, title=f"{first}, as the knowledge graph cites it", year=edge.year)


def _registry(node: Node) -> dict[str, str]:
    prefix, _, rest = node.id.partition(":")
    return {prefix: rest} if rest and re.fullmatch(r"[A-Za-z][\w.]*", prefix) else {}


def _notes(silent: Counter[str], vague: Counter[str]) -> Iterator[str]:
    yield "Each quote is an edge, written out, unless the graph gives its sentence."
    if silent:
        told = ", ".join(f"{verb} ({count:,})" for verb, count in sorted(silent.items())[:SHOWN])
        yield f"Left out, because they say what is alike and not what acts: {told}."
    if vague:
        told = ", ".join(f"{verb} ({count:,})" for verb, count in sorted(vague.items())[:SHOWN])
        yield f"Read as an association, because it is not known what they say of direction: {told}."
