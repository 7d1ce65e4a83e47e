"""Running a benchmark over the corpora of a workspace."""

from pathlib import Path

from coscientist.app.campaign import Campaign
from coscientist.app.library import corpora
from coscientist.app.library.embedding import chosen_embedder
from coscientist.app.scaling.early_and_late import scaling
from coscientist.cli.naming import existing_campaign, run_id
from coscientist.cli.progress import teller
from coscientist.cli.views.terminal import stderr
from coscientist.datasets.benchmarks.benchmark import BenchmarkOptions, BenchmarkReport, load_benchmark


def measured(
    name: str,
    workspace: Path | None,
    *,
    corpus: str,
    data: Path | None,
    until: tuple[int, ...],
    seed: int,
    resamples: int,
) -> BenchmarkReport:
    """Run the benchmark of that name, loading its corpus where needed.

    Raises: NotFoundError for an unknown benchmark; CorpusError when its data are not there.
    """
    benchmark = load_benchmark(name)
    with teller(stderr()) as telling:
        path = None
        if name == "rediscovery":
            with Campaign(workspace) as campaign:
                opened = corpora.open_corpus(
                    campaign.workspace,
                    corpus,
                    until=None,
                    embedder=chosen_embedder(campaign.workspace.folder),
                    progress=telling.loading,
                )
                path = opened.path
                opened.close()
        options = BenchmarkOptions(corpus=path, data=data, until=until, seed=seed, resamples=resamples)
        return benchmark.run(options, telling.working)


def judged_again(
    workspace: Path | None, run: str, *, model: str | None, max_calls: int | None, seed: int, resamples: int
) -> BenchmarkReport:
    """Compare a run's later ideas with its first ones.

    Raises: NotFoundError when there is no such run, or it has one cycle only.
    """
    with existing_campaign(workspace) as campaign, teller(stderr()) as telling:
        return scaling(
            campaign,
            run_id(campaign, run),
            model=model,
            max_calls=max_calls,
            seed=seed,
            resamples=resamples,
            progress=telling.working,
        )
