"""A second opinion on the rules: an interpreter of programs, written from what the effects mean.

It walks the understood steps and expressions of a ``Program`` and gives functions of the same names as the generated
module, so that a second ``Machine`` can be bound to it. Slow, and as plain as the sentences in ``definitions.effects``.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from alliance_game.engine import Rules, markers
from alliance_game.engine.layout import Block, Layout
from alliance_game.engine.legality import MoveOf
from alliance_game.engine.machine import Machine
from alliance_game.language.evaluator import evaluate
from alliance_game.language.program import Choosing, FormRule, Limit, Procedure, Question
from alliance_game.language.steps import (
    ChanceStep,
    ChangeStep,
    CloseStep,
    EndStep,
    ForEachStep,
    IfStep,
    LetStep,
    OneOfStep,
    OutcomeStep,
    PartyStep,
    PeekStep,
    PickStep,
    RunStep,
    ScheduleStep,
    Step,
    Steps,
    TallyStep,
    TellStep,
    TransferStep,
)
from alliance_game.language.templates import Names as NamesOf
from alliance_game.language.tree import Cell, Node, Type

Log = list[tuple[int, ...]] | None
Names = Mapping[str, int]
Value = int | tuple[int, ...]
"""What a function is given: a number, or in grades the scores of all states."""
MASK = (1 << 64) - 1


def splitmix(state: int) -> tuple[int, int]:
    """The next state and output of SplitMix64, as Steele, Lea and Flood publish it (2014, figure 17)."""
    state = (state + 0x9E3779B97F4A7C15) & MASK
    mixed = state
    mixed = ((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    mixed = ((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB) & MASK
    return state, mixed ^ (mixed >> 31)


class Board:
    """The cells as expressions ask for them."""

    def __init__(self, layout: Layout, cells: list[int], scores: tuple[int, ...] = ()) -> None:
        self.layout = layout
        self.cells = cells
        self.scores = scores

    def at(self, scope: str, name: str, of: tuple[int, ...] = ()) -> int:
        """The number of a cell: two indexes are a row and a column."""
        block = self.layout.block(scope, name)
        if len(of) == 2:
            return block.start + of[0] * block.shape[1] + of[1]
        return block.start + (of[0] if of else 0)

    def read(self, scope: str, name: str, of: tuple[int, ...]) -> int:
        if scope == "score":
            return self.scores[of[0]]
        if scope == "target":
            return self.cells[self.at("slot", "target", of)]
        if scope == "targeted":
            return int(self.cells[self.at("slot", "target", of)] != -1)
        return self.cells[self.at(scope, name, of)]

    def members(self, source: str) -> tuple[int, ...]:
        if source == "states":
            return tuple(range(self.layout.players))
        return tuple(slot for slot in range(self.layout.slots) if self.card(slot) is not None)

    def in_turn(self, source: str) -> Iterator[int]:
        """States from the first seat on; crises in drawing order, those that are still open when it is their turn."""
        if source == "states":
            first, n = self.read("control", "first", ()), self.layout.players
            yield from ((first + step) % n for step in range(n))
            return
        for slot in range(self.layout.slots):
            if self.card(slot) is not None:
                yield slot

    def card(self, slot: int) -> int | None:
        card = self.cells[self.at("slot", "card", (slot,))]
        return None if card == -1 else card

    def tagged(self, crisis: int, tag: str) -> bool:
        card = self.card(crisis)
        return card is not None and tag in self.layout.program.cards[self.layout.copies[card][0]].tags

    def lot(self, stream: str, sides: int) -> int:
        """A number from 0 to ``sides - 1`` by lot."""
        at = self.at("stream", stream)
        self.cells[at], output = splitmix(self.cells[at])
        return output * sides >> 64


class Interpreter:
    """Carries out one program on the cells that it is given."""

    def __init__(self, layout: Layout, moves: tuple[MoveOf, ...], machine: Machine) -> None:
        self.layout = layout
        self.program = layout.program
        self.moves = moves
        self.engine: Mapping[str, Any] = machine.helpers()

    def functions(self) -> dict[str, Callable[..., Any]]:
        """A function for each unit of the program, and one for each actor and acting phase that lists moves."""
        found: dict[str, Callable[..., Any]] = {}
        for unit in self.program.units:
            found[unit.name] = self.function(unit)
        for phase in self.program.phases:
            for actor in range(self.layout.players if phase.act else 0):
                found[f"legal_{phase.id}_{actor}"] = self.lister(phase.act.forms if phase.act else (), actor)
        return found

    def function(self, unit: Question | Procedure | Choosing) -> Callable[..., Any]:
        def named(values: tuple[Value, ...]) -> dict[str, int]:
            given = zip(unit.parameters, values, strict=True)
            return {name: value for name, value in given if isinstance(value, int)}

        def work_out(cells: list[int], *values: Value) -> int:
            assert isinstance(unit, Question)
            scores = next((value for value in values if isinstance(value, tuple)), ())
            return evaluate(unit.node, named(values), Board(self.layout, cells, scores))

        def carry_out(cells: list[int], log: Log, *values: int) -> None:
            assert isinstance(unit, Procedure)
            Run(self, cells, log).steps(unit.steps, named(values))

        def choose(cells: list[int], *values: int) -> int | tuple[int, int]:
            assert isinstance(unit, Choosing)
            return self.chosen(unit, Board(self.layout, cells), named(values))

        return {Question: work_out, Procedure: carry_out, Choosing: choose}[type(unit)]  # type: ignore[return-value]

    # Which state is meant

    def chosen(self, unit: Choosing, board: Board, names: Names) -> int | tuple[int, int]:
        """The best candidate, ties by lot; with a ``chance`` below 100 the key counts only so often."""
        decides = unit.key is not None and (unit.chance == 100 or board.lot("targets", 100) < unit.chance)
        fitting = [
            each
            for each in self.candidates(unit, board, names)
            if unit.where is None or evaluate(unit.where, each, board)
        ]
        if not fitting:
            return -1 if unit.pair is None else (-1, -1)
        if decides and unit.key is not None:
            keys = [evaluate(unit.key, each, board) for each in fitting]
            best = max(keys) if unit.most else min(keys)
            fitting = [each for each, key in zip(fitting, keys, strict=True) if key == best]
        one = fitting[board.lot("targets", len(fitting))] if len(fitting) > 1 else fitting[0]
        return one["it"] if unit.pair is None else (one["it"], one[unit.pair])

    def candidates(self, unit: Choosing, board: Board, names: Names) -> Iterator[dict[str, int]]:
        excluded = names[unit.unlike] if unit.unlike is not None else None
        for it in board.in_turn("states"):
            if unit.pair is None:
                if it != excluded:
                    yield {**names, "it": it}
            else:
                yield from ({**names, "it": it, unit.pair: other} for other in board.in_turn("states") if other != it)

    # What is legal

    def lister(self, forms: tuple[int, ...], actor: int) -> Callable[[list[int]], list[int]]:
        usable = [(number, move) for number, move in enumerate(self.moves) if move.form in forms]

        def legal(cells: list[int]) -> list[int]:
            board = Board(self.layout, cells)
            return [0, *(number for number, move in usable if self.possible(move, actor, board))]

        return legal

    def possible(self, move: MoveOf, actor: int, board: Board) -> bool:
        """Arguments that exist, a limit that is not used up, a price that can be paid, conditions that hold."""
        form = self.program.forms[move.form]
        names = {"self": actor}
        for parameter, value in zip(form.parameters, move.arguments, strict=True):
            names[parameter.name] = value
            if parameter.kind == "other" and value == actor:
                return False
            if parameter.kind == "crisis" and board.card(value) is None:
                return False
        if any(board.cells[self.counter(form, limit, move, actor, board)] for limit in form.limits):
            return False
        for track, price in form.cost.items():
            if board.read("state", track, (actor,)) - price < self.layout.block("state", track).low:
                return False
        return all(evaluate(part, names, board) for part in form.conditions)

    def counter(self, form: FormRule, limit: Limit, move: MoveOf, actor: int, board: Board) -> int:
        """Where a limit counts."""
        first: dict[str, int] = {}
        for parameter, value in zip(form.parameters, move.arguments, strict=True):
            first.setdefault(parameter.kind, value)
        of = {
            "table": (),
            "self": (actor,),
            "crisis": (first.get("crisis", 0),),
            "direction": (actor, first.get("other", 0)),
            "pair": (actor, first.get("other", 0)),
        }[limit.key]
        return board.at("limit", f"{form.tactic} {limit.period} {limit.key}", of)


class Run:
    """One run of a list of effects."""

    def __init__(self, interpreter: Interpreter, cells: list[int], log: Log) -> None:
        self.layout = interpreter.layout
        self.engine = interpreter.engine
        self.program = interpreter.program
        self.cells = cells
        self.log = log
        self.board = Board(self.layout, cells)

    def value(self, node: Node, names: Names) -> int:
        return evaluate(node, names, self.board)

    def holds(self, node: Node | None, names: Names) -> bool:
        return node is None or bool(self.value(node, names))

    def note(self, *entry: int) -> None:
        if self.log is not None:
            self.log.append(entry)

    def steps(self, steps: Steps, names: Names) -> None:
        """One after another; a ``let`` is remembered to the end of its list."""
        for step in steps:
            if isinstance(step, LetStep):
                names = {**names, step.variable: self.value(step.value, names)}
            else:
                self.step(step, names)

    def step(self, step: Step, names: Names) -> None:
        match step:
            case ChangeStep():
                self.change(step, names)
            case TransferStep():
                self.transfer(step, names)
            case PartyStep():
                self.party(step, names)
            case IfStep():
                self.steps(step.then if self.holds(step.condition, names) else step.otherwise, names)
            case ChanceStep():
                self.steps(step.then if self.board.lot("effects", step.of) < step.hits else step.otherwise, names)
            case OneOfStep(lists=lists):
                self.steps(lists[self.board.lot("effects", len(lists))], names)
            case ForEachStep():
                self.for_each(step, names)
            case PickStep():
                self.pick(step, names)
            case RunStep(do=do):
                self.steps(do, names)
            case TallyStep():
                self.cells[self.board.at("tally", step.tally)] += self.value(step.amount, names)
            case TellStep():
                self.note(markers.TELL, step.site, *(self.told(value, names) for value in step.text.values))
            case _:
                self.engine_step(step, names)

    def engine_step(self, step: Step, names: Names) -> None:
        """What reaches beyond the list that is running."""
        arguments: tuple[Any, ...]
        match step:
            case OutcomeStep(outcome=outcome, crisis=crisis):
                verb, arguments = "run_outcome", (["met", "failed"].index(outcome), self.value(crisis, names))
            case CloseStep(site=site, crisis=crisis):
                verb, arguments = "close", (site, self.value(crisis, names))
            case ScheduleStep(site=site, card=card, rounds=rounds, state=state):
                number = next(
                    n for n, (index, _) in enumerate(self.layout.copies) if self.program.cards[index].id == card
                )
                verb, arguments = "schedule", (site, number, rounds, -1 if state is None else self.value(state, names))
            case PeekStep(site=site, deck=deck, state=state):
                index = [each.id for each in self.program.decks].index(deck)
                verb, arguments = "peek", (site, index, self.value(state, names))
            case EndStep(site=site, ending=ending):
                endings = list(self.program.symbols.folder.ruleset.endings)
                verb, arguments = "end_game", (site, endings.index(ending))
            case _:
                raise AssertionError(step)
        self.engine[verb](self.cells, self.log, *arguments)

    # Numbers

    def places(self, place: Cell, names: Names) -> tuple[Block, list[int]]:
        """The cell that is meant, and its mirror image if two states share the number."""
        of = tuple(self.value(part, names) for part in place.of)
        block = self.layout.block(place.scope, place.name)
        found = [self.board.at(place.scope, place.name, of)]
        shared = place.scope == "two" or (
            place.scope == "pair" and block.track is not None and not block.track.directed
        )
        if shared:
            found.append(self.board.at(place.scope, place.name, of[::-1]))
        return block, found

    def store(self, cells: list[int], value: int) -> None:
        for cell in cells:
            self.cells[cell] = value

    def change(self, step: ChangeStep, names: Names) -> None:
        """The track stops at its borders. A change by nothing is none."""
        block, places = self.places(step.place, names)
        old, amount = self.cells[places[0]], self.value(step.amount, names)
        wanted = amount - old if step.sets else amount
        if wanted == 0 and not step.sets:
            return
        new = min(max(old + wanted, block.low), block.high)
        self.store(places, new)
        self.note(step.site, places[0], old, new, wanted)

    def transfer(self, step: TransferStep, names: Names) -> None:
        """At most what the one holds above its lower border and what the other has room for."""
        giver, source = self.places(step.source, names)
        taker, target = self.places(step.target, names)
        amount = min(
            self.value(step.amount, names), self.cells[source[0]] - giver.low, taker.high - self.cells[target[0]]
        )
        if amount <= 0 or source[0] == target[0]:
            return
        for places, change in ((source, -amount), (target, amount)):
            old = self.cells[places[0]]
            self.store(places, old + change)
            self.note(step.site, places[0], old, old + change, change)

    def party(self, step: PartyStep, names: Names) -> None:
        """Signing what is signed, or ending what is not, does nothing; nobody signs with itself."""
        scope = "two" if len(step.states) == 2 else "many"
        states = [self.value(state, names) for state in step.states]
        _, places = self.places(Cell(Type.BOOL, scope, step.agreement, step.states), names)
        old = self.cells[places[0]]
        if bool(old) is step.signs or len(set(states)) < len(states):
            return
        self.store(places, 1 - old)
        self.note(step.site, places[0], old, 1 - old, 1 - 2 * old)
        if scope == "many" and not step.signs:
            self.too_few(step)

    def too_few(self, step: PartyStep) -> None:
        """An agreement of many ends by itself when fewer than ``at_least`` are left."""
        least = self.program.symbols.folder.agreements[step.agreement].at_least
        seats = [self.board.at("many", step.agreement, (seat,)) for seat in range(self.layout.players)]
        left = [cell for cell in seats if self.cells[cell]]
        for cell in left if len(left) < least else []:
            self.cells[cell] = 0
            self.note(step.site, cell, 1, 0, -1)

    # Repeating and picking

    def for_each(self, step: ForEachStep, names: Names) -> None:
        for member in self.board.in_turn(step.source):
            inner = {**names, step.variable: member}
            if self.holds(step.where, inner):
                self.steps(step.do, inner)

    def pick(self, step: PickStep, names: Names) -> None:
        """The highest or lowest, ties by lot."""
        found = [
            inner
            for m in self.board.in_turn(step.source)
            if self.holds(step.where, inner := {**names, step.variable: m})
        ]
        if found and step.key is not None:
            keys = [self.value(step.key, inner) for inner in found]
            best = max(keys) if step.most else min(keys)
            found = [inner for inner, key in zip(found, keys, strict=True) if key == best]
        if not found:
            self.steps(step.otherwise, names)
            return
        self.steps(step.do, found[self.board.lot("targets", len(found))] if len(found) > 1 else found[0])

    def told(self, value: Node | NamesOf, names: Names) -> int:
        """A value in a line: a crisis is told by its card, a list of states as bits."""
        if isinstance(value, NamesOf):
            variable, where = value.states.variable, value.states.where
            return sum(1 << s for s in self.board.members("states") if self.holds(where, {**names, variable: s}))
        found = self.value(value, names)
        return self.cells[self.board.at("slot", "card", (found,))] if value.type is Type.CRISIS else found


def interpreted(rules: Rules) -> Rules:
    """The same rules with a machine that the interpreter runs."""
    machine = Machine(rules.layout, rules.moves)
    machine.bind(Interpreter(rules.layout, rules.moves, machine).functions())
    machine.stop_after = rules.machine.stop_after
    return replace(rules, machine=machine)
