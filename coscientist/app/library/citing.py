"""Checking the citations of a text that a user brings, against loaded corpora and the services that may be asked."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from coscientist.app.library.asking import OpenServices
from coscientist.app.library.loading import Progress, silent
from coscientist.app.workspace import Workspace
from coscientist.domain.base import Value
from coscientist.domain.errors import ExitCode
from coscientist.literature.citations.check import check_citations
from coscientist.literature.citations.local import Holdings, local_first, local_first_search
from coscientist.literature.citations.lookup import search_with
from coscientist.literature.citations.parse import citations_in_file
from coscientist.literature.citations.support import EmbeddedSupport
from coscientist.literature.citations.values import CitationCheck
from coscientist.literature.corpus import Corpus
from coscientist.literature.files.values import ImportFailure
from coscientist.literature.sources.gather import resolver
from coscientist.ports import Clock, Embedder

STATES = ("exists", "metadata_right", "supports", "not_retracted")


class CitationReport(Value):
    """The citations of a file, each with its four states, and against what they were checked."""

    file: str
    checks: tuple[CitationCheck, ...]
    corpora: tuple[str, ...]
    services: tuple[str, ...]
    failures: tuple[ImportFailure, ...] = ()
    """Entries of the file that could not be read."""
    unavailable: tuple[str, ...] = ()
    """Services that were named and did not answer any question, and why."""

    @property
    def wrong(self) -> tuple[CitationCheck, ...]:
        """Return the citations against which something was found."""
        return tuple(check for check in self.checks if not check.sound)

    @property
    def exit_code(self) -> ExitCode:
        """Return 2 when something is wrong, 4 when it could not be found out because services failed, else 0."""
        if self.wrong or self.failures:
            return ExitCode.USER_CAN_FIX
        return ExitCode.SERVICE_FAILED if self.unavailable else ExitCode.DONE

    def counts(self) -> dict[str, dict[str, int]]:
        """Count for each state how often it holds, does not, and could not be told."""
        return {
            state: dict(sorted(Counter(getattr(check, state).holds for check in self.checks).items()))
            for state in STATES
        }


def check_file(
    path: Path,
    corpora: Sequence[Corpus],
    services: Sequence[str],
    *,
    open_services: OpenServices,
    embedder: Embedder | None,
    clock: Clock,
    progress: Progress = silent,
) -> CitationReport:
    """Check every citation of a text, of Markdown, or of a reference list in BibTeX, RIS, CSL JSON or a table.

    Raises: FileError when the file cannot be read; SettingsError for a service that there is not.
    """
    asked = open_services(services) if services else ()
    citations, failures = citations_in_file(path, clock=clock)
    holdings = Holdings(corpora, clock.now)
    checks: list[CitationCheck] = []
    found = check_citations(
        citations,
        local_first(holdings, resolver(asked) if asked else None),
        search=local_first_search(holdings, search_with(asked) if asked else None),
        judge=EmbeddedSupport(embedder),
        texts=holdings.texts,
    )
    for done, check in enumerate(found, start=1):
        progress("checking citations", done, len(citations))
        checks.append(check)
    return CitationReport(
        file=path.name,
        checks=tuple(checks),
        corpora=tuple(corpus.name for corpus in corpora),
        services=tuple(services),
        failures=tuple(failures),
        unavailable=_silent(checks, services),
    )


def _silent(checks: Sequence[CitationCheck], services: Sequence[str]) -> tuple[str, ...]:
    """Say of what no service answered, and why."""
    if not services:
        return ()
    whys = [check.exists.why for check in checks if check.exists.holds == "unavailable" and check.citation.identifiers]
    return tuple(dict.fromkeys(whys))


def workspace_corpora(workspace: Workspace, names: Sequence[str]) -> list[Corpus]:
    """Open the corpora of these names, or all that are loaded. Raises: CorpusError."""
    from coscientist.app.library.corpora import installed, open_corpus

    if not names:
        return installed(workspace)
    return [open_corpus(workspace, name, until=None, embedder=None) for name in dict.fromkeys(names)]
