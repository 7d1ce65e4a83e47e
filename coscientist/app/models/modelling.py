"""Opening the door to the language model of a run, and finding out beforehand whether there is one behind it."""

import asyncio
import importlib
import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from coscientist.agents.conversation import ask as conversation
from coscientist.agents.conversation import interview
from coscientist.agents.evolution.breeding import MODEL_OPERATORS
from coscientist.agents.meta_review.critique import CritiqueReview
from coscientist.agents.overview.writing import ROLES as OVERVIEW_ROLES
from coscientist.agents.proximity.meaning import PairReader
from coscientist.agents.ranking.debate import DebateJudge
from coscientist.agents.ranking.pairwise import PairwiseJudge
from coscientist.agents.reflection.tools import ToolDesk
from coscientist.agents.safety import screening
from coscientist.agents.supervision.roster import MODEL_GENERATION, MODEL_REVIEWERS, RECURRENT, SCREENING
from coscientist.agents.supervision.tiers import with_tiers
from coscientist.app.models.model_settings import door_settings, prices, shares
from coscientist.domain.call import Call
from coscientist.domain.errors import ServiceError, SettingsError
from coscientist.domain.goal import Plan
from coscientist.llm.connect import connect
from coscientist.llm.door import Door
from coscientist.llm.limits.budget import BudgetLimits
from coscientist.llm.record.arrivals import Arrivals
from coscientist.llm.record.ledger import MemoryCalls, StoreCalls, spent_in
from coscientist.llm.record.outcome import FailureKind
from coscientist.llm.routes import ModelRoutes
from coscientist.llm.transports.profiles import Endpoint, resolve
from coscientist.ports import Clock, Store

OpenModel = Callable[[Plan, Store, str, Clock], Door | None]
"""Opens the door for a run, None when its plan names no model: (plan, store, run id, clock)."""
CONVERSATIONS = (conversation.NAME, interview.ASKING, interview.REFINING)
"""Who asks because a person does, before, beside or after a run."""
ROLES = (
    *(item.name for item in MODEL_GENERATION),
    *(item.name for item in MODEL_OPERATORS),
    SCREENING.name,
    *(item.name for item in MODEL_REVIEWERS),
    ToolDesk.name,
    RECURRENT.name,
    PairwiseJudge.role,
    DebateJudge.role,
    PairReader.name,
    CritiqueReview.name,
    *OVERVIEW_ROLES,
    screening.NAME,
    *CONVERSATIONS,
)
"""Who asks."""
PATIENCE_SECONDS = 5.0


def open_model(plan: Plan, store: Store, run_id: str, clock: Clock, *, arrivals: Path | None = None) -> Door | None:
    """Return the door to the plan's model, with the run's ledger and what is left of its budget.

    Calls, tokens and cost are bounded over all sittings of a run; time is each sitting's. `arrivals` is the folder in
    which replies are kept until they are in the ledger.

    Raises: SettingsError, OptionalDependencyError.
    """
    routes = routes_of(plan)
    if routes is None:
        return None
    book = StoreCalls(store, run_id)
    return connect(
        routes,
        book=book,
        clock=clock,
        environment=os.environ,
        limits=limits_of(plan),
        spent=spent_in(store.calls(run_id)),
        shares=shares(os.environ),
        settings=door_settings(os.environ),
        prices=prices(os.environ),
        seed=plan.seed,
        arrivals=None if arrivals is None else Arrivals(arrivals, lambda key: book.get(key) is not None),
    )


def limits_of(plan: Plan) -> BudgetLimits:
    """Return the plan's bounds."""
    return BudgetLimits(calls=plan.max_calls, tokens=plan.max_tokens, usd=plan.max_cost_usd, seconds=plan.max_seconds)


def routes_of(plan: Plan) -> ModelRoutes | None:
    """Return which model serves which role; several routes are parted by spaces, and `cheap=` and `strong=` are tiers.

    Raises: SettingsError.
    """
    return ModelRoutes.parse(with_tiers(plan.model.split())) if plan.model and plan.model.strip() else None


async def check_model(plan: Plan, environment: Mapping[str, str], clock: Clock) -> None:
    """Find out whether the plan's models can be asked; nothing is sent to them.

    Raises: SettingsError for a name that leads nowhere, a role without a model, a key that is missing, or a bound on
    the cost of a model whose price is not known; OptionalDependencyError; ServiceError when nothing answers at the
    address of a server.
    """
    routes = routes_of(plan)
    if routes is None:
        return
    for role in ROLES:
        routes.route(role)
    for model in routes.models:
        endpoint = resolve(model, environment)
        if endpoint.way == "embedded":
            from coscientist.llm.transports.local import weights_of

            weights_of(endpoint.wire_model)
        elif endpoint.way == "litellm":
            _check_hosted(model)
        else:
            await _check_address(endpoint)
    shares(environment), door_settings(environment)
    connect(
        routes,
        book=MemoryCalls(),
        clock=clock,
        environment=environment,
        limits=limits_of(plan),
        prices=prices(environment),
    )


def _check_hosted(model: str) -> None:
    from coscientist.llm.transports.litellm_client import LitellmTransport

    LitellmTransport()
    litellm: Any = importlib.import_module("litellm")
    hint = (
        "Known: ollama/…, vllm/…, llamacpp/…, lmstudio/…, and hosted models as LiteLLM names them. See docs/models.md."
    )
    try:
        litellm.get_llm_provider(model)
    except litellm.BadRequestError as error:
        raise SettingsError(f"No service is known for the model {model!r}.", hint) from error
    found: dict[str, Any] = litellm.validate_environment(model)
    missing: Sequence[str] = found.get("missing_keys") or ()
    if missing and not found.get("keys_in_environment"):
        raise SettingsError(
            f"The model {model!r} needs a key: {', '.join(missing)} is not set.",
            "Set it in the environment, or name a server of your own (OPENAI_API_BASE).",
        )


async def _check_address(endpoint: Endpoint) -> None:
    parts = urlsplit(endpoint.base_url or "")
    port = parts.port or (443 if parts.scheme == "https" else 80)
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            _, writer = await asyncio.open_connection(parts.hostname, port)
            writer.close()
    except OSError as error:
        raise ServiceError(
            f"No server answers for {endpoint.model!r} at {parts.hostname}:{port} ({endpoint.title}).",
            "Start it, or name its address; docs/models.md says by which variable.",
        ) from error


def nothing_came(calls: Sequence[Call]) -> str:
    """Say why no question to a model brought any reply; empty when one did, or none was asked."""
    if not calls or any(call.failure is None or FailureKind(call.failure).replied for call in calls):
        return ""
    last = calls[-1]
    return (
        f"{last.model} gave no reply to any of {len(calls)} questions, at last because of {last.failure}: {last.detail}"
    )
