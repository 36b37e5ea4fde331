"""Slips for classes that answer on paper: one for each state and round, with all that the rules ask in a round."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from ...engine.rules import Rules
from ...errors import AllianceError
from ...language.program import PhaseRule
from ...wording import say
from .document import rendered
from .paper import Paper


class Question(NamedTuple):
    """A number that is asked for: in which phase, in which words, and whether in secret."""

    phase: str
    prompt: str
    how: str
    """Aloud or in secret."""
    sealed: bool
    per_crisis: bool


@dataclass(frozen=True, slots=True)
class Slip:
    """A piece of paper: whose it is, for which round."""

    state: str
    round: str


def page(rules: Rules, paper: Paper) -> str:
    """The slips, state by state and round by round, as HTML. Raises ``AllianceError`` if these rules ask nothing."""
    asked = list(questions(rules))
    if not asked:
        ruleset = rules.program.symbols.folder.ruleset.title
        raise AllianceError(say("There is nothing to print: {ruleset} never asks for a number.", ruleset=ruleset))
    title = say("Slips: {scenario}", scenario=rules.library.scenario(rules.scenario).title)
    return rendered(
        "bids.html.j2",
        paper,
        title,
        slips=list(slips(rules)),
        crises=list(range(1, rules.layout.slots + 1)),
        each=[question for question in asked if question.per_crisis],
        once=[question for question in asked if not question.per_crisis],
        lines=instructions(asked),
        words={"crisis": say("Crisis"), "question": say("Question"), "number": say("Number")},
    )


def slips(rules: Rules) -> Iterator[Slip]:
    """One for each state and round; those of a state lie together."""
    for state in rules.states:
        for number in range(1, rules.machine.rounds + 1):
            yield Slip(state.title, say("round {round} of {rounds}", round=number, rounds=rules.machine.rounds))


def questions(rules: Rules) -> Iterator[Question]:
    """What the rules ask in a round, in the order of its phases."""
    return (found for phase in rules.program.phases for found in question(phase))


def question(phase: PhaseRule) -> Iterator[Question]:
    """What is asked in a phase, if it asks something."""
    if (ask := phase.ask) is not None:
        how = say("(in secret)" if ask.sealed else "(aloud)")
        yield Question(phase.title, ask.prompt or "", how, ask.sealed, ask.per_crisis)


def instructions(asked: list[Question]) -> list[str]:
    """What the class is told once."""
    lines = [say("Cut along the dashed lines: one slip for each state and round.")]
    if any(each.per_crisis for each in asked):
        lines.append(say("Write down the open crises first, then a number for each."))
    if any(each.sealed for each in asked):
        lines.append(say("Numbers in secret: write, fold, hand in. They are opened when all slips lie on the table."))
    return lines
