"""The interview before a run: what is ambiguous is asked, and the goal is written again with the answers."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING

from coscientist.agents.prompting import PROMPTS, plain
from coscientist.domain.base import Value
from coscientist.domain.goal import Direction, Plan
from coscientist.llm.record.outcome import Failure

if TYPE_CHECKING:
    from coscientist.llm.door import Door

ASKING, REFINING = "conversation/interview", "conversation/refine"
MOST_QUESTIONS = 5
MOST_UNREAD = 4


class About(StrEnum):
    """What an answer changes."""

    MEANING = "meaning"
    UNREAD = "unread"
    DIRECTION = "direction"
    SETTING = "setting"
    AVOID = "avoid"
    FREE = "free"


class Question(Value):
    """One question, with what hangs on it."""

    text: str
    why: str
    about: About
    phrase: str = ""
    """The words of the goal that it is about."""
    options: tuple[str, ...] = ()


class AskedQuestion(Value):
    """A question as a model writes it."""

    text: str
    why: str
    options: tuple[str, ...]


class InterviewQuestions(Value):
    """A model's questions."""

    questions: tuple[AskedQuestion, ...]


class RefinedGoal(Value):
    """The goal with the answers in it."""

    goal: str


def questions_of(plan: Plan) -> list[Question]:
    """Return what the reading of a goal leaves open, without a model: each question names what it is about."""
    reading = plan.reading
    found = [
        Question(
            text=f"What do you mean by “{phrase}”?",
            why="It could be read in more than one way.",
            about=About.MEANING,
            phrase=phrase,
            options=names,
        )
        for phrase, names in reading.ambiguous.items()
    ]
    found += [
        Question(
            text=f"“{word}” was not understood. What is it in other words?",
            why="What is not understood has no effect; leave it empty where it does not matter.",
            about=About.UNREAD,
            phrase=word,
        )
        for word in reading.not_understood[:MOST_UNREAD]
    ]
    if plan.direction is Direction.MODULATE:
        name = plan.targets[0].name
        found.append(
            Question(
                text=f"Should {name} go down or up?",
                why="Without a direction, hypotheses of both are proposed.",
                about=About.DIRECTION,
                phrase=name,
                options=("reduce", "increase"),
            )
        )
    if not plan.context:
        text = "In which disease, tissue or cells?"
        found.append(Question(text=text, why="It says where evidence counts most.", about=About.SETTING))
    if not plan.excluded_concepts:
        text = "Is there a compound, protein or route to leave out?"
        found.append(Question(text=text, why="Nothing is left out so far.", about=About.AVOID))
    return found


def goal_with(goal: str, answers: Sequence[tuple[Question, str]]) -> str:
    """Return the goal with the answers in it, in the words by which the plan reader knows them."""
    for question, said in answers:
        answer = " ".join(said.split()).strip(" .")
        if not answer:
            continue
        match question.about:
            case About.MEANING | About.UNREAD:
                goal = _replaced(goal, question.phrase, answer)
            case About.DIRECTION:
                goal = f"{answer.capitalize()} {question.phrase}. {goal}"
            case About.SETTING:
                goal = f"{goal.rstrip(' .')} in {answer}"
            case About.AVOID:
                goal = f"{goal.rstrip(' .')}, without {answer}"
            case About.FREE:
                goal = f"{goal.rstrip(' .')}. {answer}."
    return goal


async def model_questions(model: "Door", plan: Plan) -> tuple[list[Question], str]:
    """Return a model's questions, and why there are none; the deterministic ones are asked beside them.

    Raises: BudgetEndedError.
    """
    prompt = PROMPTS.get(ASKING).render(
        goal=plan.goal,
        understood=[f"{phrase}: {name}" for phrase, name in plan.reading.understood.items()],
        unread=list(plan.reading.not_understood),
        most=MOST_QUESTIONS,
    )
    answer = await model.ask(ASKING, prompt, InterviewQuestions)
    if isinstance(answer, Failure):
        return [], f"The model asked nothing: {answer}."
    asked = [
        Question(
            text=plain(item.text, 300),
            why=plain(item.why, 200),
            about=About.FREE,
            options=tuple(plain(option, 100) for option in item.options[:6]),
        )
        for item in answer.value.questions[:MOST_QUESTIONS]
        if item.text.strip()
    ]
    return asked, ""


async def refined(model: "Door", goal: str, answers: Mapping[str, str]) -> tuple[str, str]:
    """Return the goal as a model writes it with the answers, and why it could not (then the goal as it was).

    Raises: BudgetEndedError.
    """
    said = [f"{question} {answer}" for question, answer in answers.items()]
    answer = await model.ask(REFINING, PROMPTS.get(REFINING).render(goal=goal, answers=said), RefinedGoal)
    if isinstance(answer, Failure):
        return goal, f"The model did not rewrite the goal: {answer}."
    return plain(answer.value.goal, 2_000) or goal, ""


def _replaced(goal: str, phrase: str, answer: str) -> str:
    """Put an answer in the place of a phrase, whatever its capitals; beside the goal where it does not occur."""
    place = goal.casefold().find(phrase.casefold())
    if place < 0:
        return f"{goal.rstrip(' .')} ({answer})"
    return goal[:place] + answer + goal[place + len(phrase) :]
