"""How a series of doses is made, step by step, in volumes that a pipette can move."""

from collections.abc import Mapping, Sequence

from coscientist.domain.brief_design import Dilution, Treatment
from coscientist.domain.brief_quantity import Amount
from coscientist.experiments.plates.volumes import microlitres, round_up

SMALLEST_TRANSFER = 2.0
"""µL; below this ordinary pipettes are off by more than a tenth."""
SMALLEST_MIX = 1000.0
"""µL; working solutions are made in no smaller portions."""
STOCK_VOLUME = 200.0
"""µL of top stock in pure vehicle."""
STOCK, WORKING, PREMIX = "stock", "working solution", "premix"
_LADDER = ("pmol/L", "nmol/L", "umol/L", "mmol/L", "mol/L")


def dilution_series(
    series: Sequence[Treatment],
    need: Mapping[str, float],
    *,
    vehicle: str,
    vehicle_pct: float | None,
    added: float,
    diluent: str,
    makes: str = WORKING,
) -> tuple[Dilution, ...]:
    """Return the steps that make one agent's doses, highest first.

    With `vehicle_pct`: stocks in pure vehicle, each 100 / vehicle_pct times its final dose, then one step into
    medium. Without: the top working solution is dissolved directly and diluted in medium.
    `need` is the volume of working solution that each treatment takes, in microlitres; `added` the fraction of a
    well that it makes up.
    """
    dosed = [(t, t.dose) for t in series if t.dose is not None and t.dose.ucum in _LADDER]
    dosed.sort(key=lambda pair: -pair[1].value)
    if not dosed:
        return ()
    if vehicle_pct:
        stocks = _stocks(dosed, vehicle, 100 / vehicle_pct)
        return (*stocks, *_into_medium(dosed, need, 100 / vehicle_pct, added, diluent, makes))
    return _in_medium(dosed, need, added, diluent, makes)


def vehicle_solution(
    treatment: Treatment,
    need: float,
    *,
    vehicle: str,
    vehicle_pct: float,
    added: float,
    diluent: str,
    makes: str = WORKING,
) -> Dilution:
    """Return how the vehicle's own working solution is made: the same content of vehicle as every dose."""
    fold = added * 100 / vehicle_pct
    total = round_up(max(need, SMALLEST_MIX, SMALLEST_TRANSFER * fold))
    return Dilution(
        treatment=treatment.ref,
        material=treatment.material,
        makes=makes,
        concentration=Amount(value=round(vehicle_pct / added, 4), ucum="%"),
        take_from=vehicle,
        take=microlitres(total / fold),
        add=diluent,
        add_volume=microlitres(total - total / fold),
    )


_Dosed = list[tuple[Treatment, Amount]]


def _stocks(dosed: _Dosed, vehicle: str, fold: float) -> list[Dilution]:
    made: list[Dilution] = []
    for i, (treatment, dose) in enumerate(dosed):
        ratio = dose.value / dosed[i - 1][1].value if i else 1.0
        made.append(
            Dilution(
                treatment=treatment.ref,
                material=treatment.material,
                makes=STOCK,
                concentration=readable(Amount(value=dose.value * fold, ucum=dose.ucum)),
                take_from=f"stock of {dosed[i - 1][0].ref}" if i else f"{treatment.material}, solid or supplied stock",
                take=microlitres(round(STOCK_VOLUME * ratio, 1)) if i else None,
                add=vehicle,
                add_volume=microlitres(STOCK_VOLUME - round(STOCK_VOLUME * ratio, 1) if i else STOCK_VOLUME),
            )
        )
    return made


def _into_medium(
    dosed: _Dosed, need: Mapping[str, float], fold: float, added: float, diluent: str, makes: str
) -> list[Dilution]:
    made: list[Dilution] = []
    into = added * fold
    for treatment, dose in dosed:
        total = round_up(max(need.get(treatment.ref, 0.0), SMALLEST_MIX, SMALLEST_TRANSFER * into))
        made.append(
            Dilution(
                treatment=treatment.ref,
                material=treatment.material,
                makes=makes,
                concentration=readable(Amount(value=dose.value / added, ucum=dose.ucum)),
                take_from=f"stock of {treatment.ref}",
                take=microlitres(total / into),
                add=diluent,
                add_volume=microlitres(total - total / into),
            )
        )
    return made


def _in_medium(
    dosed: _Dosed, need: Mapping[str, float], added: float, diluent: str, makes: str
) -> tuple[Dilution, ...]:
    # Each step feeds the next one, so every solution is made in twice what its own wells take.
    total = round_up(max([SMALLEST_MIX, *(2 * need.get(t.ref, 0.0) for t, _ in dosed)]))
    made: list[Dilution] = []
    for i, (treatment, dose) in enumerate(dosed):
        take = round(total * dose.value / dosed[i - 1][1].value, 1) if i else None
        made.append(
            Dilution(
                treatment=treatment.ref,
                material=treatment.material,
                makes=makes,
                concentration=readable(Amount(value=dose.value / added, ucum=dose.ucum)),
                take_from=f"{makes} of {dosed[i - 1][0].ref}" if i else f"{treatment.material}, weighed",
                take=None if take is None else microlitres(take),
                add=diluent,
                add_volume=microlitres(total if take is None else total - take),
            )
        )
    return tuple(made)


def mixed(treatment: Treatment, first: str, second: str, need: float, concentration: Amount) -> Dilution:
    """Return how two premixes become one working solution: equal parts of each."""
    half = microlitres(round_up(need) / 2)
    return Dilution(
        treatment=treatment.ref,
        material=treatment.material,
        makes=WORKING,
        concentration=readable(concentration),
        take_from=f"{PREMIX} of {first}",
        take=half,
        add=f"{PREMIX} of {second}",
        add_volume=half,
    )


def readable(amount: Amount) -> Amount:
    """Write a concentration in the unit that keeps its number between 1 and 1000 where there is one."""
    value, unit = amount.value, amount.ucum
    while unit in _LADDER[:-1] and value >= 1000:
        value, unit = value / 1000, _LADDER[_LADDER.index(unit) + 1]
    while unit in _LADDER[1:] and 0 < value < 1:
        value, unit = value * 1000, _LADDER[_LADDER.index(unit) - 1]
    return Amount(value=float(f"{value:.4g}"), ucum=unit)
