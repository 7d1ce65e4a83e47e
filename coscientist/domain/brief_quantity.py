"""Amounts as a brief writes them: a value with a UCUM unit."""

from coscientist.domain.base import Value

UCUM_LABELS = {
    "1": "",
    "Ao2": "Å²",
    "%": "%",
    "{log2}": "log2 units",
    "{ratio}": "ratio",
    "{cells}": "cells",
    "{cells}/mL": "cells/mL",
    "{cells}/cm2": "cells/cm²",
    "{rpm}": "rpm",
    "[g]": "× g",
    "[U]/mL": "U/mL",
    "Cel": "°C",
    "K": "K",
    "Cel/min": "°C/min",
    "s": "s",
    "min": "min",
    "h": "h",
    "d": "d",
    "wk": "weeks",
    "mo": "months",
    "nL": "nL",
    "uL": "µL",
    "mL": "mL",
    "L": "L",
    "ng": "ng",
    "ug": "µg",
    "mg": "mg",
    "g": "g",
    "kg": "kg",
    "mg/kg": "mg/kg",
    "pg/mL": "pg/mL",
    "ng/mL": "ng/mL",
    "ug/mL": "µg/mL",
    "mg/mL": "mg/mL",
    "g/L": "g/L",
    "ng/uL": "ng/µL",
    "pmol/L": "pM",
    "nmol/L": "nM",
    "umol/L": "µM",
    "mmol/L": "mM",
    "mol/L": "M",
    "pmol/min": "pmol/min",
    "nm": "nm",
    "um": "µm",
    "mm": "mm",
    "cm": "cm",
    "cm2": "cm²",
    "mm2": "mm²",
    "mV": "mV",
    "V": "V",
    "eV": "eV",
    "MHz": "MHz",
    "kHz": "kHz",
    "Hz": "Hz",
    "S/cm": "S/cm",
    "uV/K": "µV/K",
    "MPa": "MPa",
    "deg": "°",
    "mmol/g": "mmol/g",
}
"""UCUM codes (https://ucum.org) that briefs use, with the spelling a person at the bench expects."""


class Amount(Value):
    """A value with its UCUM unit, such as 10 `umol/L`; `1` means dimensionless."""

    value: float
    ucum: str

    def __str__(self) -> str:
        label = UCUM_LABELS.get(self.ucum, self.ucum)
        number = f"{self.value:g}" if abs(self.value) < 1e6 else f"{self.value:.3g}"
        return f"{number} {label}".rstrip()


def unit_label(ucum: str) -> str:
    """Spell a UCUM code as people write it at the bench; unknown codes stay as they are."""
    return UCUM_LABELS.get(ucum, ucum)
