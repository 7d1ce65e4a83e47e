"""Whether the searched literature already says it, and what comes nearest."""

from collections.abc import Iterable, Sequence

from coscientist.agents.reflection.ends import reported_of_ends
from coscientist.agents.reflection.mentions import mentions_in_passages, mentions_in_titles, spellings
from coscientist.agents.reflection.reviewer import written
from coscientist.agents.wording import as_outcome, capital
from coscientist.agents.workbench import Need, Workbench
from coscientist.domain.check import Check
from coscientist.domain.claim import Claim
from coscientist.domain.concept import ConceptKind
from coscientist.domain.hypothesis import Hypothesis
from coscientist.domain.review import NearestStatement, Novelty, NoveltyState, Objection, Review, Severity
from coscientist.literature.extraction.spelling import spelled
from coscientist.literature.inquiring import Inquired
from coscientist.literature.searched import services_searched, troubles

NEAR_COSINE = 0.70
"""Cosine between sentence vectors from which a passage counts as saying something near."""
SHOWN = 3
OTHERWISE_SET = "states it in another setting"
SCORES = {
    NoveltyState.KNOWN: 0.0,
    NoveltyState.IMPLIED: 0.35,
    NoveltyState.NEAR: 0.65,
    NoveltyState.NOT_FOUND: 1.0,
    NoveltyState.NOT_SEARCHED: 0.5,
}
"""Rank order of how little was found; the figures only space the ranks."""

OF_ONE_CLASS = 0.2
"""A look-alike of its model's own class: between what the literature states and what it implies."""


class NoveltyReviewer:
    """Looks for the hypothesis in the corpora: as a claim, a sentence like it, a passage or title that names both ends.

    Where services may be asked, each hypothesis is also asked about by the names of its ends. A look-alike of its
    model's own class of medicines counts as nearly known.

    Limits: says what was searched and until when. Nothing found here does not mean that nobody knows it.
    """

    name = "reflection/novelty"
    needs = frozenset({Need.EVIDENCE})

    def review(self, bench: Workbench, hypothesis: Hypothesis, checks: Sequence[Check]) -> Review:
        """Return the review; what is known already may not play. `checks` are not looked at."""
        del checks
        same, opposite = reported_of_ends(bench, hypothesis)
        otherwise_set = [claim for claim in same if not _in_setting(bench, hypothesis, claim)]
        same = [claim for claim in same if claim not in otherwise_set]
        mentions = [*mentions_in_passages(bench, hypothesis), *mentions_in_titles(bench, hypothesis)]
        near = _near(bench, hypothesis)
        told = (
            Inquired((), ()) if same or bench.inquirer is None else bench.inquirer.about(_asked_for(bench, hypothesis))
        )
        elsewhere = [
            NearestStatement(passage=item.passage.id, similarity=1.0, relation=item.relation)
            for item in told.statements
        ]
        if same:
            state = NoveltyState.KNOWN
        elif mentions or opposite or otherwise_set or elsewhere:
            state = NoveltyState.IMPLIED
        else:
            state = NoveltyState.NEAR if near else NoveltyState.NOT_FOUND
        nearest = [
            *_shown(same, "states it"),
            *_shown(otherwise_set, OTHERWISE_SET),
            *_shown(opposite, "states the opposite"),
            *mentions,
            *elsewhere[:SHOWN],
            *near,
        ]
        novelty = Novelty(
            state=state,
            searched=(*bench.library.searched(), *services_searched(told.asked)),
            unavailable=tuple(dict.fromkeys((*bench.library.not_searched(), *troubles(told.asked)))),
            until=bench.plan.until,
            nearest=tuple({item.passage: item for item in reversed(nearest)}.values())[::-1][:SHOWN],
        )
        expected = _of_one_class(bench, hypothesis)
        return written(
            self.name,
            hypothesis,
            _summary(state, novelty),
            scores={"novelty": min(SCORES[state], OF_ONE_CLASS) if expected else SCORES[state]},
            objections=[expected] if expected else [],
            contradicting=[claim.id for claim in opposite],
            novelty=novelty,
            eliminate="The searched literature states it already." if state is NoveltyState.KNOWN else None,
        )


