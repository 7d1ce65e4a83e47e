"""The two places where people read: results on stdout, everything else on stderr. Nothing that is shown is markup."""

import json
import sys
from typing import Any

from rich.console import Console
from rich.text import Text, TextType

from coscientist.cli.reader import ReaderLeftError
from coscientist.cli.views.plain import plain

WIDEST = 140
"""Wider lines are hard to read, however wide the terminal is."""


class SafeConsole(Console):
    """A console that shows text as it is: no markup, no emoji codes, no escape sequences from elsewhere."""

    def __init__(self, *, stderr: bool = False) -> None:
        super().__init__(stderr=stderr, markup=False, emoji=False, highlight=False)
        if self.width > WIDEST:
            self.width = WIDEST

    def render_str(self, text: str, **options: Any) -> Text:
        """Return a text whose control characters are written out."""
        return super().render_str(plain(text), **options)

    def on_broken_pipe(self) -> None:
        """Let the command end quietly instead of leaving in the middle of it."""
        raise ReaderLeftError


def stdout() -> SafeConsole:
    """Return where results go."""
    return SafeConsole()


def stderr() -> SafeConsole:
    """Return where progress, notes and errors go."""
    return SafeConsole(stderr=True)


def styled(text: str, style: str) -> Text:
    """Return a text in a style, harmless."""
    return Text(plain(text), style=style)


def joined(*parts: TextType) -> Text:
    """Return texts, some of them styled, as one."""
    return Text.assemble(*(plain(part) if isinstance(part, str) else part for part in parts))


def print_json(content: Any) -> None:
    """Print one JSON object on stdout, in ASCII, so that it is the same in every locale."""
    write(json.dumps(content, indent=1) + "\n")


def write(text: str) -> None:
    """Write text to stdout as it is."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError as error:
        raise ReaderLeftError from error
