"""Which passages a search may find."""

from coscientist.domain.base import Value


class PassageFilter(Value):
    """Bounds on a passage's year and source; what is left open lets everything through."""

    first_year: int | None = None
    last_year: int | None = None
    """A passage without a year lies within no bound."""
    sources: tuple[str, ...] = ()
    """Ids of sources."""
    kinds: tuple[str, ...] = ()
    """Kinds of source: `article`, `review`, `preprint` …"""

    def condition(self, until: int | None = None) -> tuple[str, tuple[int | str, ...]]:
        """Return the SQL condition on the table of passages with its parameters; `1` where there is none."""
        bounds = [year for year in (self.last_year, until) if year is not None]
        parts: list[str] = []
        values: list[int | str] = []
        if self.first_year is not None:
            parts.append("passage.year >= ?")
            values.append(self.first_year)
        if bounds:
            parts.append("passage.year <= ?")
            values.append(min(bounds))
        if self.sources:
            parts.append(f"passage.source IN ({_marks(self.sources)})")
            values += self.sources
        if self.kinds:
            parts.append(f"passage.source IN (SELECT id FROM source WHERE kind IN ({_marks(self.kinds)}))")  # noqa: S608
            values += self.kinds
        return " AND ".join(parts) or "1", tuple(values)


EVERYTHING = PassageFilter()


def _marks(values: tuple[str, ...]) -> str:
    return ", ".join("?" * len(values))
