"""Making a corpus of what a user hands in: a pack of claims, or papers in whatever files they come."""

import json
import re
from pathlib import Path

from coscientist.app.clock import SystemClock
from coscientist.app.library.extracting import ByRules
from coscientist.app.library.kinds import kind_of
from coscientist.app.library.loading import BUILT_IN, Progress, corpus_path, load, silent
from coscientist.app.workspace import Workspace
from coscientist.datasets.packs.bel_json import BelJson, is_bel
from coscientist.datasets.packs.edge_rows import graph_files, json_graph
from coscientist.datasets.packs.json_lines import JsonLines
from coscientist.datasets.packs.knowledge_graph import KnowledgeGraphPack
from coscientist.datasets.packs.pack import Pack
from coscientist.datasets.packs.papers import Extraction, Papers
from coscientist.domain.base import Value
from coscientist.domain.errors import CorpusError, FileError
from coscientist.literature.files.shelf import Shelf, Taken
from coscientist.literature.files.values import ImportFailure
from coscientist.ports import Clock, Embedder

PACK_LINES = frozenset({"pack", "source", "concept", "passage", "claim"})
MAX_FIRST_LINE = 1_000_000
NAMED = 3


class Adopted(Value):
    """The corpus that a path became."""

    name: str
    taken: Taken | None = None
    """What came of each file; None for a pack, which is read whole or not at all."""

    def troubles(self) -> list[str]:
        """Say of each file that could not be used why, and what to do."""
        return [trouble(failure) for failure in self.taken.failures] if self.taken else []


def adopt(
    workspace: Workspace,
    path: Path,
    *,
    name: str | None = None,
    embedder: Embedder | None,
    progress: Progress = silent,
    tables: bool = False,
    clock: Clock | None = None,
    embed_anew: bool = False,
    extraction: Extraction | None = None,
) -> Adopted:
    """Load a user's file or folder and return the name by which runs refer to it.

    A file of JSON Lines whose lines are those of a pack replaces the corpus of its name. Papers add to it; claims are
    read out of them by `extraction`, by rules unless it is given.

    Raises:
        CorpusError: the pack cannot be read; the name is a built-in corpus's; papers under a name that was not given
            and is taken by others.
        FileError: there is nothing at the path, or nothing in it that can be read.
    """
    chosen = name or (re.sub(r"[^A-Za-z0-9._-]+", "-", path.resolve().stem).strip("-._")[:64] or "papers")
    if chosen in BUILT_IN:
        raise CorpusError(f"{chosen!r} is the name of a built-in corpus.", "Name it otherwise, with: --name NAME")
    shelf_file = shelf_path(workspace, chosen)
    if is_pack(path):
        if shelf_file.is_file():
            raise CorpusError(f"The corpus {chosen!r} is made of papers, and the file is a pack.", _OTHER_NAME)
        load(workspace, JsonLines(path, name, kind_of=kind_of), embedder, progress, embed_anew=embed_anew)
        return Adopted(name=chosen)
    if not path.exists():
        raise FileError(f"There is no file or folder {path}.", "Check the spelling.")
    graph = graph_pack(path, chosen)
    if graph is not None:
        if shelf_file.is_file():
            raise CorpusError(f"The corpus {chosen!r} is made of papers, and {path.name} is a graph.", _OTHER_NAME)
        # Edges that were written out are no sentences: vectors of them would only say whose names are alike.
        load(workspace, graph, embedder if isinstance(graph, BelJson) else None, progress, embed_anew=embed_anew)
        return Adopted(name=chosen)
    if not shelf_file.is_file() and corpus_path(workspace, chosen).is_file():
        raise CorpusError(f"There is a corpus {chosen!r} already, and it is not made of papers.", _OTHER_NAME)
    shelf = Shelf(shelf_file)
    try:
        others = [root for root in shelf.roots() if root != str(path.resolve())]
        if name is None and others:
            raise CorpusError(
                f"There is a corpus {chosen!r} already, made of {', '.join(others[:NAMED])}.",
                f"Add to it with --name {chosen}, or give this one another --name.",
            )
        taken = shelf.take(path, clock=clock or SystemClock(), tables=tables, progress=progress)
        notes = [trouble(failure) for failure in taken.failures]
        papers = Papers(chosen, shelf, extraction or ByRules(), notes=notes, progress=progress)
        if not len(papers):
            raise _nothing(path, taken)
        load(workspace, papers, embedder, progress, embed_anew=embed_anew)
    finally:
        empty = next(iter(shelf.items()), None) is None
        shelf.close()
        if empty:
            shelf_file.unlink(missing_ok=True)
    return Adopted(name=chosen, taken=taken)


_OTHER_NAME = "Name it otherwise, with: --name NAME"


def shelf_path(workspace: Workspace, name: str) -> Path:
    """Return where the papers of a corpus are kept as they were read."""
    return corpus_path(workspace, name).with_suffix(".papers")


def roots(shelf_file: Path) -> list[str]:
    """Return the paths that a corpus of papers was made of."""
    shelf = Shelf(shelf_file)
    try:
        return shelf.roots()
    finally:
        shelf.close()


def is_pack(path: Path) -> bool:
    """Say whether a file of JSON Lines is a pack: its first line says of which `type` it is, or cannot be read."""
    if path.suffix.lower() not in {".jsonl", ".ndjson"} or not path.is_file():
        return False
    with path.open("rb") as stream:
        first = next((line for line in iter(lambda: stream.readline(MAX_FIRST_LINE), b"") if line.strip()), b"")
    try:
        record = json.loads(first.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return True
    return not isinstance(record, dict) or record.get("type") in PACK_LINES


def graph_pack(path: Path, name: str) -> Pack | None:
    """Return the knowledge graph that a path is: BEL in node-link JSON, KGX, or tab-separated edges; None for others.

    Raises: CorpusError, FileError when it is one that cannot be read.
    """
    if path.is_file() and path.suffix.lower() == ".json" and is_bel(json_graph(path)):
        return BelJson(path, name)
    return KnowledgeGraphPack(path, name, kind_of=kind_of) if graph_files(path) else None


def trouble(failure: ImportFailure) -> str:
    """Say of a file why it could not be used, and what to do."""
    where = f"{failure.file} ({failure.place})" if failure.place else failure.file
    return f"{where}: {failure.why} {failure.remedy}".strip()


def _nothing(path: Path, taken: Taken) -> FileError:
    failures = taken.failures
    if not failures:
        return FileError(f"There is nothing to read in {path}.", "Hidden files and links are passed over.")
    if len(failures) == 1:
        return FileError(f"{path} cannot be used: {failures[0].why}", failures[0].remedy)
    shown = " ".join(trouble(failure) for failure in failures[:NAMED])
    more = f" {len(failures) - NAMED} more could not be read." if len(failures) > NAMED else ""
    return FileError(
        f"None of the files in {path} can be used. {shown}{more}", "Correct them, or convert them to text."
    )
