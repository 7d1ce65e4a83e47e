"""Edges of a user's knowledge graph with where they stand: tab-separated files, or KGX as tables or JSON.

Source: KGX format, https://github.com/biolink/kgx/blob/master/specification/kgx-format.md
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from coscientist.domain.errors import FileError
from coscientist.evidence.knowledge_graph_files import (
    Row,
    is_table,
    marked_column,
    need_columns,
    table_named,
    table_rows,
    verb_of,
    year_of,
)

MAX_JSON_BYTES = 512 * 2**20
_TEXT_COLUMNS = ("supporting_text", "supporting_texts", "sentences", "sentence", "evidence_text")


class Node(NamedTuple):
    """A thing of the graph."""

    id: str
    name: str
    category: str
    synonyms: tuple[str, ...] = ()


class EdgeRow(NamedTuple):
    """An edge with where it stands."""

    start: str
    verb: str
    end: str
    place: str
    """`edges.tsv, line 12`."""
    direction: str = ""
    """Biolink's qualifier of the object's direction."""
    negated: bool = False
    year: int | None = None
    publications: tuple[str, ...] = ()
    text: str = ""
    """The sentence that the graph quotes for it."""


def graph_files(path: Path) -> list[Path]:
    """Return the files of the knowledge graph that a path is, in a fixed order; none when it is no graph.

    A folder with `edges_<Kind>_<Verb>_<Kind>.tsv` files, or with `nodes.tsv` and `edges.tsv`; one table with the
    columns `subject`, `predicate` and `object`; or one JSON file with `nodes` and `edges`.
    """
    if path.is_dir():
        typed = sorted(item for item in path.glob("edges_*") if is_table(item))
        if typed:
            return [*sorted(item for item in path.glob("nodes_*") if is_table(item)), *typed]
        both = [table_named(path, "nodes"), table_named(path, "edges")]
        return [item for item in both if item is not None] if all(both) else []
    if path.is_file() and is_table(path):
        with_columns = next(iter(table_rows(path)), {})
        return [path] if {"subject", "predicate", "object"} <= with_columns.keys() else []
    if path.is_file() and path.suffix.lower() == ".json":
        return [path] if isinstance(graph := json_graph(path), dict) and "edges" in graph else []
    return []


def json_graph(path: Path) -> Any:
    """Return what a JSON file holds when it begins like a graph, else None."""
    with path.open("rb") as stream:
        start = stream.read(1 << 16)
    if b'"nodes"' not in start and b'"links"' not in start and b'"edges"' not in start and b'"graph"' not in start:
        return None
    if path.stat().st_size > MAX_JSON_BYTES:
        raise FileError(f"{path.name} is larger than {MAX_JSON_BYTES // 2**20} MiB.", "Split it, or write it as TSV.")
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, RecursionError, UnicodeDecodeError):
        return None  # some other JSON file, broken or not: its own reader says so


def read_graph(path: Path) -> tuple[dict[str, Node], Iterator[EdgeRow]]:
    """Return the nodes by id, and the edges as they are read.

    Nodes that only edges name go by their id. Raises: FileError when a table cannot be read or lacks a column.
    """
    files = graph_files(path)
    if path.is_dir() and any(item.name.startswith("edges_") for item in files):
        nodes = {node.id: node for item in files if item.name.startswith("nodes_") for node in _typed_nodes(item)}
        return nodes, (edge for item in files if item.name.startswith("edges_") for edge in _typed_edges(item))
    if path.is_file() and path.suffix.lower() == ".json":
        graph = json_graph(path)
        rows = [_flat(row) for row in graph.get("nodes", []) if isinstance(row, Mapping)]
        edges = (_flat(row) for row in graph["edges"] if isinstance(row, Mapping))
        return {node.id: node for node in map(_node, rows)}, (
            _edge(row, f"{path.name}, edge {number}") for number, row in enumerate(edges, start=1)
        )
    nodes = {row["id"]: _node(row) for item in files[:-1] for row in table_rows(item)}
    return nodes, _kgx_edges(files[-1])


def _typed_nodes(path: Path) -> Iterator[Node]:
    for row in table_rows(path):
        column, kind = marked_column(path, row, "ID")
        yield Node(_within(kind, row[column]), row.get("name") or row[column], kind)


def _typed_edges(path: Path) -> Iterator[EdgeRow]:
    for number, row in enumerate(table_rows(path), start=2):
        start, source = marked_column(path, row, "START_ID")
        end, target = marked_column(path, row, "END_ID")
        yield EdgeRow(
            start=_within(source, row[start]),
            verb=verb_of(path, source),
            end=_within(target, row[end]),
            place=f"{path.name}, line {number}",
            year=year_of(row),
        )


def _kgx_edges(path: Path) -> Iterator[EdgeRow]:
    for number, row in enumerate(table_rows(path), start=2):
        need_columns(path, row, "subject", "predicate", "object")
        yield _edge(row, f"{path.name}, line {number}")


def _node(row: Row) -> Node:
    categories = [item for item in row.get("category", "").split("|") if item]
    synonyms = tuple(dict.fromkeys(item for item in row.get("synonym", "").split("|") if item))
    return Node(row.get("id", ""), row.get("name") or row.get("id", ""), categories[0] if categories else "", synonyms)


def _edge(row: Row, place: str) -> EdgeRow:
    text = next((row[column] for column in _TEXT_COLUMNS if row.get(column)), "")
    return EdgeRow(
        start=row.get("subject", ""),
        verb=row.get("predicate", ""),
        end=row.get("object", ""),
        place=place,
        direction=row.get("object_direction_qualifier") or "",
        negated=(row.get("negated") or "").lower() in ("true", "1", "yes"),
        year=year_of(row),
        publications=tuple(item for item in (row.get("publications") or "").split("|") if item),
        text=text.split("|")[0].strip(),
    )


def _flat(row: Mapping[str, Any]) -> Row:
    """Return a JSON record as a row of text, lists joined as KGX joins them in tables."""
    return {
        str(key): "|".join(map(str, value)) if isinstance(value, list) else str(value)
        for key, value in row.items()
        if value is not None and not isinstance(value, dict)
    }


def _within(kind: str, identifier: str) -> str:
    """Return an identifier that no other kind of node has: bare numbers and codes get their kind before them."""
    return identifier if ":" in identifier else f"{kind}:{identifier}"
