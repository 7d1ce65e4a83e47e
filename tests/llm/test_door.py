"""The door with a script in the model's place."""

import asyncio
from pathlib import Path

import pytest

from coscientist.domain.errors import BudgetEndedError, SettingsError
from coscientist.domain.goal import Direction, Plan
from coscientist.domain.run import Run, RunStatus
from coscientist.llm.door import DoorSettings
from coscientist.llm.guard import ModelRequestForbiddenError, forbid_model_requests
from coscientist.llm.limits.budget import BudgetLimits
from coscientist.llm.limits.runaway import RunawayBounds, RunawayLoopError
from coscientist.llm.record.attempts import RetryPolicy
from coscientist.llm.record.ledger import MemoryCalls, StoreCalls, spent_in
from coscientist.llm.record.outcome import Answer, Failure, FailureKind
from coscientist.llm.routes import ModelRoutes
from coscientist.llm.testing import ScriptedModel, ScriptEndedError, any_answer
from coscientist.llm.transports.compatible import read_chat_reply
from coscientist.llm.transports.port import Reply, TransportError
from coscientist.llm.wording.prompts import PromptError
from coscientist.ports import LanguageModel
from coscientist.store import open_store
from tests.llm.setup import Critique, Verdict, open_door, prompt

GOOD = Verdict(better="first", why="It was tested in the animals that matter.", confidence=0.8)


def ask(model: ScriptedModel, text: str = "?", sample: int = 0) -> Answer[Verdict] | Failure:
    return asyncio.run(model.ask("ranking/debate", prompt(text), Verdict, sample))


def test_the_door_is_the_port() -> None:
    assert isinstance(ScriptedModel([]), LanguageModel)


def test_an_answer_comes_with_its_call() -> None:
    outcome = ask(ScriptedModel([GOOD]))
    assert isinstance(outcome, Answer)
    assert outcome.value == GOOD
    assert outcome.calls[0].prompt_version == "ranking/debate@1:000000000000"
    assert outcome.calls[0].attempts == 1
    assert not outcome.repaired


def test_an_unusable_reply_is_repaired_once_with_the_error() -> None:
    model = ScriptedModel(["I think the first.", GOOD])
    outcome = ask(model)
    assert isinstance(outcome, Answer)
    assert outcome.repaired
    assert outcome.calls[1].repairs == outcome.calls[0].key
    messages = model.requests[1].messages
    assert [message.role for message in messages] == ["system", "user", "assistant", "user"]
    assert messages[2].content == "I think the first."
    assert "not JSON" in messages[3].content


def test_a_second_unusable_reply_is_a_failure() -> None:
    model = ScriptedModel(["one", "two", GOOD])
    outcome = ask(model)
    assert isinstance(outcome, Failure)
    assert outcome.kind is FailureKind.NOT_JSON
    assert [call.unusable_reply for call in outcome.calls] == ["one", "two"]
    assert len(model.requests) == 2


def test_a_refusal_is_not_argued_with_nor_taken_elsewhere() -> None:
    model = ScriptedModel([Reply(text="", refusal="No."), GOOD], routes=ModelRoutes.parse(["a/one>b/two"]))
    outcome = ask(model)
    assert isinstance(outcome, Failure)
    assert outcome.kind is FailureKind.REFUSED
    assert len(model.requests) == 1


def test_a_cut_reply_is_asked_for_again_with_more_room() -> None:
    model = ScriptedModel([Reply(text='{"better": "fi', finish_reason="length"), GOOD])
    assert isinstance(ask(model), Answer)
    assert model.requests[1].max_tokens == 2 * model.requests[0].max_tokens


def test_the_next_model_is_asked_when_one_is_down_or_babbles() -> None:
    down = TransportError(FailureKind.DENIED, "401")
    model = ScriptedModel([down, "babble", "babble", GOOD], routes=ModelRoutes.parse(["a/one>b/two>c/three"]))
    outcome = ask(model)
    assert isinstance(outcome, Answer)
    assert [request.model for request in model.requests] == ["a/one", "b/two", "b/two", "c/three"]
    assert outcome.model == "c/three"
    assert [call.failure for call in outcome.calls] == ["key missing or refused", "not JSON", "not JSON", None]


