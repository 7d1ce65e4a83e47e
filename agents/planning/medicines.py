"""Whether a goal asks for medicines that there are: repurposing, in any of its words."""

import re

_ASKED = re.compile(
    r"\b(?:re-?purpos\w*|drug re-?position\w*|re-?position\w* (?:of )?(?:drugs?|medicines?)"
    r"|(?:approved|licen[sc]ed|marketed|existing|registered|available|old|generic|known)"
    r"(?: or \w+)? (?:drugs?|medicines?|medications?|pharmaceuticals?)"
    r"|(?:drugs?|medicines?|medications?) that (?:are|were) (?:already )?(?:approved|licen[sc]ed|marketed))\b",
    re.IGNORECASE,
)


def asks_for_medicines(goal: str) -> bool:
    """Say whether candidates have to be medicines already.

    Limits: English words for it; “known drugs” counts, “drugs” alone does not.
    """
    return _ASKED.search(goal) is not None
