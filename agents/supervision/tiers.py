"""Which strategies a cheap model serves as well, and which deserve a strong one."""

CHEAP = (
    "reflection/initial",
    "reflection/tools",
    "proximity/pairs",
    "meta-review/contacts",
)
"""Screening, choosing tools, reading pairs, naming people: short answers that are checked by what they point at."""
STRONG = (
    "generation/debate",
    "generation/assumptions",
    "evolution/out-of-the-box",
    "reflection/verification",
    "ranking/debate",
    "meta-review/critique",
    "meta-review/overview",
    "meta-review/specific-aims",
)
"""Long chains of reasoning, and what the whole run is steered or read by."""
TIERS = {"cheap": CHEAP, "strong": STRONG}


def with_tiers(routes: list[str]) -> list[str]:
    """Return routes as written on a command line, with `cheap=MODEL` and `strong=MODEL` spelt out.

    A tier names its strategies one by one, so it wins over patterns such as `ranking/*`; a strategy that is named
    itself keeps its own model.
    """
    named = {text.partition("=")[0].strip() for text in routes if "=" in text}
    found: list[str] = []
    for text in routes:
        tier, separator, chain = text.partition("=")
        if separator and tier.strip() in TIERS:
            found += [f"{role}={chain}" for role in TIERS[tier.strip()] if role not in named]
        else:
            found.append(text)
    return found
