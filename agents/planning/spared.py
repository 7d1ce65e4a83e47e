"""What a goal wants left as it is: `but leaves APP alone`, `while keeping Notch signalling intact`."""

import re

_AS_IT_IS = r"(?:alone|unchanged|unaffected|unaltered|untouched|intact|undisturbed|as (?:it is|they are)|in place)"
_LEFT = re.compile(
    r",?\s*\b(?:(?:but|and|while|yet|that|which)\s+)*(?:leav(?:e|es|ing)|keep(?:s|ing)?)\s+"
    rf"(?P<thing>[^,;.?!]{{1,80}}?)\s+{_AS_IT_IS}\b",
    re.IGNORECASE,
)
_APART_FROM = re.compile(r"\bindependent(?:ly)? (?:of|from)\b", re.IGNORECASE)
_INDEPENDENT = re.compile(r"\b(?P<thing>[\w-]*\w)[- ]independent(?P<rest>\s[^,;.?!]*)", re.IGNORECASE)


def spared(goal: str) -> str:
    """Return the goal with `without X` for every way of saying that X is to stay as it is.

    Limits: English; what is left has to stand between the verb and the word that says so, within one clause.
    """
    goal = _INDEPENDENT.sub(r"\g<rest> without \g<thing>", goal)
    return " ".join(_APART_FROM.sub("without", _LEFT.sub(r" without \g<thing>", goal)).split())
