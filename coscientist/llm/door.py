"""The one door to language models: routed, limited, budgeted, recorded, and every reply checked."""

import asyncio
from collections.abc import Callable, Mapping
from functools import lru_cache
from random import Random
from typing import Any, NamedTuple, TypeVar

from pydantic import BaseModel

from coscientist.domain.base import Value
from coscientist.domain.call import Call
from coscientist.domain.errors import SettingsError
from coscientist.llm.limits.budget import Budget
from coscientist.llm.limits.limiter import Limits, Sleep
from coscientist.llm.limits.own_loop import OwnLoop
from coscientist.llm.limits.runaway import LoopWatch, RunawayBounds
from coscientist.llm.record.accounting import Question, Tally, missed
from coscientist.llm.record.arrivals import Arrivals
from coscientist.llm.record.attempts import Judge, RetryPolicy, Sender
from coscientist.llm.record.ledger import Keep, Ledger, call_key, prompt_sha256, schema_sha256
from coscientist.llm.record.outcome import Answer, Failure, FailureKind
from coscientist.llm.routes import ModelRoutes, Route
from coscientist.llm.secrets import Secrets
from coscientist.llm.transports.port import Reply, Transport
from coscientist.llm.wording.conversation import Conversation, conversation
from coscientist.llm.wording.prompts import PromptError, RenderedPrompt
from coscientist.llm.wording.reading import Fault, fault_of
from coscientist.llm.wording.structured import judge, judge_object, read_answer, wire_schema, wire_schema_sha256
from coscientist.ports import Clock

T = TypeVar("T", bound=BaseModel)


class DoorSettings(Value):
    """How the door behaves; every field has a value that serves."""

    language: str | None = "en"
    """The language that answers must be in; None: any."""
    retry: RetryPolicy = RetryPolicy()
    limits: Mapping[str, Limits] = {}
    """Model to what it bears; `*` for all that are not named."""
    runaway: RunawayBounds = RunawayBounds()
    longest_cut_retry: int = 16_384
    """A cut reply is asked for again with room for twice as many tokens, up to so many."""


@lru_cache(maxsize=256)
def _answer_class(answer_type: type[T]) -> type[Answer[T]]:
    return Answer[answer_type]  # type: ignore[valid-type]


class _Asking(NamedTuple):
    """One question to one model, with the way to judge what comes back."""

    question: Question
    judge: Judge


