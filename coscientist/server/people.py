"""A person's part in a run over HTTP: approval, pins, questions, and the interview before it."""

from collections.abc import Callable
from threading import Lock
from typing import Annotated, Any, TypeVar

from fastapi import APIRouter, Request
from pydantic import Field, ValidationError
from starlette.concurrency import run_in_threadpool

from coscientist.app.campaign import Campaign
from coscientist.app.library.loading import BUILT_IN, corpus_path
from coscientist.app.people import approving, interviewing, questions
from coscientist.app.people import contributing as people
from coscientist.domain.base import Value
from coscientist.domain.errors import ConflictError, CorpusError, CoscientistError
from coscientist.domain.run import Run, RunStatus
from coscientist.server.receiving import TooLargeError
from coscientist.server.runs import Name

T = TypeVar("T", bound=Value)
CREATED = 201
MOST_BYTES = 1_000_000
"""Of what a person says."""
Words = Annotated[str, Field(max_length=10_000)]
Who = Annotated[str, Field(min_length=1, max_length=200)]


class Word(Value):
    """A person's yes or no."""

    yes: bool
    why: Words = ""
    by: Who = "person"


class Pinning(Value):
    """Whether a hypothesis is to stay in play."""

    on: bool = True
    why: Words = ""
    by: Who = "person"


class Asking(Value):
    """A question about one hypothesis."""

    question: Words
    by: Who = "person"


class NewInterview(Value):
    """A goal, and how it is to be pursued."""

    goal: Words
    profile: Annotated[str, Field(max_length=100)] = "standard"
    corpora: Annotated[tuple[str, ...], Field(max_length=20)] = ("hbp",)
    model: Annotated[str | None, Field(max_length=1_000)] = None
    hypotheses: Annotated[int | None, Field(ge=2, le=1_000)] = None
    seed: int = 0
    approve: bool = False


class Answers(Value):
    """Answers by the number of their question, beginning with 1."""

    answers: Annotated[dict[int, Words], Field(max_length=50)]
    by: Who = "person"


