"""A compound that is reported to do what is predicted: it shows whether the test system can answer at all."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from coscientist.domain.base import Value
from coscientist.domain.brief_quantity import Amount
from coscientist.domain.claim import Claim
from coscientist.domain.concept import Concept, ConceptKind
from coscientist.domain.hypothesis import EffectDirection, Hypothesis
from coscientist.domain.literature import Passage
from coscientist.evidence.links import Link, make_link
from coscientist.experiments.briefs.dosing import DoseRange, dose_levels, dose_range
from coscientist.safety.substances import refusal, substance_checks

_SIGNS = {EffectDirection.INCREASE: 1, EffectDirection.DECREASE: -1}


class KnownActive(Value):
    """A registered compound whose effect on the readout is in the run's evidence."""

    concept: Concept
    doses: DoseRange
    sources: tuple[str, ...]
    """Where the effect is reported."""
    quote: str
    """One of the sentences that report it."""

    @property
    def dose(self) -> Amount:
        """The one dose that it is given at: half a log below the top of its range, the highest that is reported."""
        return dose_levels(self.doses.top, 2)[0]


def known_active(
    hypothesis: Hypothesis,
    concepts: Mapping[str, Concept],
    claims: Sequence[Claim],
    passages: Sequence[Passage],
) -> KnownActive | None:
    """Return the compound best reported to move the primary readout the predicted way; None where none is.

    It is a medicine or registered compound, so that it can be ordered; it is no part of the hypothesis; more sources
    report the effect than the opposite. A report on the readout without its site (`tau phosphorylation`) serves too,
    after one on the readout itself.
    """
    primary = next((item for item in hypothesis.predictions if item.primary), None)
    if primary is None or primary.readout_concept is None or primary.direction not in _SIGNS:
        return None
    wanted = _SIGNS[primary.direction]
    quotes = {passage.id: passage for passage in passages}
    for readout in _readouts(concepts, primary.readout_concept):
        links = [link for link in _links_into(readout, claims) if link.sign == wanted and link.opposing == 0]
        for link in sorted(links, key=lambda link: (-link.sources, -link.causal, link.subject)):
            concept = concepts.get(link.subject)
            if concept is None or link.subject in hypothesis.interventions or not _can_be_used(concept):
                continue
            told = [c for c in claims if c.id in link.claims and c.predicate.sign == wanted and c.predicate.causal]
            said = [quotes[p] for c in told for p in c.passages if p in quotes]
            if said:
                return KnownActive(
                    concept=concept,
                    doses=dose_range(concept, claims=claims, passages=passages),
                    sources=tuple(dict.fromkeys(passage.source for passage in said)),
                    quote=said[0].quote.strip(),
                )
    return None


def _readouts(concepts: Mapping[str, Concept], readout: str) -> list[str]:
    """Return the readout, then the same state of the same thing without a site."""
    own = concepts.get(readout)
    if own is None or own.site is None:
        return [readout]
    whole = [
        other.id
        for other in concepts.values()
        if other.parent == own.parent and other.modification == own.modification and other.site is None
    ]
    return [readout, *sorted(whole)]


def _links_into(readout: str, claims: Iterable[Claim]) -> list[Link]:
    by_subject: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.object == readout and claim.predicate.causal and not claim.hedged:
            by_subject[claim.subject].append(claim)
    return [make_link(subject, readout, found) for subject, found in sorted(by_subject.items())]


def _can_be_used(concept: Concept) -> bool:
    """Say whether it is a single registered compound that no safety list names."""
    from coscientist.tools.chemistry.drug_table import drug_table

    if concept.kind is not ConceptKind.COMPOUND:
        return False
    found = [record for name in (concept.name, *concept.synonyms) for record in drug_table().find(name)]
    if not found or any(record.is_class or record.is_macromolecule for record in found):
        return False
    structures = [record.smiles for record in found if record.smiles]
    return refusal(substance_checks([concept], lambda _: next(iter(structures), None), hypothesis="")) is None