class Door:
    """Asks language models. Implements coscientist.ports.LanguageModel."""

    def __init__(
        self,
        *,
        routes: ModelRoutes,
        transport: Transport,
        ledger: Ledger,
        budget: Budget,
        clock: Clock,
        rng: Random,
        secrets: Secrets,
        settings: DoorSettings | None = None,
        sleep: Sleep = asyncio.sleep,
        own_loop: OwnLoop | None = None,
        arrivals: Arrivals | None = None,
    ) -> None:
        """Requests run on `own_loop`, beside the caller's; None: on the caller's.

        `arrivals` is where the transport keeps replies until they are in the ledger.

        Raises: SettingsError when money is bounded and a model's price is not known.
        """
        self.name = " ".join(routes.models)
        self.routes = routes
        self.ledger = ledger
        self.budget = budget
        self.settings = settings or DoorSettings()
        self._transport = transport
        self._secrets = secrets
        self._own_loop = own_loop
        self._arrivals = arrivals
        self._loops = LoopWatch(self.settings.runaway)
        self._sender = Sender(
            transport,
            budget=budget,
            clock=clock,
            rng=rng,
            secrets=secrets,
            policy=self.settings.retry,
            limits=lambda model: self.settings.limits.get(model, self.settings.limits.get("*", Limits())),
            sleep=sleep,
        )
        if budget.limits.usd is not None:
            unpriced = [model for model in routes.models if transport.card(model).cost(1, 1) is None]
            if unpriced:
                raise SettingsError(
                    f"The cost is bounded, but the price of {', '.join(unpriced)} is not known.",
                    "Bound the calls instead (--max-calls), or state the price in the settings.",
                )

    def close(self) -> None:
        """Close connections; what is still being asked is given up. Asking again opens them again."""
        if self._own_loop is not None:
            self._own_loop.close()
        if self._arrivals is not None:
            self._arrivals.close()

    def is_transport_test(self, model: str) -> bool:
        """Say whether a model is for trying the transport only, so that whatever it wrote must be labelled."""
        return self._transport.card(model).transport_test_only

    async def complete(self, *, role: str, prompt: str, schema: dict[str, Any] | None = None, sample: int = 0) -> Call:
        """Return the recorded call, from the ledger when it was made before.

        The answer is the reply's text as it came; with a schema it is known to hold one JSON object, whose fields have
        not been looked at: prefer `ask`. A failed call has `failure` and no answer.

        Raises: BudgetEndedError when the budget has no room for it.
        """
        route = self.routes.route(role)
        call: Call | None = None
        for model in self._order(route, lambda model: self._open(model, route, prompt, schema), role, "", sample):
            opened = self._open(model, route, prompt, schema)
            asking = self._asking(opened, role, "", sample, judge_object if schema else (lambda r: judge(r, None)))
            call = await self._obtain(asking)
            if call.failure in (None, FailureKind.REFUSED):
                break
        assert call is not None
        return call

    async def ask(
        self, role: str, prompt: RenderedPrompt, answer_type: type[T], sample: int = 0
    ) -> Answer[T] | Failure:
        """Return an answer that fits its type, or the failure that was left after one repair by each model in turn.

        A refusal is an answer: no other model is tried until one agrees.

        Raises: BudgetEndedError when the budget ends; PromptError when the prompt declares another answer type.
        """
        if prompt.answer and prompt.answer != answer_type.__name__:
            raise PromptError(
                f"The prompt {prompt.id!r} declares the schema {prompt.answer!r} but is asked for "
                f"{answer_type.__name__!r}.",
                "Change the `schema` line of its front matter or the type in the strategy.",
            )
        route = self.routes.route(role)
        schema = wire_schema(answer_type)
        calls: list[Call] = []
        failure: Failure | None = None

        def opened(model: str) -> Conversation:
            return self._open(model, route, prompt.text, schema, answer_type.__name__, wire_schema_sha256(answer_type))

        for model in self._order(route, opened, role, prompt.label, sample):
            outcome = await self._ask_one(opened(model), role, prompt.label, sample, answer_type)
            calls.extend(outcome.calls)
            if isinstance(outcome, Answer):
                return outcome.model_copy(update={"calls": tuple(calls)})
            failure = outcome
            if failure.kind is FailureKind.REFUSED:
                break
        assert failure is not None
        return failure.model_copy(update={"calls": tuple(calls)})

    async def _ask_one(
        self, opened: Conversation, role: str, label: str, sample: int, answer_type: type[T]
    ) -> Answer[T] | Failure:
        """Ask one model, and once more with the error when its reply cannot be used."""
        language = self.settings.language
        read: dict[str, T] = {}

        def look(reply: Reply) -> Fault | None:
            fault = fault_of(reply)
            found = fault or read_answer(reply.text, answer_type, language=language)
            if isinstance(found, Fault):
                return found
            read[reply.text] = found
            return None

        first = await self._obtain(self._asking(opened, role, label, sample, look))
        calls: tuple[Call, ...] = (first,)
        if first.failure is not None and FailureKind(first.failure).repairable:
            fault = Fault(FailureKind(first.failure), first.detail)
            repair = opened.repaired(first.unusable_reply or "", fault, self.settings.longest_cut_retry)
            calls += (await self._obtain(self._asking(repair, role, label, sample, look, repairs=first.key)),)
        last = calls[-1]
        if last.answer is None:
            return Failure(kind=FailureKind(last.failure or FailureKind.EMPTY), detail=last.detail, calls=calls)
        found = read.get(last.answer) or read_answer(last.answer, answer_type, language=language)
        if isinstance(found, Fault):
            # Recorded by an earlier version of this reading, which thought better of it.
            return Failure(kind=found.kind, detail=self._secrets.scrub(found.detail), calls=calls)
        return _answer_class(answer_type)(value=found, calls=calls)

    def _open(
        self,
        model: str,
        route: Route,
        prompt: str,
        schema: dict[str, Any] | None,
        name: str = "answer",
        schema_hash: str = "",
    ) -> Conversation:
        return conversation(
            self._transport.card(model),
            route,
            self._secrets.scrub_known(prompt),
            schema=schema,
            schema_name=name,
            language=self.settings.language,
            schema_sha256=schema_hash,
        )

    def _asking(
        self,
        opened: Conversation,
        role: str,
        label: str,
        sample: int,
        look: Judge,
        repairs: str | None = None,
    ) -> _Asking:
        asked = prompt_sha256(opened.request)
        key = call_key(opened.request, role=role, prompt_version=label, sample=sample, prompt=asked)
        request = opened.request.model_copy(update={"role": role, "sample": sample, "key": key})
        schema = request.schema_sha256 or schema_sha256(request.json_schema)
        return _Asking(Question(key, role, request, label, sample, asked, schema, repairs), look)

    def _order(
        self, route: Route, opened: Callable[[str], Conversation], role: str, label: str, sample: int
    ) -> list[str]:
        """Order a route's models: those whose answer is in the ledger, so that nothing is paid twice; then those up."""
        if len(route.models) == 1:
            return list(route.models)

        def rank(model: str) -> tuple[bool, bool]:
            key = call_key(opened(model).request, role=role, prompt_version=label, sample=sample)
            return self.ledger.recorded(key) is None, self._sender.is_down(model)

        return sorted(route.models, key=rank)

    async def _obtain(self, asking: _Asking) -> Call:
        """Return the call from the ledger, or make it."""
        question = asking.question
        self._loops.note(question.role, question.key)

        async def make(keep: Keep) -> Call:
            tally = Tally()
            try:
                return await self._sender.send(question, asking.judge, tally, keep)
            except BaseException as error:
                # Cancelled, or the budget ended between two requests: those that were sent are accounted for.
                if tally.sent and not tally.kept:
                    why = f"given up after {tally.sent} requests: {type(error).__name__}"
                    self.ledger.record_miss(missed(question, FailureKind.CANCELLED, why, tally, self._secrets))
                raise

        async def beside(keep: Keep) -> Call:
            return await (make(keep) if self._own_loop is None else self._own_loop.run(make(keep)))

        return await self.ledger.once(question.key, beside)
