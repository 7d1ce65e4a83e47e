"""Making a plan out of a goal, without a model."""

from collections.abc import Sequence

from coscientist.agents.planning.english import APART, HARMFUL, INTERVENTION_WORDS
from coscientist.agents.planning.lexicon import Lexicon
from coscientist.agents.planning.manner import manner
from coscientist.agents.planning.parting import part
from coscientist.agents.planning.reading import Mention, Reading, read
from coscientist.agents.planning.sought import asks_for_combinations, asks_for_medicines, asks_for_targets
from coscientist.agents.planning.surrogates import AT_THE_BENCH, surrogates
from coscientist.agents.planning.what_was_read import what_was_read
from coscientist.agents.planning.words import alike
from coscientist.agents.wording import is_reading
from coscientist.datasets.gene_classes import CLASSES
from coscientist.domain.concept import Concept, ConceptKind
from coscientist.domain.errors import GoalError
from coscientist.domain.goal import Criterion, Direction, GoalReading, Plan, Target
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
_KIND_WORDS = {alike(word): kinds for word, kinds in (INTERVENTION_WORDS | APART).items()}


def read_goal(goal: str, graph: EvidenceGraph, about: Sequence[str]) -> Plan:
    """Read a goal into targets, context, direction and constraints by linking its words to the corpora.

    `about` says in a few phrases what the corpora cover.

    Raises: GoalError when the goal is empty, too long, or about something of which the corpora do not speak.
    """
    text = goal_text(goal)
    lexicon = Lexicon(graph.concepts.values())
    rest, said, sign = manner(text)
    reading = read(rest, lexicon)
    found = reading.mentions
    parts = part(found, graph)
    named = [_target(mention, graph) for mention in parts.wanted]
    diseases = [target for target in named if graph.concepts[target.concepts[0]].kind is ConceptKind.DISEASE]
    instead = {target.name: list(surrogates(target, lexicon)) for target in diseases}
    targets = [*named, *(each for found_for in instead.values() for each in found_for)]
    targets = [target for target in targets if _is_acted_on(target, graph)]
    held_by = [target for target in targets if _holds_a_property(target, targets, graph)]
    targets = [target for target in targets if target not in held_by]
    judged_by = {name: [each.name for each in listed if each in targets] for name, listed in instead.items()}
    understood = {" ".join(mention.words): graph.concepts[mention.concepts[0]].name for mention in found}
    understood |= {said: "lowered" if sign < 0 else "raised"} if sign else {}
    understood |= {f"{name}{AT_THE_BENCH}": ", ".join(names) for name, names in judged_by.items() if names}
    kinds = OF_MATERIALS if any(_is_a_property(t, graph) for t in targets) else _kinds(text, reading, sign)
    blocked = [" ".join((*m.words, m.unread_head)) for m in parts.wanted if m.unread_head]
    blocked += [" ".join((*m.instead_of, "in", *m.words)) for m in parts.wanted if m.instead_of]
    if not targets or blocked or len(reading.unread) > 2 * max(1, sum(len(m.words) for m in found)):
        raise _not_covered(understood, reading.unread, blocked, parts.wanted, about, lexicon, what_was_read(graph))
    return Plan(
        goal=text,
        direction=targets[0].direction,
        targets=tuple(targets),
        context=(
            *(_target(mention, graph) for mention in parts.settings),
            *held_by,
            *(target for target in diseases if judged_by[target.name]),
        ),
        intervention_kinds=kinds,
        protein_classes=tuple(each for each in CLASSES if each in reading.asked_for) if "protein" in kinds else (),
        intervention_sign=sign,
        together=asks_for_combinations(text),
        constraints=(
            *(f"not {' '.join(mention.words)}" for mention in parts.excluded),
            *(f"has to reach {place}" for place in reading.reached),
            *(f"through {' '.join(mention.words)}" for mention in parts.routes),
        ),
        excluded_concepts=tuple(sorted({item for mention in parts.excluded for item in mention.concepts})),
        through=tuple(dict.fromkeys(item for mention in parts.routes for item in mention.concepts)),
        criteria=CRITERIA,
        reading=GoalReading(
            understood=understood,
            not_understood=reading.unread,
            ambiguous={
                " ".join(mention.words): names for mention in found if len(names := _meanings(mention, graph)) > 1
            },
        ),
    )


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


