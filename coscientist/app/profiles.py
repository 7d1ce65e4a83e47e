"""How much work a run does: named sets of numbers."""

from coscientist.domain.errors import SettingsError

PROFILES: dict[str, dict[str, int]] = {
    "quick": {"hypotheses": 16, "cycles": 1, "briefs": 3},
    "standard": {"hypotheses": 28, "cycles": 2, "briefs": 3},
    "deep": {"hypotheses": 60, "cycles": 4, "briefs": 6},
}


def profile(name: str) -> dict[str, int]:
    """Return the numbers of a profile.

    Raises: SettingsError when there is no profile of that name.
    """
    if name not in PROFILES:
        raise SettingsError(f"Unknown profile {name!r}.", f"Profiles: {', '.join(PROFILES)}.")
    return PROFILES[name]
