"""A small literature and a scripted scientist, for tests of what language models do in a run."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from coscientist.agents.workbench import Workbench
from coscientist.llm.door import Door
from coscientist.llm.transports.port import Request
from tests.support.kinase_pack import GOAL as GOAL
from tests.support.kinase_pack import UNCURATED as UNCURATED
from tests.support.kinase_pack import write_pack as write_pack

_TAU = "tau phosphorylation"


@pytest.fixture(scope="session")
def small_pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the path of the small literature's pack."""
    return write_pack(tmp_path_factory.mktemp("pack"))


@pytest.fixture(scope="session")
def small_bench(small_pack: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workbench]:
    """Give a workbench on the small literature without a model; not to be changed."""
    from coscientist.app.compose import Bench
    from coscientist.app.library.corpora import take_in
    from coscientist.app.workspace import Workspace
    from coscientist.literature.embedders import UniversalSentenceEncoder

    workspace = Workspace(tmp_path_factory.mktemp("bench"))
    workspace.prepare()
    name, _ = take_in(workspace, str(small_pack), embedder=UniversalSentenceEncoder())
    opened = Bench(workspace, [name], None)
    yield opened.workbench(opened.read(GOAL))
    opened.close()


def with_model(bench: Workbench, model: Door) -> Workbench:
    """Return the same workbench with a model to ask, and nothing brought in yet."""
    return replace(bench, model=model, added={}, read={})


def passages_in(prompt: str) -> dict[str, str]:
    """Return the passages that a prompt shows, by id."""
    found = re.findall(
        r"^\[([A-Za-z0-9][\w.:/@+-]*)\](?: \(\d+\))?(?: in «[^»\n]*»)?\n+<data \w+>\n(.*?)\n</data", prompt, re.M | re.S
    )
    return dict(found)


def idea(
    prompt: str,
    compound: str = "Roscovitine",
    target: str = "CDK5",
    cite: Callable[[str, str], list[str]] | None = None,
    **update: Any,
) -> dict[str, Any]:
    """Return a hypothesis that a compound lowers tau phosphorylation through a kinase.

    `cite` chooses the passages cited for a step from its two names; by default those that have both.
    """
    shown = passages_in(prompt)

    def naming(one: str, other: str) -> list[str]:
        words = [word.split()[0].casefold() for word in (one, other)]
        return [key for key, quote in shown.items() if all(word in quote.casefold() for word in words)]

    choose = cite or naming
    return {
        "title": f"{compound} lowers tau phosphorylation through {target}",
        "statement": f"{compound} lowers tau phosphorylation in neurons by inhibiting {target}.",
        "intervention": compound,
        "intervention_kind": "compound",
        "partner": "",
        "more": True,
        "outcome": _TAU,
        "outcome_kind": "protein",
        "outcome_rises": False,
        "system": "human neurons",
        "steps": [
            _step(compound, "compound", target, False, choose(compound, target)),
            _step(target, "protein", _TAU, True, choose(target, "tau")),
        ],
        "predictions": [
            _prediction(_TAU, "decrease"),
            _prediction(target, "decrease"),
        ],
        "null": f"{compound} leaves tau phosphorylation as it is.",
        "alternative": "The cells die.",
        "falsifiers": ["No change at any dose.", "The change stays when the kinase is removed."],
        "untried_because": "The compound and the kinase are studied in separate fields.",
        "decisive_experiment": "Neurons with and without the compound, tau phosphorylation by immunoblot.",
        **update,
    }


def _said(text: str, passages: list[str]) -> dict[str, Any]:
    return {"text": text, "passages": passages}


def _step(cause: str, kind: str, effect: str, rises: bool, cited: list[str]) -> dict[str, Any]:
    return {
        "cause": cause,
        "cause_kind": kind,
        "effect": effect,
        "effect_kind": "protein",
        "rises": rises,
        "sentence": f"{cause} {'raises' if rises else 'lowers'} {effect} in neurons.",
        "seen_in": "",
        "passages": cited,
        "assumption": f"{cause} reaches {effect} in human neurons",
    }


