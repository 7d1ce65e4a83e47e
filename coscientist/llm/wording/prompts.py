"""Prompts are Markdown files: front matter says what they are, a checked template says the rest."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coscientist.domain.base import Value
from coscientist.domain.errors import CoscientistError
from coscientist.llm.wording.fencing import Data, Trusted, as_data, as_line

if TYPE_CHECKING:
    from jinja2 import Template
    from jinja2.sandbox import SandboxedEnvironment

_FRONT = re.compile(r"\A---\n(.*?)\n---\n(.*)\Z", re.DOTALL)
_KEYS = {"id", "version", "variables", "schema"}
_NAME = re.compile(r"[a-z_][a-z0-9_]*\Z")
_IDENTIFIER = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:/@+-]{0,119}\Z")


class PromptError(CoscientistError):
    """A prompt file, or what is filled into it, is not as it must be."""


class RenderedPrompt(Value):
    """A prompt ready to be asked."""

    id: str
    version: str
    text: str
    template_sha256: str
    answer: str = ""
    """Name of the answer type that the prompt is written for."""

    @property
    def label(self) -> str:
        """What the ledger keeps of where the text came from."""
        return f"{self.id}@{self.version}:{self.template_sha256[:12]}"


class Prompt(Value):
    """A prompt file, checked: its template uses exactly the variables that it declares."""

    id: str
    version: str
    variables: tuple[str, ...]
    schema_name: str
    """Name of the answer type."""
    body: str
    sha256: str
    """Of the whole file."""

    @classmethod
    def load(cls, file: Path | Traversable) -> "Prompt":
        """Read a prompt file.

        Raises: PromptError when its front matter is incomplete or does not agree with its template.
        """
        return cls.parse(file.read_text(encoding="utf-8"), name=file.name)

    @classmethod
    def parse(cls, text: str, *, name: str = "prompt") -> "Prompt":
        """Read a prompt's text. Raises: PromptError."""
        text = text.replace("\r\n", "\n")
        parts = _FRONT.match(text)
        if parts is None:
            raise PromptError(f"{name}: a prompt begins with front matter between two lines of '---'.")
        front = _front_matter(parts.group(1), name)
        prompt = cls(
            id=_one(front, "id", name),
            version=_one(front, "version", name),
            variables=tuple(_many(front, "variables", name)),
            schema_name=_one(front, "schema", name),
            body=parts.group(2).strip() + "\n",
            sha256=hashlib.sha256(text.encode()).hexdigest(),
        )
        used = _variables_of(prompt.body, name)
        if used != set(prompt.variables):
            undeclared, unused = sorted(used - set(prompt.variables)), sorted(set(prompt.variables) - used)
            raise PromptError(
                f"{name}: the template and its front matter disagree about variables "
                f"(used but not declared: {undeclared}; declared but not used: {unused}).",
                "List under `variables` exactly what the template uses.",
            )
        return prompt

    def render(self, **values: Any) -> RenderedPrompt:
        """Fill the prompt in.

        Every text that is not marked as ours with `Trusted` goes in as data, fenced: short ones with the filter `line`
        stay on their line, and `ident` lets a plain identifier through as it is.

        Raises: PromptError when values are missing, unknown, or empty where the template looks into them.
        """
        missing, unknown = sorted(set(self.variables) - set(values)), sorted(set(values) - set(self.variables))
        if missing or unknown:
            raise PromptError(f"{self.id}: values are missing for {missing} and not asked for: {unknown}.")
        from jinja2 import TemplateError

        try:
            text = _template(self.body).render(values)
        except TemplateError as error:
            raise PromptError(f"{self.id}: could not be filled in: {error}.") from error
        return RenderedPrompt(
            id=self.id, version=self.version, text=text, template_sha256=self.sha256, answer=self.schema_name
        )


class PromptLibrary:
    """The prompts under a folder, `<role>/<strategy>.md`, each read once."""

    def __init__(self, root: Path | Traversable) -> None:
        self._root = root
        self._read: dict[str, Prompt] = {}

    def get(self, name: str) -> Prompt:
        """Return the prompt `ranking/debate`; its id must be its place.

        Raises: PromptError.
        """
        if name not in self._read:
            parts = name.split("/")
            if not all(_IDENTIFIER.match(part) for part in parts):
                raise PromptError(f"{name!r} is not the name of a prompt.", "Names look like ranking/debate.")
            file = self._root.joinpath(*parts[:-1], f"{parts[-1]}.md")
            if not file.is_file():
                raise PromptError(f"There is no prompt {name!r} ({file} does not exist).")
            prompt = Prompt.load(file)
            if prompt.id != name:
                raise PromptError(f"The prompt at {name!r} calls itself {prompt.id!r}.", "Make its id its place.")
            self._read[name] = prompt
        return self._read[name]

    def names(self) -> list[str]:
        """List all prompts, sorted."""
        return sorted(_markdown_under(self._root, ""))


