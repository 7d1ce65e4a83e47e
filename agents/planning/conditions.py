"""What a goal asks of compounds: of what class they have to be, on what to act, what to reach."""

from typing import NamedTuple

from coscientist.agents.planning.lexicon import Lexicon
from coscientist.agents.planning.sought import asks_for_action_on, asks_for_medicines, asks_for_natural_products
from coscientist.agents.planning.words import tokens
from coscientist.tools.chemistry.drug_classes import class_asked_for

HAS_TO_REACH = "has to reach"
"""Before the place, in a plan's conditions."""
HAS_TO_BE = "has to be of the class: "
"""Before a class of medicines."""
HAS_TO_ACT = "has to act on a protein: "
"""Before a verb and a class of proteins: `inhibit kinase`."""
NATURAL_PRODUCT = "has to be like a natural product"


class Conditions(NamedTuple):
    """What a goal asks of compounds, and the goal with `drugs` for the words that say it."""

    rest: str
    stated: tuple[str, ...]


def conditions(goal: str, lexicon: Lexicon) -> Conditions:
    """Take what a goal asks of compounds out of it: `Do statins lower X?` asks which drugs of that class do."""
    rest, stated = goal, []
    of_class = class_asked_for(goal, of_medicines=asks_for_medicines(goal))
    if of_class is not None:
        rest = rest.replace(of_class[1], "drugs")
        stated.append(f"{HAS_TO_BE}{of_class[0].name}")
    acting = asks_for_action_on(goal, lambda phrase: bool(lexicon.meaning(tuple(tokens(phrase)))))
    if acting is not None:
        words, protein_class, verb = acting
        rest = rest.replace(words, "drugs")
        stated.append(f"{HAS_TO_ACT}{verb} {protein_class}")
    return Conditions(rest, (*stated, *([NATURAL_PRODUCT] if asks_for_natural_products(goal) else ())))
