"""What a brief says of a composition that is proposed: nominal formulae, the host beside it, phases, dangers."""

import re

from coscientist.domain.base import Value
from coscientist.domain.brief_design import ControlKind
from coscientist.domain.concept import Concept
from coscientist.experiments.catalogue.archetypes import ControlData, MaterialData
from coscientist.experiments.catalogue.choosing import Choice
from coscientist.tools.materials.element_flags import CARCINOGENIC, TOXIC

_ANIONS = {"O": "oxide or carbonate", "S": "sulfide", "Se": "selenide", "F": "fluoride", "Cl": "chloride",
           "Br": "bromide", "I": "iodide", "N": "nitride"}  # fmt: skip
_MOIST = {
    "S": "Sulfides give off hydrogen sulfide with moisture: inert atmosphere throughout, a hydrogen sulfide monitor, "
    "and waste that stays dry until it is treated.",
    "Se": "Selenides give off hydrogen selenide with moisture or acid: inert atmosphere and a gas monitor.",
    "Cl": "Dry metal chlorides take up water and give off hydrogen chloride: glove box, closed vessels.",
    "Br": "Dry metal bromides take up water and give off hydrogen bromide: glove box, closed vessels.",
    "F": "Fluorides give off hydrogen fluoride with acid: no acid in the waste, calcium gluconate at hand.",
}
"""By anion; whether a compound does so is for its safety data sheet."""
_POWDER = "Fine powders are weighed under extraction; oxides and carbonates of alkali metals are caustic."


class Compositions(Value):
    """A series of compositions beside its host."""

    host: str
    element: str
    made: tuple[str, ...]
    amounts: tuple[float, ...]
    """Atoms of the element put in, a formula unit."""
    model: str | None = None
    """The same host with the element that is reported to work, at the highest content."""

    @property
    def elements(self) -> tuple[str, ...]:
        """Return the symbols of all that has to be weighed, those of the host first."""
        return tuple(dict.fromkeys([*re.findall(r"[A-Z][a-z]?", self.host), self.element]))


def compositions_of(concept: Concept) -> Compositions | None:
    """Return what is proposed to be made; None where no formulae are stated."""
    stated = concept.identifiers
    if not {"host", "series", "amounts", "element"} <= stated.keys():
        return None
    return Compositions(
        host=stated["host"],
        element=stated["element"],
        made=tuple(stated["series"].split("; ")),
        model=stated.get("model"),
        amounts=tuple(float(amount) for amount in stated["amounts"].split("; ")),
    )


def with_compositions(choice: Choice) -> Choice:
    """Return a choice whose perturbation names the host, the formulae, the phases to look for and the dangers."""
    proposed = compositions_of(choice.targets[0]) if len(choice.targets) == 1 else None
    if proposed is None or choice.perturbation.kind != "composition series":
        return choice
    host, element = proposed.host, proposed.element
    perturbation = choice.perturbation.model_copy(
        update={
            "reference_label": f"undoped {host}",
            "acceptance": (
                f"Powder X-ray diffraction of every batch: the lines of {host}, no other above 2 % of the strongest.",
                f"Lattice parameters against undoped {host} change steadily with the content of {element}; where they "
                "stop, the series stops.",
                *choice.perturbation.acceptance,
            ),
            "unknowns": (
                f"Site of {element}: proposed by analogy, to be shown by Rietveld refinement of one batch at the "
                "highest content that is of one phase.",
                *choice.perturbation.unknowns,
            ),
            "materials": (*choice.perturbation.materials, _precursors(proposed)),
            "controls": (*choice.perturbation.controls, *_model(proposed)),
        }
    )
    assay = choice.assay.model_copy(
        update={
            "safety_notes": (*choice.assay.safety_notes, *_dangers(proposed)),
            "materials": tuple(item for item in choice.assay.materials if not item.name.startswith("precursors of")),
        }
    )
    return choice.model_copy(update={"perturbation": perturbation, "assay": assay})


def _model(proposed: Compositions) -> tuple[ControlData, ...]:
    """Return the composition that is reported to work, made beside the others."""
    if proposed.model is None:
        return ()
    return (
        ControlData(
            kind=ControlKind.REFERENCE,
            material=f"{proposed.model}, made and measured alike",
            expected=f"{{readout}} moves from that of undoped {proposed.host} as it is reported to",
        ),
    )


def _precursors(proposed: Compositions) -> MaterialData:
    anions = [name for symbol, name in _ANIONS.items() if symbol in proposed.elements]
    metals = [symbol for symbol in proposed.elements if symbol not in _ANIONS]
    return MaterialData(
        name=f"dry sources of {', '.join(metals)} ({' and '.join(anions)})",
        kind="reagent",
        note="Purity at least 99.9 %; weigh by the nominal formulae of the treatments. Loss of volatile elements on "
        "firing is written down, with any excess that makes up for it. Lots into metadata.json.",
    )


def _dangers(proposed: Compositions) -> tuple[str, ...]:
    oxide = "O" in proposed.elements
    moist = [text for symbol, text in _MOIST.items() if symbol in proposed.elements and not (oxide and symbol == "S")]
    listed = [
        f"Compounds of {symbol} are on the list “{found.name}” ({found.source}): {found.meaning}."
        for found in (TOXIC, CARCINOGENIC)
        for symbol in proposed.elements
        if symbol in found.elements
    ]
    return (*listed, *moist, *([_POWDER] if oxide else []))
