"""What reviewers found about a hypothesis."""

from collections.abc import Iterable
from enum import StrEnum

from coscientist.domain.base import Value


class Severity(StrEnum):
    """How much an objection weighs."""

    FATAL = "fatal"
    MAJOR = "major"
    MINOR = "minor"


class Objection(Value):
    """A criticism that points at something: a passage, a check or an assumption."""

    kind: str
    """Recurring name, so that patterns can be counted: `contradicted step`, `single source`, `hedged evidence` …"""
    text: str
    severity: Severity
    claims: tuple[str, ...] = ()
    checks: tuple[str, ...] = ()
    step: int | None = None


class NoveltyState(StrEnum):
    """What a search found; absence is never called novelty."""

    KNOWN = "known"
    IMPLIED = "implied"
    NEAR = "near"
    NOT_FOUND = "not found"
    NOT_SEARCHED = "not searched"


class NearestStatement(Value):
    """A passage close to what the hypothesis states."""

    passage: str
    similarity: float
    """Cosine between sentence vectors, -1 to 1; 1.0 for a claim that states it outright."""
    relation: str
    """`states it`, `states it in another setting`, `states the opposite`, `mentions both ends`,
    `its paper's title mentions both ends`, `similar wording`; before ` (as NAME reads it)`, a model's reading of a
    passage that names what is stated."""


class Novelty(Value):
    """Where it was searched, up to when, and what came nearest."""

    state: NoveltyState
    searched: tuple[str, ...]
    """Corpora and services, each with its hash or date."""
    unavailable: tuple[str, ...] = ()
    """Services that should have been searched and did not answer, and why; nothing follows from their silence."""
    until: int | None = None
    nearest: tuple[NearestStatement, ...] = ()
    opinions: tuple[str, ...] = ()
    """What referees hold to be known without a passage that states it: their word, unverified."""


class Review(Value):
    """One reviewer's record of one hypothesis."""

    id: str
    hypothesis: str
    reviewer: str
    """`reflection/evidence`, `reflection/novelty`, `person:<name>` …"""
    summary: str
    scores: dict[str, float] = {}
    """Criterion to a score between 0 and 1; how each is computed is the reviewer's docstring."""
    supporting: tuple[str, ...] = ()
    """Claim ids."""
    contradicting: tuple[str, ...] = ()
    """Claim ids."""
    objections: tuple[Objection, ...] = ()
    novelty: Novelty | None = None
    eliminate: str | None = None
    """Why the hypothesis may not play; None: it may."""

    @property
    def by_person(self) -> bool:
        """Say whether a person wrote it."""
        return self.reviewer.split(":")[0] == "person"


LEAST = frozenset({"novelty"})
"""Scores of which the lowest of several agents' stands: what one found to be known is not undone by who did not."""


def scores_of(reviews: Iterable[Review]) -> dict[str, float]:
    """Return the scores of one hypothesis by criterion; a person's take the place of the agents'."""
    found: dict[str, float] = {}
    of_person: dict[str, float] = {}
    for review in reviews:
        for name, score in review.scores.items():
            if review.by_person:
                of_person[name] = score
            else:
                found[name] = min(score, found.get(name, 1.0)) if name in LEAST else score
    return {**found, **of_person}


def novelty_of(reviews: Iterable[Review]) -> Novelty | None:
    """Return what all reviewers together found: the state furthest from new, and everything that was searched and said.

    None when nobody looked.
    """
    found = [review.novelty for review in reviews if review.novelty is not None]
    if not found:
        return None
    strictest = min(found, key=lambda item: list(NoveltyState).index(item.state))
    nearest: dict[str, NearestStatement] = {}
    for item in (item for part in (strictest, *found) for item in part.nearest):
        nearest.setdefault(item.passage, item)
    return Novelty(
        state=strictest.state,
        searched=tuple(dict.fromkeys(place for item in found for place in item.searched)),
        unavailable=tuple(dict.fromkeys(place for item in found for place in item.unavailable)),
        until=next((item.until for item in found if item.until is not None), None),
        nearest=tuple(nearest.values()),
        opinions=tuple(dict.fromkeys(said for item in found for said in item.opinions)),
    )
