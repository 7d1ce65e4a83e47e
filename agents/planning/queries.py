"""What to ask literature services for a goal."""

import re
from collections.abc import Iterator

from coscientist.agents.planning.english import CONTEXT_MARKERS, EXCLUDING, ROUTE_MARKERS
from coscientist.agents.planning.words import direction_of, is_ordinary, tokens

FACETS = ("mechanism", "inhibition", "treatment", "regulation", "model", "review")
"""What is asked of a goal's subject beside the subject itself, so that both its causes and its treatments come."""
MAX_WORDS = 8
"""Services join words by AND: a longer query finds nothing."""
MAX_CORE = 4
_WORD = re.compile(r"[^\s,.;:!?()\[\]\"“”/]+|[,.;:!?()\[\]]")


def queries(goal: str, count: int) -> tuple[str, ...]:
    """Return at most `count` queries on a goal: all of its subjects together, the first alone, and both by facets.

    Needs no corpus, so that it also serves for goals of which none speaks. What the goal excludes is left out.
    """
    subjects = list(_subjects(goal))
    if not subjects:
        return ()
    words = list(dict.fromkeys(word for subject in subjects for word in subject))
    first = list(subjects[0])
    # A single common word (`survival`) finds anything; a symbol (`IL-6`) or a phrase means something by itself.
    alone = [" ".join(first)] if len(first) > 1 or not first[0].islower() else []
    core = " ".join(words if len(words) <= MAX_CORE else [*first, *words[len(first) :]][:MAX_CORE])
    made = [" ".join(words[:MAX_WORDS]), *alone, *(f"{core} {facet}" for facet in FACETS)]
    return tuple(dict.fromkeys(made))[:count]


def _subjects(goal: str) -> Iterator[tuple[str, ...]]:
    """Yield stretches of words that name something."""
    held: list[str] = []
    excluded = False
    for word in [*_WORD.findall(goal), "."]:
        meant = tokens(word)
        divides = not meant or any(each in CONTEXT_MARKERS | ROUTE_MARKERS | EXCLUDING for each in meant)
        if not divides and not all(is_ordinary(each) or direction_of(each) is not None for each in meant):
            if not excluded and word[:1].isalnum():
                held.append(word)
            continue
        if held:
            yield tuple(held[:MAX_WORDS])
            held = []
        if divides or not word[:1].isalnum():
            excluded = any(each in EXCLUDING for each in meant)
