"""Values of every kind that a run collects, and how a store is asked for each kind."""

from collections.abc import Iterable
from typing import Any

import pytest

from coscientist.domain.match import Outcome
from coscientist.ports import Store
from tests.store import values

R = "run-1"
SEVERAL: list[tuple[str, list[Any]]] = [
    ("hypotheses", [values.a_hypothesis("hyp-2"), values.a_hypothesis("hyp-1"), values.a_hypothesis("hyp-3")]),
    ("reviews", [values.a_review("rev-2"), values.a_review("rev-1"), values.a_review("rev-3")]),
    ("checks", [values.a_check("chk-2"), values.a_check("chk-1", None, "text"), values.a_check("chk-3", value=True)]),
    ("decisions", [values.a_decision("dec-2"), values.a_decision("dec-1"), values.a_decision("dec-3")]),
    ("matches", [values.a_match("mat-2"), values.a_match("mat-1", Outcome.NO_RESULT), values.a_match("mat-3")]),
    ("concepts", [values.a_concept("tau"), values.a_concept("abeta"), values.a_concept("gsk")]),
    ("sources", [values.a_source("pmid:2"), values.a_source("pmid:1"), values.a_source("lab:3")]),
    ("passages", [values.a_passage("pas-2"), values.a_passage("pas-1"), values.a_passage("pas-3")]),
    ("claims", [values.a_claim("cla-2"), values.a_claim("cla-1"), values.a_claim("cla-3")]),
    ("results", [values.a_result("res-2"), values.a_result("res-1"), values.a_result("res-3")]),
    ("events", [values.an_event("evt-2", at="T1"), values.an_event("evt-1"), values.an_event("evt-3")]),
    ("calls", [values.a_call("key-2"), values.a_call("key-1", None), values.a_call("key-3")]),
]
OTHERWISE: list[tuple[str, Any, Any, str]] = [
    ("hypotheses", values.a_hypothesis(), values.a_hypothesis(statement="Lithium raises it."), "raises"),
    ("reviews", values.a_review(), values.a_review(hypothesis="hyp-9"), "hyp-9"),
    ("checks", values.a_check(), values.a_check(value=2.0), "2.0"),
    ("decisions", values.a_decision(), values.a_decision(why="Unsafe."), "Unsafe"),
    ("matches", values.a_match(), values.a_match(outcome=Outcome.SECOND), "second"),
    ("concepts", values.a_concept(), values.a_concept().model_copy(update={"name": "MAPT"}), "MAPT"),
    ("sources", values.a_source(), values.a_source().model_copy(update={"title": "Tau!"}), "Tau!"),
    ("passages", values.a_passage(), values.a_passage(quote="Tau was more phosphorylated."), "more"),
    ("claims", values.a_claim(), values.a_claim().model_copy(update={"year": 1999}), "1999"),
    ("results", values.a_result(), values.a_result(brief="bri-9"), "bri-9"),
    ("events", values.an_event(), values.an_event(message="Reviewing"), "Reviewing"),
    ("calls", values.a_call(), values.a_call(answer="[]"), "[]"),
]
of_each_kind = pytest.mark.parametrize(("kind", "several"), SEVERAL, ids=[kind for kind, _ in SEVERAL])
written_otherwise = pytest.mark.parametrize(
    ("kind", "kept", "other", "said"), OTHERWISE, ids=[kind for kind, *_ in OTHERWISE]
)


def add(store: Store, kind: str, several: Iterable[Any], run_id: str = R) -> None:
    """Write values of a kind that is known by the name of the method that reads it."""
    if kind in ("concepts", "sources", "passages", "claims"):
        store.add_evidence(run_id, **{kind: several})
    else:
        getattr(store, f"add_{kind}")(run_id, several)


def read(store: Store, kind: str, run_id: str = R) -> list[Any]:
    found: list[Any] = getattr(store, kind)(run_id)
    return found
