"""What every adapter of the `Store` port must do: subclass `StoreContract` beside a `store` fixture that opens one."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coscientist.domain.errors import ConflictError, CoscientistError, NotFoundError
from coscientist.domain.run import RunStatus
from coscientist.ports import Store
from tests.store import values
from tests.store.cases import SEVERAL, R, add, of_each_kind, read, written_otherwise

HOSTILE = ("'; DROP TABLE hypotheses; --", '"', "%", "_", "a\\", "x' OR '1'='1", "τ-ß-蛋白", " ", "a\nb", "😀", ":id")
ANY_TEXT = st.text(alphabet=st.characters(), max_size=40)
"""Also NUL and halves of surrogate pairs, as they come out of broken PDF files."""
ONE_STORE_FOR_ALL_EXAMPLES = [HealthCheck.function_scoped_fixture, HealthCheck.differing_executors]


class StoreContract:
    """The tests; `store` is empty but for the run `run-1`."""

    def test_a_run_is_read_back_as_it_was_written(self, store: Store) -> None:
        assert store.run(R) == values.a_run()

    def test_a_run_saved_again_is_replaced_and_keeps_its_place(self, store: Store) -> None:
        store.save_run(values.a_run("run-0"))
        done = values.a_run(status=RunStatus.DONE, ended_because="stable top 5")
        store.save_run(done)
        assert store.runs() == [done, values.a_run("run-0")]

    def test_an_unknown_run_is_not_found_and_near_names_are_given(self, store: Store) -> None:
        with pytest.raises(NotFoundError, match="'run-2'") as caught:
            store.run("run-2")
        assert "run-1" in caught.value.hint

    @of_each_kind
    def test_values_are_read_back_equal_and_in_the_order_of_writing(
        self, store: Store, kind: str, several: list[Any]
    ) -> None:
        add(store, kind, several[:2])
        add(store, kind, several[2:])
        assert read(store, kind) == several
        assert [type(value) for value in read(store, kind)] == [type(value) for value in several]

    @of_each_kind
    def test_writing_the_same_again_changes_nothing_not_even_the_order(
        self, store: Store, kind: str, several: list[Any]
    ) -> None:
        add(store, kind, several)
        add(store, kind, reversed(several))
        add(store, kind, [several[1], several[1]])
        assert read(store, kind) == several

    @written_otherwise
    def test_other_content_under_a_known_id_is_a_conflict_that_names_both(
        self, store: Store, kind: str, kept: Any, other: Any, said: str
    ) -> None:
        add(store, kind, [kept])
        with pytest.raises(ConflictError) as caught:
            add(store, kind, [other])
        assert said in caught.value.message
        assert " was " in caught.value.message
        assert read(store, kind) == [kept]

    @written_otherwise
    def test_two_contents_of_one_id_in_one_call_are_a_conflict(
        self, store: Store, kind: str, kept: Any, other: Any, said: str
    ) -> None:
        with pytest.raises(ConflictError, match="other content"):
            add(store, kind, [kept, other])

    @of_each_kind
    def test_runs_do_not_see_each_others_values(self, store: Store, kind: str, several: list[Any]) -> None:
        store.save_run(values.a_run("run-2"))
        add(store, kind, several[:1])
        add(store, kind, several[:2], "run-2")
        assert read(store, kind) == several[:1]
        assert read(store, kind, "run-2") == several[:2]

    @of_each_kind
    def test_adding_to_an_unknown_run_is_refused(self, store: Store, kind: str, several: list[Any]) -> None:
        with pytest.raises(NotFoundError, match="run-x"):
            add(store, kind, several, "run-x")
        assert read(store, kind, "run-x") == []

    def test_a_call_that_fails_writes_nothing_of_it(self, store: Store) -> None:
        store.add_evidence(R, claims=[values.a_claim()])
        other = values.a_claim().model_copy(update={"hedged": True})
        with pytest.raises(ConflictError):
            store.add_evidence(R, sources=[values.a_source()], claims=[values.a_claim("cla-2"), other])
        assert (store.sources(R), store.claims(R)) == ([], [values.a_claim()])

    def test_evidence_of_all_kinds_is_written_together(self, store: Store) -> None:
        store.add_evidence(
            R,
            concepts=[values.a_concept()],
            sources=[values.a_source()],
            passages=[values.a_passage()],
            claims=[values.a_claim()],
        )
        found = store.concepts(R), store.sources(R), store.passages(R), store.claims(R)
        assert found == ([values.a_concept()], [values.a_source()], [values.a_passage()], [values.a_claim()])

    def test_a_review_is_kept_with_what_it_rests_on_or_not_at_all(self, store: Store) -> None:
        store.add_evidence(R, claims=[values.a_claim()])
        other = values.a_claim().model_copy(update={"hedged": True})
        with pytest.raises(ConflictError):
            store.add_evidence(R, claims=[other], checks=[values.a_check()], reviews=[values.a_review()])
        assert (store.checks(R), store.reviews(R)) == ([], [])
        store.add_evidence(R, checks=[values.a_check()], reviews=[values.a_review()])
        assert (store.checks(R), store.reviews(R)) == ([values.a_check()], [values.a_review()])

    def test_events_are_compared_without_their_time_and_keep_the_first(self, store: Store) -> None:
        first = values.an_event(at="2026-01-01T00:00:00Z")
        store.add_events(R, [first])
        store.add_events(R, [values.an_event(at="2026-01-01T09:00:00Z"), values.an_event()])
        assert store.events(R) == [first]

    def test_values_of_one_hypothesis_are_found(self, store: Store) -> None:
        mine, others = values.a_review("rev-2", "hyp-1"), values.a_review("rev-1", "hyp-2")
        store.add_reviews(R, [others, mine])
        store.add_checks(R, [values.a_check("chk-1", None), values.a_check("chk-2", "hyp-1")])
        store.add_decisions(R, [values.a_decision("dec-2", "hyp-1"), values.a_decision("dec-1", "hyp-1")])
        assert store.reviews(R, "hyp-1") == [mine]
        assert [check.id for check in store.checks(R, "hyp-1")] == ["chk-2"]
        assert [decision.id for decision in store.decisions(R, "hyp-1")] == ["dec-2", "dec-1"]
        assert store.reviews(R, "hyp-") == []

    def test_results_of_one_brief_are_found(self, store: Store) -> None:
        mine = values.a_result("res-1", "bri-2")
        store.add_results(R, [values.a_result("res-2", "bri-1"), mine])
        assert store.results(R, "bri-2") == [mine]

    def test_a_hypothesis_is_found_by_the_beginning_of_its_id(self, store: Store) -> None:
        store.add_hypotheses(R, [values.a_hypothesis("hyp-ab12"), values.a_hypothesis("hyp-ac34")])
        assert store.hypothesis(R, "hyp-ab").id == "hyp-ab12"

    def test_a_whole_id_wins_over_a_longer_one_that_begins_so(self, store: Store) -> None:
        store.add_hypotheses(R, [values.a_hypothesis("hyp-10"), values.a_hypothesis("hyp-1")])
        assert store.hypothesis(R, "hyp-1").id == "hyp-1"

    def test_an_ambiguous_beginning_is_refused_with_the_candidates(self, store: Store) -> None:
        store.add_hypotheses(R, [values.a_hypothesis("hyp-ab12"), values.a_hypothesis("hyp-ac34")])
        with pytest.raises(NotFoundError, match="Several") as caught:
            store.hypothesis(R, "hyp-a")
        assert "hyp-ab12, hyp-ac34" in caught.value.hint

    @pytest.mark.parametrize("asked", ["hyp-ab21", "HYP-AB12", "", "%", "hyp_ab12"])
    def test_an_unknown_hypothesis_is_not_found_and_a_known_one_is_named(self, store: Store, asked: str) -> None:
        store.add_hypotheses(R, [values.a_hypothesis("hyp-ab12")])
        with pytest.raises(NotFoundError) as caught:
            store.hypothesis(R, asked)
        assert "hyp-ab12" in caught.value.hint

    def test_a_brief_is_replaced_in_its_place_and_knows_its_run(self, store: Store) -> None:
        store.save_brief(R, values.a_brief("bri-2"))
        store.save_brief(R, values.a_brief("bri-1"))
        better = values.a_brief("bri-2", title="Lithium in neurons")
        store.save_brief(R, better)
        assert store.briefs(R) == [better, values.a_brief("bri-1")]
        assert store.brief("bri-2") == better
        assert store.brief_run("bri-2") == R

    def test_a_brief_cannot_have_the_id_of_another_runs_brief(self, store: Store) -> None:
        store.save_run(values.a_run("run-2"))
        store.save_brief(R, values.a_brief())
        with pytest.raises(ConflictError, match=r"run-2.*run-1"):
            store.save_brief("run-2", values.a_brief())
        assert store.brief_run("bri-1") == R

    def test_an_unknown_brief_or_its_run_is_not_found(self, store: Store) -> None:
        store.save_brief(R, values.a_brief("bri-12"))
        for ask in (store.brief, store.brief_run):
            with pytest.raises(NotFoundError, match="bri-13") as caught:
                ask("bri-13")
            assert "bri-12" in caught.value.hint
        with pytest.raises(NotFoundError, match="run-x"):
            store.save_brief("run-x", values.a_brief())

    def test_a_call_is_found_by_its_key_in_its_run(self, store: Store) -> None:
        store.save_run(values.a_run("run-2"))
        store.add_calls(R, [values.a_call()])
        assert store.call(R, "key-1") == values.a_call()
        assert store.call(R, "key-2") is None
        assert store.call("run-2", "key-1") is None

    @pytest.mark.parametrize("hostile", HOSTILE)
    def test_ids_are_data(self, store: Store, hostile: str) -> None:
        run, hypothesis = values.a_run(hostile), values.a_hypothesis(hostile, statement=hostile)
        store.save_run(run)
        store.add_hypotheses(hostile, [hypothesis, values.a_hypothesis("b")])
        store.add_reviews(hostile, [values.a_review(hostile, hostile)])
        assert store.run(hostile) == run
        assert store.hypothesis(hostile, hostile) == hypothesis
        assert store.reviews(hostile, hostile) == [values.a_review(hostile, hostile)]
        assert store.hypotheses(R) == []

    @settings(max_examples=60, deadline=None, suppress_health_check=ONE_STORE_FOR_ALL_EXAMPLES)
    @given(identity=ANY_TEXT, quote=ANY_TEXT)
    def test_any_text_is_kept_as_it_is_or_refused(self, store: Store, identity: str, quote: str) -> None:
        before = store.claims(R)
        claim = values.a_claim(f"{len(before)}-{identity}").model_copy(update={"context": {quote: (quote, identity)}})
        refused = ""
        try:
            store.add_evidence(R, claims=[claim])
        except CoscientistError as error:
            refused = str(error)
        if refused:
            assert "NUL" in refused or "well-formed" in refused
            assert "\0" in identity + quote or any("\ud800" <= c <= "\udfff" for c in identity + quote)
        assert store.claims(R) == (before if refused else [*before, claim])

    @pytest.mark.parametrize("number", [0.1 + 0.2, 1e-300, 1.7976931348623157e308, -0.0, 5e-324, 1e22, 3.0])
    def test_numbers_are_kept_to_the_last_digit(self, store: Store, number: float) -> None:
        store.add_checks(R, [values.a_check(value=number)])
        (check,) = store.checks(R)
        assert check.value == number
        assert isinstance(check.value, float)

    @pytest.mark.parametrize("number", [float("nan"), float("inf"), float("-inf")])
    def test_a_number_that_is_not_finite_is_refused_rather_than_lost(self, store: Store, number: float) -> None:
        with pytest.raises(CoscientistError, match="chk-1"):
            store.add_checks(R, [values.a_check(value=number)])
        assert store.checks(R) == []

    def test_a_field_that_was_set_without_validation_is_refused(self, store: Store) -> None:
        with pytest.raises(CoscientistError, match=r"hyp-1.*cycle"):
            store.add_hypotheses(R, [values.a_hypothesis().model_copy(update={"cycle": "first"})])

    def test_a_name_that_is_no_text_is_not_found_or_refused_without_a_traceback(self, store: Store) -> None:
        for ask in (store.run, store.brief, store.hypotheses):
            with pytest.raises(CoscientistError):
                ask("run-\udcff")

    def test_adding_nothing_is_nothing(self, store: Store) -> None:
        for kind, _ in SEVERAL:
            add(store, kind, [])
            assert read(store, kind) == []

    def test_ten_thousand_passages_are_kept_in_their_order_and_once(self, store: Store) -> None:
        passages = [values.a_passage(f"pas-{n}", quote="Tau was less phosphorylated. " * 8) for n in range(10_000)]
        store.add_evidence(R, passages=passages)
        store.add_evidence(R, passages=passages[::-1])
        assert store.passages(R) == passages

    def test_threads_may_write_and_read_at_once(self, store: Store) -> None:
        def write(thread: int) -> None:
            for n in range(20):
                store.add_matches(R, [values.a_match(f"mat-{thread}-{n}"), values.a_match("mat-shared")])
                assert len(store.matches(R)) > n

        with ThreadPoolExecutor(8) as pool:
            list(pool.map(write, range(8)))
        ids = [match.id for match in store.matches(R)]
        assert sorted(ids) == sorted({f"mat-{t}-{n}" for t in range(8) for n in range(20)} | {"mat-shared"})
        for thread in range(8):
            mine = [name for name in ids if name.startswith(f"mat-{thread}-")]
            assert mine == [f"mat-{thread}-{n}" for n in range(20)]

    def test_threads_that_save_one_run_all_succeed(self, store: Store) -> None:
        def save(n: int) -> None:
            store.save_run(values.a_run("run-2", ended_because=str(n)))

        with ThreadPoolExecutor(8) as pool:
            list(pool.map(save, range(40)))
        assert [run.id for run in store.runs()] == [R, "run-2"]

    def test_after_closing_any_use_is_refused(self, store: Store) -> None:
        store.close()
        store.close()
        uses: list[Callable[[], Any]] = [store.runs, lambda: store.save_run(values.a_run())]
        for use in uses:
            with pytest.raises(CoscientistError, match="closed"):
                use()
