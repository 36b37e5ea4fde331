"""Groups in words: states or open crises that fit something, and how many of them are meant."""

from collections.abc import Iterable, Mapping
from functools import reduce
from typing import NamedTuple

from ..wording import marked, say, translated


class Nouns(NamedTuple):
    """The words for a number of states, of others than the one that everything is about, of crises, of some kind."""

    states: str
    others: str
    crises: str
    tagged: str


NOUNS: Mapping[str, Nouns] = {
    "a": Nouns(marked("a state"), marked("another state"), marked("an open crisis"), marked("an open {tags} crisis")),
    "every": Nouns(
        marked("every state"),
        marked("every other state"),
        marked("every open crisis"),
        marked("every open {tags} crisis"),
    ),
    "the": Nouns(
        marked("the state"), marked("the other state"), marked("the open crisis"), marked("the open {tags} crisis")
    ),
    "no": Nouns(
        marked("no state"), marked("no other state"), marked("no open crisis"), marked("no open {tags} crisis")
    ),
    "all": Nouns(
        marked("all states"), marked("all other states"), marked("all open crises"), marked("all open {tags} crises")
    ),
    "many": Nouns(marked("states"), marked("other states"), marked("open crises"), marked("open {tags} crises")),
    "one counted": Nouns(
        marked("{count} state"),
        marked("{count} other state"),
        marked("{count} open crisis"),
        marked("{count} open {tags} crisis"),
    ),
    "many counted": Nouns(
        marked("{count} states"),
        marked("{count} other states"),
        marked("{count} open crises"),
        marked("{count} open {tags} crises"),
    ),
}
"""How many are meant, each with its nouns; the counted ones stand behind a number in words."""


class Group(NamedTuple):
    """States, or open crises, with what sets them apart."""

    states: bool
    other: bool = False
    """Whether they are other states than the one that everything is about."""
    tags: str = ""
    """What kind of crises they are."""
    which: str = ""
    """What else they have in common: "whose trust with you is 4 or more"."""

    def said(self, many: str, count: str = "") -> str:
        """The group in words; ``many`` is one of the ``NOUNS``."""
        nouns = NOUNS[many]
        noun = (nouns.others if self.other else nouns.states) if self.states else self._crises(nouns)
        found = translated(noun, tags=self.tags, count=count)
        return say("{group} {which}", group=found, which=self.which) if self.which else found

    def _crises(self, nouns: Nouns) -> str:
        return nouns.tagged if self.tags else nouns.crises


def both(words: Iterable[str]) -> str:
    """Words or clauses that go together: "coins and might"."""
    return reduce(_and, words)


def _and(first: str, last: str) -> str:
    # Spanish and Italian have another word for "and" before the same sound.
    if last[:1] in "iI" and last[1:2] not in "aeo":
        return say("{first} and {last_with_i}", first=first, last_with_i=last)
    return say("{first} and {last}", first=first, last=last)


def either(words: Iterable[str]) -> str:
    """Words or clauses of which one is enough: "cyber or terror"."""
    return reduce(lambda first, last: say("{first} or {last}", first=first, last=last), words)
