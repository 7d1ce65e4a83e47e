"""What laboratories sent back in this campaign, as models are shown it."""

from coscientist.agents.workbench import Workbench
from coscientist.domain.literature import Passage

LAB = "lab:"
"""What `made_by` of a claim begins with that was measured for this campaign."""
MOST = 8


def lab_results(bench: Workbench) -> list[Passage]:
    """Return the laboratories' results that stand, in their own words; what was corrected since is not among them."""
    claims = [claim for claim in bench.graph.claims.values() if claim.made_by.startswith(LAB)]
    named = dict.fromkeys(passage for claim in sorted(claims, key=lambda item: item.id) for passage in claim.passages)
    found = bench.library.passages(named)
    return [found[item] for item in named if item in found][:MOST]
