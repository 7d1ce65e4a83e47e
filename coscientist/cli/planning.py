"""From the options of `run` and `plan` to a plan."""

import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from coscientist.agents.planning.plan import goal_text
from coscientist.app.campaign import Campaign
from coscientist.app.durations import seconds
from coscientist.app.library.loading import Progress, Say
from coscientist.app.profiles import profile
from coscientist.app.settings import default_model, default_sources
from coscientist.domain.errors import FileError, SettingsError
from coscientist.domain.goal import Plan
from coscientist.literature.sources.opening import known_services

MAX_PLAN_BYTES = 2**20


@dataclass(frozen=True)
class Wish:
    """What was asked for on the command line; None and empty: not said."""

    goal: str | None = None
    profile: str | None = None
    model: str | None = None
    corpora: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    until: int | None = None
    hypotheses: int | None = None
    seed: int | None = None
    max_calls: int | None = None
    max_tokens: int | None = None
    max_cost: float | None = None
    max_time: str | None = None

    def check(self, *, has_plan: bool = False) -> None:
        """Raises: SettingsError or GoalError for what is wrong whatever the corpora hold."""
        if self.goal is None and not has_plan:
            raise SettingsError("There is no goal.", 'Say what should change: --goal "reduce tau aggregation"')
        if self.goal is not None:
            goal_text(self.goal)
        if self.profile is not None:
            profile(self.profile)
        for name in self.sources:
            if name not in known_services():
                raise SettingsError(
                    f"There is no literature service {name!r}.", f"Known are: {', '.join(known_services())}."
                )
        self.effort()

    def effort(self) -> dict[str, Any]:
        """Return what can be changed in any plan: how much is done, and with which seed.

        Raises: SettingsError for a number that cannot be meant.
        """
        for name, value in (
            ("--max-calls", self.max_calls),
            ("--max-tokens", self.max_tokens),
            ("--max-cost", self.max_cost),
            ("--seed", self.seed),
        ):
            if value is not None and not 0 <= value < float("inf"):
                raise SettingsError(f"{name} is {value}; expected 0 or more.", f"For example: {name} 10")
        wanted = {
            "hypotheses": self.hypotheses,
            "seed": self.seed,
            "max_calls": self.max_calls,
            "max_tokens": self.max_tokens,
            "max_cost_usd": self.max_cost,
            "max_seconds": seconds(self.max_time) if self.max_time is not None else None,
        }
        return {name: value for name, value in wanted.items() if value is not None}

    def what(self) -> dict[str, Any]:
        """Return what only a new reading of the goal can change, by option."""
        said = {
            "--goal": self.goal,
            "--profile": self.profile,
            "--corpus": self.corpora,
            "--source": self.sources,
            "--until": self.until,
            "--model": self.model,
        }
        return {option: value for option, value in said.items() if value not in (None, ())}


def new_plan(campaign: Campaign, wish: Wish, progress: Progress, say: Say) -> Plan:
    """Read the goal into a plan, loading corpora where needed.

    Raises: GoalError, CorpusError, SettingsError.
    """
    effort = wish.effort()
    return campaign.plan(
        wish.goal or "",
        profile_name=wish.profile or "standard",
        corpora=tuple(dict.fromkeys(wish.corpora)) or ("hbp",),
        until=wish.until,
        seed=effort.get("seed", 0),
        hypotheses=effort.get("hypotheses"),
        max_calls=effort.get("max_calls"),
        max_tokens=effort.get("max_tokens"),
        max_cost_usd=effort.get("max_cost_usd"),
        max_seconds=effort.get("max_seconds"),
        model=wish.model or default_model(),
        sources=wish.sources or default_sources(),
        progress=progress,
        say=say,
    )


def changed_plan(plan: Plan, wish: Wish, origin: str) -> Plan:
    """Return a plan that was made before, with as much done as is asked for now.

    Raises: SettingsError when the wish is for something that the plan has settled.
    """
    if settled := wish.what():
        raise SettingsError(
            f"{', '.join(settled)} cannot be changed: {origin} has settled it.",
            "Leave it out, edit the plan, or begin with a new --goal.",
        )
    return usable(plan.model_copy(update=wish.effort()), origin)


