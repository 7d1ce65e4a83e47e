"""What a goal says is to be done to what it looks for: `which kinases, when inhibited, …`, `genes whose loss …`."""

import re

_LESS = (
    r"inhibit(?:ed|ion|ing)|block(?:ed|ade|ing)|silenc(?:ed|ing)|knock(?:ed|ing)?[- ]?(?:down|out)|delet(?:ed|ion)|"
    r"deplet(?:ed|ion)|antagoni[sz](?:ed|m)|suppress(?:ed|ion)|inactivat(?:ed|ion)|degrad(?:ed|ation)|"
    r"loss(?: of function)?|absence"
)
_MORE = (
    r"over[- ]?express(?:ed|ion)|activat(?:ed|ion|ing)|stimulat(?:ed|ion)|agoni[sz](?:ed|m)|induc(?:ed|tion)|"
    r"up[- ]?regulat(?:ed|ion)|boost(?:ed|ing)|supplement(?:ed|ation)"
)
_BEFORE = r"(?:\w+ly |partial |genetic |they are |it is |being )?"
_WORD = rf"{_BEFORE}(?:(?P<less>{_LESS})|(?P<more>{_MORE}))\b(?! (?:of|with|by|in)\b)"
_SOUGHT = r"\b(?:which|what|genes?|proteins?|targets?|enzymes?|factors?|rnas?|mirnas?|\w+ases?|receptors?|channels?)"
_SAID = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<=\w),? \bwhose {_WORD}",
        rf"{_SOUGHT}\b(?: that)?(?P<said>,? (?:when|if|once|upon) {_WORD},?)",
        rf"\b(?:which|what)\b.*?(?P<said>,? (?:when|if|once|upon) {_WORD})[.?]?$",
        rf"\b(?:(?P<less>{_LESS})|(?P<more>{_MORE})) of (?=which\b|what\b)",
        rf"{_SOUGHT}\b(?P<said> (?:can|could|may|might|should) be {_WORD})(?= to\b)",
    )
)


def manner(goal: str) -> tuple[str, str, int]:
    """Return the goal without what it says is to be done to what it looks for, those words, and their sign.

    -1 for less of it, +1 for more; 0, the goal as it is and no words where it does not say.
    Limits: English; only beside `when`, `if`, `upon` or `whose` where it follows what is looked for or ends a question,
    and before `of which`.
    """
    for pattern in _SAID:
        found = pattern.search(goal)
        if found is not None:
            part = "said" if "said" in pattern.groupindex else 0
            rest = f"{goal[: found.start(part)]} {goal[found.end(part) :]}"
            return " ".join(rest.split()), " ".join(found[part].strip(" ,").split()), -1 if found["less"] else 1
    return goal, "", 0
