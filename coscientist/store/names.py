"""Finding what a person meant by a name."""

from collections.abc import Sequence
from difflib import get_close_matches

from coscientist.domain.errors import NotFoundError

_SHOWN = 5


def one_that_begins(noun: str, beginning: str, names: Sequence[str], where: str = "") -> str:
    """Return the only name that begins so.

    Raises: NotFoundError when there is none or more than one; its hint lists near names.
    """
    found = [name for name in names if beginning and name.startswith(beginning)]
    if len(found) > 1:
        raise NotFoundError(
            f"Several names of a {noun}{where} begin with {beginning!r}.", f"Say which: {_listed(found)}."
        )
    if not found:
        raise not_found(noun, beginning, names, where)
    return found[0]


def not_found(noun: str, name: str, names: Sequence[str], where: str = "") -> NotFoundError:
    """Say that nothing has this name, and which names come near."""
    near = get_close_matches(name, names, n=_SHOWN, cutoff=0.6)
    if near:
        hint = f"Did you mean {_listed(near)}?"
    elif names:
        hint = f"There are {len(names)}, such as {_listed(names)}."
    else:
        hint = "There are none yet."
    return NotFoundError(f"There is no {noun} {name!r}{where}.", hint)


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(names[:_SHOWN])
    return shown if len(names) <= _SHOWN else f"{shown} …"
