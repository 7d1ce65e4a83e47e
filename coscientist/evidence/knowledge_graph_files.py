"""Reading knowledge graphs from tab-separated files: one file an edge type as Hetionet has them, or KGX.

Source: https://github.com/hetio/hetionet; KGX format, https://github.com/biolink/kgx
"""

import csv
import gzip
import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from pathlib import Path

from coscientist.domain.errors import FileError
from coscientist.evidence.knowledge_graph import Edge, EdgeType, KnowledgeGraph

YEAR_COLUMNS = ("year", "publication_year")
Row = dict[str, str]


def read_knowledge_graph(folder: Path) -> KnowledgeGraph:
    """Read every edge of a folder.

    Either `edges_<Kind>_<Verb>_<Kind>.tsv` with the columns `:START_ID(Kind)` and `:END_ID(Kind)` beside
    `nodes_<kind>.tsv` with `…:ID(Kind)` and `name`; or KGX, `nodes.tsv` with `id`, `category` and `name` beside
    `edges.tsv` with `subject`, `predicate` and `object`. Files may be gzipped; a column `year` dates an edge.

    Raises: FileError when there are no edge files, a column is missing or an edge has an unknown end.
    """
    typed = sorted(path for path in folder.glob("edges_*") if is_table(path))
    if typed:
        return _read_typed(folder, typed)
    nodes, edges = table_named(folder, "nodes"), table_named(folder, "edges")
    if nodes is None or edges is None:
        raise FileError(
            f"{folder} holds no knowledge graph.",
            "Expected edges_<Kind>_<Verb>_<Kind>.tsv files, or nodes.tsv and edges.tsv as KGX writes them.",
        )
    return _read_kgx(nodes, edges)


def _read_typed(folder: Path, files: list[Path]) -> KnowledgeGraph:
    nodes: dict[str, list[str]] = defaultdict(list)
    names: dict[str, str] = {}
    for path in sorted(folder.glob("nodes_*")):
        if not is_table(path):
            continue
        for row in table_rows(path):
            column, kind = marked_column(path, row, "ID")
            nodes[kind].append(row[column])
            names[row[column]] = row.get("name", row[column])
    directed = directed_verbs(folder)
    edges: dict[EdgeType, list[Edge]] = {}
    for path in files:
        read = _read_edges(path, directed)
        if read is not None:
            edge_type, edges[read[0]] = read
            _check_ends(path, read[1], set(nodes[edge_type.source]), set(nodes[edge_type.target]))
    return KnowledgeGraph(nodes, edges, names)


def _read_edges(path: Path, directed: set[str]) -> tuple[EdgeType, list[Edge]] | None:
    """Return one file's edges; None when it has none."""
    rows = list(table_rows(path))
    if not rows:
        return None
    start, source = marked_column(path, rows[0], "START_ID")
    end, target = marked_column(path, rows[0], "END_ID")
    verb = verb_of(path, source)
    kind = EdgeType(source=source, verb=verb, target=target, directed=source != target or verb in directed)
    return kind, [(row[start], row[end], year_of(row)) for row in rows]


def _read_kgx(nodes_file: Path, edges_file: Path) -> KnowledgeGraph:
    nodes: dict[str, list[str]] = defaultdict(list)
    names: dict[str, str] = {}
    kinds: dict[str, str] = {}
    for row in table_rows(nodes_file):
        need_columns(nodes_file, row, "id", "category")
        kind = row["category"].split("|")[0].removeprefix("biolink:")
        nodes[kind].append(row["id"])
        kinds[row["id"]] = kind
        names[row["id"]] = row.get("name") or row["id"]
    edges: dict[EdgeType, list[Edge]] = defaultdict(list)
    for row in table_rows(edges_file):
        need_columns(edges_file, row, "subject", "predicate", "object")
        start, end = row["subject"], row["object"]
        _check_ends(edges_file, [(start, end, None)], kinds.keys(), kinds.keys())
        verb = row["predicate"].removeprefix("biolink:").replace("_", " ")
        edges[EdgeType(source=kinds[start], verb=verb, target=kinds[end])].append((start, end, year_of(row)))
    return KnowledgeGraph(nodes, edges, names)


def table_rows(path: Path) -> Iterator[Row]:
    """Yield the rows of a table by its first line's names. Raises: FileError when it cannot be read."""
    zipped = path.suffix == ".gz"
    try:
        with gzip.open(path, "rt", encoding="utf-8") if zipped else path.open(encoding="utf-8") as text:
            for row in csv.DictReader(text, delimiter="\t", quoting=csv.QUOTE_NONE):
                if None in row or None in row.values():
                    raise FileError(f"{path.name} has a line with more or fewer columns than its first line: {row}.")
                yield row
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise FileError(
            f"{path.name} cannot be read: {error}.", "Check that it is UTF-8 text, or gzip of it."
        ) from error


def is_table(path: Path) -> bool:
    """Say whether a file's name is that of a tab-separated table."""
    return path.name.endswith((".tsv", ".tsv.gz"))


def table_named(folder: Path, stem: str) -> Path | None:
    """Return the table of that name, gzipped or not, where there is one."""
    return next((path for path in (folder / f"{stem}.tsv", folder / f"{stem}.tsv.gz") if path.is_file()), None)


def marked_column(path: Path, row: Row, mark: str) -> tuple[str, str]:
    """Return the column that ends in `:MARK(Kind)`, and the kind. Raises: FileError when there is none."""
    for column in row:
        found = re.search(rf"(?:^|:){mark}\((\w+)\)$", column)
        if found:
            return column, found.group(1)
    raise FileError(f"{path.name} has no column :{mark}(Kind).", f"It has: {', '.join(row)}.")


def verb_of(path: Path, source: str) -> str:
    """Take the verb from `edges_<Kind>_<Verb>_<Kind>.tsv`. Raises: FileError when the name has none."""
    parts = path.name.split(".")[0].split("_")
    if len(parts) < 4 or parts[1] != source:
        raise FileError(f"{path.name} does not say what its edges mean.", f"Name it edges_{source}_<Verb>_<Kind>.tsv.")
    return "_".join(parts[2:-1]).lower()


def directed_verbs(folder: Path) -> set[str]:
    """Return the verbs that `metaedges.tsv` marks as directed between two things of one kind (`Gr>G`)."""
    path = table_named(folder, "metaedges")
    return set() if path is None else {row["verb"].lower() for row in table_rows(path) if ">" in row["id"]}


def year_of(row: Row) -> int | None:
    """Return the year of an edge, where a column gives it."""
    value = next((row[column] for column in YEAR_COLUMNS if row.get(column)), "")
    return int(value[:4]) if re.match(r"\d{4}", value) else None


def need_columns(path: Path, row: Row, *columns: str) -> None:
    """Raises: FileError when a table lacks a column."""
    missing = [column for column in columns if column not in row]
    if missing:
        raise FileError(f"{path.name} has no column {', '.join(missing)}.", f"It has: {', '.join(row)}.")


def _check_ends(path: Path, edges: list[Edge], starts: Collection[str], ends: Collection[str]) -> None:
    for start, end, _ in edges:
        if start not in starts or end not in ends:
            raise FileError(f"{path.name} joins {start!r} and {end!r}, of which a node file lacks one.")
