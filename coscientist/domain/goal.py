"""A research goal and the plan read out of it."""

from enum import StrEnum

from coscientist.domain.base import Value


class Direction(StrEnum):
    """What the goal wants to happen to its target."""

    REDUCE = "reduce"
    INCREASE = "increase"
    RESTORE = "restore"
    MODULATE = "modulate"
    EXPLAIN = "explain"
    FIND = "find"

    @property
    def sign(self) -> int:
        """-1 for less of the target, +1 for more, 0 when the goal does not say."""
        return {"reduce": -1, "increase": 1, "restore": 1}.get(self.value, 0)


class Target(Value):
    """A concept, or a family of concepts, that the goal wants changed or explained."""

    name: str
    concepts: tuple[str, ...]
    """Concept ids in the corpora, most specific match first."""
    words: tuple[str, ...]
    """The words of the goal that were read as this target."""
    direction: Direction
    end: str = ""
    """Where the goal asks for several things at once, the one that this target stands for; else empty."""


class GoalReading(Value):
    """Which words of the goal were understood, and as what."""

    understood: dict[str, str] = {}
    """Word or phrase to what it was read as."""
    not_understood: tuple[str, ...] = ()
    ambiguous: dict[str, tuple[str, ...]] = {}
    """Phrase to the concept names it could also mean."""
    at_the_bench: dict[str, tuple[str, ...]] = {}
    """Disease to the readouts by which its treatments are first judged."""
    taken_for: dict[str, str] = {}
    """What the goal names of a thing (`tau secretion`) to the thing, where the corpora do not tell them apart."""


class Criterion(Value):
    """One thing that a judge weighs.

    `weight` against the largest weight of the panel is the share of pairs that this judge is asked about; 0 leaves it
    out.
    """

    name: str
    question: str
    weight: float = 1.0


class Plan(Value):
    """How a goal will be pursued; shown before anything is spent, and editable."""

    goal: str
    direction: Direction
    targets: tuple[Target, ...]
    context: tuple[Target, ...] = ()
    """Concepts that the goal names as its setting (a disease, a tissue), not as what should change."""
    intervention_kinds: tuple[str, ...] = ("compound", "protein", "gene", "rna")
    protein_classes: tuple[str, ...] = ()
    """Classes such as `kinase` of which every protein that is changed has to be one; empty: any protein."""
    micro_rna: bool = False
    """Whether every RNA that is changed has to be a microRNA."""
    intervention_sign: int = 0
    """-1 where proteins, genes and RNAs are to be lowered, +1 where they are to be raised; 0: either."""
    together: bool = False
    """Whether only interventions that are given together answer the goal."""
    constraints: tuple[str, ...] = ()
    """Named concepts to avoid, and conditions that the goal states in words."""
    excluded_concepts: tuple[str, ...] = ()
    through: tuple[str, ...] = ()
    """Concepts by which the goal wants the change brought about; empty: any."""
    through_sign: int = 0
    """+1 where these are to rise, -1 where they are to fall; 0: either."""
    criteria: tuple[Criterion, ...] = ()
    corpora: tuple[str, ...] = ("hbp",)
    sources: tuple[str, ...] = ()
    """Network services that this run may ask; empty: none."""
    queries: tuple[str, ...] = ()
    """What they are asked to find; changed in a plan, they are asked anew."""
    until: int | None = None
    """Last year of publication that the engine may see; None: no limit."""
    profile: str = "standard"
    hypotheses: int = 24
    cycles: int = 2
    briefs: int = 3
    seed: int = 0
    model: str | None = None
    max_calls: int | None = None
    max_tokens: int | None = None
    max_cost_usd: float | None = None
    max_seconds: float | None = None
    reading: GoalReading = GoalReading()

    @property
    def ends(self) -> tuple[str, ...]:
        """Return the things that the goal wants changed at once; empty where it names one, or any of several."""
        return tuple(dict.fromkeys(target.end for target in self.targets if target.end))

    @property
    def means(self) -> str:
        """Return in words what may be changed, and how: `protein (kinase), lowered`."""
        proteins = f"protein ({', '.join(self.protein_classes)})" if self.protein_classes else "protein"
        named = {"protein": proteins, "rna": "microRNA" if self.micro_rna else "rna"}
        kinds = ", ".join(named.get(kind, kind) for kind in self.intervention_kinds)
        how = {-1: ", lowered", 1: ", raised"}.get(self.intervention_sign, "")
        return kinds + how + (", two together" if self.together else "")
