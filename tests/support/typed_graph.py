"""A made-up graph of drugs, genes and diseases in which drugs treat what involves the genes that they bind."""

import numpy as np

from coscientist.evidence.knowledge_graph import EdgeType, KnowledgeGraph

TREATS = EdgeType(source="Drug", verb="treats", target="Disease")
BINDS = EdgeType(source="Drug", verb="binds", target="Gene")
INVOLVES = EdgeType(source="Disease", verb="involves", target="Gene")
LIKE = EdgeType(source="Gene", verb="like", target="Gene", directed=False)


def random_graph(seed: int) -> KnowledgeGraph:
    rng = np.random.default_rng(seed)
    drugs, genes, diseases = (
        [f"{letter}{at:02d}" for at in range(size)] for letter, size in (("d", 40), ("g", 60), ("x", 15))
    )
    binds = rng.random((40, 60)) < 0.06
    involves = rng.random((15, 60)) < 0.08
    shared = binds.astype(int) @ involves.T.astype(int)
    treats = rng.random((40, 15)) < np.where(shared > 0, 0.6, 0.02)
    like = np.triu(rng.random((60, 60)) < 0.03, 1)
    named = [(TREATS, treats, drugs, diseases), (BINDS, binds, drugs, genes), (INVOLVES, involves, diseases, genes)]
    edges = {
        kind: [(starts[int(one)], ends[int(other)], None) for one, other in np.argwhere(found)]
        for kind, found, starts, ends in [*named, (LIKE, like, genes, genes)]
    }
    return KnowledgeGraph({"Drug": drugs, "Gene": genes, "Disease": diseases}, edges, {})