def routes(campaign: Campaign, one_at_a_time: Lock) -> APIRouter:
    """Return the addresses at which people step in. A run takes their words up at its next step, or with `resume`."""
    router = APIRouter()

    async def done(request: Request, kind: type[T], do: Callable[[T], dict[str, Any]]) -> dict[str, Any]:
        """Read what was sent and do it, beside the event loop and one after the other."""
        said = await _read(request, kind)

        def work() -> dict[str, Any]:
            with one_at_a_time:
                return do(said)

        return await run_in_threadpool(work)

    @router.post("/runs/{run_id}/approval", openapi_extra=_body(Word))
    async def plan(run_id: Name, request: Request) -> dict[str, Any]:
        """Approve the plan of a run that waits for it, or turn it down."""

        def do(word: Word) -> dict[str, Any]:
            told = approving.answer_plan(campaign, run_id, by=word.by, yes=word.yes, why=word.why)
            return {"run": run_id, "answer": told.data["answer"], "message": told.message}

        return await done(request, Word, do)

    @router.post("/briefs/{brief_id}/approval", openapi_extra=_body(Word))
    async def brief(brief_id: Name, request: Request) -> dict[str, Any]:
        """Approve a brief, or turn it down; a later word decides."""

        def do(word: Word) -> dict[str, Any]:
            run_id = campaign.store.brief_run(brief_id)
            made = approving.answer_brief(campaign, run_id, brief_id, by=word.by, yes=word.yes, why=word.why)
            return {"run": run_id, "brief": brief_id, "status": made.status.value}

        return await done(request, Word, do)

    @router.post("/runs/{run_id}/hypotheses/{hypothesis_id}/pin", openapi_extra=_body(Pinning))
    async def pin(run_id: Name, hypothesis_id: Name, request: Request) -> dict[str, Any]:
        """Keep a hypothesis in play, or leave it to the reviewers again."""

        def do(word: Pinning) -> dict[str, Any]:
            made = people.pin(campaign, run_id, hypothesis_id, word.why, on=word.on, by=word.by)
            return {"run": run_id, **made.model_dump(mode="json")}

        return await done(request, Pinning, do)

    @router.post("/runs/{run_id}/hypotheses/{hypothesis_id}/questions", openapi_extra=_body(Asking))
    async def ask(run_id: Name, hypothesis_id: Name, request: Request) -> dict[str, Any]:
        """Answer a question from the hypothesis's record, with the run's model where it has one."""

        def do(asking: Asking) -> dict[str, Any]:
            told = questions.ask(campaign, run_id, hypothesis_id, asking.question, by=asking.by)
            return {"run": run_id, "hypothesis": hypothesis_id, **told.model_dump(mode="json")}

        return await done(request, Asking, do)

    @router.post("/interviews", status_code=CREATED, openapi_extra=_body(NewInterview))
    async def interview(request: Request) -> dict[str, Any]:
        """Plan a run and say what its goal leaves open. Nothing is run."""

        def do(new: NewInterview) -> dict[str, Any]:
            made = campaign.plan(
                new.goal,
                profile_name=new.profile,
                corpora=_known(campaign, new.corpora),
                model=new.model,
                hypotheses=new.hypotheses,
                seed=new.seed,
            )
            run = interviewing.begin(campaign, made, approve=new.approve)
            asked, note = interviewing.questions(campaign, run)
            numbered = [{"number": number, **item.model_dump(mode="json")} for number, item in enumerate(asked, 1)]
            return {**_planned(run, note), "questions": numbered}

        return await done(request, NewInterview, do)

    @router.post("/interviews/{run_id}/answers", openapi_extra=_body(Answers))
    async def answers(run_id: Name, request: Request) -> dict[str, Any]:
        """Put answers into the plan of an interview, once; `coscientist resume` sets the run going."""

        def do(given: Answers) -> dict[str, Any]:
            run = campaign.store.run(run_id)
            if run.status is not RunStatus.PLANNED or interviewing.is_answered(campaign, run):
                raise ConflictError(f"The interview of {run_id} is over.", "Begin another, or resume the run.")
            asked, _ = interviewing.questions(campaign, run)  # a model's are in the ledger and cost nothing again
            return _planned(*interviewing.answered_by_number(campaign, run, asked, given.answers, by=given.by))

        return await done(request, Answers, do)

    return router


async def _read(request: Request, kind: type[T]) -> T:
    """Read a bounded JSON body. Raises: TooLargeError, CoscientistError."""
    raw = bytearray()
    async for chunk in request.stream():
        raw += chunk
        if len(raw) > MOST_BYTES:
            raise TooLargeError(f"The body is larger than {MOST_BYTES:,} bytes.", "Say it in fewer words.")
    try:
        return kind.model_validate_json(bytes(raw))
    except ValidationError as error:
        wrong = "; ".join(f"{'.'.join(map(str, item['loc'])) or 'body'}: {item['msg']}" for item in error.errors()[:5])
        raise CoscientistError(f"The request is not as expected: {wrong}.", "Correct it and send it again.") from error


def _body(kind: type[Value]) -> dict[str, Any]:
    """Describe a body that a route reads itself, behind the token, for OpenAPI."""
    schema = kind.model_json_schema()
    return {"requestBody": {"required": True, "content": {"application/json": {"schema": schema}}}}


def _known(campaign: Campaign, names: tuple[str, ...]) -> tuple[str, ...]:
    """Return names of corpora: a path, which would have the server read its own machine's files, is none.

    Raises: CorpusError.
    """
    for name in names:
        safe = name.replace("-", "").replace("_", "").isalnum()
        if name not in BUILT_IN and not (safe and corpus_path(campaign.workspace, name).is_file()):
            raise CorpusError(f"There is no corpus named {name[:80]!r} here.", "Add it on the server's machine first.")
    return names


def _planned(run: Run, note: str) -> dict[str, Any]:
    return {"run": run.id, "goal": run.plan.goal, "status": run.status.value, "note": note}
