"""Goals that the corpora cannot answer: what is said of them instead."""

from collections.abc import Sequence

from coscientist.agents.planning.lexicon import Lexicon
from coscientist.agents.planning.mentions import Reading
from coscientist.agents.planning.words import as_typed
from coscientist.agents.wording import joined
from coscientist.domain.errors import GoalError


def not_covered(
    goal: str,
    understood: dict[str, str],
    reading: Reading,
    blocked: Sequence[str],
    idle: Sequence[str],
    about: Sequence[str],
    lexicon: Lexicon,
    claims: str,
) -> GoalError:
    """Say that the corpora do not speak of a goal: what was and was not understood of it, and the ways out.

    `blocked` are the phrases of which a part alone was understood, `idle` the things that are named and on which
    nothing is reported to act, `claims` what a small corpus says at all.
    """
    known = "; ".join(f"“{phrase}” as {name}" for phrase, name in understood.items()) or "nothing"
    unknown = ", ".join(as_typed(reading.unread, goal)) or "nothing"
    parts = [f"The corpora do not speak of this goal. Understood: {known}. Not understood: {unknown}."]
    if blocked:
        parts.append(f"Only a part was understood of: {', '.join(blocked)}.")
    elif reading.subject:
        parts.append(f"The goal asks about {reading.subject}, of which they have no name.")
    elif not understood:
        parts.append("Without a model, goals are read in English, by the names that the corpora use.")
    elif idle:
        parts.append(f"They name {joined(idle)}, but report nothing that acts on {'it' if len(idle) == 1 else 'them'}.")
    alike_words = {word: close for word in reading.unread[:8] if (close := lexicon.close_phrases(word))}
    if alike_words:
        parts.append(
            "Similar words that are known: " + "; ".join(f"{w} ~ {', '.join(c)}" for w, c in alike_words.items()) + "."
        )
    parts.append(f"The corpora cover: {'; '.join(about)}.")
    parts += [claims] if claims else []
    return GoalError(
        " ".join(parts),
        "Three ways out: add literature on it (coscientist corpus add PATH, then --corpus NAME), allow a network "
        "source (--source europe-pmc), or configure a model (--model NAME); a model helps only beside literature that "
        "speaks of the goal.",
    )
