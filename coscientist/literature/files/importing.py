"""Reading a file or a folder of them: what can be read comes as sources, the rest as reports, one by one."""

from collections.abc import Callable, Iterator
from pathlib import Path

from coscientist.domain.errors import CoscientistError, FileError
from coscientist.literature.files.kinds import reader_of
from coscientist.literature.files.values import Deadline, Imported, ImportFailure, Limits, Opened
from coscientist.ports import Clock

Progress = Callable[[int, int, str], None]
"""Told how many files are done, of how many, and which is next."""


def import_path(
    path: Path,
    *,
    clock: Clock,
    limits: Limits | None = None,
    tables: bool = False,
    progress: Progress = lambda _done, _total, _file: None,
) -> Iterator[Imported]:
    """Yield the sources of a file, or of all files in a folder and its folders, in the order of their names.

    The same content gives the same ids in every run, so adding a file twice adds nothing. A file that cannot be read
    is reported and the next one read. With `tables`, tables of PDF files become passages too (slower).

    Raises: FileError when there is nothing at the path.
    """
    bounds = limits or Limits()
    if not path.exists():
        raise FileError(f"There is no file or folder {path}.", "Check the spelling.")
    files, problems = list_files(path, bounds)
    yield from problems
    for done, file in enumerate(files):
        label = label_of(file, path)
        progress(done, len(files), label)
        yield from import_file(file, label, clock=clock, limits=bounds, tables=tables)
    progress(len(files), len(files), "")


def import_file(path: Path, label: str, *, clock: Clock, limits: Limits, tables: bool = False) -> Iterator[Imported]:
    """Yield the sources of one file, which reports call by its label; whatever was read before it failed stays read."""
    yield from _import_opened(Opened(path, label, limits, Deadline(clock, limits.seconds_per_file), tables))


def list_files(path: Path, limits: Limits) -> tuple[list[Path], list[ImportFailure]]:
    """Return the files at and below a path, sorted, and what was left out; hidden files and links are passed over.

    Raises: FileError for a device or a pipe.
    """
    if not path.is_dir():
        if not path.is_file():
            raise FileError(f"{path} is neither a file nor a folder.", "Save what it gives to a file.")
        return [path], []
    files: list[Path] = []
    problems: list[ImportFailure] = []
    folders = [(path, 0)]
    while folders:
        folder, depth = folders.pop()
        try:
            entries = sorted(folder.iterdir(), reverse=True)
        except OSError as error:
            problems.append(_failure(label_of(folder, path), error))
            continue
        for entry in entries:
            if entry.name.startswith(".") or entry.is_symlink():
                continue
            if entry.is_dir():
                if depth + 1 > limits.max_folder_depth:
                    why = f"The folder lies more than {limits.max_folder_depth} folders deep."
                    problems.append(ImportFailure(file=label_of(entry, path), why=why, remedy="Add it by itself."))
                else:
                    folders.append((entry, depth + 1))
            elif entry.is_file():
                files.append(entry)
    files.sort()
    if len(files) > limits.max_files:
        why = f"There are {len(files):,} files; the first {limits.max_files:,} are read."
        problems.append(ImportFailure(file=str(path), why=why, remedy="Add the folder's parts one by one."))
    return files[: limits.max_files], problems


def label_of(file: Path, root: Path) -> str:
    """Return how reports call a file: by its path within a folder that was added, or as it was given."""
    return file.relative_to(root).as_posix() if root.is_dir() and file != root else str(file)


def _import_opened(opened: Opened) -> Iterator[Imported]:
    read = 0
    try:
        for item in reader_of(opened.path)(opened):
            read += 1
            with opened.deadline.held():
                yield item
    except (CoscientistError, OSError, UnicodeDecodeError, RecursionError, MemoryError) as error:
        failure = _failure(opened.label, error)
        yield failure.model_copy(update={"place": f"after {read} records"}) if read else failure


def _failure(label: str, error: BaseException) -> ImportFailure:
    if isinstance(error, CoscientistError):
        return ImportFailure(file=label, why=error.message, remedy=error.hint)
    if isinstance(error, UnicodeDecodeError):
        return ImportFailure(file=label, why="The file is not UTF-8.", remedy="Save it as UTF-8.")
    if isinstance(error, OSError):
        return ImportFailure(
            file=label, why=f"It cannot be opened ({error.strerror}).", remedy="Check its permissions."
        )
    return ImportFailure(
        file=label, why=f"It is too deeply nested or too large ({type(error).__name__}).", remedy="Split it."
    )
