"""A number with its unit."""

from coscientist.domain.base import Value


class Quantity(Value):
    """A value and its UCUM unit (https://ucum.org), such as 10 `umol/L` or 24 `h`; `1` means dimensionless."""

    value: float
    unit: str

    def __str__(self) -> str:
        return f"{self.value:g}" if self.unit == "1" else f"{self.value:g} {self.unit}"
