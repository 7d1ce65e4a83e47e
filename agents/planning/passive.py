"""Goals that say in the passive or by a verbal noun what is to be done, put plainly: `How can X be enhanced?`."""

import re

from coscientist.agents.planning.words import direction_of, tokens

_MODAL = r"(?:can|could|may|might|should|shall|must|will|would|has to|have to|needs? to|is to|are to|to)"
_THING = r"(?P<thing>(?:(?!\b(?:be|by|whether|that|which|how|we|want|need)\b)[^,;.?!]){1,120}?)"
_DONE = r"be\s+(?:\w+ly\s+)?(?P<done>\w+ed)\b(?!\s+to\b)"
_SAID = (
    re.compile(rf"\b{_MODAL}\s+{_THING}\s+{_DONE}", re.IGNORECASE),
    re.compile(rf"(?:^|\b(?:whether|that|which|how|want|need)\s+){_THING}\s+{_MODAL}\s+{_DONE}", re.IGNORECASE),
)
_USED = re.compile(
    rf"\b(?:can|could|may|might|should|would)\s+{_THING}\s+be\s+(?:\w+ly\s+)?"
    r"(?:used|given|repurposed|employed|applied|tried|taken|considered)\s+(?P<how>to|as|for|in|against)\b",
    re.IGNORECASE,
)
_FROM = re.compile(
    rf"\b(?:stop|prevent|keep|block|hinder)(?:s|ping|ing)?\s+{_THING}\s+from\s+(?P<doing>\w+ing)\b", re.IGNORECASE
)


def in_the_active(goal: str) -> str:
    """Return the goal with the verb of direction before what it is done to.

    Limits: English, regular verbs, one clause; a participle that gives no direction leaves
    the goal as it is.
    """
    goal = _FROM.sub(r"prevent \g<thing> \g<doing>", goal)
    used = _USED.search(goal)
    if used is not None:
        asked = (
            f"does {used['thing']}" if used["how"].casefold() == "to" else f"new uses for {used['thing']} {used['how']}"
        )
        return f"{goal[: used.start()]}{asked}{goal[used.end() :]}"
    for pattern in _SAID:
        found = pattern.search(goal)
        verb = _verb(found["done"]) if found else ""
        if found and verb:
            before = goal[: found.start("thing")] if pattern is _SAID[1] else goal[: found.start()]
            return f"{before}{verb} {found['thing']}{goal[found.end() :]}"
    return goal


def _verb(participle: str) -> str:
    """Return the verb that gives a direction and of which this is the participle; empty where there is none."""
    stem = participle.casefold().removesuffix("ed")
    single = stem[:-1] if stem[-1:] == stem[-2:-1] else stem
    return next((verb for verb in (stem, f"{stem}e", single) if direction_of(tokens(verb)[0]) is not None), "")
