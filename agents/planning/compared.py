"""The vocabulary of goals in the form in which words are compared, and what only its reading needs."""

from collections.abc import Iterable

from coscientist.agents.planning import english
from coscientist.agents.planning.words import alike
from coscientist.datasets import gene_classes


def _alike(words: Iterable[str]) -> frozenset[str]:
    return frozenset(map(alike, words))


FLIPPING, LOSSES, ASPECTS = map(_alike, (english.FLIPPING, english.LOSSES, english.ASPECTS))
NEUTRAL = _alike(english.NEUTRAL_HEADS) | ASPECTS
APART = _alike(english.APART)
REACHING = _alike(english.REACHING)
CLASSES = _alike(gene_classes.CLASSES)
PLACES = frozenset({"brain"})
"""What interventions may have to reach that is no concept of its own."""
SOUGHT = _alike(english.INTERVENTION_WORDS)
MICRO_RNAS = frozenset({"microrna", "mirna"})
PARTICLES = frozenset("by to with from".split())
PURPOSE = frozenset("to that which".split())
AT_LARGE = frozenset("cell ion membrane protein surface".split())
PENETRANT = frozenset("penetrant permeant permeable penetrable".split())
LINKING = _alike(english.LINKING)
AUXILIARIES = _alike(english.AUXILIARIES)
ASKING = frozenset("which what how that".split())
QUESTIONS = frozenset("which what".split())
MARKS = ".,;:!?"
BETTER = "improv"