def _meanings(mention: Mention, graph: EvidenceGraph) -> tuple[str, ...]:
    """Return the distinct things that a mention may mean; forms of one thing are one."""
    plain = (graph.concepts.get(graph.concepts[item].parent or "", graph.concepts[item]) for item in mention.concepts)
    return tuple(dict.fromkeys(concept.name for concept in plain))[:5]


def _target(mention: Mention, graph: EvidenceGraph) -> Target:
    ordered = sorted(mention.concepts, key=lambda item: (-graph.degree(item), item))
    first = graph.concepts[ordered[0]]
    direction = mention.direction
    ill = first.kind is ConceptKind.DISEASE and not is_reading(first)
    if mention.improved and direction is Direction.INCREASE and ill:
        direction = Direction.REDUCE
    if direction is None:
        direction = Direction.REDUCE if _is_harmful(first) else Direction.MODULATE
    return Target(name=" ".join(mention.words), concepts=tuple(ordered), words=mention.words, direction=direction)


def _is_harmful(concept: Concept) -> bool:
    return concept.kind is ConceptKind.DISEASE or any(part in concept.name.casefold() for part in HARMFUL)


def _is_acted_on(target: Target, graph: EvidenceGraph) -> bool:
    """Say whether the corpora report at least one thing that acts on the target."""
    return any(
        (link := graph.link(subject, concept)) is not None and link.causal > 0
        for concept in target.concepts
        for subject in graph.predecessors(concept)
    )


def _is_a_property(target: Target, graph: EvidenceGraph) -> bool:
    return graph.concepts[target.concepts[0]].kind is ConceptKind.PROPERTY


def _holds_a_property(target: Target, targets: Sequence[Target], graph: EvidenceGraph) -> bool:
    """Say whether a target only says of what a property is meant: `the conductivity of solid electrolytes`."""
    kind = graph.concepts[target.concepts[0]].kind
    thing = kind in (ConceptKind.MATERIAL, ConceptKind.OTHER)
    return thing and any(_is_a_property(other, graph) for other in targets)


def _kinds(text: str, reading: Reading, sign: int) -> tuple[str, ...]:
    if asks_for_medicines(text):
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


def _not_covered(
    understood: dict[str, str],
    unread: Sequence[str],
    blocked: Sequence[str],
    wanted: Sequence[Mention],
    about: Sequence[str],
    lexicon: Lexicon,
    claims: str,
) -> GoalError:
    known = "; ".join(f"“{phrase}” as {name}" for phrase, name in understood.items()) or "nothing"
    parts = [
        f"The corpora do not speak of this goal. Understood: {known}. Not understood: {', '.join(unread) or 'nothing'}."
    ]
    if blocked:
        parts.append(f"Only a part was understood of: {', '.join(blocked)}.")
    elif not understood:
        parts.append("Without a model, goals are read in English, by the names that the corpora use.")
    elif wanted and not unread:
        parts.append("They name it, but report nothing that acts on it.")
    alike_words = {word: close for word in unread[:8] if (close := lexicon.close_phrases(word))}
    if alike_words:
        parts.append(
            "Similar words that are known: " + "; ".join(f"{w} ~ {', '.join(c)}" for w, c in alike_words.items()) + "."
        )
    parts.append(f"The corpora cover: {'; '.join(about)}.")
    parts += [claims] if claims else []
    return GoalError(
        " ".join(parts),
        "Three ways out: add literature on it (coscientist corpus add PATH, then --corpus NAME), allow a network "
        "source (--source europe-pmc), or configure a model (--model NAME); a model helps only beside literature that "
        "speaks of the goal.",
    )
