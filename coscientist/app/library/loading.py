"""Where corpora are kept, and loading a pack into one."""

import re
from collections.abc import Callable
from pathlib import Path

from coscientist.app.workspace import Workspace
from coscientist.datasets.packs.hbp import HumanBrainPharmacome
from coscientist.datasets.packs.pack import Pack
from coscientist.datasets.packs.papers import Papers
from coscientist.domain.errors import CorpusError
from coscientist.literature.corpus import Corpus
from coscientist.literature.corpus_build import build_corpus, can_be_changed, change_corpus
from coscientist.literature.corpus_difference import difference
from coscientist.ports import Embedder

Progress = Callable[[str, int, int], None]
Say = Callable[[str], None]
"""Tells a person a line on the side."""
NAME = r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}"
BUILT_IN: dict[str, Callable[[], Pack]] = {"hbp": HumanBrainPharmacome}


def silent(_what: str, _done: int, _all: int) -> None:
    """Report no progress."""


def unheard(_text: str) -> None:
    """Tell nobody."""


def corpus_path(workspace: Workspace, name: str) -> Path:
    """Return where the corpus of that name is kept.

    Raises: CorpusError when the name could lead out of the workspace.
    """
    if not re.fullmatch(NAME, name):
        raise CorpusError(f"{name!r} is no name for a corpus.", "Use letters, digits, dots, dashes and underscores.")
    return workspace.corpora / f"{name}.db"


def load(
    workspace: Workspace,
    pack: Pack,
    embedder: Embedder | None,
    progress: Progress = silent,
    *,
    further: dict[str, str] | None = None,
    embed_anew: bool = False,
) -> Path:
    """Load a pack into the workspace unless the same content is there already; `further` facts are kept with it.

    With `embed_anew`, content that is there with vectors of another embedder is loaded again.
    """
    path = corpus_path(workspace, pack.info.name)
    fingerprint = pack.fingerprint()
    if path.is_file():
        try:
            current = Corpus(path)
            same = current.fingerprint == fingerprint
            same = same and not (embed_anew and embedded_otherwise(current, embedder))
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
        **(further or {}),
    }
    if isinstance(pack, Papers) and can_be_changed(path, embedder):
        added, gone = difference(path, pack.records())
        change_corpus(path, about, added, embedder, progress, gone=gone, claims_anew=True)
    else:
        build_corpus(path, about, pack.records(), embedder, progress)
    return path


def embedded_otherwise(corpus: Corpus, embedder: Embedder | None) -> bool:
    """Say whether a corpus has vectors that cannot be compared with those of an embedder."""
    made_by = corpus.about.get("embedder", "")
    return embedder is not None and made_by not in ("", embedder.name)
