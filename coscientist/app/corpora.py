"""The corpora of a workspace: the default pack, loaded on first use, and what users add."""

import re
from collections.abc import Callable, Sequence
from pathlib import Path

from coscientist.app.kinds import kind_of
from coscientist.app.workspace import Workspace
from coscientist.datasets.packs.hbp import HumanBrainPharmacome
from coscientist.datasets.packs.json_lines import JsonLines
from coscientist.datasets.packs.pack import Pack
from coscientist.domain.errors import CorpusError
from coscientist.literature.corpus import Corpus
from coscientist.literature.corpus_build import build_corpus
from coscientist.literature.corpus_tables import vectors_path
from coscientist.ports import Embedder

Progress = Callable[[str, int, int], None]
BUILT_IN: dict[str, Callable[[], Pack]] = {"hbp": HumanBrainPharmacome}


def silent(_what: str, _done: int, _all: int) -> None:
    """Report no progress."""


def corpus_path(workspace: Workspace, name: str) -> Path:
    """Return where the corpus of that name is kept.

    Raises: CorpusError when the name could lead out of the workspace.
    """
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}", name):
        raise CorpusError(f"{name!r} is no name for a corpus.", "Use letters, digits, dots, dashes and underscores.")
    return workspace.corpora / f"{name}.db"


def load(workspace: Workspace, pack: Pack, embedder: Embedder | None, progress: Progress = silent) -> Path:
    """Load a pack into the workspace unless the same content is there already."""
    path = corpus_path(workspace, pack.info.name)
    fingerprint = pack.fingerprint()
    if path.is_file():
        try:
            current = Corpus(path)
            same = current.fingerprint == fingerprint
            current.close()
        except CorpusError:
            same = False
        if same:
            return path
    about = {
        "name": pack.info.name,
        "title": pack.info.title,
        "version": pack.info.version,
        "licence": pack.info.licence,
        "attribution": pack.info.attribution,
        "about": "; ".join(pack.info.about),
        "notes": "; ".join(pack.info.notes),
        "fingerprint": fingerprint,
    }
    build_corpus(path, about, pack.records(), embedder, progress)
    return path


def open_corpus(
    workspace: Workspace, name: str, *, until: int | None, embedder: Embedder | None, progress: Progress = silent
) -> Corpus:
    """Open a corpus by name or by the path of a JSON Lines file, loading it first where needed.

    Raises: CorpusError when there is none of that name.
    """
    if name in BUILT_IN:
        return Corpus(load(workspace, BUILT_IN[name](), embedder, progress), until=until)
    if _is_file(name):
        name = adopt(workspace, Path(name), embedder=embedder, progress=progress)
    path = corpus_path(workspace, name)
    if not path.is_file():
        known = ", ".join(sorted({*BUILT_IN, *(item.stem for item in workspace.corpora.glob("*.db"))}))
        raise CorpusError(
            f"There is no corpus named {name!r}. Known: {known}.", "Add one with: coscientist corpus add PATH"
        )
    return Corpus(path, until=until)


def _is_file(name: str) -> bool:
    try:
        return Path(name).is_file()
    except OSError:  # too long for a path, so it is none
        return False


def adopt(
    workspace: Workspace,
    path: Path,
    *,
    name: str | None = None,
    embedder: Embedder | None,
    progress: Progress = silent,
) -> str:
    """Load a user's JSON Lines file and return the name by which runs refer to it.

    Raises: CorpusError when it cannot be read, or is to have the name of a built-in corpus.
    """
    pack = JsonLines(path, name, kind_of=kind_of)
    if pack.info.name in BUILT_IN:
        raise CorpusError(
            f"{pack.info.name!r} is the name of a built-in corpus.", "Name it otherwise, with: --name NAME"
        )
    load(workspace, pack, embedder, progress)
    return pack.info.name


def installed(workspace: Workspace) -> list[Corpus]:
    """Open every loaded corpus."""
    return [Corpus(path) for path in sorted(workspace.corpora.glob("*.db"))]


def remove(workspace: Workspace, name: str) -> None:
    """Remove a loaded corpus. Raises: CorpusError when there is none of that name."""
    path = corpus_path(workspace, name)
    if not path.is_file():
        raise CorpusError(f"There is no corpus named {name!r}.", "List corpora with: coscientist corpus list")
    path.unlink()
    vectors_path(path).unlink(missing_ok=True)


def coverage(corpora: Sequence[Corpus]) -> tuple[str, ...]:
    """Say in phrases what the corpora are about."""
    return tuple(
        phrase
        for corpus in corpora
        for phrase in (corpus.about.get("about") or corpus.about["title"]).split("; ")
        if phrase
    )
