"""Which passages a query's words are looked for in: all that hold any of them, or, of very many, those with most.

Scoring every passage that holds a common word takes the longer the larger the corpus is. Beyond `EXACT_UP_TO`
passages a query is therefore asked in rounds, first for passages with all of its words, then with all but one, and so
on until there are enough or `WORK` is used up; the last round asks for its rarest words. Passages of an earlier round
come first.
"""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

EXACT_UP_TO = 50_000
"""Corpora of so many passages are searched without any shortcut. Units: passages."""
FREQUENT = 1_000
"""A word that this many passages hold is counted when a large corpus is built; the rest count as rare."""
EASY = 30_000
"""A query whose words stand in no more passages than this, all together, is asked at once."""
WORK = 600_000
"""Bound on all rounds but the last: passages that hold a word, summed over the words of all their combinations."""
SCORED = 2_000
"""Passages of a round that are scored: the first that it finds, which is all of them as a rule."""
TOO_COMMON = 0.25
"""Words that a larger share of the passages holds tell little and are left out, unless there is no other."""
MAX_WORDS = 6
"""Words that rounds combine: the rarest of the query."""


def any_of(words: Sequence[str]) -> str:
    """Return the full-text expression for passages with any of these words."""
    return " OR ".join(f'"{word}"' for word in words)


def all_of(words: Sequence[str]) -> str:
    """Return the full-text expression for passages with all of these words."""
    return " AND ".join(f'"{word}"' for word in words)


def rounds(words: Sequence[str], frequent: Mapping[str, int], passages: int) -> Iterator[tuple[str, int | None]]:
    """Yield full-text expressions in the order in which to ask them, each with how many passages to score (None: all).

    `frequent` says in how many of the corpus's `passages` a frequent word stands, as `folded` writes it.
    """
    counts = {word: frequent.get(folded(word), 0) for word in words}
    if passages <= EXACT_UP_TO or sum(counts.values()) <= EASY:
        yield any_of(words), None
        return
    by_rarity = sorted(counts, key=lambda word: counts[word])
    telling = [word for word in by_rarity if counts[word] < TOO_COMMON * passages] or by_rarity[:1]
    telling = telling[:MAX_WORDS]
    left = WORK
    for together in range(len(telling), 1, -1):
        kept = len(telling)
        while kept > together and _work(telling[:kept], together, counts) > left:
            kept -= 1
        left -= _work(telling[:kept], together, counts)
        if left < 0:
            break
        yield " OR ".join(f"({all_of(each)})" for each in combinations(telling[:kept], together)), SCORED
    rarest = 1
    while rarest < len(telling) and sum(counts[word] for word in telling[: rarest + 1]) <= EASY:
        rarest += 1
    yield any_of(telling[:rarest]), SCORED


def folded(word: str) -> str:
    """Return a word as the full-text index has it: without case and accents."""
    parts = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def _work(words: Sequence[str], together: int, counts: Mapping[str, int]) -> int:
    return sum(counts[word] for each in combinations(words, together) for word in each)
