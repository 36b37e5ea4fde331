"""When things come: cards in certain rounds, and an end before the end."""

from typing import Annotated

from pydantic import Field

from .base import Definition, Expression, Frozen, Id, Name

Round = Annotated[int, Field(ge=1, le=40)]


class Dated(Definition):
    """A card that comes in a certain round, instead of the first one drawn then."""

    round: Round | Frozen[Id, Round]
    """When: a round, or one for each length of the game; in a length that is not named it does not come."""
    card: Id
    """The card."""
    state: Name | None = None
    """The state that it is about, whatever the card would choose; where that one does not play, it does not come."""
    start: Frozen[Id, Expression] = Field(default_factory=dict)
    """For a crisis: tracks set after it was opened."""

    def round_in(self, length: str) -> int | None:
        """The round in which it comes in a game of this length; ``None`` if it does not."""
        return self.round if isinstance(self.round, int) else self.round.get(length)


class Stop(Definition):
    """An early end."""

    after: Id
    """After this phase of the first round."""
    ending: Id
    """With this ending."""
