"""``class new`` and ``class plan``: a lesson worked out, written down, and shown."""

import re
import shlex
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from textwrap import fill
from typing import TypeVar

import typer

from ..classroom.lessons import LessonFile, LessonPlan, check, find_lesson, lesson_text, read_lesson
from ..classroom.lessons.files import is_begun
from ..classroom.lessons.pace import known_pace
from ..classroom.lessons.planning import Wishes, outlook, planned, practice_option
from ..classroom.lessons.telling import WIDTH, told
from ..definitions import Library
from ..errors import AllianceError
from ..saves import saves_folder
from ..wording import say
from .app import data, talk
from .counting import checked_place, put
from .packing import library_with

USUAL_PUPILS, USUAL_MINUTES, USUAL_SCENARIO, USUAL_FILE = 24, 45, "concert", "lesson.yaml"
LEAST_PUPILS, MOST_PUPILS, LEAST_MINUTES, MOST_MINUTES, MOST_SESSIONS = 1, 120, 10, 600, 6
_LONGEST_NAME = 36
T = TypeVar("T")


@dataclass
class Answers:
    """What was said on the command line; ``None`` is asked for."""

    scenario: str | None = None
    pupils: int | None = None
    minutes: int | None = None
    file: Path | None = None
    sessions: int | None = None
    title: str | None = None
    goals: tuple[str, ...] | None = None
    length: str | None = None
    difficulty: str | None = None
    practice: bool | None = None
    seed: int | None = None
    save: str | None = None
    packs: list[Path] = field(default_factory=list)

    def missing(self) -> list[str]:
        """The options without which nothing can be planned."""
        wanted = {"--scenario": self.scenario, "--pupils": self.pupils, "--minutes": self.minutes, "-o": self.file}
        return [name for name, answer in wanted.items() if answer is None]


def new_lesson(answers: Answers) -> int:
    """Plan a lesson, ask what was not said, write it down, and show it."""
    library = library_with(answers.packs)
    if missing := answers.missing():
        if not (sys.stdin.isatty() and sys.stderr.isatty()):
            raise AllianceError(unsaid(missing))
        ask(answers, library)
    assert answers.file is not None
    checked_new(answers.file)
    plan = plan_of(answers, library)
    text = lesson_text(plan)
    put(answers.file, text)
    lesson = read_lesson(answers.file)
    show(lesson, library)
    data("\n".join(["", say("Written: {file}", file=answers.file), *next_steps(answers.file, answers.packs)]))
    return 0


def unsaid(missing: list[str]) -> str:
    """What is missing where nobody can be asked."""
    example = "alliance-game class new --scenario nato_today --pupils 24 --minutes 45 -o lesson.yaml"
    return say(
        "Without a terminal nobody can be asked: {missing} must be said, as in: {example}",
        missing=", ".join(missing),
        example=example,
    )


def checked_new(file: Path) -> None:
    """Nobody's plan is written over. Raises ``AllianceError``."""
    checked_place(file)
    if file.exists():
        raise AllianceError(say("'{file}' is there already: name another file, or remove it.", file=file))


def plan_of(answers: Answers, library: Library) -> LessonPlan:
    """The lesson. Raises ``AllianceError`` for what cannot be planned."""
    assert answers.scenario is not None
    assert answers.pupils is not None
    assert answers.minutes is not None
    assert answers.file is not None
    wishes = Wishes(
        scenario=answers.scenario,
        pupils=answers.pupils,
        minutes=answers.minutes,
        sessions=answers.sessions or 1,
        title=answers.title,
        goals=answers.goals,
        length=answers.length,
        difficulty=answers.difficulty,
        practice=answers.practice,
        seed=answers.seed,
        save=answers.save or save_name(answers.file),
    )
    plan = planned(library, wishes, known_pace())
    if plan.practice:
        practice_option(plan, library)
    return plan


def save_name(file: Path) -> str:
    """A name for the saved game, after that of the file."""
    name = re.sub(r"[^a-z0-9_-]+", "-", file.stem.lower()).strip("-_")
    return name[:_LONGEST_NAME] or "lesson"


def ask(answers: Answers, library: Library) -> None:
    """Ask for what was not said, a line each; Enter takes what stands in brackets."""
    talk(say("Enter takes what stands in brackets. All can be changed later, in the file."))
    known = library.scenarios
    usual = USUAL_SCENARIO if USUAL_SCENARIO in known else min(known)
    if answers.scenario is None:
        words = say("Scenario (`alliance-game list scenarios` tells of each)")
        answers.scenario = asked(words, usual, scenario_in(library))
    if answers.pupils is None:
        words = say("Pupils, for teams of 3 to 6")
        answers.pupils = asked(words, str(USUAL_PUPILS), number(LEAST_PUPILS, MOST_PUPILS))
    if answers.minutes is None:
        words = say("Minutes of a lesson, debrief included")
        answers.minutes = asked(words, str(USUAL_MINUTES), number(LEAST_MINUTES, MOST_MINUTES))
    if answers.sessions is None:
        words = say("Lessons, if one game is spread over several")
        answers.sessions = asked(words, "1", number(1, MOST_SESSIONS))
    ask_more(answers, library, answers.scenario)


