"""One thing acting on another, as a sentence says it."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from coscientist.domain.concept import ConceptKind
from coscientist.literature.extraction.arguments import clause_start
from coscientist.literature.extraction.lexicon import (
    DENIALS,
    VERBS,
    Cue,
)
from coscientist.literature.extraction.qualifiers import is_modifier, qualified
from coscientist.literature.extraction.sentence import Token

NEAR = 4
"""Words before a cue in which a denial belongs to it."""


class Relation(NamedTuple):
    """One mention acting on, or going with, another."""

    subject: int
    """Place of its token."""
    object: int
    sign: int
    symmetric: bool
    denied: bool
    cue: int
    """Place of the word that says so."""
    subject_aspect: str | None = None
    object_aspect: str | None = None
    subject_state: str | None = None
    """The state in which it is meant, as `phosphorylation`."""
    object_state: str | None = None
    tentative: bool = False
    """Whether it is only tried, and not reported."""


def made(
    tokens: Sequence[Token], who: Sequence[int], what: Sequence[int], cue: Cue, at: int, state: str | None = None
) -> Iterator[Relation]:
    """Yield that each of `who` acts on each of `what` as the cue at a place says; `state` is what it is put into."""
    denied = any(
        tokens[p].word in DENIALS for p in range(max(clause_start(tokens, at), at - NEAR), at + 2) if p < len(tokens)
    )
    for subject in who:
        for object_ in what:
            first, second = qualified(tokens, subject), qualified(tokens, object_)
            told = cue.sign or int(cue.symmetric and (first.changed or second.changed))  # associated with less of it
            yield Relation(
                subject=subject,
                object=object_,
                sign=told * first.sign * second.sign,
                symmetric=cue.symmetric,
                denied=denied,
                cue=at,
                subject_aspect=first.aspect,
                object_aspect=second.aspect or cue.aspect,
                subject_state=first.state,
                object_state=state or second.state,
            )


def with_activity(tokens: Sequence[Token], relation: Relation, word: str) -> Relation:
    """Return what is said of a protein that is inhibited or activated: its activity changes, not its amount."""
    plain = relation.object_aspect is None and relation.object_state is None and not relation.symmetric
    protein = tokens[relation.object].kind is ConceptKind.PROTEIN
    return (
        relation._replace(object_aspect="activity") if plain and protein and word.startswith(_ON_ACTIVITY) else relation
    )


_ON_ACTIVITY = ("inhibit", "activat", "inactivat", "block", "antagoni", "stimulat")


def next_mention(tokens: Sequence[Token], at: int, reach: int = 6) -> int | None:
    """Return the mention that a noun phrase beginning here ends with, through `of` and adjectives."""
    for place in range(at, min(at + reach, len(tokens))):
        if tokens[place].mention is not None:
            if not is_modifier(tokens, place):
                return place
        elif not (tokens[place].is_plain or tokens[place].word in ("of", "both", "and") or tokens[place].word in VERBS):
            return None
    return None
