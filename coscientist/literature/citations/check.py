"""The four states of a citation, each found out by itself."""

from collections.abc import Callable, Iterable, Iterator
from typing import Literal

from coscientist.domain.literature import Answer, Inquiry, Passage, Source
from coscientist.literature.citations.compare import SAME_TITLE, compare, title_likeness
from coscientist.literature.citations.values import Citation, CitationCheck, Judgement, Problem, State
from coscientist.literature.identifiers import Identifier
from coscientist.literature.sources.ports import Resolver
from coscientist.literature.text.passages import abstract_passages

Search = Callable[[Citation], Answer]
"""Looks for a reference that has no identifier."""
Judge = Callable[[str, Passage], Judgement]
"""Says what a passage does to a claim."""
NEARLY = 0.9
"""Passages that are this much about the claim, of what the most fitting one is, are heard as well."""
Texts = Callable[[Source], tuple[Passage, ...]]
"""Gives what can be read of a source."""


def check_citations(
    citations: Iterable[Citation],
    resolve: Resolver,
    *,
    search: Search | None = None,
    judge: Judge | None = None,
    texts: Texts = abstract_passages,
) -> Iterator[CitationCheck]:
    """Check citations one after another; an identifier that is cited often is asked about once."""
    known: dict[Identifier, Answer] = {}

    def once(identifier: Identifier) -> Answer:
        if identifier not in known:
            known[identifier] = resolve(identifier)
        return known[identifier]

    for citation in citations:
        yield check_citation(citation, once, search=search, judge=judge, texts=texts)


def check_citation(
    citation: Citation,
    resolve: Resolver,
    *,
    search: Search | None = None,
    judge: Judge | None = None,
    texts: Texts = abstract_passages,
) -> CitationCheck:
    """Find out a citation's four states.

    `resolve` says what an identifier stands for; `search` finds references that have none; `judge` compares a claim
    with a passage, of those that `texts` gives (by default the record's abstract). Without them their state is unknown.
    """
    if citation.identifiers:
        exists, source, problems = _resolved(citation, resolve)
    else:
        exists, source, problems = _searched(citation, search)
    if source is None:
        held: Literal["unknown", "unavailable"] = "unavailable" if exists.holds == "unavailable" else "unknown"
        nothing = State(holds=held, why="There is no record to compare with.")
        return CitationCheck(
            citation=citation,
            exists=exists,
            metadata_right=nothing,
            supports=nothing,
            not_retracted=nothing,
            problems=problems,
        )
    metadata, differing = _metadata(citation, source)
    supports, passages, against = _support(citation.claim, source, judge, texts)
    clean = _retraction(source)
    problems = (*problems, *differing, *against, *((Problem.RETRACTED,) if source.retracted else ()))
    return CitationCheck(
        citation=citation,
        exists=exists,
        metadata_right=metadata,
        supports=supports,
        not_retracted=clean,
        source=source,
        passages=passages,
        problems=tuple(dict.fromkeys(problems)),
    )


def _asked(inquiries: tuple[Inquiry, ...]) -> str:
    services = sorted({inquiry.service for inquiry in inquiries})
    days = sorted({inquiry.at[:10] for inquiry in inquiries})
    return f"{', '.join(services) or 'nobody'} ({', '.join(days) or 'never'})"


def _resolved(citation: Citation, resolve: Resolver) -> tuple[State, Source | None, tuple[Problem, ...]]:
    """The first identifier that somebody knows gives the record; one that nobody knows is a problem all the same."""
    source: Source | None = None
    problems: list[Problem] = []
    said: list[str] = []
    inquiries: list[Inquiry] = []
    unsure = False
    for identifier in citation.identifiers:
        answer = resolve(identifier)
        inquiries += answer.inquiries
        if answer.kind == "found":
            source = source or answer.sources[0]
            said.append(f"{identifier} is known to {_asked(answer.inquiries)}.")
        elif answer.kind == "not found":
            problems.append(Problem.INVENTED)
            said.append(f"{identifier} is unknown to {_asked(answer.inquiries)}.")
        else:
            unsure = True
            said.append(f"{identifier} could not be looked up: {answer.why}")
    state = State(holds=_existence(source, bool(problems), unsure), why=" ".join(said), inquiries=tuple(inquiries))
    return state, source, tuple(dict.fromkeys(problems))


def _existence(source: Source | None, invented: bool, unsure: bool) -> Literal["yes", "no", "unknown", "unavailable"]:
    if invented:
        return "no"
    if unsure:
        return "unavailable" if source is None else "unknown"
    return "yes"