def ask_more(answers: Answers, library: Library, name: str) -> None:
    """Ask for what has an answer in the scenario."""
    scenario = library.scenario(name)
    if answers.title is None:
        answers.title = asked(say("Title, so that you know the lesson again"), scenario.title, titled)
    if answers.goals is None:
        answers.goals = asked_goals(scenario.teaches)
    if answers.practice is None and library.rules_of(name).ruleset.practice is not None:
        words = say("A practice round first: yes, no, or auto (if there is time)")
        answers.practice = asked(words, "auto", yes_or_no)
    if answers.file is None:
        answers.file = asked(say("File, to be edited and used again"), USUAL_FILE, new_file)


def asked(words: str, usual: str, read: Callable[[str], T]) -> T:
    """One answer. What cannot be is told, and asked for again. Raises ``typer.Abort`` when nobody answers any more."""
    while True:
        text = line_of(f"{words} [{usual}]: ") or usual
        try:
            return read(text)
        except AllianceError as error:
            talk(str(error))


def line_of(prompt: str) -> str:
    """A line that a person types."""
    sys.stderr.write(prompt)
    sys.stderr.flush()
    line = sys.stdin.readline()
    if not line:
        raise typer.Abort
    return line.strip()


def asked_goals(usual: tuple[str, ...]) -> tuple[str, ...]:
    """Goals, one a line; those of the scenario if none is named."""
    for goal in usual:
        talk(fill(goal, WIDTH, initial_indent="  - ", subsequent_indent="    "))
    words = say("Goals, one a line; Enter ends them, and at once keeps these") if usual else say("Goals")
    found: list[str] = []
    while text := line_of(f"{words if not found else say('Another goal')}: "):
        if len(text) > 240:
            talk(say("A goal is a sentence: 240 characters at most."))
        else:
            found.append(text)
    return tuple(found) or usual


def scenario_in(library: Library) -> Callable[[str], str]:
    """What reads the id of a scenario."""

    def read(text: str) -> str:
        library.scenario(text)
        return text

    return read


def number(least: int, most: int) -> Callable[[str], int]:
    """What reads a whole number between two."""

    def read(text: str) -> int:
        if not (text.isascii() and text.isdigit() and least <= int(text[:9]) <= most):
            raise AllianceError(say("A whole number from {least} to {most}.", least=least, most=most))
        return int(text)

    return read


def titled(text: str) -> str:
    """A title that fits."""
    if len(text) > 60:
        raise AllianceError(say("A title has 60 characters at most."))
    return text


def yes_or_no(text: str) -> bool | None:
    """Yes, no, or whatever fits."""
    answers = {"yes": True, "y": True, say("yes"): True, "no": False, "n": False, say("no"): False, "auto": None}
    if text.lower() not in answers:
        raise AllianceError(say("yes, no or auto."))
    return answers[text.lower()]


def new_file(text: str) -> Path:
    """A file that is not there yet, in a folder that is."""
    checked_new(Path(text))
    return Path(text)


def show_plan(name: str, packs: list[Path]) -> int:
    """Show what a lesson's file comes to."""
    library = library_with(packs)
    lesson = find_lesson(name, saves_folder())
    show(lesson, library)
    if is_begun(saves_folder(), lesson.plan.save):
        said = say("Its game has begun: go on with `{command}`.", command=command("resume", name, packs))
        talk(said)
    return 0


def show(lesson: LessonFile, library: Library) -> None:
    """The plan in words, on the standard output. Raises ``ContentError`` if it cannot be played."""
    check(lesson, library)
    pace = known_pace()
    data(told(lesson.plan, library, outlook(lesson.plan, library, pace), pace))


def next_steps(file: Path, packs: list[Path]) -> list[str]:
    """The commands that come next."""
    about = {"plan": say("shows this again"), "run": say("begins the lesson")}
    commands = {what: command(what, str(file), packs) for what in about}
    width = max(map(len, commands.values()))
    return [say("Next:"), *(f"  {commands[what]:<{width}}  {about[what]}" for what in about)]


def command(what: str, name: str, packs: list[Path]) -> str:
    """A command line to copy."""
    named = [word for pack in packs for word in ("--pack", str(pack))]
    return shlex.join(["alliance-game", "class", what, name, *named])
