"""What a sentence says about the things it names, read from cue words: who acts on whom, which way, or not at all."""

from collections.abc import Callable, Iterator, Sequence

from coscientist.literature.extraction.relation import Relation
from coscientist.literature.extraction.rules_material import by_material
from coscientist.literature.extraction.rules_noun import by_causing, by_noun
from coscientist.literature.extraction.rules_role import by_role
from coscientist.literature.extraction.rules_therapy import by_therapy
from coscientist.literature.extraction.rules_verb import by_condition, by_verb
from coscientist.literature.extraction.sentence import Token

Rule = Callable[[Sequence[Token]], Iterator[Relation]]
RULES: tuple[Rule, ...] = (by_material, by_causing, by_noun, by_role, by_verb, by_condition, by_therapy)


def relations(tokens: Sequence[Token]) -> list[Relation]:
    """Return what a sentence says, each ordered pair once: by the first rule that reads it."""
    found: dict[tuple[int, int], Relation] = {}
    for rule in RULES:
        for relation in rule(tokens):
            pair = (relation.subject, relation.object)
            if relation.subject != relation.object and pair not in found and pair[::-1] not in found:
                found[pair] = relation
    return sorted(found.values(), key=lambda item: (item.cue, item.subject, item.object))
