"""Whether a name stands for several things."""

import re

_SINGULAR = re.compile(r"(ss|us|is|as|[A-Z]s|diabetes|herpes|rabies|lens|ics|scabies)$")


def is_plural(name: str) -> bool:
    """Say whether a name stands for several things, as `nicotinic receptors` and `tau aggregates` do.

    Limits: by its last word's ending; a name in the singular that ends in s may be taken for several.
    """
    words = re.sub(r"\s*\(.*?\)", "", name).split()
    return bool(words) and words[-1].endswith("s") and words[-1][-2:-1].islower() and not _SINGULAR.search(words[-1])
