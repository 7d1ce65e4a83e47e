"""The mechanism of a hypothesis as a small graph: what is done, through what, to what end."""

from typing import TYPE_CHECKING

from coscientist.agents.wording import plural
from coscientist.domain.base import Value
from coscientist.domain.concept import ConceptKind
from coscientist.domain.hypothesis import Hypothesis, MechanismStep

if TYPE_CHECKING:
    from coscientist.app.record import Record
    from coscientist.app.views.evidence import StepEvidence


class Station(Value):
    """A concept on the way, with its place: `column` counts from the left, `lane` from above."""

    name: str
    role: str
    """`intervention`, `mediator`, `outcome` or `reference`: something known to act that is not itself proposed."""
    says: str
    """What happens to it: `give`, `knock down`, `via`, `expect less`."""
    column: int
    lane: float


class Arrow(Value):
    """A step between two stations, by their places in the list."""

    start: int
    end: int
    sign: int
    sources: int
    """0: not stated by anything found."""
    against: int


class Pathway(Value):
    """What is drawn."""

    stations: tuple[Station, ...]
    arrows: tuple[Arrow, ...]
    columns: int
    lanes: int

    def described(self) -> str:
        """Say the drawing in words, for those who do not see it."""
        verbs = {1: "raises", -1: "lowers", 0: "acts on"}
        return "; ".join(
            f"{self.stations[arrow.start].name} {verbs[arrow.sign]} {self.stations[arrow.end].name}"
            f" ({plural(arrow.sources, 'source') if arrow.sources else 'not stated by anything found'})"
            for arrow in self.arrows
        )


def pathway(record: "Record", item: Hypothesis, steps: "tuple[StepEvidence, ...]") -> Pathway:
    """Lay the steps out: a lane for each unbroken chain, the outcome shared and last."""
    chains = _chains(item.mechanism) or [[_bare(item, start)] for start in item.interventions]
    evidence = {(step.subject, step.object): step for step in steps}
    longest = max((len(chain) for chain in chains), default=0)
    stations = [_outcome(record, item, longest, (len(chains) - 1) / 2)]
    arrows: list[Arrow] = []
    for lane, chain in enumerate(chains):
        offset = longest - len(chain) if chain[-1].object == item.outcome else 0
        stations.append(_station(record, item, chain[0].subject, offset, lane))
        here = len(stations) - 1
        for place, step in enumerate(chain, start=1):
            there = 0
            if step.object != item.outcome:
                stations.append(_station(record, item, step.object, offset + place, lane))
                there = len(stations) - 1
            found = evidence.get((step.subject, step.object))
            arrows.append(
                Arrow(
                    start=here,
                    end=there,
                    sign=step.sign,
                    sources=found.sources if found else 0,
                    against=len({quote.citation.source for quote in found.against}) if found else 0,
                )
            )
            here = there
    return Pathway(stations=tuple(stations), arrows=tuple(arrows), columns=longest + 1, lanes=len(chains))


def _chains(steps: tuple[MechanismStep, ...]) -> list[list[MechanismStep]]:
    chains: list[list[MechanismStep]] = []
    for step in steps:
        if chains and chains[-1][-1].object == step.subject:
            chains[-1].append(step)
        else:
            chains.append([step])
    return chains


def _bare(item: Hypothesis, start: str) -> MechanismStep:
    """Return the hypothesis itself as a step, where it names no mechanism."""
    return MechanismStep(subject=start, object=item.outcome, sign=item.intervention_sign * item.outcome_sign, text="")


def _outcome(record: "Record", item: Hypothesis, column: int, lane: float) -> Station:
    expected = {-1: "expect less", 1: "expect more"}.get(item.outcome_sign, "expect a change")
    return Station(name=record.name(item.outcome), role="outcome", says=expected, column=column, lane=lane)


def _station(record: "Record", item: Hypothesis, concept_id: str, column: int, lane: int) -> Station:
    role, says = "mediator", "via"
    if concept_id in item.interventions:
        role, says = "intervention", _deed(record, concept_id, item.intervention_sign)
    elif column == 0 or not any(step.object == concept_id for step in item.mechanism):
        role, says = "reference", "known to act"
    return Station(name=record.name(concept_id), role=role, says=says, column=column, lane=lane)


def _deed(record: "Record", concept_id: str, sign: int) -> str:
    concept = record.concepts.get(concept_id)
    if concept is not None and concept.kind in (ConceptKind.PROTEIN, ConceptKind.GENE, ConceptKind.RNA):
        return "over-express" if sign > 0 else "knock down"
    return "give" if sign > 0 else "take away"