def continued_plan(campaign: Campaign, earlier: str, wish: Wish, progress: Progress, say: Say) -> Plan:
    """Return the plan of a run that continues another: the earlier one's where no other goal is given."""
    before = campaign.store.run(earlier).plan
    if wish.goal is not None:
        return new_plan(campaign, replace(wish, corpora=wish.corpora or before.corpora), progress, say)
    return changed_plan(before, wish, f"run {earlier}")


def plan_from_file(path: Path) -> Plan:
    """Read a plan as `coscientist plan --output` wrote it and a person may have changed it; also TOML.

    Raises: FileError that names the fields which do not fit.
    """
    if not path.is_file():
        raise FileError(f"There is no plan at {path}.", "Write one with: coscientist plan --goal TEXT --output FILE")
    if path.stat().st_size > MAX_PLAN_BYTES:
        raise FileError(f"{path} is larger than {MAX_PLAN_BYTES // 2**20} MiB.", "Hand in the plan alone.")
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileError(f"{path} is not UTF-8.", "Save it as UTF-8.") from error
    return plan_from_text(text, str(path), toml=path.suffix == ".toml")


def plan_from_text(text: str, name: str, *, toml: bool = False) -> Plan:
    """Read a plan from text. Raises: FileError that names the fields which do not fit."""
    try:
        return usable(
            Plan.model_validate(tomllib.loads(text)) if toml else Plan.model_validate_json(_plan_alone(text)), name
        )
    except tomllib.TOMLDecodeError as error:
        raise FileError(f"{name} is no TOML: {error}.", "Mend it, or write the plan anew.") from error
    except ValidationError as error:
        wrong = "; ".join(
            f"{'.'.join(str(part) for part in each['loc']) or 'the file'}: {each['msg']}"
            for each in error.errors(include_url=False)[:5]
        )
        raise FileError(f"{name} is no plan: {wrong}.", "Mend these fields, or write the plan anew.") from error


def _plan_alone(text: str) -> str:
    """Return what `coscientist plan --json` printed without its estimate."""
    try:
        read = json.loads(text)
    except ValueError:
        return text
    if isinstance(read, dict) and read.pop("estimate", None) is not None:
        return json.dumps(read)
    return text


def usable(plan: Plan, name: str) -> Plan:
    """Return the plan. Raises: SettingsError when its numbers cannot be carried out or it names nothing to change."""
    least = {
        "hypotheses": 2,
        "cycles": 1,
        "briefs": 0,
        "seed": 0,
        "max_calls": 0,
        "max_tokens": 0,
        "max_cost_usd": 0,
        "max_seconds": 0,
    }
    low = [
        f"{field} is {value}, expected at least {bound}"
        for field, bound in least.items()
        if (value := getattr(plan, field)) is not None and not value >= bound
    ]
    if not any(target.concepts for target in plan.targets):
        low.append("targets names no concept that should change")
    if low:
        raise SettingsError(f"The plan of {name} cannot be carried out: {'; '.join(low)}.", "Change it in the plan.")
    return plan


def plan_text(plan: Plan) -> str:
    """Return a plan as it is written to files and edited."""
    return plan.model_dump_json(indent=2) + "\n"


def reading_notes(plan: Plan) -> Iterator[str]:
    """Say what the reading of a goal left out, and what it put in the place of its words."""
    if plan.reading.not_understood:
        yield f"Not understood in the goal, and without effect: {', '.join(plan.reading.not_understood)}."
    for phrase, thing in plan.reading.taken_for.items():
        yield f"“{phrase}” is taken for {thing}: the corpora do not tell them apart."
    for disease, readouts in plan.reading.at_the_bench.items():
        yield f"“{disease}” is judged at the bench by {', '.join(readouts)}."