def _searched(citation: Citation, search: Search | None) -> tuple[State, Source | None, tuple[Problem, ...]]:
    if search is None or (citation.title is None and not (citation.authors and citation.year)):
        return State(holds="unavailable", why="It has no identifier that could be looked up."), None, ()
    answer = search(citation)
    if answer.kind == "unavailable":
        why = f"It has no identifier, and could not be searched for: {answer.why}"
        return State(holds="unavailable", why=why, inquiries=answer.inquiries), None, ()
    candidates = answer.sources if answer.kind == "found" else ()
    match = _match(citation, candidates)
    asked = _asked(answer.inquiries)
    if match is not None:
        return State(holds="yes", why=f"Found by search in {asked}.", inquiries=answer.inquiries), match, ()
    if citation.title is None:
        why = f"Author and year alone name no single work; none of {len(candidates)} records fits ({asked})."
        return State(holds="unknown", why=why, inquiries=answer.inquiries), None, ()
    why = f"No record with that title in {asked}."
    return State(holds="no", why=why, inquiries=answer.inquiries), None, (Problem.NOT_FOUND,)


def _match(citation: Citation, candidates: Iterable[Source]) -> Source | None:
    """Return the record that is meant: by its title, or without one by author and year if only one record fits."""
    if citation.title is not None:
        scored = [(title_likeness(citation.title, candidate.title), candidate) for candidate in candidates]
        alike = [(score, candidate) for score, candidate in scored if score >= SAME_TITLE]
        fitting = [candidate for _, candidate in alike if not compare(citation, candidate).problems]
        return next(iter(fitting), None) or (max(alike, key=lambda pair: pair[0])[1] if alike else None)
    fitting = [c for c in candidates if not (found := compare(citation, c)).problems and len(found.compared) == 2]
    return fitting[0] if len(fitting) == 1 else None


def _metadata(citation: Citation, source: Source) -> tuple[State, tuple[Problem, ...]]:
    comparison = compare(citation, source)
    if comparison.problems:
        reason = "; ".join(comparison.reasons)
        return State(holds="no", why=reason[:1].upper() + reason[1:] + "."), comparison.problems
    if not comparison.compared:
        return State(holds="unknown", why="The citation states nothing that could be compared."), ()
    return State(holds="yes", why=f"Compared: {', '.join(comparison.compared)}."), ()


def _support(
    claim: str | None, source: Source, judge: Judge | None, texts: Texts
) -> tuple[State, tuple[str, ...], tuple[Problem, ...]]:
    if claim is None:
        return State(holds="unknown", why="It is not cited for any sentence here."), (), ()
    if judge is None:
        return State(holds="unavailable", why="Nobody was asked to judge it."), (), ()
    passages = texts(source)
    if not passages:
        return State(holds="unavailable", why="No text of the source could be read."), (), ()
    judged = _most_about([(judge(claim, passage), passage) for passage in passages])
    for_it = [(judgement, passage) for judgement, passage in judged if judgement.verdict == "supports"]
    against = [(judgement, passage) for judgement, passage in judged if judgement.verdict == "contradicts"]
    decisive = tuple(passage.id for _, passage in (*for_it, *against))
    if for_it and against:
        return State(holds="unknown", why="Some of its passages say so and others say the opposite."), decisive, ()
    if for_it:
        return State(holds="yes", why=for_it[0][0].why or f"It says: {for_it[0][1].quote}"), decisive, ()
    if against:
        why = against[0][0].why or f"It says the opposite: {against[0][1].quote}"
        return State(holds="no", why=why), decisive, (Problem.CONTRADICTED,)
    if any(judgement.verdict == "unknown" for judgement, _ in judged):
        return State(holds="unknown", why="Some of its passages could not be judged."), (), ()
    only_abstract = all(passage.locator == "abstract" for passage in passages)
    read = "its abstract; the full text was not read" if only_abstract else "what could be read of it"
    why = f"None of {len(passages)} passages says so ({read})."
    return State(holds="no", why=why), tuple(passage.id for passage in passages), (Problem.UNSUPPORTED,)


def _most_about(judged: list[tuple[Judgement, Passage]]) -> list[tuple[Judgement, Passage]]:
    """Return the judgements on the passages that are about the claim as much as any: what else it says is no answer."""
    most = max(judgement.about for judgement, _ in judged)
    return [(judgement, passage) for judgement, passage in judged if judgement.about >= NEARLY * most]


def _retraction(source: Source) -> State:
    if source.retracted is None:
        return State(holds="unavailable", why="Nobody who was asked says whether it was retracted.")
    if source.retracted:
        return State(holds="no", why=f"It is retracted ({source.retraction or 'by the record'}).")
    return State(holds="yes", why=f"Not retracted, according to {', '.join(source.found_in) or 'its record'}.")
