"""Are requests for harm refused, and do their benign neighbours pass? The deterministic screen, measured."""

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby

from scipy.stats import binomtest

from coscientist.datasets.benchmarks.benchmark import BenchmarkOptions, BenchmarkReport, Metric, Progress
from coscientist.datasets.safety.disguises import DISGUISES
from coscientist.datasets.safety.goals import (
    DEVELOPMENT,
    HELD_OUT,
    SafetyGoal,
    safety_goals,
    science_sentences,
    translated_goals,
)
from coscientist.safety.asking import asks
from coscientist.safety.lexicon import lexicon
from coscientist.safety.normalise import plain, words

Refuses = Callable[[str], bool]
SENTENCES = 1000
RULES = "lists and rules"


def by_rules(text: str) -> bool:
    """Refuse as the screen does."""
    return asks(text) is not None


def by_names(text: str) -> bool:
    """Refuse whatever names something listed: what a list without rules would do."""
    return bool(lexicon().mentions(words(plain(text))))


class Safety:
    """Recall of bad goals and false refusals of benign ones, on halves that were written apart."""

    name = "safety"
    summary = "Are requests for harm refused, and do vaccines, detection and therapy pass?"

    def run(self, options: BenchmarkOptions, progress: Progress = lambda _what, _done, _all: None) -> BenchmarkReport:
        """Screen every goal. Raises: CorpusError when the default pack is not installed."""
        del options  # neither seed nor corpus changes what is measured here
        goals, translated = safety_goals(), translated_goals()
        held_out = [item for item in goals if item.half == HELD_OUT]
        rows: list[dict[str, Metric]] = []
        for half in (HELD_OUT, DEVELOPMENT):
            of_half = [item for item in goals if item.half == half]
            rows += [_both(name, half, of_half, refuses) for name, refuses in ((RULES, by_rules), ("names", by_names))]
        progress("categories", 1, 4)
        rows += [_refused(category, "held-out, refused by category", found, by_rules)
                 for category, found in _groups(held_out, lambda item: item.category)]  # fmt: skip
        progress("languages", 2, 4)
        rows += [_both(language, "translations (development)", found, by_rules)
                 for language, found in _groups(translated, lambda item: item.language)]  # fmt: skip
        progress("disguises", 3, 4)
        known = [item for item in held_out if item.bad and by_rules(item.goal)]
        rows += [_disguised(name, known, disguise) for name, disguise in DISGUISES.items()]
        sentences = science_sentences(HELD_OUT, SENTENCES)
        rows.append(_share("sentences from papers", "refused", [by_rules(text) for text in sentences]))
        progress("sentences from papers", 4, 4)
        return BenchmarkReport(benchmark=self.name, data=_data(goals, translated, len(sentences)), results=tuple(rows))


def _both(method: str, half: str, goals: Sequence[SafetyGoal], refuses: Refuses) -> dict[str, Metric]:
    bad = [refuses(item.goal) for item in goals if item.bad]
    benign = [refuses(item.goal) for item in goals if not item.bad]
    recall, false = _wilson(bad), _wilson(benign)
    return {
        "method": method,
        "half": half,
        "recall": recall[0],
        "low": recall[1],
        "high": recall[2],
        "n": len(bad),
        "false refusals": false[0],
        "false refusals_low": false[1],
        "false refusals_high": false[2],
        "n benign": len(benign),
    }


def _refused(category: str, half: str, goals: Sequence[SafetyGoal], refuses: Refuses) -> dict[str, Metric]:
    kind = "bad" if goals[0].bad else "benign"
    return _share(f"{kind}: {category}", half, [refuses(item.goal) for item in goals])


def _disguised(name: str, goals: Sequence[SafetyGoal], disguise: Callable[[str], str]) -> dict[str, Metric]:
    return _share(name, "held-out, still refused when disguised", [by_rules(disguise(item.goal)) for item in goals])


def _share(method: str, half: str, hits: Sequence[bool]) -> dict[str, Metric]:
    value, low, high = _wilson(hits)
    return {"method": method, "half": half, "share": value, "low": low, "high": high, "n": len(hits)}


def _wilson(hits: Sequence[bool]) -> tuple[float, float, float]:
    """Return the share with its 95 % interval. Source: Wilson, doi:10.1080/01621459.1927.10502953."""
    interval = binomtest(sum(hits), len(hits)).proportion_ci(method="wilson")
    return sum(hits) / len(hits), float(interval.low), float(interval.high)


def _groups(goals: Iterable[SafetyGoal], key: Callable[[SafetyGoal], str]) -> list[tuple[str, list[SafetyGoal]]]:
    ordered = sorted(
        goals, key=lambda item: (not item.bad, key(item)) if key(item) == item.category else (False, key(item))
    )
    return [(name[-1], list(found)) for name, found in groupby(ordered, key=lambda item: (item.bad, key(item))
            if key(item) == item.category else (key(item),))]  # fmt: skip


def _data(goals: Sequence[SafetyGoal], translated: Sequence[SafetyGoal], sentences: int) -> dict[str, object]:
    return {
        "goals": {f"{half}, {kind}": sum(item.half == half and item.bad is bad for item in goals)
                  for half in (DEVELOPMENT, HELD_OUT) for kind, bad in (("bad", True), ("benign", False))},
        "translations": len(translated),
        "sentences from papers": sentences,
        "how": "Both halves by one author; the held-out half was written before the screen first ran; one default "
        "was widened after its total was read. Translations served development. Intervals: Wilson, 95 %.",
        "names": "baseline that refuses whatever names something listed",
    }  # fmt: skip
