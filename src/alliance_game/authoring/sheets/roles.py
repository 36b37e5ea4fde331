"""Role cards: who in a team does what, in every phase of a round of these rules."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from ...content.roles import TEAMS, Role, roles
from ...describe import naming
from ...engine.rules import Rules
from ...language.program import PhaseRule
from ...wording import say, translated
from .document import rendered
from .paper import Paper

Kind = Literal["draw", "act", "ask", "sealed", "do"]


class Duty(NamedTuple):
    """What a role does in a phase: the phase, the question that it asks, and what is to be done."""

    phase: str
    prompt: str
    text: str


@dataclass(frozen=True, slots=True)
class RoleCard:
    """One card: whose it is, and what stands on it."""

    state: str
    title: str
    about: str
    duties: tuple[Duty, ...]
    more: tuple[str, ...]
    """What its owner counts, and what else it is in small teams."""


def page(rules: Rules, paper: Paper) -> str:
    """A card for each role and state, and a table of who is what in teams of each size, as HTML."""
    title = say("Role cards: {scenario}", scenario=rules.library.scenario(rules.scenario).title)
    teams = [say("Team of {count}", count=team) for team in TEAMS]
    parts = {"cards": list(cards_of(rules)), "teams": teams, "lines": list(team_lines())}
    return rendered("roles.html.j2", paper, title, words=words(), **parts)


def words() -> dict[str, str]:
    """What stands on every set of cards."""
    return {
        "cut": say("Cut along the dashed lines: a set of cards for each team. Its size says who has which card."),
        "left_over": say("Pupils who are left over when teams are made are press and observers of the whole room."),
        "role": say("Role"),
        "phase": say("In this phase"),
        "duty": say("you do this"),
    }


def cards_of(rules: Rules) -> Iterator[RoleCard]:
    """The cards of all states, in seat order."""
    numbers = ", ".join(numbers_of(rules))
    for state in rules.states:
        for role in roles():
            yield RoleCard(
                state=state.title,
                title=translated(role.title),
                about=translated(role.about),
                duties=tuple(duties(role, rules.program.phases)),
                more=tuple(more(role, numbers)),
            )


def numbers_of(rules: Rules) -> Iterator[str]:
    """The numbers of a state that can be watched, by their titles."""
    for name, track in rules.program.symbols.tracks["state"].items():
        if track.show == "number" and not naming.is_count(rules, "state", name):
            yield naming.sentence(naming.track(rules, "state", name))


def more(role: Role, numbers: str) -> Iterator[str]:
    """What a role counts, and its second roles, a sentence each."""
    if role.numbers and numbers:
        yield say("The numbers of your state: {numbers}.", numbers=numbers)
    for other in roles():
        for each in other.beside:
            if each.role == role.id:
                yield say(
                    "In a team of {count} you are this too: {role}.", count=each.team, role=translated(other.title)
                )


def duties(role: Role, phases: Sequence[PhaseRule]) -> Iterator[Duty]:
    """What a role does in each phase of a round. The rules count by themselves: such phases share a line, the last."""
    for phase in phases:
        if (kind := kind_of(phase)) != "do":
            prompt = (phase.ask.prompt or "") if phase.ask is not None else ""
            yield Duty(phase.title, prompt, translated(text_of(role, kind)))
    if counted := [phase.title for phase in phases if kind_of(phase) == "do"]:
        yield Duty(", ".join(counted), "", translated(role.do))


def kind_of(phase: PhaseRule) -> Kind:
    """What people do in a phase."""
    if phase.ask is not None:
        return "sealed" if phase.ask.sealed else "ask"
    if phase.draw is not None:
        return "draw"
    return "act" if phase.act is not None else "do"


def text_of(role: Role, kind: Kind) -> str:
    """What a role does in a phase of this kind."""
    return {"draw": role.draw, "act": role.act, "ask": role.ask, "sealed": role.sealed, "do": role.do}[kind]


def team_lines() -> Iterator[tuple[str, tuple[str, ...]]]:
    """For each role, who has it in teams of each size."""
    titles = {role.id: translated(role.title) for role in roles()}
    for role in roles():
        yield titles[role.id], tuple(had_by(role, team, titles) for team in TEAMS)


def had_by(role: Role, team: int, titles: dict[str, str]) -> str:
    """``1 pupil``, or whose second role it is; ``–`` if nobody has it."""
    if team >= role.team:
        return say("1 pupil")
    second = [titles[each.role] for each in role.beside if each.team == team]
    return say("{role} as well", role=second[0]) if second else "–"
