"""Treatments and the materials that they use, collected under running references."""

from coscientist.domain.brief_bench import Material
from coscientist.domain.brief_design import Treatment
from coscientist.domain.brief_quantity import Amount
from coscientist.experiments.catalogue.choosing import Choice
from coscientist.experiments.plates.places import Group

_STORAGE = {
    "siRNA": "-20 °C, RNase-free, single-use aliquots",
    "microRNA reagent": "-20 °C, RNase-free, single-use aliquots",
    "plasmid": "-20 °C",
    "compound": "by its data sheet; stocks at -20 °C in single-use aliquots",
}


class ArmMaker:
    """Collects treatments under running references."""

    def __init__(self, choice: Choice, words: dict[str, str], vehicle: str, vehicle_pct: float | None) -> None:
        self.choice = choice
        self.words = words
        self.vehicle = vehicle
        self.vehicle_pct = vehicle_pct
        self.groups: list[Group] = []
        self.materials: list[Material] = []
        hours = choice.assay.readout.hours + choice.perturbation.lead_hours
        self.duration = Amount(value=hours, ucum="h") if hours < 24 * 14 else Amount(value=hours / 24, ucum="d")

    def material(self, name: str, kind: str, note: str = "") -> str:
        """Add a material and return its reference."""
        ref = f"M{len(self.materials) + 1:02d}"
        self.materials.append(Material(ref=ref, kind=kind, name=name, note=note, storage=_STORAGE.get(kind)))
        return ref

    def treatment(
        self,
        label: str,
        role: str,
        material: str,
        wells: int,
        *,
        dose: Amount | None = None,
        partner: tuple[str, Amount] | None = None,
        prepared_as: str | None = None,
    ) -> str:
        """Add a treatment in so many wells of a block and return its reference."""
        ref = f"T{len(self.groups) + 1:02d}"
        treatment = Treatment(
            ref=ref,
            label=label,
            role=role,
            material=material,
            dose=dose,
            partner=partner[0] if partner else None,
            partner_dose=partner[1] if partner else None,
            vehicle=None if role == "blank" else self.vehicle,
            vehicle_pct=None if role == "blank" else self.vehicle_pct,
            duration=None if role == "blank" else self.duration,
            route=self.choice.perturbation.route,
            prepared_as=prepared_as,
        )
        self.groups.append(Group(treatment=treatment, wells=wells))
        return ref
