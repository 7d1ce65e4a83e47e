"""Searching the loaded corpora for passages."""

import re
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Literal

from coscientist.app.library import corpora, loading
from coscientist.app.library.embedding import chosen_embedder
from coscientist.app.settings import workspace_folder
from coscientist.app.views.citations import citation, unknown_source
from coscientist.app.views.quotes import Quote
from coscientist.app.workspace import Workspace
from coscientist.domain.base import Value
from coscientist.domain.errors import CorpusError, SettingsError
from coscientist.literature.corpus import Corpus
from coscientist.literature.library import Library
from coscientist.literature.passage_filter import EVERYTHING, PassageFilter

Way = Literal["words", "meaning", "both"]


class Hit(Value):
    """A passage that was found, with how well it fits; the scale is the search's own."""

    score: float
    quote: Quote


def found_passages(
    workspace: Path | None,
    query: str,
    names: Sequence[str],
    *,
    limit: int,
    until: int | None,
    by: Way = "both",
    among: PassageFilter = EVERYTHING,
) -> list[Hit]:
    """Return passages, best first.

    Raises: SettingsError for a query without words; CorpusError when nothing of that name is loaded.
    """
    if not any(character.isalnum() for character in query):
        raise SettingsError("There is nothing to look for.", "Give some words, as in: corpus search 'tau kinase'")
    place = Workspace(workspace_folder(workspace))
    opened = _opened(place, names, until)
    library = Library(opened)
    try:
        if by == "words":
            found = library.search(query, limit=limit, among=among)
        else:
            embedder = chosen_embedder(place.folder)
            for corpus in opened:
                corpora.fitting(corpus, embedder)
            vector = embedder.encode([query])[0]
            search = library.nearest if by == "meaning" else partial(library.find, query)
            found = search(vector, limit=limit, among=among)
        sources = library.sources(each.passage.source for each in found)
    finally:
        library.close()
    return [
        Hit(
            score=each.score,
            quote=Quote(
                passage=each.passage.id,
                text=each.passage.quote,
                locator=each.passage.locator,
                citation=citation(source)
                if (source := sources.get(each.passage.source))
                else unknown_source(each.passage.source),
            ),
        )
        for each in found
    ]


def search_way(*, words: bool, meaning: bool) -> Way:
    """Return how to search. Raises: SettingsError when two ways are asked for at once."""
    if words and meaning:
        raise SettingsError("--words and --meaning exclude each other.", "Leave out both to search by both together.")
    return "words" if words else "meaning" if meaning else "both"


def passage_filter(years: str | None, sources: tuple[str, ...], kinds: tuple[str, ...]) -> PassageFilter:
    """Read the bounds of a search. Raises: SettingsError when the years cannot be read."""
    first = last = None
    if years is not None:
        found = re.fullmatch(r"(\d{4})?(-)?(\d{4})?", years.replace(" ", "").replace("–", "-"))
        if not found or not any(found.group(1, 3)) or (found[3] and not found[2]):
            raise SettingsError(f"{years!r} is no year and no years.", "Write 2010, 2005-2012, 2005- or -2012.")
        first = int(found[1]) if found[1] else None
        last = int(found[3]) if found[3] else None if found[2] else first
        if first is not None and last is not None and first > last:
            raise SettingsError(f"{years!r} ends before it begins.", f"Write {last}-{first}.")
    return PassageFilter(first_year=first, last_year=last, sources=sources, kinds=kinds)


def _opened(place: Workspace, names: Sequence[str], until: int | None) -> list[Corpus]:
    loaded = sorted(path.stem for path in place.corpora.glob("*.db"))
    missing = [name for name in names if name not in loaded]
    if missing or not loaded:
        what = f"No corpus named {', '.join(missing)} is loaded." if missing else "No corpus is loaded."
        known = f" Loaded: {', '.join(loaded)}." if loaded else ""
        raise CorpusError(what + known, "Load the default one with: coscientist corpus add hbp")
    return [Corpus(loading.corpus_path(place, name), until=until) for name in names or loaded]
