"""Hashes that fix a brief's content and its analysis before any result exists."""

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from coscientist.domain.brief import Brief
from coscientist.domain.brief_analysis import AnalysisPlan, DecisionRule, Readout
from coscientist.domain.brief_bench import QualityRules
from coscientist.domain.brief_science import BriefPrediction
from coscientist.domain.errors import ConflictError

LIFECYCLE = frozenset({"brief_id", "content_sha256", "status", "created_at", "approvals"})
"""Fields that change or are given while the experiment stays the same."""


def canonical_sha256(value: Any) -> str:
    """Return the SHA-256 of a value's canonical JSON: sorted keys, no spaces, UTF-8."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def content_sha256(brief: Brief) -> str:
    """Return the hash of what the brief asks for; two runs with one seed give the same one."""
    content = brief.model_dump(mode="json", exclude=set(LIFECYCLE))
    content["provenance"].pop("run")
    return canonical_sha256(content)


def plan_sha256(
    plan: AnalysisPlan,
    decision: DecisionRule,
    readouts: Iterable[Readout],
    predictions: Iterable[BriefPrediction],
    qc: QualityRules,
) -> str:
    """Return the hash of everything that turns numbers into a verdict."""
    return canonical_sha256(
        {
            "plan": plan.model_dump(mode="json", exclude={"preregistered_sha256"}),
            "decision": decision.model_dump(mode="json"),
            "readouts": [r.model_dump(mode="json") for r in readouts],
            "predictions": [p.model_dump(mode="json") for p in predictions],
            "qc": qc.model_dump(mode="json"),
        }
    )


def verify(brief: Brief) -> None:
    """Raise ConflictError when a brief's content or plan is not what its hashes say."""
    expected = plan_sha256(brief.analysis, brief.decision, brief.readouts, brief.hypothesis.predictions, brief.qc)
    if brief.analysis.preregistered_sha256 != expected:
        raise ConflictError(
            f"The analysis plan of {brief.brief_id} was changed after it was frozen.",
            "Use the brief as it was written; a new plan needs a new brief and new data.",
        )
    if brief.content_sha256 != content_sha256(brief):
        raise ConflictError(
            f"The content of {brief.brief_id} does not match its content_sha256.", "Use the brief as it was written."
        )
