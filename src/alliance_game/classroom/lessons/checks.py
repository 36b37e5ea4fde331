"""What is wrong in a lesson: names that nobody knows, and numbers that do not go together."""

from collections.abc import Collection, Iterable, Iterator

from ...bots import BOTS
from ...content import Problems
from ...definitions import Library
from ...definitions.library import Path
from ...definitions.ruleset import Constant, Ruleset
from ...definitions.scenario import YOU, Scenario
from ...errors import AllianceError
from ...saves.names import checked_name
from ...wording import say
from .files import LessonFile, practice_save


def check(lesson: LessonFile, library: Library) -> None:
    """Nothing, if the lesson can be played. Raises ``ContentError`` with every fault, each at its place."""
    problems = Problems()
    _Checks(lesson, library, problems).run()
    problems.refuse()


class _Checks:
    """The checks of one lesson."""

    def __init__(self, lesson: LessonFile, library: Library, problems: Problems) -> None:
        self.plan = lesson.plan
        self.source = lesson.source
        self.library = library
        self.problems = problems

    def run(self) -> None:
        """Note every fault."""
        self.name()
        self.places()
        if self.plan.scenario not in self.library.scenarios:
            self.unknown(("scenario",), "scenario", self.plan.scenario, self.library.scenarios)
            return
        scenario = self.library.scenario(self.plan.scenario)
        rules = self.library.rules_of(self.plan.scenario).ruleset
        self.names(rules)
        self.states(scenario)
        self.injects(rules)
        if self.plan.practice and rules.practice is None:
            said = say("The rules of '{scenario}' have no practice round.", scenario=self.plan.scenario)
            self.wrong(("practice",), "does-not-fit", said, say("Write `practice: false`."))

    def name(self) -> None:
        """The save can be called so on every system."""
        try:
            checked_name(practice_save(self.plan) if self.plan.practice else self.plan.save)
        except AllianceError as error:
            self.wrong(("save",), "bad-name", str(error))

    def places(self) -> None:
        """Every pupil has one place, and every place a pupil."""
        plan = self.plan
        placed = sum(team.pupils for team in plan.teams) + plan.press + plan.observers
        if placed != plan.pupils:
            said = say(
                "There are {pupils} pupils, but teams, press and observers have {placed} places.",
                pupils=plan.pupils,
                placed=placed,
            )
            self.wrong(("pupils",), "does-not-fit", said)
        for index, team in enumerate(plan.teams):
            path: Path = ("teams", index)
            if team.seat == YOU and not team.pupils:
                said = say("Nobody is in this team: give it pupils, or name a bot as its `seat`.")
                self.wrong(path, "does-not-fit", said)
            elif team.seat != YOU and team.seat not in BOTS:
                self.unknown((*path, "seat"), "bot", team.seat, [YOU, *BOTS])
            elif team.seat != YOU and team.pupils:
                said = say("A bot leads this state, so its {pupils} pupils have nothing to do.", pupils=team.pupils)
                self.wrong((*path, "pupils"), "does-not-fit", said)

    def names(self, rules: Ruleset) -> None:
        """What the rules of the scenario know."""
        plan = self.plan
        if plan.length is not None and plan.length not in rules.lengths:
            self.unknown(("length",), "length", plan.length, rules.lengths)
        if plan.difficulty is not None and plan.difficulty not in rules.difficulties:
            self.unknown(("difficulty",), "difficulty", plan.difficulty, rules.difficulties)
        for index, option in enumerate(plan.options):
            if option not in rules.options:
                self.unknown(("options", index), "option", option, rules.options)

    def states(self, scenario: Scenario) -> None:
        """The states can play together, and each has one team."""
        plan, seats = self.plan, scenario.seats
        if not seats.min <= plan.states <= seats.max:
            said = say(
                "Scenario '{scenario}' is played by {least} to {most} states, not {states}.",
                scenario=plan.scenario,
                least=seats.min,
                most=seats.max,
                states=plan.states,
            )
            self.wrong(("states",), "out-of-range", said)
            return
        playing = [state.id for state in scenario.states[: plan.states]]
        first: dict[str, int] = {}
        for index, team in enumerate(plan.teams):
            path: Path = ("teams", index, "state")
            if team.state not in playing:
                self.absent(path, team.state, scenario, playing)
            elif first.setdefault(team.state, index) != index:
                line = self.source.place(("teams", first[team.state], "state")).line
                said = say("'{state}' has a team already, in line {line}.", state=team.state, line=line)
                self.wrong(path, "duplicate-id", said)

    def absent(self, path: Path, state: str, scenario: Scenario, playing: list[str]) -> None:
        """A state that does not play: is there none, or do too few play?"""
        every = [each.id for each in scenario.states]
        if state not in every:
            self.unknown(path, "state", state, playing)
            return
        more = every.index(state) + 1
        said = say("'{state}' plays only with {more} states or more.", state=state, more=more)
        self.wrong(path, "out-of-range", said, say("Write `states: {more}`.", more=more))

    def injects(self, rules: Ruleset) -> None:
        """Cards that there are, in rounds that come."""
        cards = dict(self.library.cards_of(self.plan.scenario))
        rounds = self.rounds(rules)
        for index, inject in enumerate(self.plan.injects):
            if inject.card not in cards:
                self.strange_card(("injects", index, "card"), inject.card, cards)
            if rounds is not None and inject.round > rounds:
                said = say(
                    "The game has only {rounds} rounds, so nothing comes in round {round}.",
                    rounds=rounds,
                    round=inject.round,
                )
                self.wrong(("injects", index, "round"), "out-of-range", said)

    def strange_card(self, path: Path, card: str, cards: Collection[str]) -> None:
        """A card that cannot come: is there none, or is it another scenario's?"""
        if card not in self.library.cards:
            self.unknown(path, "card", card, cards)
            return
        said = say("'{card}' is no card of the scenario '{scenario}'.", card=card, scenario=self.plan.scenario)
        hint = say("`alliance-game print cards` shows which cards there are.")
        self.wrong(path, "unknown-card", said, hint)

    def rounds(self, rules: Ruleset) -> int | None:
        """Rounds of the game that is planned; ``None`` if the file does not say which it is."""
        found = next(self.set_by(rules, "rounds"), None)
        return found if isinstance(found, int) else None

    def set_by(self, rules: Ruleset, name: str) -> Iterator[Constant]:
        """What sets a constant, the strongest first."""
        length = self.plan.length or next(iter(rules.lengths))
        for constants in (self.library.scenario(self.plan.scenario).constants, rules.lengths.get(length, {})):
            if name in constants:
                yield constants[name]

    def unknown(self, path: Path, kind: str, name: str, known: Iterable[str]) -> None:
        """Note a name that nobody knows, at its place."""
        self.problems.unknown(self.source.place(path), kind, name, known)

    def wrong(self, path: Path, code: str, message: str, hint: str = "") -> None:
        """Note what does not fit, at its place."""
        self.problems.add(self.source.place(path), code, message, hint)
