"""Definitions -> program: every expression, effect and text of a ruleset read in the scope it stands in."""

from collections.abc import Iterable, Iterator, Mapping, Set
from typing import NamedTuple

from ..definitions import Agenda, Library, Phase, Scenario, Tactic, Track
from ..definitions.library import Path
from ..definitions.phases import Act, Draw, Moment
from ..definitions.ruleset import Constant, Grade
from ..errors import AllianceError, ExpressionError, did_you_mean
from .ask_rules import ask_rule, asks_per_crisis
from .board_rules import beside_rules
from .card_rules import card_rule
from .character_rules import character_rules, credit_rules, worth_rules
from .dated_rules import dated_rules
from .guide_rules import guide_rules
from .program import (
    ActRule,
    AgendaRule,
    CardRule,
    DeckRule,
    DrawRule,
    FormRule,
    GradeRule,
    PhaseRule,
    Procedure,
    Program,
    Question,
)
from .reader import BLOCK_TYPES, Report
from .reading import CRISIS_NAME, NOTHING, PARTNER, SELF, Reading, locals_of
from .resolver import BOOL, INT, Scope
from .steps import ForEachStep, IfStep, ScheduleStep, Step, Steps, walk
from .symbols import symbols_of
from .tactic_rules import form_rule
from .tree import Cell, Compare, Local, Logic, Node, Number, Type
from .understood import Right, Understood


class Fault(NamedTuple):
    """Something wrong in one definition, ``offset`` characters into the value at ``path``."""

    kind: tuple[str, ...]
    path: Path
    code: str
    message: str
    offset: int


def survey(library: Library, understood: Understood | None = None, right: Right | None = None) -> Iterator[Fault]:
    """Every fault in the expressions, effects and texts of a library, each once.

    Every scenario is read with its own constants, and with every length, every difficulty and its lowest and highest
    number of states at least once, but for the ``right`` ones; a ruleset without a scenario, and a card in no scenario,
    is read too. What was understood goes to ``understood``.
    """
    seen: set[Fault] = set()
    for fault in _faults(library, understood or Understood(), right or {}):
        if fault not in seen:
            seen.add(fault)
            yield fault


def _faults(library: Library, understood: Understood, right: Right) -> Iterator[Fault]:
    found: list[Fault] = []

    def report(kind: tuple[str, ...], path: Path, error: ExpressionError) -> None:
        found.append(Fault(kind, path, error.code, error.message, error.offset))

    rulesets = {library.scenarios[name].ruleset for name in right}
    cards = {card for used in right.values() for card in used}
    for name, scenario in sorted(library.scenarios.items()):
        if scenario.ruleset in library.rulesets and name not in right:
            rulesets.add(scenario.ruleset)
            varying: set[str] | None = None
            for players, length, constants in _settings(library, scenario):
                fixed = {**constants, **scenario.constants}
                reading = Reading(symbols_of(library, scenario.ruleset, players, **fixed), report)
                read = _Survey(library, reading, scenario, length, varying)
                program = read.program()
                if varying is None:
                    read.idle_blocks()
                    varying = read.varying
                    understood.programs["scenario", name] = program
                    cards |= {card.id for card in program.cards}
    for ruleset in sorted(library.rulesets.keys() - rulesets):
        alone = _Survey(library, Reading(symbols_of(library, ruleset), report), None, None)
        understood.programs["ruleset", ruleset] = alone.program()
        alone.idle_blocks()
    for name in sorted(library.cards.keys() - cards):
        found += _of_idle_card(library, name, understood)
    yield from found


def _settings(library: Library, scenario: Scenario) -> Iterator[tuple[int, str, dict[str, Constant]]]:
    """Numbers of states, lengths and difficulties in which a scenario is read: every one of them at least once."""
    rules = library.rulesets[scenario.ruleset].ruleset
    lengths, difficulties = list(rules.lengths), list(rules.difficulties) or [""]
    counts = list(dict.fromkeys((min(4, scenario.seats.max), scenario.seats.min, scenario.seats.max)))
    for turn in range(max(len(lengths), len(difficulties), len(counts))):
        length = lengths[turn % len(lengths)]
        chosen = rules.difficulties.get(difficulties[turn % len(difficulties)], {})
        yield counts[turn % len(counts)], length, dict(rules.lengths[length]) | dict(chosen)