def test_a_resumed_run_takes_the_fallbacks_answer_without_asking_the_first_again() -> None:
    book = MemoryCalls()
    routes = ModelRoutes.parse(["a/one>b/two"])
    first = ScriptedModel([TransportError(FailureKind.DENIED, "401"), GOOD], routes=routes, book=book)
    assert isinstance(ask(first), Answer)
    second = ScriptedModel([], routes=routes, book=book)
    assert isinstance(ask(second), Answer)
    assert second.requests == []


def test_passing_faults_are_waited_out_with_growing_pauses() -> None:
    fault = TransportError(FailureKind.SERVICE, "500")
    model = ScriptedModel([fault, fault, fault, GOOD])
    outcome = ask(model)
    assert isinstance(outcome, Answer)
    assert outcome.calls[0].attempts == 4
    pauses = model.clock.slept
    assert all(0.25 * 2**n <= pause <= 0.5 * 2**n for n, pause in enumerate(pauses))
    assert len(pauses) == 3


def test_faults_that_last_are_not_insisted_on() -> None:
    model = ScriptedModel([TransportError(FailureKind.REJECTED, "404: no such model"), GOOD])
    outcome = ask(model)
    assert isinstance(outcome, Failure)
    assert "no such model" in outcome.detail
    assert len(model.requests) == 1


def test_a_retry_after_beyond_patience_is_not_waited_for() -> None:
    model = ScriptedModel([TransportError(FailureKind.THROTTLED, "429", retry_after=3600.0), GOOD])
    outcome = ask(model)
    assert isinstance(outcome, Failure)
    assert outcome.kind is FailureKind.THROTTLED


def test_a_model_that_stays_silent_counts_as_down_and_gets_one_request_each() -> None:
    settings = DoorSettings(retry=RetryPolicy(attempts=3, down_after=2))
    model = ScriptedModel(lambda _: TransportError(FailureKind.SERVICE, "503"), settings=settings)
    for number in range(4):
        assert isinstance(ask(model, f"Question {number}"), Failure)
    assert len(model.requests) == 3 + 3 + 1 + 1


def test_samples_of_one_prompt_stay_distinct_and_replay_as_they_were() -> None:
    book = MemoryCalls()
    verdicts = [GOOD.model_copy(update={"confidence": value}) for value in (0.1, 0.2, 0.3)]
    first = ScriptedModel(verdicts, book=book)
    for sample in range(3):
        ask(first, sample=sample)
    second = ScriptedModel([], book=book)
    replayed = [ask(second, sample=sample) for sample in (2, 0, 1)]
    assert [answer.value.confidence for answer in replayed if isinstance(answer, Answer)] == [0.3, 0.1, 0.2]


def test_a_repair_replays_too() -> None:
    book = MemoryCalls()
    assert isinstance(ask(ScriptedModel(["babble", GOOD], book=book)), Answer)
    again = ask(ScriptedModel([], book=book))
    assert isinstance(again, Answer)
    assert again.repaired


def test_the_end_of_the_budget_is_raised_and_what_was_sent_is_recorded() -> None:
    book = MemoryCalls()
    fault = TransportError(FailureKind.SERVICE, "500")
    model = ScriptedModel([fault, fault, fault], book=book, limits=BudgetLimits(calls=2))
    with pytest.raises(BudgetEndedError):
        ask(model)
    assert spent_in(book.calls.values()).calls == model.budget.usage.calls == 2
    assert [call.failure for call in book.calls.values()] == ["cancelled"]


def test_a_cancelled_question_is_accounted_for() -> None:
    book = MemoryCalls()

    async def main(model: ScriptedModel) -> None:
        task = asyncio.create_task(model.ask("ranking/debate", prompt(), Verdict))
        await asyncio.sleep(0.01)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    model = ScriptedModel([GOOD], book=book)

    async def never(request: object) -> Reply:
        await asyncio.sleep(60)
        raise AssertionError

    model._script.send = never  # type: ignore[method-assign]
    asyncio.run(main(model))
    assert spent_in(book.calls.values()).calls == model.budget.usage.calls == 1


