"""How a tool is declared: a typed function whose docstring says what it does and what each input takes."""

import inspect
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import metadata
from typing import get_type_hints

from coscientist.domain.check import Check
from coscientist.domain.errors import CoscientistError

MAX_INPUT_CHARACTERS = 1_000_000
"""No tool reads a longer input; most stop far earlier and say so."""

_Finder = Callable[..., Sequence[Check]]


class ToolDeclarationError(CoscientistError):
    """A function cannot be offered as a tool as it stands."""


class ToolInputError(CoscientistError):
    """A tool got an input that it cannot read."""


@dataclass(eq=False, slots=True)
class FunctionTool:
    """A tool made from a function; satisfies the `Tool` port. Make one with `@tool`."""

    name: str
    summary: str
    description: str
    """The docstring up to its list of inputs: what a person or a model reads before choosing the tool."""
    inputs: dict[str, str]
    required: tuple[str, ...]
    libraries: tuple[str, ...]
    """Distributions that do the computing; not imported until the tool runs."""
    function: _Finder

    def run(self, **inputs: str) -> Sequence[Check]:
        """Read the inputs as the types that the function declares, and compute.

        Raises: ToolInputError for a missing, unknown, oversized or unreadable input; whatever the function raises.
        """
        self._refuse_unfit(inputs)
        hints = get_type_hints(self.function)
        values = {name: _CONVERTERS[hints[name]](self.name, name, text) for name, text in inputs.items()}
        return self.function(**values)

    def versions(self) -> dict[str, str]:
        """Return the version of each underlying library, read from its metadata without importing it."""
        return {library: library_version(library) for library in self.libraries}

    def _refuse_unfit(self, inputs: Mapping[str, str]) -> None:
        takes = ", ".join(f"{name}=… ({text})" for name, text in self.inputs.items())
        if unknown := sorted(set(inputs) - set(self.inputs)):
            raise ToolInputError(f"{self.name} has no input {', '.join(unknown)}.", f"It takes {takes}")
        if missing := [name for name in self.required if name not in inputs]:
            raise ToolInputError(f"{self.name} also needs {', '.join(missing)}.", f"It takes {takes}")
        for name, text in inputs.items():
            if len(text) > MAX_INPUT_CHARACTERS:
                raise ToolInputError(
                    f"{name} has {len(text):,} characters; tools read at most {MAX_INPUT_CHARACTERS:,}.",
                    "Hand in the part that the question is about.",
                )


def tool(*, name: str, libraries: Sequence[str]) -> Callable[[_Finder], FunctionTool]:
    """Offer a function as a tool called `name`, such as `chemistry.alerts`.

    The function's parameters are annotated as str, int, float, bool or list[str], and each is described under `Args:`
    in its docstring; the first line of the docstring is the summary shown in lists.

    Raises: ToolDeclarationError when the docstring, an annotation or a description is missing.
    """

    def declare(function: _Finder) -> FunctionTool:
        summary, description, described = _read_docstring(name, inspect.getdoc(function) or "")
        parameters = inspect.signature(function).parameters
        hints = get_type_hints(function)
        if undescribed := [p for p in parameters if p not in described]:
            raise ToolDeclarationError(
                f"The tool {name} does not describe its input {', '.join(undescribed)}.",
                "Add a line `name: what it takes` under `Args:` in the function's docstring.",
            )
        if invented := sorted(set(described) - set(parameters)):
            raise ToolDeclarationError(
                f"The tool {name} describes {', '.join(invented)}, which its function does not take.",
                f"It takes {', '.join(parameters) or 'nothing'}.",
            )
        if untyped := [p for p in parameters if hints.get(p) not in _CONVERTERS]:
            raise ToolDeclarationError(
                f"The tool {name} cannot read {', '.join(untyped)} from text.",
                "Annotate each input as str, int, float, bool or list[str].",
            )
        return FunctionTool(
            name=name,
            summary=summary,
            description=description,
            inputs={p: described[p] for p in parameters},
            required=tuple(p for p, spec in parameters.items() if spec.default is inspect.Parameter.empty),
            libraries=tuple(libraries),
            function=function,
        )

    return declare


def library_version(distribution: str) -> str:
    """Return the installed version without importing the library."""
    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return "not installed"


def _read_docstring(name: str, text: str) -> tuple[str, str, dict[str, str]]:
    """Split a docstring into its first line, what comes before `Args:`, and the described inputs."""
    head, _, rest = text.partition("\nArgs:\n")
    if not head.strip():
        raise ToolDeclarationError(f"The tool {name} has no docstring.", "Its first line is the summary in lists.")
    described: dict[str, str] = {}
    latest = ""
    for line in rest.splitlines():
        if line and not line.startswith(" "):
            break
        if entry := re.fullmatch(r" {1,4}(\w+): (.+)", line):
            latest = entry[1]
            described[latest] = entry[2].strip()
        elif latest and line.strip():
            described[latest] += f" {line.strip()}"
    return head.splitlines()[0].strip(), head.strip(), described


def _number(kind: type[int] | type[float]) -> Callable[[str, str, str], int | float]:
    def read(tool_name: str, name: str, text: str) -> int | float:
        try:
            return kind(text)
        except ValueError as error:
            raise ToolInputError(
                f"{tool_name} expects a number for {name}, not {text[:60]!r}.", f"For example {name}=1."
            ) from error

    return read


def _truth(tool_name: str, name: str, text: str) -> bool:
    try:
        return {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}[text.strip().lower()]
    except KeyError as error:
        raise ToolInputError(f"{tool_name} expects true or false for {name}, not {text[:60]!r}.") from error


_CONVERTERS: dict[object, Callable[[str, str, str], object]] = {
    str: lambda _tool, _name, text: text,
    int: _number(int),
    float: _number(float),
    bool: _truth,
    list[str]: lambda _tool, _name, text: text.split(),
    list[str] | None: lambda _tool, _name, text: text.split() or None,
}
