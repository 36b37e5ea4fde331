"""A quiz at one laptop: pupils sit down one after another, and nobody sees what the one before has typed."""

from __future__ import annotations

from collections.abc import Callable

from ..classroom.quiz import BEFORE, Answered, Quiz, When, answers_of, code_of, given_code, keep, kept, sure_of
from ..definitions.quiz import LETTERS
from ..describe.quizzes import code_rule, no_marks, sure_levels
from ..errors import AllianceError
from ..wording import say
from .console import Closed, Console

QUIT = "q"
NONE = "-"


class Desk:
    """Where a class answers a quiz."""

    def __init__(self, quiz: Quiz, when: When, console: Console, today: Callable[[], str]) -> None:
        self.quiz = quiz
        self.when = when
        self.console = console
        self.today = today
        self.came = 0

    def open(self) -> int:
        """Until the teacher ends it; how many have answered. Raises ``SaveError`` if answers cannot be kept."""
        try:
            while self.call():
                self.seat()
        except Closed:
            self.console.clear()
            self.console.say(say("Stopped. Answers that had not been handed in are not kept."))
        return self.came

    def call(self) -> bool:
        """Whether somebody else sits down."""
        self.console.clear()
        number = len(kept(self.quiz).of(self.when))
        before = self.when == BEFORE
        self.console.say(
            say("{title}: the quiz before the game.", title=self.quiz.title)
            if before
            else say("{title}: the quiz after the game.", title=self.quiz.title),
            say("1 pupil has answered." if number == 1 else "{number} pupils have answered.", number=number),
            "",
        )
        return self.console.ask(say("Enter begins for the next pupil, q ends: ")).lower() != QUIT

    def seat(self) -> None:
        """One pupil."""
        self.console.clear()
        self.console.say(no_marks(), "")
        code = self.code()
        answers = [self.item(number) for number in range(len(self.quiz.items))]
        self.look_over(answers)
        letters, sure = ("".join(part) for part in zip(*answers, strict=True))
        keep(self.quiz, Answered(self.when, self.today(), code, letters, sure, self.quiz.right))
        self.came += 1

    # The code

    def code(self) -> str:
        """What the pupil is called: made up, given, or given before."""
        rows = kept(self.quiz)
        self.console.say(code_rule(), "")
        first, now = rows.of(BEFORE), rows.of(self.when)
        if self.when == BEFORE:
            prompt = say("Type your code, or Enter to be given one: ")
        else:
            prompt = say("Type the code that you had before the game, or Enter if you had none: ")
        while True:
            typed = self.console.ask(prompt)
            code = self.known(typed) if typed else given_code({*first, *now})
            if not typed:
                self.console.say(say("Your code is: {code}. Write it down; you need it again.", code=code))
                self.console.ask(say("Enter goes on: "))
            if code in now:
                self.console.say(say("This code has answered already: put a letter of your own behind it."))
            elif code and (not typed or self.when == BEFORE or code in first or self.is_meant(code)):
                return code

    def known(self, typed: str) -> str:
        """A code as it is kept; empty, once told why, if it is none."""
        try:
            return code_of(typed)
        except AllianceError as error:
            self.console.say(str(error))
            return ""

    def is_meant(self, code: str) -> bool:
        """Whether a code that nobody had before is right all the same."""
        self.console.say(say("Nobody had the code '{code}' before the game.", code=code))
        return not self.console.ask(say("Enter goes on with it, anything else lets you type it again: "))

    # The questions

    def item(self, number: int) -> tuple[str, str]:
        """A question: the letter of the answer, and how sure."""
        item = self.quiz.items[number]
        self.console.clear()
        self.console.say(
            say("Question {number} of {items}", number=number + 1, items=len(self.quiz.items)), "", item.question, ""
        )
        self.console.say(*(f"  {letter})  {text}" for letter, text in zip(LETTERS, item.answers, strict=True)), "")
        answer = self.one_of(say("Your answer, a to d, or - for none: "), (*LETTERS, NONE))
        if answer == NONE:
            return NONE, NONE
        levels = sure_levels()
        self.console.say(", ".join(f"{level} {text}" for level, text in enumerate(levels, 1)))
        sure = self.one_of(say("How sure are you, 1 to 4? "), [str(level) for level in range(1, len(levels) + 1)])
        return answer, sure

    def one_of(self, prompt: str, allowed: tuple[str, ...] | list[str]) -> str:
        """One of these signs, asked for until it comes."""
        while (typed := self.console.ask(prompt).lower()) not in allowed:
            self.console.say(say("Type one of {signs}.", signs=", ".join(allowed)))
        return typed

    def look_over(self, answers: list[tuple[str, str]]) -> None:
        """All answers once more; any can be changed before they are handed in."""
        while True:
            self.console.clear()
            self.console.say(say("Your answers, and how sure you are of each:"), "")
            self.console.say(*(f"  {at}.  {letter} {sure}" for at, (letter, sure) in enumerate(answers, 1)), "")
            typed = self.console.ask(say("Enter hands them in, the number of a question goes back to it: "))
            if not typed:
                return
            if typed.isdecimal() and 1 <= int(typed) <= len(answers):
                answers[int(typed) - 1] = self.item(int(typed) - 1)


class Pile:
    """Answers on paper, typed in by the teacher: a line for each sheet."""

    def __init__(self, quiz: Quiz, when: When, console: Console, today: Callable[[], str]) -> None:
        self.quiz = quiz
        self.when = when
        self.console = console
        self.today = today
        self.came = 0
        self.faults = 0

    def enter(self) -> int:
        """Until an empty line or the end of the input; how many sheets were kept. Raises ``SaveError``."""
        items = len(self.quiz.items)
        example = f"ma07t {'abcdbacdabcd'[:items]} {'321432143214'[:items]}"
        self.console.say(
            say("A line for each sheet: the code, {items} letters, {items} digits; an empty line ends.", items=items),
            say("For example: {example}", example=example),
            say("A line that begins with ! takes the place of what the same code has answered."),
        )
        try:
            while line := self.console.ask("> "):
                self.sheet(line)
        except Closed:
            pass
        return self.came

    def sheet(self, line: str) -> None:
        """One sheet; what is wrong with it is said, and nothing is kept then."""
        try:
            row = self.row(line.removeprefix("!"))
            rows = kept(self.quiz)
            self.checked(row, line.startswith("!"), row.code in rows.of(self.when))
        except AllianceError as error:
            self.faults += 1
            self.console.say(str(error))
            return
        keep(self.quiz, row)
        self.came += 1
        if self.when != BEFORE and row.code not in rows.of(BEFORE):
            self.console.say(say("Kept. Nobody had the code '{code}' before the game.", code=row.code))

    def row(self, line: str) -> Answered:
        """What a line says. Raises ``AllianceError``."""
        words = line.split()
        if len(words) < 3:
            raise AllianceError(say("Write the code, the answers and how sure, with spaces between them."))
        answers = answers_of(words[-2], len(self.quiz.items))
        sure = sure_of(words[-1], answers)
        return Answered(self.when, self.today(), code_of(" ".join(words[:-2])), answers, sure, self.quiz.right)

    def checked(self, row: Answered, replaces: bool, there: bool) -> None:
        """Raises ``AllianceError`` for a code that is there already, or should be and is not."""
        if there and not replaces:
            raise AllianceError(
                say("'{code}' has answered already: begin the line with ! if this takes its place.", code=row.code)
            )
        if replaces and not there:
            raise AllianceError(say("'{code}' has not answered yet: leave the ! out.", code=row.code))
