"""The records of a BEL graph in node-link JSON: concepts, then sources, passages and claims."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from coscientist.datasets.packs.bel_claims import claim, passage, source
from coscientist.datasets.packs.bel_names import Names
from coscientist.datasets.packs.bel_terms import concept
from coscientist.domain.claim import Claim
from coscientist.domain.concept import Concept
from coscientist.domain.literature import Passage, Source

Block = Mapping[str, Any]


def bel_records(
    nodes: Sequence[Block], links: Sequence[Block], names: Names, *, licence: str, attribution: str, made_by: str
) -> Iterator[Source | Concept | Passage | Claim]:
    """Yield concepts, then sources, passages and claims, each after what it refers to."""
    read = [concept(node, names) for node in nodes]
    species = [{"MGI": "mouse", "RGD": "rat"}.get(str(node.get("namespace"))) for node in nodes]
    used = {index for link in links for index in (link["source"], link["target"])}
    kept = {item.id: item for index, item in enumerate(read) if item is not None and index in used}
    yield from sorted([*kept.values(), *_missing_bases(kept, names)], key=lambda item: item.id)
    seen: set[str] = set()
    for link in links:
        subject, object_ = read[link["source"]], read[link["target"]]
        if subject is None or object_ is None:
            continue
        quoted = None
        if link.get("evidence") and link.get("citation"):
            cited = source(link["citation"], licence, attribution)
            quoted = passage(link["evidence"], cited, link.get("annotations") or {})
            for record in (cited, quoted):
                if record.id not in seen:
                    seen.add(record.id)
                    yield record
        made = claim(link, subject.id, object_.id, quoted, made_by, species[link["source"]] or species[link["target"]])
        if made is not None and made.id not in seen:
            seen.add(made.id)
            yield made


def _missing_bases(kept: dict[str, Concept], names: Names) -> list[Concept]:
    """Make the plain concept of a state or variant (phosphorylated tau) where only the state has an edge."""
    made: dict[str, Concept] = {}
    for item in kept.values():
        if item.parent and item.parent not in kept and item.parent not in made:
            namespace, label = next(iter(item.identifiers.items()))
            made[item.parent] = Concept(
                id=item.parent,
                name=names.readable(namespace, label),
                kind=item.kind,
                identifiers=item.identifiers,
                synonyms=names.synonyms(namespace, label),
            )
    return list(made.values())
