"""What files say about each other, and what the language says about every expression in them."""

import re
from collections.abc import Callable, Iterable, Mapping, Set
from itertools import pairwise

from ..definitions import CrisisCard, Library, Ruleset, RulesFolder, Scenario
from ..definitions.dates import span
from ..definitions.library import Path, Place
from ..definitions.quiz import LETTERS
from ..definitions.ruleset import Constant, Grade, Instead
from ..definitions.scenario import YOU, Guide
from ..definitions.timing import Dated, Stop
from ..errors import ExpressionError
from ..language.reader import Reader
from ..language.survey import Fault, survey
from ..language.symbols import symbols_of
from ..language.tree import Number, Type
from ..language.understood import Understood
from .folders import PARTS, Key
from .problems import Problems
from .source import Source

_HINT = re.compile(r"(?<=[.)?]) (?=(?:Did you mean|Write|There are:) )")
"""Where the cure begins in what the language says."""
_COMMENT = "What follows ` #` is a comment: put the value in quotes if it belongs to it."


def check(
    library: Library,
    sources: Mapping[Key, Source],
    files: Mapping[Key, str],
    problems: Problems,
    *,
    surveyed: bool = False,
    right: Mapping[str, Set[str]] | None = None,
) -> None:
    """Note everything that does not fit together.

    ``surveyed`` expressions are not read again, nor those of scenarios that are known to be ``right``, each with its
    cards.

    ``files`` names the file of everything that is written, also of what is broken and so not in the library: what
    refers to it is not wrong.
    """
    problems.sources = sources
    checker = _Checker(library, sources, files, problems)
    for name in library.rulesets:
        checker.ruleset(name)
    for name in library.scenarios:
        checker.scenario(name)
    checker.codex()
    if not surveyed:
        problems.understood = Understood()
        checker.faults(survey(library, problems.understood, right))


