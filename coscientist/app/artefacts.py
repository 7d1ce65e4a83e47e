"""The files of a run: what others read. Written whole from the store, so they can be written again at any time."""

from pathlib import Path
from typing import Any

from pydantic_core import to_json

from coscientist.agents.overview.directions import Overview
from coscientist.app.record import Entry, Record
from coscientist.experiments.rendering.markdown import brief_markdown
from coscientist.ports import Store


def write_artefacts(store: Store, record: Record, folder: Path, usage: dict[str, Any], overview: Any = None) -> None:
    """Write every artefact of a run; a reader finds each file old or new, never half."""
    folder.mkdir(parents=True, exist_ok=True)
    write_json(folder / "hypotheses.json", hypotheses(record))
    write_json(folder / "tournament.json", tournament(record))
    write_json(folder / "evidence.json", evidence(record))
    write_json(folder / "run.json", run(record, usage))
    if overview is not None:
        left_out = {"written"} if overview.written is None else None
        write_json(folder / "overview.json", overview.model_dump(mode="json", exclude=left_out))
    lines = [event.model_dump_json() for event in store.events(record.run.id)]
    write_text(folder / "events.jsonl", "".join(f"{line}\n" for line in lines))
    briefs = folder / "briefs"
    briefs.mkdir(exist_ok=True)
    current = {brief.brief_id for brief in record.briefs}
    for old in briefs.iterdir():
        if old.suffix in (".json", ".md") and old.stem not in current:
            old.unlink()
    for brief in record.briefs:
        write_json(briefs / f"{brief.brief_id}.json", brief.model_dump(mode="json"))
        write_text(briefs / f"{brief.brief_id}.md", brief_markdown(brief))


def hypotheses(record: Record) -> dict[str, Any]:
    """Return `hypotheses.json`: ranked, those out of play last with the reason."""
    return {
        "run": record.run.id,
        "goal": record.run.plan.goal,
        "hypotheses": [hypothesis(entry) for entry in record.entries],
    }


def hypothesis(entry: Entry) -> dict[str, Any]:
    """Return one hypothesis as `hypotheses.json` holds it."""
    item = entry.hypothesis
    rating = entry.rating
    return {
        "rank": entry.rank,
        "status": entry.status.value,
        **item.model_dump(mode="json"),
        "rating": None
        if rating is None
        else {**rating.model_dump(mode="json", exclude={"hypothesis"}), "p_best": rating.p_best},
        "scores": entry.scores,
        "reviews": [review.model_dump(mode="json", exclude={"hypothesis"}) for review in entry.reviews],
        "checks": [check.model_dump(mode="json", exclude={"hypothesis"}) for check in entry.checks],
        "merged": list(entry.merged),
        "eliminated": None
        if entry.rank is not None or entry.decision is None
        else {"by": entry.decision.by, "why": entry.decision.why},
    }


def tournament(record: Record) -> dict[str, Any]:
    """Return `tournament.json`: the ledger, the ratings refitted from it, and the diagnostics."""
    table = record.standings
    return {
        "run": record.run.id,
        "matches": [match.model_dump(mode="json") for match in record.ledger],
        "ratings": [rating.model_dump(mode="json") for rating in table.ratings],
        "diagnostics": diagnostics(record),
    }


def diagnostics(record: Record) -> dict[str, Any]:
    """Return what the tournament says about its own faults."""
    table, found = record.standings, record.diagnostics
    return {
        **found.model_dump(mode="json"),
        "components": [list(group) for group in table.components],
        "p_top_set": table.p_top_set,
        "caveats": list(table.caveats()),
        "summary": list(found.summary()),
        "warnings": list(found.warnings()),
    }


def evidence(record: Record) -> dict[str, Any]:
    """Return `evidence.json`: sources, passages, concepts and claims that the run rests on."""
    return {
        "run": record.run.id,
        "sources": [item.model_dump(mode="json") for item in record.sources.values()],
        "passages": [item.model_dump(mode="json") for item in record.passages.values()],
        "concepts": [item.model_dump(mode="json") for item in record.concepts.values()],
        "claims": [item.model_dump(mode="json") for item in record.claims.values()],
    }


def run(record: Record, usage: dict[str, Any]) -> dict[str, Any]:
    """Return `run.json`: goal, plan, seed, versions, corpora with their hashes, and what was used."""
    return {**record.run.model_dump(mode="json"), "seed": record.run.plan.seed, "usage": usage}


def earlier_overview(folder: Path) -> Overview | None:
    """Return the overview that the run wrote last; None where there is none that this version can read."""
    try:
        return Overview.model_validate_json((folder / "overview.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def write_json(path: Path, content: Any) -> None:
    """Write JSON whole, keys in their order, readable by people."""
    write_text(path, to_json(content, indent=1).decode() + "\n")


def write_text(path: Path, text: str) -> None:
    """Write a text file whole."""
    unfinished = path.with_name(f".{path.name}.unfinished")
    unfinished.write_text(text, encoding="utf-8")
    unfinished.replace(path)
