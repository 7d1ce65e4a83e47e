"""What can be done to a thing: given, lowered, raised, and when that would be no intervention at all."""

import re

from coscientist.agents.genes import comes_from_outside
from coscientist.agents.workbench import Workbench
from coscientist.domain.concept import Concept, ConceptKind
from coscientist.evidence.links import Link
from coscientist.evidence.paths import EvidencePath

_ADDED = r"(?:s|es)?[- ‐‑](?:\([^()]*\)[- ]?)?(?:induced|stimulated|evoked|elicited|triggered|challenged|treated)"
"""After the name of what an assay adds: `thrombin-induced aggregation`."""

_ADDED_BY = r"(?:(?:induced|stimulated|evoked|elicited|produced|caused|triggered) by|responses? to) (?:\w+,? ){0,2}"
SPELLINGS = 40
"""Names by which a quote may call a protein that are looked for."""
MOSTLY = 2 / 3
"""Share of the quotes from which on a protein counts as what is added; titles have other ways to say so, too."""


def dose_of(bench: Workbench, path: EvidencePath) -> int:
    """Compounds are given; of a protein, gene or RNA one may have more or less, whichever the goal needs."""
    if is_only_given(bench.concept(path.start)):
        return 1
    wanted = bench.outcomes.get(path.end, 0)
    return 1 if wanted == 0 or path.sign == wanted else -1


def is_only_given(concept: Concept) -> bool:
    """Say whether an intervention is given and cannot be lowered: a compound, a protein that is a drug or a toxin."""
    return concept.kind is ConceptKind.COMPOUND or comes_from_outside(concept)


def is_a_challenge(bench: Workbench, link: Link) -> bool:
    """Say whether papers speak of a protein only as of what they add to provoke an effect: `collagen-induced …`.

    To lower what was added from outside is to leave the challenge out, and no intervention.
    """
    concept = bench.concept(link.subject)
    if concept.kind is ConceptKind.COMPOUND:
        return False
    claims = [claim for claim in bench.graph.claims_between(link.subject, link.object) if claim.sign == link.sign]
    if not claims or not all(claim.read_by_machine for claim in claims):
        return False
    spelled = (re.escape(name) for name in bench.spellings(concept)[:SPELLINGS])
    added = re.compile("|".join(rf"\b{name}{_ADDED}|{_ADDED_BY}{name}\b" for name in spelled), re.IGNORECASE)
    quotes = bench.library.passages(tuple(passage for claim in claims for passage in claim.passages)).values()
    return sum(added.search(passage.quote) is not None for passage in quotes) > MOSTLY * len(quotes)


def works_against(bench: Workbench, concept: str, dose: int) -> bool:
    """Say whether sources report an intervention to move what the goal wants changed rather the wrong way.

    Over-expression of TGFB1 is reported to raise what fibrosis is judged by, whatever else it lowers.
    """
    moved = [
        link.sign * dose * wanted
        for outcome, wanted in bench.outcomes.items()
        if (link := bench.graph.link(concept, outcome)) is not None and link.causal > 0
    ]
    return sum(moved) < 0
