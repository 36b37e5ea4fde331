"""How the parts of a report are called: the titles that their authors gave them."""

from ...definitions import Library
from ...definitions.tracks import Track


class Titles:
    """The titles of one scenario; what has none, or is no longer in the library, is called by its id."""

    def __init__(self, library: Library, scenario: str) -> None:
        self.library = library
        self.scenario = library.scenario(scenario)
        self.rules = library.rules_of(scenario)

    @property
    def begins_by_lot(self) -> bool:
        """Whether the first turn is another seat's from game to game."""
        return self.rules.ruleset.first_seat == "lot"

    def state(self, name: str) -> str:
        return next((state.title for state in self.scenario.states if state.id == name), plain(name))

    def ending(self, name: str) -> str:
        found = self.rules.ruleset.endings.get(name)
        return found.title if found else plain(name)

    def tactic(self, name: str) -> str:
        """A tactic; ``pass`` is none of them."""
        found = self.rules.tactics.get(name)
        return found.title if found else plain(name)

    def agenda(self, name: str) -> str:
        found = self.rules.agendas.get(name)
        return found.title if found else plain(name)

    def card(self, name: str) -> str:
        found = self.library.cards.get(name)
        return found.card.title if found else plain(name)

    def tally(self, name: str) -> str:
        """What is counted, within a sentence; the engine counts proposals and refusals in every game."""
        label = self.rules.ruleset.tallies.get(name)
        return label if label else name.replace("_", " ")

    def alliance_grade(self) -> str:
        """What the alliance is marked for."""
        grade = self.rules.ruleset.grades.alliance
        return grade.title if grade else "Grade"

    def world_track(self, name: str) -> Track | None:
        """A track of the world, if the rules know it."""
        return self.rules.ruleset.tracks.world.get(name)

    def track(self, name: str) -> str:
        """The title of a track of the world."""
        found = self.world_track(name)
        return capital(found.title) if found and found.title else plain(name)

    def option(self, name: str) -> str:
        found = self.rules.ruleset.options.get(name)
        return found.title if found else plain(name)


def plain(name: str) -> str:
    """An id in words."""
    return capital(name.replace("_", " "))


def capital(text: str) -> str:
    """With a capital letter in front."""
    return text[:1].upper() + text[1:]
