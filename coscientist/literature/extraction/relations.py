"""What a sentence says about the things it names, read from cue words: who acts on whom, which way, or not at all."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from coscientist.literature.extraction.relation import Relation
from coscientist.literature.extraction.rules_group import by_group
from coscientist.literature.extraction.rules_material import by_material
from coscientist.literature.extraction.rules_noun import by_causing, by_noun
from coscientist.literature.extraction.rules_role import by_role
from coscientist.literature.extraction.rules_therapy import by_therapy
from coscientist.literature.extraction.rules_verb import by_condition, by_verb
from coscientist.literature.extraction.sentence import Token

Rule = Callable[[Sequence[Token]], Iterator[Relation]]
RULES: tuple[Rule, ...] = (by_material, by_group, by_causing, by_noun, by_role, by_verb, by_condition, by_therapy)


def relations(tokens: Sequence[Token]) -> list[Relation]:
    """Return what a sentence says, each ordered pair once: by the first rule that reads it."""
    found: dict[tuple[int, int], Relation] = {}
    for rule in RULES:
        for relation in rule(tokens):
            pair = (relation.subject, relation.object)
            if relation.subject != relation.object and pair not in found and pair[::-1] not in found:
                found[pair] = relation
    together = [_together(tokens, relation, found.values()) for relation in found.values()]
    return sorted(together, key=lambda item: (item.cue, item.subject, item.object))


_JOINTLY = frozenset(
    """simultaneous simultaneously combined combination combinations combining dual joint concurrent concomitant
    cotreatment coadministration synergistic synergistically""".split()
)


def _together(tokens: Sequence[Token], relation: Relation, others: Iterable[Relation]) -> Relation:
    """Take what several things do together for no report of what one of them does: it is only tried of each alone."""
    if relation.symmetric:
        return relation
    beside = {item.subject for item in others if (item.cue, item.object) == (relation.cue, relation.object)}
    last = max(beside)
    # `The combination of X and Y lowers Z`, and `X in combination with Y lowers Z`, where X alone is read to act.
    reach = range(max(0, min(beside) - 6), last) if len(beside) > 1 else range(last + 1, min(last + 5, len(tokens)))
    said = any(tokens[place].word in _JOINTLY for place in reach)
    if len(beside) == 1:
        said = said and any(tokens[place].word == "with" for place in reach)
    return relation._replace(tentative=True) if said else relation
