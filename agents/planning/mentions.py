"""What is read out of a goal: the things that it names, and what it says of each."""

from enum import StrEnum
from typing import NamedTuple

from coscientist.domain.goal import Direction


class Role(StrEnum):
    """What a goal says of a thing that it names."""

    CHANGED = "changed"
    SETTING = "setting"
    """Where, or under what."""
    ROUTE = "route"
    """Through what: `by activating AMPK`."""
    EXCLUDED = "excluded"


class Mention(NamedTuple):
    """A stretch of the goal that means something in the corpora."""

    words: tuple[str, ...]
    start: int
    concepts: tuple[str, ...]
    direction: Direction | None
    """The nearest direction asked for before it, in its clause; of `GSK3B inhibitors`, less."""
    role: Role
    unread_head: str | None = None
    """A word not understood of which this only is the first part, as `lithium` of `lithium conductors`."""
    instead_of: tuple[str, ...] = ()
    """Of a setting: the words not understood that say what should change there."""
    of_actor: bool = False
    """Whether what acts on it is meant, as in `inhibitors of GSK3B`."""
    is_tool: bool = False
    """Whether it follows `with` or `using`."""
    does: bool = False
    """Whether a verb of direction follows it at once: `metformin reduces`."""
    harms: bool = False
    """Whether something is asked for against it."""
    improved: bool = False
    """Whether it is to be improved, which of a disease is less of it."""
    leads: bool = False
    """Whether it is changed in order to change another: `inhibit GSK3B to reduce …`."""
    qualifies: bool = False
    """Whether it stands right before another and says which of those is meant: `microglial phagocytosis`."""
    aspect: str = ""
    """What of it is meant, where the corpora have no concept of that: `spread` of `the spread of tau`."""
    beside_another: bool = False
    """Whether it is one of several that are to change: `lower A and B`, `lower A and improve B`."""
    mended: bool = False
    """Whether what is meant is that there is less of the trouble it stands for: `mitochondrial function`."""
    alternative: bool = False
    """Whether it is one of several of which any would do: `lower A or B`."""


class Reading(NamedTuple):
    """What was read out of a goal."""

    mentions: tuple[Mention, ...]
    unread: tuple[str, ...]
    """Words that were not understood."""
    asked_for: frozenset[str]
    """Words that stand apart from every mention, and so may say what kind of intervention is wanted."""
    reached: tuple[str, ...]
    """Where interventions have to get to or through."""
    subject: str
    """What a question asks about, where nothing of it was understood: `caffeine` of `does caffeine lower tau`."""
    actors: bool
    """Whether inhibitors, agonists and the like are asked for."""
