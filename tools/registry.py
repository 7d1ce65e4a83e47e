"""Which tools there are, and how to run one by name. Loads none of the libraries that do the computing."""

import difflib
from collections.abc import Iterable, Iterator, Mapping

from coscientist.domain.base import Value
from coscientist.domain.check import Check
from coscientist.domain.errors import ConflictError, NotFoundError
from coscientist.ports import Tool
from coscientist.tools.declare import FunctionTool


class ToolCard(Value):
    """What a list of tools shows about one."""

    name: str
    summary: str
    description: str
    inputs: dict[str, str]
    """Input to what it takes."""
    required: tuple[str, ...]
    versions: dict[str, str]
    """Underlying library to its installed version, or `not installed`."""


class ToolRegistry:
    """Tools by name. Made where it is needed and handed on; adding a tool makes another registry."""

    def __init__(self, tools: Iterable[Tool] = ()) -> None:
        self._tools: dict[str, Tool] = {}
        for each in tools:
            if each.name in self._tools:
                raise ConflictError(f"Two tools are called {each.name}.", "Give each tool its own name.")
            self._tools[each.name] = each

    def __iter__(self) -> Iterator[Tool]:
        """Yield the tools by name, in alphabetical order."""
        return (self._tools[name] for name in sorted(self._tools))

    def __len__(self) -> int:
        """Return how many tools there are."""
        return len(self._tools)

    def get(self, name: str) -> Tool:
        """Return a tool.

        Raises: NotFoundError, which names tools of a similar name.
        """
        if name in self._tools:
            return self._tools[name]
        near = difflib.get_close_matches(name, self._tools, n=3) or sorted(self._tools)
        raise NotFoundError(f"There is no tool {name[:60]!r}.", f"There is {', '.join(near)}.")

    def with_tools(self, *tools: Tool) -> "ToolRegistry":
        """Return a registry that has these tools as well.

        Raises: ConflictError when a name is taken.
        """
        return ToolRegistry((*self._tools.values(), *tools))


def standard_registry() -> ToolRegistry:
    """Return the tools that come with the project."""
    from coscientist.tools.biology.offered import TOOLS as BIOLOGY
    from coscientist.tools.chemistry.offered import TOOLS as CHEMISTRY
    from coscientist.tools.materials.offered import TOOLS as MATERIALS

    return ToolRegistry((*CHEMISTRY, *BIOLOGY, *MATERIALS))


def available_tools(registry: ToolRegistry | None = None) -> list[ToolCard]:
    """Return what there is to know about each tool before running it."""
    return [_card(each) for each in registry or standard_registry()]


def run_tool(name: str, inputs: Mapping[str, str], registry: ToolRegistry | None = None) -> list[Check]:
    """Run one tool by name with inputs as text, as they come from a command line.

    Raises: NotFoundError for an unknown tool; CoscientistError for an input that it cannot read.
    """
    return list((registry or standard_registry()).get(name).run(**inputs))


def _card(each: Tool) -> ToolCard:
    declared = each if isinstance(each, FunctionTool) else None
    return ToolCard(
        name=each.name,
        summary=each.summary,
        description=declared.description if declared else each.summary,
        inputs=dict(each.inputs),
        required=declared.required if declared else tuple(each.inputs),
        versions=declared.versions() if declared else {},
    )
