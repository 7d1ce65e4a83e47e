"""Searching the loaded corpora for passages."""

from collections.abc import Sequence
from pathlib import Path

from coscientist.app import loading
from coscientist.app.settings import workspace_folder
from coscientist.app.views.citations import citation, unknown_source
from coscientist.app.views.quotes import Quote
from coscientist.app.workspace import Workspace
from coscientist.domain.base import Value
from coscientist.domain.errors import CorpusError, SettingsError
from coscientist.literature.corpus import Corpus
from coscientist.literature.embedders import UniversalSentenceEncoder
from coscientist.literature.library import Library


class Hit(Value):
    """A passage that was found, with how well it fits; the scale is the search's own."""

    score: float
    quote: Quote


def found_passages(
    workspace: Path | None, query: str, names: Sequence[str], *, limit: int, until: int | None, by_meaning: bool
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
        if by_meaning:
            found = library.nearest(UniversalSentenceEncoder().encode([query])[0], limit=limit)
        else:
            found = library.search(query, limit=limit)
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


def _opened(place: Workspace, names: Sequence[str], until: int | None) -> list[Corpus]:
    loaded = sorted(path.stem for path in place.corpora.glob("*.db"))
    missing = [name for name in names if name not in loaded]
    if missing or not loaded:
        what = f"No corpus named {', '.join(missing)} is loaded." if missing else "No corpus is loaded."
        known = f" Loaded: {', '.join(loaded)}." if loaded else ""
        raise CorpusError(what + known, "Load the default one with: coscientist corpus add hbp")
    return [Corpus(loading.corpus_path(place, name), until=until) for name in names or loaded]
