"""What a search goes through, in words: without them an absence says nothing."""

from collections.abc import Iterable, Sequence

from pydantic import TypeAdapter

from coscientist.domain.literature import Asked
from coscientist.literature.corpus import Corpus
from coscientist.literature.sources.fetching import FULL_TEXT, unavailable

ASKED = "asked"
"""Among the facts of a corpus, what services were asked for it."""
_ASKED = TypeAdapter(tuple[Asked, ...])
SHOWN_QUERIES = 4


def asked_of(corpora: Iterable[Corpus]) -> tuple[Asked, ...]:
    """Return what services were asked for these corpora."""
    return tuple(each for corpus in corpora for each in _ASKED.validate_json(corpus.about.get(ASKED, "[]")))


def searched(corpora: Sequence[Corpus]) -> tuple[str, ...]:
    """Name each corpus with the start of its fingerprint and its limit in time, and each service with day and queries.

    A service that answered nothing was not searched: `not_searched` names it.
    """
    places = []
    for corpus in corpora:
        limit = f" until {corpus.until}" if corpus.until else ""
        if ASKED in corpus.about:
            places += [f"{place}{limit}" for place in services_searched(asked_of([corpus]))]
        else:
            places.append(f"{corpus.name}@{corpus.fingerprint[:12]}{limit}")
    return tuple(places)


def not_searched(corpora: Iterable[Corpus]) -> tuple[str, ...]:
    """Say which services should have been searched and did not answer, wholly or at times, and why."""
    return tuple(troubles(asked_of(corpora)))


def troubles(asked: Sequence[Asked]) -> list[str]:
    """Say which services did not answer, wholly or at times, and why."""
    said = []
    for service in dict.fromkeys(each.service for each in asked):
        mine = [each for each in asked if each.service == service]
        failed = [each for each in mine if each.outcome == "unavailable"]
        if failed:
            share = "" if len(failed) == len(mine) else f" for {len(failed)} of {len(mine)} questions"
            said.append(f"{service} was unavailable{share}: {failed[0].why}")
    return said


def services_searched(asked: Sequence[Asked]) -> list[str]:
    """Name each service that answered, with the day, what it was asked, and how many records came."""
    down = unavailable(asked)
    places = []
    for service in dict.fromkeys(each.service for each in asked if each.service not in down):
        answered = [each for each in asked if each.service == service and each.outcome != "unavailable"]
        days = sorted({each.at[:10] for each in answered})
        queries = list(dict.fromkeys(each.query for each in answered if not each.query.startswith(FULL_TEXT)))
        shown = ", ".join(f"“{query}”" for query in queries[:SHOWN_QUERIES])
        more = f" and {len(queries) - SHOWN_QUERIES} more" if len(queries) > SHOWN_QUERIES else ""
        records = sum(each.records for each in answered if not each.query.startswith(FULL_TEXT))
        when = days[0] if len(days) == 1 else f"{days[0]} to {days[-1]}"
        places.append(f"{service} (asked on {when} for {shown}{more}: {records:,} records)")
    return places
