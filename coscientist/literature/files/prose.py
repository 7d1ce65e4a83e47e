"""Plain text and Markdown: paragraphs under their headings."""

import re
from collections.abc import Iterator

from coscientist.domain.errors import FileError
from coscientist.literature.files.content import decode, file_id, read_bytes
from coscientist.literature.files.records import imported, source_from
from coscientist.literature.files.sections import heading_in, is_silent
from coscientist.literature.files.values import Imported, Opened
from coscientist.literature.text.passages import Block
from coscientist.literature.text.plain import paragraphs, plain_text

_FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n(.*?)\r?\n---[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_FENCE = re.compile(r"^(```|~~~).*?^\1[ \t]*$", re.DOTALL | re.MULTILINE)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_ATX = re.compile(r"(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*")
_SETEXT = re.compile(r"^([^\n]{1,200})\r?\n(=+|-{3,})[ \t]*$", re.MULTILINE)
_IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
_LINK = re.compile(r"\[([^\]\[]{1,500})\]\([^()\s]{1,2000}(?:\s+\"[^\"]*\")?\)")
_EMPHASIS = re.compile(r"`([^`\n]{1,500})`|(\*\*|__)(?=\S)(.{1,2000}?)(?<=\S)\2", re.DOTALL)
_BULLET = re.compile(r"^[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t]+", re.MULTILINE)
_QUOTED = re.compile(r"^[ \t]*>[ \t]?", re.MULTILINE)
_LONGEST_TITLE = 300


def read_plain(opened: Opened) -> Iterator[Imported]:
    """Yield a text file as one source; its first short paragraph is its title."""
    data = read_bytes(opened)
    pieces = paragraphs(decode(data))
    title = pieces[0] if pieces and len(pieces[0]) <= _LONGEST_TITLE and len(pieces) > 1 else opened.path.stem
    path: list[str] = []
    blocks: list[Block] = []
    for piece in pieces:
        opened.deadline.check()
        heading = heading_in(piece)
        if heading is not None:
            path = [heading]
        elif not (path and is_silent(path[0])):
            blocks.append(Block(piece, path[0] if path else None))
    yield _one(opened, data, {"title": title}, [block for block in blocks if block.text != title])


def read_markdown(opened: Opened) -> Iterator[Imported]:
    """Yield a Markdown file as one source, in the words that its reader sees; front matter describes it."""
    data = read_bytes(opened)
    text = decode(data)
    front = _FRONT_MATTER.match(text)
    fields = _described(front[1]) if front else {}
    text = text[front.end() :] if front else text
    text = _COMMENT.sub("", _FENCE.sub("", text))
    text = _SETEXT.sub(lambda found: f"{'#' if found[2][0] == '=' else '##'} {found[1]}", text)
    path: dict[int, str] = {}
    blocks: list[Block] = []
    for piece in re.split(
        r"\n[ \t]*\r?\n|(?=^#{1,6}[ \t])|(?<=\n)(?=[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t])", text, flags=re.M
    ):
        opened.deadline.check()
        lines = piece.strip().split("\n", 1)
        heading = _ATX.fullmatch(lines[0].strip())
        if heading is not None:
            level = len(heading[1])
            path = {depth: name for depth, name in path.items() if depth < level} | {level: _visible(heading[2])}
            piece = lines[1] if len(lines) > 1 else ""
        sections = [path[depth] for depth in sorted(path)]
        visible = _visible(piece)
        if visible and not any(is_silent(section) for section in sections):
            blocks.append(Block(visible, " > ".join(sections) or None))
    fields.setdefault("title", _first_heading(text) or opened.path.stem)
    yield _one(opened, data, fields, blocks)


def _first_heading(text: str) -> str | None:
    """Return the first heading of the first level."""
    found = re.search(r"^#[ \t]+(.+?)[ \t]*#*[ \t]*$", text, re.MULTILINE)
    return _visible(found[1]) if found else None


def _one(opened: Opened, data: bytes, fields: dict[str, str], blocks: list[Block]) -> Imported:
    authors = re.split(r"\s*;\s*|\s+and\s+|\s*,\s*", fields.pop("author", fields.pop("authors", "")))
    if not blocks:
        raise FileError("There is no text in it.", "Is it the right file?")
    source = source_from(opened, fields, authors)
    if not source.identifiers:
        source = source.model_copy(update={"id": file_id(data)})
    remarks = () if source.year is not None else ("Its year is unknown; searches up to a year leave it out.",)
    return imported(opened, source, blocks, remarks)


def _described(front: str) -> dict[str, str]:
    """Read `name: value` lines; anything more of YAML is left alone."""
    lines = re.findall(r"^([A-Za-z]+):[ \t]*(\S.*)$", front, re.MULTILINE)
    return {name.lower(): value.strip().strip("\"'[]") for name, value in lines}


def _visible(text: str) -> str:
    text = _LINK.sub(r"\1", _IMAGE.sub("", text))
    text = _EMPHASIS.sub(lambda found: found[1] or found[3], text)
    return plain_text(_BULLET.sub("", _QUOTED.sub("", text)))
