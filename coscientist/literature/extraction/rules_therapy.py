"""Relations that titles of trials state: `X in the treatment of D`, `D prophylaxis with X`.

That something is tried against a disease is no report that it helps: what is read here is tentative.
"""

from collections.abc import Iterator, Sequence

from coscientist.domain.concept import ConceptKind
from coscientist.literature.extraction.arguments import group_after
from coscientist.literature.extraction.lexicon import Cue
from coscientist.literature.extraction.relation import Relation, made, next_mention
from coscientist.literature.extraction.sentence import Token

THERAPY = frozenset("treatment therapy prophylaxis prevention management treatments therapies".split())
"""What is done against a disease."""
WITH = frozenset({"with", "by", "using"})
AGAINST = frozenset({"in", "for", "as"})
REACH = 4
"""Words between what is given and the word that says what for."""


def by_therapy(tokens: Sequence[Token]) -> Iterator[Relation]:
    """`X in the treatment of D`, `treatment of D with X`, `X for D prophylaxis`, `D prophylaxis with X`."""
    for at, token in enumerate(tokens):
        if token.word not in THERAPY:
            continue
        if at and tokens[at - 1].kind is ConceptKind.DISEASE:
            yield from _tried(tokens, at - 1, at + 1, at - 1, at)
        elif at + 2 < len(tokens) and tokens[at + 1].word in ("of", "for"):
            disease = next_mention(tokens, at + 2)
            if disease is not None and tokens[disease].kind is ConceptKind.DISEASE:
                yield from _tried(tokens, disease, disease + 1, at, at)


def _tried(tokens: Sequence[Token], disease: int, after: int, begin: int, at: int) -> Iterator[Relation]:
    """Yield what is given against a disease: named `after` the phrase, or before it `begin`s."""
    given: list[int] = []
    if after < len(tokens) and tokens[after].word in WITH:
        found = next_mention(tokens, after + 1)
        given = group_after(tokens, found) if found is not None else []
    else:
        place = begin - 1
        while place > 0 and begin - place <= REACH and tokens[place].is_plain:
            place -= 1
        if place > 0 and tokens[place].word in AGAINST and tokens[place - 1].mention is not None:
            given = [place - 1]
    substances = [place for place in given if tokens[place].kind not in (ConceptKind.DISEASE, ConceptKind.PROCESS)]
    for relation in made(tokens, substances, [disease], Cue(-1), at):
        yield relation._replace(tentative=True)