def _of_idle_card(library: Library, name: str, understood: Understood) -> list[Fault]:
    """What is wrong with a card that no scenario uses: nothing, if it fits one of the rulesets."""
    best: list[Fault] | None = None
    for ruleset in sorted(library.rulesets):
        found: list[Fault] = []

        def report(kind: tuple[str, ...], path: Path, error: ExpressionError, found: list[Fault] = found) -> None:
            found.append(Fault(kind, path, error.code, error.message, error.offset))

        reading = Reading(symbols_of(library, ruleset), report)
        rule = card_rule(reading, name, library.cards[name].card, None, "idle")
        if best is None or len(found) < len(best):
            best = found
            understood.idle[name] = reading, rule
    return best or []


def _raise(kind: tuple[str, ...], path: Path, error: ExpressionError) -> None:
    place = f"{'/'.join(kind)}, {'.'.join(str(part) for part in path)}"
    raise AllianceError(f"{place}: {error.message} (with this number of states, length and difficulty)")


def program_of(
    library: Library,
    ruleset: str,
    scenario: Scenario | None,
    players: int = 4,
    constants: Mapping[str, Constant] | None = None,
    length: str | None = None,
    report: Report = _raise,
) -> Program:
    """The program of a ruleset with a scenario's cards. Faults go to ``report``; without it they raise an error."""
    fixed = dict(constants or {}) | (dict(scenario.constants) if scenario else {})
    reading = Reading(symbols_of(library, ruleset, players, **fixed), report)
    return _Survey(library, reading, scenario, length).program()


