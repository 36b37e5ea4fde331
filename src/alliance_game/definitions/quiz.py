"""A quiz: what a class answers before a game and again after it."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from .base import Definition, Shown

Letter = Literal["a", "b", "c", "d"]
LETTERS: tuple[Letter, ...] = ("a", "b", "c", "d")
"""What its answers are called."""
Answer = Annotated[str, StringConstraints(min_length=1, max_length=160), Shown()]
Sentences = Annotated[str, StringConstraints(min_length=1, max_length=400), Shown()]


class Item(Definition):
    """A question with four answers, one of which is right."""

    question: Sentences
    """What is asked: of an idea, not of the game's buttons."""
    answers: tuple[Answer, ...] = Field(min_length=4, max_length=4)
    """Four of them, a to d; wrong ones are what people really believe."""
    right: Letter
    """The letter of the right one."""
    why: Sentences
    """Why it is right, for afterwards."""
    goal: int = Field(ge=1, le=6)
    """The sentence of `teaches` that it belongs to, counted from 1."""
