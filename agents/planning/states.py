"""Verbs that make or undo a state of a thing, put as the nouns by which corpora call the state."""

from coscientist.agents.planning.english import NOUNS, SMALL_WORDS, STATE_VERBS, UNDOING
from coscientist.agents.planning.lexicon import MAX_PHRASE_WORDS, Lexicon
from coscientist.agents.planning.words import alike


def states_as_nouns(words: list[str], lexicon: Lexicon) -> list[str]:
    """Put `increase tau phosphorylation` for `phosphorylate tau`, `reduce` for undoing it, where the noun is known."""
    words = [NOUNS.get(word, word) for word in words]
    for index, word in enumerate(words):
        noun = _STATES.get(word) or _UNDONE.get(word)
        if noun is None:
            continue
        first = next((at for at in range(index + 1, len(words)) if words[at] not in SMALL_WORDS), len(words))
        for length in range(min(MAX_PHRASE_WORDS - 1, len(words) - first), 0, -1):
            thing = words[first : first + length]
            if thing[-1].endswith("glia") and lexicon.meaning((*thing[:-1], f"{thing[-1]}l", noun)):
                thing = [*thing[:-1], f"{thing[-1]}l"]
            if lexicon.meaning((*thing, noun)):
                asked = "increase" if word in _STATES else "reduce"
                return [*words[:index], asked, *thing, noun, *words[first + length :]]
    return words


_STATES = {alike(verb): alike(noun) for verb, noun in STATE_VERBS.items()}
_UNDONE = {alike(verb): alike(noun) for verb, noun in UNDOING.items()}
