"""Rules of thumb for oral drugs and for reaching the brain, and QED. Imports RDKit."""

from functools import lru_cache

from rdkit import rdBase
from rdkit.Chem import QED

from coscientist.domain.base import Value
from coscientist.tools.chemistry.descriptors import MolecularDescriptors, describe
from coscientist.tools.chemistry.molecule import molecule


class Bound(Value):
    """An upper limit on one descriptor."""

    descriptor: str
    """Field of MolecularDescriptors."""
    at_most: float


class Rule(Value):
    """A published set of limits, with how many of them may be broken."""

    name: str
    bounds: tuple[Bound, ...]
    allowed_violations: int
    source: str
    validity: str


class RuleOutcome(Value):
    """How a molecule stands to a rule."""

    rule: Rule
    violations: tuple[str, ...]
    """`molecular weight 1021 > 500` for each limit exceeded."""

    @property
    def passes(self) -> bool:
        """Whether no more limits are exceeded than the rule allows."""
        return len(self.violations) <= self.rule.allowed_violations


LIPINSKI = Rule(
    name="Lipinski rule of five",
    bounds=(
        Bound(descriptor="molecular_weight", at_most=500),
        Bound(descriptor="logp", at_most=5),
        Bound(descriptor="donors", at_most=5),
        Bound(descriptor="acceptors", at_most=10),
    ),
    allowed_violations=1,
    source="doi:10.1016/S0169-409X(96)00423-1",
    validity="orally absorbed small molecules taken up passively; not natural products, peptides or transported drugs",
)
VEBER = Rule(
    name="Veber rule",
    bounds=(Bound(descriptor="rotatable_bonds", at_most=10), Bound(descriptor="tpsa", at_most=140)),
    allowed_violations=0,
    source="doi:10.1021/jm020017n",
    validity="fitted to oral bioavailability in the rat of 1,100 drug candidates",
)
BRAIN_SIZE_POLARITY = Rule(
    name="brain access by size and polar surface",
    bounds=(Bound(descriptor="molecular_weight", at_most=450), Bound(descriptor="tpsa", at_most=90)),
    allowed_violations=0,
    source="doi:10.3109/10611869808997889",
    validity="passive diffusion of small organic molecules; says nothing of efflux, carriers or protein binding",
)


@lru_cache(maxsize=4096)
def judge_by(rule: Rule, smiles: str) -> RuleOutcome:
    """Return which limits of a rule a molecule exceeds.

    Raises: StructureError.
    """
    descriptors = describe(smiles)
    return RuleOutcome(rule=rule, violations=tuple(_exceeded(rule, descriptors)))


@lru_cache(maxsize=4096)
def qed(smiles: str) -> float:
    """Return the quantitative estimate of drug-likeness, weighted mean of eight desirabilities, 0 to 1.

    Source: doi:10.1038/nchem.1243.
    Limits: fitted to 771 oral drugs; small organic molecules only.
    """
    with rdBase.BlockLogs():
        return float(QED.qed(molecule(smiles)))  # type: ignore[no-untyped-call]


def _exceeded(rule: Rule, descriptors: MolecularDescriptors) -> list[str]:
    return [
        f"{bound.descriptor.replace('_', ' ')} {value:.4g} > {bound.at_most:g}"
        for bound in rule.bounds
        if (value := float(getattr(descriptors, bound.descriptor))) > bound.at_most
    ]
