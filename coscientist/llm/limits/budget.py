"""What a run may spend: reserved before every request, settled after it, so that many at once cannot overshoot."""

import threading
from collections.abc import Mapping
from typing import NamedTuple

from coscientist.domain.base import Value
from coscientist.domain.errors import BudgetEndedError, CoscientistError, SettingsError
from coscientist.llm.limits.waiting import Bell
from coscientist.ports import Clock


class Amount(NamedTuple):
    """So many requests, tokens and US dollars."""

    calls: int = 0
    tokens: int = 0
    usd: float = 0.0

    def plus(self, other: "Amount") -> "Amount":
        """Add."""
        return Amount(self.calls + other.calls, self.tokens + other.tokens, self.usd + other.usd)

    def minus(self, other: "Amount") -> "Amount":
        """Subtract."""
        return Amount(self.calls - other.calls, self.tokens - other.tokens, self.usd - other.usd)


class BudgetLimits(Value):
    """The bounds of a run. None: unbounded."""

    calls: int | None = None
    tokens: int | None = None
    usd: float | None = None
    seconds: float | None = None


class Usage(Value):
    """What has been spent so far; `seconds` is the run's time, not the sum over calls."""

    calls: int
    tokens: int
    usd: float
    seconds: float


class RoleBudgetEndedError(CoscientistError):
    """One role has used its share and all that it may borrow: its question is left out, others may still have room."""


class Reservation:
    """Room held for one request until it is settled with what was used; left unsettled, it is given back.

    A context manager, so that no way out of a request keeps room that nobody uses.
    """

    def __init__(self, budget: "Budget", role: str, amount: Amount) -> None:
        self._budget = budget
        self.role = role
        self.amount = amount
        self._settled = False

    def settle(self, used: Amount) -> None:
        """Replace the reservation by what was really used; the first time counts."""
        if not self._settled:
            self._settled = True
            self._budget._settle(self, used)

    def __enter__(self) -> "Reservation":
        return self

    def __exit__(self, *_: object) -> None:
        self.settle(Amount())


