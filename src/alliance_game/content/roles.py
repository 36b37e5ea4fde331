"""The roles in a team: who of a class does what for its state."""

from functools import cache
from importlib import resources

from pydantic import Field, ValidationError

from ..definitions.base import Definition, Id, Text, Title
from ..errors import AllianceError
from .problems import Problems
from .source import read

FILE = "roles.yaml"
TEAMS = range(3, 7)
"""How many can be in a team."""


class SecondRole(Definition):
    """Who has a role in a team that is too small for it."""

    team: int = Field(ge=3, le=6)
    """How many are in the team."""
    role: Id
    """Whose second role it is."""


class Role(Definition):
    """One role, and what it does in each kind of phase."""

    id: Id
    """Its id, for the others."""
    title: Title
    """What its card says above."""
    team: int = Field(ge=3, le=6)
    """The smallest team in which somebody has only this role."""
    beside: tuple[SecondRole, ...] = ()
    """Who has it in smaller teams."""
    numbers: bool = False
    """Whether its card names the numbers of a state."""
    about: Text
    """What it is for."""
    draw: Text
    """What it does while cards come."""
    act: Text
    """What it does while states take their actions."""
    ask: Text
    """What it does while states name a number aloud."""
    sealed: Text
    """What it does while states name a number in secret."""
    do: Text
    """What it does while the rules count."""

    def told(self) -> tuple[str, ...]:
        """Everything that people read, for translators."""
        return (self.title, self.about, self.draw, self.act, self.ask, self.sealed, self.do)


class Roles(Definition):
    """All roles, the most important first."""

    roles: tuple[Role, ...] = Field(min_length=1)
    """One after another."""


@cache
def roles() -> tuple[Role, ...]:
    """The roles that there are. Raises ``AllianceError`` if their file cannot be used."""
    problems = Problems()
    source = read(FILE, (resources.files(__package__) / FILE).read_text(encoding="utf-8"), problems)
    try:
        if source is not None:
            return Roles.model_validate(source.data, strict=True).roles
    except ValidationError as error:
        raise AllianceError(f"{FILE} cannot be used: {error}") from None
    raise AllianceError("\n".join(str(problem) for problem in problems))


def roles_in(team: int) -> list[tuple[Role, ...]]:
    """Who is what in a team: for each pupil a role of their own, and those that they have beside it.

    Above the largest team several pupils have the last role; below the smallest some pupils have several roles.
    """
    own = [role for role in roles() if role.team <= max(team, TEAMS.start)]
    has = {role.id: [role] for role in own}
    for role in roles():
        for each in role.beside:
            if each.team == min(max(team, TEAMS.start), TEAMS.stop - 1):
                has[each.role].append(role)
    found = [tuple(has[role.id]) for role in own]
    while len(found) > team > 0:
        last = found.pop()
        found[-1] = (*found[-1], *last)
    return [*found, *(found[-1] for _ in range(team - len(found)))]
