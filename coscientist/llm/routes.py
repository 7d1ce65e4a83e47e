"""Which model serves which role: cheap ones for screening, strong ones for debate, others when one is down."""

from collections.abc import Iterable
from fnmatch import fnmatchcase

from coscientist.domain.base import Value
from coscientist.domain.errors import SettingsError


class Route(Value):
    """Models for the roles that a pattern names."""

    pattern: str = "*"
    """`ranking/debate`, `ranking/*`, `*`."""
    models: tuple[str, ...]
    """The first is asked; the others, in order, when it fails."""
    temperature: float | None = None
    """None: the service's default."""
    max_tokens: int = 4_096
    """Longest reply. Units: tokens."""


class ModelRoutes(Value):
    """Routes; the most specific pattern that names a role wins, whatever their order."""

    routes: tuple[Route, ...]

    @classmethod
    def parse(cls, texts: Iterable[str]) -> "ModelRoutes":
        """Read routes as written on a command line: `MODEL` for every role, or `PATTERN=MODEL>FALLBACK>…`.

        Raises: SettingsError.
        """
        routes: dict[str, Route] = {}
        for text in texts:
            pattern, separator, chain = text.partition("=")
            if not separator:
                pattern, chain = "*", text
            models = tuple(model.strip() for model in chain.split(">"))
            if not pattern.strip() or not all(models):
                raise SettingsError(
                    f"A model is given as MODEL or PATTERN=MODEL>FALLBACK, not {text!r}.",
                    "For example: --model openai/gpt-4o-mini --model 'ranking/*=anthropic/claude-sonnet-4-5'",
                )
            if pattern.strip() in routes:
                raise SettingsError(
                    f"Two models are given for {pattern.strip()!r}: join them with '>' or leave one out."
                )
            routes[pattern.strip()] = Route(pattern=pattern.strip(), models=models)
        if not routes:
            raise SettingsError("No model is given.", "For example: --model openai/gpt-4o-mini")
        return cls(routes=tuple(routes.values()))

    def route(self, role: str) -> Route:
        """Return the route of a role.

        Raises: SettingsError when no pattern names it.
        """
        fitting = [route for route in self.routes if fnmatchcase(role, route.pattern)]
        if not fitting:
            patterns = ", ".join(repr(route.pattern) for route in self.routes)
            raise SettingsError(f"No model is set for the role {role!r} (set: {patterns}).", "Add a route for '*'.")
        return max(fitting, key=lambda route: (_specificity(route.pattern), route.pattern))

    @property
    def models(self) -> tuple[str, ...]:
        """All models named, each once."""
        return tuple(dict.fromkeys(model for route in self.routes for model in route.models))


def _specificity(pattern: str) -> tuple[bool, int]:
    wild = sum(character in "*?[" for character in pattern)
    return (wild == 0, len(pattern) - wild)
