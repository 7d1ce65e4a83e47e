"""A small run made by hand, in memory: a leaderboard of three, one merged, one known, one eliminated."""

from collections.abc import Callable, Iterable
from typing import Any

from coscientist.app.record import Record
from coscientist.domain.check import Check, CheckRole, Verdict
from coscientist.domain.claim import Claim, Predicate
from coscientist.domain.concept import Concept, ConceptKind
from coscientist.domain.decision import Decision
from coscientist.domain.event import Event
from coscientist.domain.goal import Criterion, Direction, GoalReading, Plan, Target
from coscientist.domain.hypothesis import EffectDirection, Hypothesis, MechanismStep, Prediction, Status
from coscientist.domain.literature import Passage, Source
from coscientist.domain.match import Match, Outcome
from coscientist.domain.rating import Rating
from coscientist.domain.review import NearestStatement, Novelty, NoveltyState, Objection, Review, Severity
from coscientist.domain.run import Run, RunStatus
from coscientist.store import open_store
from coscientist.tournaments.standings import Standings

Text = Callable[[str], str]
NAMES = {"lithium": "lithium", "berberine": "berberine", "gsk": "GSK-3β", "tau": "phosphorylated tau"}


def plain(text: str) -> str:
    return text


def small_record(text: Text = plain, **plan: Any) -> Record:
    """Make the run; every text that comes from people, papers or models goes through `text`."""
    store = open_store(":memory:")
    run = Run(
        id="run-20260101-abcdef",
        plan=a_plan(text, **plan),
        status=RunStatus.DONE,
        started_at="2026-01-01T10:00:00+00:00",
        ended_at="2026-01-01T10:00:30+00:00",
        versions={"coscientist": "0.1.0"},
        corpora={"made-up": "ab" * 32},
        ended_because=text("The plan was carried out."),
    )
    store.save_run(run)
    made = hypotheses(text)
    store.add_hypotheses(run.id, made)
    store.add_evidence(run.id, concepts=concepts(text), sources=sources(text), passages=passages(text), claims=claims())
    store.add_reviews(run.id, [review for item in made for review in reviews(item.id, text)])
    store.add_checks(run.id, checks(text))
    store.add_decisions(run.id, decisions(text))
    store.add_matches(run.id, matches())
    store.add_events(run.id, events(text))
    return opened(Record(store, run.id))


def opened(record: Record) -> Record:
    """Open the run anew, with ratings that are given: what is tested on it does not hang on how ratings are fitted."""
    found = Record(record._store, record.id)
    places = (("h-00000001", 1300.0, 0, 0.95), ("h-00000002", 1150.0, 1, 0.05), ("h-00000003", 1140.0, 1, 0.0))
    ratings = tuple(
        Rating(hypothesis=id_, value=value, low=value - 50, high=value + 50, matches=40, p_best=best, tier=tier)
        for id_, value, tier, best in places
    )
    found.__dict__["standings"] = Standings(ratings=ratings, k=2, matches=80, p_top_set=0.5)
    return found


def a_plan(text: Text, **changes: Any) -> Plan:
    target = Target(name=text("tau"), concepts=("tau",), words=("tau",), direction=Direction.REDUCE)
    reading = GoalReading(
        understood={text("tau"): text("phosphorylated tau")},
        not_understood=(text("flibber"),),
        ambiguous={text("AD"): (text("Alzheimer's disease"), text("atopic dermatitis"))},
    )
    fields: dict[str, Any] = {
        "goal": text("Reduce tau phosphorylation"),
        "direction": Direction.REDUCE,
        "targets": (target,),
        "criteria": (Criterion(name="evidence", question=text("How much?")),),
        "constraints": (text("orally available"),),
        "corpora": ("made-up",),
        "reading": reading,
        "briefs": 2,
    }
    return Plan(**fields | changes)


def hypotheses(text: Text) -> list[Hypothesis]:
    return [
        a_hypothesis("h-00000001", "lithium", text),
        a_hypothesis("h-00000002", "berberine", text, stated=False),
        a_hypothesis("h-00000003", "lithium", text, strategy="evolution/combine", parents=("h-00000001",), both=True),
        a_hypothesis("h-00000004", "berberine", text, strategy="evolution/ground"),
        a_hypothesis("h-00000005", "lithium", text, strategy="user"),
        a_hypothesis("h-00000006", "berberine", text, strategy="generation/analogue"),
    ]


def a_hypothesis(
    id_: str,
    start: str,
    text: Text,
    *,
    strategy: str = "generation/bridging",
    parents: tuple[str, ...] = (),
    stated: bool = True,
    both: bool = False,
) -> Hypothesis:
    starts = ("lithium", "berberine") if both else (start,)
    steps = [step for item in starts for step in _steps(item, text, stated=stated)]
    return Hypothesis(
        id=id_,
        title=text(f"{start} lowers phosphorylated tau ({id_})"),
        statement=text(f"{start} lowers phosphorylated tau by inhibiting GSK-3β."),
        strategy=strategy,
        parents=parents,
        interventions=starts,
        outcome="tau",
        outcome_sign=-1,
        mechanism=tuple(steps),
        context=(text("neurons"),),
        claims=(*(claim for step in steps for claim in step.claims), "c-more"),
        null=text("Nothing changes."),
        alternative=text("Another route."),
        predictions=(
            Prediction(
                id="pr-1",
                readout=text("pTau / tau"),
                readout_kind="phosphorylation",
                intervention=starts,
                direction=EffectDirection.DECREASE,
                primary=True,
                rationale=text("the outcome itself"),
                comparator=text("vehicle"),
            ),
        ),
        falsifiers=(text("pTau does not fall."),),
        notes=(text("A note."),),
    )


