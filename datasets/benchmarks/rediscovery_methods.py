"""What the rediscovery benchmark compares: ours, the baselines, and ours with parts left out."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from coscientist.domain.claim import Claim
from coscientist.evidence.scores.baselines import AdamicAdar, Chance, DegreeProduct, Neighbourhoods, SpectralEmbedding
from coscientist.evidence.scores.features import FEATURE_GROUPS
from coscientist.evidence.scores.learned import LearnedScores, SnapshotAt, learn, training_examples
from coscientist.evidence.scores.pair_score import PairScore
from coscientist.evidence.scores.path_scores import PathScores
from coscientist.evidence.scores.steps import ClaimReading, StepWeights

OURS, BASELINE, ABLATION = "ours", "baseline", "ablation"
REFERENCE = AdamicAdar.name
CLAIMS_ONLY = StepWeights(kin=0.0, paper=0.0)


@dataclass(frozen=True)
class Method:
    """A score with its name in the table and the part that it plays there."""

    name: str
    part: str
    score: PairScore


def methods_at(snapshot_at: SnapshotAt, claims: Sequence[Claim], cut: int, seed: int) -> list[Method]:
    """Build every method from what was known at the cut; the learned ones from earlier cuts alone."""
    snapshot = snapshot_at(cut)
    graph = snapshot.graph
    hoods = Neighbourhoods(graph)
    examples = training_examples(snapshot_at, claims, until=cut)
    learned = LearnedScores(snapshot, learn(examples))
    methods = [
        Method("path score", OURS, PathScores(graph)),
        Method("learned combination", OURS, learned),
        Method(DegreeProduct.name, BASELINE, DegreeProduct(graph)),
        Method(AdamicAdar.name, BASELINE, AdamicAdar(graph, hoods)),
        Method(SpectralEmbedding.name, BASELINE, SpectralEmbedding(graph, hoods)),
        Method(Chance.name, BASELINE, Chance(np.random.default_rng([seed, cut]))),
    ]
    paths = {
        "paths: claims only": PathScores(graph, CLAIMS_ONLY),
        "paths: claims only, each claim alike": PathScores(graph, CLAIMS_ONLY, reading=ClaimReading.UNWEIGHTED),
        "paths: claims only, along their direction": PathScores(graph, CLAIMS_ONLY, reading=ClaimReading.FORWARD),
        "paths: claims only, direction and sign": PathScores(graph, CLAIMS_ONLY, reading=ClaimReading.SIGNED),
        "paths: claims only, two steps": PathScores(graph, CLAIMS_ONLY, lengths=(2,)),
        "paths: claims and kin": PathScores(graph, StepWeights(paper=0.0)),
        "paths: shared papers only": PathScores(graph, StepWeights(claim=0.0, kin=0.0)),
    }
    methods += [Method(name, ABLATION, score) for name, score in paths.items()]
    for group in FEATURE_GROUPS:
        methods.append(
            Method(f"learned without {group}", ABLATION, learned.with_coefficients(learn(examples, without={group})))
        )
        others = set(FEATURE_GROUPS) - {group}
        methods.append(
            Method(f"learned from {group} alone", ABLATION, learned.with_coefficients(learn(examples, without=others)))
        )
    return methods
