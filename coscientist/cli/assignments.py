"""Reading `name=value` as people type it."""

from collections.abc import Sequence

from coscientist.domain.errors import SettingsError


def texts(option: str, given: Sequence[str]) -> dict[str, str]:
    """Read `name=value` pairs.

    Raises: SettingsError for one without a name or an equals sign, or a name given twice.
    """
    found: dict[str, str] = {}
    for each in given:
        name, equals, value = each.partition("=")
        if not equals or not name.strip():
            raise SettingsError(f"{option} {each[:60]!r} is not of the form name=value.", f"As in: {option} name=value")
        if name.strip() in found:
            raise SettingsError(f"{option} gives {name.strip()} twice.", "Give it once.")
        found[name.strip()] = value
    return found


def numbers(option: str, given: Sequence[str]) -> dict[str, float]:
    """Read `name=number` pairs.

    Raises: SettingsError for what is no pair or no number.
    """
    found: dict[str, float] = {}
    for name, value in texts(option, given).items():
        try:
            found[name] = float(value)
        except ValueError as error:
            raise SettingsError(
                f"{option} {name}={value[:60]!r} is no number.", f"As in: {option} {name}=0.4"
            ) from error
    return found
