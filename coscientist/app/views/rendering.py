"""Pages from templates in which everything that is filled in is escaped."""

from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jinja2 import Environment


@lru_cache(maxsize=1)
def environment() -> "Environment":
    """Return the one environment of all pages; a name that a template misspells is an error, not a blank."""
    from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

    from coscientist.app.views import numbers
    from coscientist.domain.brief_quantity import unit_label

    loaders = [PackageLoader("coscientist.app.views"), PackageLoader("coscientist.app.report")]
    made = Environment(
        loader=ChoiceLoader(loaders), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    for name in ("percent", "chance", "plural", "number", "day"):
        made.filters[name] = getattr(numbers, name)
    made.filters["unit"] = unit_label
    return made


def render(template: str, **values: Any) -> str:
    """Fill in a template."""
    return environment().get_template(template).render(**values)
