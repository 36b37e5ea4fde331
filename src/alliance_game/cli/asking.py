"""``class quiz``: answers are taken at the laptop or typed in from paper, counted, and written as tables."""

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from ..classroom.quiz import AFTER, BEFORE, Kept, Quiz, Results, When, kept, quiz_of, results, tables
from ..classroom.tables import FORMATS, checked_folder
from ..errors import AllianceError
from ..plain.console import Console
from ..plain.quiz import Desk, Pile
from ..saves import saves_folder
from ..sim.intervals import Average
from ..wording import say
from .app import data, talk
from .exporting import put_tables
from .packing import library_with


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be done with a quiz."""

    name: str
    before: bool
    after: bool
    enter: bool
    results: bool
    json: bool
    to: Path | None
    format: str
    packs: list[Path]

    @property
    def when(self) -> When | None:
        """When the class answers, if it does."""
        return BEFORE if self.before else AFTER if self.after else None


def run_quiz(wish: Wish) -> int:
    """Do it; the exit code. Raises ``AllianceError`` for what cannot be meant."""
    checked(wish)
    quiz = quiz_of(library_with(wish.packs), wish.name, saves_folder())
    if wish.when is not None:
        return ask(quiz, wish.when, on_paper=wish.enter)
    found = kept(quiz)
    if wish.to is not None:
        return write_tables(quiz, found, wish.to, wish.format)
    counted = results(quiz, found)
    if wish.json:
        data(json.dumps({"scenario": quiz.scenario, **as_json(counted)}, indent=1))
    else:
        data("\n".join(told(quiz, counted)))
    return unread(quiz, found)


def checked(wish: Wish) -> None:
    """Raises ``AllianceError`` unless it is clear what is wanted."""
    counts = wish.results or wish.json or wish.to is not None
    if wish.before and wish.after:
        raise AllianceError(say("Say --before or --after, not both: each pupil answers twice, on two days."))
    if wish.when is not None and counts:
        raise AllianceError(say("Answers are taken with --before or --after, and counted with --results."))
    if wish.when is None and wish.enter:
        raise AllianceError(say("Say whether the sheets were filled in --before or --after the game."))
    if wish.when is None and not counts:
        raise AllianceError(say("Say --before or --after to take answers, --results to count them."))
    if wish.format not in FORMATS:
        raise AllianceError(say("Tables cannot be written as '{format}': choose csv or json.", format=wish.format))


def today() -> str:
    """The day, on this machine."""
    return datetime.now().astimezone().date().isoformat()


def line_typed(prompt: str) -> str:
    """A line; unlike ``input`` this keeps no list of earlier ones that an arrow key would bring back."""
    sys.stdout.write(prompt)
    sys.stdout.flush()
    if not (line := sys.stdin.readline()):
        raise EOFError
    return line


def ask(quiz: Quiz, when: When, *, on_paper: bool) -> int:
    """Take answers; whoever types in sheets with faults learns it from the exit code too."""
    is_terminal = sys.stdin.isatty() and sys.stdout.isatty()
    console = Console(line_typed, sys.stdout, is_terminal=is_terminal)
    faults = 0
    if on_paper:
        pile = Pile(quiz, when, console, today)
        came, faults = pile.enter(), pile.faults
    else:
        came = Desk(quiz, when, console, today).open()
    added = say(
        "1 pupil was added to {file}, beside the saved games."
        if came == 1
        else "{came} pupils were added to {file}, beside the saved games.",
        came=came,
        file=quiz.path.name,
    )
    console.say(added)
    return 1 if faults and not is_terminal else 0


def write_tables(quiz: Quiz, found: Kept, folder: Path, ending: str) -> int:
    """Write the tables, and say how many rows each has."""
    checked_folder(folder)
    return put_tables(folder, ending, tables(quiz, found)) or unread(quiz, found)


def as_json(found: Results) -> dict[str, object]:
    """The numbers by their names; a mean with the limits of its interval."""

    def mean(value: Average) -> dict[str, object]:
        low, high = value.interval or (None, None)
        return {"mean": value.mean, "low": low, "high": high, "number": value.number}

    made: dict[str, object] = {"before": found.before, "after": found.after, "both": found.both}
    made["items"] = [asdict(item) for item in found.items]
    for name in ("score_before", "score_after", "gain"):
        made[name] = mean(getattr(found, name))
    for name, sure in (("sure_before", found.sure_before), ("sure_after", found.sure_after)):
        made[name] = {"right": mean(sure.right), "wrong": mean(sure.wrong)}
    return made


def unread(quiz: Quiz, found: Kept) -> int:
    """Say what was left out; 1 if a line of the file is broken."""
    if found.other:
        talk(say("Left out: answers to another version of this quiz, {lines} in all.", lines=found.other))
    if found.unread:
        return talk(say("{file}: {lines} of its lines cannot be read.", file=quiz.path, lines=found.unread), 1)
    return 0


def told(quiz: Quiz, found: Results) -> Iterator[str]:
    """The numbers, for a teacher."""
    yield say(
        "{title}: {before} answered before, {after} after, {both} of them both times.",
        title=quiz.title,
        before=found.before,
        after=found.after,
        both=found.both,
    )
    yield ""
    yield from item_lines(found)
    yield ""
    yield from mean_lines(quiz, found)


def item_lines(found: Results) -> Iterator[str]:
    """A line for each question."""
    heads = (say("question"), say("before"), say("after"), say("wrong"), say("sure but wrong"))
    rows = [heads]
    for at, item in enumerate(found.items, 1):
        before, after = item.before, item.after
        rows.append(
            (
                str(at),
                share(before.right, before.answered),
                share(after.right, after.answered),
                (after if after.answered else before).mistake or "-",
                f"{before.sure_but_wrong} → {after.sure_but_wrong}",
            )
        )
    widths = [max(len(row[column]) for row in rows) for column in range(len(heads))]
    for row in rows:
        yield "  ".join(f"{cell:>{width}}" for cell, width in zip(row, widths, strict=True))
    yield say("wrong: the wrong answer given most often, after the game if it was asked then. sure: 3 or 4.")


def share(part: int, whole: int) -> str:
    """How many of how many."""
    return say("{part} of {whole}", part=part, whole=whole) if whole else "-"


def mean_lines(quiz: Quiz, found: Results) -> Iterator[str]:
    """Scores and how sure, as means."""
    if found.both:
        yield say(
            "Right answers of {items}, pupils who answered both times: {before} before, {after} after.",
            items=len(quiz.items),
            before=number(found.score_before.mean),
            after=number(found.score_after.mean),
        )
        yield say("Gain: {gain}", gain=average(found.gain))
    else:
        yield say("Nobody has answered both times under one code yet, so there is no gain to tell.")
    for when, sure in ((say("before"), found.sure_before), (say("after"), found.sure_after)):
        if sure.right.number or sure.wrong.number:
            yield say(
                "How sure, 1 to 4, {when}: {right} when right, {wrong} when wrong.",
                when=when,
                right=number(sure.right.mean) if sure.right.number else "-",
                wrong=number(sure.wrong.mean) if sure.wrong.number else "-",
            )


def average(found: Average) -> str:
    """A mean, and between which limits the true one lies."""
    if found.interval is None:
        return say("{mean}; one pupil gives no interval.", mean=signed(found.mean))
    low, high = found.interval
    return say(
        "{mean} [{low} to {high}], a 95 % interval.", mean=signed(found.mean), low=signed(low), high=signed(high)
    )


def signed(value: float) -> str:
    """A difference, with its sign."""
    return f"{value:+.2f}".replace("-", "−")


def number(value: float) -> str:
    """A mean with two digits."""
    return f"{value:.2f}"
