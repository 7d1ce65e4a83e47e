"""The corpora of a workspace: the default pack, loaded on first use, and what users add."""

import re
from collections.abc import Sequence
from pathlib import Path

from coscientist.app.library.adopting import adopt, roots, shelf_path
from coscientist.app.library.loading import BUILT_IN, NAME, Progress, corpus_path, embedded_otherwise, load, silent
from coscientist.app.workspace import Workspace
from coscientist.domain.errors import CorpusError
from coscientist.literature.corpus import Corpus
from coscientist.literature.corpus_tables import remove_arrays
from coscientist.ports import Embedder


def take_in(
    workspace: Workspace, given: str, *, embedder: Embedder | None, progress: Progress = silent
) -> tuple[str, list[str]]:
    """Return the name of the corpus that a user means, and what could not be read of it.

    What is given is a corpus's name, or the path of a file or folder, which is read again where it changed.

    Raises: CorpusError, FileError when the path cannot be used.
    """
    if given in BUILT_IN or not _means_path(workspace, given):
        if not re.fullmatch(NAME, given):
            raise CorpusError(
                f"{given[:200]!r} is no name for a corpus, and there is no such file or folder.",
                "Give a path that exists, or the name of a corpus: coscientist corpus list",
            )
        return given, []
    adopted = adopt(workspace, Path(given), embedder=embedder, progress=progress)
    return adopted.name, adopted.troubles()


def _means_path(workspace: Workspace, given: str) -> bool:
    path = Path(given)
    try:
        if not path.exists():
            return False
        if path.suffix or len(path.parts) > 1 or given in {".", ".."} or not re.fullmatch(NAME, given):
            return True
        if not corpus_path(workspace, given).is_file():
            return True
        shelf = shelf_path(workspace, given)
        return shelf.is_file() and str(path.resolve()) in roots(shelf)
    except OSError:  # too long for a path, so it is none
        return False


def open_corpus(
    workspace: Workspace, name: str, *, until: int | None, embedder: Embedder | None, progress: Progress = silent
) -> Corpus:
    """Open a corpus by name; a built-in one is loaded first where needed.

    Raises: CorpusError when there is none of that name.
    """
    if name in BUILT_IN:
        return fitting(Corpus(load(workspace, BUILT_IN[name](), embedder, progress), until=until), embedder)
    path = corpus_path(workspace, name)
    if not path.is_file():
        known = ", ".join(sorted({*BUILT_IN, *(item.stem for item in workspace.corpora.glob("*.db"))}))
        raise CorpusError(
            f"There is no corpus named {name!r}. Known: {known}.", "Add one with: coscientist corpus add PATH"
        )
    return fitting(Corpus(path, until=until), embedder)


def fitting(corpus: Corpus, embedder: Embedder | None) -> Corpus:
    """Return the corpus. Raises: CorpusError when its vectors are of another embedder."""
    if embedder is not None and embedded_otherwise(corpus, embedder):
        made_by = corpus.about["embedder"]
        corpus.close()
        raise CorpusError(
            f"{corpus.name} has sentence vectors of {made_by}, but COSCIENTIST_EMBEDDER asks for {embedder.name}; "
            "the two cannot be compared.",
            "Add the corpus again, which makes its vectors anew (coscientist corpus add), or set COSCIENTIST_EMBEDDER "
            "as it was.",
        )
    return corpus


def installed(workspace: Workspace) -> list[Corpus]:
    """Open every loaded corpus."""
    return [Corpus(path) for path in sorted(workspace.corpora.glob("*.db"))]


def remove(workspace: Workspace, name: str) -> None:
    """Remove a loaded corpus. Raises: CorpusError when there is none of that name."""
    path = corpus_path(workspace, name)
    if not path.is_file():
        raise CorpusError(f"There is no corpus named {name!r}.", "List corpora with: coscientist corpus list")
    path.unlink()
    remove_arrays(path)
    shelf_path(workspace, name).unlink(missing_ok=True)


def coverage(corpora: Sequence[Corpus]) -> tuple[str, ...]:
    """Say in phrases what the corpora are about."""
    return tuple(
        phrase
        for corpus in corpora
        for phrase in (corpus.about.get("about") or corpus.about["title"]).split("; ")
        if phrase
    )