def _prediction(measured: str, direction: str) -> dict[str, Any]:
    return {
        "measured": measured,
        "measured_kind": "protein",
        "readout": f"{measured} by immunoblot, relative to total protein",
        "given": "intervention",
        "held": "",
        "direction": direction,
        "comparator": "vehicle",
        "rationale": "the chain needs it",
        "effect": None,
        "effect_unit": None,
        "effect_passage": "",
    }


PAIRS = (
    ("Curcumin", "GSK3B"),
    ("Dasatinib", "CDK5"),
    ("Melatonin", "FYN"),
    ("Metformin", "CDK5"),
    ("Nilotinib", "MAPK1"),
    ("Trametinib", "GSK3B"),
    ("Roscovitine", "FYN"),
)
DEBATED = (("Trametinib", "FYN"), ("Metformin", "GSK3B"), ("Dasatinib", "GSK3B"), ("Curcumin", "MAPK1"))
SEEDED = ("Melatonin", "CDK5")
QUERIED = (("Roscovitine", "GSK3B"), ("Dasatinib", "MAPK1"), ("Metformin", "FYN"))
ASSUMED = (("Roscovitine", "MAPK1"), ("Nilotinib", "GSK3B"))
EXPANDED = (("Melatonin", "MAPK1"), ("Lithium carbonate", "CDK5"))
CHILDREN = (
    ("Lithium carbonate", "FYN"),
    ("Lithium carbonate", "MAPK1"),
    ("Curcumin", "FYN"),
    ("Nilotinib", "CDK5"),
    ("Trametinib", "CDK5"),
    ("Caffeine", "MAPK1"),
)
IN_TURN = {
    "generation/literature": PAIRS,
    "generation/queries": QUERIED,
    "generation/debate": DEBATED,
    "generation/assumptions": ASSUMED,
    "generation/expansion": EXPANDED,
    "generation/seeds": (SEEDED,),
    "evolution/grounding": CHILDREN[:1],
    "evolution/coherence": CHILDREN[1:2],
    "evolution/combination": CHILDREN[2:3],
    "evolution/inspiration": CHILDREN[3:4],
    "evolution/simplification": CHILDREN[4:5],
    "evolution/out-of-the-box": CHILDREN[5:],
}
"""What each strategy proposes where the role is known: nobody else proposes these."""


def scientist(request: Request) -> dict[str, Any]:
    """Answer as a model that does what each prompt asks for; the same request gets the same answer."""
    return answer_for(request.schema_name, request.prompt, request.role)