class Budget:
    """Bounds on requests, tokens, money and time, shared out among roles.

    `shares` gives fractions of the whole to roles (`ranking` covers `ranking/debate`). A role may use its own share and
    borrow from the others, but of what another role has not used yet `keep` stays reserved for it until it is
    closed. Every bound is of the whole run: what was spent before a resumption is given as `spent`.
    """

    def __init__(
        self,
        limits: BudgetLimits,
        clock: Clock,
        *,
        shares: Mapping[str, float] | None = None,
        keep: float = 0.5,
        spent: Amount | None = None,
        spent_seconds: float = 0.0,
    ) -> None:
        self.limits = limits
        self._clock = clock
        self._shares = dict(shares or {})
        if any(share < 0 for share in self._shares.values()) or sum(self._shares.values()) > 1 + 1e-9:
            raise SettingsError(f"Budget shares must not be negative nor add up to more than 1: {self._shares!r}.")
        if not 0 <= keep <= 1:
            raise SettingsError(f"The part of a share that is kept for its role must lie between 0 and 1: {keep!r}.")
        self._keep = keep
        self._closed: set[str] = set()
        self._began = clock.monotonic() - spent_seconds
        self._used = spent or Amount()
        self._used_by: dict[str, Amount] = {}
        self._ended: dict[str, str] = {}
        self._reserved = Amount()
        self._outstanding = 0
        self._lock = threading.Lock()
        self._settled = Bell()

    async def reserve(self, role: str, amount: Amount) -> Reservation:
        """Hold room for a request, waiting for others to settle when only what they hold stands in the way.

        Raises: BudgetEndedError when there is no room, RoleBudgetEndedError when there is room but not for this role.
        """
        while True:
            with self._lock:
                self.check_time()
                short = self._short(role, amount, with_reserved=True)
                if short is None:
                    group = _group(role)
                    self._reserved = self._reserved.plus(amount)
                    self._outstanding += 1
                    self._used_by[group] = self._used_by.get(group, Amount()).plus(amount)
                    return Reservation(self, role, amount)
                certain = self._short(role, amount, with_reserved=False)
                if certain is not None or not self._outstanding:
                    error = certain or short
                    if isinstance(error, RoleBudgetEndedError):
                        self._ended.setdefault(_group(role), error.message)
                    raise error
                signal = self._settled.listen()
            try:
                await signal.wait()
            finally:
                with self._lock:
                    self._settled.leave(signal)

    def check_time(self) -> None:
        """Raise when the run's time is over.

        Raises: BudgetEndedError.
        """
        left = self.seconds_left()
        if left is not None and left <= 0:
            raise BudgetEndedError(
                f"The run's time of {self.limits.seconds:g} s is over.", "Resume it with a larger --max-time."
            )

    def seconds_left(self) -> float | None:
        """Return how much time is left, or None when it is unbounded."""
        if self.limits.seconds is None:
            return None
        return self.limits.seconds - (self._clock.monotonic() - self._began)

    def deadline(self) -> float | None:
        """Return the monotonic time at which the run's time ends, or None."""
        return None if self.limits.seconds is None else self._began + self.limits.seconds

    def close_role(self, role: str) -> None:
        """Say that a role will ask nothing more, so that others may use what is left of its share."""
        with self._lock:
            self._closed.add(_group(role))
            self._settled.ring()

    @property
    def ended_roles(self) -> dict[str, str]:
        """Roles that were refused a request because of their share, with what was said."""
        with self._lock:
            return dict(self._ended)

    @property
    def usage(self) -> Usage:
        """What has been spent; what is only reserved is not in it."""
        with self._lock:
            used = self._used
        return Usage(calls=used.calls, tokens=used.tokens, usd=used.usd, seconds=self._clock.monotonic() - self._began)

    def _settle(self, reservation: Reservation, used: Amount) -> None:
        with self._lock:
            group = _group(reservation.role)
            self._reserved = self._reserved.minus(reservation.amount)
            self._outstanding -= 1
            self._used_by[group] = self._used_by[group].minus(reservation.amount).plus(used)
            self._used = self._used.plus(used)
            self._settled.ring()

    def _short(self, role: str, amount: Amount, *, with_reserved: bool) -> CoscientistError | None:
        """Return the error that says which bound leaves no room, or None."""
        used = self._used.plus(self._reserved) if with_reserved else self._used
        for name in ("calls", "tokens", "usd"):
            limit = getattr(self.limits, name)
            if limit is None:
                continue
            after = getattr(used, name) + getattr(amount, name)
            if after > limit * (1 + 1e-12):
                return BudgetEndedError(
                    f"The budget of {_say(name, limit)} has no room for another {_say(name, getattr(amount, name))} "
                    f"({_say(name, getattr(used, name))} used).",
                    f"Resume the run with a larger --max-{'cost' if name == 'usd' else name}.",
                )
            kept = self._kept_for_others(name, limit, role)
            if after > (limit - kept) * (1 + 1e-12):
                return RoleBudgetEndedError(
                    f"{role} has used its share of {_say(name, limit)}; {_say(name, kept)} are kept for other roles.",
                    "Give the role a larger share.",
                )
        return None

    def _kept_for_others(self, name: str, limit: float, role: str) -> float:
        """Return what other roles still have a claim to."""
        kept = 0.0
        for other, share in sorted(self._shares.items()):
            if other != _group(role) and other not in self._closed:
                used: float = getattr(self._used_by.get(other, Amount()), name)
                kept += self._keep * max(0.0, share * limit - used)
        return kept


def _group(role: str) -> str:
    return role.split("/", 1)[0]


def _say(name: str, amount: float) -> str:
    return f"{amount:.4f} USD" if name == "usd" else f"{amount:.0f} {name}"
