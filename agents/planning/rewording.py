"""A goal put in the words and forms that its reading knows: symbols of genes, animals, what is spared, the passive."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from coscientist.agents.planning.disease_models import models_named
from coscientist.agents.planning.gene_symbols import known_names, known_symbols
from coscientist.agents.planning.idioms import plainly
from coscientist.agents.planning.lexicon import Lexicon
from coscientist.agents.planning.manner import manner
from coscientist.agents.planning.passive import in_the_active
from coscientist.agents.planning.spared import spared


class Reworded(NamedTuple):
    """A goal in other words, and what was put for what."""

    goal: str
    understood: dict[str, str]
    """Words of the goal that are gone, with what they were taken for."""
    sign: int
    """-1 where what is looked for is to be lowered, +1 where it is to be raised, 0 where the goal does not say."""


def reworded(goal: str, lexicon: Lexicon) -> Reworded:
    """Put a goal in the words of the corpora and in the active, and take out what it says is done to what it seeks."""
    symbols, models = known_symbols(goal, lexicon), models_named(goal, lexicon)
    symbols |= known_names(_with(models | symbols, goal), lexicon)
    rest, said, sign = manner(in_the_active(plainly(spared(_with(models | symbols, goal)))))
    understood = {said: "lowered" if sign < 0 else "raised"} if sign else {}
    understood |= models
    understood |= {word: f"{symbol}, as the corpora call it" for word, symbol in symbols.items()}
    return Reworded(rest, understood, sign)


def _with(renamed: Mapping[str, str], text: str) -> str:
    for word, name in renamed.items():
        text = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", name.replace("\\", r"\\"), text)
    return text
