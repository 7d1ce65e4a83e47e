"""Making a plan out of a goal, without a model."""

from collections.abc import Sequence

from coscientist.agents.planning import compared
from coscientist.agents.planning.aims import aims
from coscientist.agents.planning.conditions import HAS_TO_REACH, conditions
from coscientist.agents.planning.english import APART, INTERVENTION_WORDS
from coscientist.agents.planning.lexicon import Lexicon
from coscientist.agents.planning.mentions import Mention, Reading
from coscientist.agents.planning.parting import part
from coscientist.agents.planning.reading import read
from coscientist.agents.planning.refusal import not_covered
from coscientist.agents.planning.rewording import reworded
from coscientist.agents.planning.sought import (
    asks_for_combinations,
    asks_for_markers,
    asks_for_medicines,
    asks_for_natural_products,
    asks_for_small_molecules,
    asks_for_targets,
)
from coscientist.agents.planning.targets import is_a_property, meanings, target_of
from coscientist.agents.planning.what_was_read import what_was_read
from coscientist.agents.planning.words import alike, as_typed
from coscientist.datasets.gene_classes import CLASSES
from coscientist.domain.errors import GoalError
from coscientist.domain.goal import Criterion, GoalReading, Plan
from coscientist.evidence.graph import EvidenceGraph

MAX_GOAL_CHARACTERS = 20_000
ALL_KINDS = ("compound", "protein", "gene", "rna")
OF_MATERIALS = ("material", "compound")
"""What is changed where the goal is about a property of a material."""
CRITERIA = (
    Criterion(name="evidence", question="How much independent evidence stands behind each step?", weight=1.0),
    Criterion(name="mechanism", question="Is the chain short, causal and free of contradiction?", weight=1.0),
    Criterion(
        name="prospect", question="How strongly does the evidence around both ends speak for a link?", weight=1.0
    ),
    Criterion(name="novelty", question="Does it say what the searched literature does not?", weight=1.0),
    Criterion(name="feasibility", question="Can a laboratory get and use the intervention?", weight=1.0),
    Criterion(name="translation", question="How near is the intervention to use?", weight=1.0),
    Criterion(name="testability", question="Would a usual assay decide it?", weight=0.5),
)
REFEREED = (
    Criterion(name="plausibility", question="Would a referee who has read the passages on it bet on it?", weight=1.0),
    Criterion(name="consequence", question="Would it change what people do?", weight=1.0),
)
"""What models that review give marks for; without a model nobody does."""
OF_SEVERAL = Criterion(name="reach", question="Does it also do the other things that the goal asks for?", weight=2.0)
"""What counts most where a goal asks for several things at once."""
_KIND_WORDS = {alike(word): kinds for word, kinds in (INTERVENTION_WORDS | APART).items()}


def read_goal(goal: str, graph: EvidenceGraph, about: Sequence[str]) -> Plan:
    """Read a goal into targets, context, direction and constraints by linking its words to the corpora.

    `about` says in a few phrases what the corpora cover.

    Raises: GoalError when the goal is empty, too long, or about something of which the corpora do not speak.
    """
    text = goal_text(goal)
    if asks_for_markers(text):
        raise GoalError(
            "The goal asks for a marker; proposed here is what to change, and what that should do.",
            "Ask what changes the disease or a readout of it, as in: which proteins lower tau phosphorylation?",
        )
    lexicon = Lexicon(graph.concepts.values())
    words = reworded(text, lexicon)
    asked = conditions(words.goal, lexicon)
    reading = read(asked.rest, lexicon)
    found = reading.mentions
    parts = part(found, graph)
    wanted = _whole(parts.wanted)
    aimed = aims(wanted, graph, lexicon)
    understood = {" ".join(mention.words): graph.concepts[mention.concepts[0]].name for mention in found}
    understood |= words.understood
    of_material = any(is_a_property(target, graph) for target in aimed.targets)
    kinds = OF_MATERIALS if of_material else _kinds(text, reading, words.sign)
    settings = [target.name for target in aimed.held_by]  # of `NiFe layered hydroxides` whose property is asked for
    blocked = [
        " ".join((*m.words, m.unread_head)) for m in wanted if m.unread_head and " ".join(m.words) not in settings
    ]
    blocked += [" ".join((*m.instead_of, "in", *m.words)) for m in wanted if m.instead_of]
    if (
        not aimed.targets
        or blocked
        or reading.subject
        or len(reading.unread) > 2 * max(1, sum(len(m.words) for m in found))
    ):
        idle = [" ".join(mention.words) for mention in wanted if not aimed.targets]
        raise not_covered(text, understood, reading, blocked, idle, about, lexicon, what_was_read(graph))
    return Plan(
        goal=text,
        direction=aimed.targets[0].direction,
        targets=aimed.targets,
        context=(
            *(target_of(mention, graph) for mention in parts.settings),
            *aimed.held_by,
            *aimed.judged,
        ),
        intervention_kinds=kinds,
        protein_classes=tuple(each for each in CLASSES if each in reading.asked_for) if "protein" in kinds else (),
        micro_rna="rna" in kinds and not reading.asked_for.isdisjoint(compared.MICRO_RNAS),
        intervention_sign=words.sign,
        together=asks_for_combinations(text),
        constraints=(
            *(f"not {' '.join(mention.words)}" for mention in parts.excluded),
            *(f"{HAS_TO_REACH} {place}" for place in reading.reached),
            *asked.stated,
            *(f"through {' '.join(mention.words)}" for mention in parts.routes),
        ),
        excluded_concepts=tuple(sorted({item for mention in parts.excluded for item in mention.concepts})),
        through=tuple(dict.fromkeys(item for mention in parts.routes for item in mention.concepts)),
        through_sign=_through_sign(parts.routes),
        criteria=(*CRITERIA, OF_SEVERAL) if any(target.end for target in aimed.targets) else CRITERIA,
        reading=GoalReading(
            understood=understood,
            not_understood=as_typed(reading.unread, text),
            at_the_bench=aimed.at_the_bench,
            taken_for=_taken_for(wanted, parts.constituents),
            ambiguous={
                " ".join(mention.words): names for mention in found if len(names := meanings(mention, graph)) > 1
            },
        ),
    )


