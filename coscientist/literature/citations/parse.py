"""All citations of a document: of running text, of reference lists, of BibTeX and the like."""

import re
from collections.abc import Iterator
from pathlib import Path

from coscientist.domain.errors import FileError
from coscientist.domain.literature import Source
from coscientist.literature.citations.lists import begins_entry, read_entry
from coscientist.literature.citations.names import family_of
from coscientist.literature.citations.prose import citations_in_sentence, identifiers_in
from coscientist.literature.citations.values import Citation
from coscientist.literature.files.bibtex import BibProblem, parse_bibtex, reference_fields
from coscientist.literature.files.importing import import_path
from coscientist.literature.files.values import ImportFailure
from coscientist.literature.identifiers import identifiers_of, normal_identifiers
from coscientist.literature.sources.reading import year_in
from coscientist.literature.text.plain import plain_text, unmarked
from coscientist.literature.text.sentences import sentences
from coscientist.ports import Clock

_NUMERIC = re.compile(r"\[(\d{1,4}(?:\s*[,–-]\s*\d{1,4}){0,20})\]")
_EMPTY_LINE = re.compile(r"\n[ \t]*\n|\f")
_LONGEST_RANGE = 50
MAX_BYTES = 20_000_000
"""Of a text whose citations are read."""


def citations_in_text(text: str) -> list[Citation]:
    """Return the citations of a text in its order.

    An entry of a numbered reference list is joined to each sentence that cites its number, which is then its claim.
    """
    citations: list[Citation] = []
    numbered: dict[int, Citation] = {}
    claims: list[tuple[int, str]] = []
    for line, unit in _units(text):
        entry = read_entry(unit)
        place = f"line {line}"
        if entry is not None:
            citation = Citation(
                text=plain_text(unit, limit=600),
                identifiers=identifiers_in(unit),
                authors=entry.authors,
                et_al=entry.et_al,
                year=entry.year,
                title=entry.title,
                place=place,
            )
            citations.append(citation)
            if entry.number is not None:
                numbered.setdefault(entry.number, citation)
            continue
        for sentence in sentences(plain_text(unit)):
            citations += citations_in_sentence(sentence, place)
            claims += [(number, sentence) for found in _NUMERIC.finditer(sentence) for number in _numbers(found[1])]
    return list(_with_claims(citations, numbered, claims))


def citations_in_bibtex(text: str) -> tuple[list[Citation], list[BibProblem]]:
    """Return the entries of a BibTeX text as citations, and what could not be read of it."""
    citations: list[Citation] = []
    problems: list[BibProblem] = []
    for item in parse_bibtex(text):
        if isinstance(item, BibProblem):
            problems.append(item)
            continue
        fields, authors = reference_fields(item)
        names = normal_identifiers({scheme: fields.get(scheme) for scheme in ("doi", "pmid", "pmcid", "arxiv")})
        citations.append(
            Citation(
                text=plain_text(f"@{item.kind}{{{item.key}}} {fields.get('title', '')}", limit=600),
                identifiers=identifiers_of(names),
                authors=tuple(family_of(author) for author in authors),
                et_al="others" in item.fields.get("author", "").lower(),
                year=year_in(fields.get("year") or fields.get("date")),
                title=unmarked(fields.get("title", "")) or None,
                place=f"entry {item.key or '(no key)'}, line {item.line}",
            )
        )
    return citations, problems


def citations_in_file(path: Path, *, clock: Clock) -> tuple[list[Citation], list[ImportFailure]]:
    """Return the citations of a file: BibTeX, RIS, CSL JSON and other reference lists, else text.

    Raises: FileError for a file that is no text in UTF-8.
    """
    suffix = path.suffix.lower()
    if suffix in {".ris", ".nbib", ".json", ".csv", ".tsv", ".jsonl"}:
        items = list(import_path(path, clock=clock))
        failures = [item for item in items if isinstance(item, ImportFailure)]
        return [_from_source(item.source) for item in items if not isinstance(item, ImportFailure)], failures
    if not path.is_file():
        raise FileError(f"There is no file {path}.", "Check the spelling.")
    if (size := path.stat().st_size) > MAX_BYTES:
        raise FileError(f"{path.name} has {size:,} bytes; at most {MAX_BYTES:,} are read.", "Split it.")
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise FileError(f"{path.name} cannot be read as text: {error}.", "Hand in UTF-8 text or BibTeX.") from error
    if suffix in {".bib", ".bibtex"}:
        citations, problems = citations_in_bibtex(text)
        return citations, [
            ImportFailure(file=path.name, why=problem.why, remedy="Correct that entry.", place=f"line {problem.line}")
            for problem in problems
        ]
    return citations_in_text(text), []


def _from_source(source: Source) -> Citation:
    return Citation(
        text=source.title,
        identifiers=identifiers_of(source.identifiers),
        authors=tuple(family_of(author) for author in source.authors),
        year=source.year,
        title=source.title,
    )


def _units(text: str) -> Iterator[tuple[int, str]]:
    """Yield paragraphs with the line they begin on; where lines begin as references do, each begins a unit."""
    position = 0
    for gap in [*(match for match in _EMPTY_LINE.finditer(text)), None]:
        end = gap.start() if gap else len(text)
        chunk, start = text[position:end], position
        position = gap.end() if gap else end
        if not chunk.strip():
            continue
        line = text.count("\n", 0, start) + 1 + (len(chunk) - len(chunk.lstrip("\n")))
        yield from _entries(chunk.strip("\n"), line)


def _entries(chunk: str, line: int) -> Iterator[tuple[int, str]]:
    held: list[str] = []
    began = line
    for number, content in enumerate(chunk.split("\n"), start=line):
        if held and begins_entry(content):
            yield began, "\n".join(held)
            held, began = [], number
        held.append(content)
    yield began, "\n".join(held)


def _numbers(text: str) -> list[int]:
    numbers: list[int] = []
    for piece in re.split(r"\s*,\s*", text):
        ends = [int(end) for end in re.split(r"\s*[–-]\s*", piece)]
        numbers += range(ends[0], min(ends[-1], ends[0] + _LONGEST_RANGE) + 1)
    return numbers


def _with_claims(
    citations: list[Citation], numbered: dict[int, Citation], claims: list[tuple[int, str]]
) -> Iterator[Citation]:
    sentences_of: dict[int, list[str]] = {}
    for number, sentence in claims:
        bare = re.sub(r"\s+([.,;:])", r"\1", " ".join(_NUMERIC.sub("", sentence).split()))
        sentences_of.setdefault(number, []).append(bare)
    number_of = {id(citation): number for number, citation in numbered.items()}
    for citation in citations:
        cited_for = sentences_of.get(number_of.get(id(citation), -1), [])
        if not cited_for:
            yield citation
        for claim in dict.fromkeys(cited_for):
            yield citation.model_copy(update={"claim": claim})
