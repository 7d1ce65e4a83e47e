"""The commands in the help, grouped by what one wants to do. Plain text: it is shown at once, and greps well."""

from typing import Any

from typer.core import TyperGroup

PURSUE = "Pursue a goal"
LOOK = "Look"
STEP_IN = "Step in"
CLOSE = "Close the loop"
MATERIAL = "Literature, tools, benchmarks"
SET_UP = "Set up"
ORDER = (PURSUE, LOOK, STEP_IN, CLOSE, MATERIAL, SET_UP)


class SectionedGroup(TyperGroup):
    """A group of commands that its help shows in sections."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - the base class's signature
        """Return the names in the order in which they were added, groups of commands last."""
        return list(self.commands)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write a section for each kind of command."""
        shown = [(name, command) for name in self.list_commands(ctx) if not (command := self.commands[name]).hidden]
        width = formatter.width - 6 - max(len(name) for name, _ in shown)
        sections: dict[str, list[tuple[str, str]]] = {}
        longest = max(len(name) for name, _ in shown)
        for name, command in shown:
            section = str(getattr(command, "rich_help_panel", None) or "Commands")
            sections.setdefault(section, []).append((name.ljust(longest), command.get_short_help_str(width)))
        for section, rows in sorted(sections.items(), key=lambda item: _place(item[0])):
            with formatter.section(section):
                formatter.write_dl(rows)


def _place(section: str) -> int:
    return ORDER.index(section) if section in ORDER else len(ORDER)
