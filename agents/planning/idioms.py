"""Turns of phrase put plainly: `GSK3B is overactive`, `bring it down`, `the toxicity of X towards Y`."""

import re

_NOT_A_THING = r"(?!\b(?:that|which|how|why|whether|if|when|is|are)\b)"
_THING = rf"(?P<thing>(?:{_NOT_A_THING}[^,;.?!]){{2,80}}?)"
_SEEN = r"^(?:(?:we|i) (?:see|saw|find|found|observe|observed|think|know)(?: that)?\s+)?"
_LESSEN = r"(?:reduc|lower|decreas|prevent|block|attenuat|limit|counteract|inhibit|suppress|alleviat|mitigat|diminish)"
_PUT: tuple[tuple[str, str], ...] = (
    (rf"{_SEEN}{_THING} (?:is|are) (?:over-?active|hyper-?active|too (?:high|active))\b", r"reduce \g<thing>"),
    (rf"{_SEEN}{_THING} (?:is|are) (?:under-?active|hypo-?active|too low)\b", r"increase \g<thing>"),
    (r"\bbring(?:s|ing)? (?:it |them )?down\b", "reduce"),
    (r"\bbring(?:s|ing)? (?:it |them )?up\b", "increase"),
    (r"\b(?P<thing>[^\s/,]+) ?/ ?[^\s/,]+ ratio\b", r"\g<thing>"),
    (r"\b(?:the )?ratio of (?P<thing>[^\s,]+(?: \d+)?) (?:to|over) [^\s,.;?!]+", r"\g<thing>"),
    (
        rf"\b{_LESSEN}(?:e|es|ing|s)? (?:the )?(?:neuro|cyto)?toxic(?:ity|\s+effects?) of {_THING} "
        r"(?:to|towards?|on|for|in) (?P<victim>[^,;.?!]+?)(?= without\b|[,;.?!]|$)",
        r"protect \g<victim> from \g<thing>",
    ),
)
_PLAINLY = tuple((re.compile(pattern, re.IGNORECASE), plain) for pattern, plain in _PUT)


def plainly(goal: str) -> str:
    """Return the goal with verbs of direction for turns of phrase that mean one.

    Limits: English, those that are listed here.
    """
    for pattern, plain in _PLAINLY:
        goal = pattern.sub(plain, goal)
    return goal
