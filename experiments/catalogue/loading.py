"""The catalogue of assay archetypes, perturbations, systems and labware: data files beside this module."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from coscientist.domain.base import Value
from coscientist.domain.errors import FileError
from coscientist.experiments.catalogue.archetypes import (
    AssayArchetype,
    Insult,
    Labware,
    Perturbation,
    SettingDefaults,
    TestSystem,
)

_HERE = Path(__file__).parent
Entry = TypeVar("Entry", AssayArchetype, Perturbation, TestSystem, Labware, SettingDefaults, Insult)


class Catalogue(Value):
    """Everything a brief is put together from."""

    assays: tuple[AssayArchetype, ...]
    perturbations: tuple[Perturbation, ...]
    systems: tuple[TestSystem, ...]
    labware: tuple[Labware, ...]
    settings: tuple[SettingDefaults, ...]
    insults: tuple[Insult, ...] = ()

    def assay(self, assay_id: str) -> AssayArchetype:
        """Return the assay of that id. Raises: FileError."""
        return _by_id("assay", self.assays, assay_id)

    def perturbation(self, perturbation_id: str) -> Perturbation:
        """Return the perturbation of that id. Raises: FileError."""
        return _by_id("perturbation", self.perturbations, perturbation_id)

    def system(self, system_id: str) -> TestSystem:
        """Return the test system of that id. Raises: FileError."""
        return _by_id("test system", self.systems, system_id)

    def setting(self, setting_id: str) -> SettingDefaults:
        """Return what experiments in a setting share. Raises: FileError."""
        return _by_id("setting", self.settings, setting_id)

    def format(self, labware_id: str) -> Labware:
        """Return the labware of that id. Raises: FileError."""
        return _by_id("labware", self.labware, labware_id)


def _by_id(what: str, values: tuple[Entry, ...], wanted: str) -> Entry:
    for value in values:
        if value.id == wanted:
            return value
    raise FileError(f"No {what} named {wanted!r}.", f"The catalogue has: {', '.join(v.id for v in values)}.")


def load_catalogue(folder: Path = _HERE) -> Catalogue:
    """Read and validate the catalogue in `folder`.

    Raises: FileError naming the file and the field that is wrong.
    """
    return Catalogue(
        assays=tuple(_read(path, AssayArchetype) for path in sorted((folder / "assays").glob("*.toml"))),
        perturbations=tuple(_read(path, Perturbation) for path in sorted((folder / "perturbations").glob("*.toml"))),
        systems=tuple(_list(folder / "systems.toml", "system", TestSystem)),
        labware=tuple(_list(folder / "labware.toml", "labware", Labware)),
        settings=tuple(_list(folder / "settings.toml", "setting", SettingDefaults)),
        insults=tuple(_list(folder / "insults.toml", "insult", Insult)),
    )


@cache
def default_catalogue() -> Catalogue:
    """Return the catalogue that comes with the project; read once, since its files never change while running."""
    return load_catalogue()


def _parse(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise FileError(f"Cannot read the catalogue file {path.name}: {error}", "Mend the file.") from error


def _read(path: Path, kind: type[Entry]) -> Entry:
    return _validate(kind, _parse(path), path.name)


def _list(path: Path, key: str, kind: type[Entry]) -> list[Entry]:
    return [_validate(kind, entry, path.name) for entry in _parse(path).get(key, [])]


def _validate(kind: type[Entry], data: dict[str, Any], file: str) -> Entry:
    try:
        return kind.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise FileError(f"{file}: {where or kind.__name__}: {first['msg']}", "Mend the catalogue file.") from error
