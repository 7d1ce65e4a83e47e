from coscientist.app.record import Record
from coscientist.app.views.buckets import Bucket, buckets
from coscientist.domain.decision import Decision
from coscientist.domain.hypothesis import Status
from coscientist.domain.review import Objection, Review, Severity
from tests.support.records import opened, small_record


def names(record: Record) -> dict[Bucket, list[str]]:
    return {bucket: [entry.hypothesis.id[-1] for entry in found] for bucket, found in buckets(record.entries).items()}


def test_every_hypothesis_is_in_exactly_one_bucket() -> None:
    assert names(small_record()) == {
        Bucket.HIGH_POTENTIAL: ["1"],
        Bucket.RANKED: ["2", "3"],
        Bucket.NON_VIABLE: ["6"],
        Bucket.KNOWN: ["5"],
        Bucket.MERGED: ["4"],
        Bucket.WAITING: [],
    }


def test_measured_support_is_high_potential_wherever_it_ranks() -> None:
    record = small_record()
    decision = Decision(id="d", hypothesis="h-00000003", status=Status.SUPPORTED, by="lab:result-1", why="It fell.")
    record._store.add_decisions(record.id, [decision])
    assert names(opened(record))[Bucket.HIGH_POTENTIAL] == ["3", "1"]


def test_a_refuted_hypothesis_is_non_viable() -> None:
    record = small_record()
    decision = Decision(id="d", hypothesis="h-00000001", status=Status.REFUTED, by="lab:result-1", why="It rose.")
    record._store.add_decisions(record.id, [decision])
    assert "1" in names(opened(record))[Bucket.NON_VIABLE]


def test_a_major_objection_keeps_the_best_out_of_high_potential() -> None:
    record = small_record()
    objection = Objection(kind="person", text="The antibody is not specific.", severity=Severity.MAJOR)
    review = Review(
        id="rv", hypothesis="h-00000001", reviewer="person:ada", summary="Doubtful.", objections=(objection,)
    )
    record._store.add_reviews(record.id, [review])
    assert names(opened(record))[Bucket.HIGH_POTENTIAL] == []


def test_where_all_are_in_one_tier_none_has_high_potential() -> None:
    entries = [
        entry.model_copy(update={"rating": entry.rating and entry.rating.model_copy(update={"tier": 0})})
        for entry in small_record().entries
    ]
    assert buckets(entries)[Bucket.HIGH_POTENTIAL] == []
