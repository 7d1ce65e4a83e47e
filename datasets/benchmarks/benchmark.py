"""What a benchmark is given, what it gives back, and which there are."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol

from coscientist.domain.base import Value
from coscientist.domain.errors import CorpusError, NotFoundError

DATA_FOLDERS = (Path("data"), Path("..", "shared", "data"))
"""Where data folders are looked for when none is named, from the current directory."""

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how many are done and how many there are."""

Metric = float | int | str | None


class BenchmarkOptions(Value):
    """What a person may choose. A benchmark ignores what it has no use for."""

    corpus: Path | None = None
    """A corpus file, for the benchmarks that read literature."""
    data: Path | None = None
    """The folder that holds `claims/`, `hetionet/` and `lbd-migraine/`, for the benchmarks that read those."""
    until: tuple[int, ...] = ()
    """Cut years; empty: the benchmark's own."""
    seed: int = 0
    resamples: int = 1000
    """Bootstrap resamples behind each interval."""


class BenchmarkReport(Value):
    """The object that `coscientist bench NAME --json` prints."""

    benchmark: str
    data: dict[str, Any]
    """What it was run on and how: counts, exclusions, choices, limits."""
    results: tuple[dict[str, Metric], ...]
    """One row a method: `method`, the metrics, `low` and `high` of the first metric's 95 % interval, `n`."""


class Benchmark(Protocol):
    """A question with a known answer."""

    name: str
    summary: str

    def run(self, options: BenchmarkOptions, progress: Progress = lambda _what, _done, _all: None) -> BenchmarkReport:
        """Answer it and compare. Raises: CorpusError when the data are not there."""


_WHERE = {
    "claims": "coscientist.datasets.benchmarks.claim_support:ClaimSupport",
    "extraction": "coscientist.datasets.benchmarks.extraction:ExtractionBenchmark",
    "hetionet": "coscientist.datasets.benchmarks.hetionet:Hetionet",
    "rediscovery": "coscientist.datasets.benchmarks.rediscovery:Rediscovery",
    "safety": "coscientist.datasets.benchmarks.safety:Safety",
    "swanson": "coscientist.datasets.benchmarks.swanson:Swanson",
}


def benchmark_names() -> tuple[str, ...]:
    """Return the names that `load_benchmark` knows."""
    return tuple(sorted(_WHERE))


def load_benchmark(name: str) -> Benchmark:
    """Return the benchmark of that name; only its own modules are imported.

    Raises: NotFoundError when there is none.
    """
    if name not in _WHERE:
        raise NotFoundError(
            f"There is no benchmark {name!r}.", f"There are: {', '.join(benchmark_names())}. Run one of them."
        )
    module, cls = _WHERE[name].split(":")
    made: Benchmark = getattr(import_module(module), cls)()
    return made


def data_folder(options: BenchmarkOptions, name: str, origin: str) -> Path:
    """Find a data folder that this project does not ship.

    Raises: CorpusError when it is not there.
    """
    tried = [options.data] if options.data is not None else list(DATA_FOLDERS)
    for folder in tried:
        if (folder / name).is_dir():
            return folder / name
    raise CorpusError(
        f"The data folder {name!r} was not found in {', '.join(str(folder) for folder in tried)}.",
        f"Get it from {origin} and name the folder that holds it with --data.",
    )