def _through_sign(routes: Sequence[Mention]) -> int:
    """Return which way all routes are to change; 0 where the goal does not say it of each, or says both."""
    said = [None if mention.is_tool and not mention.of_actor else mention.direction for mention in routes]
    signs = {direction.sign if direction else 0 for direction in said}
    return signs.pop() if len(signs) == 1 else 0


def _taken_for(wanted: Sequence[Mention], constituents: Sequence[Mention]) -> dict[str, str]:
    """Return what stands for what was named: the thing for an aspect of it, the whole for that of a constituent."""
    whole = {mention.start: " ".join(mention.words) for mention in wanted}
    taken = {f"{' '.join(m.words)} {m.aspect}": " ".join(m.words) for m in wanted if m.aspect}
    for mention in constituents:
        head = whole.get(mention.start + len(mention.words))
        taken |= {f"{' '.join(mention.words)} {head}": head} if head else {}
    return taken


def _whole(wanted: Sequence[Mention]) -> Sequence[Mention]:
    """Return of several things any of which would do (`lower A or B`) those that were understood as a whole."""
    whole = [mention for mention in wanted if not (mention.unread_head or mention.instead_of)]
    partly = [mention for mention in wanted if mention not in whole]
    return whole if whole and all(mention.alternative for mention in partly) else wanted


def goal_text(goal: str) -> str:
    """Return the goal on one line; needs no corpus, so that nobody waits for one to hear that there is no goal.

    Raises: GoalError when the goal is empty or too long.
    """
    text = " ".join(goal.split())
    if not text:
        raise GoalError("The research goal is empty.", 'Say what should change, as in: --goal "reduce tau aggregation"')
    if len(goal) > MAX_GOAL_CHARACTERS:
        raise GoalError(
            f"The research goal has {len(goal):,} characters; at most {MAX_GOAL_CHARACTERS:,} are read.",
            "Keep the goal to the question and add the background with: coscientist corpus add PATH",
        )
    return text


def _kinds(text: str, reading: Reading, sign: int) -> tuple[str, ...]:
    if asks_for_medicines(text) or asks_for_natural_products(text) or asks_for_small_molecules(text):
        return ("compound",)
    words = reading.asked_for
    targets = asks_for_targets(text)
    if words & {"intervention", "treatment", "therapy", "therapeutic"} and not targets:
        return ALL_KINDS
    if reading.actors:
        return ("compound",)
    named = [kind for word, kinds in _KIND_WORDS.items() if word in words for kind in kinds]
    named = [kind for kind in named if kind != "compound" or not targets]
    # A compound is given; what is inhibited or over-expressed is a target, as what a drug is to be found for is.
    whole = ALL_KINDS if not sign and not targets else ALL_KINDS[1:]
    return tuple(kind for kind in ALL_KINDS if kind in named) or whole