def test_asking_the_same_without_end_is_stopped() -> None:
    model = ScriptedModel(any_answer, settings=DoorSettings(runaway=RunawayBounds(same_question=5)))
    for _ in range(5):
        ask(model)
    with pytest.raises(RunawayLoopError):
        ask(model)


def test_a_prompt_written_for_another_answer_is_refused() -> None:
    with pytest.raises(PromptError, match="'Critique'"):
        asyncio.run(ScriptedModel([]).ask("r", prompt(answer="Critique"), Verdict))


def test_bounded_cost_needs_a_known_price() -> None:
    with pytest.raises(SettingsError, match=r"openai/unheard-of"):
        open_door("http://gateway.example/v1", models=("openai/unheard-of",), limits=BudgetLimits(usd=1.0))


def test_complete_returns_words_or_an_object_or_says_what_failed() -> None:
    model = ScriptedModel(["Tau binds microtubules.", "no object", '{"a": 1}'])

    async def main() -> None:
        words = await model.complete(role="chat", prompt="Tell me.")
        assert (words.answer, words.failure) == ("Tau binds microtubules.", None)
        none = await model.complete(role="chat", prompt="Object!", schema={"type": "object"})
        assert (none.answer, none.failure) == (None, "not JSON")
        found = await model.complete(role="chat", prompt="Object!", schema={"type": "object"}, sample=1)
        assert found.answer == '{"a": 1}'
        replayed = await model.complete(role="chat", prompt="Tell me.")
        assert replayed == words

    asyncio.run(main())
    assert len(model.requests) == 3


def test_a_script_that_ends_says_who_asked() -> None:
    with pytest.raises(ScriptEndedError, match="ranking/debate"):
        ask(ScriptedModel([]))


def test_any_answer_fits_any_schema_and_is_the_same_each_time() -> None:
    first, second = ask(ScriptedModel(any_answer)), ask(ScriptedModel(any_answer))
    assert isinstance(first, Answer)
    assert isinstance(second, Answer)
    assert first.value == second.value
    model = ScriptedModel(any_answer)
    assert isinstance(asyncio.run(model.ask("reflection/full", prompt(), Critique)), Answer)


def test_forbidden_requests_are_loud() -> None:
    door = open_door("http://127.0.0.1:9/v1")
    with forbid_model_requests(), pytest.raises(ModelRequestForbiddenError, match="openai/faulty"):
        asyncio.run(door.ask("ranking/debate", prompt(), Verdict))
    with pytest.raises(ModelRequestForbiddenError):
        # The tests' own guard lets nothing past this machine.
        asyncio.run(open_door("http://gateway.example/v1").ask("ranking/debate", prompt(), Verdict))


def test_a_server_that_is_not_there_is_a_failure_that_costs_no_call() -> None:
    door = open_door("http://127.0.0.1:9/v1")
    outcome = asyncio.run(door.ask("ranking/debate", prompt(), Verdict))
    assert isinstance(outcome, Failure)
    assert outcome.kind is FailureKind.SERVICE
    assert "cannot be reached" in outcome.detail
    assert door.budget.usage.calls == 0


@pytest.mark.parametrize("odd", ["\ud800", "\x00", "\u202e", "\U000e0041", "a" * 300_000])
def test_odd_characters_are_carried_through_or_recorded_but_break_nothing(odd: str, tmp_path: Path) -> None:
    store = open_store(tmp_path / "c.db")
    plan = Plan(goal="g", direction=Direction.REDUCE, targets=())
    store.save_run(Run(id="r", plan=plan, status=RunStatus.RUNNING, started_at="2000-01-01T00:00:00Z"))
    babble = f"no object {odd}"
    model = ScriptedModel([babble, Reply(text=babble, refusal=odd)], book=StoreCalls(store, "r"))
    outcome = ask(model, f"What is {odd}?")
    assert isinstance(outcome, Failure)
    assert len(store.calls("r")) == 2
    store.close()


@pytest.mark.parametrize("count", [-5, 10**20, "many", True, None, 1.5])
def test_a_service_that_miscounts_does_not_move_the_budget(count: object) -> None:
    reply = read_chat_reply(
        {"choices": [{"message": {"content": "x"}}], "usage": {"prompt_tokens": count, "completion_tokens": 3}}
    )
    assert (reply.prompt_tokens, reply.completion_tokens) == (None, 3)
