"""Domain values as JSON text, and back."""

from functools import lru_cache
from typing import Any, TypeVar, cast

from pydantic import ValidationError

from coscientist.domain.base import Value
from coscientist.domain.errors import ConflictError, CoscientistError

V = TypeVar("V", bound=Value)
REMEMBERED = 8_192
"""Values that are not read anew: nodes look at the whole run again and again, and what it has written stays.
What is written is read back at once, and so is among them."""
SHORT = 4_096
"""Characters of JSON up to which a value is remembered; longer ones, as answers of models, are read once or twice."""
_SHOWN = 80
"""Characters of a differing field that a message shows."""


def write(value: Value, noun: str, identity: str) -> str:
    """Return the value as JSON that is sure to give the same value back.

    Raises: CoscientistError when it does not, as with a number that is not finite or a field that was set without
        validation.
    """
    try:
        text = value.model_dump_json(warnings=False)  # what is wrong shows when it is read back
        if _parsed(type(value), text) == value:
            return text
        reason = "it reads back as something else"
    except (ValidationError, ValueError) as error:
        reason = _first_line(error)
    raise CoscientistError(
        f"The {noun} {identity!r} cannot be kept: {reason}.",
        "Its fields have to be finite numbers and well-formed text.",
    )


def read(kind: type[V], text: str) -> V:
    """Return the value that `write` turned into this JSON; the same one where it was written or read a short while ago.

    Raises: CoscientistError when it was written by a version whose values had another shape.
    """
    try:
        return _parsed(kind, text)
    except ValidationError as error:
        raise CoscientistError(
            f"A stored {kind.__name__} does not have the fields that this version expects: {_first_line(error)}.",
            "Open the workspace with the version of coscientist that made it.",
        ) from error


def _parsed(kind: type[V], text: str) -> V:
    return cast("V", _remembered(kind, text)) if len(text) <= SHORT else kind.model_validate_json(text)


@lru_cache(maxsize=REMEMBERED)
def _remembered(kind: type[Value], text: str) -> Value:
    return kind.model_validate_json(text)


def conflict(noun: str, identity: str, run_id: str, kept: Value, new: Value) -> ConflictError:
    """Name the value that was written twice, and where the two differ."""
    differences = [
        f"{name} was {_short(getattr(kept, name))} and is now {_short(getattr(new, name))}"
        for name in type(kept).model_fields
        if getattr(kept, name) != getattr(new, name)
    ]
    return ConflictError(
        f"The {noun} {identity!r} of run {run_id!r} is already kept with other content: {'; '.join(differences)}.",
        "What a run has written stays as it is: give the new content an id of its own.",
    )


def _short(content: Any) -> str:
    shown = repr(content)
    return shown if len(shown) <= _SHOWN else f"{shown[: _SHOWN - 1]}…"


def _first_line(error: ValueError) -> str:
    if isinstance(error, ValidationError):
        first = error.errors(include_url=False, include_input=False)[0]
        return f"{'.'.join(str(part) for part in first['loc'])}: {first['msg']}"
    return str(error).splitlines()[0]
