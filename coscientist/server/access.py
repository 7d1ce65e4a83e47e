"""Who may ask: whoever has the bearer token."""

import hmac
import os
import secrets
from typing import Annotated

from fastapi import Header

from coscientist.domain.errors import CoscientistError, SettingsError

SHORTEST = 16
"""Characters of a token that somebody chose; shorter ones could be guessed."""
VARIABLE = "COSCIENTIST_TOKEN"


class AccessError(CoscientistError):
    """The request has no token, or not the right one."""


def token_from_environment() -> tuple[str, bool]:
    """Return the token that was set, or a new one, and whether it is new.

    Raises: SettingsError when the token that was set is too short to keep anybody out.
    """
    token = os.environ.get(VARIABLE)
    if not token:
        return secrets.token_urlsafe(32), True
    return checked(token), False


def checked(token: str) -> str:
    """Return a token that can serve as one. Raises: SettingsError."""
    if len(token) < SHORTEST or not token.isascii() or not token.isprintable() or " " in token:
        raise SettingsError(
            f"The token has {len(token)} characters or some that a header cannot carry; expected at least {SHORTEST} "
            "printable ASCII characters without spaces.",
            f"Leave {VARIABLE} unset, and one is made.",
        )
    return token


class Gate:
    """Lets requests pass that carry the token; compares in constant time."""

    def __init__(self, token: str) -> None:
        self._token = checked(token).encode()

    def __call__(self, authorization: Annotated[str | None, Header()] = None) -> None:
        """Raises: AccessError."""
        scheme, _, given = (authorization or "").partition(" ")
        # The comparison comes first, so that it takes its time whatever the scheme is.
        if not hmac.compare_digest(given.strip().encode(), self._token) or scheme.casefold() != "bearer":
            raise AccessError(
                "A valid token is needed." if authorization is None else "The token is not valid.",
                "Send the header: Authorization: Bearer TOKEN",
            )
