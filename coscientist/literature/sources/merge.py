"""One record for each work, whichever services told of it."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence

from coscientist.domain.literature import Source
from coscientist.literature.identifiers import source_id

AUTHORITY = ("pubmed", "crossref", "europe-pmc", "openalex", "unpaywall", "semantic-scholar", "arxiv")
"""Whose word counts first where records differ; files that a user brought come before all of them."""
_SCHEMES = ("doi", "pmid", "pmcid", "arxiv")
_SHORTEST_TITLE = 20
"""Letters. `Editorial` and `Introduction` are many works."""
_SHORTEST_ABSTRACT = 100
"""Characters. Some registries hold the heading `Abstract` and nothing below it."""


def title_key(title: str) -> str:
    """Return a title without case, accents, punctuation and spaces, for comparing what services wrote differently."""
    flat = unicodedata.normalize("NFKD", title).casefold()
    return re.sub(r"[\W_]+", "", "".join(c for c in flat if not unicodedata.combining(c)))


def merge(sources: Iterable[Source]) -> tuple[Source, ...]:
    """Join records of one work, in the order in which works first appear.

    Records are one work when they share a DOI, PMID, PMCID or arXiv id; failing that, when title and year agree and
    no identifier of the same kind differs (a preprint and its journal version stay two works unless a service says
    that they are one). What a record lacks is taken from the others; retracted is retracted, whoever says so.
    """
    return tuple(work for work, _ in merged_with_records(sources))


def merged_with_records(sources: Iterable[Source]) -> tuple[tuple[Source, tuple[Source, ...]], ...]:
    """Return each work with the records that were joined in it, in the order in which works first appear."""
    records = list({source.model_dump_json(): source for source in sources}.values())
    parents = list(range(len(records)))
    _unite_by_identifier(records, parents)
    _unite_by_title(records, parents)
    groups: dict[int, list[Source]] = defaultdict(list)
    for place, record in enumerate(records):
        groups[_root(parents, place)].append(record)
    return tuple((_joined(group), tuple(group)) for group in groups.values())


def _root(parents: list[int], place: int) -> int:
    while parents[place] != place:
        parents[place] = parents[parents[place]]
        place = parents[place]
    return place


def _unite(parents: list[int], one: int, other: int) -> None:
    """Join two groups under the record that came first, which keeps the order of works."""
    first, second = sorted((_root(parents, one), _root(parents, other)))
    parents[second] = first


def _unite_by_identifier(records: Sequence[Source], parents: list[int]) -> None:
    seen: dict[tuple[str, str], int] = {}
    for place, record in enumerate(records):
        for scheme in _SCHEMES:
            if value := record.identifiers.get(scheme):
                _unite(parents, place, seen.setdefault((scheme, value), place))


def _unite_by_title(records: Sequence[Source], parents: list[int]) -> None:
    """Join what shares title and year, unless identifiers say that those are several works: then guess nothing."""
    alike: dict[tuple[str, int], set[int]] = defaultdict(set)
    names: dict[int, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for place, record in enumerate(records):
        group = _root(parents, place)
        for scheme in _SCHEMES:
            if value := record.identifiers.get(scheme):
                names[group][scheme].add(value)
        key = title_key(record.title)
        if record.year is not None and len(key) >= _SHORTEST_TITLE:
            alike[key, record.year].add(group)
    for groups in alike.values():
        several = any(
            len({frozenset(names[group][scheme]) for group in groups if names[group][scheme]}) > 1
            for scheme in _SCHEMES
        )
        if not several:
            for group in groups:
                _unite(parents, group, min(groups))


def _rank(source: Source) -> tuple[int, str]:
    ranks = [AUTHORITY.index(name) if name in AUTHORITY else -1 for name in source.found_in]
    return min(ranks, default=-1), source.model_dump_json()


def _joined(group: Sequence[Source]) -> Source:
    ranked = sorted(group, key=_rank)
    if len(ranked) == 1:
        return ranked[0]
    best = ranked[0]
    years = list(dict.fromkeys(y for s in ranked for y in (s.year, *s.other_years) if y is not None))
    identifiers = _identifiers(ranked)
    kind = _kind([source.kind for source in ranked])
    says_retracted = [source for source in ranked if source.retracted]
    checked = [source.retracted for source in ranked if source.retracted is not None]
    return best.model_copy(
        update={
            "id": source_id(identifiers, kind) or best.id,
            "authors": next((s.authors for s in ranked if s.authors), ()),
            "journal": next((s.journal for s in ranked if s.journal), None),
            "year": years[0] if years else None,
            "other_years": tuple(sorted(years[1:])),
            "date": next((s.date for s in ranked if s.date), None),
            "url": next((s.url for s in ranked if s.url), None),
            "full_text_url": next((s.full_text_url for s in ranked if s.full_text_url), None),
            "abstract": _abstract(ranked),
            "identifiers": identifiers,
            "licence": next((s.licence for s in ranked if s.licence), None),
            "attribution": next((s.attribution for s in ranked if s.attribution), None),
            "retracted": True if says_retracted else (False if checked else None),
            "retraction": "; ".join(dict.fromkeys(s.retraction for s in says_retracted if s.retraction)) or None,
            "kind": kind,
            "found_in": tuple(dict.fromkeys(name for source in ranked for name in source.found_in)),
        }
    )


def _identifiers(ranked: Sequence[Source]) -> dict[str, str]:
    joined: dict[str, str] = {}
    for source in ranked:
        for scheme, value in source.identifiers.items():
            kept = joined.get(scheme)
            # arXiv gives every preprint a DOI too; the journal's is the one to cite.
            if kept is None or (scheme == "doi" and kept.startswith("10.48550/") and not value.startswith("10.48550/")):
                joined[scheme] = value
    return dict(sorted(joined.items()))


def _abstract(ranked: Sequence[Source]) -> str | None:
    abstracts = [source.abstract for source in ranked if source.abstract]
    return next((a for a in abstracts if len(a) >= _SHORTEST_ABSTRACT), abstracts[0] if abstracts else None)


def _kind(kinds: Sequence[str]) -> str:
    if "review" in kinds:
        return "review"
    return next((kind for kind in kinds if kind != "preprint"), "preprint")