def answer_for(schema: str, prompt: str, role: str = "") -> dict[str, Any]:
    """Return an answer of a schema to a prompt."""
    own = IN_TURN.get(role, ())
    turn = sum(prompt.encode()) % len(PAIRS)
    shown = list(passages_in(prompt))
    match schema:
        case "Ideas":
            asked = re.search(r"Number of hypotheses to propose: (\d+)", prompt)
            count = int(asked.group(1)) if asked else 1
            pairs = own or PAIRS
            picked = [pairs[(turn + index) % len(pairs)] for index in range(count)]
            return {"ideas": [idea(prompt, *pair) for pair in picked]}
        case "Turn":
            return {"argument": "Look at the kinases that nobody has tried this on.", "passages": shown[:2]}
        case "Idea":
            pairs = own or DEBATED
            return idea(prompt, *pairs[turn % len(pairs)])
        case "Queries":
            return {"queries": ["Dasatinib FYN", "Roscovitine CDK5 neurons"], "enough": "What was found" in prompt}
        case "Hops":
            hop = {"assumption": "Roscovitine lowers MAPK1 in neurons.", "then": "Tau falls.", "passages": shown[:1]}
            return {"hops": [hop]}
        case "Reworked":
            pairs = own or CHILDREN
            changed = idea(prompt, *pairs[turn % len(pairs)])
            return {"worthwhile": True, "reason": "The mediator was changed.", "idea": changed}
        case "FullReview":
            return {
                "summary": "A sound idea with one gap.",
                "known": ["the kinase acts on tau"],
                "novel": ["the compound does"],
                "supporting": shown[:1],
                "objections": [
                    {
                        "kind": "dose or time",
                        "text": "Is it reached?",
                        "severity": "minor",
                        "points_at": "assumption 1",
                    },
                    {"kind": "other", "text": "A vague doubt.", "severity": "fatal", "points_at": "the field"},
                ],
                "plausible": 4,
                "specific": 4,
                "consequential": 3,
            }
        case "InitialReview":
            fault = {"kind": "not specific", "text": "Which neurons?", "points_at": "statement"}
            marks = {"sound": 4, "new": 3, "testable": 5}
            return {"discard": False, "reason": "Worth a closer look.", "faults": [fault], **marks}
        case "ToolWishes":
            call = {"tool": "chemistry.name", "inputs": [{"name": "name", "value": "roscovitine"}], "why": "Its size."}
            return {"calls": [call] if "chemistry.name" in prompt and "DrugBank" not in prompt else []}
        case "ObservationReview":
            verdicts = ("missing piece", "neutral", "already explained")
            told = zip(shown, verdicts, strict=False)
            return {"observations": [{"passage": key, "verdict": said, "why": "It fits."} for key, said in told]}
        case "Simulation":
            scene = {"expected": "It falls.", "seen_as": "No change.", "control": "A washout."}
            odds = {"failure": "A related kinase takes over.", "likelihood": "likely"}
            return {"scenes": [{"step": number, **scene, **odds} for number in (1, 2)], "breaks_at": 2}
        case "RecurrentReview":
            lost = {"argument": "loss 1", "holds": "holds", "why": "No dose is given.", "points_at": "step 1"}
            return {"points": [lost], "open_question": "Is the kinase active there?"}
        case "Assumptions":
            return {"assumptions": [{"text": "The kinase is active in neurons.", "step": 2, "essential": True}]}
        case "AssumptionCheck":
            return {"verdict": "holds", "why": "A passage says so.", "passages": shown[:1]}
        case "Critiques":
            named = [*re.findall(r"^\[(c\d+)\]", prompt, re.M), "c999"]
            pattern = {"name": "doses are left open", "criticisms": named, "advice": "Say how it is dosed."}
            return {"patterns": [{**pattern, "concerns": "all"}]}
        case "PairRead":
            return {"relation": "variants", "told_apart_by": "Removing the kinase.", "why": "The mediators differ."}
        case "OverviewWritten":
            direction = {"title": "CDK5 in neurons", "importance": _said("CDK5 raises tau phosphorylation", shown)}
            further = {"known": [_said("Tau is a protein", [])], "unknown": "Whether it is reached."}
            plans = {"experiments": ["Neurons with and without it."], "hypotheses": ["H1", "H99"]}
            return {"summary": "Kinases of tau.", "directions": [{**direction, **further, **plans}]}
        case "AimsWritten":
            aim = {"title": "Determine whether it falls", "working_hypothesis": "It falls.", "approach": "Immunoblot."}
            rest = {"expected": "A fall.", "pitfall": "Cells die.", "hypotheses": ["H1"]}
            page = {"title": "Kinases of tau", "need": _said("CDK5 raises tau phosphorylation", shown)}
            words = {"objective": "To see.", "central_hypothesis": "It falls.", "payoff": "A treatment."}
            return {**page, **words, "rationale": _said("GSK3B does too", shown), "aims": [{**aim, **rest}]}
        case "ContactsWritten":
            known = {"name": "A. Author", "sources": ["S1"], "reason": "Measured CDK5 in neurons, as H1 needs."}
            return {"contacts": [known, {**known, "name": "N. Obody"}]}
        case "DebateTurn":
            return {"argument": "Step 1 of the first was shown.", "decisive": "Step 2 of the second.", "leaning": "tie"}
        case "PairVerdict":
            better = "first" if len(prompt) % 2 else "second"
            vote = {"criterion": "novelty", "better": better}
            return {"criteria": [vote], "reason": "Its chain was shown.", "better": better}
        case "SafetyVerdict":
            return {"allowed": True, "category": "none", "reason": "It is ordinary research."}
    raise AssertionError(f"no answer is scripted for {schema}")
