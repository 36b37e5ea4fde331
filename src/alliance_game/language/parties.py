"""States and crises in a sentence: what is said of one depends on whether it was named, is the reader, or goes unsaid.

Every sentence has four forms, so that other languages need not put it together from pieces: about the state that
everything is about, which is not named; about whoever reads; about a member of a group; about anybody else.
"""

from typing import NamedTuple

from ..wording import marked, say, single, translated

OWN, YOU, IT = "own", "you", "it"
"""The one that everything is about; whoever reads; a member of the group that is spoken of."""


class Forms(NamedTuple):
    """A sentence about one who is not named, about whoever reads, a member of a group, and anybody else."""

    own: str
    you: str
    it: str
    other: str


IN = Forms(
    marked("in the {agreement}"),
    marked("you are in the {agreement}"),
    marked("it is in the {agreement}"),
    marked("{state} is in the {agreement}"),
)
OUT = Forms(
    marked("not in the {agreement}"),
    marked("you are not in the {agreement}"),
    marked("it is not in the {agreement}"),
    marked("{state} is not in the {agreement}"),
)
ALREADY_IN = Forms(
    marked("already in the {agreement}"),
    marked("already you are in the {agreement}"),
    marked("already it is in the {agreement}"),
    marked("already {state} is in the {agreement}"),
)
MARKED = Forms(
    marked("marked “{mark}”"),
    marked("you are marked “{mark}”"),
    marked("it is marked “{mark}”"),
    marked("{state} is marked “{mark}”"),
)
NOT_MARKED = Forms(
    marked("not marked “{mark}”"),
    marked("you are not marked “{mark}”"),
    marked("it is not marked “{mark}”"),
    marked("{state} is not marked “{mark}”"),
)
ALREADY_MARKED = Forms(
    marked("marked “{mark}” already"),
    marked("you are marked “{mark}” already"),
    marked("it is marked “{mark}” already"),
    marked("{state} is marked “{mark}” already"),
)
HAS_FIRST_SEAT = Forms(
    marked("{state} has the first seat"),
    marked("you have the first seat"),
    marked("it has the first seat"),
    marked("{state} has the first seat"),
)
HAS_NOT_FIRST_SEAT = Forms(
    marked("{state} does not have the first seat"),
    marked("you do not have the first seat"),
    marked("it does not have the first seat"),
    marked("{state} does not have the first seat"),
)
SAME = Forms(
    marked("{state} is {other}"), marked("you are {other}"), marked("it is {other}"), marked("{state} is {other}")
)
ANOTHER = Forms(
    marked("{state} is not {other}"),
    marked("you are not {other}"),
    marked("it is not {other}"),
    marked("{state} is not {other}"),
)


class Party(NamedTuple):
    """A state or a crisis as it comes into a sentence."""

    who: str
    """``OWN``, ``YOU``, ``IT``, or anything else for one that is named."""
    name: str
    """Its name in words, whoever it is."""

    def told(self, forms: Forms, **values: str) -> str:
        """A sentence about it."""
        found = {OWN: forms.own, YOU: forms.you, IT: forms.it}.get(self.who, forms.other)
        return translated(found, state=self.name, **values)

    def telling(self, clause: str) -> str:
        """A clause about it that an author wrote: "France has lost face"."""
        if self.who == YOU:
            return say("your state {clause}", clause=clause)
        if self.who == IT:
            return say("it {clause}", clause=clause)
        return say("{state} {clause}", state=self.name, clause=clause)

    def owning(self, track: str) -> str:
        """A number with its owner: "France's standing", "your standing", alone for one's own."""
        many = single(track) != track
        match self.who:
            case "own":
                return track
            case "you":
                return say("your {tracks}" if many else "your {track}", tracks=track, track=track)
            case "it":
                return say("its {tracks}" if many else "its {track}", tracks=track, track=track)
        return say("{owner}'s {track}", owner=self.name, track=track)

    def together(self) -> str:
        """As the other one of two states: "with Japan"."""
        if self.who == YOU:
            return say("with you")
        return say("with it") if self.who == IT else say("with {state}", state=self.name)

    def receiving(self, track: str) -> str:
        """A state's part in a crisis: "share in Piracy"."""
        if self.who == IT:
            return say("{track} in it", track=track)
        return say("{track} in {crisis}", track=track, crisis=self.name)

    def being(self, tag: str, there: bool) -> str:
        """That a crisis is of some kind, or is not."""
        if self.who == IT:
            return say("it is {tag}" if there else "it is not {tag}", tag=tag)
        return say("{crisis} is {tag}" if there else "{crisis} is not {tag}", crisis=self.name, tag=tag)

    def target(self) -> str:
        """The state that a crisis targets."""
        return say("the target of it") if self.who == IT else say("the target of {crisis}", crisis=self.name)

    def has_target(self) -> str:
        """That a crisis targets some state."""
        return say("it has a target") if self.who == IT else say("{crisis} has a target", crisis=self.name)

    def targets(self, state: "Party", there: bool) -> str:
        """That a crisis targets a state, or does not."""
        if state.who == YOU:
            return say("{crisis} targets you" if there else "{crisis} does not target you", crisis=self.name)
        if self.who == IT:
            return say("it targets {state}" if there else "it does not target {state}", state=state.name)
        values = {"crisis": self.name, "state": state.name}
        return say("{crisis} targets {state}" if there else "{crisis} does not target {state}", **values)


def between(first: Party, second: Party) -> str:
    """The two states of a pair: "with Japan" where one of them goes unsaid, "between France and Japan"."""
    if first.who == OWN:
        return second.together()
    if second.who == OWN:
        return first.together()
    return say("between {one} and {other}", one=first.name, other=second.name)
