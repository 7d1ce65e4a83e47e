"""Hypotheses, briefs and filled-in results to test the experiments room with."""

import csv
import io
import random
from collections.abc import Callable
from functools import cache
from typing import Any

from coscientist.domain.base import content_id
from coscientist.domain.brief import Brief
from coscientist.domain.concept import Concept, ConceptKind
from coscientist.domain.goal import Direction, Plan
from coscientist.domain.hypothesis import EffectDirection, Hypothesis, Prediction
from coscientist.domain.result import Result, ResultMetadata, ResultStatus
from coscientist.experiments.briefs.building import build_brief
from coscientist.experiments.briefs.template import results_template
from coscientist.experiments.intake.decoding import read_rows
from coscientist.experiments.intake.measurements import read_measurements

CREATED = "2026-01-01T00:00:00Z"
CONCEPTS = {
    concept.id: concept
    for concept in (
        Concept(id="c:minocycline", name="minocycline", kind=ConceptKind.COMPOUND),
        Concept(id="c:curcumin", name="curcumin", kind=ConceptKind.COMPOUND),
        Concept(id="p:GSK3B", name="GSK3B", kind=ConceptKind.PROTEIN, identifiers={"HGNC": "GSK3B"}),
        Concept(id="p:tau-p", name="tau phosphorylated at Ser396", kind=ConceptKind.PROTEIN),
        Concept(id="m:miR-132", name="miR-132", kind=ConceptKind.RNA),
        Concept(id="m:llzo", name="Ga-doped Li7La3Zr2O12", kind=ConceptKind.MATERIAL),
        Concept(id="x:mitophagy", name="mitophagy", kind=ConceptKind.PROCESS),
    )
}
PLAN = Plan(
    goal="Find interventions that reduce tau phosphorylation in Alzheimer's disease",
    direction=Direction.REDUCE,
    targets=(),
)


def a_hypothesis(
    *interventions: str,
    sign: int = 1,
    kind: str = "phosphorylation",
    readout: str = "tau phosphorylated at Ser396, relative to total tau",
    direction: EffectDirection = EffectDirection.DECREASE,
    comparator: str = "vehicle",
    more: tuple[Prediction, ...] = (),
    **prediction: Any,
) -> Hypothesis:
    """A hypothesis that an intervention moves a readout."""
    targets = interventions or ("c:minocycline",)
    primary = Prediction(
        id="pr-1",
        readout=readout,
        readout_concept="p:tau-p",
        readout_kind=kind,
        intervention=targets,
        comparator=comparator,
        direction=direction,
        primary=True,
        **prediction,
    )
    return Hypothesis(
        id="h-1",
        title="An intervention lowers tau phosphorylation",
        statement="It lowers tau phosphorylation.",
        strategy="generation/bridging",
        interventions=targets,
        intervention_sign=sign,
        outcome="p:tau-p",
        outcome_sign=-1,
        predictions=(primary, *more),
    )


def a_brief(hypothesis: Hypothesis | None = None, *, seed: int = 1, **more: Any) -> Brief:
    """The brief for a hypothesis; minocycline against tau phosphorylation by default."""
    return build_brief(
        hypothesis or a_hypothesis(), plan=PLAN, concepts=CONCEPTS, created_at=CREATED, seed=seed, **more
    )


@cache
def dose_brief() -> Brief:
    """The default brief, made once."""
    return a_brief()


def rows_of(text: str) -> list[dict[str, str]]:
    """Rows of a CSV text."""
    return list(csv.DictReader(io.StringIO(text)))


def table_of(rows: list[dict[str, str]], delimiter: str = ",") -> str:
    """CSV text of rows."""
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]), delimiter=delimiter, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def filled(
    brief: Brief,
    *,
    log2_effect: float = 0.0,
    noise: float = 0.3,
    well_noise: float = 0.05,
    seed: int = 0,
    change: Callable[[dict[str, str]], None] | None = None,
) -> str:
    """A filled-in template: `log2_effect` at the top dose, falling off along the ranks of the doses.

    `noise` is the SD of a treatment's mean within a replicate, `well_noise` that of a well within it.
    """
    chance = random.Random(seed)
    tests = [t.ref for t in brief.treatments if t.role == "test"]
    step: dict[tuple[str, str, str], float] = {}
    positive = {c.treatment: c.expected_direction or -1 for c in brief.design.controls if c.kind.value == "positive"}
    companions = {r.id for r in brief.readouts if r.companion}
    rows = rows_of(results_template(brief))
    for row in rows:
        ref, readout = row["treatment_ref"], row["readout_id"]
        if readout in companions:
            row["value"] = f"{chance.gauss(1.0, 0.02):.4f}"
            continue
        shared = step.setdefault((row["block"], ref, readout), chance.gauss(0.0, noise))
        effect = log2_effect * (tests.index(ref) + 1) / len(tests) if ref in tests else 0.0
        if row["role"] == "positive":
            effect = 4.0 * positive[ref]
        value = effect + shared + chance.gauss(0.0, well_noise)
        row["value"] = "0" if row["role"] == "blank" else f"{2**value:.6g}"
    for row in rows:
        if change is not None:
            change(row)
    return table_of(rows)


def result_of(brief: Brief, text: str, **metadata: Any) -> Result:
    """The result that a table gives, without a file."""
    rows, _, _ = read_rows(text, "results.csv")
    reading = read_measurements(rows, brief, "results.csv")
    return Result(
        id=content_id("result", text, sorted(metadata)),
        brief=brief.brief_id,
        brief_sha256=brief.content_sha256,
        status=metadata.pop("result_status", ResultStatus.PARTIAL if reading.missing else ResultStatus.COMPLETE),
        metadata=ResultMetadata(**metadata),
        measurements=reading.measurements,
    )
