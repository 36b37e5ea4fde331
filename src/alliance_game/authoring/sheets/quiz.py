"""The quiz of a scenario on paper: a sheet for each pupil, to be copied, and a key for the teacher."""

from collections.abc import Iterator
from dataclasses import dataclass

from ...definitions import Scenario
from ...definitions.quiz import LETTERS, Item
from ...describe.quizzes import code_rule, no_marks, sure_levels
from ...errors import AllianceError
from ...wording import say
from .document import rendered
from .paper import Paper


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it stands on the sheet and in the key."""

    question: str
    answers: tuple[tuple[str, str], ...]
    """Each with its letter."""
    right: str
    why: str
    goal: str


def page(scenario: Scenario, name: str, paper: Paper) -> str:
    """The sheet and the key, as HTML. Raises ``AllianceError`` for a scenario without a quiz."""
    if not scenario.quiz:
        raise AllianceError(say("There is nothing to print: {scenario} has no quiz.", scenario=scenario.title))
    title = say("Quiz: {scenario}", scenario=scenario.title)
    return rendered(
        "quiz.html.j2",
        paper,
        title,
        lines=[no_marks(), say("Tick one answer for each question, and ring how sure you are.")],
        rule=code_rule(),
        items=list(asked(scenario)),
        levels=list(enumerate(sure_levels(), 1)),
        key=list(key_lines(scenario, name)),
        words=words(),
    )


def asked(scenario: Scenario) -> Iterator[Asked]:
    """The questions in their order."""
    return (asked_as(item, scenario.teaches[item.goal - 1]) for item in scenario.quiz)


def asked_as(item: Item, goal: str) -> Asked:
    """A question with its letters."""
    return Asked(item.question, tuple(zip(LETTERS, item.answers, strict=True)), item.right, item.why, goal)


def key_lines(scenario: Scenario, name: str) -> Iterator[str]:
    """What a teacher does with the sheets."""
    yield say("Copy the sheet for every pupil, twice: before the game and after it. Keep this page.")
    right = "".join(item.right for item in scenario.quiz)
    yield say("All right: {letters}. Right answers are explained after the second time, not before.", letters=right)
    yield say(
        "To type the sheets in: {command}",
        command=f"alliance-game class quiz {name} --before --enter",
    )


def words() -> dict[str, str]:
    """The words around the questions."""
    return {
        "code": say("Code"),
        "when": say("Before / after the game"),
        "sure": say("How sure?"),
        "key": say("For the teacher: the key"),
        "question": say("Question"),
        "right": say("Right"),
        "why": say("Why"),
        "goal": say("What it is about"),
    }