class _Checker:
    def __init__(
        self, library: Library, sources: Mapping[Key, Source], files: Mapping[Key, str], problems: Problems
    ) -> None:
        self.library = library
        self.sources = sources
        self.files = files
        self.problems = problems
        self.broken = {key for key in files if key not in library.origins}

    def ruleset(self, name: str) -> None:
        folder = self.library.rulesets[name]
        key = ("ruleset", name)
        self._constants(key, folder)
        self._lineage(key, folder)
        for index, phase in enumerate(folder.ruleset.phases):
            for place, group in enumerate(phase.act.groups if phase.act else ()):
                path = ("phases", index, "act", "groups", place)
                self._known(key, path, "group", group, folder.ruleset.groups)
        if folder.ruleset.practice is not None:
            self._known(key, ("practice",), "option", folder.ruleset.practice, folder.ruleset.options)
        for option, chosen in folder.ruleset.options.items():
            if chosen.instead is not None:
                self._instead(key, ("options", option, "instead"), chosen.instead, folder.ruleset)
        for part in ("alliance", "personal"):
            self._grade(key, part, getattr(folder.ruleset.grades, part), folder)
        self._tactics(name, folder)
        for agenda_id, agenda in folder.agendas.items():
            for length in agenda.marks:
                self._known_key(("agenda", name, agenda_id), ("marks", length), "length", folder.ruleset.lengths)

    def scenario(self, name: str) -> None:
        scenario = self.library.scenarios[name]
        key = ("scenario", name)
        self._seats(key, scenario)
        self._known(key, ("ruleset",), "ruleset", scenario.ruleset, self._written("ruleset"))
        for index, dated in enumerate(scenario.dated):
            self._known(key, ("dated", index, "card"), "card", dated.card, self._written("card"))
            self._dated_state(key, scenario, index, dated)
        folders = {self.files[key].split("/")[1] for key in self.files if key[0] == "card"}
        for deck, filled in scenario.decks.items():
            for index, folder in enumerate(filled):
                self._known(key, ("decks", deck, index), "folder of cards", folder, folders)
        self._quiz(key, scenario)
        rules = self.library.rulesets.get(scenario.ruleset)
        if scenario.guide is not None:
            self._guide(key, scenario, scenario.guide)
        if rules is not None:
            self._in_rules(key, scenario, rules)
            self._starts(key, scenario, rules)

    def codex(self) -> None:
        entries = self._written("codex")
        things = {key[-1] for key in self.files if key[0] in (*PARTS.values(), "card")}
        for name, entry in self.library.codex.items():
            if entry.of is not None:
                self._known(("codex", name), ("of",), "tactic, agreement, agenda or card", entry.of, things)
            for index, other in enumerate(entry.see):
                self._known(("codex", name), ("see", index), "codex entry", other, entries)

    def faults(self, faults: Iterable[Fault]) -> None:
        """What the language found; left out is what only follows from a file that is broken."""
        lost = {f"'{key[-1]}'" for key in self.broken}
        unsure = any(key[0] in ("ruleset", "scenario") for key in self.broken)
        sure = {card for name, scenario in self.library.scenarios.items() for card, _ in self._cards(name, scenario)}
        for fault in faults:
            follows = fault.code.startswith("unknown-") and any(name in fault.message for name in lost)
            if not follows and not (unsure and fault.kind[0] == "card" and fault.kind[1] not in sure):
                self._fault(fault)

    def _fault(self, fault: Fault) -> None:
        source = self.sources[fault.kind]
        message, *cures = _HINT.split(fault.message, maxsplit=1)
        message = message[:1].upper() + message[1:] + ("" if message.endswith((".", "?")) else ".")
        hint = cures[0] if cures else ""
        if fault.code.startswith("unknown-") and message.startswith(f"'{fault.path[-1] if fault.path else ''}' "):
            place = source.key_place(fault.path)
        else:
            place = source.offset_place(fault.path, fault.offset)
            hint = hint or (_COMMENT if source.ends_before_comment(fault.path, fault.offset) else "")
        self.problems.add(place, fault.code, message, hint)

    def _cards(self, name: str, scenario: Scenario) -> Iterable[tuple[str, object]]:
        return self.library.cards_of(name) if scenario.ruleset in self.library.rulesets else ()

    def _constants(self, key: Key, folder: RulesFolder) -> None:
        """Each name is a number everywhere or a list everywhere, and every length and difficulty has it."""
        rules = folder.ruleset
        kinds: dict[str, Constant] = dict(rules.constants)
        for option in rules.options:
            if option in kinds:
                place = self.sources[key].key_place(("options", option))
                self.problems.add(place, "name-taken", f"'{option}' is a constant already.", "Take another name.")
        for part, sets in (("lengths", rules.lengths), ("difficulties", rules.difficulties)):
            for name, constants in sets.items():
                self._agree(key, (part, name), constants, kinds)
            everything = {constant for constants in sets.values() for constant in constants} - rules.constants.keys()
            for name, constants in sets.items():
                for missing in sorted(everything - constants.keys()):
                    message = f"'{name}' does not set `{missing}`, but another of the {part} does."
                    self.problems.add(self.sources[key].key_place((part, name)), "missing-constant", message)

    def _agree(self, key: Key, path: Path, constants: Mapping[str, Constant], kinds: dict[str, Constant]) -> None:
        for name, value in constants.items():
            if isinstance(value, int) != isinstance(kinds.setdefault(name, value), int):
                words = ("a list", "a number") if isinstance(value, int) else ("a number", "a list")
                message = f"`{name}` is {words[0]} elsewhere, but {words[1]} here."
                self.problems.add(self.sources[key].place((*path, name)), "wrong-type", message)

    def _lineage(self, key: Key, folder: RulesFolder) -> None:
        rules, source = folder.ruleset, self.sources[key]
        for index, phase in enumerate(rules.phases):
            if phase.after is not None and rules.extends is None:
                message = "`after` needs `extends`: here phases follow each other as they are written."
                self.problems.add(source.key_place(("phases", index, "after")), "does-not-fit", message)
        if rules.without and rules.extends is None:
            message = "`without` needs `extends`: there is nothing to leave out."
            self.problems.add(source.key_place(("without",)), "does-not-fit", message)
        inherited = {known[2] for known in self.files if known[0] in PARTS.values() and known[1] == rules.extends}
        for index, left_out in enumerate(rules.without if rules.extends is not None else ()):
            self._known(key, ("without", index), "tactic, agreement or agenda", left_out, inherited)

    def _grade(self, key: Key, part: str, grade: Grade | None, folder: RulesFolder) -> None:
        for length in grade.marks if grade is not None else ():
            self._known_key(key, ("grades", part, "marks", length), "length", {*folder.ruleset.lengths, "any"})

    def _instead(self, key: Key, path: Path, instead: Instead, rules: Ruleset) -> None:
        """What an option plays instead: cards, constants and an end that there are."""
        for index, dated in enumerate(instead.dated):
            self._known(key, (*path, "dated", index, "card"), "card", dated.card, self._written("card"))
        names = {name for names in (rules.constants, *rules.lengths.values()) for name in names}
        for name in instead.constants:
            self._known_key(key, (*path, "constants", name), "constant", names)
        self._stop(key, path, instead.stop, rules)

    def _stop(self, key: Key, path: Path, stop: Stop | None, rules: Ruleset) -> None:
        if stop is not None:
            self._known(key, (*path, "stop", "after"), "phase", stop.after, [phase.id for phase in rules.phases])
            self._known(key, (*path, "stop", "ending"), "ending", stop.ending, rules.endings)

    def _tactics(self, ruleset: str, folder: RulesFolder) -> None:
        for name, tactic in folder.tactics.items():
            key = ("tactic", ruleset, name)
            if tactic.group is not None:
                self._known(key, ("group",), "group", tactic.group, folder.ruleset.groups)
            for form_id, form in tactic.all_forms():
                path: Path = () if form_id is None else ("forms", form_id)
                for track in form.cost:
                    self._known_key(key, (*path, "cost", track), "track of a state", folder.ruleset.tracks.state)

    def _seats(self, key: Key, scenario: Scenario) -> None:
        source, seats, states = self.sources[key], scenario.seats, scenario.states
        if seats.max > len(states):
            message = f"`max` is {seats.max}, but there are only {len(states)} states."
            self.problems.add(source.place(("seats", "max")), "out-of-range", message)
        if seats.min > seats.max:
            message = f"`min` is {seats.min}, but `max` is {seats.max}."
            self.problems.add(source.place(("seats", "min")), "out-of-range", message)
        first: dict[str, int] = {}
        for index, state in enumerate(states):
            if first.setdefault(state.id, index) != index:
                line = source.place(("states", first[state.id], "id")).line
                message = f"The state '{state.id}' is there twice, first in line {line}."
                self.problems.add(source.place(("states", index, "id")), "duplicate-id", message, "Rename one.")

    def _agendas(self, key: Key, scenario: Scenario, folder: RulesFolder) -> None:
        """Agendas that states can be dealt are there, and enough are left for those that take any."""
        for index, state in enumerate(scenario.states):
            for place, name in enumerate(state.agendas):
                self._known(key, ("states", index, "agendas", place), "agenda", name, folder.agendas)
        named = {name for state in scenario.states for name in state.agendas}
        content = [index for index, state in enumerate(scenario.states[: scenario.seats.max]) if not state.agendas]
        left = len(folder.agendas.keys() - named)
        if named and content and left < len(content):
            message = f"{len(content)} states name no `agendas`, and only {left} are left that no state names."
            hint = "Name `agendas` for every state, or fewer for some."
            self.problems.add(self.sources[key].place(("states", content[0])), "too-few", message, hint)

    def _dated_state(self, key: Key, scenario: Scenario, index: int, dated: Dated) -> None:
        """The state of a dated card is at the table, and the card is about one."""
        if dated.state is None:
            return
        path: Path = ("dated", index, "state")
        self._known(key, path, "state", dated.state, [each.id for each in scenario.states])
        known = self.library.cards.get(dated.card)
        if known is not None and (known.card.target if known.card.kind == "crisis" else known.card.who) is None:
            part = "target" if known.card.kind == "crisis" else "who"
            message = f"'{dated.card}' has no `{part}`, so it can be about no state."
            place = self.sources[key].place(path)
            self.problems.add(place, "does-not-fit", message, f"Give the card a `{part}`, or leave `state` out.")

    def _order(self, key: Key, scenario: Scenario, lengths: Iterable[str]) -> None:
        """Cards come in the order of their dates, in every length of the game."""
        cards = self.library.cards
        said: set[int] = set()
        for length in lengths:
            coming = [(index, each.card, each.round_in(length)) for index, each in enumerate(scenario.dated)]
            known = sorted(
                (turn, index, card, span(date))
                for index, card, turn in coming
                if turn is not None and card in cards and (date := cards[card].card.date) is not None
            )
            for (_, _, before, (since, _)), (_, index, card, (_, until)) in pairwise(known):
                if until < since and index not in said:
                    said.add(index)
                    message = f"'{card}' was before '{before}', but comes after it."
                    place = self.sources[key].place(("dated", index, "card"))
                    self.problems.add(place, "out-of-order", message, "Dated cards come in the order of their dates.")

    def _quiz(self, key: Key, scenario: Scenario) -> None:
        """Questions belong to goals that there are, and their answers differ."""
        goals = len(scenario.teaches)
        for index, item in enumerate(scenario.quiz):
            if item.goal > goals:
                message = f"`goal` is {item.goal}, but `teaches` has {goals} {'entry' if goals == 1 else 'entries'}."
                self.problems.add(self.sources[key].place(("quiz", index, "goal")), "out-of-range", message)
            plain = [" ".join(answer.lower().split()).rstrip(".") for answer in item.answers]
            for place, answer in enumerate(plain):
                if (first := plain.index(answer)) != place:
                    message = f"Answer {LETTERS[place]} says the same as answer {LETTERS[first]}."
                    where = self.sources[key].place(("quiz", index, "answers", place))
                    self.problems.add(where, "does-not-fit", message, "Only one answer can be right.")

    def _guide(self, key: Key, scenario: Scenario, guide: Guide) -> None:
        """Who sits at the first game; bots are known where a game is created."""
        place, seats, count = self.sources[key].place(("guide", "seats")), scenario.seats, len(guide.seats)
        if not seats.min <= count <= seats.max:
            message = f"`seats` has {count} entries, but the scenario is played by {seats.min} to {seats.max} states."
            self.problems.add(place, "out-of-range", message)
        if guide.seats.count(YOU) != 1:
            message = f"`seats` must have `{YOU}` once: a first game is for one person."
            self.problems.add(place, "does-not-fit", message)

    def _in_rules(self, key: Key, scenario: Scenario, folder: RulesFolder) -> None:
        """Names that a scenario takes from its ruleset."""
        rules = folder.ruleset
        for deck in scenario.decks:
            self._known_key(key, ("decks", deck), "deck", rules.decks)
        for index, dated in enumerate(scenario.dated):
            for length in () if isinstance(dated.round, int) else dated.round:
                self._known_key(key, ("dated", index, "round", length), "length", rules.lengths)
        for index, lesson in enumerate(scenario.lessons):
            if lesson.length is not None:
                self._known(key, ("lessons", index, "length"), "length", lesson.length, rules.lengths)
        self._order(key, scenario, rules.lengths)
        self._agendas(key, scenario, folder)
        sets = (rules.constants, rules.options, *rules.lengths.values(), *rules.difficulties.values())
        for name in scenario.constants:
            self._known_key(key, ("constants", name), "constant", {name for names in sets for name in names})
        kinds: dict[str, Constant] = dict.fromkeys(rules.options, 0)
        for constants in (rules.constants, *rules.lengths.values(), *rules.difficulties.values()):
            kinds |= constants
        self._agree(key, ("constants",), scenario.constants, kinds)
        for part, known in (("length", rules.lengths), ("difficulty", rules.difficulties)):
            chosen = getattr(scenario.guide, part, None)
            if chosen is not None:
                self._known(key, ("guide", part), part, chosen, known)
        self._stop(key, (), scenario.stop, rules)
        for name, held in self.library.cards_of(key[1]) if rules.crises is None else ():
            if isinstance(held.card, CrisisCard):
                message = f"The ruleset '{scenario.ruleset}' has no `crises`, but '{key[1]}' uses this card."
                self.problems.add(self.sources["card", name].place(("kind",)), "no-crises", message)

    def _starts(self, key: Key, scenario: Scenario, folder: RulesFolder) -> None:
        """Starting values of states: tracks of a state, and numbers known beforehand."""
        symbols = symbols_of(self.library, scenario.ruleset, 4, **scenario.constants)

        def report(kind: Key, path: Path, error: ExpressionError) -> None:
            self._fault(Fault(kind, path, error.code, error.message, error.offset))

        reader = Reader(key, symbols, [], report)
        for index, state in enumerate(scenario.states):
            for track, text in state.start.items():
                path: Path = ("states", index, "start", track)
                self._known_key(key, path, "track of a state", folder.ruleset.tracks.state)
                node = reader.node(text, path, {}, Type.INT)
                if node is not None and not isinstance(node, Number):
                    reader.fail(path, "wrong-type", "a track starts with a number known beforehand")

    def _written(self, kind: str) -> list[str]:
        return [key[1] for key in self.files if key[0] == kind]

    def _known(self, key: Key, path: Path, kind: str, name: str, known: Iterable[str]) -> None:
        self._look_up(self.sources[key].place, path, kind, name, known)

    def _known_key(self, key: Key, path: Path, kind: str, known: Iterable[str]) -> None:
        self._look_up(self.sources[key].key_place, path, kind, str(path[-1]), known)

    def _look_up(self, where: Callable[[Path], Place], path: Path, kind: str, name: str, known: Iterable[str]) -> None:
        names = set(known)
        if name not in names:
            self.problems.unknown(where(path), kind, name, names)