def _markdown_under(folder: Path | Traversable, prefix: str) -> list[str]:
    found = []
    for entry in folder.iterdir():
        if entry.is_dir():
            found += _markdown_under(entry, f"{prefix}{entry.name}/")
        elif entry.name.endswith(".md"):
            found.append(prefix + entry.name.removesuffix(".md"))
    return found


def _front_matter(text: str, name: str) -> Mapping[str, str | list[str]]:
    """Read `key: value`, `key: [a, b]` and lists with hyphens; nothing more of YAML is needed or accepted."""
    found: dict[str, str | list[str]] = {}
    key = ""
    for line in text.split("\n"):
        item = re.fullmatch(r"\s+-\s+(.+)", line) or re.fullmatch(r"-\s+(.+)", line)
        pair = re.fullmatch(r"([a-z]+):\s*(.*)", line)
        if item and isinstance(found.get(key), list):
            found[key] = [*found[key], item.group(1).strip()]
        elif pair and pair.group(1) in _KEYS and pair.group(1) not in found:
            key, value = pair.group(1), pair.group(2).strip()
            bracketed = re.fullmatch(r"\[(.*)\]", value)
            if bracketed:
                found[key] = [part.strip() for part in bracketed.group(1).split(",") if part.strip()]
            else:
                found[key] = value.strip("\"'") if value else []
        elif line.strip():
            raise PromptError(
                f"{name}: the line {line!r} of its front matter is not understood.",
                f"Give each of {', '.join(sorted(_KEYS))} once; lists as [a, b] or with hyphens.",
            )
    missing = sorted(_KEYS - set(found))
    if missing:
        raise PromptError(f"{name}: its front matter lacks {', '.join(missing)}.")
    return found


def _one(front: Mapping[str, str | list[str]], key: str, name: str) -> str:
    value = front[key]
    if not isinstance(value, str):
        raise PromptError(f"{name}: `{key}` must be one word, not {value!r}.")
    return value


def _many(front: Mapping[str, str | list[str]], key: str, name: str) -> Sequence[str]:
    value = front[key]
    if isinstance(value, str) or not all(_NAME.match(part) for part in value) or len(set(value)) != len(value):
        raise PromptError(f"{name}: `{key}` must be a list of different names in small letters, not {value!r}.")
    return value


def _variables_of(body: str, name: str) -> set[str]:
    from jinja2 import TemplateSyntaxError, meta

    try:
        return meta.find_undeclared_variables(_environment().parse(body))
    except TemplateSyntaxError as error:
        raise PromptError(f"{name}: line {error.lineno} of the template: {error.message}.") from error


@lru_cache(maxsize=1)
def _environment() -> "SandboxedEnvironment":
    from jinja2 import StrictUndefined
    from jinja2.sandbox import SandboxedEnvironment

    environment = SandboxedEnvironment(
        undefined=StrictUndefined, finalize=_finalise, trim_blocks=True, lstrip_blocks=True, autoescape=False
    )
    environment.globals.clear()
    environment.globals["range"] = range
    environment.filters.update(data=as_data, line=as_line, ident=_identifier)
    return environment


@lru_cache(maxsize=512)
def _template(body: str) -> "Template":
    """Compile a prompt once."""
    return _environment().from_string(body)


def _finalise(value: Any) -> Any:
    """Let numbers and marked texts through; everything else is somebody's text and becomes data."""
    if isinstance(value, Data | Trusted) or (isinstance(value, int | float) and not isinstance(value, bool)):
        return value
    if value is None or isinstance(value, bool):
        raise PromptError(f"{value!r} was about to be written into a prompt.", "Say in the template what it means.")
    return as_data(str(value))


def _identifier(value: object) -> Trusted:
    """Let an identifier of ours through as it is. Raises: PromptError when it is not one."""
    text = str(value)
    if not _IDENTIFIER.match(text):
        raise PromptError(f"{text[:80]!r} is not an identifier.", "Use the filter `line` for names and titles.")
    return Trusted(text)
