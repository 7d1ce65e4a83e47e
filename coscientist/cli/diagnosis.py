"""What `coscientist doctor` looks at: whether everything that a run needs is there."""

import os
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from importlib import metadata, util
from pathlib import Path
from typing import Literal

from coscientist.app.compose import VERSIONED, versions
from coscientist.app.library import loading
from coscientist.app.settings import KNOWN, default_model, store_location, workspace_folder
from coscientist.app.workspace import Workspace
from coscientist.domain.base import Value
from coscientist.domain.errors import CoscientistError
from coscientist.literature.corpus import Corpus
from coscientist.store import open_store

PYTHONS = ((3, 11), (3, 13))
"""The oldest and the newest that the project is made for."""
ROOM = 500 * 2**20
"""Bytes that a loaded corpus and some runs take."""
State = Literal["works", "unknown", "fails"]


class Finding(Value):
    """One thing that was looked at."""

    what: str
    state: State
    detail: str
    remedy: str = ""


def findings(workspace: Path | None) -> Iterator[Finding]:
    """Look at everything that needs no network. Nothing is made or changed.

    Raises: SettingsError when a variable that begins with COSCIENTIST_ is not known.
    """
    folder = workspace_folder(workspace)
    yield _python()
    yield _packages()
    yield _full_text()
    yield _folder(folder)
    yield _store(folder)
    yield from _literature(folder)
    yield _extra("server", "serve", ("fastapi", "uvicorn"))
    yield _extra("PostgreSQL", "postgres", ("psycopg",))
    model = default_model()
    yield Finding(
        what="model",
        state="works",
        detail=f"COSCIENTIST_MODEL is {model}; try it with --model {model}" if model else "none: embedded strategies",
    )
    given = [name for name in sorted(KNOWN) if os.environ.get(name)]
    yield Finding(what="settings", state="works", detail=", ".join(given) or "none is given")


def _python() -> Finding:
    version = sys.version_info[:2]
    fits = PYTHONS[0] <= version <= PYTHONS[1]
    detail = f"{sys.version.split()[0]} at {sys.executable}"
    return Finding(
        what="Python", state="works" if fits else "fails", detail=detail,
        remedy="" if fits else "Use Python 3.11, 3.12 or 3.13.",
    )  # fmt: skip


def _packages() -> Finding:
    found = versions()
    missing = [name for name in VERSIONED if found[name] == "not installed"]
    detail = ", ".join(f"{name} {version}" for name, version in found.items())
    return Finding(
        what="packages", state="fails" if missing else "works", detail=detail,
        remedy=f"Install again: pip install {' '.join(missing)}" if missing else "",
    )  # fmt: skip


def _full_text() -> Finding:
    try:
        with sqlite3.connect(":memory:") as connection:
            connection.execute("CREATE VIRTUAL TABLE trial USING fts5(words)")
    except sqlite3.OperationalError as error:
        return Finding(
            what="full text", state="fails", detail=f"SQLite {sqlite3.sqlite_version}: {error}",
            remedy="Use a Python whose SQLite has FTS5.",
        )  # fmt: skip
    return Finding(what="full text", state="works", detail=f"SQLite {sqlite3.sqlite_version} with FTS5")


def _folder(folder: Path) -> Finding:
    there = next((each for each in (folder, *folder.resolve().parents) if each.exists()), Path("/"))
    remedy = "Name another folder with --workspace DIR or COSCIENTIST_WORKSPACE."
    if not there.is_dir() or not os.access(there, os.W_OK):
        return Finding(what="workspace", state="fails", detail=f"{folder} cannot be written", remedy=remedy)
    free = shutil.disk_usage(there).free
    room = f"{free / 2**30:.1f} GiB free"
    if free < ROOM:
        return Finding(what="workspace", state="fails", detail=f"{folder}, only {room}", remedy=remedy)
    return Finding(
        what="workspace", state="works", detail=f"{folder}{'' if folder.is_dir() else ' (not yet made)'}, {room}"
    )


def _store(folder: Path) -> Finding:
    location = store_location(folder)
    if "://" not in location and not Path(location).is_file():
        return Finding(what="store", state="works", detail="not yet made; the first run makes it")
    try:
        store = open_store(location, read_only=True)
    except CoscientistError as error:
        return Finding(what="store", state="fails", detail=error.message, remedy=error.hint)
    try:
        count = len(store.runs())
    finally:
        store.close()
    return Finding(what="store", state="works", detail=f"{count} run{'' if count == 1 else 's'}")


def _literature(folder: Path) -> Iterator[Finding]:
    place = Workspace(folder)
    for name, pack in loading.BUILT_IN.items():
        try:
            pack()
        except CoscientistError as error:
            yield Finding(what=f"corpus {name}", state="fails", detail=error.message, remedy=error.hint)
        else:
            if not loading.corpus_path(place, name).is_file():
                yield Finding(what=f"corpus {name}", state="works", detail="not yet loaded; the first run loads it")
    for path in sorted(place.corpora.glob("*.db")):
        try:
            corpus = Corpus(path)
        except CoscientistError as error:
            yield Finding(what=f"corpus {path.stem}", state="fails", detail=error.message, remedy=error.hint)
            continue
        counts = corpus.counts()
        corpus.close()
        detail = ", ".join(f"{count:,} {kind}s" for kind, count in counts.items())
        yield Finding(what=f"corpus {path.stem}", state="works", detail=detail)


def _extra(what: str, extra: str, modules: tuple[str, ...]) -> Finding:
    missing = [name for name in modules if util.find_spec(name) is None]
    if missing:
        remedy = f"To have it: pip install 'coscientist[{extra}]'"
        return Finding(what=what, state="unknown", detail="not installed; optional", remedy=remedy)
    return Finding(what=what, state="works", detail=", ".join(f"{name} {metadata.version(name)}" for name in modules))