def _steps(start: str, text: Text, *, stated: bool) -> list[MechanismStep]:
    return [
        MechanismStep(
            subject=start,
            object="gsk",
            sign=-1,
            text=text(f"{start} inhibits GSK-3β"),
            claims=(f"c-{start}",) if stated else (),
            assumption=text("holds in neurons"),
        ),
        MechanismStep(subject="gsk", object="tau", sign=1, text=text("GSK-3β raises tau"), claims=("c-gsk",)),
    ]


def concepts(text: Text) -> list[Concept]:
    kinds = {"gsk": ConceptKind.PROTEIN, "tau": ConceptKind.PROTEIN}
    return [Concept(id=id_, name=text(name), kind=kinds.get(id_, ConceptKind.COMPOUND)) for id_, name in NAMES.items()]


def sources(text: Text) -> list[Source]:
    return [
        Source(id="pmid:1", title=text("Lithium and GSK"), journal=text("J Made Up"), year=1999, licence=text("CC BY")),
        Source(id="pmid:2", title=text("GSK and tau"), authors=(text("Zeta Z"), text("Ada A")), year=2001),
        Source(id="local:3", title=text("Against"), url=text("javascript:alert(1)"), year=2003, retracted=True),
    ]


def passages(text: Text) -> list[Passage]:
    quotes = {
        "p-lithium": ("pmid:1", "Lithium inhibited GSK-3β."),
        "p-berberine": ("pmid:1", "Berberine inhibited GSK-3β."),
        "p-gsk": ("pmid:2", "GSK-3β phosphorylated tau."),
        "p-against": ("local:3", "Lithium did not change GSK-3β."),
        "p-more": ("pmid:2", "Another route exists."),
        "p-near": ("pmid:2", "Lithium and tau were both measured."),
    }
    return [
        Passage(id=id_, source=source, quote=text(quote), locator=text("abstract"))
        for id_, (source, quote) in quotes.items()
    ]


def claims() -> list[Claim]:
    def claim(id_: str, subject: str, predicate: Predicate, object_: str, passage: str) -> Claim:
        return Claim(
            id=id_,
            subject=subject,
            predicate=predicate,
            object=object_,
            passages=(passage,),
            hedged=True,
            made_by="test",
        )

    return [
        claim("c-lithium", "lithium", Predicate.DECREASES, "gsk", "p-lithium"),
        claim("c-berberine", "berberine", Predicate.DECREASES, "gsk", "p-berberine"),
        claim("c-gsk", "gsk", Predicate.INCREASES, "tau", "p-gsk"),
        claim("c-against", "lithium", Predicate.NO_CHANGE, "gsk", "p-against"),
        claim("c-more", "lithium", Predicate.DECREASES, "tau", "p-more"),
    ]


def reviews(hypothesis: str, text: Text) -> Iterable[Review]:
    known = NoveltyState.KNOWN if hypothesis == "h-00000005" else NoveltyState.NOT_FOUND
    grave = Severity.MAJOR if hypothesis == "h-00000002" else Severity.MINOR
    yield Review(
        id=f"rv-{hypothesis}-evidence",
        hypothesis=hypothesis,
        reviewer="reflection/evidence",
        summary=text("One claim against."),
        scores={"evidence": 0.5},
        contradicting=("c-against",),
        objections=(Objection(kind="single source", text=text("Rests on one source."), severity=grave, step=0),),
    )
    yield Review(
        id=f"rv-{hypothesis}-novelty",
        hypothesis=hypothesis,
        reviewer="reflection/novelty",
        summary=text("Searched."),
        novelty=Novelty(
            state=known,
            searched=(text("made-up@abababababab"),),
            nearest=(NearestStatement(passage="p-near", similarity=0.8, relation="similar wording"),),
        ),
    )


def checks(text: Text) -> list[Check]:
    def check(property_: str, value: float | str | bool, verdict: Verdict, **fields: Any) -> Check:
        return Check(
            id=f"k-{property_}",
            hypothesis="h-00000001",
            tool="chemistry.structure",
            subject=text("lithium"),
            property=property_,
            value=value,
            method=text("RDKit"),
            source=text("a table"),
            verdict=verdict,
            note=text("a note"),
            **fields,
        )

    return [
        check("canonical SMILES", "[Li+]", Verdict.PASS),
        check("molecular weight", 6.94, Verdict.PASS, unit="g/mol"),
        check("valid", True, Verdict.PASS, role=CheckRole.GATE),
        check("alerts", text("metal"), Verdict.WARN),
    ]


def decisions(text: Text) -> list[Decision]:
    return [
        Decision(
            id="d-4", hypothesis="h-00000004", status=Status.MERGED, by="proximity", into="h-00000002",
            why=text("Same as h-00000002."),
        ),
        Decision(id="d-5", hypothesis="h-00000005", status=Status.KNOWN, by="reflection/novelty", why=text("Stated.")),
        Decision(id="d-6", hypothesis="h-00000006", status=Status.ELIMINATED, by="person:ada", why=text("No supply.")),
    ]  # fmt: skip


def matches() -> list[Match]:
    """The first wins always against both others."""
    return [
        Match(
            id=f"m-{number}-{other}",
            first="h-00000001" if number % 2 else other,
            second=other if number % 2 else "h-00000001",
            judge="panel/evidence",
            outcome=Outcome.FIRST if number % 2 else Outcome.SECOND,
            round=number,
        )
        for number in range(40)
        for other in ("h-00000002", "h-00000003")
    ]


def events(text: Text) -> list[Event]:
    return [
        Event(id="e-1", kind="stage", stage="tournament", message=text("Stopped after round 39.")),
        Event(id="e-2", kind="skipped", stage="brief", message=text("No brief, because there is no readout.")),
    ]