class _Survey:
    """Reads one ruleset from top to bottom, with all cards or ``only`` some of them."""

    def __init__(
        self,
        library: Library,
        reading: Reading,
        scenario: Scenario | None,
        length: str | None,
        only: Set[str] | None = None,
    ) -> None:
        self.library = library
        self.reading = reading
        self.scenario = scenario
        self.folder = reading.symbols.folder
        self.rules = self.folder.ruleset
        self.length = length or next(iter(self.rules.lengths))
        self.only = only
        self.varying: set[str] = set()
        """Cards that ask for constants, and so may be right in one game and wrong in another."""
        states = scenario and scenario.states  # options may change all else in it
        self.kind = ("scenario", next((name for name, each in library.scenarios.items() if each.states is states), ""))

    def program(self) -> Program:
        rules, reading, forms = self.rules, self.reading, self.forms()
        phases = tuple(self.phase(index, phase, forms) for index, phase in enumerate(rules.phases))
        opens, overflow = self.crisis_rule("opens"), self.crisis_rule("overflow")
        leaves = self.duties("crisis_leaves", {"crisis": CRISIS_NAME})
        round_ends, round_starts = self.duties("round_ends", {}), self.moment("round_starts", {})
        turn_starts, ends_early = self.moment("turn_starts", {"self": SELF}), self.moment("ends_early", {})
        others = [*(form.perform for form in forms), *(phase.do for phase in phases if phase.do is not None)]
        others += [opens, overflow, leaves, round_ends, round_starts, turn_starts, ends_early]
        return Program(
            symbols=reading.symbols,
            sites=reading.sites,
            forms=forms,
            phases=phases,
            cards=self.cards(tuple(others)),
            decks=tuple(self.deck(name) for name in rules.decks),
            dated=dated_rules(reading, self.kind, self.scenario, self.length),
            agendas=tuple(self.agenda(name, agenda) for name, agenda in sorted(self.folder.agendas.items())),
            agenda_worth=self.agenda_worth(),
            score=self.question("score", ("score", "of"), rules.score.of, {"self": SELF}),
            ties=tuple(
                self.question(f"tie_{index}", ("score", "ties", index), text, {"self": SELF})
                for index, text in enumerate(rules.score.ties)
            ),
            alliance=self.grade("alliance", rules.grades.alliance, {}),
            personal=self.grade("personal", rules.grades.personal, {"self": SELF}),
            opens=opens,
            overflow=overflow,
            leaves=leaves,
            round_starts=round_starts,
            turn_starts=turn_starts,
            round_ends=round_ends,
            ends_early=ends_early,
            worth=worth_rules(reading, "worth", ("bots", "worth"), rules.bots.worth),
            expect=self.expect(),
            credit=credit_rules(reading),
            characters=character_rules(reading),
            beside=beside_rules(reading, phases),
            guide=guide_rules(reading, self.kind, self.scenario, phases),
            starts=self.starts(),
        )

    def question(self, name: str, path: Path, text: str, scope: Scope, want: Type = INT) -> Question:
        also = ("scores",) if ".score" in scope else ()
        return self.reading.question(name, self.reading.ruleset, path, text, scope, want, *also)

    def procedure(self, name: str, path: Path, effects: object, scope: Scope, rule: str | None) -> Procedure:
        reader = self.reading.reader(self.reading.ruleset, rule, scope)
        return Procedure(name, locals_of(scope), reader.steps(effects, path, scope))  # type: ignore[arg-type]

    def idle_blocks(self) -> None:
        """Read the blocks that nothing runs, for their faults."""
        for name, block in self.rules.blocks.items():
            if name not in self.reading.symbols.ran:
                scope = {part: Local(BLOCK_TYPES[kind], part) for part, kind in block.parameters.items()}
                self.procedure(name, ("blocks", name, "do"), block.do, scope, block.rule)

    def forms(self) -> tuple[FormRule, ...]:
        acts = [(index, phase.act) for index, phase in enumerate(self.rules.phases) if phase.act is not None]
        act = acts[0][1].once_per if acts else ()
        for index, other in acts[1:]:
            if other.once_per != act:
                reader = self.reading.reader(self.reading.ruleset, None, {})
                said = "a limit on every tactic counts in all acting phases: say the same `once_per` in each"
                reader.fail(("phases", index, "act"), "bad-limit", said)
        found: list[FormRule] = []
        for tactic_id, tactic in sorted(self.folder.tactics.items(), key=self.menu_order):
            for form_id, form in tactic.all_forms():
                found.append(form_rule(self.reading, len(found), tactic_id, form_id, tactic, form, act))
        return tuple(found)

    def menu_order(self, item: tuple[str, Tactic]) -> tuple[int, tuple[int, ...], str]:
        """By group, then by rule number, then by name."""
        groups = list(self.rules.groups)
        group = item[1].group or ""
        rule = tuple(int(part) for part in (item[1].rule or "0").split("."))
        return (groups.index(group) if group in groups else len(groups), rule, item[0])

    def phase(self, index: int, phase: Phase, forms: tuple[FormRule, ...]) -> PhaseRule:
        path: Path = ("phases", index)
        condition = self.reading.maybe(f"if_{phase.id}", self.reading.ruleset, (*path, "if"), phase.only_if, {})
        title = phase.title or phase.id.replace("_", " ").capitalize()
        return PhaseRule(
            phase.id,
            title,
            phase.rule,
            condition,
            draw=self.draw(phase.id, phase.draw, path) if phase.draw else None,
            act=self.act(phase.id, phase.act, path, forms) if phase.act else None,
            ask=ask_rule(self.reading, self.rules, phase.id, phase.ask, path) if phase.ask else None,
            do=self.procedure(f"do_{phase.id}", (*path, "do"), phase.do, {}, phase.rule)
            if phase.do is not None
            else None,
        )

    def draw(self, name: str, draw: Draw, path: Path) -> DrawRule:
        reader = self.reading.reader(self.reading.ruleset, None, {})
        reader.known(draw.deck, self.rules.decks, (*path, "draw", "deck"), "unknown-deck", "a deck of the ruleset")
        return DrawRule(draw.deck, self.question(f"count_{name}", (*path, "draw", "count"), draw.count, {}))

    def act(self, name: str, act: Act, path: Path, forms: tuple[FormRule, ...]) -> ActRule:
        actions = self.question(f"actions_{name}", (*path, "act", "actions"), act.actions, {"self": SELF})
        usable = [
            form.index for form in forms if not act.groups or self.folder.tactics[form.tactic].group in act.groups
        ]
        return ActRule(actions, act.order == "rotate", tuple(usable))

    def cards(self, others: tuple[Procedure, ...]) -> tuple[CardRule, ...]:
        """The scenario's cards: those in its decks, those it dates, and those that anything schedules."""
        if self.scenario is None:
            return ()
        deck_of = {folder: deck for deck, folders in self.scenario.decks.items() for folder in folders}
        wanted = {name for name, held in self.library.cards.items() if held.deck in deck_of}
        wanted |= {dated.card for dated in self.scenario.dated} | set(scheduled(others))
        found: dict[str, CardRule] = {}
        known = self.library.cards.keys() if self.only is None else self.only
        while missing := sorted((wanted & known) - found.keys()):
            for name in missing:
                held = self.library.cards[name]
                self.reading.symbols.asked.clear()
                found[name] = card_rule(self.reading, name, held.card, deck_of.get(held.deck), name)
                if self.reading.symbols.asked:
                    self.varying.add(name)
                wanted |= set(scheduled(found[name].procedures()))
        return tuple(found[name] for name in sorted(found))

    def deck(self, name: str) -> DeckRule:
        deck = self.rules.decks[name]
        node = self.question(f"after_{name}", ("decks", name, "after"), deck.after, {}).node
        if deck.late is not None:
            reader = self.reading.reader(self.reading.ruleset, None, {})
            reader.known(deck.late, self.reading.symbols.tags, ("decks", name, "late"), "unknown-tag", "a tag")
        after = node.value if isinstance(node, Number) else 0
        return DeckRule(name, deck.late, after, deck.dated == "count")

    def agenda(self, name: str, agenda: Agenda) -> AgendaRule:
        kind = ("agenda", self.reading.symbols.folder_id, name)
        scope: dict[str, Node] = {"self": SELF}
        length = self.length if self.length in agenda.marks else next(iter(agenda.marks))
        for other in agenda.marks:
            for part in ("full", "part"):
                text = getattr(agenda.marks[other], part)
                self.reading.question("", kind, ("marks", other, part), text, scope, INT)
        marks = agenda.marks[length]
        return AgendaRule(
            name,
            self.reading.question(f"number_{name}", kind, ("number",), agenda.number, scope, INT),
            agenda.better == "lower",
            self.reading.question(f"full_{name}", kind, ("marks", length, "full"), marks.full, scope, INT),
            self.reading.question(f"part_{name}", kind, ("marks", length, "part"), marks.part, scope, INT),
        )

    def agenda_worth(self) -> tuple[Question, Question] | None:
        if self.rules.agendas is None or not self.rules.agendas.deal:
            return None
        worth = self.rules.agendas.worth
        path: Path = ("agendas", "worth")
        return (
            self.question("worth_full", (*path, "full"), worth.full, {}),
            self.question("worth_part", (*path, "part"), worth.part, {}),
        )

    def grade(self, name: str, grade: Grade | None, scope: Scope) -> GradeRule | None:
        if grade is None:
            return None
        path: Path = ("grades", name)
        scored = {**scope, ".score": NOTHING}
        of = self.question(f"grade_{name}", (*path, "of"), grade.of, scored)
        marks = grade.marks.get(self.length) or grade.marks.get("any") or next(iter(grade.marks.values()))
        lower = None
        if grade.one_lower is not None:
            lower = self.question(f"lower_{name}", (*path, "one_lower"), grade.one_lower, scored, BOOL)
        return GradeRule(grade.title, of, tuple(marks.items()), grade.below, lower)

    def crisis_rule(self, part: str) -> Procedure:
        crises = self.rules.crises
        scope: dict[str, Node] = {"crisis": CRISIS_NAME} if part == "opens" else {}
        effects = getattr(crises, part) if crises else ()
        return self.procedure(f"crisis_{part}", ("crises", part), effects, scope, crises.rule if crises else None)

    def moment(self, at: Moment, scope: Scope) -> Procedure:
        """Everything that hooks say for a moment."""
        steps: Steps = ()
        taken: set[str] = set()
        for index, hook in enumerate(self.rules.hooks):
            if hook.at == at:
                path: Path = ("hooks", index)
                reader = self.reading.reader(self.reading.ruleset, hook.rule, scope)
                reader.taken |= taken
                found = reader.steps(hook.do, (*path, "do"), scope)
                condition = reader.optional(hook.only_if, (*path, "if"), scope, BOOL)
                steps += (IfStep(reader.site(path), condition, found, ()),) if condition else found
                taken |= reader.taken
        return Procedure(at, locals_of(scope), steps)

    def duties(self, at: Moment, scope: Scope) -> Procedure:
        """What agreements oblige to at a moment, then what hooks say."""
        steps: Steps = ()
        for name, agreement in sorted(self.folder.agreements.items()):
            if agreement.obligation is not None and agreement.obligation.at == at:
                steps += self.duty(name, scope)
        hooks = self.moment(at, scope)
        return Procedure(hooks.name, hooks.parameters, steps + hooks.steps)

    def duty(self, name: str, scope: Scope) -> Steps:
        agreement = self.folder.agreements[name]
        duty = agreement.obligation
        assert duty is not None
        kind = ("agreement", self.reading.symbols.folder_id, name)
        within = {**scope, "self": SELF, "partner": PARTNER}
        reader = self.reading.reader(kind, duty.rule or agreement.rule, within)
        path: Path = ("obligation",)
        bound: Node = (
            Cell(BOOL, "two", name, (SELF, PARTNER))
            if agreement.parties == 2
            else Logic(BOOL, "and", tuple(Cell(BOOL, "many", name, (state,)) for state in (SELF, PARTNER)))
        )
        parts = [Compare(BOOL, "!=", PARTNER, SELF), bound, reader.optional(duty.when, (*path, "when"), within, BOOL)]
        where = Logic(BOOL, "and", tuple(part for part in parts if part is not None))
        owe = reader.node(duty.owe, (*path, "owe"), within, INT) or NOTHING
        paid = reader.node(duty.paid, (*path, "paid"), within, INT) or NOTHING
        kept = reader.steps(agreement.kept, ("kept",), within)
        breach = reader.steps(agreement.breach, ("breach",), within)
        site = reader.site(path)
        check: Step = IfStep(site, Compare(BOOL, ">=", paid, owe), kept, breach)
        partners = ForEachStep(site, "partner", "states", where, (check,))
        return (ForEachStep(site, "self", "states", None, (partners,)),)

    def expect(self) -> dict[str, Question]:
        found = {}
        for name, text in self.rules.bots.expect.items():
            path: Path = ("bots", "expect", name)
            asks = {phase.id: phase.ask for phase in self.rules.phases if phase.ask is not None}
            ask = asks.get(name)
            if ask is None:
                error = ExpressionError("unknown-phase", f"'{name}' is not an asking phase.{did_you_mean(name, asks)}")
                self.reading.report(self.reading.ruleset, path, error)
                continue
            per_crisis = asks_per_crisis(self.rules, ask)
            scope: dict[str, Node] = {"self": SELF, "crisis": CRISIS_NAME} if per_crisis else {"self": SELF}
            found[name] = self.question(f"expect_{name}", path, text, scope)
        return found

    def starts(self) -> dict[tuple[str, str], int]:
        """The starting value of every track."""
        found = {}
        for scope in ("world", "state", "pair", "crisis", "crisis_state"):
            for name, track in getattr(self.rules.tracks, scope).items():
                path: Path = ("tracks", scope, name, "start")
                node = self.question("", path, track.start, {}).node
                found[scope, name] = self.start_value(self.reading.ruleset, path, node, track)
                if track.deal is not None:
                    self.dealt((*path[:3], "deal"), track)
        self.own_starts()
        return found

    def start_value(self, kind: tuple[str, ...], path: Path, node: Node, track: Track) -> int:
        """A starting value, known beforehand and within the track's borders."""
        reader = self.reading.reader(kind, None, {})
        if not isinstance(node, Number):
            reader.fail(path, "wrong-type", "a track starts with a number known beforehand")
            return track.min
        if not track.min <= node.value <= track.max:
            reader.fail(path, "out-of-range", f"{node.value} is outside {track.min} to {track.max}")
        return node.value

    def dealt(self, path: Path, track: Track) -> None:
        """A list that is dealt out must have a value for every state, each within the track's borders."""
        lists, most = self.reading.symbols.lists, self.scenario.seats.max if self.scenario else 0
        reader = self.reading.reader(self.reading.ruleset, None, {})
        if not reader.known(track.deal or "", lists, path, "unknown-name", "a list"):
            return
        values = lists[track.deal or ""]
        if len(values) < most:
            reader.fail(path, "short-list", f"the list has {len(values)} values for {most} states")
        if any(not track.min <= value <= track.max for value in values):
            reader.fail(path, "out-of-range", f"a value of the list is outside {track.min} to {track.max}")

    def own_starts(self) -> None:
        """What the scenario says of single states must fit their tracks."""
        tracks = self.reading.symbols.tracks["state"]
        for index, state in enumerate(self.scenario.states if self.scenario else ()):
            for name, text in state.start.items():
                path: Path = ("states", index, "start", name)
                if name in tracks:
                    node = self.reading.question("", self.kind, path, text, {}, INT).node
                    self.start_value(self.kind, path, node, tracks[name])


def scheduled(procedures: Iterable[Procedure]) -> Iterator[str]:
    """The cards that some procedures let come later."""
    for procedure in procedures:
        for step in walk(procedure.steps):
            if isinstance(step, ScheduleStep):
                yield step.card
