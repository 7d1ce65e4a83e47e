"""One question, as many requests as it takes within bounds, one record of all of them."""

import asyncio
from collections import Counter
from collections.abc import Callable
from random import Random

from coscientist.domain.base import Value
from coscientist.domain.call import Call
from coscientist.llm.limits.budget import Amount, Budget, Reservation
from coscientist.llm.limits.limiter import Limiter, Limits, Sleep
from coscientist.llm.record.accounting import Question, Tally, amount, answered, counted, missed
from coscientist.llm.record.ledger import Keep
from coscientist.llm.record.outcome import FailureKind
from coscientist.llm.secrets import Secrets
from coscientist.llm.transports.port import Departure, ModelCard, Reply, Request, Transport, TransportError, departure
from coscientist.llm.wording.reading import Fault
from coscientist.ports import Clock

Judge = Callable[[Reply], Fault | None]
_POSSIBLY_PAID = frozenset({FailureKind.TIMEOUT, FailureKind.GARBLED})


class RetryPolicy(Value):
    """How long to insist."""

    attempts: int = 5
    """Requests for one question, at most."""
    hangs: int = 2
    """How many of them may run into the timeout."""
    timeout_seconds: float = 180.0
    backoff_seconds: float = 0.5
    """Before the second request, by half to all of it; doubled each time."""
    longest_backoff_seconds: float = 30.0
    longest_wait_seconds: float = 120.0
    """A Retry-After beyond this is not waited for."""
    down_after: int = 5
    """So many questions in a row without any reply, and the model counts as down: one request each until it answers."""


class Sender:
    """Sends questions within budget and limits, again when it may help."""

    def __init__(
        self,
        transport: Transport,
        *,
        budget: Budget,
        clock: Clock,
        rng: Random,
        secrets: Secrets,
        policy: RetryPolicy,
        limits: Callable[[str], Limits],
        sleep: Sleep,
    ) -> None:
        self._transport = transport
        self._budget = budget
        self._clock = clock
        self._rng = rng
        self._secrets = secrets
        self._policy = policy
        self._limits = limits
        self._sleep = sleep
        self._limiters: dict[str, Limiter] = {}
        self._silent: Counter[str] = Counter()

    def limiter(self, model: str) -> Limiter:
        """Return the one limiter of a model."""
        if model not in self._limiters:
            limits, most = self._limits(model), self._transport.card(model).most_at_once
            if most is not None and most < limits.concurrency:
                limits = limits.model_copy(update={"concurrency": most})
            self._limiters.setdefault(model, Limiter(limits, self._clock, self._sleep))
        return self._limiters[model]

    def is_down(self, model: str) -> bool:
        """Whether a model has left several questions in a row without any reply."""
        return self._silent[model] >= self._policy.down_after

    async def send(self, question: Question, judge: Judge, tally: Tally, keep: Keep) -> Call:
        """Return the recorded call with the judged reply, or with what was left when insisting had no more point.

        Raises: BudgetEndedError.
        """
        model = question.request.model
        kind, detail = FailureKind.TOO_LONG, self._too_long(question.request)
        hangs = 0
        attempts = 0 if detail else 1 if self.is_down(model) else self._policy.attempts
        for number in range(1, attempts + 1):
            if number > 1:
                await self._back_off(number, tally.last)
            call = await self._once(question, judge, tally, keep)
            if call is not None:
                self._silent[model] = 0
                return call
            assert tally.last is not None
            kind, detail = tally.last.kind, str(tally.last)
            hangs += kind is FailureKind.TIMEOUT
            if not self._may_help(tally.last) or hangs >= self._policy.hangs:
                break
        self._silent[model] += kind.passing
        tally.kept = True
        return await keep(missed(question, kind, detail, tally, self._secrets))

    async def _once(self, question: Question, judge: Judge, tally: Tally, keep: Keep) -> Call | None:
        """Send one request and record its reply; None when there was none, with the reason in the tally."""
        request = question.request
        card = self._transport.card(request.model)
        limiter = self.limiter(request.model)
        worst = amount(card, request.prompt_tokens, request.max_tokens)
        with await self._budget.reserve(question.role, worst) as reservation:
            async with limiter.slot(worst.tokens, until=self._budget.deadline()) as slot:
                self._budget.check_time()
                reply = await self._exchange(request, card, tally, reservation)
                if reply is None:
                    error = tally.last
                    assert error is not None
                    if error.kind is FailureKind.THROTTLED or error.retry_after is not None:
                        limiter.throttled(slot, self._worth_waiting(error.retry_after))
                    return None
                limiter.succeeded()
                slot.tokens = sum(counted(request, reply))
                call = answered(question, reply, judge(reply), tally, self._secrets)
                tally.kept = True
                return await keep(call)

    async def _exchange(
        self, request: Request, card: ModelCard, tally: Tally, reservation: Reservation
    ) -> Reply | None:
        """Send, wait as long as is reasonable, and settle; errors go into the tally."""
        began = self._clock.monotonic()
        reply: Reply | None = None
        # Whatever becomes of it, cancelled or not, the service may count it.
        used = amount(card, request.prompt_tokens, 0)
        left = Departure()
        departure.set(left)
        try:
            async with asyncio.timeout(self._patience()):
                reply = await self._transport.send(request)
            used = amount(card, *counted(request, reply))
        except TimeoutError:
            tally.last = TransportError(FailureKind.TIMEOUT, "there was no reply in time")
        except TransportError as error:
            tally.last = error
            if error.kind not in _POSSIBLY_PAID:
                used = Amount(calls=int(error.sent))
        finally:
            if not left.possible:
                used = Amount()
            tally.latency = self._clock.monotonic() - began
            tally.add(used, lost=reply is None)
            reservation.settle(used)
        return reply

    def _too_long(self, request: Request) -> str:
        """Say why a prompt is refused that its server would shorten without a word; nothing when it is not."""
        card = self._transport.card(request.model)
        if not card.truncates or card.context_tokens is None or request.context_tokens <= card.context_tokens:
            return ""
        return (
            f"prompt and reply may need {request.context_tokens} tokens; {request.model} is set to take "
            f"{card.context_tokens} and would cut the prompt without saying so"
        )

    def _patience(self) -> float:
        left = self._budget.seconds_left()
        return self._policy.timeout_seconds if left is None else max(0.0, min(self._policy.timeout_seconds, left))

    def _worth_waiting(self, retry_after: float | None) -> float | None:
        return None if retry_after is None else min(retry_after, self._policy.longest_wait_seconds)

    def _may_help(self, error: TransportError) -> bool:
        too_far = error.retry_after is not None and error.retry_after > self._policy.longest_wait_seconds
        return error.kind.passing and not too_far

    async def _back_off(self, number: int, last: TransportError | None) -> None:
        """Pause before another request; when the service named a time, the limiter holds everybody until then."""
        if last is not None and last.retry_after is not None:
            return
        policy = self._policy
        full = min(policy.longest_backoff_seconds, policy.backoff_seconds * 2 ** (number - 2))
        left = self._budget.seconds_left()
        pause = full * self._rng.uniform(0.5, 1.0)
        await self._sleep(pause if left is None else max(0.0, min(pause, left)))