def _of_one_class(bench: Workbench, hypothesis: Hypothesis) -> Objection | None:
    """Object to a look-alike that is a medicine of its model's class: whoever knows the field expects it of both."""
    if hypothesis.strategy != "generation/analogue" or not hypothesis.mechanism:
        return None
    from coscientist.tools.chemistry.inn_stems import SOURCE, shared_stem

    like, model = bench.concept(hypothesis.interventions[0]), bench.concept(hypothesis.mechanism[0].subject)
    if not like.kind is model.kind is ConceptKind.COMPOUND:
        return None
    stem = shared_stem(like.name, model.name)
    if stem is None:
        return None
    text = (
        f"{capital(like.name)} and {model.name} are medicines of one class (-{stem.ending}: {stem.meaning}; {SOURCE}): "
        "that both act alike is what the field expects, and other literature may well state it."
    )
    return Objection(kind="one class", text=text, severity=Severity.MINOR)


def _asked_for(bench: Workbench, hypothesis: Hypothesis) -> list[list[str]]:
    """Return the ends of a hypothesis by their spellings, as services are asked about them."""
    ends = [*hypothesis.interventions, *([hypothesis.outcome] if len(hypothesis.interventions) == 1 else [])]
    return [spellings(bench.concept(item)) for item in ends]


def _summary(state: NoveltyState, novelty: Novelty) -> str:
    where = "; ".join(novelty.searched)
    down = f" Not searched: {'; '.join(novelty.unavailable)}." if novelty.unavailable else ""
    return {
        NoveltyState.KNOWN: f"Known: stated in {where}.",
        NoveltyState.IMPLIED: f"Implied: {where} states it for another setting."
        if any(item.relation == OTHERWISE_SET for item in novelty.nearest)
        else f"Implied: passages or titles in {where} name both ends without stating it.",
        NoveltyState.NEAR: f"Near: {where} has sentences of like wording, none that states it.",
        NoveltyState.NOT_FOUND: f"Nothing found in {where}; other literature was not searched.",
        NoveltyState.NOT_SEARCHED: "Not searched.",
    }[state] + down


def _in_setting(bench: Workbench, hypothesis: Hypothesis, claim: Claim) -> bool:
    """Say whether a claim was made where the goal is set.

    A curator links claims with that in mind; one that a machine read counts where its sentence, or the title of its
    paper, names the setting.
    """
    places = [bench.concept(target.concepts[0]) for target in bench.plan.context]
    places = [place for place in places if place.id != hypothesis.outcome]
    if not places or not claim.read_by_machine:
        return True
    texts = [passage.quote for passage in bench.library.passages(claim.passages).values()]
    texts += [source.title for source in bench.library.sources([claim.source or ""]).values()]
    spoken = [spelled(text) for text in texts]
    called = [spelled(name).rstrip() for place in places for name in (place.name, *place.synonyms)]
    return any(name in text for name in called for text in spoken)


def _shown(claims: Iterable[Claim], relation: str) -> list[NearestStatement]:
    return [
        NearestStatement(passage=claim.passages[0], similarity=1.0, relation=relation)
        for claim in claims
        if claim.passages
    ][:SHOWN]


def _near(bench: Workbench, hypothesis: Hypothesis) -> list[NearestStatement]:
    sentence = f"{hypothesis.title}. {as_outcome(bench.concept(hypothesis.outcome))}"
    vector = bench.embedder.encode([sentence])[0]
    return [
        NearestStatement(passage=hit.passage.id, similarity=round(hit.score, 4), relation="similar wording")
        for hit in bench.library.nearest(vector, limit=SHOWN)
        if hit.score >= NEAR_COSINE
    ]
